"""The statutory tables of an edition, their headings merged as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audit.sample.blocks import Cell, Cells, Sheet, Table, numeral, over, row, under
from audit.sample.figures import FISCAL, Row, Source
from audit.sample.ledger import Ledger
from audit.sample.tables_economic import basic, detail, three_public
from audit.sample.tables_overview import accounts, fiscal
from audit.sample.wording import Pen

_FUNDS: tuple[Source, ...] = ("funds",)
_CAPITAL: tuple[Source, ...] = ("capital",)
_GENERAL: tuple[Source, ...] = ("general",)
_ORDERS = {
    "national-2024": (
        "final_accounts", "revenue", "expenditure", "fiscal", "gpb", "gpb_basic",
        "government_funds", "state_capital_expenditure", "three_public",
    ),
    "shanghai-2024": (
        "final_accounts", "revenue", "expenditure", "fiscal", "gpb", "gpb_basic", "three_public",
        "government_funds", "state_capital",
    ),
    "sichuan-2023": (
        "final_accounts", "revenue", "expenditure", "fiscal", "fiscal_detail", "gpb", "gpb_detail",
        "gpb_basic", "gpb_project", "government_funds", "state_capital",
        "state_capital_expenditure", "three_public",
    ),
}  # fmt: skip
_TITLES = {
    "final_accounts": ("收入支出决算总表", "收支决算总表"),
    "revenue": ("收入决算表", "收入决算明细表"),
    "expenditure": ("支出决算表",),
    "fiscal": ("财政拨款收入支出决算总表", "财政拨款收支决算总表"),
    "fiscal_detail": ("财政拨款支出决算明细表",),
    "gpb": ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算情况表"),
    "gpb_detail": ("一般公共预算财政拨款支出决算明细表",),
    "gpb_basic": (
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款基本支出决算明细表",
    ),
    "gpb_project": ("一般公共预算财政拨款项目支出决算表",),
    "government_funds": ("政府性基金预算财政拨款收入支出决算表",),
    "state_capital": ("国有资本经营预算财政拨款收入支出决算表",),
    "state_capital_expenditure": ("国有资本经营预算财政拨款支出决算表",),
    "three_public": ("财政拨款“三公”经费支出决算表", "财政拨款“三公”经费支出决算情况表"),
}
_WIDE = ("revenue", "three_public", "fiscal_detail", "gpb_detail")


def tables(pen: Pen) -> list[Sheet]:
    """Return the tables of the unit's edition in their order; none where it prints none."""
    ledger = Ledger(pen)
    numbered = pen.unit.edition == "sichuan-2023"
    return [
        Sheet(
            number,
            (f"{numeral(number)}、" if numbered else "") + pen.picked(_TITLES[key], "table", key),
            pen.unit.name,
            _MADE[key](ledger),
            _note(pen, key),
            key in _WIDE,
        )
        for number, key in enumerate(_ORDERS.get(pen.unit.edition, ()), 1)
    ]


def _note(pen: Pen, key: str) -> str:
    """Return what is said under an empty table."""
    empty = {
        "government_funds": ("政府性基金预算财政拨款收入和支出", _FUNDS),
        "state_capital": ("国有资本经营预算财政拨款收入和支出", _CAPITAL),
        "state_capital_expenditure": ("国有资本经营预算财政拨款支出", _CAPITAL),
    }
    if key == "three_public" and not pen.now.three.plan():
        return f"注：{pen.unit.name}{pen.unit.year}年度没有“三公”经费财政拨款支出，本表为空表。"
    if key not in empty or pen.now.of(*empty[key][1]):
        return ""
    what = empty[key][0]
    return f"注：{pen.unit.name}{pen.unit.year}年度没有{what}，本表为空表。"


def _revenue(ledger: Ledger) -> Table:
    """Money of the year by what it was for; what was not spent stays under an item's code."""
    heads = (
        "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入",
        "其他收入",
    )  # fmt: skip
    rows = ledger.coded_heads(heads)
    found = ledger.earned()
    rows.append(row(Cell("合计", 2), *ledger.cells(*found[""])))
    rows += [
        row(code, ledger.now.names[code], *ledger.cells(*found[code]))
        for code in sorted(found)
        if code
    ]
    return Table(9, tuple(rows))


