"""Give back the columns of a table that a text copy printed with runs of spaces.

Such copies keep the order of a row's words and figures and drop its blank cells. Rows as
long as the heading show where each column begins and ends; a shorter row is laid on them
only where each of its pieces has one place, else the lines stay prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

_PIECE = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_INDENT = 6  # columns: more than a paragraph is indented by


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of words of a line, with the columns of the page that it covers."""

    text: str
    left: int
    right: int

    @property
    def is_number(self) -> bool:
        """Return whether the piece is a figure by itself."""
        return bool(_NUMBER.fullmatch(self.text))


def pieces_of(line: str) -> tuple[Piece, ...]:
    """Return the runs of a line that two or more spaces part."""
    found = []
    for match in _PIECE.finditer(line.replace("\u3000", "  ")):
        left = _columns(line[: match.start()])
        found.append(Piece(match.group(), left, left + _columns(match.group())))
    return tuple(found)


def laid_out(lines: Sequence[str]) -> tuple[int, tuple[tuple[str, ...], ...]] | None:
    """Return where the heading stands in `lines` and the rows from there on, or None.

    The heading is the last of the widest lines before the first figure.
    """
    rows = [pieces_of(line) for line in lines]
    heading = _heading(rows)
    if heading is None:
        return None
    width, body = len(rows[heading]), rows[heading + 1 :]
    full = [row for row in body if len(row) == width]
    kinds = _kinds(full, width)
    if len(full) < _FEWEST_ROWS or kinds is None:
        return None
    columns = [_Column(kind, full, place) for place, kind in enumerate(kinds)]
    laid = [cells for row in body if (cells := _laid(row, columns)) is not None]
    if len(laid) < len(body):
        return None
    return heading, (tuple(piece.text for piece in rows[heading]), *laid)


def _heading(rows: Sequence[Sequence[Piece]]) -> int | None:
    """Return the place of the last line before the first figure that is as wide as any."""
    first = next((n for n, row in enumerate(rows) if any(p.is_number for p in row)), None)
    if not first:
        return None
    widest = max(len(row) for row in rows[:first])
    fits = [n for n, row in enumerate(rows[:first]) if len(row) == widest]
    return fits[-1] if widest >= _FEWEST_COLUMNS else None


def _kinds(full: Sequence[Sequence[Piece]], width: int) -> tuple[bool, ...] | None:
    """Return for each column whether it holds figures; None where full rows disagree."""
    found = {tuple(piece.is_number for piece in row) for row in full}
    return next(iter(found)) if len(found) == 1 and width else None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as the full rows show it: names keep left, figures keep right."""

    holds_numbers: bool
    rows: Sequence[Sequence[Piece]]
    place: int

    def distance(self, piece: Piece) -> int:
        edges = [
            abs(row[self.place].right - piece.right)
            if self.holds_numbers
            else abs(row[self.place].left - piece.left)
            for row in self.rows
        ]
        return min(edges)


def _laid(row: Sequence[Piece], columns: Sequence[_Column]) -> tuple[str, ...] | None:
    """Return a row's cells on the columns: the one assignment in order that lies nearest."""
    kinds = [piece.is_number for piece in row]
    ways = sorted(
        (sum(columns[c].distance(p) for c, p in zip(way, row, strict=True)), way)
        for way in combinations(range(len(columns)), len(row))
        if [columns[c].holds_numbers for c in way] == kinds and _named(way, columns)
    )
    if not ways or (len(ways) > 1 and ways[0][0] * 2 > ways[1][0]):
        return None
    cells = [""] * len(columns)
    for column, piece in zip(ways[0][1], row, strict=True):
        cells[column] = piece.text
    return tuple(cells)


def _named(way: Sequence[int], columns: Sequence[_Column]) -> bool:
    """Return whether each figure of an assignment has its own column of names to its left."""
    for place in way:
        names = [c for c in range(place) if not columns[c].holds_numbers]
        if columns[place].holds_numbers and (not names or names[-1] not in way):
            return False
    return True


def _columns(text: str) -> int:
    return sum(2 if char > "\u00ff" else 1 for char in text)


def runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where runs of lines begin and end that may be a table's rows.

    Each has pieces that wide gaps part, or stands alone far from the left edge.
    """
    start: int | None = None
    for number, line in enumerate([*lines, ""]):
        pieces = pieces_of(line)
        if len(pieces) > 1 or (start is not None and pieces and pieces[0].left >= _INDENT):
            start = number if start is None else start
        elif start is not None:
            yield start, number
            start = None
