"""与预算比较 / comparison with the budget: changes, rates, bases of zero, copied figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from audit.checks.shares import are_opposed, before, explained, near, opposed
from audit.compare import Quantity, agree, noted, of, passed, percent, skip, unchanged
from audit.facts import Facts, same_subject
from audit.interval import EXACT, Interval
from audit.model import Fact, Measure, Message, Outcome, Severity
from audit.registry import check

_BUDGETS: tuple[Measure, ...] = ("initial_budget", "adjusted_budget")
_BEYOND = re.compile(r"[^。\d]{0,24}?决算数?(?P<way>大|小)于(?:年初|全年|调整后?)?预算")
_SLIP = ("像是把小数写成了百分数", "as if a fraction was printed as a percentage")
_SLIPPED_BY = 100


@check(
    "ANA-12",
    zh="与预算比较的增减不符",
    en="change-on-the-budget-differs",
    severity="error",
    basis="相差＝决算数−预算数；变动率＝相差÷预算数（算术必然）",
    area="expenditure",
    identity=True,
)
def changes_on_the_budget(facts: Facts) -> Iterator[Outcome]:
    """What is said to be above or below the budget follows from actual and budget.

    What: change = 决算数 − 预算数; rate = change ÷ 预算数; 持平 only where both are equal.
    Why: the sentence is kept from another year, or the rate is of another base.
    Basis: arithmetic.
    Formula: 相差 = 决算数 − 预算数; 变动率 = 相差 ÷ 预算数 × 100%.
    Tolerance: decimal interval of every figure; for rates the interval of the quotient; 基本持平 at
    most a warning.
    Example: 4.80 − 6.00 = −1.20; 1.20 ÷ 6.00 = 20 %.
    Limits: where no budget is printed it is actual − change; then only the rate is tested.
    """
    told = [f for f in facts if f.measure in ("budget_change", "budget_change_rate")]
    told = [f for f in told if f.span.part == "narrative"]
    for fact in told:
        if fact.measure == "budget_change_rate":
            yield from _rate(facts, fact)
        else:
            yield from _change(facts, fact)
    if not told:
        yield skip("与预算比较", "无此表述", "nothing is compared with the budget")


def _change(facts: Facts, change: Fact) -> Iterator[Outcome]:
    subject = f"{change.label}与预算相差"
    actual, budgets = _actual(facts, change), _budgets(facts, change)
    if actual is None or not budgets:
        zh, en = "没有同时读到决算数和预算数", "the actual figure or the budget was not read"
        yield skip(subject, zh, en, (change,))
        return
    stated = of(change) if change.value is not None else unchanged(change)
    found = [agree(subject, stated=stated, computed=of(actual) - of(budget)) for budget in budgets]
    best = next((o for o in found if o.status != "inconsistent"), found[0])
    if change.value is None and best.status == "inconsistent" and change.raw.startswith("基本"):
        best = replace(best, severity="warning")  # 基本持平 allows for a little
    yield best


def _rate(facts: Facts, rate: Fact) -> Iterator[Outcome]:
    subject = f"{rate.label}较预算变动率"
    actual, change = _actual(facts, rate), before(facts, rate, "budget_change")
    budget = next(iter(_budgets(facts, rate)), None)
    if change is not None and change.value is None:
        change = None
    if change is not None and are_opposed(change, rate):
        yield opposed(subject, change, rate)
        return
    if budget is not None and (actual is not None or change is not None):
        base = of(budget)
    elif actual is not None and change is not None:
        base = of(actual) - of(change)
    else:
        zh, en = "没有同时读到相差额和预算数", "the change or the budget was not read"
        yield skip(subject, zh, en, (rate,))
        return
    if base.number == 0 or (change is None and actual is None):
        yield skip(subject, "预算数为零（见 ANA-13）", "the budget is zero (see ANA-13)", (rate,))
        return
    size = of(replace(change, direction=None)) if change else _distance(actual, base)
    stated = of(replace(rate, direction=None))
    computed = percent(size, base)
    outcome = agree(subject, stated=stated, computed=computed)
    outcome = explained(outcome, stated, percent(_plus(size, base, rate), base), _COMPLETED)
    yield _slipped(outcome, rate, computed)


_COMPLETED = ("像是把完成率写成变动率", "as if the completion rate was printed")


def _plus(size: Quantity, base: Quantity, rate: Fact) -> Quantity:
    return base - size if rate.direction == "decrease" else base + size


def _distance(actual: Fact | None, base: Quantity) -> Quantity:
    if actual is None:
        return base
    return of(actual) - base if of(actual).number > base.number else base - of(actual)


def _slipped(outcome: Outcome, rate: Fact, computed: Quantity | None) -> Outcome:
    """Return a failed outcome with a remark where 0.67 % was printed as 0.006 %."""
    if outcome.status != "inconsistent" or computed is None or not rate.value:
        return outcome
    step = Decimal(1).scaleb(-rate.decimals)
    near_ = Interval(rate.value - step, rate.value + step).scale(_SLIPPED_BY)
    if computed.interval.meet(near_) is None:
        return outcome
    return replace(outcome, message=noted(outcome.message, *_SLIP))


def _actual(facts: Facts, fact: Fact) -> Fact | None:
    return near(facts, fact, "actual")


def _budgets(facts: Facts, fact: Fact) -> list[Fact]:
    found = (near(facts, fact, measure) for measure in _BUDGETS)
    return [budget for budget in found if budget is not None]


@check(
    "ANA-13",
    zh="基数为零，变动率没有意义",
    en="rate-on-a-base-of-zero",
    severity="warning",
    basis="除数为零，百分比没有意义（算术必然）",
    area="expenditure",
)
def rates_on_nothing(facts: Facts) -> Iterator[Outcome]:
    """No rate of change is printed where last year's figure, or the budget, was zero.

    What: change = actual ≠ 0, so that the base is 0, and a rate (mostly 100 %) is printed.
    Why: 增长100% says that the figure doubled.
    Basis: arithmetic.
    Formula: 增减额 = 本年数 ≠ 0 ⇒ 基数 = 0, no 变动率.
    Tolerance: exact, as printed.
    Example: 支出3.20万元，比预算增加3.20万元，增长100%.
    Limits: only where change and actual are both printed.
    """
    rated = [three for pair in _BASES for three in _rated(facts, *pair)]
    empty = [three for three in rated if three[0].number == three[1].number != 0]
    for actual, change, rate in empty:
        base = "预算数" if change.measure == "budget_change" else "上年数"
        zh = f"{rate.label} {actual.raw}，增加 {change.raw}，{base}为零，“{rate.raw}”没有意义"
        en = f"{rate.label}: the base is zero, so that {rate.raw} means nothing"
        found = (actual, change, rate)
        yield Outcome(f"{rate.label}变动率的基数", "inconsistent", Message(zh, en), found)
    if rated and not empty:
        yield passed("变动率的基数", "均不为零", "none is zero")


_BASES: tuple[tuple[Measure, Measure], ...] = (
    ("change", "change_rate"),
    ("budget_change", "budget_change_rate"),
)


def _rated(facts: Facts, changed: Measure, rated: Measure) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Yield each rate that is not zero with the actual figure and the change before it."""
    for rate in facts:
        if rate.measure != rated or rate.span.part != "narrative" or not rate.value:
            continue
        actual, change = before(facts, rate, "actual"), before(facts, rate, changed)
        if actual is not None and change is not None and change.value is not None:
            yield actual, change, rate


