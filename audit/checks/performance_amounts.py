"""Amounts told twice in a form: cost indicators and prose against the budget rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from audit.checks.scored import present, subject_of, tidy, two_places
from audit.compare import Quantity, agree, of, show, skip
from audit.facts import Facts, Form, FundingRow, Indicator
from audit.model import YUAN, Fact, Message, Outcome, Severity
from audit.registry import check
from audit.scoring import is_cost

_UNIT_COST = re.compile(r"单价|均价|人均|户均|每|标准|单位成本|单次|[/／]")
_PER_PERIOD = re.compile(r"(万元|元)[/／每]?(月|季度|季|年)")
_PERIODS = {"月": 12, "季": 4, "季度": 4, "年": 1}
_GENERIC = re.compile(r"(?:项目|所需|工作|相关|年度)|(?:费用|经费|支出|成本|资金|费)$")
_ROUGH = Fraction(1, 10)  # a monthly figure times twelve is no more exact than this
_WHOLE = r"(?:20\d\d年度?|本|该|其|总|项目|年度|财政|年中|因此|故|追加|的)*"  # no part of the funds
_LABELS = tuple(
    (key, re.compile(rf"{_WHOLE}{words}(?:为|是)?"))
    for key, words in (
        ("initial", r"年初预算(?:数|安排|资金)?"),
        ("adjusted", r"(?:调整后?|全年)(?:的)?预算(?:数)?"),
        ("executed", r"(?:预算|全年|实际)?执行(?:数|金额)"),
        ("change", r"(?:调整)?(?:追加|调增|调减|收回|核减)了?(?:项目)?(?:预算|资金|经费)*数?"),
    )
)
_PROSE = ("reason", "achievement", "overview", "conclusion", "problems")


@check(
    "PRJ-27",
    zh="成本指标与预算执行情况不符",
    en="cost-indicator-differs-from-budget",
    severity="warning",
    basis="经费总额类成本指标的目标值对应年初预算、完成值对应预算执行数（表内逻辑）",
    area="performance",
    identity=True,
)
def cost_indicator_fits_budget(facts: Facts) -> Iterator[Outcome]:
    """A cost indicator of the whole project tells the amounts of its budget rows.

    What: target = 年初预算 and result = 预算执行数 after conversion; a department's cost per
    month × 12 is set beside the project of that name (a hint).
    Why: one form tells one amount twice.
    Basis: logic of the form.
    Formula: 目标值 = 年初预算数 (or 调整后预算数); 完成值 = 预算执行数; 每月成本 × 12 = 执行数.
    Tolerance: decimal interval of both after conversion; a year made of months is good for a tenth.
    Example: ≤ 268425元 = 26.84万元; result 96102.75元 = 9.61万元.
    Limits: only for the single cost indicator of a form in 元 or 万元 that is no unit price,
    and only when one of its two cells agrees, which proves what it speaks of; a rounder
    cap above the budget is a hint.
    """
    for form in facts.projects:
        found = [one for one in form.indicators if _is_whole_cost(one)]
        if len(found) == 1 and form.total is not None:
            yield from _cost(form, found[0], form.total)
    yield from _monthly_costs(facts)


def _is_whole_cost(one: Indicator) -> bool:
    is_amount = one.target is not None and one.target.kind == "amount"
    return is_cost(one) and is_amount and not _UNIT_COST.search(one.name.raw)


def _cost(form: Form, one: Indicator, row: FundingRow) -> Iterator[Outcome]:
    subject = subject_of(form, one)
    if one.target is None or row.initial is None or row.initial.confidence == "low":
        return
    if one.actual is None or one.actual.kind != "amount" or row.executed is None:
        return
    budgets = present(row.initial, row.adjusted)
    planned = next((b for b in budgets if _meet(one.target, b)), None)
    spent = _meet(one.actual, row.executed)
    if planned is None and not spent:
        zh, en = "成本指标可能只是项目的一部分", "the indicator may be a part of the project"
        yield skip(subject, zh, en, (one.target, one.actual))
        return
    target = agree(
        f"{subject}·目标与预算", stated=of(planned or row.initial), computed=of(one.target)
    )
    above = one.operator == "≤" and one.target.number > row.initial.number
    yield replace(target, severity="info") if above else target
    yield agree(f"{subject}·完成值与执行数", stated=of(row.executed), computed=of(one.actual))


def _meet(one: Fact, other: Fact) -> bool:
    return one.interval.meet(other.interval) is not None


def _monthly_costs(facts: Facts) -> Iterator[Outcome]:
    department = facts.department
    for one in department.indicators if department else ():
        period = _PER_PERIOD.fullmatch(one.unit)
        stem = _GENERIC.sub("", one.name.raw)
        named = [form for form in facts.projects if len(stem) > 1 and stem in form.label]
        if period and is_cost(one) and len(named) == 1 and named[0].total is not None:
            times = _PERIODS[period[2]] * Fraction(YUAN[period[1]])
            yield from _monthly(one, named[0], named[0].total, times)


def _monthly(one: Indicator, form: Form, row: FundingRow, times: Fraction) -> Iterator[Outcome]:
    paid, target, actual = row.executed, one.target, one.actual
    if paid is None or target is None or actual is None or row.initial is None:
        return
    if actual.value is None or target.value is None or paid.confidence == "low":
        return
    year, cap = Fraction(actual.number) * times, Fraction(target.number) * times
    sums = [
        f"{fact.raw} {one.unit} → 全年 {two_places(whole / 10_000)} 万元"
        for fact, whole in ((actual, year), (target, cap))
    ]
    told = f"{sums[0]}，项目执行 {show(of(paid))}；上限 {sums[1]}，年初预算 {show(of(row.initial))}"
    subject = f"{one.name.raw}与项目“{form.label}”"
    gap = year - Fraction(paid.number)
    rows = (target, actual, row.initial, paid)
    near = abs(gap) <= _ROUGH * year
    yield Outcome(
        subject,
        "rounding" if near else "inconsistent",
        Message(f"{subject}：{told}", f"{subject}: a year at that cost is not what was paid"),
        rows,
        expected=two_places(year / 10_000),
        actual=paid.value,
        residual=tidy(gap / 10_000),
        allowance=tidy(_ROUGH * year / 10_000),
        uom="万元",
        formula=told,
        severity="info",
    )


@check(
    "PRJ-28",
    zh="文字金额与表内金额不符",
    en="amount-in-prose-differs-from-form",
    severity="error",
    basis="同一张表内文字所述金额换算后应与表列金额一致（算术必然）",
    area="performance",
    identity=True,
)
def prose_amounts_fit(facts: Facts) -> Iterator[Outcome]:
    """An amount in a form's prose is one of the form's amounts after conversion.

    What: an amount called 年初预算数, 调整后预算数 or 预算执行数 equals that cell; 追加 or
    收回 equals the change; any other amount that equals a cell, the change or what stayed
    unspent is confirmed.
    Why: yuan in the prose and 万元 in the table are written by different hands.
    Basis: arithmetic.
    Formula: 文字所述金额 = 表列同名金额; 追加, 收回 = 调整后预算数 − 年初预算数.
    Tolerance: decimal interval of both after conversion.
    Example: 769742.23元 is 76.97万元; 追加预算569742.23元 is 76.97 − 20.00 = 56.97万元.
    Limits: an amount without such a label, or of a part of the funds (省级资金), that equals
    nothing is not checkable, never a lead; nor is one of several additions.
    """
    for form in facts.projects:
        row = form.total
        if row is None or (row.initial is not None and row.initial.confidence == "low"):
            continue
        told = [fact for fact in form.details if _is_told(fact)]
        known = _amounts(form, row) if told else []
        for fact in told:
            yield _told(form, known, fact, alone=_alone(fact, told))


def _is_told(fact: Fact) -> bool:
    return fact.concept == "form_text_amount" and fact.dim("cell") in _PROSE


def _alone(fact: Fact, told: list[Fact]) -> bool:
    """Return whether no other amount of the same label stands in the same cell."""
    place, label = _place_of(fact), _label(fact)
    return sum(_place_of(f) == place and _label(f) == label for f in told) == 1


def _place_of(fact: Fact) -> tuple[int | None, int | None, int | None]:
    return fact.span.table, fact.span.row, fact.span.col


def _label(fact: Fact) -> str:
    """Return what the words before an amount call it: initial, adjusted, executed, change or ''."""
    return next((key for key, pattern in _LABELS if pattern.fullmatch(fact.label)), "")


def _told(form: Form, known: list[tuple[str, Quantity]], fact: Fact, *, alone: bool) -> Outcome:
    subject = f"{form.label}·“{fact.label}{fact.raw}”"
    label = _label(fact)
    wanted = _wanted(label, known)
    told = of(fact)
    fitting = [one for one in wanted if one.interval.meet(told.interval) is not None]
    if fitting:
        nearest = min(fitting, key=lambda one: abs(one.number - told.number))
        return agree(subject, stated=told, computed=_shown_as(nearest, told))
    if not label or not wanted or (label == "change" and not alone):
        zh, en = "没有说明是表内的哪一个数", "the prose does not say which amount it is"
        return skip(subject, zh, en, (fact,))
    severity: Severity = "warning" if label == "change" else "error"
    computed = _shown_as(wanted[0], told)
    return agree(subject, stated=told, computed=computed, severity=severity)


def _shown_as(quantity: Quantity, told: Quantity) -> Quantity:
    """Return a quantity with as many places as the figure it is set against."""
    return replace(quantity, places=max(quantity.places, told.places))


def _wanted(label: str, quantities: list[tuple[str, Quantity]]) -> list[Quantity]:
    """Return what an amount of that label may be; 调整预算数 may also name the change."""
    allowed = {"": None, "adjusted": ("adjusted", "change"), "change": ("change", "saved")}
    keys = allowed.get(label, (label,))
    return [one for key, one in quantities if keys is None or key in keys]


def _amounts(form: Form, row: FundingRow) -> list[tuple[str, Quantity]]:
    """Return the amounts of a form by name, and the differences that prose tells of."""
    cells = [("initial", row.initial), ("adjusted", row.adjusted), ("executed", row.executed)]
    found = [(key, of(cell)) for key, cell in cells if cell is not None]
    found += _difference("change", row.adjusted, row.initial)
    found += _difference("unspent", row.adjusted, row.executed)
    for one in form.indicators:
        amounts = [f for f in (one.target, one.actual) if f is not None and f.kind == "amount"]
        found += [("cost", of(fact)) for fact in amounts]
        if len(amounts) == 2 and is_cost(one):
            found += _difference("saved", amounts[0], amounts[1])
    return found


def _difference(key: str, one: Fact | None, other: Fact | None) -> list[tuple[str, Quantity]]:
    if one is None or other is None:
        return []
    more, less = (one, other) if one.number >= other.number else (other, one)
    return [(key, of(more) - of(less))]
