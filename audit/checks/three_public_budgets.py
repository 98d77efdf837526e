"""“三公”经费 / three public expenses: the budgets of the items and of the total."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.shares import near
from audit.compare import Quantity, add, agree, base_of, of, passed, skip
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome
from audit.registry import check

_ITEMS = ("overseas_travel", "vehicles", "hospitality")
_BUDGETS: tuple[Measure, ...] = ("initial_budget", "adjusted_budget")


@check(
    "TPE-20",
    zh="“三公”经费预算不等于各项预算之和",
    en="three-public-budget-differs-from-items",
    severity="error",
    basis="预算合计＝各项预算之和（算术必然）",
    area="three_public",
    identity=True,
)
def budget_sum(facts: Facts) -> Iterator[Outcome]:
    """The budget of the three public expenses is the sum of the items' budgets.

    What: Σ of the three budgets, printed or implied by actual − change on the budget,
    against the printed total; the budget of vehicles = purchase + operation.
    Why: a sentence that says 比预算增减0 of one item hides what is missing elsewhere.
    Basis: arithmetic.
    Formula: 预算合计 = Σ各项预算; 某项预算 = 决算数 − 与预算相差额.
    Tolerance: decimal interval of every printed figure.
    Example: total 20.00; items 3.00 + 1.00 = 4.00, 12.00 + 2.00 = 14.00 and 0 give 18.00.
    Limits: all three budgets must be printed or implied.
    """
    subject = "“三公”预算"
    found = False
    for measure in _BUDGETS:
        total = facts.first("three_public", measure=measure, scope="fiscal")
        vehicles = _parts_of_vehicles(facts, measure)
        whole = facts.first("vehicles", measure=measure, scope="fiscal")
        if whole is not None and vehicles is not None:
            yield agree("公务用车预算与购置、运行预算", stated=of(whole), computed=vehicles)
        items = [_budget(facts, concept, measure) for concept in _ITEMS]
        items[1] = items[1] or vehicles
        told = [item for item in items if item is not None]
        if total is None or len(told) < len(_ITEMS):
            continue
        found = True
        yield agree(subject, stated=of(total), computed=told[0] + told[1] + told[2])
    if not found:
        yield skip(subject, "未读全", "not every budget was read")


def _parts_of_vehicles(facts: Facts, measure: Measure) -> Quantity | None:
    """Return the budgets of purchase and operation together, where both are printed."""
    parts = [
        facts.first(concept, measure=measure, scope="fiscal", part="narrative")
        for concept in ("vehicle_purchase", "vehicle_operation")
    ]
    return add([part for part in parts if part is not None]) if all(parts) else None


def _budget(facts: Facts, concept: str, measure: Measure) -> Quantity | None:
    """Return an item's budget: the printed one, else actual − what it differs by."""
    printed = facts.first(concept, measure=measure, scope="fiscal")
    if printed is not None:
        return of(printed)
    change = _change(facts, concept)
    if change is None or measure != "initial_budget":
        return None
    actual = near(facts, change, "actual")
    if actual is None:
        return None
    return of(actual) - of(change) if change.value is not None else base_of(actual, change)


def _change(facts: Facts, concept: str) -> Fact | None:
    found = facts.first(concept, measure="budget_change", scope="fiscal")
    if found is None and concept == "vehicles":  # 购置0，运行支出…比预算数减少…
        found = facts.first("vehicle_operation", measure="budget_change", scope="fiscal")
        bought = facts.first("vehicle_purchase", scope="fiscal")
        return found if bought is not None and not bought.value else None
    return found


@check(
    "TPE-21",
    zh="预算段落误用“支出决算”",
    en="budget-called-final-account",
    severity="warning",
    basis="《预算法》第七十五条",
    area="three_public",
)
def budgets_called_accounts(facts: Facts) -> Iterator[Outcome]:
    """The items of a budget are not called 支出决算.

    What: 经费预算X，其中：…支出决算A；…支出决算B with A + B = X.
    Why: a reader takes the budgets of the items for what was spent.
    Basis: 预算法 art. 75.
    Formula: 预算 X, 其中 支出决算 A, B with A + B = X ⇒ A and B are budgets.
    Tolerance: decimal interval of every printed figure.
    Example: 预算30，其中：接待费支出决算10；用车费支出决算20: 10 + 20 = 30.
    Limits: only where the items add up to the budget; they are then read as budgets.
    """
    worded = tuple(f for f in facts if f.dim("wording") == "actual" and f.measure in _BUDGETS)
    subject = "预算的用语"
    items = tuple(f for c in _ITEMS for m in _BUDGETS for f in facts.find(c, measure=m))
    if not worded and items:
        yield passed(subject, "各项预算未称作决算", "no budget is called an account", items)
        return
    if not worded:
        yield skip(subject, "无各项预算", "no budget of an item was read")
        return
    heads = tuple(facts.find("three_public", measure=worded[0].measure))[:1]
    zh = f"预算段落把 {'、'.join(f.raw for f in worded)} 写作“支出决算”，按预算数读取"
    en = f"{len(worded)} items of a budget are called final accounts; read as budgets"
    yield Outcome(subject, "inconsistent", Message(zh, en), (*heads, *worded))
