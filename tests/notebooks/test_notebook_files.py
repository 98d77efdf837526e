"""The notebooks as files: thin cells, parameters, stored outputs without paths and times."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from audit.views.parameters import NAMES

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
FILES = sorted(FOLDER.glob("*.ipynb"))
EXPECTED = ["0_overview", "1_income", "2_expenditure", "3_three_public", "4_performance"]


def code_cells(path: Path) -> list[Any]:
    """Return the code cells of a notebook."""
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def test_the_five_notebooks_are_there() -> None:
    """One overview and four areas, in reading order."""
    assert [path.stem for path in FILES] == EXPECTED


@pytest.mark.parametrize("path", FILES, ids=EXPECTED)
def test_cells_are_thin(path: Path) -> None:
    """At most twelve code cells of at most six lines; logic lives in the package."""
    cells = code_cells(path)
    assert len(cells) <= 12
    for cell in cells:
        assert len(cell.source.splitlines()) <= 6
        assert not re.search(r"^\s*(def|class|for|while|if|with|try)\b", cell.source, re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=EXPECTED)
def test_parameters_have_defaults(path: Path) -> None:
    """One cell tagged `parameters` gives source, unit, year, edition and language a default."""
    (cell,) = [c for c in code_cells(path) if "parameters" in c.metadata.get("tags", [])]
    assert tuple(re.findall(r"^(\w+) = ", cell.source, re.MULTILINE)) == NAMES
    assert 'source = "../data/sample.docx"' in cell.source


@pytest.mark.parametrize("path", FILES, ids=EXPECTED)
def test_outputs_are_stored_and_repeatable(path: Path) -> None:
    """Every cell but the parameters has its output; none holds an error, a path or a time."""
    for cell in code_cells(path)[1:]:
        assert cell.outputs, cell.source
        for output in cell.outputs:
            assert output.output_type in {"execute_result", "display_data"}
            assert "execution" not in cell.metadata
            told = str(output.data.get("text/html", "")) + str(output.data.get("text/plain", ""))
            assert not re.search(r"0x[0-9a-f]{6,}|/home/|/tmp/|\d{4}-\d\d-\d\d", told)
            assert str(FOLDER.parent) not in told


@pytest.mark.parametrize("path", FILES, ids=EXPECTED)
def test_nothing_of_the_machine_is_stored(path: Path) -> None:
    """Metadata name the kernel only, neither versions nor widgets' state."""
    assert set(nbformat.read(path, 4).metadata) == {"kernelspec", "language_info"}
