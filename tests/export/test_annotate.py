"""A copy of a PDF with the leads marked on it."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pytest
from pdf_pages import lines, pdf
from pypdfium2 import raw

import audit
from audit import cli
from audit.export.annotate import annotate

TEXT = (
    "某县测试局2023年度单位决算",
    "一、收入支出决算总体情况说明2023",
    "2023年度收、支总计均为100.00万元。",
    "二、支出决算情况说明2023",
    "本年支出合计100.00万元，其中：基本支出70.00万元，占80%；项目支出20.00万元，占20%。",
)


@pytest.fixture
def broken(tmp_path):
    """Return a PDF whose parts do not add up."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(pdf(lines(100, "封面1"), lines(100, *TEXT, x=30)))
    return path


def value(annotation, key: bytes) -> str:
    """Return a text of an annotation."""
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")


def notes(data: bytes, page: int) -> list[tuple[str, str, tuple[float, float, float, float]]]:
    """Return title, words and place of each annotation of a page."""
    opened = pdfium.PdfDocument(data)
    sheet = opened[page - 1]
    found = []
    for index in range(raw.FPDFPage_GetAnnotCount(sheet.raw)):
        one = raw.FPDFPage_GetAnnot(sheet.raw, index)
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(one, rect)
        where = (rect.left, rect.bottom, rect.right, rect.top)
        found.append((value(one, b"T"), value(one, b"Contents"), where))
    return found


def test_each_place_of_a_lead_is_marked_and_says_what_it_is(broken, tmp_path):
    """Number, severity and check in its title; the words of the lead; round the figure."""
    out = tmp_path / "marked.pdf"
    result = audit.check(broken, edition="generic")
    tally = annotate(broken.read_bytes(), result, out)
    assert notes(out.read_bytes(), 1) == []
    marks = notes(out.read_bytes(), 2)
    assert len(marks) == tally.places > 0
    assert tally.marked + tally.unplaced == len(result.leads)
    number, lead = next((n, one) for n, one in enumerate(result.leads, 1) if one.facts)
    title, words, (left, bottom, right, top) = next(
        m for m in marks if m[0].startswith(f"{number} ")
    )
    assert lead.check in title
    assert lead.title.zh in words
    assert lead.message.zh in words
    box = lead.quotes[0].box
    assert left < box[0] < box[2] < right
    assert bottom < 842 - box[3] < 842 - box[1] < top


def test_the_marks_can_be_seen(broken, tmp_path):
    """The page with marks looks different where they are, and only there."""
    out = tmp_path / "marked.pdf"
    result = audit.check(broken, edition="generic")
    annotate(broken.read_bytes(), result, out)
    before, after = (
        pdfium.PdfDocument(path.read_bytes())[1].render(scale=1).to_pil() for path in (broken, out)
    )
    assert before.tobytes() != after.tobytes()
    below = (0, 250, before.width, before.height)
    assert before.crop(below).tobytes() == after.crop(below).tobytes()


def test_marks_stand_right_on_a_page_that_lies_on_its_side(tmp_path):
    """The frame goes round the figure, whichever way the page is turned."""

    def page(canvas):
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas._pagesize, size = (842, 595), canvas._pagesize
        for one in lines(100, *TEXT, x=30):
            one(canvas)
        canvas._pagesize = size

    path, out = tmp_path / "side.pdf", tmp_path / "marked.pdf"
    path.write_bytes(pdf([page]))
    result = audit.check(path, edition="generic")
    assert annotate(path.read_bytes(), result, out).places
    box = next(lead for lead in result.leads if lead.facts).quotes[0].box
    places = [place for _, _, place in notes(out.read_bytes(), 1)]
    # a quarter turn: what is across on the page as read is up in the file
    assert any(
        bottom < box[0] < box[2] < top and left < box[1] < box[3] < right
        for left, bottom, right, top in places
    )


def test_a_failure_leaves_no_half_file(broken, tmp_path, monkeypatch):
    """What stood under the name stays when the copy cannot be written."""
    out = tmp_path / "marked.pdf"
    out.write_bytes(b"old")
    result = audit.check(broken, edition="generic")

    def fail(*_):
        raise OSError("full")

    monkeypatch.setattr(pdfium.PdfDocument, "save", fail)
    with pytest.raises(OSError, match="full"):
        annotate(broken.read_bytes(), result, out)
    assert out.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"broken.pdf", "marked.pdf"}


def test_the_command_marks_and_counts(broken, tmp_path, capsys):
    """The report goes to stdout as ever; how much was marked goes to stderr."""
    out = tmp_path / "marked.pdf"
    code = cli.main(["check", str(broken), "--edition", "generic", "--annotate", str(out)])
    said = capsys.readouterr()
    assert code in {0, 1}
    assert "疑点" in said.out
    assert f"{out}：标出疑点" in said.err
    assert notes(out.read_bytes(), 2)
    assert audit.check(broken, edition="generic").leads


def test_only_one_pdf_can_be_marked(broken, tmp_path, capsys):
    """Two files, a text, a folder that is not there, the file itself: a sentence, exit 2."""
    text = tmp_path / "a.txt"
    text.write_text("收入1元", "utf-8")
    out = str(tmp_path / "marked.pdf")
    wrong = [
        [str(broken), str(broken), "--annotate", out],
        [str(text), "--annotate", out],
        [str(tmp_path), "--annotate", out],
        [str(tmp_path / "none.pdf"), "--annotate", out],
        [str(broken), "--annotate", str(tmp_path / "none" / "marked.pdf")],
        [str(broken), "--annotate", str(broken)],
    ]
    original = broken.read_bytes()
    for words in wrong:
        assert cli.main(["check", *words]) == 2
        said = capsys.readouterr()
        assert "--annotate" in said.err
        assert said.out == ""
    assert not (tmp_path / "marked.pdf").exists()
    assert broken.read_bytes() == original
