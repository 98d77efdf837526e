"""Fixtures that every test folder shares."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same code gives the same answer: examples do not change from run to run, and a busy
# machine fails no test.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """Return the first real disclosure; skips where it is not beside the repository."""
    found = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the seed disclosure is not beside this repository (../shared/seeds)")
    return found[0]


@pytest.fixture(scope="session")
def sample_docx() -> Path:
    """Return the bundled sample as a Word file."""
    return ROOT / "data" / "sample.docx"


@pytest.fixture(scope="session")
def sample_txt() -> Path:
    """Return the bundled sample as the text taken out of its Word file."""
    return ROOT / "data" / "sample.txt"
