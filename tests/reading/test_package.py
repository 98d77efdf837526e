from __future__ import annotations

import zipfile

import pytest

from audit.errors import UnreadableDocument
from audit.reading import package, read

BODY = "<w:p><w:r><w:t>收入1元</w:t></w:r></w:p>"


def refusal(path) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}：")
    return str(caught.value)


def add(path, name: str, data: bytes | str) -> None:
    """Add a compressed part to a package."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(word_file):
    """A part of zeros that would fill memory is told by its ratio."""
    path = word_file(BODY)
    add(path, "word/media/zeros.bin", bytes(1 << 25))
    assert "大得不正常" in refusal(path)


def test_a_huge_part_is_refused(word_file, monkeypatch):
    """A single part beyond the limit is not parsed."""
    monkeypatch.setattr(package, "MAX_PART", 100)
    assert "解压后超过" in refusal(word_file(BODY * 50))


def test_too_many_parts_are_refused(word_file, monkeypatch):
    """A package of countless entries is not walked."""
    monkeypatch.setattr(package, "MAX_ENTRIES", 1)
    assert "大得不正常" in refusal(word_file(BODY))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_are_refused(word_file, declaration):
    """A Word file has no DTD; one that has is hostile, and no file or address is opened."""
    body = "<w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body>"
    xml = f'{declaration}<w:document xmlns:w="w">{body}</w:document>'
    assert "DTD" in refusal(word_file("", {"word/document.xml": xml}))


def test_broken_xml_is_refused(word_file):
    """A part that stops half way names the part."""
    sentence = refusal(word_file("", {"word/document.xml": "<w:document xmlns:w='w'><w:body>"}))
    assert "word/document.xml" in sentence


def test_absurd_nesting_is_refused(word_file):
    """Thousands of elements inside each other end in a sentence, not in a crash."""
    assert "XML" in refusal(
        word_file("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000)
    )


def test_a_document_without_a_body_is_refused(word_file):
    """The main part must have a body."""
    assert "没有正文" in refusal(word_file("", {"word/document.xml": '<w:document xmlns:w="w"/>'}))


def test_an_encrypted_zip_is_refused(word_file):
    """A password on the zip itself is named."""
    path = word_file(BODY)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    path.write_bytes(data)
    assert "加密" in refusal(path)


def test_a_relation_that_leaves_the_package_reads_nothing(word_file):
    """Targets with dots or outside addresses are names inside the zip, or nothing."""
    body = BODY + '<w:p><w:r><w:drawing><c:chart r:id="r1"/></w:drawing></w:r></w:p>'
    path = word_file(body, {}, {"r1": ("chart", "../../../../etc/passwd")})
    assert read(path).text == "收入1元"
