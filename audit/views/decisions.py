"""Decisions as a notebook and a terminal show them, and `UnitView.decide` behind the widgets.

Nothing is kept here: every call reads the journal, so that what a colleague decided meanwhile
is seen, and what was decided is there after a restart.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from markupsafe import Markup

from audit.engine import Result
from audit.errors import UnknownLead
from audit.folders import unit_folder
from audit.model import Lead
from audit.review import (
    JOURNAL,
    Action,
    Correction,
    Decision,
    Review,
    UnitReview,
    append,
    seen_of,
    unit_review,
)
from audit.review.runs import LEADS, read_runs
from audit.views.display import Column, table_html
from audit.views.words import CHANGE, STANDING, STANDING_SIGN, Language, named, word

_NOTEBOOK = "0_overview.ipynb"
RESULTS = "AUDIT_RESULTS"  # set where notebooks are run for a unit's folder of results


@dataclass(frozen=True, slots=True)
class UnitDecisions:
    """The decisions on one unit's leads, kept in `journal`; each call reads it anew."""

    journal: Path
    result: Result

    def review(self) -> UnitReview:
        """Return how every lead stands, and what became of the leads since another run.

        Raises OSError where the journal cannot be opened.
        """
        runs = read_runs(self.journal.with_name(LEADS))
        before = runs.before.leads if runs and runs.before else None
        found = unit_review(self.journal, self.result.leads, before)
        return found or UnitReview.of_leads(seen_of(self.result.leads))

    def of(self, lead: Lead | str) -> Review:
        """Return how one lead stands, by itself, its id or its fingerprint."""
        return self.review().of(self._lead(lead).fingerprint)

    def decide(
        self,
        lead: Lead | str,
        action: Action,
        *,
        name: str,
        reason: str = "",
        answer: str = "",
        correction: Mapping[str, Decimal | str] | None = None,
        time: str | None = None,
    ) -> Review:
        """Write one decision and return how the lead then stands.

        `correction` maps ids of the lead's figures to what they should print, as a what-if
        gives it; `time` is ISO 8601 with zone, now when left out. Raises InvalidDecision,
        UnknownLead, JournalBusy, or OSError where the journal cannot be written.
        """
        about = self._lead(lead)
        decision = Decision(
            action,
            about.fingerprint,
            about.check,
            reason,
            name,
            time or datetime.now().astimezone().isoformat(timespec="seconds"),
            answer,
            tuple(_correction(about, *pair) for pair in (correction or {}).items()),
            seen_of(self.result.leads)[about.fingerprint],
        )
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        append(self.journal, decision)
        return self.of(about)

    def _lead(self, lead: Lead | str) -> Lead:
        wanted = lead.fingerprint if isinstance(lead, Lead) else lead
        for one in self.result.leads:
            if wanted in (one.fingerprint, one.id):
                return one
        raise UnknownLead(f"没有疑点 {wanted}；编号或指纹见疑点清单。")


def usual_journal(result: Result) -> Path:
    """Return where `audit run` looks for a unit's decisions: `reports/<unit>/<year>/`.

    In the folder of the notebooks that is the `reports` beside it, as at the command line; a
    notebook that lies among a unit's results, or is run for them, finds them there.
    """
    if os.environ.get(RESULTS):
        return Path(os.environ[RESULTS]) / JOURNAL
    if Path("result.json").exists():
        return Path(JOURNAL)
    base = Path("..") if Path(_NOTEBOOK).exists() else Path()
    facts = result.facts
    return unit_folder(base / "reports", facts.unit, facts.year) / JOURNAL


def decisions_table(leads: Sequence[Lead], review: UnitReview, language: Language) -> Markup:
    """Return the leads in one line each: how it stands, by whom, when, why, what changed."""
    names = ("decided", "check", "message", "reviewer", "date", "reason", "opinion", "changes")
    columns = [Column(name, word(name, language)) for name in names[:-1]]
    columns.append(Column("changes", word("change", language), "w"))
    return table_html(columns, [_row(lead, review, language) for lead in leads])


def standing_lines(found: Review, language: Language, *, outdated: bool) -> Iterator[str]:
    """Yield who decided on a lead, when and why, in plain text; nothing for one left open."""
    if not found.history:
        return
    said = found.decision or found.history[-1]
    standing = f"{STANDING_SIGN[found.status]} {named(STANDING, found.status, language)}"
    yield "  ".join(one for one in (standing, said.name, said.time, said.reason) if one)
    if found.answer:
        yield f"{word('opinion', language)}: {found.answer}"
    for one in found.correction:
        yield f"{word('correction', language)}: {one.label or one.figure} → {one.value}"
    if outdated:
        yield f"△ {word('outdated', language)}"


def _row(lead: Lead, review: UnitReview, language: Language) -> dict[str, object]:
    found = review.of(lead.fingerprint)
    said = found.decision
    outdated = review.is_outdated(lead.fingerprint)
    sign, standing = STANDING_SIGN[found.status], named(STANDING, found.status, language)
    return {
        "decided": f"{sign} {standing}",
        "check": lead.check,
        "message": lead.message[language],
        "reviewer": said.name if said else "",
        "date": said.time if said else "",
        "reason": said.reason if said else "",
        "opinion": found.answer,
        "changes": word("outdated", language)
        if outdated
        else named(CHANGE, review.changes.get(lead.fingerprint), language),
    }


def _correction(lead: Lead, figure: str, value: Decimal | str) -> Correction:
    for fact in lead.facts:
        if fact.id == figure:
            text = f"{value:f}" if isinstance(value, Decimal) else str(value)
            return Correction(figure, fact.label, text)
    raise UnknownLead(f"疑点 {lead.id} 没有数字 {figure}；可更正的是它涉及的数字。")
