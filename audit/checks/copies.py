"""同一文件的两种格式 / one disclosure in two formats: their figures must be the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import PurePath

from audit.facts import Facts
from audit.model import Document, Message, Outcome, Span, Table
from audit.registry import check

_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_CLAUSE = re.compile(r"[^。；;\n]+[。；;]?")
_SIGNS = re.compile(r"[\W_]+")
_DEBRIS = Decimal("1e-9")
_TOLD = 8  # differences that the message names
_AROUND = 18  # characters of a quotation before and after its figure


@dataclass(frozen=True, slots=True)
class _Line:
    """A clause or a row: its words without figures, and its figures with their places."""

    words: str
    figures: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Difference:
    """A figure here and the one in its place in the copy, each with its quotation."""

    here: tuple[int, int]
    quote: str
    there: str


@check(
    "FRM-14",
    zh="同一文件的两种格式内容不一致",
    en="copies-differ",
    severity="warning",
    basis="同一份决算公开的不同格式应当一致（逻辑）",
    area="form",
)
def copies_agree(facts: Facts) -> Iterator[Outcome]:
    """The same disclosure in another format prints the same figures.

    What: clauses and table rows with equal words are set side by side, their figures compared.
    Why: one of the two was corrected and the other was not; readers get two accounts.
    Basis: logic.
    Formula: lines of equal words: figures here = figures in the copy.
    Tolerance: exact, as printed; separators, idle zeros and the debris of binary floats aside.
    Example: 648.54 in the Word file, 684.54 in the PDF beside it.
    Limits: words that differ are not compared. Figures that one copy leaves out are a hint: a
    text copy loses tables, and an empty cell may be a zero.
    """
    document = facts.document
    for copy in document.copies:
        yield _compared(facts, document, copy)


def _compared(facts: Facts, document: Document, copy: Document) -> Outcome:
    name = PurePath(copy.path).name
    pairs = list(_pairs(list(_lines(document)), list(_lines(copy))))
    different = [d for one, other in pairs for d in _different(document, copy, one, other)]
    if different:
        return _told(facts, different, name)
    missing = [(one, other) for one, other in pairs if _real(one) != _real(other)]
    if missing:
        zh = f"{name} 与正文有 {len(missing)} 处数字一边有、一边没有，可能因转换丢失"
        en = f"{name}: {len(missing)} lines print a figure in one format only"
        spans = tuple(facts.place(*_reach(document, one)) for one, _ in missing[:_TOLD])
        message = Message(zh, en)
        return Outcome(name, "inconsistent", message, quotes=spans, severity="info")
    figures = sum(len(one.figures) for one, _ in pairs)
    message = Message(f"{name} 与正文的 {figures} 个数字一致", f"{figures} figures agree")
    return Outcome(name, "exact", message)


def _told(facts: Facts, different: list[_Difference], name: str) -> Outcome:
    shown = "；".join(f"“{one.quote}”在 {name} 中为“{one.there}”" for one in different[:_TOLD])
    more = f"；另有 {len(different) - _TOLD} 处" if len(different) > _TOLD else ""
    zh = f"{name} 与正文有 {len(different)} 处数字不同：{shown}{more}"
    en = f"{name} prints {len(different)} figures differently: {shown}"
    spans: tuple[Span, ...] = tuple(facts.place(*one.here) for one in different[:_TOLD])
    return Outcome(name, "inconsistent", Message(zh, en), quotes=spans)


def _lines(document: Document) -> Iterator[_Line]:
    """Yield the clauses of the prose and the rows of the tables that print a figure."""
    marks = {start for start, _ in document.page_marks}
    for block in document.blocks:
        if isinstance(block, Table):
            spans = [(row[0].start, row[-1].end) for row in block.rows if row]
        else:
            printed = document.text[block.start : block.end]
            spans = [
                (block.start + m.start(), block.start + m.end()) for m in _CLAUSE.finditer(printed)
            ]
        for start, end in spans:
            line = _line(document.text, start, end)
            if line.figures and line.places[0][0] not in marks:
                yield line


def _line(text: str, start: int, end: int) -> _Line:
    found = list(_FIGURE.finditer(text, start, end))
    words = _SIGNS.sub("", _FIGURE.sub("", text[start:end]))
    return _Line(words, tuple(map(_plain, found)), tuple(m.span() for m in found))


def _plain(match: re.Match[str]) -> str:
    figure = re.sub(r"[,，]", "", match[0])
    whole, point, fraction = figure.partition(".")
    return (whole.lstrip("0") or "0") + (point + fraction if fraction.strip("0") else "")


def _pairs(here: list[_Line], there: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Yield lines of equal words in the order in which both texts print them."""
    words, its = [line.words for line in here], [line.words for line in there]
    for block in SequenceMatcher(None, words, its, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            one, other = here[block.a + step], there[block.b + step]
            if len(one.words) > 1:
                yield one, other


def _different(
    document: Document, copy: Document, one: _Line, other: _Line
) -> Iterator[_Difference]:
    """Yield the figures that stand in the same place and differ."""
    if len(one.figures) != len(other.figures):
        return
    for figure, place, its, there in zip(
        one.figures, one.places, other.figures, other.places, strict=True
    ):
        if not _same(figure, its):
            quote = _quote(document.text, *place)
            yield _Difference(_around(document.text, *place), quote, _quote(copy.text, *there))


def _same(one: str, other: str) -> bool:
    """Return whether two figures are one: a chart's cache keeps binary debris after it."""
    return one == other or abs(Decimal(one) - Decimal(other)) < _DEBRIS


def _real(line: _Line) -> Counter[Decimal]:
    """Return a line's figures but its zeros: 0.00, - and an empty cell say the same."""
    figures = (Decimal(figure).quantize(_DEBRIS) for figure in line.figures)
    return Counter(figure for figure in figures if figure)


def _reach(document: Document, line: _Line) -> tuple[int, int]:
    start, _ = _around(document.text, *line.places[0])
    return start, line.places[-1][1]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    after = len(text) if after < 0 else after
    return max(before, start - _AROUND), min(after, end + _AROUND)


def _quote(text: str, start: int, end: int) -> str:
    first, last = _around(text, start, end)
    return " ".join(text[first:last].split())
