"""What a notebook's cells call: one object, one method a cell, each giving one thing to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from audit.engine import Result, examine
from audit.errors import UnknownParameter
from audit.facts import Facts
from audit.model import Lead, Message, Outcome
from audit.review import Action, Review
from audit.views import areas, charts, lists, tables
from audit.views.choice import BY_EDITION, EVERYTHING, Choice, Rules
from audit.views.covered import coverage_html
from audit.views.decisions import UnitDecisions, decisions_table, usual_journal
from audit.views.display import Picture, Shown, block, table_html
from audit.views.evidence import bench_style, sheet, sheet_html, style
from audit.views.forms import forms_html
from audit.views.in_force import alarm_html, chosen_html
from audit.views.labels import say
from audit.views.parameters import (
    Parameters,
    check_parameters,
    injected_names,
    read_given,
    refuse_unknown,
    run_cells,
)
from audit.views.person import with_person
from audit.views.relations import relations_html
from audit.views.summary import head_html, line, summary_columns, summary_rows
from audit.views.words import Language, word

if TYPE_CHECKING:
    from audit.views.live import LiveView


def open_unit(
    source: str,
    unit: str = "",
    year: int | str | None = None,
    edition: str = "auto",
    language: Language = "zh",
    *,
    area: str | None = None,
    journal: str | PathLike[str] | None = None,
) -> UnitView | LiveView:
    """Return what the notebook of `area` shows of one disclosure; None means all areas.

    Where a person runs the notebook, what is shown answers to the controls (`audit.views.live`).
    `journal` holds the decisions; left out it lies in `reports/<unit>/<year>/`.
    Raises UnknownParameter for parameters that are misspelt or cannot be, and what
    `audit.read` raises for a file that cannot be read.
    """
    refuse_unknown(injected_names(run_cells()))
    if area is not None and area not in areas.AREAS:
        raise UnknownParameter(f"没有领域 {area}；可用的有：{'、'.join(areas.AREAS)}")
    given = check_parameters(source, unit, year, edition, language)
    kept = Path(journal) if journal else None
    if with_person():
        from audit.views.live import open_live

        return open_live(given, area, kept)
    return view_of(given, read_given(given), area, kept)


def view_of(
    given: Parameters,
    facts: Facts,
    area: str | None,
    journal: Path | None = None,
    rules: Rules = BY_EDITION,
    choice: Choice = EVERYTHING,
) -> UnitView:
    """Return the view of figures that were read, reckoned by `rules`."""
    return UnitView(given, examine(rules.applied(facts)), area, journal, rules, choice)


@dataclass(frozen=True, slots=True)
class UnitView:
    """One disclosure as one notebook shows it; every method returns a thing to display."""

    given: Parameters
    result: Result
    area: str | None
    journal: Path | None = None
    rules: Rules = BY_EDITION
    choice: Choice = EVERYTHING

    @property
    def language(self) -> Language:
        """Return the language of labels; quotations stay as printed."""
        return self.given.language

    def head(self) -> Shown:
        """Return whose disclosure it is, what was tested and the counts."""
        html = block(style(), bench_style(), head_html(self.result, self.given, self.area))
        return Shown(html, line(self.result, self.area, self.language))

    def controls(self) -> Shown:
        """Return the rules in force; for a person they can be changed, and the filters too."""
        html = chosen_html(self.result.facts.edition, self.rules, self.choice, self.language)
        return Shown(block(html), say("settings", self.language))

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

    def relations(self) -> Shown:
        """Return the relations tested, as a tree that opens: totals, parts, what is allowed."""
        found = self.chosen_outcomes()
        text = f"{word('check', self.language)} {len(lists.tested(found))}"
        return Shown(block(relations_html(found, self.language)), text)

    def checks(self) -> Shown:
        """Return every relation tested: stated, recomputed, residual inside its allowance."""
        found = lists.tested(self.chosen_outcomes())
        return self._table(lists.outcomes_table(found, self.language), "check", len(found))

    def leads(self) -> Shown:
        """Return the leads of the area, worst first, each with its evidence."""
        found = self.chosen_leads()
        if not found:
            return self._said("no_leads")
        document = self.result.facts.document
        sheets = [sheet(lead, document, self.language) for lead in found]
        html = block(*(sheet_html(content, self.language) for content in sheets))
        return Shown(html, f"{word('leads', self.language)} {len(found)}")

    def unchecked(self) -> Shown:
        """Return what could not be tested and why; never silent."""
        found = lists.unchecked(self.chosen_outcomes())
        if not found:
            return self._said("all_checked")
        return self._table(lists.unchecked_table(found, self.language), "not_checked", len(found))

    def lead_list(self) -> Shown:
        """Return the leads as a list: severity, check, what is stated and what comes out."""
        found = self.chosen_leads()
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
        """Return the leads of the area that were spoken of, with what was decided on them."""
        found, review = areas.leads_of(self.result, self.area), self.decisions.review()
        spoken = [lead for lead in found if review.of(lead.fingerprint).history]
        done = sum(review.of(lead.fingerprint).status != "open" for lead in spoken)
        told = say("decided", self.language, done, len(found))
        parts = [Markup('<p class="line">{}</p>').format(told)]
        parts += [alarm_html(problem.message[self.language]) for problem in review.journal.problems]
        if spoken:
            parts.append(decisions_table(spoken, review, self.language))
        return Shown(block(*parts), told)

    def coverage(self) -> Shown:
        """Return how many printed numbers each section has, and what became of them."""
        html = coverage_html(self.result, self.language)
        unread = lists.unread_table(self.result.coverage.unread, self.language)
        shown = block(html, unread) if self.result.coverage.unread else block(html)
        return Shown(shown, say("coverage", self.language))

    @property
    def decided(self) -> frozenset[str]:
        """Return the fingerprints of the leads that a person decided."""
        reviews = self.decisions.review().reviews
        return frozenset(one for one, told in reviews.items() if told.status != "open")

    def chosen_outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcomes of the area that the filters leave."""
        return self.choice.outcomes(self._outcomes())

    def chosen_leads(self) -> tuple[Lead, ...]:
        """Return the leads of the area that the filters leave, worst first."""
        decided = self.decided if self.choice.undecided else ()
        return self.choice.leads(areas.leads_of(self.result, self.area), decided)

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
