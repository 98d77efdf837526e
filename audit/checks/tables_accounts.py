"""收入支出决算总表、收入决算表、支出决算表: sums of rows and levels, one table against another."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.cells import (
    called,
    equal,
    level_sums,
    row_sums,
    side_at,
    summed,
    total_at,
    without_table,
)
from audit.checks.told_balances import told_side
from audit.compare import passed, skip
from audit.extraction.table_words import NATURES
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome
from audit.registry import check
from audit.statutory import StatutoryTable

_BUDGETS = ("general_public_budget", "government_funds", "state_capital")
SOURCES = (
    "superior_subsidy_revenue",
    "service_revenue",
    "business_revenue",
    "affiliate_remittance_revenue",
    "other_revenue",
)
_SOURCE_COLUMNS = ("fiscal_appropriation_revenue", *_BUDGETS, "special_account_revenue", *SOURCES)


@check(
    "INC-04",
    zh="收入决算表与收入支出决算总表不一致",
    en="revenue-table-differs-from-accounts",
    severity="error",
    basis="收入决算表的合计行与收入支出决算总表的收入各行同数（算术必然）",
    area="income",
    identity=True,
)
def revenue_table_ties(facts: Facts) -> Iterator[Outcome]:
    """The total row of the revenue table repeats the revenue side of the accounts.

    What: the total row of the revenue table (T2) against the accounts (T1) (R06, R07).
    Why: both tables come from the same ledger; one of them was retyped.
    Basis: arithmetic; forms 公开01 and 公开02.
    Formula: 收入决算表.本年收入合计 = 总表.本年收入合计; 财政拨款收入 = 一般公共预算 + 政府性基金 +
    国有资本经营; 上级补助, 事业, 经营, 附属单位上缴, 其他 alike.
    Tolerance: decimal interval of both cells; an amount beside a blank fails.
    Example: 2,946.25 in both; 2,940.05 + 0 + 0 = 2,940.05.
    Limits: both tables must be readable; one unit in the last place is rounding.
    """
    accounts, revenue = facts.table("final_accounts"), facts.table("revenue")
    if accounts is None or revenue is None:
        yield without_table(facts, "final_accounts", "revenue")
        return
    whole = side_at(accounts, "revenue_current_year", "revenue")
    subject = called(revenue, "本年收入合计与总表")
    yield equal(subject, total_at(revenue, "revenue_current_year"), whole)
    fiscal = total_at(revenue, "fiscal_appropriation_revenue")
    if fiscal is not None:
        budgets = [side_at(accounts, budget, "revenue") for budget in _BUDGETS]
        yield summed(called(revenue, "财政拨款收入与总表三本预算"), fiscal, budgets, table=accounts)
    for concept in SOURCES:
        one, other = total_at(revenue, concept), side_at(accounts, concept, "revenue")
        if one is not None or other is not None:
            clear = not (revenue.has_unread or accounts.has_unread)
            yield _both(called(revenue, f"{_label(one, other)}与总表"), one, other, clear=clear)


def _label(*facts: Fact | None) -> str:
    from audit.extraction.table_words import bare

    return next((bare(fact.label) for fact in reversed(facts) if fact is not None), "")


def _both(subject: str, one: Fact | None, other: Fact | None, *, clear: bool) -> Outcome:
    """Return whether two cells agree; a blank beside a figure above zero is a contradiction.

    `clear` says that every cell of both tables was read, so that a blank is one.
    """
    told = one or other
    if told is None or (one is not None and other is not None) or not clear:
        return equal(subject, one, other)
    if not told.value:
        return passed(subject, "均无数额", "nothing in either", (told,))
    zh, en = f"一处为 {told.raw}，另一处空白", f"{told.raw} in one, blank in the other"
    return Outcome(subject, "inconsistent", Message(f"{subject}：{zh}", en), (told,))


@check(
    "INC-05",
    zh="收入决算表的行、列或各级科目加总不等",
    en="revenue-table-does-not-add-up",
    severity="error",
    basis="收入决算表：每行合计＝各来源之和；合计＝Σ类，类＝Σ款，款＝Σ项（算术必然）",
    area="income",
    identity=True,
)
def revenue_table_adds_up(facts: Facts) -> Iterator[Outcome]:
    """Rows and levels of the revenue table add up.

    What: in each row 本年收入合计 = 财政拨款 + 上级补助 + 事业 + 经营 + 附属单位上缴 + 其他; in
    each column 合计 = Σ类, 类 = Σ款, 款 = Σ项 (R11).
    Why: a cell was mistyped or a row was left out.
    Basis: arithmetic; form 公开02.
    Formula: 行: 本年收入合计 = Σ各来源; 栏: 合计 = Σ类, 类 = Σ款, 款 = Σ项.
    Tolerance: decimal interval of every printed cell.
    Example: 2,940.05 + 6.20 = 2,946.25.
    Limits: a parent is compared with the nearest level that is printed.
    """
    table = facts.table("revenue")
    if table is None:
        yield without_table(facts, "revenue")
        return
    parts = _source_columns(table)
    yield from row_sums(table, "revenue_current_year", parts)
    for concept in ("revenue_current_year", *parts):
        yield from level_sums(table, concept)


def _source_columns(table: StatutoryTable) -> tuple[str, ...]:
    """Return the columns that add up: the budgets only where 财政拨款 has no column."""
    whole = table.column("fiscal_appropriation_revenue") is not None
    return tuple(c for c in _SOURCE_COLUMNS if not (whole and c in _BUDGETS))


@check(
    "EXP-01",
    zh="支出侧不平衡",
    en="expenditure-side-does-not-balance",
    severity="error",
    basis="收入支出决算总表：本年支出合计＋结余分配＋年末结转和结余＝总计；本年支出合计＝Σ功能类（算术必然）",
    area="expenditure",
    identity=True,
)
def expenditure_side_balances(facts: Facts) -> Iterator[Outcome]:
    """The expenditure side of the accounts adds up to its totals.

    What: both totals of the expenditure side against their parts (R03, R05), in each measure
    printed; the grand total in the prose too.
    Why: the grand total has no other parts.
    Basis: arithmetic; form 公开01.
    Formula: 总计 = 本年支出合计 + 结余分配 + 年末结转和结余; 本年支出合计 = Σ功能类.
    Tolerance: decimal interval of every printed cell.
    Example: 2,940.05 + 55.34 = 2,995.39.
    Limits: a class that the table leaves out makes the second sum fail only if it has money.
    """
    yield from told_side(facts, "all_funds", "expenditure")
    table = facts.table("final_accounts")
    if table is None:
        yield without_table(facts, "final_accounts")
        return
    ends = ("expenditure_current_year", "surplus_distribution", "closing_carryover")
    for measure in table.measures:
        total = side_at(table, "total", "expenditure", measure)
        spent = side_at(table, "expenditure_current_year", "expenditure", measure)
        parts = [side_at(table, concept, "expenditure", measure) for concept in ends]
        if total is not None or spent is not None:
            yield summed(called(table, "支出总计与各部分", measure), total, parts, table=table)
            classes = class_cells(table, measure)
            yield summed(called(table, "本年支出合计与各类", measure), spent, classes, table=table)


def class_cells(
    table: StatutoryTable, measure: Measure, column: str = "total"
) -> list[Fact | None]:
    """Return the cells of the functional classes on the expenditure side of a two-sided table."""
    place = table.column(column, measure, "expenditure")
    rows = [row for row in table.rows if row.concept == "functional_class"]
    return [row.cells[place] for row in rows] if place is not None else []


@check(
    "EXP-03",
    zh="支出决算表与收入支出决算总表不一致",
    en="expenditure-table-differs-from-accounts",
    severity="error",
    basis="支出决算表的合计与各类同收入支出决算总表的支出各行（算术必然）",
    area="expenditure",
    identity=True,
)
def expenditure_table_ties(facts: Facts) -> Iterator[Outcome]:
    """The expenditure table repeats the expenditure side of the accounts.

    What: T3 合计 本年支出 = T1 本年支出合计 (R08); each 类 of T3 = the same row of T1 (R09).
    Why: both tables come from the same ledger; one of them was retyped.
    Basis: arithmetic; forms 公开01 and 公开03.
    Formula: 支出决算表.本年支出合计 = 总表.本年支出合计; 类 = 总表.类.
    Tolerance: decimal interval of both cells; an amount beside a blank fails.
    Example: 326.72 (T3) against 326.71 (T1): one unit in the last place, rounding.
    Limits: both tables must be readable.
    """
    accounts, spent = facts.table("final_accounts"), facts.table("expenditure")
    if accounts is None or spent is None:
        yield without_table(facts, "final_accounts", "expenditure")
        return
    whole = side_at(accounts, "expenditure_current_year", "expenditure")
    stated = total_at(spent, "expenditure_current_year")
    yield equal(called(spent, "本年支出合计与总表"), stated, whole)
    yield from classes_tie(spent, "expenditure_current_year", accounts, "total")


def classes_tie(
    detail: StatutoryTable, column: str, overview: StatutoryTable, other: str
) -> Iterator[Outcome]:
    """Yield whether each 类 of a table by items is the same in an overview of two sides."""
    mine, theirs = detail.column(column), overview.column(other, "actual", "expenditure")
    if mine is None or theirs is None:
        yield skip(called(detail, "各类与总表"), "没有可比的栏", "no comparable column")
        return
    rows = {row.code: row for row in overview.rows if row.concept == "functional_class"}
    for row in (row for row in detail.rows if row.level == 1 and row.code in rows):
        one, same = row.cells[mine], rows[row.code].cells[theirs]
        if one is not None or same is not None:
            clear = not (detail.has_unread or overview.has_unread)
            yield _both(called(detail, f"{row.code}{row.label}与总表"), one, same, clear=clear)


@check(
    "EXP-04",
    zh="支出决算表的行、列或各级科目加总不等",
    en="expenditure-table-does-not-add-up",
    severity="error",
    basis="支出决算表：每行合计＝各类支出之和；合计＝Σ类，类＝Σ款，款＝Σ项；《预算法实施条例》第六条",
    area="expenditure",
    identity=True,
)
def expenditure_table_adds_up(facts: Facts) -> Iterator[Outcome]:
    """Rows and levels of the expenditure table add up.

    What: each row's total against its columns (R10), each column level by level (R11).
    Why: a cell was mistyped or a row was left out.
    Basis: arithmetic; form 公开03; 预算法实施条例 art. 6.
    Formula: 行: 本年支出合计 = 基本 + 项目 + 上缴上级 + 经营 + 对附属单位补助; 栏: 合计 = Σ类, 类 =
    Σ款, 款 = Σ项.
    Tolerance: decimal interval of every printed cell.
    Example: 1,503.52 + 603.14 = 2,106.66.
    Limits: a parent is compared with the nearest level that is printed.
    """
    table = facts.table("expenditure")
    if table is None:
        yield without_table(facts, "expenditure")
        return
    yield from row_sums(table, "expenditure_current_year", NATURES)
    for concept in ("expenditure_current_year", *NATURES):
        yield from level_sums(table, concept)


@check(
    "EXP-12",
    zh="报表中有负数而未作说明",
    en="negative-amount-in-a-table",
    severity="warning",
    basis="支出、结转不应为负；红字应当说明（逻辑）",
    area="expenditure",
)
def no_negative_amounts(facts: Facts) -> Iterator[Outcome]:
    """Amounts of the statutory tables are not below zero.

    What: every cell of amounts in every table that was read.
    Why: a negative is a correction of an earlier year, which must be explained.
    Basis: logic.
    Formula: every 金额 of the tables ≥ 0, other than changes.
    Tolerance: exact, as printed.
    Example: 年末结转和结余 -3.20.
    Limits: columns of changes are left out; a lead for each table, not for each cell.
    """
    for table in facts.tables:
        cells = [f for f in table.facts if f.measure not in ("change", "change_rate")]
        below = tuple(f for f in cells if f.value is not None and f.value < 0)
        subject = called(table, "负数")
        if below:
            words = "、".join(f"{f.label} {f.raw}" for f in below[:4])
            zh, en = f"{subject}：{words}", f"{len(below)} negative amounts"
            yield Outcome(subject, "inconsistent", Message(zh, en), below)
        elif cells:
            yield passed(subject, "没有负数", "none below zero", tuple(cells[:1]))
    if not any(table.rows for table in facts.tables):
        yield skip("报表中的负数", "没有读到报表", "no table was read")
