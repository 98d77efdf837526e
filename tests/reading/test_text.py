from __future__ import annotations

import pytest

from audit.model import Chart, Document, Paragraph, Table


def texts(document: Document) -> list[object]:
    """Return the blocks as plain values: a string, or rows of strings."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            found.append([[cell.text for cell in row] for row in block.rows])
        else:
            found.append(series(block))
    return found


def series(chart: Chart) -> list[tuple[str | None, list[str], list[str]]]:
    """Return a chart's series as plain values."""
    return [
        (
            one.name and one.name.text,
            [cell.text for cell in one.categories],
            [cell.text for cell in one.values],
        )
        for one in chart.series
    ]


def test_a_paragraph_is_a_line_without_marks_and_padding(read_words):
    """Bookmark marks, blank lines and white space around a line go; its inside stays."""
    document = read_words(
        " [bookmark: _Toc1]第一部分 概况\n\n\u3000\u3000占3.52 %。\u200b\n第2[bookmark: x]章\n"
    )
    assert document.text == "第一部分 概况\n占3.52 %。\n第2章"
    assert texts(document) == ["第一部分 概况", "占3.52 %。", "第2章"]


def test_tab_led_lines_are_cells_and_blank_lines_part_rows(read_words):
    """Consecutive tab-led lines make one row; a tab alone is the place of a merged cell."""
    document = read_words("\t名称\n\t金额\n\n\t\n\t10,273.76\n\n\n\t合计\n\t9\u3000\n")
    assert texts(document) == [[["名称", "金额"], ["", "10,273.76"], ["合计", "9"]]]
    assert document.text == "名称\t金额\n\t10,273.76\n合计\t9"


def test_a_line_right_under_a_cell_continues_it(read_words):
    """A cell of several paragraphs stays one cell, its line breaks one space each."""
    document = read_words("\t目标\n\t1、甲；\n 2、乙\n3、丙\n\t完\n")
    assert texts(document) == [[["目标", "1、甲； 2、乙 3、丙", "完"]]]


@pytest.mark.parametrize(
    "line",
    [
        "[bookmark: _Toc2]说明",
        "第五部分 附表",
        "部门预算项目支出绩效自评表（2023年度）",
        "二、收入决算表",
        "附件2",
    ],
)
def test_a_heading_right_under_a_cell_ends_the_table(read_words, line):
    """A bookmarked line or a table's title does not become part of the cell above it."""
    document = read_words(f"\t措施\n\t无\n{line}\n\t名称\n\t甲\n")
    heading = line.rpartition("]")[2]
    assert texts(document) == [[["措施", "无"]], heading, [["名称", "甲"]]]


def test_prose_after_a_blank_line_ends_the_table(read_words):
    """The next tab-led line after a paragraph begins another table."""
    document = read_words("\t甲\n\t1\n\n说明。\n\t乙\n\t2\n")
    assert texts(document) == [[["甲", "1"]], "说明。", [["乙", "2"]]]
    assert [table.index for table in document.tables] == [1, 2]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "2022年\t\n收入\t支出\t1.5\t2\t2023年\t\n收入\t支出\t3\t4\t\n",
            [("2022年", ["收入", "支出"], ["1.5", "2"]), ("2023年", ["收入", "支出"], ["3", "4"])],
        ),
        ("基本\t项目\t578.15\t96.22\t\n", [(None, ["基本", "项目"], ["578.15", "96.22"])]),
        ("甲\t\n648.54\t甲\t648.54\t\n", [(None, ["甲"], ["648.54"])] * 2),
        (
            "接待费\t\n接待费\t0.18000000000000024\t\n",
            [("接待费", ["接待费"], ["0.18000000000000024"])],
        ),
        ("变动\t\n甲\t乙\t-1.5E-2\t1,234.5\t\n", [("变动", ["甲", "乙"], ["-1.5E-2", "1,234.5"])]),
    ],
)
def test_chart_words_become_series(read_words, words, expected):
    """Labels then numbers: as many of each are categories, one label more is the name."""
    document = read_words(f"\t表\n\t1\n\n图1\n{words}")
    assert texts(document) == [[["表", "1"]], "图1", expected]


def test_charts_are_told_apart_by_blank_lines(read_words):
    """Each group of words is one chart, numbered in order."""
    document = read_words("[bookmark: a]图\n甲\t1.5\t\n\n\n乙\t丙\t2\t3\t\n")
    assert [series(chart) for chart in document.charts] == [
        [(None, ["甲"], ["1.5"])],
        [(None, ["乙", "丙"], ["2", "3"])],
    ]
    assert [chart.index for chart in document.charts] == [1, 2]
    assert [chart.title for chart in document.charts] == ["", ""]
    assert document.text == "图\n甲\t1.5\n乙\t2\n丙\t3"


def test_data_labels_belong_to_the_chart_after_them(read_words):
    """Each number of a label line is one cell, with its percent sign."""
    document = read_words(
        "[bookmark: a]图3\n578.15, 85.73%\n1,096.22，14.27%\n\n基本\t项目\t578.15\t1096.22\t\n"
    )
    (chart,) = document.charts
    assert [cell.text for cell in chart.labels] == ["578.15", "85.73%", "1,096.22", "14.27%"]
    assert all(document.text[cell.start : cell.end] == cell.text for cell in chart.labels)
    assert texts(document)[0] == "图3"


