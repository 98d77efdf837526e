"""The working papers of a report: figures, passed relations and rules, in few bytes.

A real disclosure has five hundred figures and three hundred relations; closing tags that
HTML does not ask for and cells that say nothing are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from audit.handbook import page_of
from audit.model import Fact, Outcome
from audit.registry import catalogue
from audit.views import numbers
from audit.views.words import (
    DIRECTION,
    MEASURE,
    SCOPE,
    SEVERITY,
    STATUS_SIGN,
    Language,
    named,
    titled,
    word,
)

_LINE = Markup("\n")


def figures_table(facts: Iterable[Fact], year: int | None, language: Language) -> Markup:
    """Return the figures, a row a name, grouped by place; each name links to its place.

    A figure of another year than the report's carries its year.
    """
    names = ("label", "scope", "value")
    body = _LINE.join(
        _place(section, list(group), year, language)
        for section, group in groupby(facts, lambda fact: fact.span.section)
    )
    return _table("figs", [word(name, language) for name in names], body)


def passed_table(outcomes: Sequence[Outcome], language: Language) -> Markup:
    """Return the relations that hold, with the sum redone, its residual and its allowance."""
    names = ("check", "subject", "residual", "allowance", "formula")
    body = _LINE.join(_passed_row(outcome, language) for outcome in outcomes)
    return _table("passes", ["", *(word(name, language) for name in names)], body)


def unchecked_table(outcomes: Sequence[Outcome], language: Language) -> Markup:
    """Return what could not be tested, a row a reason; a check that crashed comes first."""
    reasons: dict[tuple[bool, str], dict[str, list[str]]] = {}
    for outcome in outcomes:
        why = outcome.message[language].partition("：" if language == "zh" else ": ")[2]
        reason = outcome.status != "error", why or outcome.message[language]
        reasons.setdefault(reason, {}).setdefault(outcome.check, []).append(outcome.subject)
    names = ("message", "check", "subject")
    rows = []
    for (fine, why), checks in sorted(reasons.items()):
        sign = "" if fine else f"{STATUS_SIGN['error']} "
        span = Markup(" rowspan={}").format(len(checks)) if len(checks) > 1 else ""
        told = Markup("<td{}>{}{}").format(span, sign, why)  # once for all checks that it stops
        for check, subjects in checks.items():
            names_of = "；".join(dict.fromkeys(subjects))
            rows.append(Markup("<tr>{}<td>{}<td>{}").format(told, check, names_of))
            told = Markup("")
    return _table("unchecked", [word(name, language) for name in names], _LINE.join(rows))


def rules_table(ran: frozenset[str], shown: frozenset[str], language: Language) -> Markup:
    """Return the checks that `ran` with their basis; those in `shown` with their known limits.

    A check that tested nothing is told with its reason where that is listed.
    """
    names = ("check", "title_column", "severity", "basis")
    rows = []
    for entry in (entry for entry in catalogue() if entry.id in ran):
        doubt = "" if entry.verified else f"（{word('unverified', language)}）"
        known = page_of(entry, language).limits if entry.id in shown else ""
        told = Markup("<br><small>{}</small>").format(known) if known else Markup("")
        severity = named(SEVERITY, entry.severity, language)
        rows.append(
            Markup('<tr id="rule-{}"><td>{}<td>{}<td>{}<td>{}{}{}').format(
                entry.id,
                entry.id,
                titled(entry.title, language),
                severity,
                entry.basis,
                doubt,
                told,
            )
        )
    return _table("rules", [word(name, language) for name in names], _LINE.join(rows))


def _table(css: str, names: Sequence[str], body: Markup) -> Markup:
    head = Markup("").join(Markup("<th>{}").format(name) for name in names)
    return Markup('<table class="{}"><thead><tr>{}<tbody>\n{}\n</table>').format(css, head, body)


def _place(section: str, facts: Sequence[Fact], year: int | None, language: Language) -> Markup:
    rows = [Markup("<tr><th colspan=3>{}").format(section)]
    for (label, scope), group in groupby(facts, lambda fact: (fact.label, fact.scope)):
        found = list(group)
        values = Markup("　").join(_value(fact, year, language) for fact in found)
        rows.append(
            Markup('<tr><td><a href="#t{}">{}</a><td>{}<td>{}').format(
                found[0].span.start, label, named(SCOPE, scope, language), values
            )
        )
    return _LINE.join(rows)


def _value(fact: Fact, year: int | None, language: Language) -> Markup:
    printed = numbers.with_uom(numbers.shown(fact.value), fact.uom)
    when = f"{fact.year} " if fact.year != year and fact.year is not None else ""
    value = f"{named(DIRECTION, fact.direction, language)} {printed}".strip()
    return Markup("{}{} <b>{}</b>").format(when, named(MEASURE, fact.measure, language), value)


def _passed_row(outcome: Outcome, language: Language) -> Markup:
    told = outcome.formula or outcome.message[language].removeprefix(f"{outcome.subject}：")
    if outcome.residual == 0:
        told = told.partition("，印列")[0]  # the printed figure is the one just reckoned
    if outcome.residual is None:
        compared = Markup("<td><td>")
    else:
        share = numbers.used_share(outcome)
        used = f" · {numbers.as_percent(share)}" if share else ""
        compared = Markup("<td>{}<td>{}{}").format(
            numbers.signed(outcome.residual), numbers.allowed(outcome.allowance), used
        )
    return Markup("<tr><td>{}<td>{}<td>{}{}<td>{}").format(
        STATUS_SIGN[outcome.status], outcome.check, outcome.subject, compared, told
    )
