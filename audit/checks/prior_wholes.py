"""上年数 / last year: what this year's figures and changes say of the year before."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.pairing import cells_of
from audit.compare import Quantity, base_of, bounded, of, passed, show, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Scope
from audit.registry import check

_Part = tuple[tuple[str, ...], Scope, str]
_TOTALS = ("grand_total", "total_expenditure", "total_revenue")
_GPB: _Part = (("expenditure_current_year",), "general_public_budget", "一般公共预算支出")
_FISCAL: _Part = (_TOTALS, "fiscal", "财政拨款总计")
_ALL: _Part = (_TOTALS, "all_funds", "收支总计")


@check(
    "XSE-12",
    zh="按增减推算，上年的部分数大于上年的总数",
    en="prior-part-exceeds-prior-whole",
    severity="error",
    basis="部分不大于总数，上年亦然；写“持平”即上年与本年同数（算术必然）",
    area="expenditure",
)
def prior_parts_within_prior_wholes(facts: Facts) -> Iterator[Outcome]:
    """Last year's part, derived from this year's figure and change, fits in last year's whole.

    What: figure − change of 一般公共预算支出 ≤ that of 财政拨款总计 ≤ that of 收支总计; 持平
    means no change; a figure is the table's where a table prints it.
    Why: 持平 stays in the template when the parts have changed.
    Basis: arithmetic.
    Formula: 上年数 = 本年数 − 增减额; 上年一般公共预算支出 ≤ 上年财政拨款总计 ≤ 上年收支总计.
    Tolerance: exceeded only where the decimal intervals do not meet.
    Example: 财政拨款总计 2,961.68 called 持平, while 2,940.05 + 63.14 = 3,003.19 was spent.
    Limits: needs both changes; money carried over makes a whole greater, never smaller.
    """
    for part, whole in ((_GPB, _FISCAL), (_GPB, _ALL), (_FISCAL, _ALL)):
        subject = f"上年{part[2]}不超过上年{whole[2]}"
        small, great = _prior(facts, part), _prior(facts, whole)
        if small is None or great is None:
            yield skip(subject, "增减额没有读全", "a change was not read")
            continue
        sums = f"{_told(part[2], small)}；{_told(whole[2], great)}"
        if small.interval.lo > great.interval.hi:
            zh = f"推算上年{part[2]}大于上年{whole[2]}：{sums}"
            en = f"last year's part {show(small)} exceeds last year's whole {show(great)}"
            found = small.facts + great.facts
            told = Outcome(subject, "inconsistent", Message(zh, en), found, formula=sums)
        else:
            en = f"{show(small)} ≤ {show(great)}"
            told = passed(subject, sums, en, small.facts + great.facts)
        yield bounded(told, small, great)


def _told(name: str, prior: Quantity) -> str:
    """Return the sum that gives last year's figure, or this year's where it is called 持平."""
    words = [fact.raw for fact in prior.facts if fact.value is None]
    if words:
        return f"{name} {show(prior)}（写“{words[0]}”）"
    return f"{name} {prior.expression} = {show(prior)}"


def _prior(facts: Facts, about: _Part) -> Quantity | None:
    """Return last year's figure: this year's less its change, or the same where it is 持平."""
    concepts, scope, _ = about
    for concept in concepts:
        now = facts.first(concept, scope=scope, part="narrative")
        changes = facts.find(concept, measure="change", scope=scope, part="narrative")
        change = next((fact for fact in changes if not fact.dim("basis")), None)
        if now is not None and change is not None:
            current = _as_printed_in_table(facts, now)
            if change.value is not None:
                return of(current) - of(change)
            if change.direction == "unchanged":
                return base_of(current, change)
    return None


def _as_printed_in_table(facts: Facts, fact: Fact) -> Fact:
    """Return the table's figure for a total, which the prose may have mistyped."""
    cells = (cell for _, cell in cells_of(facts, fact) if cell is not None)
    return next(cells, fact)
