"""A disclosure as read: its text, its blocks in reading order, and places in it.

Offsets are code points in `Document.text`; `text[span.start:span.end]` is the printed
figure itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Part = Literal["narrative", "table", "form", "chart"]
Box = tuple[float, float, float, float]  # left, top, right, bottom; points from the page's top left


@dataclass(frozen=True, slots=True)
class Span:
    """Where a figure is printed, and the words around it (`quote`, white space folded).

    `page` counts from 1, `table`, `row` and `col` too; `box` is the figure's place on the page.
    """

    part: Part
    section: str
    start: int
    end: int
    quote: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where a piece of the text is printed on a page: one line, or one line of a cell.

    `edges` are the left edges of its characters and the right edge of the last one, in
    points from the left of the page; `top` and `bottom` count from the top of the page.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]

    def box(self, start: int, end: int) -> Box:
        """Return the box around the characters `start` to `end` of the document's text."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        return self.edges[first], self.top, self.edges[last], self.bottom


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a disclosure, and the part of the document's text that it gave."""

    path: str
    sha256: str
    format: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or one word of a chart: its text and where it stands.

    In a table `column` is the grid column it begins in (from 0), `columns` and `rows` how
    many it covers: merged headings keep their width even where a row prints fewer cells.
    Equal cells have equal words and places: a text copy of a table does not know widths.
    """

    text: str
    start: int
    end: int
    column: int = field(default=0, compare=False)
    columns: int = field(default=1, compare=False)
    rows: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, a heading, a caption or a text box."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: merged cells appear once, then as empty cells.

    `name` is the sheet's name in a workbook, else empty.
    """

    index: int
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart cache; `name` is None when the cache holds none."""

    name: Cell | None
    categories: tuple[Cell, ...]
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's cached figures and its printed data labels, if any."""

    index: int
    title: str
    series: tuple[Series, ...]
    labels: tuple[Cell, ...]
    start: int
    end: int


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A disclosure as read: normalised text and blocks in reading order.

    `notes` says what the reader could not use. `page_marks` are code-point ranges of
    page numbers: numbers that no one has to account for. `lines` tell where the text is
    printed (only of formats that have pages), `unsure` which ranges of it a machine
    recognised in a picture, `sources` the files where there are several, and `copies`
    what was read from a file that holds the same disclosure in another format.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    page_marks: tuple[tuple[int, int], ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()
    sources: tuple[Source, ...] = ()
    copies: tuple[Document, ...] = ()

    def line_at(self, place: int) -> PrintedLine | None:
        """Return the printed line that holds a place of the text, or None."""
        at = bisect_right(self.lines, place, key=lambda line: line.start) - 1
        return self.lines[at] if at >= 0 and place < self.lines[at].end else None

    def is_unsure(self, start: int) -> bool:
        """Return whether a machine recognised the text at `start` in a picture."""
        at = bisect_right(self.unsure, start, key=lambda place: place[0]) - 1
        return at >= 0 and start < self.unsure[at][1]

    def span(
        self,
        part: Part,
        section: str,
        start: int,
        end: int,
        quote: str,
        table: int | None = None,
        row: int | None = None,
        col: int | None = None,
    ) -> Span:
        """Return a place in this document, with its page and its box where pages are known."""
        line = self.line_at(start)
        page, box = (line.page, line.box(start, end)) if line else (None, None)
        return Span(part, section, start, end, quote, page, table, row, col, box)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> Iterator[Table]:
        """Yield the tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def charts(self) -> Iterator[Chart]:
        """Yield the charts in reading order."""
        return (block for block in self.blocks if isinstance(block, Chart))
