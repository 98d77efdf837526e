"""Lay out a page: which characters stand in tables, which in lines, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from audit.reading.pdf_columns import column_tables
from audit.reading.pdf_grid import PageGrid, filled, lattices
from audit.reading.pdf_join import Item, PageContent
from audit.reading.pdf_lines import lines_of, rows_of
from audit.reading.pdf_page import Glyph, Sheet
from audit.reading.pdf_stacked import unstacked


def content_of(sheet: Sheet) -> PageContent:
    """Return the lines and tables of a page in reading order."""
    free: Sequence[Glyph] = sheet.glyphs
    items: list[Item] = []
    found = lattices(sheet.rules)
    for lattice in found:
        places = [lattice.at(*glyph.centre) for glyph in free]
        grid = filled(lattice, zip(free, places, strict=True), sheet.number)
        items.append(grid if sheet.unsure else unstacked(grid))  # a scan proves no base lines
        free = [glyph for glyph, place in zip(free, places, strict=True) if place is None]
    grids, rows = column_tables(rows_of(free), sheet.rules, found, sheet.number)
    items.extend(grids)
    for row in rows:
        items.extend(lines_of(row, sheet.number))
    ordered = tuple(sorted(items, key=_order))
    return PageContent(sheet.number, sheet.width, sheet.height, ordered, sheet.unsure)


def _order(item: Item) -> tuple[float, float]:
    if isinstance(item, PageGrid):
        return item.top, item.xs[0]
    return item.base, item.left
