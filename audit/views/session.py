"""What a notebook's cells call: one object, one method a cell, each giving one thing to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from os import PathLike
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from audit.engine import Result
from audit.errors import UnknownParameter
from audit.model import Lead, Message, Outcome
from audit.review import Action, Review
from audit.views import areas, charts, lists, tables
from audit.views.decisions import UnitDecisions, decisions_table, usual_journal
from audit.views.display import Picture, Shown, block, table_html
from audit.views.evidence import sheet, sheet_html, style
from audit.views.forms import forms_html
from audit.views.parameters import (
    Parameters,
    check_parameters,
    examine_given,
    injected_names,
    refuse_unknown,
    run_cells,
)
from audit.views.summary import head_html, line, summary_columns, summary_rows
from audit.views.words import Language, word


def open_unit(
    source: str,
    unit: str = "",
    year: int | str | None = None,
    edition: str = "auto",
    language: Language = "zh",
    *,
    area: str | None = None,
    journal: str | PathLike[str] | None = None,
) -> UnitView:
    """Return what the notebook of `area` shows of one disclosure; None means all areas.

    `journal` holds the decisions; left out it lies in `reports/<unit>/<year>/`.
    Raises UnknownParameter for parameters that are misspelt or cannot be, and what
    `audit.read` raises for a file that cannot be read.
    """
    refuse_unknown(injected_names(run_cells()))
    if area is not None and area not in areas.AREAS:
        raise UnknownParameter(f"没有领域 {area}；可用的有：{'、'.join(areas.AREAS)}")
    given = check_parameters(source, unit, year, edition, language)
    return UnitView(given, examine_given(given), area, Path(journal) if journal else None)


@dataclass(frozen=True, slots=True)
class UnitView:
    """One disclosure as one notebook shows it; every method returns a thing to display."""

    given: Parameters
    result: Result
    area: str | None
    journal: Path | None = None

    @property
    def language(self) -> Language:
        """Return the language of labels; quotations stay as printed."""
        return self.given.language

    def head(self) -> Shown:
        """Return whose disclosure it is, what was tested and the counts."""
        html = block(style(), head_html(self.result, self.given, self.area))
        return Shown(html, line(self.result, self.area, self.language))

    def facts(self) -> Shown:
        """Return the figures of the area with their places."""
        found = areas.facts_of(self.result.facts, self.area)
        if not found:
            return self._said("none_in_area")
        if self.area == "performance":
            told = [fact for fact in found if fact.span.part != "form"]
            forms = forms_html(self.result.facts.forms, self._outcomes(), self.language)
            table = lists.facts_table(told, self.language)
            return self._table(Markup("{} {}").format(forms, table), "facts", len(found))
        return self._table(lists.facts_table(found, self.language), "facts", len(found))

    def checks(self) -> Shown:
        """Return every relation tested: stated, recomputed, residual inside its allowance."""
        found = lists.tested(self._outcomes())
        return self._table(lists.outcomes_table(found, self.language), "check", len(found))

    def leads(self) -> Shown:
        """Return the leads of the area, worst first, each with its evidence."""
        found = areas.leads_of(self.result, self.area)
        if not found:
            return self._said("no_leads")
        document = self.result.facts.document
        sheets = [sheet(lead, document, self.language) for lead in found]
        html = block(*(sheet_html(content, self.language) for content in sheets))
        return Shown(html, f"{word('leads', self.language)} {len(found)}")

    def unchecked(self) -> Shown:
        """Return what could not be tested and why; never silent."""
        found = lists.unchecked(self._outcomes())
        if not found:
            return self._said("all_checked")
        return self._table(lists.unchecked_table(found, self.language), "not_checked", len(found))

    def lead_list(self) -> Shown:
        """Return the leads as a list: severity, check, what is stated and what comes out."""
        found = areas.leads_of(self.result, self.area)
        if not found:
            return self._said("no_leads")
        return self._table(lists.leads_table(found, self.language), "leads", len(found))

    def unread(self) -> Shown:
        """Return the printed numbers that were not read, with the words around them."""
        found = self.result.coverage.unread
        if not found:
            return self._said("all_read")
        return self._table(lists.unread_table(found, self.language), "mark_unread", len(found))

    def fact_counts(self) -> Shown:
        """Return how many figures were read, areas down, parts of the document across."""
        table = lists.fact_counts_table(self.result.facts, self.language)
        return self._table(table, "facts", len(self.result.facts))

    def within(self, area: str) -> UnitView:
        """Return the same disclosure as another area's notebook shows it."""
        return replace(self, area=area)

    def summary(self) -> Shown:
        """Return one row a check: what it tests and how often it came out how."""
        rows = summary_rows(self._outcomes(), self.language)
        columns = summary_columns(self.language)
        return self._table(table_html(columns, rows), "rules", len(rows))

    @property
    def decisions(self) -> UnitDecisions:
        """Return the decisions on this unit's leads; every call reads the journal anew."""
        return UnitDecisions(self.journal or usual_journal(self.result), self.result)

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
        """Write a decision on a lead and return how it then stands; see `UnitDecisions.decide`."""
        return self.decisions.decide(
            lead, action, name=name, reason=reason, answer=answer, correction=correction, time=time
        )

    def decision_list(self) -> Shown:
        """Return the leads of the area in one line each, with what was decided on them."""
        found = areas.leads_of(self.result, self.area)
        if not found:
            return self._said("no_leads")
        table = decisions_table(found, self.decisions.review(), self.language)
        return self._table(table, "decisions", len(found))

    def explore(self) -> object:
        """Return widgets for a person at a kernel, else the static summary with a sentence."""
        from audit.views.widgets import explorer, with_person

        if with_person():
            return explorer(self)
        note = Markup('<p class="quiet">{}</p>').format(word("interactive_only", self.language))
        return Shown(block(note, self.summary().html), word("interactive_only", self.language))

    def structure_chart(self) -> Picture | Shown:
        """Return the chart of the parts of the area's wholes."""
        return self._chart(
            "结构", "structure", lambda: charts.structure(self.result, self._one(), self.language)
        )

    def change_chart(self) -> Picture | Shown:
        """Return the chart of the area's figures beside the year before."""
        return self._chart(
            "与上年比较", "change", lambda: charts.change(self.result, self._one(), self.language)
        )

    def residual_chart(self) -> Picture | Shown:
        """Return the chart of residuals as shares of what rounding allows."""
        return self._chart(
            "差额", "residuals", lambda: charts.residuals(self.result, self.area, self.language)
        )

    def budget_chart(self) -> Picture | Shown:
        """Return the chart of the projects' budgets and execution."""
        return self._chart(
            "项目预算", "budgets", lambda: charts.budgets(self.result, self.language)
        )

    def score_chart(self) -> Picture | Shown:
        """Return the chart of stated against recomputed scores."""
        return self._chart("得分", "scores", lambda: charts.scores(self.result, self.language))

    def outcome_chart(self) -> Picture | Shown:
        """Return the chart of outcomes by area."""
        return self._chart(
            "核对结论", "outcomes", lambda: charts.outcomes(self.result, self.language)
        )

    def facts_frame(self) -> pd.DataFrame:
        """Return the area's figures as a DataFrame for own work; see `tables.facts_frame`."""
        return tables.facts_frame(areas.facts_of(self.result.facts, self.area))

    def outcomes_frame(self) -> pd.DataFrame:
        """Return the area's outcomes as a DataFrame; see `tables.outcomes_frame`."""
        return tables.outcomes_frame(self._outcomes(), self.language)

    def leads_frame(self) -> pd.DataFrame:
        """Return the area's leads as a DataFrame; see `tables.leads_frame`."""
        return tables.leads_frame(areas.leads_of(self.result, self.area), self.language)

    def _outcomes(self) -> tuple[Outcome, ...]:
        return areas.outcomes_of(self.result, self.area)

    def _one(self) -> str:
        return self.area or "expenditure"

    def _said(self, key: str) -> Shown:
        text = word(key, self.language)
        return Shown(block(Markup('<p class="quiet">{}</p>').format(text)), text)

    def _table(self, table: Markup, key: str, rows: int) -> Shown:
        return Shown(block(table), f"{word(key, self.language)} {rows}")

    def _chart(self, zh: str, en: str, draw: Callable[[], Picture | None]) -> Picture | Shown:
        drawn = draw()
        if drawn is not None:
            return drawn
        text = word("no_chart", self.language, Message(zh, en)[self.language])
        return Shown(block(Markup('<p class="quiet">{}</p>').format(text)), text)
