"""The panels that charts are made of: bars, scores, residuals, tallies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from audit.views import numbers, series, style
from audit.views.plots import Bars, Group, Residuals, Scores, Tally

CLIP = 200
_LONGEST = 18
_MARKS = {"exact": "o", "rounding": "s", "unlikely_rounding": "^", "inconsistent": "D"}


def panels(chart: Figure, heights: Sequence[float]) -> list[Axes]:
    """Return one panel below another, `heights` as their ratios."""
    made: Any = chart.subplots(len(heights), 1, squeeze=False, height_ratios=list(heights))
    return [row[0] for row in made]


def bars_panel(panel: Axes, group: Group, plot: Bars) -> None:
    """Draw a group: a bar a name and kind, its number beside it, the unit on the axis."""
    each = plot.names_kinds
    rows = [
        {
            "label": style.drawable(bar.label, _LONGEST),
            "kind": plot.kinds[bar.kind],
            "amount": float(bar.value or 0),
            "note": style.drawable(bar.note),
        }
        for row in group.rows
        for bar in row
    ]
    table = pd.DataFrame(rows)
    names = _unlike([str(row["label"]) for row in rows], len(plot.kinds), each=each)
    table["label"] = names
    sns.barplot(
        table, y="label", x="amount", hue="kind", palette=_shades(plot), hue_order=plot.kinds,
        dodge=not each, width=0.66 if each or len(plot.kinds) == 1 else 0.82,
        legend=False, saturation=1, ax=panel,
    )  # fmt: skip
    for kind, drawn in enumerate(c for c in panel.containers if isinstance(c, BarContainer)):
        told = table[table["kind"] == plot.kinds[kind]]["note"]
        panel.bar_label(drawn, list(told), padding=4, fontsize=8.5, color=style.MUTED)
    _scale(panel, plot.uom)
    panel.margins(x=0.2)
    panel.set_xlim(left=min(0, panel.get_xlim()[0]))
    if group.title:
        panel.set_title(style.drawable(group.title, 44), fontsize=10.5, pad=6)


def kinds_legend(chart: Figure, plot: Bars) -> None:
    """Draw the names of the kinds of bars at the top, beside the title."""
    shades = _shades(plot)
    marks = [Patch(color=shades[kind], label=kind) for kind in plot.kinds]
    chart.legend(handles=marks, loc="outside upper right", ncols=len(marks))


def score_panel(panel: Axes, rows: Sequence[series.Score], title: str, uom: str) -> None:
    """Draw stated (dot) and recomputed (diamond) scores, a row each, and a rule's bounds."""
    places = range(len(rows))
    stated = [float(row.stated) for row in rows]
    recomputed = [float(row.recomputed) for row in rows]
    panel.hlines(list(places), stated, recomputed, color=style.RULE, linewidth=2.2, zorder=1)
    for place, row in enumerate(rows):
        if row.bounds:
            low, high = map(float, row.bounds)
            panel.plot([low, high], [place, place], "|-", color=style.RECOMPUTED, linewidth=1)
    sns.scatterplot(
        x=recomputed, y=list(places), ax=panel, color=style.RECOMPUTED, marker="D", s=38, zorder=3
    )
    sns.scatterplot(x=stated, y=list(places), ax=panel, color=style.STATED, s=52, zorder=2)
    panel.set_yticks(list(places), [style.drawable(row.label, 26) for row in rows])
    panel.set_ylim(len(rows) - 0.5, -0.5)
    panel.set_title(title, fontsize=10.5, pad=6)
    for place, row in enumerate(rows):
        right = max(row.stated, row.recomputed)
        text = f"{numbers.shown(row.stated)} / {numbers.shown(row.recomputed)}"
        panel.annotate(
            text, (float(right), place), xytext=(10, 0), textcoords="offset points",
            va="center", fontsize=8.5, color=style.MUTED,
        )  # fmt: skip
    bounds = [float(bound) for row in rows for bound in (row.bounds or ())]
    low, high = min(*stated, *recomputed, *bounds), max(*stated, *recomputed, *bounds)
    margin = max((high - low) * 0.06, 0.5)
    panel.set_xlim(low - margin, high + 4 * margin)
    _scale(panel, uom)


