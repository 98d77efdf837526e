from pathlib import Path

import pytest
from paper_files import DATA

from audit.cli import main
from audit.review import JOURNAL, Decision, append

SAMPLE = str(DATA / "sample_nine.docx")


def journal(folder, *confirmed):
    """Write a journal that confirms the leads with these fingerprints, and return its path."""
    path = folder / JOURNAL
    moment = "2024-11-05T08:00:00+08:00"
    append(path, *(Decision("confirm", one, name="张三", time=moment) for one in confirmed))
    return path


def test_papers_are_written_below_unit_and_year(result, tmp_path, capsys):
    """Each path is printed; a confirmed lead has its evidence sheet."""
    path = journal(tmp_path, result.leads[0].fingerprint)
    assert main(["papers", SAMPLE, "--journal", str(path), "--out", str(tmp_path / "o")]) == 0
    told = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.name for one in told] == [
        *("审计工作底稿.docx", "审计取证单.docx", "疑点与发现清单.xlsx", "疑点与发现清单.csv")
    ]
    assert all(one.stat().st_size for one in told)
    assert told[0].parent == tmp_path / "o" / "示例县河湖保护局" / "2024"


def test_decisions_beside_the_results_are_found_by_themselves(result, tmp_path, capsys):
    """No --journal is needed where `audit run` left its files; none at all is fine."""
    out = ["papers", SAMPLE, "--out", str(tmp_path), "--kinds", "evidence"]
    assert main(out) == 0
    assert "未编制取证单" in capsys.readouterr().err
    folder = tmp_path / "示例县河湖保护局" / "2024"
    journal(folder, result.leads[1].fingerprint)
    assert main(out) == 0
    assert capsys.readouterr().out.endswith("审计取证单.docx\n")


def test_a_paper_that_a_person_filled_in_is_never_lost(tmp_path, capsys):
    """A file that differs is kept under another name; the same file is not."""
    out = ["papers", SAMPLE, "--out", str(tmp_path), "--kinds", "workpaper"]
    assert main(out) == 0
    paper = Path(capsys.readouterr().out.strip())
    made = paper.read_bytes()
    assert main(out) == 0
    assert [one.name for one in paper.parent.iterdir()] == [paper.name]
    for number in (1, 2):
        paper.write_bytes(b"signed %d" % number)
        assert main(out) == 0
        assert paper.with_name(f"审计工作底稿.{number}.docx").read_bytes() == b"signed %d" % number
    assert paper.read_bytes() == made


def test_a_bad_line_of_the_journal_is_told(result, tmp_path, capsys):
    """The papers are made, and the exit code says that something was not read."""
    path = journal(tmp_path, result.leads[0].fingerprint)
    path.write_bytes(path.read_bytes() + b"burnt\n")
    out = ["--out", str(tmp_path), "--kinds", "register", "--lang", "en"]
    assert main(["papers", SAMPLE, "--journal", str(path), *out]) == 2
    captured = capsys.readouterr()
    assert str(path) in captured.err
    assert "register.xlsx" in captured.out


def test_a_journal_that_is_not_there_is_a_sentence(tmp_path, capsys):
    """Nothing is written."""
    gone = str(tmp_path / "none.jsonl")
    assert main(["papers", SAMPLE, "--journal", gone, "--out", str(tmp_path / "o")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("bad", [["--kinds", "poem"], ["--kinds", ","], ["--date", "tomorrow"]])
def test_bad_usage_is_refused(bad, capsys):
    """With the words that would do."""
    with pytest.raises(SystemExit) as stopped:
        main(["papers", SAMPLE, *bad])
    assert stopped.value.code == 2
    assert "audit papers: error" in capsys.readouterr().err


def test_the_help_has_examples(capsys):
    """As every command has."""
    with pytest.raises(SystemExit):
        main(["papers", "--help"])
    assert "audit papers disclosure.docx" in capsys.readouterr().out
