"""Make a Fact of one cell of a statutory table."""

from __future__ import annotations

from dataclasses import dataclass

from audit.amounts import Figure
from audit.extraction.table_words import BUDGETS
from audit.model import Cell, Document, Fact, Kind, Scope, Span
from audit.statutory import UNKNOWN, Column
from audit.terms import class_code

_FARTHEST_LABEL = 300
_COUNTS = {
    "overseas_travel_groups": "个",
    "overseas_travel_guests": "人次",
    "vehicles_purchased": "辆",
    "vehicles_held": "辆",
    "domestic_hospitality_batches": "批次",
    "domestic_hospitality_guests": "人次",
}
_RATES = ("change_rate", "share", "completion_rate")
_REVENUES = {name: f"{name}_revenue" for name in BUDGETS}
RowMeaning = tuple[str, str, str, Scope | None]  # label, concept, code, budget


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: table, row and column from 1, the cell that names its row."""

    kind: str
    title: str
    row: int
    col: int
    label: Cell | None
    cell: Cell
    table: int


def cell_fact(
    document: Document,
    place: Place,
    figure: Figure,
    column: Column,
    row: RowMeaning,
    uom: str,
    year: int | None,
) -> Fact:
    """Return the fact of a cell: signed as printed, in the table's unit ('' when unknown)."""
    label, _, code, budget = row
    concept = _concept(place.kind, column, row)
    kind, unit = _kind(concept, column, figure, uom)
    start, end = place.cell.start + figure.start, place.cell.start + figure.end
    return Fact(
        id=f"f{start}",
        concept=concept,
        label=label or column.heading,
        kind=kind,
        measure=column.measure,
        scope=budget or column.scope,
        year=_year(column, year),
        value=figure.value,
        decimals=figure.decimals,
        precision=figure.decimals,
        uom=unit,
        raw=document.text[start : place.cell.start + figure.stop],
        span=_span(document, place, start, end),
        dims=_dims(place.kind, concept, code, label),
    )


def _concept(place_kind: str, column: Column, row: RowMeaning) -> str:
    """Return what the cell is: the column's concept, or the row's where it only says 决算数."""
    _, concept, _, _ = row
    if column.concept != "total" and column.concept not in BUDGETS:
        return column.concept
    if concept == "total" and place_kind == "three_public":
        return "three_public"
    if concept == "total":
        return {"revenue": "total_revenue", "expenditure": "total_expenditure"}.get(
            column.side, "total"
        )
    return _REVENUES.get(concept, concept) or UNKNOWN


def _kind(concept: str, column: Column, figure: Figure, uom: str) -> tuple[Kind, str]:
    if column.measure in _RATES or figure.uom == "%":
        return "percent", "%"
    if concept in _COUNTS:
        return "count", _COUNTS[concept]
    return "amount", figure.uom or uom


def _year(column: Column, year: int | None) -> int | None:
    return year - 1 if year is not None and column.measure == "prior_year" else year


def _dims(kind: str, concept: str, code: str, label: str) -> tuple[tuple[str, str], ...]:
    dims = [("table", kind)]
    if code:
        dims.append(("code", code))
    if concept == "functional_class":
        dims.append(("class", code or class_code(label)))
    return (*dims, ("name", label)) if label else tuple(dims)


def _span(document: Document, place: Place, start: int, end: int) -> Span:
    """Return the figure's place; the quote runs from the row's name to the figure."""
    first = place.label.start if place.label is not None else start
    near = first <= start and start - first <= _FARTHEST_LABEL
    quote = " ".join(document.text[first if near else start : place.cell.end].split())
    return document.span("table", place.title, start, end, quote, place.table, place.row, place.col)
