"""自评表与支出 / the forms against functional items and against what is left at year's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from audit.checks.scored import present, tidy, two_places
from audit.checks.shares import grand_total
from audit.compare import Quantity, agree, of, passed, percent, show, skip
from audit.facts import Facts, Form, FundingKind, FundingRow
from audit.model import Fact, Message, Outcome
from audit.registry import check

_RETURNED = re.compile(r"收回|注销|权责发生制|额度失效|结余(?:资金)?上缴|年末结转|结转下年")
_OTHER_MONEY: tuple[FundingKind, ...] = ("special_account", "own", "other")
_LEAST_DIGITS = 3  # 3.27 equals another 3.27 for a reason; 5 equals 5 by chance


@check(
    "FIS-19",
    zh="科目完成预算率与对应项目执行率矛盾",
    en="item-completion-contradicts-project-rate",
    severity="error",
    basis="预算执行率＝预算执行数÷调整后预算数；同一笔支出的完成率应一致（逻辑）",
    area="expenditure",
)
def item_completion_fits_project(facts: Facts) -> Iterator[Outcome]:
    """A functional item spent on one project alone claims that project's execution rate.

    What: item amount = one project's executed amount → the item's 完成预算 rate contains
    the project's executed ÷ budget.
    Why: the money is the same, so the rate is.
    Basis: definition of the execution rate; logic.
    Formula: 功能科目支出 = 项目预算执行数 ⇒ 完成预算率 = 预算执行数 ÷ 预算数 × 100%.
    Tolerance: interval of the quotient; the two amounts must be equal.
    Example: item 3.27, 完成预算100%; project 3.27 ÷ 4.41 = 74.15%.
    Limits: amounts with fewer than three digits and amounts that two items or projects share
    are not matched, nor projects paid from other money; a rate that fits the initial budget
    passes.
    """
    items = facts.find("functional_item", scope="general_public_budget")
    spent = Counter(item.number for item in items)
    paid = _by_payment(facts)
    for item in items:
        rate = next(iter(facts.about(item, "completion_rate")), None)
        forms = paid.get(item.number, ())
        if rate is not None and len(forms) == 1 == spent[item.number] and _is_telling(item):
            row = forms[0].total
            assert row is not None  # noqa: S101 - `_by_payment` holds no other forms
            yield _against_project(item, rate, row, forms[0])


def _by_payment(facts: Facts) -> dict[Decimal, list[Form]]:
    """Return the projects by the amount that was paid, but for those paid from other money."""
    found: dict[Decimal, list[Form]] = {}
    for form in facts.projects:
        executed = form.total.executed if form.total else None
        if executed is not None and not _of_other_money(form):
            found.setdefault(executed.number, []).append(form)
    return found


def _of_other_money(form: Form) -> bool:
    """Return whether a project's own rows say that no appropriation paid for it."""
    rows = {row.kind: row.executed for row in form.funding}
    fiscal, own = rows.get("fiscal"), (rows.get(kind) for kind in _OTHER_MONEY)
    return fiscal is not None and not fiscal.value and any(cell and cell.value for cell in own)


def _is_telling(item: Fact) -> bool:
    digits = re.sub(r"\D", "", item.raw).strip("0")
    return len(digits) >= _LEAST_DIGITS


def _against_project(item: Fact, rate: Fact, row: FundingRow, form: Form) -> Outcome:
    subject = f"{item.dim('item')}与项目“{form.label}”"
    wholes = {"年初": [row.initial]}.get(rate.dim("basis"), [row.adjusted, row.initial])
    budgets = present(*wholes)
    if row.executed is None or not budgets:
        return skip(subject, "没有预算数", "no budget was read", (item, rate))
    paid = of(row.executed)
    outcomes = [
        agree(subject, stated=of(rate), computed=percent(paid, of(budget))) for budget in budgets
    ]
    best = next((one for one in outcomes if one.status in ("exact", "rounding")), outcomes[0])
    cells = present(item, rate, *best.facts, row.rate)
    zh = f"{best.message.zh}；科目支出 {item.raw} 与项目执行数相等"
    en = f"{best.message.en}; the item's amount is the project's"
    return Outcome(
        subject,
        best.status,
        Message(zh, en),
        tuple({fact.id: fact for fact in cells}.values()),
        expected=best.expected,
        actual=best.actual,
        residual=best.residual,
        allowance=best.allowance,
        uom=best.uom,
        formula=f"{best.formula}；{item.raw} = {row.executed.raw}",
    )


