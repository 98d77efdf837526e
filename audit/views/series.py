"""The numbers behind the charts, as plain rows; drawing them is `charts`' work.

Amounts are Decimals in 万元 unless said otherwise. Every row can be told in words, which
is what a chart's text alternative holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from audit.engine import Result
from audit.facts import Facts, Form
from audit.model import Fact, Measure, Outcome, Scope
from audit.views import numbers
from audit.views.areas import facts_of
from audit.views.words import SCOPE, Language, named

TOTAL = "form_total"
_WAN = Decimal(10_000)
_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "income": (
        (
            "general_public_budget_revenue",
            "government_funds_revenue",
            "state_capital_revenue",
            "superior_subsidy_revenue",
            "service_revenue",
            "business_revenue",
            "affiliate_remittance_revenue",
            "other_revenue",
        ),
    ),
    "expenditure": (
        (
            "basic_expenditure",
            "project_expenditure",
            "remittance_to_superior",
            "business_expenditure",
            "subsidies_to_affiliates",
        ),
        ("functional_class",),
        ("functional_item",),
        ("personnel_funds", "public_funds"),
    ),
    "three_public": (("overseas_travel", "vehicles", "hospitality"),),
}
THREE_PUBLIC = ("overseas_travel", "vehicle_purchase", "vehicle_operation", "hospitality")
_SCOPES: dict[str, Scope | None] = {
    "basic_expenditure": "all_funds",
    "project_expenditure": "all_funds",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole; `group` numbers the whole it belongs to, `share` is in %."""

    group: int
    label: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """A figure this year and the year before; `rate` as printed, '' where none is."""

    label: str
    prior: Decimal
    current: Decimal
    rate: str


@dataclass(frozen=True, slots=True)
class Budget:
    """A project's budgets and what was spent of them, None where the form is blank."""

    label: str
    initial: Decimal | None
    adjusted: Decimal | None
    executed: Decimal | None
    rate: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of 三公 in 万元: the year before, the year's budget, the year's account."""

    label: str
    values: tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Score:
    """A score as stated and as recomputed by the edition's rule, in points.

    `bounds` are the least and the greatest score that the rule allows, where it tells a range.
    """

    label: str
    stated: Decimal
    recomputed: Decimal
    total: bool
    bounds: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Residual:
    """A sum's residual as a share of what rounding allows, in whole per cents with its sign."""

    check: str
    subject: str
    status: str
    percent: Decimal


def structure(facts: Facts, area: str) -> list[Part]:
    """Return the parts of the wholes of an area, biggest first within each; zeros left out."""
    found: list[Part] = []
    for group, concepts in enumerate(_PARTS.get(area, ())):
        amounts = _amounts(facts, concepts)
        whole = sum(amounts.values(), Decimal(0))
        ranked = sorted(amounts.items(), key=lambda pair: -pair[1])
        found += [
            Part(group, label, amount, (amount / whole * 100).quantize(Decimal("0.1")))
            for label, amount in ranked
            if amount > 0
        ]
    return found


def changes(facts: Facts, area: str, language: Language) -> list[Change]:
    """Return what an area's text compares with the year before, each comparison once."""
    found: dict[tuple[str, str | None], Change] = {}
    for fact in facts_of(facts, area):
        key = (fact.concept, fact.scope)
        if key in found or fact.measure != "change" or fact.value is None:
            continue
        current = facts.first(fact.concept, scope=fact.scope, part="narrative")
        if current is not None and current.value is not None and fact.uom == current.uom:
            found[key] = _change(facts, current, fact, language)
    return list(found.values())


def budgets(forms: Iterable[Form]) -> list[Budget]:
    """Return the budgets of the projects whose form prints any, in the form's unit."""
    rows = [(form.label, form.total) for form in forms]
    return [
        Budget(
            label,
            _value(row.initial),
            _value(row.adjusted),
            _value(row.executed),
            row.rate.raw if row.rate else "",
        )
        for label, row in rows
        if row is not None and (row.initial or row.adjusted or row.executed)
    ]


def three_public(facts: Facts) -> list[Item]:
    """Return the items of 三公 of which anything is printed, in the order of the form."""
    found = []
    for concept in THREE_PUBLIC:
        account = _in_wan(_printed(facts, concept, "actual"))
        if account is not None:
            prior = _prior(facts, concept)
            budget = _in_wan(_printed(facts, concept, "initial_budget"))
            named_ = facts.first(concept, part="narrative") or _printed(facts, concept, "actual")
            label = named_.label.rpartition("／")[2] if named_ else concept
            found.append(Item(label, (prior, budget, account)))
    return found


