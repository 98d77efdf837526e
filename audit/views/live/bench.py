"""Evidence beside the document: the text or the page on one side, the lead on the other."""

from __future__ import annotations

from typing import Any

import ipywidgets
from markupsafe import Markup

from audit.model import Fact, Lead
from audit.views.decisions import standing_lines
from audit.views.display import block
from audit.views.figure_card import fact_at, fact_html, occurrences
from audit.views.labels import say
from audit.views.lead_card import lead_html
from audit.views.live.decide import DecisionBox
from audit.views.live.desk import Desk
from audit.views.live.pane import Pane
from audit.views.live.reader import Reader
from audit.views.live.whatif import WhatIf
from audit.views.words import SEVERITY_SIGN, Language, titled

_WIDE = {"width": "auto", "flex": "1 1 26em", "min_width": "0"}
_ROW = {"flex_flow": "row wrap", "align_items": "center"}


class Bench:
    """One lead at a time beside the document; a number that is chosen there is told here."""

    def __init__(self, desk: Desk, area: str | None) -> None:
        self.desk, self.area = desk, area
        self.lead: Lead | None = None
        self.fact: Fact | None = None
        self.reader = Reader(desk, self.choose)
        self.about = Pane()
        self.about.on_chosen(self.choose)
        self.card = Pane()
        self.card.on_chosen(self.reader.go)
        self.tried = WhatIf(desk, self.choose)
        self.decided = DecisionBox(desk)
        self.tabs = ipywidgets.Tab()
        self.tabs.add_class("audit-inspector")
        self.widget = ipywidgets.VBox()
        self.widget.add_class("audit-bench")
        self._build()
        desk.listen({"language"}, self._build)
        desk.listen({"document", "outcomes", "filter"}, self._offer)
        desk.listen({"decisions"}, self._show_lead)

    # --- the parts ------------------------------------------------------------------

    def _build(self) -> None:
        language = self.desk.language
        self.before = _button("previous_lead", "chevron-left", language)
        self.after = _button("next_lead", "chevron-right", language)
        self.before.on_click(lambda _: self._step(-1))
        self.after.on_click(lambda _: self._step(1))
        self.list = ipywidgets.Dropdown(
            tooltip=say("lead", language), layout=ipywidgets.Layout(width="auto", flex="1 1 12em")
        )
        self.list.add_class("audit-lead")
        self.list.observe(lambda event: self._choose_lead(event["new"]), "value")
        self.place = ipywidgets.HTML()
        self.back = _button("previous_place", "arrow-up", language)
        self.on = _button("next_place", "arrow-down", language)
        self.back.on_click(lambda _: self._occurrence(-1))
        self.on.on_click(lambda _: self._occurrence(1))
        self._lay_out(language)
        self._offer()
        self._show_fact()

    def _lay_out(self, language: Language) -> None:
        row = ipywidgets.Layout(**_ROW)
        lead = ipywidgets.VBox([self.about, self.decided.widget])
        figure = ipywidgets.VBox(
            [ipywidgets.HBox([self.back, self.on, self.place], layout=row), self.card]
        )
        self.tabs.children = [lead, figure, self.tried.widget]
        self.tabs.titles = [say(key, language) for key in ("lead", "clicked", "whatif")]
        self.tabs.layout = ipywidgets.Layout(**_WIDE)
        self.reader.widget.layout = ipywidgets.Layout(**_WIDE)
        both = ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start", grid_gap="12px")
        self.widget.children = [
            ipywidgets.HBox([self.before, self.list, self.after], layout=row),
            ipywidgets.HBox([self.reader.widget, self.tabs], layout=both),
        ]

    # --- leads ----------------------------------------------------------------------

    @property
    def leads(self) -> tuple[Lead, ...]:
        """Return the leads that the filters leave, worst first."""
        view = self.desk.view
        return view.within(self.area).chosen_leads() if self.area else view.chosen_leads()

    def _offer(self) -> None:
        """List the leads anew; the one in sight stays where it is still among them."""
        leads, language = self.leads, self.desk.language
        wanted = self.lead.fingerprint if self.lead else self.desk.settings.lead
        options = [(_named(lead, language), lead.fingerprint) for lead in leads]
        options = options or [(say("no_leads", language), "")]
        known = {value for _, value in options}
        self.list.options = options
        self.list.value = wanted if wanted in known else options[0][1]
        self._choose_lead(self.list.value)

    def _choose_lead(self, fingerprint: str) -> None:
        found = (lead for lead in self.leads if lead.fingerprint == fingerprint)
        self.lead = next(found, None)
        if self.lead is not None and self.desk.settings.lead != fingerprint:
            self.desk.remember(lead=fingerprint)
        self.decided.show(self.lead)
        self.tried.show(self.lead)
        self._show_lead()
        if self.lead is not None:
            self.reader.mark(self.lead.quotes)

    def _step(self, by: int) -> None:
        values = [value for _, value in self.list.options]
        self.list.value = values[(values.index(self.list.value) + by) % len(values)]

    def _show_lead(self) -> None:
        language = self.desk.language
        if self.lead is None:
            self.about.fill(_said(say("no_leads", language)), say("lead", language))
            return
        view = self.desk.view
        standing = standing_lines(view.decisions.of(self.lead), language, outdated=False)
        html = lead_html(self.lead, view.result.facts.document, language, tuple(standing))
        self.about.fill(html, say("lead", language))

    # --- figures --------------------------------------------------------------------

    def choose(self, place: int) -> None:
        """Show the figure at a place, and go there in the document."""
        self.fact = fact_at(self.desk.view.result, place)
        self.reader.go(place)
        self._show_fact(place)
        if self.fact is not None:
            self.tried.take(self.fact)
        if self.tabs.selected_index == 0:
            self.tabs.selected_index = 1

    def _occurrence(self, by: int) -> None:
        if self.fact is None:
            return
        places = [one.span.start for one in occurrences(self.desk.view.result, self.fact)]
        self.choose(places[(places.index(self.fact.span.start) + by) % len(places)])

    def _show_fact(self, place: int = -1) -> None:
        language, result = self.desk.language, self.desk.view.result
        if self.fact is None:
            key = "click" if place < 0 else "no_fact"
            told = f"{say(key, language)} {self.reader.words(place) if place >= 0 else ''}"
            self.card.fill(_said(told), say("clicked", language))
            self.place.value = ""
            return
        every = occurrences(result, self.fact)
        at = [one.id for one in every].index(self.fact.id) + 1
        self.place.value = str(_said(say("occurrence", language, at, len(every))))
        self.card.fill(block(fact_html(result, self.fact, language)), say("clicked", language))


def _named(lead: Lead, language: Language) -> str:
    return f"{SEVERITY_SIGN[lead.severity]} {lead.id} {titled(lead.title, language)}"


def _button(key: str, icon: str, language: Language) -> Any:
    label = say(key, language)
    layout = ipywidgets.Layout(width="auto")
    return ipywidgets.Button(description=label, icon=icon, tooltip=label, layout=layout)


def _said(text: str) -> Markup:
    return block(Markup('<p class="quiet">{}</p>').format(text))
