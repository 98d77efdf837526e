"""Find the ruling lines of a page among its drawn objects.

A rule may be a stroked line, a thin filled rectangle, a thin picture, or the side of a
framed or filled cell. Objects inside form objects count as well.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from audit.model import Box
from audit.reading.pdf_page import Frame, Rule, Rules

MAX_OBJECTS = 60_000
_MAX_DEPTH = 6
_MAX_SEGMENTS = 2_000  # of one path: a drawing with more is a picture, not a table
_THIN = 3.2
_SHORT = 4.0
_PALE = 250
_WHOLE_PAGE = 0.85
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page besides text: `rules`, and the share of it that pictures cover."""

    rules: Rules
    pictured: float
    cut: bool


def drawn_on(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    """Return the rules and the share of pictures of a page; its objects are looked at once."""
    walk = _Walk(frame)
    walk.objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _SAME, 0)
    width, height = frame.size
    area = max(1.0, width * height)
    rules = Rules(tuple(walk.across), tuple(walk.down))
    return Drawn(rules, min(1.0, walk.pictured / area), walk.left < 0)


@dataclass(slots=True)
class _Walk:
    """Walks the objects of a page within a budget."""

    frame: Frame
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    left: int = MAX_OBJECTS

    def objects(
        self,
        holder: object,
        count: Callable[..., int],
        get: Callable[..., raw.FPDF_PAGEOBJECT],
        matrix: Matrix,
        depth: int,
    ) -> None:
        """Take each object of a page or of a form object."""
        for index in range(min(count(holder), self.left + 1)):
            self.left -= 1
            if self.left < 0:
                return
            one = get(holder, index)
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(one, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._picture(_box(one, self.frame, matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                inner = _times(_matrix(one), matrix)
                self.objects(one, raw.FPDFFormObj_CountObjects, _form_object, inner, depth + 1)

    def _picture(self, box: Box) -> None:
        if not self._thin(box):
            width, height = self.frame.size
            across = min(box[2], width) - max(box[0], 0)
            down = min(box[3], height) - max(box[1], 0)
            self.pictured += max(0.0, across) * max(0.0, down)

    def _path(self, one: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(one, fill, stroke)
        if not fill.value and not stroke.value:
            return
        box = _box(one, self.frame, matrix)
        if self._thin(box):
            return
        segments = raw.FPDFPath_CountSegments(one)
        if stroke.value and 2 <= segments <= _MAX_SEGMENTS:
            for line in _lines(one, segments, self.frame, matrix):
                self._thin(line)
        elif fill.value and segments <= 6 and not _is_pale(one):
            self._frame(box)

    def _frame(self, box: Box) -> None:
        """Take the sides of a filled cell; a filled page is no cell."""
        width, height = self.frame.size
        x0, y0, x1, y1 = box
        if (x1 - x0) * (y1 - y0) < _WHOLE_PAGE * width * height and y1 - y0 > 2 * _SHORT:
            self.across += (Rule(y0, x0, x1), Rule(y1, x0, x1))
            self.down += (Rule(x0, y0, y1), Rule(x1, y0, y1))

    def _thin(self, box: Box) -> bool:
        """Take a box that is as thin as a line; return whether it is one."""
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
            self.across.append(Rule((y0 + y1) / 2, x0, x1))
            return True
        if x1 - x0 <= _THIN:
            self.down.append(Rule((x0 + x1) / 2, y0, y1))
            return True
        return False


def _form_object(form: raw.FPDF_PAGEOBJECT, index: int) -> raw.FPDF_PAGEOBJECT:
    return raw.FPDFFormObj_GetObject(form, index)


def _box(one: raw.FPDF_PAGEOBJECT, frame: Frame, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(one, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    first = _applied(matrix, left.value, bottom.value)
    return frame.box(*first, *_applied(matrix, right.value, top.value))


def _lines(path: raw.FPDF_PAGEOBJECT, count: int, frame: Frame, matrix: Matrix) -> Iterator[Box]:
    """Yield the straight pieces of a path as boxes without width."""
    whole = _times(_matrix(path), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = here = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        there = _applied(whole, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = there
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield frame.box(*here, *there)
        if raw.FPDFPathSegment_GetClose(segment):
            yield frame.box(*there, *begun)
        here = there


def _matrix(one: raw.FPDF_PAGEOBJECT) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    if matrix is _SAME:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _is_pale(one: raw.FPDF_PAGEOBJECT) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(one, red, green, blue, alpha)
    return min(red.value, green.value, blue.value) >= _PALE or alpha.value == 0
