"""Give back a “三公” table whose grid a copy has lost, where its own sums prove each figure.

Web copies print such a table a cell a line, or all in one row. Its figures are read only
where every sum of the statutory form holds in both columns: 合计 = 出国 + 用车 + 接待,
用车 = 购置 + 运行; a single wrong or misplaced figure leaves it unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit.amounts import read_cell
from audit.extraction.table_facts import Place, cell_fact
from audit.extraction.table_words import concept_of, squeezed
from audit.model import Cell, Document, Fact, Measure, Paragraph, Table
from audit.statutory import Column, StatutoryTable, TableRow

_FORM = (  # the order of the national form
    ("three_public", "合计"),
    ("overseas_travel", "因公出国（境）费"),
    ("vehicles", "公务用车购置及运行维护费"),
    ("vehicle_purchase", "公务用车购置费"),
    ("vehicle_operation", "公务用车运行维护费"),
    ("hospitality", "公务接待费"),
)
_NAMES = dict(_FORM)
_SUMS = (
    ("three_public", ("overseas_travel", "vehicles", "hospitality")),
    ("vehicles", ("vehicle_purchase", "vehicle_operation")),
)
_BOTH = re.compile(r"预算数.{0,4}决算数")
_UNIT = re.compile(r"单位\s*[:：]\s*(万元|元)")
_STEP = Decimal("0.01")
_FEWEST_FIGURES = 3  # different amounts above zero: sums of zeros prove nothing
Pair = tuple[Cell | None, Cell | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """A lost table: the cells of budget and actual by concept, and where it begins."""

    pairs: Mapping[str, Pair]
    measures: tuple[Measure, Measure]
    uom: str
    start: int
    end: int


def read_flattened(
    document: Document, told: Sequence[Fact], year: int | None
) -> tuple[StatutoryTable, ...]:
    """Return the “三公” table that a document prints without its grid, if its sums prove it.

    `told` are the figures of the prose, which may say which column is the budget.
    """
    found = [*_by_lines(document), *_in_a_row(document, told)]
    return tuple(_table(document, one, year) for one in found[:1])


# --- a cell a line -------------------------------------------------------------------


def _by_lines(document: Document) -> Iterator[_Found]:
    """Yield a run of twelve lines of one figure each, after a line that names both columns."""
    lines = list(document.paragraphs)
    for place, line in enumerate(lines):
        if not _BOTH.search(squeezed(line.text)):
            continue
        cells = [_line_cell(one) for one in lines[place + 1 : place + 1 + 2 * len(_FORM)]]
        figures = [cell for cell in cells if cell is not None]
        if len(figures) == 2 * len(_FORM):
            names = [concept for concept, _ in _FORM]
            pairs = dict(zip(names, zip(figures[::2], figures[1::2], strict=True), strict=True))
            if _is_proved(pairs):
                uom = _unit(document, line.start)
                yield _Found(pairs, ("initial_budget", "actual"), uom, line.start, figures[-1].end)


def _line_cell(line: Paragraph) -> Cell | None:
    figure = read_cell(line.text)
    plain = figure is not None and figure.uom == ""
    return Cell(line.text, line.start, line.end) if plain else None


def _unit(document: Document, start: int) -> str:
    found = _UNIT.search(document.text[max(0, start - 60) : start + 40])
    return found[1] if found else ""


# --- all in one row ------------------------------------------------------------------


def _in_a_row(document: Document, told: Sequence[Fact]) -> Iterator[_Found]:
    """Yield a row of names with two cells each, whose order the prose or the row tells."""
    for table in document.tables:
        for row in table.rows:
            pairs = _pairs_of(row)
            measures = _order(pairs, told)
            if measures is not None and _is_proved(pairs):
                unit = next((m[1] for cell in row if (m := _UNIT.search(cell.text))), "")
                yield _Found(pairs, measures, unit, row[0].start, row[-1].end)


def _pairs_of(row: Sequence[Cell]) -> dict[str, Pair]:
    """Return the two cells after each known name; {} where a name has not just two."""
    found: dict[str, Pair] = {}
    for place, cell in enumerate(row):
        concept = concept_of(cell.text) if read_cell(cell.text) is None else ""
        concept = "three_public" if concept == "total" else concept
        after = row[place + 1 : place + 3]
        if concept not in _NAMES or concept in found or len(after) < 2:
            continue
        cells = [one if one.text.strip() else None for one in after]
        if any(one is not None and read_cell(one.text) is None for one in cells):
            return {}
        found[concept] = (cells[0], cells[1])
    return found


def _order(pairs: Mapping[str, Pair], told: Sequence[Fact]) -> tuple[Measure, Measure] | None:
    """Return what the two cells are where the prose tells the total's budget and actual."""
    total = pairs.get("three_public")
    if total is None:
        return None
    printed = tuple(_value(cell) for cell in total)
    said: dict[Measure, set[Decimal | None]] = {"initial_budget": set(), "actual": set()}
    for fact in told:
        if fact.concept == "three_public" and fact.measure in said:
            said[fact.measure].add(fact.value)
    if printed[0] == printed[1]:
        return None
    if printed[0] in said["initial_budget"] and printed[1] in said["actual"]:
        return "initial_budget", "actual"
    if printed[1] in said["initial_budget"] and printed[0] in said["actual"]:
        return "actual", "initial_budget"
    return None


