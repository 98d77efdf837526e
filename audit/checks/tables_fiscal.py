"""财政拨款收入支出决算总表、一般公共预算支出决算表 and the detail tables of some provinces."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.cells import (
    called,
    equal,
    side_at,
    summed,
    total_at,
    without_table,
)
from audit.checks.tables_accounts import class_cells, classes_tie
from audit.checks.told_balances import told_side
from audit.facts import Facts
from audit.model import Fact, Measure, Outcome, Scope
from audit.registry import check
from audit.statutory import StatutoryTable

_BUDGETS: tuple[Scope, ...] = ("general_public_budget", "government_funds", "state_capital")
_DETAILS = (
    ("fiscal_detail", "fiscal", "财政拨款支出合计"),
    ("gpb_detail", "gpb", "一般公共预算支出合计"),
    ("gpb_project", "gpb", "项目支出"),
    ("state_capital_expenditure", "state_capital", "国有资本经营支出"),
)
_OVERVIEWS = {
    "fiscal": "财政拨款总表",
    "gpb": "一般公共预算表",
    "state_capital": "国有资本经营收支表",
}


@check(
    "FIS-02",
    zh="财政拨款总表收入侧不平衡",
    en="fiscal-revenue-side-does-not-balance",
    severity="error",
    basis="财政拨款收入支出决算总表：本年收入＋年初财政拨款结转和结余＝总计，三本预算分列（算术必然）",
    area="income",
    identity=True,
)
def fiscal_revenue_side(facts: Facts) -> Iterator[Outcome]:
    """The revenue side of the fiscal table adds up and repeats the accounts.

    What: 本年收入 = Σ three budgets; 总计 = 本年收入 + 年初财政拨款结转和结余, in table and
    prose; the opening balance = Σ its three budgets (R13); each budget's revenue as in the
    accounts (R12).
    Why: the table is typed beside the accounts.
    Basis: arithmetic; forms 公开01 and 公开04.
    Formula: 本年收入 = 一般公共预算 + 政府性基金 + 国有资本经营; 总计 = 本年收入 +
    年初财政拨款结转和结余; 年初结转 = Σ三本预算; each budget = 总表.
    Tolerance: decimal interval of every printed cell.
    Example: 2,940.05 + 21.63 = 2,961.68.
    Limits: blank cells add nothing; each column of budgets is checked alike.
    """
    yield from told_side(facts, "fiscal", "revenue")
    table, accounts = facts.table("fiscal"), facts.table("final_accounts")
    if table is None:
        yield without_table(facts, "fiscal")
        return
    for measure in table.measures:
        yield from _revenue_side(table, measure)
    for budget in _BUDGETS if accounts else ():
        one = side_at(table, budget, "revenue")
        other = side_at(accounts, budget, "revenue")
        if one is not None or other is not None:
            yield equal(called(table, f"{_BUDGET_NAMES[budget]}收入与总表"), one, other)


_BUDGET_NAMES: dict[Scope, str] = {
    "general_public_budget": "一般公共预算",
    "government_funds": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}


def _revenue_side(table: StatutoryTable, measure: Measure) -> Iterator[Outcome]:
    year = side_at(table, "revenue_current_year", "revenue", measure)
    opening = side_at(table, "opening_carryover", "revenue", measure)
    total = side_at(table, "total", "revenue", measure)
    budgets = [side_at(table, budget, "revenue", measure) for budget in _BUDGETS]
    if year is not None:
        yield summed(called(table, "本年收入与三本预算", measure), year, budgets, table=table)
    if total is not None:
        parts = [year, opening] if year is not None else [*budgets, opening]
        yield summed(called(table, "收入总计与各部分", measure), total, parts, table=table)
    carried = [_carried(table, budget, measure) for budget in _BUDGETS]
    if opening is not None and any(carried):
        yield summed(called(table, "年初结转与三本预算", measure), opening, carried, table=table)


def _carried(table: StatutoryTable, budget: Scope, measure: Measure) -> Fact | None:
    row = table.row("opening_carryover", "revenue", budget)
    place = table.column("total", measure, "revenue")
    return row.cells[place] if row is not None and place is not None else None


@check(
    "FIS-03",
    zh="财政拨款总表支出侧不平衡",
    en="fiscal-expenditure-side-does-not-balance",
    severity="error",
    basis="财政拨款收入支出决算总表：本年支出＝Σ功能类，＋年末结转＝总计，合计栏＝三本预算之和（算术必然）",
    area="expenditure",
    identity=True,
)
def fiscal_expenditure_side(facts: Facts) -> Iterator[Outcome]:
    """The expenditure side of the fiscal table adds up, down its columns and along its rows.

    What: each column against its classes and its total (R13), the latter in the prose too; each
    row against the budgets (R14).
    Why: a cell was mistyped, or a row was moved.
    Basis: arithmetic; form 公开04.
    Formula: 栏: 本年支出 = Σ功能类, 总计 = 本年支出 + 年末财政拨款结转和结余; 行: 合计 =
    一般公共预算 + 政府性基金 + 国有资本经营.
    Tolerance: decimal interval of every printed cell.
    Example: 2,106.66 + 326.71 + 60.99 + 445.69 = 2,940.05.
    Limits: blank cells add nothing.
    """
    yield from told_side(facts, "fiscal", "expenditure")
    table = facts.table("fiscal")
    if table is None:
        yield without_table(facts, "fiscal")
        return
    for column in ("total", *_BUDGETS):
        for measure in table.measures:
            yield from _down(table, column, measure)
    yield from _along(table)


def _down(table: StatutoryTable, column: str, measure: Measure) -> Iterator[Outcome]:
    def cell(concept: str) -> Fact | None:
        return side_at(table, concept, "expenditure", measure, column)

    spent, total = cell("expenditure_current_year"), cell("total")
    name = _BUDGET_NAMES.get(column, "合计")  # type: ignore[call-overload]
    classes = class_cells(table, measure, column)
    if spent is not None or any(classes):
        yield summed(called(table, f"{name}栏本年支出与各类", measure), spent, classes, table=table)
    if total is not None:
        parts = [spent, cell("surplus_distribution"), cell("closing_carryover")]
        yield summed(called(table, f"{name}栏支出总计与各部分", measure), total, parts, table=table)


def _along(table: StatutoryTable) -> Iterator[Outcome]:
    total = table.column("total", "actual", "expenditure")
    places = [table.column(budget, "actual", "expenditure") for budget in _BUDGETS]
    known = [place for place in places if place is not None]
    for row in table.rows if total is not None and known else ():
        cells = [row.cells[place] for place in known]
        if row.side == "expenditure" and total is not None and any(cells):
            yield summed(
                called(table, f"{row.label}行合计与三本预算"), row.cells[total], cells, table=table
            )


@check(
    "FIS-05",
    zh="一般公共预算支出决算表与财政拨款总表不一致",
    en="general-budget-table-differs-from-fiscal-table",
    severity="error",
    basis="一般公共预算财政拨款支出决算表与财政拨款收入支出决算总表的一般公共预算栏同数（算术必然）",
    area="expenditure",
    identity=True,
)
def general_budget_ties(facts: Facts) -> Iterator[Outcome]:
    """The general-budget table repeats the general-budget column of the fiscal table.

    What: T5 合计 = T4 一般公共预算 本年支出; each 类 of T5 = the same row of T4 (R16).
    Why: both tables come from the same ledger; one of them was retyped.
    Basis: arithmetic; forms 公开04 and 公开05.
    Formula: 一般公共预算支出表.合计 = 财政拨款总表.一般公共预算.本年支出; 类 alike.
    Tolerance: decimal interval of both cells; an amount beside a blank fails.
    Example: 2,940.05 in both.
    Limits: where the fiscal table has no column of its own for the general budget, nothing.
    """
    fiscal, detail = facts.table("fiscal"), facts.table("gpb")
    if fiscal is None or detail is None:
        yield without_table(facts, "fiscal", "gpb")
        return
    whole = side_at(
        fiscal, "expenditure_current_year", "expenditure", column="general_public_budget"
    )
    stated = total_at(detail, "expenditure_current_year")
    yield equal(called(detail, "支出合计与财政拨款总表"), stated, whole)
    yield from classes_tie(detail, "expenditure_current_year", fiscal, "general_public_budget")


@check(
    "FIS-12",
    zh="明细表与所属总表不一致",
    en="detail-table-differs-from-its-overview",
    severity="warning",
    basis="明细表的合计与所属表同数（由表名之义推出）",
    area="expenditure",
    verified=False,
    identity=True,
)
def detail_tables_tie(facts: Facts) -> Iterator[Outcome]:
    """The detail tables that some provinces add repeat the totals of the tables they detail.

    What: 财政拨款支出决算明细表 = the fiscal table's expenditure; 一般公共预算…明细表 = the
    general-budget table; …项目支出决算表 = its project column; the state-capital expenditure
    table = the other one (R23).
    Why: the same money in more detail.
    Basis: meaning of the titles [relation unverified]; so never more than a warning.
    Formula: 财政拨款明细表.合计 = 财政拨款总表.本年支出; 一般公共预算明细表.合计 =
    一般公共预算支出表.合计; 项目支出表.合计 = its 项目支出; 国有资本经营支出表.合计 =
    国有资本经营收支表.支出.
    Tolerance: decimal interval of both cells.
    Example: 96.22 = 96.22: the project table and the project column.
    Limits: only where both tables are published and readable.
    """
    told = False
    for detail, overview, name in _DETAILS:
        mine, theirs = facts.table(detail), facts.table(overview)
        if mine is None or theirs is None:
            continue
        stated, whole = _detail_total(mine), _overview_total(theirs, detail)
        if stated is not None or whole is not None:
            told = True
            yield equal(called(mine, f"{name}与{_OVERVIEWS[overview]}"), stated, whole)
    if not told:
        yield without_table(facts, "fiscal_detail", "gpb_detail", "gpb_project")


def _detail_total(table: StatutoryTable) -> Fact | None:
    for concept in ("expenditure_current_year", "project_expenditure"):
        if (found := total_at(table, concept)) is not None:
            return found
    return None


def _overview_total(table: StatutoryTable, detail: str) -> Fact | None:
    if table.kind == "fiscal":
        return side_at(table, "expenditure_current_year", "expenditure")
    concept = "project_expenditure" if detail == "gpb_project" else "expenditure_current_year"
    return total_at(table, concept)
