"""Recompute the scores of a 绩效自评表: what share of its weight a result deserves.

Where several rules are in use, a share is a range that admits each of them; an edition
that fixes one (`cap_rule`, `equal_rule`, `execution`) narrows it. Arithmetic is exact; what
cannot be read as a number in the target's unit is not judged at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from audit.editions import Edition, Scoring
from audit.facts import Form, FundingRow, Indicator
from audit.model import YUAN, Fact
from audit.reach import Reach, goal_of, reach_of

_SHORTEST_SCALE = 3  # 优良 as a target is a goal, not a scale
_ONE, _NOTHING = Fraction(1), Fraction(0)
_SAYS_NOTHING = re.compile(r"[\s。，,.]*(?:(?:暂)?无|没有)?[\s。，,.]*")


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

    `best` is the score at the printed figures by the most generous rule, `slack` how far
    rounding the score may carry it beyond the range.
    """

    label: str
    stated: Fact
    weight: Fact
    lo: Fraction
    hi: Fraction
    best: Fraction
    slack: Fraction = _NOTHING


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a weight: least, greatest, and at the printed figures."""

    lo: Fraction
    hi: Fraction
    point: Fraction


def judge(indicator: Indicator, scoring: Scoring) -> Judgement | None:
    """Return how a numeric indicator did, or None where it cannot be judged."""
    target, operator = indicator.target, indicator.operator
    if target is None or target.value is None or operator not in ("≥", "≤", "＝"):
        return None
    reach = reach_of(indicator)
    if reach is None:
        return None
    goal = goal_of(target)
    met = _met(indicator, reach, goal, scoring)
    least, greatest = _share_range(indicator, reach, goal, scoring)
    if met:
        beyond = operator == "＝" and reach.lo > (goal.lo if goal.hi is None else goal.hi)
        return Judgement(met, least if beyond else _ONE, _ONE, _ONE, ())
    shown = reach.value if reach.value is not None else reach.lo
    point = max(_shares(indicator, shown, goal.value or _NOTHING, scoring))
    rules = _rules(indicator, shown, goal.value or _NOTHING, scoring)
    return Judgement(met, least, greatest, point, rules)


def is_cost(indicator: Indicator) -> bool:
    """Return whether an indicator is one of 成本, where more than the target is a miss."""
    return "成本" in indicator.level1 or "成本" in indicator.level2


def _met(indicator: Indicator, reach: Reach, goal: Reach, scoring: Scoring) -> bool | None:
    goal_hi = goal.lo if goal.hi is None else goal.hi
    low = reach.lo if reach.value is None else reach.value
    high = reach.hi if reach.value is None else reach.value
    if indicator.operator == "≥":
        return True if low >= goal.lo else _no(reach.hi is not None and reach.hi < goal.lo)
    if indicator.operator == "≤":
        inside = high is not None and high <= goal_hi
        return True if inside else _no(reach.lo > goal_hi)
    beyond = reach.lo > goal_hi
    if beyond and not is_cost(indicator) and scoring.equal_rule != "linear":
        return True
    below = reach.hi is not None and reach.hi < goal.lo
    return _no(beyond or below) if reach.value is None or beyond or below else True


def _no(proved: bool) -> bool | None:
    return False if proved else None


def _shares(
    indicator: Indicator, actual: Fraction, target: Fraction, scoring: Scoring
) -> tuple[Fraction, ...]:
    """Return the shares of the weight by each rule in use for this operator."""
    if indicator.operator == "≤" or (is_cost(indicator) and actual > target):
        return _over_cap(actual, target, scoring.cap_rule)
    if indicator.operator == "＝" and actual > target > 0:
        return _beyond_equal(actual, target, scoring.equal_rule)
    if target <= 0:
        met = actual >= target if indicator.operator == "≥" else actual <= target
        return (_ONE if met else _NOTHING,)
    return (max(_NOTHING, min(actual / target, _ONE)),)


def _over_cap(actual: Fraction, target: Fraction, rule: str) -> tuple[Fraction, ...]:
    """Return the shares of a result above a cap: linear to zero at twice the cap, or the ratio."""
    if actual <= target:
        return (_ONE,)
    if target <= 0:
        return (_NOTHING,)
    linear, ratio = _linear(actual, target), target / actual
    return {"linear": (linear,), "ratio": (ratio,)}.get(rule, (linear, ratio))


def _beyond_equal(actual: Fraction, target: Fraction, rule: str) -> tuple[Fraction, ...]:
    """Return the shares of more than an = target: full, or less by the excess."""
    linear = _linear(actual, target)
    return {"linear": (linear,), "proportional": (_ONE,)}.get(rule, (linear, _ONE))


def _linear(actual: Fraction, target: Fraction) -> Fraction:
    return max(_NOTHING, 1 - (actual - target) / target)


def _share_range(
    indicator: Indicator, reach: Reach, goal: Reach, scoring: Scoring
) -> tuple[Fraction, Fraction]:
    target = goal.value or _NOTHING
    shares = list(_shares(indicator, max(reach.lo, _NOTHING), target, scoring))
    if reach.hi is None:
        shares += _without_end(indicator, scoring)
    else:
        shares += _shares(indicator, reach.hi, target, scoring)
    if indicator.operator == "＝" and reach.lo <= target and (reach.hi or target) >= target:
        shares.append(_ONE)
    return min(shares), max(shares)


def _without_end(indicator: Indicator, scoring: Scoring) -> tuple[Fraction, ...]:
    """Return what a result that may be any amount higher can deserve at its far end."""
    if indicator.operator == "≥":
        return (_ONE,)
    if indicator.operator == "≤" or is_cost(indicator):
        return (_NOTHING,)
    return {"linear": (_NOTHING,), "proportional": (_ONE,)}.get(
        scoring.equal_rule, (_NOTHING, _ONE)
    )


def _rules(
    indicator: Indicator, actual: Fraction, target: Fraction, scoring: Scoring
) -> tuple[str, ...]:
    """Return each share of `_shares` with its numbers, in the same order."""
    uom = indicator.target.uom if indicator.target else ""
    a, t = _number(actual, uom), _number(target, uom)
    linear, ratio = f"max(0, 1 − ({a} − {t}) ÷ {t})", f"{t} ÷ {a}"
    if target <= 0:
        return ("0",)
    if indicator.operator == "≤" or (is_cost(indicator) and actual > target):
        return {"linear": (linear,), "ratio": (ratio,)}.get(scoring.cap_rule, (linear, ratio))
    return (linear,) if actual > target else (f"{a} ÷ {t}",)


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
    return letters if len(letters) >= _SHORTEST_SCALE and set(letters) <= _known(scoring) else None


def grade_of(indicator: Indicator, scoring: Scoring) -> str | None:
    """Return the grade that the result names, or None where it is none of any scale.

    A longer wording of the edition (部分达成预期指标并具有一定效果) is its grade, unless the
    target names a scale without it.
    """
    if indicator.actual is None or indicator.actual.value is not None:
        return None
    word, scale = _bare(indicator.actual.raw), scale_of(indicator, scoring)
    grade = scoring.wordings.get(word, word)
    if grade not in _known(scoring):
        return None
    return None if grade != word and scale and grade not in scale else grade


def _known(scoring: Scoring) -> set[str]:
    return set(scoring.grades) | {grade for scale in scoring.scales.values() for grade in scale}


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


def rate_of(row: FundingRow) -> Share | None:
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
    return Share(min(least, _ONE), min(greatest, _ONE), min(point, _ONE))


def execution_share(row: FundingRow, scoring: Scoring) -> Share | None:
    """Return the share of its weight that the execution deserves, None where it is undefined.

    The rate itself where the edition scores linearly; else the share of the bracket that
    the rate lies in.
    """
    rate = rate_of(row)
    if rate is None or scoring.execution == "linear":
        return rate
    return Share(*(_bracket(value, scoring) for value in (rate.lo, rate.hi, rate.point)))


def _bracket(rate: Fraction, scoring: Scoring) -> Fraction:
    """Return the share of the highest bracket that a rate reaches; 0 below the lowest."""
    reached = [Fraction(share) for least, share in scoring.brackets if rate * 100 >= least]
    return max(reached, default=_NOTHING)


def rescore(form: Form, edition: Edition) -> tuple[Line, ...]:
    """Return every scored row of a form with the range of scores that the rules allow.

    A row that no rule reaches keeps its stated score as both ends, and a stricter score
    with its reason stays allowed; nothing is returned for a form whose rows are not all known.
    """
    if not form.complete:
        return ()
    step = tolerance(form, edition)
    lines = [
        _line(one.name.raw, one.score, one.weight, _share(one, edition.scoring), step, one.reason)
        for one in form.indicators
        if one.score is not None and one.weight is not None
    ]
    total = form.total
    if total is not None and total.score is not None and total.weight is not None:
        share = execution_share(total, edition.scoring)
        first = _line("预算执行率", total.score, total.weight, share, step, total.reason)
        lines.insert(0, first)
    return tuple(lines)


def _share(one: Indicator, scoring: Scoring) -> Share | None:
    if one.shared:
        return None
    judged = judge(one, scoring)
    if judged is not None:
        return Share(judged.lo, judged.hi, judged.point)
    band = band_of(one, scoring)
    return Share(*band, band[1]) if band else None


def _line(
    label: str,
    stated: Fact,
    weight: Fact,
    share: Share | None,
    step: Fraction,
    reason: Fact | None,
) -> Line:
    score = Fraction(stated.number)
    if share is None:
        return Line(label, stated, weight, score, score, score)
    full = Fraction(weight.number)
    lo, hi, best = share.lo * full, share.hi * full, share.point * full
    explained = reason is not None and not _SAYS_NOTHING.fullmatch(reason.raw)
    whole = lo % (2 * step) == hi % (2 * step) == 0  # a score on the step needs no rounding
    slack = _NOTHING if whole else step
    return Line(label, stated, weight, min(lo, score) if explained else lo, hi, best, slack)
