"""Part the rows of a table that prints no rules between them.

Such a table has a rule under its headings and one at its foot; between them the figures of
a column stand in one cell, below each other. Two columns of whole figures on the same
base lines prove the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from audit.reading.pdf_grid import GridCell, PageGrid
from audit.reading.pdf_lines import Line

_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+%?|[-—–]")  # a digit alone is a rest
_FEWEST = 2
Row = tuple[GridCell, ...]


def unstacked(grid: PageGrid) -> PageGrid:
    """Return the table with a row for each line of figures."""
    rows = tuple(part for row in grid.rows for part in _parts(row))
    return grid if len(rows) == len(grid.rows) else replace(grid, rows=rows)


def _parts(row: Row) -> Iterator[Row]:
    bases = _bases(row)
    if len(bases) < _FEWEST:
        yield row
        return
    halves = [(a + b) / 2 for a, b in pairwise(bases)]
    for top, bottom in zip([-1e9, *halves], [*halves, 1e9], strict=True):
        yield tuple(replace(cell, lines=tuple(_between(cell.lines, top, bottom))) for cell in row)


def _bases(row: Row) -> list[float]:
    """Return the base lines of the rows, none where nothing proves them."""
    if any(cell.rows > 1 for cell in row):
        return []
    stacks = [cell.lines for cell in row if len(cell.lines) >= _FEWEST and _figures(cell.lines)]
    if len(stacks) < _FEWEST:
        return []
    first = max(stacks, key=len)
    bases = [line.base for line in first]
    near = first[0].size / 2
    agree = all(min(abs(line.base - one) for one in bases) < near for s in stacks for line in s)
    return bases if agree else []


def _figures(lines: Sequence[Line]) -> bool:
    """Return whether each line is a whole figure: 1,967.1 over 1 is one that was broken."""
    return all(_FIGURE.fullmatch(line.text) for line in lines)


def _between(lines: Sequence[Line], top: float, bottom: float) -> Iterator[Line]:
    return (line for line in lines if top <= line.base < bottom)
