"""Running again keeps the decisions, shows them, and says what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from disclosures import TEXT

from audit.batch import UnitRun, run_batch
from audit.review import Decision, append, read_journal

TIME = "2026-03-01T09:30:00+08:00"


def run(folder: Path, text: str = TEXT) -> UnitRun:
    """Run the disclosure into the same folder."""
    (folder / "a.txt").write_text(text, "utf-8")
    (unit,) = run_batch(folder / "a.txt", out=folder / "out", notebooks="none").units
    return unit


def files(unit: UnitRun) -> dict[str, bytes]:
    """Return what lies in a unit's folder."""
    return {path.name: path.read_bytes() for path in unit.folder.iterdir()}


def confirm(unit: UnitRun, check: str) -> str:
    """Confirm the lead of a check and return its fingerprint."""
    lead = next(lead for lead in unit.result.leads if lead.check == check)
    told = Decision("confirm", lead.fingerprint, check, name="张三", time=TIME)
    append(unit.folder / "decisions.jsonl", told)
    return lead.fingerprint


def test_running_again_changes_nothing(tmp_path: Path) -> None:
    """The same document gives the same files, without and with a journal."""
    first = files(run(tmp_path))
    assert set(first) == {"leads.json", "report.html", "result.json"}
    assert files(run(tmp_path)) == first
    confirm(run(tmp_path), "EXP-02")
    decided = files(run(tmp_path))
    assert files(run(tmp_path)) == decided


def test_the_journal_is_only_read(tmp_path: Path) -> None:
    """A re-run leaves its bytes; result and report tell the decision and the last hash."""
    unit = run(tmp_path)
    fingerprint = confirm(unit, "EXP-02")
    kept = (unit.folder / "decisions.jsonl").read_bytes()
    unit = run(tmp_path)
    assert (unit.folder / "decisions.jsonl").read_bytes() == kept
    stored = json.loads((unit.folder / "result.json").read_text("utf-8"))
    last = read_journal(unit.folder / "decisions.jsonl").last
    assert stored["review"]["hash"] == last
    told = {lead["fingerprint"]: lead["review"] for lead in stored["leads"]}
    assert told[fingerprint] == {
        "status": "confirmed", "reason": "", "name": "张三", "time": TIME, "answer": "",
        "correction": [], "outdated": False,
    }  # fmt: skip
    assert last in unit.report.read_text("utf-8")


def test_a_changed_document_says_what_changed_and_keeps_decisions(tmp_path: Path) -> None:
    """A figure corrected, another broken: gone, changed and unchanged, until they differ again."""
    unit = run(tmp_path)
    before = {lead.fingerprint: lead for lead in unit.result.leads}
    fingerprint = confirm(unit, "EXP-02")
    unit = run(tmp_path, TEXT.replace("97.22", "98.22"))
    stored = json.loads((unit.folder / "result.json").read_text("utf-8"))
    changes = stored["review"]["changes"]
    assert changes[fingerprint] == "changed"
    told = {lead["fingerprint"]: lead["review"] for lead in stored["leads"]}
    assert told[fingerprint]["status"] == "confirmed"
    again = run(tmp_path, TEXT.replace("97.22", "98.22"))
    assert (
        json.loads((again.folder / "result.json").read_text("utf-8"))["review"]
        == (stored["review"])
    )
    unit = run(tmp_path, TEXT.replace("97.22", "96.22"))
    stored = json.loads((unit.folder / "result.json").read_text("utf-8"))
    assert stored["review"]["changes"][fingerprint] == "gone"
    assert fingerprint in before
    assert "现不再是疑点" in unit.report.read_text("utf-8")


def test_a_spoilt_leads_file_is_told_and_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nothing to compare with; the run goes on."""
    unit = run(tmp_path)
    (unit.folder / "leads.json").write_text("{", "utf-8")
    run(tmp_path)
    assert "leads.json：内容读不懂" in capsys.readouterr().err
    assert json.loads((unit.folder / "leads.json").read_text("utf-8"))["before"] is None


def test_a_broken_journal_is_told_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence goes to stderr and into the report."""
    unit = run(tmp_path)
    confirm(unit, "EXP-02")
    path = unit.folder / "decisions.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    unit = run(tmp_path)
    assert "第 1 行不完整" in capsys.readouterr().err
    assert "第 1 行不完整" in unit.report.read_text("utf-8")
