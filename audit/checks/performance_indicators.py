"""绩效指标 / indicators: target against result, result against score, reasons, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from audit.checks.score_rules import indicator_rule
from audit.checks.scored import (
    is_blank,
    over_scored,
    present,
    scored_rows,
    subject_of,
    target_words,
    tidy,
    two_places,
)
from audit.compare import passed, skip
from audit.facts import Facts, Form, Indicator, Operator
from audit.model import Message, Outcome, Severity
from audit.reach import reach_of
from audit.registry import check
from audit.scoring import Judgement, is_cost, judge, tolerance

_SMALL_TARGET, _FEW_TIMES = 5, 3  # 2 against ≥ 1 is a ratio of 2 and means nothing
_SAVED = re.compile(r"节约|节省|压减|结余|厉行")


@check(
    "PRJ-13",
    zh="正向指标未达目标却多计得分",
    en="missed-minimum-over-scored",
    severity="error",
    basis="定量指标未完成的按完成值与指标值的比例计分；未达“≥”目标而计满分，表内自相矛盾",
    area="performance",
)
def missed_minimum(facts: Facts) -> Iterator[Outcome]:
    """A result below a ≥ target does not get more than its share of the weight.

    What: score ≤ result ÷ target × weight for operator ≥ and result < target.
    Why: full marks for a missed target contradict the form's own columns.
    Basis: the proportional rule in use; full marks for a miss contradict themselves.
    Formula: 完成值 < 目标值 ⇒ 得分 ≤ 完成值 ÷ 目标值 × 权重.
    Tolerance: interval of the result; half a step of the scores: ±`score_tolerance_integer` (0.5)
    where all are whole, half of it for half points, else ±`score_tolerance_decimal` (0.05).
    Example: ≥ 10, done 6, weight 60: 6 ÷ 10 × 60 = 36.00, scored 60.
    Limits: a warning where the score was lowered, but by less than the rule asks; results that are
    no number in the target's unit are not checked.
    """
    yield from _missed(facts, "≥")


@check(
    "PRJ-14",
    zh="反向指标超过上限却多计得分",
    en="exceeded-maximum-over-scored",
    severity="error",
    basis="“≤”指标超过上限按超出程度减分；超限而计满分，表内自相矛盾",
    area="performance",
)
def exceeded_maximum(facts: Facts) -> Iterator[Outcome]:
    """A result above a ≤ target does not get more than either rule in use allows.

    What: score against the more generous of the two rules in use for operator ≤ and result >
    target.
    Why: full marks for an exceeded cap contradict the form's own columns.
    Basis: two rules are in use; a score above both has no rule behind it.
    Formula: 完成值 > 目标值 ⇒ 得分 ≤ max(1 − (完成值 − 目标值) ÷ 目标值, 目标值 ÷ 完成值) × 权重.
    Tolerance: as PRJ-13: interval of the result, half a step of the scores
    (`score_tolerance_integer`, `score_tolerance_decimal`).
    Example: ≤ 20, spent 76.97, weight 10: 0.00, or 20 ÷ 76.97 × 10 = 2.60; scored 10.
    Limits: durations in other units are compared by their possible length (a month is
    28-31 days or 18-23 working days); a warning where the score was lowered too little.
    """
    yield from _missed(facts, "≤")


@check(
    "PRJ-15",
    zh="等于指标不符却多计得分",
    en="unequal-target-over-scored",
    severity="error",
    basis="“＝”指标与目标不符按比例计分；不符而计满分，表内自相矛盾",
    area="performance",
)
def unequal_target(facts: Facts) -> Iterator[Outcome]:
    """A result off an = target does not get more than its share of the weight.

    What: score ≤ min(result ÷ target, 1) × weight for operator =; a cost above its target
    is judged as an exceeded cap.
    Why: full marks for a target not hit contradict the form's own columns.
    Basis: the proportional rule in use; full marks for a miss contradict themselves.
    Formula: 完成值 ≠ 目标值 ⇒ 得分 ≤ min(完成值 ÷ 目标值, 1) × 权重; a cost above it as PRJ-14.
    Tolerance: as PRJ-13: interval of the result, half a step of the scores
    (`score_tolerance_integer`, `score_tolerance_decimal`).
    Example: = 23, spent 4.47, weight 10: 4.47 ÷ 23 × 10 = 1.94, scored 10.
    Limits: more than the target counts as reached but for costs; a warning where the form
    says that the money was saved, and for a cost above its = target.
    """
    yield from _missed(facts, "＝")


def _missed(facts: Facts, operator: Operator) -> Iterator[Outcome]:
    for form, one in scored_rows(facts):
        if one.operator == operator and "score" in form.has:
            yield _judged(facts, form, one)


def _judged(facts: Facts, form: Form, one: Indicator) -> Outcome:
    subject, rows = subject_of(form, one), one.facts
    if one.score is None or one.weight is None or one.shared:
        return skip(subject, "没有单独的权重或得分", "no weight or score of its own", rows)
    judged = judge(one, facts.edition.scoring)
    if judged is None:
        return skip(subject, "完成值不能与目标比较", "the result does not compare", rows)
    if judged.met is None:
        return skip(subject, "舍入范围内不能断定是否达标", "met or not: open", rows)
    rule = indicator_rule(one, judged, tolerance(form, facts.edition))
    if judged.met:
        actual = one.actual.raw if one.actual else ""
        zh = f"{subject}：目标 {target_words(one)}，完成 {actual}，达到目标"
        met = passed(subject, zh, f"{subject}: the target was met", rows)
        return replace(met, relation=rule)
    weight, stated = Fraction(one.weight.number), Fraction(one.score.number)
    found = over_scored(
        subject,
        present(one.target, one.actual, one.weight, one.score),
        stated=stated,
        expected=judged.point * weight,
        most=judged.hi * weight,
        tolerance=tolerance(form, facts.edition),
        formula=_formula(judged, weight),
        severity=_severity(form, one, full=stated >= weight),
    )
    return replace(found, relation=rule)


def _formula(judged: Judgement, weight: Fraction) -> str:
    sums = "；或 ".join(f"{rule} × {tidy(weight)}" for rule in judged.rules)
    most = "，最多" if len(judged.rules) > 1 else ""
    return f"{sums}{most} = {two_places(judged.point * weight)}"


def _severity(form: Form, one: Indicator, *, full: bool) -> Severity:
    if not full:
        return "warning"
    if one.operator == "＝" and is_cost(one):
        told = [one.reason, *(fact for _, fact in form.texts)]
        saved = any(fact is not None and _SAVED.search(fact.raw) for fact in told)
        reach, target = reach_of(one), one.target
        above = reach is not None and target is not None and reach.lo > target.number
        return "warning" if saved or above else "error"
    return "error"


@check(
    "PRJ-16",
    zh="完成值远超目标而无说明",
    en="target-far-too-low",
    severity="warning",
    basis="年初指标值设定明显偏低造成超额完成较多的，应分析原因并按偏离度调减分值（文号未核）",
    area="performance",
    verified=False,
)
def target_too_low(facts: Facts) -> Iterator[Outcome]:
    """A result far above a ≥ or = target is explained, and one beyond three times scored down.

    What: result ÷ target > 1.3 without a reason is a hint, > 1.5 a warning, > 3 a warning that
    says so; > 3 with a reason and full marks is a hint, since a reason alone does not do.
    Why: a target set too low makes full marks worthless.
    Basis: the ministry's measures on project evaluation (text not read).
    Formula: 完成值 ÷ 目标值 > `overshoot_hint` (1.3), `overshoot_warning` (1.5),
    `overshoot_grave` (3) ⇒ a reason; beyond the last also 得分 < 权重.
    Tolerance: the edition's thresholds, of the printed figures.
    Example: ≥ 5 persons, done 459: 459 ÷ 5 = 91.80.
    Limits: counts with a target below 5 give a hint beyond three times; costs are left out.
    """
    for form, one in scored_rows(facts):
        reach = reach_of(one) if one.operator in ("≥", "＝") and not is_cost(one) else None
        target = one.target
        if reach is not None and reach.value is not None and target and target.number > 0:
            yield _overshoot(facts, form, one, reach.value, Fraction(target.number))


def _overshoot(
    facts: Facts, form: Form, one: Indicator, actual: Fraction, target: Fraction
) -> Outcome:
    subject, ratio = subject_of(form, one), actual / target
    rows = present(one.target, one.actual, one.weight, one.score, one.reason)
    told = f"{tidy(actual)} ÷ {tidy(target)} = {two_places(ratio)} 倍"
    hint, bound, grave = _steps(facts)
    is_count = one.target is not None and one.target.kind == "count"
    small = is_count and target < _SMALL_TARGET
    if ratio <= (_FEW_TIMES if small else hint):
        return passed(subject, f"{subject}：{told}", f"{subject}: near the target", rows)
    explained = not is_blank(one.reason)
    if explained and (small or ratio <= grave or not _has_full_marks(one)):
        return passed(subject, f"{subject}：{told}，已说明原因", f"{subject}: explained", rows)
    zh = f"目标 {target_words(one)}，完成 {tidy(actual)}，{told}，目标明显偏低，"
    zh += "有说明而未调减分值" if explained else "未见原因说明"
    beyond = f"，超过 {tidy(grave)} 倍" if ratio > grave else ""
    en = f"{subject}: the result is {two_places(ratio)} times the target, "
    en += "explained, but not scored down" if explained else "unexplained"
    mild = small or explained or ratio <= bound
    return Outcome(
        subject,
        "inconsistent",
        Message(f"{subject}：{zh}{beyond}", en),
        rows,
        expected=tidy(target),
        actual=tidy(actual),
        residual=tidy(actual - target),
        allowance=tidy((bound - 1) * target),
        uom=one.unit,
        formula=told,
        severity="info" if mild else "warning",
    )


def _steps(facts: Facts) -> tuple[Fraction, Fraction, Fraction]:
    """Return the ratios from which an excess is a hint, a warning, and too much for any reason."""
    limits = facts.edition.thresholds
    hint, bound, grave = (
        Fraction(limits[f"overshoot_{step}"]) for step in ("hint", "warning", "grave")
    )
    return hint, bound, grave


def _has_full_marks(one: Indicator) -> bool:
    if one.score is None or one.weight is None or one.shared:
        return False
    return one.score.number >= one.weight.number


@check(
    "PRJ-20",
    zh="扣分或未完成而无原因",
    en="deduction-without-reason",
    severity="warning",
    basis="自评表设“未完成原因分析”栏，未完成或扣分的应说明原因",
    area="performance",
)
def deduction_without_reason(facts: Facts) -> Iterator[Outcome]:
    """A lowered score has its reason in the column made for it.

    What: score < weight → the reason column is filled; all rows of a form that lack it are
    one lead, a hint where only targets were missed by so little that no point was lost.
    Why: the column exists for this.
    Basis: column 未完成原因分析 of the form.
    Formula: 得分 < 权重, or a missed target ⇒ 未完成原因.
    Tolerance: exact, points.
    Example: 15 − 13 = 2 points lost because of unpaid network bills: the reason is given.
    Limits: forms without such a column; misses with too high a score are PRJ-13 to PRJ-15.
    """
    for form in facts.forms:
        if "reason" in form.has:
            yield from _unexplained(
                facts, form, [one for one in form.indicators if _owes(facts, one)]
            )


def _owes(facts: Facts, one: Indicator) -> bool:
    """Return whether a row lost points or missed its target, so that it owes a reason."""
    if one.score is None or one.weight is None or one.shared:
        return False
    judged = judge(one, facts.edition.scoring)
    missed = judged is not None and judged.met is False
    return missed or one.score.number < one.weight.number


def _unexplained(facts: Facts, form: Form, rows: list[Indicator]) -> Iterator[Outcome]:
    silent: list[Indicator] = []
    for one in rows:
        subject = subject_of(form, one)
        cells = present(one.target, one.actual, one.weight, one.score, one.reason)
        if not is_blank(one.reason):
            yield passed(subject, f"{subject}：已说明原因", f"{subject}: explained", cells)
        elif _judged(facts, form, one).status == "inconsistent":
            zh, en = "得分多计，见 PRJ-13 至 PRJ-15", "over-scored, see PRJ-13 to PRJ-15"
            yield skip(subject, zh, en, cells)
        else:
            silent.append(one)
    if silent:
        yield _silent(form, silent)


def _silent(form: Form, rows: list[Indicator]) -> Outcome:
    """Return one lead for all rows of a form that owe a reason."""
    lost = [
        (one.weight.number - one.score.number, f"{one.name.raw} {one.score.raw}/{one.weight.raw}")
        for one in rows
        if one.weight is not None and one.score is not None
    ]
    told, points = "、".join(words for _, words in lost), sum(Decimal(gap) for gap, _ in lost)
    return Outcome(
        f"{form.label}·扣分原因",
        "missing",
        Message(
            f"{form.label}：{len(rows)} 项指标扣分或未完成，未完成原因一栏为空：{told}",
            f"{form.label}: {len(rows)} rows lost points or missed targets without a reason",
        ),
        tuple(fact for one in rows for fact in one.facts),
        residual=tidy(Decimal(points)),
        uom="分",
        formula=told,
        severity="warning" if points else "info",
    )
