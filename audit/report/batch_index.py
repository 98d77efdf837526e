"""The index over a batch: one row a unit, what could not be read, links to the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.report.pages import render
from audit.views.words import SEVERITY, SEVERITY_SIGN, Language, named


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document of a batch; `report` and `notebooks` are links relative to the index.

    `severities` counts its leads by severity; `sentence` says why there is no report, or
    which part of the work failed.
    """

    file: str
    unit: str
    year: str
    report: str
    notebooks: tuple[tuple[str, str], ...]
    severities: tuple[tuple[str, int], ...]
    consistent: int
    not_checkable: int
    coverage: str
    sentence: str = ""


def index_html(rows: Sequence[IndexRow], language: Language = "zh") -> str:
    """Return the index page: units with most contradictions first, then what failed."""
    done = [row for row in rows if row.report]
    done.sort(key=lambda row: (*(-count for _, count in row.severities), row.unit, row.year))
    return render(
        "index.html.j2",
        language=language,
        rows=done,
        failed=[row for row in rows if row.sentence],
        levels=[(key, SEVERITY_SIGN[key], named(SEVERITY, key, language)) for key in SEVERITY],
        total={
            level: sum(dict(row.severities).get(level, 0) for row in done) for level in SEVERITY
        },
    )
