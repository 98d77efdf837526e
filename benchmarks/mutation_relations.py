"""Whether a relation still holds with a planted figure: reckoned from intervals alone.

Nothing here asks a check. What a relation is comes with the outcome that tested it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from audit.interval import Interval
from audit.model import Fact, Relation, Sum
from audit.sample.digits import decimals, is_readable, value_of
from audit.sample.mutate import Defect, Mutant

Level = Literal["fails", "barely", "holds"]


def planted(mutant: Mutant) -> dict[str, Fact | None]:
    """Return the figures as the changed document prints them; None for one that is gone."""
    defect, text = mutant.defect, mutant.document.text
    if defect.kind == "missing_row":
        return dict.fromkeys((fact.id for fact in defect.facts), None)
    if defect.kind == "direction":
        return _turned(defect)
    found: dict[str, Fact | None] = {}
    for fact in defect.facts:
        start, end = mutant.shift(fact.span.start), mutant.shift.end(fact.span.end)
        found[fact.id] = _reprinted(fact, text[start:end])
        if defect.variant == "unit word":
            found[fact.id] = replace(fact, uom=defect.planted)
    return found


def _turned(defect: Defect) -> dict[str, Fact | None]:
    if defect.variant == "unchanged":
        change, rate = defect.facts
        return {change.id: replace(change, value=None, direction="unchanged"), rate.id: None}
    return {
        fact.id: replace(fact, direction="increase" if fact.direction == "decrease" else "decrease")
        for fact in defect.facts
    }


def _reprinted(fact: Fact, digits: str) -> Fact | None:
    if not is_readable(digits):
        return None
    value, places_ = value_of(digits), decimals(digits)
    loose = fact.kind == "amount" and fact.span.part != "table"
    precision = max(places_, fact.precision) if loose else places_
    signed = -value if fact.value is not None and fact.value < 0 else value
    return replace(fact, value=signed, decimals=places_, precision=precision)


def _terms(relation: Relation) -> Iterator[Sum]:
    yield relation.stated
    yield relation.computed
    if relation.over is not None:
        yield relation.over


def is_left(relation: Relation, changed: dict[str, Fact | None]) -> bool:
    """Return whether both sides still have a figure, or an exact number, after the change."""
    if any(_is_torn(sum_, changed) for sum_ in _terms(relation)):
        return False
    return all(
        sum_.constant or not sum_.terms or any(changed.get(f.id, f) for _, f in sum_.terms)
        for sum_ in _terms(relation)
    ) and any(changed.get(f.id, f) is not None for sum_ in _terms(relation) for _, f in sum_.terms)


def _is_torn(sum_: Sum, changed: dict[str, Fact | None]) -> bool:
    """Return whether a difference lost a figure: last year's without this year's says nothing."""
    gone = any(changed.get(fact.id, fact) is None for _, fact in sum_.terms)
    return gone and len({weight for weight, _ in sum_.terms}) > 1


def holds(relation: Relation, changed: dict[str, Fact | None]) -> Level:
    """Return whether a relation `holds` with the changed figures, `barely`, or `fails`."""
    for printed in (False, True):
        stated = _reckoned(relation.stated, changed, printed=printed)
        computed = _reckoned(relation.computed, changed, printed=printed)
        if relation.over is not None:
            over = _reckoned(relation.over, changed, printed=printed)
            quotient = computed.scale(100).divide(over)
            if quotient is None:
                return "holds"  # nothing can be said of a quotient by zero
            computed = quotient
        if _agree(relation, stated, computed, changed):
            return "barely" if printed else "holds"
        if printed and _cut_off(relation, computed, changed):
            return "barely"
    return "fails"


def _agree(
    relation: Relation, stated: Interval, computed: Interval, changed: dict[str, Fact | None]
) -> bool:
    if relation.sign == "≤":
        return stated.lo <= computed.hi
    if relation.strict and len(relation.stated.terms) == len(relation.computed.terms) == 1:
        one, two = (_now(s.terms[0][1], changed) for s in (relation.stated, relation.computed))
        if one and two and (one.precision, one.uom) == (two.precision, two.uom):
            return _number(one) == _number(two)
    return stated.meet(computed) is not None


def _cut_off(relation: Relation, computed: Interval, changed: dict[str, Fact | None]) -> bool:
    terms = relation.stated.terms
    fact = _now(terms[0][1], changed) if len(terms) == 1 else None
    if fact is None or fact.kind != "percent":
        return False
    return computed.meet(Interval.truncated(_number(fact), fact.decimals)) is not None


def _reckoned(sum_: Sum, changed: dict[str, Fact | None], *, printed: bool) -> Interval:
    total = Interval.exact(sum_.constant)
    for weight, fact in sum_.terms:
        now = _now(fact, changed)
        if now is not None and now.value is not None:
            total += (now.printed_interval if printed else now.interval).scale(weight)
    return total


def _now(fact: Fact, changed: dict[str, Fact | None]) -> Fact | None:
    """Return a relation's figure as it is printed now; one without direction stays without."""
    new = changed.get(fact.id, fact)
    if new is None or new is fact:
        return new
    direction = None if fact.direction is None else new.direction
    return replace(
        fact,
        value=new.value,
        decimals=new.decimals,
        precision=new.precision,
        uom=new.uom,
        direction=direction,
    )


def _number(fact: Fact) -> Decimal:
    return fact.number if fact.value is not None else Decimal(0)
