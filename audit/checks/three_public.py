"""“三公”经费 / three public expenses: sums, shares, changes, counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from audit.checks.shares import change_outcomes, parts_of, share_outcomes
from audit.compare import Quantity, add, agree, constant, of, passed, show, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Severity, Status
from audit.registry import check

_ITEMS = ("overseas_travel", "vehicles", "hospitality")
_ALL = ("three_public", *_ITEMS, "vehicle_purchase", "vehicle_operation")


@check(
    "TPE-01",
    zh="“三公”经费合计不等于三项之和",
    en="three-public-differs-from-items",
    severity="error",
    basis="“三公”经费＝因公出国（境）费＋公务用车购置及运行维护费＋公务接待费（算术必然）",
    area="three_public",
    identity=True,
)
def three_public_sum(facts: Facts) -> Iterator[Outcome]:
    """The three public expenses add up to their total.

    What: 合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费.
    Why: there is no fourth item.
    Basis: arithmetic.
    Example: 0 + 0 + 0.18 = 0.18.
    Limits: all three must be printed.
    """
    yield _sum(facts, "three_public", _ITEMS, "“三公”经费合计")


@check(
    "TPE-02",
    zh="公务用车费不等于购置费加运行维护费",
    en="vehicles-differ-from-purchase-and-operation",
    severity="error",
    basis="公务用车购置及运行维护费＝购置费＋运行维护费，两者应分列（算术必然）",
    area="three_public",
    identity=True,
)
def vehicle_sum(facts: Facts) -> Iterator[Outcome]:
    """The vehicle expense equals purchase plus operation.

    What: 公务用车购置及运行维护费 = 购置费 + 运行维护费.
    Why: the two must be told apart, and there is no third.
    Basis: arithmetic; points of the ministry's inspections of disclosures.
    Example: 0 + 0 = 0.
    Limits: both sub-items must be printed.
    """
    yield _sum(facts, "vehicles", ("vehicle_purchase", "vehicle_operation"), "公务用车购置及运行维护费")


@check(
    "TPE-03",
    zh="公务接待费不等于国内接待加外事接待",
    en="hospitality-differs-from-domestic-and-foreign",
    severity="error",
    basis="公务接待费＝国内公务接待＋外事接待（算术必然）",
    area="three_public",
    identity=True,
)
def hospitality_sum(facts: Facts) -> Iterator[Outcome]:
    """Receptions equal domestic plus foreign ones.

    What: 公务接待费 = 国内公务接待支出 + 外事接待支出.
    Why: there is no third kind.
    Basis: arithmetic.
    Example: 0.18 + 0 = 0.18.
    Limits: 外事接待 printed inside 国内公务接待 (其中外事接待) is not added twice: both must
    be printed as parts of 公务接待费.
    """
    yield _sum(facts, "hospitality", ("domestic_hospitality", "foreign_hospitality"), "公务接待费")


def _sum(facts: Facts, whole: str, parts: tuple[str, ...], subject: str) -> Outcome:
    total = facts.first(whole, scope="fiscal", part="narrative")
    found = parts_of(facts, "three_public", parts, "fiscal")
    if total is None or len(found) < len(parts):
        return skip(f"{subject}与分项", "合计或分项没有读全", "the total or a part was not read")
    return agree(f"{subject}与分项", stated=of(total), computed=add(found))


@check(
    "TPE-04",
    zh="“三公”经费占比与金额不符",
    en="three-public-share-differs",
    severity="error",
    basis="占比＝该项÷“三公”经费合计；各项占比合计100%（算术必然）",
    area="three_public",
    identity=True,
)
def three_public_shares(facts: Facts) -> Iterator[Outcome]:
    """Each printed share of the three public expenses follows from its amount.

    What: item ÷ 合计 against the printed share; Σ shares = 100 %.
    Why: shares get swapped between items.
    Basis: arithmetic.
    Example: 0.18 ÷ 0.18 = 100 %.
    Limits: undefined where the total is zero; then not checkable.
    """
    total = facts.first("three_public", scope="fiscal", part="narrative")
    items = parts_of(facts, "three_public", _ITEMS, "fiscal")
    found = tuple(share_outcomes(facts, items, total))
    yield from found or (skip("“三公”占比", "没有读到占比", "no share was read"),)


@check(
    "TPE-05",
    zh="“三公”经费增减与变动率不符",
    en="three-public-change-differs",
    severity="error",
    basis="变动率＝增减额÷上年数；合计增减＝各项增减之和（算术必然）",
    area="three_public",
    identity=True,
)
def three_public_changes(facts: Facts) -> Iterator[Outcome]:
    """Changes on the year fit their rates, and the total's change is the items' sum.

    What: rate = change ÷ (actual − change) for each item; Δ合计 = Σ Δitems.
    Why: the rate is often taken of the wrong year.
    Basis: arithmetic.
    Example: 0.91 ÷ (0.18 + 0.91) = 83.49 %.
    Limits: 持平 counts as no change in the sum of the items.
    """
    rates = [r for c in _ALL for r in facts.find(c, measure="change_rate", section="three_public")]
    for rate in rates:
        yield from change_outcomes(facts, rate)
    total, items = _change(facts, "three_public"), [_change(facts, item) for item in _ITEMS]
    changed = [of(item) if item.value is not None else _none(item) for item in items if item]
    if total is None or total.value is None or len(changed) < len(_ITEMS):
        yield skip("各项增减之和", "增减额没有读全", "not every change was read")
    else:
        computed = changed[0] + changed[1] + changed[2]
        yield agree("“三公”合计增减与各项增减之和", stated=of(total), computed=computed)


def _none(fact: Fact) -> Quantity:
    """Return the zero that 持平 stands for, with its place."""
    zero = constant(0, "万元")
    return Quantity(zero.number, zero.interval, zero.printed, 0, "0", (fact,), "万元", 2)


def _change(facts: Facts, concept: str) -> Fact | None:
    return facts.first(concept, measure="change", section="three_public")


@check(
    "TPE-06",
    zh="写“持平”而数额有变化",
    en="unchanged-claim-over-a-change",
    severity="warning",
    basis="持平即两年数相等（算术必然）",
    area="three_public",
)
def unchanged_claims(facts: Facts) -> Iterator[Outcome]:
    """持平 stands only where the two years are equal.

    What: an item called 持平 has no printed change, and last year's figure (chart, or the
    total's change less the other items') equals this year's.
    Why: the word stays in the template when the figure changes.
    Basis: arithmetic; the template asks for 持平 only if equal.
    Example: 0 in both years, and Δ合计 is explained by the other items.
    Limits: without a second telling of last year's figure it is not checkable.
    """
    claims = [f for f in facts if f.direction == "unchanged" and f.span.part == "narrative"]
    for claim in claims:
        yield _unchanged(facts, claim)
    if not claims:
        yield skip("持平", "没有“持平”表述", "nothing is called unchanged")


def _unchanged(facts: Facts, claim: Fact) -> Outcome:
    subject = f"{claim.label}与上年持平"
    actual = facts.first(claim.concept, scope=claim.scope, part="narrative")
    printed = [
        f
        for f in facts.find(claim.concept, measure="change", scope=claim.scope)
        if f.value and f.dims == claim.dims
    ]
    prior = facts.first(claim.concept, scope=claim.scope, year=(facts.year or 0) - 1)
    if printed:
        zh, en = f"{claim.label}写“{claim.raw}”，又写增减 {printed[0].raw}", "unchanged, yet a change is printed"
        return Outcome(subject, "inconsistent", Message(zh, en), (claim, *printed))
    if actual is not None and prior is not None and prior.year != facts.year:
        return agree(subject, stated=of(actual), computed=of(prior), quotes=(claim.span,))
    rest = _rest_of_change(facts, claim)
    if actual is not None and rest is not None:
        return _by_the_rest(subject, claim, actual, rest)
    return skip(subject, "没有上年数可以核对", "last year's figure is not told", (claim,))


def _rest_of_change(facts: Facts, claim: Fact) -> Quantity | None:
    """Return the total's change less that of the other items: what is left for the claim."""
    total, others = _change(facts, "three_public"), [_change(facts, i) for i in _ITEMS if i != claim.concept]
    if claim.concept not in _ITEMS or total is None or total.value is None or None in others:
        return None
    left = of(total)
    for other in others:
        if other is not None:
            left = left - (of(other) if other.value is not None else _none(other))
    return left


