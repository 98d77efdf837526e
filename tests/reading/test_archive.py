from __future__ import annotations

import io
import stat
import zipfile

import pytest
from workbooks import totals_xlsx

from audit.errors import UnreadableDocument
from audit.reading import archive, read_bytes
from audit.reading.disclosure import unread_members

PROSE = "某县测试局2023年度部门决算\n" + "2023年度收、支总计均为674.37万元，与上年相比减少。" * 12
NOT_A_PICTURE = b"\x89PNG\r\n" + bytes(99)


def packed(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as found:
        for name, data in members.items():
            found.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes) -> str:
    """Return the sentence with which an archive is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, "a.zip")
    assert str(caught.value).startswith("a.zip")
    return str(caught.value)


def test_an_announcement_with_attachments_is_one_document():
    """Prose first, then the tables, each with its file; the rest of the zip is passed over."""
    document = read_bytes(
        packed({"附件/报表.xlsx": totals_xlsx(), "正文.txt": PROSE, "readme.exe": b"MZ"}), "a.zip"
    )
    assert document.format == "zip"
    assert [s.path for s in document.sources] == ["a.zip/正文.txt", "a.zip/附件/报表.xlsx"]
    assert document.text.startswith("某县测试局")
    assert len(list(document.tables)) == 1


def test_names_from_chinese_windows_are_put_right():
    """GBK bytes that a reader takes for cp437."""
    name = "决算.txt".encode("gb18030").decode("cp437")
    data = bytearray(packed({"x" * 8 + ".txt": PROSE}))
    raw = name.encode("cp437")
    data = data.replace(b"x" * 8 + b".txt", raw.ljust(12, b"_").replace(b"____", b".txt"))
    (source,) = read_bytes(bytes(data), "a.zip").sources
    assert source.path.startswith("a.zip/决算.txt")


def test_one_bad_member_stops_no_other():
    """It becomes a note that says what to do."""
    document = read_bytes(packed({"a.txt": PROSE, "b.docx": NOT_A_PICTURE}), "a.zip")
    (sentence,) = unread_members(document)
    assert sentence.startswith("a.zip/b.docx：")
    assert "请" in sentence


def test_nothing_readable_is_refused():
    """With the reason of the first; an archive without documents as well."""
    assert "不能读" in refusal(packed({"a.docx": NOT_A_PICTURE, "b.docx": NOT_A_PICTURE}))
    assert "没有文档" in refusal(packed({"a.exe": b"MZ"}))
    assert "没有文档" in refusal(packed({}))


def test_an_archive_in_the_archive_is_read_once():
    """One level; what lies deeper is named."""
    inner = packed({"正文.txt": PROSE})
    document = read_bytes(packed({"附件.zip": inner}), "a.zip")
    assert [s.path for s in document.sources] == ["a.zip/附件.zip/正文.txt"]
    assert "还有压缩包" in refusal(packed({"附件.zip": packed({"更深.zip": inner})}))


def test_tricks_with_paths_reach_nothing():
    """Names that climb, links and hidden files: read as bytes, or passed over."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        found.writestr("../../etc/out.txt", PROSE)
        found.writestr(link, "/etc/passwd")
        found.writestr("__MACOSX/._a.txt", "\x00\x05")
        found.writestr(".hidden.txt", "x")
        found.writestr("~$lock.docx", "x")
    document = read_bytes(out.getvalue(), "a.zip")
    assert [s.path for s in document.sources] == ["a.zip/../../etc/out.txt"]
    assert not unread_members(document)


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch):
    """By their ratio, by their number, by a member's size."""
    assert "大得不正常" in refusal(packed({"a.txt": bytes(1 << 24)}))
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    assert "大得不正常" in refusal(packed({"a.txt": PROSE, "b.txt": PROSE}))
    monkeypatch.setattr(archive, "MAX_MEMBER", 10)
    assert "超过" in refusal(packed({"a.txt": PROSE}))


def test_a_locked_archive_is_refused():
    """A password is named."""
    data = bytearray(packed({"a.txt": PROSE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "密码" in refusal(bytes(data))


def test_a_damaged_archive_is_refused():
    """A download that stopped, and a member whose check sum fails."""
    data = packed({"a.txt": PROSE}, zipfile.ZIP_STORED)
    assert "请" in refusal(data[: len(data) // 2])
    assert "损坏" in refusal(data.replace(b"674.37", b"574.37", 1))


@pytest.mark.parametrize(
    ("data", "says"), [(b"Rar!\x1a\x07\x01\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z")]
)
def test_other_archives_are_named(data, says):
    """What to do is said."""
    sentence = refusal(data)
    assert says in sentence
    assert "解压" in sentence
