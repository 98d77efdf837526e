"""文中的分项 / parts told beside a figure: 款, purposes, budgets, items of funds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks.shares import if_complete
from audit.compare import Quantity, add, agree, of, passed, percent, show, skip
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome, Scope
from audit.registry import check

_SOURCES = ("general_public_budget_revenue", "government_funds_revenue", "state_capital_revenue")
_FUNDS: tuple[tuple[Scope, str], ...] = (
    ("government_funds", "政府性基金"),
    ("state_capital", "国有资本经营"),
)
_THE_REST = re.compile(r"其他")
_MEASURES: tuple[tuple[Measure, str], ...] = (("actual", "决算"), ("budget_change", "较预算增减"))


@check(
    "EXP-18",
    zh="文中功能类不等于所属各款之和",
    en="told-class-differs-from-its-subclasses",
    severity="error",
    basis="《预算法实施条例》第六条；类＝Σ款（算术必然）",
    area="expenditure",
    identity=True,
)
def classes_equal_their_subclasses(facts: Facts) -> Iterator[Outcome]:
    """A functional class told with its 款 is their sum, and so is its difference from the budget.

    What: the amount after （类） = Σ of the amounts after （款） up to the next class.
    Why: provinces that list class and 款 print the same money twice.
    Basis: arithmetic.
    Formula: 类 = Σ款；类较预算增减 = Σ款较预算增减.
    Tolerance: decimal interval of every printed figure.
    Example: 社会保障和就业支出 155.00 = 行政事业单位养老支出 155.00.
    Limits: only where marked 款 follow a class in the prose; items (项) are EXP-08.
    """
    told = False
    for measure, word in _MEASURES:
        for head, parts in _groups(facts, measure):
            told = True
            subject = f"{head.label}与所属各款之和（{word}）"
            outcome = agree(subject, stated=of(head), computed=add(parts))
            yield if_complete(facts, outcome)
    if not told:
        yield skip("类与款", "文中没有按款列出", "no 款 are told")


def _groups(facts: Facts, measure: Measure) -> Iterator[tuple[Fact, list[Fact]]]:
    """Yield each class with the 款 that follow it before the next class."""
    found = [
        fact
        for concept in ("functional_class", "functional_subclass")
        for fact in facts.find(concept, measure=measure, part="narrative")
        if fact.value is not None
    ]
    head: Fact | None = None
    parts: list[Fact] = []
    for fact in sorted(found, key=lambda f: f.span.start):
        if fact.concept == "functional_class":
            if head is not None and parts:
                yield head, parts
            head, parts = fact, []
        else:
            parts.append(fact)
    if head is not None and parts:
        yield head, parts


@check(
    "EXP-19",
    zh="文中所列用途合计与该项支出不符",
    en="told-purposes-differ-from-their-total",
    severity="warning",
    basis="所列用途不大于该项支出，列有“其他”的应等于该项支出（算术必然）",
    area="expenditure",
    identity=True,
)
def purposes_add_up(facts: Facts) -> Iterator[Outcome]:
    """Purposes told with amounts are no more than the expense, and all of it where 其他 closes.

    What: Σ of a list 用于A…万元、B…万元 against the expense named before it.
    Why: the list is written by hand beside the total.
    Basis: arithmetic.
    Formula: Σ用途 ≤ 该项支出；列有“其他”时 Σ用途 = 该项支出.
    Tolerance: decimal interval of every printed figure.
    Example: 2.50 + 3.00 + 1.00 = 6.50 of 公务用车运行维护费.
    Limits: a list below its total may be a selection and is not judged without 其他.
    """
    told = {fact.id: fact for fact in facts}
    lists: dict[str, list[Fact]] = {}
    for fact in facts.find("detail_amount", measure="reason"):
        if fact.dim("whole") in told:
            lists.setdefault(fact.dim("whole"), []).append(fact)
    for key, parts in lists.items():
        yield _purposes(told[key], parts)
    if not lists:
        yield skip("用途明细", "文中没有逐项列出用途金额", "no purposes with amounts are told")


def _purposes(whole: Fact, parts: list[Fact]) -> Outcome:
    subject = f"{whole.label}与所列用途之和"
    outcome = agree(subject, stated=of(whole), computed=add(parts))
    closed = _THE_REST.search(parts[-1].label.removeprefix(whole.label))
    if outcome.status == "inconsistent" and (outcome.residual or 0) > 0 and not closed:
        zh, en = "所列用途可能只是一部分", "the list may be a selection"
        return skip(subject, zh, en, outcome.facts)
    return outcome


@check(
    "FIS-22",
    zh="文中按预算分列的数之和与合计不符",
    en="told-budgets-differ-from-their-total",
    severity="error",
    basis="合计＝一般公共预算＋政府性基金预算＋国有资本经营预算（算术必然）",
    area="expenditure",
    identity=True,
)
def budgets_in_brackets(facts: Facts) -> Iterator[Outcome]:
    """A figure whose bracket splits it by budget is the sum of the budgets.

    What: 支出决算8.5万元（其中：一般公共预算支出8.5万元；政府性基金预算支出0万元).
    Why: the parts are filled in by hand under every item.
    Basis: arithmetic; fiscal appropriations come from three budgets.
    Formula: 合计 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算.
    Tolerance: decimal interval of every printed figure.
    Example: 6.5 + 0 = 6.5.
    Limits: a bracket that names one budget only must not exceed the figure.
    """
    told = {fact.id: fact for fact in facts}
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.concept.endswith("_by_budget") and fact.dim("whole") in told:
            groups.setdefault(fact.dim("whole"), []).append(fact)
    for key, parts in groups.items():
        whole = told[key]
        yield _selected(f"{whole.label}与分预算之和", whole, parts, complete=len(parts) > 1)
    if not groups:
        yield skip("按预算分列", "文中没有按预算分列的数", "no figure is split by budget")


def _selected(subject: str, whole: Fact, parts: list[Fact], *, complete: bool) -> Outcome:
    """Return whether parts make a whole; fewer than all of them are at most the whole."""
    outcome = agree(subject, stated=of(whole), computed=add(parts))
    if outcome.status != "inconsistent" or complete or (outcome.residual or 0) <= 0:
        return outcome
    total = add(parts)
    told = f"{show(total)} ≤ {show(of(whole))}" if total is not None else ""
    return passed(subject, f"{subject}：{told}，只列了一部分", f"{told}, a part", outcome.facts)


@check(
    "FIS-23",
    zh="文中财政拨款收入与三本预算收入不符",
    en="told-appropriation-differs-from-its-budgets",
    severity="error",
    basis="财政拨款收入＝一般公共预算＋政府性基金预算＋国有资本经营预算财政拨款收入（算术必然）",
    area="income",
    identity=True,
)
def appropriation_by_budget(facts: Facts) -> Iterator[Outcome]:
    """The appropriation of the year is its three budgets, and each has one value everywhere.

    What: 财政拨款收入 = Σ of the budgets told beside it; a budget's revenue told among all
    funds, among the fiscal totals and in its own section is the same.
    Why: each section is filled in from another table.
    Basis: arithmetic; forms 公开01, 公开04 and 公开08.
    Formula: 财政拨款收入 = 一般公共预算 + 政府性基金 + 国有资本经营财政拨款收入.
    Tolerance: decimal interval of every printed figure.
    Example: 1,150.00 + 30.00 + 0.00 = 1,180.00.
    Limits: where not all three are told, their sum must not exceed the appropriation.
    """
    whole = facts.first("fiscal_appropriation_revenue", scope="all_funds", part="narrative")
    scopes: tuple[Scope, ...] = ("all_funds", "fiscal")
    told = False
    for scope in scopes:
        found = [facts.first(c, scope=scope, part="narrative") for c in _SOURCES]
        parts = [fact for fact in found if fact is not None]
        if whole is not None and parts:
            told = True
            subject = (
                f"文中财政拨款收入与{'总体' if scope == 'all_funds' else '财政'}部分的分预算收入"
            )
            complete = len(parts) == len(_SOURCES)
            yield if_complete(facts, _selected(subject, whole, parts, complete=complete))
    for outcome in _told_again(facts):
        told = True
        yield outcome
    if not told:
        yield skip("财政拨款收入与分预算", "文中没有按预算列出收入", "no revenue by budget")


def _told_again(facts: Facts) -> Iterator[Outcome]:
    """Yield whether a budget's revenue is the same in each place that tells it."""
    own = {
        "general_public_budget_revenue": ("general_public_budget_revenue", "general_public_budget"),
        "government_funds_revenue": ("revenue_current_year", "government_funds"),
        "state_capital_revenue": ("revenue_current_year", "state_capital"),
    }
    for concept, (other, scope) in own.items():
        places = [
            facts.first(concept, scope="all_funds", part="narrative"),
            facts.first(concept, scope="fiscal", part="narrative"),
            facts.first(other, scope=scope, part="narrative"),  # type: ignore[arg-type]
        ]
        printed = [fact for fact in places if fact is not None]
        for fact in printed[1:]:
            yield agree(f"{fact.label}（两处）", stated=of(fact), computed=of(printed[0]))


