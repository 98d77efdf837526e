from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from workbooks import PRINTED, totals_xls, totals_xlsx

from audit.errors import UnreadableDocument
from audit.model import PrintedLine, Table
from audit.reading import read
from audit.reading.assemble import Prose, assemble
from audit.reading.disclosure import join, read_files, unread_members
from audit.reading.likeness import Likeness
from audit.reading.text import read_text

SENTENCE = "2023年度收、支总计均为{0}.37万元，与上年相比减少{1}.06万元，主要是第{2}项工作结束。"
PROSE = "某县测试局2023年度部门决算\n" + "\n".join(
    SENTENCE.format(600 + n, 11_000 + 7 * n, n) for n in range(12)
)


def folder(tmp_path: Path, files: dict[str, str | bytes]) -> Path:
    """Return a folder with these files."""
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return tmp_path


def web_page(more: str) -> str:
    """Return the prose as a web page, with more under it."""
    return f"<html><meta charset=utf-8><p>{'</p><p>'.join(PROSE.splitlines())}</p>{more}"


def test_prose_and_tables_are_one_document(tmp_path):
    """Prose first; blocks, numbers of tables and places are those of the joined text."""
    files = {"1 报表.xlsx": totals_xlsx(), "2 说明.txt": PROSE + "\n甲\t1\n乙\t2\n"}
    document = read(folder(tmp_path, files))
    assert document.format == "folder"
    assert document.text == f"{PROSE}\n甲\t1\n乙\t2\n{PRINTED}"
    assert [Path(s.path).name for s in document.sources] == ["2 说明.txt", "1 报表.xlsx"]
    assert [document.text[s.start : s.end] for s in document.sources][1] == PRINTED
    assert [t.index for t in document.tables] == [1, 2]
    for block in document.blocks:
        cells = [c for row in block.rows for c in row] if isinstance(block, Table) else [block]
        assert all(document.text[c.start : c.end] == c.text for c in cells)


def test_the_hash_is_over_the_files_whatever_their_order(tmp_path):
    """The same files under other names give the same hash."""
    document = read(folder(tmp_path, {"a.txt": PROSE, "b.xlsx": totals_xlsx()}))
    hashes = sorted(hashlib.sha256(d).hexdigest() for d in (PROSE.encode(), totals_xlsx()))
    assert len(document.sha256) == len(hashes[0])
    other = read_files("x", [tmp_path / "b.xlsx", tmp_path / "a.txt"])
    assert other.sha256 == document.sha256
    assert other.text == document.text


def test_page_marks_and_charts_move_with_their_file(sample_docx):
    """What one member marks keeps its place in the joined text."""
    first = read_text(f"{PROSE}\n- 3 -\n".encode(), "a.txt")
    second = read(sample_docx)
    joined = join("d", "folder", [first, second])
    assert "3" in {joined.text[a:b] for a, b in joined.page_marks}
    charts = list(joined.charts)
    assert [chart.index for chart in charts] == [chart.index for chart in second.charts]
    for chart in charts:
        assert joined.text[chart.start : chart.end].startswith(chart.title)
        cells = [c for s in chart.series for c in (*s.categories, *s.values)]
        cells += [*chart.labels, *(s.name for s in chart.series if s.name)]
        assert all(joined.text[cell.start : cell.end] == cell.text for cell in cells)


def test_places_on_pages_move_with_their_file():
    """Printed lines and the ranges that a machine recognised count in the joined text."""
    line = PrintedLine(0, 4, 7, 10.0, 20.0, (1.0, 2.0, 3.0, 4.0, 5.0))
    scan = assemble("b.pdf", b"x", "pdf", [Prose("单位概况", (line,), unsure=True)])
    joined = join("d", "folder", [read_text(PROSE.encode(), "a.txt"), scan])
    at = joined.text.index("单位概况")
    (found,) = joined.lines
    assert (found.start, found.end, found.page) == (at, at + 4, 7)
    assert [start for start, _ in joined.unsure] == [at]
    assert joined.span("narrative", "", at, at + 2, "单位").page == 7


def test_the_same_content_in_two_formats_is_read_once(tmp_path, word_file):
    """The Word file is read, the text beside it is a copy, even with a figure changed."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PROSE.split("\n"))
    word = word_file(body)
    path = tmp_path / "copy.txt"
    path.write_text(PROSE.replace("605.37", "650.37"), "utf-8")
    document = read_files(tmp_path, [path, word])
    assert document.text == PROSE
    assert [Path(c.path).name for c in document.copies] == ["copy.txt"]
    assert [Path(s.path).name for s in document.sources] == ["file.docx"]
    assert "copy.txt 与已读入的文件内容相同" in document.notes[0]


def test_a_file_that_holds_another_is_read_and_the_other_is_the_copy(tmp_path):
    """A page with prose and tables against the prose alone: nothing is lost."""
    rows = "".join(f"<tr><td>第{n}项</td><td>{n * 7919}.25</td></tr>" for n in range(40))
    page = web_page(f"<table>{rows}</table>")
    document = read(folder(tmp_path, {"a.html": page, "b.txt": PROSE}))
    assert [Path(c.path).name for c in document.copies] == ["b.txt"]
    assert len(list(document.tables)) == 1


def test_one_file_that_holds_all_is_a_copy_of_two_better_ones(tmp_path):
    """Prose and workbook are read, the page with both is compared."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("\t")) + "</tr>"
        for row in PRINTED.split("\n")
    )
    page = web_page(f"<table>{cells}</table>")
    files = {"all.html": page, "a.xlsx": totals_xlsx(), "b.xls": totals_xls()}
    document = read(folder(tmp_path, files))
    assert [Path(c.path).name for c in document.copies] == ["a.xlsx", "b.xls"]
    assert document.text.startswith("某县测试局")


def test_the_same_template_of_another_unit_is_no_copy():
    """Equal words with other figures are two contents."""
    other = "乙县测试局2023年度部门决算\n" + "\n".join(
        SENTENCE.format(300 + 3 * n, 5_000 + 11 * n, n) for n in range(12)
    )
    one, two = Likeness.of(PROSE), Likeness.of(other)
    assert not two.lies_in(one)
    assert Likeness.of(PROSE.replace("605.37", "650.37")).lies_in(one)
    assert not Likeness.of("单位：万元").lies_in(one)


def test_an_unreadable_member_is_a_note(tmp_path):
    """The others are read; the sentence stands in the notes."""
    document = read(folder(tmp_path, {"a.txt": PROSE, "b.docx": b"\x89PNG\r\n"}))
    (sentence,) = unread_members(document)
    assert "b.docx" in sentence


def test_a_folder_of_nothing_readable_is_refused(tmp_path):
    """With what is wrong with the first file; an empty folder as well."""
    with pytest.raises(UnreadableDocument, match="没有文档"):
        read(tmp_path)
    with pytest.raises(UnreadableDocument, match="唯一的文件不能读"):
        read(folder(tmp_path, {"b.docx": b"\x89PNG\r\n"}))
    with pytest.raises(UnreadableDocument, match="2 个文件都不能读"):
        read(folder(tmp_path, {"c.docx": b"\x89PNG\r\n"}))


def test_a_page_whose_attachment_lies_in_the_folder_misses_nothing(tmp_path):
    """The note that an attachment was not saved is dropped where its file was read."""
    link = '<p><a href="/x/b.xlsx">报表</a></p>'
    page = f"<html><meta charset=utf-8><p>{PROSE}</p>{link}"
    document = read(folder(tmp_path, {"web/a.html": page, "b.xlsx": totals_xlsx()}))
    assert not [note for note in document.notes if "附件" in note]
