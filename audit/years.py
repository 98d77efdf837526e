"""Two documents in one check: last year's disclosure beside this year's, others beside one.

A figure of another document never stands among an outcome's facts: `marked` gives it an id
of its own while the sum is made, and `apart` moves it to `Outcome.elsewhere`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from audit.compare import retested
from audit.extraction.identity import name_of_path
from audit.facts import Facts
from audit.model import Elsewhere, Fact, Message, Outcome, Relation, Span, Sum
from audit.peer import Peer
from audit.unit_names import is_same

_LAST = "last"
NOT_GIVEN = Message("没有提供上一年度的决算公开", "last year's disclosure was not given")
NOT_READ = Message("上一年度的决算公开读不了", "last year's disclosure could not be read")


@dataclass(frozen=True, slots=True)
class Origin:
    """A document that an outcome may cite: the mark of its figures' ids, file, unit, year."""

    mark: str
    path: str
    unit: str
    year: int | None

    def at(self, span: Span) -> Elsewhere:
        """Return a place in this document."""
        return Elsewhere(self.path, self.unit, self.year, span)


def with_previous(facts: Facts, last: Facts) -> Facts:
    """Return `facts` with last year's beside them, or with the reason why that cannot be."""
    why = mismatch(facts, last)
    if why is not None:
        return replace(facts, previous=None, no_previous=why)
    return replace(facts, previous=replace(last, previous=None, peers=()), no_previous=None)


def mismatch(facts: Facts, last: Facts) -> Message | None:
    """Return why one disclosure is not the other's of the year before, or None where it is."""
    if _is_printed(facts) and _is_printed(last) and not is_same(facts.unit, last.unit):
        return Message(
            f"上一年度文件是“{last.unit}”的，不是“{facts.unit}”的",
            f"the disclosure given for last year is of {last.unit}, not of {facts.unit}",
        )
    if facts.year is None or last.year is None:
        return Message("有一份没有读出年度", "the year of one disclosure was not read")
    if last.year != facts.year - 1:
        return Message(
            f"上一年度文件是{last.year}年度的，应为{facts.year - 1}年度",
            f"the disclosure given for last year is of {last.year}, not of {facts.year - 1}",
        )
    return None


def why_not(facts: Facts) -> Message:
    """Return why there is no disclosure of last year beside these facts."""
    return facts.no_previous or NOT_GIVEN


def last_year(last: Facts) -> Origin:
    """Return what outcomes cite of last year's disclosure."""
    return Origin(_LAST, last.document.path, last.unit, last.year)


def of_peer(peer: Peer) -> Origin:
    """Return what outcomes cite of another unit's disclosure."""
    return Origin(peer.mark, peer.path, peer.unit, peer.year)


def marked(fact: Fact, mark: str = _LAST) -> Fact:
    """Return a figure of another document under an id that no figure of this one has."""
    return replace(fact, id=f"{mark}:{fact.id}")


def apart(outcome: Outcome, *origins: Origin) -> Outcome:
    """Return an outcome whose facts are all this document's; the others are told elsewhere.

    For the diagnosis the others are given: only a figure of this document may be the cause.
    """
    own = tuple(fact for fact in outcome.facts if _origin(fact, origins) is None)
    told = [(fact, _origin(fact, origins)) for fact in outcome.facts]
    places = tuple(origin.at(fact.span) for fact, origin in told if origin is not None)
    return replace(
        outcome,
        facts=own,
        elsewhere=(*outcome.elsewhere, *places),
        relation=_given(outcome, origins) if places else outcome.relation,
    )


def _given(outcome: Outcome, origins: tuple[Origin, ...]) -> Relation | None:
    """Return the relation with other documents' figures as numbers, which have no rounding.

    One that holds only by their rounding is left out.
    """
    if outcome.relation is None:
        return None
    stated, computed = (
        _settled(side, origins) for side in (outcome.relation.stated, outcome.relation.computed)
    )
    relation = replace(outcome.relation, stated=stated, computed=computed)
    holds = retested(relation, {}) != "inconsistent"
    return relation if holds == (outcome.status != "inconsistent") else None


def _settled(side: Sum, origins: tuple[Origin, ...]) -> Sum:
    kept = tuple(term for term in side.terms if _origin(term[1], origins) is None)
    others = (weight * fact.number for weight, fact in side.terms if (weight, fact) not in kept)
    return Sum(kept, sum(others, side.constant))


def _origin(fact: Fact, origins: tuple[Origin, ...]) -> Origin | None:
    return next((one for one in origins if fact.id.startswith(f"{one.mark}:")), None)


def _is_printed(facts: Facts) -> bool:
    """Return whether the unit's name was read, and not taken from the file's name."""
    return facts.unit != name_of_path(facts.document.path)
