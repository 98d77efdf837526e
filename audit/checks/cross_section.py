"""跨节 / across sections: one fact told in several places, charts, reasons, contributions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks.pairing import cells_of
from audit.checks.shares import change_outcomes, grand_total
from audit.compare import Quantity, agree, of, passed, show, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check

_INSURANCE = re.compile(r"养老|医疗|失业|工伤|生育")


@check(
    "XSE-01",
    zh="图与文不一致",
    en="chart-differs-from-text",
    severity="error",
    basis="同一数在图和文字中应当一致（算术必然）",
    area="form",
    identity=True,
)
def chart_equals_text(facts: Facts) -> Iterator[Outcome]:
    """A chart's cached figure equals the same figure in the prose.

    What: each cached value against the prose, else the table; last year's bar against
    actual − change.
    Why: charts are made from another sheet and keep its figures.
    Basis: logic.
    Formula: 图中数 = 文字或报表所列; 图中上年数 = 本年数 − 增减额.
    Tolerance: equal where one figure is told twice; a derived one by its decimal interval.
    Example: 674.37 + 11,277.06 = 11,951.43, the bar of 2022.
    Limits: caches are binary floats and are read to the document's usual decimals; figures
    that no category names are listed as unread.
    """
    drawn = [fact for fact in facts if fact.span.part == "chart"]
    for fact in drawn:
        subject = f"图中{fact.label}{'' if fact.year == facts.year else f'（{fact.year}年）'}"
        told = _told(facts, fact) or _in_table(facts, fact)
        if told is None:
            zh, en = "文字和报表中没有对应的数", "neither prose nor table tells it"
            yield skip(subject, zh, en, (fact,))
        else:
            yield agree(subject, stated=of(fact), computed=told, strict=True)
    if not drawn:
        yield skip("图与文", "没有读到图的数据", "no chart data was read")


def _told(facts: Facts, drawn: Fact) -> Quantity | None:
    current = _in_prose(facts, drawn)
    if current is None or drawn.year == facts.year:
        return of(current) if current else None
    changes = facts.find(current.concept, measure="change", scope=current.scope, part="narrative")
    change = next((fact for fact in changes if fact.value is not None), None)
    is_prior = facts.year is not None and drawn.year == facts.year - 1
    return of(current) - of(change) if change and is_prior else None


def _in_table(facts: Facts, drawn: Fact) -> Quantity | None:
    """Return the cell that a chart draws where the prose does not tell the figure."""
    if drawn.year != facts.year or drawn.kind != "amount":
        return None
    return next((of(cell) for _, cell in cells_of(facts, drawn) if cell is not None), None)


def _in_prose(facts: Facts, drawn: Fact) -> Fact | None:
    names = (drawn.concept, "grand_total") if "total_" in drawn.concept else (drawn.concept,)
    for concept in names:
        found = facts.find(concept, measure=drawn.measure, scope=drawn.scope, part="narrative")
        for fact in found:
            if fact.dim("class") == drawn.dim("class"):
                return fact
    return None


@check(
    "XSE-02",
    zh="同一数在文中前后不一",
    en="one-fact-two-values",
    severity="error",
    basis="同一数在各处应当一致（逻辑）",
    area="form",
    identity=True,
)
def one_fact_one_value(facts: Facts) -> Iterator[Outcome]:
    """A figure told in several places of the prose has one value.

    What: the same concept, scope, measure, year and item, told again.
    Why: one place was corrected and the other was not.
    Basis: logic.
    Formula: one 指标, 口径, 年度, 科目: one figure.
    Tolerance: equal where printed with the same decimals, else decimal interval of both.
    Example: 三公经费 0.18 = 0.18 in the overall and in the detailed section.
    Limits: different scopes (全部资金, 财政拨款, 一般公共预算) are different figures.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if _is_single(fact):
            about = (fact.concept, fact.kind, fact.scope, fact.measure, fact.year, _about(fact))
            groups.setdefault(about, []).append(fact)
    for first, *others in groups.values():
        for other in others:
            subject = f"{first.label}（{_MEASURES.get(first.measure, '')}两处）"
            yield agree(subject, stated=of(other), computed=of(first), strict=True)


def _is_single(fact: Fact) -> bool:
    """Return whether the prose has one value of such a fact; vehicles by type have many."""
    told = fact.span.part == "narrative" and fact.value is not None
    several = fact.measure == "reason" or fact.measure.startswith("budget_")  # 年初, 调整
    return told and not several and fact.concept not in _MANY


_MANY = ("vehicles_by_type", "performance_amount", "performance_score")  # of many, not one


_MEASURES = {
    "change": "增减额",
    "change_rate": "变动率",
    "share": "占比",
    "completion_rate": "完成率",
}