def _by_the_rest(subject: str, claim: Fact, actual: Fact, rest: Quantity) -> Outcome:
    if 0 in rest.interval:
        zh = f"{subject}：合计增减由其他项解释，{rest.expression} = {show(rest)}"
        return passed(subject, zh, f"{rest.expression} = {show(rest)}", (claim, actual, *rest.facts))
    zh = f"{claim.label}写“{claim.raw}”，但合计增减扣除其他项后为 {rest.expression} = {show(rest)}"
    en = f"called unchanged, but the total's change leaves {show(rest)}"
    facts = (claim, actual, *rest.facts)
    return Outcome(subject, "inconsistent", Message(zh, en), facts, formula=f"{rest.expression} = {show(rest)}")


@check(
    "TPE-08",
    zh="国内公务接待的批次、人次与金额不能并存",
    en="receptions-without-batches-or-guests",
    severity="error",
    basis="决算公开检查要点：国内公务接待批次、人次、总额应同时公开",
    area="three_public",
)
def batches_and_guests(facts: Facts) -> Iterator[Outcome]:
    """Domestic receptions print money, batches and guests together, or none of them.

    What: amount > 0 ⇔ 批次 > 0 and 人次 > 0; 人次 ≥ 批次.
    Why: the counts are what a reader judges the amount by.
    Basis: points of the ministry's inspections of disclosures.
    Example: 3 批次, 25 人次, 0.18 万元.
    Limits: only where 国内公务接待 or 公务接待费 is printed.
    """
    amount, batches, guests = _receptions(facts)
    subject = "国内公务接待批次、人次与金额"
    if amount is None:
        yield skip(subject, "没有读到公务接待费", "no reception expense was read")
        return
    found = tuple(fact for fact in (amount, batches, guests) if fact is not None)
    missing = [n for n, f in (("批次", batches), ("人次", guests)) if f is None]
    if missing and amount.value:
        yield _said(subject, "missing", f"支出 {amount.raw} 而未列{'、'.join(missing)}", "counts missing", found)
    elif batches and guests and bool(amount.value) != bool(batches.value and guests.value):
        zh = f"支出 {amount.raw}，批次 {batches.raw}，人次 {guests.raw}，一有一无"
        yield _said(subject, "inconsistent", zh, "money and counts contradict", found)
    elif batches and guests and guests.number < batches.number:
        zh = f"人次 {guests.raw} 少于批次 {batches.raw}"
        yield _said(subject, "inconsistent", zh, "fewer guests than batches", found)
    else:
        yield passed(subject, f"{subject}齐全", "complete", found)


