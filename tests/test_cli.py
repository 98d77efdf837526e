import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import audit
from audit import cli, registry
from audit.commands import checks
from audit.export.pages import check_page

ROOT = Path(__file__).parent.parent
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
COMMANDS = ("check", "facts", "text", "run", "batch", "review", "verify", "checks", "sample")
DISCLOSURE = """\
某县测试局2023年度单位决算
第二部分 2023年度单位决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为100.00万元。与2022年度相比，收、支总计各增加10.00万元，增长11.11%。
二、收入决算情况说明
2023年度本年收入合计100.00万元，其中：一般公共预算财政拨款收入100.00万元，占100%。
三、支出决算情况说明
2023年度本年支出合计100.00万元，其中：基本支出80.00万元，占80%；项目支出20.00万元，占20%。
"""
BROKEN = DISCLOSURE.replace("基本支出80.00万元", "基本支出70.00万元")


@pytest.fixture
def clean(tmp_path):
    """Return a disclosure whose figures agree."""
    return write(tmp_path / "clean.txt", DISCLOSURE)


@pytest.fixture
def broken(tmp_path):
    """Return a disclosure with a sum that is 10 off."""
    return write(tmp_path / "broken.txt", BROKEN)


def write(path, text, encoding="utf-8"):
    """Write a file and return its path as a person would type it."""
    path.write_bytes(text.encode(encoding))
    return str(path)


def check(*words):
    """Run `audit check` in the edition that asks for no section or table."""
    return cli.main(["check", "--edition", "generic", *words])


def process(*words, **more):
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "audit", *words], capture_output=True, check=False, cwd=ROOT, **more
    )


# --- check --------------------------------------------------------------------------


def test_figures_that_agree_give_exit_code_0(clean, capsys):
    """No lead of severity error: the counts are still told."""
    assert check(clean) == 0
    out = capsys.readouterr().out
    assert "某县测试局 2023" in out
    assert re.search(r"一致 \d+（其中舍入内 \d+），疑点 \d+，未能检查 \d+，检查程序出错 0", out)
    assert "未读出 0" in out
    assert "加 --all" in out


def test_a_contradiction_gives_exit_code_1_and_can_be_redone(broken, capsys):
    """The lead shows check, sum, quotation with its line, and basis."""
    assert check(broken) == 1
    out = capsys.readouterr().out
    assert "[矛盾] EXP-02" in out
    assert "70.00 + 20.00 = 90.00 万元，印列 100.00 万元" in out
    assert "文本第8行 三、支出决算情况说明 「2023年度本年支出合计100.00万元" in out
    assert "依据: 支出决算表" in out


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_fail_on_sets_what_counts(broken, fail_on, code):
    """The exit code follows the lowest severity asked for."""
    assert check(broken, "--fail-on", fail_on) == code


def test_warnings_count_only_when_asked_for(clean, tmp_path):
    """A missing unit is a warning: 0 by default, 1 with --fail-on warning."""
    path = write(
        tmp_path / "a.txt", DISCLOSURE.replace("合计100.00万元，其中：基", "合计100.00，其中：基")
    )
    assert check(path) == 0
    assert check(path, "--fail-on", "warning") == 1
    assert check(clean, "--fail-on", "warning") == 0


def test_all_lists_every_outcome(clean, capsys):
    """With --all what passed and what was not checked stand there too, with the reason."""
    assert check(clean, "--all") == 0
    out = capsys.readouterr().out
    assert "[一致]" in out
    assert "[未能检查]" in out
    assert "加 --all" not in out


def test_english_is_spoken_when_asked_for(broken, capsys):
    """Messages and counts follow --lang; quotations stay as printed."""
    assert check(broken, "--lang", "en") == 1
    out = capsys.readouterr().out
    assert "differ by more than rounding allows" in out
    assert re.search(r"\d+ consistent \(\d+ within rounding\), \d+ leads, \d+ not checkable", out)
    assert "本年支出合计100.00万元" in out


