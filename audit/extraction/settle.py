"""Settle what words leave open, by the sums: which of two readings makes them hold.

Nothing is settled by guess: where no sum decides, the plain reading stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from audit.extraction.flow import CALLED_ACTUAL, LISTED
from audit.extraction.subjects import EITHER_VEHICLES
from audit.model import Fact

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
    heads: dict[str, Decimal] = {}
    for fact in (f for f in facts if LISTED in f.dims):
        head = _head(facts, fact)
        if head is not None:
            heads[head.id] = head.number
            lists.setdefault(head.id, []).append(fact)
    sums = {key: sum((f.number for f in items), Decimal(0)) for key, items in lists.items()}
    wrong = {id(f) for key, items in lists.items() for f in items if sums[key] != heads[key]}
    return [_unlisted(f, wrong=id(f) in wrong) if LISTED in f.dims else f for f in facts]


def _head(facts: Sequence[Fact], item: Fact) -> Fact | None:
    """Return the budget that heads an item's list: the last one before it outside a list."""
    before = [
        f
        for f in facts
        if f.measure == item.measure and LISTED not in f.dims and f.span.start < item.span.start
    ]
    return max(before, key=lambda f: f.span.start, default=None)


def _unlisted(fact: Fact, *, wrong: bool) -> Fact:
    """Return an item of a list; one called 决算 in a list that is not the budget is actual."""
    dims = tuple(pair for pair in fact.dims if pair != LISTED)
    if wrong and CALLED_ACTUAL in dims:
        dims = tuple(pair for pair in dims if pair != CALLED_ACTUAL)
        return replace(fact, measure="actual", dims=dims)
    return replace(fact, dims=dims)


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
