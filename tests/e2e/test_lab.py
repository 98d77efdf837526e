"""The workbench in a real JupyterLab: open, Run All, and no network beyond the machine itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import nbformat
import pytest
from browser import PICTURES, Browser, Page
from lab import ROOT, Lab, jupyterlab

NOTEBOOK = "notebooks/0_overview.ipynb"


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Return a JupyterLab on a copy of the overview, without outputs, with the sample beside them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "notebooks").mkdir()
    bare = nbformat.read(ROOT / NOTEBOOK, 4)
    for cell in (cell for cell in bare.cells if cell.cell_type == "code"):
        cell.outputs, cell.execution_count = [], None
    nbformat.write(bare, folder / NOTEBOOK)
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data" / "sample.docx", folder / "data")
    with jupyterlab(folder) as running:
        yield running


def test_run_all_shows_the_unit_and_no_error(lab: Lab, page: Page) -> None:
    """The overview is opened, every cell runs, the leads are there; all without a network."""
    lab.open(page, NOTEBOOK)
    lab.run_all(page)
    page.picture(PICTURES / "lab.png")
    stored = lab.save(page, NOTEBOOK)
    outputs = [out for cell in stored["cells"] for out in cell.get("outputs", ())]
    assert outputs
    assert [out for out in outputs if out["output_type"] == "error"] == []
    assert "大竹县社会保险事业管理局" in page.run("document.body.innerText")
    foreign = [
        one for one in page.requests
        if not one.startswith((lab.address, lab.address.replace("http", "ws"), "data:", "blob:"))
    ]  # fmt: skip
    assert foreign == []
    assert page.dialogs == []
