"""The controls of a notebook: which document, by which rules, and what of it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets
from markupsafe import Markup, escape

from audit import editions
from audit.errors import AuditError
from audit.views.choice import ROUNDINGS, score_rules
from audit.views.labels import say
from audit.views.live.desk import Desk
from audit.views.words import SEVERITY, STATUS, Language, named

Options = list[tuple[str, str]]
_NAMES: Options = [("中文", "zh"), ("English", "en")]
_YEAR = re.compile(r"(?:19|20)\d{2}")
_MOST_UNITS = 300
_ROW = {"flex_flow": "row wrap", "align_items": "center"}


class Controls:
    """The widgets that change a desk; made anew when the language or the document changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.boxes: dict[str, Any] = {}
        self.status = ipywidgets.HTML()
        self.status.add_class("audit-status")
        self.widget = ipywidgets.VBox()
        self.widget.add_class("audit-controls")
        self._build()
        desk.listen({"document", "language"}, self._build)
        desk.listen({"outcomes", "filter"}, self._show_settings)
        desk.listen({"status"}, self._show_status)
        desk.summarise()

    def _build(self) -> None:
        language = self.desk.language
        self.boxes = {**self._document_boxes(language), **self._filter_boxes(language)}
        self._show_settings()
        reset = ipywidgets.Button(description=say("reset", language), icon="undo")
        reset.on_click(lambda _: self.desk.reset())
        self.boxes["reset"] = reset
        filters = ("severity", "check", "status", "undecided", "reset")
        first = [box for name, box in self.boxes.items() if name not in filters]
        layout = ipywidgets.Layout(**_ROW)
        self.widget.children = [
            ipywidgets.HBox(first, layout=layout),
            ipywidgets.HBox([self.boxes[name] for name in filters], layout=layout),
            self.status,
        ]

    def _document_boxes(self, language: Language) -> dict[str, Any]:
        view = self.desk.view
        units = units_beside(view.given.path)
        scoring = self.desk.figures.edition.scoring
        boxes = {
            "unit": _dropdown("unit", units, language, lambda value: self._read(path=value)),
            "edition": _dropdown(
                "edition", _editions(language), language, lambda value: self._read(edition=value)
            ),
            "language": _dropdown("language", _NAMES, language, self.desk.speak),
            "rounding": _dropdown(
                "rounding", [(say(one, language), one) for one in ROUNDINGS], language,
                lambda value: self.desk.reckon(rounding=value),
            ),
        }  # fmt: skip
        for name, rules in score_rules(scoring).items():
            if len(rules) > 1:
                own = say(str(getattr(scoring, name)), language)
                options = [(say("by_edition", language, own), "")]
                options += [(say(rule, language), rule) for rule in rules]
                boxes[name] = _dropdown(name, options, language, self._rule(name))
        return boxes

    def _filter_boxes(self, language: Language) -> dict[str, Any]:
        checks = sorted({outcome.check for outcome in self.desk.view.result.outcomes})
        every = (say("every", language), "")
        options = {
            "severity": [every, *((named(SEVERITY, one, language), one) for one in SEVERITY)],
            "check": [every, *((one, one) for one in checks)],
            "status": [every, *((named(STATUS, one, language), one) for one in STATUS)],
        }
        boxes = {
            name: _dropdown(name, found, language, self._filter(name))
            for name, found in options.items()
        }
        boxes["undecided"] = ipywidgets.Checkbox(
            description=say("undecided", language), indent=False,
            layout=ipywidgets.Layout(width="auto"),
        )  # fmt: skip
        boxes["undecided"].observe(_told(self._filter("undecided")), "value")
        return boxes

    def _rule(self, name: str) -> Callable[[str], None]:
        return lambda value: self.desk.reckon(**{name: value})

    def _filter(self, name: str) -> Callable[[Any], None]:
        return lambda value: self.desk.choose(**{name: value})

    def _read(self, **wanted: str) -> None:
        try:
            self.desk.read(**wanted)
        except (AuditError, OSError) as problem:
            self._show_settings()
            self.status.value = str(_line(str(problem), "inconsistent"))

    def _show_settings(self) -> None:
        """Put what is in force into the boxes."""
        settings, given = self.desk.settings, self.desk.view.given
        told = {
            "unit": str(given.path), "edition": given.edition, "language": given.language,
            "rounding": settings.rules.rounding,
            "execution": settings.rules.execution, "cap_rule": settings.rules.cap_rule,
            "equal_rule": settings.rules.equal_rule,
            "severity": settings.choice.severity, "check": settings.choice.check,
            "status": settings.choice.status, "undecided": settings.choice.undecided,
        }  # fmt: skip
        for name, value in told.items():
            box = self.boxes.get(name)
            if box is not None and _can_be(box, value):
                box.value = value

    def _show_status(self) -> None:
        note = _line(self.desk.note, "quiet") if self.desk.note else ""
        self.status.value = f"{note}{_line(self.desk.status, 'quiet')}"


def units_beside(path: Path) -> Options:
    """Return the documents that lie beside one, its own first, as names and paths.

    Of `DIR/<unit>/<year>/…` these are the years of every unit in DIR, by their folders.
    """
    place = path if path.is_dir() else path.parent
    if _YEAR.fullmatch(place.name) and place.parent != place.parent.parent:
        beside = sorted(
            year for year in place.parent.parent.glob("*/*") if _YEAR.fullmatch(year.name)
        )
        own = (f"{place.parent.name} · {place.name}", str(path))
        others = [(f"{one.parent.name} · {one.name}", str(one)) for one in beside if one != place]
        return [own, *others[:_MOST_UNITS]]
    from audit.reading.find import find_documents

    beside = [other for other in find_documents(path.parent) if other.parent == path.parent]
    found = [(other.name, str(other)) for other in beside if other != path]
    return [(path.name, str(path)), *found[:_MOST_UNITS]]


def _editions(language: Language) -> Options:
    every = [(editions.load(name).title, name) for name in editions.names()]
    return [(say("auto", language), "auto"), *every]


def _dropdown(
    name: str, options: Options, language: Language, change: Callable[[Any], None]
) -> Any:
    label = say(name, language)
    box = ipywidgets.Dropdown(
        description=label, options=options, tooltip=label,
        style={"description_width": "auto"}, layout=ipywidgets.Layout(width="auto"),
    )  # fmt: skip
    box.observe(_told(change), "value")
    box.add_class(f"audit-{name}")
    return box


def _told(change: Callable[[Any], None]) -> Callable[[dict[str, Any]], None]:
    return lambda event: change(event["new"])


def _can_be(box: Any, value: object) -> bool:
    options = getattr(box, "options", None)
    return options is None or value in {option for _, option in options}


def _line(text: str, css: str) -> Markup:
    return Markup('<div class="audit" role="status"><p class="{}">{}</p></div>').format(
        css, escape(text)
    )
