"""财政拨款 / fiscal appropriation: totals, the general budget, completion of the budget."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.cells import (
    at,
    at_most,
    called,
    level_sums,
    row_sums,
    side_at,
    summed,
    total_at,
    without_table,
)
from audit.checks.shares import (
    balance_outcomes,
    grand_total,
)
from audit.compare import add, agree, of, passed, percent, show, skip
from audit.extraction.table_words import BASIC_AND_PROJECT
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Scope
from audit.registry import check
from audit.statutory import Side

_NATURES = {
    "expenditure_current_year": "支出",
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
}
_SHARED_ROWS: tuple[tuple[str, Side], ...] = (
    ("revenue_current_year", "revenue"),
    ("opening_carryover", "revenue"),
    ("total", "revenue"),
    ("expenditure_current_year", "expenditure"),
    ("closing_carryover", "expenditure"),
    ("total", "expenditure"),
)
_BUDGETS: tuple[Scope, ...] = ("general_public_budget", "government_funds", "state_capital")
_GPB: Scope = "general_public_budget"


@check(
    "FIS-01",
    zh="财政拨款收入总计与支出总计不等",
    en="fiscal-grand-totals-differ",
    severity="error",
    basis="财政拨款收入支出决算总表：总计两侧相等（算术必然）",
    area="income",
    identity=True,
)
def fiscal_totals_balance(facts: Facts) -> Iterator[Outcome]:
    """Grand totals of the fiscal appropriation are equal on both sides.

    What: both sides, in each place that prints them: prose, chart, table.
    Why: both sides of one account.
    Basis: arithmetic; form 财政拨款收入支出决算总表.
    Formula: 财政拨款收入总计 = 财政拨款支出总计.
    Tolerance: decimal interval of both printed figures.
    Example: 财政拨款收、支总计均为674.37万元 → one figure for both sides.
    Limits: needs the sentence, the chart or the table.
    """
    yield from balance_outcomes(facts, "fiscal", "财政拨款收入总计与支出总计")


@check(
    "FIS-04",
    zh="财政拨款的部分数大于总数",
    en="fiscal-exceeds-all-funds",
    severity="error",
    basis="财政拨款是全部资金的一部分（算术必然）",
    area="income",
    identity=True,
)
def fiscal_within_all_funds(facts: Facts) -> Iterator[Outcome]:
    """The fiscal part of a figure is at most the figure for all funds.

    What: each fiscal figure and row of the fiscal table against that of all funds (R15, R24).
    Why: a part cannot exceed the whole.
    Basis: arithmetic.
    Formula: 财政拨款 ≤ 全部资金; 一般公共预算支出 ≤ 财政拨款总计; Σ三本预算支出 ≤ 本年支出合计.
    Tolerance: exceeded only where the decimal intervals do not meet.
    Example: 674.37 ≤ 674.37.
    Limits: the three budgets only where all are read; a blank cell is not compared.
    """
    fiscal = grand_total(facts, "fiscal")
    yield at_most("财政拨款总计不超过全部资金", fiscal, grand_total(facts, "all_funds"))
    yield at_most("一般公共预算支出不超过财政拨款总计", _expenditure(facts, _GPB), fiscal)
    for concept, name in _NATURES.items():
        part = facts.first(concept, scope=_GPB, part="narrative")
        whole = facts.first(concept, scope="all_funds", part="narrative")
        yield at_most(f"一般公共预算{name}不超过全部资金", part, whole)
    yield _budgets_within_expenditure(facts)
    yield from _tables_within(facts)


def _tables_within(facts: Facts) -> Iterator[Outcome]:
    """Yield whether the fiscal table stays within the accounts, row by row (R15, R24)."""
    fiscal, accounts = facts.table("fiscal"), facts.table("final_accounts")
    if fiscal is None or accounts is None:
        yield without_table(facts, "fiscal", "final_accounts")
        return
    for concept, side in _SHARED_ROWS:
        part, whole = side_at(fiscal, concept, side), side_at(accounts, concept, side)
        if part is not None and whole is not None:
            yield at_most(called(fiscal, f"{part.label}不超过全部资金"), part, whole)
    mine, theirs = (t.column("total", "actual", "expenditure") for t in (fiscal, accounts))
    classes = {row.code: row for row in accounts.rows if row.concept == "functional_class"}
    for row in (row for row in fiscal.rows if row.code in classes):
        if mine is None or theirs is None or row.cells[mine] is None:
            continue
        whole = classes[row.code].cells[theirs]
        if whole is not None:
            subject = called(fiscal, f"{row.label}不超过全部资金")
            yield at_most(subject, row.cells[mine], whole)


def _budgets_within_expenditure(facts: Facts) -> Outcome:
    """Return whether the expenditure of the three budgets together fits in all of it."""
    subject = "三本预算支出之和不超过本年支出"
    whole = _expenditure(facts, "all_funds")
    parts = [_expenditure(facts, scope) for scope in _BUDGETS]
    found = [part for part in parts if part is not None]
    computed = add(found)
    if whole is None or computed is None or len(found) < len(parts):
        return skip(subject, "三本预算或本年支出没有读全", "a figure was not read", tuple(found))
    facts_ = (whole, *found)
    if computed.interval.lo > of(whole).interval.hi:
        zh = f"{computed.expression} = {show(computed)}，大于本年支出合计 {whole.raw}"
        en = f"{computed.expression} = {show(computed)} exceeds {whole.raw}"
        return Outcome(subject, "inconsistent", Message(zh, en), facts_, formula=zh)
    zh = f"{computed.expression} = {show(computed)} ≤ {whole.raw}"
    return passed(subject, zh, zh, facts_)


@check(
    "FIS-06",
    zh="一般公共预算支出不等于基本支出加项目支出",
    en="general-budget-split-differs",
    severity="error",
    basis="一般公共预算财政拨款支出决算表：合计＝基本支出＋项目支出（算术必然）",
    area="expenditure",
    identity=True,
)
def general_budget_split(facts: Facts) -> Iterator[Outcome]:
    """General-budget expenditure equals its basic plus its project part.

    What: the split in prose and in each row of the table, whose levels add up too (R11, R17).
    Why: the split is total; and a part that is the whole has the same parts.
    Basis: arithmetic; form 一般公共预算财政拨款支出决算表.
    Formula: 一般公共预算支出 = 基本支出 + 项目支出; 合计 = Σ类, 类 = Σ款, 款 = Σ项.
    Tolerance: decimal interval of every printed figure; one figure told twice must be equal.
    Example: 578.15 (§六) = 578.15 (§三), since 674.37 = 674.37.
    Limits: its 基本支出 is that of all funds only where both totals are printed as the same number.
    """
    subject = "一般公共预算基本支出"
    total, every = _expenditure(facts, _GPB), _expenditure(facts, "all_funds")
    basic = facts.first("basic_expenditure", scope=_GPB, part="narrative")
    project = facts.first("project_expenditure", scope=_GPB, part="narrative")
    whole_basic = facts.first("basic_expenditure", scope="all_funds", part="narrative")
    if total and basic and project:
        yield agree(subject, stated=of(total), computed=of(basic) + of(project))
    elif total and every and basic and whole_basic and total.number == every.number:
        yield agree(subject, stated=of(basic), computed=of(whole_basic), strict=True)
    else:
        yield skip(subject, "没有读到可比的基本支出", "no comparable basic expenditure was read")
    yield from _general_budget_table(facts)


def _general_budget_table(facts: Facts) -> Iterator[Outcome]:
    """Yield the sums of the general-budget table, and its parts within all funds (R11, R17)."""
    table, spent = facts.table("gpb"), facts.table("expenditure")
    if table is None:
        yield without_table(facts, "gpb")
        return
    yield from row_sums(table, "expenditure_current_year", BASIC_AND_PROJECT)
    for concept in ("expenditure_current_year", *BASIC_AND_PROJECT):
        yield from level_sums(table, concept)
    for concept in BASIC_AND_PROJECT if spent else ():
        part, whole = total_at(table, concept), total_at(spent, concept)
        if part is not None and whole is not None:
            yield at_most(called(table, f"{_NATURES[concept]}不超过全部资金"), part, whole)


@check(
    "FIS-07",
    zh="基本支出不等于人员经费加公用经费",
    en="basic-differs-from-personnel-and-public",
    severity="error",
    basis="《预算法实施条例》第六条；基本支出＝人员经费＋公用经费（算术必然）",
    area="expenditure",
    identity=True,
)
def basic_equals_personnel_and_public(facts: Facts) -> Iterator[Outcome]:
    """Basic expenditure equals personnel plus public running expenditure.

    What: the three amounts of the section, and those of the tables (R18).
    Why: basic expenditure has no third part.
    Basis: arithmetic; form 一般公共预算财政拨款基本支出决算表.
    Formula: 一般公共预算基本支出 = 人员经费 + 公用经费.
    Tolerance: decimal interval of every printed figure.
    Example: 507.2 + 70.95 = 578.15.
    Limits: needs all three in the section.
    """
    subject = "基本支出与人员经费、公用经费"
    basic = facts.first("basic_expenditure", section="basic")
    people = facts.first("personnel_funds", section="basic")
    running = facts.first("public_funds", section="basic")
    if basic and people and running:
        yield agree(subject, stated=of(basic), computed=add([people, running]))
    else:
        yield skip(subject, "没有同时读到三个数", "not all three figures were read")
    table = facts.table("gpb_basic")
    if table is None:
        yield without_table(facts, "gpb_basic")
        return
    parts = [at(table, table.row(c), "total") for c in ("personnel_funds", "public_funds")]
    whole = total_at(facts.table("gpb"), "basic_expenditure")
    if any(parts):
        yield summed(called(table, "人员与公用经费之和与基本支出"), whole, parts, table=table)


@check(
    "FIS-15",
    zh="一般公共预算支出占比与金额不符",
    en="general-budget-share-differs",
    severity="error",
    basis="占比＝一般公共预算财政拨款支出÷本年支出合计（算术必然）",
    area="expenditure",
    identity=True,
)
def general_budget_share(facts: Facts) -> Iterator[Outcome]:
    """The printed share of the general budget follows from the two amounts.

    What: the printed share is redone from the two amounts.
    Why: a share of the wrong base is a common slip.
    Basis: arithmetic.
    Formula: 占比 = 一般公共预算财政拨款支出 ÷ 本年支出合计 × 100%.
    Tolerance: interval of the quotient against that of the printed share.
    Example: 674.37 ÷ 674.37 = 100 %.
    Limits: needs the share and both amounts.
    """
    subject = "一般公共预算支出占本年支出的比重"
    share = facts.first("expenditure_current_year", measure="share", scope=_GPB, part="narrative")
    part, whole = _expenditure(facts, _GPB), _expenditure(facts, "all_funds")
    if share and part and whole:
        yield agree(subject, stated=of(share), computed=percent(of(part), of(whole)))
    else:
        yield skip(subject, "没有同时读到占比与两个金额", "the share or an amount was not read")


def _expenditure(facts: Facts, scope: Scope) -> Fact | None:
    return facts.first("expenditure_current_year", scope=scope, part="narrative")
