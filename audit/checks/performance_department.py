"""部门整体支出绩效自评表 / the department's form: budget, weights, scores, unmet targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from audit.checks.scored import is_blank, present, says_nothing, target_words, tidy, two_places
from audit.compare import Quantity, add, agree, constant, of, passed, show, skip
from audit.facts import Facts, Form, Indicator
from audit.model import Fact, Message, Outcome, Severity, Span
from audit.registry import check
from audit.scoring import judge

_TOTALS = (Decimal(100), Decimal(90))
_EXECUTION = re.compile(r"预算执行|执行率|支出进度|预算完成率")
_FAR = 2  # times: what additions during a year seldom reach
_CLAIM_GAP = 20  # percentage points between a claimed completion and the computed one
_YUAN_IN_WAN = 10_000


@check(
    "PRF-01",
    zh="部门整体预算总额不等于财政拨款加其他资金",
    en="department-budget-differs-from-parts",
    severity="error",
    basis="资金总额＝财政拨款＋其他资金（算术必然）",
    area="performance",
    identity=True,
)
def department_budget_adds_up(facts: Facts) -> Iterator[Outcome]:
    """The department's budget is fiscal appropriation plus other funds.

    What: the total of the form's funding against its parts.
    Why: the form knows no other source.
    Basis: arithmetic.
    Formula: 资金总额 = 财政拨款 + 其他资金.
    Tolerance: decimal interval of every printed figure.
    Example: 10,273.76 + 0.00 = 10,273.76.
    Limits: needs the total and at least one part, and no source that is not known.
    """
    form = facts.department
    if form is None:
        return
    total = form.total.initial if form.total is not None else None
    parts = [row.initial for row in form.funding if row.kind != "total" and row.initial]
    strange = any(row.kind == "unknown" for row in form.funding)
    subject = "部门整体支出预算"
    if total is None or not parts or strange:
        yield skip(subject, "没有读到总额或分项", "no total or no parts", present(total))
    else:
        yield agree(subject, stated=of(total), computed=add(parts))


def _budget(form: Form) -> Fact | None:
    """Return the department's budget, the adjusted one where the form has it."""
    row = form.total
    return (row.adjusted or row.initial) if row is not None else None


@check(
    "PRF-02",
    zh="部门整体支出预算与决算相差悬殊",
    en="department-budget-far-from-final-account",
    severity="error",
    basis="预算法第七十五条：决算按预算数、调整预算数、决算数分别列出，应当真实、准确",
    area="performance",
)
def department_budget_fits_account(facts: Facts) -> Iterator[Outcome]:
    """The department's budget and its final account are of one size, or the gap is told.

    What: 本年支出合计 ÷ 整体支出预算 lies within the thresholds; outside is a hint, beyond half or
    twice more.
    Why: one of the two figures is not the budget that was executed.
    Basis: budget law art. 75; logic.
    Formula: `department_budget_low` ≤ 本年支出合计 ÷ 整体支出预算 ≤ `department_budget_high`.
    Tolerance: the edition's thresholds (0.8 to 1.25), of the printed figures; beyond half or twice
    a warning, with a claim more than 20 points off an error.
    Example: 674.37 ÷ 10,273.76 = 6.56 %, claimed 完成预算100%.
    Limits: a form without a unit is read in 万元 and in 元; a completion of an adjusted
    budget (调整, 全年) is no contradiction; money added during the year is common, so a
    moderate difference only hints.
    """
    form = facts.department
    budget = _budget(form) if form is not None else None
    account = facts.first("expenditure_current_year", scope="all_funds")
    subject = "部门整体支出预算与本年支出"
    if budget is None or account is None or budget.number <= 0:
        if form is not None:
            zh, en = "没有读到整体预算或本年支出", "no budget or no expenditure was read"
            yield skip(subject, zh, en, present(budget, account))
        return
    yield _size(facts, subject, budget, account)


