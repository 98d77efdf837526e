"""Read chart caches: a third telling of the figures, with binary debris in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import amounts
from audit.amounts import Figure
from audit.model import Cell, Chart, Document, Fact, Kind, Scope, Series
from audit.terms import class_code

_NAMES: tuple[tuple[str, str, Scope], ...] = (
    (r"财政拨款收入(?:决算)?总计", "total_revenue", "fiscal"),
    (r"财政拨款支出(?:决算)?总计", "total_expenditure", "fiscal"),
    (r"收入(?:决算)?总计", "total_revenue", "all_funds"),
    (r"支出(?:决算)?总计", "total_expenditure", "all_funds"),
    (r"收、?支(?:决算)?总计|收入支出(?:决算)?总计", "grand_total", "all_funds"),
    (r"一般公共预算(?:财政拨款)?收入", "general_public_budget_revenue", "all_funds"),
    (r"一般公共预算(?:财政拨款)?支出", "expenditure_current_year", "general_public_budget"),
    (r"政府性基金(?:预算)?(?:财政拨款)?收入", "government_funds_revenue", "all_funds"),
    (r"上级补助收入", "superior_subsidy_revenue", "all_funds"),
    (r"事业收入", "service_revenue", "all_funds"),
    (r"经营收入", "business_revenue", "all_funds"),
    (r"附属单位上缴收入", "affiliate_remittance_revenue", "all_funds"),
    (r"其他收入", "other_revenue", "all_funds"),
    (r"基本支出", "basic_expenditure", "all_funds"),
    (r"项目支出", "project_expenditure", "all_funds"),
    (r"因公出国.*", "overseas_travel", "fiscal"),
    (r"公务用车购置及运行.*", "vehicles", "fiscal"),
    (r"公务用车购置费?", "vehicle_purchase", "fiscal"),
    (r"公务用车运行.*", "vehicle_operation", "fiscal"),
    (r"公务接待费?", "hospitality", "fiscal"),
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?=\s*年)")


def read_charts(document: Document, year: int | None) -> Iterator[Fact]:
    """Yield one fact a cached figure whose series or category is a known concept.

    A chart that no one can name yields nothing; its numbers are listed as unread.
    """
    for chart in document.charts:
        for series in chart.series:
            yield from _read_series(document, chart, series, year)
        yield from _read_labels(document, chart, year)


def _read_series(
    document: Document, chart: Chart, series: Series, year: int | None
) -> Iterator[Fact]:
    for place, cell in enumerate(series.values):
        category = series.categories[place].text if place < len(series.categories) else ""
        name = series.name.text if series.name else ""
        label = category if _meaning(category) else name
        meaning, figure = _meaning(label), amounts.read_cell(cell.text)
        if meaning and figure:
            when = _year(category) or _year(name) or year
            yield _fact(document, chart, cell, figure, (*meaning, label), when, "amount")


def _read_labels(document: Document, chart: Chart, year: int | None) -> Iterator[Fact]:
    """Yield the printed data labels 578.15, 85.73% where each pair has its category."""
    categories = chart.series[0].categories if len(chart.series) == 1 else ()
    if not categories or len(chart.labels) != 2 * len(categories):
        return
    for place, cell in enumerate(chart.labels):
        meaning = _meaning(categories[place // 2].text)
        figure = amounts.read_cell(cell.text)
        if meaning and figure:
            kind: Kind = "percent" if figure.uom == "%" else "amount"
            about = (*meaning, categories[place // 2].text)
            yield _fact(document, chart, cell, figure, about, year, kind)


def _meaning(name: str) -> tuple[str, Scope] | None:
    for pattern, concept, scope in _NAMES:
        if re.fullmatch(pattern, name.strip()):
            return concept, scope
    if class_code(name.strip()):
        return "functional_class", "general_public_budget"
    return None


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found.group()) if found else None


def _fact(
    document: Document,
    chart: Chart,
    cell: Cell,
    figure: Figure,
    about: tuple[str, Scope, str],
    year: int | None,
    kind: Kind,
) -> Fact:
    concept, scope, name = about
    start = cell.start + figure.start
    code = class_code(name) if concept == "functional_class" else ""
    return Fact(
        id=f"f{start}",
        concept=concept,
        label=name,
        kind=kind,
        measure="share" if kind == "percent" else "actual",
        scope=scope,
        year=year,
        value=figure.value,
        decimals=figure.decimals,
        precision=figure.decimals,
        uom="%" if kind == "percent" else "万元",
        raw=cell.text.strip(),
        span=document.span(
            "chart",
            chart.title or f"图表{chart.index}",
            start,
            cell.start + figure.end,
            f"{name} {cell.text}".strip(),
        ),
        dims=(("class", code), ("name", name)) if code else (),
    )
