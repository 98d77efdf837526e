"""A relation as a sum that a person can redo: each figure a line, then what follows.

Everything is Decimal in the unit that the line or the sum names; `bounds` are what rounding
allows a figure to stand for. A workbook redoes the same with formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from audit.interval import EXACT, Interval
from audit.model import YUAN, Fact, Outcome, Relation, Span, Sum

Side = Literal["stated", "computed", "over", "alone"]
_TOLD = 2  # decimals of a range
_ENDLESS = Decimal("1E+18")  # a bound beyond this is none
_ONE, _ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a sum: `number` as printed in `uom`, worth `half` more or less.

    `weight` × `number` × `factor` is what it counts in the unit of its side; a decrease
    counts with a negative weight. `label` is '' for a number that nobody printed. Of a rule
    that is no sum, `allowed` is what the figure may be while the others stay.
    """

    side: Side
    weight: int
    label: str
    measure: str
    raw: str
    number: Decimal
    decimals: int
    half: Decimal
    uom: str
    factor: Decimal
    span: Span | None
    allowed: tuple[Decimal | None, Decimal | None] | None = None

    @property
    def lo(self) -> Decimal:
        """Return the least that the figure can stand for."""
        return EXACT.subtract(self.number, self.half)

    @property
    def hi(self) -> Decimal:
        """Return the most that the figure can stand for."""
        return EXACT.add(self.number, self.half)

    @property
    def counted(self) -> Decimal:
        """Return what the figure adds to its side."""
        return EXACT.multiply(EXACT.multiply(self.number, self.factor), self.weight)

    @property
    def reach(self) -> Interval:
        """Return what the figure can add to its side."""
        own = Interval(self.lo, self.hi)
        return own.scale(EXACT.multiply(self.factor, Decimal(self.weight)))


@dataclass(frozen=True, slots=True)
class Calculation:
    """stated = computed, or stated = 100 × computed ÷ over, or stated ≤ computed, redone.

    `places` are the decimals that the residual is told with.
    """

    outcome: Outcome
    relation: Relation
    lines: tuple[Line, ...]
    uom: str
    places: int

    def side(self, name: Side) -> tuple[Line, ...]:
        """Return the lines of one side."""
        return tuple(line for line in self.lines if line.side == name)

    def value(self, name: Side) -> Decimal:
        """Return what a side adds up to; of the computed side, after the division."""
        total = _total(self.side(name))
        if name != "computed" or not self.side("over"):
            return total
        divisor = _total(self.side("over"))
        return EXACT.divide(EXACT.multiply(total, Decimal(100)), divisor) if divisor else _ZERO

    def reach(self, name: Side) -> Interval:
        """Return what a side can be, given the rounding of its figures."""
        reach = _reach(self.side(name))
        if name != "computed" or not self.side("over"):
            return reach
        quotient = reach.divide(_reach(self.side("over")))
        return quotient.scale(100) if quotient else Interval.exact(0)

    @property
    def residual(self) -> Decimal:
        """Return stated − computed, rounded to `places` as the lead tells it."""
        return _rounded(EXACT.subtract(self.value("stated"), self.value("computed")), self.places)

    @property
    def allowance(self) -> Decimal:
        """Return by how much rounding lets the two sides differ."""
        both = EXACT.add(self.reach("stated").radius, self.reach("computed").radius)
        return _rounded(both, self.places + 1)

    @property
    def meets(self) -> bool:
        """Return whether rounding lets the relation hold."""
        stated, computed = self.reach("stated"), self.reach("computed")
        below = stated.lo <= computed.hi
        return below if self.relation.sign == "≤" else below and computed.lo <= stated.hi

    @property
    def exactly(self) -> bool:
        """Return whether the relation must hold as printed, rounding or not.

        So it is for one fact told twice, and for budgets in whole numbers beside exact ones.
        """
        return self.relation.sign == "=" and self.meets and self.outcome.status == "inconsistent"

    @property
    def obeyed(self) -> bool:
        """Return whether every figure of a rule that is no sum lies where it may."""
        return all(
            (lo is None or lo <= line.number) and (hi is None or line.number <= hi)
            for line in self.side("alone")
            for lo, hi in [line.allowed or (None, None)]
        )


