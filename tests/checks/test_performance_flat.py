"""Forms whose grid was lost: the funding rows that the headings prove."""

import pytest
from fragments import Case, assert_case, failures

SPACED = """\
项目支出绩效自评表（2022年度）
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额： 60 58.5 58.5 10 100% 10
其中：本年财政拨款 60 58.5 58.5
"""
CASES = {
    "PRJ-30": Case(SPACED, "总额： 60 58.5", "总额： 0 58.5"),
    "PRJ-31": Case(
        "年初预算 |\n调整后预算数 |\n预算执行数 |\n预算执行率 |\n权重 |\n得分 |\n"
        "总额 |\n12.00 |\n15.00 |\n14.10 |\n94.00% |\n10 |\n9.4 |\n",
        "9.4 |",
        "|",
    ),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_row_that_the_headings_do_not_prove_says_nothing():
    """Four values under six headings could be any of them."""
    assert not failures("PRJ-30", SPACED.replace("拨款 60 58.5 58.5", "拨款 60 58.5 58.5 7"))
