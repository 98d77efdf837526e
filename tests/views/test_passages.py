"""Quotations: the right figure is marked, lines stay apart, long text is cut."""

from __future__ import annotations

from audit.model import Span
from audit.views.passages import passages


def span(text: str, words: str, nth: int = 0, **place: int) -> Span:
    """Return the place of the nth occurrence of words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span("narrative", "二、收入", start, start + len(words), words, **place)


def marked(text: str, *spans: Span) -> list[list[str]]:
    """Return the marked pieces of each passage."""
    return [[p.text for p in found.pieces if p.marked] for found in passages(text, spans, "zh")]


def test_the_second_of_two_equal_figures_is_marked() -> None:
    """A figure printed twice in a line is marked where its offsets say."""
    text = "基本支出5.00万元，项目支出5.00万元。"
    (found,) = passages(text, [span(text, "5.00", 1)], "zh")
    assert "".join(p.text for p in found.pieces[:1]) == "基本支出5.00万元，项目支出"
    assert found.pieces[1].marked
    assert found.anchor == text.rindex("5.00")


def test_figures_of_one_line_share_a_passage() -> None:
    """Two figures of one sentence are marked in one quotation."""
    text = "收入10.00万元，支出9.00万元。\n其他8.00万元。"
    assert marked(text, span(text, "10.00"), span(text, "9.00"), span(text, "8.00")) == [
        ["10.00", "9.00"],
        ["8.00"],
    ]


def test_table_cells_are_parted_by_an_em_space() -> None:
    """A table row shows its cells apart, also where cells are empty."""
    text = "总额\t23.00\t\t4.47\n"
    (found,) = passages(text, [span(text, "4.47")], "zh")
    assert found.text == "总额\u200323.00\u20034.47"


def test_a_long_line_is_cut_around_the_figure() -> None:
    """Of a very long line only the words near the figure are quoted, with ellipses."""
    text = "前" * 300 + "42.00万元" + "后" * 300
    (found,) = passages(text, [span(text, "42.00")], "zh")
    assert found.text.startswith("…前")
    assert found.text.endswith("后…")
    assert len(found.text) < 120


def test_a_long_mark_is_shortened() -> None:
    """Words that fill a whole cell are quoted by their beginning."""
    text = "问题" * 200
    (found,) = passages(text, [Span("form", "表", 0, len(text), "")], "zh")
    assert len(found.text) == 160


def test_overlapping_marks_never_repeat_text() -> None:
    """A figure inside marked words is not quoted twice."""
    text = "缴费20日之前完成"
    spans = [Span("form", "表", 0, 8, ""), Span("form", "表", 2, 4, "")]
    (found,) = passages(text, spans, "zh")
    assert found.text == text


def test_the_place_names_table_and_row() -> None:
    """A place says section and table, and its row apart, in the language asked for."""
    text = "a\t1.00"
    (found,) = passages(text, [span(text, "1.00", table=3, row=5, col=2)], "zh")
    assert (found.place, found.row) == ("二、收入 · 第3张表", "第5行")
    (english,) = passages(text, [span(text, "1.00", table=3, row=5, col=2)], "en")
    assert (english.place, english.row) == ("二、收入 · table 3", "row 5")
