"""Build the tables of a page from its ruling lines, and put each character into its cell.

Rules that nearly meet are one; the lines of a table are those that cross each other. Cells
are the smallest rectangles between them; where a rule is missing, cells are merged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from audit.reading.pdf_lines import Line, line_of, pieces_of, rows_of
from audit.reading.pdf_page import Glyph, Rule, Rules

_NEAR = 3.0  # points between rules that were meant to be one
_CLUSTER = 4.5  # points that a bundle of such rules may span
_WALL = 0.6  # share of a cell's side that a rule must cover
_MOST_RULES = 1_500
_MOST_PLACES = 40_000
_NO_GAP = 1e9
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the place it begins at, how many it covers, and the lines printed in it."""

    column: int
    columns: int = 1
    rows: int = 1
    lines: tuple[Line, ...] = ()
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class PageGrid:
    """A table of one page: the edges of its columns, its extent, its rows of cells.

    `loose` says that gaps between words, not rules, part its columns.
    """

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: tuple[tuple[GridCell, ...], ...]
    loose: bool = False

    @property
    def is_blank(self) -> bool:
        """Return whether nothing is printed in it."""
        return not any(cell.lines for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Lattice:
    """The rules of one table: its column and row edges and the walls between its places."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    down: tuple[tuple[Rule, ...], ...]  # the rules at each of `xs`
    across: tuple[tuple[Rule, ...], ...]  # the rules at each of `ys`

    @property
    def area(self) -> float:
        """Return the area it takes; of two around a character the smaller holds it."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and the column of a point, or None outside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1


def lattices(rules: Rules) -> list[Lattice]:
    """Return the tables that the rules of a page make, the smallest first."""
    across, down = bundled(rules.across), bundled(rules.down)
    if not across or not down or len(across) + len(down) > _MOST_RULES:
        return []
    found = [_lattice(*group) for group in _crossing(across, down)]
    kept = [one for one in found if one is not None]
    return sorted(kept, key=lambda one: one.area)


def bundled(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with those in one line joined, and specks left out."""
    found: list[Rule] = []
    for bundle in _bundles(sorted(rules), lambda rule: rule.at):
        at = sum(rule.at for rule in bundle) / len(bundle)
        found.extend(_unbroken(at, bundle))
    return found


def _unbroken(at: float, bundle: Iterable[Rule]) -> Iterator[Rule]:
    start = end = None
    for rule in sorted(bundle, key=lambda rule: rule.start):
        if start is None or end is None:
            start, end = rule.start, rule.end
        elif rule.start <= end + _NEAR:
            end = max(end, rule.end)
        else:
            yield from _long(at, start, end)
            start, end = rule.start, rule.end
    if start is not None and end is not None:
        yield from _long(at, start, end)


def _long(at: float, start: float, end: float) -> Iterator[Rule]:
    if end - start > _NEAR:
        yield Rule(at, start, end)


def _bundles(ordered: Iterable[T], key: Callable[[T], float]) -> Iterator[list[T]]:
    """Yield neighbours that were meant to stand at one place."""
    bundle: list[T] = []
    for one in ordered:
        if bundle and (key(one) - key(bundle[-1]) > _NEAR or key(one) - key(bundle[0]) > _CLUSTER):
            yield bundle
            bundle = []
        bundle.append(one)
    if bundle:
        yield bundle


def _crossing(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield groups of rules that hang together by crossing or touching."""
    waiting = dict(enumerate(down))
    left = dict(enumerate(across))
    while left:
        _, first = left.popitem()
        group: tuple[list[Rule], list[Rule]] = [first], []
        edge = [(first, True)]
        while edge:
            rule, is_across = edge.pop()
            others = waiting if is_across else left
            met = [key for key, other in others.items() if _touch(rule, other)]
            for key in met:
                other = others.pop(key)
                group[1 if is_across else 0].append(other)
                edge.append((other, not is_across))
        if group[1]:
            yield group


def _touch(rule: Rule, other: Rule) -> bool:
    """Return whether two rules of different directions meet."""
    return (
        rule.start - _NEAR <= other.at <= rule.end + _NEAR
        and other.start - _NEAR <= rule.at <= other.end + _NEAR
    )


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    xs = _edges([rule.at for rule in down], across)
    ys = _edges([rule.at for rule in across], down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    if len(xs) == 2 and len(ys) == 2:
        return None  # a frame around text
    return Lattice(xs, ys, _at_each(xs, down), _at_each(ys, across))


def _edges(places: list[float], crossing: Sequence[Rule]) -> tuple[float, ...]:
    """Return the edges of columns (or rows); a side without a rule ends where others end."""
    outer = [min(rule.start for rule in crossing), max(rule.end for rule in crossing)]
    found = [sum(bundle) / len(bundle) for bundle in _bundles(sorted(places), float)]
    if outer[0] < found[0] - 2 * _NEAR:
        found.insert(0, outer[0])
    if outer[1] > found[-1] + 2 * _NEAR:
        found.append(outer[1])
    return tuple(found)


def _at_each(edges: Sequence[float], rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], ...]:
    found: list[list[Rule]] = [[] for _ in edges]
    for rule in rules:
        near = min(range(len(edges)), key=lambda at: abs(edges[at] - rule.at))
        found[near].append(rule)
    return tuple(map(tuple, found))


Placed = Iterable[tuple[Glyph, tuple[int, int] | None]]


def filled(lattice: Lattice, glyphs: Placed, page: int) -> PageGrid:
    """Return the table with the characters that stand in it; each comes with its place."""
    cells = dict(_cells(lattice))
    owner = {
        (row + down, column + right): (row, column)
        for (row, column), (rows, columns) in cells.items()
        for down in range(rows)
        for right in range(columns)
    }
    words: dict[tuple[int, int], list[Glyph]] = {}
    for glyph, place in glyphs:
        if place is not None:
            words.setdefault(owner[place], []).append(glyph)
    rows = tuple(
        tuple(_row(lattice, cells, owner, words, number, page))
        for number in range(len(lattice.ys) - 1)
    )
    return PageGrid(page, lattice.xs, lattice.ys[0], lattice.ys[-1], rows)


def _row(
    lattice: Lattice,
    cells: dict[tuple[int, int], tuple[int, int]],
    owner: dict[tuple[int, int], tuple[int, int]],
    words: dict[tuple[int, int], list[Glyph]],
    number: int,
    page: int,
) -> Iterator[GridCell]:
    """Yield the cells of a row; a place that a cell above covers is an empty cell."""
    column = 0
    while column < len(lattice.xs) - 1:
        first = owner[number, column]
        rows, columns = cells[first]
        width = lattice.xs[column + columns] - lattice.xs[column]
        if first == (number, column):
            yield GridCell(column, columns, rows, _set(words.get(first, ()), page), width)
        else:
            yield GridCell(column, columns, width=width)
        column += columns


def _set(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """Return the lines of a cell."""
    return tuple(
        line_of(piece, page) for row in rows_of(glyphs) for piece in pieces_of(row, _NO_GAP)
    )


def _cells(lattice: Lattice) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each cell's first place and how many rows and columns it covers."""
    right, below = _walls_right(lattice), _walls_below(lattice)
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            columns = 1
            while (
                column + columns < width
                and not right[row][column + columns - 1]
                and (row, column + columns) not in taken
            ):
                columns += 1
            rows = 1
            while row + rows < height and _is_open(right, below, row + rows, column, columns):
                rows += 1
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
            yield (row, column), (rows, columns)


def _is_open(
    right: list[list[bool]], below: list[list[bool]], row: int, column: int, columns: int
) -> bool:
    """Return whether a cell goes on into `row`: no rule above it, none inside, same sides."""
    span = range(column, column + columns)
    return (
        not any(below[row - 1][at] for at in span)
        and not any(right[row][at] for at in span[:-1])
        and right[row][span[-1]]
        and (column == 0 or right[row][column - 1])
    )


def _walls_right(lattice: Lattice) -> list[list[bool]]:
    last = len(lattice.xs) - 2
    return [
        [
            column == last or _covers(lattice.down[column + 1], top, bottom)
            for column in range(last + 1)
        ]
        for top, bottom in pairwise(lattice.ys)
    ]


def _walls_below(lattice: Lattice) -> list[list[bool]]:
    last = len(lattice.ys) - 2
    return [
        [
            row == last or _covers(lattice.across[row + 1], left, right)
            for left, right in pairwise(lattice.xs)
        ]
        for row in range(last + 1)
    ]


def _covers(rules: Iterable[Rule], start: float, end: float) -> bool:
    length = sum(max(0.0, min(end, rule.end) - max(start, rule.start)) for rule in rules)
    return length >= _WALL * (end - start)
