"""预算执行情况 / the money of a project: sums of its sources, rates, scores."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from audit.checks.score_rules import execution_rule
from audit.checks.scored import present, tidy, two_places
from audit.compare import add, agree, of, passed, percent, skip
from audit.facts import Facts, Form, FundingRow
from audit.model import Fact, Message, Outcome, Severity, Status
from audit.registry import check
from audit.scoring import Share, execution_share, rate_of, tolerance

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

    What: the total row against the sources, in each column (年初, 调整后, 执行).
    Why: the form knows no other source.
    Basis: arithmetic; the official form.
    Formula: 总额 = 财政资金 + 财政专户管理资金 + 单位资金 + 其他资金.
    Tolerance: decimal interval of every printed figure.
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

    What: 执行率 = 预算执行数 ÷ 调整后预算数, for the total and for each source, in the forms of
    projects and in a department's that has one.
    Why: the rate is scored.
    Basis: the hint printed in the official form.
    Formula: 预算执行率 = 预算执行数 ÷ 调整后预算数 × 100%.
    Tolerance: interval of the quotient against that of the printed rate; one that was cut off is a
    hint.
    Example: 9.61 ÷ 10.59 = 90.75%; 3.27 ÷ 4.41 = 74.15%, anything from 73.95 to 74.35 % agrees.
    Limits: a source without any money has 0, or no rate; 100 % of it is not judged; a rate
    that fits 年初预算 is a warning.
    """
    for form in facts.forms:
        for row in form.funding:
            rate, adjusted, executed = row.rate, row.adjusted, row.executed
            if rate is None or adjusted is None or executed is None:
                continue
            yield _rate(form, row, rate, adjusted, executed)


def _rate_of_nothing(subject: str, rate: Fact, cells: tuple[Fact, ...]) -> Outcome:
    zh, en = "没有预算也没有支出", "no budget and no expenditure"
    if rate.number == 100:
        return skip(subject, zh, en, cells)
    if not rate.number:
        return passed(subject, f"{subject}：{zh}", f"{subject}: {en}", cells)
    zh = f"{subject}：预算数和执行数都是 0，执行率却为 {rate.raw}"
    en = f"{subject}: neither budget nor expenditure, yet a rate"
    formula, none = f"0 ÷ 0 没有意义，印列 {rate.raw}", Decimal(0)
    return Outcome(
        subject,
        "inconsistent",
        Message(zh, en),
        cells,
        none,
        rate.value,
        rate.value,
        none,
        "%",
        formula,
    )


def _rate(form: Form, row: FundingRow, rate: Fact, adjusted: Fact, executed: Fact) -> Outcome:
    subject = f"{form.label}·{row.label}·预算执行率"
    if rate.uom != "%":
        return skip(subject, "执行率没有百分号", "the rate has no per cent sign", (rate,))
    if not adjusted.number and not executed.number:
        return _rate_of_nothing(subject, rate, (adjusted, executed, rate))
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
    """The score for execution is the share of its weight that the rate deserves.

    What: score = executed ÷ adjusted budget × weight, or the share of the edition's bracket
    that the rate lies in, within half a step of the scores; in every form that scores it.
    Why: other scores for like rates show that no rule was kept.
    Basis: the linear rule of public tools, not read in a norm; a province's own rule may differ.
    Formula: 得分 = 预算执行数 ÷ 调整后预算数 × 权重, at most 权重; or 档次比例 × 权重.
    Tolerance: interval of the rate, and half a step of the scores: ±`score_tolerance_integer` (0.5)
    where all are whole, half of it for half points, else ±`score_tolerance_decimal` (0.05).
    Example: 50.00% × 10 = 5.00, scored 7; 74.03 % got 7 too.
    Limits: a warning at most, an error only where the edition says that its rule was read
    (execution_configured); a lower score is a hint, since step rules give less, and a warning
    where the rule was read.
    """
    for form in facts.forms:
        total = form.total
        if total is None or total.score is None or total.weight is None:
            continue
        share = execution_share(total, facts.edition.scoring)
        if share is None:
            zh, en = "没有调整后预算数或执行数", "no adjusted budget or executed amount"
            yield skip(f"{form.label}·预算执行得分", zh, en, (total.score,))
        else:
            yield _execution(facts, form, total, total.score, total.weight, share)


def _execution(
    facts: Facts, form: Form, row: FundingRow, score: Fact, weight: Fact, share: Share
) -> Outcome:
    subject, full = f"{form.label}·预算执行得分", Fraction(weight.number)
    stated, allowed = Fraction(score.number), tolerance(form, facts.edition)
    status: Status = "exact" if stated == share.point * full else "rounding"
    if not share.lo * full - allowed <= stated <= share.hi * full + allowed:
        status = "inconsistent"
    told = f"{_due(facts, row, share, full)}，得分 {tidy(stated)}"
    rival = _rival(facts, form, row) if status == "inconsistent" else None
    beside = present(rival.rate, rival.score) if rival else ()
    zh = f"{subject}：{told}" + (
        f"；执行率更高的 {beside[0].raw} 也只得 {beside[-1].raw}" if rival else ""
    )
    en = f"{subject}: the rate gives {two_places(share.point * full)}, the form {tidy(stated)}"
    return Outcome(
        subject,
        status,
        Message(zh, en),
        (*present(row.adjusted, row.executed, row.rate, weight, score), *beside),
        expected=two_places(share.point * full),
        actual=tidy(stated),
        residual=tidy(stated - share.point * full),
        allowance=tidy(allowed),
        uom="分",
        formula=told,
        severity=_gravity(facts, above=stated > share.point * full),
        relation=execution_rule(
            row, share, allowed, linear=facts.edition.scoring.execution == "linear"
        ),
    )


def _due(facts: Facts, row: FundingRow, share: Share, full: Fraction) -> str:
    """Return the sum that gives the score: 9.61 ÷ 10.59 × 10 = 9.07, or the bracket's share."""
    executed, adjusted = (fact.raw if fact else "" for fact in (row.executed, row.adjusted))
    due = two_places(share.point * full)
    if facts.edition.scoring.execution == "linear":
        return f"{executed} ÷ {adjusted} × {tidy(full)} = {due}"
    rate = rate_of(row)
    percents = two_places(rate.point * 100) if rate else ""
    share_told = f"{tidy(full)} × {tidy(share.point)} = {due}"
    return f"{executed} ÷ {adjusted} = {percents}%，按分档 {share_told}"


def _gravity(facts: Facts, *, above: bool) -> Severity:
    """Return how grave a score off the rule is: less so below it, and where no rule was read."""
    if facts.edition.scoring.execution_configured:
        return "error" if above else "warning"
    return "warning" if above else "info"


def _rival(facts: Facts, form: Form, row: FundingRow) -> FundingRow | None:
    """Return the funds of another project with a higher rate and no higher score."""
    mine = rate_of(row)
    for other in facts.projects:
        total = other.total
        theirs = rate_of(total) if total else None
        if other is form or total is None or mine is None or theirs is None:
            continue
        if total.rate is None or total.score is None or row.score is None:
            continue
        if theirs.lo > mine.hi and total.score.number <= row.score.number:
            return total
    return None
