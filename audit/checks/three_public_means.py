"""“三公”经费、会议费、培训费 / means a head, counts of foreign guests and meetings, rates alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audit.checks.quotients import judged, per, year_before
from audit.checks.shares import before, is_nil
from audit.compare import Quantity, constant, of, passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check

_ITEMS = ("overseas_travel", "vehicles", "hospitality")
_VEHICLES = ("vehicle_purchase", "vehicle_operation")
_MEANS = (
    (
        "hospitality_per_guest",
        ("domestic_hospitality", "hospitality"),
        ("domestic_hospitality_guests",),
    ),
    ("vehicle_operation_per_vehicle", ("vehicle_operation",), ("vehicles_held",)),
    ("vehicle_purchase_per_vehicle", ("vehicle_purchase",), ("vehicles_purchased",)),
)
_SESSIONS = (("meeting_expense", "会议费"), ("training_expense", "培训费"))


@check(
    "TPE-25",
    zh="人均、车均数与金额和数量不符",
    en="printed-mean-differs",
    severity="warning",
    basis="人均接待费＝公务接待费÷人次；车均运行维护费＝运行维护费÷保有量（算术必然）",
    area="three_public",
    identity=True,
)
def printed_means(facts: Facts) -> Iterator[Outcome]:
    """A printed mean is its expense divided by its count.

    What: 人均接待费, 车均运行维护费, 车均购置费 against amount ÷ 人次, 保有量, 购置数.
    Why: the mean is typed by hand and stays when the figures change.
    Basis: arithmetic.
    Formula: 人均 = 接待费 ÷ 人次；车均 = 费用 ÷ 车辆数.
    Tolerance: interval of the quotient against the interval of the printed mean.
    Example: 2.00 万元 ÷ 150 人次 = 133.33 元.
    Limits: a warning, since a unit may divide by another count; of nothing nothing is 0.
    """
    told = False
    for concept, wholes, counts in _MEANS:
        for mean in facts.find(concept, part="narrative"):
            told = True
            yield _mean(facts, mean, wholes, counts)
    if not told:
        yield skip("人均、车均", "文中没有人均、车均数", "no mean is told")


def _mean(facts: Facts, mean: Fact, wholes: tuple[str, ...], counts: tuple[str, ...]) -> Outcome:
    amounts = [f for c in wholes if (f := facts.first(c, scope="fiscal", part="narrative"))]
    numbers = [f for c in counts if (f := facts.first(c, part="narrative"))]
    subject = mean.label
    if not amounts or not numbers:
        zh, en = "没有同时读到金额和数量", "the amount or the count was not read"
        return skip(subject, zh, en, (mean,))
    if is_nil(*amounts) and (is_nil(mean) or is_nil(*numbers)):
        return _mean_of_nothing(subject, (mean, *amounts[:1], *numbers[:1]))
    found = [
        judged(subject, stated=of(mean), computed=per(of(amount), of(number), mean.uom))
        for amount in amounts
        for number in numbers
    ]
    return next((one for one in found if one.status != "inconsistent"), found[0])


def _mean_of_nothing(subject: str, cells: tuple[Fact, ...]) -> Outcome:
    if not cells[0].value:
        return passed(subject, f"{subject}：没有支出", f"{subject}: nothing spent", cells)
    zh = f"{subject}：没有支出，却写 {cells[0].raw}"
    en = f"{subject}: nothing spent, yet {cells[0].raw}"
    return Outcome(subject, "inconsistent", Message(zh, en), cells)


@check(
    "TPE-26",
    zh="外事接待的批次、人次与金额不能并存",
    en="foreign-receptions-without-guests",
    severity="error",
    basis="决算公开检查要点：接待批次、人次、金额应同时公开；无支出即无批次人次（逻辑）",
    area="three_public",
)
def foreign_receptions(facts: Facts) -> Iterator[Outcome]:
    """Receptions of foreign guests print money and counts that go together.

    What: amount > 0 ⇔ 批次 > 0 ⇔ 人次 > 0 of 外事接待; 人次 ≥ 批次.
    Why: the line is a template where there were none.
    Basis: points of the ministry's inspections of disclosures; logic.
    Formula: 金额 > 0 ⇔ 批次 > 0 ⇔ 人次 > 0；人次 ≥ 批次.
    Tolerance: exact, counts.
    Example: 0 batches, 0 guests, 0 yuan.
    Limits: needs two of the three; a warning where money stands beside 0 counts, since small
    receptions may be paid without a batch of their own.
    """
    subject = "外事接待批次、人次与金额"
    amount = _foreign_amount(facts)
    counts = [
        facts.first(f"foreign_hospitality_{kind}", part="narrative")
        for kind in ("batches", "guests")
    ]
    yield _together(subject, [amount], counts)


def _foreign_amount(facts: Facts) -> Fact | None:
    told = facts.first("foreign_hospitality", scope="fiscal", part="narrative")
    details = facts.find("detail_amount", measure="reason", about="foreign_hospitality")
    return told or next(iter(details), None)


def _together(subject: str, amounts: list[Fact | None], counts: list[Fact | None]) -> Outcome:
    """Return whether money and counts are all there or all nil, guests no fewer than batches."""
    found = [fact for fact in (*amounts, *counts) if fact is not None and fact.value is not None]
    if len(found) < 2:
        zh, en = "没有读到可以对照的数", "there is nothing to compare with"
        return skip(subject, zh, en, tuple(found))
    told = "，".join(f"{fact.label} {fact.raw}" for fact in found)
    counted = [fact for fact in counts if fact is not None]
    contradict = len({bool(fact.value) for fact in found}) > 1
    fewer = len(counted) > 1 and counted[1].number < counted[0].number
    if contradict or fewer:
        only_money = contradict and len({bool(fact.value) for fact in counted}) == 1
        zh = f"{subject}：{told}，{'一有一无' if contradict else '人次少于次数'}"
        en = f"{subject}: {'money and counts contradict' if contradict else 'fewer persons'}"
        return Outcome(
            subject,
            "inconsistent",
            Message(zh, en),
            tuple(found),
            severity="warning" if only_money else None,
        )
    return passed(subject, f"{subject}：{told}", f"{subject}: they go together", tuple(found))


@check(
    "TPE-27",
    zh="会议费、培训费与次数、人次不能并存",
    en="meetings-without-participants",
    severity="warning",
    basis="有会议、培训支出即有次数和人次（逻辑）",
    area="three_public",
)
def meetings_and_trainings(facts: Facts) -> Iterator[Outcome]:
    """Expenses for meetings and trainings stand beside the numbers of both and their guests.

    What: amount > 0 ⇔ number > 0 ⇔ 人次 > 0 of 会议费 and of 培训费; 人次 ≥ number.
    Why: the counts are what a reader judges the amount by.
    Basis: logic.
    Formula: 金额 > 0 ⇔ 次数 > 0 ⇔ 人次 > 0；人次 ≥ 次数.
    Tolerance: exact, counts.
    Example: 0.80 万元, 2 meetings, 80 participants.
    Limits: only where the prose counts them; trainings by others have fees and no number.
    """
    told = False
    for concept, name in _SESSIONS:
        amount = facts.first(concept, scope="fiscal", part="narrative")
        counts = [
            facts.first(f"{concept}_{k}", part="narrative") for k in ("sessions", "participants")
        ]
        if any(counts):
            told = True
            yield _together(f"{name}与次数、人次", [amount], counts)
    if not told:
        yield skip("会议费、培训费", "文中没有次数和人次", "no meetings are counted")


@check(
    "TPE-28",
    zh="按同比率推算的上年“三公”经费与各项之和不符",
    en="prior-year-by-rates-differs-from-its-items",
    severity="warning",
    basis="上年数＝本年数÷（1＋变动率）；上年合计＝上年各项之和（算术必然）",
    area="three_public",
    identity=True,
)
def prior_by_rates(facts: Facts) -> Iterator[Outcome]:
    """Last year's three public expenses, derived from rates alone, are their items' sum.

    What: where rates are printed without changes: 合计 ÷ (1 + rate) = Σ item ÷ (1 + rate).
    Why: a rate that stands alone can be tested by its like only.
    Basis: arithmetic.
    Formula: 本年合计 ÷ (1 + 变动率) = Σ 本年各项 ÷ (1 + 变动率).
    Tolerance: the intervals of all amounts and rates.
    Example: 8.50 ÷ 1.0625 = 8.00 = 6.50 ÷ 1.1017 + 2.00 ÷ 0.9524 + 0.
    Limits: every item with money needs a rate; an item that was nil and is nil adds nothing;
    printed changes are TPE-05.
    """
    subject = "“三公”经费按同比率推算的上年数"
    whole = _prior(facts, "three_public")
    items: list[Quantity] = []
    for concept in _ITEMS:
        prior = _prior(facts, concept) or _vehicles(facts, concept)
        if prior is None:
            break
        items.append(prior)
    printed = facts.find("three_public", measure="change", part="narrative")
    if whole is None or len(items) < len(_ITEMS) or any(f.value for f in printed):
        yield skip(subject, "变动率没有读全，或列有增减额", "not every rate alone was read")
        return
    computed = items[0] + items[1] + items[2]
    yield judged(subject, stated=whole, computed=computed)


def _vehicles(facts: Facts, concept: str) -> Quantity | None:
    if concept != "vehicles":
        return None
    parts = [_prior(facts, part) for part in _VEHICLES]
    return parts[0] + parts[1] if parts[0] is not None and parts[1] is not None else None


def _prior(facts: Facts, concept: str) -> Quantity | None:
    """Return this year's amount ÷ (1 + rate); nil stays nil where the rate is 0 or missing."""
    rate = facts.first(concept, measure="change_rate", section="three_public")
    actual = (before(facts, rate, "actual") if rate else None) or facts.first(
        concept, scope="fiscal", part="narrative"
    )
    if actual is None or (rate is None and actual.value):
        return None
    if rate is None or is_nil(actual, rate):
        nothing = replace(constant(0, "万元"), places=2)
        return replace(nothing, facts=(actual,) if rate is None else (actual, rate))
    return year_before(actual, rate)
