"""Tables as people read them in a notebook or a report: figures, checks, what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from audit.facts import Facts
from audit.model import Fact, Lead, Outcome, Span
from audit.views import numbers
from audit.views.areas import AREAS, area_of
from audit.views.display import Column, table_html
from audit.views.passages import place
from audit.views.words import (
    AREA,
    DIRECTION,
    MEASURE,
    PART,
    SCOPE,
    SEVERITY,
    SEVERITY_SIGN,
    STATUS,
    STATUS_SIGN,
    Language,
    named,
    word,
)

PASSED = ("exact", "rounding")


def facts_table(facts: Iterable[Fact], language: Language) -> Markup:
    """Return the figures read, one row each, numbers as printed with their direction."""
    columns = (
        Column("label", word("label", language)),
        Column("measure", word("measure", language), "w"),
        Column("scope", word("scope", language), "w"),
        Column("year", word("year", language), "w"),
        Column("value", word("value", language), "n"),
        Column("place", word("place", language)),
    )
    return table_html(columns, [_fact_row(fact, language) for fact in facts])


def outcomes_table(outcomes: Iterable[Outcome], language: Language) -> Markup:
    """Return what each check found: stated, recomputed, residual and its allowance."""
    columns = (
        Column("status", word("status", language), "h"),
        Column("check", word("check", language), "w"),
        Column("subject", word("subject", language)),
        Column("stated", word("stated", language), "n"),
        Column("recomputed", word("recomputed", language), "n"),
        Column("residual", word("residual", language), "n"),
        Column("allowance", word("allowance", language), "n"),
        Column("used", word("used", language), "h"),
        Column("formula", word("formula", language)),
    )
    return table_html(columns, [_outcome_row(outcome, language) for outcome in outcomes])


def unchecked_table(outcomes: Iterable[Outcome], language: Language) -> Markup:
    """Return the relations that could not be tested or whose check crashed, and why."""
    columns = (
        Column("status", word("status", language), "h"),
        Column("check", word("check", language), "w"),
        Column("subject", word("subject", language)),
        Column("message", word("message", language)),
    )
    return table_html(columns, [_outcome_row(outcome, language) for outcome in outcomes])


def leads_table(leads: Iterable[Lead], language: Language) -> Markup:
    """Return the leads in one line each, in the order given."""
    columns = (
        Column("severity", word("severity", language), "h"),
        Column("check", word("check", language), "w"),
        Column("message", word("message", language)),
        Column("stated", word("stated", language), "n"),
        Column("recomputed", word("recomputed", language), "n"),
        Column("residual", word("residual", language), "n"),
    )
    return table_html(columns, [_lead_row(lead, language) for lead in leads])


def unread_table(spans: Iterable[Span], language: Language) -> Markup:
    """Return printed numbers that were not read: where, and the words around each."""
    columns = (
        Column("part", word("place", language), "w"),
        Column("start", "#", "n"),
        Column("quote", word("quotes", language)),
    )
    rows = [{"part": place(s, language), "start": s.start, "quote": s.quote} for s in spans]
    return table_html(columns, rows)


def fact_counts_table(facts: Facts, language: Language) -> Markup:
    """Return how many figures each area has in each part of the document."""
    counts: Counter[tuple[str, str]] = Counter((area_of(facts, f), f.span.part) for f in facts)
    parts = [part for part in PART if any(found == part for _, found in counts)]
    columns = (
        Column("area", word("area", language), "w"),
        *(Column(part, named(PART, part, language), "n") for part in parts),
    )
    rows = [
        {"area": named(AREA, area, language), **{part: counts[area, part] or "" for part in parts}}
        for area in AREAS
    ]
    return table_html(columns, rows)


def passed(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes of relations that hold."""
    return tuple(outcome for outcome in outcomes if outcome.status in PASSED)


def tested(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes of relations that were tested, whatever came out."""
    left_out = ("not_applicable", "error")
    return tuple(outcome for outcome in outcomes if outcome.status not in left_out)


def unchecked(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes that say why a relation was not tested, crashes first."""
    found = [o for o in outcomes if o.status in ("not_applicable", "error")]
    return tuple(sorted(found, key=lambda outcome: outcome.status != "error"))


def status_html(status: str, language: Language) -> Markup:
    """Return a status as sign and word, so that colour is never the only signal."""
    return Markup('<span class="s {}">{} {}</span>').format(
        status, STATUS_SIGN[status], named(STATUS, status, language)
    )


def severity_html(severity: str, language: Language) -> Markup:
    """Return a severity as sign and word."""
    return Markup('<span class="s v {}">{} {}</span>').format(
        severity, SEVERITY_SIGN[severity], named(SEVERITY, severity, language)
    )


def gauge_html(outcome: Outcome) -> Markup:
    """Return how much of the allowance the residual uses, as a number and a bar."""
    share = numbers.used_share(outcome)
    if share is None:
        return Markup("")
    if share == 0:
        return Markup("0%")
    width = min(100, round(share * 100))
    return Markup(
        '<span class="s">{}<span class="gauge{}"><i style="width:{}%"></i></span></span>'
    ).format(numbers.as_percent(share), Markup(" over") if share > 1 else "", width)


def counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Return how many outcomes have each status, statuses without any left out."""
    counts = {status: sum(o.status == status for o in outcomes) for status in STATUS}
    return {status: count for status, count in counts.items() if count}


def _fact_row(fact: Fact, language: Language) -> dict[str, object]:
    direction = named(DIRECTION, fact.direction, language)
    printed: str | Markup = numbers.with_uom(numbers.shown(fact.value), fact.uom)
    if fact.value is None:
        printed = Markup('<span class="words">{}</span>').format(_cut(fact.raw))
    return {
        "label": fact.label,
        "measure": named(MEASURE, fact.measure, language),
        "scope": named(SCOPE, fact.scope, language),
        "year": fact.year,
        "value": Markup("{} {}").format(direction, printed).strip(),
        "place": place(fact.span, language),
    }


def _outcome_row(outcome: Outcome, language: Language) -> dict[str, object]:
    uom = outcome.uom
    return {
        "status": status_html(outcome.status, language),
        "check": outcome.check,
        "subject": outcome.subject,
        "stated": numbers.measured(outcome.actual, uom),
        "recomputed": numbers.measured(outcome.expected, uom),
        "residual": numbers.signed(outcome.residual),
        "allowance": numbers.allowed(outcome.allowance),
        "used": gauge_html(outcome),
        "formula": escape(outcome.formula or outcome.message[language]),
        "message": outcome.message[language],
    }


def _lead_row(lead: Lead, language: Language) -> dict[str, object]:
    outcome = lead.outcome
    return {
        "severity": severity_html(lead.severity, language),
        "check": lead.check,
        "message": lead.message[language],
        "stated": numbers.measured(outcome.actual, outcome.uom),
        "recomputed": numbers.measured(outcome.expected, outcome.uom),
        "residual": numbers.signed(outcome.residual),
    }


def _cut(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