@check(
    "TPE-09",
    zh="人均接待费偏高",
    en="reception-cost-per-guest-high",
    severity="info",
    basis="党政机关国内公务接待管理规定（工作餐标准由各地规定）",
    area="three_public",
    verified=False,
)
def cost_per_guest(facts: Facts) -> Iterator[Outcome]:
    """Reception cost per guest stays under the edition's threshold.

    What: amount ÷ 人次 ≤ threshold (150 yuan unless the edition says otherwise).
    Why: a high mean asks for a look at the vouchers.
    Basis: 党政机关国内公务接待管理规定; local standards vary [unverified].
    Example: 1,800 ÷ 25 = 72 yuan.
    Limits: a hint only; foreign guests are not counted.
    """
    limit = facts.edition.thresholds["hospitality_yuan_per_guest"]
    amount, _, guests = _receptions(facts)
    yield _mean("人均接待费", amount, guests, "元/人次", limit, "人次")


@check(
    "TPE-10",
    zh="单批接待规模或金额偏大",
    en="reception-batch-large",
    severity="info",
    basis="党政机关国内公务接待管理规定（陪餐人数规定由各地细化）",
    area="three_public",
    verified=False,
)
def size_of_batches(facts: Facts) -> Iterator[Outcome]:
    """Guests and cost per batch stay under the edition's thresholds.

    What: 人次 ÷ 批次 and amount ÷ 批次.
    Why: large batches ask for a look at the vouchers.
    Basis: 党政机关国内公务接待管理规定 [unverified].
    Example: 25 ÷ 3 = 8.3 guests, 1,800 ÷ 3 = 600 yuan.
    Limits: a hint only.
    """
    limits = facts.edition.thresholds
    amount, batches, guests = _receptions(facts)
    yield _mean("每批人次", guests, batches, "人次/批", limits["hospitality_guests_per_batch"], "批次")
    yield _mean("每批金额", amount, batches, "元/批", limits["hospitality_yuan_per_batch"], "批次")


