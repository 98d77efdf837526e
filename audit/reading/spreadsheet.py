"""Lay a workbook's sheets out as a page: titles and notes as prose, the grid as a table.

A sheet holds its title, 单位：万元 and footnotes in cells of their own. They come out as
paragraphs around the table, as Word prints them, so that a table is found by its title
whatever the format. A merged cell is printed once and keeps its width.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading.assemble import Extent, Grid, Plot, Segment, assemble, clean_cell

Place = tuple[int, int]  # row and column, from 0
MAX_CELLS = 2_000_000
_FEW = 4  # cells of a row above a table: number of the table, unit, name, year
_CAPTION = re.compile(
    r"金额单位\s*[:：]|^[（(]?(?:编制|填报|填表|公开)?(?:单位|部门)(?:名称|[（(]公章[)）])?\s*[:：]|"
    r"^(?:财决)?公开\s*\d*\s*表|^财决|^附?表\s*[\d一二三四五六七八九十]+$|"
    r"(?:日期|时间|年度|制表|填表人|负责人)\s*[:：]|^20\d{2}\s*年(?:度)?$|^[（(]?万?元[）)]?$"
)
_NAMED = re.compile(r"(?:编制|填报|填表)?(?:单位|部门)\s*[:：]")  # the name stands in the next cell
_FOOTNOTE = re.compile(
    r"^\s*(?:[*※—]|备?注\s*[:：\d]|说明\s*[:：]|本表|本(?:单位|部门)|我(?:单位|部门|局))"
)
_STATUTORY = re.compile(r"(?:决算|预算).{0,12}表(?:[（(][^）)]*[）)])?$")
_TITLE = re.compile(r"(?:表|情况|报告|说明)(?:[（(][^）)]*[）)])?$|^附[件表]")
_FIGURE = re.compile(r"[-+(（]?[\d,]+(?:\.\d+)?%?[)）]?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as printed: texts by place, and merged ranges by their first place.

    `merged` tells how many rows and columns the cell at a place covers. `notes` are what the
    reader could not show or what the sheet hides.
    """

    name: str
    cells: dict[Place, str]
    merged: dict[Place, tuple[int, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    charts: tuple[Plot, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A printed cell: its text, its place and what it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


_Row = list[_Piece]


def workbook(
    path: str, data: bytes, kind: str, sheets: Sequence[Sheet], notes: Iterable[str] = ()
) -> Document:
    """Return the document that `sheets` make; raises UnreadableDocument when all are empty."""
    if not any(sheet.cells for sheet in sheets):
        raise UnreadableDocument(f"{path}：工作簿里没有内容；请核对是否选错了文件。")
    segments: list[Segment] = []
    for sheet in sheets:
        segments += lay_out(sheet, path)
    segments += [chart for sheet in sheets for chart in sheet.charts]
    told = [*notes, *(note for sheet in sheets for note in sheet.notes)]
    return assemble(path, data, kind, segments, told)


def lay_out(sheet: Sheet, path: str = "") -> Iterator[Segment]:
    """Yield the paragraphs and tables of a sheet; raises UnreadableDocument for absurd sizes."""
    if len(sheet.cells) > MAX_CELLS:
        raise _absurd(path, sheet.name, len(sheet.cells))
    rows = _rows(sheet)
    for zone in _zones(rows):
        yield from _zone(zone, sheet.name, path)


def _rows(sheet: Sheet) -> list[_Row]:
    """Return the rows that print something, each with its cells from left to right."""
    pieces = []
    for (row, column), text in sheet.cells.items():
        clean = clean_cell(text)
        if clean:
            high, wide = sheet.merged.get((row, column), (1, 1))
            pieces.append(_Piece(clean, row, column, high, wide))
    pieces.sort(key=lambda piece: (piece.row, piece.column))
    return [list(row) for _, row in groupby(pieces, lambda piece: piece.row)]


def _zones(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """Yield the rows table by table: a title after empty rows, or a wide one, begins another."""
    start = 0
    for at in range(1, len(rows)):
        if _begins(rows[at], rows[at - 1]) and any(len(row) > 1 for row in rows[start:at]):
            yield rows[start:at]
            start = at
    if rows:
        yield rows[start:]


def _begins(row: _Row, before: _Row) -> bool:
    """Return whether a row is the title of another table than that of the row before it."""
    if len(row) > 1:
        return False
    gap = row[0].row > max(piece.row + piece.rows for piece in before)
    return bool(
        (gap and _TITLE.search(row[0].text))
        or (row[0].columns > 2 and _STATUTORY.search(row[0].text))
    )


def _zone(rows: Sequence[_Row], name: str, path: str) -> Iterator[Segment]:
    """Yield what stands above the table, the table, and what stands below it."""
    first = next((at for at, row in enumerate(rows) if not _is_above(row, rows)), len(rows))
    last = len(rows)
    width = _width(rows[first:])
    while last > first and _is_below(rows[last - 1], width):
        last -= 1
    if all(len(row) == 1 for row in rows[first:last]):
        last = first  # a cell a row is prose, no table
    for row in rows[:first]:
        yield from _lines(row)
    if last > first:
        yield _grid(rows[first:last], name, path)
    for row in rows[last:]:
        yield from _lines(row)


def _lines(row: _Row) -> Iterator[str]:
    """Yield a row as prose: captions on one line, as Word prints them, a title on its own."""
    words = [piece.text for piece in row]
    titles = [word for word in words if _TITLE.search(word) and not _CAPTION.search(word)]
    yield from titles
    rest = "  ".join(word for word in words if word not in titles)
    if rest:
        yield rest


def _is_above(row: _Row, rows: Sequence[_Row]) -> bool:
    """Return whether a row before the first wide one is a title or a caption."""
    if len(row) > _FEW or any(_FIGURE.fullmatch(piece.text) for piece in row):
        return False
    if len(row) == 1:
        return len(rows) == 1 or row[0].columns > 1 or not _heads_a_list(row, rows)
    captions = [bool(_CAPTION.search(piece.text)) for piece in row]
    if all(captions) or _NAMED.fullmatch(row[0].text):
        return True
    return any(captions) and not _is_tiled(row)


def _heads_a_list(row: _Row, rows: Sequence[_Row]) -> bool:
    """Return whether a lone cell is a label with a figure under it, not a title."""
    after = next((other for other in rows if other[0].row > row[0].row), None)
    return after is not None and len(after) == 1 and bool(_FIGURE.fullmatch(after[0].text))


def _is_tiled(row: _Row) -> bool:
    """Return whether a row's cells stand side by side without a hole, as headings do."""
    return all(one.column + one.columns == other.column for one, other in pairwise(row))


def _is_below(row: _Row, width: int) -> bool:
    """Return whether a row under the table is a footnote or a signature."""
    if any(_FIGURE.fullmatch(piece.text) for piece in row):
        return False
    if _FOOTNOTE.search(row[0].text) and len(row) <= 2:
        return True
    if len(row) == 1:
        piece = row[0]
        spans = piece.columns * 2 > width > 1
        return spans or piece.text[-1] in "。；"
    return len(row) <= _FEW and all(re.search(r"[:：]", piece.text) for piece in row)


def _width(rows: Sequence[_Row]) -> int:
    return max((p.column + p.columns for row in rows for p in row if len(row) > 1), default=1)


def _grid(rows: Sequence[_Row], name: str, path: str) -> Grid:
    """Return the table; columns in which nothing begins are dropped."""
    columns = sorted({piece.column for row in rows for piece in row})
    numbers = [row[0].row for row in rows]
    if len(columns) * len(rows) > MAX_CELLS:
        raise _absurd(path, name, len(columns) * len(rows))
    shown, covered = [], dict[int, _Piece]()
    for row in rows:
        covered = {c: p for c, p in covered.items() if p.row + p.rows > row[0].row}
        shown.append(list(_shown(row, covered, columns, numbers)))
        covered.update({piece.column: piece for piece in row if piece.rows > 1})
    texts = tuple(tuple(text for text, _ in row) for row in shown)
    return Grid(texts, tuple(tuple(extent for _, extent in row) for row in shown), name=name)


def _shown(
    row: _Row, covered: dict[int, _Piece], columns: list[int], numbers: list[int]
) -> Iterator[tuple[str, Extent]]:
    """Yield a row's cells, empty ones too.

    Places to the right of a merged cell are none; what one from above covers is one of its width.
    """
    printed, end = {piece.column: piece for piece in row}, 0
    for place, column in enumerate(columns):
        piece = printed.get(column)
        if piece is not None:
            yield piece.text, _extent(piece, place, columns, numbers)
            end = column + piece.columns
        elif column >= end:
            above = covered.get(column)
            wide = bisect_left(columns, column + above.columns) - place if above else 1
            yield "", Extent(place, wide)
            end = column + above.columns if above else end


def _extent(piece: _Piece, place: int, columns: list[int], numbers: list[int]) -> Extent:
    """Return what a cell covers, counted in the columns and rows that are kept."""
    wide = bisect_left(columns, piece.column + piece.columns) - place
    high = bisect_left(numbers, piece.row + piece.rows) - bisect_left(numbers, piece.row)
    return Extent(place, max(1, wide), max(1, high))


def _absurd(path: str, name: str, count: int) -> UnreadableDocument:
    reason = f"工作表“{name}”有 {count} 个单元格，大得不正常"
    return UnreadableDocument(f"{path}：{reason}；请核对文件。")
