"""Print a document as a PDF, the way a word processor lays it out, with an embedded font."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from pdf_pages import Draw, line, pdf
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from audit.model import Cell, Document, Paragraph, Table

FONT = Path(__file__).parent.parent / "audit" / "views" / "fonts" / "AuditSansSC-Regular.otf"
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 80.0, 770.0
SIZE, STEP = 12.0, 20.0
CELL, CELL_STEP = 8.0, 10.0
STICKS = "，。；：、！？）”》%"


def printed(document: Document) -> bytes:
    """Return the paragraphs and tables of a document as a PDF with page numbers."""
    name = embedded("".join(sorted({*document.text, *"- 0123456789"})))
    press = Press(name)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            press.paragraph(block.text)
        elif isinstance(block, Table):
            press.table(block)
    return pdf(*press.finished())


@cache
def embedded(characters: str) -> str:
    """Register the project's font, its outlines made quadratic, and return its name."""
    font = TTFont(FONT)
    cutter = subset.Subsetter()
    cutter.populate(text=characters)
    cutter.subset(font)
    outlines = font.getGlyphSet()
    glyphs = {}
    for glyph in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[glyph].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), glyphs
    font["maxp"].tableVersion = 0x00010000
    zeros = "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements"
    for limit in (*zeros.split(), "maxSizeOfInstructions", "maxComponentElements"):
        setattr(font["maxp"], limit, 0)
    font["maxp"].maxZones = 1
    font["post"].formatType = 3.0
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\000\001\000\000"
    out = io.BytesIO()
    font.save(out)
    name = f"Printed{len(characters)}"
    pdfmetrics.registerFont(ttfonts.TTFont(name, io.BytesIO(out.getvalue())))
    return name


class Press:
    """Sets block after block, and begins a page when one is full."""

    def __init__(self, font: str) -> None:
        self.font = font
        self.pages: list[list[Draw]] = [[]]
        self.y = TOP

    def finished(self) -> list[list[Draw]]:
        """Return the pages with their numbers."""
        return [
            [*page, self._words(290, 810, f"- {number} -", 9)]
            for number, page in enumerate(self.pages, 1)
        ]

    def paragraph(self, text: str) -> None:
        """Set a paragraph with an indent of two characters."""
        for at, part in enumerate(self._broken(text, RIGHT - LEFT, SIZE, indent=2 * SIZE)):
            self._room(STEP)
            self.pages[-1].append(
                self._words(LEFT + (2 * SIZE if at == 0 else 0), self.y, part, SIZE)
            )
            self.y += STEP

    def table(self, table: Table) -> None:
        """Set a ruled table; columns are of one width, rows as high as they need."""
        count = max(cell.column + cell.columns for row in table.rows for cell in row)
        width = (RIGHT - LEFT) / count
        self.y += 4
        for number, row in enumerate(table.rows):
            texts = [list(self._broken(c.text, c.columns * width - 4, CELL)) for c in row]
            height = CELL_STEP * max(1, *map(len, texts)) + 4
            if self.y + height > BOTTOM:
                self._page()
            for cell, parts in zip(row, texts, strict=True):
                self._cell(cell, parts, width, height, closed=not _goes_on(table, number, cell))
            self.y += height
        self.y += STEP

    def _cell(
        self, cell: Cell, parts: list[str], width: float, height: float, *, closed: bool
    ) -> None:
        x0, x1 = LEFT + cell.column * width, LEFT + (cell.column + cell.columns) * width
        y0, y1 = self.y, self.y + height
        page = self.pages[-1]
        page += [line(x0, y0, x0, y1), line(x1, y0, x1, y1)]
        if cell.text or y0 == TOP or not _is_covered(cell):
            page.append(line(x0, y0, x1, y0))
        if closed:
            page.append(line(x0, y1, x1, y1))
        for at, part in enumerate(parts):
            page.append(self._words(x0 + 2, y0 + CELL_STEP * (at + 1), part, CELL))

    def _words(self, x: float, y: float, text: str, size: float) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont(self.font, size)
            canvas.drawString(x, canvas._pagesize[1] - y, text)

        return draw

    def _room(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self._page()

    def _page(self) -> None:
        self.pages.append([])
        self.y = TOP

    def _broken(self, text: str, width: float, size: float, indent: float = 0) -> Iterator[str]:
        """Yield the lines of a text; numbers stay whole, stops do not begin a line."""
        part, room = "", width - indent
        for word in _words(text):
            if part and pdfmetrics.stringWidth(part + word, self.font, size) > room:
                yield part
                part, room = "", width
            part += word
        if part:
            yield part


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        glued = char in STICKS or (word and word[-1].isascii() and char.isascii() and char != " ")
        if word and not glued:
            yield word
            word = ""
        word += char
    if word:
        yield word


def _is_covered(cell: Cell) -> bool:
    return cell.rows == 1 and not cell.text


def _goes_on(table: Table, number: int, cell: Cell) -> bool:
    """Return whether the cell under this one belongs to it (only where rows say so)."""
    return cell.rows > 1 and number + 1 < len(table.rows)
