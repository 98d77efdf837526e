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
class Score:
    """A score as stated and as recomputed by the edition's rule, in points."""

    label: str
    stated: Decimal
    recomputed: Decimal
    total: bool


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


def totals(forms: Iterable[Form], outcomes: Iterable[Outcome]) -> list[Score]:
    """Return each project's total score as stated, and with the rule's scores put in.

    Only scores that a check found too high are replaced; all others stand as stated.
    """
    differing = {f.id: o for o in outcomes if o.status == "inconsistent" for f in o.facts}
    found = []
    for form in forms:
        if form.total_score is None or form.total_score.value is None:
            continue
        cells = [row.score for row in form.funding] + [row.score for row in form.indicators]
        printed = [cell for cell in cells if cell is not None]
        excess = sum((_excess(cell, differing.get(cell.id)) for cell in printed), Decimal(0))
        stated = form.total_score.value
        found.append(Score(form.label, stated, stated - excess, total=True))
    return found


def _excess(score: Fact, outcome: Outcome | None) -> Decimal:
    """Return by how many points a stated score is above what the rule gives."""
    if outcome is None or outcome.uom != "分" or outcome.actual != score.value:
        return Decimal(0)
    given = outcome.expected
    return score.value - given if isinstance(given, Decimal) and score.value else Decimal(0)


def scores(outcomes: Iterable[Outcome]) -> list[Score]:
    """Return stated and recomputed scores of the indicators that a check found too high."""
    found = []
    for outcome in outcomes:
        stated, recomputed = outcome.actual, outcome.expected
        if outcome.uom != "分" or outcome.status != "inconsistent":
            continue
        if isinstance(stated, Decimal) and isinstance(recomputed, Decimal):
            found.append(Score(outcome.subject, stated, recomputed, total=False))
    return found


def residuals(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str, Decimal]]:
    """Return (check, subject, status, signed share of the allowance in %) of every sum."""
    found: list[tuple[str, str, str, Decimal]] = []
    for outcome in outcomes:
        share = numbers.used_share(outcome)
        if share is not None and outcome.residual is not None:
            percent = Decimal(round(share * 100)) * (-1 if outcome.residual < 0 else 1)
            found.append((outcome.check, outcome.subject, outcome.status, percent))
    return found


def statuses(result: Result) -> Iterator[tuple[str, str]]:
    """Yield (area, status) of every outcome."""
    from audit.views.areas import check_area

    for outcome in result.outcomes:
        yield check_area(outcome.check), outcome.status


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
