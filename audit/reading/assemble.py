"""Render what a reader found into normalised text, and remember where each piece landed.

A reader gives segments in reading order: a string is a paragraph, a `Grid` a table, a
`Plot` a chart. The same segments always give the same text, whatever file they are from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from audit.model import Block, Cell, Chart, Document, Paragraph, PrintedLine, Series, Table
from audit.reading.wrapped import unspaced

_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F)
_UNSEEN = (*range(9), *range(0x0E, 0x20), 0x7F, 0xAD, 0xFEFF)
_UNSEEN_MARKS = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_VISIBLE = {**dict.fromkeys((*_UNSEEN, *_UNSEEN_MARKS)), **dict.fromkeys(_SPACES, " ")}
_ODD = re.compile(f"[{''.join(map(re.escape, map(chr, _VISIBLE)))}]")
_ODD_IN_CELL = re.compile(rf"{_ODD.pattern}|[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_NUMERAL = "一二三四五六七八九十"
_PAGE_NUMBER = re.compile(
    r"[(（]\s*(\d{1,4})\s*[)）]|[-—–－]+\s*(\d{1,4})\s*[-—–－]+|"
    r"第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*(\d{1,4})\s*页)?"
)
_HEADING = re.compile(
    rf"(?:第\s*[{_NUMERAL}\d]+\s*部分|[{_NUMERAL}]+、|[（(][{_NUMERAL}]+[）)]|附[件表录]|名词解释).{{0,60}}"
)
_LEADER = ".…．·\t "
_LAST_NUMBER = re.compile(r"(?<!\d)\d{1,3}\Z")
_CONTENTS_RUN = 4
_FIRST_PAGE_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Extent:
    """What a cell covers of its table's grid: first column (from 0), columns and rows."""

    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs with their places on the page.

    `lines` count within `text`, which must be clean already (`clean_line` leaves each of its
    lines as it is): places would not fit any other text.
    """

    text: str
    lines: tuple[PrintedLine, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read: rows of cell texts; a covered place of a merged cell is empty.

    `extents` has one entry a cell, or is empty where every cell covers one place. `lines`
    are the places on the page: for each cell those that count within its (clean) text.
    """

    rows: tuple[tuple[str, ...], ...]
    extents: tuple[tuple[Extent, ...], ...] = ()
    lines: tuple[tuple[tuple[PrintedLine, ...], ...], ...] = ()
    name: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One series as read; `categories` and `values` are of one length."""

    name: str | None
    categories: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as read; `labels` are its printed data labels, one string a label."""

    title: str
    series: tuple[PlotSeries, ...]
    labels: tuple[str, ...] = ()


Segment = str | Prose | Grid | Plot


def split_lines(text: str) -> list[str]:
    """Return the lines of `text`; every kind of line break counts."""
    return _BREAK.split(text)


def clean_line(text: str) -> str:
    """Return one line without unseen characters and without white space at its ends."""
    return text.translate(_VISIBLE).strip() if _ODD.search(text) else text.strip()


def clean_cell(text: str) -> str:
    """Return a cell's text on one line: its line breaks and tabs become one space."""
    if not _ODD_IN_CELL.search(text):
        return text.strip()
    parts = (clean_line(part) for part in _BREAK.split(text.replace("\t", "\n")))
    return " ".join(part for part in parts if part)


def assemble(
    path: str, data: bytes, kind: str, segments: Iterable[Segment], notes: Iterable[str] = ()
) -> Document:
    """Return the document that `segments` make; `data` are the file's bytes, for its hash."""
    pen = _Pen()
    for segment in segments:
        pen.write(segment)
    text = "\n".join(pen.lines)
    if not any(map(str.isdecimal, text)):
        notes = (*notes, "全文没有数字，无从核对；若数字在图片里，请提供可复制文字的版本")
    return Document(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        format=kind,
        text=text,
        blocks=tuple(pen.blocks),
        notes=tuple(notes),
        page_marks=tuple(sorted(page_marks(pen.blocks))),
        lines=tuple(pen.printed),
        unsure=tuple(pen.unsure),
    )


