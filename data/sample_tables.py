"""The sample's tables: performance forms and statutory tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from word_file import Block, Cell, Heading, Table

NUMERALS = "一二三四五六七八九十"
TABLES = (
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款支出决算明细表",
    "一般公共预算财政拨款基本支出决算表",
    "一般公共预算财政拨款项目支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款收入支出决算表",
    "财政拨款“三公”经费支出决算表",
)
TABLE_PLACES = (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 13)  # five and twelve are left out on purpose
CLASS_NUMERALS = {"206": "六", "208": "八", "210": "九", "221": "十九"}
REVENUES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)
Values = dict[str, Any]


# --- performance forms --------------------------------------------------------------


def _row(*cells: str | Cell) -> tuple[Cell, ...]:
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def _below(rows: Sequence[Sequence[str]], column: int, text: str) -> Cell:
    """Return a cell that is merged with the one above it where its text is empty."""
    if text:
        return Cell(text, merge="begin")
    above = [row[column] for row in rows]
    return Cell("", merge="below" if any(above) else "")


def _first(text: str, number: int) -> Cell:
    return Cell("", merge="below") if number else Cell(text, merge="begin")


def department_form(data: Values) -> Iterator[Block]:
    """Yield the form that evaluates the whole unit, under its heading."""
    figures = data["department"]
    indicators = figures["indicators"]
    heads = ("一级指标", "二级指标", "三级指标", "绩效指标性质", "绩效指标值")
    rows = [
        _row("部门名称", Cell(figures["name"], 8)),
        _row(
            Cell("年度部门整体支出预算", merge="begin"),
            Cell("资金总额", 3),
            Cell("财政拨款", 3),
            Cell("其他资金", 2),
        ),
        _row(
            _first("", 1), *(Cell(t, s) for t, s in zip(figures["budget"], (3, 3, 2), strict=True))
        ),
        _row("年度总体目标", Cell("\n".join(figures["goals"]), 8)),
    ]
    for number, (name, words) in enumerate([["任务名称", "主要内容"], *figures["tasks"]]):
        rows.append(_row(_first("年度主要任务", number), Cell(name, 3), Cell(words, 5)))
    rows.append(
        _row(Cell("年度绩效指标", merge="begin"), *heads, "绩效度量单位", "权重", "实际完成指标值")
    )
    for number, (one, two, *rest) in enumerate(indicators):
        seen = indicators[:number]
        rows.append(_row(_first("", 1), _below(seen, 0, one), _below(seen, 1, two), *rest))
    yield Heading(f"部门整体支出绩效自评表（{data['year']}年度）", 2)
    yield Table(9, tuple(rows))


def project_form(data: Values, project: Values) -> Iterator[Block]:
    """Yield the form that evaluates one project, under its heading."""
    rows = [*_project_head(data, project), *_funding(project)]
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值")
    rows.append(
        _row(Cell("绩效指标（90分）", merge="begin"), *heads, "权重", "得分", "未完成原因分析")
    )
    for number, (one, two, *rest) in enumerate(project["indicators"]):
        seen = project["indicators"][:number]
        rows.append(_row(_first("", 1), _below(seen, 0, one), _below(seen, 1, two), *rest))
    rows.append(_row(Cell("合计", 8), "100", project["total"], "\u3000"))
    for label, key in (
        ("评价结论", "conclusion"),
        ("存在问题", "problems"),
        ("改进措施", "measures"),
    ):
        rows.append(_row(label, Cell(project[key], 10)))
    yield Heading(f"部门预算项目支出绩效自评表（{data['year']}年度）", 2)
    yield Table(11, tuple(rows))


def _project_head(data: Values, project: Values) -> Iterator[tuple[Cell, ...]]:
    if "name" in project:
        yield _row("项目名称", Cell(project["name"], 10))
        unit = Cell(data["unit"], 3)
        department = Cell(data["department"]["name"], 4)
        yield _row("主管部门", department, Cell("实施单位 （盖章）", 3), unit)
    first = Cell("项目基本情况", merge="begin")
    goals = Cell("1.项目年度目标完成情况", 2, "begin")
    yield _row(first, goals, Cell("项目年度目标", 4), Cell("年度目标完成情况", 4))
    words = (Cell(project["goal"], 4), Cell(project["achievement"], 4))
    yield _row(_first("", 1), Cell("", 2, "below"), *words)
    yield _row(_first("", 1), Cell("2.项目实施内容及过程概述", 2), Cell(project["overview"], 8))


def _funding(project: Values) -> Iterator[tuple[Cell, ...]]:
    heads = ("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分")
    yield _row(
        Cell("预算执行情况（10分）", merge="begin"),
        Cell("年度预算数（万元）", 2),
        *heads,
        Cell("原因", 2),
    )
    *amounts, score = project["funding"]
    nothing = ("0.00", "0.00", "0.00", "0.00%", "/", "/")
    for label, *cells, reason in (
        ("总额", *amounts, "10", score, project["funding_reason"]),
        ("其中：财政资金", *amounts, "/", "/", ""),
        ("财政专户管理资金", *nothing, ""),
        ("单位资金", *nothing, ""),
        ("其他资金", *["\u3000"] * 4, "/", "/", ""),
    ):
        yield _row(_first("", 1), Cell(label, 2), *cells, Cell(reason, 2))


# --- statutory tables ---------------------------------------------------------------


def statutory_tables(data: Values) -> Iterator[Block]:
    """Yield the titles of the annexed tables, and three of the tables themselves."""
    made = {1: _table_one(data), 3: _table_three(data), 13: _table_thirteen(data)}
    yield Heading("第五部分 附表")
    for place, title in zip(TABLE_PLACES, TABLES, strict=True):
        numeral = NUMERALS[place - 1] if place <= 10 else f"十{NUMERALS[place - 11]}"
        yield Heading(f"{numeral}、{title}", 2)
        if place in made:
            yield f"编制单位：{data['unit']}"
            yield "金额单位：万元"
            yield made[place]


def _table_one(data: Values) -> Table:
    figures = data["totals"]
    left = [
        (f"{NUMERALS[n]}、{name}", figures["revenue"] * (n == 0)) for n, name in enumerate(REVENUES)
    ]
    right = [
        (f"{CLASS_NUMERALS[code]}、{name}支出", amount)
        for code, name, amount, *_ in data["gpb"]["classes"]
    ]
    right += [("", "")] * (len(left) - len(right))
    left += [
        ("本年收入合计", figures["revenue"]),
        ("使用非财政拨款结余（含专用结余）", "0.00"),
        ("年初结转和结余", figures["opening"]),
        ("总计", figures["total"]),
    ]
    right += [
        ("本年支出合计", figures["expenditure"]),
        ("结余分配", "0.00"),
        ("年末结转和结余", "0.00"),
        ("总计", figures["total"]),
    ]
    rows = [_row(Cell("收入", 2), Cell("支出", 2)), _row("项目", "决算数", "项目", "决算数")]
    rows += [_row(*one, *two) for one, two in zip(left, right, strict=True)]
    return Table(4, tuple(rows))


def _table_three(data: Values) -> Table:
    figures = data["totals"]
    entries = [
        (code, f"{name}支出", amount, part)
        for code, name, amount, _, part in data["gpb"]["classes"]
    ]
    entries += [tuple(entry) for entry in data["gpb"]["subclasses"]]
    entries += [tuple(entry[:4]) for entry in data["gpb"]["items"]]
    kinds = (
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    )
    zeros = ["0.00"] * 3
    rows = [
        _row(Cell("项目", 2), *(Cell(kind, merge="begin") for kind in kinds)),
        _row("功能分类科目编码", "科目名称", *(Cell("", merge="below") for _ in kinds)),
        _row(Cell("合计", 2), figures["expenditure"], figures["basic"], figures["project"], *zeros),
    ]
    for code, name, amount, part in sorted(entries):
        rows.append(_row(code, name, amount, _minus(amount, part), part, *zeros))
    return Table(8, tuple(rows))


def _minus(whole: str, part: str) -> str:
    cents = int(whole.replace(".", "")) - int(part.replace(".", ""))
    return f"{cents // 100}.{cents % 100:02}"


def _table_thirteen(data: Values) -> Table:
    heads = (
        "合计",
        "因公出国（境）费",
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    )
    total = data["three_public"]["total"]
    group = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
    begun = [Cell(t, 3) if "车" in t else Cell(t, merge="begin") for t in group] * 2
    lower = [Cell(t) if t == "小计" or "车" in t else Cell("", merge="below") for t in heads] * 2
    amounts = [total if t in ("合计", "公务接待费") else "0.00" for t in heads] * 2
    return Table(
        12, (_row(Cell("预算数", 6), Cell("决算数", 6)), tuple(begun), tuple(lower), _row(*amounts))
    )
