"""增减原因: changes of the three public expenses, and large changes elsewhere."""

import pytest
from fragments import Case, assert_case, failures, judge

TEXT = """\
某县测试局2023年度部门决算
二、收入决算情况说明
2023年度本年收入合计1500.00万元，比2022年度增加500.00万元，增长50.00%，主要原因是新建了水质检测站。
七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明
2023年度“三公”经费财政拨款支出决算为5.00万元，较上年度增加2.00万元，增长66.67%，主要原因是车辆老化，维修次数增多。
（二）“三公”经费财政拨款支出决算具体情况说明
1.公务用车运行维护费支出4.00万元，比2022年度增加2.00万元，增长100.00%。
"""
WHY = "，主要原因是车辆老化，维修次数增多"
NO_FIGURE = TEXT.replace("，较上年度增加2.00万元，增长66.67%", "，同比增长66.67%").replace(
    "，比2022年度增加2.00万元，增长100.00%", ""
)

CASES = {
    "TPE-18": Case(TEXT, WHY, ""),
    "ANA-02": Case(TEXT, "主要原因是新建了水质检测站", "主要原因是工作需要，据实列支"),
    "ANA-05": Case(TEXT, "车辆老化，维修次数增多", "工作需要"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_missing_reason_is_one_lead_with_its_figures():
    """A change of 66.67 % warns; one below the edition's bound is a hint."""
    (found,) = failures("TPE-18", CASES["TPE-18"].broken)
    assert found.severity == "warning"
    assert "增加 2.00万元" in found.message.zh
    small = CASES["TPE-18"].broken.replace("66.67%", "6.67%").replace("100.00%", "10.00%")
    assert [o.severity for o in failures("TPE-18", small)] == ["info"]


def test_the_reason_of_an_item_explains_the_total():
    """The section needs one reason for the year at least."""
    text = CASES["TPE-18"].broken.replace("增长100.00%。", "增长100.00%，主要是车辆老化。")
    assert not failures("TPE-18", text)


def test_a_reason_about_the_budget_does_not_explain_the_year():
    """决算数小于预算数的主要原因 speaks of the budget alone."""
    text = TEXT.replace(WHY, "。决算数小于预算数的主要原因是从严审批")
    assert [o.status for o in failures("TPE-18", text)] == ["missing"]


@pytest.mark.parametrize(
    ("reason", "opposed"),
    [
        ("厉行节约，压减接待", True),
        ("严控支出，减少出行，同时更新车辆", False),
        ("上年压减较多，基数较低", False),
        ("下乡任务增加", False),
    ],
)
def test_a_reason_must_go_the_way_of_the_change(reason, opposed):
    """Saving alone explains no increase; last year's saving may."""
    text = TEXT.replace("车辆老化，维修次数增多", reason)
    found = [o for o in failures("TPE-18", text) if "方向相反" in o.message.zh]
    assert bool(found) == opposed
    assert all(reason in o.quotes[0].quote or reason in o.message.zh for o in found)


def test_a_passage_is_not_blamed_for_what_may_stand_elsewhere():
    """One section alone may lack its reason."""
    text = CASES["TPE-18"].broken.partition("七、")[2]
    assert not failures("TPE-18", "七、" + text)


def test_a_large_change_without_any_reason_is_told_with_its_figures():
    """Above 30 % and 10 万元 both; a small one needs none."""
    silent = TEXT.replace("，主要原因是新建了水质检测站", "")
    (found,) = failures("ANA-02", silent)
    assert [fact.raw for fact in found.facts] == ["500.00万元"]
    assert not failures("ANA-02", silent.replace("增长50.00%", "增长30.00%"))
    assert not failures("ANA-02", silent.replace("500.00万元", "5.00万元"))


def test_a_reason_in_the_next_paragraph_counts():
    """主要原因 may begin a paragraph of its own."""
    assert not failures("ANA-02", TEXT.replace("，主要原因是新建", "。\n主要原因是新建"))


def test_a_rise_told_by_its_rate_alone_is_a_hint_of_its_own():
    """TPE-18 counts amounts; a bare 同比增长 without a reason is ANA-05's."""
    assert not failures("ANA-05", NO_FIGURE)
    silent = NO_FIGURE.replace(WHY, "")
    assert [o.status for o in failures("ANA-05", silent)] == ["missing"]
    assert not failures("TPE-18", silent)


def test_a_rise_without_any_reason_is_told_once():
    """Where TPE-18 tells it, ANA-05 says so and no more."""
    broken = CASES["TPE-18"].broken
    assert not failures("ANA-05", broken)
    assert "TPE-18" in judge("ANA-05", broken)[0].message.zh


def test_a_fall_is_no_rise():
    """A decrease asks for nothing here."""
    text = TEXT.replace("较上年度增加2.00万元，增长66.67%", "较上年度减少2.00万元，下降28.57%")
    assert [o.status for o in judge("ANA-05", text)] == ["not_applicable"]


def test_last_year_s_column_shows_a_rise_too():
    """A table that prints both years is enough."""
    table = """
某县测试局2023年度部门决算
一、收入支出决算总体情况说明
2023年度收、支总计均为9.00万元。
七、财政拨款“三公”经费支出决算情况说明
详见附表。
财政拨款“三公”经费支出决算表
单位：万元
项目 | 上年决算数 | 本年决算数
合计 | 4.00 | 6.00
公务用车购置及运行维护费 | 3.00 | 4.00
公务接待费 | 1.00 | 2.00
"""
    (found,) = failures("ANA-05", table)
    assert {fact.raw for fact in found.facts} == {"4.00", "6.00"}


def test_reasons_told_elsewhere_are_not_missed():
    """A paragraph of another section may explain the three public expenses."""
    text = (
        CASES["TPE-18"].broken
        + "十、其他重要事项的情况说明\n公务用车维修增多是“三公”经费增加的原因。\n"
    )
    assert not failures("TPE-18", text)


def test_a_difference_from_the_budget_may_have_either_reason():
    """A budget that was cut explains why more was spent than planned."""
    text = TEXT.replace(WHY, WHY + "。决算数大于预算数的主要原因是年初压减预算")
    assert not failures("TPE-18", text)
