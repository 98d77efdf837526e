"""PDF files that are broken, hostile or hold nothing: one sentence, in bounded time."""

from __future__ import annotations

import io
import re
import time

import pytest
from pdf_pages import lines, pdf, picture, words
from PIL import Image
from print_pdf import printed
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from audit.errors import UnreadableDocument
from audit.reading import read
from audit.reading.pdf import MAX_PAGES, named, read_pdf

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>"


def raw_pdf(*objects: bytes, root: bytes = b"<< /Type /Catalog /Pages 2 0 R >>") -> bytes:
    """Return a PDF made of a catalogue and `objects`, numbered from 2."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate((root, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return out


def stream(body: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), more, body)


def one_page(content: bytes, page: bytes = b"/Contents 4 0 R", *more: bytes) -> bytes:
    """Return a PDF of one page with a content stream."""
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return raw_pdf(tree, PAGE % page, stream(content), *more)


def locked() -> bytes:
    """Return a PDF that asks for a password."""
    out = io.BytesIO()
    secret = StandardEncryption("key", canPrint=0, strength=128)
    canvas = Canvas(out, encrypt=secret)
    canvas.drawString(72, 700, "Total 1")
    canvas.save()
    return out.getvalue()


def form() -> bytes:
    """Return a PDF whose only words are in a form field."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.acroForm.textfield(name="total", value="2940.05", x=72, y=700)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(pages: int = 1) -> bytes:
    """Return a PDF of pictures."""
    out = io.BytesIO()
    Image.new("L", (300, 420), 250).save(out, "PNG")
    return pdf(*[[picture(out.getvalue())]] * pages)


def whole() -> bytes:
    """Return a PDF with text."""
    return pdf(*[lines(100, "收入总计2995.39万元。", "支出总计1。")] * 3)


