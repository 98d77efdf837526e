"""The nine national tables of the second sample, their headings merged as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from nine_figures import FUNDS, GPB, PERSONNEL, PUBLIC, Figures, Row, cell, money

from audit.sample.blocks import Cell, Cells, Sheet, Table, numeral
from audit.sample.blocks import over as _over
from audit.sample.blocks import row as _row
from audit.sample.blocks import under as _under

SOURCES = (
    ("一般公共预算财政拨款收入", GPB),
    ("政府性基金预算财政拨款收入", FUNDS),
    ("国有资本经营预算财政拨款收入", ""),
    ("上级补助收入", ""),
    ("事业收入", ""),
    ("经营收入", ""),
    ("附属单位上缴收入", ""),
    ("其他收入", "other"),
)
CLASSES = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "229": "其他支出",
}
_BUDGETS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def nine_tables(figures: Figures) -> list[Sheet]:
    """Return the tables in their order, as they are without any defect."""
    unit = figures.data["unit"]
    none = f"注：{unit}2024年度没有国有资本经营预算财政拨款支出，本表为空表。"
    made: list[tuple[str, Table, str, bool]] = [
        ("收支决算总表", _accounts(figures), "", False),
        ("收入决算明细表", _revenue(figures), "", True),
        ("支出决算表", _expenditure(figures), "", False),
        ("财政拨款收支决算总表", _fiscal(figures), "", False),
        ("一般公共预算财政拨款支出决算情况表", _general(figures), "", False),
        ("一般公共预算财政拨款基本支出决算明细表", _basic(figures), "", False),
        ("政府性基金预算财政拨款收入支出决算表", _funds(figures), "", False),
        ("国有资本经营预算财政拨款支出决算表", _capital(), none, False),
        ("财政拨款“三公”经费支出决算情况表", _three_public(figures), "", True),
    ]
    return [
        Sheet(number, title, unit, table, note, wide)
        for number, (title, table, note, wide) in enumerate(made, 1)
    ]


def _labelled(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{numeral(n)}、{name}", amount) for n, (name, amount) in enumerate(texts, 1)]


# --- overviews of two sides ---------------------------------------------------------


def _accounts(figures: Figures) -> Table:
    spent = figures.classes()
    left = _labelled([(name, cell(figures.revenue(key)) if key else "") for name, key in SOURCES])
    right = _labelled([(name, cell(spent.get(c, Decimal(0)))) for c, name in CLASSES.items()])
    total = money(figures.grand_total())
    ends = [
        ("本年收入合计", money(figures.revenue()), "本年支出合计", money(figures.total().total)),
        ("使用非财政拨款结余（含专用结余）", "", "结余分配", ""),
        ("年初结转和结余", money(figures.opening()), "年末结转和结余", money(figures.closing())),
        ("总计", total, "总计", total),
    ]
    both = [(*one, *two) for one, two in zip_longest(left, right, fillvalue=("", ""))] + ends
    rows = [
        _row(Cell("收入", 3), Cell("支出", 3)),
        _row("项目", "行次", "决算数", "项目", "行次", "决算数"),
        _row("栏次", "", "1", "栏次", "", "2"),
    ]
    for number, (one, amount, two, other) in enumerate(both, 1):
        rows.append(_row(one, str(number), amount, two, str(number + len(both)), other))
    return Table(6, tuple(rows))


def _fiscal(figures: Figures) -> Table:
    gpb, funds = figures.classes(GPB), figures.classes(FUNDS)
    amounts = (cell(figures.revenue(GPB)), cell(figures.revenue(FUNDS)), "")
    left = _labelled(list(zip(_BUDGETS, amounts, strict=True)))
    right = []
    for number, (code, name) in enumerate(CLASSES.items(), 1):
        one, two = gpb.get(code, Decimal(0)), funds.get(code, Decimal(0))
        right.append((f"{numeral(number)}、{name}", *_split(one, two)))
    both = [
        (*one, *two)
        for one, two in zip_longest(left, right, fillvalue=("", ""))
    ]  # fmt: skip
    rows = [
        _row(Cell("收入", 2), Cell("支出", 5)),
        _row("项目", "决算数", "项目", "合计", *_BUDGETS),
        *(_row(*row) for row in both),
        *(_row(*row) for row in _fiscal_ends(figures)),
    ]
    return Table(7, tuple(rows))


def _split(one: Decimal, two: Decimal) -> tuple[str, str, str, str]:
    return cell(one + two), cell(one), cell(two), ""


def _fiscal_ends(figures: Figures) -> Iterator[tuple[str, ...]]:
    both = (GPB, FUNDS)
    spent = [figures.total(budget).total for budget in both]
    left = [figures.closing(budget) for budget in both]
    yield "本年收入合计", money(figures.revenue(*both)), "本年支出合计", *_split(*spent)
    opening = money(figures.opening(*both))
    yield "年初财政拨款结转和结余", opening, "年末财政拨款结转和结余", *_split(*left)
    for name, budget in zip(_BUDGETS, (*both, "none"), strict=True):
        yield name, cell(figures.opening(budget)), "", "", "", "", ""
    whole = [one + two for one, two in zip(spent, left, strict=True)]
    yield "总计", money(figures.grand_total(*both)), "总计", *_split(*whole)


# --- tables by functional code ------------------------------------------------------


def _revenue(figures: Figures) -> Table:
    """Money of the year by what it was for; what funds did not spend stays under their code."""
    heads = ("本年收入合计", "财政拨款收入", *(name for name, _ in SOURCES[3:]))
    rows = _coded_heads(heads)
    fiscal, other = figures.revenue(GPB, FUNDS), figures.revenue("other")
    rows.append(_row(Cell("合计", 2), *_sources(fiscal, other)))
    for row in figures.rows():
        rows.append(_row(row.code, row.name, *_sources(*_earned(figures, row))))
    return Table(9, tuple(rows))


def _sources(fiscal: Decimal, other: Decimal) -> tuple[str, ...]:
    return cell(fiscal + other), cell(fiscal), "", "", "", "", cell(other)


def _earned(figures: Figures, row: Row) -> tuple[Decimal, Decimal]:
    """Return appropriation and other revenue under a code: spending, and what is left of it."""
    found = [Decimal(0), Decimal(0)]
    for budget, place, code in (
        (GPB, 0, "2130306"),
        (FUNDS, 0, "2120899"),
        ("other", 1, "2130399"),
    ):
        spent = {r.code: r.total for r in figures.rows(budget)}
        rest = figures.revenue(budget) - figures.total(budget).total
        found[place] += spent.get(row.code, Decimal(0))
        found[place] += rest if code.startswith(row.code) else 0
    return found[0], found[1]


def _expenditure(figures: Figures) -> Table:
    heads = (
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    )
    rows = _coded_heads(heads)
    rows.append(_row(Cell("合计", 2), *_natures(figures.total()), "", "", ""))
    rows += [_row(r.code, r.name, *_natures(r), "", "", "") for r in figures.rows()]
    return Table(8, tuple(rows))


def _natures(row: Row) -> tuple[str, str, str]:
    return cell(row.total), cell(row.basic), cell(row.project)


def _coded_heads(names: Sequence[str]) -> list[Cells]:
    """Return three rows: 项目 over its two columns, names that go down, and 栏次."""
    return [
        (Cell("项目", 2), *_over(*names)),
        (*_row("科目代码", "科目名称"), *_under(len(names))),
        _row(Cell("栏次", 2), *(str(n) for n in range(1, len(names) + 1))),
    ]


def _general(figures: Figures) -> Table:
    rows: list[Cells] = [
        (Cell("项目", 2), Cell("本年支出", 3)),
        _row("科目代码", "科目名称", "小计", "基本支出", "项目支出"),
        _row(Cell("栏次", 2), "1", "2", "3"),
        _row(Cell("合计", 2), *_natures(figures.total(GPB))),
    ]
    rows += [_row(row.code, row.name, *_natures(row)) for row in figures.rows(GPB)]
    return Table(5, tuple(rows))


def _funds(figures: Figures) -> Table:
    heads = ("年初结转和结余", "本年收入")
    rows: list[Cells] = [
        (Cell("项目", 2), *_over(*heads), Cell("本年支出", 3), *_over("年末结转和结余")),
        (
            *_row("科目代码", "科目名称"), *_under(2),
            *_row("小计", "基本支出", "项目支出"), *_under(1),
        ),
        _row(Cell("栏次", 2), *(str(n) for n in range(1, 7))),
    ]  # fmt: skip
    ends = (cell(figures.opening(FUNDS)), cell(figures.revenue(FUNDS)))
    for row in (figures.total(FUNDS), *figures.rows(FUNDS)):
        name = _row(row.code, row.name) if row.code else (Cell("合计", 2),)
        rows.append((*name, *_row(*ends, *_natures(row), cell(figures.closing(FUNDS)))))
    return Table(8, tuple(rows))


def _capital() -> Table:
    rows: list[Cells] = [
        (Cell("项目", 2), Cell("本年支出", 3)),
        _row("科目代码", "科目名称", "合计", "基本支出", "项目支出"),
        _row(Cell("栏次", 2), "1", "2", "3"),
        _row(Cell("合计", 2), "", "", ""),
        _row("", "", "", "", ""),
    ]
    return Table(5, tuple(rows))


# --- the others ---------------------------------------------------------------------


def _basic(figures: Figures) -> Table:
    panels = [
        [
            (code, name, cell(figures.economic(code)) if len(code) == 3 else _amount(entry))
            for code, name, *entry in panel
        ]
        for panel in figures.data["economic"].values()
    ]
    rows: list[Cells] = [
        (Cell("人员经费", 3), Cell("公用经费", 6)),
        _row(*("科目代码", "科目名称", "决算数") * 3),
    ]
    rows += [
        _row(*(text for entry in found for text in entry))
        for found in zip_longest(*panels, fillvalue=("", "", ""))
    ]
    totals = (money(figures.economic(*PERSONNEL)), money(figures.economic(*PUBLIC)))
    rows.append(_row(Cell("人员经费合计", 2), totals[0], Cell("公用经费合计", 5), totals[1]))
    return Table(9, tuple(rows))


def _amount(entry: Sequence[str]) -> str:
    return cell(Decimal(entry[0])) if entry and entry[0] else ""


def _three_public(figures: Figures) -> Table:
    group = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
    begun = [Cell(t, 3) if "车" in t else Cell(t, merge="begin") for t in group] * 2
    lower = [*_under(2), *_row("小计", "公务用车购置费", "公务用车运行维护费"), *_under(1)] * 2
    kinds: tuple[tuple[str, ...], ...] = (
        (), ("overseas",), ("purchase", "operation"),
        ("purchase",), ("operation",), ("hospitality",),
    )  # fmt: skip
    amounts = [money(figures.three_public(at, *kind)) for at in (0, 1) for kind in kinds]
    return Table(
        12,
        (
            _row(Cell("预算数", 6), Cell("决算数", 6)),
            tuple(begun),
            tuple(lower),
            _row(*(str(n) for n in range(1, 13))),
            _row(*amounts),
        ),
    )
