"""Make the PDFs that tests read: each is drawn here, point by point from the top left."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw | Sequence[Draw], size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """Return a PDF with a page for each drawing, or for each list of drawings."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, pageCompression=1, invariant=1)
    for page in pages:
        for draw in [page] if callable(page) else page:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def words(x: float, y: float, text: str, size: float = 12, spread: float = 0) -> Draw:
    """Draw text whose base line is `y` points below the page's top; `spread` parts characters."""

    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(x, canvas._pagesize[1] - y)
        line.setFont(FONT, size)
        line.setCharSpace(spread)
        line.textOut(text)
        canvas.drawText(line)

    return draw


def lines(y: float, *texts: str, x: float = 72, step: float = 18) -> list[Draw]:
    """Draw a text a line, from `y` on."""
    return [words(x, y + step * at, text) for at, text in enumerate(texts)]


def line(x0: float, y0: float, x1: float, y1: float) -> Draw:
    """Draw a ruling line."""

    def draw(canvas: Canvas) -> None:
        height = canvas._pagesize[1]
        canvas.setLineWidth(0.7)
        canvas.line(x0, height - y0, x1, height - y1)

    return draw


def rules(xs: Sequence[float], ys: Sequence[float]) -> list[Draw]:
    """Draw a full grid of lines."""
    across = [line(xs[0], y, xs[-1], y) for y in ys]
    return across + [line(x, ys[0], x, ys[-1]) for x in xs]


def cells(xs: Sequence[float], ys: Sequence[float], rows: Iterable[Sequence[str]]) -> list[Draw]:
    """Draw the words of a grid, each at the left of its cell."""
    return [
        words(xs[column] + 4, ys[number] + 15, text, 10)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]


def steps(start: float, *widths: float) -> list[float]:
    """Return edges from `start`, one more than widths."""
    found = [start]
    for width in widths:
        found.append(found[-1] + width)
    return found


def picture(png: bytes, x: float = 0, y: float = 0, width: float = WIDTH, height: float = HEIGHT):
    """Draw a picture with its upper left corner at `x`, `y`."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(
            ImageReader(io.BytesIO(png)), x, canvas._pagesize[1] - y - height, width, height
        )

    return draw
