"""财政拨款: each check on a fragment that holds and on the same with one figure changed."""

import pytest
from fragments import Case, assert_case, failures, judge

FISCAL = """\
一、收入支出决算总体情况说明
2023年度收、支总计均为800.00万元。
三、支出决算情况说明
2023年度本年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。
四、财政拨款收入支出决算总体情况说明
2023年度财政拨款收入总计800.00万元，财政拨款支出总计800.00万元。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出800.00万元，占本年支出合计的100%。
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出600.00万元，其中：
人员经费450.00万元，主要包括：基本工资、奖金等。
公用经费150.00万元，主要包括：办公费、差旅费等。
"""
COMPLETION = """\
七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明
2023年度“三公”经费财政拨款年初预算为4.00万元，支出决算为3.00万元，完成年初预算的75%。
"""

CASES = {
    "FIS-01": Case(FISCAL, "财政拨款支出总计800.00", "财政拨款支出总计880.00"),
    "FIS-04": Case(FISCAL, "本年支出合计800.00", "本年支出合计700.00"),
    "FIS-06": Case(FISCAL, "基本支出600.00万元，占", "基本支出660.00万元，占"),
    "FIS-07": Case(FISCAL, "公用经费150.00", "公用经费105.00"),
    "FIS-15": Case(FISCAL, "占本年支出合计的100%", "占本年支出合计的90%"),
    "FIS-16": Case(COMPLETION, "的75%", "的57%"),
    "FIS-17": Case(COMPLETION, "完成年初预算的", "完成预算的"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_rates_without_any_budget_are_one_lead():
    """Completion rates that nobody can redo are put into one lead."""
    text = COMPLETION.replace("年初预算为4.00万元，", "")
    (lead,) = failures("FIS-16", text)
    assert lead.status == "missing"


def test_completion_of_nothing():
    """A completion rate over nothing spent and no budget is pointed out (FIS-18)."""
    BROKEN = """\
    七、财政拨款“三公”经费支出决算情况说明
    1.因公出国（境）经费支出0万元，完成预算100%。
    """
    CLEAN = BROKEN.replace("支出0万元", "支出2.00万元")
    assert failures("FIS-18", BROKEN)
    assert not judge("FIS-18", CLEAN)


def test_a_slipped_decimal_point_in_the_fiscal_total():
    """The general budget's expenditure cannot exceed the total of all appropriations."""
    text = FISCAL.replace(
        "财政拨款收入总计800.00万元，财政拨款支出总计800.00", "财政拨款收、支总计均为0.8"
    )
    assert any("大于" in lead.message.zh for lead in failures("FIS-04", text))


def test_either_budget_may_be_meant():
    """完成预算 that fits the adjusted or the initial budget is not contradicted by the other."""
    text = COMPLETION.replace("年初预算为4.00万元，", "年初预算为4.00万元，调整预算数为5.00万元，")
    assert not failures("FIS-16", text.replace("完成年初预算的75%", "完成预算的75%"))
    assert not failures("FIS-16", text.replace("完成年初预算的75%", "完成预算的60%"))
    assert failures("FIS-16", text.replace("完成年初预算的75%", "完成年初预算的60%"))


@pytest.mark.parametrize(
    ("rate", "status"), [("0.00", "exact"), ("8.00", "inconsistent"), ("100", "not_applicable")]
)
def test_a_completion_of_nothing(rate, status):
    """Of no budget nothing was spent: 0 % holds, 100 % is a habit, 8 % is a slip."""
    text = (
        "七、财政拨款“三公”经费支出决算情况说明\n"
        f"因公出国（境）费支出预算为0.00万元，支出决算为0.00万元，完成预算的{rate}%。\n"
    )
    assert [outcome.status for outcome in judge("FIS-16", text)] == [status]


def test_money_spent_completes_some_of_the_budget():
    """完成预算的0% beside an amount contradicts it, though no budget is printed."""
    text = "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算为0.00万元，完成预算的0%。\n"
    assert not failures("FIS-16", text)
    (found,) = failures("FIS-16", text.replace("0.00万元", "3.00万元"))
    assert found.severity == "warning"
    assert "3.00" in found.message.zh
