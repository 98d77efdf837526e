"""Charts of one disclosure, drawn with seaborn; each comes with its numbers in words.

A chart that has nothing to draw is None. Floats live here only: they draw, never judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd
import seaborn as sns
from matplotlib.container import BarContainer

from audit.engine import Result
from audit.model import Message
from audit.views import numbers, panels, series, style
from audit.views.display import Picture
from audit.views.words import AREA, STATUS, Language, named

_WIDTH = 8.6
_STRUCTURE: Mapping[str, Message] = {
    "income": Message("收入结构", "Structure of revenue"),
    "expenditure": Message("支出结构", "Structure of expenditure"),
    "three_public": Message("“三公”经费结构", "Structure of the three public expenses"),
}
_GROUPS: Mapping[tuple[str, int], Message] = {
    ("income", 0): Message("按来源", "by source"),
    ("expenditure", 0): Message("按性质", "by nature"),
    ("expenditure", 1): Message("按功能分类（类）", "by functional class"),
    ("expenditure", 2): Message("按功能分类（项）", "by functional item"),
    ("expenditure", 3): Message("基本支出", "basic expenditure"),
    ("three_public", 0): Message("按用途", "by purpose"),
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
        axes = panels.panels(chart, sizes)
        for group, panel in zip(groups, axes, strict=True):
            panels.structure_panel(panel, [p for p in parts if p.group == group])
            panel.set_title(_group_title(area, group, language))
        words = "；".join(f"{p.label} {p.amount:f}（{p.share}%）" for p in parts)
        return style.picture(chart, f"{_STRUCTURE[area][language]}（万元）：{words}")


def change(result: Result, area: str, language: Language) -> Picture | None:
    """Return each figure beside the year before, a panel each, since sizes differ much."""
    rows = [row for row in series.changes(result.facts, area, language) if row.current or row.prior]
    if not rows:
        return None
    year = result.facts.year
    labels = (str(year - 1), str(year)) if year else ("上年", "本年")
    with style.canvas():
        chart = style.figure(_WIDTH, 1.05 * len(rows) + 0.2)
        for row, panel in zip(rows, panels.panels(chart, [1.0] * len(rows)), strict=True):
            panels.change_panel(panel, row, labels)
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
        panels.bare(panel)
        for drawn in panel.containers:
            if isinstance(drawn, BarContainer):
                panel.bar_label(drawn, fmt=_amount, padding=3, fontsize=8, color=style.MUTED)
        panel.legend(title=None, loc="lower right")
        panel.set_title(
            "项目预算与执行（万元）"
            if language == "zh"
            else "Projects: budget and execution (万元)"
        )
        words = "；".join(
            " / ".join((f"{r.label} {_blank(r.initial)}", _blank(r.adjusted), _blank(r.executed)))
            for r in rows
        )
        return style.picture(chart, f"{' / '.join(names)}：{words}")


def scores(result: Result, language: Language) -> Picture | None:
    """Return stated against recomputed scores: totals, then the indicators that differ."""
    outcomes = result.of_area("performance")
    totals = series.totals(result.facts.projects, outcomes)
    groups = [group for group in (totals, series.scores(outcomes)) if group]
    if not groups:
        return None
    rows = [row for group in groups for row in group]
    with style.canvas():
        chart = style.figure(_WIDTH, 0.85 * len(groups) + 0.3 * len(rows))
        axes = panels.panels(chart, [float(len(group)) for group in groups])
        for group, panel in zip(groups, axes, strict=True):
            panels.score_panel(panel, group, language)
        panels.score_legend(axes[0], language)
        words = "；".join(f"{r.label} {r.stated} / {r.recomputed}" for r in rows)
        head = "所列得分 / 重算得分" if language == "zh" else "stated / recomputed score"
        return style.picture(chart, f"{head}：{words}")


def residuals(result: Result, area: str | None, language: Language) -> Picture | None:
    """Return each sum's residual as a share of what rounding allows; beyond ±200 % is clipped."""
    outcomes = result.outcomes if area is None else result.of_area(area)
    rows = series.residuals(outcomes)
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: (row[0], row[3]))
    table = pd.DataFrame(
        {
            "check": [check for check, _, _, _ in ordered],
            "status": [named(STATUS, status, language) for _, _, status, _ in ordered],
            "share": [max(-panels.CLIP, min(panels.CLIP, int(row[3]))) for row in ordered],
        }
    )
    with style.canvas():
        chart = style.figure(_WIDTH, 0.27 * len({row[0] for row in rows}) + 1.35)
        panels.residual_panel(chart.subplots(), table, language)
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
            "area": pd.Categorical(
                [named(AREA, a, language) for a, _ in rows],
                [named(AREA, a, language) for a in areas],
            ),
            "status": [named(STATUS, s, language) for _, s in rows],
        }
    )
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
        panels.bare(panel)
        panels.outside_legend(panel)
        panel.set_title("各领域核对结论（处）" if language == "zh" else "Outcomes by area")
        return style.picture(chart, _outcome_words(rows, areas, kinds, language))


# --- words ------------------------------------------------------------------------


def _group_title(area: str, group: int, language: Language) -> str:
    return f"{_STRUCTURE[area][language]} · {_GROUPS[area, group][language]}（万元）"


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
    beyond = "；".join(
        f"{check} {subject} {share}%" for check, subject, _, share in rows if abs(share) > 100
    )
    if language == "zh":
        return f"差额占舍入允许的比例：{inside} 处在允许内，{len(rows) - inside} 处超出。{beyond}"
    head = "residual as a share of the allowance"
    return f"{head}: {inside} within, {len(rows) - inside} beyond. {beyond}"


def _outcome_words(
    rows: Sequence[tuple[str, str]], areas: Sequence[str], kinds: Sequence[str], language: Language
) -> str:
    told = []
    for area in areas:
        counts = [(kind, sum(row == (area, kind) for row in rows)) for kind in kinds]
        listed = "、".join(f"{named(STATUS, k, language)} {n}" for k, n in counts if n)
        told.append(f"{named(AREA, area, language)}：{listed}")
    return "；".join(told)
