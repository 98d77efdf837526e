"""What became of the leads between two runs, and how the file that says so is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from disclosures import hostile_result

from audit.review import Run, Seen, compared, seen_of
from audit.review.runs import Runs, read_runs, runs_text, same, together

SEEN = Seen("EXP-02", "本年支出", "error", "100", "90", "万元")
OTHER = replace(SEEN, actual="101")


def test_leads_are_new_unchanged_changed_or_gone() -> None:
    """The same fingerprint with another figure is changed; one not there any more is gone."""
    leads = hostile_result().leads
    now = seen_of(leads)
    first, second, *rest = now
    before = {**now, first: replace(now[first], expected="0"), "gone": SEEN}
    del before[second]
    found = compared(before, leads)
    assert found[first] == "changed"
    assert found[second] == "new"
    assert found["gone"] == "gone"
    assert {found[one] for one in rest} == {"unchanged"}
    assert len(rest) > 0


def test_a_lead_tells_its_figures_as_text() -> None:
    """What is kept of a lead is its check, subject, severity and both figures."""
    leads = hostile_result().leads
    lead = next(lead for lead in leads if lead.check == "EXP-02")
    seen = seen_of(leads)[lead.fingerprint]
    assert (seen.actual, seen.expected, seen.uom) == ("674.37", "675.37", "万元")
    assert (seen.check, seen.severity) == ("EXP-02", "error")


def test_two_leads_of_one_fingerprint_are_told_together() -> None:
    """A change of either is noticed."""
    both = together([("a", SEEN), ("a", OTHER)])
    assert (both["a"].actual, both["a"].expected) == ("100; 101", "90; 90")
    assert not same(both, together([("a", SEEN), ("a", SEEN)]))


def test_a_run_is_compared_with_the_last_whose_leads_were_others() -> None:
    """Running again over the same document changes nothing of what is compared."""
    one, two = Run("1" * 64, {"a": SEEN}), Run("2" * 64, {"a": OTHER})
    first = Runs(one)
    assert first.followed_by(one) == Runs(one, None)
    second = first.followed_by(two)
    assert second == Runs(two, one)
    assert second.followed_by(two) == second


@pytest.mark.parametrize("before", [None, Run("1" * 64, {}), Run("1" * 64, {"a\n": OTHER})])
def test_runs_are_read_as_they_were_written(before: Run | None, tmp_path: Path) -> None:
    """The file holds both runs; a lead stands on a line of its own."""
    runs = Runs(Run("2" * 64, {"a": SEEN, "b": OTHER}), before)
    path = tmp_path / "leads.json"
    path.write_text(runs_text(runs), "utf-8")
    assert read_runs(path) == runs


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "[" * 100_000, '{"schema": "audit-leads/2"}',
     '{"schema": "audit-leads/1", "now": 1, "before": null}',
     '{"schema": "audit-leads/1", "now": {"sha256": "", "leads": {"a": {}}}, "before": null}'],
)  # fmt: skip
def test_a_file_that_cannot_be_understood_is_none(text: str, tmp_path: Path) -> None:
    """Rubbish and other versions give nothing to compare with, and no crash."""
    path = tmp_path / "leads.json"
    path.write_text(text, "utf-8")
    assert read_runs(path) is None
    assert read_runs(tmp_path / "none.json") is None
