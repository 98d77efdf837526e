"""DataFrames: documented columns, exact Decimals, the same dtypes when empty."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from disclosures import hostile_result

import audit
from audit.views import tables


def test_figures_stay_exact(sample_docx: Path) -> None:
    """Every number of the frame is the Decimal of its fact, and words have none."""
    facts = audit.read_facts(sample_docx)
    frame = tables.facts_frame(facts)
    assert list(frame.columns) == list(tables.FACT_COLUMNS)
    assert len(frame) == len(facts)
    for value, fact in zip(frame["value"], facts, strict=True):
        assert value is None if fact.value is None else isinstance(value, Decimal)
        assert value == fact.value


def test_outcomes_and_leads_have_their_columns() -> None:
    """Frames of outcomes and leads hold one row a record in the documented columns."""
    result = hostile_result()
    outcomes = tables.outcomes_frame(result.outcomes)
    leads = tables.leads_frame(result.leads, "en")
    assert list(outcomes.columns) == list(tables.OUTCOME_COLUMNS)
    assert list(leads.columns) == list(tables.LEAD_COLUMNS)
    assert len(outcomes) == len(result.outcomes)
    wrong = outcomes[(outcomes["check"] == "EXP-02") & (outcomes["status"] == "inconsistent")].iloc[
        0
    ]
    assert wrong["stated"] == Decimal("674.37")
    assert wrong["recomputed"] == Decimal("675.37")


@pytest.mark.parametrize(
    ("frame", "columns"),
    [
        (tables.facts_frame([]), tables.FACT_COLUMNS),
        (tables.outcomes_frame([]), tables.OUTCOME_COLUMNS),
        (tables.leads_frame([]), tables.LEAD_COLUMNS),
    ],
)
def test_an_empty_frame_has_the_same_dtypes(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Nothing read gives a frame without rows, with the columns and dtypes of a full one."""
    assert frame.empty
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(columns)
