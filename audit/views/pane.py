"""The document as a pane beside a lead: its text and tables, every printed number a place.

Each number is an element with `data-at`, its offset, and the class of what became of it
(`lead`, `used`, `read`, `unread`). Of a long document the part around a place is shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from audit.engine import Result
from audit.model import Block, Cell, Chart, Fact, Paragraph, Table
from audit.views.covered import SIGN, STATES, State, number_states
from audit.views.labels import say
from audit.views.passages import trimmed
from audit.views.words import MEASURE, Language, named

LONGEST = 120_000  # characters shown at once
_LONGEST_MARK = 60  # words of a lead longer than this are shown by their lines, not as one place


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that can be chosen: where, what became of it, and what it is."""

    start: int
    end: int
    state: State
    title: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a document in order, none within another, and where each starts."""

    marks: tuple[Mark, ...]
    starts: tuple[int, ...] = field(repr=False)

    def inside(self, start: int, end: int) -> Sequence[Mark]:
        """Return the marks that begin in a stretch of the text."""
        return self.marks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def at(self, place: int) -> Mark | None:
        """Return the mark that holds a place of the text, or None."""
        found = bisect_right(self.starts, place) - 1
        return self.marks[found] if found >= 0 and place < self.marks[found].end else None


def marks_of(result: Result, language: Language) -> Marks:
    """Return the places of a document: its printed numbers, and the words of its leads."""
    quoted = {
        (span.start, span.end)
        for lead in result.leads
        for span in (trimmed(result.facts.document.text, quote) for quote in lead.quotes)
    }
    states = dict(number_states(result))
    for fact in result.facts:
        if fact.value is not None:  # counts in numerals are no printed digits
            states.setdefault((fact.span.start, fact.span.end), "used")
    states |= {place: "lead" for place in quoted if place[1] - place[0] <= _LONGEST_MARK}
    leads = {start for start, _ in quoted}
    titles = {fact.span.start: _title(fact, language) for fact in result.facts}
    found = (
        Mark(start, end, "lead" if start in leads else state, titles.get(start, ""))
        for (start, end), state in states.items()
        if end > start
    )
    kept = tuple(_apart(sorted(found, key=lambda mark: (mark.start, -mark.end))))
    return Marks(kept, tuple(mark.start for mark in kept))


def legend_html(result: Result, language: Language) -> Markup:
    """Return what the signs mean, with how many numbers there are of each."""
    found = [*number_states(result).values()]
    parts = [
        Markup('<span><i class="{}" data-sign="">{}</i> {} <b>{}</b></span>').format(
            state, SIGN[state], say(f"mark_{state}", language),
            len(result.leads) if state == "lead" else found.count(state),
        )
        for state in STATES
    ]  # fmt: skip
    return Markup('<div class="legend">{}</div>').format(Markup("").join(parts))


def pane_html(result: Result, marks: Marks, language: Language, around: int = 0) -> Markup:
    """Return the document, or the part of it around a place where it is long."""
    document = result.facts.document
    start, end = _window(len(document.text), around)
    headings = {s.start for s in result.facts.sections if not s.inferred}
    parts = [
        _block(block, _Piece(document.text, marks, start, end), headings)
        for block in document.blocks
        if block.start < end and block.end > start
    ]
    if end - start < len(document.text):
        note = Markup('<p class="quiet">{}</p>').format(say("cut_document", language))
        parts.insert(0, note)
    return Markup("\n").join(part for part in parts if part)


def window_of(result: Result, around: int) -> tuple[int, int]:
    """Return which part of the text `pane_html` shows around a place."""
    return _window(len(result.facts.document.text), around)


def _window(length: int, around: int) -> tuple[int, int]:
    """Return a window of fixed steps, so that places near each other share one."""
    if length <= LONGEST:
        return 0, length
    half = LONGEST // 2
    start = max(0, (around // half) * half - half // 2)
    return start, min(length, start + LONGEST)


def _title(fact: Fact, language: Language) -> str:
    measure = "" if fact.measure == "actual" else f" · {named(MEASURE, fact.measure, language)}"
    return f"{fact.label}{measure}"


def _apart(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks that begin behind the end of the one before; a wider one is cut off."""
    edge = -1
    for mark, following in pairwise((*marks, None)):
        if mark is None or mark.start < edge:
            continue
        end = mark.end
        if following is not None and mark.start < following.start < end:
            end = following.start
        edge = end
        yield Mark(mark.start, end, mark.state, mark.title)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text with its marks, and the part of it that is shown."""

    text: str
    marks: Marks
    start: int
    end: int

    def html(self, start: int, end: int) -> Markup:
        """Return a stretch of the text with its marks."""
        start, end = max(start, self.start), min(end, self.end)
        parts, at = [], start
        for mark in self.marks.inside(start, end):
            parts.append(escape(self.text[at : mark.start]))
            stop = min(mark.end, end)
            parts.append(_marked(mark, self.text[mark.start : stop]))
            at = stop
        parts.append(escape(self.text[at:end]))
        return Markup("").join(parts)


def _marked(mark: Mark, words: str) -> Markup:
    title = Markup(' title="{}"').format(mark.title) if mark.title else Markup("")
    return Markup('<i class="{}" data-at="{}" role="button" tabindex="0"{}>{}</i>').format(
        mark.state, mark.start, title, words
    )


def _block(block: Block, piece: _Piece, headings: set[int]) -> Markup:
    if isinstance(block, Paragraph):
        tag = "h3" if block.start in headings else "p"
        return Markup("<{0}>{1}</{0}>").format(tag, piece.html(block.start, block.end))
    rows: Sequence[Sequence[Cell]]
    rows = block.rows if isinstance(block, Table) else _chart_cells(block, piece.text)
    body = Markup("\n").join(
        Markup("<tr>") + Markup("").join(_cell(cell, piece) for cell in row)
        for row in rows
        if row and row[0].start < piece.end and row[-1].end >= piece.start
    )
    css = "chart" if isinstance(block, Chart) else "grid"
    return Markup('<div class="scroll"><table class="{}">{}</table></div>').format(css, body)


def _cell(cell: Cell, piece: _Piece) -> Markup:
    wide = Markup(' colspan="{}"').format(cell.columns) if cell.columns > 1 else Markup("")
    return Markup("<td{}>{}</td>").format(wide, piece.html(cell.start, cell.end))


def _chart_cells(chart: Chart, text: str) -> list[list[Cell]]:
    """Return a chart's cached figures line by line, as the text prints them."""
    rows, at = [], chart.start
    for line in text[chart.start : chart.end].split("\n"):
        row = []
        for words in line.split("\t"):
            row.append(Cell(words, at, at + len(words)))
            at += len(words) + 1
        rows.append(row)
    return rows


def places_of(marks: Marks, spans: Mapping[int, int]) -> list[int]:
    """Return the offsets of the marks that lie in the given stretches (start to end)."""
    return sorted(
        {mark.start for start, end in spans.items() for mark in marks.inside(start, end)}
        | {mark.start for start in spans if (mark := marks.at(start)) is not None}
    )
