"""“三公”经费 / three public expenses: cost of a vehicle, and the whole beside other expenses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit.checks.cells import at
from audit.checks.tables_three_public import figure_in
from audit.compare import Quantity, of, passed, percent, show, skip
from audit.facts import Facts
from audit.interval import EXACT
from audit.model import YUAN, Fact, Message, Outcome, Severity
from audit.registry import check

_SPECIAL = re.compile(r"执法|特种|专业技术|救护|消防|警|囚|应急|越野|客车|货车|校车|检测车|作业车")
_WAN = YUAN["万元"]


@check(
    "TPE-12",
    zh="单车运行维护费偏高或偏低",
    en="running-cost-per-vehicle-unusual",
    severity="info",
    basis="《机关事务管理条例》第二十六条：单车核算（每车定额由各地规定）",
    area="three_public",
    verified=False,
)
def running_cost_per_vehicle(facts: Facts) -> Iterator[Outcome]:
    """The running cost of a vehicle lies in the edition's band.

    What: 公务用车运行维护费 ÷ 公务用车保有量.
    Why: a high mean asks for the vehicle's ledger, a low one for costs booked elsewhere.
    Basis: 机关事务管理条例 art. 26; the quotas are local [unverified].
    Formula: 0.5 万元 ≤ 运行维护费 ÷ 保有量 ≤ 6 万元
    (edition: `vehicle_running_low_wan`, `vehicle_running_high_wan`).
    Tolerance: the rounding of the printed amount.
    Example: 6.50 ÷ 3 = 2.17 万元.
    Limits: a hint only; vehicles bought or given up during the year shift the mean.
    """
    subject = "单车运行维护费"
    limits = facts.edition.thresholds
    cost = _amount(facts, "vehicle_operation")
    held = facts.first("vehicles_held", section="three_public") or facts.first("vehicles_held")
    if cost is None or held is None or not cost.value or not held.value:
        yield skip(subject, "运行费或保有量没有读到或为零", "a figure is missing or zero")
        return
    each = of(cost).interval.divide(of(held).interval)
    low, high = limits["vehicle_running_low_wan"], limits["vehicle_running_high_wan"]
    mean = _wan(cost.number, held.number)
    sum_ = f"{show(of(cost))} ÷ {held.raw} = {mean} 万元/辆"
    if each is not None and (each.hi < low * _WAN or each.lo > high * _WAN):
        zh, en = f"{subject}：{sum_}，不在 {low}—{high} 万元之间", f"{sum_}, not in {low}-{high}"
        yield Outcome(
            subject, "inconsistent", Message(zh, en), (cost, held), formula=sum_, uom="万元"
        )
    else:
        yield passed(subject, f"{sum_}，在 {low}—{high} 万元之间", f"{sum_}, usual", (cost, held))


@check(
    "TPE-13",
    zh="公务用车购置单价偏高",
    en="vehicle-price-above-limit",
    severity="warning",
    basis="《党政机关公务用车管理办法》（中办发〔2017〕71号）：轿车购置价格上限18万元",
    area="three_public",
)
def price_of_vehicles(facts: Facts) -> Iterator[Outcome]:
    """The mean price of the vehicles bought stays under the limit.

    What: 公务用车购置费 ÷ 购置数.
    Why: official cars have a price limit.
    Basis: 党政机关公务用车管理办法 (new-energy cars 18, 机要通信 12 万元).
    Formula: 购置费 ÷ 购置数 ≤ 18 万元 (edition: `vehicle_price_wan`, `vehicle_purchase_tax`).
    Tolerance: rounding of the printed amount; above the limit by no more than the purchase tax
    (10 %) it is a hint.
    Example: 45.00 ÷ 2 = 22.50 万元 a car.
    Limits: not where the sentence speaks of 执法执勤, 特种专业技术, 客车, 越野 and the like, which
    have limits of their own.
    """
    subject = "公务用车购置单价"
    limits = facts.edition.thresholds
    cost, bought = _amount(facts, "vehicle_purchase"), facts.first("vehicles_purchased")
    if cost is None or bought is None or not cost.value or not bought.value:
        yield skip(subject, "购置费或购置数没有或为零", "a figure is missing or zero")
        return
    each = of(cost).interval.divide(of(bought).interval)
    limit = limits["vehicle_price_wan"]
    sum_ = f"{show(of(cost))} ÷ {bought.raw} = {_wan(cost.number, bought.number)} 万元/辆"
    if each is None or each.lo <= limit * _WAN:
        yield passed(subject, f"{sum_}，不超过 {limit} 万元", f"{sum_}, at most {limit}", (cost,))
    elif _SPECIAL.search(f"{cost.span.quote}{bought.span.quote}"):
        yield skip(
            subject, f"{sum_}，文中说明为特种或其他车型", "a special vehicle", (cost, bought)
        )
    else:
        tax = 1 + limits["vehicle_purchase_tax"] / 100
        severity: Severity = "info" if each.lo <= limit * tax * _WAN else "warning"
        zh, en = f"{subject}：{sum_}，超过 {limit} 万元", f"{sum_}, above {limit}"
        yield Outcome(
            subject,
            "inconsistent",
            Message(zh, en),
            (cost, bought),
            formula=sum_,
            uom="万元",
            severity=severity,
        )


@check(
    "TPE-17",
    zh="“三公”经费占机关运行经费比例异常",
    en="three-public-large-beside-operating-expense",
    severity="info",
    basis="《机关事务管理条例》第十二条：控制公务接待费、公务用车费、因公出国（境）费的规模和比例",
    area="three_public",
)
def share_of_operating_expense(facts: Facts) -> Iterator[Outcome]:
    """The three public expenses are a small part of the operating expense.

    What: “三公”合计 ÷ 机关运行经费, or ÷ 公用经费 where there is none.
    Why: they are paid out of 公用经费; more than that must have come from projects.
    Basis: 机关事务管理条例 art. 12.
    Formula: 三公 ÷ 机关运行经费 ≤ 50 % (parameter); 三公 ≤ 公用经费.
    Tolerance: rounding intervals of both amounts.
    Example: 8.50 ÷ 100.00 = 8.50 %.
    Limits: project money may add to it; a hint only.
    """
    subject = "“三公”经费与机关运行经费"
    whole = _amount(facts, "three_public")
    base = facts.first("agency_operating_expense", scope="general_public_budget")
    running = base if base is not None and base.value else _public_funds(facts)
    if whole is None or running is None or not running.value:
        yield skip(subject, "没有同时读到两数", "one of the figures was not read")
        return
    share = percent(of(whole), of(running))
    if share is None:
        yield skip(subject, "机关运行经费为零", "the operating expense is zero", (whole,))
    else:
        yield _share(subject, share, running, facts.edition.thresholds)


def _share(subject: str, share: Quantity, running: Fact, limits: Mapping[str, Decimal]) -> Outcome:
    limit = limits["three_public_of_operating"] if running.concept != "public_funds" else 100
    sum_ = f"{share.expression} = {show(share)}"
    if share.interval.lo <= limit:
        zh, en = f"{sum_}，不超过 {limit}%", f"{sum_}, at most {limit} %"
        return passed(subject, zh, en, share.facts)
    zh, en = f"{subject}：{sum_}，超过{running.label}的 {limit}%", f"{sum_}, above {limit} %"
    return Outcome(subject, "inconsistent", Message(zh, en), share.facts, formula=sum_, uom="%")


def _amount(facts: Facts, concept: str) -> Fact | None:
    """Return an amount of the section, else of the table of the three public expenses."""
    told = facts.first(concept, scope="fiscal", part="narrative", level="")
    table = facts.table("three_public")
    return told or (figure_in(table, concept, "actual") if table is not None else None)


def _public_funds(facts: Facts) -> Fact | None:
    told = facts.first("public_funds", section="basic")
    table = facts.table("gpb_basic")
    return told or at(table, table.row("public_funds") if table else None, "total")


def _wan(amount: Decimal, count: Decimal) -> Decimal:
    """Return an amount in yuan by the count, in 万元 with two decimals."""
    return EXACT.divide(amount, count * _WAN).quantize(Decimal("0.01"))
