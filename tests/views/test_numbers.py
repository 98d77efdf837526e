"""Numbers as people read them: exact digits, true minus, shares of the allowance."""

from __future__ import annotations

from decimal import Decimal

from records import make_fact

from audit.model import Message, Outcome
from audit.views import numbers


def outcome(residual: str | None, allowance: str | None, status: str = "rounding") -> Outcome:
    """Return an outcome with this residual and allowance."""
    found = [None if text is None else Decimal(text) for text in (residual, allowance)]
    return Outcome("x", status, Message("", ""), residual=found[0], allowance=found[1])  # type: ignore[arg-type]


def test_digits_stay_as_they_are() -> None:
    """Trailing zeros and large numbers are shown digit by digit, never as 1E+3."""
    assert numbers.shown(Decimal("1E+3")) == "1000"
    assert numbers.shown(Decimal("507.20")) == "507.20"
    assert numbers.shown(Decimal("-0.91")) == "−0.91"
    assert numbers.shown(None) == ""


def test_a_difference_has_its_sign() -> None:
    """A surplus carries a plus, a shortfall a true minus, a zero nothing."""
    assert numbers.signed(Decimal("0.01")) == "+0.01"
    assert numbers.signed(Decimal("-0.01")) == "−0.01"
    assert numbers.signed(Decimal("0.00")) == "0.00"
    assert numbers.signed(Decimal("-0.00")) == "0.00"


def test_words_that_were_compared_take_no_unit() -> None:
    """A compared text is shown as it is; a number is followed by its unit."""
    assert numbers.measured("25.83 万元", "万元") == "25.83 万元"
    assert numbers.measured(Decimal("74.15"), "%") == "74.15%"
    assert numbers.measured(Decimal(36), "分") == "36 分"


def test_the_share_of_the_allowance() -> None:
    """A residual of 0.01 inside ±0.025 uses 40 %; without allowance there is no share."""
    assert numbers.as_percent(numbers.used_share(outcome("0.01", "0.025"))) == "40%"
    assert numbers.used_share(outcome("0.01", None)) is None
    assert numbers.used_share(outcome("0.01", "0")) is None
    assert numbers.as_percent(numbers.used_share(outcome("9", "0.1", "inconsistent"))) == ">1000%"


def test_a_score_below_the_rule_is_no_rounding() -> None:
    """A pass with a difference beyond the allowance has no share of it."""
    assert numbers.used_share(outcome("-1.85", "0.5", "exact")) is None


def test_what_a_figure_can_stand_for() -> None:
    """674.37 万元 stands for 674.365 to 674.375 in its own unit; a count for itself."""
    assert numbers.bounds(make_fact("674.37")) == ("674.365", "674.375")
    assert numbers.bounds(make_fact("25", "人")) is None