@check(
    "ANA-14",
    zh="完成率与预算比较的说法矛盾",
    en="completion-contradicts-the-comparison",
    severity="error",
    basis="大于预算即完成率大于100%（算术必然）",
    area="expenditure",
)
def completion_against_words(facts: Facts) -> Iterator[Outcome]:
    """A completion rate fits what the sentence says of the figure and its budget.

    What: 决算数大于预算数X: rate = actual ÷ (actual − X); without a figure: above 100 % for
    大于, below for 小于.
    Why: 完成预算100% stays in the template when the figures change.
    Basis: arithmetic.
    Formula: 完成预算率 = 决算数 ÷ (决算数 − 相差额) × 100%; 大于预算 ⇒ ≥ 100%, 小于 ⇒ ≤ 100%.
    Tolerance: interval of the quotient; by words alone a printed 100 % is left open.
    Example: 决算210，大于预算数10: 210 ÷ 200 = 105 %.
    Limits: a rate printed as 100 % may be rounded; then only a printed amount decides.
    """
    rates = [f for f in facts if f.measure == "completion_rate" and f.span.part == "narrative"]
    told: list[Outcome] = []
    for rate in rates:
        change = next(iter(_changes_after(facts, rate)), None)
        actual = before(facts, rate, "actual")
        if change is not None and actual is not None:
            told.append(_by_amount(rate, actual, change))
        else:
            told += [*_by_words(facts, rate)]
    yield from told or (skip("完成率与预算", "无此表述", "nothing of the kind is said"),)


