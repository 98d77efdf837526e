"""Quotations of other documents: last year's disclosure, another unit's.

They carry the words that were read, since the other document is not at hand when shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from audit.model import Elsewhere, Lead
from audit.views.passages import place, row_of
from audit.views.words import Language, word


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of another document: whose it is, of which year, its file, the place, the words."""

    source: str
    place: str
    text: str


def places_elsewhere(lead: Lead) -> tuple[Elsewhere, ...]:
    """Return the places in other documents that a lead rests on, each once."""
    found = [one for outcome in (lead.outcome, *lead.also) for one in outcome.elsewhere]
    return tuple(dict.fromkeys(found))


def citations(lead: Lead, language: Language) -> tuple[Citation, ...]:
    """Return what a lead quotes of other documents, in the order that its outcomes name them."""
    return tuple(_citation(one, language) for one in places_elsewhere(lead))


def _citation(one: Elsewhere, language: Language) -> Citation:
    year = word("year_unknown", language) if one.year is None else str(one.year)
    where = f"{place(one.span, language)} {row_of(one.span, language)}"
    return Citation(f"{one.unit} {year} ({_file(one.path)})", where.strip(), one.span.quote)


def _file(path: str) -> str:
    """Return a file's name, of a folder <unit>/<year> both: a page shows no whole path."""
    place = PurePath(path)
    return f"{place.parent.name}/{place.name}" if place.name.isdigit() else place.name
