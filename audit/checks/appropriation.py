"""财政拨款 / fiscal appropriation: totals, the general budget, completion of the budget."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.cells import (
    at,
    at_most,
    called,
    level_sums,
    row_sums,
    side_at,
    summed,
    total_at,
    without_table,
)
from audit.checks.shares import (
    balance_outcomes,
    before,
    explained,
    grand_total,
    is_nil,
    near,
    rate_of_nothing,
)
from audit.compare import Quantity, add, agree, of, passed, percent, show, skip
from audit.extraction.table_words import BASIC_AND_PROJECT
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Scope, Severity
from audit.registry import check
from audit.statutory import Side

_NATURES = {
    "expenditure_current_year": "支出",
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
}
_SHARED_ROWS: tuple[tuple[str, Side], ...] = (
    ("revenue_current_year", "revenue"),
    ("opening_carryover", "revenue"),
    ("total", "revenue"),
    ("expenditure_current_year", "expenditure"),
    ("closing_carryover", "expenditure"),
    ("total", "expenditure"),
)
_BUDGETS: tuple[Scope, ...] = ("general_public_budget", "government_funds", "state_capital")
_GPB: Scope = "general_public_budget"


@check(
    "FIS-01",
    zh="财政拨款收入总计与支出总计不等",
    en="fiscal-grand-totals-differ",
    severity="error",
    basis="财政拨款收入支出决算总表：总计两侧相等（算术必然）",
    area="income",
    identity=True,
)
def fiscal_totals_balance(facts: Facts) -> Iterator[Outcome]:
    """Grand totals of the fiscal appropriation are equal on both sides.

    What: 财政拨款收入总计 = 财政拨款支出总计, in the prose and in the chart.
    Why: both sides of one account.
    Basis: arithmetic; form 财政拨款收入支出决算总表.
    Example: 财政拨款收、支总计均为674.37万元 → one figure for both sides.
    Limits: needs the sentence or the chart.
    """
    yield from balance_outcomes(facts, "fiscal", "财政拨款收入总计与支出总计")


@check(
    "FIS-04",
    zh="财政拨款的部分数大于总数",
    en="fiscal-exceeds-all-funds",
    severity="error",
    basis="财政拨款是全部资金的一部分（算术必然）",
    area="income",
    identity=True,
)
def fiscal_within_all_funds(facts: Facts) -> Iterator[Outcome]:
    """The fiscal part of a figure is at most the figure for all funds.

    What: 财政拨款总计 ≤ 总计; 一般公共预算支出 ≤ 财政拨款总计; 一般公共预算支出 ≤
    本年支出合计, its 基本支出 ≤ 基本支出; 一般公共预算 + 政府性基金 + 国有资本经营 ≤
    本年支出合计; each row of the fiscal table ≤ the same row of the accounts (R15, R24).
    Why: a part cannot exceed the whole.
    Basis: arithmetic.
    Example: 674.37 ≤ 674.37.
    Limits: half a unit in the last place is allowed for.
    """
    fiscal = grand_total(facts, "fiscal")
    yield at_most("财政拨款总计不超过全部资金", fiscal, grand_total(facts, "all_funds"))
    yield at_most("一般公共预算支出不超过财政拨款总计", _expenditure(facts, _GPB), fiscal)
    for concept, name in _NATURES.items():
        part = facts.first(concept, scope=_GPB, part="narrative")
        whole = facts.first(concept, scope="all_funds", part="narrative")
        yield at_most(f"一般公共预算{name}不超过全部资金", part, whole)
    yield _budgets_within_expenditure(facts)
    yield from _tables_within(facts)


def _tables_within(facts: Facts) -> Iterator[Outcome]:
    """Yield whether the fiscal table stays within the accounts, row by row (R15, R24)."""
    fiscal, accounts = facts.table("fiscal"), facts.table("final_accounts")
    if fiscal is None or accounts is None:
        yield without_table(facts, "fiscal", "final_accounts")
        return
    for concept, side in _SHARED_ROWS:
        part, whole = side_at(fiscal, concept, side), side_at(accounts, concept, side)
        if part is not None and whole is not None:
            yield at_most(called(fiscal, f"{part.label}不超过全部资金"), part, whole)
    mine, theirs = (t.column("total", "actual", "expenditure") for t in (fiscal, accounts))
    classes = {row.code: row for row in accounts.rows if row.concept == "functional_class"}
    for row in (row for row in fiscal.rows if row.code in classes):
        if mine is None or theirs is None or row.cells[mine] is None:
            continue
        whole = classes[row.code].cells[theirs]
        if whole is not None:
            subject = called(fiscal, f"{row.label}不超过全部资金")
            yield at_most(subject, row.cells[mine], whole)


def _budgets_within_expenditure(facts: Facts) -> Outcome:
    """Return whether the expenditure of the three budgets together fits in all of it."""
    subject = "三本预算支出之和不超过本年支出"
    whole = _expenditure(facts, "all_funds")
    parts = [_expenditure(facts, scope) for scope in _BUDGETS]
    found = [part for part in parts if part is not None]
    computed = add(found)
    if whole is None or computed is None or len(found) < len(parts):
        return skip(subject, "三本预算或本年支出没有读全", "a figure was not read", tuple(found))
    facts_ = (whole, *found)
    if computed.interval.lo > of(whole).interval.hi:
        zh = f"{computed.expression} = {show(computed)}，大于本年支出合计 {whole.raw}"
        en = f"{computed.expression} = {show(computed)} exceeds {whole.raw}"
        return Outcome(subject, "inconsistent", Message(zh, en), facts_, formula=zh)
    zh = f"{computed.expression} = {show(computed)} ≤ {whole.raw}"
    return passed(subject, zh, zh, facts_)


@check(
    "FIS-06",
    zh="一般公共预算支出不等于基本支出加项目支出",
    en="general-budget-split-differs",
    severity="error",
    basis="一般公共预算财政拨款支出决算表：合计＝基本支出＋项目支出（算术必然）",
    area="expenditure",
    identity=True,
)
def general_budget_split(facts: Facts) -> Iterator[Outcome]:
    """General-budget expenditure equals its basic plus its project part.

    What: 一般公共预算支出 = 基本支出 + 项目支出, in prose and in each row of the table, whose
    levels add up too (R11, R17); where all money is general budget, its basic part is the
    basic expenditure of all funds.
    Why: the split is total; and a part that is the whole has the same parts.
    Basis: arithmetic; form 一般公共预算财政拨款支出决算表.
    Example: 578.15 (§六) = 578.15 (§三), since 674.37 = 674.37.
    Limits: the second relation only where the totals are printed as the same number.
    """
    subject = "一般公共预算基本支出"
    total, every = _expenditure(facts, _GPB), _expenditure(facts, "all_funds")
    basic = facts.first("basic_expenditure", scope=_GPB, part="narrative")
    project = facts.first("project_expenditure", scope=_GPB, part="narrative")
    whole_basic = facts.first("basic_expenditure", scope="all_funds", part="narrative")
    if total and basic and project:
        yield agree(subject, stated=of(total), computed=of(basic) + of(project))
    elif total and every and basic and whole_basic and total.number == every.number:
        yield agree(subject, stated=of(basic), computed=of(whole_basic), strict=True)
    else:
        yield skip(subject, "没有读到可比的基本支出", "no comparable basic expenditure was read")
    yield from _general_budget_table(facts)


def _general_budget_table(facts: Facts) -> Iterator[Outcome]:
    """Yield the sums of the general-budget table, and its parts within all funds (R11, R17)."""
    table, spent = facts.table("gpb"), facts.table("expenditure")
    if table is None:
        yield without_table(facts, "gpb")
        return
    yield from row_sums(table, "expenditure_current_year", BASIC_AND_PROJECT)
    for concept in ("expenditure_current_year", *BASIC_AND_PROJECT):
        yield from level_sums(table, concept)
    for concept in BASIC_AND_PROJECT if spent else ():
        part, whole = total_at(table, concept), total_at(spent, concept)
        if part is not None and whole is not None:
            yield at_most(called(table, f"{_NATURES[concept]}不超过全部资金"), part, whole)


@check(
    "FIS-07",
    zh="基本支出不等于人员经费加公用经费",
    en="basic-differs-from-personnel-and-public",
    severity="error",
    basis="《预算法实施条例》第六条；基本支出＝人员经费＋公用经费（算术必然）",
    area="expenditure",
    identity=True,
)
def basic_equals_personnel_and_public(facts: Facts) -> Iterator[Outcome]:
    """Basic expenditure equals personnel plus public running expenditure.

    What: 一般公共预算基本支出 = 人员经费 + 公用经费, in the prose and in the tables (R18).
    Why: basic expenditure has no third part.
    Basis: arithmetic; form 一般公共预算财政拨款基本支出决算表.
    Example: 507.2 + 70.95 = 578.15.
    Limits: needs all three in the section.
    """
    subject = "基本支出与人员经费、公用经费"
    basic = facts.first("basic_expenditure", section="basic")
    people = facts.first("personnel_funds", section="basic")
    running = facts.first("public_funds", section="basic")
    if basic and people and running:
        yield agree(subject, stated=of(basic), computed=add([people, running]))
    else:
        yield skip(subject, "没有同时读到三个数", "not all three figures were read")
    table = facts.table("gpb_basic")
    if table is None:
        yield without_table(facts, "gpb_basic")
        return
    parts = [at(table, table.row(c), "total") for c in ("personnel_funds", "public_funds")]
    whole = total_at(facts.table("gpb"), "basic_expenditure")
    if any(parts):
        yield summed(called(table, "人员与公用经费之和与基本支出"), whole, parts, table=table)


@check(
    "FIS-15",
    zh="一般公共预算支出占比与金额不符",
    en="general-budget-share-differs",
    severity="error",
    basis="占比＝一般公共预算财政拨款支出÷本年支出合计（算术必然）",
    area="expenditure",
    identity=True,
)
def general_budget_share(facts: Facts) -> Iterator[Outcome]:
    """The printed share of the general budget follows from the two amounts.

    What: 一般公共预算财政拨款支出 ÷ 本年支出合计 against the printed share.
    Why: a share of the wrong base is a common slip.
    Basis: arithmetic.
    Example: 674.37 ÷ 674.37 = 100 %.
    Limits: rounding intervals are allowed for.
    """
    subject = "一般公共预算支出占本年支出的比重"
    share = facts.first("expenditure_current_year", measure="share", scope=_GPB, part="narrative")
    part, whole = _expenditure(facts, _GPB), _expenditure(facts, "all_funds")
    if share and part and whole:
        yield agree(subject, stated=of(share), computed=percent(of(part), of(whole)))
    else:
        yield skip(subject, "没有同时读到占比与两个金额", "the share or an amount was not read")


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

    What: rate = 决算数 ÷ 预算数; where no budget figure is printed the rates are listed in
    one lead, since nobody can redo them.
    Why: 完成预算100% under every item is often a template left as it was.
    Basis: 预算法 art. 75.
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


def _expenditure(facts: Facts, scope: Scope) -> Fact | None:
    return facts.first("expenditure_current_year", scope=scope, part="narrative")
