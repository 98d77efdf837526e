"""One self-contained HTML report a unit: leads first, then everything they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from audit.engine import Result
from audit.model import Lead
from audit.report import decided
from audit.report.charts import charts_html
from audit.report.document_text import document_html
from audit.report.figures import anchors_of, figure_rows, figures_table
from audit.report.pages import render
from audit.report.papers import checks_table, unchecked_table
from audit.review import UnitReview
from audit.views import lists
from audit.views.evidence import sheet, sheet_html
from audit.views.summary import line, severities
from audit.views.words import SEVERITY, SEVERITY_SIGN, Language, named


def report_html(
    result: Result,
    path: str,
    language: Language = "zh",
    *,
    made_at: str | None = None,
    review: UnitReview | None = None,
) -> str:
    """Return the report as one HTML page that needs no network, no script and no font.

    The same result gives the same bytes; `made_at` adds the one line that tells a time.
    `review` adds what people decided and what became of the leads since another run.
    `path` is shown by its file name only.
    """
    anchors = sheet_anchors(result.leads)
    document = result.facts.document
    sheets = [
        (anchors[lead.id], sheet_html(sheet(lead, document, language), language, linked=True), lead)
        for lead in result.leads
    ]
    unchecked = lists.unchecked(result.outcomes)
    rows = figure_rows(result)
    return render(
        "report.html.j2",
        language=language,
        facts=result.facts,
        file=PurePath(path).name,
        made_at=made_at,
        line=line(result, None, language),
        severities=severities(result.leads, language),
        levels=_levels(result, language),
        signs=SEVERITY_SIGN,
        titles=[lead.title for lead in result.leads],
        sheets=sheets,
        unchecked=unchecked_table(unchecked, language),
        unchecked_count=len(unchecked),
        checks=checks_table(lists.tested(result.outcomes), result.leads, anchors, language),
        passed_count=len(lists.passed(result.outcomes)),
        text=document_html(result, anchors, anchors_of(rows), language),
        charts=charts_html(result, language),
        figures=figures_table(rows, result, anchors, language),
        thresholds=_thresholds(result),
        coverage=result.coverage,
        cards=decided.cards(result.leads, review, language) if review else {},
        decisions=decided.summary(result.leads, anchors, review, language) if review else None,
    )


def sheet_anchors(leads: tuple[Lead, ...]) -> Mapping[str, str]:
    """Return a stable HTML id for each lead's id: `2023/INC-07/1` gives `INC-07-1`."""
    return {lead.id: "-".join(lead.id.split("/")[1:]) for lead in leads}


def _levels(result: Result, language: Language) -> list[tuple[str, str, str, int]]:
    return [
        (level, SEVERITY_SIGN[level], named(SEVERITY, level, language), _count(result, level))
        for level in SEVERITY
    ]


def _count(result: Result, level: str) -> int:
    return sum(lead.severity == level for lead in result.leads)


def _thresholds(result: Result) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in sorted(result.facts.edition.thresholds.items())]
