"""收入: each check on a fragment that holds and on the same with one figure changed."""

import pytest
from fragments import Case, assert_case, failures, judge

TOTALS = """\
第二部分 2023年度单位决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为900.00万元。与2022年度相比，收、支总计各增加100.00万元，增长12.50%。
二、收入决算情况说明
2023年度本年收入合计900.00万元，其中：一般公共预算财政拨款收入855.00万元，占95%；其他收入45.00万元，占5%。
"""
CARRIED = """\
一、收入支出决算总体情况说明
2023年度收、支总计均为900.00万元。其中：年初结转和结余20.00万元。
二、收入决算情况说明
2023年度本年收入合计880.00万元，其中：事业收入880.00万元，占100%。
"""
BOTH_SIDES = """\
一、收入支出决算总体情况说明
2023年度收入总计900.00万元，支出总计900.00万元。
"""
NOTHING_LEFT = """\
一、收入支出决算总体情况说明
2023年度收、支总计均为500.00万元。与2022年度相比，收、支总计各减少700.00万元，下降58.33%。主要变动原因是2023年减少项目支出800万元。
二、收入决算情况说明
2023年度本年收入合计500.00万元，其中：一般公共预算财政拨款收入500.00万元，占100%。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出500.00万元，占本年支出合计的100%。与2022年度相比，一般公共预算财政拨款支出增加100.00万元，增长25%。
"""

CASES = {
    "INC-01": Case(BOTH_SIDES, "支出总计900.00", "支出总计990.00"),
    "INC-02": Case(CARRIED, "年初结转和结余20.00", "年初结转和结余200.00"),
    "INC-03": Case(TOTALS, "其他收入45.00", "其他收入54.00"),
    "INC-06": Case(TOTALS, "占5%", "占15%"),
    "INC-07": Case(TOTALS, "本年收入合计900.00", "本年收入合计880.00"),
    "INC-08": Case(NOTHING_LEFT, "本年收入合计500.00", "本年收入合计475.00"),
    "ANA-01": Case(TOTALS, "12.50%", "21.50%"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_change_in_the_wrong_direction_is_noticed():
    """A rate that falls beside an amount that rises is a contradiction."""
    (lead,) = failures("ANA-01", TOTALS.replace("增长12.50%", "下降12.50%"))
    assert "方向相反" in lead.message.zh


def test_rate_of_the_wrong_year_is_noticed():
    """A change divided by this year's figure instead of last year's is not the rate."""
    (lead,) = failures("ANA-01", TOTALS.replace("12.50%", "11.11%"))
    assert (lead.expected, lead.actual) == (lead.expected, lead.actual)
    assert str(lead.expected) == "12.50"


def test_shares_within_rounding_pass():
    """A share that its rounded amounts can explain is not a lead."""
    text = TOTALS.replace("855.00万元，占95%", "855.01万元，占95.00%").replace(
        "45.00万元", "44.99万元"
    )
    assert not failures("INC-06", text)


def test_revenue_above_the_grand_total_is_an_error():
    """Revenue of the year cannot exceed the grand total."""
    (lead,) = failures("INC-07", TOTALS.replace("本年收入合计900.00", "本年收入合计910.00"))
    assert lead.severity == "error"


def test_unprinted_carry_over_is_not_checked_as_a_sum():
    """Without a printed carry-over the balance is not checkable, not wrong."""
    (outcome,) = judge("INC-02", TOTALS.replace("本年收入合计900.00", "本年收入合计880.00"))
    assert outcome.status == "not_applicable"


def test_carry_over_listed_as_a_source_is_added():
    """Units that list 上年结转 among their sources are read as they mean it."""
    text = """\
    二、收入决算情况说明
    2023年度本年收入合计100.00万元，其中：事业收入90.00万元，占90%；上年结转10.00万元，占10%。
    """
    assert not failures("INC-03", text)


def test_carry_over_in_a_flattened_table_is_disclosed():
    """A line of a table that lost its cells still prints the carry-over."""
    text = TOTALS.replace("本年收入合计900.00", "本年收入合计880.00")
    assert failures("INC-07", text + "年初结转和结余 30.00 年末结转和结余 0\n")
    assert not failures("INC-07", text + "年初结转和结余 20.00 年末结转和结余 0\n")
