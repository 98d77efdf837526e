"""Write a disclosure as a PDF: ruled tables, one page on its side, numbers at the foot.

Nothing is compressed, so that the bytes depend on no zlib. The project's own font is put in,
its outlines made quadratic: a page looks the same, and can be photographed, anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from audit.sample.blocks import Heading, Sheet, heads_of, rows_of
from audit.sample.blocks import Table as Grid

FONT = Path(__file__).parent.parent / "views/fonts/AuditSansSC-Regular.otf"
Printed = Heading | str | Sheet | Grid
_NAME = "AuditSansSC"
_MARGIN = 64
_SIDES = ("LEFT", "RIGHT", "TOP", "BOTTOM")
_INK = 0.6  # width of the rules
_BODY = ParagraphStyle(
    "body", fontName=_NAME, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK"
)
_LINE = ParagraphStyle("line", _BODY, firstLineIndent=0)
_RIGHT = ParagraphStyle("right", _LINE, fontSize=10, leading=14, alignment=2)
_LEFT = ParagraphStyle("left", _RIGHT, alignment=0)
_CELL = ParagraphStyle("cell", _LINE, fontSize=8, leading=10)
_AMOUNT = ParagraphStyle("amount", _CELL, alignment=2)
_TITLE = ParagraphStyle("title", _LINE, fontSize=16, leading=28, alignment=1)
_HEADS = {0: _TITLE, **{n: ParagraphStyle(f"h{n}", _LINE, fontSize=16 - n) for n in (1, 2, 3)}}


def pdf_file(blocks: Sequence[Printed], title: str) -> bytes:
    """Return the bytes of the PDF; a table begins on its own page, prose after it on another."""
    out = BytesIO()
    template = BaseDocTemplate(
        out, pagesize=A4, title=title, invariant=1, pageCompression=0, pageTemplates=_pages()
    )
    with _letters("".join(_texts(blocks))):
        template.build(list(_flow(blocks)))
    return out.getvalue()


def _texts(blocks: Sequence[Printed]) -> Iterator[str]:
    yield "—" + "".join(map(chr, range(32, 127)))
    for block in blocks:
        if isinstance(block, Sheet):
            yield from (block.title, *block.above, block.note)
            yield from (cell.text for row in block.table.rows for cell in row)
        elif isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block if isinstance(block, str) else block.text


# --- the font -----------------------------------------------------------------------


@contextmanager
def _letters(text: str) -> Iterator[None]:
    """Give the document's font the letters of a text while the document is built."""
    font = TTFont(FONT, recalcTimestamp=False)
    options = Options()
    options.notdef_outline, options.layout_features = True, []
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    _to_quadratic(font)
    out = BytesIO()
    font.save(out)
    out.seek(0)
    made = ttfonts.TTFont(_NAME, out)
    if _NAME not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(made)
    # where a font of this name or face is registered, reportlab keeps that one's letters
    known = pdfmetrics.getFont(_NAME)
    before, known.face = known.face, made.face
    try:
        yield
    finally:
        known.face = before


def _to_quadratic(font: TTFont) -> None:
    """Give the font TrueType outlines, the only ones that reportlab can put into a file."""
    glyphs = font.getGlyphSet()
    made = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1, reverse_direction=True))
        made[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), made
    for table in ("CFF ", "VORG", "GSUB", "GPOS", "BASE", "vhea", "vmtx"):
        if table in font:
            del font[table]
    for name, glyph in made.items():
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    _limits(font)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _limits(font: TTFont) -> None:
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    zeros = (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
    )  # fmt: skip
    limits.maxZones = 1
    for name in zeros:
        setattr(limits, name, 0)


# --- the pages ----------------------------------------------------------------------


def _pages() -> list[PageTemplate]:
    return [
        PageTemplate(
            name,
            [Frame(_MARGIN, _MARGIN, size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN, 0, 0, 0, 0)],
            pagesize=size,
            onPage=_foot,
        )
        for name, size in (("upright", A4), ("wide", landscape(A4)))
    ]


def _foot(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.setFont(_NAME, 9)
    middle = template.pageTemplate.pagesize[0] / 2
    canvas.drawCentredString(middle, 36, f"— {canvas.getPageNumber()} —")


def _flow(blocks: Sequence[Printed]) -> Iterator[Flowable]:
    after_table = False
    for block in blocks:
        if isinstance(block, Sheet):
            yield NextPageTemplate("wide" if block.wide else "upright")
            yield PageBreak()
            yield from _sheet(block)
            after_table = True
            continue
        if after_table:
            yield NextPageTemplate("upright")
            yield PageBreak()
            after_table = False
        yield _ruled(block, wide=False) if isinstance(block, Grid) else _words(block)


def _words(block: Heading | str) -> Paragraph:
    if isinstance(block, str):
        return Paragraph(escape(block), _BODY)
    return Paragraph(escape(block.text), _HEADS[block.level])


def _sheet(sheet: Sheet) -> Iterator[Flowable]:
    mark, maker, unit = sheet.above
    yield Paragraph(sheet.title, _TITLE)
    yield Paragraph(mark, _RIGHT)
    yield Paragraph(maker, _LEFT)
    yield Paragraph(unit, _RIGHT)
    yield _ruled(sheet.table, wide=sheet.wide)
    if sheet.note:
        yield Paragraph(sheet.note, _LEFT)


def _ruled(table: Grid, *, wide: bool) -> Table:
    size = landscape(A4) if wide else A4
    style = [("GRID", (0, 0), (-1, -1), _INK, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    grid: list[list[Paragraph | str]] = []
    for number, row in enumerate(table.rows):
        cells: list[Paragraph | str] = []
        for cell in row:
            column = len(cells)
            height = rows_of(table, number, column) if cell.merge == "begin" else 1
            if cell.span > 1 or height > 1:
                end = (column + cell.span - 1, number + height - 1)
                style.append(("SPAN", (column, number), end))
            amount = cell.text[-3:-2] == "."
            text = escape(cell.text)
            cells += [Paragraph(text, _AMOUNT if amount else _CELL), *[""] * (cell.span - 1)]
        grid.append(cells)
    return Table(
        grid,
        colWidths=_widths(table, size[0] - 2 * _MARGIN),
        repeatRows=heads_of(table),
        style=TableStyle([*style, *((f"{side}PADDING", (0, 0), (-1, -1), 3) for side in _SIDES)]),
    )


def _widths(table: Grid, whole: float) -> list[float]:
    """Return column widths: as wide as the longest word of the rows, within limits."""
    longest = [6] * table.columns
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.span == 1:
                longest[column] = max(longest[column], min(len(cell.text) + 1, 14))
            column += cell.span
    return [whole * length / sum(longest) for length in longest]
