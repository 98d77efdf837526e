"""By which rules the figures were reckoned, and which filters are set, for people."""

from __future__ import annotations

from markupsafe import Markup

from audit.editions import Edition
from audit.views.choice import Choice, Rules, score_rules
from audit.views.labels import say
from audit.views.words import SEVERITY, STATUS, Language, named


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


def alarm_html(message: str) -> Markup:
    """Return a sentence that a person must not miss."""
    return Markup('<p class="s inconsistent" role="alert">≠ {}</p>').format(message)
