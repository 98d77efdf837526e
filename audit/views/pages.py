"""The pages of a PDF as pictures with boxes: the evidence where it is printed."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from audit.model import Box, Document, Source
from audit.views.pane import Mark, Marks

_WIDTH = 1000  # pixels of a page's picture
_QUALITY = 78


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: its file, its number there, and its number in the whole disclosure."""

    path: Path
    number: int
    shown: int


def page_at(document: Document, place: int) -> Page | None:
    """Return the page that prints a place of the text, None where no PDF prints it."""
    line = document.line_at(place)
    if line is None:
        return None
    source = _source(document, place)
    if source is None:
        return None if document.format != "pdf" else Page(Path(document.path), line.page, line.page)
    if source.format != "pdf":
        return None
    return Page(Path(source.path), line.page, line.page)


def page_html(document: Document, page: Page, marks: Marks) -> Markup:
    """Return the page's picture with a box for each number on it.

    Raises OSError where the file is gone, RuntimeError where it cannot be drawn.
    """
    picture, size = _picture(page.path, page.number, page.path.stat().st_mtime_ns)
    boxes = Markup("").join(_box(mark, box, size) for mark, box in _boxes(document, page, marks))
    return Markup(
        '<figure class="page" data-page="{}"><img alt="" src="data:image/jpeg;base64,{}">{}'
        "</figure>"
    ).format(page.shown, picture, boxes)


def _source(document: Document, place: int) -> Source | None:
    return next((s for s in document.sources if s.start <= place < s.end), None)


def _boxes(document: Document, page: Page, marks: Marks) -> Iterator[tuple[Mark, Box]]:
    source = None
    for line in document.lines:
        if line.page != page.shown:
            continue
        source = _source(document, line.start)
        if source is not None and Path(source.path) != page.path:
            continue
        for mark in marks.inside(line.start, line.end):
            yield mark, line.box(mark.start, min(mark.end, line.end))


def _box(mark: Mark, box: Box, size: Sequence[float]) -> Markup:
    left, top, right, bottom = box
    width, height = size
    return Markup(
        '<i class="{}" data-at="{}" role="button" tabindex="0" title="{}" '
        'style="left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%"></i>'
    ).format(
        mark.state, mark.start, mark.title, 100 * left / width, 100 * top / height,
        100 * (right - left) / width, 100 * (bottom - top) / height,
    )  # fmt: skip


@lru_cache(maxsize=24)
def _picture(path: Path, number: int, _changed: int) -> tuple[str, tuple[float, float]]:
    """Return a page as base64 JPEG, upright as it is read, and its size in points."""
    import pypdfium2 as pdfium

    from audit.reading.pdf_page import frame_of, read_runs

    opened = pdfium.PdfDocument(path)
    try:
        page = opened[number - 1]
        frame = frame_of(page, read_runs(page)[0])
        turn = (frame.turn * 90 - page.get_rotation()) % 360
        drawn = page.render(scale=_WIDTH / frame.size[0], rotation=turn)
        file = io.BytesIO()
        drawn.to_pil().convert("RGB").save(file, "jpeg", quality=_QUALITY)
    except pdfium.PdfiumError as problem:
        raise RuntimeError(str(problem)) from problem
    finally:
        opened.close()
    return base64.b64encode(file.getvalue()).decode("ascii"), frame.size
