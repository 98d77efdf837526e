"""Folder names from hostile unit names: one safe segment, different names stay different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.folders import safe_name


@pytest.mark.parametrize("name", ["大竹县社会保险事业管理局", "某局（本级）", "2023", "Unit-1"])
def test_an_ordinary_name_stays(name: str) -> None:
    """A name of letters, digits and brackets is kept as it is."""
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd", "a/b", "a\\b", "..", ".", "", " ", "con", "NUL.txt", ".ssh", "~"),
        *("a\x00b", "x" * 300, "a\u202eb", "局" * 200, "a\nb", "-"),
    ],
)
def test_a_hostile_name_becomes_one_safe_segment(name: str) -> None:
    """Separators, dots, controls, reserved and overlong names never reach the file system."""
    made = safe_name(name)
    assert made
    assert len(made.encode()) < 200
    assert not set(made) & set('/\\:*?"<>|\0\n\u202e ')
    assert made not in {".", ".."}
    assert not made.startswith(".")
    assert made.lower() not in {"con", "nul.txt"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_different_names_stay_different(one: str, two: str) -> None:
    """Two names that differ by more than surrounding space give two folders."""
    if one.strip() != two.strip():
        assert safe_name(one) != safe_name(two) or one.casefold() == two.casefold()
