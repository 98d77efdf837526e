"""Read a PDF: prose in reading order, ruled tables with merged headings, places on pages.

Pages are read one after the other, so that memory does not grow with pictures or drawings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from audit.model import Document
from audit.reading.assemble import assemble
from audit.reading.pdf_grid import PageGrid, filled, lattices
from audit.reading.pdf_join import Item, PageContent, segments_of
from audit.reading.pdf_lines import lines_of, rows_of
from audit.reading.pdf_page import Glyph, Sheet, frame_of, placed, read_runs
from audit.reading.pdf_rules import drawn_on

MAX_PAGES = 2_000


def read_pdf(data: bytes, path: str) -> Document:
    """Return the document in `data`; raises UnreadableDocument with what to do."""
    opened = pdfium.PdfDocument(data)
    try:
        sheets = list(_contents(opened))
    finally:
        opened.close()
    segments, heads = segments_of(sheets)
    notes = tuple(f"页眉页脚未计入正文：{head[:40]}" for head in heads)
    return assemble(path, data, "pdf", segments, notes)


def _contents(opened: pdfium.PdfDocument) -> Iterator[PageContent]:
    for index in range(len(opened)):
        page = opened[index]
        try:
            yield content_of(sheet_of(page, index + 1))
        finally:
            page.close()


def sheet_of(page: pdfium.PdfPage, number: int) -> Sheet:
    """Return what is printed on a page."""
    runs, garbled = read_runs(page)
    frame = frame_of(page, runs)
    drawn = drawn_on(page, frame)
    glyphs, turned = placed(runs, frame)
    return Sheet(
        number,
        *frame.size,
        glyphs,
        drawn.rules,
        pictured=drawn.pictured,
        garbled=garbled,
        turned=turned,
        cut=drawn.cut,
    )


def content_of(sheet: Sheet) -> PageContent:
    """Return the lines and tables of a page in reading order."""
    free: Sequence[Glyph] = sheet.glyphs
    items: list[Item] = []
    for lattice in lattices(sheet.rules):
        inside = [glyph for glyph in free if lattice.at(*glyph.centre)]
        items.append(filled(lattice, inside, sheet.number))
        if inside:
            free = [glyph for glyph in free if not lattice.at(*glyph.centre)]
    for row in rows_of(free):
        items.extend(lines_of(row, sheet.number))
    ordered = tuple(sorted(items, key=_order))
    return PageContent(sheet.number, sheet.width, sheet.height, ordered, sheet.unsure)


def _order(item: Item) -> tuple[float, float]:
    if isinstance(item, PageGrid):
        return item.top, item.xs[0]
    return item.base, item.left
