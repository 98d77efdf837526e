import operator
from decimal import Decimal
from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.interval import Interval, agreement

STEP = Decimal(1) / 16  # finer than the ends, so that every open interval holds grid points
GRID = [STEP * n for n in range(-4 * 16, 4 * 16 + 1)]


@st.composite
def intervals(draw, low=-8, high=8):
    """Draw an interval that is not empty, its ends on quarters."""
    a, b = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
    closed = st.booleans()
    flags = (True, True) if a == b else (draw(closed), draw(closed))
    return Interval(Decimal(a) / 4, Decimal(b) / 4, *flags)


def holds(interval, value):
    """Say by comparing alone whether a number lies in an interval."""
    above = value > interval.lo or (value == interval.lo and interval.lo_closed)
    below = value < interval.hi or (value == interval.hi and interval.hi_closed)
    return above and below


def members(interval):
    """Return the grid points in an interval."""
    return [value for value in GRID if holds(interval, value)]


QUARTERS = st.integers(-16, 16).map(lambda n: Decimal(n) / 4)


@given(intervals(), intervals(), QUARTERS)
def test_a_sum_holds_exactly_the_sums_of_members(a, b, value):
    """A number is in a + b when some member of a and some member of b add up to it."""
    found = any(holds(b, value - x) for x in members(a))
    assert holds(a + b, value) == found


@given(intervals(), intervals(), QUARTERS)
def test_a_difference_holds_exactly_the_differences_of_members(a, b, value):
    """A number is in a − b when it is some member of a less some member of b."""
    found = any(holds(b, x - value) for x in members(a))
    assert holds(a - b, value) == found


@given(intervals(), st.integers(-3, 3), QUARTERS)
def test_scaling_keeps_members_and_ends(a, weight, value):
    """A number is in w·a when it is w times a member; a negative w swaps the flags too."""
    expected = holds(a, value / weight) if weight else value == 0
    assert holds(a.scale(weight), value) == expected


@given(intervals(), intervals())
def test_meeting_holds_exactly_the_common_members(a, b):
    """The meeting holds what both hold, and is None when they hold nothing in common."""
    common = [value for value in members(a) if holds(b, value)]
    met = a.meet(b)
    assert (met is None) == (not common)
    if met is not None:
        assert members(met) == common


@given(intervals(), intervals(low=1), st.booleans(), QUARTERS)
def test_a_quotient_holds_exactly_the_quotients_of_members(a, b, negative, value):
    """A number q is in a ÷ b when q·b and a share a number, whatever the sign of the divisor."""
    divisor = b.scale(-1) if negative else b
    quotient = a.divide(divisor)
    assert quotient is not None
    assert holds(quotient, value) == (divisor.scale(value).meet(a) is not None)


@given(intervals(), intervals(low=1))
def test_a_quotient_holds_every_quotient_of_members(a, b):
    """Dividing members by members never leaves the quotient, found by brute force."""
    quotient = a.divide(b)
    assert quotient is not None
    quotients = (Fraction(x) / Fraction(y) for x in members(a)[::5] for y in members(b)[::5])
    assert all(holds(quotient, value) for value in quotients)


@given(intervals(), intervals())
def test_a_divisor_that_may_be_zero_gives_nothing(a, b):
    """No quotient is given when zero lies within the divisor's ends."""
    assert (a.divide(b) is None) == (b.lo <= 0 <= b.hi)


@pytest.mark.parametrize(
    ("value", "decimals", "ends"),
    [
        ("674.37", 2, ("674.365", "674.375")),
        ("100", 0, ("99.5", "100.5")),
        ("-1.5", 1, ("-1.55", "-1.45")),
    ],
)
def test_a_rounded_figure_reaches_half_a_step_both_ways(value, decimals, ends):
    """Both ends are closed, since no one knows which way the printer rounds a tie."""
    lo, hi = (Decimal(end) for end in ends)
    assert Interval.rounded(Decimal(value), decimals) == Interval(lo, hi)


@pytest.mark.parametrize(
    ("value", "inside", "outside"),
    [
        ("74", ("74", "74.99"), ("73.99", "75")),
        ("-2", ("-2", "-2.99"), ("-1.99", "-3")),
        ("0", ("0.99", "-0.99"), ("1", "-1")),
    ],
)
def test_a_truncated_figure_reaches_a_step_away_from_zero(value, inside, outside):
    """A figure that was cut off stands for itself and what lies beyond, short of the next."""
    interval = Interval.truncated(Decimal(value), 0)
    assert all(Decimal(point) in interval for point in inside)
    assert not any(Decimal(point) in interval for point in outside)


def test_ends_that_touch_meet_only_when_both_are_closed():
    """Ten to below eleven does not meet exactly eleven; a closed eleven does."""
    eleven = Interval.exact(Decimal(11))
    assert Interval.truncated(Decimal(10), 0).meet(eleven) is None
    assert Interval(Decimal(10), Decimal(11)).meet(eleven) == eleven


# How far honest roundings reach, in last-place units: the count of parts, what the
# intervals allow, and what 99.9 % of honest documents stay within.
REACH = [(2, 1, 1), (4, 2, 2), (7, 4, 2), (10, 5, 3), (20, 10, 4), (40, 20, 6)]


@pytest.mark.parametrize(("parts", "allowed", "likely"), REACH)
def test_agreement_tells_likely_from_unlikely_rounding(parts, allowed, likely):
    """A residual grows suspect before it grows impossible, as the count of parts says."""
    found = [_agreement_of(parts, residual) for residual in range(allowed + 2)]
    expected = ["exact"] + ["rounding"] * likely
    expected += ["unlikely_rounding"] * (allowed - likely) + ["inconsistent"]
    assert found == expected


def _agreement_of(parts, residual):
    cents = Decimal(residual) / 100
    computed = reduce(operator.add, [Interval.rounded(Decimal(1), 2)] * parts)
    stated = Interval.rounded(parts - cents, 2)
    return agreement(cents, computed, stated, parts + 1)


def test_exact_figures_agree_only_when_equal():
    """Figures without rounding, such as counts, leave no allowance."""
    three, four = Interval.exact(Decimal(3)), Interval.exact(Decimal(4))
    assert agreement(Decimal(0), three, three, 0) == "exact"
    assert agreement(Decimal(1), four, three, 0) == "inconsistent"
