"""One printed figure as a card: what it is, what it can stand for, which checks it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from audit.engine import Result
from audit.model import Fact, Outcome
from audit.views import numbers
from audit.views.display import Column, table_html
from audit.views.labels import say
from audit.views.lists import status_html
from audit.views.passages import place, row_of
from audit.views.reckoning import printed_number
from audit.views.words import MEASURE, SCOPE, Language, named, word


def fact_at(result: Result, start: int) -> Fact | None:
    """Return the figure that is printed at a place, or None."""
    found = [fact for fact in result.facts if fact.span.start == start]
    inside = [f for f in result.facts if f.span.start <= start < f.span.end]
    return next(iter([*found, *inside]), None)


def occurrences(result: Result, fact: Fact) -> tuple[Fact, ...]:
    """Return the places where the same thing is told, in document order, itself among them."""
    return tuple(one for one in result.facts if _about(one) == _about(fact))


def outcomes_with(result: Result, fact: Fact) -> tuple[Outcome, ...]:
    """Return the outcomes that a figure stands in, what fails first."""
    found = [o for o in result.outcomes if any(f.id == fact.id for f in o.facts)]
    return tuple(sorted(found, key=lambda outcome: outcome.status != "inconsistent"))


def fact_html(result: Result, fact: Fact, language: Language) -> Markup:
    """Return the card of a figure with the checks it stands in."""
    rows = [
        (word("value", language), printed_number(fact)),
        (word("measure", language), named(MEASURE, fact.measure, language)),
        (word("scope", language), named(SCOPE, fact.scope, language)),
        (word("year", language), str(fact.year or "")),
        (say("can_be", language), " … ".join(numbers.bounds(fact) or ())),
        (say("place", language), f"{place(fact.span, language)} {row_of(fact.span, language)}"),
    ]
    items = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, text) for name, text in rows if text.strip()
    )
    return Markup(
        '<section class="fact"><strong>{}</strong><dl class="facts">{}</dl>{}</section>'
    ).format(fact.label, items, _checks(outcomes_with(result, fact), language))


def _about(fact: Fact) -> tuple[object, ...]:
    return fact.concept, fact.measure, fact.scope, fact.year, fact.dims


def _checks(outcomes: Sequence[Outcome], language: Language) -> Markup:
    if not outcomes:
        return Markup('<p class="quiet">{}</p>').format(say("in_no_check", language))
    columns = (
        Column("status", say("stands_in", language), "h"),
        Column("check", word("check", language), "w"),
        Column("formula", word("formula", language)),
    )
    return table_html(columns, [*_check_rows(outcomes, language)])


def _check_rows(outcomes: Iterable[Outcome], language: Language) -> Iterable[dict[str, object]]:
    for outcome in outcomes:
        yield {
            "status": status_html(outcome.status, language),
            "check": outcome.check,
            "formula": f"{outcome.subject}：{outcome.formula or outcome.message[language]}",
        }
