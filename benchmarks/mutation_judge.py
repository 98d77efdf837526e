"""Judge one planted defect: must it be found, was it, and what else was said.

Whether a defect must be found is decided before the changed document is read: every
relation that the unchanged document passed is reckoned again with the planted figure,
here and from intervals alone, not by the checks. One that no longer holds must give a
lead.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import Literal

from mutation_relations import Level, holds, is_left, planted

import audit
from audit import compare
from audit.model import YUAN, Document, Fact, Lead, Outcome
from audit.sample.mutate import Defect, Mutant, plant, touched
from audit.sample.places import KINDS, Kind, numbers, places, section_of

Expected = Literal["fails", "barely", "holds", "condition", "nothing"]
LEVELS: tuple[Level, ...] = ("fails", "barely", "holds")
PASSED = ("exact", "rounding")
FAILED = ("inconsistent", "missing", "unlikely_rounding")
GRAVE = ("error", "warning")
_SHORTEST_NAME = 3  # characters
Key = tuple[str, str, frozenset[str]]


@dataclass(frozen=True)
class Verdict:
    """What became of one defect.

    `expected` says what its relations do with the planted figure: one fails, one holds
    only by a hair, all hold, only conditions without arithmetic name it, or nothing does.
    `false` are leads that neither quote the changed place nor follow from one that does.
    `rank` is the place of the planted figure among the explanations (from 0), None where
    it is not among them; `equal` how many explanations are as likely as the first.
    """

    document: str
    group: str
    kind: Kind
    variant: str
    section: str
    expected: Expected
    found: Literal["lead", "hint", ""]
    false: tuple[str, ...]
    fired: frozenset[str]
    relations: int
    explained: bool
    rank: int | None
    equal: int
    right_value: bool
    note: str
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Study:
    """What was measured on one document: its verdicts, and which figures can be found wrong."""

    document: str
    group: str
    verdicts: tuple[Verdict, ...]
    figures: Counter[tuple[str, str]]  # section, what names the figure


@dataclass
class Before:
    """The unchanged document: its facts, what it passes, and what fails already."""

    facts: audit.Facts
    failed: list[Key]
    doubted: frozenset[str]
    naming: dict[str, list[Outcome]] = field(default_factory=dict)

    def relations(self, facts: Iterable[Fact]) -> list[Outcome]:
        """Return the passed outcomes that name any of the figures, each once."""
        found = {id(o): o for fact in facts for o in self.naming.get(fact.id, ())}
        return list(found.values())


def before(document: Document) -> Before:
    """Return what the checks say of a document as it is."""
    result = audit.check(document)
    doubted = {f.id for lead in result.leads if lead.severity in GRAVE for f in lead.facts}
    found = Before(result.facts, _failures(result.leads), frozenset(doubted))
    for outcome in result.outcomes:
        if outcome.status in PASSED:
            for fact in outcome.facts:
                found.naming.setdefault(fact.id, []).append(outcome)
    return found


def study(
    document: Document, group: str, per_kind: int, cells: int = 1, kinds: Sequence[Kind] = KINDS
) -> Study:
    """Return the verdicts over `per_kind` defects of each kind, drawn by the document's name.

    Of single cells, which are many, there are `cells` times as many defects.
    """
    base = before(document)
    verdicts: list[Verdict] = []
    name = PurePath(document.path).name
    for kind in kinds:
        chance = random.Random(f"{name}/{kind}")  # noqa: S311 - no secret is drawn
        many = per_kind * (cells if kind in ("table_cell", "form_cell") else 1)
        verdicts += _drawn(base, group, kind, many, chance)
    return Study(name, group, tuple(verdicts), _figures(base))


def _drawn(
    base: Before, group: str, kind: Kind, many: int, chance: random.Random
) -> Iterator[Verdict]:
    found = [p for p in places(kind, base.facts) if not any(f.id in base.doubted for f in p)]
    chance.shuffle(found)
    done = 0
    for place in found:
        if done == many:
            return
        mutant = plant(kind, base.facts, place, chance)
        if mutant is not None:
            done += 1
            yield judge(base, mutant, group)


def _figures(base: Before) -> Counter[tuple[str, str]]:
    """Count the figures by section and by what names them: a relation, a condition, nothing."""
    return Counter(
        (section_of(base.facts, fact), _named(base, fact)) for fact in numbers(base.facts)
    )


def _named(base: Before, fact: Fact) -> str:
    outcomes = base.naming.get(fact.id, [])
    if any(outcome.relation is not None for outcome in outcomes):
        return "relation"
    return "condition" if outcomes else "nothing"


def judge(base: Before, mutant: Mutant, group: str) -> Verdict:
    """Return what the checks make of a changed document."""
    expected, relations = expectation(base, mutant)
    compare.of.cache_clear()
    facts = audit.extract(mutant.document, edition=base.facts.edition.name)
    leads = audit.examine(facts).leads
    fresh = list(_fresh(leads, base.failed))
    places_ = _related(base, mutant)
    hits = [lead for lead in fresh if _touches(lead, mutant, places_)]
    grave = [lead for lead in hits if lead.severity in GRAVE]
    others = [lead for lead in fresh if lead not in hits and lead.severity in GRAVE]
    rank, equal, right = _diagnosis(hits, facts, mutant)
    return Verdict(
        document=base.facts.document.path,
        group=group,
        kind=mutant.defect.kind,
        variant=mutant.defect.variant,
        section=mutant.defect.section,
        expected=expected,
        found="lead" if grave else "hint" if hits else "",
        false=tuple(f"{lead.check} {lead.message.zh}" for lead in others),
        fired=frozenset(o.check for lead in fresh for o in (lead.outcome, *lead.also)),
        relations=relations,
        explained=any(lead.explanations for lead in hits),
        rank=rank,
        equal=equal,
        right_value=right,
        note=_note(base, mutant),
        broken=tuple(_broken(base, mutant)),
    )


def _note(base: Before, mutant: Mutant) -> str:
    """Return the words around the defect, for the list of what was missed."""
    text, start = base.facts.document.text, mutant.defect.start
    around = text[max(0, start - 24) : start + 24].replace("\n", "⏎").replace("\t", "¦")
    return f"{around} [{mutant.defect.printed} → {mutant.defect.planted}]".replace("\n", "⏎")


# --- what is new in the changed document --------------------------------------------


def _key(outcome: Outcome) -> Key:
    return outcome.check, outcome.subject, frozenset(map(_about, outcome.facts))


def _about(fact: Fact) -> str:
    """Return what a figure is, without its value and place; a row that goes may be a level's."""
    dims = [pair for pair in fact.dims if not pair[0].startswith("level")]
    return f"{fact.concept}/{fact.measure}/{fact.scope}/{dims}/{fact.span.part}"


