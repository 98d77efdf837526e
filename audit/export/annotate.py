"""Mark the leads on a copy of a PDF: a numbered frame round each place, its words inside.

Each mark is an annotation of its own, drawn by its own strokes, so that any viewer shows
the same and the page itself is not touched. Colours can be told apart by the colour-blind,
and line styles tell the same again.
"""

from __future__ import annotations

import ctypes
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pypdfium2 as pdfium
from pypdfium2 import raw

from audit.engine import Result
from audit.export.output import atomic_bytes
from audit.model import Box, Document, Lead, Severity, Span
from audit.reading.pdf_page import Frame, frame_of, read_runs
from audit.views.words import SEVERITY, Language, named, word

_ROOM = 1.5  # points between a figure and its frame
_DIGIT, _STEP = 4.0, 5.2  # points: width of a digit of a number, and from digit to digit
_BADGE = 9.0  # points: height of a number's ground
_COLOURS: dict[Severity, tuple[float, float, float]] = {
    "error": (0.835, 0.369, 0.0),
    "warning": (0.0, 0.447, 0.698),
    "info": (0.35, 0.35, 0.35),
}
_STYLES: dict[Severity, str] = {"error": "1.4 w [] 0 d", "warning": "0.9 w [] 0 d"}
_THIN = "0.6 w [2 1.5] 0 d"
# the strokes of digits: which sides of two stacked squares, from the top left clockwise
_SIDES = ((0, 2, 1, 2), (1, 2, 1, 1), (1, 1, 1, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 1, 0, 2))
_MIDDLE = (0, 1, 1, 1)
_STROKES = ("012345", "12", "01643", "01236", "5612", "05623", "054326", "012", "0123456", "012356")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many leads were marked, at how many places, and how many have no place."""

    marked: int
    places: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """One place of one lead; `rank` counts the leads at the same place."""

    number: int
    lead: Lead
    box: Box
    rank: int


def annotate(
    data: bytes, result: Result, out: str | os.PathLike[str], language: Language = "zh"
) -> Tally:
    """Write a copy of the PDF `data` with the leads of `result` marked, whole or not at all.

    Leads are numbered as in the report. Raises OSError when `out` cannot be written.
    """
    marks = _marks(result)
    opened = pdfium.PdfDocument(data)
    try:
        for page, found in sorted(marks.items()):
            _mark_page(opened, page, found, language)
        with atomic_bytes(out) as file:
            opened.save(file)
    finally:
        opened.close()
    every = list(chain.from_iterable(marks.values()))
    marked = len({mark.number for mark in every})
    return Tally(marked, len(every), len(result.leads) - marked)


def _marks(result: Result) -> dict[int, list[_Mark]]:
    """Return the marks of each page."""
    found: defaultdict[int, list[_Mark]] = defaultdict(list)
    ranks: defaultdict[tuple[int, float, float], int] = defaultdict(int)
    for number, lead in enumerate(result.leads, 1):
        places = chain.from_iterable(boxes_of(result.facts.document, span) for span in lead.quotes)
        for page, box in dict.fromkeys(places):
            corner = page, round(box[2]), round(box[1])
            found[page].append(_Mark(number, lead, box, ranks[corner]))
            ranks[corner] += 1
    return found


def boxes_of(document: Document, span: Span) -> Iterator[tuple[int, Box]]:
    """Yield the page and the box of each printed line that a span runs over."""
    for line in document.lines:
        if line.start < span.end and span.start < line.end:
            yield line.page, line.box(span.start, span.end)


def _mark_page(
    opened: pdfium.PdfDocument, number: int, marks: Iterable[_Mark], language: Language
) -> None:
    page = opened[number - 1]
    try:
        frame = frame_of(page, read_runs(page)[0])
        for mark in marks:
            _mark(page, frame, mark, language)
    finally:
        page.close()


def _mark(page: pdfium.PdfPage, frame: Frame, mark: _Mark, language: Language) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_SQUARE)
    if not annotation:
        return
    left, top, right, bottom = _outline(mark)
    (x0, y0), (x1, y1) = frame.back(left, top), frame.back(right, bottom)
    rect = raw.FS_RECTF(min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1))
    raw.FPDFAnnot_SetRect(annotation, rect)
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    lead = mark.lead
    title = f"{mark.number} · {named(SEVERITY, lead.severity, language)} · {lead.check}"
    words = [lead.title[language], lead.message[language]]
    words.append(f"{word('basis', language)}: {lead.basis}")
    _say(annotation, b"T", title)
    _say(annotation, b"Contents", "\n".join(words))
    colour = (round(share * 255) for share in _COLOURS[lead.severity])
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *colour, 255)
    drawing = _wide(_drawing(frame, mark))
    raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, drawing)
    raw.FPDFPage_CloseAnnot(annotation)


def _say(annotation: raw.FPDF_ANNOTATION, key: bytes, text: str) -> None:
    raw.FPDFAnnot_SetStringValue(annotation, key, _wide(text))


def _wide(text: str) -> ctypes.Array[ctypes.c_ushort]:
    """Return text as the library takes it: UTF-16 with a zero at its end."""
    data = (text + "\0").encode("utf-16-le")
    return (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data)


# --- drawing ----------------------------------------------------------------------------


def _frame_box(mark: _Mark) -> Box:
    left, top, right, bottom = mark.box
    return left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM


def _badge(mark: _Mark) -> Box:
    """Return the ground of a mark's number: at the upper right corner, side by side."""
    width = len(str(mark.number)) * _STEP + 2.4
    left = mark.box[2] + _ROOM + mark.rank * (width + 1)
    bottom = mark.box[1] - _ROOM + 2
    return left, bottom - _BADGE, left + width, bottom


