"""The charts of a report, as SVG in the page: no picture file, no script, no font needed."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from audit.engine import Result
from audit.views import plots
from audit.views.display import figure_html
from audit.views.plots import Plot
from audit.views.svg import svg
from audit.views.words import Language


def charts_html(result: Result, language: Language) -> tuple[Markup, ...]:
    """Return a figure for each chart that has something to show."""
    return tuple(
        figure_html(plot.title, plot.uom, svg(plot, f"chart-{number}"))
        for number, plot in enumerate(_plots(result, language), 1)
    )


def _plots(result: Result, language: Language) -> Iterator[Plot]:
    found: tuple[Plot | None, ...] = (
        plots.structure(result, "income", language),
        plots.structure(result, "expenditure", language),
        plots.change(result, "expenditure", language),
        plots.three_public(result, language),
        plots.budgets(result, language),
        plots.scores(result, language),
        plots.residuals(result, None, language),
    )
    return (plot for plot in found if plot is not None)
