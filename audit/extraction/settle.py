"""Settle what words leave open, by the sums: which of two readings makes them hold.

Nothing is settled by guess: where no sum decides, the plain reading stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from audit.extraction.subjects import EITHER_VEHICLES
from audit.model import Fact

_ITEMS = ("overseas_travel", "vehicles", "hospitality")
_BY_BUDGET = (
    "general_public_budget_revenue",
    "government_funds_revenue",
    "state_capital_revenue",
)


def settle(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts of the prose, with what their sums decide."""
    found = list(facts)
    return _revenue_called_total(_budget_lists(_running_cost_alone(found)))


def _running_cost_alone(facts: list[Fact]) -> list[Fact]:
    """公务用车及运行维护费 is the running cost where purchase stands beside it in the sum."""
    either = [f for f in facts if f.dim("wording") == EITHER_VEHICLES]
    total, running = _first(facts, "three_public"), _first(either, "vehicles")
    bought = _first(facts, "vehicle_purchase")
    others = [_first(facts, concept) for concept in ("overseas_travel", "hospitality")]
    if total is None or running is None or bought is None or not bought.value:
        return facts
    rest = total.number - sum((f.number for f in others if f), Decimal(0)) - running.number
    if rest != bought.number:
        return facts
    label = "公务用车运行维护费"
    change = {id(f): replace(f, concept="vehicle_operation", label=label) for f in either}
    return [change.get(id(f), f) for f in facts]


def _budget_lists(facts: list[Fact]) -> list[Fact]:
    """A list under a budget that says 决算 is one of budgets only if it adds up to it."""
    lists: dict[str, list[Fact]] = {}
    heads: dict[str, Fact | None] = {}
    for fact in facts:
        if fact.dim("wording") == "actual":
            head = _head(facts, fact)
            key = head.id if head else ""
            heads[key] = head
            lists.setdefault(key, []).append(fact)
    wrong: set[int] = set()
    for key, items in lists.items():
        head = heads[key]
        if head is None or head.number != sum(f.number for f in items):
            wrong |= {id(f) for f in items}
    return [_as_actual(f) if id(f) in wrong else f for f in facts]


def _head(facts: Sequence[Fact], item: Fact) -> Fact | None:
    """Return the budget that heads an item's list: the last one before it, of another thing."""
    before = [
        f
        for f in facts
        if f.measure == item.measure
        and f.concept != item.concept
        and f.dim("wording") != "actual"
        and f.span.start < item.span.start
    ]
    return max(before, key=lambda f: f.span.start, default=None)


def _as_actual(fact: Fact) -> Fact:
    dims = tuple(pair for pair in fact.dims if pair != ("wording", "actual"))
    return replace(fact, measure="actual", dims=dims)


def _revenue_called_total(facts: list[Fact]) -> list[Fact]:
    """财政拨款收入总计 that is the year's appropriation is no grand total."""
    year = {f.number for f in facts if _is(f, "fiscal_appropriation_revenue")}
    parts = [_first(facts, concept) for concept in _BY_BUDGET]
    amounts = [f.number for f in parts if f is not None]
    year |= {sum(amounts, Decimal(0))} if amounts else set()
    called = [f for f in facts if f.concept == "total_revenue" and f.scope == "fiscal"]
    if not any(f.measure == "actual" and f.number in year for f in called if f.value):
        return facts
    ids = {id(f) for f in called}
    concept, label = "fiscal_appropriation_revenue", "财政拨款收入"
    return [replace(f, concept=concept, label=label) if id(f) in ids else f for f in facts]


def _is(fact: Fact, concept: str) -> bool:
    return fact.concept == concept and fact.measure == "actual" and fact.value is not None


def _first(facts: Sequence[Fact], concept: str) -> Fact | None:
    return next((f for f in facts if _is(f, concept)), None)
