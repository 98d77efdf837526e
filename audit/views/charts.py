"""Charts of one disclosure, drawn with seaborn; each comes with its numbers in words.

A chart that has nothing to draw is None. Floats live here only: they draw, never judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from audit.engine import Result
from audit.views import numbers, series, style
from audit.views.display import Picture
from audit.views.words import AREA, STATUS, Language, named

_WIDTH = 8.6
_CLIP = 200
_TITLES = {
    "structure": {
        "income": ("收入结构", "Structure of revenue"),
        "expenditure": ("支出结构", "Structure of expenditure"),
        "three_public": ("“三公”经费结构", "Structure of the three public expenses"),
    },
    "groups": {
        ("income", 0): ("按来源", "by source"),
        ("expenditure", 0): ("按性质", "by nature"),
        ("expenditure", 1): ("按功能分类（类）", "by functional class"),
        ("expenditure", 2): ("按功能分类（项）", "by functional item"),
        ("expenditure", 3): ("基本支出", "basic expenditure"),
        ("three_public", 0): ("按用途", "by purpose"),
    },
}


def structure(result: Result, area: str, language: Language) -> Picture | None:
    """Return the parts of each whole of the area as ranked bars, in 万元 with shares."""
    parts = series.structure(result.facts, area)
    if not parts:
        return None
    groups = sorted({part.group for part in parts})
    sizes = [float(sum(part.group == group for part in parts)) for group in groups]
    with style.canvas():
        chart = style.figure(_WIDTH, 0.56 * len(groups) + 0.28 * sum(sizes))
        panels = _panels(chart, sizes)
        for group, panel in zip(groups, panels, strict=True):
            _structure_panel(panel, [p for p in parts if p.group == group])
            panel.set_title(_group_title(area, group, language))
        words = "；".join(f"{p.label} {p.amount:f}（{p.share}%）" for p in parts)
        return style.picture(chart, f"{_title('structure', area, language)}（万元）：{words}")


def change(result: Result, area: str, language: Language) -> Picture | None:
    """Return each figure beside the year before, a panel each, since sizes differ much."""
    rows = [row for row in series.changes(result.facts, area, language) if row.current or row.prior]
    if not rows:
        return None
    year = result.facts.year
    labels = (str(year - 1), str(year)) if year else ("上年", "本年")
    with style.canvas():
        chart = style.figure(_WIDTH, 1.05 * len(rows) + 0.2)
        for row, panel in zip(rows, _panels(chart, [1.0] * len(rows)), strict=True):
            _change_panel(panel, row, labels)
        words = "；".join(
            f"{r.label} {numbers.shown(r.prior)} → {numbers.shown(r.current)} {r.rate}".strip()
            for r in rows
        )
        head = "与上年相比（万元）" if language == "zh" else "Change on the year (万元)"
        return style.picture(chart, f"{head}：{words}")


def budgets(result: Result, language: Language) -> Picture | None:
    """Return initial budget, adjusted budget and execution of each project, in 万元."""
    rows = series.budgets(result.facts.projects)
    if not rows:
        return None
    names = _measures(language)
    table = _budget_table(rows, names)
    with style.canvas():
        chart = style.figure(_WIDTH, 0.62 * len(rows) + 1.0)
        panel = chart.subplots()
        palette = dict(zip(names, (style.PRIOR, "#7f9cb5", style.STATED), strict=True))
        sns.barplot(
            table, y="label", x="amount", hue="measure", palette=palette, ax=panel, saturation=1
        )
        _bare(panel)
        for container in panel.containers:
            panel.bar_label(container, fmt=_amount, padding=3, fontsize=8, color=style.MUTED)
        panel.legend(title=None, loc="lower right")
        panel.set_title("项目预算与执行（万元）" if language == "zh" else "Projects: budget and execution (万元)")
        words = "；".join(
            f"{r.label} {_blank(r.initial)} / {_blank(r.adjusted)} / {_blank(r.executed)} {r.rate}".strip()
            for r in rows
        )
        return style.picture(chart, f"{' / '.join(names)}：{words}")


def scores(result: Result, language: Language) -> Picture | None:
    """Return stated against recomputed scores: totals, then the indicators that differ."""
    rows = series.scores(result.of_area("performance"))
    if not rows:
        return None
    groups = [[r for r in rows if r.total], [r for r in rows if not r.total]]
    groups = [group for group in groups if group]
    with style.canvas():
        chart = style.figure(_WIDTH, 0.85 * len(groups) + 0.3 * len(rows))
        panels = _panels(chart, [float(len(group)) for group in groups])
        for group, panel in zip(groups, panels, strict=True):
            _score_panel(panel, group, language)
        _score_legend(chart, panels[0], language)
        words = "；".join(f"{r.label} {r.stated} / {r.recomputed}" for r in rows)
        head = "所列得分 / 重算得分" if language == "zh" else "stated / recomputed score"
        return style.picture(chart, f"{head}：{words}")


def residuals(result: Result, area: str | None, language: Language) -> Picture | None:
    """Return each sum's residual as a share of what rounding allows; beyond ±200 % is clipped."""
    outcomes = result.outcomes if area is None else result.of_area(area)
    rows = series.residuals(outcomes)
    if not rows:
        return None
    table = pd.DataFrame(
        {
            "check": [check for check, _, _, _ in rows],
            "status": [named(STATUS, status, language) for _, _, status, _ in rows],
            "share": [float(max(-_CLIP, min(_CLIP, share))) for _, _, _, share in rows],
        }
    ).sort_values(["check", "share"], kind="stable")
    with style.canvas():
        chart = style.figure(_WIDTH, 0.27 * table["check"].nunique() + 1.35)
        _residual_panel(chart.subplots(), table, language)
        return style.picture(chart, _residual_words(rows, language))


