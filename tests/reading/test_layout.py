"""Columns of a text copy that were kept apart by spaces."""

from __future__ import annotations

from audit.model import Table
from audit.reading.text import read_text

TABLE = """收入支出决算总表
                       单位：万元
        收入                    支出
    项目          决算数     项目              决算数
一、财政拨款收入    900.00   一、一般公共服务支出    600.00
二、事业收入                 二、外交支出
八、其他收入        100.00   八、社会保障和就业支出  200.00
                             九、住房保障支出        150.00
  本年收入合计    1,000.00     本年支出合计          950.00
"""


def cells(text):
    """Return the rows of the only table of a text."""
    (found,) = [b for b in read_text(text.encode(), "a.txt").blocks if isinstance(b, Table)]
    return [[cell.text for cell in row] for row in found.rows]


def test_short_rows_are_laid_on_the_columns_of_the_full_ones():
    """Blank cells come back where a row's pieces have one place only."""
    rows = cells(TABLE)
    assert rows[0] == ["项目", "决算数", "项目", "决算数"]
    assert rows[2] == ["二、事业收入", "", "二、外交支出", ""]
    assert rows[4] == ["", "", "九、住房保障支出", "150.00"]


def test_lines_above_the_heading_stay_prose():
    """A title, a unit and a heading over several columns are no rows."""
    document = read_text(TABLE.encode(), "a.txt")
    assert [p.text for p in document.paragraphs][:2] == ["收入支出决算总表", "单位：万元"]


def test_a_page_break_parts_no_table():
    """A form feed at the start of a line is no blank line."""
    broken = TABLE.replace("八、其他", "\x0c八、其他")
    assert cells(broken) == cells(TABLE)


def test_rows_that_fit_nowhere_leave_the_lines_as_prose():
    """A figure without a name to its left proves no column: nothing is laid out."""
    odd = TABLE.replace(
        "二、事业收入                 二、外交支出", "  5.00     二、外交支出     7.00"
    )
    blocks = read_text(odd.encode(), "a.txt").blocks
    assert not [block for block in blocks if isinstance(block, Table)]


def test_prose_with_wide_gaps_is_no_table():
    """Sentences that a copy tore apart stay sentences."""
    text = (
        "本年支出合计950.00万元，其中：  基本支出700.00万元，\n占73.68%；    项目支出250.00万元。\n"
        * 3
    )
    blocks = read_text(text.encode(), "a.txt").blocks
    assert not [block for block in blocks if isinstance(block, Table)]
