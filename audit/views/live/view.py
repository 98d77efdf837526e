"""`UnitView` for a person: the same methods, each giving a widget that follows the controls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import ipywidgets

from audit.errors import AuditError
from audit.views.display import Picture, block, figure_html
from audit.views.labels import say
from audit.views.live.bench import Bench
from audit.views.live.controls import Controls
from audit.views.live.desk import Change, Desk
from audit.views.live.progress import working
from audit.views.parameters import Parameters, check_parameters, read_given
from audit.views.person import notebook_file
from audit.views.session import view_of
from audit.views.settings import Settings, store

_Kinds = frozenset[Change]
_FIGURES: _Kinds = frozenset({"document", "language"})
_RESULT: _Kinds = frozenset({"document", "language", "outcomes"})
_CHOSEN: _Kinds = frozenset({"document", "language", "outcomes", "filter"})
_SPOKEN: _Kinds = frozenset({"document", "language", "outcomes", "decisions"})
_CHARTS: Mapping[str, _Kinds] = MappingProxyType(
    {
        "structure_chart": _FIGURES,
        "change_chart": _FIGURES,
        "budget_chart": _FIGURES,
        "residual_chart": _RESULT,
        "score_chart": _RESULT,
        "outcome_chart": _RESULT,
    }
)
_TABLES: Mapping[str, _Kinds] = MappingProxyType(
    {
        "head": _RESULT,
        "facts": _RESULT,
        "relations": _CHOSEN,
        "checks": _CHOSEN,
        "unchecked": _CHOSEN,
        "lead_list": _CHOSEN,
        "unread": _RESULT,
        "coverage": _RESULT,
        "fact_counts": _RESULT,
        "summary": _RESULT,
        "decision_list": _SPOKEN,
    }
)


class LiveView:
    """One disclosure as a person works on it; what is no widget comes from the static view."""

    def __init__(self, desk: Desk, area: str | None) -> None:
        self._desk = desk
        self._area = area
        self._made: dict[str, Any] = {}

    def controls(self) -> Any:
        """Return the controls: unit, edition, language, rules, and the filters."""
        return self._once("controls", lambda: Controls(self._desk).widget)

    def leads(self) -> Any:
        """Return the leads with their evidence beside the document, to be tried and decided."""
        return self._once("leads", lambda: Bench(self._desk, self._area).widget)

    def within(self, area: str) -> LiveView:
        """Return the same desk as another area's notebook shows it."""
        return LiveView(self._desk, area)

    def __getattr__(self, name: str) -> Any:
        if name in _CHARTS or name in _TABLES:
            return lambda: self._once(name, lambda: self._following(name))
        return getattr(self._desk.view.within(self._area), name)  # type: ignore[arg-type]

    def _once(self, name: str, make: Any) -> Any:
        """Return the same widget when a cell is run again, so that it stays connected."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _following(self, name: str) -> Any:
        """Return a widget that shows a method of the view, again after each change it asks for."""
        page = ipywidgets.HTML()
        page.add_class("audit-cell")
        page.add_class(f"audit-cell-{name}")

        def show() -> None:
            view = replace(self._desk.view, area=self._area)
            page.value = shown_html(getattr(view, name)())

        show()
        slow = name in _CHARTS
        self._desk.listen(_CHARTS[name] if slow else _TABLES[name], show, slow=slow)
        return page


def open_live(given: Parameters, area: str | None, journal: Path | None) -> LiveView:
    """Return the live view of a document, with the choices that were made last time."""
    notebook = notebook_file()
    folder = notebook.parent if notebook is not None else Path.cwd()
    name = notebook.stem if notebook is not None else area or "overview"
    defaults = Settings(given.language, given.edition)
    kept = store(folder, name, given.path, defaults)
    settings, lost = kept.load()
    note = say("lost_state", given.language) if lost else ""
    given, settings = _as_kept(given, settings)
    with working(say("reading", given.language, given.path.name), given.language):
        figures = read_given(given)
        view = view_of(given, figures, None, journal, settings.rules, settings.choice)
    return LiveView(Desk(view, figures, settings, kept, area, note), area)


def _as_kept(given: Parameters, settings: Settings) -> tuple[Parameters, Settings]:
    """Return the document that was chosen last, where it is still there."""
    wanted = replace(given, language=settings.language, edition=settings.edition)
    if not settings.path or settings.path == str(given.path):
        return wanted, settings
    try:
        return check_parameters(
            settings.path, "", None, settings.edition, settings.language
        ), settings
    except AuditError:
        return wanted, replace(settings, path="")


def shown_html(shown: Any) -> str:
    """Return what a view's method gave as HTML: tables as they are, charts as drawings."""
    if isinstance(shown, Picture):
        return str(block(figure_html(shown.title, shown.uom, shown.svg)))
    return str(shown._repr_mimebundle_()["text/html"])