def score_legend(panel: Axes, plot: Scores) -> None:
    """Draw the legend of the marks beside the first panel's title."""
    marks = [
        Line2D([], [], marker="o", color=style.STATED, linestyle="", markersize=7),
        Line2D([], [], marker="D", color=style.RECOMPUTED, linestyle="", markersize=6),
    ]
    if any(row.bounds for _, rows in plot.groups for row in rows):
        marks.append(Line2D([], [], marker="|", color=style.RECOMPUTED, linewidth=1))
    panel.legend(marks, plot.names[: len(marks)], loc="lower right", bbox_to_anchor=(1, 1), ncols=3)


def residual_panel(panel: Axes, table: pd.DataFrame, plot: Residuals) -> None:
    """Draw residuals as shares of the allowance, a row a check; the band is what is allowed."""
    panel.axvspan(-100, 100, color="#eaf0ea", zorder=0)
    panel.axvline(0, color=style.RULE, linewidth=1, zorder=1)
    rows = list(dict.fromkeys(table["check"]))
    for status, name in plot.statuses.items():
        part = table[table["status"] == name]
        panel.scatter(
            part["share"], [rows.index(check) for check in part["check"]], label=name, s=38,
            color=style.STATUS_COLOUR[status], marker=_MARKS.get(status, "X"), zorder=3,
            edgecolor="white", linewidth=0.6,
        )  # fmt: skip
    panel.set_yticks(range(len(rows)), [style.drawable(row, _LONGEST) for row in rows])
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_xlim(-CLIP * 1.06, CLIP * 1.06)
    panel.set_xticks([-CLIP, -100, 0, 100, CLIP], ["≤−200%", "−100%", "0", "100%", "≥200%"])
    panel.grid(visible=True, axis="y")
    panel.set_xlabel(plot.uom, loc="right")
    panel.legend(loc="upper left", bbox_to_anchor=(1.01, 1))
    panel.set_title(plot.title)


def tally_panel(panel: Axes, plot: Tally) -> None:
    """Draw how many relations of each area came out how, one bar an area."""
    left = [0] * len(plot.rows)
    names = [area for area, _ in plot.rows]
    for status, name in plot.kinds.items():
        counts = [row[status] for _, row in plot.rows]
        colour = style.STATUS_COLOUR[status]
        panel.barh(names, counts, left=left, height=0.6, color=colour, label=name)
        left = [start + count for start, count in zip(left, counts, strict=True)]
    for place, total in enumerate(left):
        panel.text(total, place, f"  {total}", va="center", fontsize=9, color=style.MUTED)
    panel.invert_yaxis()
    _scale(panel, plot.uom)
    panel.legend(loc="upper left", bbox_to_anchor=(1.01, 1))
    panel.set_title(plot.title)


def clipped(percent: Decimal) -> int:
    """Return a share in % that the panel of residuals can hold."""
    return max(-CLIP, min(CLIP, int(percent)))


def _scale(panel: Axes, uom: str) -> None:
    """Give the axis a few round numbers and the unit; names stand without a title."""
    panel.xaxis.set_major_locator(MaxNLocator(4))
    panel.xaxis.set_major_formatter(lambda number, _: f"{number:.10g}")
    panel.grid(visible=True, axis="x")
    panel.set_ylabel("")
    panel.set_xlabel(uom, loc="right", labelpad=1)
    panel.spines["bottom"].set_visible(False)


def _shades(plot: Bars) -> dict[str, str]:
    """Return the colour of each kind, from pale to dark; the last is what it is about."""
    known = {1: (style.STATED,), 2: (style.PRIOR, style.STATED)}
    shades = known.get(len(plot.kinds), (style.PRIOR, style.BUDGET, style.STATED))
    return dict(zip(plot.kinds, shades, strict=True))


def _unlike(labels: Sequence[str], kinds: int, *, each: bool) -> list[str]:
    """Return names of which no two are alike, so that bars of one name are not joined."""
    seen: dict[str, int] = {}
    told = []
    for place, label in enumerate(labels):
        if each or place % kinds == 0:
            seen[label] = seen.get(label, -1) + 1
        told.append(label + "\u200a" * seen[label])
    return told
