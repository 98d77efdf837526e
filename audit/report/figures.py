"""The figures read, as one table grouped by where they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from audit.model import Fact
from audit.views import numbers
from audit.views.words import DIRECTION, MEASURE, SCOPE, Language, named, word


def figures_table(facts: Sequence[Fact], language: Language) -> Markup:
    """Return the table: name, measure, scope, year, value; each value links to its place."""
    names = ("label", "measure", "scope", "year", "value")
    head = Markup("").join(Markup("<th>{}</th>").format(word(name, language)) for name in names)
    body = Markup("\n").join(
        _group(section, list(group), language)
        for section, group in groupby(facts, lambda fact: fact.span.section)
    )
    return Markup(
        '<table class="figs"><thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table>'
    ).format(head, body)


def _group(section: str, facts: Sequence[Fact], language: Language) -> Markup:
    rows = Markup("\n").join(_row(fact, language) for fact in facts)
    return Markup("<tr><th colspan=5>{}</th></tr>\n{}").format(section, rows)


def _row(fact: Fact, language: Language) -> Markup:
    printed = numbers.with_uom(numbers.shown(fact.value), fact.uom)
    value = f"{named(DIRECTION, fact.direction, language)} {printed}".strip()
    link = Markup('<a href="#t{}">{}</a>').format(fact.span.start, value)
    cells = (
        fact.label,
        named(MEASURE, fact.measure, language),
        named(SCOPE, fact.scope, language),
        fact.year or "",
        link,
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}").format(c) for c in cells))
