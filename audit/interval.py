"""What a printed figure can stand for, and whether figures can agree.

A figure printed as 674.37 says only that the true value lies in [674.365, 674.375].
Arithmetic is exact (`Decimal`, `Fraction` for quotients); each end of an interval
carries its own open or closed flag. Both closed ends of two intervals count as
meeting, as in XBRL Calculations 1.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Number = Decimal | Fraction | int
Agreement = Literal["exact", "rounding", "unlikely_rounding", "inconsistent"]

_TAIL = Fraction(108241, 10000)  # 3.29 squared: 99.9 % of honest roundings lie inside


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `lo` and `hi`; each end may be open."""

    lo: Fraction
    hi: Fraction
    lo_closed: bool = True
    hi_closed: bool = True

    @classmethod
    def exact(cls, value: Number) -> Interval:
        """Return the interval that holds only `value`."""
        point = Fraction(value)
        return cls(point, point)

    @classmethod
    def rounded(cls, value: Number, decimals: int) -> Interval:
        """Return what `value`, rounded to `decimals` places, can stand for."""
        half = Fraction(1, 2) * Fraction(10) ** -decimals
        return cls(Fraction(value) - half, Fraction(value) + half)

    @classmethod
    def truncated(cls, value: Number, decimals: int) -> Interval:
        """Return what `value`, cut off after `decimals` places, can stand for."""
        point, step = Fraction(value), Fraction(10) ** -decimals
        if point > 0:
            return cls(point, point + step, lo_closed=True, hi_closed=False)
        if point < 0:
            return cls(point - step, point, lo_closed=False, hi_closed=True)
        return cls(-step, step, lo_closed=False, hi_closed=False)

    @property
    def radius(self) -> Fraction:
        """Return half of the width."""
        return (self.hi - self.lo) / 2

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.lo + other.lo,
            self.hi + other.hi,
            self.lo_closed and other.lo_closed,
            self.hi_closed and other.hi_closed,
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            self.lo - other.hi,
            self.hi - other.lo,
            self.lo_closed and other.hi_closed,
            self.hi_closed and other.lo_closed,
        )

    def scale(self, weight: Number) -> Interval:
        """Return the interval times `weight`; a negative weight swaps the ends."""
        w = Fraction(weight)
        if w == 0:
            return Interval.exact(Fraction(0))
        if w > 0:
            return Interval(self.lo * w, self.hi * w, self.lo_closed, self.hi_closed)
        return Interval(self.hi * w, self.lo * w, self.hi_closed, self.lo_closed)

    def divide(self, other: Interval) -> Interval | None:
        """Return all quotients, or None when the divisor may be zero."""
        if other.lo <= 0 <= other.hi:
            return None
        if self.lo > 0 and other.lo > 0:  # two ends suffice; the other corners lie between
            return Interval(
                self.lo / other.hi,
                self.hi / other.lo,
                self.lo_closed and other.hi_closed,
                self.hi_closed and other.lo_closed,
            )
        ends = [
            (a / b, (a_closed and b_closed) or (a == 0 and a_closed))
            for a, a_closed in ((self.lo, self.lo_closed), (self.hi, self.hi_closed))
            for b, b_closed in ((other.lo, other.lo_closed), (other.hi, other.hi_closed))
        ]
        lo = min(ends, key=lambda end: (end[0], not end[1]))
        hi = max(ends)
        return Interval(lo[0], hi[0], lo[1], hi[1])

    def meet(self, other: Interval) -> Interval | None:
        """Return what both hold, or None when they cannot describe one number."""
        lo, lo_open = max((self.lo, not self.lo_closed), (other.lo, not other.lo_closed))
        hi, hi_closed = min((self.hi, self.hi_closed), (other.hi, other.hi_closed))
        if lo > hi or (lo == hi and (lo_open or not hi_closed)):
            return None
        return Interval(lo, hi, not lo_open, hi_closed)

    def __contains__(self, value: Number) -> bool:
        return self.meet(Interval.exact(value)) is not None


def total(parts: Iterable[Interval]) -> Interval:
    """Return the sum of intervals; the empty sum is exactly zero."""
    result = Interval.exact(Fraction(0))
    for part in parts:
        result += part
    return result


def agreement(residual: Number, left: Interval, right: Interval, terms: int) -> Agreement:
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
    step = 2 * (left.radius + right.radius) / terms
    likely = Fraction(residual) ** 2 * 12 <= _TAIL * terms * step**2
    return "rounding" if likely else "unlikely_rounding"
