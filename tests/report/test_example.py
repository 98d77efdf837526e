"""The example that is kept is what the sample gives today."""

from __future__ import annotations

from pathlib import Path

import audit
from audit.report import report_html

EXAMPLE = Path(__file__).resolve().parents[2] / "reports" / "example"


def test_the_kept_report_is_current(sample_docx: Path) -> None:
    """reports/example/report.html has the bytes of a new run; `make example` renews it."""
    kept = (EXAMPLE / "report.html").read_text("utf-8")
    assert kept == report_html(audit.check(sample_docx), "sample.docx")


def test_every_notebook_has_its_page() -> None:
    """The example holds a page for each notebook and a picture of the report."""
    names = {path.stem for path in (EXAMPLE.parents[1] / "notebooks").glob("[0-9]_*.ipynb")}
    assert names <= {path.stem for path in EXAMPLE.glob("*.html")}
    assert (EXAMPLE / "report.png").read_bytes().startswith(b"\x89PNG")
