"""Widgets for a person at a running kernel: choose unit, area, check and severity.

They only choose: what they show is made by the same functions as the static tables. Under
papermill and in shared HTML nothing depends on them, see `UnitView.explore`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets
import pandas as pd

from audit.errors import AuditError
from audit.views import areas, lists, tables
from audit.views.display import Shown, block
from audit.views.evidence import sheet, sheet_html, style
from audit.views.parameters import examine_given, run_cells
from audit.views.words import AREA, SEVERITY, STATUS, Language, named, word

if TYPE_CHECKING:
    from audit.engine import Result
    from audit.views.session import UnitView

_ALL = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose; an empty string means everything."""

    area: str = _ALL
    check: str = _ALL
    severity: str = _ALL
    status: str = _ALL


def with_person() -> bool:
    """Return whether a person runs this kernel from JupyterLab, Notebook or VS Code.

    papermill, nbclient and nbval start kernels without a session's name; one that papermill
    starts from inside a notebook inherits the name, but has a cell of injected parameters.
    """
    if any(cell.startswith("# Parameters\n") for cell in run_cells()):
        return False
    return "JPY_SESSION_NAME" in os.environ or _in_code_editor()


def _in_code_editor() -> bool:
    """Return whether VS Code opened the notebook: it leaves the file's name in the kernel."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and "__vsc_ipynb_file__" in shell.user_ns


def chosen(result: Result, choice: Choice, language: Language) -> pd.DataFrame:
    """Return the outcomes that a choice leaves, columns of `tables.outcomes_frame`."""
    frame = tables.outcomes_frame(result.outcomes, language)
    for column in ("area", "check", "severity", "status"):
        wanted = getattr(choice, column)
        if wanted:
            frame = frame[frame[column] == wanted]
    return frame


def filtered(result: Result, choice: Choice, language: Language) -> Shown:
    """Return the table of the chosen outcomes, then the evidence of the chosen leads."""
    kept = chosen(result, choice, language).index
    outcomes = [result.outcomes[place] for place in kept]
    leads = [
        lead
        for lead in result.leads
        if any(other in outcomes for other in (lead.outcome, *lead.also))
    ]
    said = word("shown_of", language, len(outcomes), len(result.outcomes))
    sheets = [sheet_html(sheet(lead, result.facts.document, language), language) for lead in leads]
    return Shown(block(style(), said, lists.outcomes_table(outcomes, language), *sheets), said)


def explorer(view: UnitView) -> Any:
    """Return the widgets, wired; choosing another unit reads and checks its document."""
    language = view.language
    units = _units(view.given.path)
    box = {
        "unit": _dropdown(word("unit", language), units, str(view.given.path)),
        "area": _dropdown(word("area", language), _areas(language), view.area or _ALL),
        "check": _dropdown(word("check", language), _checks(view.result, language), _ALL),
        "severity": _dropdown(word("severity", language), _named(SEVERITY, language), _ALL),
        "status": _dropdown(word("status", language), _named(STATUS, language), _ALL),
    }
    page = ipywidgets.HTML()
    state = {"result": view.result}

    def show(_change: object = None) -> None:
        choice = Choice(**{name: str(box[name].value) for name in box if name != "unit"})
        page.value = str(filtered(state["result"], choice, language).html)

    def read_unit(change: dict[str, Any]) -> None:
        try:
            state["result"] = _other(view, Path(change["new"]))
        except AuditError as error:
            page.value = str(block(str(error)))
            return
        box["check"].options = _checks(state["result"], language)
        show()

    box["unit"].observe(read_unit, "value")
    for name in ("area", "check", "severity", "status"):
        box[name].observe(show, "value")
    show()
    row = ipywidgets.Layout(flex_flow="row wrap")
    return ipywidgets.VBox([ipywidgets.HBox(list(box.values()), layout=row), page])


def _other(view: UnitView, path: Path) -> Result:
    return examine_given(replace(view.given, path=path, unit="", year=None, document=None))


def _dropdown(name: str, options: list[tuple[str, str]], value: str) -> Any:
    return ipywidgets.Dropdown(description=name, options=options, value=value)


def _units(path: Path) -> list[tuple[str, str]]:
    """Return the documents beside this one; its own first."""
    from audit.reading.find import find_documents

    beside = [other for other in find_documents(path.parent) if other != path]
    return [(other.name, str(other)) for other in (path, *beside)]


def _areas(language: Language) -> list[tuple[str, str]]:
    everything = (word("all", language), _ALL)
    return [everything, *((named(AREA, area, language), area) for area in areas.AREAS)]


def _checks(result: Result, language: Language) -> list[tuple[str, str]]:
    ids = sorted({outcome.check for outcome in result.outcomes})
    return [(word("all", language), _ALL), *((check, check) for check in ids)]


def _named(table: Any, language: Language) -> list[tuple[str, str]]:
    return [(word("all", language), _ALL), *((named(table, key, language), key) for key in table)]
