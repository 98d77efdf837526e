"""A published disclosure of 25 pages: every cell of its nine tables, and its prose in order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from audit.model import Paragraph, Table
from audit.reading import read

HERE = Path(__file__).parent
NAME = "上海市普陀区财政局2024年度部门决算.pdf"
EXPECTED = tomllib.loads((HERE / "putuo_tables.toml").read_text("utf-8"))["tables"]


@pytest.fixture(scope="module")
def putuo():
    """Return the disclosure as read."""
    path = HERE.parents[2] / "shared" / "corpus" / "full" / NAME
    if not path.exists():
        pytest.skip("the published PDF is not beside this repository (../shared/corpus/full)")
    return read(path)


def under(document, title: str) -> Table:
    """Return the table that follows a title and its unit."""
    blocks = document.blocks
    at = next(
        n
        for n in range(2, len(blocks))
        if isinstance(blocks[n], Table) and blocks[n - 2].text == title
    )
    assert blocks[at - 1].text == "单位：万元"
    return blocks[at]


def grid(table: Table, width: int) -> list[list[str]]:
    """Return the rows with each cell's text in the column where the cell begins."""
    rows = []
    for row in table.rows:
        cells = [""] * width
        for cell in row:
            cells[cell.column] = cell.text
        rows.append(cells)
    return rows


def headings(table: Table, column: int, rows: int) -> str:
    """Return the headings over a column, through those that cover several columns."""
    over = [
        cell.text
        for row in table.rows[:rows]
        for cell in row
        if cell.text and cell.column <= column < cell.column + cell.columns
    ]
    return "/".join(over)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one["title"])
def test_every_cell_of_a_table_is_read_where_it_is_printed(putuo, expected):
    """Right row label, right figure, right column; blank cells stay blank."""
    table = under(putuo, expected["title"])
    rows = grid(table, len(expected["columns"]))
    body = expected["rows"]
    assert rows[-len(body) :] == body


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one["title"])
def test_every_column_stands_under_its_headings(putuo, expected):
    """Merged headings cover the columns that they are printed over."""
    table = under(putuo, expected["title"])
    count = len(table.rows) - len(expected["rows"])
    found = [headings(table, at, count) for at in range(len(expected["columns"]))]
    first_row = expected["rows"][0]
    if first_row[0] == "类":  # the totals stand in the last row of the headings
        found[:3] = [f"{over}/{word}" for over, word in zip(found, first_row[:3], strict=False)]
    assert found == expected["columns"]


def test_each_figure_knows_its_place_on_the_page(putuo):
    """The box of a cell's figure lies on its page, inside its table."""
    table = under(putuo, "收入支出决算总表")
    cell = table.rows[2][1]
    line = putuo.line_at(cell.start)
    left, top, right, bottom = line.box(cell.start, cell.end)
    assert (cell.text, line.page) == ("2,940.05", 6)
    assert 200 < left < right < 300
    assert 285 < top < bottom < 310
    later = table.rows[-1][1]
    assert (later.text, putuo.line_at(later.start).page) == ("2,995.39", 7)


def test_prose_keeps_its_order_and_its_paragraphs(putuo):
    """A line that ends in a number goes on with the next; each heading stands alone."""
    texts = [block.text for block in putuo.blocks if isinstance(block, Paragraph)]
    at = texts.index("三、支出决算情况说明", texts.index("二、收入决算情况说明") + 10)
    assert "项目支出603.14万元，占20.51%；" in texts[at + 1]
    assert texts[at + 2] == "四、财政拨款收入支出决算总体情况说明"
    assert not [text for text in texts if text.startswith(("元，", "费、", "（境）", "%"))]


def test_the_text_is_where_the_lines_say(putuo):
    """Every printed line has an edge for each of its characters, in order of the text."""
    ends = 0
    for line in putuo.lines:
        assert line.start >= ends
        assert len(line.edges) == line.end - line.start + 1
        assert "\n" not in putuo.text[line.start : line.end]
        ends = line.end
