"""Last year's figure, the change and this year's."""

import pytest
from fragments import Case, assert_case, judge

TOLD = "2020年“三公”支出40.00万元，上年累计支出45.00万元，减少5.00万元，下降11.11%。"
CASES = {"ANA-16": Case(TOLD, "支出45.00", "支出46.00")}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_change_of_another_clause_is_not_meant():
    """The three must stand together: another clause may speak of another scope."""
    text = "公务接待费4.00万元，上年为5.00万元。公务接待费与上年比减少2.00万元。"
    assert [o.status for o in judge("ANA-16", text)] == ["not_applicable"]