def _expenditure(ledger: Ledger) -> Table:
    heads = (
        "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出",
    )  # fmt: skip

    def amounts(one: Row) -> Cells:
        found = (one.total, one.basic, one.project, 0, one.business, 0)
        return row(*ledger.cells(*found))

    rows = ledger.coded_heads(heads)
    rows.append((Cell("合计", 2), *amounts(ledger.now.total())))
    rows += [(*row(one.code, one.name), *amounts(one)) for one in ledger.now.rows()]
    return Table(8, tuple(rows))


def _general(ledger: Ledger) -> Table:
    return _natures(ledger, _GENERAL, "小计")


def _capital_expenditure(ledger: Ledger) -> Table:
    return _natures(ledger, _CAPITAL, "合计")


def _natures(ledger: Ledger, sources: tuple[Source, ...], whole: str) -> Table:
    """Return a table of basic and project expenditure by functional code."""
    rows: list[Cells] = [
        (Cell("项目", 2), Cell("本年支出", 3)),
        row("科目代码", "科目名称", whole, "基本支出", "项目支出"),
        *ledger.columns(3),
        row(Cell("合计", 2), *ledger.natures(ledger.now.total(*sources))),
    ]
    found = ledger.now.rows(*sources)
    rows += [row(one.code, one.name, *ledger.natures(one)) for one in found]
    rows += [] if found else [row(*[""] * 5)]
    return Table(5, tuple(rows))


def _rolled(ledger: Ledger, source: Source) -> Table:
    """Return a table that rolls a budget's money from the year's beginning to its end."""
    rows: list[Cells] = [
        (
            Cell("项目", 2), *over("年初结转和结余", "本年收入"), Cell("本年支出", 3),
            *over("年末结转和结余"),
        ),
        (
            *row("科目代码", "科目名称"), *under(2), *row("小计", "基本支出", "项目支出"),
            *under(1),
        ),
        *ledger.columns(6),
    ]  # fmt: skip
    lines = list(_ends(ledger, source))
    rows += lines or [row(Cell("合计", 2), *[""] * 6), row(*[""] * 8)]
    return Table(8, tuple(rows))


def _ends(ledger: Ledger, source: Source) -> Iterator[Cells]:
    """Yield the rows of a budget; what is carried over is shared out among its items."""
    now, found = ledger.now, ledger.shared(source)
    if not now.of(source):
        return
    for one in (now.total(source), *now.rows(source)):
        opening, closing = found[one.code]
        name = row(one.code, one.name) if one.code else (Cell("合计", 2),)
        income = one.total + closing - opening
        ends = ledger.cells(opening, income)
        yield (*name, *row(*ends, *ledger.natures(one), *ledger.cells(closing)))


def _projects(ledger: Ledger) -> Table:
    rows: list[Cells] = [
        (*row(Cell("项目", 2)), *over("项目支出合计")),
        (*row("科目代码", "科目名称"), *under(1)),
        *ledger.columns(1),
        row(Cell("合计", 2), *ledger.cells(ledger.now.total("general").project)),
    ]
    rows += [
        row(one.code, one.name, *ledger.cells(one.project))
        for one in ledger.now.rows("general")
        if one.project
    ]
    return Table(3, tuple(rows))


_MADE: dict[str, Callable[[Ledger], Table]] = {
    "final_accounts": accounts,
    "revenue": _revenue,
    "expenditure": _expenditure,
    "fiscal": fiscal,
    "fiscal_detail": lambda ledger: detail(ledger, FISCAL),
    "gpb": _general,
    "gpb_detail": lambda ledger: detail(ledger, _GENERAL),
    "gpb_basic": basic,
    "gpb_project": _projects,
    "government_funds": lambda ledger: _rolled(ledger, "funds"),
    "state_capital": lambda ledger: _rolled(ledger, "capital"),
    "state_capital_expenditure": _capital_expenditure,
    "three_public": three_public,
}
