"""`audit verify`: 0 the same, 1 differs, 2 nothing to verify."""

from __future__ import annotations

from pathlib import Path

import pytest
from disclosures import TEXT

from audit import cli
from audit.batch import run_batch
from audit.review import Decision, append, read_journal
from audit.review.journal import head_of

TIME = "2026-03-01T09:30:00+08:00"


@pytest.fixture
def decided(results: Path) -> Path:
    """Return a result folder with two decisions."""
    for number in range(2):
        append(results / "decisions.jsonl", Decision("confirm", f"{number}", name="张", time=TIME))
    return results


def test_a_whole_journal_is_the_same(decided: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Found below any folder above it."""
    assert cli.main(["verify", str(decided.parents[1])]) == 0
    assert "＝ 相符" in capsys.readouterr().out


def test_a_changed_line_differs(decided: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line is named."""
    path = decided / "decisions.jsonl"
    path.write_bytes(path.read_bytes().replace("张".encode(), "李".encode(), 1))
    assert cli.main(["verify", str(decided)]) == 1
    assert "第 1 行被改动过" in capsys.readouterr().out


def test_a_taken_away_journal_differs(decided: Path) -> None:
    """Its head is left and says that something is missing."""
    (decided / "decisions.jsonl").unlink()
    assert cli.main(["verify", str(decided)]) == 1


def test_the_result_remembers_what_was_there(
    decided: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Journal and head written anew, shorter: the last hash in result.json tells."""
    run_batch(tmp_path / "a.txt", out=tmp_path / "out", notebooks="none")
    assert cli.main(["verify", str(decided)]) == 0
    for path in (decided / "decisions.jsonl", head_of(decided / "decisions.jsonl")):
        path.unlink()
    assert cli.main(["verify", str(decided)]) == 1
    append(decided / "decisions.jsonl", Decision("confirm", "0", name="张", time=TIME))
    capsys.readouterr()
    assert cli.main(["verify", str(decided)]) == 1
    assert "result.json 曾记下的散列" in capsys.readouterr().out


def test_a_hash_recorded_elsewhere_is_looked_for(decided: Path) -> None:
    """The whole hash or its first twelve signs; another one, or a shorter one, does not do."""
    last = read_journal(decided / "decisions.jsonl").last
    assert cli.main(["verify", str(decided), "--recorded", last]) == 0
    assert cli.main(["verify", str(decided), "--recorded", last[:12].upper()]) == 0
    assert cli.main(["verify", str(decided), "--recorded", "0123456789ab"]) == 1
    assert cli.main(["verify", str(decided), "--recorded", last[:4]]) == 2


def test_nothing_to_verify_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without journals, a folder that is not there, results without decisions."""
    assert cli.main(["verify", str(tmp_path)]) == 2
    assert cli.main(["verify", str(tmp_path / "none")]) == 2
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    run_batch(source, out=tmp_path / "out", notebooks="none")
    assert cli.main(["verify", str(tmp_path / "out")]) == 2
    assert "没有可查对的" in capsys.readouterr().err


def test_help_says_what_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    """And what is not."""
    with pytest.raises(SystemExit):
        cli.main(["verify", "--help"])
    out = capsys.readouterr().out
    assert "hash chain" in out
    assert "does not\nrun the checks again" in out