def _about(fact: Fact) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in fact.dims if pair[0] not in ("unit_printed", "code", "wording"))


@check(
    "XSE-04",
    zh="变动原因与增减方向相反",
    en="reason-opposes-the-change",
    severity="info",
    basis="变动原因应当能解释增减（逻辑）",
    area="income",
)
def reason_fits_change(facts: Facts) -> Iterator[Outcome]:
    """The only amount named as a reason goes the same way as the change.

    What: 减少 explained by a single named 增加, or the reverse.
    Why: a reason left over from another year.
    Basis: logic.
    Formula: 原因的增减方向 = 变动的增减方向.
    Tolerance: none: words.
    Example: 减少11277.06万元, reason 减少项目支出11300万元: same way.
    Limits: several reasons may offset each other; then nothing is said.
    """
    for key, scope in (("totals", "all_funds"), ("fiscal_totals", "fiscal")):
        reasons = facts.find("reason_amount", measure="reason", section=key)
        changes = facts.find("grand_total", measure="change", section=key)
        subject = "变动原因与增减方向" if scope == "all_funds" else "财政拨款变动原因与增减方向"
        if len(reasons) != 1 or not changes or not changes[0].direction:
            yield skip(subject, "没有唯一的量化原因", "no single quantified reason", reasons)
            continue
        yield _reason(subject, facts, reasons[0], changes[0])


def _reason(subject: str, facts: Facts, reason: Fact, change: Fact) -> Outcome:
    clause = facts.document.text[max(change.span.end, reason.span.start - 24) : reason.span.start]
    up, down = bool(re.search("增", clause)), bool(re.search("减|压缩", clause))
    found = (change, reason)
    if up == down:
        return skip(subject, "原因未写明增减", "the reason names no direction", found)
    if up == (change.direction == "increase"):
        return passed(subject, "原因与增减同向", "same direction", found)
    zh, en = "原因所述增减与变动方向相反", "the reason goes the other way"
    return Outcome(subject, "inconsistent", Message(zh, en), found)


@check(
    "XSE-05",
    zh="上年其他预算支出较大而未作比较说明",
    en="other-budgets-of-last-year-unmentioned",
    severity="info",
    basis="政府性基金、国有资本经营预算支出应与上年比较（分析提示）",
    area="expenditure",
)
def other_budgets_are_compared(facts: Facts) -> Iterator[Outcome]:
    """Large spending of last year outside the general budget is mentioned where it belongs.

    What: prior grand total − prior general-budget expenditure > 30 % of the prior total,
    while sections 八 and 九 print no comparison.
    Why: the greatest change of the year is then explained nowhere.
    Basis: analysis.
    Formula: (上年总计 − 上年一般公共预算支出) ÷ 上年总计 > 30 %, and no 增减额 or 上年数 is told.
    Tolerance: 30 % of the printed figures.
    Example: 11,951.43 − 651.43 = 11,300.00 outside the general budget in 2022.
    Limits: the rest may be a closing balance; a hint only.
    """
    subject = "上年一般公共预算以外的支出"
    total, spent = _prior(facts, grand_total(facts, "all_funds")), _prior(facts, _gpb(facts))
    if total is None or spent is None or total.number <= 0:
        yield skip(subject, "推不出上年数", "last year's figures cannot be derived")
        return
    rest = total - spent
    said = [f for s in ("government_funds", "state_capital") for f in facts.figures
            if f.scope == s and f.measure in ("change", "prior_year")]  # fmt: skip
    if rest.number * 10 > total.number * 3 and not said:
        zh = f"上年 {rest.expression} = {show(rest)} 不在一般公共预算内，八、九两节未作比较"
        en = f"{show(rest)} of last year lay outside the general budget; no comparison is printed"
        scopes = ("government_funds", "state_capital")
        silent = tuple(
            f for s in scopes for f in facts.find("expenditure_current_year") if f.scope == s
        )
        found = rest.facts + silent
        yield Outcome(
            subject,
            "inconsistent",
            Message(zh, en),
            found,
            formula=f"{rest.expression} = {show(rest)}",
        )
    else:
        yield passed(subject, f"{rest.expression} = {show(rest)}", "small or compared", rest.facts)


def _gpb(facts: Facts) -> Fact | None:
    return facts.first("expenditure_current_year", scope="general_public_budget", part="narrative")


def _prior(facts: Facts, current: Fact | None) -> Quantity | None:
    if current is None:
        return None
    changes = facts.find(current.concept, measure="change", scope=current.scope, part="narrative")
    change = next((fact for fact in changes if fact.value is not None), None)
    return of(current) - of(change) if change else None


