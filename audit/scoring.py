"""Recompute the scores of a 绩效自评表: what share of its weight a result deserves.

Two rules for a cap that was exceeded are in use (1 − excess ÷ target, and target ÷
actual), so a share is a range that admits both. Arithmetic is exact; what cannot be
read as a number in the target's unit is not judged at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from audit.amounts import CHINESE_NUMBER, ascii_text, chinese_number, read_number
from audit.editions import Edition, Scoring
from audit.extraction.form_cells import QUALIFIER, split_operator
from audit.facts import Form, FundingRow, Indicator
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
_SHORTEST_SCALE = 3  # 优良 as a target is a goal, not a scale
_ONE, _NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a printed result can stand for, in the target's unit; `hi` None has no end.

    `value` is the printed number, None where only a bound is printed (两个月以上).
    """

    lo: Fraction
    hi: Fraction | None
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a target was met, and the share of the weight that the result deserves.

    `met` is None where rounding or a bound leaves it open. `point` is the share at the
    printed number by the more generous rule, `rules` says how it is computed, with the
    numbers, e.g. `("6 ÷ 10",)`.
    """

    met: bool | None
    lo: Fraction
    hi: Fraction
    point: Fraction
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One scored row of a form: its stated score and the range that the rules allow.

    `best` is the score at the printed figures by the most generous rule.
    """

    label: str
    stated: Fact
    weight: Fact
    lo: Fraction
    hi: Fraction
    best: Fraction


def judge(indicator: Indicator) -> Judgement | None:
    """Return how a numeric indicator did, or None where it cannot be judged."""
    target, operator = indicator.target, indicator.operator
    if target is None or target.value is None or operator not in ("≥", "≤", "＝"):
        return None
    reach = reach_of(indicator)
    if reach is None:
        return None
    goal = _goal(target)
    met = _met(indicator, reach, goal)
    if met:
        return Judgement(met, _ONE, _ONE, _ONE, ())
    value = _share_range(indicator, reach, goal)
    shown = reach.value if reach.value is not None else reach.lo
    point = max(_shares(indicator, shown, goal.value or _NOTHING))
    return Judgement(met, *value, point, _rules(indicator, shown, goal.value or _NOTHING))


def is_cost(indicator: Indicator) -> bool:
    """Return whether an indicator is one of 成本, where more than the target is a miss."""
    return "成本" in indicator.level1 or "成本" in indicator.level2


def reach_of(indicator: Indicator) -> Reach | None:
    """Return the result in the target's unit, or None where the units do not convert."""
    target, actual = indicator.target, indicator.actual
    if target is None or target.value is None or actual is None:
        return None
    if actual.value is None:
        return _worded(actual.raw, target.uom)
    if _lost_percent(target, actual) or _lost_unit(target, actual):
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


def _lost_unit(target: Fact, actual: Fact) -> bool:
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


def _goal(target: Fact) -> Reach:
    """Return the target; an amount is rounded, a percentage or a count is what it says."""
    number = Fraction(target.number)
    if target.kind == "amount":
        return Reach(Fraction(target.interval.lo), Fraction(target.interval.hi), number)
    return Reach(number, number, number)


def _met(indicator: Indicator, reach: Reach, goal: Reach) -> bool | None:
    goal_hi = goal.lo if goal.hi is None else goal.hi
    low = reach.lo if reach.value is None else reach.value
    high = reach.hi if reach.value is None else reach.value
    if indicator.operator == "≥":
        return True if low >= goal.lo else _no(reach.hi is not None and reach.hi < goal.lo)
    if indicator.operator == "≤":
        inside = high is not None and high <= goal_hi
        return True if inside else _no(reach.lo > goal_hi)
    beyond = reach.lo > goal_hi
    if beyond and not is_cost(indicator):
        return True
    below = reach.hi is not None and reach.hi < goal.lo
    return _no(beyond or below) if reach.value is None or beyond or below else True


def _no(proved: bool) -> bool | None:
    return False if proved else None


def _shares(indicator: Indicator, actual: Fraction, target: Fraction) -> tuple[Fraction, ...]:
    """Return the shares of the weight by each rule in use for this operator."""
    if indicator.operator == "≤" or (is_cost(indicator) and actual > target):
        return _over_cap(actual, target)
    if target <= 0:
        met = actual >= target if indicator.operator == "≥" else actual <= target
        return (_ONE if met else _NOTHING,)
    return (max(_NOTHING, min(actual / target, _ONE)),)


def _over_cap(actual: Fraction, target: Fraction) -> tuple[Fraction, ...]:
    if actual <= target:
        return (_ONE,)
    if target <= 0:
        return (_NOTHING,)
    return max(_NOTHING, 1 - (actual - target) / target), target / actual


def _share_range(indicator: Indicator, reach: Reach, goal: Reach) -> tuple[Fraction, Fraction]:
    target = goal.value or _NOTHING
    shares = list(_shares(indicator, max(reach.lo, _NOTHING), target))
    if reach.hi is None:
        shares.append(_NOTHING if indicator.operator == "≤" else _ONE)
    else:
        shares += _shares(indicator, reach.hi, target)
    if indicator.operator == "＝" and reach.lo <= target and (reach.hi or target) >= target:
        shares.append(_ONE)
    return min(shares), max(shares)