def totals(forms: Iterable[Form], outcomes: Iterable[Outcome]) -> list[Score]:
    """Return each form's total score as stated and as a check recomputed it, where one did."""
    lower = {
        fact.id: outcome.expected
        for outcome in outcomes
        if outcome.status == "inconsistent" and outcome.uom == "分"
        for fact in outcome.facts
        if fact.concept == TOTAL and fact.value == outcome.actual
    }
    found = []
    for form in forms:
        total = form.total_score
        if total is not None and total.value is not None:
            expected = lower.get(total.id)
            recomputed = expected if isinstance(expected, Decimal) else total.value
            found.append(Score(form.label, total.value, recomputed, total=True))
    return found


def scores(outcomes: Iterable[Outcome]) -> list[Score]:
    """Return stated and recomputed scores of single cells that a check found too high."""
    found = []
    for outcome in single_scores(outcomes):
        stated, recomputed = outcome.actual, outcome.expected
        if outcome.status == "inconsistent" and isinstance(stated, Decimal):
            found.append(
                Score(
                    outcome.subject,
                    stated,
                    Decimal(recomputed or 0),
                    total=False,
                    bounds=_bounds(outcome),
                )
            )
    return found


def single_scores(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes that recompute the score of one cell, not of a whole form."""
    for outcome in outcomes:
        about = {fact.concept for fact in outcome.facts}
        compared = isinstance(outcome.actual, Decimal) and isinstance(outcome.expected, Decimal)
        if outcome.uom == "分" and compared and not about & {TOTAL, "conclusion_score"}:
            yield outcome


def residuals(outcomes: Iterable[Outcome]) -> list[Residual]:
    """Return what each sum leaves as a share of its allowance; sums without one are left out."""
    found = []
    for outcome in outcomes:
        share = numbers.used_share(outcome)
        if share is not None and outcome.residual is not None:
            percent = Decimal(round(share * 100)) * (-1 if outcome.residual < 0 else 1)
            found.append(Residual(outcome.check, outcome.subject, outcome.status, percent))
    return found


def statuses(result: Result) -> Iterator[tuple[str, str]]:
    """Yield (area, status) of every outcome."""
    from audit.views.areas import check_area

    for outcome in result.outcomes:
        yield check_area(outcome.check), outcome.status


def _bounds(outcome: Outcome) -> tuple[Decimal, Decimal] | None:
    """Return the range of the stated score that obeys the rule, where the outcome tells one."""
    ranges = outcome.relation.alone if outcome.relation else ()
    return next(((lo, hi) for fact, lo, hi in ranges if fact.value == outcome.actual), None)


def _printed(facts: Facts, concept: str, measure: Measure) -> Fact | None:
    """Return the first such figure of the year that is an amount, in whatever part it stands."""
    return next(
        (
            fact
            for fact in facts
            if fact.concept == concept
            and fact.measure == measure
            and fact.kind == "amount"
            and fact.year in (facts.year, None)
            and fact.value is not None
        ),
        None,
    )


def _in_wan(fact: Fact | None) -> Decimal | None:
    return None if fact is None else fact.number / _WAN


def _prior(facts: Facts, concept: str) -> Decimal | None:
    """Return last year's amount: its own disclosure's, or what the change leaves of this one's."""
    if facts.previous is not None:
        return _in_wan(_printed(facts.previous, concept, "actual"))
    account, told = _printed(facts, concept, "actual"), None
    for fact in facts.by_concept.get(concept, ()):
        if fact.measure in ("change", "prior_year") and fact.span.part == "narrative":
            told = fact
            break
    if account is None or told is None:
        return None
    if told.value is None:
        return _in_wan(account) if told.direction == "unchanged" else None
    amount = told.number if told.measure == "prior_year" else account.number - told.number
    return amount / _WAN


def _amounts(facts: Facts, concepts: tuple[str, ...]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for concept in concepts:
        for fact in facts.find(concept, scope=_SCOPES.get(concept), part="narrative"):
            if fact.kind == "amount":
                found.setdefault(fact.dim("name") or fact.label, fact.number / _WAN)
    return found


def _change(facts: Facts, current: Fact, change: Fact, language: Language) -> Change:
    label = current.label
    scope = named(SCOPE, current.scope, language)
    if current.scope != "all_funds" and scope not in label and "财政拨款" not in label:
        label = f"{label}（{scope}）"
    rate = _first(facts, current, "change_rate")
    unit = _WAN if current.kind == "amount" else Decimal(1)
    number = current.number / unit
    printed = "" if rate is None else numbers.with_uom(_signed(rate), rate.uom)
    return Change(label, number - change.number / unit, number, printed)


def _first(facts: Facts, current: Fact, measure: Measure) -> Fact | None:
    return facts.first(current.concept, measure=measure, scope=current.scope, part="narrative")


def _signed(rate: Fact) -> str:
    sign = {"increase": "+", "decrease": numbers.MINUS}.get(rate.direction or "", "")
    return f"{sign}{numbers.shown(rate.value)}"


def _value(fact: Fact | None) -> Decimal | None:
    return None if fact is None else fact.value
