"""Find what a table is called, its unit, and the statement under an empty one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit import editions
from audit.editions import Edition
from audit.extraction.table_grid import TableGrid, meta_words
from audit.model import Cell, Chart, Document, Paragraph, Span, Table

_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(万元|元|千元|亿元)")
_LONGEST_TITLE = 70
_NEAR = 10  # a title, 公开01表, 编制单位, 金额单位 stand between a table and the one before
_QUOTES = str.maketrans("", "", "“”\"'‘’《》 \u3000")
_SAYS_EMPTY = re.compile(
    r"(?:本表|此表)[^。]{0,8}(?:无|空)|无数据|空表|(?:没有|未安排|未发生|无|不涉及)[^。；]{0,40}"
    r"(?:收入|支出|收支|预算|拨款|经费|结转|结余|项目)"
)
_TABLE_END = re.compile(r"表(?:[（(].*[）)])?$")
_MARK = re.compile(r"(?:公开|财决|附)?[\d一二三四五六七八九十]+(?:-\d+)?表")  # a number, not a name


@dataclass(frozen=True, slots=True)
class Found:
    """What stands over a table: `kind` '' when no title is known, `label` as printed."""

    kind: str
    title: Span | None
    label: str
    uom: str


@cache
def _patterns(edition: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"(?:{'|'.join(found)})(?:[（(].*[）)])?$"))
        for kind, found in editions.load(edition).titles.items()
    )


def kind_of_title(text: str, edition: Edition) -> str:
    """Return the key of the title that ends `text`; the longest fitting one, or ''."""
    word = text.translate(_QUOTES)
    found = [
        (match.start(), kind)
        for kind, pattern in _patterns(edition.name)
        if (match := pattern.search(word))
    ]
    return min(found)[1] if found else ""


def title_of(document: Document, edition: Edition, grid: TableGrid) -> Found:
    """Return the title and the unit: in the table's first rows, above it, or its sheet's name."""
    above = tuple(_above(document, grid.table))
    cells = tuple(meta_words(grid))
    places: list[Cell | Paragraph] = []
    places += cells
    places += above
    unit = next((m[1] for place in places if (m := _UNIT.search(place.text))), "")
    for place in places:
        kind = kind_of_title(place.text, edition) if len(place.text) <= _LONGEST_TITLE else ""
        if kind:
            span = document.span("table", place.text, place.start, place.end, place.text)
            return Found(kind, span, place.text, unit)
    kind = kind_of_title(grid.table.name, edition) if grid.table.name else ""
    return Found(kind, None, grid.table.name, unit)


def _above(document: Document, table: Table) -> Iterator[Paragraph]:
    """Yield the lines between a table and the one before it, the nearest first."""
    place = next(n for n, block in enumerate(document.blocks) if block is table)
    for block in reversed(document.blocks[max(0, place - _NEAR) : place]):
        if isinstance(block, Table | Chart):
            return
        yield block
        if _ends_search(block.text.translate(_QUOTES)):
            return


def _ends_search(text: str) -> bool:
    """Return whether a line is a title, of this table or of the one before; 公开01表 is none."""
    named = _TABLE_END.search(text) and len(text) < _LONGEST_TITLE
    return bool(named) and not _MARK.fullmatch(text)


def statement_after(document: Document, table: Table) -> Span | None:
    """Return the sentence under a table, or in its last row, that says why it is empty."""
    place = next(n for n, block in enumerate(document.blocks) if block is table)
    pieces: list[Cell | Paragraph] = [cell for row in table.rows[-2:] for cell in row]
    pieces += [b for b in document.blocks[place + 1 : place + 4] if isinstance(b, Paragraph)]
    for piece in pieces:
        if found := _SAYS_EMPTY.search(piece.text):
            start = piece.start + found.start()
            quote = " ".join(piece.text.split())
            return document.span("table", "", start, piece.start + found.end(), quote)
    return None
