"""Lay a table out on its grid: which rows are title, heading and data, what heads a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from audit.amounts import read_cell
from audit.extraction.table_words import bare, concept_of
from audit.model import Cell, Table

CODE = re.compile(r"\d{3}(?:\d{2}(?:\d{2})?)?")
_META = re.compile(
    r"公开\d*表|表[一二三四五六七八九十\d]+|(?:金额)?单位[:：](?:人民币)?(?:元|万元|千元|亿元)|"
    r"(?:编制|填报|预算|公开)?(?:单位|部门)(?:名称)?[:：].*|.{0,4}(?:财决|公开|附表|附件)\S{0,10}|"
    r"(?:20\d\d年度?|年度)"
)
_NUMBERING_WORDS = re.compile(r"栏次|行次|[类款项]|")
_ROW_HEADS = re.compile(r"^[一二三四五六七八九十]+[、.．]")
_TITLE = re.compile(r".{0,60}(?:表|报表)(?:[（(].*[）)])?")
_DASHES = re.compile(r"[-—－–─/\\\s]+")


@dataclass(frozen=True)
class TableGrid:
    """A table with its rows told apart: `meta` rows, `heading` rows, then `data` rows."""

    table: Table
    width: int
    meta: tuple[int, ...]
    heading: tuple[int, ...]
    data: tuple[int, ...]

    @cached_property
    def places(self) -> tuple[dict[int, Cell], ...]:
        """Return for each row the cell at each grid column."""
        return tuple(_places(row) for row in self.table.rows)

    def path(self, column: int) -> tuple[str, ...]:
        """Return the headings over a column from the top down, each once."""
        words: list[str] = []
        for number in self.heading:
            cell = self.places[number].get(column)
            word = " ".join(cell.text.split()) if cell else ""
            if word and (not words or bare(words[-1]) != bare(word)):
                words.append(word)
        return tuple(words)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell that begins at a place of the grid, or None."""
        found = self.places[row].get(column)
        return found if found is not None and found.column == column else None


def lay_out(table: Table) -> TableGrid:
    """Return the table on its grid; a row that holds data ends the heading."""
    rows = table.rows
    first = next((n for n, row in enumerate(rows) if _is_data(row)), len(rows))
    meta = tuple(n for n in range(first) if _is_meta(rows[n]))
    above = [n for n in range(first) if n not in meta and not _is_numbering(rows[n])]
    heading = tuple(n for n in above if any(cell.text for cell in rows[n]))
    heads = {_words(rows[n]) for n in heading}
    data = tuple(
        n
        for n in range(first, len(rows))
        if _words(rows[n]) not in heads and not _is_numbering(rows[n])
    )
    width = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    return TableGrid(table, width, meta, heading, data)


def is_blank(text: str) -> bool:
    """Return whether a cell prints nothing."""
    return not text.strip()


def is_dash(text: str) -> bool:
    """Return whether a cell prints a dash: nothing to report, which is not a zero."""
    return bool(text.strip()) and bool(_DASHES.fullmatch(text))


def is_amount(text: str) -> bool:
    """Return whether a cell is a number by itself, perhaps with %."""
    figure = read_cell(text)
    return figure is not None and figure.uom in ("", "%")


def meta_words(grid: TableGrid) -> Iterator[Cell]:
    """Yield the cells above the headings that name the table, its unit or its maker."""
    for number in grid.meta:
        yield from (cell for cell in grid.table.rows[number] if cell.text)
    for row in grid.table.rows[:1]:
        yield from (cell for cell in row if _META.fullmatch(_squeezed(cell.text)))


def _places(row: Sequence[Cell]) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    cells = [c for c in row if not (c is row[0] and _is_unit_cell(c) and len(row) > 2)]
    shift = row[0].columns if len(cells) < len(row) and _is_flat(row) else 0
    for cell in cells:
        for column in range(cell.column - shift, cell.column - shift + cell.columns):
            found.setdefault(column, cell)
    return found


def _is_unit_cell(cell: Cell) -> bool:
    return bool(re.match(r"(?:金额)?单位[:：]", _squeezed(cell.text)))


def _is_flat(row: Sequence[Cell]) -> bool:
    return all(cell.columns == 1 for cell in row)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(_squeezed(cell.text) for cell in row)


def _is_meta(row: Sequence[Cell]) -> bool:
    """Return whether a row stands above the headings: a title, 单位：万元, 公开01表."""
    words = [_squeezed(cell.text) for cell in row if cell.text]
    known = [bool(_META.fullmatch(word) or _TITLE.fullmatch(word)) for word in words]
    return bool(words) and all(known)


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Return whether a row only counts the columns: 栏次 1 2 3."""
    words = [_squeezed(cell.text) for cell in row if cell.text]
    numbers = [word for word in words if re.fullmatch(r"\d{1,2}", word)]
    rest = [word for word in words if word not in numbers]
    counted = [int(word) for word in numbers]
    rising = all(b - a == 1 for a, b in pairwise(counted))
    return len(counted) > 1 and rising and all(_NUMBERING_WORDS.fullmatch(w) for w in rest)


def _is_data(row: Sequence[Cell]) -> bool:
    """Return whether a row holds figures or the labels of figures."""
    if _is_meta(row) or _is_numbering(row):
        return False
    texts = [cell.text for cell in row if cell.text.strip()]
    if any(CODE.fullmatch(_squeezed(text)) or is_amount(text) for text in texts):
        return True
    return bool(texts) and _begins_data(texts[0], texts[1:])


def _begins_data(first: str, others: Sequence[str]) -> bool:
    """Return whether a row without figures is one of data: 合计 alone, 一、… as a label."""
    if _ROW_HEADS.match(_squeezed(first)) and concept_of(first):
        return True
    return bare(first) in ("合计", "总计") and all(is_dash(text) for text in others)
