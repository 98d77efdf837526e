"""The sample's tables: performance forms and statutory tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.sample.blocks import Block, Cell, Heading, Table
from audit.sample.blocks import row as _row
from audit.sample.form_layout import (
    DepartmentForm,
    ProjectForm,
    department_table,
    project_table,
)

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


def department_form(data: Values) -> Iterator[Block]:
    """Yield the form that evaluates the whole unit, under its heading."""
    figures = data["department"]
    yield Heading(f"部门整体支出绩效自评表（{data['year']}年度）", 2)
    yield department_table(
        DepartmentForm(
            name=figures["name"],
            budget=figures["budget"],
            goals="\n".join(figures["goals"]),
            tasks=figures["tasks"],
            indicators=figures["indicators"],
        )
    )


def project_form(data: Values, project: Values) -> Iterator[Block]:
    """Yield the form that evaluates one project, under its heading."""
    head = (project["name"], data["department"]["name"], data["unit"]) if "name" in project else ()
    ends = (("评价结论", "conclusion"), ("存在问题", "problems"), ("改进措施", "measures"))
    yield Heading(f"部门预算项目支出绩效自评表（{data['year']}年度）", 2)
    yield project_table(
        ProjectForm(
            head=head,
            goal=project["goal"],
            achievement=project["achievement"],
            overview=project["overview"],
            funding=tuple(_funding(project)),
            indicators=project["indicators"],
            total=project["total"],
            ends=tuple((label, project[key]) for label, key in ends),
        )
    )


def _funding(project: Values) -> Iterator[tuple[str, ...]]:
    *amounts, score = project["funding"]
    nothing = ("0.00", "0.00", "0.00", "0.00%", "/", "/", "")
    yield "总额", *amounts, "10", score, project["funding_reason"]
    yield "其中：财政资金", *amounts, "/", "/", ""
    yield "财政专户管理资金", *nothing
    yield "单位资金", *nothing
    yield "其他资金", *["\u3000"] * 4, "/", "/", ""


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
