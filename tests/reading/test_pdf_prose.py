"""Prose of a PDF, drawn here: lines, paragraphs, margins, odd characters."""

from __future__ import annotations

import io

import pytest
from pdf_pages import line, lines, pdf, picture, words
from PIL import Image

from audit.model import Document, Paragraph
from audit.reading.pdf import read_pdf

FULL = "基本支出中人员进出及退休变化，以及项目支出中合同支付进度条款等原因减"  # 34 characters


def read(*pages) -> Document:
    """Return the PDF that the drawings make, as read."""
    return read_pdf(pdf(*pages), "drawn.pdf")


def prose(*pages) -> list[str]:
    """Return the paragraphs of what is drawn."""
    return [block.text for block in read(*pages).blocks if isinstance(block, Paragraph)]


def test_lines_of_a_paragraph_join():
    """A full line goes on with the next; an indent begins a paragraph; a heading stands alone."""
    drawn = [
        words(96, 100, "一、收入说明2024"),
        *lines(120, "1" + FULL, x=96),
        *lines(138, "2" + FULL + "1234.", "50万元。"),
        *lines(174, "3" + FULL, x=96),
        *lines(192, "支付4。"),
    ]
    assert prose(drawn) == [
        "一、收入说明2024",
        f"1{FULL}2{FULL}1234.50万元。",
        f"3{FULL}支付4。",
    ]


def test_a_paragraph_goes_on_over_a_page():
    """Page numbers do not stand between the two parts of a sentence."""
    first = [*lines(700, "1" + FULL, "2" + FULL), words(290, 810, "1")]
    then = [*lines(80, "付34.5万元。", "二、支出情况说明"), words(290, 810, "2")]
    found = prose(first, then)
    assert found == [f"1{FULL}2{FULL}付34.5万元。", "二、支出情况说明"]


def test_running_heads_are_told_once_and_left_out():
    """A line repeated over the pages is no text; the notes say so; a unit line stays."""
    pages = [
        [
            words(200, 40, "某局2024年度部门决算"),
            words(450, 60, "单位：万元"),
            *lines(200, f"第{n}段5元。"),
        ]
        for n in range(3)
    ]
    document = read(*pages)
    assert "部门决算" not in document.text
    assert document.text.count("单位：万元") == 3
    assert document.notes == ("页眉页脚未计入正文：某局2024年度部门决算",)


def test_a_number_alone_at_the_foot_of_one_page_is_kept():
    """Only what counts the pages is a page number."""
    assert "2940.05" in prose([*lines(200, "合计1"), words(290, 810, "2940.05")])


def test_pieces_far_apart_on_a_line_are_paragraphs():
    """Who made a table and its unit stand on one line but belong to nothing together."""
    drawn = [words(72, 100, "编制单位：某局A"), words(430, 100, "单位：万元1")]
    assert prose(drawn) == ["编制单位：某局A", "单位：万元1"]


def test_a_list_of_contents_keeps_its_pages():
    """A page number at the right edge belongs to its entry, and is marked as one."""
    titles = ["第一部分概况A", "第二部分表B", "第三部分说明C", "第四部分名词D"]
    drawn = [
        one
        for at, title in enumerate(titles)
        for one in (words(72, 100 + 20 * at, title), words(500, 100 + 20 * at, str(at + 1)))
    ]
    document = read(drawn)
    assert document.text.splitlines()[1] == "第二部分表B\t2"
    assert len(document.page_marks) == 4


def test_a_raised_sign_stays_in_its_line():
    """A small figure above the line is part of it."""
    drawn = [words(72, 100, "面积3m"), words(110, 95, "2", 7), words(115, 100, "以上5")]
    assert prose(drawn) == ["面积3m2以上5"]


def test_lines_are_read_by_where_they_stand_not_by_when_they_are_drawn():
    """A file may draw its last line first."""
    drawn = [words(72, 140, "第三行3。"), words(72, 100, "第一行1。"), words(72, 120, "第二行2。")]
    assert prose(drawn) == ["第一行1。", "第二行2。", "第三行3。"]


def test_a_radical_is_the_character_it_looks_like():
    """Fonts name 月 and 一 by their radicals."""
    assert prose(lines(100, "2024年12\u2f49\u2f00日3")) == ["2024年12月一日3"]


def hidden(text: str):
    """Draw text that is not shown, as recognition programs put it under a scan."""

    def draw(canvas):
        layer = canvas.beginText(72, 700)
        layer.setFont("Helvetica", 12)
        layer.setTextRenderMode(3)
        layer.textOut(text)
        canvas.drawText(layer)

    return draw


def scan() -> bytes:
    """Return a picture of a blank page."""
    out = io.BytesIO()
    Image.new("L", (200, 280), 240).save(out, "PNG")
    return out.getvalue()


def test_hidden_text_over_a_picture_is_not_sure():
    """The words that a recognition program left are used, and marked."""
    words_under = "Total 2940.05 and more than forty characters of text"
    document = read([picture(scan()), hidden(words_under)])
    assert document.text == words_under
    assert document.unsure == ((0, len(words_under) + 1),)


def test_a_watermark_is_no_text():
    """Letters that stand aslant to the rest are left out, and told."""

    def aslant(canvas):
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    document = read([*lines(100, "收入12.5万元。"), aslant])
    assert document.text == "收入12.5万元。"
    assert document.notes == ("第 1 页 有倾斜或竖排的文字（如水印），未读入",)


def test_places_follow_the_text():
    """Each figure has its box where it was drawn; an underline changes nothing."""
    document = read([*lines(100, "收入总计2995.39万元。"), line(72, 103, 200, 103)])
    start = document.text.index("2995.39")
    span = document.span("narrative", "", start, start + 7, "")
    left, top, right, bottom = span.box
    assert span.page == 1
    assert 118 < left < 124
    assert 150 < right < 170
    assert 85 < top < 95 < bottom < 105


@pytest.mark.parametrize("count", [1, 3])
def test_empty_pages_between_change_nothing(count):
    """A page without text is passed over."""
    blank = [line(72, 400, 73, 400)]
    pages = [lines(100, "收入5元。"), *[blank] * count, lines(100, "支出6元。")]
    assert prose(*pages) == ["收入5元。", "支出6元。"]
