"""Running notebooks: outputs and pages are there, a failing cell is told, names are checked."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from disclosures import TEXT
from lxml import html
from nbformat.v4 import new_code_cell, new_notebook

from audit.batch.notebooks import notebooks, run_notebook
from audit.batch.one import run_unit
from audit.errors import AuditError, UnknownParameter

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def made(folder: Path, *cells: str) -> Path:
    """Write a notebook whose first cell holds the parameters."""
    path = folder / "0_made.ipynb"
    found = [new_code_cell(source) for source in cells]
    found[0].metadata = nbformat.from_dict({"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=found, metadata=KERNEL), path)
    return path


def test_a_notebook_runs_on_a_disclosure(tmp_path: Path) -> None:
    """The income notebook of a small disclosure gives outputs and a page with its figures."""
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    income = next(path for path in notebooks() if path.stem == "1_income")
    done = run_notebook(income, tmp_path, {"source": str(source), "language": "en"}, "某局 2023")
    assert done.error is None
    page = html.document_fromstring(done.page.read_text("utf-8"))
    text = page.text_content()
    assert "674.37" in text
    assert "a.txt" in text
    assert "open_unit" not in text
    assert str(tmp_path) not in done.page.read_text("utf-8")
    assert page.xpath("//svg") or page.xpath("//*[local-name()='svg']")
    assert not page.xpath("//script")


def test_a_failing_cell_is_told_and_its_page_kept(tmp_path: Path) -> None:
    """An exception in a cell is the run's error; the page shows how far it came."""
    path = made(tmp_path, "source = ''", "print('before')", "raise ValueError('broken')")
    (tmp_path / "out").mkdir()
    done = run_notebook(path, tmp_path / "out", {"source": "x"})
    assert done.error is not None
    assert "ValueError: broken" in done.error
    assert "before" in done.page.read_text("utf-8")


def test_a_dead_kernel_is_told(tmp_path: Path) -> None:
    """A cell that kills its kernel is an error of that notebook, not of the program."""
    path = made(tmp_path, "source = ''", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    (tmp_path / "out").mkdir()
    assert run_notebook(path, tmp_path / "out", {}).error


def test_an_endless_cell_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that runs longer than allowed is an error that says so."""
    monkeypatch.setattr("audit.batch.notebooks.CELL_SECONDS", 2)
    path = made(tmp_path, "source = ''", "import time\ntime.sleep(60)")
    (tmp_path / "out").mkdir()
    done = run_notebook(path, tmp_path / "out", {})
    assert done.error == "一格运行超过 2 秒，已中止。"


def test_a_parameter_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    """Where papermill would only warn, nothing runs."""
    path = made(tmp_path, "source = ''")
    with pytest.raises(UnknownParameter, match="souce"):
        run_notebook(path, tmp_path / "out", {"souce": "x"})


def test_a_unit_whose_notebook_fails_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`run_unit` writes result and report first, then raises a sentence naming the notebook."""
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    declared = "source = ''\nunit = ''\nyear = None\nedition = 'auto'\nlanguage = 'zh'"
    broken = made(tmp_path, declared, "1 / 0")
    monkeypatch.setattr("audit.batch.one.all_notebooks", lambda: [broken])
    with pytest.raises(AuditError, match="0_made"):
        run_unit(source, out=tmp_path / "out")
    (report,) = (tmp_path / "out").rglob("report.html")
    assert report.is_file()
