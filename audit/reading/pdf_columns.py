"""Find tables without vertical rules: columns are the gaps that hold over all their rows.

A stack of rules across (three-line tables) bounds such a table, or a run of lines with
figures in columns does. Columns must be proved: two or more, one of figures at least, and
no row that crosses a gap. What is not proved stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.reading.pdf_grid import GridCell, Lattice, PageGrid, bundled
from audit.reading.pdf_lines import Line, line_of, pieces_of
from audit.reading.pdf_page import Glyph, Rule, Rules

_GAP = 0.9  # ems between the cells of a row
_COLUMN_GAP = 0.5  # ems that stay free between columns over all rows
_SAME_END = 8.0  # points
_SHORT_RULE = 120.0
_FIGURE = re.compile(r"[-+—–]?[\d,，.．]+%?|[-—–]+|[\d.]+[(（][\d.]+[)）]")
_FEWEST_ROWS = 3
_MOST_HEADING_LINES = 3
_HEADING_DISTANCE = 2.2  # ems between heading lines, and from the last to the figures


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of one printed line."""

    pieces: tuple[Line, ...]

    @property
    def base(self) -> float:
        """Return its base line."""
        return self.pieces[0].base

    @property
    def figures(self) -> int:
        """Return how many of its pieces are figures or dashes."""
        return sum(_FIGURE.fullmatch(piece.text) is not None for piece in self.pieces)


def row_of(glyphs: Sequence[Glyph], page: int) -> Row:
    """Return a printed line cut at its wider gaps."""
    return Row(tuple(line_of(piece, page) for piece in pieces_of(glyphs, _GAP)))


def column_tables(
    rows: Sequence[Sequence[Glyph]], rules: Rules, found: Sequence[Lattice], page: int
) -> tuple[list[PageGrid], list[Sequence[Glyph]]]:
    """Return the tables that need no vertical rules, and the printed lines outside them."""
    if len(rows) < _FEWEST_ROWS:
        return [], list(rows)
    cut = [row_of(row, page) for row in rows]
    grids: list[PageGrid] = []
    taken: set[int] = set()
    for stack in _stacks(rules, found):
        inside = _within(cut, stack)
        if not taken & set(inside) and (grid := _ruled(cut, inside, stack, page)):
            grids.append(grid)
            taken |= set(inside)
    for run in _runs(cut, taken):
        first = _heading_start(cut, run, taken)
        if grid := _unruled(cut[first : run[0]], [cut[at] for at in run], page):
            grids.append(grid)
            taken |= set(range(first, run[-1] + 1))
    return grids, [row for at, row in enumerate(rows) if at not in taken]


# --- tables between rules ---------------------------------------------------------------


def _stacks(rules: Rules, found: Sequence[Lattice]) -> list[list[Rule]]:
    """Return rules across of one width that stand over each other, outside ruled tables."""
    free = [
        rule
        for rule in (bundled(rules.across) if rules.across else [])
        if rule.end - rule.start > _SHORT_RULE
        and not any(one.ys[0] - 3 <= rule.at <= one.ys[-1] + 3 for one in found)
    ]
    stacks: list[list[Rule]] = []
    for rule in sorted(free):
        stack = next((one for one in stacks if _same_ends(one[0], rule)), None)
        if stack is None:
            stacks.append([rule])
        else:
            stack.append(rule)
    return [stack for stack in stacks if len(stack) >= 2]