def _outline(mark: _Mark) -> Box:
    one, other = _frame_box(mark), _badge(mark)
    low, high = zip(one[:2], other[:2], strict=True), zip(one[2:], other[2:], strict=True)
    (left, top), (right, bottom) = map(min, low), map(max, high)
    return left - 1, top - 1, right + 1, bottom + 1


def _drawing(frame: Frame, mark: _Mark) -> str:
    """Return the strokes of a mark, in the page's own coordinates."""
    red, green, blue = _COLOURS[mark.lead.severity]
    colour = f"{red} {green} {blue}"
    style = _STYLES.get(mark.lead.severity, _THIN)
    badge = _badge(mark)
    return "\n".join(
        (
            f"q {colour} RG {style} {_path(frame, _frame_box(mark))} S Q",
            f"q {colour} rg {_path(frame, badge)} f Q",
            f"q 1 1 1 RG 0.8 w 1 J 1 j {' '.join(_digits(frame, mark.number, badge))} S Q",
        )
    )


def _path(frame: Frame, box: Box) -> str:
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    points = [_point(frame, x, y) for x, y in corners]
    return f"{points[0]} m {' '.join(f'{point} l' for point in points[1:])} h"


def _point(frame: Frame, x: float, y: float) -> str:
    across, up = frame.back(x, y)
    return f"{across:.2f} {up:.2f}"


def _digits(frame: Frame, number: int, badge: Box) -> Iterator[str]:
    """Yield the strokes of a number; no font is needed, so no viewer can lack it."""
    half = (_BADGE - 3) / 2
    for at, digit in enumerate(str(number)):
        left = badge[0] + 1.6 + at * _STEP
        for side in _STROKES[int(digit)]:
            x0, y0, x1, y1 = (*_SIDES, _MIDDLE)[int(side)]
            start = _point(frame, left + x0 * _DIGIT * 0.8, badge[3] - 1.5 - y0 * half)
            end = _point(frame, left + x1 * _DIGIT * 0.8, badge[3] - 1.5 - y1 * half)
            yield f"{start} m {end} l"
