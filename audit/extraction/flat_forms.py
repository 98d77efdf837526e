"""Read the funding rows of a 绩效自评表 whose cells came out as a stream of words.

A copy of a page loses the grid: one cell a line, or one row a line with spaces. A column
is known only by the order of the headings and the number of values under them; where the
numbers do not add up to the headings nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit import amounts
from audit.model import Cell, Document, Fact, Kind, Measure, Paragraph, Span, Table

_COLUMNS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("initial_budget", re.compile(r"年初预算(?:数|金额)?")),
    ("adjusted_budget", re.compile(r"(?:全年|调整后?)预算(?:数|金额)?(?:[（(]A[）)])?")),
    ("actual", re.compile(r"(?:全年|预算|实际)?执行(?:数|金额)(?:[（(]B[）)])?")),
    ("execution_rate", re.compile(r"(?:预算)?执行率(?:[（(]B/A[）)])?(?:[（(]%[）)])?")),
    ("weight", re.compile(r"权重|分值")),
    ("score", re.compile(r"(?:自评)?得分")),
)
_LABELS: dict[Measure, str] = {
    "initial_budget": "年初预算",
    "adjusted_budget": "全年预算",
    "actual": "预算执行数",
    "execution_rate": "预算执行率",
    "weight": "预算执行权重",
    "score": "预算执行得分",
}
_ROWS = (
    ("total", re.compile(r"(?:年度)?(?:资金)?总额[:：]?")),
    (
        "fiscal",
        re.compile(r"(?:其中[:：]?)?(?:本年|当年)?财政拨款[:：]?|(?:其中[:：]?)?财政资金[:：]?"),
    ),
)
_MONEY: tuple[Measure, ...] = ("initial_budget", "adjusted_budget", "actual")
_TOKEN = re.compile(r"[^\s|]+|\|")
_UNIT = re.compile(r"[（(](万元|元)[）)]")
_FEWEST = 3
_NEAR = 40  # words between the headings and a row
_INDICATORS = re.compile(r"绩效指标\s*[（(]\s*(\d+)\s*分\s*[）)]")


@dataclass(frozen=True, slots=True)
class _Heading:
    """The columns in order, and the unit of the amounts."""

    columns: tuple[Measure, ...]
    end: int
    uom: str


def read_flat_forms(document: Document, year: int | None) -> Iterator[Fact]:
    """Yield the amounts, rate, weight and score of each funding row that can be proved."""
    words = [word for block in document.blocks for word in _words(document, block)]
    for heading in _headings(document, words):
        for at in range(heading.end, min(heading.end + _NEAR, len(words))):
            row = next((name for name, p in _ROWS if p.fullmatch(words[at].text)), "")
            if row:
                yield from _row(document, words, at, heading, row, year)
    for table in document.tables:
        yield from _weights(document, table, year)


def _words(document: Document, block: object) -> Iterator[Cell]:
    """Yield the words of a paragraph or the cells of a table; a blank cell is ''."""
    if isinstance(block, Table):
        for row in block.rows:
            yield from row
    elif isinstance(block, Paragraph):
        barred = "|" in block.text
        bare = list(_TOKEN.finditer(document.text, block.start, block.end))
        if barred and [m.group() for m in bare] == ["|"]:
            yield Cell("", block.start, block.start)
        for match in bare:
            if match.group() != "|":
                yield Cell(match.group(), match.start(), match.end())


def _headings(document: Document, words: Sequence[Cell]) -> Iterator[_Heading]:
    at = 0
    while at < len(words):
        columns: list[Measure] = []
        while at < len(words) and (column := _column(words[at].text)) is not None:
            columns.append(column)
            at += 1
        if len(columns) >= _FEWEST and len(set(columns)) == len(columns) and columns[0] in _MONEY:
            before = document.text[max(0, words[at - len(columns)].start - 24) : words[at - 1].end]
            unit = _UNIT.search(before)
            yield _Heading(tuple(columns), at, unit[1] if unit else "万元")
        at += not columns


def _column(word: str) -> Measure | None:
    return next((measure for measure, p in _COLUMNS if p.fullmatch(word)), None)


def _row(
    document: Document,
    words: Sequence[Cell],
    at: int,
    heading: _Heading,
    row: str,
    year: int | None,
) -> Iterator[Fact]:
    """Yield the figures of a row with as many values as columns, or as amounts alone."""
    values = []
    for word in words[at + 1 :]:
        if word.text and amounts.read_cell(word.text) is None:
            break
        values.append(word)
    columns = heading.columns
    while len(values) > len(columns) and not values[-1].text:
        values.pop()  # blank cells at the end of a row
    money = [column for column in columns if column in _MONEY]
    if len(values) != len(columns):
        if len(values) != len(money) or list(columns[: len(money)]) != money:
            return
        columns = tuple(money)
    for column, word in zip(columns, values, strict=True):
        yield from _fact(document, word, column, row, heading.uom, year)


def _fact(
    document: Document, word: Cell, column: Measure, row: str, uom: str, year: int | None
) -> Iterator[Fact]:
    figure = amounts.read_cell(word.text)
    dims = (("row", row), ("flat", "yes"))
    if figure is None:
        if column == "score":
            yield _made(document, word, column, "text", None, 0, "", dims, year)
        return
    kind: Kind = "percent" if column == "execution_rate" else "score"
    unit = "%" if column == "execution_rate" else "分"
    if column in _MONEY:
        kind, unit = "amount", uom
    start, end, stop = (word.start + at for at in (figure.start, figure.end, figure.stop))
    place = Cell(document.text[start:stop], start, end)
    yield _made(document, place, column, kind, figure.value, figure.decimals, unit, dims, year)


def _made(
    document: Document,
    place: Cell,
    measure: Measure,
    kind: Kind,
    value: Decimal | None,
    decimals: int,
    uom: str,
    dims: tuple[tuple[str, str], ...],
    year: int | None,
) -> Fact:
    start = document.text.rfind("\n", 0, place.start) + 1
    end = document.text.find("\n", place.end)
    line = document.text[start : end if end >= 0 else len(document.text)]
    quote = " ".join(f"{_LABELS.get(measure, '')} {line}".split())
    return Fact(
        id=f"w{place.start}",
        concept="project_funding",
        label=_LABELS[measure],
        kind=kind,
        measure=measure,
        scope=None,
        year=year,
        value=value,
        decimals=decimals,
        precision=decimals,
        uom=uom,
        raw=place.text,
        span=Span("form", "绩效自评表（按表头次序读取）", place.start, place.end, quote),
        dims=dims,
        confidence="low",
    )


def _weights(document: Document, table: Table, year: int | None) -> Iterator[Fact]:
    """Yield weights of indicators told in one row, proved by the marks that its caption gives.

    指标 | ＝ | 目标 | 单位 | 完成值 | 权重 | 得分: the sixth of each group, if they add up.
    """
    for row in table.rows:
        caption = _INDICATORS.fullmatch(row[0].text) if row else None
        if caption is None:
            continue
        cells = row[1:]
        starts = [n - 1 for n, cell in enumerate(cells) if n and cell.text in ("=", "＝", "≥", "≤")]
        found = [cells[n + 5] for n in starts if n + 5 < len(cells)]
        figures = [amounts.read_cell(cell.text) for cell in found]
        values = [figure.value for figure in figures if figure is not None]
        if len(values) == len(starts) and sum(values) == Decimal(caption[1]):
            for cell in found:
                yield from _fact(document, cell, "weight", "indicator", "", year)