def test_json_holds_every_document(clean, broken, tmp_path, capsys):
    """One object a document, in the order given, with the promised head."""
    assert check(clean, broken, str(tmp_path / "none.docx"), "--format", "json") == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "audit-result/1"
    assert answer["tool"] == {"name": "final-accounts-audit", "version": audit.__version__}
    assert [Path(d["path"]).name for d in answer["documents"]] == [
        "clean.txt",
        "broken.txt",
        "none.docx",
    ]
    assert [d["status"] for d in answer["documents"]] == ["checked", "checked", "unreadable"]
    assert answer["documents"][1]["leads"][0]["check"] == "EXP-02"


def test_spans_count_in_the_text_that_is_printed(broken, capsys):
    """`text[start:end]` of every number holds the printed figure."""
    check(broken, "--format", "json")
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    cli.main(["text", broken])
    text = capsys.readouterr().out
    figures = [fact for fact in document["facts"] if fact["value"] is not None]
    assert len(figures) > 5
    for fact in figures:
        span = fact["span"]
        assert text[span["start"] : span["end"]].replace(",", "") == fact["value"]


def test_out_writes_a_file_and_prints_nothing(broken, tmp_path, capsys):
    """The answer goes to the file; the exit code stays."""
    out = tmp_path / "result.json"
    assert check(broken, "--format", "json", "--out", str(out)) == 1
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text("utf-8"))["documents"][0]["unit"] == "某县测试局"


def test_out_to_a_device_leaves_it_a_device(broken):
    """/dev/null is written to, never replaced by a file."""
    assert check(broken, "--out", os.devnull) == 1
    assert not Path(os.devnull).is_file()


