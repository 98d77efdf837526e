"""财政拨款“三公”经费支出决算表 against the economic items, and against its own budget."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.cells import called, without_table
from audit.checks.tables_basic import amount_of
from audit.compare import of, passed, skip
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome
from audit.registry import check
from audit.statutory import StatutoryTable

_CODES = (
    ("hospitality", "30217", "公务接待费"),
    ("overseas_travel", "30212", "因公出国（境）费用"),
    ("vehicle_operation", "30231", "公务用车运行维护费"),
    ("vehicle_purchase", "31013", "公务用车购置"),
)
_NAMED = {
    "three_public": "“三公”经费合计",
    "overseas_travel": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "hospitality": "公务接待费",
}
BUDGET_MEASURES: tuple[Measure, ...] = ("adjusted_budget", "initial_budget")


def figure_in(table: StatutoryTable, concept: str, measure: Measure) -> Fact | None:
    """Return a figure of the table, whether its items are columns or rows."""
    found = [f for f in table.facts if f.concept == concept and f.measure == measure]
    return found[0] if len(found) == 1 else None


@check(
    "TPE-07",
    zh="“三公”经费少于基本支出中的同名经济科目",
    en="three-public-below-economic-item",
    severity="warning",
    basis="“三公”经费各项不少于基本支出中的30217、30212、30231、31013（关系未见明文）",
    area="three_public",
    verified=False,
)
def three_public_covers_items(facts: Facts) -> Iterator[Outcome]:
    """Each of the three public expenses is at least its economic item in basic expenditure.

    What: each expense against the economic item of the same name (R20); projects may add to it.
    Why: the basic part is included in the whole.
    Basis: codes of the official template [relation unverified].
    Formula: 接待 ≥ 30217; 出国 ≥ 30212; 运行 ≥ 30231; 购置 ≥ 31013.
    Tolerance: too small only where the decimal intervals do not meet.
    Example: 公务接待费 0.18 against 30217 公务接待费 0.18.
    Limits: a blank counts as zero only where the table prints other figures.
    """
    table, basic = facts.table("three_public"), facts.table("gpb_basic")
    if table is None or basic is None:
        yield without_table(facts, "three_public", "gpb_basic")
        return
    for concept, code, name in _CODES:
        item = amount_of(basic, basic.coded(code))
        if item is None or not item.value:
            continue
        whole = figure_in(table, concept, "actual")
        yield _covers(f"{name}与经济科目{code}", item, whole)


def _covers(subject: str, item: Fact, whole: Fact | None) -> Outcome:
    if whole is not None and of(item).interval.lo <= of(whole).interval.hi:
        return passed(subject, f"{whole.raw} ≥ {item.raw}", "covers it", (whole, item))
    printed = whole.raw if whole is not None else "空白"
    zh = f"基本支出决算表列 {item.raw}，“三公”经费表为{printed}"
    found = (item,) if whole is None else (item, whole)
    return Outcome(subject, "inconsistent", Message(zh, f"{item.raw} is not covered"), found)


@check(
    "TPE-16",
    zh="“三公”经费决算数超过预算数",
    en="three-public-exceeds-budget",
    severity="warning",
    basis="《机关事务管理条例》第三十二条第一项：不得超预算开支",
    area="three_public",
)
def three_public_within_budget(facts: Facts) -> Iterator[Outcome]:
    """No item of the three public expenses exceeds its budget.

    What: each item's 决算数 ≤ 预算数 in the table.
    Why: spending above the budget needs an explanation.
    Basis: 机关事务管理条例 art. 32(1).
    Formula: 决算数 ≤ 预算数, for the total and each item.
    Tolerance: exceeded only where the decimal intervals do not meet.
    Example: 0.95 spent, 0.00 budgeted.
    Limits: against the adjusted budget where the table prints it, else the initial one.
    """
    table = facts.table("three_public")
    if table is None:
        yield without_table(facts, "three_public")
        return
    found = [outcome for concept in _NAMED for outcome in _within(table, concept)]
    yield from found or (skip(called(table, "决算与预算"), "没有可比的预算数", "no budget"),)


def _within(table: StatutoryTable, concept: str) -> Iterator[Outcome]:
    actual = figure_in(table, concept, "actual")
    budgets = [figure_in(table, concept, measure) for measure in BUDGET_MEASURES]
    budget = next((fact for fact in budgets if fact is not None), None)
    if actual is None or budget is None:
        return
    subject = f"{_NAMED[concept]}决算与预算"
    if of(actual).interval.lo > of(budget).interval.hi:
        zh = f"决算 {actual.raw} 超过预算 {budget.raw}"
        en = f"{actual.raw} spent, {budget.raw} budgeted"
        yield Outcome(subject, "inconsistent", Message(zh, en), (budget, actual))
    else:
        yield passed(subject, f"{actual.raw} ≤ {budget.raw}", "within budget", (budget, actual))
