"""Stock papermill and nbval over the notebooks: names are checked, changed figures fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INCOME = ROOT / "notebooks" / "1_income.ipynb"


def papermill(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run stock papermill in another folder, as a person would."""
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(INCOME), "out.ipynb"]
    return subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False
    )


def test_stock_papermill_runs_with_defaults_from_another_folder(tmp_path: Path) -> None:
    """`papermill notebooks/1_income.ipynb out.ipynb` reads the sample wherever it is started."""
    done = papermill(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "sample.docx" in (tmp_path / "out.ipynb").read_text("utf-8")


@pytest.mark.parametrize("name", ["souce", "Year", "units"])
def test_a_misspelt_parameter_is_refused(tmp_path: Path, name: str) -> None:
    """Stock papermill only warns; the notebook itself stops with a sentence."""
    done = papermill(tmp_path, "-p", name, "x")
    assert done.returncode != 0
    assert f"没有参数 {name}" in done.stderr


def test_a_changed_figure_fails_nbval(tmp_path: Path) -> None:
    """Nbval passes the stored notebook and fails when one printed figure is another."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "sample.docx", tmp_path / "data")
    text = INCOME.read_text("utf-8")
    assert "648.54" in text
    (folder / "same.ipynb").write_text(text, "utf-8")
    (folder / "changed.ipynb").write_text(text.replace("648.54", "648.55"), "utf-8")
    options = ["--nbval", "-p", "no:cacheprovider", "--nbval-sanitize-with"]
    options += [str(ROOT / "notebooks" / "sanitize.cfg"), "-q", "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *options]
    same = subprocess.run([*command, "notebooks/same.ipynb"], cwd=tmp_path, check=False)
    changed = subprocess.run(
        [*command, "notebooks/changed.ipynb"], cwd=tmp_path, capture_output=True, check=False
    )
    assert same.returncode == 0
    assert changed.returncode == 1
