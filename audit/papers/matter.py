"""One matter (一事): a lead with its sums, its places and what a person decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

import audit
from audit.engine import Result
from audit.interval import EXACT
from audit.model import YUAN, Lead, Source
from audit.papers.calculation import Calculation, calculations
from audit.papers.decisions import Decided, Standing, standing
from audit.views.passages import Passage, passages
from audit.views.words import Language


@dataclass(frozen=True, slots=True)
class Engagement:
    """What every paper of one unit says: whom, which period, which file, who and when.

    `date` is the day that the papers carry, '' for a blank that a person fills in; `sources`
    are the files of a disclosure of several.
    """

    unit: str
    year: int | None
    file: str
    sha256: str
    edition: str
    version: str
    language: Language = "zh"
    prepared_by: str = ""
    date: str = ""
    sources: tuple[Source, ...] = ()

    def file_at(self, place: int) -> tuple[str, str]:
        """Return name and SHA-256 of the file that gave a place of the text."""
        for source in self.sources:
            if source.start <= place < source.end:
                return PurePath(source.path).name, source.sha256
        return self.file, self.sha256


@dataclass(frozen=True, slots=True)
class Matter:
    """A lead as papers tell it; `index` is its 索引号, the same in every paper.

    `effect` is the difference in yuan, None where no amount is concerned.
    """

    index: str
    lead: Lead
    standing: Standing
    decided: Decided | None
    calculations: tuple[Calculation, ...]
    passages: tuple[Passage, ...]
    effect: Decimal | None


def engagement(
    result: Result, language: Language = "zh", *, prepared_by: str = "", date: str = ""
) -> Engagement:
    """Return what the papers of a result have in common."""
    facts = result.facts
    return Engagement(
        unit=facts.unit,
        year=facts.year,
        file=PurePath(facts.document.path).name,
        sha256=facts.document.sha256,
        edition=facts.edition.title,
        version=audit.__version__,
        language=language,
        prepared_by=prepared_by,
        date=date,
        sources=facts.document.sources,
    )


def matters(
    result: Result, decisions: Mapping[str, Decided], language: Language = "zh"
) -> tuple[Matter, ...]:
    """Return a matter for each lead, in the order of the leads."""
    return tuple(
        _matter(result, lead, number, decisions.get(lead.fingerprint), language)
        for number, lead in enumerate(result.leads, 1)
    )


def _matter(
    result: Result, lead: Lead, number: int, decided: Decided | None, language: Language
) -> Matter:
    return Matter(
        index=f"{result.facts.year}-{number:03d}" if result.facts.year else f"{number:03d}",
        lead=lead,
        standing=standing(decided),
        decided=decided,
        calculations=calculations((lead.outcome, *lead.also)),
        passages=passages(result.facts.document.text, lead.quotes, language),
        effect=_effect(lead),
    )


def _effect(lead: Lead) -> Decimal | None:
    residual, unit = lead.outcome.residual, YUAN.get(lead.outcome.uom)
    if residual is None or unit is None:
        return None
    return EXACT.multiply(abs(residual), unit)
