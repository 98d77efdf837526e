"""The statutory tables (附表) as read: rows and columns whose meaning their headings prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from audit.model import Fact, Measure, Scope, Span

UNKNOWN = "table_row"  # the concept of a cell that neither its row nor its column names
Side = Literal["revenue", "expenditure", ""]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts whose heading says what it holds.

    `concept` is the glossary's identifier (`total` for a column that only says 合计 or
    决算数), `heading` the printed words from the top row down.
    """

    concept: str
    measure: Measure
    scope: Scope | None
    heading: str
    side: Side = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a statutory table: `cells` has one entry a column, None where nothing is printed.

    `concept` says what a row without code is (`total`, `opening_carryover`, …; '' when
    unknown), `code` the functional or economic code, `level` 1 to 3 for 类款项, `name` the
    label without what may be left out (spaces, 支出). `dashes` and
    `unread` are the columns that print a dash, or words that are no number.
    """

    label: str
    concept: str
    code: str
    cells: tuple[Fact | None, ...]
    span: Span
    side: Side = ""
    budget: Scope | None = None
    dashes: frozenset[int] = frozenset()
    unread: frozenset[int] = frozenset()
    name: str = ""

    @property
    def level(self) -> int:
        """Return 1, 2, 3 for 类, 款, 项, 0 for a row without code."""
        return (len(self.code) - 1) // 2 if self.code else 0


@dataclass(frozen=True)  # without slots: an index is made when it is first asked for
class StatutoryTable:
    """One of the statutory tables (附表), found by its title and proved by its headings.

    `kind` is the edition's key of its title. A table whose headings do not prove its
    columns has no rows and says why in `problem`; its figures are then listed as unread.
    Amounts are in `uom`. `marks` are the cells of headings, codes and line numbers, whose
    numbers name rows and columns; `statement` is what is said under an empty table; a table
    that lost its grid and that its own sums gave back is `proved_by_sums`. `unknown` are the
    headings of columns of figures that no one can name: sums over rows then prove nothing.
    """

    kind: str
    title: Span
    uom: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    index: int
    problem: str = ""
    statement: Span | None = None
    marks: tuple[tuple[int, int], ...] = ()
    proved_by_sums: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def facts(self) -> Iterator[Fact]:
        """Yield the table's figures row by row."""
        return (fact for row in self.rows for fact in row.cells if fact is not None)

    @property
    def has_unread(self) -> bool:
        """Return whether words stand where an amount should: a blank cell may then be none."""
        return any(row.unread for row in self.rows)

    @property
    def is_empty(self) -> bool:
        """Return whether no amount other than zero is printed."""
        return not any(fact.value for fact in self.facts)

    def column(self, concept: str, measure: Measure = "actual", side: Side = "") -> int | None:
        """Return the place of the only column of a concept and measure, or None."""
        found = [
            place
            for place, column in enumerate(self.columns)
            if (column.concept, column.measure) == (concept, measure) and side in ("", column.side)
        ]
        return found[0] if len(found) == 1 else None

    def row(self, concept: str, side: Side = "", budget: Scope | None = None) -> TableRow | None:
        """Return the row of a concept (and side, where given), or None.

        A row that a table of three panels prints again counts once if its figures are equal,
        and not at all where it is blank.
        """
        found = [
            row
            for row in self.rows
            if row.concept == concept and side in ("", row.side) and row.budget == budget
        ]
        found = [row for row in found if any(row.cells)] or found
        told = {tuple(cell and cell.value for cell in row.cells) for row in found}
        return found[0] if len(told) == 1 else None

    @property
    def has_strays(self) -> bool:
        """Return whether a figure has neither a row's nor a column's name that is known."""
        return any(fact.concept == UNKNOWN for fact in self.facts)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return the measures of its columns that sums hold for, as printed from the left."""
        summable: tuple[Measure, ...] = (
            "initial_budget",
            "adjusted_budget",
            "actual",
            "prior_year",
        )
        printed = dict.fromkeys(column.measure for column in self.columns)
        return tuple(measure for measure in printed if measure in summable)

    def coded(self, code: str) -> TableRow | None:
        """Return the only row with a code, or None."""
        found = self._by_code.get(code, ())
        return found[0] if len(found) == 1 else None

    def named(self, level: int, name: str) -> list[TableRow]:
        """Return the rows of a level with a name (as in `TableRow.name`)."""
        return self._by_name.get((level, name), [])

    @cached_property
    def _by_name(self) -> dict[tuple[int, str], list[TableRow]]:
        index: dict[tuple[int, str], list[TableRow]] = {}
        for row in self.rows:
            index.setdefault((row.level, row.name), []).append(row)
        return index

    @cached_property
    def _by_code(self) -> dict[str, list[TableRow]]:
        index: dict[str, list[TableRow]] = {}
        for row in self.rows:
            index.setdefault(row.code, []).append(row)
        return index
