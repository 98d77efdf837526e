"""Figures as CSV: one row a figure, for a spreadsheet or a data frame."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from audit.export.json import fact_object
from audit.facts import Facts
from audit.model import Fact

COLUMNS = (
    *("path", "id", "concept", "label", "kind", "measure", "scope", "year", "dims"),
    *("value", "decimals", "precision", "uom", "raw", "direction", "confidence"),
    *("part", "section", "start", "end", "page", "table", "row", "col", "quote"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMERIC = frozenset({"value", "year", "decimals", "precision", "start", "end", "page"})


def csv_chunks(documents: Iterable[tuple[str, Facts]]) -> Iterator[str]:
    """Yield CSV text with a header line: the figures of each `(path, facts)`.

    A text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    yield rows_text([COLUMNS])
    for path, facts in documents:
        yield rows_text(_row(path, fact) for fact in facts)


def _row(path: str, fact: Fact) -> list[str]:
    values = fact_object(fact)
    span = values.pop("span")
    dims = ";".join(f"{name}={value}" for name, value in fact.dims)
    merged = {**values, **(span if isinstance(span, dict) else {}), "dims": dims, "path": path}
    return [_cell(column, merged[column]) for column in COLUMNS]


def _cell(column: str, value: object) -> str:
    return str(value) if column in _NUMERIC and value is not None else plain_cell(value)


def plain_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def rows_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as the lines of a CSV file."""
    page = io.StringIO(newline="")
    csv.writer(page, lineterminator="\n").writerows(rows)
    return page.getvalue()