def _failures(leads: Iterable[Lead]) -> list[Key]:
    return [_key(o) for lead in leads for o in (lead.outcome, *lead.also)]


def _fresh(leads: Iterable[Lead], old: list[Key]) -> Iterator[Lead]:
    """Yield the leads of which an outcome did not fail before, over the same or more figures."""
    left = list(old)
    for lead in leads:
        new = False
        for check, subject, about in map(_key, (lead.outcome, *lead.also)):
            known = next((k for k in left if k[:2] == (check, subject) and about <= k[2]), None)
            new = new or known is None
            if known is not None:
                left.remove(known)
        if new:
            yield lead


def _related(base: Before, mutant: Mutant) -> set[tuple[int, int]]:
    """Return what tells of a row that is gone: the places that stood in its relations."""
    if mutant.defect.places:
        return set()
    gone = {fact.id for fact in mutant.defect.facts}
    spans = {
        (span.start, span.end)
        for outcome in base.relations(mutant.defect.facts)
        for span in (*(f.span for f in outcome.facts if f.id not in gone), *outcome.quotes)
    }
    return {(mutant.shift(start), mutant.shift.end(end)) for start, end in spans}


def _touches(lead: Lead, mutant: Mutant, related: set[tuple[int, int]]) -> bool:
    """Return whether a lead quotes the changed place, or speaks of the row that is gone.

    The reason that is given for a change is held against its direction: it stands behind
    the change, in the same paragraph.
    """
    defect, spans = mutant.defect, [(span.start, span.end) for span in lead.quotes]
    if touched(defect, spans) or any(span in related for span in spans):
        return True
    if defect.kind == "direction":
        first, text = defect.places[0][0], mutant.document.text
        last = text.find("\n", first)
        return any(first <= start < last for start, _ in spans)
    if defect.kind == "missing_row":
        return any(name in lead.message.zh for name in _names(defect.printed))
    return False