@check(
    "EXP-20",
    zh="文中基金支出不等于所列各项之和",
    en="told-fund-differs-from-its-items",
    severity="error",
    basis="政府性基金、国有资本经营预算支出＝Σ项（算术必然）",
    area="expenditure",
    identity=True,
)
def funds_equal_their_items(facts: Facts) -> Iterator[Outcome]:
    """What a fund spent is the sum of the items that its section lists.

    What: 政府性基金预算财政拨款支出 = Σ items (项) of the section; the same of 国有资本经营预算;
    basic expenditure told of the funds is no more than what they spent.
    Why: the items are typed one by one.
    Basis: arithmetic.
    Formula: 本年支出 = Σ项.
    Tolerance: decimal interval of every printed figure.
    Example: 城市建设支出 32.00 = 32.00.
    Limits: needs the total and items marked as 类款项 or by their code.
    """
    for scope, name in _FUNDS:
        total = facts.first("expenditure_current_year", scope=scope, part="narrative")
        items = _items(facts, scope)
        subject = f"文中{name}预算支出与所列各项"
        if total is None or not items:
            yield skip(subject, "没有同时读到支出和各项", "the total or its items were not read")
        else:
            yield if_complete(facts, agree(subject, stated=of(total), computed=add(items)))
    yield from _basic_of_funds(facts)


