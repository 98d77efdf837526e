"""“三公”经费: each check on a fragment that holds and on the same with one figure changed."""

import pytest
from fragments import Case, assert_case, failures, judge

THREE = """\
七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明
2023年度“三公”经费财政拨款支出决算为5.00万元，较上年度减少1.00万元，下降16.67%。
（二）“三公”经费财政拨款支出决算具体情况说明
2023年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务用车购置及运行维护费支出决算4.00万元，占80%；公务接待费支出决算1.00万元，占20%。具体情况如下：
1.因公出国（境）经费支出0万元。因公出国（境）支出决算与2022年持平。全年安排因公出国（境）团组0个，出国（境）0人。
2.公务用车购置及运行维护费支出4.00万元。公务用车购置及运行维护费支出决算与2022年度持平。
其中：公务用车购置支出0万元。全年更新购置公务用车0辆，其中：轿车0辆、金额0万元。截至2023年12月底，公务用车保有量为2辆。
公务用车运行维护费支出4.00万元。
3.公务接待费支出1.00万元。公务接待费支出决算比2022年度减少1.00万元，下降50%。其中：
国内公务接待支出1.00万元，主要用于上级检查用餐费。国内公务接待10批次，80人次，共计支出1.00万元。
外事接待支出0万元。
十、其他重要事项的情况说明
（三）国有资产占有使用情况
截至2023年12月31日，某县测试局共有车辆2辆，其中：应急保障用车1辆、其他用车1辆。单价100万元以上设备0台（套）。
"""

CASES = {
    "TPE-01": Case(THREE, "公务接待费支出决算1.00", "公务接待费支出决算1.10"),
    "TPE-02": Case(THREE, "公务用车运行维护费支出4.00", "公务用车运行维护费支出3.00"),
    "TPE-03": Case(THREE, "外事接待支出0万元", "外事接待支出0.50万元"),
    "TPE-04": Case(THREE, "占80%", "占20%"),
    "TPE-05": Case(THREE, "下降16.67%", "下降20.00%"),
    "TPE-06": Case(THREE, "较上年度减少1.00", "较上年度减少2.00"),
    "TPE-08": Case(THREE, "，80人次", ""),
    "TPE-09": Case(THREE, "80人次", "8人次"),
    "TPE-10": Case(THREE, "10批次", "2批次"),
    "TPE-11": Case(THREE, "保有量为2辆", "保有量为0辆"),
    "TPE-14": Case(THREE, "公务用车购置支出0万元", "公务用车购置支出18.00万元"),
    "TPE-15": Case(THREE, "团组0个", "团组2个"),
    "TPE-19": Case(THREE, "截至2023年12月底，公务用车保有量为2辆。", ""),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_types_of_vehicles_are_not_the_whole():
    """Vehicles by type and their money are asides, not a second total."""
    text = THREE.replace(
        "更新购置公务用车0辆，其中：轿车0辆、金额0万元",
        "更新购置公务用车2辆，其中：轿车1辆、金额9.00万元",
    )
    text = text.replace("公务用车购置支出0万元", "公务用车购置支出18.00万元")
    assert not failures("TPE-14", text)
    assert not failures("XSE-02", text)


def test_unchanged_beside_a_printed_change():
    """持平 and a change of the same item contradict each other."""
    text = THREE.replace(
        "公务接待费支出决算比2022年度减少1.00万元，下降50%",
        "公务接待费支出决算与2022年度持平，减少1.00万元",
    )
    assert failures("TPE-06", text)


def test_share_of_nothing_is_not_checkable():
    """Shares of a total of zero are neither right nor wrong."""
    text = """\
    七、财政拨款“三公”经费支出决算情况说明
    2023年度“三公”经费财政拨款支出决算为0万元。其中，公务接待费支出决算0万元，占0%。
    """
    assert [o.status for o in judge("TPE-04", text)] == ["not_applicable"]


def test_shares_of_a_selection_need_not_add_up():
    """A passage without a heading may tell the shares of some items only."""
    text = "三公经费10.00万元：接待费4.00万元，占40%；因公出国（境）费1.00万元，占10%。"
    assert not failures("TPE-04", text)


PARTS = """\
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费支出预算为10.00万元，决算为8.50万元，比上年增加0.50万元，增长6.25%。
1.因公出国（境）费支出年初预算为0.00万元，决算为0.00万元，比上年增加0.00万元，增长0.00%。
2.公务用车购置费支出年初预算为0.00万元，决算为0.00万元，比上年增加0.00万元，增长0.00%；公务用车运行维护费支出年初预算为7.00万元，决算为6.50万元，比上年增加0.60万元，增长10.17%。
3.公务接待费支出年初预算为3.00万元，决算为2.00万元，比上年减少0.10万元，下降4.76%。国内接待费支出2.00万元。
"""


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("TPE-20", "运行维护费支出年初预算为7.00", "运行维护费支出年初预算为5.00"),
        ("TPE-20", "因公出国（境）费支出年初预算为0.00", "因公出国（境）费支出年初预算为2.00"),
        ("TPE-05", "减少0.10万元", "减少0.40万元"),
        (
            "TPE-05",
            "决算为0.00万元，比上年增加0.00万元，增长0.00%。",
            "决算为0.00万元，比上年增加0.00万元，增长5.00%。",
        ),
        ("TPE-03", "国内接待费支出2.00", "国内接待费支出7.00"),
    ],
)
def test_purchase_and_operation_stand_for_the_vehicles(check, old, new):
    """Where the vehicle expense itself is not told, its two parts are; rates of nothing are slips."""
    assert PARTS.count(old) == 1
    assert not failures(check, PARTS)
    assert failures(check, PARTS.replace(old, new))


def test_a_total_called_unchanged_beside_items_that_changed():
    """持平 of the total counts as no change; 基本持平 allows for a little."""
    same = THREE.replace("较上年度减少1.00万元，下降16.67%", "与上年度持平")
    assert any("各项增减之和" in o.subject for o in failures("TPE-05", same))
    assert not failures(
        "TPE-05", THREE.replace("较上年度减少1.00万元，下降16.67%", "与上年度基本持平")
    )


def test_a_part_above_its_whole_needs_no_other_part():
    """国内接待 alone cannot be more than all of 接待; less than that may be the other part."""
    text = THREE.replace("外事接待支出0万元。\n", "")
    assert not failures("TPE-03", text)
    assert failures("TPE-03", text.replace("国内公务接待支出1.00万元", "国内公务接待支出10000万元"))
    assert not failures(
        "TPE-03", text.replace("国内公务接待支出1.00万元", "国内公务接待支出0.80万元")
    )
