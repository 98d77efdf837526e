"""How leads stand, and by which rules they were reckoned, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from audit.editions import Edition
from audit.model import Lead
from audit.review import Review, UnitReview
from audit.views.choice import Choice, Rules, score_rules
from audit.views.display import Column, table_html
from audit.views.labels import say
from audit.views.lists import severity_html
from audit.views.words import SEVERITY, STANDING, STANDING_SIGN, STATUS, Language, named, word


def decisions_html(
    leads: Sequence[Lead], review: UnitReview | None, language: Language
) -> Markup:
    """Return a row for each lead that a person spoke of, how many are open, and what is wrong."""
    reviews = {} if review is None else review.reviews
    spoken = [lead for lead in leads if lead.fingerprint in reviews]
    done = sum(reviews[lead.fingerprint].status != "open" for lead in spoken)
    told = [Markup('<p class="line">{}</p>').format(say("decided", language, done, len(leads)))]
    told += [_problem(message) for message in _problems(review, language)]
    if not spoken:
        nothing = Markup('<p class="quiet">{}</p>').format(say("no_decisions", language))
        return Markup("\n").join([*told, nothing])
    rows = [_row(lead, reviews[lead.fingerprint], review, language) for lead in spoken]
    return Markup("\n").join([*told, table_html(_columns(language), rows)])


def standing_html(review: Review, language: Language) -> Markup:
    """Return how a lead stands as sign and word."""
    return Markup('<span class="standing {}">{} {}</span>').format(
        review.status, STANDING_SIGN[review.status], named(STANDING, review.status, language)
    )


def chosen_html(edition: Edition, rules: Rules, choice: Choice, language: Language) -> Markup:
    """Return the rules in force and the filters that are set, as a list of terms."""
    rows = [(say("rounding", language), say(rules.rounding, language))]
    for name in score_rules(edition.scoring):
        own = str(getattr(edition.scoring, name))
        rows.append((say(name, language), _rule(getattr(rules, name), own, language)))
    rows += [(say("filters", language), told) for told in _filters(choice, language)]
    items = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, text) for name, text in rows
    )
    return Markup('<dl class="facts">{}</dl>').format(items)


def _rule(chosen: str, own: str, language: Language) -> str:
    return say(chosen, language) if chosen else say("by_edition", language, say(own, language))


def _filters(choice: Choice, language: Language) -> list[str]:
    found = [choice.check] if choice.check else []
    found += [named(SEVERITY, choice.severity, language)] if choice.severity else []
    found += [named(STATUS, choice.status, language)] if choice.status else []
    return [*found, say("undecided", language)] if choice.undecided else found


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column("standing", word("status", language), "h"),
        Column("severity", word("severity", language), "h"),
        Column("id", say("lead", language), "w"),
        Column("message", word("message", language)),
        Column("why", say("reason", language)),
        Column("correction", say("correct", language)),
        Column("name", say("name", language), "w"),
        Column("time", say("time", language), "w"),
    )


def _row(
    lead: Lead, told: Review, review: UnitReview | None, language: Language
) -> dict[str, object]:
    last = told.decision or told.history[-1]
    outdated = review is not None and review.is_outdated(lead.fingerprint)
    note = Markup(" <small>{}</small>").format(word("outdated", language)) if outdated else ""
    return {
        "standing": standing_html(told, language) + note,
        "severity": severity_html(lead.severity, language),
        "id": lead.id,
        "message": lead.message[language],
        "why": "；".join(dict.fromkeys(filter(None, (last.reason, told.answer)))),
        "correction": "；".join(f"{one.label} → {one.value}" for one in told.correction),
        "name": last.name,
        "time": last.time[:16].replace("T", " "),
    }


def _problems(review: UnitReview | None, language: Language) -> list[str]:
    found = () if review is None else review.journal.problems
    return [problem.message[language] for problem in found]


def _problem(message: str) -> Markup:
    return Markup('<p class="s inconsistent" role="alert">≠ {}</p>').format(message)