def _size(facts: Facts, subject: str, budget: Fact, account: Fact) -> Outcome:
    ratio = Fraction(account.number) / Fraction(budget.number)
    told = f"{show(of(account))} ÷ {show(of(budget))} = {two_places(ratio * 100)}%"
    limits = facts.edition.thresholds
    low, high = (
        Fraction(limits["department_budget_low"]),
        Fraction(limits["department_budget_high"]),
    )
    scales = (1, _YUAN_IN_WAN) if budget.confidence == "low" else (1,)
    if any(low <= ratio * scale <= high for scale in scales):
        zh, en = f"{subject}：{told}，规模相当", f"{subject}: of one size"
        return passed(subject, zh, en, (budget, account))
    claim = facts.first(
        "expenditure_current_year", scope="general_public_budget", measure="completion_rate"
    )
    gap = of(budget) - of(account)
    stated = Fraction(claim.number) if claim is not None else ratio * 100
    adjusted = claim is not None and claim.dim("basis") in ("调整", "调整后", "全年")
    severity: Severity = "error" if abs(stated - ratio * 100) > _CLAIM_GAP else "warning"
    if Fraction(1, _FAR) < ratio < _FAR:
        severity = "info"
    words = f"，文中却写完成预算 {claim.raw}" if claim is not None else ""
    return Outcome(
        subject,
        "inconsistent",
        Message(
            f"{subject}：{told}{words}；差额 {show(gap)} 未见说明",
            f"{subject}: {two_places(ratio * 100)}% of the budget; the gap is not explained",
        ),
        present(budget, account, claim),
        expected=budget.value,
        actual=account.value,
        residual=tidy(gap.number / _YUAN_IN_WAN),
        uom="万元",
        formula=f"{told}；{gap.expression} = {show(gap)}",
        severity="warning" if adjusted and severity == "error" else severity,
    )


@check(
    "PRF-03",
    zh="部门整体指标权重合计不等于100或90",
    en="department-weights-do-not-add-up",
    severity="error",
    basis="绩效指标权重合计为100（另列预算执行率10分的为90）（自评表表样）",
    area="performance",
    identity=True,
)
def department_weights(facts: Facts) -> Iterator[Outcome]:
    """The department's weights add up to 100, or to 90 beside 10 for execution.

    What: Σ indicator weights (+ execution weight) = 100, or 90 where no execution is scored.
    Why: a sum of scores out of another total is no percentage.
    Basis: the official form.
    Formula: Σ指标权重 + 预算执行率权重 = 100 (or 90).
    Tolerance: exact, points.
    Example: 10 + 90 = 100: execution and 30 indicators.
    Limits: only where every row was read and has a weight of its own.
    """
    form = facts.department
    if form is None:
        return
    weights = [one.weight for one in form.indicators]
    parts = [weight for weight in weights if weight is not None]
    execution = form.total.weight if form.total is not None else None
    subject = "部门整体指标权重合计"
    if not parts or len(parts) < len(weights) or not form.complete:
        zh, en = "权重没有读全", "not every weight was read"
        yield skip(subject, zh, en, tuple(parts))
        return
    computed = add([*present(execution), *parts])
    yield agree(subject, stated=constant(_nearest(computed), "分"), computed=computed)


def _nearest(computed: Quantity | None) -> Decimal:
    number = computed.number if computed is not None else Fraction(0)
    return Decimal(90) if number == _TOTALS[1] else _TOTALS[0]


@check(
    "PRF-04",
    zh="部门整体自评没有预算执行率一项",
    en="department-form-without-execution-rate",
    severity="info",
    basis="自评总分通常含预算执行率10分（文号未核）",
    area="performance",
    verified=False,
)
def department_execution(facts: Facts) -> Iterator[Outcome]:
    """The department's form scores the execution of its budget.

    What: a weighted execution row, or an indicator named 预算执行 or 执行率.
    Why: results without what they cost cannot be judged.
    Basis: ten points for execution are usual (text not read).
    Formula: the department's form ⇒ a weight or an indicator of 预算执行率.
    Tolerance: none: there or not.
    Example: 30 indicators with 100 points, none of them execution.
    Limits: a hint; provinces have their own forms.
    """
    form = facts.department
    if form is None or not form.indicators:
        return
    subject = "部门整体自评的预算执行率"
    named = [one.name for one in form.indicators if _EXECUTION.search(one.level2 + one.name.raw)]
    weight = form.total.weight if form.total is not None else None
    found = present(weight, *named)
    if found:
        yield passed(subject, f"{subject}：已列", f"{subject}: there", found)
    else:
        zh = f"{subject}：{len(form.indicators)} 项指标中没有这一项"
        en = f"{subject}: none of {len(form.indicators)} indicators"
        formula = f"{len(form.indicators)} 项中 0 项"
        yield Outcome(subject, "missing", Message(zh, en), quotes=(form.title,), formula=formula)


