"""What a printed figure can stand for, and whether figures can agree.

A figure printed as 674.37 says only that the true value lies in [674.365, 674.375].
Sums and products are exact. A quotient's ends are rounded outwards at 60 digits: a
printed figure has far fewer, so that no comparison with one can come out differently.
Each end carries its own open or closed flag. Both closed ends of two intervals count as
meeting, as in XBRL Calculations 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Literal

Agreement = Literal["exact", "rounding", "unlikely_rounding", "inconsistent"]

EXACT = Context(prec=60)  # all arithmetic on figures; never the caller's context
_DOWN, _UP = Context(prec=60, rounding=ROUND_FLOOR), Context(prec=60, rounding=ROUND_CEILING)
_TAIL = Decimal("10.8241")  # 3.29 squared: 99.9 % of honest roundings lie inside
_ZERO, _HALF = Decimal(0), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `lo` and `hi`; each end may be open."""

    lo: Decimal
    hi: Decimal
    lo_closed: bool = True
    hi_closed: bool = True

    @classmethod
    def exact(cls, value: Decimal | int) -> Interval:
        """Return the interval that holds only `value`."""
        point = Decimal(value)
        return cls(point, point)

    @classmethod
    def rounded(cls, value: Decimal, decimals: int) -> Interval:
        """Return what `value`, rounded to `decimals` places, can stand for."""
        half = _HALF.scaleb(-decimals)
        return cls(EXACT.subtract(value, half), EXACT.add(value, half))

    @classmethod
    def truncated(cls, value: Decimal, decimals: int) -> Interval:
        """Return what `value`, cut off after `decimals` places, can stand for."""
        step = Decimal(1).scaleb(-decimals)
        if value > 0:
            return cls(value, EXACT.add(value, step), lo_closed=True, hi_closed=False)
        if value < 0:
            return cls(EXACT.subtract(value, step), value, lo_closed=False, hi_closed=True)
        return cls(-step, step, lo_closed=False, hi_closed=False)

    @property
    def radius(self) -> Decimal:
        """Return half of the width."""
        return EXACT.multiply(EXACT.subtract(self.hi, self.lo), _HALF)

    @property
    def middle(self) -> Decimal:
        """Return the number half-way between the ends."""
        return EXACT.multiply(EXACT.add(self.lo, self.hi), _HALF)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            EXACT.add(self.lo, other.lo),
            EXACT.add(self.hi, other.hi),
            self.lo_closed and other.lo_closed,
            self.hi_closed and other.hi_closed,
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            EXACT.subtract(self.lo, other.hi),
            EXACT.subtract(self.hi, other.lo),
            self.lo_closed and other.hi_closed,
            self.hi_closed and other.lo_closed,
        )

    def scale(self, weight: Decimal | int) -> Interval:
        """Return the interval times `weight`; a negative weight swaps the ends."""
        lo, hi = EXACT.multiply(self.lo, weight), EXACT.multiply(self.hi, weight)
        if weight == 0:
            return Interval.exact(0)
        if weight > 0:
            return Interval(lo, hi, self.lo_closed, self.hi_closed)
        return Interval(hi, lo, self.hi_closed, self.lo_closed)

    def divide(self, other: Interval) -> Interval | None:
        """Return all quotients, or None when the divisor may be zero."""
        if other.lo <= 0 <= other.hi:
            return None
        if self.lo > 0 and other.lo > 0:  # two corners suffice; the others lie between
            lo_closed = self.lo_closed and other.hi_closed
            hi_closed = self.hi_closed and other.lo_closed
            ends = _DOWN.divide(self.lo, other.hi), _UP.divide(self.hi, other.lo)
            return Interval(*ends, lo_closed, hi_closed)
        corners = [
            (a, b, (a_closed and b_closed) or (a == 0 and a_closed))
            for a, a_closed in ((self.lo, self.lo_closed), (self.hi, self.hi_closed))
            for b, b_closed in ((other.lo, other.lo_closed), (other.hi, other.hi_closed))
        ]
        lo = min(((_DOWN.divide(a, b), not closed) for a, b, closed in corners))
        hi = max((_UP.divide(a, b), closed) for a, b, closed in corners)
        return Interval(lo[0], hi[0], not lo[1], hi[1])

    def meet(self, other: Interval) -> Interval | None:
        """Return what both hold, or None when they cannot describe one number."""
        lo, lo_open = max((self.lo, not self.lo_closed), (other.lo, not other.lo_closed))
        hi, hi_closed = min((self.hi, self.hi_closed), (other.hi, other.hi_closed))
        if lo > hi or (lo == hi and (lo_open or not hi_closed)):
            return None
        return Interval(lo, hi, not lo_open, hi_closed)

    def __contains__(self, value: Decimal | int) -> bool:
        return self.meet(Interval.exact(value)) is not None


def agreement(residual: Decimal, left: Interval, right: Interval, terms: int) -> Agreement:
    """Return how `left` and `right` agree, given the residual of their printed values.

    `terms` is the number of rounded figures on both sides together. A residual inside
    the intervals but outside what 99.9 % of honest roundings reach is
    `unlikely_rounding` (it grows with the root of `terms`, the interval with `terms`).
    """
    if residual == 0:
        return "exact"
    if left.meet(right) is None:
        return "inconsistent"
    if terms < 1:
        return "rounding"
    width = EXACT.add(left.radius, right.radius) * 2  # apart² · 12 ≤ 3.29² · terms · step²
    apart = EXACT.subtract(right.middle, left.middle)  # the residual, unless digits were cut off
    likely = apart * apart * 12 * terms <= _TAIL * width * width
    return "rounding" if likely else "unlikely_rounding"
