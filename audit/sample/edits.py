"""Change the text of a Document and keep every offset true.

A document that was edited is what a reader would have made of a file with the changed
words: `text[span]` holds for paragraphs, cells, charts and lines again, and nothing
else has moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audit.model import Block, Cell, Chart, Document, Paragraph, PrintedLine, Series, Table


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where `text[start:end]` of a document stands."""

    start: int
    end: int
    text: str


class Shift:
    """Where the places of a text are after its edits; an empty edit moves what follows it."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        """Take edits that do not overlap, in any order; raise ValueError where they do."""
        self.edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
        if any(first.end > second.start for first, second in pairwise(self.edits)):
            raise ValueError("edits overlap")
        self._ends = [edit.end for edit in self.edits]
        self._by = [0]
        for edit in self.edits:
            self._by.append(self._by[-1] + len(edit.text) - (edit.end - edit.start))

    def __call__(self, place: int) -> int:
        """Return where a place is now; one inside an edit stays as far from its start."""
        done = bisect_right(self._ends, place)
        moved = place + self._by[done]
        if done < len(self.edits) and place > self.edits[done].start:
            edit = self.edits[done]
            moved = edit.start + self._by[done] + min(place - edit.start, len(edit.text))
        return moved

    def end(self, place: int) -> int:
        """Return where the end of a stretch is: an edit that ends with it belongs to it."""
        done = bisect_right(self._ends, place)
        while done and self.edits[done - 1].start == place == self.edits[done - 1].end:
            done -= 1  # an insertion behind the stretch is not part of it
        return place + self._by[done] if done and self._ends[done - 1] == place else self(place)

    def text(self, text: str) -> str:
        """Return the text with the edits made."""
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        for edit in self.edits:
            yield text[at : edit.start]
            yield edit.text
            at = edit.end
        yield text[at:]


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """Return the document with the edits made; each must lie inside one paragraph or cell.

    Raises ValueError for edits that overlap. `copies` are left as they are.
    """
    shift = Shift(edits)
    text = shift.text(document.text)
    return replace(
        document,
        text=text,
        blocks=tuple(_block(block, shift, text) for block in document.blocks),
        page_marks=tuple(_spans(document.page_marks, shift)),
        lines=tuple(_lines(document.lines, shift)),
        unsure=tuple(_spans(document.unsure, shift)),
        sources=tuple(
            replace(source, start=shift(source.start), end=shift.end(source.end))
            for source in document.sources
        ),
    )


def without_row(document: Document, table: Table, row: int) -> Document:
    """Return the document without one row of a table (from 0), and without its line.

    Cells that reach down over the row from above reach over one row less.
    """
    start, end = table.rows[row][0].start, table.rows[row][-1].end
    rows = tuple(
        _reaching(cells, row - number) if number < row else cells
        for number, cells in enumerate(table.rows)
        if number != row
    )
    first = rows[0][0].start if rows else start
    last = rows[-1][-1].end if rows else start
    kept = replace(table, rows=rows, start=first, end=last)
    blocks = tuple(kept if _is(block, table) else block for block in document.blocks)
    return _cut(replace(document, blocks=blocks), start, end)


def without_paragraph(document: Document, paragraph: Paragraph) -> Document:
    """Return the document without a paragraph and its line."""
    blocks = tuple(block for block in document.blocks if block != paragraph)
    return _cut(replace(document, blocks=blocks), paragraph.start, paragraph.end)


def _is(block: Block, table: Table) -> bool:
    return isinstance(block, Table) and block.index == table.index


def _cut(document: Document, start: int, end: int) -> Document:
    """Return the document without a stretch in which no block is, and one line break."""
    if end < len(document.text):
        end += 1
    elif start:
        start -= 1
    return edited(document, [Edit(start, end, "")])


def _reaching(cells: tuple[Cell, ...], down: int) -> tuple[Cell, ...]:
    return tuple(replace(cell, rows=cell.rows - 1) if cell.rows > down else cell for cell in cells)


def _block(block: Block, shift: Shift, text: str) -> Block:
    if isinstance(block, Paragraph):
        start, end = shift(block.start), shift.end(block.end)
        return Paragraph(text[start:end], start, end)
    start, end = shift(block.start), shift.end(block.end)
    move = _mover(shift, text)
    if isinstance(block, Table):
        rows = tuple(tuple(map(move, row)) for row in block.rows)
        return replace(block, rows=rows, start=start, end=end)
    return _chart(block, move, start, end)


def _chart(chart: Chart, move: Callable[[Cell], Cell], start: int, end: int) -> Chart:
    series = tuple(
        Series(
            move(one.name) if one.name else None,
            tuple(map(move, one.categories)),
            tuple(map(move, one.values)),
        )
        for one in chart.series
    )
    labels = tuple(map(move, chart.labels))
    return replace(chart, series=series, labels=labels, start=start, end=end)


def _mover(shift: Shift, text: str) -> Callable[[Cell], Cell]:
    def move(cell: Cell) -> Cell:
        start, end = shift(cell.start), shift.end(cell.end)
        end = max(start, end)
        return replace(cell, text=text[start:end], start=start, end=end)

    return move


def _spans(spans: Sequence[tuple[int, int]], shift: Shift) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        moved = shift(start), shift.end(end)
        if moved[0] < moved[1]:
            yield moved


def _lines(lines: Sequence[PrintedLine], shift: Shift) -> Iterator[PrintedLine]:
    """Yield the printed lines that are left; characters that came in stand at the line's end."""
    for line in lines:
        start, end = shift(line.start), shift.end(line.end)
        if start < end:
            size = end - start + 1
            edges = (*line.edges, *(line.edges[-1:] * size))[:size]
            yield replace(line, start=start, end=end, edges=edges)
