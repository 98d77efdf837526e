"""Scanned pages and pictures: found by themselves, recognised where the extra is installed."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest
from pdf_pages import lines, pdf, picture
from PIL import Image, ImageDraw, ImageFont

from audit.errors import UnreadableDocument
from audit.reading import ocr, read
from audit.reading.ocr import Seen
from audit.reading.ocr_rules import rules_in
from audit.reading.pdf import read_pdf
from audit.reading.pdf_grid import bundled

SCALE = 2  # dots a point of the drawn page
XS, YS = (72, 200, 300), (100, 130, 160)
CELLS = {(0, 0): "项目", (0, 1): "决算数", (1, 0): "合计", (1, 1): "2,940.05"}


def page() -> Image.Image:
    """Return the picture of a page with a ruled table."""
    paper = Image.new("L", (595 * SCALE, 842 * SCALE), 245)
    pen = ImageDraw.Draw(paper)
    for x in XS:
        pen.line([x * SCALE, YS[0] * SCALE, x * SCALE, YS[-1] * SCALE], 30, 2)
    for y in YS:
        pen.line([XS[0] * SCALE, y * SCALE, XS[-1] * SCALE, y * SCALE], 30, 2)
    return paper


def png(paper: Image.Image) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()


def seen(text: str, x: float, y: float, scale: float, **more) -> Seen:
    """Return what an engine sees of a text whose upper left corner is at a point."""
    chars = [(c, (x + 8 * n) * scale, (x + 8 * n + 7) * scale) for n, c in enumerate(text)]
    return Seen(tuple(chars), y * scale, (y + 14) * scale, 0.99, **more)


def engine(paper: Image.Image) -> list[Seen]:
    """Return the words of the table, and a title over it, as an engine would."""
    scale = paper.width / 595
    found = [seen(t, XS[c] + 5, YS[r] + 8, scale) for (r, c), t in CELLS.items()]
    return [seen("收入决算表", 150, 60, scale), *found]


@pytest.fixture
def installed(monkeypatch):
    """Put an engine in the place of the extra."""
    monkeypatch.setattr(ocr, "engine", lambda: engine)


@pytest.mark.usefixtures("installed")
def test_a_scanned_page_is_read_like_any_other():
    """Words from the picture, cells from its lines; all of it is not sure."""
    scan = [picture(png(page()))]
    document = read_pdf(pdf(lines(100, "前一页5元。"), scan), "scan.pdf")
    assert [[cell.text for cell in row] for table in document.tables for row in table.rows] == [
        ["项目", "决算数"],
        ["合计", "2,940.05"],
    ]
    start = document.text.index("收入决算表")
    assert document.unsure[0][0] == start
    assert not any(begin <= 0 < end for begin, end in document.unsure)
    assert document.notes == ("第 2 页 是图片，文字由识别得到，数字请与原件核对",)
    cell = document.line_at(document.text.index("2,940.05"))
    assert cell.page == 2
    assert XS[1] < cell.edges[0] < cell.edges[-1] < XS[2]


@pytest.mark.usefixtures("installed")
def test_a_picture_is_a_document(tmp_path):
    """A picture file goes the same way, whatever it is called."""
    path = tmp_path / "收入决算表.jpg"
    path.write_bytes(png(page()))
    document = read(path)
    assert document.format == "png"
    assert next(document.tables).rows[1][1].text == "2,940.05"
    assert document.unsure


@pytest.mark.usefixtures("installed")
def test_a_damaged_picture_is_one_sentence(tmp_path):
    """What is wrong and what to do."""
    path = tmp_path / "cut.png"
    path.write_bytes(png(page())[:200])
    with pytest.raises(UnreadableDocument, match="PNG 图片打不开；请"):
        read(path)


def test_without_the_extra_a_picture_says_what_to_install(tmp_path, monkeypatch):
    """The sentence names the extra."""
    monkeypatch.setattr(ocr, "engine", lambda: None)
    path = tmp_path / "scan.png"
    path.write_bytes(png(page()))
    with pytest.raises(UnreadableDocument, match=r"final-accounts-audit\[ocr\]"):
        read(path)


def test_a_page_scanned_on_its_side_is_turned():
    """Of both turns the one is kept that reads better."""

    def sideways(paper: Image.Image) -> list[Seen]:
        if paper.width > paper.height:
            return engine(paper)
        tall = Seen((("收", 10, 24), ("入", 10, 24)), 10, 200, 0.4)
        return [tall] * 4

    sheet = ocr.seen_sheet(page().convert("RGB"), SCALE, 1, sideways)
    assert (sheet.width, sheet.height) == (842, 595)
    assert "".join(glyph.char for glyph in sheet.glyphs).startswith("收入决算表")


def test_a_page_that_lay_askew_is_straightened():
    """The slope of its lines tells by how much; it is read again when it is straight."""
    asked = []

    def askew(paper: Image.Image) -> list[Seen]:
        asked.append(paper)
        slope = 0.02 if len(asked) == 1 else 0.0
        return [seen("财政拨款收入支出决算总表", 100, 60, SCALE, slope=slope)]

    ocr.seen_sheet(page().convert("RGB"), SCALE, 1, askew)
    assert len(asked) == 2
    assert asked[0] is not asked[1]


def test_lines_are_found_in_a_picture():
    """Long dark runs are rules; strokes of letters are not."""
    paper = page()
    ImageDraw.Draw(paper).line([400, 700, 420, 700], 0, 2)
    found = rules_in(paper, SCALE)
    assert [round(rule.at) for rule in bundled(found.across)] == list(YS)
    assert [round(rule.at) for rule in bundled(found.down)] == list(XS)


def test_what_the_extra_answers_becomes_lines(monkeypatch):
    """Each character with its edges, the slope of the line; a mere guess is left out."""

    def box(left: float, right: float, drop: float = 0):
        return [[left, 10 + drop], [right, 10 + drop], [right, 30 + drop], [left, 30 + drop]]

    answer = SimpleNamespace(
        word_results=(
            (("收", 0.99, box(0, 20)), ("12", 0.98, box(20, 40, 2))),
            (("?", 0.2, box(0, 20)),),
            (),
        )
    )
    fake = SimpleNamespace(RapidOCR=lambda **_: lambda *_, **__: answer)
    monkeypatch.setitem(sys.modules, "rapidocr", fake)
    ocr.engine.cache_clear()
    try:
        found = ocr.engine()(Image.new("RGB", (50, 50)))
    finally:
        ocr.engine.cache_clear()
    assert len(found) == 1
    assert found[0].chars == (("收", 0, 20), ("1", 20, 30), ("2", 30, 40))
    assert found[0].slope == pytest.approx(2 / 40)


def test_without_the_extra_there_is_no_engine(monkeypatch):
    """A missing package is no error."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    ocr.engine.cache_clear()
    try:
        assert ocr.engine() is None
        assert ocr.recognised(None, None) is None
    finally:
        ocr.engine.cache_clear()


def test_the_real_engine_reads_figures():
    """With the extra installed, printed figures come out as they are, without any network."""
    pytest.importorskip("rapidocr")
    paper = Image.new("RGB", (900, 200), "white")
    pen = ImageDraw.Draw(paper)
    pen.text((60, 60), "2,940.05    2,336.91", "black", ImageFont.load_default(40))
    words = "".join(char for line in ocr.engine()(paper) for char, _, _ in line.chars)
    assert words.replace(" ", "") == "2,940.052,336.91"