def calculation(outcome: Outcome) -> Calculation | None:
    """Return the sum that an outcome tested, or None where words were judged."""
    relation = outcome.relation
    if relation is None:
        return None
    if relation.alone:
        lines = tuple(_bounded(fact, lo, hi) for fact, lo, hi in relation.alone)
        return Calculation(outcome, relation, lines, outcome.uom, 0)
    uom = outcome.uom or _unit_of(relation.stated) or _unit_of(relation.computed)
    over = relation.over
    below = _unit_of(over) if over else uom
    lines = (
        *_lines("stated", relation.stated, uom),
        *_lines("computed", relation.computed, below),
        *(_lines("over", over, below) if over else ()),
    )
    if over and not _total([line for line in lines if line.side == "over"]):
        return None
    return Calculation(outcome, relation, lines, uom, _places(outcome, lines))


def calculations(outcomes: Sequence[Outcome]) -> tuple[Calculation, ...]:
    """Return the sum of each outcome that has one."""
    return tuple(found for found in map(calculation, outcomes) if found is not None)


def _places(outcome: Outcome, lines: Sequence[Line]) -> int:
    if outcome.residual is None:
        return max(line.decimals for line in lines)
    return max(0, -int(outcome.residual.as_tuple().exponent))


def _lines(side: Side, sum_: Sum, uom: str) -> Iterator[Line]:
    for weight, fact in sum_.terms:
        yield _line(side, weight, fact, uom)
    if sum_.constant or not sum_.terms:
        number = EXACT.divide(sum_.constant, YUAN.get(uom, _ONE))
        decimals = max(0, -int(number.normalize().as_tuple().exponent))
        yield Line(side, 1, "", "", "", number, decimals, _ZERO, uom, _ONE, None)


def line_of(fact: Fact) -> Line:
    """Return a figure as a line that stands for itself, in its own unit."""
    return _line("stated", 1, fact, fact.uom)


def _line(side: Side, weight: int, fact: Fact, uom: str) -> Line:
    if fact.value is None:  # such as the word 持平, which counts as zero
        return Line(
            side, weight, fact.label, fact.measure, fact.raw, _ZERO, 0, _ZERO, uom, _ONE, fact.span
        )  # fmt: skip
    own = YUAN.get(fact.uom, _ONE)
    sign = -1 if fact.direction == "decrease" else 1
    factor = EXACT.divide(own, YUAN[uom]) if fact.uom in YUAN and uom in YUAN else _ONE
    return Line(
        side,
        weight * sign,
        fact.label,
        fact.measure,
        fact.raw,
        EXACT.divide(fact.number * sign, own),
        min(fact.decimals, fact.precision) if fact.decimals > fact.precision else fact.decimals,
        EXACT.divide(fact.interval.radius, own),
        fact.uom,
        factor,
        fact.span,
    )


def _bounded(fact: Fact, lo: Decimal, hi: Decimal) -> Line:
    """Return a figure of a rule that is no sum, with the least and the most that it may be.

    Both are told to two decimals, rounded outwards: what obeys the rule stays inside.
    """
    plain = _line("alone", 1, fact, fact.uom)
    own = YUAN.get(fact.uom, _ONE)
    ends = (-hi, -lo) if plain.weight < 0 else (lo, hi)
    least, most = (None if abs(end) >= _ENDLESS else EXACT.divide(end, own) for end in ends)
    return replace(plain, allowed=(_told(least, ROUND_FLOOR), _told(most, ROUND_CEILING)))


def _told(end: Decimal | None, rounding: str) -> Decimal | None:
    exponent = end.as_tuple().exponent if end is not None else 0
    if end is None or (isinstance(exponent, int) and exponent >= -_TOLD):
        return end
    return end.quantize(Decimal(1).scaleb(-_TOLD), rounding)


def _unit_of(sum_: Sum) -> str:
    """Return the unit of the first amount of a sum, else of its first figure."""
    units = [fact.uom for _, fact in sum_.terms if fact.value is not None]
    amounts = [uom for uom in units if uom in YUAN]
    return (amounts or units or [""])[0]


def _total(lines: Sequence[Line]) -> Decimal:
    total = _ZERO
    for line in lines:
        total = EXACT.add(total, line.counted)
    return total


def _reach(lines: Sequence[Line]) -> Interval:
    reach = Interval.exact(0)
    for line in lines:
        reach = reach + line.reach
    return reach


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP", EXACT) + 0