def _same_ends(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= _SAME_END and abs(one.end - other.end) <= _SAME_END


def _within(rows: Sequence[Row], stack: Sequence[Rule]) -> list[int]:
    top, bottom = stack[0].at, stack[-1].at
    return [at for at, row in enumerate(rows) if top < row.base - 2 < bottom]


def _ruled(
    rows: Sequence[Row], inside: Sequence[int], stack: Sequence[Rule], page: int
) -> PageGrid | None:
    """Return the table between rules across, or None where its columns are not proved."""
    left, right = stack[0].start - _SAME_END, stack[0].end + _SAME_END
    within = [rows[at] for at in inside]
    if any(row.pieces[0].left < left or row.pieces[-1].right > right for row in within):
        return None
    heading = [row for row in within if row.base < stack[1].at] if len(stack) > 2 else []
    body = within[len(heading) :]
    if not heading:
        heading, body = _split(body)
    bands = _bands(body, stack)
    return _table(heading, body, bands, page, _FEWEST_ROWS - 1)


def _split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the first rows without figures, which are headings, and the others."""
    first = next((at for at, row in enumerate(rows) if row.figures), 0)
    return list(rows[:first]), list(rows[first:])


def _bands(body: Sequence[Row], stack: Sequence[Rule]) -> list[list[Row]]:
    """Return the rows as the rules part them; lines that no rule parts are rows themselves."""
    edges = [rule.at for rule in stack]
    bands = [[row for row in body if top < row.base - 2 < end] for top, end in pairwise(edges)]
    full = [band for band in bands if band]
    if len(full) * 2 >= len(body) and len(full) > 2:
        return full
    return [[row] for row in body]


# --- tables without rules ---------------------------------------------------------------


def _runs(rows: Sequence[Row], taken: set[int]) -> list[list[int]]:
    """Return runs of lines that each print several figures apart from each other."""
    runs: list[list[int]] = []
    run: list[int] = []
    for at, row in enumerate(rows):
        if at not in taken and len(row.pieces) >= 3 and row.figures >= 2:
            run.append(at)
            continue
        if len(run) >= _FEWEST_ROWS:
            runs.append(run)
        run = []
    return [*runs, run] if len(run) >= _FEWEST_ROWS else runs


def _heading_start(rows: Sequence[Row], run: Sequence[int], taken: set[int]) -> int:
    """Return the first of the heading lines right above a run."""
    first = run[0]
    while (
        first > 0
        and run[0] - first < _MOST_HEADING_LINES
        and first - 1 not in taken
        and len(rows[first - 1].pieces) >= 2
        and _is_close(rows[first - 1], rows[first])
        and not any(
            "单位" in piece.text or "编制" in piece.text for piece in rows[first - 1].pieces
        )
    ):
        first -= 1
    return first


def _is_close(above: Row, below: Row) -> bool:
    return below.base - above.base < _HEADING_DISTANCE * below.pieces[0].size


def _unruled(heading: Sequence[Row], body: Sequence[Row], page: int) -> PageGrid | None:
    return _table(heading, body, [[row] for row in body], page, _FEWEST_ROWS)


# --- columns ----------------------------------------------------------------------------


def _table(
    heading: Sequence[Row],
    body: Sequence[Row],
    bands: Sequence[Sequence[Row]],
    page: int,
    fewest: int,
) -> PageGrid | None:
    columns = _columns(body)
    if len(columns) < 2 or not _is_proved(body, columns, fewest):
        return None
    cells = _heading_rows(heading, columns)
    cells += [_cells(band, columns) for band in bands]
    rows = [*heading, *body]
    xs = (columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1])
    top = rows[0].pieces[0].top
    return PageGrid(page, xs, top, rows[-1].pieces[0].bottom, tuple(cells), loose=True)


def _columns(body: Iterable[Row]) -> list[tuple[float, float]]:
    """Return the stretches of the page that the rows print on, left to right."""
    pieces = sorted((piece for row in body for piece in row.pieces), key=lambda piece: piece.left)
    found: list[tuple[float, float]] = []
    for piece in pieces:
        if found and piece.left < found[-1][1] + _COLUMN_GAP * piece.size:
            found[-1] = (found[-1][0], max(found[-1][1], piece.right))
        else:
            found.append((piece.left, piece.right))
    return found


def _is_proved(body: Sequence[Row], columns: Sequence[tuple[float, float]], fewest: int) -> bool:
    """Return whether several rows print in several columns, one of them figures only."""
    if sum(len(row.pieces) >= 2 for row in body) < fewest:
        return False
    words: list[list[str]] = [[] for _ in columns]
    for row in body:
        for piece in row.pieces:
            words[_at(piece, columns)].append(piece.text)
    return any(
        len(column) >= fewest and all(_FIGURE.fullmatch(text) for text in column)
        for column in words[1:]
    )


def _at(piece: Line, columns: Sequence[tuple[float, float]]) -> int:
    middle = (piece.left + piece.right) / 2
    return min(
        range(len(columns)),
        key=lambda at: (
            abs(sum(columns[at]) / 2 - middle)
            if not columns[at][0] <= middle <= columns[at][1]
            else -1.0
        ),
    )


def _cells(band: Iterable[Row], columns: Sequence[tuple[float, float]]) -> tuple[GridCell, ...]:
    """Return the cells of one row; its lines stand below each other in their cells."""
    lines: list[list[Line]] = [[] for _ in columns]
    for row in band:
        for piece in row.pieces:
            lines[_at(piece, columns)].append(piece)
    return tuple(
        GridCell(at, lines=tuple(found), width=columns[at][1] - columns[at][0])
        for at, found in enumerate(lines)
    )


def _heading_rows(
    heading: Sequence[Row], columns: Sequence[tuple[float, float]]
) -> list[tuple[GridCell, ...]]:
    """Return the headings: one row, or a row a line where one stands over several columns."""
    covered = [_covered(piece, columns) for row in heading for piece in row.pieces]
    if any(last > first for first, last in covered):
        return [_headings([row], columns) for row in heading]
    return [_headings(heading, columns)] if heading else []


def _headings(
    heading: Iterable[Row], columns: Sequence[tuple[float, float]]
) -> tuple[GridCell, ...]:
    """Return the headings in one row; one over several columns covers them all."""
    spans: dict[tuple[int, int], list[Line]] = {}
    for row in heading:
        for piece in row.pieces:
            spans.setdefault(_covered(piece, columns), []).append(piece)
    cells, column = [], 0
    for (first, last), lines in sorted(spans.items()):
        cells += [GridCell(at) for at in range(column, first)]
        width = columns[last][1] - columns[first][0]
        cells.append(GridCell(first, last - first + 1, lines=tuple(lines), width=width))
        column = max(column, last + 1)
    return (*cells, *(GridCell(at) for at in range(column, len(columns))))


def _covered(piece: Line, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """Return the first and the last column that a heading stands over."""
    over = [
        at for at, (left, right) in enumerate(columns) if piece.left < right and left < piece.right
    ]
    middle = (piece.left + piece.right) / 2
    if not over:
        right = next((at for at, one in enumerate(columns) if one[0] > middle), len(columns) - 1)
        return max(0, right - 1), right
    centred = [at for at in over if piece.left <= sum(columns[at]) / 2 <= piece.right]
    found = centred or [_at(piece, columns)]
    return found[0], found[-1]