@check(
    "PRF-05",
    zh="部门整体自评没有得分、总分或结论",
    en="department-form-without-scores",
    severity="warning",
    basis="自评表列有完成值的，应有得分、合计和评价结论（自评表表样）",
    area="performance",
)
def department_scores(facts: Facts) -> Iterator[Outcome]:
    """A department's form with results also has scores, their total or a conclusion.

    What: results are filled → at least one score, a total or a conclusion is there.
    Why: a self-evaluation without a result evaluates nothing.
    Basis: columns of the official form.
    Formula: 完成值 ⇒ 得分, 合计 or 评价结论.
    Tolerance: none: there or not.
    Example: 30 results, no score column, no 合计, no 评价结论.
    Limits: a form without any result is not filled in at all; that is not checked here.
    """
    form = facts.department
    if form is None:
        return
    results = [one.actual for one in form.indicators if one.actual is not None]
    scores = [one.score for one in form.indicators if one.score is not None]
    subject = "部门整体自评的得分与结论"
    if not results:
        yield skip(subject, "没有填列完成值", "no results are filled in")
        return
    ends = present(*scores, form.total_score, form.text("conclusion"))
    if ends:
        yield passed(subject, f"{subject}：已填列", f"{subject}: there", ends)
        return
    told = f"{len(results)} 项指标有完成值，没有得分、合计和评价结论"
    en = f"{subject}: {len(results)} results, no score, no total, no conclusion"
    zh = f"{subject}：{told}"
    quotes = (form.title, *_heading_row(facts, form))
    message = Message(zh, en)
    yield Outcome(subject, "missing", message, tuple(results), quotes=quotes, formula=told)


def _heading_row(facts: Facts, form: Form) -> tuple[Span, ...]:
    """Return the heading above the first indicator: the columns that the form does print."""
    first = form.indicators[0].name.span.start
    for table in facts.document.tables:
        if table.start <= first < table.end:
            rows = [row for row in table.rows if row and row[0].start < first]
            above = [row for row in rows if any("三级指标" in cell.text for cell in row)]
            return tuple(facts.place(r[0].start, r[-1].end, form.title.section) for r in above[-1:])
    return ()


@check(
    "PRF-06",
    zh="部门整体指标未完成而无说明",
    en="department-target-missed-unexplained",
    severity="warning",
    basis="未完成的指标应说明原因（自评表“未完成原因分析”栏）",
    area="performance",
)
def department_targets(facts: Facts) -> Iterator[Outcome]:
    """A department's missed target is explained somewhere in its form.

    What: result against target by its operator; a miss needs a reason. All misses without
    one are a single lead.
    Why: the form is there to explain them.
    Basis: column 未完成原因分析 of the official form.
    Formula: 完成值 short of 目标值 ⇒ 未完成原因.
    Tolerance: decimal interval of the result; met or not left open is no miss.
    Example: ≥ 98 %, done 90 %; = 6840, paid 7140; no reason column at all.
    Limits: results that are no number in the target's unit are not judged; a form that
    tells of problems in prose is not checkable.
    """
    form = facts.department
    if form is None:
        return
    scoring = facts.edition.scoring
    judged = [(one, found) for one in form.indicators if (found := judge(one, scoring)) is not None]
    missed = [one for one, found in judged if found.met is False and is_blank(one.reason)]
    met = [one for one, found in judged if found.met]
    subject = "部门整体未完成指标的说明"
    if met:
        cells = tuple(fact for one in met for fact in present(one.target, one.actual))
        zh, en = f"{len(met)} 项指标达到目标", f"{len(met)} targets were met"
        yield passed("部门整体指标完成情况", zh, en, cells)
    problems = form.text("problems")
    if missed and problems is not None and not says_nothing(problems):
        zh, en = "存在问题一栏另有说明", "the form tells of problems in prose"
        yield skip(subject, zh, en, (problems,))
    elif missed:
        yield _missed(form, subject, missed)


def _missed(form: Form, subject: str, missed: list[Indicator]) -> Outcome:
    told = "；".join(_miss(one) for one in missed)
    weights = [one.weight for one in missed if one.weight is not None]
    points = (
        f"，涉及权重 {tidy(sum((w.number for w in weights), Decimal(0)))} 分" if weights else ""
    )
    lacking = "" if "reason" in form.has else "（表内没有原因一栏）"
    return Outcome(
        subject,
        "missing",
        Message(
            f"{len(missed)} 项指标未完成而没有说明{lacking}：{told}{points}",
            f"{len(missed)} targets were missed and no reason is given",
        ),
        tuple(f for one in missed for f in present(one.target, one.actual, one.weight)),
        formula=told,
    )


def _miss(one: Indicator) -> str:
    target, actual = one.target, one.actual
    told = f"{one.name.raw}：目标 {target_words(one)}，完成 {actual.raw if actual else ''}"
    if target is None or actual is None or actual.value is None or not target.number:
        return told
    off = (Fraction(actual.number) / Fraction(target.number) - 1) * 100
    return f"{told}（{'+' if off > 0 else '−'}{two_places(abs(off))}%）"
