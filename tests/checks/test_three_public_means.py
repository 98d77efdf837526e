"""Means a head, counts of foreign guests and of meetings, rates without changes."""

import pytest
from fragments import Case, assert_case, failures, judge

THREE = """\
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费支出8.50万元，同比增长6.25%。因公出国（境）费支出0.00万元，同比增长0.00%。公务用车购置及运行维护费支出6.50万元，同比增长10.17%。其中：公务用车购置费0.00万元，购置公务用车0辆；公务用车运行维护费支出6.50万元，公务用车保有量为3辆，车均购置费0.00万元，车均运行维护费2.17万元。
公务接待费支出2.00万元，同比下降4.76%。其中：外事接待支出0.00万元，接待0批次，0人次；国内接待费支出2.00万元，接待20批次，150人次。人均接待费133.33元。
会议费支出决算0.80万元。全年召开会议2个，参加会议80人次。
培训费支出决算1.50万元。全年组织培训3个，组织培训120人次。
"""
CASES = {
    "TPE-25": Case(THREE, "车均运行维护费2.17万元", "车均运行维护费2.71万元"),
    "TPE-26": Case(THREE, "接待0批次，0人次", "接待1批次，0人次"),
    "TPE-27": Case(THREE, "参加会议80人次", "参加会议0人次"),
    "TPE-28": Case(THREE, "下降4.76%", "下降47.6%"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_mean_of_all_receptions_or_of_domestic_ones():
    """人均接待费 may divide all receptions or the domestic ones; neither gives 33 yuan."""
    assert not failures("TPE-25", THREE.replace("国内接待费支出2.00", "国内接待费支出1.90"))
    (found,) = failures("TPE-25", THREE.replace("133.33元", "33.33元"))
    assert "2.00 万元 ÷ 150 人次" in found.formula


def test_nothing_bought_has_a_mean_of_nothing():
    """0.00 for no vehicle bought holds; 1.00 for none does not."""
    statuses = {o.subject: o.status for o in judge("TPE-25", THREE)}
    assert statuses["车均购置费"] == "exact"
    bought = judge("TPE-25", THREE.replace("车均购置费0.00", "车均购置费1.00"))
    assert [o.status for o in bought if o.subject == "车均购置费"] == ["inconsistent"]


def test_money_for_foreign_guests_without_any_is_a_warning():
    """Counts of one kind against money: a warning; one count of two at odds: an error."""
    (money,) = failures("TPE-26", THREE.replace("外事接待支出0.00", "外事接待支出1.00"))
    (count,) = failures("TPE-26", THREE.replace("接待0批次，0人次", "接待0批次，9人次"))
    assert money.severity == "warning"
    assert count.severity is None


def test_fewer_participants_than_meetings():
    """Two meetings need two participants."""
    assert failures("TPE-27", THREE.replace("参加会议80人次", "参加会议1人次"))


def test_rates_beside_changes_are_left_to_their_own_check():
    """Where the change is printed, TPE-05 tests it; an item without a rate stops the sum."""
    with_change = THREE.replace("同比增长6.25%。因公", "比上年增加0.50万元，增长6.25%。因公")
    assert [o.status for o in judge("TPE-28", with_change)] == ["not_applicable"]
    without = THREE.replace("公务接待费支出2.00万元，同比下降4.76%", "公务接待费支出2.00万元")
    assert [o.status for o in judge("TPE-28", without)] == ["not_applicable"]
