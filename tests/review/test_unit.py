"""All that the outputs say of one unit's decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from disclosures import hostile_result

from audit.review import Decision, UnitReview, append, seen_of, unit_review

TIME = "2026-03-01T09:30:00+08:00"


def test_nothing_to_say_is_none(tmp_path: Path) -> None:
    """No journal and no other run: the outputs stay as they are without decisions."""
    leads = hostile_result().leads
    assert unit_review(tmp_path / "decisions.jsonl", leads) is None


def test_another_run_alone_is_worth_telling(tmp_path: Path) -> None:
    """Changes are told before anyone has decided."""
    leads = hostile_result().leads
    found = unit_review(tmp_path / "decisions.jsonl", leads, {})
    assert found is not None
    assert set(found.changed("new")) == {lead.fingerprint for lead in leads}
    assert found.of(leads[0].fingerprint).status == "open"
    assert found.journal.problems == ()


def test_decisions_are_found_by_fingerprint(tmp_path: Path) -> None:
    """One on a lead that is there, one on a lead that is gone, one on other figures."""
    leads = hostile_result().leads
    now = seen_of(leads)
    path = tmp_path / "decisions.jsonl"
    first, second = (lead.fingerprint for lead in leads[:2])
    append(
        path,
        Decision("confirm", first, name="张三", time=TIME, seen=now[first]),
        Decision("confirm", second, name="张三", time=TIME, seen=replace(now[second], actual="1")),
        Decision("confirm", "e" * 16, name="张三", time=TIME),
    )
    found = unit_review(path, leads)
    assert found is not None
    assert found.of(first).status == "confirmed"
    assert (found.is_outdated(first), found.is_outdated(second)) == (False, True)
    assert not found.is_outdated("e" * 16)
    assert [one.fingerprint for one in found.elsewhere] == ["e" * 16]


def test_the_state_before_everything() -> None:
    """Leads without any decision are open."""
    leads = hostile_result().leads
    found = UnitReview.of_leads(seen_of(leads))
    assert {found.of(lead.fingerprint).status for lead in leads} == {"open"}
    assert found.elsewhere == ()