def _names(row: str) -> set[str]:
    """Return the words and the codes that name a row, the codes above its own too."""
    cells = [cell for cell in row.split("\t") if len(cell) >= _SHORTEST_NAME]
    codes = [cell for cell in cells if cell.isdecimal()]
    words = {cell for cell in cells if not any(char.isdecimal() for char in cell)}
    return words | {code[:size] for code in codes for size in (3, 5, 7)}


# --- must it be found -----------------------------------------------------------------


def expectation(base: Before, mutant: Mutant) -> tuple[Expected, int]:
    """Return what the relations of the figures do now, and how many there are."""
    changed = planted(mutant)
    outcomes = base.relations(mutant.defect.facts)
    kept = [o.relation for o in outcomes if o.relation is not None]
    kept = [relation for relation in kept if is_left(relation, changed)]
    told = {holds(relation, changed) for relation in kept}
    worst = next((level for level in LEVELS if level in told), None)
    if worst != "fails" and _contradicts(base.facts, mutant.defect):
        return "fails", 0
    if worst is None:
        return ("condition" if outcomes else "nothing"), 0
    return worst, len(kept)


def _contradicts(facts: audit.Facts, defect: Defect) -> bool:
    """Return whether a change and its rate are told with opposite words now."""
    if defect.variant != "turned":
        return False
    (turned,) = defect.facts
    return any(turned in place and len(place) > 1 for place in places("direction", facts))


def _broken(base: Before, mutant: Mutant) -> Iterator[str]:
    """Yield the relations that no longer hold, to look into those that gave no lead."""
    changed = planted(mutant)
    for outcome in base.relations(mutant.defect.facts):
        relation = outcome.relation
        left = relation is not None and is_left(relation, changed)
        if relation is not None and left and holds(relation, changed) == "fails":
            yield f"{outcome.check} {outcome.subject}"


# --- the diagnosis --------------------------------------------------------------------


def _diagnosis(
    hits: list[Lead], facts: audit.Facts, mutant: Mutant
) -> tuple[int | None, int, bool]:
    """Return the planted figure's place among the explanations, ties, and whether its value is."""
    lead = next((lead for lead in hits if lead.explanations), None)
    if lead is None:
        return None, 0, False
    mine = dict(_planted_facts(facts, mutant))
    rank = next(
        (
            at
            for at, told in enumerate(lead.explanations)
            if any(fact.id in mine for fact, _ in told.changes)
        ),
        None,
    )
    proposals = [
        (fact, value)
        for told in lead.explanations
        for fact, value in told.changes
        if fact.id in mine
    ]
    right = any(_is_right(fact, value, mine[fact.id]) for fact, value in proposals)
    return rank, lead.equal, right


def _planted_facts(facts: audit.Facts, mutant: Mutant) -> Iterator[tuple[str, Fact]]:
    """Yield the ids of the figures as they are read now, each with the figure that it was."""
    olds = {mutant.shift(fact.span.start): fact for fact in mutant.defect.facts}
    first = mutant.defect.facts[0]
    for fact in facts:
        if fact.span.start in olds:
            yield fact.id, olds[fact.span.start]
        elif fact.direction and touched(mutant.defect, [(fact.span.start, fact.span.end)]):
            yield fact.id, first  # 持平 stands where the change stood


def _is_right(now: Fact, proposed: Decimal | str, old: Fact) -> bool:
    """Return whether a proposal is what was printed before, in whatever unit."""
    if isinstance(proposed, str) or old.value is None:
        return proposed in (old.direction, _DIRECTIONS.get(old.direction or ""))
    factor = YUAN.get(now.uom, Decimal(1))
    return abs(proposed) * factor == abs(old.value) * YUAN.get(old.uom, Decimal(1))


_DIRECTIONS = {"increase": "增加", "decrease": "减少", "unchanged": "持平"}
