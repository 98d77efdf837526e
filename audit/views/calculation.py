"""A relation as a table to be redone by hand: weight, item, figure, least, most, place.

The lines stand as one would reckon: what is added and taken away, what it is divided by, and
last what is printed. A rule that is no sum has lines with the range that obeys it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from audit.model import YUAN, Fact, Lead, Outcome, Sum
from audit.views import numbers
from audit.views.passages import place, row_of
from audit.views.words import DIRECTION, MEASURE, Language, named, word

ADDED, TAKEN, WITHIN = "+1", f"{numbers.MINUS}1", "∈"


@dataclass(frozen=True, slots=True)
class Term:
    """One line: how the figure enters the sum, what it is, what it can stand for, where.

    `weight` is `+1`, `−1`, `÷ …`, `= …`, `≤ …`, `∈` for a rule's range, or '' for a figure that
    stands beside the sum; `anchor` is None for a number that this document does not print.
    """

    weight: str
    label: str
    measure: str
    printed: str
    least: str
    most: str
    place: str
    anchor: int | None = None


def calculation(lead: Lead, language: Language) -> tuple[Term, ...]:
    """Return the lines of a lead's relation, then its other rounded figures.

    There are none where words were judged: nothing is to be reckoned then.
    """
    outcome = lead.outcome
    if outcome.relation is None and outcome.residual is None:
        return ()
    told = tuple(_of_relation(outcome, language))
    known = {fact.id for fact in _related(outcome)}
    beside = (fact for fact in lead.facts if fact.id not in known and numbers.bounds(fact))
    return (*told, *(_term("", fact, language) for fact in beside))


def _of_relation(outcome: Outcome, language: Language) -> Iterator[Term]:
    relation = outcome.relation
    if relation is None:
        return
    if relation.alone:
        for fact, lo, hi in relation.alone:
            yield _ruled(fact, lo, hi, language)
        return
    yield from _lines("", relation.computed, outcome.uom, language)
    if relation.over is not None:
        yield from _lines("÷ ", relation.over, outcome.uom, language)
    yield from _lines(f"{relation.sign} ", relation.stated, outcome.uom, language)


def _related(outcome: Outcome) -> Iterator[Fact]:
    relation = outcome.relation
    if relation is not None:
        yield from (fact for fact, _, _ in relation.alone)
        for side in (relation.computed, relation.over, relation.stated):
            yield from (fact for _, fact in (side.terms if side else ()))


def _lines(sign: str, side: Sum, uom: str, language: Language) -> Iterator[Term]:
    """Yield the figures of one side; a lone figure behind ÷, = or ≤ needs no +1."""
    alone = bool(sign) and len(side.terms) == 1 and not side.constant
    for weight, fact in side.terms:
        told = ADDED if weight > 0 else TAKEN
        yield _term(sign.strip() if alone and weight > 0 else f"{sign}{told}", fact, language)
    if side.constant:
        value = numbers.shown(side.constant / YUAN.get(uom, Decimal(1)))
        given = word("given_number", language)
        yield Term(f"{sign}{ADDED}", given, "", numbers.with_uom(value, uom), value, value, "")


def _term(weight: str, fact: Fact, language: Language) -> Term:
    least, most = numbers.bounds(fact) or (numbers.shown(fact.value),) * 2
    return _line(weight, fact, (least, most), language)


def _ruled(fact: Fact, lo: Decimal, hi: Decimal, language: Language) -> Term:
    unit = YUAN.get(fact.uom, Decimal(1))
    return _line(WITHIN, fact, (numbers.plain(lo / unit), numbers.plain(hi / unit)), language)


def _line(weight: str, fact: Fact, between: Iterable[str], language: Language) -> Term:
    least, most = between
    printed = numbers.with_uom(numbers.shown(fact.value), fact.uom) or fact.raw
    direction = "" if fact.value is None else named(DIRECTION, fact.direction, language)
    return Term(
        weight=weight,
        label=fact.label,
        measure=named(MEASURE, fact.measure, language),
        printed=f"{direction} {printed}".strip(),
        least=least,
        most=most,
        place=f"{place(fact.span, language)} {row_of(fact.span, language)}".strip(),
        anchor=fact.span.start,
    )
