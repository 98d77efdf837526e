"""Set the characters of a page into lines, with the spaces that a reader sees.

Spaces are taken from the gaps between characters, never from the file: justified print
spreads `本 年 收 入` over its cell, and a number may be drawn in two pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from audit.model import PrintedLine
from audit.reading.pdf_page import Glyph
from audit.reading.wrapped import joined

WIDE = 2.6  # ems between two pieces of text that do not belong together
_SPACE = 0.4  # ems: beside a Chinese character
_WORD_SPACE = 0.15  # ems: between two words or numbers
_SAME_LINE = 0.45
_ASCENT, _DESCENT = 0.86, 0.16
_OPEN_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*(?:,\d{0,2}|,?\d*\.)\Z")
_NUMBER_START = re.compile(r"[\d,.]*\d[\d,.]*%?\Z")
_REST_OF_AMOUNT = re.compile(r"[\d,]*\.?\d*(?:万元|亿元|元|%|％)")  # of one cut in a sentence
_NUMBER_END = re.compile(r"(?<![\w.,])-?[\d,.]*\d[\d,.]*\Z")
_MARGINS = 2.5  # ems: both margins of a cell, and the place of a character
_PAGE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a piece of one between wide gaps. `edges` as in PrintedLine."""

    text: str
    page: int
    base: float
    size: float
    edges: tuple[float, ...]

    @property
    def left(self) -> float:
        """Return the left edge of its first character."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Return the right edge of its last character."""
        return self.edges[-1]

    @property
    def top(self) -> float:
        """Return its upper edge."""
        return self.base - self.size * _ASCENT

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.base + self.size * _DESCENT

    def printed(self, start: int) -> PrintedLine:
        """Return its place on the page, as the characters from `start` of a text."""
        end = start + len(self.text)
        top, bottom = round(self.top, 2), round(self.bottom, 2)
        edges = tuple(round(edge, 2) for edge in self.edges)
        return PrintedLine(start, end, self.page, top, bottom, edges)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the characters of each printed line from left to right, top line first."""
    rows: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=_base):
        if glyph.size > size and rows:
            size = glyph.size
        if rows and glyph.base - base <= _SAME_LINE * size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base, size = glyph.base, glyph.size
    return [_once(sorted(row, key=_left)) for row in rows]


def _base(glyph: Glyph) -> float:
    return glyph.base


def _left(glyph: Glyph) -> float:
    return glyph.left


def _once(row: list[Glyph]) -> list[Glyph]:
    """Return a line without the second print of what was printed twice to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        near = glyph.left - 0.35 * (glyph.right - glyph.left)
        if not any(one.left > near and one.char == glyph.char for one in kept[-2:]):
            kept.append(glyph)
    return kept


def pieces_of(row: Sequence[Glyph], gap: float = WIDE) -> Iterator[list[Glyph]]:
    """Yield the pieces of a line that stand `gap` ems or more apart."""
    piece: list[Glyph] = []
    for glyph in row:
        if piece and glyph.left - piece[-1].right > gap * max(glyph.size, piece[-1].size):
            yield piece
            piece = []
        piece.append(glyph)
    if piece:
        yield piece


def lines_of(row: Sequence[Glyph], page: int) -> list[Line]:
    """Return the pieces of a printed line; a page number keeps to its entry of the contents."""
    lines = [line_of(piece, page) for piece in pieces_of(row)]
    if len(lines) == 2 and _PAGE.fullmatch(lines[1].text) and not lines[0].text[-1].isdecimal():
        return [_joined_by_tab(*lines)]
    return lines


def _joined_by_tab(entry: Line, number: Line) -> Line:
    text = f"{entry.text}\t{number.text}"
    return Line(text, entry.page, entry.base, entry.size, entry.edges + number.edges)


def line_of(glyphs: Sequence[Glyph], page: int) -> Line:
    """Return one line with its spaces; `glyphs` run from left to right and are not empty."""
    spread = _spread(glyphs)
    text = [glyphs[0].char]
    edges = [glyphs[0].left]
    for before, after in pairwise(glyphs):
        gap = after.left - before.right - spread
        if _is_space(before, after, gap) and not is_cut_number("".join(text), after.char):
            text.append(" ")
            edges.append(before.right)
        text.append(after.char)
        edges.append(after.left)
    edges.append(glyphs[-1].right)
    size = median(glyph.size for glyph in glyphs)
    base = max(glyphs, key=lambda glyph: glyph.size).base
    return Line("".join(text), page, base, size, tuple(edges))


def _spread(glyphs: Sequence[Glyph]) -> float:
    """Return by how much justified print parts all characters of a line."""
    gaps = sorted(b.left - a.right for a, b in pairwise(glyphs))
    if not gaps:
        return 0.0
    if len(gaps) < 4 and all(_is_wide(glyph.char) for glyph in glyphs):
        return gaps[-1]
    return max(0.0, gaps[len(gaps) // 4])


def _is_space(before: Glyph, after: Glyph, gap: float) -> bool:
    if _is_wide(before.char) or _is_wide(after.char):
        return gap > _SPACE * max(before.size, after.size)
    return gap > _WORD_SPACE * min(before.size, after.size)


def _is_wide(char: str) -> bool:
    return char > "\u2e80"


def is_cut_number(text: str, char: str) -> bool:
    """Return whether `text` ends inside a number that `char` goes on with: `2,9` `40.05`."""
    return char.isdecimal() and _OPEN_NUMBER.search(text[-20:]) is not None


def cell_text(lines: Sequence[Line], width: float) -> tuple[str, tuple[PrintedLine, ...]]:
    """Return the text of a cell `width` points wide, and where each of its lines stands."""
    text, places = "", []
    for number, line in enumerate(lines):
        if number:
            rest = width - (lines[number - 1].right - lines[number - 1].left)
            text = _cell_joined(text, line.text, rest / line.size)
        else:
            text = line.text
        places.append(line.printed(len(text) - len(line.text)))
    return text, tuple(places)


def _cell_joined(before: str, after: str, rest: float) -> str:
    """Return both lines of a cell as one; a number that fills its cell goes on below.

    `rest` is what the first line leaves of the cell's width, in ems; beside an amount's unit
    the margins of the cell may be left too.
    """
    cut = rest < 1 or _OPEN_NUMBER.search(before) or after[0] in ".,"
    if cut and _NUMBER_END.search(before) and _NUMBER_START.match(after):
        return before + after
    inside = rest < _MARGINS and before[-1:].isdecimal() and after[:1].isdecimal()
    if inside and _REST_OF_AMOUNT.match(after):
        return before + after
    return joined(before, after)