def test_data_labels_between_a_series_name_and_its_points(read_words):
    """Labels of a named series stand after its name; the name is not lost by that."""
    first = "2022年\t\n1, 20%\n4, 80%\n\n甲\t乙\t1\t4\t"
    document = read_words(f"[bookmark: a]图\n{first}2023年\t\n2, 50%\n2, 50%\n\n甲\t乙\t2\t2\t\n")
    (chart,) = document.charts
    assert series(chart) == [
        ("2022年", ["甲", "乙"], ["1", "4"]),
        ("2023年", ["甲", "乙"], ["2", "2"]),
    ]
    words = [cell.text for cell in chart.labels]
    assert words == ["1", "20%", "4", "80%", "2", "50%", "2", "50%"]


def test_words_that_fit_no_grammar_are_kept_without_a_guess(read_words):
    """Fewer labels than numbers: the words stay as prose and a note says so."""
    document = read_words("[bookmark: a]图\n支出\t\n2022\t2023\t651.43\t674.37\t\n")
    assert not list(document.charts)
    assert document.text == "图\n支出\n2022\t2023\t651.43\t674.37"
    assert len(document.notes) == 1
    assert "未作猜测" in document.notes[0]


def test_page_numbers_are_marked(read_words):
    """Numbers between brackets on lines of their own, and page lines, are page marks."""
    document = read_words("正文5\n- 3 -\n第 4 页 共 9 页\n (\n1\n)\n (\n23\n)\n")
    assert document.text == "正文5\n- 3 -\n第 4 页 共 9 页\n(1)\n(23)"
    marked = [document.text[start:end] for start, end in document.page_marks]
    assert marked == ["3", "4", "9", "1", "23"]


@pytest.mark.parametrize("leader", ["\t", "……………", ".......... "])
def test_pages_of_a_list_of_contents_are_marked(read_words, leader):
    """A list of contents is prose; its page numbers need no one to account for them."""
    titles = ["第一部分 概况", "一、职责", "二、机构", "第二部分 说明"]
    pages = ["1", "1", "3", "12"]
    lines = [title + leader + page for title, page in zip(titles, pages, strict=True)]
    document = read_words("\n".join([*lines, "2023年1月"]))
    assert [document.text[start:end] for start, end in document.page_marks] == pages
    assert texts(document) == [*lines, "2023年1月"]


def test_a_table_of_amounts_is_no_list_of_contents(read_words):
    """Amounts that fall from row to row are no pages."""
    document = read_words("一、拨款收入\t649\n二、事业收入\t0\n三、其他收入\t3\n四、合计\t652\n")
    assert document.page_marks == ()
    assert len(texts(document)[0]) == 4


def test_plain_lines_with_tabs_are_rows(read_words):
    """Without Tika's marks a line with tabs inside is a whole row, empty cells kept."""
    document = read_words("项目\t决算数\t占比\n\t674.37\t\n合计\t\t100%\n完。\n")
    assert texts(document) == [
        [["项目", "决算数", "占比"], ["", "674.37", ""], ["合计", "", "100%"]],
        "完。",
    ]


def test_plain_rows_that_end_with_an_empty_cell_are_no_chart(read_words):
    """Rows one under the other stay rows even where each ends with a tab."""
    document = read_words("收入\t5\t\n支出\t6\t\n")
    assert texts(document) == [[["收入", "5", ""], ["支出", "6", ""]]]


def test_bars_part_the_cells_of_a_row(read_words):
    """Lines with bars are rows; a ruling line of dashes is none."""
    document = read_words("合计 | 49.9 | 7.69\n说明\n| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n")
    assert texts(document) == [
        [["合计", "49.9", "7.69"]],
        "说明",
        [["甲", "1"], ["乙", "2"]],
    ]


def test_a_heading_with_a_tab_at_its_end_is_prose(read_words):
    """A tab after the last word makes neither a row nor a chart."""
    document = read_words("六、基本支出情况说明\t\n2023年度578.15万元\n")
    assert texts(document) == ["六、基本支出情况说明", "2023年度578.15万元"]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"],
)
def test_encodings_are_told_apart(read_words, encoding):
    """The same words in every common encoding, with or without a mark, give one text."""
    words = "收、支总计均为674.37万元。\r\n“三公”经费支出㎡\r\n"
    if encoding == "gbk":
        words = words.replace("㎡", "")
    assert read_words(words, encoding).text == "\n".join(words.split("\r\n")[:-1])


def test_a_text_without_figures_reads_with_a_note(read_words):
    """No figure is no error: the text is there, and a note says that none was found."""
    document = read_words("本单位无下属机构。\n")
    assert document.text == "本单位无下属机构。"
    assert "没有数字" in document.notes[0]


def test_hostile_lines_take_no_time(read_words):
    """Long runs of tabs, dots, commas or bars are read in one pass."""
    runs = ["\t" * 50_000, "." * 50_000, "111," * 20_000, "| " * 20_000, "x\t" * 20_000]
    document = read_words("\n".join(["[bookmark: a]甲1", *runs, *(["\t丙", "乙\t"] * 5_000)]))
    assert document.text.startswith("甲1")