def _rules(indicator: Indicator, actual: Fraction, target: Fraction) -> tuple[str, ...]:
    uom = indicator.target.uom if indicator.target else ""
    a, t = _number(actual, uom), _number(target, uom)
    if len(_shares(indicator, actual, target)) == 2:
        return f"max(0, 1 − ({a} − {t}) ÷ {t})", f"{t} ÷ {a}"
    return (f"{a} ÷ {t}",) if target > 0 else ("0",)


def _number(value: Fraction, uom: str) -> str:
    scaled = value / Fraction(YUAN.get(uom, Decimal(1)))
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    text = f"{exact.quantize(Decimal('0.0001')):f}"
    return text.rstrip("0").rstrip(".")


# --- grades -----------------------------------------------------------------------


def scale_of(indicator: Indicator, scoring: Scoring) -> tuple[str, ...] | None:
    """Return the grades that the target allows (优良中低差), or None where it names none."""
    if indicator.operator not in ("定性", "") or indicator.target is None:
        return None
    words = _bare(indicator.target.raw)
    if words in scoring.scales:
        return scoring.scales[words]
    letters = tuple(words)
    known = set(scoring.grades) | {grade for scale in scoring.scales.values() for grade in scale}
    return letters if len(letters) >= _SHORTEST_SCALE and set(letters) <= known else None


def grade_of(indicator: Indicator, scoring: Scoring) -> str | None:
    """Return the grade that the result names, or None where it is none of any scale."""
    if indicator.actual is None or indicator.actual.value is not None:
        return None
    word = _bare(indicator.actual.raw)
    known = set(scoring.grades) | {grade for scale in scoring.scales.values() for grade in scale}
    return word if word in known else None


def _bare(text: str) -> str:
    return re.sub(r"[\s、/，,；;。“”\"]", "", text)


def band_of(indicator: Indicator, scoring: Scoring) -> tuple[Fraction, Fraction] | None:
    """Return the band of the weight that the named grade allows, or None without one."""
    grade, scale = grade_of(indicator, scoring), scale_of(indicator, scoring)
    if grade is None or grade not in scoring.grades or (scale and grade not in scale):
        return None
    lo, hi = scoring.grades[grade]
    return Fraction(lo), Fraction(hi)


# --- a whole form -----------------------------------------------------------------


def tolerance(form: Form, edition: Edition) -> Fraction:
    """Return how far a stated score may be from the computed one: half its usual step.

    Whole points, half points or decimals, whichever the form keeps to.
    """
    scores = [i.score.number for i in form.indicators if i.score is not None]
    scores += [row.score.number for row in form.funding if row.score is not None]
    whole = Fraction(edition.thresholds["score_tolerance_integer"])
    if all(score % 1 == 0 for score in scores):
        return whole
    if all(score * 2 % 1 == 0 for score in scores):
        return whole / 2
    return Fraction(edition.thresholds["score_tolerance_decimal"])


def execution_share(row: FundingRow) -> tuple[Fraction, Fraction, Fraction] | None:
    """Return executed ÷ adjusted budget: least, greatest, as printed; at most 1 each.

    None where the quotient is undefined.
    """
    if row.adjusted is None or row.executed is None:
        return None
    quotient = row.executed.interval.divide(row.adjusted.interval)
    if quotient is None or row.adjusted.number <= 0:
        return None
    point = Fraction(row.executed.number) / Fraction(row.adjusted.number)
    least, greatest = Fraction(quotient.lo), Fraction(quotient.hi)
    return min(least, _ONE), min(greatest, _ONE), min(point, _ONE)


def rescore(form: Form, edition: Edition) -> tuple[Line, ...]:
    """Return every scored row of a form with the range of scores that the rules allow.

    A row that no rule reaches keeps its stated score as both ends; nothing is returned
    for a form whose rows are not all known.
    """
    lines = [
        _line(one.name.raw, one.score, one.weight, _share(one, edition.scoring))
        for one in form.indicators
        if one.score is not None and one.weight is not None
    ]
    total = form.total
    if total is not None and total.score is not None and total.weight is not None:
        lines.insert(0, _line("预算执行率", total.score, total.weight, execution_share(total)))
    return tuple(lines) if form.complete else ()


def _share(one: Indicator, scoring: Scoring) -> tuple[Fraction, Fraction, Fraction] | None:
    if one.shared:
        return None
    judged = judge(one)
    if judged is not None:
        return judged.lo, judged.hi, judged.point
    band = band_of(one, scoring)
    return (*band, band[1]) if band else None


def _line(
    label: str, stated: Fact, weight: Fact, share: tuple[Fraction, Fraction, Fraction] | None
) -> Line:
    if share is None:
        same = Fraction(stated.number)
        return Line(label, stated, weight, same, same, same)
    full = Fraction(weight.number)
    return Line(label, stated, weight, *(part * full for part in share))
