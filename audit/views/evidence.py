"""A lead as a sheet of evidence: everything needed to redo it with a calculator.

`sheet` gathers what is shown, `sheet_html` shows it; the report and the notebooks use
both. Every word of the document is escaped by the templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from audit.handbook import page_of
from audit.model import Document, Lead, Outcome
from audit.registry import find_check
from audit.views import numbers
from audit.views.citations import Citation, citations
from audit.views.passages import Passage, lead_passages
from audit.views.reckoning import Row, lead_rows
from audit.views.words import (
    SEVERITY,
    SEVERITY_SIGN,
    STATUS,
    Language,
    named,
    titled,
    word,
)

_FIRST = 8  # quotations in sight; the others are folded
_MOST_TERMS = 12  # lines of a sum in sight; a longer one is folded


@dataclass(frozen=True, slots=True)
class Sheet:
    """One lead with its evidence, in one language; texts are raw, not yet escaped."""

    id: str
    fingerprint: str
    check: str
    severity: str
    severity_name: str
    severity_sign: str
    status_name: str
    title: str
    subject: str
    message: str
    stated: str
    recomputed: str
    residual: str
    allowance: str
    excess: str
    formula: str
    terms: tuple[Row, ...]
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...]
    basis: str
    verified: bool
    limits: str
    also: tuple[str, ...]
    explained: tuple[str, ...]
    equal: int


def sheet(lead: Lead, document: Document, language: Language = "zh") -> Sheet:
    """Return what a person needs to judge `lead`; raises UnknownCheck for a foreign check."""
    outcome, entry = lead.outcome, find_check(lead.check)
    return Sheet(
        id=lead.id,
        fingerprint=lead.fingerprint,
        check=lead.check,
        severity=lead.severity,
        severity_name=named(SEVERITY, lead.severity, language),
        severity_sign=SEVERITY_SIGN[lead.severity],
        status_name=named(STATUS, outcome.status, language),
        title=titled(lead.title, language),
        subject=outcome.subject,
        message=lead.message[language],
        stated=numbers.measured(outcome.actual, outcome.uom),
        recomputed=numbers.measured(outcome.expected, outcome.uom),
        residual=numbers.with_uom(numbers.signed(outcome.residual), outcome.uom),
        allowance=numbers.with_uom(numbers.allowed(outcome.allowance), outcome.uom),
        excess=_excess(outcome, language),
        formula=outcome.formula,
        terms=lead_rows(lead, language),
        passages=lead_passages(document.text, lead, language),
        citations=citations(lead, language),
        basis=lead.basis,
        verified=entry.verified,
        limits=page_of(entry, language).limits,
        also=tuple(f"{other.check} {other.message[language]}" for other in lead.also),
        explained=tuple(told.message[language] for told in lead.explanations),
        equal=lead.equal,
    )


def sheet_html(content: Sheet, language: Language = "zh", *, linked: bool = False) -> Markup:
    """Return the sheet as HTML; `linked` makes each quotation a link to the document's text."""
    template = templates().get_template("sheet.html.j2")
    return Markup(  # noqa: S704 - autoescaped
        template.render(
            sheet=content,
            language=language,
            linked=linked,
            first=_FIRST,
            most_terms=_MOST_TERMS,
            weighted=any(term.weight for term in content.terms),
        )
    )


@cache
def templates() -> Environment:
    """Return the templates of the views; every value put into them is escaped."""
    environment = Environment(
        loader=PackageLoader("audit.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["word"] = word
    return environment


def style() -> Markup:
    """Return the style sheet that sheets and tables share, as a `<style>` element."""
    return _sheet_of("audit.css")


def bench_style() -> Markup:
    """Return what the relations' tree, the document's pane and the controls need beside it."""
    return _sheet_of("workbench.css")


def _sheet_of(name: str) -> Markup:
    source = templates().loader
    assert source is not None  # noqa: S101 - set where the environment is made
    css = source.get_source(templates(), name)[0]
    return Markup(f"<style>{css}</style>")  # noqa: S704 - our own file


def _excess(outcome: Outcome, language: Language) -> str:
    share: Fraction | None = numbers.used_share(outcome)
    if share is None or share <= 1:
        return ""
    times = f"{float(share):.1f}" if share < 10 else f"{int(share)}"
    return word("times_allowance", language, times)
