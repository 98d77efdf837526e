from __future__ import annotations

import hashlib
import re
import zipfile

import pytest

from audit.errors import UnreadableDocument
from audit.reading import read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(path) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}：")
    assert sentence.endswith("。")
    assert re.search("请.{4,}", sentence), "the sentence must say what to do"
    return sentence


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "空"),
        ("blank.txt", "\ufeff \n\u3000\n".encode(), "空"),
        ("empty.docx", b"", "空"),
        ("picture.docx", PNG, "PNG"),
        ("picture.txt", b"\xff\xd8\xff\xe0" + bytes(99), "JPEG"),
        ("garbage.txt", bytes(range(256)) * 9, "不是文本"),
        ("noise.txt", bytes(range(128, 256)) * 9, "不是文本"),
        ("wide.txt", "收入".encode("utf-16") + b"x", "不是文本"),
        ("utf8.txt", b"\xef\xbb\xbf\xff1", "不是文本"),
        ("old.doc", OLE2, "加密"),
        ("old.docx", OLE2, "旧版"),
        ("paper.pdf", b"%PDF-1.7\n", "PDF"),
        ("page.html", b"<!DOCTYPE html>\n<html><p> </p>", "空"),
        ("page.txt", "\ufeff<?xml version='1.0'?><html>".encode(), "空"),
        ("sums.xlsx", "收入1元".encode(), "扩展名"),
        ("words.docx", "收入1元".encode(), "扩展名"),
        ("cut.txt", "收、支总计均为674.37万元。".encode() * 40 + "元".encode()[:2], "截断"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, name, data, says):
    """The sentence names the file, what is wrong with it, and what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    assert says in refusal(path)


def test_a_text_may_begin_like_a_bitmap(tmp_path):
    """Two letters at the start of a text do not make it a picture."""
    path = tmp_path / "bm.txt"
    path.write_text("BMI 指数 23", "utf-8")
    assert read(path).text == "BMI 指数 23"
    path.write_bytes(b"BM" + bytes(60))
    assert "图片" in refusal(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """Neither ends in a traceback of the operating system."""
    assert "没有这个文件" in refusal(tmp_path / "none.txt")
    assert "文件夹" in refusal(tmp_path)


def test_a_file_that_is_far_too_big_is_not_loaded(tmp_path):
    """A sparse file of many gigabytes is refused by its size."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(1 << 34)
    assert "超过" in refusal(path)


def test_content_decides_not_the_ending(tmp_path, word_file):
    """A Word file named .txt is read as Word, a text with an unknown ending as text."""
    word = word_file("<w:p><w:r><w:t>收入1元</w:t></w:r></w:p>")
    renamed = word.rename(tmp_path / "word.txt")
    assert read(renamed).format == "docx"
    (tmp_path / "notes.md").write_text("收入1元", "utf-8")
    assert read(tmp_path / "notes.md").format == "text"


def test_the_document_carries_its_path_and_hash(tmp_path):
    """The hash is of the file's bytes, so that anyone can check which file was read."""
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff收入1元\r\n".encode())
    document = read(str(path))
    assert document.path == str(path)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.text == "收入1元"


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("xl/workbook.xml", "XML"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("inner/a.docx", "唯一的文件不能读"),
        ("other.bin", "没有文档"),
        ("[Content_Types].xml", "word/document.xml"),
    ],
)
def test_other_zips_are_refused_by_what_they_are(tmp_path, member, says):
    """A broken workbook, a presentation, a zip of documents or of none: each is named."""
    path = tmp_path / "some.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert says in refusal(path)


def test_a_truncated_word_file_is_refused(word_file):
    """A download that stopped half way says so, wherever it was cut."""
    path = word_file("<w:p><w:r><w:t>收入1元</w:t></w:r></w:p>" * 500)
    whole = path.read_bytes()
    for share in (10, 100, len(whole) // 2, len(whole) - 5):
        path.write_bytes(whole[:share])
        assert "重新下载" in refusal(path)


def test_damaged_bytes_inside_a_word_file_are_refused(word_file):
    """A part whose check sum fails is not read as if it were whole."""
    path = word_file("<w:p><w:r><w:t>674.37</w:t></w:r></w:p>")
    path.write_bytes(path.read_bytes().replace(b"674.37", b"574.37"))
    assert "损坏" in refusal(path)
