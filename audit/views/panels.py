"""The panels that charts are made of: bars, pairs of years, scores, residuals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from audit.views import numbers, series, style
from audit.views.words import STATUS, Language, named

CLIP = 200


def panels(chart: Figure, heights: Sequence[float]) -> list[Axes]:
    """Return one panel below another, `heights` as their ratios."""
    made: Any = chart.subplots(len(heights), 1, squeeze=False, height_ratios=list(heights))
    return [row[0] for row in made]


def structure_panel(panel: Axes, parts: Sequence[series.Part]) -> None:
    """Draw parts as ranked bars with amount and share."""
    labels = [style.drawable(part.label, 22) for part in parts]
    sns.barplot(
        x=[float(p.amount) for p in parts],
        y=labels,
        ax=panel,
        color=style.STATED,
        width=0.6,
        saturation=1,
    )
    bare(panel)
    for place, part in enumerate(parts):
        text = f" {numbers.shown(part.amount)}   {part.share}%"
        panel.text(float(part.amount), place, text, va="center", fontsize=9, color=style.MUTED)
    panel.set_xlim(0, float(max(p.amount for p in parts)) * 1.28)


def change_panel(panel: Axes, row: series.Change, labels: tuple[str, str]) -> None:
    """Draw a figure beside the year before; `labels` name the two years."""
    values = [float(row.prior), float(row.current)]
    sns.barplot(
        x=values, y=list(labels), hue=list(labels), palette=[style.PRIOR, style.STATED],
        ax=panel, width=0.66, legend=False, saturation=1,
    )  # fmt: skip
    bare(panel)
    for place, number in enumerate((row.prior, row.current)):
        panel.text(
            float(number),
            place,
            f" {numbers.shown(number)}",
            va="center",
            fontsize=9,
            color=style.MUTED,
        )
    panel.set_xlim(0, max(*values, 0.01) * 1.2)
    rate = f"   {row.rate}" if row.rate else ""
    panel.set_title(f"{style.drawable(row.label, 34)}{rate}", fontsize=10.5, pad=6)


def score_panel(panel: Axes, rows: Sequence[series.Score], language: Language) -> None:
    """Draw stated (dot) and recomputed (diamond) scores, a row each."""
    places = range(len(rows))
    stated = [float(row.stated) for row in rows]
    recomputed = [float(row.recomputed) for row in rows]
    panel.hlines(list(places), stated, recomputed, color=style.RULE, linewidth=2.2, zorder=1)
    sns.scatterplot(
        x=recomputed, y=list(places), ax=panel, color=style.RECOMPUTED, marker="D", s=38, zorder=3
    )
    sns.scatterplot(x=stated, y=list(places), ax=panel, color=style.STATED, s=52, zorder=2)
    panel.set_yticks(list(places), [style.drawable(row.label, 30) for row in rows])
    panel.invert_yaxis()
    panel.grid(visible=True, axis="x")
    panel.set(xlabel="", ylabel="")
    zh = "自评总分" if rows[0].total else "与规则不符的得分"
    en = "total scores" if rows[0].total else "scores that the rule does not give"
    panel.set_title(zh if language == "zh" else en, fontsize=11)
    for place, row in enumerate(rows):
        right = max(row.stated, row.recomputed)
        text = f"{numbers.shown(row.stated)} / {numbers.shown(row.recomputed)}"
        panel.annotate(
            text,
            (float(right), place),
            xytext=(10, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=style.MUTED,
        )
    low = min(*stated, *recomputed)
    high = max(*stated, *recomputed)
    margin = max((high - low) * 0.06, 0.5)
    panel.set_xlim(low - margin, high + 4 * margin)


def score_legend(panel: Axes, language: Language) -> None:
    """Draw the legend of the two marks above a panel."""
    names = ("所列", "重算") if language == "zh" else ("stated", "recomputed")
    marks = [
        Line2D([], [], marker="o", color=style.STATED, linestyle="", markersize=7, label=names[0]),
        Line2D(
            [], [], marker="D", color=style.RECOMPUTED, linestyle="", markersize=6, label=names[1]
        ),
    ]
    panel.legend(handles=marks, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)


def residual_panel(panel: Axes, table: pd.DataFrame, language: Language) -> None:
    """Draw residuals as shares of the allowance, a row a check; green is allowed."""
    panel.axvspan(-100, 100, color="#eef3ee", zorder=0)
    panel.axvline(0, color=style.RULE, linewidth=1, zorder=1)
    palette = {named(STATUS, s, language): colour for s, colour in style.STATUS_COLOUR.items()}
    sns.stripplot(
        table, x="share", y="check", hue="status", palette=palette, jitter=False, size=6.5,
        alpha=0.75, linewidth=0.5, edgecolor="white", ax=panel,
        hue_order=[name for name in palette if name in set(table["status"])],
    )  # fmt: skip
    panel.set(xlabel="", ylabel="", xlim=(-CLIP * 1.06, CLIP * 1.06))
    ends = ("≤−200%", "≥200%")
    panel.set_xticks([-CLIP, -100, 0, 100, CLIP], [ends[0], "−100%", "0", "100%", ends[1]])
    panel.grid(visible=True, axis="y")
    outside_legend(panel)
    zh, en = "差额占舍入允许的比例", "Residual as a share of what rounding allows"
    panel.set_title(zh if language == "zh" else en)


def bare(panel: Axes) -> None:
    """Take away axes that direct labels make needless."""
    panel.set(xlabel="", ylabel="")
    panel.set_xticks([])
    panel.spines["bottom"].set_visible(False)


def outside_legend(panel: Axes) -> None:
    """Put the legend to the right of a panel."""
    legend = panel.get_legend()
    if legend is not None:
        legend.set_title("")
        sns.move_legend(panel, "upper left", bbox_to_anchor=(1.01, 1), title=None)
