"""The first real disclosure, counted by hand in its file."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from audit.model import Document
from audit.reading import read

FUNDING = [9] * 6  # the heading, 总额, 财政资金, 财政专户管理资金, 单位资金, 其他资金
NAMED = [2, 4]  # 项目名称; 主管部门 and 实施单位
GOALS = [4, 4, 3]  # two headings, two texts, the overview
ENDING = [4, 2, 2, 2]  # 合计, 评价结论, 存在问题, 改进措施


@pytest.fixture(scope="module")
def seed(seed_path) -> Document:
    """Return the seed, read once."""
    return read(seed_path)


def shapes(document: Document) -> list[list[int]]:
    """Return the number of cells of each row of each table."""
    return [[len(row) for row in table.rows] for table in document.tables]


def test_every_form_is_complete(seed):
    """One department form and six project forms, each row with each of its cells."""
    department, *projects = shapes(seed)
    assert department == [2, 4, 4, 2, *[3] * 12, *[9] * 31]
    indicators = [7, 7, 2, 2, 7, 7]
    unnamed = 3
    assert projects == [
        [
            *([] if number == unnamed else NAMED),
            *GOALS,
            *FUNDING,
            *[11] * (1 + count),
            *ENDING,
        ]
        for number, count in enumerate(indicators)
    ]


def test_every_row_of_a_project_reads_as_printed(seed):
    """Cells stand in their columns, merged places are empty, padding is gone."""
    first = list(seed.tables)[1]
    row = [cell.text for cell in first.rows[6]]
    assert row[:8] == ["", "总额", "26.84", "10.59", "9.61", "90.75%", "10", "9"]
    assert [cell.text for cell in first.rows[10]] == ["", "其他资金", "", "", "", "", "/", "/", ""]
    assert [cell.text for cell in first.rows[-4]] == ["合计", "100", "99", ""]
    assert [cell.text for cell in list(seed.tables)[6].rows[14]][2:] == [
        "时效指标",
        "及时拨付驻村队员经费",
        "≤",
        "30",
        "个工作日",
        "两个月以上",
        "10",
        "0",
        "财政资金拨付不到位，无法按时支付",
    ]


def test_every_chart_is_read(seed):
    """Seven chart caches with their series, and the labels of the two pies that print them."""
    charts = list(seed.charts)
    shape = [[(one.name is not None, len(one.values)) for one in chart.series] for chart in charts]
    assert shape == [
        [(True, 2), (True, 2)],
        [(False, 1), (False, 1)],
        [(False, 2)],
        [(True, 2), (True, 2)],
        [(True, 2)],
        [(False, 4)],
        [(True, 1)],
    ]
    assert [len(chart.labels) for chart in charts] == [0, 0, 4, 0, 0, 8, 0]
    assert charts[0].series[0].name.text == "2022年"
    assert [cell.text for cell in charts[0].series[1].values] == ["674.37", "674.37"]


def test_no_number_is_lost_or_invented(seed, seed_path):
    """Outside the bookmarks, the file and the text hold the same numbers as often."""
    raw = re.sub(r"\[bookmark:[^\]]*\]", "", seed_path.read_text("utf-8"))
    assert Counter(re.findall(r"[\d.,]*\d", raw)) == Counter(re.findall(r"[\d.,]*\d", seed.text))


def test_every_offset_holds(seed):
    """A paragraph, a cell or a word of a chart is what the text holds at its place."""
    pieces = [*seed.paragraphs]
    pieces += [cell for table in seed.tables for row in table.rows for cell in row]
    for chart in seed.charts:
        for one in chart.series:
            pieces += [*one.categories, *one.values, *([one.name] if one.name else [])]
        pieces += chart.labels
    assert len(pieces) > 1300
    assert all(seed.text[piece.start : piece.end] == piece.text for piece in pieces)


def test_blocks_follow_each_other(seed):
    """Blocks cover the whole text in order, one line break between them."""
    ends = [(block.start, block.end) for block in seed.blocks]
    assert ends[0][0] == 0
    assert ends[-1][1] == len(seed.text)
    assert all(start == end + 1 for (_, end), (start, _) in pairwise(ends))


def test_page_numbers_need_no_account(seed):
    """The two page numbers at the end are marked, nothing else is."""
    assert [seed.text[start:end] for start, end in seed.page_marks] == ["1", "23"]


def test_the_normalised_text_reads_as_itself(seed, tmp_path):
    """Reading the text that was read gives the same text again."""
    again = tmp_path / "again.txt"
    again.write_text(seed.text, "utf-8")
    assert read(again).text == seed.text
