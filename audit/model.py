"""The records that travel through the house, all frozen.

Document ──▶ Fact ──▶ Outcome ──▶ Lead ──▶ Result. Offsets are code points in
`Document.text`; `text[span.start:span.end]` is the printed figure itself.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or one word of a chart: its text and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, a heading, a caption or a text box."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: merged cells appear once, then as empty cells."""

    index: int
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


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
    """A disclosure read from one file: normalised text and blocks in reading order.

    `notes` says what the reader could not use. `page_marks` are code-point ranges of
    page numbers: numbers that no one has to account for.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    page_marks: tuple[tuple[int, int], ...] = ()

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
    """Where a figure is printed, and the words around it (`quote`, white space folded)."""

    part: Part
    section: str
    start: int
    end: int
    quote: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


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
