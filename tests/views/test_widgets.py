"""Widgets: they filter what the tables show; without a person there are none."""

from __future__ import annotations

import os
from pathlib import Path

import ipywidgets
import pytest
from disclosures import TEXT, hostile_result

from audit.views import open_unit
from audit.views.display import Shown
from audit.views.widgets import Choice, chosen, explorer, filtered, with_person


def test_a_choice_leaves_only_what_was_chosen() -> None:
    """Area, check, severity and status each narrow the outcomes; together they all hold."""
    result = hostile_result()
    assert len(chosen(result, Choice(), "zh")) == len(result.outcomes)
    for column, value in (
        ("area", "expenditure"),
        ("check", "EXP-02"),
        ("severity", "error"),
        ("status", "exact"),
    ):
        frame = chosen(result, Choice(**{column: value}), "zh")
        assert 0 < len(frame) < len(result.outcomes)
        assert set(frame[column]) == {value}
    assert chosen(result, Choice("income", "EXP-02"), "zh").empty


def test_the_filtered_view_holds_evidence_of_the_leads_it_shows() -> None:
    """Choosing one check shows its outcomes and the sheets of its leads, no others."""
    shown = filtered(hostile_result(), Choice(check="EXP-02", status="inconsistent"), "zh")
    assert shown.html.count('class="sheet ') == 1
    assert "97.22" in shown.html


def test_without_a_person_there_are_no_widgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under papermill the last cell shows a static table that needs no kernel."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert not with_person()
    assert isinstance(open_unit(str(path)).explore(), Shown)


def test_papermill_inside_a_notebook_is_no_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that inherits a session's name but has injected parameters shows no widgets."""
    monkeypatch.setenv("JPY_SESSION_NAME", "x.ipynb")
    assert with_person()
    monkeypatch.setattr("audit.views.widgets.run_cells", lambda: ["", "# Parameters\nunit = 'x'"])
    assert not with_person()


def test_a_person_can_change_unit_and_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In JupyterLab the boxes re-filter, another unit is read, and an unreadable one is told."""
    monkeypatch.setitem(os.environ, "JPY_SESSION_NAME", "1_income.ipynb")
    for name, text in (("a", TEXT), ("b", TEXT.replace("97.22", "96.22")), ("c", "")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    view = open_unit(str(tmp_path / "a.txt"), area="expenditure")
    box = view.explore()
    assert isinstance(box, ipywidgets.VBox)
    controls, page = box.children
    unit, area, check, severity, status = controls.children
    assert area.value == "expenditure"
    check.value, status.value = "EXP-02", "inconsistent"
    assert "675.37" in page.value
    unit.value = str(tmp_path / "b.txt")
    assert "675.37" not in page.value
    severity.value = "error"
    unit.value = str(tmp_path / "c.txt")
    assert "<table" not in page.value
    assert "c.txt" in page.value


def test_the_explorer_starts_with_the_document_itself(tmp_path: Path) -> None:
    """The first unit offered is the one that the notebook was opened with."""
    for name in ("z", "a"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    controls, _ = explorer(open_unit(str(tmp_path / "z.txt"))).children
    assert controls.children[0].options[0][0] == "z.txt"
