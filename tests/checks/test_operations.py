"""机关运行、采购、资产: each check on a clean and a broken fragment."""

import pytest
from fragments import Case, assert_case, failures, judge

MATTERS = """\
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.卫生健康（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为30.00万元。
六、一般公共预算财政拨款基本支出决算情况说明
公用经费90.00万元，主要包括：办公费、差旅费、水费、公务接待费等。
七、财政拨款“三公”经费支出决算情况说明
截至2023年12月底，公务用车保有量为2辆。
十、其他重要事项的情况说明
（一）机关运行经费支出情况
2023年度，某县测试局机关运行经费支出90.00万元，比2022年度增加10.00万元，增长12.50%。主要原因是差旅费增加。
（二）政府采购支出情况
2023年度，某县测试局政府采购支出总额60.00万元，其中：政府采购货物支出10.00万元、政府采购工程支出20.00万元、政府采购服务支出30.00万元。授予中小企业合同金额48.00万元，占政府采购支出总额的80%，其中：授予小微企业合同金额24.00万元，占政府采购支出总额的40%。
（三）国有资产占有使用情况
截至2023年12月31日，某县测试局共有车辆3辆，其中：应急保障用车1辆、其他用车2辆。单价100万元以上设备0台（套）。
"""

CASES = {
    "OPC-01": Case(MATTERS, "机关运行经费支出90.00万元，比2022年度增加10.00万元，增长12.50%。", ""),
    "OPC-02": Case(MATTERS, "公用经费90.00", "公用经费60.00"),
    "OPC-03": Case(MATTERS, "12.50%", "11.11%"),
    "OPC-05": Case(MATTERS, "原因是差旅费增加", "原因是电费增加"),
    "PRO-01": Case(MATTERS, "政府采购服务支出30.00", "政府采购服务支出13.00"),
    "PRO-02": Case(MATTERS, "总额的80%", "总额的60%"),
    "AST-01": Case(MATTERS, "其他用车2辆", "其他用车3辆"),
    "AST-02": Case(MATTERS, "单价100万元以上设备0台（套）。", ""),
    "AST-03": Case(MATTERS, "保有量为2辆", "保有量为5辆"),
    "AST-04": Case(MATTERS, "2023年12月31日", "2022年12月31日"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_mixed_departments_may_differ():
    """机关运行经费 and 公用经费 of a department with institutions are not compared."""
    text = MATTERS.replace("公用经费90.00", "公用经费60.00").replace(
        "行政单位医疗（项）", "事业单位医疗（项）"
    )
    assert [o.status for o in judge("OPC-02", text)] == ["not_applicable"]


def test_only_what_is_lacking_is_called_missing():
    """Where goods, works and services are printed, the missing line is that of the SMEs alone."""
    without = MATTERS[: MATTERS.index("授予中小企业")] + MATTERS[MATTERS.rindex("（三）") :]
    assert [o.message.zh for o in judge("PRO-02", without)] == ["总额 60.00万元，未列中小企业合同"]


def test_a_share_is_judged_by_the_base_that_its_words_name():
    """A wrong SME amount breaks the share that names it as its base, and no other sum is shown."""
    named = MATTERS.replace("占政府采购支出总额的40%", "占授予中小企业合同金额的50%")
    assert not failures("PRO-02", named)
    broken = named.replace("合同金额48.00", "合同金额84.00")
    assert "÷ 84.00" in next(o.formula for o in failures("PRO-02", broken) if "小微" in o.subject)


def test_price_limit_is_not_an_amount():
    """单价100万元以上 describes the equipment; it is not money spent."""
    assert [o.status for o in judge("AST-02", MATTERS)] == ["exact"]


@pytest.mark.parametrize(
    "words", ["未使用机关运行经费", "没有机关运行经费支出", "未发生机关运行经费支出"]
)
def test_an_institution_may_say_that_it_has_no_operating_expense(words):
    """A 事业单位 that says so in words, whatever the verb, has disclosed it."""
    text = MATTERS.replace(
        "机关运行经费支出90.00万元，比2022年度增加10.00万元，增长12.50%。主要原因是差旅费增加。",
        f"属事业单位，按规定{words}。",
    )
    assert failures("OPC-01", text) == []