@check(
    "XSE-06",
    zh="年度任务中的业务不在主要职责内",
    en="task-outside-the-mandate",
    severity="info",
    basis="职责与任务前后应当一致（逻辑）",
    area="performance",
)
def tasks_within_mandate(facts: Facts) -> Iterator[Outcome]:
    """Kinds of social insurance in the task list are named among the duties.

    What: 养老, 医疗, 失业, 工伤, 生育 beside 保险 in the tasks but not in 主要职责.
    Why: one of the two texts is out of date.
    Basis: logic.
    Formula: 年度任务的险种 ⊆ 主要职责的险种.
    Tolerance: none: words.
    Example: 失业 in the tasks, not among the duties.
    Limits: only insurance kinds are compared, and only where the duties name two or more.
    """
    subject = "职责与年度任务"
    duties = set(_INSURANCE.findall(facts.section_text("duties")))
    form = facts.department
    if form is None or len(duties) < 2:
        yield skip(subject, "职责或任务中没有可比的险种", "nothing to compare")
        return
    end = min((f.title.start for f in facts.projects), default=len(facts.document.text))
    lines = re.finditer(r"[^\n]*保险[^\n]*", facts.document.text[form.title.start : end])
    extra = [(m, set(_INSURANCE.findall(m.group())) - duties) for m in lines]
    found = [(m, kinds) for m, kinds in extra if kinds]
    if not found:
        yield passed(subject, "任务中的险种均在职责内", "all tasks are within the duties")
    for match, kinds in found:
        start = form.title.start + match.start()
        span = facts.place(start, start + len(match.group()), form.title.quote)
        zh = f"年度任务含“{'、'.join(sorted(kinds))}”保险，主要职责未提及"
        duty = facts.section("duties")
        quotes = (span, facts.place(duty.body, duty.end, duty.title)) if duty else (span,)
        yield Outcome(
            subject, "inconsistent", Message(zh, "a task outside the duties"), quotes=quotes
        )


@check(
    "XSE-07",
    zh="绩效工资与行政单位科目并存",
    en="institution-pay-with-administrative-items",
    severity="info",
    basis="绩效工资（30107）为事业单位科目；行政单位医疗、离退休为行政单位科目",
    area="expenditure",
    verified=False,
)
def personnel_kind(facts: Facts) -> Iterator[Outcome]:
    """Performance pay and items of administrative units do not stand side by side.

    What: 绩效工资 among the personnel items with 行政单位医疗 or 行政单位离退休.
    Why: the former belongs to 事业单位.
    Basis: names of the codes [rule unverified].
    Formula: 绩效工资 among 人员经费 ⇒ no item of 行政单位.
    Tolerance: none: words.
    Example: 绩效工资 and 行政单位医疗 27.19 in one unit.
    Limits: plausible for units under the civil-service law; a hint only.
    """
    subject = "人员口径与科目"
    pay = [f for f in facts.find("economic_item", group="personnel_funds") if f.raw == "绩效工资"]
    items = [
        f
        for f in facts.find("functional_item")
        if "行政单位" in f.dim("item") and "事业" not in f.dim("item")
    ]
    if pay and items:
        zh = f"人员经费列有绩效工资，功能科目为“{items[0].dim('item')}”"
        en = "performance pay beside items of administrative units"
        yield Outcome(subject, "inconsistent", Message(zh, en), (*items, *pay))
    elif facts.find("economic_item", group="personnel_funds"):
        yield passed(subject, "没有并存", "not side by side", tuple(pay))
    else:
        yield skip(subject, "没有人员经费明细", "no list of personnel items")


@check(
    "ANA-01",
    zh="增减额与变动率不符",
    en="change-rate-differs",
    severity="error",
    basis="变动率＝增减额÷上年数（算术必然）",
    area="income",
    identity=True,
)
def change_rates(facts: Facts) -> Iterator[Outcome]:
    """Each change on the year fits its rate, outside the sections with checks of their own.

    What: rate = change ÷ (actual − change) for totals, fiscal totals, general budget, …
    Why: the rate is often taken of the wrong year.
    Basis: arithmetic.
    Formula: 变动率 = 增减额 ÷ (本年数 − 增减额) × 100%.
    Tolerance: interval of the quotient against that of the printed rate; one that was cut off is a
    hint.
    Example: 11277.06 ÷ (674.37 + 11277.06) = 94.36 %.
    Limits: needs amount, change and rate; 三公 is TPE-05, 机关运行 is OPC-03.
    """
    own = ("three_public", "operating")
    places = [place for place in (facts.section(key) for key in own) if place]
    for rate in facts:
        inside = any(place.start <= rate.span.start < place.end for place in places)
        if rate.measure == "change_rate" and rate.span.part == "narrative" and not inside:
            yield from change_outcomes(facts, rate)