BROKEN = {
    "locked": (locked, "有密码", "不加密"),
    "a header only": (lambda: b"%PDF-1.7\n%%EOF", "打不开", "重新下载"),
    "cut in the first page": (lambda: whole()[:400], "打不开", "重新下载"),
    "noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 40, "打不开", "重新下载"),
    "no pages": (
        lambda: raw_pdf(b"<< /Type /Pages /Kids [] /Count 0 >>"),
        "没有页面",
        "重新下载",
    ),
    "a count that lies": (
        lambda: raw_pdf(b"<< /Type /Pages /Kids [3 0 R] /Count 10000 >>", PAGE % b""),
        "10000 页",
        "核对",
    ),
    "a smaller lie": (
        lambda: raw_pdf(b"<< /Type /Pages /Kids [] /Count 1500 >>"),
        "没有",
        "重新下载",
    ),
    "a form": (form, "表单", "打印"),
    "an empty page": (lambda: one_page(b""), "没有文字", "核对"),
    "pages in a circle": (
        lambda: raw_pdf(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "打",
        "重新下载",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_one_sentence(tmp_path, name):
    """The sentence names the file, what is wrong, and what to do; it comes soon."""
    make, wrong, advice = BROKEN[name]
    path = tmp_path / "disclosure.pdf"
    path.write_bytes(make())
    begun = time.perf_counter()
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    sentence = str(caught.value)
    assert re.fullmatch(rf"{re.escape(str(path))}：[^\n]+。", sentence)
    assert wrong in sentence
    assert advice in sentence
    assert time.perf_counter() - begun < 5


def test_too_many_pages_are_refused_before_they_are_read():
    """Ten thousand real pages are no disclosure."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(10_000))
    tree = b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids
    data = raw_pdf(tree, *[PAGE % b""] * 10_000)
    begun = time.perf_counter()
    with pytest.raises(UnreadableDocument, match=f"{MAX_PAGES} 页"):
        read_pdf(data, "long.pdf")
    assert time.perf_counter() - begun < 5


def test_pages_that_cannot_be_opened_are_named():
    """The other pages are read; the notes say which are missing."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    data = raw_pdf(
        b"<< /Type /Pages /Kids [3 0 R 9 0 R 3 0 R] /Count 3 >>",
        PAGE % b"/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>",
        stream(b"BT /F 12 Tf 72 700 Td (Total 12) Tj ET"),
        font,
    )
    document = read_pdf(data, "holes.pdf")
    assert "Total 12" in document.text
    assert any("第 2 页 打不开" in note or "第 3 页 打不开" in note for note in document.notes)


def test_a_file_cut_at_its_end_is_read_and_told():
    """What is there is read; the note says that something may be missing."""
    data = whole()
    document = read_pdf(data[: data.rindex(b"startxref")], "cut.pdf")
    assert "2995.39" in document.text
    assert any("不完整" in note for note in document.notes)


@pytest.mark.parametrize(
    ("content", "page", "more"),
    [
        (b"0 0 m 9 9 l S\n" * 300_000, b"/Contents 4 0 R", ()),
        (b"0 0 5 5 re f\n" * 300_000, b"/Contents 4 0 R", ()),
        (b"0 0 m " + b"9 9 l 1 1 l " * 300_000 + b" S", b"/Contents 4 0 R", ()),
        (
            b"/X Do",
            b"/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>",
            (
                stream(
                    b"/X Do 0 0 m 9 9 l S",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
                    b" /Resources << /XObject << /X 5 0 R >> >>",
                ),
            ),
        ),
        (b"BT 1 0 0 1 0 0 Tm ET", b"/Contents 4 0 R /UserUnit 99999", ()),
    ],
    ids=["many lines", "many boxes", "a long path", "a form inside itself", "a huge unit"],
)
def test_a_hostile_page_costs_bounded_time(content, page, more):
    """Drawings without end, or forms that hold themselves, do not stop the reader."""
    begun = time.perf_counter()
    with pytest.raises(UnreadableDocument):
        read_pdf(one_page(content, page, *more), "hostile.pdf")
    assert time.perf_counter() - begun < 10


def test_a_huge_page_is_read_as_any_other():
    """The size of the paper costs nothing."""
    data = pdf(lines(100, "收入5元。"), size=(10_000_000, 10_000_000))
    assert read_pdf(data, "huge.pdf").text == "收入5元。"


def test_a_drawing_with_too_many_objects_is_told():
    """The words are read; the note says that not all of the page was looked at."""
    noise = "\n".join(f"{x % 500} 300 m {x % 500} 302 l S" for x in range(70_000))

    def draw(canvas):
        canvas._code.append(noise)

    document = read_pdf(pdf([words(72, 100, "收入5元。"), draw]), "drawing.pdf")
    assert document.text == "收入5元。"
    assert any("内容过多" in note for note in document.notes)


def test_scans_are_told_from_text(monkeypatch):
    """All scanned: refused with how to have it recognised; some: the notes name the pages."""
    monkeypatch.setattr("audit.reading.ocr.recognised", lambda *_: None)
    with pytest.raises(UnreadableDocument, match=r"扫描件.*final-accounts-audit\[ocr\]"):
        read_pdf(scanned(2), "scan.pdf")
    out = io.BytesIO()
    Image.new("L", (300, 420), 250).save(out, "PNG")
    mixed = read_pdf(pdf(lines(100, "收入5元。"), [picture(out.getvalue())]), "mixed.pdf")
    assert mixed.text == "收入5元。"
    assert any(note.startswith("第 2 页 是扫描图片") for note in mixed.notes)


def test_text_without_its_characters_is_told(monkeypatch):
    """Glyphs that the file does not name are no text: it is said, not guessed."""
    monkeypatch.setattr("audit.reading.ocr.recognised", lambda *_: None)
    unnamed = "".join(chr(0xE000 + number) for number in range(30))
    with pytest.raises(UnreadableDocument, match="没有编码对照"):
        read_pdf(pdf(lines(100, unnamed)), "unnamed.pdf")


def test_a_font_without_names_is_told(monkeypatch, sample_docx):
    """Letters that would come out as other letters are no text either."""
    monkeypatch.setattr("audit.reading.ocr.recognised", lambda *_: None)
    data = printed(read(sample_docx)).replace(b"/ToUnicode", b"/ToNothing")
    with pytest.raises(UnreadableDocument, match="没有编码对照"):
        read_pdf(data, "nameless.pdf")


def test_pages_are_named_in_ranges():
    """Neighbours are one range."""
    assert named([1, 4, 5, 6, 9]) == "第 1、4-6、9 页"
