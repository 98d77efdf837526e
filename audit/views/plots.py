"""What each chart shows, before anyone draws it: titles, rows, units, and the same in words.

Notebooks draw these with seaborn, pages as SVG; both show the same numbers. A chart that has
nothing to show is None. Numbers stay Decimals here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from audit.engine import Result
from audit.model import Message
from audit.views import numbers, series
from audit.views.words import AREA, STATUS, Language, named

WAN, POINTS = Message("万元", "万元 (10,000 yuan)"), Message("分", "points")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length (None is left blank), what stands beside it."""

    label: str
    value: Decimal | None
    note: str
    kind: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Bars on one scale under a title; `rows` are bars that belong together, one a kind."""

    title: str
    rows: tuple[tuple[Bar, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars in groups, each group on its own scale; `kinds` name the colours."""

    title: str
    uom: str
    kinds: tuple[str, ...]
    groups: tuple[Group, ...]
    text: str

    @property
    def names_kinds(self) -> bool:
        """Return whether each bar is named by its kind, so that no legend is needed."""
        rows = [row for group in self.groups for row in group.rows]
        named_ = all([bar.label for bar in row] == list(self.kinds) for row in rows)
        return len(self.kinds) > 1 and named_


@dataclass(frozen=True, slots=True)
class Scores:
    """Stated beside recomputed scores, in groups; `names` are the two marks' and the bounds'."""

    title: str
    uom: str
    names: tuple[str, str, str]
    groups: tuple[tuple[str, tuple[series.Score, ...]], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Residuals:
    """Every sum's residual as a share of what rounding allows, in %; a row a check."""

    title: str
    uom: str
    rows: tuple[series.Residual, ...]
    statuses: Mapping[str, str]
    rest: str
    text: str

    @property
    def by_check(self) -> tuple[tuple[str, tuple[series.Residual, ...]], ...]:
        """Return the sums of each check by its id; those that leave nothing come last as one."""
        groups = {check: tuple(rows) for check, rows in groupby(self.rows, lambda row: row.check)}
        bare = {check for check, rows in groups.items() if not any(row.percent for row in rows)}
        shown = [(check, rows) for check, rows in groups.items() if check not in bare]
        rest = tuple(row for check in groups if check in bare for row in groups[check])
        return (*shown, *([(self.rest.format(len(bare)), rest)] if rest else ()))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many relations of each area came out how; `kinds` are the statuses with their names."""

    title: str
    uom: str
    kinds: Mapping[str, str]
    rows: tuple[tuple[str, Mapping[str, int]], ...]
    text: str


Plot = Bars | Scores | Residuals | Tally

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
_CHANGE = Message("与上年相比", "Change on the year")
_BUDGETS = Message("项目预算与执行", "Projects: budget and execution")
_YEARS = Message("“三公”经费各项：上年、预算、决算", "Three public expenses by item")
_SCORES = Message("所列得分与重算得分", "Stated and recomputed scores")
_TOTALS = Message("自评总分", "total scores")
_SINGLE = Message("与规则不符的得分", "scores that the rule does not give")
_RESIDUALS = Message("差额占舍入允许的比例", "Residual as a share of what rounding allows")
_REST = Message("其余{0}项均为零", "{0} checks, all zero")
_TALLY = Message("各领域核对结论", "Outcomes by area")


def structure(result: Result, area: str, language: Language) -> Bars | None:
    """Return the parts of each whole of the area, biggest first, with shares."""
    parts = series.structure(result.facts, area)
    if not parts:
        return None
    groups = tuple(
        Group(
            _GROUPS[area, number][language],
            tuple((_part(part),) for part in parts if part.group == number),
        )
        for number in sorted({part.group for part in parts})
    )
    title = _STRUCTURE[area][language]
    words = "；".join(f"{p.label} {p.amount:f}（{p.share}%）" for p in parts)
    return Bars(title, WAN[language], ("",), groups, f"{title}（万元）：{words}")


def change(result: Result, area: str, language: Language) -> Bars | None:
    """Return each figure beside the year before, a scale each, since sizes differ much."""
    rows = [row for row in series.changes(result.facts, area, language) if row.current or row.prior]
    if not rows:
        return None
    kinds = _two_years(result.facts.year, language)
    groups = tuple(
        Group(f"{row.label}　{row.rate}".strip(), (_bars(kinds, (row.prior, row.current)),))
        for row in rows
    )
    words = "；".join(
        f"{r.label} {numbers.shown(r.prior)} → {numbers.shown(r.current)} {r.rate}".strip()
        for r in rows
    )
    title = _CHANGE[language]
    return Bars(title, WAN[language], kinds, groups, f"{title}（万元）：{words}")


def three_public(result: Result, language: Language) -> Bars | None:
    """Return each item of 三公 over the year before, the budget and the year's account."""
    items = series.three_public(result.facts)
    if not any(any(item.values) for item in items):
        return None
    before, now = _two_years(result.facts.year, language)
    budget, account = ("预算数", "决算数") if language == "zh" else ("budget", "account")
    kinds = (f"{before} {account}", f"{now} {budget}", f"{now} {account}")
    rows = tuple(_named_bars(item.label, item.values) for item in items)
    return _tripled(_YEARS[language], kinds, rows, language)


def budgets(result: Result, language: Language) -> Bars | None:
    """Return initial budget, adjusted budget and execution of each project, in 万元."""
    found = series.budgets(result.facts.projects)
    if not found:
        return None
    zh = ("年初预算", "调整预算", "执行数")
    kinds = zh if language == "zh" else ("initial budget", "adjusted budget", "executed")
    rows = tuple(_named_bars(row.label, (row.initial, row.adjusted, row.executed)) for row in found)
    return _tripled(_BUDGETS[language], kinds, rows, language)


def scores(result: Result, language: Language) -> Scores | None:
    """Return stated against recomputed scores: totals, then the indicators that differ."""
    outcomes = result.of_area("performance")
    found = (
        (_TOTALS[language], tuple(series.totals(result.facts.projects, outcomes))),
        (_SINGLE[language], tuple(series.scores(outcomes))),
    )
    groups = tuple(group for group in found if group[1])
    if not groups:
        return None
    zh = ("所列", "重算", "规则所容")
    names = zh if language == "zh" else ("stated", "recomputed", "what the rule allows")
    told = "；".join(
        f"{row.label} {row.stated} / {row.recomputed}" for _, rows in groups for row in rows
    )
    head = " / ".join(names[:2])
    return Scores(_SCORES[language], POINTS[language], names, groups, f"{head}：{told}")


def residuals(result: Result, area: str | None, language: Language) -> Residuals | None:
    """Return each sum's residual as a share of what rounding allows."""
    rows = series.residuals(result.outcomes if area is None else result.of_area(area))
    if not rows:
        return None
    found = {row.status for row in rows}
    names = {status: named(STATUS, status, language) for status in STATUS if status in found}
    ordered = tuple(sorted(rows, key=lambda row: (row.check, row.percent)))
    words = _residual_words(rows, language)
    return Residuals(_RESIDUALS[language], "%", ordered, names, _REST[language], words)


def tally(result: Result, language: Language) -> Tally | None:
    """Return how many relations of each area agree, differ or could not be tested."""
    found = list(series.statuses(result))
    if not found:
        return None
    kinds = [status for status in STATUS if any(kind == status for _, kind in found)]
    rows = tuple(
        (named(AREA, area, language), {k: found.count((area, k)) for k in kinds})
        for area in AREA
        if any(one == area for one, _ in found)
    )
    names = {status: named(STATUS, status, language) for status in kinds}
    words = "；".join(
        f"{area}：" + "、".join(f"{names[kind]} {n}" for kind, n in counts.items() if n)
        for area, counts in rows
    )
    uom = "处" if language == "zh" else "relations"
    return Tally(_TALLY[language], uom, names, rows, words)


def _part(part: series.Part) -> Bar:
    return Bar(part.label, part.amount, f"{numbers.shown(part.amount)}　{part.share}%")


def _two_years(year: int | None, language: Language) -> tuple[str, str]:
    if year is None:
        return ("上年", "本年") if language == "zh" else ("year before", "this year")
    return (f"{year - 1}年", f"{year}年") if language == "zh" else (str(year - 1), str(year))


def _bars(kinds: Sequence[str], values: Sequence[Decimal | None]) -> tuple[Bar, ...]:
    pairs = enumerate(zip(kinds, values, strict=True))
    return tuple(Bar(name, value, _blank(value), kind) for kind, (name, value) in pairs)


def _named_bars(label: str, values: Sequence[Decimal | None]) -> tuple[Bar, ...]:
    told = enumerate(values)
    return tuple(Bar(label, value, _blank(value), kind) for kind, value in told)


def _tripled(
    title: str, kinds: tuple[str, ...], rows: tuple[tuple[Bar, ...], ...], language: Language
) -> Bars:
    words = "；".join(
        f"{row[0].label} " + " / ".join(_blank(bar.value) for bar in row) for row in rows
    )
    text = f"{title}（万元）：{' / '.join(kinds)}：{words}"
    return Bars(title, WAN[language], kinds, (Group("", rows),), text)


def _blank(value: Decimal | None) -> str:
    return "—" if value is None else numbers.shown(value)


def _residual_words(rows: Iterable[series.Residual], language: Language) -> str:
    found = list(rows)
    inside = sum(abs(row.percent) <= 100 for row in found)
    beyond = "；".join(
        f"{row.check} {row.subject} {row.percent}%" for row in found if abs(row.percent) > 100
    )
    if language == "zh":
        counts = f"{inside} 处在允许内，{len(found) - inside} 处超出"
        return f"{_RESIDUALS.zh}：{counts}。{beyond}"
    return f"{_RESIDUALS.en}: {inside} within, {len(found) - inside} beyond. {beyond}"