def _items(facts: Facts, scope: Scope) -> list[Fact]:
    found = facts.find("functional_item", scope=scope, part="narrative")
    keys = ("class", "subclass", "item", "item_code")
    return list({tuple(f.dim(k) for k in keys): f for f in found if f.value is not None}.values())


def _basic_of_funds(facts: Facts) -> Iterator[Outcome]:
    part = facts.first("government_funds_basic_expenditure", part="narrative")
    whole = facts.first("expenditure_current_year", scope="government_funds", part="narrative")
    if part is None or whole is None:
        return
    subject = "政府性基金基本支出不超过其支出"
    gap: Quantity = of(whole) - of(part)
    told = f"{part.raw} ≤ {whole.raw}"
    if gap.interval.hi < 0:
        zh = f"{subject}：{part.raw} 大于 {whole.raw}"
        en = f"{part.raw} exceeds {whole.raw}"
        yield Outcome(subject, "inconsistent", Message(zh, en), (part, whole), formula=told)
    else:
        yield passed(subject, f"{subject}：{told}", told, (part, whole))


@check(
    "EXP-23",
    zh="文中财政拨款支出、年初预算不等于所列各项之和",
    en="told-fiscal-expenditure-differs-from-its-items",
    severity="error",
    basis="财政拨款支出＝Σ项；财政拨款支出年初预算＝Σ项的年初预算（算术必然）",
    area="expenditure",
    identity=True,
)
def fiscal_expenditure_equals_its_items(facts: Facts) -> Iterator[Outcome]:
    """Fiscal expenditure and its initial budget are the sums of the items under them.

    What: in the section 财政拨款支出决算情况: 支出决算 = Σ items, 年初预算 = Σ items' budgets,
    and the share of 本年支出 follows from both amounts.
    Why: the items are typed one by one.
    Basis: arithmetic.
    Formula: 财政拨款支出 = Σ项；年初预算 = Σ项年初预算；占比 = 财政拨款支出 ÷ 本年支出合计.
    Tolerance: decimal interval of every printed figure.
    Example: 605 + 295 + 155 + 100 + 32 = 1,187.
    Limits: only where the section tells the items of all three budgets (Jiangsu); items of the
    general budget alone are EXP-08 and EXP-15.
    """
    place, told = "fiscal_expenditure", False
    for measure, word in (("actual", "支出"), ("initial_budget", "年初预算")):
        total = facts.first("expenditure_current_year", measure=measure, section=place)  # type: ignore[arg-type]
        items = facts.find("functional_item", measure=measure, section=place)  # type: ignore[arg-type]
        if total is not None and items:
            told = True
            subject = f"文中财政拨款{word}与所列各项"
            yield if_complete(facts, agree(subject, stated=of(total), computed=add(items)))
    part = facts.first("expenditure_current_year", section=place)
    share = facts.first("expenditure_current_year", measure="share", section=place)
    whole = facts.first("expenditure_current_year", scope="all_funds", part="narrative")
    if part is not None and share is not None and whole is not None:
        told = True
        computed = percent(of(part), of(whole))
        yield agree("财政拨款支出占本年支出的比重", stated=of(share), computed=computed)
    if not told:
        yield skip("财政拨款支出与各项", "没有这一节或没有列出各项", "no such section or no items")