def outcomes(result: Result, language: Language) -> Picture | None:
    """Return how many relations of each area agree, differ or could not be tested."""
    rows = list(series.statuses(result))
    if not rows:
        return None
    areas = [area for area in AREA if any(found == area for found, _ in rows)]
    kinds = [status for status in STATUS if any(found == status for _, found in rows)]
    table = pd.DataFrame(
        {
            "area": pd.Categorical([named(AREA, a, language) for a, _ in rows], [named(AREA, a, language) for a in areas]),
            "status": [named(STATUS, s, language) for _, s in rows],
        }
    )  # fmt: skip
    with style.canvas():
        chart = style.figure(_WIDTH, 0.42 * len(areas) + 1.1)
        panel = chart.subplots()
        sns.histplot(
            table,
            y="area",
            hue="status",
            hue_order=[named(STATUS, s, language) for s in reversed(kinds)],
            palette={named(STATUS, s, language): style.STATUS_COLOUR[s] for s in kinds},
            multiple="stack",
            shrink=0.62,
            alpha=1,
            ax=panel,
        )
        _bare(panel)
        _outside_legend(panel)
        panel.set_title("各领域核对结论（处）" if language == "zh" else "Outcomes by area")
        return style.picture(chart, _outcome_words(rows, areas, kinds, language))


# --- panels -----------------------------------------------------------------------


def _panels(chart: Figure, heights: Sequence[float]) -> list[Axes]:
    made: Any = chart.subplots(len(heights), 1, squeeze=False, height_ratios=list(heights))
    return [row[0] for row in made]


def _structure_panel(panel: Axes, parts: Sequence[series.Part]) -> None:
    labels = [style.drawable(part.label, 22) for part in parts]
    sns.barplot(x=[float(p.amount) for p in parts], y=labels, ax=panel, color=style.STATED, width=0.6, saturation=1)
    _bare(panel)
    for place, part in enumerate(parts):
        text = f" {numbers.shown(part.amount)}   {part.share}%"
        panel.text(float(part.amount), place, text, va="center", fontsize=9, color=style.MUTED)
    panel.set_xlim(0, float(max(p.amount for p in parts)) * 1.28)


def _change_panel(panel: Axes, row: series.Change, labels: tuple[str, str]) -> None:
    values = [float(row.prior), float(row.current)]
    sns.barplot(
        x=values, y=list(labels), hue=list(labels), palette=[style.PRIOR, style.STATED],
        ax=panel, width=0.66, legend=False, saturation=1,
    )  # fmt: skip
    _bare(panel)
    for place, number in enumerate((row.prior, row.current)):
        panel.text(float(number), place, f" {numbers.shown(number)}", va="center", fontsize=9, color=style.MUTED)
    panel.set_xlim(0, max(*values, 0.01) * 1.2)
    rate = f"   {row.rate}" if row.rate else ""
    panel.set_title(f"{style.drawable(row.label, 34)}{rate}", fontsize=10.5, pad=6)


def _score_panel(panel: Axes, rows: Sequence[series.Score], language: Language) -> None:
    places = range(len(rows))
    stated = [float(row.stated) for row in rows]
    recomputed = [float(row.recomputed) for row in rows]
    panel.hlines(list(places), stated, recomputed, color=style.RULE, linewidth=2.2, zorder=1)
    sns.scatterplot(x=recomputed, y=list(places), ax=panel, color=style.RECOMPUTED, marker="D", s=38, zorder=3)
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
        text = f"  {numbers.shown(row.stated)} / {numbers.shown(row.recomputed)}"
        panel.text(float(right), place, text, va="center", fontsize=8.5, color=style.MUTED)
    low = min(*stated, *recomputed)
    high = max(*stated, *recomputed)
    margin = max((high - low) * 0.06, 0.5)
    panel.set_xlim(low - margin, high + 4 * margin)


