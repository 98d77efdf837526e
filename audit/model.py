"""The records that travel through the house, all frozen.

Document ──▶ Fact ──▶ Outcome ──▶ Lead ──▶ Result. Offsets are code points in
`Document.text`; `text[span.start:span.end]` is the printed figure itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from audit.interval import EXACT, Interval

Part = Literal["narrative", "table", "form", "chart"]
Kind = Literal["amount", "percent", "count", "score", "text"]
Measure = Literal[
    "actual",
    "initial_budget",
    "adjusted_budget",
    "prior_year",
    "change",
    "change_rate",
    "budget_change",
    "budget_change_rate",
    "share",
    "completion_rate",
    "execution_rate",
    "target",
    "weight",
    "score",
    "reason",
]
Scope = Literal["all_funds", "fiscal", "general_public_budget", "government_funds", "state_capital"]
Direction = Literal["increase", "decrease", "unchanged"]
Status = Literal[
    "exact",
    "rounding",
    "unlikely_rounding",
    "inconsistent",
    "missing",
    "not_applicable",
    "error",
]
Severity = Literal["error", "warning", "info"]

YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
}


# --- the document -----------------------------------------------------------------


Box = tuple[float, float, float, float]  # left, top, right, bottom; points from the page's top left


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


# --- the figures ------------------------------------------------------------------


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
class Fact:
    """One printed figure or one printed word that a check can use.

    `value` is the number exactly as printed (None for kind `text`), in `uom`;
    `decimals` are the digits printed after the point, `precision` the digits it is
    good for: more than printed where a zero was dropped (507.2 beside 578.15), fewer
    for the binary debris of a chart cache (651.4299999999979). `direction` carries
    the word 增加/减少/持平, since the printed figure itself has no sign.
    """

    id: str
    concept: str
    label: str
    kind: Kind
    measure: Measure
    scope: Scope | None
    year: int | None
    value: Decimal | None
    decimals: int
    precision: int
    uom: str
    raw: str
    span: Span
    dims: tuple[tuple[str, str], ...] = ()
    direction: Direction | None = None
    confidence: Literal["high", "low"] = "high"

    def __hash__(self) -> int:
        return hash((self.id, self.raw))  # cheap; equality still compares every field

    def dim(self, name: str) -> str:
        """Return a dimension's value, or an empty string."""
        return next((value for key, value in self.dims if key == name), "")

    @property
    def number(self) -> Decimal:
        """Return the value in yuan (amounts) or as printed (%, counts, scores), signed.

        Raises ValueError for a text fact.
        """
        if self.value is None:
            raise ValueError(f"{self.id} ({self.raw!r}) is not a number")
        value = self.value
        if self.decimals > self.precision:
            value = value.quantize(Decimal(1).scaleb(-self.precision))
        signed = -value if self.direction == "decrease" else value
        factor = YUAN.get(self.uom)
        return signed if factor is None else EXACT.multiply(signed, factor)

    @property
    def interval(self) -> Interval:
        """Return what the figure can stand for, in the same unit as `number`."""
        return self._interval(self.precision)

    @property
    def printed_interval(self) -> Interval:
        """Return the wider interval that the printed digits alone allow."""
        return self._interval(min(self.decimals, self.precision))

    def _interval(self, digits: int) -> Interval:
        if self.kind in ("count", "score") or self.number == 0 == self.decimals:
            return Interval.exact(self.number)
        shift = YUAN.get(self.uom, Decimal(1)).adjusted()  # 万元 moves the point by four
        return Interval.rounded(self.number, digits - shift)


# --- what the checks say ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place in another disclosure: last year's, or another unit's."""

    path: str
    unit: str
    year: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages of the product."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found for one subject; passes are outcomes too.

    `expected`, `actual`, `residual` (actual − expected) and `allowance` are in `uom`.
    `formula` is the sum with its numbers, so that anyone can redo it. The engine fills
    `check` and, where the check did not choose another, `severity`.
    """

    subject: str
    status: Status
    message: Message
    facts: tuple[Fact, ...] = ()
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    residual: Decimal | None = None
    allowance: Decimal | None = None
    uom: str = ""
    formula: str = ""
    quotes: tuple[Span, ...] = ()
    severity: Severity | None = None
    check: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """疑点: an outcome that a person must look at. It states figures, never guilt."""

    id: str
    fingerprint: str
    check: str
    severity: Severity
    title: Message
    message: Message
    basis: str
    outcome: Outcome
    also: tuple[Outcome, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return every figure the lead rests on, each once, in document order."""
        found = {f.id: f for o in (self.outcome, *self.also) for f in o.facts}
        return tuple(sorted(found.values(), key=lambda f: f.span.start))

    @property
    def quotes(self) -> tuple[Span, ...]:
        """Return the places to look at, each once, in document order."""
        spans = [f.span for f in self.facts]
        spans += [q for o in (self.outcome, *self.also) for q in o.quotes]
        return tuple(sorted({(s.start, s.end): s for s in spans}.values(), key=lambda s: s.start))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the printed numbers were used, read, or not read (`unread` spans)."""

    numbers: int
    used: int
    read: int
    unread: tuple[Span, ...] = field(default=())