@check(
    "FIS-20",
    zh="项目预算未执行完而年末没有结转结余",
    en="unspent-budgets-without-carry-over",
    severity="warning",
    basis="预算法实施条例第八十三条：决算应当列示结转、结余资金",
    area="expenditure",
)
def unspent_budgets(facts: Facts) -> Iterator[Outcome]:
    """Budgets that were not spent are carried over, or the text says what became of them.

    What: Σ (adjusted budget − executed) > 0 while 总计 = 本年支出, so closing carry-over 0,
    and no word of money taken back, in the prose or as the reason of each such project.
    Why: unspent money must be somewhere.
    Basis: implementing rules of the budget law art. 83.
    Formula: Σ(调整后预算数 − 预算执行数) > 0 and 年末结转和结余 = 0 ⇒ 收回, 注销 or 结转 is said.
    Tolerance: a rest beyond its decimal interval; a closing balance whose interval holds 0 is none.
    Example: 0.98 + 1.14 + 0.75 = 2.87 unspent, closing 674.37 − 674.37 = 0.
    Limits: lawful where the quota lapsed, so a warning; needs both totals in the prose; a
    closing carry-over smaller than the rest is not judged.
    """
    rows = [(form, row) for form in facts.projects if (row := form.total) is not None]
    left = [
        (form, row, of(row.adjusted) - of(row.executed))
        for form, row in rows
        if row.adjusted is not None and row.executed is not None
    ]
    unspent = [(form, row, rest) for form, row, rest in left if rest.number > rest.interval.radius]
    closing = _closing(facts)
    subject = "项目未执行预算与年末结转"
    if not left:
        return
    if closing is None or any(
        row.adjusted.confidence == "low" for _, row, _ in left if row.adjusted
    ):
        yield skip(subject, "没有读到总计或本年支出", "no totals were read")
    elif not unspent:
        cells = tuple(fact for _, _, rest in left for fact in rest.facts)
        yield passed(subject, f"{subject}：项目预算均已执行", f"{subject}: all spent", cells)
    else:
        yield _left_over(facts, subject, unspent, closing)


def _closing(facts: Facts) -> Quantity | None:
    told = facts.first("closing_carryover", scope="all_funds")
    if told is not None:
        return of(told)
    total = grand_total(facts, "all_funds")
    spent = facts.first("expenditure_current_year", scope="all_funds")
    return of(total) - of(spent) if total is not None and spent is not None else None


def _left_over(
    facts: Facts,
    subject: str,
    unspent: list[tuple[Form, FundingRow, Quantity]],
    closing: Quantity,
) -> Outcome:
    whole = unspent[0][2]
    for _, _, rest in unspent[1:]:
        whole += rest
    told = " + ".join(f"({rest.expression})" for _, _, rest in unspent) + f" = {show(whole)}"
    cells = (*whole.facts, *closing.facts, *present(*(row.reason for _, row, _ in unspent)))
    if closing.number >= whole.number:
        zh, en = f"{subject}：{told}，不超过年末结转 {show(closing)}", f"{subject}: carried over"
        return passed(subject, zh, en, cells)
    if closing.number > closing.interval.radius:
        zh, en = "年末结转和结余只够一部分", "only a part was carried over"
        return skip(subject, zh, en, cells)
    sections = ("totals", "expenditure", "fiscal_totals", "gpb", "gpb_overall", "gpb_items")
    reasons = [row.reason.raw if row.reason else "" for _, row, _ in unspent]
    if any(_RETURNED.search(facts.section_text(key)) for key in sections) or all(
        _RETURNED.search(reason) for reason in reasons
    ):
        zh, en = "文中说明了收回或结转", "the text tells of money returned"
        return skip(subject, zh, en, cells)
    names = "、".join(form.label for form, _, _ in unspent)
    balance = f"{closing.expression} = {show(closing)}"
    return Outcome(
        subject,
        "inconsistent",
        Message(
            f"{len(unspent)} 个项目（{names}）调整后预算未执行 {told}，"
            f"年末结转和结余为零（{balance}），去向未说明",
            f"{show(whole)} of adjusted budgets was not spent, and nothing was carried over",
        ),
        cells,
        expected=two_places(whole.number / 10_000),
        actual=two_places(closing.number / 10_000),
        residual=tidy((whole.number - closing.number) / 10_000),
        allowance=tidy(whole.interval.radius / 10_000),
        uom="万元",
        formula=f"{told}；{balance}",
    )
