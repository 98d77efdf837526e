"""Prove what each column of a statutory table holds, from its headings alone.

A panel is a group of columns of labels and codes with the amounts to their right; 收入 and
支出 stand side by side as two panels, economic codes as two or three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audit.extraction.table_grid import CODE, TableGrid, is_amount
from audit.extraction.table_words import (
    BUDGETS,
    concept_of,
    is_idle,
    is_of_which,
    measure_of,
    names_codes,
    names_labels,
    names_numbering,
    unit_in,
)
from audit.model import Measure, Scope
from audit.statutory import Column, Side

SCOPES: dict[str, Scope] = {
    "final_accounts": "all_funds",
    "revenue": "all_funds",
    "expenditure": "all_funds",
    "fiscal": "fiscal",
    "fiscal_detail": "fiscal",
    "gpb": "general_public_budget",
    "gpb_detail": "general_public_budget",
    "gpb_basic": "general_public_budget",
    "gpb_project": "general_public_budget",
    "three_public": "fiscal",
    "government_funds": "government_funds",
    "state_capital": "state_capital",
    "state_capital_expenditure": "state_capital",
}
_WHOLE = {
    "revenue": "revenue_current_year",
    "expenditure": "expenditure_current_year",
    "fiscal_detail": "expenditure_current_year",
    "gpb": "expenditure_current_year",
    "gpb_detail": "expenditure_current_year",
    "gpb_project": "project_expenditure",
    "state_capital_expenditure": "expenditure_current_year",
}
_BY_ROW = ("gpb_basic",)
_SIDES: dict[str, Side] = {"收入": "revenue", "支出": "expenditure"}
_YEAR_TOTALS: dict[str, Side] = {
    "revenue_current_year": "revenue",
    "expenditure_current_year": "expenditure",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that belong together; `values` are grid columns with what they hold and the unit."""

    labels: tuple[int, ...]
    codes: tuple[int, ...]
    values: tuple[tuple[int, Column, str], ...]
    unknown: tuple[str, ...]
    side: Side


@dataclass(slots=True)
class _Draft:
    labels: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)


def panels_of(grid: TableGrid, kind: str) -> tuple[Panel, ...]:
    """Return the panels of a table from left to right."""
    drafts: list[_Draft] = []
    for column in range(grid.width):
        path = grid.path(column)
        what = _role(grid, column, path)
        if not drafts or (what != "value" and drafts[-1].values):
            drafts.append(_Draft())
        if what == "label":
            drafts[-1].labels.append(column)
        elif what == "code":
            drafts[-1].codes.append(column)
        elif what == "value":
            drafts[-1].values.append(column)
    return tuple(_panel(grid, kind, draft) for draft in drafts if draft.values)


def _role(grid: TableGrid, column: int, path: Sequence[str]) -> str:
    """Return what a column is for: label, code, value, or nothing."""
    leaf = path[-1] if path else ""
    if names_numbering(leaf):
        return "numbering"
    if names_codes(leaf):
        return "code"
    if names_labels(leaf):
        return "code" if _holds_codes(grid, column) else "label"
    if path and (measure_of(leaf) or concept_of(leaf) or _holds_amounts(grid, column)):
        return "value"
    return "value" if path and not _holds_words(grid, column) else "label"


def _texts(grid: TableGrid, column: int) -> Iterator[str]:
    for number in grid.data:
        cell = grid.cell(number, column)
        if cell is not None and cell.text.strip():
            yield cell.text.strip()


def _holds_codes(grid: TableGrid, column: int) -> bool:
    texts = ["".join(text.split()) for text in _texts(grid, column)]
    codes = sum(bool(CODE.fullmatch(text)) for text in texts)
    return codes > 0 and codes * 2 > len(texts)


def _holds_amounts(grid: TableGrid, column: int) -> bool:
    texts = list(_texts(grid, column))
    return bool(texts) and sum(map(is_amount, texts)) * 2 > len(texts)


def _holds_words(grid: TableGrid, column: int) -> bool:
    texts = list(_texts(grid, column))
    return bool(texts) and not any(map(is_amount, texts))


def _panel(grid: TableGrid, kind: str, draft: _Draft) -> Panel:
    side = _side(grid, kind, draft)
    found, unknown = [], []
    for column in draft.values:
        path = grid.path(column)
        known = column_of(path, kind, side, labelled=bool(draft.labels))
        if known is None:
            unknown.append("／".join(path))
        else:
            unit = next((unit for word in reversed(path) if (unit := unit_in(word))), "")
            found.append((column, known, unit))
    return Panel(tuple(draft.labels), tuple(draft.codes), tuple(found), tuple(unknown), side)


def _side(grid: TableGrid, kind: str, draft: _Draft) -> Side:
    """Return 收入 or 支出: what stands over the panel, else what its rows are called."""
    columns = (*draft.labels, *draft.codes, *draft.values)
    if kind == "three_public":
        return ""
    heads = {side for c in columns for word in grid.path(c)[:1] if (side := _SIDES.get(word, ""))}
    rows = {
        side
        for column in draft.labels
        for text in _texts(grid, column)
        if (side := _YEAR_TOTALS.get(concept_of(text), ""))
    }
    found = heads or rows
    return next(iter(found)) if len(found) == 1 else ""


def column_of(path: Sequence[str], kind: str, side: Side, *, labelled: bool) -> Column | None:
    """Return what a column holds, read from its lowest heading upwards, or None.

    A word that names a concept decides; one that names a measure (预算数) or only a total
    leaves the concept to the heading above it.
    """
    concept, measure, only_total = "", None, False
    for word in reversed([word for word in path if word not in _SIDES]):
        named = concept_of(word)
        if named and kind in _BY_ROW and (measure or only_total):
            break  # 人员经费 over 决算数 heads a panel; its rows say what they are
        if named and named != "total":
            concept = "of_which" if is_of_which(word) else named
            break
        found = measure_of(word)
        if named == "total":
            only_total = True
        elif found is not None:
            measure = measure or found
        elif is_of_which(word):
            concept = "of_which"
            break
        elif not is_idle(word):
            return (
                None
                if not (measure or only_total)
                else _whole(path, kind, side, measure, labelled=labelled)
            )
    if not concept:
        known = measure or only_total
        return _whole(path, kind, side, measure, labelled=labelled) if known else None
    measure = measure or _measure_above(path)
    scope = BUDGETS.get(concept) if kind == "fiscal" else None
    return Column(concept, measure or "actual", scope or SCOPES.get(kind), "／".join(path), side)


def _measure_above(path: Sequence[str]) -> Measure | None:
    """Return the measure named anywhere over a column: 预算数 over 公务接待费."""
    found = [measure_of(word) for word in path if not concept_of(word)]
    return next((measure for measure in found if measure is not None), None)


def _whole(
    path: Sequence[str], kind: str, side: Side, measure: Measure | None, *, labelled: bool
) -> Column:
    concept = _WHOLE.get(kind, "total")
    if kind == "three_public" and not labelled:
        concept = "three_public"
    measure = measure or _measure_above(path) or "actual"
    return Column(concept, measure, SCOPES.get(kind), "／".join(path), side)
