"""“三公”经费 / three public expenses: batches, guests, vehicles and trips behind the money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Severity, Status
from audit.registry import check


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

    What: the amount of domestic receptions against 批次 and 人次.
    Why: the counts are what a reader judges the amount by.
    Basis: points of the ministry's inspections of disclosures.
    Formula: 金额 > 0 ⇔ 批次 > 0 and 人次 > 0; 人次 ≥ 批次.
    Tolerance: exact, counts; of the money only zero or not.
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
        yield _said(
            subject,
            "missing",
            f"支出 {amount.raw} 而未列{'、'.join(missing)}",
            "counts missing",
            found,
            severity=_gravity(facts),
        )
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
    Formula: 接待金额 ÷ 人次 ≤ `hospitality_yuan_per_guest` (150 yuan by default).
    Tolerance: the edition's threshold, of the printed figures.
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
    Formula: 人次 ÷ 批次 ≤ `hospitality_guests_per_batch` (15); 接待金额 ÷ 批次 ≤
    `hospitality_yuan_per_batch` (3000 yuan).
    Tolerance: the edition's thresholds, of the printed figures.
    Example: 25 ÷ 3 = 8.3 guests, 1,800 ÷ 3 = 600 yuan.
    Limits: a hint only.
    """
    limits = facts.edition.thresholds
    amount, batches, guests = _receptions(facts)
    yield _mean(
        "每批人次", guests, batches, "人次/批", limits["hospitality_guests_per_batch"], "批次"
    )
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


def _said(
    subject: str,
    status: Status,
    zh: str,
    en: str,
    facts: tuple[Fact, ...],
    severity: Severity | None = None,
) -> Outcome:
    message = Message(f"{subject}：{zh}", f"{subject}: {en}")
    return Outcome(subject, status, message, facts, severity=severity)


def _gravity(facts: Facts) -> Severity:
    """Return how grave it is that a figure is missing: it may stand in another passage."""
    return "info" if facts.is_passage else "error"


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
    Formula: 车辆数 = 0 ⇒ 公务用车运行维护费 = 0, or 租 is said.
    Tolerance: zero or not.
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

    What: the cost of purchases against the number bought and the stock.
    Why: one without the other is a slip or an omission.
    Basis: points of the ministry's inspections of disclosures.
    Formula: 购置费 > 0 ⇔ 购置数 > 0; 保有量 ≥ 购置数.
    Tolerance: exact, counts; of the money only zero or not.
    Example: 购置费 0, 购置 0 辆.
    Limits: an instalment for a car of another year must be explained in the text.
    """
    subject = "公务用车购置费与购置数"
    cost = facts.first("vehicle_purchase", scope="fiscal", part="narrative")
    bought, held = facts.first("vehicles_purchased"), facts.first("vehicles_held")
    if cost is None or (bought is None and not cost.value):
        yield skip(subject, "没有读到购置费或购置数", "cost or number was not read")
    elif bought is None:
        zh, gravity = f"购置费 {cost.raw} 而未列购置数", _gravity(facts)
        yield _said(subject, "missing", zh, "number missing", (cost,), gravity)
    elif bool(cost.value) != bool(bought.value):
        zh = f"购置费 {cost.raw}，购置 {bought.raw}"
        gravity = "error" if cost.value else "warning"  # a car may come without money
        both = (cost, bought)
        yield _said(subject, "inconsistent", zh, "money and number contradict", both, gravity)
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
    Formula: 因公出国（境）费 > 0 ⇔ 团组数 > 0 and 人次 > 0.
    Tolerance: exact, counts; of the money only zero or not.
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
        yield _uncounted(subject, amount, _gravity(facts))
    elif any(bool(f.value) != bool(amount.value) for f in (groups, people) if f is not None):
        zh = "，".join(f"{fact.label} {fact.raw}" for fact in found)
        yield _said(subject, "inconsistent", zh, "money and counts contradict", found)
    else:
        yield passed(subject, f"{subject}齐全", "complete", found)


def _uncounted(subject: str, amount: Fact, gravity: Severity) -> Outcome:
    severity: Severity = gravity if amount.value else "info"
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
    Formula: the section on “三公” ⇒ 公务用车保有量 is printed.
    Tolerance: none: there or not.
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
