"""`audit review`: list, decide, export; what is wrong is said in a sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from disclosures import TEXT

from audit import cli
from audit.review import read_journal

LEAD = "2023/EXP-02/1"
TIME = "2026-03-01T09:30:00+08:00"


def decide(folder: Path, *words: str, name: str = "张三") -> int:
    """Run a decision at a fixed time."""
    return cli.main(["review", str(folder), *words, "--name", name, "--time", TIME])


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what `audit review` prints."""
    capsys.readouterr()
    assert cli.main(["review", str(folder), *words]) == 0
    return capsys.readouterr().out


def test_leads_are_listed_with_how_they_stand(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a journal every lead is open, and no file is made."""
    out = listed(results, capsys)
    assert f"□ 待核  {LEAD}  " in out
    assert "属实 0、不成立 0、已说明 0" in out
    assert not (results / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        (("--confirm", LEAD), "☑ 属实", "张三"),
        (("--dismiss", LEAD, "--reason", "口径不同"), "☒ 不成立", "口径不同"),
        (("--explain", LEAD, "--answer", "笔误"), "▣ 已说明", "单位意见: 笔误"),
        (("--correct", LEAD, "--value", "f298=96.22"), "□ 待核", "建议更正: 项目支出 → 96.22"),
    ],
)
def test_a_decision_is_there_the_next_time(
    words: tuple[str, ...], line: str, said: str, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of decision is written and listed with who and why."""
    assert decide(results, *words) == 0
    assert LEAD in capsys.readouterr().out
    out = listed(results, capsys)
    assert f"{line}  {LEAD}" in out
    assert said in out
    assert "决定记录共 1 行" in out
    (stored,) = read_journal(results / "decisions.jsonl").decisions
    assert (stored.check, stored.name, stored.time) == ("EXP-02", "张三", TIME)
    assert stored.seen is not None
    assert stored.seen.actual == "674.37"


def test_a_fingerprint_serves_as_well_and_reopening_opens(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is decided by id is opened again by fingerprint; both lines stay."""
    decide(results, "--confirm", LEAD)
    (stored,) = read_journal(results / "decisions.jsonl").decisions
    assert decide(results, "--reopen", stored.fingerprint, name="李四") == 0
    assert f"□ 待核  {LEAD}" in listed(results, capsys)
    assert len(read_journal(results / "decisions.jsonl").decisions) == 2


def test_several_leads_are_decided_at_once_and_left_out_of_what_is_open(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All leads of a result in one command; then none is open."""
    leads = json.loads((results / "result.json").read_text("utf-8"))["leads"]
    ids = [lead["id"] for lead in leads]
    assert len(ids) > 1
    assert decide(results, "--dismiss", *ids, "--reason", "样本") == 0
    out = listed(results, capsys, "--open")
    assert LEAD not in out
    assert "待核 0" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--dismiss", LEAD, "--name", "张三"), "理由"),
        (("--explain", LEAD, "--name", "张三"), "答复"),
        (("--confirm", LEAD), "署名"),
        (("--confirm", LEAD, "--name", "张三", "--time", "2026-03-01"), "时区"),
        (("--confirm", "2023/EXP-02/9", "--name", "张三"), LEAD),
        (("--correct", LEAD, "--name", "张三"), "更正"),
        (("--correct", LEAD, "--name", "张三", "--value", "项目支出"), "数字=值"),
        (("--correct", LEAD, "--name", "张三", "--value", "没有=1"), "没有数字"),
        (
            ("--correct", LEAD, "--name", "张三", "--value", "项目支出=1"),
            "f298（项目支出 97.22万元）",
        ),
        (("--name", "张三"), "指明疑点"),
    ],
)
def test_bad_usage_is_told_and_writes_nothing(
    words: tuple[str, ...], sentence: str, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, a sentence that says what is missing, and no journal."""
    assert cli.main(["review", str(results), *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not (results / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda f: f.is_dir(), "audit run"),
        (lambda f: (f / "result.json").write_text("[1", "utf-8"), "不是核对结果"),
        (lambda f: (f / "result.json").write_text('{"leads": [1], "facts": []}'), "不完整"),
        (lambda f: (f / "result.json").write_text('{"leads": [{}], "facts": []}'), "不完整"),
    ],
)
def test_a_folder_without_results_is_told(
    make, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No result, a broken one, one that lacks something: a sentence and exit code 2."""
    make(tmp_path)
    assert cli.main(["review", str(tmp_path)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_disclosure_is_reviewed_with_a_journal_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file needs --journal; then it is read, listed and decided on."""
    source, journal = tmp_path / "a.txt", tmp_path / "mine.jsonl"
    source.write_text(TEXT, "utf-8")
    assert cli.main(["review", str(source)]) == 2
    assert "--journal" in capsys.readouterr().err
    words = ["--journal", str(journal), "--edition", "sichuan-2023"]
    assert decide(source, "--confirm", LEAD, *words) == 0
    assert f"☑ 属实  {LEAD}" in listed(source, capsys, *words)
    assert cli.main(["review", str(source), "--journal", str(tmp_path)]) == 2
    assert cli.main(["review", str(tmp_path / "none.txt"), "--journal", str(journal)]) == 2


def test_a_broken_journal_gives_1_and_is_told(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The leads are listed all the same."""
    decide(results, "--confirm", LEAD)
    path = results / "decisions.jsonl"
    path.write_bytes(path.read_bytes().replace("张三".encode(), "张王".encode()))
    assert cli.main(["review", str(results)]) == 1
    told = capsys.readouterr()
    assert "第 1 行被改动过" in told.err
    assert f"□ 待核  {LEAD}" in told.out


def test_the_export_as_csv_cannot_run_in_a_spreadsheet(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row a lead with its decision; a reason that begins like a formula is only text."""
    decide(results, "--dismiss", LEAD, "--reason", "=1+1")
    rows = list(csv.DictReader(io.StringIO(listed(results, capsys, "--export", "csv"))))
    row = next(row for row in rows if row["id"] == LEAD)
    assert (row["status"], row["reason"], row["name"]) == ("dismissed", "'=1+1", "张三")
    assert row["expected"] == "675.37"
    assert {row["status"] for row in rows if row["id"] != LEAD} == {"open"}


def test_the_export_as_json_holds_the_history(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How each lead stands, every decision on it, and the last hash; also those now gone."""
    decide(results, "--dismiss", LEAD, "--reason", "口径不同")
    decide(results, "--reopen", LEAD)
    stored = json.loads((results / "result.json").read_text("utf-8"))
    stored["leads"] = [lead for lead in stored["leads"] if lead["id"] != LEAD]
    (results / "result.json").write_text(json.dumps(stored), "utf-8")
    out = tmp_path / "reviews.json"
    assert listed(results, capsys, "--export", "json", "--out", str(out)) == ""
    found = json.loads(out.read_text("utf-8"))
    assert found["schema"] == "audit-review/1"
    assert found["journal"]["hash"] == read_journal(results / "decisions.jsonl").last
    gone = found["leads"][-1]
    assert (gone["id"], gone["change"], gone["review"]["status"]) == ("", "gone", "open")
    assert [one["action"] for one in gone["history"]] == ["dismiss", "reopen"]
    assert "已作决定、现不再是疑点的" in listed(results, capsys)


def test_a_decision_on_a_lead_now_gone_can_be_reopened(results: Path) -> None:
    """It is found by its fingerprint, and keeps its check."""
    decide(results, "--confirm", LEAD)
    (stored,) = read_journal(results / "decisions.jsonl").decisions
    entry = json.loads((results / "result.json").read_text("utf-8"))
    (results / "result.json").write_text(json.dumps({**entry, "leads": []}), "utf-8")
    assert decide(results, "--reopen", stored.fingerprint) == 0
    last = read_journal(results / "decisions.jsonl").decisions[-1]
    assert (last.action, last.check) == ("reopen", "EXP-02")


def test_words_cannot_steer_the_terminal(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Escape sequences in a reason come out as replacement marks."""
    decide(results, "--dismiss", LEAD, "--reason", "a\x1b[2Jb\u202ec")
    out = listed(results, capsys)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_check_tells_the_decisions_of_a_journal(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`audit check --journal` gives each lead its review, as JSON and as text."""
    decide(results, "--dismiss", LEAD, "--reason", "口径不同")
    words = ["check", str(tmp_path / "a.txt"), "--journal", str(results / "decisions.jsonl")]
    capsys.readouterr()
    assert cli.main([*words, "--format", "json"]) == 1
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    told = {lead["id"]: lead["review"] for lead in document["leads"]}
    assert told[LEAD]["status"] == "dismissed"
    assert {one["status"] for id_, one in told.items() if id_ != LEAD} == {"open"}
    cli.main(words)
    assert "决定: ☒ 不成立  张三" in capsys.readouterr().out
    assert cli.main([*words[:-1], str(tmp_path / "none.jsonl")]) == 2
    assert "没有这份决定记录" in capsys.readouterr().err
