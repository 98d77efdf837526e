"""What the tests in a real browser share: one browser, one audited sample, axe-core.

They run with `make e2e` only. Pictures go to `.e2e/pictures`, which git ignores.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import WORK, Browser, Page, browser_program, chromium

from audit.batch.many import run_batch
from audit.batch.notebooks import notebooks, run_notebook

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that the usual run leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium that reaches no network; skips where there is none."""
    program = browser_program()
    if program is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with chromium(program) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty tab."""
    with browser.page() as opened:
        yield opened


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's report, one notebook's page and the index."""
    source, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    shutil.copy(ROOT / "data" / "sample.docx", source)
    done = run_batch(source, out=out, notebooks="none")
    (unit,) = done.units
    expenditure = next(path for path in notebooks() if path.stem == "2_expenditure")
    parameters = {"source": str(source / "sample.docx")}
    ran = run_notebook(expenditure, unit.folder, parameters, "e2e")
    assert ran.error is None
    return out


@pytest.fixture(scope="session")
def report(batch: Path) -> Path:
    """Return the sample's report."""
    (found,) = batch.glob("*/*/report.html")
    return found


@pytest.fixture(scope="session")
def notebook_page(report: Path) -> Path:
    """Return the page of the sample's notebook on expenditure."""
    return report.with_name("2_expenditure.html")


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core's script; skips where `make e2e` could not fetch it."""
    found = sorted(WORK.glob("axe-core-*.js"))
    if not found:
        pytest.skip("axe-core was not fetched (npm pack axe-core; `make e2e` tries it)")
    return found[-1].read_text("utf-8")
