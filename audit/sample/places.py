"""Where a defect of each kind can be planted: the figures of a disclosure, by kind.

A place is a tuple of figures: one that is changed, two that change places, or all that
stand in a row that goes. Only figures that were read are places; what is not read is
counted by the coverage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Literal

from audit.facts import Facts
from audit.model import Fact, Table
from audit.sample.digits import is_readable

Kind = Literal[
    "amount",
    "percentage",
    "count",
    "direction",
    "table_cell",
    "form_cell",
    "unit_slip",
    "swapped_neighbours",
    "missing_row",
    "row_above_copied",
    "last_year_left",
    "truncation",
    "small_change",
]
Place = tuple[Fact, ...]

KINDS: tuple[Kind, ...] = (
    "amount",
    "percentage",
    "count",
    "direction",
    "table_cell",
    "form_cell",
    "unit_slip",
    "swapped_neighbours",
    "missing_row",
    "row_above_copied",
    "last_year_left",
    "truncation",
    "small_change",
)
_FORM_CONCEPTS = (
    "project_funding",
    "indicator",
    "form_total",
    "conclusion_score",
    "overall_budget",
)
_CHANGES = ("change", "change_rate", "budget_change", "budget_change_rate")
_END_OF_SENTENCE = re.compile(r"[。\n]")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s*[.．、]|[（(]\s*\d{1,2}\s*[)）])")
_LEVELS = 2  # columns that may name a group of rows
_NEAR = 12  # characters between a change and its rate


def places(kind: Kind, facts: Facts) -> tuple[Place, ...]:
    """Return where a defect of a kind can be planted, in document order."""
    return tuple(_FINDERS[kind](facts))


def numbers(facts: Facts) -> Iterator[Fact]:
    """Yield the figures whose digits stand in the text as one piece."""
    text = facts.document.text
    for fact in facts:
        if fact.value is not None and is_readable(text[fact.span.start : fact.span.end]):
            yield fact


def section_of(facts: Facts, fact: Fact) -> str:
    """Return the matter that a figure stands in: `totals` … `three_public`, `tables`, `forms`."""
    if fact.span.part != "narrative":
        return {"table": "tables", "form": "forms", "chart": "charts"}[fact.span.part]
    around = [s for s in facts.sections if s.start <= fact.span.start < s.end]
    if not around:
        return "elsewhere"
    key = max(around, key=lambda section: section.start).key
    return next((name for name in _MATTERS if key.startswith(name)), "other_matters")


_MATTERS = (
    "totals",
    "revenue",
    "expenditure",
    "fiscal_totals",
    "gpb",
    "basic",
    "three_public",
    "government_funds",
    "state_capital",
)


def _prose(facts: Facts, kind: str) -> Iterator[Place]:
    for fact in numbers(facts):
        if fact.span.part == "narrative" and fact.kind == kind:
            yield (fact,)


def _amounts(facts: Facts) -> Iterator[Place]:
    return _prose(facts, "amount")


def _percentages(facts: Facts) -> Iterator[Place]:
    return _prose(facts, "percent")


def _counts(facts: Facts) -> Iterator[Place]:
    return _prose(facts, "count")


def _table_cells(facts: Facts) -> Iterator[Place]:
    return ((fact,) for fact in numbers(facts) if fact.span.part == "table")


def _form_cells(facts: Facts) -> Iterator[Place]:
    for fact in numbers(facts):
        if fact.span.part == "form" and fact.concept in _FORM_CONCEPTS:
            yield (fact,)


def _directions(facts: Facts) -> Iterator[Place]:
    """Yield each change with a word of direction, and each change beside its rate."""
    told = [
        fact
        for fact in numbers(facts)
        if fact.span.part == "narrative"
        and fact.measure in _CHANGES
        and fact.direction in ("increase", "decrease")
        and fact.value  # 增加0万元 and 减少0万元 say the same
    ]
    yield from ((fact,) for fact in told)
    for change, rate in pairwise(told):
        near = rate.span.start - change.span.end <= _NEAR
        if near and change.concept == rate.concept and rate.measure == f"{change.measure}_rate":
            yield change, rate


def _units(facts: Facts) -> Iterator[Place]:
    return (place for place in _amounts(facts) if place[0].uom in ("万元", "元"))


def _neighbours(facts: Facts) -> Iterator[Place]:
    """Yield figures of one kind that follow in a sentence, or stand one below the other."""
    text = facts.document.text
    for kind in ("amount", "percent"):
        told = [place[0] for place in _prose(facts, kind)]
        for one, two in pairwise(told):
            if not _END_OF_SENTENCE.search(text, one.span.end, two.span.start):
                yield from _differing(one, two)
    columns: dict[tuple[int | None, int | None], list[Fact]] = defaultdict(list)
    for fact in _cells(facts):
        columns[fact.span.table, fact.span.col].append(fact)
    for column in columns.values():
        for one, two in pairwise(column):
            if (two.span.row or 0) - (one.span.row or 0) == 1:
                yield from _differing(one, two)


def _differing(one: Fact, two: Fact) -> Iterator[Place]:
    if one.value != two.value and (one.uom, one.kind) == (two.uom, two.kind):
        yield one, two


def _cells(facts: Facts) -> Iterator[Fact]:
    return (place[0] for find in (_table_cells, _form_cells) for place in find(facts))


def rows(facts: Facts) -> dict[tuple[int, int], list[Fact]]:
    """Return the figures of each row of tables and forms, by table and row (from 1)."""
    found: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in _cells(facts):
        if fact.span.table and fact.span.row:
            found[fact.span.table, fact.span.row].append(fact)
    return found


def _rows(facts: Facts) -> Iterator[Place]:
    """Yield the figures of each row that can go, and those of each item of a list in prose."""
    tables = {table.index: table for table in facts.document.tables}
    for (table, row), figures in rows(facts).items():
        if any(figure.value for figure in figures) and _stands_alone(tables[table], row - 1):
            yield tuple(figures)
    for paragraph in facts.document.paragraphs:
        if _NUMBERED.match(paragraph.text):
            told = tuple(_within(facts, paragraph.start, paragraph.end))
            if told and all(fact.concept == "functional_item" for fact in told):
                yield told


def _stands_alone(table: Table, row: int) -> bool:
    """Return whether no merged cell begins in a row, which would take its neighbours along."""
    following = table.rows[row + 1] if row + 1 < len(table.rows) else ()
    levels = list(zip(table.rows[row], following, strict=False))[:_LEVELS]
    opens = any(cell.text and not below.text for cell, below in levels)
    return not opens and all(cell.rows == 1 for cell in table.rows[row])


def _within(facts: Facts, start: int, end: int) -> Iterator[Fact]:
    return (f for f in numbers(facts) if start <= f.span.start < end)


def _copies(facts: Facts) -> Iterator[Place]:
    """Yield the figures of each row that can print those of the row above it."""
    found = rows(facts)
    for (table, row), figures in found.items():
        above = {fact.span.col: fact for fact in found.get((table, row - 1), ())}
        pairs = [(above[f.span.col], f) for f in figures if f.span.col in above]
        if len(pairs) == len(figures) and any(a.value != b.value for a, b in pairs):
            yield tuple(figures)


def _past(facts: Facts) -> Iterator[Place]:
    """Yield each amount of this year beside the figure that tells last year's."""
    for (fact,) in _amounts(facts):
        if fact.measure == "actual":
            told = last_year(facts, fact)
            if told is not None:
                yield fact, told


def last_year(facts: Facts, fact: Fact) -> Fact | None:
    """Return the figure of last year, or the change on it, of the same matter, or None."""
    for other in facts.by_concept.get(fact.concept, ()):
        same = (other.scope, other.dims, other.uom) == (fact.scope, fact.dims, fact.uom)
        if same and other.value and other.measure in ("change", "prior_year"):
            return other
    return None


def _any_number(facts: Facts) -> Iterator[Place]:
    for fact in numbers(facts):
        if fact.span.part in ("narrative", "table") and fact.kind in ("amount", "percent"):
            yield (fact,)


_FINDERS: dict[Kind, Callable[[Facts], Iterable[Place]]] = {
    "amount": _amounts,
    "percentage": _percentages,
    "count": _counts,
    "direction": _directions,
    "table_cell": _table_cells,
    "form_cell": _form_cells,
    "unit_slip": _units,
    "swapped_neighbours": _neighbours,
    "missing_row": _rows,
    "row_above_copied": _copies,
    "last_year_left": _past,
    "truncation": _any_number,
    "small_change": _any_number,
}
