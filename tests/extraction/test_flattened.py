"""A “三公” table that lost its grid is read where its own sums prove each figure."""

from __future__ import annotations

from fragments import facts_of, judge

LINES = """单位:万元
预算数/决算数
12.00
9.00
1.00
0.50
7.00
6.50
2.00
1.75
5.00
4.75
4.00
2.00
"""
ROW = (
    "合计 | 12 | 9 | 出国(境)费 | 1 | 0.5 | 用车费 | 7 | 6.5 | 其中:运行维护 | 5 | 4.75 |"
    " 接待费 | 4 | 2 | 单位:万元\n2023年度“三公”经费预算12万元，决算9万元。\n"
)


def figures(text):
    """Return the printed figures of the table by concept: budget, actual."""
    table = facts_of(text, "generic").table("three_public")
    return table and {row.concept: [cell and cell.raw for cell in row.cells] for row in table.rows}


def test_a_figure_a_line():
    """Twelve figures in the order of the form, proved by both sums in both columns."""
    found = figures(LINES)
    assert found["three_public"] == ["12.00", "9.00"]
    assert found["vehicle_operation"] == ["5.00", "4.75"]
    assert [o.status for o in judge("TPE-01", LINES) if "合计与三项" in o.subject] == ["exact"] * 2


def test_one_wrong_figure_leaves_it_unread():
    """Where a sum fails nothing says which figure is which, so none is read."""
    assert figures(LINES.replace("6.50", "5.60")) is None
    assert figures(LINES.replace("2.00\n1.75", "2.00\n2.75")) is None


def test_all_in_one_row_with_the_prose_to_tell_the_columns():
    """Names with two figures each; the prose says which one is the budget."""
    assert figures(ROW)["hospitality"] == ["4", "2"]
    assert figures(ROW)["vehicle_operation"] == ["5", "4.75"]


def test_a_row_that_the_prose_does_not_explain_stays_unread():
    """Without a word on which figure is the budget the columns are not guessed."""
    assert figures(ROW.replace("预算12万元，决算9万元", "情况如上")) is None


def test_zeros_prove_nothing():
    """A table of zeros fits every order, so it proves none."""
    zeros = LINES.replace("12.00", "0").replace("9.00", "0")
    for printed in ("1.00", "0.50", "7.00", "6.50", "2.00", "1.75", "5.00", "4.75", "4.00"):
        zeros = zeros.replace(printed, "0")
    assert figures(zeros) is None
