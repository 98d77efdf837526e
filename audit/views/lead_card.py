"""A lead for the inspector beside the document: its sum, what would solve it, its quotations.

Every place is an element with `data-at`, its offset, so that a person can go there.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from audit.model import Document, Explanation, Lead
from audit.views.display import block
from audit.views.evidence import sheet, templates
from audit.views.labels import say
from audit.views.reckoning import Row, calculation_html
from audit.views.words import Language


def lead_html(
    lead: Lead, document: Document, language: Language, standing: Sequence[str] = ()
) -> Markup:
    """Return the card; `standing` are lines that say how the lead stands."""
    reckoned = calculation_html(lead.outcome, language, _linked)
    template = templates().get_template("lead.html.j2")
    html = template.render(
        sheet=sheet(lead, document, language), standing=standing, language=language,
        calculation=reckoned, explanations=_explanations(lead, language) if reckoned else "",
    )  # fmt: skip
    return block(Markup(html))  # noqa: S704 - autoescaped


def _explanations(lead: Lead, language: Language) -> Markup:
    """Return which figures would solve a lead, the likeliest first, each with its place."""
    if lead.outcome.status != "inconsistent":
        return Markup("")
    if not lead.explanations:
        return Markup('<p class="quiet">{}</p>').format(say("not_solved", language))
    items = Markup("").join(
        Markup("<li>{} {}</li>").format(told.message[language], _places(told))
        for told in lead.explanations
    )
    return Markup('<div class="explained"><p>{}</p><ul>{}</ul></div>').format(
        say("solved_by", language), items
    )


def _places(told: Explanation) -> Markup:
    return Markup(" ").join(_place(fact.span.start, "↗") for fact, _ in told.changes)


def _linked(row: Row) -> Markup:
    return Markup("") if row.anchor is None else _place(row.anchor, f"{row.place} ↗")


def _place(anchor: int, words: str) -> Markup:
    return Markup('<i data-at="{}" role="button" tabindex="0">{}</i>').format(anchor, words)
