"""Lay out 绩效自评表: the department's form and those of the projects, cells merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.sample.blocks import Cell, Cells, Table, row, under

Words = tuple[str, ...]
_INDICATOR = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值")
_FUNDS = ("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分")
_OF_DEPARTMENT = (
    "一级指标", "二级指标", "三级指标", "绩效指标性质", "绩效指标值", "绩效度量单位", "权重",
    "实际完成指标值",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """What a project's form says, as printed.

    `head` is name, department and unit, or empty where the form begins below them; `funding`
    are rows of label, amounts, rate, weight, score and reason; `indicators` rows from 一级指标
    to the reason.
    """

    head: Words
    goal: str
    achievement: str
    overview: str
    funding: tuple[Words, ...]
    indicators: tuple[Words, ...]
    total: str
    ends: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DepartmentForm:
    """What the department's form says, as printed.

    `more` are headings of columns after 实际完成指标值, which every indicator then fills; `ends`
    are rows below the indicators: a label, then a cell or several.
    """

    name: str
    budget: Words
    goals: str
    tasks: tuple[tuple[str, str], ...]
    indicators: tuple[Words, ...]
    more: Words = ()
    ends: tuple[Words, ...] = ()


def below(rows: Sequence[Sequence[str]], column: int, text: str) -> Cell:
    """Return a cell that is merged with the one above it where its text is empty."""
    if text:
        return Cell(text, merge="begin")
    above = [one[column] for one in rows]
    return Cell("", merge="below" if any(above) else "")


def first(text: str, number: int) -> Cell:
    """Return the cell at the left of a block of rows: it begins in row 0 and goes down."""
    return Cell("", merge="below") if number else Cell(text, merge="begin")


def _indicators(found: Sequence[Words]) -> Iterator[Cells]:
    for number, (one, two, *rest) in enumerate(found):
        seen = found[:number]
        yield row(first("", 1), below(seen, 0, one), below(seen, 1, two), *rest)


def department_table(form: DepartmentForm) -> Table:
    """Return the form that evaluates the whole unit."""
    width = len(form.more)
    spans = (3, 3, 2 + width)
    rows = [
        row("部门名称", Cell(form.name, 8 + width)),
        row(
            Cell("年度部门整体支出预算", merge="begin"),
            *(Cell(t, s) for t, s in zip(("资金总额", "财政拨款", "其他资金"), spans, strict=True)),
        ),
        row(first("", 1), *(Cell(t, s) for t, s in zip(form.budget, spans, strict=True))),
        row("年度总体目标", Cell(form.goals, 8 + width)),
    ]
    for number, (name, words) in enumerate([("任务名称", "主要内容"), *form.tasks]):
        rows.append(row(first("年度主要任务", number), Cell(name, 3), Cell(words, 5 + width)))
    rows.append(row(Cell("年度绩效指标", merge="begin"), *_OF_DEPARTMENT, *form.more))
    rows += _indicators(form.indicators)
    for label, *cells in form.ends:
        whole = len(cells) == 1
        rows.append(row(label, Cell(cells[0], 8 + width)) if whole else _total(label, cells))
    return Table(9 + width, tuple(rows))


def _total(label: str, cells: Sequence[str]) -> Cells:
    """Return the row 合计: the weights under theirs, the score under its own."""
    return row(Cell(label, 7), *cells)


def project_table(form: ProjectForm) -> Table:
    """Return the form that evaluates one project."""
    rows = [*_head(form), *_funding(form)]
    heads = (*_INDICATOR, "权重", "得分", "未完成原因分析")
    rows.append(row(Cell("绩效指标（90分）", merge="begin"), *heads))
    rows += _indicators(form.indicators)
    rows.append(row(Cell("合计", 8), "100", form.total, "\u3000"))
    rows += [row(label, Cell(words, 10)) for label, words in form.ends]
    return Table(11, tuple(rows))


def _head(form: ProjectForm) -> Iterator[Cells]:
    if form.head:
        name, department, unit = form.head
        yield row("项目名称", Cell(name, 10))
        yield row("主管部门", Cell(department, 4), Cell("实施单位 （盖章）", 3), Cell(unit, 3))
    beginning = Cell("项目基本情况", merge="begin")
    goals = Cell("1.项目年度目标完成情况", 2, "begin")
    yield row(beginning, goals, Cell("项目年度目标", 4), Cell("年度目标完成情况", 4))
    words = (Cell(form.goal, 4), Cell(form.achievement, 4))
    yield row(first("", 1), Cell("", 2, "below"), *words)
    yield row(*under(1), Cell("2.项目实施内容及过程概述", 2), Cell(form.overview, 8))


def _funding(form: ProjectForm) -> Iterator[Cells]:
    yield row(
        Cell("预算执行情况（10分）", merge="begin"),
        Cell("年度预算数（万元）", 2),
        *_FUNDS,
        Cell("原因", 2),
    )
    for label, *cells, reason in form.funding:
        yield row(first("", 1), Cell(label, 2), *cells, Cell(reason, 2))
