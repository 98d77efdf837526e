"""预算执行情况 / the money of a project: sums, rates, scores, adjustments and their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from audit.checks.scored import is_blank, present, tells_unpaid, tidy, two_places
from audit.compare import add, agree, constant, of, passed, percent, show, skip
from audit.facts import Facts, Form, FundingRow
from audit.model import Fact, Message, Outcome, Severity, Status
from audit.registry import check
from audit.scoring import execution_share, tolerance

_ADJUSTED = re.compile(r"追加|调整|调增|调减|收回|核减|核增|压减|压缩|增加预算|减少预算|新增|统筹")
_PROSE = ("problems", "conclusion", "achievement", "overview")
_COLUMNS = (("initial", "年初预算"), ("adjusted", "调整后预算"), ("executed", "预算执行数"))


@check(
    "PRJ-02",
    zh="项目资金总额不等于各来源之和",
    en="project-funds-differ-from-sources",
    severity="error",
    basis="总额＝财政资金＋财政专户管理资金＋单位资金＋其他资金（算术必然）",
    area="performance",
    identity=True,
)
def funding_rows_add_up(facts: Facts) -> Iterator[Outcome]:
    """The total of a project's funds is the sum of its sources, column by column.

    What: 总额 = 财政资金 + 财政专户管理资金 + 单位资金 + 其他资金 (年初, 调整后, 执行).
    Why: the form knows no other source.
    Basis: arithmetic; the official form.
    Example: 26.84 + 0.00 + 0.00 = 26.84.
    Limits: a form with a source that is not known, with total only, or with one 其中 below
    its total is not checked.
    """
    for form in facts.projects:
        total, parts = form.total, [row for row in form.funding if row.kind != "total"]
        if total is None or not parts:
            yield skip(f"{form.label}·资金", "没有总额或分项", "no total or no sources")
            continue
        for column, name in _COLUMNS:
            whole = getattr(total, column)
            cells = [cell for row in parts if (cell := getattr(row, column)) is not None]
            if whole is None and not cells:
                continue
            yield _sum(f"{form.label}·{name}", whole, cells, parts, certain=form.complete)


def _sum(
    subject: str, whole: Fact | None, cells: list[Fact], rows: list[FundingRow], *, certain: bool
) -> Outcome:
    strange = any(row.kind == "unknown" for row in rows)
    if whole is None or not cells or strange or not certain:
        zh, en = "来源没有读全", "not every source was read"
        return skip(subject, zh, en, present(whole, *cells))
    found = agree(subject, stated=of(whole), computed=add(cells))
    if len(rows) == 1 and cells[0].number < whole.number:
        zh, en = "只列了一项来源", "only one of the sources is printed"
        return skip(subject, zh, en, found.facts)
    return found


@check(
    "PRJ-03",
    zh="预算执行率与预算数、执行数不符",
    en="execution-rate-differs",
    severity="error",
    basis="预算执行率＝预算执行数÷调整后预算数（自评表填表说明）",
    area="performance",
    identity=True,
)
def execution_rate(facts: Facts) -> Iterator[Outcome]:
    """The printed execution rate follows from the executed and the adjusted budget.

    What: 执行率 = 预算执行数 ÷ 调整后预算数, for the total and for each source.
    Why: the rate is scored.
    Basis: the hint printed in the official form.
    Example: 9.61 ÷ 10.59 = 90.75 %; 3.27 ÷ 4.41 lies in 73.95-74.35 %.
    Limits: a source without any money has no rate and is left out; a rate that fits
    年初预算 is a warning.
    """
    for form in facts.projects:
        for row in form.funding:
            rate, adjusted, executed = row.rate, row.adjusted, row.executed
            if rate is None or adjusted is None or executed is None:
                continue
            if rate.number or adjusted.number or executed.number:  # 0 of 0 asks for no rate
                yield _rate(form, row, rate, adjusted, executed)


def _rate(form: Form, row: FundingRow, rate: Fact, adjusted: Fact, executed: Fact) -> Outcome:
    subject = f"{form.label}·{row.label}·预算执行率"
    if rate.uom != "%":
        return skip(subject, "执行率没有百分号", "the rate has no per cent sign", (rate,))
    found = agree(subject, stated=of(rate), computed=percent(of(executed), of(adjusted)))
    if found.status != "inconsistent" or row.initial is None:
        return found
    other = agree(subject, stated=of(rate), computed=percent(of(executed), of(row.initial)))
    if other.status == "inconsistent":
        return found
    zh = f"{found.message.zh}；与按年初预算计算的 {other.expected}% 相符"
    en = f"{found.message.en}; it fits the initial budget instead"
    return Outcome(
        subject,
        found.status,
        Message(zh, en),
        found.facts,
        expected=found.expected,
        actual=found.actual,
        residual=found.residual,
        allowance=found.allowance,
        uom="%",
        formula=found.formula,
        severity="warning",
    )


@check(
    "PRJ-04",
    zh="预算执行得分与执行率不符",
    en="execution-score-differs-from-rate",
    severity="warning",
    basis="预算执行得分通行按执行率×权重计算（地方计分办法未核）",
    area="performance",
    verified=False,
)
def execution_score(facts: Facts) -> Iterator[Outcome]:
    """The score for execution is the rate times its weight.

    What: score = executed ÷ adjusted budget × weight, within half a step of the scores.
    Why: other scores for like rates show that no rule was kept.
    Basis: the linear rule of public tools; a province's own rule may differ, so a warning
    unless the edition says that the rule was read.
    Example: 50.00 % × 10 = 5.00, scored 7; 74.03 % got 7 too.
    Limits: a score below the linear one is a hint only, since step rules give less.
    """
    for form in facts.projects:
        total = form.total
        if total is None or total.score is None or total.weight is None:
            continue
        share = execution_share(total)
        if share is None:
            zh, en = "没有调整后预算数或执行数", "no adjusted budget or executed amount"
            yield skip(f"{form.label}·预算执行得分", zh, en, (total.score,))
        else:
            yield _execution(facts, form, total, total.score, total.weight, share)


def _execution(
    facts: Facts,
    form: Form,
    row: FundingRow,
    score: Fact,
    weight: Fact,
    share: tuple[Fraction, Fraction, Fraction],
) -> Outcome:
    subject, full = f"{form.label}·预算执行得分", Fraction(weight.number)
    stated, allowed = Fraction(score.number), tolerance(form, facts.edition)
    executed, adjusted, point = row.executed, row.adjusted, share[2]
    status: Status = "exact" if stated == point * full else "rounding"
    severity: Severity | None = None
    if not share[0] * full - allowed <= stated <= share[1] * full + allowed:
        status = "inconsistent"
        severity = None if stated > point * full else "info"
    told = (
        f"{executed.raw if executed else ''} ÷ {adjusted.raw if adjusted else ''} × "
        f"{tidy(weight.number)} = {two_places(point * full)}，得分 {tidy(stated)}"
    )
    rival = _rival(facts, form, row) if status == "inconsistent" else None
    beside = present(rival.rate, rival.score) if rival else ()
    zh = f"{subject}：{told}" + (
        f"；执行率更高的 {beside[0].raw} 也只得 {beside[-1].raw}" if rival else ""
    )
    en = f"{subject}: the rate gives {two_places(point * full)}, the form {tidy(stated)}"
    configured = facts.edition.scoring.execution_configured
    return Outcome(
        subject,
        status,
        Message(zh, en),
        (*present(row.adjusted, row.executed, row.rate, weight, score), *beside),
        expected=two_places(point * full),
        actual=tidy(stated),
        residual=tidy(stated - point * full),
        allowance=tidy(allowed),
        uom="分",
        formula=told,
        severity=severity or ("error" if configured else "warning"),
    )


def _rival(facts: Facts, form: Form, row: FundingRow) -> FundingRow | None:
    """Return the funds of another project with a higher rate and no higher score."""
    mine = execution_share(row)
    for other in facts.projects:
        total = other.total
        theirs = execution_share(total) if total else None
        if other is form or total is None or mine is None or theirs is None:
            continue
        if total.rate is None or total.score is None or row.score is None:
            continue
        if theirs[0] > mine[1] and total.score.number <= row.score.number:
            return total
    return None


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
    Example: 3.27 ÷ 4.41 with a reason; the same without one is a lead.
    Limits: forms without that column are not checked.
    """
    bound = Fraction(facts.edition.thresholds["execution_rate_needs_reason"]) / 100
    for form in facts.projects:
        total = form.total
        share = execution_share(total) if total else None
        if total is None or share is None:
            continue
        subject = f"{form.label}·低执行率的原因"
        rows = present(total.adjusted, total.executed, total.rate, total.reason)
        if share[1] >= bound:
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
    Example: 26.84 → 10.59 with a reason that tells only of 0.98 unpaid.
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
    size = abs(change.number)
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
        residual=tidy(change.number / Fraction(constant(1, initial.uom).number)),
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
    """A budget lowered to what was paid does not hide unpaid bills.

    What: 调整后 = 执行 ≠ 年初 while the form tells of money not paid.
    Why: full marks for execution, and arrears at the same time.
    Basis: logic; the practice of auditors.
    Example: 23.00 → 4.47 = 4.47 executed, with network bills unpaid.
    Limits: only where the form itself tells of the arrears.
    """
    for form in facts.projects:
        row = form.total
        if row is None or row.initial is None or row.adjusted is None or row.executed is None:
            continue
        subject = f"{form.label}·调整后预算与执行数"
        rows = present(row.initial, row.adjusted, row.executed)
        fitted = row.adjusted.number == row.executed.number
        if not fitted or row.adjusted.number >= row.initial.number:
            zh, en = "没有调减到执行数", "not lowered to what was executed"
            yield passed(subject, f"{subject}：{zh}", f"{subject}: {en}", rows)
            continue
        unpaid = _unpaid(form)
        if not unpaid:
            yield passed(subject, f"{subject}：未见欠付", f"{subject}: nothing unpaid", rows)
            continue
        rate = percent(of(row.executed), of(row.initial))
        told = f"{rate.expression} = {show(rate)}" if rate else ""
        zh = (
            f"{subject}：年初 {row.initial.raw} 调减为 {row.adjusted.raw}，与执行数相等，"
            f"表内却写明资金未付清；按年初预算：{told}"
        )
        en = f"{subject}: lowered to what was paid, with bills unpaid; of the initial: {told}"
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
