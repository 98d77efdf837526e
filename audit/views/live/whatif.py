"""What-if at the desk: figures that read otherwise for a moment, and what becomes of the sums.

The document is never touched. What heals a lead can be kept as its proposed correction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import ipywidgets
from markupsafe import Markup

from audit.errors import AuditError
from audit.model import Fact, Lead
from audit.views import numbers
from audit.views.display import Column, block, table_html
from audit.views.labels import say
from audit.views.live.desk import Desk
from audit.views.live.pane import Pane
from audit.views.passages import place
from audit.views.reckoning import printed_number
from audit.views.words import Language, word
from audit.whatif import Effect, Turn, effects, healing, printed_as

_SIGN: Mapping[Turn, str] = {"heals": "✓", "breaks": "✗", "still_fails": "≠", "still_holds": "＝"}
_SHOWN = 60
_ROW = {"flex_flow": "row wrap", "align_items": "center"}


class WhatIf:
    """A figure of the lead in sight, or one chosen in the document, and what it should read."""

    def __init__(self, desk: Desk, go: Callable[[int], None]) -> None:
        self.desk = desk
        self.lead: Lead | None = None
        self.figures: dict[str, Fact] = {}
        self.changes: dict[str, Fact] = {}
        self.page = Pane()
        self.page.on_chosen(go)
        self.widget = ipywidgets.VBox()
        self.widget.add_class("audit-whatif")
        self._build()
        desk.listen({"language"}, self._build)
        desk.listen({"document", "outcomes"}, self.clear)

    # --- what is tried --------------------------------------------------------------

    def show(self, lead: Lead | None) -> None:
        """Offer the figures of a lead, with what would solve it filled in."""
        self.lead = lead
        self.changes = {}
        self._offer([fact for fact in (lead.facts if lead else ()) if fact.value is not None])
        if lead and lead.explanations:
            fact, value = lead.explanations[0].changes[0]
            self._pick(fact)
            self.typed.value = f"{value:f}" if isinstance(value, Decimal) else str(value)
        self._show()

    def take(self, fact: Fact) -> None:
        """Offer a figure that was chosen in the document."""
        if fact.value is None:
            return
        self._offer([*self.figures.values(), fact])
        self._pick(fact)
        self._show()

    def attempt(self) -> None:
        """Put what was typed in the place of the figure, and show what becomes of the sums."""
        fact = self.figures.get(self.list.value or "")
        if fact is None:
            return
        try:
            self.changes[fact.id] = printed_as(fact, self.typed.value)
        except AuditError as problem:
            self.said.value = str(_line(str(problem), "alarm"))
            return
        self._show()

    def clear(self) -> None:
        """Let every figure read as it is printed."""
        self.changes = {}
        self._show()

    def propose(self) -> None:
        """Keep what is tried as the proposed correction of the lead in sight."""
        language = self.desk.language
        if self.lead is None:
            self.said.value = str(_line(say("choose_first", language), "alarm"))
            return
        about = {fact.id for fact in self.lead.facts}
        found = {one: new.raw for one, new in self.changes.items() if one in about}
        try:
            self.desk.decide(self.lead, "correct", name=self.name.value, correction=found)
        except (AuditError, OSError) as problem:
            self.said.value = str(_line(str(problem), "alarm"))
            return
        self.said.value = str(_line(say("saved", language, say("correct", language), self.lead.id)))

    # --- how it looks ---------------------------------------------------------------

    def _build(self) -> None:
        language = self.desk.language
        self.list = ipywidgets.Dropdown(
            description=say("choose_figure", language), style={"description_width": "auto"},
            layout=ipywidgets.Layout(width="auto", flex="1 1 16em"),
        )  # fmt: skip
        self.list.observe(lambda _: self._show(), "value")
        self.typed = ipywidgets.Text(
            description=say("should_be", language), style={"description_width": "auto"},
            layout=ipywidgets.Layout(width="14em"),
        )  # fmt: skip
        self.name = ipywidgets.Text(
            value=self.desk.settings.name, description=say("name", language),
            style={"description_width": "auto"}, layout=ipywidgets.Layout(width="14em"),
        )  # fmt: skip
        self.buttons = {
            key: _button(key, icon, language, act)
            for key, icon, act in (
                ("try", "calculator", self.attempt), ("clear", "eraser", self.clear),
                ("propose", "save", self.propose),
            )
        }  # fmt: skip
        self.said = ipywidgets.HTML()
        row = ipywidgets.Layout(**_ROW)
        first = [self.list, self.typed, self.buttons["try"], self.buttons["clear"]]
        self.widget.children = [
            ipywidgets.HBox(first, layout=row),
            self.said,
            self.page,
            ipywidgets.HBox([self.name, self.buttons["propose"]], layout=row),
        ]
        self._offer([*self.figures.values()])
        self._show()

    def _offer(self, figures: list[Fact]) -> None:
        self.figures = {fact.id: fact for fact in figures}
        language = self.desk.language
        options = [(_named(fact, language), fact.id) for fact in self.figures.values()]
        kept = self.list.value
        self.list.options = options
        if kept in self.figures:
            self.list.value = kept

    def _pick(self, fact: Fact) -> None:
        if fact.id in self.figures:
            self.list.value = fact.id

    def _show(self) -> None:
        language, outcomes = self.desk.language, self.desk.view.result.outcomes
        self.said.value = ""
        fact = self.figures.get(self.list.value or "")
        self.typed.placeholder = printed_number(fact) if fact else ""
        parts = [] if fact is None else [_range(healing(outcomes, fact), fact, language)]
        parts += [_tried(self.figures, self.changes)] if self.changes else []
        found = effects(outcomes, self.changes)
        parts.append(effects_html(found, language) if self.changes else _nothing(language))
        self.page.fill(block(*parts), say("whatif", language))


def effects_html(found: tuple[Effect, ...], language: Language) -> Markup:
    """Return how many relations heal and break, and each of them, those that change first."""
    turns: tuple[Turn, ...] = ("heals", "breaks", "still_fails", "still_holds")
    counts = [sum(effect.turn == turn for effect in found) for turn in turns]
    columns = (
        Column("turn", "", "h"),
        Column("check", word("check", language), "w"),
        Column("formula", word("formula", language)),
    )
    rows = [_effect_row(effect, language) for effect in found[:_SHOWN]]
    line = Markup('<p class="line">{}</p>').format(say("tried", language, *counts))
    return line + table_html(columns, rows)


def _effect_row(effect: Effect, language: Language) -> dict[str, object]:
    outcome = effect.outcome
    turn = Markup('<span class="turn {}">{} {}</span>').format(
        effect.turn, _SIGN[effect.turn], say(effect.turn, language)
    )
    told = outcome.formula or outcome.message[language]
    return {"turn": turn, "check": outcome.check, "formula": f"{outcome.subject}：{told}"}


def _tried(figures: Mapping[str, Fact], changes: Mapping[str, Fact]) -> Markup:
    parts = [
        Markup("<li>{} <s>{}</s> → <b>{}</b></li>").format(
            figures[one].label, printed_number(figures[one]), printed_number(new)
        )
        for one, new in changes.items()
        if one in figures
    ]
    return Markup("<ul>{}</ul>").format(Markup("").join(parts))


def _range(found: tuple[Decimal, Decimal] | None, fact: Fact, language: Language) -> Markup:
    if found is None:
        return _line(say("no_range", language))
    ends = (numbers.with_uom(numbers.shown(end), fact.uom) for end in found)
    return _line(say("would_heal", language, *ends))


def _nothing(language: Language) -> Markup:
    return _line(say("nothing_tried", language))


def _line(text: str, css: str = "quiet") -> Markup:
    role = Markup(' role="alert"') if css == "alarm" else Markup("")
    return Markup('<p class="{}"{}>{}</p>').format(css, role, text)


def _named(fact: Fact, language: Language) -> str:
    return f"{fact.label} {printed_number(fact)}（{place(fact.span, language)}）"


def _button(key: str, icon: str, language: Language, act: Callable[[], None]) -> Any:
    label = say(key, language)
    layout = ipywidgets.Layout(width="auto")
    button = ipywidgets.Button(description=label, icon=icon, tooltip=label, layout=layout)
    button.add_class(f"audit-{key}")
    button.on_click(lambda _: act())
    return button
