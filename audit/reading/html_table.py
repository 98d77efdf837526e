"""Lay the cells of a web page's table on their grid: colspan and rowspan become extents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from audit.reading.assemble import Extent

_MOST_COLUMNS = 1_000
MAX_PLACES = 2_000_000

Rows = tuple[tuple[str, ...], ...]
Extents = tuple[tuple[Extent, ...], ...]


class _Cover(NamedTuple):
    """A cell from above: how wide it is, and how many rows it still covers."""

    columns: int
    rows: int


def read_rows(
    table: etree._Element, text_of: Callable[[etree._Element], str]
) -> tuple[Rows, Extents]:
    """Return the texts of a table's rows, and what each cell covers.

    What a cell covers in a later row is an empty cell of its width there; rows that print
    nothing are left out. `text_of` gives the words of a cell.
    """
    rows = list(_rows(table))
    covered: dict[int, _Cover] = {}
    texts, extents, places = [], [], 0
    for number, row in enumerate(rows):
        line = list(_line(row, covered, len(rows) - number, text_of))
        places += len(line)
        if places > MAX_PLACES:
            break
        if any(text for text, _ in line):
            texts.append(tuple(text for text, _ in line))
            extents.append(tuple(extent for _, extent in line))
    return tuple(texts), tuple(extents)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's own rows, its foot last wherever it stands."""
    foot = []
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody"):
            yield from child.iterchildren("tr")
        elif child.tag == "tfoot":
            foot += list(child.iterchildren("tr"))
    yield from foot


def _line(
    row: etree._Element,
    covered: dict[int, _Cover],
    left: int,
    text_of: Callable[[etree._Element], str],
) -> Iterator[tuple[str, Extent]]:
    """Yield a row's cells by column; `covered` gives, and gets, what reaches into other rows."""
    column, fresh = 0, dict[int, _Cover]()
    above = {place: cover for place, cover in covered.items() if cover.rows}
    for cell in row.iterchildren("td", "th"):
        while column in above:
            yield "", Extent(column, above[column].columns)
            column += above.pop(column).columns
        columns = min(_number(cell.get("colspan")), _MOST_COLUMNS)
        rows = max(1, min(_number(cell.get("rowspan"), left), left))
        yield text_of(cell).strip(), Extent(column, columns, rows)
        fresh[column] = _Cover(columns, rows - 1)
        column += columns
    for place in sorted(above):
        yield "", Extent(place, above[place].columns)
    for place, cover in [*covered.items()]:
        covered[place] = _Cover(cover.columns, cover.rows - 1)
        if covered[place].rows <= 0:
            del covered[place]
    covered.update({place: cover for place, cover in fresh.items() if cover.rows})


def _number(value: str | None, zero: int = 1) -> int:
    """Return a span; 0 means as far as the table goes (`zero`), rubbish means 1."""
    found = re.match(r"\s*(\d{1,5})", value or "1")
    number = int(found[1]) if found else 1
    return number or zero
