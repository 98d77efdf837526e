"""收入 / revenue: balance of the grand totals, sources and shares, opening carry-over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.amounts import find_figures, read_cell
from audit.checks.carried_over import carried_over
from audit.checks.cells import called, side_at, summed
from audit.checks.shares import balance_outcomes, grand_total, if_complete, parts_of, share_outcomes
from audit.compare import Quantity, add, agree, constant, of, passed, show, skip
from audit.extraction.table_words import REVENUES
from audit.facts import Facts
from audit.model import YUAN, Fact, Measure, Message, Outcome, Scope, Severity, Span
from audit.registry import check
from audit.statutory import StatutoryTable

_CARRIED_IN = re.compile(r"年初.{0,6}结转|上年.{0,6}结转|使用.{0,6}结余")
_BUDGETS = ("general_public_budget_revenue", "government_funds_revenue", "state_capital_revenue")
_OTHER_SOURCES = (
    "superior_subsidy_revenue",
    "special_account_revenue",
    "service_revenue",
    "business_revenue",
    "affiliate_remittance_revenue",
    "other_revenue",
)


@check(
    "INC-01",
    zh="收入总计与支出总计不等",
    en="grand-totals-differ",
    severity="error",
    basis="收入支出决算总表：总计两侧相等（算术必然）",
    area="income",
    identity=True,
)
def grand_totals_balance(facts: Facts) -> Iterator[Outcome]:
    """Grand total of revenue equals grand total of expenditure.

    What: 收入总计 = 支出总计, in the prose and in the chart of the totals.
    Why: both sides of one account; a difference means that a row was left out or mistyped.
    Basis: arithmetic; form 收入支出决算总表.
    Formula: 收入总计 = 支出总计.
    Tolerance: decimal interval of both printed figures.
    Example: 收、支总计均为674.37万元 → one figure for both sides.
    Limits: needs the sentence, the chart or the table (R01).
    """
    yield from balance_outcomes(facts, "all_funds", "收入总计与支出总计")


@check(
    "INC-02",
    zh="收入侧不平衡",
    en="revenue-side-does-not-balance",
    severity="error",
    basis="收入支出决算总表：本年收入合计＋使用非财政拨款结余＋年初结转和结余＝总计（算术必然）",
    area="income",
    identity=True,
)
def revenue_side_balances(facts: Facts) -> Iterator[Outcome]:
    """Revenue of the year plus what was carried in equals the grand total.

    What: the grand total against its parts, in the table (R02) and in the prose.
    Why: the grand total has no other parts.
    Basis: arithmetic; form 收入支出决算总表.
    Formula: 收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余.
    Tolerance: decimal interval of every printed figure.
    Example: 648.54 + 25.83 = 674.37.
    Limits: prose only where it prints the carry-over; an unprinted one is INC-07.
    """
    table = facts.table("final_accounts")
    if table is not None:
        yield from _table_balance(table)
    subject = "本年收入、结转与收入总计"
    whole, revenue = grand_total(facts, "all_funds"), _revenue(facts)
    carried = [*facts.find("opening_carryover", scope="all_funds", part="narrative")[:1]]
    carried += facts.find("use_of_nonfiscal_surplus", scope="all_funds", part="narrative")[:1]
    if whole is None or revenue is None:
        yield skip(subject, "没有读到总计或本年收入合计", "a total was not read")
    elif carried:
        yield agree(subject, stated=of(whole), computed=add([revenue, *carried]))
    elif whole.number == revenue.number:
        yield agree(subject, stated=of(whole), computed=of(revenue))
    else:
        zh, en = "文字未列年初结转和结余（见 INC-07）", "no carry-over is printed (see INC-07)"
        yield skip(subject, zh, en, (whole, revenue))


def _table_balance(table: StatutoryTable) -> Iterator[Outcome]:
    parts = ("revenue_current_year", "use_of_nonfiscal_surplus", "opening_carryover")
    for measure in table.measures:
        total = side_at(table, "total", "revenue", measure)
        cells = [side_at(table, concept, "revenue", measure) for concept in parts]
        if total is not None:
            yield summed(called(table, "收入总计与各部分", measure), total, cells, table=table)


@check(
    "INC-03",
    zh="本年收入合计不等于各项收入之和",
    en="revenue-differs-from-its-sources",
    severity="error",
    basis="收入决算表：本年收入合计＝各来源之和（算术必然）",
    area="income",
    identity=True,
)
def revenue_equals_its_sources(facts: Facts) -> Iterator[Outcome]:
    """Revenue of the year equals the sum of its sources.

    What: the total against every source listed, in the table (R04) and in the prose.
    Why: the sentence lists every source.
    Basis: arithmetic; form 收入决算表.
    Formula: 本年收入合计 = 财政拨款收入 + 上级补助收入 + 事业收入 + 经营收入 + 附属单位上缴收入 +
    其他收入.
    Tolerance: decimal interval of every printed figure.
    Example: 648.54 = 648.54.
    Limits: where 财政拨款收入 is printed beside its budgets, only the former is added.
    """
    table = facts.table("final_accounts")
    if table is not None:
        yield from (_table_sources(table, measure) for measure in table.measures)
    revenue, sources = _revenue(facts), _sources(facts)
    subject = "本年收入合计与各项收入之和"
    if revenue is None or not sources:
        yield skip(subject, "没有读到合计或各项收入", "the total or its sources were not read")
        return
    carried = facts.find("opening_carryover", section="revenue")[:1]
    outcome = agree(subject, stated=of(revenue), computed=add(sources))
    if outcome.status == "inconsistent" and carried:  # some units list it as a source
        outcome = agree(subject, stated=of(revenue), computed=add([*sources, *carried]))
    yield if_complete(facts, outcome)


def _table_sources(table: StatutoryTable, measure: Measure) -> Outcome:
    """Return whether 本年收入合计 of the table is the sum of its sources (R04)."""
    rows = [r for r in table.rows if r.side == "revenue" and r.concept in REVENUES]
    place = table.column("total", measure, "revenue")
    cells = [row.cells[place] for row in rows] if place is not None else []
    total = side_at(table, "revenue_current_year", "revenue", measure)
    name = called(table, "本年收入合计与各来源", measure)
    return summed(name, total, cells, table=table)


@check(
    "INC-06",
    zh="收入占比与金额不符",
    en="revenue-share-differs",
    severity="error",
    basis="占比＝该项收入÷本年收入合计；各项占比合计100%（算术必然）",
    area="income",
    identity=True,
)
def revenue_shares(facts: Facts) -> Iterator[Outcome]:
    """Each printed share of revenue follows from its amount.

    What: source ÷ 本年收入合计 against the printed share; Σ shares = 100 %.
    Why: shares are typed by hand from another sheet.
    Basis: arithmetic.
    Formula: 占比 = 该项收入 ÷ 本年收入合计 × 100%; Σ占比 = 100%.
    Tolerance: interval of the quotient against that of the printed share; one that was cut off is a
    hint.
    Example: 648.54 ÷ 648.54 = 100 %.
    Limits: Σ shares only where each source prints one.
    """
    found = tuple(share_outcomes(facts, _sources(facts), _revenue(facts)))
    yield from found or (skip("收入占比", "没有读到收入占比", "no share was read"),)


@check(
    "INC-07",
    zh="总计大于本年收入，但未列年初结转和结余",
    en="opening-carryover-not-disclosed",
    severity="warning",
    basis="《预算法实施条例》第八十三条：决算应当列示结转、结余资金",
    area="income",
)
def opening_carryover_is_disclosed(facts: Facts) -> Iterator[Outcome]:
    """A grand total above the revenue of the year names what was carried in.

    What: where the grand total is greater, prose and tables are searched for what was carried in.
    Why: otherwise the reader cannot see where the difference comes from.
    Basis: 预算法实施条例 art. 83(3).
    Formula: 收入总计 − 本年收入合计 > 0 ⇒ 年初结转和结余 or 使用非财政拨款结余 is printed.
    Tolerance: a difference whose decimal interval holds 0 is none.
    Example: 674.37 − 648.54 = 25.83 万元, printed nowhere.
    Limits: the statutory table may show it; a part of a disclosure gives a hint only.
    """
    whole, revenue = grand_total(facts, "all_funds"), _revenue(facts)
    subject = "年初结转和结余"
    if whole is None or revenue is None:
        yield skip(subject, "没有读到总计或本年收入合计", "a total was not read")
        return
    gap = of(whole) - of(revenue)
    if gap.interval.lo <= 0 <= gap.interval.hi:
        yield passed(
            subject,
            f"{gap.expression} = {show(gap)}，无须结转",
            "nothing was carried in",
            gap.facts,
        )
    elif gap.number < 0:
        yield _revenue_above_total(gap)
    elif facts.find("opening_carryover", scope="all_funds") or facts.find(
        "use_of_nonfiscal_surplus"
    ):
        yield passed(subject, "已列示结转或结余", "the carry-over is printed", gap.facts)
    elif (row := _table_row(facts) or _flat_row(facts, gap)) is not None:
        message = Message("报表中已列示结转或结余", "a table prints the carry-over")
        yield Outcome(subject, "exact", message, gap.facts, quotes=(row,))
    else:
        yield _undisclosed(gap, None if facts.is_whole else "info")


def _table_row(facts: Facts) -> Span | None:
    """Return the row of a table that names a carry-over with an amount above zero, or None."""
    for table in facts.document.tables:
        for row in table.rows:
            if not any(_CARRIED_IN.search(cell.text) for cell in row):
                continue
            figures = (read_cell(cell.text) for cell in row)
            if any(figure is not None and figure.value > 0 for figure in figures):
                return facts.place(row[0].start, row[-1].end, "表")
    return None


def _flat_row(facts: Facts, gap: Quantity) -> Span | None:
    """Return the line of a table taken for prose that prints the carry-over itself, or None."""
    for line in facts.document.paragraphs:
        named = _CARRIED_IN.search(line.text)
        for figure in find_figures(line.text, named.end()) if named else ():
            amount = figure.value * YUAN.get(figure.uom, YUAN["万元"])
            if amount in gap.interval:
                return facts.place(line.start, line.end, "表")
    return None


def _undisclosed(gap: Quantity, severity: Severity | None) -> Outcome:
    zh = f"{gap.expression} = {show(gap)}，应为年初结转和结余或使用非财政拨款结余，全文未列示"
    en = f"{gap.expression} = {show(gap)} must have been carried in, but is printed nowhere"
    return Outcome(
        "年初结转和结余",
        "missing",
        Message(zh, en),
        gap.facts,
        expected=show(gap),
        uom=gap.uom,
        formula=f"{gap.expression} = {show(gap)}",
        severity=severity,
    )


def _revenue_above_total(gap: Quantity) -> Outcome:
    zh = f"本年收入合计大于收入总计：{gap.expression} = {show(gap)}"
    en = f"the revenue of the year exceeds the grand total: {gap.expression} = {show(gap)}"
    return Outcome("年初结转和结余", "inconsistent", Message(zh, en), gap.facts, severity="error")


@check(
    "INC-08",
    zh="年初结转与上年年末结转不符",
    en="opening-differs-from-prior-closing",
    severity="warning",
    basis="《预算法实施条例》第八十三条；年初结转和结余＝上年年末结转和结余±调整",
    area="income",
)
def opening_equals_prior_closing(facts: Facts) -> Iterator[Outcome]:
    """What was carried in equals what was left over the year before.

    What: opening(Y) = closing(Y−1) of all funds, of the fiscal appropriations and of each
    budget, in prose and tables, where last year's disclosure is given (R26). Within one
    disclosure: prior grand total − prior general-budget expenditure − other prior spending
    named as the reason = prior closing; 总计 − 本年收入合计 = opening.
    Why: a year begins with what the year before left.
    Basis: 预算法实施条例 art. 83; adjustments must be explained.
    Formula: 年初结转和结余 = 上年年末结转和结余 ± 已说明的调整; within one disclosure (上年总计 −
    上年一般公共预算支出) − 原因所述金额 = 上年年末; 收入总计 − 本年收入合计 = 年初.
    Tolerance: decimal interval of every figure; within one disclosure last year's balance must
    hold 0, else nothing is said.
    Example: 11,951.43 − 651.43 − 11,300.00 = 0, but 25.83 was carried in.
    Limits: two years need `--previous`; where the text explains an adjustment nothing is
    tested. Within one year only where last year's figures can be derived and the reason fits
    them to the cent.
    """
    yield from carried_over(facts)
    subject = "年初结转和结余与上年年末数"
    opening, closing = _opening(facts), _prior_closing(facts)
    if opening is None or closing is None:
        yield skip(subject, "上年数不足以推出年末结转", "last year's figures do not give it")
    elif 0 in closing.interval and 0 not in opening.interval:
        drawn = facts.find("total_revenue", year=(facts.year or 0) - 1)[:1]
        yield _from_nothing(subject, opening, closing, drawn)
    elif 0 in closing.interval:
        yield passed(
            subject, "上年无余额，本年无结转", "nothing left, nothing carried in", opening.facts
        )
    else:
        zh, en = "上年数不足以推出年末结转", "last year's figures do not give the closing balance"
        yield skip(subject, zh, en, opening.facts)


def _from_nothing(
    subject: str, opening: Quantity, closing: Quantity, drawn: tuple[Fact, ...]
) -> Outcome:
    left = f"{closing.expression} = {show(closing)}"
    carried = f"{opening.expression} = {show(opening)}"
    zh = f"上年 {left}，没有余额可结转；本年年初却有 {carried}"
    en = f"last year left nothing ({closing.expression}), yet {show(opening)} was carried in"
    facts = opening.facts + closing.facts + drawn
    formula = f"{left}；{carried}"
    return Outcome(subject, "inconsistent", Message(zh, en), facts, formula=formula)


def _opening(facts: Facts) -> Quantity | None:
    whole, revenue = grand_total(facts, "all_funds"), _revenue(facts)
    return of(whole) - of(revenue) if whole and revenue else None


def _prior_closing(facts: Facts) -> Quantity | None:
    """Return prior total − prior general-budget spending − the reason's amount, if all fit."""
    total, total_change = (
        grand_total(facts, "all_funds"),
        _change(facts, "grand_total", "all_funds"),
    )
    spent = facts.first("expenditure_current_year", scope="general_public_budget")
    spent_change = _change(facts, "expenditure_current_year", "general_public_budget")
    reason = facts.first("reason_amount", measure="reason", section="totals")
    if not (total and total_change and spent and spent_change and reason):
        return None
    left = (of(total) - of(total_change)) - (of(spent) - of(spent_change))
    unsigned = of(reason) if reason.direction != "decrease" else constant(0, "万元") - of(reason)
    closing = left - unsigned
    return closing if 0 in closing.interval else None


def _change(facts: Facts, concept: str, scope: Scope) -> Fact | None:
    found = facts.find(concept, measure="change", scope=scope, part="narrative")
    return next((fact for fact in found if fact.value is not None), None)


def _revenue(facts: Facts) -> Fact | None:
    return facts.first("revenue_current_year", scope="all_funds", part="narrative")


def _sources(facts: Facts) -> tuple[Fact, ...]:
    whole = parts_of(facts, "revenue", ("fiscal_appropriation_revenue",), "all_funds")
    budgets = whole or parts_of(facts, "revenue", _BUDGETS, "all_funds")
    return budgets + parts_of(facts, "revenue", _OTHER_SOURCES, "all_funds")
