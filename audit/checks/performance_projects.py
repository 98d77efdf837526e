"""项目支出绩效自评表 / project forms: header, weights, sums of scores, structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from audit.checks.scored import present, tidy
from audit.compare import add, agree, constant, of, passed, skip
from audit.facts import Facts, Form, Indicator
from audit.model import Fact, Message, Outcome, Relation, Severity
from audit.network import ENDLESS
from audit.registry import check

_HEADER = (
    ("project_name", "项目名称"),
    ("supervising_department", "主管部门"),
    ("implementing_unit", "实施单位"),
)
_OWN_TITLE = re.compile(r"[“《][^”》]{4,}[”》]|(?:专项|经费|工程|资金)(?:项目)?(?:支出)?绩效自评")
_FULL, _WITHOUT_EXECUTION = Decimal(100), Decimal(90)
_HEAVY = Decimal(40)  # one indicator with that weight decides the whole form
_FEWEST = 3
_STRUCTURE = (("产出和成本", 50), ("效益", 30), ("满意度", 10))
_SLACK = Decimal(5)


@check(
    "PRJ-01",
    zh="自评表缺少项目名称、主管部门或实施单位",
    en="project-header-incomplete",
    severity="error",
    basis="项目支出绩效自评表表头：项目名称、主管部门、实施单位（财政部门统一表样）",
    area="performance",
)
def header_complete(facts: Facts) -> Iterator[Outcome]:
    """Every project form says which project it is, and whose.

    What: 项目名称, 主管部门 and 实施单位 are printed and filled.
    Why: without a name the money belongs to no project.
    Basis: the official form.
    Formula: a project form ⇒ 项目名称, 主管部门, 实施单位.
    Tolerance: none: there or not.
    Example: five forms carry the three rows, one begins at 项目基本情况.
    Limits: a row that no form of the document has is not asked for; where no form has a
    name at all, the rows may have been lost in reading, so that is a warning; a form whose
    title names its project has a name.
    """
    asked = [(key, zh) for key, zh in _HEADER if any(_has(form, key) for form in facts.projects)]
    nameless = bool(facts.projects) and "project_name" not in dict(asked)
    for form in facts.projects:
        subject = f"{form.label}·表头"
        lost = [zh for key, zh in asked if not _has(form, key)]
        if not lost and not nameless:
            rows = present(form.name, *(form.text(key) for key, _ in _HEADER))
            yield passed(subject, f"{subject}齐全", f"{subject}: complete", rows)
            continue
        lost = ["项目名称", *lost] if nameless else lost
        severity: Severity = "error" if "项目名称" in lost and not nameless else "warning"
        goals = present(form.text("annual_target"))
        yield Outcome(
            subject,
            "missing",
            Message(
                f"{form.label}：缺少{'、'.join(lost)}，无法确定是哪个项目",
                f"{form.label}: {len(lost)} of the header rows are missing",
            ),
            goals,
            quotes=(form.title,),
            formula=f"缺 {len(lost)} 行：{'、'.join(lost)}",
            severity=severity,
        )


def _has(form: Form, key: str) -> bool:
    if key == "project_name":
        return form.name is not None or bool(_OWN_TITLE.search(form.title.quote))
    return form.text(key) is not None


@check(
    "PRJ-08",
    zh="权重合计不等于100",
    en="weights-do-not-add-up",
    severity="error",
    basis="预算执行情况（10分）＋绩效指标（90分）＝100分（自评表表样）",
    area="performance",
    identity=True,
)
def weights_add_up(facts: Facts) -> Iterator[Outcome]:
    """The weights of a project form add up to 100 and to its printed total.

    What: execution weight + Σ indicator weights = 100 = 合计.
    Why: a sum of scores out of another total is no percentage.
    Basis: the captions 10分 and 90分 of the official form.
    Formula: 预算执行权重 + Σ指标权重 = 合计 = 100.
    Tolerance: exact, points.
    Example: 10 + 15 + 20 + 10 + 10 + 10 + 10 + 15 = 100.
    Limits: only where every row was read and has a weight of its own; a warning where the
    form prints no total.
    """
    for form in facts.projects:
        subject = f"{form.label}·权重合计"
        parts = _marks(form, "weight")
        if parts is None:
            zh, en = "权重没有读全", "not every weight was read"
            yield skip(subject, zh, en, present(form.total_weight))
            continue
        total = form.total_weight
        stated = of(total) if total is not None else constant(_FULL, "分")
        yield agree(
            subject,
            stated=stated,
            computed=add(parts),
            severity="error" if total is not None else "warning",
        )
        if total is not None:
            yield from _hundred(form, total, parts)


def _hundred(form: Form, total: Fact, parts: list[Fact]) -> Iterator[Outcome]:
    """Yield that a total is not 100; 90 is enough where execution stands apart."""
    execution = form.total.weight if form.total is not None else None
    apart = execution is not None and execution not in parts
    whole = add([*(present(execution) if apart else ()), total])
    enough = (_FULL,) if execution is not None else (_FULL, _WITHOUT_EXECUTION)
    if whole is not None and whole.number not in enough:
        subject = f"{form.label}·权重合计与100分"
        yield agree(subject, stated=constant(_FULL, "分"), computed=whole)


def _marks(form: Form, key: str) -> list[Fact] | None:
    """Return all weights or scores that the total counts; None where one is missing.

    A total of the indicators alone leaves execution out.
    """
    marks = [getattr(one, key) for one in form.indicators]
    row = form.total
    execution = getattr(row, key) if row is not None else None
    asked = f"funding_{key}" in form.has
    if not form.complete or not marks or None in marks or (asked and execution is None):
        return None
    whole = form.total_weight
    weights = [one.weight.number for one in form.indicators if one.weight is not None]
    alone = whole is not None and whole.number == sum(weights) and whole.number < _FULL
    return [*marks] if alone else [*present(execution), *marks]


@check(
    "PRJ-10",
    zh="得分合计不等于各项得分之和",
    en="scores-do-not-add-up",
    severity="error",
    basis="合计得分＝预算执行得分＋各指标得分之和（算术必然）",
    area="performance",
    identity=True,
)
def scores_add_up(facts: Facts) -> Iterator[Outcome]:
    """The total score of a form is the sum of its scores.

    What: 合计 = execution score + Σ indicator scores.
    Why: the conclusion rests on it.
    Basis: arithmetic.
    Formula: 合计得分 = 预算执行得分 + Σ指标得分.
    Tolerance: exact, points.
    Example: 9 + 15 + 20 + 10 + 10 + 10 + 10 + 15 = 99.
    Limits: only where every row was read and has a score of its own.
    """
    for form in facts.forms:
        if form.kind == "department" and "total" not in form.has:
            continue
        subject = f"{form.label}·得分合计"
        parts, total = _marks(form, "score"), form.total_score
        if parts is None or total is None:
            zh, en = "得分没有读全", "not every score was read"
            yield skip(subject, zh, en, present(total))
        else:
            yield agree(subject, stated=of(total), computed=add(parts))


@check(
    "PRJ-11",
    zh="得分超出权重",
    en="score-exceeds-weight",
    severity="error",
    basis="0≤得分≤权重（逻辑）",
    area="performance",
    identity=True,
)
def score_within_weight(facts: Facts) -> Iterator[Outcome]:
    """No score is above its weight.

    What: 0 ≤ score ≤ weight, for execution and each indicator.
    Why: the weight is the full mark.
    Basis: logic.
    Formula: 0 ≤ 得分 ≤ 权重.
    Tolerance: exact, points.
    Example: 15 of 15.
    Limits: rows that share one printed weight are left out.
    """
    for form in facts.forms:
        pairs = [(one.name.raw, one.weight, one.score) for one in form.indicators if not one.shared]
        row = form.total
        pairs += [("预算执行", row.weight, row.score)] if row is not None else []
        scored = [(name, w, s) for name, w, s in pairs if w is not None and s is not None]
        beyond = [(name, w, s) for name, w, s in scored if not 0 <= s.number <= w.number]
        for name, weight, score in beyond:
            yield agree(
                f"{form.label}·{name}·得分不超过权重", stated=of(score), computed=of(weight)
            )
        if scored and not beyond:
            cells = tuple(fact for _, weight, score in scored for fact in (weight, score))
            subject = f"{form.label}·得分不超过权重"
            zh, en = f"{subject}：{len(scored)} 行均符合", "no score too high"
            ranges = [(score, Decimal(0), weight.number) for _, weight, score in scored]
            ranges += [(weight, score.number, ENDLESS) for _, weight, score in scored]
            rule = Relation(alone=tuple(ranges))
            yield replace(passed(subject, zh, en, cells), relation=rule)


@check(
    "PRJ-12",
    zh="评价结论的得分与合计不一致",
    en="conclusion-score-differs",
    severity="error",
    basis="评价结论所述得分应等于合计得分（逻辑）",
    area="performance",
    identity=True,
)
def conclusion_score(facts: Facts) -> Iterator[Outcome]:
    """The score told in the conclusion is the total of the form.

    What: the score in 评价结论 against the total row.
    Why: one result is told twice.
    Basis: logic.
    Formula: 评价结论所述得分 = 合计得分.
    Tolerance: exact, points.
    Example: 自评总分99分, and 99 in the total row.
    Limits: conclusions without a score, or with two different ones, are not checked.
    """
    for form in facts.forms:
        if form.kind == "department" and "total" not in form.has:
            continue
        subject, total, told = f"{form.label}·结论得分", form.total_score, form.conclusion_score
        if total is None or told is None:
            zh, en = "没有读到合计得分或结论得分", "no total or no score in the conclusion"
            yield skip(subject, zh, en, present(total, told))
        else:
            yield agree(subject, stated=of(told), computed=of(total))


@check(
    "PRJ-09",
    zh="一级指标权重结构与通行分配不同",
    en="weight-structure-unusual",
    severity="info",
    basis="通行分配：产出（含成本）50、效益30、满意度10、预算执行10（文号未核）",
    area="performance",
    verified=False,
)
def weight_structure(facts: Facts) -> Iterator[Outcome]:
    """First-level weights are near 50 (output and cost), 30 (effect), 10 (satisfaction).

    What: |Σ weights of a first level − usual| ≤ 5; all forms that differ are one hint.
    Why: a shifted structure lets easy indicators carry the score.
    Basis: the ministry's measures (text not read), which allow exceptions.
    Formula: |Σ一级指标权重 − 50, 30, 10| ≤ 5.
    Tolerance: ±5 points for each first level.
    Example: 60 : 20 : 10, off by 60 − 50 = 10.
    Limits: forms without satisfaction or with fewer than three indicators are told by
    PRJ-22 and PRJ-23.
    """
    told: list[str] = []
    cells: list[Fact] = []
    judged: list[Fact] = []
    for form in facts.projects:
        sums = _levels(form)
        if sums is None or len(form.indicators) < _FEWEST or not sums["满意度"]:
            continue
        judged += present(*(one.weight for one in form.indicators))
        if any(abs(sums[name] - usual) > _SLACK for name, usual in _STRUCTURE):
            told.append(f"{form.label} {':'.join(f'{tidy(v)}' for v in sums.values())}")
            cells += present(*(one.weight for one in form.indicators))
    subject = "一级指标权重结构（产出和成本:效益:满意度）"
    if told:
        zh, en = f"{subject}：{'；'.join(told)}", f"{len(told)} forms differ from 50:30:10"
        yield Outcome(subject, "inconsistent", Message(zh, en), tuple(cells), formula=zh)
    elif judged:
        yield passed(subject, f"{subject}与通行分配相近", "near the usual structure", tuple(judged))


def _levels(form: Form) -> dict[str, Decimal] | None:
    sums = {name: Decimal(0) for name, _ in _STRUCTURE}
    for one in form.indicators:
        level = next((name for name, _ in _STRUCTURE if _is_level(one, name)), None)
        if level is None or one.weight is None:
            return None
        sums[level] += one.weight.number
    return sums if form.complete else None


def _is_level(one: Indicator, name: str) -> bool:
    if name == "产出和成本":
        return "产出" in one.level1 or "成本" in one.level1
    return name in one.level1


@check(
    "PRJ-22",
    zh="没有满意度指标",
    en="no-satisfaction-indicator",
    severity="info",
    basis="通行指标体系含服务对象满意度（文号未核）",
    area="performance",
    verified=False,
)
def satisfaction_present(facts: Facts) -> Iterator[Outcome]:
    """A project form asks those whom the project serves.

    What: some indicator of the form is one of 满意度; all forms without are one hint.
    Why: the result for people is left out.
    Basis: the ministry's measures (text not read).
    Formula: a project form ⇒ an indicator of 满意度.
    Tolerance: none: there or not.
    Example: two forms with 60 for output, 30 for effect and nothing else.
    Limits: purely internal projects may do without.
    """
    yield from _structure(facts, "满意度指标", "没有满意度指标", _lacks_satisfaction)


def _lacks_satisfaction(form: Form) -> tuple[Fact, ...]:
    words = "".join(one.level1 + one.level2 + one.name.raw for one in form.indicators)
    return () if "满意" in words else tuple(one.name for one in form.indicators)


@check(
    "PRJ-23",
    zh="指标过少或单项权重过高",
    en="too-few-indicators",
    severity="info",
    basis="指标应能全面反映项目产出和效果（审计经验）",
    area="performance",
    verified=False,
)
def enough_indicators(facts: Facts) -> Iterator[Outcome]:
    """A project is judged by more than two indicators, and by none alone.

    What: at least 3 indicators, none with a weight of 40 or more; all others are one hint.
    Why: one indicator with 60 points decides everything.
    Basis: the practice of auditors.
    Formula: 指标数 ≥ 3; 单项权重 < 40.
    Tolerance: exact, counts and points.
    Example: 60 and 30, the default of an empty form.
    Limits: a hint, never more.
    """
    yield from _structure(facts, "指标数量与权重", "指标少于 3 个或单项权重达到 40", _too_few)


def _too_few(form: Form) -> tuple[Fact, ...]:
    heavy = [one for one in form.indicators if one.weight and one.weight.number >= _HEAVY]
    found = form.indicators if len(form.indicators) < _FEWEST else heavy
    return present(*(fact for one in found for fact in (one.name, one.weight)))


def _structure(
    facts: Facts, subject: str, fault: str, judge: Callable[[Form], tuple[Fact, ...]]
) -> Iterator[Outcome]:
    """Yield one hint for all forms in which `judge` finds something, or a pass."""
    forms = [form for form in facts.projects if form.complete and form.indicators]
    found = [(form, cells) for form in forms if (cells := judge(form))]
    names = "、".join(form.label for form, _ in found)
    if found:
        cells = tuple(cell for _, some in found for cell in some)
        zh, en = f"{fault}：{names}", f"{len(found)} of {len(forms)} forms"
        yield Outcome(subject, "inconsistent", Message(zh, en), cells, formula=f"{len(found)} 张")
    elif forms:
        yield passed(subject, f"{subject}：各表均符合", f"{len(forms)} forms are as usual")
