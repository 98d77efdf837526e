"""What tests of the papers share: decisions, hostile words, and readers of Word files."""

import io
import zipfile
from pathlib import Path

from lxml import etree

from audit.papers.decisions import Entry

DATA = Path(__file__).parent.parent / "data"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '=HYPERLINK("http://x","<script>alert(1)</script>")\u202e\u200f\x07\x00]]>&'


def decided(action, **fields):
    """Return a decision as a journal gives it."""
    told = {"reason": "已核对", "name": "张三", "time": "2024-11-05T09:30:00+08:00"}
    return Entry(action, **{**told, **fields})


def word_parts(content):
    """Return the XML parts of a .docx, parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def words(element):
    """Return the text below an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def sheets(content):
    """Return the body of a .docx as its sections: a list of blocks each."""
    body = word_parts(content)["word/document.xml"][0]
    found = [[]]
    for block in body:
        if block.tag == f"{W}sectPr":
            continue
        found[-1].append(block)
        if block.find(f"{W}pPr/{W}sectPr") is not None:
            found.append([])
    return found


def of_style(blocks, style):
    """Return the texts of the paragraphs of a style."""
    return [
        words(block)
        for block in blocks
        if (named := block.find(f"{W}pPr/{W}pStyle")) is not None and named.get(f"{W}val") == style
    ]
