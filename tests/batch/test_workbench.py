"""The working copy of the notebooks, and `audit lab` around it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from audit.batch.notebooks import notebooks
from audit.batch.workbench import make_workbench, sample
from audit.cli import main
from audit.commands import lab
from audit.errors import AuditError
from audit.views.parameters import check_parameters


def parameters(path: Path) -> dict[str, object]:
    """Return the parameters that a notebook sets."""
    cells = nbformat.read(path, 4).cells
    (cell,) = [c for c in cells if "parameters" in c.metadata.get("tags", [])]
    values: dict[str, object] = {}
    exec(cell.source, {}, values)  # noqa: S102 - the project's own notebook
    return values


def test_a_copy_has_the_parameters_and_no_output(tmp_path: Path, sample_txt: Path) -> None:
    """Every notebook is copied with its parameters set, and without another unit's outputs."""
    given = check_parameters(str(sample_txt), '某"局', 2023, "sichuan-2023", "en")
    bench = make_workbench(tmp_path / "lab", given)
    assert [path.name for path in bench.made] == [path.name for path in notebooks()]
    for path in bench.made:
        assert parameters(path) == {
            "source": str(sample_txt.resolve()), "unit": '某"局', "year": 2023,
            "edition": "sichuan-2023", "language": "en",
        }  # fmt: skip
        notebook = nbformat.read(path, 4)
        nbformat.validate(notebook)
        assert not any(cell.get("outputs") for cell in notebook.cells)


def test_the_own_notebooks_are_never_written(tmp_path: Path, sample_txt: Path) -> None:
    """Their bytes stay, and their folder is refused as a place for the copy."""
    before = {path: path.read_bytes() for path in notebooks()}
    given = check_parameters(str(sample_txt), "", None, "auto", "zh")
    make_workbench(tmp_path, given)
    with pytest.raises(AuditError, match="--dir"):
        make_workbench(notebooks()[0].parent, given)
    assert {path: path.read_bytes() for path in notebooks()} == before


def test_what_a_person_added_stays(tmp_path: Path, sample_txt: Path, sample_docx: Path) -> None:
    """A second start sets the parameters only; with the same ones not a byte changes."""
    first = check_parameters(str(sample_txt), "", None, "auto", "zh")
    bench = make_workbench(tmp_path, first)
    notebook = nbformat.read(bench.overview, 4)
    notebook.cells.append(nbformat.v4.new_code_cell("1 + 1"))
    nbformat.write(notebook, bench.overview)
    kept = bench.overview.read_bytes()
    assert make_workbench(tmp_path, first).made == ()
    assert bench.overview.read_bytes() == kept
    make_workbench(tmp_path, check_parameters(str(sample_docx), "", None, "auto", "zh"))
    assert nbformat.read(bench.overview, 4).cells[-1].source == "1 + 1"
    assert parameters(bench.overview)["source"] == str(sample_docx.resolve())


def test_a_broken_copy_is_told(tmp_path: Path, sample_txt: Path) -> None:
    """A file that is no notebook is named, and left as it is."""
    (tmp_path / "0_overview.ipynb").write_text("{", "utf-8")
    with pytest.raises(AuditError, match="0_overview"):
        make_workbench(tmp_path, check_parameters(str(sample_txt), "", None, "auto", "zh"))
    assert (tmp_path / "0_overview.ipynb").read_text("utf-8") == "{"


def test_the_sample_is_found() -> None:
    """Without a path the disclosure that comes with the package is opened."""
    assert sample().name == "sample.docx"


def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return where the arguments go that JupyterLab would be started with."""
    seen: list[list[str]] = []
    start = "jupyterlab.labapp.LabApp.launch_instance"
    monkeypatch.setattr(start, lambda **told: seen.append(told["argv"]))
    return seen


def test_lab_opens_the_overview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_docx: Path
) -> None:
    """JupyterLab is started on the copy, asks nothing of the network, opens no browser if told."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    seen = started(monkeypatch)
    assert main(["lab", str(sample_docx), "--no-browser", "--port", "8899", "--dir", "某 局"]) == 0
    (arguments,) = seen
    assert f"--ServerApp.root_dir={tmp_path.resolve()}" in arguments
    assert "--LabApp.default_url=/lab/tree/%E6%9F%90%20%E5%B1%80/0_overview.ipynb" in arguments
    assert {"--no-browser", "--port=8899", "--LabApp.news_url=None"} <= set(arguments)
    config = tmp_path / "某 局" / ".audit" / "labconfig" / "page_config.json"
    assert json.loads(config.read_text("utf-8"))["disabledExtensions"]


def test_lab_says_when_jupyterlab_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence says what to install; nothing is written."""
    monkeypatch.setattr(lab, "find_spec", lambda _: None)
    assert main(["lab"]) == 2
    assert "pip install jupyterlab" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["nowhere.docx"], ["--edition", "no-such"], ["--port", "0"]])
def test_lab_refuses_what_cannot_be(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path, an edition or a port that is none ends with code 2 before anything is written."""
    monkeypatch.chdir(tmp_path)
    seen = started(monkeypatch)
    try:
        code = main(["lab", *arguments])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    assert code == 2
    assert seen == []
    assert not any(tmp_path.iterdir())


def test_arguments_leave_out_what_was_not_asked_for() -> None:
    """Without options a browser opens, on the usual port."""
    bench = SimpleNamespace(folder=Path("lab"), overview=Path("lab/0_overview.ipynb"))
    options = SimpleNamespace(no_browser=False, allow_root=False, port=None)
    told = lab.lab_arguments(bench, options)  # type: ignore[arg-type]
    assert not [one for one in told if one.startswith(("--no-browser", "--port", "--allow-root"))]
