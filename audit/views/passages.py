"""Quotations with the figure marked, cut from the normalised text by offsets.

A figure may be printed twice in a line; only its offsets say which one is meant, so
passages are cut from the document and never searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audit.model import Lead, Span
from audit.views.words import PART, Language, named

_AROUND = 40
_WHOLE = 150
_LONGEST_MARK = 160
_CELLS = re.compile(r"\s*\t\s*")
_SPACE = re.compile(r"[^\S\u2003]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage; `marked` where it is what the lead speaks of."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the document, or a stretch of it: `anchor` is its first mark's offset.

    `place` says section, page and table, `row` the row of the table.
    """

    place: str
    row: str
    anchor: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Return the passage without marks."""
        return "".join(piece.text for piece in self.pieces)


def passages(text: str, spans: Iterable[Span], language: Language) -> tuple[Passage, ...]:
    """Return one passage a line, in document order, every span of it marked.

    White space is folded as in the JSON's quotes; an em space parts table cells.
    """
    ordered = sorted((trimmed(text, span) for span in spans), key=lambda s: (s.start, s.end))
    return tuple(_passage(text, group, language) for group in _by_stretch(text, ordered))


def lead_passages(text: str, lead: Lead, language: Language) -> tuple[Passage, ...]:
    """Return the passages of a lead: first those of the outcome that tells it, then the others."""
    told = {(f.span.start, f.span.end) for f in lead.outcome.facts}
    told |= {(span.start, span.end) for span in lead.outcome.quotes}
    own = [span for span in lead.quotes if (span.start, span.end) in told]
    others = [span for span in lead.quotes if (span.start, span.end) not in told]
    return passages(text, own, language) + passages(text, others, language)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends, so that it starts with its words."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return replace(span, start=start, end=max(start, span.start + len(words.rstrip())))


def place(span: Span, language: Language) -> str:
    """Return where a span stands: section (or part), page and table as known."""
    words = [named(PART, span.part, language) if not span.section else span.section]
    for name, number in (("p", span.page), ("t", span.table)):
        if number is not None:
            words.append(_counted(name, number, language))
    return " · ".join(words)


def row_of(span: Span, language: Language) -> str:
    """Return the row of a table that a span stands in, or ''."""
    return "" if span.row is None else _counted("r", span.row, language)


def _counted(name: str, number: int, language: Language) -> str:
    return _COUNTED[name][0 if language == "zh" else 1].format(number)


_COUNTED = {
    "p": ("第{0}页", "page {0}"),
    "t": ("第{0}张表", "table {0}"),
    "r": ("第{0}行", "row {0}"),
}


def _by_stretch(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """Yield spans that stand in one line and near enough to be quoted together."""
    group: list[Span] = []
    for span in spans:
        if group and not _together(text, group, span):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _together(text: str, group: list[Span], span: Span) -> bool:
    line = _line(text, group[0])
    if not line[0] <= span.start < max(line[1], group[-1].end):
        return False
    return line[1] - line[0] <= _WHOLE or span.start - group[-1].end <= 2 * _AROUND


def _line(text: str, span: Span) -> tuple[int, int]:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return start, len(text) if end < 0 else end


def _passage(text: str, spans: list[Span], language: Language) -> Passage:
    start, end = _line(text, spans[0])
    stop = max(span.end for span in spans)
    end = max(end, stop)
    cut_start, cut_end = start, end
    if end - start > _WHOLE:
        cut_start = max(start, spans[0].start - _AROUND)
        cut_end = min(end, stop + _AROUND)
    pieces = list(_pieces(text, cut_start, cut_end, spans))
    if cut_start > start:
        pieces.insert(0, Piece("…", marked=False))
    if cut_end < end:
        pieces.append(Piece("…", marked=False))
    return Passage(
        place(spans[0], language), row_of(spans[0], language), spans[0].start, _tidy(pieces)
    )


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Piece]:
    at = start
    for span in spans:
        if span.end <= at:
            continue
        yield Piece(_folded(text[at : span.start]), marked=False)
        yield Piece(_short(_folded(text[max(at, span.start) : span.end])), marked=True)
        at = span.end
    yield Piece(_folded(text[at:end]), marked=False)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", _CELLS.sub("\u2003", text))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MARK else f"{text[: _LONGEST_MARK - 1]}…"


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    kept = [piece for piece in pieces if piece.text]
    if kept:
        kept[0] = Piece(kept[0].text.lstrip(), kept[0].marked)
        kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].marked)
    return tuple(piece for piece in kept if piece.text)