def _score_legend(chart: Figure, panel: Axes, language: Language) -> None:
    from matplotlib.lines import Line2D

    names = ("所列", "重算") if language == "zh" else ("stated", "recomputed")
    marks = [
        Line2D([], [], marker="o", color=style.STATED, linestyle="", markersize=7, label=names[0]),
        Line2D([], [], marker="D", color=style.RECOMPUTED, linestyle="", markersize=6, label=names[1]),
    ]
    panel.legend(handles=marks, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    _ = chart


def _residual_panel(panel: Axes, table: pd.DataFrame, language: Language) -> None:
    panel.axvspan(-100, 100, color="#eef3ee", zorder=0)
    panel.axvline(0, color=style.RULE, linewidth=1, zorder=1)
    palette = {named(STATUS, s, language): colour for s, colour in style.STATUS_COLOUR.items()}
    sns.stripplot(
        table, x="share", y="check", hue="status", palette=palette, jitter=False, size=6.5,
        alpha=0.75, linewidth=0.5, edgecolor="white", ax=panel,
        hue_order=[named(STATUS, s, language) for s in STATUS if named(STATUS, s, language) in set(table["status"])],
    )  # fmt: skip
    panel.set(xlabel="", ylabel="", xlim=(-_CLIP * 1.06, _CLIP * 1.06))
    ends = ("≤−200%", "≥200%")
    panel.set_xticks([-_CLIP, -100, 0, 100, _CLIP], [ends[0], "−100%", "0", "100%", ends[1]])
    panel.grid(visible=True, axis="y")
    _outside_legend(panel)
    zh, en = "差额占舍入允许的比例", "Residual as a share of what rounding allows"
    panel.set_title(zh if language == "zh" else en)


def _bare(panel: Axes) -> None:
    panel.set(xlabel="", ylabel="")
    panel.set_xticks([])
    panel.spines["bottom"].set_visible(False)


def _outside_legend(panel: Axes) -> None:
    legend = panel.get_legend()
    if legend is not None:
        legend.set_title("")
        sns.move_legend(panel, "upper left", bbox_to_anchor=(1.01, 1), title=None)


# --- words ------------------------------------------------------------------------


def _title(kind: str, area: str, language: Language) -> str:
    return _TITLES[kind][area][0 if language == "zh" else 1]  # type: ignore[index]


def _group_title(area: str, group: int, language: Language) -> str:
    pair: tuple[str, str] = _TITLES["groups"][(area, group)]  # type: ignore[index]
    head = _title("structure", area, language)
    return f"{head} · {pair[0] if language == 'zh' else pair[1]}（万元）"


def _measures(language: Language) -> tuple[str, str, str]:
    zh = ("年初预算", "调整预算", "执行数")
    return zh if language == "zh" else ("initial budget", "adjusted budget", "executed")


def _budget_table(rows: Sequence[series.Budget], names: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"label": style.drawable(row.label, 16), "measure": name, "amount": float(value or 0)}
            for row in rows
            for name, value in zip(names, (row.initial, row.adjusted, row.executed), strict=True)
        ]
    )


def _amount(value: float) -> str:
    return f"{value:.2f}" if value else ""


def _blank(value: Decimal | None) -> str:
    return "—" if value is None else numbers.shown(value)


def _residual_words(rows: Sequence[tuple[str, str, str, Decimal]], language: Language) -> str:
    inside = sum(abs(share) <= 100 for _, _, _, share in rows)
    beyond = "；".join(f"{check} {subject} {share}%" for check, subject, _, share in rows if abs(share) > 100)
    if language == "zh":
        return f"差额占舍入允许的比例：{inside} 处在允许内，{len(rows) - inside} 处超出。{beyond}"
    return f"residual as a share of the allowance: {inside} within, {len(rows) - inside} beyond. {beyond}"


def _outcome_words(
    rows: Sequence[tuple[str, str]], areas: Sequence[str], kinds: Sequence[str], language: Language
) -> str:
    told = []
    for area in areas:
        counts = [(kind, sum(row == (area, kind) for row in rows)) for kind in kinds]
        listed = "、".join(f"{named(STATUS, k, language)} {n}" for k, n in counts if n)
        told.append(f"{named(AREA, area, language)}：{listed}")
    return "；".join(told)