# --- the proof -----------------------------------------------------------------------


def _is_proved(pairs: Mapping[str, Pair]) -> bool:
    """Return whether every sum that the names allow holds in both columns."""
    if not {"three_public", "vehicles", "hospitality"} <= pairs.keys():
        return False
    for column in (0, 1):
        values = {concept: _value(pair[column]) for concept, pair in pairs.items()}
        if not all(_holds(values, whole, parts) for whole, parts in _SUMS):
            return False
    amounts = {_value(cell) for pair in pairs.values() for cell in pair}
    return len(amounts - {Decimal(0)}) >= _FEWEST_FIGURES


def _holds(values: Mapping[str, Decimal], whole: str, parts: Sequence[str]) -> bool:
    known = [values[part] for part in parts if part in values]
    if whole == "vehicles" and len(known) < len(parts):
        return True  # one of the two is left out: nothing to prove with
    return abs(values[whole] - sum(known)) <= _STEP * len(parts)


def _value(cell: Cell | None) -> Decimal:
    figure = read_cell(cell.text) if cell is not None else None
    return figure.value if figure is not None else Decimal(0)


# --- the table -----------------------------------------------------------------------


def _table(document: Document, found: _Found, year: int | None) -> StatutoryTable:
    columns = tuple(Column("total", measure, "fiscal", "") for measure in found.measures)
    index = _index(document, found.start)
    rows = tuple(_row(document, found, columns, concept, index, year) for concept in found.pairs)
    title = document.span("table", "“三公”经费表", found.start, found.start, "")
    uom = found.uom or "万元"
    marks = ((found.start, found.end),)
    return StatutoryTable(
        "three_public", title, uom, columns, rows, index, marks=marks, proved_by_sums=True
    )


def _index(document: Document, start: int) -> int:
    inside = (block for block in document.blocks if block.start <= start < block.end)
    return next((block.index for block in inside if isinstance(block, Table)), 0)


def _row(
    document: Document,
    found: _Found,
    columns: Sequence[Column],
    concept: str,
    index: int,
    year: int | None,
) -> TableRow:
    cells: list[Fact | None] = []
    for cell, column in zip(found.pairs[concept], columns, strict=True):
        figure = read_cell(cell.text) if cell is not None else None
        if cell is None or figure is None:
            cells.append(None)
            continue
        at = Place("three_public", "“三公”经费表", 1, 1, None, cell, index)
        row = (_NAMES[concept], concept, "", None)
        cells.append(cell_fact(document, at, figure, column, row, found.uom or "万元", year))
    printed = [fact.span for fact in cells if fact is not None]
    span = printed[0] if printed else document.span("table", "", found.start, found.start, "")
    return TableRow(_NAMES[concept], concept, "", tuple(cells), span)
