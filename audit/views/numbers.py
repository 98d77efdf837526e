"""How numbers are written for people: exact digits, a true minus sign, never a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from audit.interval import Interval
from audit.model import YUAN, Fact, Outcome

MINUS = "−"


def shown(value: Decimal | str | None) -> str:
    """Return a number with all its digits, a text as it is, None as an empty string."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return f"{value or abs(value):f}".replace("-", MINUS)


def plain(value: Decimal) -> str:
    """Return a reckoned number with four decimals at most, without idle zeros."""
    text = f"{_rounded(value, 4):f}".rstrip("0").rstrip(".")
    return shown(Decimal(text or "0"))


def signed(value: Decimal | None) -> str:
    """Return a difference with its sign; a zero carries none."""
    if value is None:
        return ""
    return shown(value) if value == 0 else f"{value:+f}".replace("-", MINUS)


def with_uom(text: str, uom: str) -> str:
    """Return a shown number with its unit, close up for %, empty for an empty number."""
    if not text or not uom:
        return text
    return f"{text}%" if uom == "%" else f"{text} {uom}"


def allowed(allowance: Decimal | None) -> str:
    """Return an allowance as ±x, as 0 where nothing is allowed, empty where none was worked out."""
    if allowance is None:
        return ""
    return f"±{shown(allowance)}" if allowance else "0"


def measured(value: Decimal | str | None, uom: str) -> str:
    """Return a compared value as people read it: a number with its unit, words as they are."""
    return value if isinstance(value, str) else with_uom(shown(value), uom)


def used_share(outcome: Outcome) -> Fraction | None:
    """Return |residual| ÷ allowance, or None where either is missing or nothing is allowed.

    A difference that counts as a pass beyond the allowance (a score below what the rule
    gives) is no rounding: None as well.
    """
    if outcome.residual is None or not outcome.allowance:
        return None
    if outcome.status == "exact" and abs(outcome.residual) > outcome.allowance:
        return None
    return abs(Fraction(outcome.residual)) / Fraction(outcome.allowance)


def as_percent(share: Fraction | None) -> str:
    """Return a share as whole per cents; above tenfold as `>1000%`."""
    if share is None:
        return ""
    return ">1000%" if share > 10 else f"{_rounded(share * 100, 0):f}%"


def bounds(fact: Fact) -> tuple[str, str] | None:
    """Return the least and the greatest number the figure can stand for, in its own unit.

    None for words, and for figures that stand for themselves alone.
    """
    if fact.value is None or fact.interval.radius == 0:
        return None
    span: Interval = fact.interval.scale(1 / YUAN.get(fact.uom, Decimal(1)))
    places = fact.precision + 1
    return shown(_rounded(span.lo, places)), shown(_rounded(span.hi, places))


def _rounded(number: Decimal | Fraction, places: int) -> Decimal:
    whole, parts = number.as_integer_ratio()
    return (Decimal(whole) / Decimal(parts)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
