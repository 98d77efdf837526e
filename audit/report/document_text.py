"""The document's text as HTML, every printed number coloured by what became of it.

A number is in a lead, used by a check, read but unused, or not read. Each first offset of
a span is an anchor `t<offset>` that quotations link to; a number links to its one lead, or to
its row among the figures, where all leads and checks that it stands in are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from audit.engine import Result
from audit.model import Block, Cell, Chart, Paragraph, Table
from audit.views.passages import trimmed
from audit.views.words import Language

_LONG = 24  # words rather than a figure: underlined, not filled
_ORDER = ("lead", "used", "read", "unread")
_CLASS = {
    "lead": Markup(" class=lead"),
    "lead long": Markup(' class="lead long"'),
    "read": Markup(" class=read"),
    "unread": Markup(" class=unread"),
}


@dataclass(slots=True)
class _Mark:
    """What is known of one stretch: its class and where it links to."""

    start: int
    end: int
    kind: str
    row: str = ""
    leads: list[str] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Return whether it is words rather than a figure; a number in it keeps its own mark."""
        return self.end - self.start > _LONG

    @property
    def target(self) -> str:
        """Return the anchor to link to: the one lead, else the figure's row, else a lead."""
        return self.row if self.row and len(self.leads) != 1 else (self.leads or [""])[0]


def document_html(
    result: Result, anchors: Mapping[str, str], rows: Mapping[int, str], language: Language
) -> Markup:
    """Return the text with coloured numbers.

    `anchors` names the sheet of each lead's id, `rows` the row of the figure at each offset.
    """
    marks = _marks(result, anchors, rows)
    headings = {s.start for s in result.facts.sections if not s.inferred}
    document = result.facts.document
    text = document.text
    parts = []
    for block in document.blocks:
        inside = [m for m in marks if block.start <= m.start < max(block.end, block.start + 1)]
        parts.append(_block(block, text, inside, headings, language))
    return Markup("\n").join(part for part in parts if part)


def _marks(result: Result, anchors: Mapping[str, str], rows: Mapping[int, str]) -> list[_Mark]:
    """Return the marks in document order; where two meet, the graver class wins."""
    used = {fact.id for outcome in result.outcomes for fact in outcome.facts}
    found: dict[tuple[int, int], _Mark] = {}
    for span in result.coverage.unread:
        found[span.start, span.end] = _Mark(span.start, span.end, "unread")
    for fact in result.facts:
        kind = "used" if fact.id in used else "read"
        if fact.value is not None:
            start = fact.span.start
            _enter(found, _Mark(start, fact.span.end, kind, rows.get(start, "")))
    for lead in result.leads:
        for quoted in lead.quotes:
            span = trimmed(result.facts.document.text, quoted)
            _enter(found, _Mark(span.start, span.end, "lead", leads=[anchors[lead.id]]))
    return sorted(found.values(), key=lambda mark: (mark.start, mark.end))


def _enter(found: dict[tuple[int, int], _Mark], mark: _Mark) -> None:
    known = found.setdefault((mark.start, mark.end), mark)
    if known is mark:
        return
    known.leads += [lead for lead in mark.leads if lead not in known.leads]
    known.row = known.row or mark.row
    if _ORDER.index(mark.kind) < _ORDER.index(known.kind):
        known.kind = mark.kind


def _block(
    block: Block, text: str, marks: Sequence[_Mark], headings: set[int], language: Language
) -> Markup:
    if isinstance(block, Paragraph):
        tag = "h3" if block.start in headings else "p"
        inner = _marked(text, block.start, block.end, marks)
        return Markup("<{0}>{1}</{0}>").format(tag, inner)
    if isinstance(block, Table):
        width = max(map(len, block.rows), default=0)
        rows = Markup("\n").join(_row(row, text, marks, width) for row in block.rows)
        return Markup('<div class="scroll"><table>\n{}\n</table></div>').format(rows)
    return _chart(block, text, marks, language)


def _row(row: Sequence[Cell], text: str, marks: Sequence[_Mark], width: int) -> Markup:
    """Return a row whose last cell fills what the table's widest row has more."""
    spans = [1] * (len(row) - 1) + [width - len(row) + 1]
    cells = (
        (Markup("<td>") if span == 1 else Markup("<td colspan={}>").format(span))
        + _marked(text, cell.start, cell.end, marks)
        for cell, span in zip(row, spans, strict=True)
    )
    return Markup("<tr>") + Markup("").join(cells)


def _chart(chart: Chart, text: str, marks: Sequence[_Mark], language: Language) -> Markup:
    """Return a chart's cached figures as a table, line by line as the text prints them."""
    rows, at = [], chart.start
    for line in text[chart.start : chart.end].split("\n"):
        cells = []
        for words in line.split("\t"):
            cells.append(Markup("<td>") + _marked(text, at, at + len(words), marks))
            at += len(words) + 1
        rows.append(Markup("<tr>") + Markup("").join(cells))
    name = ("图" if language == "zh" else "chart") + f" {chart.index}"
    return Markup(
        '<div class="scroll"><table class="chart"><caption><small>{}</small></caption>\n'
        "{}\n</table></div>"
    ).format(name, Markup("\n").join(rows))


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Markup:
    """Return `text[start:end]` with its marks, cut where they overlap, so that none nests."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    if not inside:
        return escape(text[start:end])
    edges = sorted({start, end, *(e for m in inside for e in (m.start, m.end) if start < e < end)})
    pieces = (_piece(text, a, b, inside) for a, b in pairwise(edges))
    return Markup("").join(pieces)


def _piece(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Markup:
    over = [mark for mark in marks if mark.start <= start and end <= mark.end]
    if not over:
        return escape(text[start:end])
    mark = min(over, key=lambda m: (m.is_long, _ORDER.index(m.kind), m.end - m.start))
    anchor = Markup(" id=t{}").format(start) if any(m.start == start for m in over) else Markup("")
    kind = f"{mark.kind} long" if mark.is_long else mark.kind
    css = "" if kind == "used" else _CLASS[kind]
    if mark.target:
        return Markup("<a{} href=#{}{}>{}</a>").format(css, mark.target, anchor, text[start:end])
    return Markup("<i{}{}>{}</i>").format(css, anchor, text[start:end])
