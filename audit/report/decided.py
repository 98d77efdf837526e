"""What the report says of decisions: one record a card, one for the summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model import Lead
from audit.review import STANDINGS, Correction, Decision, Review, UnitReview
from audit.views import numbers
from audit.views.words import CHANGE, STANDING, STANDING_SIGN, Language, named, titled, word

_LONGEST = 40  # of what a lead compares where that is words


@dataclass(frozen=True, slots=True)
class Card:
    """How one lead stands, in one language; texts are raw, not yet escaped.

    `change` is what became of the lead since another run, `outdated` whether it was decided
    on other figures, `history` one line a decision where there were several.
    """

    status: str
    name: str
    sign: str
    who: str
    when: str
    reason: str
    answer: str
    correction: str
    change: str
    outdated: bool
    history: tuple[str, ...]

    @property
    def is_decided(self) -> bool:
        """Return whether a person has said anything of the lead."""
        return bool(self.who or self.answer or self.correction)

    @property
    def mark(self) -> str:
        """Return what the list of leads says of it: its standing once decided, its change."""
        standing = f" {self.sign} {self.name}" if self.is_decided else ""
        return standing + (f" · {self.change}" if self.change else "")


@dataclass(frozen=True, slots=True)
class Moved:
    """A lead that is new, changed or gone: its anchor ('' when gone), its words, its figures."""

    change: str
    anchor: str
    words: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The decisions of a unit: counts, changes, decisions on leads now gone, the journal."""

    counts: tuple[tuple[str, str, int], ...]
    changes: tuple[tuple[str, int], ...]
    moved: tuple[Moved, ...]
    elsewhere: tuple[str, ...]
    lines: int
    hash: str
    problems: tuple[str, ...]


def cards(leads: Sequence[Lead], review: UnitReview, language: Language) -> Mapping[str, Card]:
    """Return how each lead stands, by the lead's id."""
    return {lead.id: _card(lead.fingerprint, review, language) for lead in leads}


def summary(
    leads: Sequence[Lead], anchors: Mapping[str, str], review: UnitReview, language: Language
) -> Summary:
    """Return what the report says of all decisions together."""
    standing = [review.of(lead.fingerprint).status for lead in leads]
    journal = review.journal
    return Summary(
        counts=tuple(
            (STANDING_SIGN[one], named(STANDING, one, language), standing.count(one))
            for one in STANDINGS
        ),
        changes=_counted(review, language),
        moved=tuple(_moved(leads, anchors, review, language)),
        elsewhere=tuple(_of_one(one, language) for one in review.elsewhere),
        lines=len(journal.hashes),
        hash=journal.last if journal.hashes else "",
        problems=tuple(problem.message[language] for problem in journal.problems),
    )


def _counted(review: UnitReview, language: Language) -> tuple[tuple[str, int], ...]:
    kinds: list[str] = list(review.changes.values())
    return tuple((named(CHANGE, one, language), kinds.count(one)) for one in CHANGE if kinds)


def _card(fingerprint: str, review: UnitReview, language: Language) -> Card:
    found = review.of(fingerprint)
    decision, change = found.decision, review.changes.get(fingerprint, "")
    last = decision or (found.history[-1] if found.history else None)
    return Card(
        status=found.status,
        name=named(STANDING, found.status, language),
        sign=STANDING_SIGN[found.status],
        who=last.name if last else "",
        when=last.time if last else "",
        reason=last.reason if last else "",
        answer=found.answer,
        correction=_corrections(found.correction, language),
        change="" if change == "unchanged" else named(CHANGE, change, language),
        outdated=review.is_outdated(fingerprint),
        history=_history(found, language) if len(found.history) > 1 else (),
    )


def _moved(
    leads: Sequence[Lead], anchors: Mapping[str, str], review: UnitReview, language: Language
) -> Iterator[Moved]:
    by_fingerprint = {lead.fingerprint: lead for lead in leads}
    for fingerprint in review.changed("new", "changed", "gone"):
        lead = by_fingerprint.get(fingerprint)
        was, now = review.before.get(fingerprint), review.now.get(fingerprint)
        told = now or was
        if told is None:
            continue
        yield Moved(
            change=named(CHANGE, review.changes[fingerprint], language),
            anchor=anchors[lead.id] if lead else "",
            words=titled(lead.title, language) + f" · {told.subject}"
            if lead
            else f"{told.check} {told.subject}",
            was=_figures(was.actual, was.expected, was.uom) if was and now else "",
            now=_figures(told.actual, told.expected, told.uom),
        )


def _figures(actual: str, expected: str, uom: str) -> str:
    """Return the stated against the expected figure, `70.00 ≠ 80.00 万元`."""
    told = " ≠ ".join(_cut(one) for one in (actual, expected) if one)
    return numbers.with_uom(told, uom)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _history(review: Review, language: Language) -> tuple[str, ...]:
    return tuple(_line(decision, language) for decision in review.history)


def _of_one(review: Review, language: Language) -> str:
    last = review.history[-1]
    about = " ".join(one for one in (last.check, last.seen.subject if last.seen else "") if one)
    return f"{about or review.fingerprint}：{_line(last, language)}"


def _line(decision: Decision, language: Language) -> str:
    """Return one decision in one line: when, who, what, why."""
    said = (decision.reason, decision.answer, _corrections(decision.correction, language))
    what = named(STANDING, Review(decision.fingerprint, (decision,)).status, language)
    if decision.action == "correct":
        what = word("correction", language)
    parts = (decision.time, decision.name, what, *said)
    return "　".join(part for part in parts if part)


def _corrections(listed: Sequence[Correction], language: Language) -> str:
    mark = "；" if language == "zh" else "; "
    return mark.join(f"{one.label or one.figure} → {one.value}" for one in listed)
