"""Put the pages of a PDF together: one text, paragraphs and tables that run over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audit.model import PrintedLine
from audit.reading.assemble import Extent, Grid, Prose
from audit.reading.pdf_cut import healed
from audit.reading.pdf_grid import GridCell, PageGrid
from audit.reading.pdf_lines import Line, cell_text
from audit.reading.pdf_margins import margins
from audit.reading.pdf_prose import Measure, Paragraph, measures

_SAME_EDGE = 6.0  # points by which the columns of a table may shift over a page
_NEAR_EDGE = 30.0  # as above, where gaps part the columns
_TITLE = re.compile(r"表\s*(?:[（(][^（）()]*[）)])?$")
Item = Line | PageGrid


@dataclass(frozen=True, slots=True)
class PageContent:
    """The lines and tables of one page in reading order."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    unsure: bool = False

    @property
    def lines(self) -> list[Line]:
        """Return the lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]


def segments_of(pages: Sequence[PageContent]) -> tuple[list[Prose | Grid], tuple[str, ...]]:
    """Return the segments of a document, and the running heads that were left out."""
    margin = margins((page.height, page.lines) for page in pages)
    blocks = measures({page.number: (page.width, page.lines) for page in pages})
    unsure = frozenset(page.number for page in pages if page.unsure)
    items = [item for page in pages for item in page.items if id(item) not in margin.lines]
    return list(_segments(_continued(items), blocks, unsure)), margin.heads


def _segments(
    items: Iterable[Item | list[PageGrid]], blocks: dict[int, Measure], unsure: frozenset[int]
) -> Iterator[Prose | Grid]:
    paragraph = Paragraph()
    for item in items:
        if isinstance(item, Line) and paragraph.lines and paragraph.goes_on(item, blocks):
            paragraph.lines.append(item)
            continue
        if paragraph.lines:
            yield paragraph.prose(unsure=paragraph.lines[0].page in unsure)
            paragraph = Paragraph()
        if isinstance(item, Line):
            paragraph.lines.append(item)
        elif isinstance(item, list) and not all(grid.is_blank for grid in item):
            yield grid_of(item, unsure=item[0].page in unsure)
    if paragraph.lines:
        yield paragraph.prose(unsure=paragraph.lines[0].page in unsure)


def _continued(items: Iterable[Item]) -> Iterator[Line | list[PageGrid]]:
    """Yield lines, and tables with the parts on later pages that go on with them."""
    table: list[PageGrid] = []
    between: list[Line] = []  # what stands over a table that may be repeated there
    heading: list[str] = []
    for item in items:
        if isinstance(item, Line):
            between.append(item)
            continue
        if table and _goes_on(table, item, [line.text for line in between], heading):
            table.append(item)
            between = []
            continue
        if table:
            yield table
        yield from between
        heading = [line.text for line in between if line.page == item.page]
        table, between = [item], []
    if table:
        yield table
    yield from between


def _goes_on(
    table: Sequence[PageGrid], grid: PageGrid, between: Sequence[str], heading: Sequence[str]
) -> bool:
    """Return whether `grid` is the rest of `table`: the next page, the same columns, no title.

    The title and the unit may be printed again over it.
    """
    follows = grid.page == table[-1].page + 1 and not _is_titled(grid)
    if not follows or not _same_columns(table[0], grid):
        return False
    return all(text in heading or "续" in text for text in between)


def _is_titled(grid: PageGrid) -> bool:
    """Return whether the first row of a table is a title over its whole width."""
    first = grid.rows[0]
    text = "".join(line.text for line in first[0].lines)
    return len(first) == 1 and _TITLE.search(text) is not None


def _same_columns(one: PageGrid, other: PageGrid) -> bool:
    """Return whether two parts may be one table: the same outer edges.

    Between them the columns may differ: where a page holds merged cells only, it does not
    show the edges that they cover. Where gaps part the columns, their number must agree.
    """
    first, then = one.xs, other.xs
    if one.loose or other.loose:
        near = zip(first, then, strict=False)
        return len(first) == len(then) and all(abs(a - b) <= _NEAR_EDGE for a, b in near)
    return abs(first[0] - then[0]) <= _SAME_EDGE and abs(first[-1] - then[-1]) <= _SAME_EDGE


def _all_edges(parts: Sequence[PageGrid]) -> tuple[float, ...]:
    """Return the column edges of all parts of a table; near ones are one."""
    if parts[0].loose:
        return parts[0].xs
    found = list(parts[0].xs)
    for part in parts[1:]:
        found += [x for x in part.xs if min(abs(x - one) for one in found) > _SAME_EDGE]
    return tuple(sorted(found))


def grid_of(parts: Sequence[PageGrid], *, unsure: bool = False) -> Grid:
    """Return a table from its parts on one page or more; repeated headings are left out."""
    xs = _all_edges(parts)
    rows: list[tuple[GridCell, ...]] = []
    for part in parts:
        fitted = [tuple(_fitted(cell, part.xs, xs) for cell in row) for row in part.rows]
        rows = healed(rows, fitted[_repeated(rows, fitted) :])
    cells = [[_cell(cell) for cell in row] for row in rows]
    return Grid(
        tuple(tuple(text for text, _ in row) for row in cells),
        tuple(tuple(Extent(c.column, c.columns, c.rows) for c in row) for row in rows),
        tuple(tuple(places for _, places in row) for row in cells),
        unsure=unsure,
    )


def _cell(cell: GridCell) -> tuple[str, tuple[PrintedLine, ...]]:
    return cell_text(cell.lines, cell.width)


def _fitted(cell: GridCell, own: Sequence[float], xs: Sequence[float]) -> GridCell:
    """Return a cell with its columns counted in those of the table's first page."""
    first, last = (_nearest(xs, own[at]) for at in (cell.column, cell.column + cell.columns))
    return replace(cell, column=first, columns=max(1, last - first))


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - x))


def _repeated(rows: Sequence[Sequence[GridCell]], then: Sequence[Sequence[GridCell]]) -> int:
    """Return how many first rows of `then` print the heading of the table again."""
    count = 0
    for before, after in zip(rows, then, strict=False):
        if _words(before) != _words(after):
            break
        count += 1
    return count if any(any(_words(row)) for row in then[:count]) else 0


def _words(row: Iterable[GridCell]) -> list[str]:
    return ["".join(line.text for line in cell.lines) for cell in row]
