"""完成预算率 / completion rates: against the budget beside them, its name, and of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.shares import before, explained, is_nil, near, rate_of_nothing
from audit.compare import Quantity, agree, of, passed, percent, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Severity
from audit.registry import check


@check(
    "FIS-16",
    zh="完成率与预算数不符或无从复核",
    en="completion-rate-without-budget",
    severity="warning",
    basis="《预算法》第七十五条：预算数、调整预算数、决算数应当分别列出",
    area="expenditure",
)
def completion_rates(facts: Facts) -> Iterator[Outcome]:
    """A completion rate follows from the budget printed beside it, and one is printed.

    What: the rate is redone; without a printed budget all rates are one lead: nobody can redo them.
    Why: 完成预算100% under every item is often a template left as it was.
    Basis: 预算法 art. 75.
    Formula: 完成预算率 = 决算数 ÷ 预算数 × 100%.
    Tolerance: interval of the quotient; a whole budget is taken as exact.
    Example: ten items at 完成预算100% and no budget figure in the text.
    Limits: the budget may stand in a table that could not be read.
    """
    alone = []
    for rate in _completion_rates(facts):
        actual = before(facts, rate, "actual")
        subject = f"{rate.label}完成预算率"
        if actual is None:
            yield skip(subject, "没有读到决算数", "the actual figure was not read", (rate,))
        elif (budgets := _budgets_of(facts, rate)) and is_nil(actual, *budgets):
            yield rate_of_nothing(subject, rate, (actual, rate, *budgets))
        elif budgets:
            yield _completion(subject, rate, actual, budgets)
        elif not actual.value and not rate.value:
            zh, en = "支出为零，完成率为零", "nothing spent, nothing completed"
            yield passed(subject, zh, en, (actual, rate))
        elif not rate.value:
            zh = f"{rate.label}支出 {actual.raw}，完成预算率却印为 {rate.raw}"
            en = f"{actual.raw} was spent, yet nothing of the budget is said to be completed"
            found, message = (actual, rate), Message(zh, en)
            yield Outcome(subject, "inconsistent", message, found, severity="warning")
        else:
            alone.append(rate)
    if alone:
        yield _without_budget(tuple(alone), facts.is_passage)


def _budgets_of(facts: Facts, rate: Fact) -> list[Fact]:
    """Return the budgets a rate may measure against: the one it names, else any printed."""
    initial, adjusted = near(facts, rate, "initial_budget"), near(facts, rate, "adjusted_budget")
    if rate.dim("basis") == "年初":
        return [initial] if initial else []
    return [budget for budget in (adjusted, initial) if budget is not None]


def _completion(subject: str, rate: Fact, actual: Fact, budgets: list[Fact]) -> Outcome:
    """Return the rate against the budget that it fits best: which one it means is unsaid."""
    found = [_against_budget(subject, rate, of(actual), of(budget)) for budget in budgets]
    return next((outcome for outcome in found if outcome.status != "inconsistent"), found[0])


def _against_budget(subject: str, rate: Fact, actual: Quantity, budget: Quantity) -> Outcome:
    """Return the rate against one budget; the complement of a rate is said to be one."""
    stated = of(rate)
    outcome = agree(subject, stated=stated, computed=percent(actual, budget), severity="error")
    return explained(outcome, stated, percent(budget - actual, budget), _THE_REST)


_THE_REST = (
    "所印恰为未完成的部分，与完成率互补，像是把减少率写成完成率",
    "what is printed is the rest of the budget, the complement of the completion rate",
)


def _without_budget(rates: tuple[Fact, ...], passage: bool) -> Outcome:
    first = f"{rates[0].label}{rates[0].raw}"
    zh = f"{len(rates)} 处写有完成预算率（如“{first}”），"
    zh += "全文未列年初预算数或调整预算数，无从复核"
    en = f"{len(rates)} completion rates, but no budget figure is printed anywhere"
    severity: Severity = "info" if passage else "warning"  # it may stand in another passage
    return Outcome("完成预算率", "missing", Message(zh, en), rates, severity=severity)


@check(
    "FIS-17",
    zh="完成预算未说明是年初预算还是调整预算",
    en="completion-rate-base-unnamed",
    severity="info",
    basis="《预算法》第七十五条；调整预算数＝年初预算数＋调增－调减",
    area="expenditure",
)
def completion_base_is_named(facts: Facts) -> Iterator[Outcome]:
    """A completion rate says which budget it measures against.

    What: 完成预算 alone, with neither 年初 nor 调整/全年.
    Why: against the initial budget the same spending may be far from 100 %.
    Basis: 预算法 art. 75.
    Formula: 完成预算率 ⇒ 年初, 调整 or 全年 is said.
    Tolerance: none: words.
    Example: 完成预算100%.
    Limits: the statutory wording of some provinces leaves it out; a hint only.
    """
    rates = _completion_rates(facts)
    unnamed = tuple(rate for rate in rates if not rate.dim("basis"))
    subject = "完成预算的口径"
    if unnamed:
        zh = f"{len(unnamed)} 处“完成预算”未说明是年初预算还是调整预算"
        en = f"{len(unnamed)} rates do not name their budget"
        yield Outcome(subject, "missing", Message(zh, en), unnamed)
    elif rates:
        yield passed(subject, "均已说明口径", "every rate names its budget", rates)
    else:
        yield skip(subject, "没有完成预算率", "no completion rate was read")


@check(
    "FIS-18",
    zh="零支出却写完成预算百分比",
    en="completion-rate-of-nothing",
    severity="info",
    basis="零除以零没有意义（算术必然）",
    area="three_public",
)
def completion_of_nothing(facts: Facts) -> Iterator[Outcome]:
    """A completion rate is not printed where nothing was spent and no budget is known.

    What: 支出0万元，完成预算100% without a budget figure; or money spent of a budget of 0.
    Why: 0 ÷ 0 is undefined.
    Basis: arithmetic.
    Formula: 支出 = 0 without a budget, or 预算 = 0 and 支出 > 0 ⇒ no 完成预算率.
    Tolerance: none: zero or not.
    Example: 因公出国（境）经费支出0万元，完成预算100%.
    Limits: with a printed budget the rate is checked by FIS-16 instead.
    """
    for rate in _completion_rates(facts):
        actual, budget = before(facts, rate, "actual"), _budgets_of(facts, rate)
        if actual is not None and actual.value and budget and not any(b.value for b in budget):
            yield _of_no_budget(rate, actual, budget[0])
        if actual is None or actual.value or budget or not rate.value:
            continue
        zh = f"{rate.label}支出 0，而写完成预算 {rate.raw}：零除以零没有意义"
        en = f"{rate.label}: spent 0, yet {rate.raw} of the budget is claimed"
        yield Outcome(f"{rate.label}完成率", "inconsistent", Message(zh, en), (actual, rate))


def _of_no_budget(rate: Fact, actual: Fact, budget: Fact) -> Outcome:
    zh = f"{rate.label}预算 {budget.raw}，支出 {actual.raw}，完成率 {rate.raw} 没有意义"
    en = f"{rate.label}: {actual.raw} spent of no budget, so that {rate.raw} means nothing"
    found = (budget, actual, rate)
    return Outcome(
        f"{rate.label}完成率", "inconsistent", Message(zh, en), found, severity="warning"
    )


def _completion_rates(facts: Facts) -> tuple[Fact, ...]:
    return tuple(f for f in facts if f.measure == "completion_rate" and f.span.part == "narrative")
