"""Read the statutory tables (附表): known by title and proved by headings, never by position.

What cannot be proved is told as the table's problem, and its figures stay unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audit.amounts import read_cell
from audit.editions import Edition
from audit.extraction.table_facts import Place, cell_fact
from audit.extraction.table_grid import CODE, TableGrid, is_blank, is_dash, lay_out
from audit.extraction.table_headings import Panel, panels_of
from audit.extraction.table_titles import statement_after, title_of
from audit.extraction.table_words import (
    BASIC_AND_PROJECT,
    BUDGETS,
    NATURES,
    bare,
    concept_of,
    is_of_which,
    name_of,
    squeezed,
)
from audit.model import Cell, Document, Fact, Scope, Span, Table
from audit.statutory import Column, StatutoryTable, TableRow
from audit.terms import class_code

TWO_SIDED = ("final_accounts", "fiscal")
_ECONOMIC = ("gpb_basic",)
_ITEMS = {"overseas_travel", "vehicles", "hospitality"}
_FEWEST_ITEMS = 2  # of 出国, 用车, 接待: a unit without one of them may leave its row out
_NATURES = set(BASIC_AND_PROJECT)
_OTHER_NATURES = set(NATURES) - _NATURES
_NEEDED: dict[str, set[str]] = {
    "revenue": {"revenue_current_year"},
    "expenditure": {"expenditure_current_year", *_NATURES},
    "gpb": _NATURES,
    "government_funds": {"opening_carryover", "closing_carryover"},
    "state_capital": {"opening_carryover", "closing_carryover"},
    "state_capital_expenditure": {"expenditure_current_year"},
}
_CODED_NAME = re.compile(r"\s*(\d{3}(?:\d{2}(?:\d{2})?)?)\s*(\D.*)", re.DOTALL)
_USUAL_DECIMALS = 2
_FALLBACK_UNIT = "万元"


def read_statutory(
    document: Document,
    edition: Edition,
    year: int | None,
    others: Collection[int | None] = (),
) -> tuple[StatutoryTable, ...]:
    """Return the statutory tables of a document in reading order, none of `others` (by index)."""
    tried = (table for table in document.tables if table.index not in others)
    found = (_read(document, edition, table, year) for table in tried)
    tables = [table for table in found if table is not None]
    known = Counter(table.uom for table in tables if table.uom)
    unit = known.most_common(1)[0][0] if known else _FALLBACK_UNIT
    known_units = (table if table.uom else _in_unit(table, unit) for table in tables)
    return tuple(_doubted(document, table) for table in known_units)


def _in_unit(table: StatutoryTable, uom: str) -> StatutoryTable:
    """Return a table that prints no unit in that of its neighbours, with low confidence."""
    return replace(_changed(table, lambda fact: _unit_taken(fact, uom)), uom=uom)


def _unit_taken(fact: Fact, uom: str) -> Fact:
    return fact if fact.uom else replace(fact, uom=uom, confidence="low")


def _doubted(document: Document, table: StatutoryTable) -> StatutoryTable:
    """Return a table of a picture with low confidence in every figure."""
    unsure = document.is_unsure
    return _changed(table, lambda f: replace(f, confidence="low") if unsure(f.span.start) else f)


def _changed(table: StatutoryTable, change: Callable[[Fact], Fact]) -> StatutoryTable:
    rows = tuple(
        replace(row, cells=tuple(fact and change(fact) for fact in row.cells)) for row in table.rows
    )
    return replace(table, rows=rows)


def _read(
    document: Document, edition: Edition, table: Table, year: int | None
) -> StatutoryTable | None:
    grid = lay_out(table)
    found = title_of(document, edition, grid)
    kind = found.kind or _kind_by_headings(grid)
    if not kind:
        return None
    panels = panels_of(grid, kind)
    problem = _problem(kind, panels, grid)
    reader = _Reader(document, grid, kind, squeezed(found.label) or "附表", found.uom, year)
    columns = () if problem else _columns(panels)
    rows = () if problem else (*reader.rows(panels, columns), *reader.pairs(columns))
    start = table.rows[0][0].start
    title = found.title or document.span("table", "附表", start, start, "")
    return StatutoryTable(
        kind=kind,
        title=title,
        uom=found.uom,
        columns=columns,
        rows=rows,
        index=table.index,
        problem=problem,
        statement=statement_after(document, table),
        marks=() if problem else tuple(_marks(grid, panels)),
        unknown=tuple(heading for panel in panels for heading in panel.unknown),
    )


def _marks(grid: TableGrid, panels: Sequence[Panel]) -> Iterator[tuple[int, int]]:
    """Yield the places of the cells that hold no amount: headings, codes, names, numbering."""
    values = {column for panel in panels for column, _, _ in panel.values}
    for number, row in enumerate(grid.table.rows):
        for cell in row:
            if number not in grid.data or cell.column not in values:
                yield cell.start, cell.end


def _kind_by_headings(grid: TableGrid) -> str:
    """Return the kind of a table without a title where only one can have such headings."""
    panels = panels_of(grid, "")
    columns = {column.concept for panel in panels for _, column, _ in panel.values}
    labels = {concept_of(text) for panel in panels for text in _labels(grid, panel)}
    if {panel.side for panel in panels} == {"revenue", "expenditure"}:
        if "general_public_budget" in columns:
            return "fiscal"
        return "final_accounts" if "superior_subsidy_revenue" in labels else ""
    if (
        "revenue_current_year" in columns
        and {"superior_subsidy_revenue", "other_revenue"} <= columns
    ):
        return "revenue"
    if columns >= {"expenditure_current_year", *_NATURES} and columns & _OTHER_NATURES:
        return "expenditure"
    return "three_public" if len(_ITEMS & (columns | labels)) >= _FEWEST_ITEMS else ""


def _labels(grid: TableGrid, panel: Panel) -> Iterator[str]:
    for number in grid.data:
        cell = _label_cell(grid, panel, number)
        if cell is not None:
            yield cell.text


def _problem(kind: str, panels: Sequence[Panel], grid: TableGrid) -> str:
    """Return why the headings do not prove the columns, or ''."""
    if not grid.heading:
        return "没有表头，各栏的含义无从确定"
    columns = {column.concept for panel in panels for _, column, _ in panel.values}
    missing = _NEEDED.get(kind, set()) - columns
    if kind in TWO_SIDED and {panel.side for panel in panels} < {"revenue", "expenditure"}:
        return "表头没有分出收入、支出两侧"
    named = {concept_of(text) for panel in panels for text in _labels(grid, panel)}
    if kind == "three_public" and len(_ITEMS & (columns | named)) < _FEWEST_ITEMS:
        return "表中没有读到“三公”经费的项目"
    if missing or not columns:
        return "表头与表名不符，各栏的含义不能确定"
    return _ambiguity(kind, panels, grid)


def _ambiguity(kind: str, panels: Sequence[Panel], grid: TableGrid) -> str:
    """Return why headings that fit the title may stand over other columns, or ''."""
    if _has_lost_merges(grid):
        return "表头的合并关系已丢失，各栏的含义不能确定"
    keys = [[_key(c) for _, c, _ in p.values if c.concept != "of_which"] for p in panels]
    if any(len(found) != len(set(found)) for found in keys):
        return "有几栏的表头相同，各栏的含义不能确定"
    if kind == "three_public" and any(_names_by_amounts(grid, panel) for panel in panels):
        return "有的金额没有表头，各栏的含义不能确定"
    return ""


def _names_by_amounts(grid: TableGrid, panel: Panel) -> bool:
    """Return whether amounts stand where the names of rows should: a page cut their heading off."""
    cells = (grid.cell(number, column) for number in grid.data for column in panel.labels)
    figures = (read_cell(cell.text) for cell in cells if cell is not None)
    return any(figure is not None and figure.decimals for figure in figures)


def _has_lost_merges(grid: TableGrid) -> bool:
    """Return whether no cell has a width while headings over blank ones are too few.

    In a copy as text 预算数 | 决算数 stand over two columns, not over six each.
    """
    rows = [grid.table.rows[number] for number in grid.heading]
    flat = all(cell.columns == cell.rows == 1 for row in grid.table.rows for cell in row)
    uneven = any(len(row) < len(rows[-1]) for row in rows)
    return flat and uneven and any(is_blank(cell.text) for cell in rows[-1])


def _columns(panels: Sequence[Panel]) -> tuple[Column, ...]:
    """Return the columns of all panels, those of like meaning once."""
    found: dict[tuple[object, ...], Column] = {}
    for panel in panels:
        for _, column, _ in panel.values:
            found.setdefault(_key(column), column)
    return tuple(found.values())


def _key(column: Column) -> tuple[object, ...]:
    return column.concept, column.measure, column.scope, column.side


def _label_cell(grid: TableGrid, panel: Panel, number: int) -> Cell | None:
    """Return the cell that names a row: words under the label's heading, else among the codes."""
    for column in (*panel.labels, *panel.codes):
        cell = grid.places[number].get(column)
        if cell is not None and not is_blank(cell.text) and not _tight(cell.text).isdecimal():
            return cell
    return None


