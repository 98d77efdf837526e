from __future__ import annotations

import pytest

from audit.reading.wrapped import goes_over, is_page_mark, unspaced, unwrap, wrap_width


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2021年度总收入581.45万元，其中本年收", "入390.55万元，减少31%。"),
        ("拨款收入382.17万元，较上年减少157.86万元，下降", "29.2%（含抚恤金）；"),
        ("年初预算为0.94万元，支出决算为0.94", "万元，持平。"),
        ("因公出国（境）费决算为0万元，", "其中：国际旅费0万元。"),
        ("办公费、印刷费、", "手续费、邮电费等。"),
    ],
)
def test_a_sentence_broken_in_the_middle_is_one_paragraph(first, second):
    """The figure stands again beside the name that the break had parted from it."""
    assert unwrap([first, second], None) == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("二、收入决算情况说明", "2023年度本年收入合计648.54万元，占100%。"),
        ("支出决算为4.47万元，完成预算100%。", "其他说明见附件。"),
        ("与上年相比，人员经费增加", "2.社会保障和就业（类）支出3.27万元。"),
        ("与上年相比，人员经费增加", "（二）具体情况"),
        ("与上年相比，人员经费增加", "三、支出决算情况说明"),
        ("本年支出674.37万元，其中", "其中：基本支出578.15万元。"),
        ("本年支出674.37万元，主要包括：", "基本支出578.15万元。"),
        ("（图1：收、支决算总计，变动情况图）", "说明"),
        ("单元格里没有单位，见表头", "收入支出决算总表"),
        ("# 说明：摘录，不全", "2023年度收入1元。"),
    ],
)
def test_what_begins_anew_stays_apart(first, second):
    """Headings, items, finished sentences, captions and table titles are not joined."""
    assert unwrap([first, second], None) == [first, second]


WRAPPED = """\
  一般公共预算财政拨款支出年初预算为2993.92万元，支出决算为2940.05万元，完
成年初预算的98.20%。决算数小于预算数的主要原因：因年度工作计划安排，个别信
息化项目和中介机构服务调减。其中：
5、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休
（项）。主要用于：离退休人员的经费支出。年初预算为 85.55 万元，支出决算为
84.65万元。决算数小于预算数的主要原因：按政策据实列支，年中没有追加预算，执
行结果与年初安排大体一致。
另有说明，未完
2024年末无结余。
""".splitlines()


def test_the_width_of_the_lines_decides_where_they_show_it():
    """A line is joined where the next word would not have fitted, even after a bracket."""
    width = wrap_width(WRAPPED)
    assert width is not None
    assert 70 <= width <= 80
    paragraphs = unwrap(WRAPPED, width)
    assert [paragraph.strip()[:4] for paragraph in paragraphs] == [
        "一般公共",
        "5、社会",
        "另有说明",
        "2024",
    ]
    assert "完成年初预算的98.20%" in paragraphs[0]
    assert "离退休（项）。" in paragraphs[1]
    assert "支出决算为84.65万元" in paragraphs[1]


def test_a_text_of_whole_paragraphs_shows_no_width():
    """Where no line is broken, or lines break anywhere, there is no width to find."""
    whole = ["收入，共5元。", "支出，共4元。"] * 9
    ragged = ["甲" * length + "，乙" for length in (3, 30, 9, 60, 15, 21)]
    assert wrap_width(whole) is None
    assert wrap_width(ragged) is None


def test_latin_words_keep_a_space_between_them():
    """Only Chinese joins without a space; two numbers never become one."""
    assert unwrap(["共，5", "6元"], None) == ["共，5 6元"]
    assert unwrap(["另见，the annual", "report。"], None) == ["另见，the annual report。"]


def test_rows_of_a_table_and_tika_paragraphs_are_not_joined(read_words):
    """Only lines of plain prose were broken by a width; Word keeps its paragraphs."""
    lines = "收入，共\n支出，共\n"
    assert read_words(f"[bookmark: a]始\n{lines}").text == "始\n收入，共\n支出，共"
    assert read_words(f"甲，乙\n丙\t1\n{lines}").text == "甲，乙\n丙\t1\n收入，共支出，共"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "本 年 收 入 合 计 46.25 万 元，其 中：事 业 收 入",
            "本年收入合计 46.25 万元，其中：事业收入",
        ),
        ("收 入 支 出", "收入支出"),
        ("项 目 名", "项 目 名"),
        ("收入 支出 结余", "收入 支出 结余"),
    ],
)
def test_a_justified_line_loses_the_spaces_between_its_characters(line, expected):
    """Four single characters or more with one space each were spread; words were not."""
    assert unspaced(line) == expected


def test_a_number_broken_at_its_point_is_one_number():
    """390. and 55万元 are 390.55万元; a list number is not."""
    assert unwrap(["其中本年收入390.", "55万元，减少31%。"], None) == [
        "其中本年收入390.55万元，减少31%。"
    ]


def test_a_sentence_over_a_page_is_one(read_words):
    """A page number between two lines of a sentence does not part figure and name."""
    text = read_words("本年收入90万元，其中事\n\n— 5 —\n\n业收入80万元。\n").text
    assert text == "本年收入90万元，其中事业收入80万元。\n— 5 —"
    assert is_page_mark("- 12 -")
    assert not goes_over("二、收入决算情况说明", "本年收入90万元。")
