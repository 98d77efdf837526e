"""A row that the end of a page cut in two is one row again."""

from __future__ import annotations

from audit.reading.pdf_cut import healed
from audit.reading.pdf_grid import GridCell
from audit.reading.pdf_lines import Line

SIZE = 10.0


def cell(column, *texts, width=52.0):
    """Return a cell with lines of ten points: four characters fill it."""
    lines = tuple(
        Line(text, 1, 0.0, SIZE, tuple(n * SIZE for n in range(len(text) + 1))) for text in texts
    )
    return GridCell(column, lines=lines, width=width)


def words(rows):
    """Return the texts of rows, the lines of a cell joined."""
    return [["".join(line.text for line in one.lines) for one in row] for row in rows]


FULL = (cell(0, "20805"), cell(1, "行政事业", "单位养老"), cell(2, "3.00"))


def test_the_rest_of_a_name_joins_its_row():
    """The last line was full, so what follows belongs to it."""
    rest = (cell(0), cell(1, "支出"), cell(2))
    assert words(healed([FULL], [rest])) == [["20805", "行政事业单位养老支出", "3.00"]]


def test_the_rest_of_a_code_joins_its_digits():
    """221020 and 3 are one code; 208 and 05 would be two."""
    row = (cell(0, "221020", width=60.0), cell(1, "住房公积", "金"), cell(2, "3.00"))
    rest = (cell(0, "3"), cell(1), cell(2))
    assert words(healed([row], [rest]))[0][0] == "2210203"
    other = (cell(0, "208", width=40.0), cell(1, "社会保障"), cell(2, "3.00"))
    assert len(healed([other], [(cell(0, "05"), cell(1), cell(2))])) == 2


def test_a_row_of_its_own_stays_one():
    """A short last line, an amount, or a numeral at its beginning is no rest."""
    short = (cell(0, "20805"), cell(1, "养老"), cell(2, "3.00"))
    assert len(healed([short], [(cell(0), cell(1, "支出"), cell(2))])) == 2
    assert len(healed([FULL], [(cell(0), cell(1, "支出"), cell(2, "4.00"))])) == 2
    assert len(healed([FULL], [(cell(0), cell(1, "二、外交支出"), cell(2))])) == 2
    assert len(healed([], [FULL])) == 1
