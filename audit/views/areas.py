"""Which figures belong to which of the areas that an auditor walks through."""

from __future__ import annotations

from audit.engine import Result
from audit.facts import Facts
from audit.model import Fact, Lead, Outcome
from audit.registry import find_check

AREAS = ("income", "expenditure", "three_public", "performance", "form")

_SECTIONS = {
    "totals": "income",
    "revenue": "income",
    "fiscal_totals": "income",
    "expenditure": "expenditure",
    "gpb": "expenditure",
    "gpb_overall": "expenditure",
    "gpb_structure": "expenditure",
    "gpb_items": "expenditure",
    "basic": "expenditure",
    "government_funds": "expenditure",
    "state_capital": "expenditure",
    "operating": "expenditure",
    "procurement": "expenditure",
    "three_public": "three_public",
    "three_public_overall": "three_public",
    "three_public_detail": "three_public",
    "performance": "performance",
}
_REVENUE = ("revenue", "carryover", "grand_total", "nonfiscal")
_THREE_PUBLIC = ("three_public", "overseas", "vehicle", "hospitality")


def area_of(facts: Facts, fact: Fact) -> str:
    """Return the area of a figure; `form` for what belongs to none of the other four."""
    if fact.span.part == "form":
        return "performance"
    if fact.span.part == "narrative":
        inside = [s for s in facts.sections if s.start <= fact.span.start < s.end]
        for section in sorted(inside, key=lambda section: -section.start):
            if section.key in _SECTIONS:
                return _SECTIONS[section.key]
        return "form"
    return _by_concept(fact.concept)


def facts_of(facts: Facts, area: str | None) -> tuple[Fact, ...]:
    """Return the figures of an area in document order; None means all."""
    if area is None:
        return facts.figures
    return tuple(fact for fact in facts if area_of(facts, fact) == area)


def outcomes_of(result: Result, area: str | None) -> tuple[Outcome, ...]:
    """Return the outcomes of an area's checks; None means all."""
    return result.outcomes if area is None else result.of_area(area)


def leads_of(result: Result, area: str | None) -> tuple[Lead, ...]:
    """Return the leads of an area, worst first; None means all.

    What compares all of the prose with the tables is told where its figure belongs.
    """
    if area is None:
        return result.leads
    return tuple(lead for lead in result.leads if _lead_area(result.facts, lead) == area)


def _lead_area(facts: Facts, lead: Lead) -> str:
    """Return the area of a lead: its check's, or that of its first figure for `form`."""
    area, told = find_check(lead.check).area, lead.outcome.facts
    return area_of(facts, told[0]) if area == "form" and told else area


def check_area(check: str) -> str:
    """Return the area that a check belongs to."""
    return find_check(check).area


def _by_concept(concept: str) -> str:
    if any(word in concept for word in _THREE_PUBLIC):
        return "three_public"
    return "income" if any(word in concept for word in _REVENUE) else "expenditure"