def test_the_same_document_gives_the_same_bytes(broken):
    """Two processes with different hash seeds print the same."""
    first, second = (
        process("check", broken, "--format", "json", env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    )
    assert first.stdout == second.stdout
    assert len(first.stdout) > 1000


def test_a_check_never_loads_what_only_notebooks_need(broken):
    """The process that checks has not imported pandas, matplotlib or Jupyter."""
    program = (
        "import sys; from audit.cli import main; main(['check', sys.argv[1]]);"
        "print('LOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, broken],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    loaded = {name.split(".")[0] for name in done.stdout.partition("LOADED")[2].split()}
    assert "audit" in loaded
    heavy = {"pandas", "numpy", "matplotlib", "seaborn", "IPython", "jupyter_client", "papermill"}
    assert loaded.isdisjoint(heavy)


# --- bad input ----------------------------------------------------------------------


def with_macros():
    """Return a Word file that carries a VBA project."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/vbaProject.bin", "x")
    return out.getvalue()


BAD = {
    "empty.txt": b"",
    "picture.docx": PNG,
    "truncated.docx": b"PK\x03\x04" + b"\x14\x00" * 20,
    "letter.txt": "各位同事：请于下周提交材料。".encode(),
    "scan.pdf": b"%PDF-1.7\n",
    "macros.docx": with_macros(),
    "page.html": f"<html><body><p>{DISCLOSURE}</p></body></html>".encode("gbk"),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
}


@pytest.mark.parametrize("name", [*BAD, "missing.docx"])
def test_bad_input_gives_one_sentence_and_exit_code_2(name, tmp_path, capsys):
    """What, where and what to do stand on stderr; there is no traceback and no pass."""
    path = tmp_path / name
    if name in BAD:
        path.write_bytes(BAD[name])
    assert check(str(path)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"audit: {path}：")
    assert told.err.count("\n") == 1
    assert re.search("请|重新", told.err)
    assert "Traceback" not in told.err


def test_numbers_that_belong_to_nothing_are_no_pass(tmp_path, capsys):
    """A text whose numbers mean nothing to an auditor is refused, with their count."""
    path = write(tmp_path / "recipe.txt", "面粉500克，水300克，揉20分钟。")
    assert check(path) == 2
    assert "文中 3 个数字没有一个能归入决算事项" in capsys.readouterr().err


def test_a_bad_file_in_a_folder_stops_no_other(tmp_path, capsys):
    """The good ones are checked, the bad one is named and listed, the exit code is 2."""
    write(tmp_path / "a.txt", DISCLOSURE)
    write(tmp_path / "z.txt", BROKEN)
    for name, data in BAD.items():
        (tmp_path / f"m_{name}").write_bytes(data)
    assert check(str(tmp_path), "--format", "json") == 2
    told = capsys.readouterr()
    documents = json.loads(told.out)["documents"]
    statuses = [d["status"] for d in documents]
    assert statuses == ["checked", *["unreadable"] * len(BAD), "checked"]
    assert all(document["error"] in told.err for document in documents[1:-1])


def test_a_folder_names_what_cannot_be_read_yet(tmp_path, capsys):
    """A PDF among the documents is not passed over in silence; other files are."""
    write(tmp_path / "a.txt", DISCLOSURE)
    (tmp_path / "scan.pdf").write_bytes(BAD["scan.pdf"])
    write(tmp_path / "readme.md", "# nothing")
    write(tmp_path / "~$lock.docx", "")
    assert check(str(tmp_path)) == 2
    told = capsys.readouterr().err
    assert "scan.pdf" in told
    assert "readme.md" not in told
    assert "lock" not in told


def test_a_folder_of_one_disclosure_is_one_document(tmp_path, capsys):
    """Prose and tables are checked together; the folder is its path, the files are listed."""
    write(tmp_path / "说明.txt", BROKEN * 3)
    write(tmp_path / "附表.txt", "\n".join(f"第{n}项\t{n * 17}\t{n}" for n in range(30)))
    assert check(str(tmp_path), "--format", "json") == 1
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["path"] == str(tmp_path)
    assert [Path(name).name for name in document["files"]] == ["说明.txt", "附表.txt"]
    assert document["copies"] == []


def test_an_unreadable_file_of_a_disclosure_is_told_and_the_rest_is_checked(tmp_path, capsys):
    """One document, a note, the sentence on stderr, exit code 2; the same for facts and text."""
    folder = tmp_path / "某县测试局" / "2023"
    folder.mkdir(parents=True)
    write(folder / "a.txt", BROKEN)
    (folder / "b.docx").write_bytes(PNG)
    assert check(str(tmp_path), "--format", "json") == 2
    told = capsys.readouterr()
    (document,) = json.loads(told.out)["documents"]
    assert document["status"] == "checked"
    assert [note for note in document["notes"] if "b.docx" in note]
    assert told.err.count("\n") == 1
    assert "b.docx" in told.err
    assert cli.main(["facts", str(tmp_path)]) == 2
    assert cli.main(["text", str(folder)]) == 2


def test_an_empty_folder_is_bad_input(tmp_path, capsys):
    """Nothing to check is never a pass."""
    assert check(str(tmp_path)) == 2
    assert "没有文档" in capsys.readouterr().err


def test_a_document_given_twice_is_checked_once(broken, tmp_path, capsys):
    """A file and its folder name the same document."""
    assert check(broken, str(tmp_path), "--format", "json") == 1
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read_rightly(encoding, tmp_path, capsys):
    """The same text in another encoding gives the same unit and the same lead."""
    path = write(tmp_path / "a.txt", BROKEN, encoding)
    assert check(path) == 1
    assert "某县测试局 2023" in capsys.readouterr().out


def test_a_fault_in_the_program_stops_no_other_document(clean, broken, monkeypatch, capsys):
    """A crash while one document is handled is told in a sentence; the rest is done."""
    whole = audit.check

    def fails_once(path, **more):
        if path == clean:
            raise ZeroDivisionError("on purpose")
        return whole(path, **more)

    monkeypatch.setattr(audit, "check", fails_once)
    monkeypatch.delenv("AUDIT_DEBUG", raising=False)
    assert check(clean, broken) == 2
    told = capsys.readouterr()
    assert "EXP-02" in told.out
    assert "ZeroDivisionError: on purpose" in told.err
    monkeypatch.setenv("AUDIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        check(clean)


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "a.txt", "--edition", "sichuan-1999"],
        ["check", "a.txt", "--out", "no-such-folder/result.json"],
        ["check", "a.txt", "--out", "."],
        ["check", "a.txt", "--fail-on", "info"],
        ["run", "a.txt", "--year", "23"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_bad_usage_gives_exit_code_2(words, capsys):
    """The grammar's own message, before any document is read."""
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    assert stop.value.code == 2
    assert "usage: audit" in capsys.readouterr().err


def test_no_command_shows_the_help_and_gives_2(capsys):
    """`audit` alone is bad usage, kindly answered."""
    assert cli.main([]) == 2
    assert "audit check disclosure.docx" in capsys.readouterr().err


# --- facts, text, checks ------------------------------------------------------------


def test_facts_come_as_csv(clean, capsys):
    """A header and one row a figure."""
    assert cli.main(["facts", clean]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.startswith("path,id,concept,label")
    assert any(",project_expenditure," in row and ",20.00," in row for row in rows)


def test_facts_come_as_json_and_name_what_cannot_be_read(clean, tmp_path, capsys):
    """Each document with its figures; a bad one gives exit code 2."""
    assert cli.main(["facts", clean, str(tmp_path / "none.txt"), "--format", "json"]) == 2
    good, bad = json.loads(capsys.readouterr().out)["documents"]
    assert len(good["facts"]) > 5
    assert (bad["status"], bad["facts"]) == ("unreadable", [])


def test_text_of_a_missing_file_gives_2(tmp_path, capsys):
    """The sentence is the reader's own."""
    assert cli.main(["text", str(tmp_path / "none.txt")]) == 2
    assert "没有这个文件" in capsys.readouterr().err


def test_the_catalogue_lists_every_check(capsys):
    """One line a check, with its severity and title."""
    assert cli.main(["checks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [e.id for e in registry.catalogue()]


def test_one_check_has_a_page(capsys):
    """Chinese unless another language is asked for; lower case is understood."""
    assert cli.main(["checks", "exp-02"]) == 0
    page = capsys.readouterr().out
    assert page == check_page(registry.find_check("EXP-02"), "zh")
    assert "**公式**：本年支出合计 = 基本支出 + 项目支出" in page
    assert cli.main(["checks", "EXP-02", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# EXP-02 Expenditure of the year")
    assert "**Tolerance**: decimal interval" in page


def test_the_pages_are_written_and_old_ones_removed(tmp_path):
    """`--write` makes the index and every page; a page of a check now gone goes."""
    (tmp_path / "OLD-01.md").write_text("gone", "utf-8")
    assert cli.main(["checks", "--write", str(tmp_path)]) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"README.md", *(f"{entry.id}.md" for entry in registry.catalogue())}


def test_an_unknown_check_gives_2_and_the_nearest(capsys):
    """A typing mistake is answered with what was probably meant."""
    assert cli.main(["checks", "EXP-2"]) == 2
    assert "EXP-02" in capsys.readouterr().err


# --- the program in its surroundings ------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command, capsys):
    """`--help` says what the command does and how it is called."""
    with pytest.raises(SystemExit) as stop:
        cli.main([command, "--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert "例 · examples:" in told
    assert f"audit {command}" in told


def test_the_version_is_told(capsys):
    """`--version` prints name and number."""
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"audit {audit.__version__}\n"


def test_chinese_is_printed_whatever_the_locale(broken):
    """A terminal that claims ASCII still gets UTF-8."""
    surroundings = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("check", broken, env=surroundings)
    assert done.returncode == 1
    assert "某县测试局" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_causes_no_traceback(broken):
    """`audit check … | head` ends quietly."""
    ends = os.pipe()
    os.close(ends[0])
    with os.fdopen(ends[1], "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "audit", "check", broken, "--all"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert done.stderr == b""
    assert done.returncode == cli.PIPE_CLOSED


def test_a_document_cannot_steer_the_terminal(tmp_path, capsys):
    """Escape sequences and signs that turn the writing come out as replacement marks."""
    hostile = BROKEN.replace("项目支出20.00万元", "项目\x1b[2J\u202e支出20.00万元")
    folder = tmp_path / "\x1b[31m"
    folder.mkdir()
    assert check(write(folder / "a.txt", hostile), str(folder / "none.txt"), "--all") == 2
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    assert "\u202e" not in told.out


def test_an_interruption_is_told_in_a_word(broken, monkeypatch, capsys):
    """Ctrl-C gives 130 and no traceback."""

    def interrupted(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(audit, "check", interrupted)
    assert check(broken) == cli.INTERRUPTED
    assert "已中断" in capsys.readouterr().err


# --- run and batch: what they do is tested beside audit.batch; here is what they answer --


@pytest.fixture
def batch(monkeypatch):
    """Return a function that makes `audit.batch` answer with a made record."""
    import audit.batch

    calls = []

    def answer(**fields):
        def record(*args, **more):
            calls.append((args, more))
            return SimpleNamespace(**fields)

        monkeypatch.setattr(audit.batch, "run_unit", record)
        monkeypatch.setattr(audit.batch, "run_batch", record)
        return calls

    return answer


@pytest.mark.parametrize(("worst", "code"), [("error", 1), ("warning", 0), (None, 0)])
def test_run_tells_where_the_report_is(worst, code, batch, capsys):
    """The last line names the report; leads of severity error give 1."""
    calls = batch(report="reports/某县/2023/report.html", worst=worst, unread=())
    assert cli.main(["run", "a.docx", "--unit", "某县", "--year", "2023", "--out", "o"]) == code
    assert capsys.readouterr().out == "报告 · report: reports/某县/2023/report.html\n"
    ((path,), options), *_ = calls
    assert path == "a.docx"
    assert options == {
        "unit": "某县",
        "year": 2023,
        "out": "o",
        "edition": "auto",
        "language": "zh",
    }


@pytest.mark.parametrize("code", [0, 1, 2])
def test_batch_tells_where_the_index_is(code, batch, capsys):
    """The index is named, the exit code is the batch's own."""
    calls = batch(index="reports/index.html", code=code)
    assert cli.main(["batch", "units", "--notebooks", "leads"]) == code
    assert "reports/index.html" in capsys.readouterr().out
    assert calls[0][1]["notebooks"] == "leads"


@pytest.mark.parametrize("more", [["--workers", "4"], ["--scheduler", "tcp://example:8786"]])
def test_batch_refuses_what_it_cannot_do_yet(more, capsys):
    """Asking for several workers or a cluster is answered, not ignored."""
    assert cli.main(["batch", "units", *more]) == 2
    assert "逐个单位运行" in capsys.readouterr().err


def test_run_of_an_unreadable_document_gives_2(tmp_path, capsys):
    """The sentence is the reader's; nothing is written."""
    assert cli.main(["run", str(tmp_path / "none.docx"), "--out", str(tmp_path / "out")]) == 2
    assert "请核对路径" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_run_of_a_document_without_figures_gives_2(tmp_path, capsys):
    """A letter is no disclosure: no empty report is made of it."""
    path = write(tmp_path / "letter.txt", "各位同事：请于下周提交材料。")
    assert cli.main(["run", path, "--out", str(tmp_path / "out")]) == 2
    assert "文中没有数字" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_fault_in_the_program_is_told_in_a_sentence(monkeypatch, capsys):
    """No traceback unless AUDIT_DEBUG asks for it."""

    def broken_catalogue():
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(checks, "catalogue", broken_catalogue)
    monkeypatch.delenv("AUDIT_DEBUG", raising=False)
    assert cli.main(["checks"]) == 2
    assert "ZeroDivisionError: on purpose" in capsys.readouterr().err
    monkeypatch.setenv("AUDIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["checks"])
