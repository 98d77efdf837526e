"""人员 / staff: personnel expenditure per head, where the document tells how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.amounts import ascii_digits
from audit.checks.cells import at
from audit.compare import constant, of, passed, show, skip
from audit.facts import Facts
from audit.interval import EXACT
from audit.model import YUAN, Fact, Message, Outcome, Span
from audit.registry import check

_HEADS = re.compile(
    r"(?:年末)?(?:实有|现有)?(?:在职|在编在岗|在岗)(?:在编)?(?:人员|职工|人数|干部职工|教职工)*"
    r"(?:总数|共计|合计|共有|共)?(?:为|是|有)?\s*(?P<number>\d{1,5})\s*(?:人|名)"
)
_PLANNED = re.compile(r"编制|核定|离退休|退休")
_SECTIONS = ("overview", "organisation", "duties", "basic")
_WAN, _CENT = YUAN["万元"], Decimal("0.01")


@check(
    "XSE-10",
    zh="在职人员人均人员经费异常",
    en="personnel-cost-per-head-unusual",
    severity="info",
    basis="人均人员经费应在同类单位的常见范围内（审计实务）",
    area="expenditure",
    verified=False,
)
def personnel_cost_per_head(facts: Facts) -> Iterator[Outcome]:
    """Personnel expenditure per head lies in the usual band.

    What: 人员经费 of the general budget ÷ staff in post, where the document tells how many.
    Why: far too much or too little points to a wrong figure, or to pay that is booked elsewhere.
    Basis: the practice of auditors [unverified].
    Formula: 5 万元 ≤ 人员经费 ÷ 在职人数 ≤ 50 万元
    (edition: `personnel_per_head_low_wan`, `personnel_per_head_high_wan`, in the place of the
    peers' 5-95 %).
    Tolerance: rounding of the printed amount.
    Example: 760.00 ÷ 50 = 15.20 万元 a head.
    Limits: 编制 (posts) are not staff; 人员经费 includes the retired; a hint only.
    """
    subject = "人均人员经费"
    heads, cost = people_in_post(facts), _personnel(facts)
    if heads is None or cost is None or not cost.value:
        yield skip(subject, "没有读到人员经费或在职人数", "one of the figures was not read")
        return
    number, place = heads
    count = constant(number)
    limits = facts.edition.thresholds
    low, high = limits["personnel_per_head_low_wan"], limits["personnel_per_head_high_wan"]
    each = of(cost).interval.divide(count.interval)
    mean = EXACT.divide(cost.number, count.number * _WAN).quantize(_CENT)
    sum_ = f"{show(of(cost))} ÷ {count.expression} 人 = {mean} 万元/人"
    if each is not None and (each.hi < low * _WAN or each.lo > high * _WAN):
        zh, en = f"{subject}：{sum_}，不在 {low}—{high} 万元之间", f"{sum_}, not in {low}-{high}"
        message = Message(zh, en)
        yield Outcome(subject, "inconsistent", message, (cost,), formula=sum_, quotes=(place,))
    else:
        yield passed(subject, f"{sum_}，在 {low}—{high} 万元之间", f"{sum_}, usual", (cost,))


def _personnel(facts: Facts) -> Fact | None:
    told = facts.first("personnel_funds", section="basic")
    table = facts.table("gpb_basic")
    return told or at(table, table.row("personnel_funds") if table else None, "total")


def people_in_post(facts: Facts) -> tuple[int, Span] | None:
    """Return the people in post, where one number alone is told, and its place."""
    text = ascii_digits(facts.document.text)
    found: dict[int, Span] = {}
    for key in _SECTIONS:
        for place in facts.places(key):
            for match in _HEADS.finditer(text, place.body, place.end):
                if not _PLANNED.search(match.group()) and int(match["number"]):
                    span = facts.place(match.start(), match.end(), place.title)
                    found.setdefault(int(match["number"]), span)
    if len(found) != 1:
        return None
    return next(iter(found.items()))