def _changes_after(facts: Facts, rate: Fact) -> Iterator[Fact]:
    for fact in facts.find(rate.concept, measure="budget_change", scope=rate.scope):
        same = same_subject(fact, rate) and fact.span.quote == rate.span.quote
        if same and fact.value is not None and fact.span.part == "narrative":
            yield fact


def _by_amount(rate: Fact, actual: Fact, change: Fact) -> Outcome:
    subject = f"{rate.label}完成率与预算相差"
    budget = of(actual) - of(change)
    return agree(subject, stated=of(rate), computed=percent(of(actual), budget))


def _by_words(facts: Facts, rate: Fact) -> Iterator[Outcome]:
    match = _BEYOND.match(facts.document.text, rate.span.start + len(rate.raw))
    if match is None or rate.value is None:
        return
    subject, above = f"{rate.label}完成率与预算比较", match["way"] == "大"
    if (above and rate.value < 100) or (not above and rate.value > 100):
        zh = f"完成率 {rate.raw}，却写决算数{match['way']}于预算数"
        en = f"completed to {rate.raw}, yet said to be {'above' if above else 'below'} the budget"
        quote = facts.place(rate.span.start, match.end(), rate.span.section)
        yield Outcome(subject, "inconsistent", Message(zh, en), (rate,), quotes=(quote,))
    elif rate.value != 100:
        yield passed(subject, "与所写方向一致", "fits the words", (rate,))


@check(
    "ANA-15",
    zh="同比增减额与较预算差额完全相同",
    en="change-on-the-year-copies-the-budget",
    severity="warning",
    basis="两种差额一般不同（分析提示）",
    area="three_public",
)
def copied_from_the_budget(facts: Facts) -> Iterator[Outcome]:
    """The change on the year is not the difference from the budget under another name.

    What: change on the year = actual − budget to the last digit, for one figure or several.
    Why: the sentence was filled in from the wrong column.
    Basis: analysis.
    Formula: 较上年增减额 ≠ 决算数 − 年初预算数.
    Tolerance: exact, as printed.
    Example: budget 6.00, actual 4.80, 较上年减少1.20; and likewise 0.70 of another kind.
    Limits: last year's figure may equal the budget by chance: once is a hint, twice a warning;
    a total and its only part, of the same figures, are one chance.
    """
    told = list(_told_twice(facts))
    copied = [three for three in told if _is_the_same(*three)]
    severity: Severity = "warning" if len({c.number for c, _, _ in copied}) > 1 else "info"
    if not told:
        yield skip("同比增减", "没有预算数", "no budget was read")
    for change, actual, budget in told:
        subject = f"{change.label}同比增减"
        if (change, actual, budget) not in copied:
            zh, en = "同比增减与较预算差额不同", "the two differences are not the same"
            yield passed(subject, zh, en, (actual, budget, change))
            continue
        sum_ = f"{actual.raw} − {budget.raw}"
        zh = f"{change.label}较上年增减 {change.raw}，恰为决算与预算之差（{sum_}），像是照抄"
        en = f"the change on the year, {change.raw}, is exactly actual less budget ({sum_})"
        rate = _rate_beside(facts, change)
        found = (actual, budget, change, *rate)
        yield Outcome(subject, "inconsistent", Message(zh, en), found, severity=severity)


def _told_twice(facts: Facts) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Yield each change on the year with the actual figure and a budget that is not zero."""
    for change in facts:
        if change.measure != "change" or not change.value or change.span.part != "narrative":
            continue
        actual, budget = before(facts, change, "actual"), near(facts, change, "initial_budget")
        if actual is not None and budget is not None and budget.value:
            yield change, actual, budget


def _is_the_same(change: Fact, actual: Fact, budget: Fact) -> bool:
    return EXACT.subtract(actual.number, budget.number) == change.number


def _rate_beside(facts: Facts, change: Fact) -> tuple[Fact, ...]:
    rates = facts.find(change.concept, measure="change_rate", scope=change.scope)
    return tuple(rate for rate in rates if rate.span.quote == change.span.quote)[:1]
