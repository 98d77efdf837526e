"""预算执行的说明 / explanations: low execution, adjusted budgets, budgets fitted to payments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from audit.checks.scored import is_blank, present, tells_unpaid, tidy, two_places
from audit.compare import constant, of, passed, percent, show, skip
from audit.facts import Facts, Form, FundingRow
from audit.model import Fact, Message, Outcome
from audit.registry import check
from audit.scoring import rate_of

_ADJUSTED = re.compile(r"追加|调整|调增|调减|收回|核减|核增|压减|压缩|增加预算|减少预算|新增|统筹")
_PROSE = ("problems", "conclusion", "achievement", "overview")


@check(
    "PRJ-05",
    zh="执行率低于90%未说明原因",
    en="low-execution-unexplained",
    severity="warning",
    basis="预算执行率未达到90%的需说明原因（四川省自评表填表说明）",
    area="performance",
)
def low_execution_explained(facts: Facts) -> Iterator[Outcome]:
    """An execution rate below 90 % has its reason beside it.

    What: executed ÷ adjusted budget < 90 % → the reason column of 预算执行情况 is filled.
    Why: the form asks for it in so many words.
    Basis: the hint printed in the Sichuan form.
    Formula: 预算执行数 ÷ 调整后预算数 < `execution_rate_needs_reason` (90 %) ⇒ 原因.
    Tolerance: low only where the whole interval of the quotient is.
    Example: 3.27 ÷ 4.41 = 74.15% with a reason; the same without one is a lead.
    Limits: forms without that column are not checked.
    """
    bound = Fraction(facts.edition.thresholds["execution_rate_needs_reason"]) / 100
    for form in facts.projects:
        total = form.total
        rate = rate_of(total) if total else None
        if total is None or rate is None:
            continue
        subject = f"{form.label}·低执行率的原因"
        rows = present(total.adjusted, total.executed, total.rate, total.reason)
        if rate.hi >= bound:
            yield passed(subject, f"{subject}：执行率不低于 90%", f"{subject}: not low", rows)
        elif not is_blank(total.reason):
            yield passed(subject, f"{subject}：已说明", f"{subject}: the reason is given", rows)
        elif "funding_reason" not in form.has:
            yield skip(subject, "表内没有原因一栏", "the form has no such column", rows)
        else:
            told = _rate_words(total)
            zh, en = f"{subject}：{told}，原因一栏为空", f"{subject}: {told}, no reason"
            yield Outcome(subject, "missing", Message(zh, en), rows, uom="%", formula=told)


def _rate_words(row: FundingRow) -> str:
    if row.executed is None or row.adjusted is None:
        return ""
    rate = percent(of(row.executed), of(row.adjusted))
    return f"{rate.expression} = {show(rate)}" if rate else ""


@check(
    "PRJ-06",
    zh="预算调整未说明理由",
    en="budget-adjustment-unexplained",
    severity="warning",
    basis="年中发生预算调整的（追加或调减），应单独说明理由（四川省自评表填表说明）",
    area="performance",
)
def adjustment_explained(facts: Facts) -> Iterator[Outcome]:
    """A budget changed during the year is explained.

    What: 年初 ≠ 调整后 → an amount in the form's prose equals the change, or a word of
    adjustment (追加, 调减, 收回 …) stands in it.
    Why: the form asks for it in so many words.
    Basis: the hint printed in the Sichuan form.
    Formula: 年初预算数 ≠ 调整后预算数 ⇒ the form's prose tells of it.
    Tolerance: decimal interval of both; a change up to `adjustment_share` (30 %) is a hint.
    Example: 10.59 − 26.84 = −16.25 with a reason that tells only of 0.98 unpaid.
    Limits: a change up to the edition's share (30 %) is a hint; the quality of a reason is
    left to the reader; forms without a reason column are not checked.
    """
    for form in facts.projects:
        total = form.total
        if total is None or total.initial is None or total.adjusted is None:
            continue
        if total.initial.interval.meet(total.adjusted.interval) is not None:
            continue
        yield _adjustment(facts, form, total, total.initial, total.adjusted)


def _adjustment(
    facts: Facts, form: Form, row: FundingRow, initial: Fact, adjusted: Fact
) -> Outcome:
    subject = f"{form.label}·预算调整"
    change = of(adjusted) - of(initial)
    size = Fraction(abs(change.number))
    told = f"{change.expression} = {show(change)}"
    rate = size / Fraction(initial.number) * 100 if initial.number else None
    percents = f"（{two_places(rate)}%）" if rate is not None else ""
    rows = present(initial, adjusted, row.reason)
    prose = (form.text(key) for key in _PROSE)
    texts = [fact.raw for fact in present(row.reason, *prose)]
    amounts = [fact for fact in form.details if fact.concept == "form_text_amount"]
    told_amount = any(
        abs(Fraction(fact.number) - size) <= change.interval.radius for fact in amounts
    )
    if told_amount or any(_ADJUSTED.search(text) for text in texts):
        zh, en = f"{subject}：{told}，表内有说明", f"{subject}: {told}, explained"
        return passed(subject, zh, en, rows)
    if "funding_reason" not in form.has:
        return skip(subject, "表内没有原因一栏", "the form has no reason column", rows)
    small = rate is not None and rate <= Fraction(facts.edition.thresholds["adjustment_share"])
    zh = f"{subject}：{told}{percents}，原因一栏没有说明这一调整"
    en = f"{subject}: {told}, and the reason column does not explain it"
    return Outcome(
        subject,
        "missing",
        Message(zh, en),
        rows,
        expected=initial.value,
        actual=adjusted.value,
        residual=tidy(change.number / constant(1, initial.uom).number),
        uom=initial.uom,
        formula=f"{told}{percents}",
        severity="info" if small else "warning",
    )


@check(
    "PRJ-07",
    zh="调整后预算恰等于执行数而承认未付清",
    en="budget-fitted-to-execution",
    severity="warning",
    basis="预算调整后与执行数相等、执行率100%，同时写明资金未拨付到位（逻辑）",
    area="performance",
)
def budget_fitted(facts: Facts) -> Iterator[Outcome]:
    """A budget made equal to what was paid does not hide unpaid bills.

    What: a budget lowered to the amount executed, beside words of money not paid.
    Why: full marks for execution, and arrears at the same time.
    Basis: logic; the practice of auditors.
    Formula: 调整后预算数 = 预算执行数 < 年初预算数, and the form tells of money not paid.
    Tolerance: exact, equal amounts.
    Example: 23.00 lowered to 4.47 = 4.47 executed, with network bills unpaid.
    Limits: only where the form itself tells of the arrears.
    """
    for form in facts.projects:
        row = form.total
        if row is None or row.initial is None or row.adjusted is None or row.executed is None:
            continue
        subject = f"{form.label}·调整后预算与执行数"
        rows = present(row.initial, row.adjusted, row.executed)
        fitted = row.adjusted.number == row.executed.number
        if not fitted or row.adjusted.number == row.initial.number:
            zh, en = "没有调整到执行数", "not adjusted to what was executed"
            yield passed(subject, f"{subject}：{zh}", f"{subject}: {en}", rows)
            continue
        unpaid = _unpaid(form)
        if not unpaid:
            yield passed(subject, f"{subject}：未见欠付", f"{subject}: nothing unpaid", rows)
            continue
        rate = percent(of(row.executed), of(row.initial))
        told = f"{rate.expression} = {show(rate)}" if rate else ""
        moved = "调减" if row.adjusted.number < row.initial.number else "调增"
        zh = (
            f"{subject}：年初 {row.initial.raw} {moved}为 {row.adjusted.raw}，与执行数相等，"
            f"表内却写明资金未付清；按年初预算：{told}"
        )
        en = f"{subject}: made equal to what was paid, with bills unpaid; of the initial: {told}"
        yield Outcome(
            subject,
            "inconsistent",
            Message(zh, en),
            (*rows, *unpaid),
            expected=row.initial.value,
            actual=row.adjusted.value,
            residual=tidy(row.adjusted.value - row.initial.value)
            if row.adjusted.value is not None and row.initial.value is not None
            else None,
            uom=row.initial.uom,
            formula=told,
        )


def _unpaid(form: Form) -> tuple[Fact, ...]:
    """Return the cells that tell of money not paid."""
    row = form.total
    cells = [row.reason if row else None, form.text("problems"), form.text("conclusion")]
    cells += [one.reason for one in form.indicators]
    return tuple(cell for cell in present(*cells) if tells_unpaid(cell))
