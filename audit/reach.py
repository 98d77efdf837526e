"""What a printed result can stand for in the unit of its target: amounts, durations, bounds.

What cannot be read as a number in the target's unit is no reach at all; 约 and 左右 are not
judged, 两个月以上 is a bound, a month is 28 to 31 days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from audit.amounts import CHINESE_NUMBER, ascii_text, chinese_number, read_number
from audit.extraction.form_cells import QUALIFIER, split_operator
from audit.facts import Indicator
from audit.model import YUAN, Fact

_WORDED = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?|{CHINESE_NUMBER})(?P<unit>个?(?:工作日|月|星期|周)|天|日|年|小时)"
    r"(?P<after>及?以[上下内]|之[前内]|前|内)?"
)
_DIGITS_ONLY = re.compile(r"[\d.,]+\s*%?")
_SAME_UNIT = {"天": "日", "星期": "周", "点": "%"}
_CONVERSIONS: Mapping[tuple[str, str], tuple[Fraction, Fraction]] = {
    ("周", "日"): (Fraction(7), Fraction(7)),
    ("月", "日"): (Fraction(28), Fraction(31)),
    ("年", "日"): (Fraction(365), Fraction(366)),
    ("周", "工作日"): (Fraction(3), Fraction(5)),
    ("月", "工作日"): (Fraction(18), Fraction(23)),
    ("年", "工作日"): (Fraction(240), Fraction(262)),
    ("日", "月"): (Fraction(1, 31), Fraction(1, 28)),
    ("年", "月"): (Fraction(12), Fraction(12)),
    ("月", "年"): (Fraction(1, 12), Fraction(1, 12)),
    ("工作日", "月"): (Fraction(1, 23), Fraction(1, 18)),
}
_OTHER_UNIT = 1_000  # a result that many times its target was written in another unit
_TIMES = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_ONE, _NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a printed result can stand for, in the target's unit; `hi` None has no end.

    `value` is the printed number, None where only a bound is printed (两个月以上).
    """

    lo: Fraction
    hi: Fraction | None
    value: Fraction | None


@lru_cache(maxsize=4096)
def reach_of(indicator: Indicator) -> Reach | None:
    """Return the result in the target's unit, or None where the units do not convert.

    Remembered, since many checks ask for it.
    """
    target, actual = indicator.target, indicator.actual
    if target is None or target.value is None or actual is None:
        return None
    if actual.value is None:
        return _worded(actual.raw, target.uom)
    if _lost_percent(target, actual) or lost_unit(target, actual):
        return None
    if target.uom in YUAN or actual.uom in YUAN:
        return _amount(target, actual)
    factors = _factors(actual.uom, target.uom)
    if factors is None:
        return None
    return _printed(actual, factors)


def _amount(target: Fact, actual: Fact) -> Reach | None:
    if target.kind != "amount" or actual.kind != "amount":
        return None
    return _printed(actual, (_ONE, _ONE))


def _lost_percent(target: Fact, actual: Fact) -> bool:
    """Return whether 0.98 under % may be 98 %: a spreadsheet that dropped the sign."""
    bare = target.uom == "%" and not re.search("[%％]", actual.raw)
    return bare and 0 < actual.number <= 1 < target.number


def lost_unit(target: Fact, actual: Fact) -> bool:
    """Return whether 199800 under 万元, or 19.98 under 元, was written in the other unit."""
    bare = not re.search("[元万千亿]", actual.raw)
    if not bare or not re.match("[元万千亿]", target.uom) or not actual.number or not target.number:
        return False
    ratio = Fraction(actual.number) / Fraction(target.number)
    return not Fraction(1, _OTHER_UNIT) < ratio < _OTHER_UNIT


def _printed(actual: Fact, factors: tuple[Fraction, Fraction]) -> Reach | None:
    lo, hi = Fraction(actual.interval.lo), Fraction(actual.interval.hi)
    return _bounded(actual.raw, lo, hi, Fraction(actual.number), factors)


def _bounded(
    raw: str,
    lo: Fraction,
    hi: Fraction,
    value: Fraction,
    factors: tuple[Fraction, Fraction],
) -> Reach | None:
    """Return the reach of a number with its words 以上, 以内, ≥ …; 约 and 左右 are no number."""
    exact = value * factors[0] if factors[0] == factors[1] else None
    words = ascii_text(raw).strip()
    if _DIGITS_ONLY.fullmatch(words):  # most results: no 以上, 左右 or ≥ in them
        return Reach(lo * factors[0], hi * factors[1], exact)
    if re.search(r"左右|^约|^近|余$", words):
        return None
    bound, _ = split_operator(words)
    if bound == "≥":
        return Reach(value * factors[0], None, None)
    if bound == "≤":
        return Reach(_NOTHING, value * factors[1], None)
    return Reach(lo * factors[0], hi * factors[1], exact)


def _worded(raw: str, uom: str) -> Reach | None:
    """Return the reach of words like 两个月以上, or None for any other words."""
    found = _WORDED.fullmatch(re.sub(r"\s", "", ascii_text(raw)))
    if found is None:
        return None
    spelt = chinese_number(found["number"])
    number = Fraction(spelt if spelt is not None else read_number(found["number"]))
    factors = _factors(found["unit"], uom)
    return None if factors is None else _bounded(raw, number, number, number, factors)


def _factors(uom: str, wanted: str) -> tuple[Fraction, Fraction] | None:
    """Return the least and the greatest number of `wanted` in one `uom`, or None."""
    one, other = _unit(uom), _unit(wanted)
    if one == other or not one or not other:
        return _ONE, _ONE
    if one[0] in _TIMES and _unit(one[1:]) == other:
        return Fraction(_TIMES[one[0]]), Fraction(_TIMES[one[0]])
    return _CONVERSIONS.get((one, other))


def _unit(word: str) -> str:
    bare = QUALIFIER.sub("", re.sub(r"[\s()]", "", ascii_text(word)))
    if len(bare) > 1:
        bare = bare.removeprefix("个")
    return _SAME_UNIT.get(bare, bare)


def goal_of(target: Fact) -> Reach:
    """Return the target; an amount is rounded, a percentage or a count is what it says."""
    number = Fraction(target.number)
    if target.kind == "amount":
        return Reach(Fraction(target.interval.lo), Fraction(target.interval.hi), number)
    return Reach(number, number, number)
