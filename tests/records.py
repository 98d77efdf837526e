"""Builders of small records for tests: a figure in one call, a Facts in another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from audit import editions
from audit.facts import Facts
from audit.model import Document, Fact, Span

UNIT = "某县测试局"


def make_span(start: int = 0, text: str = "1", *, section: str = "一、概况") -> Span:
    """Return a narrative span whose quote is the printed text."""
    return Span("narrative", section, start, start + len(text), text)


def make_fact(printed: str, uom: str = "万元", **changes: Any) -> Fact:
    """Return a figure as printed, e.g. `make_fact("674.37")`; `changes` are its fields."""
    value = Decimal(printed)
    decimals = max(0, -int(value.as_tuple().exponent))
    start = changes.pop("start", 0)
    kinds = {"%": "percent", "分": "score", "人": "count", "批次": "count", "": "count"}
    fields: dict[str, Any] = {
        "id": f"f{start}",
        "concept": "expenditure_current_year",
        "label": "本年支出合计",
        "kind": kinds.get(uom, "amount"),
        "measure": "actual",
        "scope": "all_funds",
        "year": 2023,
        "value": value,
        "decimals": decimals,
        "precision": decimals,
        "uom": uom,
        "raw": f"{printed}{uom}",
        "span": make_span(start, printed),
    }
    return Fact(**{**fields, **changes})


def make_facts(*figures: Fact, text: str = "", unit: str = UNIT, year: int | None = 2023) -> Facts:
    """Return a Facts that holds the figures, in the generic edition."""
    index: dict[str, tuple[Fact, ...]] = {}
    for figure in figures:
        index[figure.concept] = (*index.get(figure.concept, ()), figure)
    return Facts(
        document=Document("made.txt", "0" * 64, "txt", text, ()),
        edition=editions.load("generic"),
        unit=unit,
        year=year,
        figures=figures,
        forms=(),
        sections=(),
        glossary=(),
        table_titles=(),
        tables=(),
        by_concept=index,
    )