def _tight(text: str) -> str:
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class _Reader:
    """One table while its rows are read."""

    document: Document
    grid: TableGrid
    kind: str
    title: str
    uom: str
    year: int | None

    def rows(self, panels: Sequence[Panel], columns: Sequence[Column]) -> Iterator[TableRow]:
        """Yield the rows of every panel, a panel after the other."""
        places = {_key(column): place for place, column in enumerate(columns)}
        usual = self._usual_decimals()
        for panel in panels:
            under: str = ""
            for number in self._even_rows():
                row = self._row(panel, number, places, under)
                if row is None:
                    continue
                if row.concept in ("opening_carryover", "closing_carryover") and not row.budget:
                    under = row.concept
                elif row.budget is None:
                    under = ""
                yield _precise(row, usual)

    def pairs(self, columns: Sequence[Column]) -> Iterator[TableRow]:
        """Yield the figures of rows that name each in the cell before it: 保有量 | 660."""
        place = next((n for n, c in enumerate(columns) if c.measure == "actual"), None)
        for number in self.grid.data if place is not None else ():
            if self._is_pairs(number):
                for label, cell in pairwise(self.grid.table.rows[number]):
                    yield from self._pair(number, label, cell, columns, place or 0)

    def _pair(
        self, number: int, label: Cell, cell: Cell, columns: Sequence[Column], place: int
    ) -> Iterator[TableRow]:
        figure = read_cell(cell.text)
        if figure is None:
            return
        words, concept = squeezed(label.text), concept_of(label.text)
        at = self._place(number, cell.column, label, cell)
        row = (words, concept, "", None)
        cells: list[Fact | None] = [None] * len(columns)
        cells[place] = cell_fact(
            self.document, at, figure, columns[place], row, self.uom, self.year
        )
        yield TableRow(words, concept, "", tuple(cells), self._span(label, cell, number))

    def _place(self, number: int, column: int, label: Cell | None, cell: Cell) -> Place:
        table = self.grid.table.index
        return Place(self.kind, self.title, number + 1, column + 1, label, cell, table)

    def _is_pairs(self, number: int) -> bool:
        """Return whether a row's cells are names and figures in turn, every name known."""
        cells = [cell for cell in self.grid.table.rows[number] if not is_blank(cell.text)]
        names, figures = cells[::2], cells[1::2]
        return (
            self.kind == "three_public"
            and len(names) == len(figures) > 1
            and all(concept_of(cell.text) not in ("", "total") for cell in names)
            and all(read_cell(cell.text) is not None for cell in figures)
        )

    def _even_rows(self) -> Iterator[int]:
        """Yield the data rows; where no widths are known only those as long as the heading."""
        rows = self.grid.table.rows
        flat = all(cell.columns == 1 for row in rows for cell in row)
        wanted = max((len(self.grid.places[n]) for n in self.grid.heading), default=0)
        for number in self.grid.data:
            if not flat or len(rows[number]) == wanted:
                yield number

    def _usual_decimals(self) -> int:
        figures = (read_cell(cell.text) for n in self.grid.data for cell in self.grid.table.rows[n])
        decimals = Counter(f.decimals for f in figures if f is not None and f.decimals)
        return decimals.most_common(1)[0][0] if decimals else 0

    def _row(
        self, panel: Panel, number: int, places: dict[tuple[object, ...], int], under: str
    ) -> TableRow | None:
        label = _label_cell(self.grid, panel, number)
        words = squeezed(label.text) if label is not None else ""
        code, words = self._code(panel, number, words)
        concept, budget = self._concept(words, code, under)
        if not words and not code and (panel.labels or panel.codes):
            return None
        if self._is_pairs(number):
            return None
        cells: list[Fact | None] = [None] * len(places)
        dashes, unread, last = set(), set(), label
        for column, meaning, unit in panel.values:
            cell = self.grid.cell(number, column)
            if cell is None or is_blank(cell.text):
                continue
            place, last = places[_key(meaning)], cell
            figure = read_cell(cell.text)
            if is_dash(cell.text):
                dashes.add(place)
            elif figure is None or figure.uom not in ("", "%", "万元", "元", unit):
                unread.add(place)
            else:
                at = self._place(number, column, label, cell)
                row = (words, concept, code, budget)
                cells[place] = cell_fact(
                    self.document, at, figure, meaning, row, unit or self.uom, self.year
                )
        span = self._span(label, last, number)
        return TableRow(
            words, concept, code, tuple(cells), span, panel.side, budget,
            frozenset(dashes), frozenset(unread), name_of(words),
        )  # fmt: skip

    def _span(self, label: Cell | None, last: Cell | None, number: int) -> Span:
        first = label or last or self.grid.table.rows[number][0]
        end = max(first.end, last.end if last is not None else first.end)
        start = min(first.start, last.start if last is not None else first.start)
        quote = " ".join(self.document.text[start:end].split())
        return self.document.span(
            "table", self.title, start, end, quote, self.grid.table.index, number + 1
        )

    def _code(self, panel: Panel, number: int, words: str) -> tuple[str, str]:
        """Return a row's code and its name: codes in one column, in three, or before the name."""
        parts = []
        for column in panel.codes:
            cell = self.grid.cell(number, column)
            if cell is not None and _tight(cell.text).isdecimal():
                parts.append(_tight(cell.text))
        if parts:
            whole = parts[-1] if len(parts[-1]) > 3 else "".join(parts)
            return (whole if CODE.fullmatch(whole) else ""), words
        joined = _CODED_NAME.fullmatch(words)
        if joined and self.kind not in TWO_SIDED:
            return joined[1], joined[2].strip()
        named = class_code(bare(words)) if self.kind in TWO_SIDED else ""
        return named, words

    def _concept(self, words: str, code: str, under: str) -> tuple[str, Scope | None]:
        """Return what a row is, and which of the three budgets a carry-over is part of."""
        named = concept_of(words)
        if under and named in BUDGETS:
            return under, BUDGETS[named]
        if is_of_which(words) and self.kind != "three_public":
            return "of_which", None
        if code and self.kind in _ECONOMIC:
            return "economic_item", None
        if code:
            return ("functional_class" if len(code) == 3 else "functional_item"), None
        if self.kind == "three_public" and named in ("total", "expenditure_current_year"):
            return "three_public", None
        return ("total" if named in ("total_revenue", "total_expenditure") else named), None


def _precise(row: TableRow, usual: int) -> TableRow:
    """Return the row with amounts as precise as the table prints them: 6.2 beside 326.72."""
    return replace(row, cells=tuple(cell and _with_precision(cell, usual) for cell in row.cells))


def _with_precision(fact: Fact, usual: int) -> Fact:
    if fact.kind != "amount":
        return fact
    least = _USUAL_DECIMALS if fact.uom == "元" else usual
    return replace(fact, precision=max(fact.decimals, least))
