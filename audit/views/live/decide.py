"""Decide on a lead at the desk: confirm, dismiss with a reason, explain, reopen, by name."""

from __future__ import annotations

import re
from typing import Any

import ipywidgets
from markupsafe import Markup

from audit.errors import AuditError
from audit.model import Lead
from audit.review import Action
from audit.views.labels import say
from audit.views.live.desk import Desk
from audit.views.words import Language

_OPTION = re.compile(r"（--[^）]*）")
_ACTIONS: tuple[tuple[Action, str, str], ...] = (
    ("confirm", "check", "primary"),
    ("dismiss", "times", ""),
    ("explain", "comment", ""),
    ("reopen", "undo", ""),
)


class DecisionBox:
    """Name, reason and answer with a button for each decision on the lead in sight."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lead: Lead | None = None
        self.said = ipywidgets.HTML()
        self.widget = ipywidgets.VBox()
        self.widget.add_class("audit-decide")
        self._build()
        desk.listen({"language"}, self._build)

    def show(self, lead: Lead | None) -> None:
        """Decide on this lead from now on; what was typed for another one is cleared."""
        if lead is None or self.lead is None or lead.fingerprint != self.lead.fingerprint:
            self.reason.value = self.answer.value = ""
            self.said.value = ""
        self.lead = lead
        for button in self.buttons.values():
            button.disabled = lead is None

    def decide(self, action: Action) -> None:
        """Write the decision, and say that it is kept or why it is not."""
        language = self.desk.language
        if self.lead is None:
            return
        try:
            self.desk.decide(
                self.lead, action, name=self.name.value, reason=self.reason.value,
                answer=self.answer.value,
            )  # fmt: skip
        except (AuditError, OSError) as problem:
            self._say(without_options(str(problem)), "alarm")
            return
        self.reason.value = self.answer.value = ""
        self._say(say("saved", language, say(action, language), self.lead.id), "quiet")

    def _say(self, text: str, css: str) -> None:
        role = "alert" if css == "alarm" else "status"
        self.said.value = str(
            Markup('<div class="audit"><p class="{}" role="{}">{}</p></div>').format(
                css, role, text
            )
        )

    def _build(self) -> None:
        language = self.desk.language
        self.name = _text("name", language, "14em", self.desk.settings.name)
        self.reason = _text("reason", language, "24em")
        self.answer = _text("answer", language, "24em")
        self.buttons = {
            action: self._button(action, icon, style, language) for action, icon, style in _ACTIONS
        }
        row = ipywidgets.Layout(flex_flow="row wrap", align_items="center")
        self.widget.children = [
            ipywidgets.HBox([self.name, self.reason, self.answer], layout=row),
            ipywidgets.HBox([*self.buttons.values()], layout=row),
            self.said,
        ]

    def _button(self, action: Action, icon: str, style: str, language: Language) -> Any:
        label = say(action, language)
        button = ipywidgets.Button(
            description=label, icon=icon, tooltip=label, button_style=style,
            layout=ipywidgets.Layout(width="auto"),
        )  # fmt: skip
        button.add_class(f"audit-{action}")
        button.on_click(lambda _: self.decide(action))
        return button


def without_options(sentence: str) -> str:
    """Return a sentence without the options of the command line that it names in brackets."""
    return _OPTION.sub("", sentence)


def _text(key: str, language: Language, width: str, value: str = "") -> Any:
    box = ipywidgets.Text(
        description=say(key, language), value=value, style={"description_width": "auto"},
        layout=ipywidgets.Layout(width=width),
    )  # fmt: skip
    box.add_class(f"audit-{key}")
    return box
