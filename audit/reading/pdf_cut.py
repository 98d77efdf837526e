"""Put together a table row that the end of a page cut in two.

What stands at the top of the next page is the rest of a cell only where the cell's last
line was full, so that the next word would not have fitted; a row of its own begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.reading.pdf_grid import GridCell
from audit.reading.wrapped import begins_anew

_PADDING = 12.0  # points between a cell's rules and its words, both sides together
_AMOUNT = re.compile(r"-?[\d,]+\.\d+%?")
_DIGITS = re.compile(r"\d{1,6}")
_CODES = (3, 5, 7)  # digits of 类, 款, 项
Row = tuple[GridCell, ...]


def healed(rows: Sequence[Row], then: Sequence[Row]) -> list[Row]:
    """Return the rows of both pages, the first of `then` put to the last of `rows` if its rest."""
    if not rows or not then or not _is_rest(rows[-1], then[0]):
        return [*rows, *then]
    whole = tuple(
        replace(cell, lines=(*cell.lines, *rest.lines))
        for cell, rest in zip(rows[-1], then[0], strict=True)
    )
    return [*rows[:-1], whole, *then[1:]]


def _is_rest(row: Row, rest: Row) -> bool:
    if [(c.column, c.columns) for c in row] != [(c.column, c.columns) for c in rest]:
        return False
    pairs = [(cell, more) for cell, more in zip(row, rest, strict=True) if more.lines]
    return bool(pairs) and all(_goes_on(cell, more) for cell, more in pairs)


def _goes_on(cell: GridCell, more: GridCell) -> bool:
    """Return whether the words of `more` are those for which `cell` had no room."""
    if not cell.lines:
        return False
    last, first = cell.lines[-1], more.lines[0]
    if _AMOUNT.fullmatch(first.text) or begins_anew(first.text):
        return False
    if _DIGITS.fullmatch(first.text):
        code = "".join(line.text for line in cell.lines)
        together = len(code) + len(first.text)
        if not code.isdecimal() or len(code) in _CODES or together not in _CODES:
            return False
    next_word = first.edges[1] - first.edges[0] if len(first.edges) > 1 else first.size
    return last.right - last.left + next_word > cell.width - _PADDING