def _receptions(facts: Facts) -> tuple[Fact | None, Fact | None, Fact | None]:
    """Return amount, batches and guests of the domestic receptions."""
    amount = facts.first("domestic_hospitality", section="three_public")
    amount = amount or facts.first("hospitality", section="three_public")
    batches = facts.first("domestic_hospitality_batches")
    return amount, batches, facts.first("domestic_hospitality_guests")


def _mean(
    subject: str, whole: Fact | None, count: Fact | None, uom: str, limit: Decimal, counted: str
) -> Outcome:
    if whole is None or count is None or not count.value:
        return skip(subject, f"金额或{counted}没有读到或为零", "a figure is missing or zero")
    mean = Fraction(whole.number) / Fraction(count.number)
    value = (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(Decimal("0.1"))
    sum_ = f"{whole.number:f} ÷ {count.number:f} = {value:f} {uom}"
    facts = (whole, count)
    if mean <= Fraction(limit):
        return passed(subject, f"{sum_}，不超过 {limit} {uom}", f"{sum_}, at most {limit}", facts)
    zh, en = f"{subject}：{sum_}，超过 {limit} {uom}", f"{sum_}, above {limit}"
    return Outcome(subject, "inconsistent", Message(zh, en), facts, formula=sum_, uom=uom)


def _said(subject: str, status: Status, zh: str, en: str, facts: tuple[Fact, ...]) -> Outcome:
    return Outcome(subject, status, Message(f"{subject}：{zh}", f"{subject}: {en}"), facts)


@check(
    "TPE-11",
    zh="无车而有运行维护费",
    en="vehicle-cost-without-vehicles",
    severity="warning",
    basis="《机关事务管理条例》第二十五、二十六条：编制管理、单车核算",
    area="three_public",
)
def cost_without_vehicles(facts: Facts) -> Iterator[Outcome]:
    """A unit without vehicles spends nothing on running them.

    What: vehicles held = 0 and 公务用车运行维护费 > 0.
    Why: rented cars must be explained.
    Basis: 机关事务管理条例 art. 25-26.
    Example: 0 vehicles, 0 cost.
    Limits: 租用 or 租赁 in the section counts as an explanation.
    """
    subject = "车辆数与运行维护费"
    held = facts.first("vehicles_held") or facts.first("vehicles_total")
    cost = facts.first("vehicle_operation", scope="fiscal", part="narrative")
    if held is None or cost is None:
        yield skip(subject, "没有读到车辆数或运行维护费", "a figure was not read")
    elif not held.value and cost.value and "租" not in facts.section_text("three_public"):
        zh = f"车辆 {held.raw}，而运行维护费 {cost.raw}，未说明"
        yield _said(subject, "inconsistent", zh, "no vehicles, yet a running cost", (held, cost))
    else:
        yield passed(subject, f"车辆 {held.raw}，运行维护费 {cost.raw}", "fits", (held, cost))


@check(
    "TPE-14",
    zh="购车数量与购置费不能并存",
    en="vehicle-purchase-without-vehicles",
    severity="error",
    basis="决算公开检查要点：公务用车购置数及保有量应公开",
    area="three_public",
)
def vehicles_purchased(facts: Facts) -> Iterator[Outcome]:
    """Money for vehicles and vehicles bought appear together; the stock holds them.

    What: 购置费 > 0 ⇔ 购置数 > 0; 保有量 ≥ 购置数.
    Why: one without the other is a slip or an omission.
    Basis: points of the ministry's inspections of disclosures.
    Example: 购置费 0, 购置 0 辆.
    Limits: an instalment for a car of another year must be explained in the text.
    """
    subject = "公务用车购置费与购置数"
    cost = facts.first("vehicle_purchase", scope="fiscal", part="narrative")
    bought, held = facts.first("vehicles_purchased"), facts.first("vehicles_held")
    if cost is None or (bought is None and not cost.value):
        yield skip(subject, "没有读到购置费或购置数", "cost or number was not read")
    elif bought is None:
        yield _said(subject, "missing", f"购置费 {cost.raw} 而未列购置数", "number missing", (cost,))
    elif bool(cost.value) != bool(bought.value):
        zh = f"购置费 {cost.raw}，购置 {bought.raw}"
        yield _said(subject, "inconsistent", zh, "money and number contradict", (cost, bought))
    elif held is not None and held.number < bought.number:
        zh = f"保有量 {held.raw} 少于购置数 {bought.raw}"
        yield _said(subject, "inconsistent", zh, "fewer held than bought", (held, bought))
    else:
        yield passed(subject, f"购置费 {cost.raw}，购置 {bought.raw}", "fits", (cost, bought))


@check(
    "TPE-15",
    zh="因公出国（境）团组、人次未列或与金额矛盾",
    en="overseas-trips-not-counted",
    severity="error",
    basis="决算公开检查要点：因公出国（境）团组数、人数应公开",
    area="three_public",
)
def overseas_trips(facts: Facts) -> Iterator[Outcome]:
    """Money for trips abroad comes with groups and persons.

    What: amount > 0 ⇔ 团组数 and 人次 > 0; where all is nil and nothing is printed: a hint.
    Why: the counts are what a reader judges the amount by.
    Basis: points of the ministry's inspections of disclosures.
    Example: 全年安排因公出国（境）团组0次，出国（境）0人.
    Limits: nil trips without counts are common, so only a hint.
    """
    subject = "因公出国（境）团组与人次"
    amount = facts.first("overseas_travel", scope="fiscal", part="narrative")
    groups, people = facts.first("overseas_travel_groups"), facts.first("overseas_travel_guests")
    found = tuple(fact for fact in (amount, groups, people) if fact is not None)
    if amount is None:
        yield skip(subject, "没有读到因公出国（境）费", "no amount was read")
    elif groups is None and people is None:
        yield _uncounted(subject, amount)
    elif any(bool(f.value) != bool(amount.value) for f in (groups, people) if f is not None):
        zh = "，".join(f"{fact.label} {fact.raw}" for fact in found)
        yield _said(subject, "inconsistent", zh, "money and counts contradict", found)
    else:
        yield passed(subject, f"{subject}齐全", "complete", found)


def _uncounted(subject: str, amount: Fact) -> Outcome:
    severity: Severity = "error" if amount.value else "info"
    zh, en = f"支出 {amount.raw}，未列团组数和人次", "groups and persons are not printed"
    message = Message(f"{subject}：{zh}", f"{subject}: {en}")
    return Outcome(subject, "missing", message, (amount,), severity=severity)


@check(
    "TPE-19",
    zh="“三公”部分未列公务用车保有量",
    en="vehicle-stock-not-printed",
    severity="info",
    basis="决算公开检查要点：公务用车购置数及保有量应公开",
    area="three_public",
)
def vehicle_stock_is_printed(facts: Facts) -> Iterator[Outcome]:
    """The three-public section says how many vehicles are held, also when none.

    What: 公务用车保有量 in the section.
    Why: running cost cannot be judged without it.
    Basis: points of the ministry's inspections of disclosures.
    Example: 截至年末公务用车保有量为0辆.
    Limits: a hint; section 十（三） may print it instead.
    """
    subject = "公务用车保有量"
    held = facts.first("vehicles_held", section="three_public")
    cost = facts.first("vehicles", section="three_public")
    if facts.section("three_public") is None:
        yield skip(subject, "没有“三公”经费部分", "there is no such section")
    elif held is not None:
        yield passed(subject, f"已列 {held.raw}", "printed", (held,))
    else:
        where = (cost,) if cost else ()
        yield _said(subject, "missing", "“三公”经费部分未列", "not printed", where)
