"""What a rendered disclosure is made of: headings, sentences, tables, charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the title of the file. Headings carry a bookmark."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `span` columns wide; `merge` begins a cell that goes down, or is under it."""

    text: str
    span: int = 1
    merge: Literal["", "begin", "below"] = ""


Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the spans of each row add up to `columns`."""

    columns: int
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: series are (name, categories, values), labels printed ones a point."""

    caption: str
    kind: str
    series: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what is printed over and under it; `wide` asks for a landscape page."""

    number: int
    title: str
    maker: str
    table: Table
    note: str = ""
    wide: bool = False

    @property
    def above(self) -> tuple[str, str, str]:
        """Return the lines between the title and the table."""
        return f"公开{self.number:02}表", f"部门：{self.maker}", "金额单位：万元"


Block = Heading | str | Table | Chart
Part = Heading | str | Table | Chart | Sheet


def row(*cells: str | Cell) -> Cells:
    """Return a row of cells; bare words become cells one column wide."""
    return tuple(one if isinstance(one, Cell) else Cell(one) for one in cells)


def over(*names: str) -> Cells:
    """Return headings that go down into the next row."""
    return tuple(Cell(name, merge="begin") for name in names)


def under(count: int) -> Cells:
    """Return the covered places under `over`."""
    return tuple(Cell("", merge="below") for _ in range(count))


_DATA = re.compile(r"\d{3}|[一二三四五六七八九十]+、.*|\d\..*|-?[\d,]+\.\d\d|栏次|合计|")


def heads_of(table: Table) -> int:
    """Return how many rows stand above the column numbers and the figures."""
    rows = enumerate(table.rows)
    return next((n for n, line in rows if _is_data(line)), len(table.rows))


def _is_data(line: Sequence[Cell]) -> bool:
    first = line[0]
    return first.merge != "below" and bool(_DATA.fullmatch(first.text)) and first.merge != "begin"


def spread(table: Table) -> Table:
    """Return the table with a cell for every column, as a form without merged cells has it.

    A heading is repeated over each column that it is of; a label stands once, beside
    the figure that it is of.
    """
    heads, rows = heads_of(table), []
    for number, line in enumerate(table.rows):
        cells: list[Cell] = []
        for cell in line:
            more = [Cell(cell.text if number < heads else "")] * (cell.span - 1)
            cells += [*more, Cell(cell.text)]
        rows.append(tuple(cells))
    return Table(table.columns, tuple(rows))


def rows_of(table: Table, number: int, column: int) -> int:
    """Return over how many rows the cell goes that begins at a row and a column."""
    height = 1
    for line in table.rows[number + 1 :]:
        if _at(line, column).merge != "below":
            break
        height += 1
    return height


def _at(line: Sequence[Cell], column: int) -> Cell:
    for cell in line:
        if column < cell.span:
            return cell
        column -= cell.span
    raise IndexError(column)


_DIGITS = "一二三四五六七八九"


def numeral(number: int) -> str:
    """Return a number from 1 to 9999 in Chinese: 二十一, 一百零三."""
    if number < 20:
        return ("十" if number >= 10 else "") + (_DIGITS[number % 10 - 1] if number % 10 else "")
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit - 1] + name
        gap = not digit
    return text
