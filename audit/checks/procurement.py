"""政府采购 / procurement: what is reserved for small enterprises, and a nil beside purchases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit.amounts import Figure, find_figures
from audit.checks.tables_basic import amount_of
from audit.compare import Quantity, add, of, passed, percent, show, skip
from audit.facts import Facts
from audit.interval import Interval
from audit.model import YUAN, Fact, Message, Outcome, Span, Sum
from audit.registry import check

_RESERVED = {
    "sme": re.compile(
        r"(?:面向|向|为)?中小企业预留(?:的)?(?:政府采购)?(?:项目)?(?:预算)?(?:金额|份额)(?:为|是|共计)?"
    ),
    "micro": re.compile(
        r"(?:面向|向|为)?小微企业预留(?:的)?(?:政府采购)?(?:项目)?(?:预算)?(?:金额|份额)(?:为|是|共计)?"
    ),
}
_PURCHASES = ("30209", "30227", "310", "309")  # 物业管理费, 委托业务费, 资本性支出


@check(
    "PRO-03",
    zh="面向中小企业、小微企业预留的采购份额偏低",
    en="procurement-reserve-low",
    severity="info",
    basis="财库〔2020〕46号：预留份额不低于30%，其中预留给小微企业的不低于60%",
    area="expenditure",
    verified=False,
)
def reserves_for_small_enterprises(facts: Facts) -> Iterator[Outcome]:
    """What is reserved for small enterprises reaches the shares of the policy.

    What: 面向小微企业预留 ÷ 面向中小企业预留, and 面向中小企业预留 ÷ 政府采购总额.
    Why: a policy that disclosures must account for.
    Basis: 财库〔2020〕46号 [its shares were read in a report of it].
    Formula: 小微 ÷ 中小 ≥ 60 %; 中小 ÷ 总额 ≥ 30 % (edition: `sme_reserve`, `micro_reserve`).
    Tolerance: rounding intervals of the amounts.
    Example: 246.47 reserved for SMEs, 0 of it for micro enterprises.
    Limits: the 30 % hold for larger projects and are measured against the budget of the
    procurement, which most disclosures do not print; a hint only.
    """
    subject = "预留采购份额"
    sme, micro = _reserved(facts, "sme"), _reserved(facts, "micro")
    total = facts.first("government_procurement", section="procurement")
    limits = facts.edition.thresholds
    if sme is None or not sme[0].number:
        yield skip(subject, "没有预留金额", "nothing is reserved, or it is not told")
        return
    if micro is not None:
        share = percent(micro[0], sme[0])
        quotes = (sme[1], micro[1])
        yield _share("小微企业预留份额", share, limits["micro_reserve"], quotes)
    if total is not None and total.value:
        share = percent(sme[0], of(total))
        yield _share("中小企业预留份额", share, limits["sme_reserve"], (sme[1],), (total,))


def _reserved(facts: Facts, kind: str) -> tuple[Quantity, Span] | None:
    """Return the amount told to be reserved, with its place, or None."""
    for place in facts.places("procurement"):
        for match in _RESERVED[kind].finditer(facts.document.text, place.body, place.end):
            figure = next(find_figures(facts.document.text, match.end(), match.end() + 24), None)
            near = (
                figure is not None and not facts.document.text[match.end() : figure.start].strip()
            )
            if figure is not None and near and figure.uom in YUAN:
                return _quantity(figure), facts.place(match.start(), figure.stop, place.title)
    return None


def _quantity(figure: Figure) -> Quantity:
    unit = YUAN[figure.uom]
    number = figure.value * unit
    interval = Interval.rounded(number, figure.decimals - unit.adjusted())
    if not figure.value:
        interval = Interval.exact(number)
    printed = f"{figure.value:f}"
    told = Sum((), number)
    return Quantity(number, interval, interval, 1, printed, (), figure.uom, figure.decimals, told)


def _share(
    subject: str,
    share: Quantity | None,
    least: Decimal,
    quotes: tuple[Span, ...],
    facts: tuple[Fact, ...] = (),
) -> Outcome:
    if share is None:
        return skip(subject, "除数为零，无法计算", "the divisor is zero", facts)
    sum_ = f"{share.expression} = {show(share)}"
    if share.interval.hi >= least:
        message = Message(f"{sum_}，不低于 {least}%", f"{sum_}, at least {least} %")
        return Outcome(subject, "exact", message, facts, formula=sum_, quotes=quotes)
    message = Message(f"{subject}：{sum_}，低于 {least}%", f"{sum_}, below {least} %")
    return Outcome(subject, "inconsistent", message, facts, formula=sum_, uom="%", quotes=quotes)


@check(
    "PRO-04",
    zh="政府采购为零而列有购置、委托等支出",
    en="nil-procurement-beside-purchases",
    severity="info",
    basis="《预算法》第十四条：应对政府采购的情况作出说明",
    area="expenditure",
)
def nil_procurement(facts: Facts) -> Iterator[Outcome]:
    """A nil procurement does not stand beside large purchases.

    What: 政府采购支出总额 = 0 against 物业管理费, 委托业务费 and 资本性支出 of the table of
    basic expenditure.
    Why: such things are mostly bought by procurement.
    Basis: 预算法 art. 14(3).
    Formula: 总额 = 0 ⇒ 30209 + 30227 + 309 + 310 ≤ 10 万元 (parameter of the edition).
    Tolerance: rounding intervals of the amounts.
    Example: procurement 0 beside 资本性支出 120.00.
    Limits: purchases below the local limit need no procurement; a hint only.
    """
    subject = "政府采购与购置支出"
    total = facts.first("government_procurement", section="procurement")
    table = facts.table("gpb_basic")
    cells = [amount_of(table, table.coded(code)) for code in _PURCHASES] if table else []
    bought = [cell for cell in cells if cell is not None and cell.value]
    if total is None or table is None:
        zh, en = "没有读到总额或基本支出决算表", "total or table was not read"
        yield skip(subject, zh, en)
    elif total.value:
        yield passed(subject, f"政府采购总额 {total.raw}", "there was procurement", (total,))
    else:
        yield _nil(subject, total, add(bought), facts.edition.thresholds)


def _nil(
    subject: str, total: Fact, bought: Quantity | None, limits: Mapping[str, Decimal]
) -> Outcome:
    least = limits["nil_procurement_wan"]
    if bought is None or bought.interval.lo <= least * YUAN["万元"]:
        found = (total, *(bought.facts if bought else ()))
        return passed(subject, f"购置、委托等支出不超过 {least} 万元", "purchases are small", found)
    sum_ = f"{bought.expression} = {show(bought)}"
    names = "、".join(fact.label for fact in bought.facts)
    zh = f"政府采购总额为 {total.raw}，{names}却有 {sum_}"
    message = Message(zh, f"no procurement, yet purchases of {sum_}")
    return Outcome(subject, "inconsistent", message, (total, *bought.facts), formula=sum_)
