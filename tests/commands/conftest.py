"""A unit's result folder, as `audit run` leaves it, without its notebooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from disclosures import TEXT

from audit.batch import run_batch


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return the result folder of a disclosure with one wrong sum."""
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    (unit,) = run_batch(source, out=tmp_path / "out", notebooks="none").units
    return unit.folder
