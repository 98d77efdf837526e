"""Charts of one disclosure, drawn with seaborn; each comes with its numbers in words.

What a chart shows is told by `plots`. A chart that has nothing to draw is None. Floats live
here only: they draw, never judge.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from audit.engine import Result
from audit.views import panels, plots, style
from audit.views.display import Picture
from audit.views.plots import Bars, Group, Plot, Residuals, Scores, Tally
from audit.views.svg import svg
from audit.views.words import Language

_WIDTH = 8.6
_HEAD, _AXIS, _ROW = 0.34, 0.42, 0.29  # inches


def structure(result: Result, area: str, language: Language) -> Picture | None:
    """Return the parts of each whole of the area as ranked bars, in 万元 with shares."""
    return _bars(plots.structure(result, area, language), f"structure-{area}")


def change(result: Result, area: str, language: Language) -> Picture | None:
    """Return each figure beside the year before; of 三公 each item over years and budget."""
    if area == "three_public":
        return three_public(result, language)
    return _bars(plots.change(result, area, language), f"change-{area}")


def three_public(result: Result, language: Language) -> Picture | None:
    """Return each item of 三公 over the year before, the budget and the account."""
    return _bars(plots.three_public(result, language), "three-public")


def budgets(result: Result, language: Language) -> Picture | None:
    """Return initial budget, adjusted budget and execution of each project, in 万元."""
    return _bars(plots.budgets(result, language), "budgets")


def scores(result: Result, language: Language) -> Picture | None:
    """Return stated against recomputed scores: totals, then the indicators that differ."""
    plot = plots.scores(result, language)
    return None if plot is None else _picture(plot, "scores", partial(_draw_scores, plot))


def residuals(result: Result, area: str | None, language: Language) -> Picture | None:
    """Return each sum's residual as a share of what rounding allows; beyond ±200 % is clipped."""
    plot = plots.residuals(result, area, language)
    if plot is None:
        return None
    return _picture(plot, f"residuals-{area or 'all'}", partial(_draw_residuals, plot))


def outcomes(result: Result, language: Language) -> Picture | None:
    """Return how many relations of each area agree, differ or could not be tested."""
    plot = plots.tally(result, language)
    return None if plot is None else _picture(plot, "outcomes", partial(_draw_tally, plot))


def _bars(plot: Bars | None, name: str) -> Picture | None:
    return None if plot is None else _picture(plot, name, partial(_draw_bars, plot))


def _picture(plot: Plot, name: str, draw: Callable[[], bytes]) -> Picture:
    return Picture(plot.title, plot.uom, plot.text, svg(plot, name), draw)


# --- drawing ----------------------------------------------------------------------


def _draw_bars(plot: Bars) -> bytes:
    """Draw bars, a panel a group below another."""
    sizes = [_height(group, plot) for group in plot.groups]
    with style.canvas():
        chart = style.figure(_WIDTH, sum(sizes) + _HEAD)
        chart.suptitle(plot.title, x=0.01, ha="left", fontsize=12, color=style.INK)
        for group, panel in zip(plot.groups, panels.panels(chart, sizes), strict=True):
            panels.bars_panel(panel, group, plot)
        if not plot.names_kinds and len(plot.kinds) > 1:
            panels.kinds_legend(chart, plot)
        return style.png(chart)


def _draw_scores(plot: Scores) -> bytes:
    sizes = [_HEAD + _AXIS + _ROW * len(rows) for _, rows in plot.groups]
    with style.canvas():
        chart = style.figure(_WIDTH, sum(sizes) + 0.2)
        axes = panels.panels(chart, sizes)
        for (title, rows), panel in zip(plot.groups, axes, strict=True):
            panels.score_panel(panel, rows, title, plot.uom)
        panels.score_legend(axes[0], plot)
        return style.png(chart)


def _draw_residuals(plot: Residuals) -> bytes:
    rows = [
        {"check": name, "status": plot.statuses[row.status], "share": panels.clipped(row.percent)}
        for name, group in plot.by_check
        for row in group
    ]
    with style.canvas():
        chart = style.figure(_WIDTH, 0.27 * len(plot.by_check) + 1.35)
        panels.residual_panel(chart.subplots(), pd.DataFrame(rows), plot)
        return style.png(chart)


def _draw_tally(plot: Tally) -> bytes:
    with style.canvas():
        chart = style.figure(_WIDTH, 0.42 * len(plot.rows) + 1.1)
        panels.tally_panel(chart.subplots(), plot)
        return style.png(chart)


def _height(group: Group, plot: Bars) -> float:
    bars = sum(len(row) for row in group.rows)
    each = _ROW if len(plot.kinds) == 1 or plot.names_kinds else _ROW * 0.72
    return _AXIS + (_HEAD if group.title else 0) + bars * each
