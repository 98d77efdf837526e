from __future__ import annotations

import hashlib
import subprocess
import time
from pathlib import Path

import pytest
from workbooks import compound, totals_xls, totals_xlsx

from audit.errors import UnreadableDocument
from audit.reading import legacy, read_bytes

OFFICE = legacy.find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
RTF = rb"{\rtf1\ansi\ansicpg936\deff0 {\fonttbl{\f0 SimSun;}}\f0 674.37 \'cd\'f2\'d4\'aa\par}"

WORD_XML = b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>"


def refusal(data: bytes, path: str) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, path)
    sentence = str(caught.value)
    assert sentence.startswith(path)
    assert "请" in sentence
    return sentence


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setenv("AUDIT_SOFFICE", "no-such-program")


@pytest.mark.usefixtures("no_office")
@pytest.mark.parametrize(
    ("data", "says"),
    [(compound("WordDocument"), "旧版 Word"), (RTF, "RTF"), (WORD_XML, "xml")],
)
def test_without_the_program_the_sentence_says_how_to_get_it(data, says):
    """Install LibreOffice, or save as .docx: both are said."""
    sentence = refusal(data, "a.doc")
    assert says in sentence
    assert "安装 LibreOffice" in sentence
    assert "另存为 .docx" in sentence


def test_a_word_file_with_a_password_is_refused_before_anything_starts(monkeypatch):
    """A bit of its first block says that it is encrypted."""
    block = bytearray(b"\xec\xa5" + bytes(510))
    block[11] = 0x01
    monkeypatch.setattr(legacy, "_converted", lambda *_: pytest.fail("it was started"))
    assert "密码" in refusal(compound("WordDocument", bytes(block)), "a.doc")


def test_an_old_word_file_with_macros_is_refused_before_anything_starts(monkeypatch):
    """As a new one is: the sentence says how to save it without."""
    monkeypatch.setattr(legacy.ole, "has_macros", lambda _: True)
    monkeypatch.setattr(legacy, "_converted", lambda *_: pytest.fail("it was started"))
    assert "另存为不含宏的 .docx" in refusal(compound("WordDocument"), "a.doc")


def test_an_unknown_old_file_is_refused():
    """OLE without Word text or workbook."""
    assert "旧版 Office" in refusal(compound("Contents"), "a.doc")


def test_the_program_named_by_the_environment_is_taken(tmp_path, monkeypatch):
    """AUDIT_SOFFICE goes before the path; one that does not exist is none."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("AUDIT_SOFFICE", str(program))
    assert legacy.find_office() == str(program)
    monkeypatch.setenv("AUDIT_SOFFICE", str(tmp_path / "none"))
    assert legacy.find_office() is None


def pretend(tmp_path: Path, script: str) -> str:
    """Return a program that stands in for LibreOffice."""
    program = tmp_path / "office"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def test_a_program_that_hangs_is_stopped(tmp_path, monkeypatch):
    """With its children, after the time that it is given."""
    marker = tmp_path / "alive"
    monkeypatch.setenv("AUDIT_SOFFICE", pretend(tmp_path, f"(sleep 3; touch {marker}) & sleep 30"))
    monkeypatch.setattr(legacy, "SECONDS", 0.3)
    begun = time.monotonic()
    assert "没有转换完" in refusal(RTF, "a.rtf")
    assert time.monotonic() - begun < 3
    time.sleep(3)
    assert not marker.exists()


def test_a_program_that_gives_nothing_is_told(tmp_path, monkeypatch):
    """A damaged file: LibreOffice ends without a result."""
    monkeypatch.setenv("AUDIT_SOFFICE", pretend(tmp_path, "exit 0"))
    assert "打不开" in refusal(RTF, "a.rtf")


def test_the_profile_forbids_macros_and_network(tmp_path, monkeypatch):
    """What the program is started with: its own profile, no window, no macros, no links."""
    seen = tmp_path / "seen"
    script = f'echo "$@" > {seen}; cat profile/user/registrymodifications.xcu >> {seen}'
    monkeypatch.setenv("AUDIT_SOFFICE", pretend(tmp_path, script))
    refusal(RTF, "a.rtf")
    told = seen.read_text("utf-8")
    assert "-env:UserInstallation=file://" in told
    assert "--headless" in told
    assert "DisableMacrosExecution" in told
    assert "ooInetProxyType" in told


def converted(data: bytes, name: str, target: str, folder: Path) -> bytes:
    """Return what LibreOffice makes of a file."""
    source = folder / name
    source.write_bytes(data)
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless", "--convert-to",
         target, "--outdir", str(folder / "out"), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / f"{source.stem}.{target}").read_bytes()


@needs_office
@pytest.mark.parametrize("target", ["doc", "odt"])
def test_an_old_word_file_gives_the_leads_of_the_new_one(target, sample_docx, tmp_path):
    """The sample through .doc and back: the same leads by fingerprint; the hash is the file's."""
    import audit

    path = tmp_path / f"old.{target}"
    path.write_bytes(converted(sample_docx.read_bytes(), "sample.docx", target, tmp_path))
    old, new = audit.check(path), audit.check(sample_docx)
    document = old.facts.document
    assert document.format == target
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert "经 LibreOffice 转换后读入" in document.notes
    assert {x.fingerprint for x in old.leads} == {x.fingerprint for x in new.leads}


@needs_office
def test_rich_text_and_a_sheet_are_read(tmp_path):
    """.rtf becomes prose, .ods a table."""
    assert read_bytes(RTF, "a.rtf").text == "674.37 万元"
    sheet = converted(totals_xlsx(), "a.xlsx", "ods", tmp_path)
    document = read_bytes(sheet, "a.ods")
    assert document.format == "ods"
    assert len(list(document.tables)) == 1


@needs_office
def test_an_old_workbook_that_only_the_program_opens(monkeypatch):
    """Where xlrd gives up, LibreOffice is asked."""
    from audit.reading import xls

    def gives_up(*_):
        raise xls.DamagedWorkbook("x")

    monkeypatch.setattr(xls, "read_xls", gives_up)
    document = read_bytes(totals_xls(), "a.xls")
    assert document.format == "xls"
    assert "经 LibreOffice 转换后读入" in document.notes
