"""Read one page of a PDF: its characters and its ruling lines, in points from the top left.

A page is read the way its text stands upright, whatever `/Rotate` says: a table that is
printed sideways has its columns side by side here as well. `Frame` leads back to the file's
own coordinates.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from audit.model import Box
from audit.reading.assemble import clean_line

MAX_CHARACTERS = 200_000  # a page of A4 in the smallest print holds 20 000
_INVISIBLE = 3
_SAMPLE = 8  # one character of so many is asked whether its font names it
_UNREADABLE = 0xFFFD


class Glyph(NamedTuple):
    """One printed character: its edges, its base line and its size, in points."""

    char: str
    left: float
    right: float
    base: float
    size: float

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle of the character, which decides its cell."""
        return (self.left + self.right) / 2, self.base - self.size * 0.35


class Rule(NamedTuple):
    """A printed line: `at` on its own axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of a page."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's own coordinates become those it is read in: `turn` quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as the page is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (width, height) if self.turn % 2 == 0 else (height, width)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file stands on the page as it is read."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the file that stands at a place of the page as it is read."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the file as left, top, right, bottom on the page as it is read."""
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on one page. `pictured` is the share of it that pictures cover.

    `garbled` counts characters that the file does not say how to read, `turned` those that
    stand sideways to the rest; `cut` says that the page held more than is read.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: Rules = Rules()
    pictured: float = 0.0
    garbled: int = 0
    turned: int = 0
    unsure: bool = False
    cut: bool = False


class _Run(NamedTuple):
    """A character as the file places it."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    turn: float


def read_runs(page: pdfium.PdfPage) -> tuple[list[_Run], int]:
    """Return the characters of a page as the file places them, and how many it garbles."""
    text = page.get_textpage()
    try:
        runs = list(_runs(text.raw))
        guessed = _guessed(text.raw)
    finally:
        text.close()
    kept = [run for run in runs if run.char]
    return kept, max(guessed, len(runs) - len(kept))


def _guessed(text: object) -> int:
    """Return about how many characters of a page are guesses: their font does not name them."""
    ask = raw.FPDFText_HasUnicodeMapError
    places = range(0, raw.FPDFText_CountChars(text), _SAMPLE)
    return _SAMPLE * sum(int(ask(text, index) == 1) for index in places)


def _runs(text: object) -> Iterator[_Run]:
    """Yield each printed character; `char` is empty where the file does not say which it is."""
    unicode, loose = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    origin = raw.FPDFText_GetCharOrigin
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    size, turn, last, base = 0.0, 0.0, math.inf, math.inf
    for index in range(min(raw.FPDFText_CountChars(text), MAX_CHARACTERS)):
        char = _char(unicode(text, index))
        if char is None:
            continue
        loose(text, index, box)
        origin(text, index, x, y)
        left, right, up = box.left, box.right, y.value
        if up != base or not -1 < left - last < 1:
            size, turn = _scale(text, index, matrix)
        last, base = right, up
        yield _Run(char, left, box.bottom, right, box.top, x.value, up, size, turn)


def _scale(text: object, index: int, matrix: raw.FS_MATRIX) -> tuple[float, float]:
    """Return the size of a character in points and its turn in degrees, anticlockwise."""
    size = raw.FPDFText_GetFontSize(text, index)
    if not raw.FPDFText_GetMatrix(text, index, matrix):
        return size, 0.0
    if matrix.b == 0.0 == matrix.c and matrix.a > 0.0:
        return size * abs(matrix.d), 0.0
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    return size * scale, math.degrees(math.atan2(matrix.b, matrix.a))


@cache
def _char(code: int) -> str | None:
    """Return the character; None for a space; '' where the file does not tell which it is.

    Fonts often give the radical ⽉ for the character 月, which looks the same.
    """
    if code in {_UNREADABLE, 0} or 0xE000 <= code <= 0xF8FF:
        return ""
    char = chr(code)
    if not clean_line(char):
        return None
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char)[:1]
    return char


def frame_of(page: pdfium.PdfPage, runs: Iterable[_Run]) -> Frame:
    """Return the frame in which most of the text stands upright; without text, `/Rotate`."""
    turns = Counter(round(run.turn / 90) % 4 for run in runs)
    turn = turns.most_common(1)[0][0] if turns else page.get_rotation() // 90
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, turn)


def placed(runs: Sequence[_Run], frame: Frame) -> tuple[tuple[Glyph, ...], int]:
    """Return the upright characters on the page as it is read, and how many are not upright."""
    kept = [run for run in runs if abs((run.turn - 90 * frame.turn + 180) % 360 - 180) <= 10]
    if frame.turn == 0:  # nearly every page: the same as below in a third of the time
        x, y = frame.left, frame.top
        glyphs = [Glyph(run.char, run.left - x, run.right - x, y - run.y, run.size) for run in kept]
    else:
        glyphs = [_turned(run, frame) for run in kept]
    return tuple(glyphs), len(runs) - len(kept)


def _turned(run: _Run, frame: Frame) -> Glyph:
    left, _, right, _ = frame.box(run.left, run.bottom, run.right, run.top)
    return Glyph(run.char, left, right, frame.place(run.x, run.y)[1], run.size)


def is_invisible(page: pdfium.PdfPage) -> bool:
    """Return whether the text of a page is drawn invisibly: a scan with its words beneath."""
    text = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text.raw)
        modes = [_mode(text.raw, index) for index in range(0, count, max(1, count // 20))]
    finally:
        text.close()
    known = [mode for mode in modes if mode >= 0]
    return bool(known) and sum(mode == _INVISIBLE for mode in known) * 2 > len(known)


def _mode(text: object, index: int) -> int:
    found = raw.FPDFText_GetTextObject(text, index)
    return int(raw.FPDFTextObj_GetTextRenderMode(found)) if found else -1
