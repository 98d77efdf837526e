"""Last year's figures, derived from this year's and their changes."""

from __future__ import annotations

from fragments import Case, assert_case, failures, judge

TEXT = """
一、收入支出决算总体情况说明
2023年度收、支总计均为1050.00万元。与2022年度相比，收、支总计各减少50.00万元，下降4.55%。
四、财政拨款收入支出决算总体情况说明
2023年度财政拨款收、支总计均为930.00万元。与2022年度相比，财政拨款收、支总计各减少60.00万元，下降6.06%。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出880.00万元，占本年支出合计的92.63%。与2022年度相比，一般公共预算财政拨款支出减少70.00万元，下降7.37%。
"""
CASES = {"XSE-12": Case(TEXT, "支出减少70.00万元，下降7.37%", "支出减少170.00万元，下降16.19%")}


def test_a_part_that_was_greater_than_its_whole():
    """950.00 of last year fits in 990.00; 1,050.00 does not."""
    assert_case("XSE-12", CASES["XSE-12"])
    failed = failures("XSE-12", CASES["XSE-12"].broken)
    assert "880.00 + 170.00 = 1050.00" in failed[0].message.zh


def test_unchanged_means_the_same_figure():
    """持平 over a part that was greater last year is the same contradiction."""
    text = TEXT.replace("财政拨款收、支总计各减少60.00万元，下降6.06%", "财政拨款收、支总计持平")
    text = text.replace("与2022年度相比，财政拨款收、支总计持平", "较2022年度持平")
    failed = failures("XSE-12", text)
    assert [o.subject for o in failed] == ["上年一般公共预算支出不超过上年财政拨款总计"]


def test_without_a_change_nothing_is_said():
    """A figure without its change gives no figure of last year."""
    text = "\n".join(line for line in TEXT.splitlines() if "支总计" not in line)
    assert {o.status for o in judge("XSE-12", text)} == {"not_applicable"}
