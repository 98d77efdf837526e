"""The records that travel through the house, all frozen.

Document ──▶ Fact ──▶ Outcome ──▶ Lead ──▶ Result. The records of the document itself are
those of `audit.document`; they can be had from here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from audit.document import (
    Block,
    Box,
    Cell,
    Chart,
    Document,
    Paragraph,
    Part,
    PrintedLine,
    Series,
    Source,
    Span,
    Table,
)
from audit.interval import EXACT, Interval

__all__ = [
    "YUAN",
    "Block",
    "Box",
    "Cell",
    "Chart",
    "Coverage",
    "Direction",
    "Document",
    "Explanation",
    "Fact",
    "Kind",
    "Lead",
    "Measure",
    "Message",
    "Outcome",
    "Paragraph",
    "Part",
    "PrintedLine",
    "Relation",
    "Scope",
    "Series",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Sum",
    "Table",
]

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


# --- the figures ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed figure or one printed word that a check can use.

    `value` is the number exactly as printed (None for kind `text`), in `uom`;
    `decimals` are the digits printed after the point, `precision` the digits it is
    good for: more than printed where a zero was dropped (507.2 beside 578.15), fewer
    for the binary debris of a chart cache (651.4299999999979). `direction` carries
    the word 增加/减少/持平, since the printed figure itself has no sign. `cut` says that the
    digits beyond are taken as cut off instead of rounded.
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
    cut: bool = False

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
        stands_for = Interval.truncated if self.cut else Interval.rounded
        return stands_for(self.number, digits - shift)


# --- the relations between them ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sum:
    """Printed figures, each added (1) or taken away (−1), and an exact number in yuan or %.

    A figure that is no number, such as the word 持平, counts as zero.
    """

    terms: tuple[tuple[int, Fact], ...] = ()
    constant: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a check tested between figures, so that it can be tested again with others.

    stated = computed, or stated = 100 × computed ÷ over; for `≤` stated is at most computed.
    `strict` is for one fact told twice, which must be printed alike. A rule that is no sum,
    such as a score for a result, has `alone` instead: figures with the least and the greatest
    number (as `Fact.number` counts) that obey it while the other figures stay.
    """

    stated: Sum = Sum()
    computed: Sum = Sum()
    over: Sum | None = None
    sign: Literal["=", "≤"] = "="
    strict: bool = False
    alone: tuple[tuple[Fact, Decimal, Decimal], ...] = ()


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
    `formula` is the sum with its numbers, so that anyone can redo it; `relation` is the same
    for the diagnosis, None where words were judged. The engine fills `check` and, where the
    check did not choose another, `severity`.
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
    relation: Relation | None = None
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A smallest change after which relations that fail now hold: which figure may be wrong.

    `changes` are figures with what they should print: a value in the figure's own unit, or a
    word of direction. `solves` of the `failed` relations then hold, and none is broken.
    `slip` names what a clerk may have done (`transposed`, `swapped`, …), '' where nothing of
    the kind fits; `lo` and `hi` are the least and the greatest value that would do.
    """

    changes: tuple[tuple[Fact, Decimal | str], ...]
    solves: int
    failed: int
    slip: str
    message: Message
    lo: Decimal | None = None
    hi: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """疑点: an outcome that a person must look at. It states figures, never guilt.

    `explanations` say which figure may be wrong, the likeliest first; of `equal` many at the
    front none is likelier than another.
    """

    id: str
    fingerprint: str
    check: str
    severity: Severity
    title: Message
    message: Message
    basis: str
    outcome: Outcome
    also: tuple[Outcome, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    equal: int = 0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return every figure the lead rests on, each once, in document order."""
        found = {f.id: f for o in (self.outcome, *self.also) for f in o.facts}
        return tuple(sorted(found.values(), key=lambda f: f.span.start))

    @property
    def quotes(self) -> tuple[Span, ...]:
        """Return the places to look at, each once: those of the outcome that tells it first."""
        found: dict[tuple[int, int], Span] = {}
        for outcomes in ((self.outcome,), self.also):
            spans = [f.span for o in outcomes for f in o.facts]
            spans += [span for o in outcomes for span in o.quotes]
            for span in sorted(spans, key=lambda span: span.start):
                found.setdefault((span.start, span.end), span)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the printed numbers were used, read, or not read (`unread` spans)."""

    numbers: int
    used: int
    read: int
    unread: tuple[Span, ...] = field(default=())
