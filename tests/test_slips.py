"""The slips of clerks: told from two printings, and proposed for a wanted value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import make_fact

from audit.interval import Interval
from audit.slips import SLIPS, proposals, reversed_direction, slip_between


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("417.89", "471.89", "transposed"),
        ("1066.51", "10661.51", "dropped"),
        ("12334.56", "1234.56", "doubled"),
        ("507.20", "50.72", "point"),
        ("10.00", "1000.00", "point"),
        ("660.00", "600.00", "one_digit"),
        ("123.45", "678.90", ""),
        ("12.34", "1.2", ""),
    ],
)
def test_a_slip_is_told_by_its_name(printed, right, slip):
    """Digits exchanged, missing, doubled or wrong, and a moved point."""
    assert slip_between(printed, right) == slip


def near(value, width="0.005"):
    """Return what a printed value in 万元 can stand for."""
    middle, half = Decimal(value) * 10000, Decimal(width) * 10000
    return Interval(middle - half, middle + half)


def test_the_likeliest_value_comes_first():
    """Among values that would do, that of a rare slip is proposed before its neighbours."""
    first = proposals(make_fact("417.89"), near("471.89", "0.02"))[0]
    assert (first.becomes.value, first.slip) == (Decimal("471.89"), "transposed")


def test_a_wide_range_is_searched_for_single_slips():
    """Where thousands of values would do, one with a digit too few stands out."""
    first = proposals(make_fact("12334.56"), near("1235.00", "30"))[0]
    assert first.becomes.value == Decimal("1234.56")


def test_nothing_is_proposed_for_a_range_without_end():
    """A figure that may be anything has no proposal but its unit."""
    found = proposals(make_fact("12.30"), near("0", "1E+12"))
    assert {one.slip for one in found} == {"unit"}


def test_the_complement_of_a_share_is_known():
    """57 % for 43 % is told as such."""
    found = proposals(make_fact("57", "%"), Interval(Decimal("42.5"), Decimal("43.5")))
    assert found[0].slip == "complement"


def test_a_copied_neighbour_is_told():
    """A figure equal to the row above it looks copied when no digit explains it."""
    fact, above = make_fact("45.10", start=10), make_fact("45.10", start=0)
    assert proposals(fact, near("78.93"), [above])[0].slip == "copied"


def test_last_year_left_is_told_by_the_change():
    """A figure whose change leads to the wanted one was not renewed."""
    change = make_fact("5.25", start=20, measure="change", direction="increase")
    first = proposals(make_fact("40.00"), near("45.25"), [change])[0]
    assert (first.becomes.value, first.slip) == (Decimal("45.25"), "last_year")


def test_only_a_figure_with_a_direction_can_be_turned():
    """持平 and plain amounts have no other direction."""
    assert reversed_direction(make_fact("1.00")) is None
    turned = reversed_direction(make_fact("1.00", direction="decrease"))
    assert turned is not None
    assert turned.becomes.direction == "increase"


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_every_proposal_lies_in_what_is_wanted(printed, wanted):
    """No proposal leaves the range that the relations allow; every slip has a name."""
    fact = make_fact(f"{Decimal(printed) / 100:.2f}")
    reach = near(Decimal(wanted) / 100, "0.02")
    for one in proposals(fact, reach):
        assert one.becomes.number in reach
        assert 0 < one.chance <= 1
        assert one.slip in {"", *SLIPS}