@dataclass(slots=True)
class _Pen:
    """Writes lines and blocks while counting code points."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    position: int = 0
    tables: int = 0
    charts: int = 0
    printed: list[PrintedLine] = field(default_factory=list)
    unsure: list[tuple[int, int]] = field(default_factory=list)

    def write(self, segment: Segment) -> None:
        start = self.position
        self._write(segment)
        if isinstance(segment, Prose | Grid) and segment.unsure and self.position > start:
            self.unsure.append((start, self.position))

    def _write(self, segment: Segment) -> None:
        if isinstance(segment, str):
            self._prose(map(unspaced, map(clean_line, split_lines(segment))))
        elif isinstance(segment, Prose):
            self._place(segment.lines, self.position)
            self._prose((segment.text,))
        elif isinstance(segment, Grid):
            self._grid(segment)
        else:
            self._plot(segment)

    def _prose(self, lines: Iterable[str]) -> None:
        for line in lines:
            if line:
                start = self._line(line)
                self.blocks.append(Paragraph(line, start, start + len(line)))

    def _grid(self, grid: Grid) -> None:
        start = self.position
        rows = tuple(self._row(grid, number) for number in range(len(grid.rows)))
        if rows:
            self.tables += 1
            self.blocks.append(Table(self.tables, rows, start, self.position - 1, grid.name))

    def _row(self, grid: Grid, number: int) -> tuple[Cell, ...]:
        cells = self._cells(grid.rows[number])
        if grid.lines:
            for cell, lines in zip(cells, grid.lines[number], strict=True):
                self._place(lines, cell.start)
        if not grid.extents:
            return cells
        extents = grid.extents[number]
        return tuple(
            Cell(cell.text, cell.start, cell.end, extent.column, extent.columns, extent.rows)
            for cell, extent in zip(cells, extents, strict=True)
        )

    def _place(self, lines: Iterable[PrintedLine], by: int) -> None:
        self.printed.extend(
            replace(line, start=line.start + by, end=line.end + by) for line in lines
        )

    def _plot(self, plot: Plot) -> None:
        start = self.position
        title = clean_cell(plot.title)
        if title:
            self._line(title)
        labels = tuple(cell for label in plot.labels for cell in self._label(label))
        series = tuple(self._series(found) for found in plot.series)
        if self.position > start:
            self.charts += 1
            chart = Chart(self.charts, title, series, labels, start, self.position - 1)
            self.blocks.append(chart)

    def _label(self, label: str) -> Iterator[Cell]:
        line = clean_cell(label)
        start = self._line(line)
        for part in re.finditer(r"[^,，;；\s](?:[^,，;；]|,(?=\d{3}(?!\d)))*", line):
            text = part[0].rstrip()
            begin = start + part.start()
            yield Cell(text, begin, begin + len(text))

    def _series(self, found: PlotSeries) -> Series:
        name = self._cells([found.name])[0] if found.name else None
        points = [self._cells(point) for point in zip(found.categories, found.values, strict=True)]
        return Series(name, tuple(p[0] for p in points), tuple(p[1] for p in points))

    def _cells(self, texts: Sequence[str]) -> tuple[Cell, ...]:
        cells, at = [], self.position
        for column, text in enumerate(map(clean_cell, texts)):
            cells.append(Cell(text, at, at + len(text), column))
            at += len(text) + 1
        self._line("\t".join(cell.text for cell in cells))
        return tuple(cells)

    def _line(self, line: str) -> int:
        start = self.position
        self.lines.append(line)
        self.position += len(line) + 1
        return start


def page_marks(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Yield where page numbers stand: `- 3 -`, `(3)` and the pages of a list of contents."""
    contents: list[tuple[int, int, int]] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        if entry := _contents_entry(block.text):
            start, end, page = entry
            contents.append((block.start + start, block.start + end, page))
        elif mark := _PAGE_NUMBER.fullmatch(block.text):
            spans = (mark.span(group) for group in range(1, 5) if mark[group])
            yield from ((block.start + start, block.start + end) for start, end in spans)
    if _are_contents([page for _, _, page in contents]):
        yield from ((start, end) for start, end, _ in contents)


def _contents_entry(text: str) -> tuple[int, int, int] | None:
    """Return where the page number of a contents line starts and ends, and the page."""
    number = _LAST_NUMBER.search(text[-4:])
    if number is None:
        return None
    start = len(text) - len(number[0])
    title = text[:start].rstrip(_LEADER)
    leader = text[len(title) : start].strip()
    parted = "\t" in text[len(title) : start] or len(leader) > 1
    return (start, len(text), int(number[0])) if parted and _HEADING.fullmatch(title) else None


def _are_contents(pages: Sequence[int]) -> bool:
    return (
        len(pages) >= _CONTENTS_RUN
        and list(pages) == sorted(pages)
        and pages[0] <= _FIRST_PAGE_AT_MOST
    )


def is_contents(lines: Sequence[str]) -> bool:
    """Return whether `lines` are the entries of a list of contents with page numbers."""
    found = [_contents_entry(clean_line(line)) for line in lines]
    pages = [entry[2] for entry in found if entry]
    return len(pages) == len(lines) and _are_contents(pages)
