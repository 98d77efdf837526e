"""跨节: each check on a clean and a broken fragment."""

import pytest
from fragments import Case, assert_case, failures, judge

CHART = """\
三、支出决算情况说明
2023年度本年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。
第四部分 附件
结束

基本支出\t项目支出\t600.00000000000011\t200\t
"""
TWICE = """\
七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明
2023年度“三公”经费财政拨款支出决算为1.00万元。
（二）“三公”经费财政拨款支出决算具体情况说明
其中，公务接待费支出决算1.00万元，占100%。
3.公务接待费支出1.00万元，完成预算100%。
"""
REASON = """\
一、收入支出决算总体情况说明
2023年度收、支总计均为500.00万元。与2022年度相比，收、支总计各减少100.00万元，下降16.67%。主要变动原因是减少项目支出100万元。
"""
OTHERS = """\
一、收入支出决算总体情况说明
2023年度收、支总计均为500.00万元。与2022年度相比，收、支总计各减少10.00万元，下降1.96%。
五、一般公共预算财政拨款支出决算情况说明
2023年度一般公共预算财政拨款支出500.00万元。与2022年度相比，一般公共预算财政拨款支出减少10.00万元，下降1.96%。
八、政府性基金预算支出决算情况说明
2023年度政府性基金预算财政拨款支出0万元。
"""
CONTRIBUTIONS = """\
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.社会保障和就业（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：支出决算为32.00万元。
2.社会保障和就业（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）：支出决算为16.00万元。
3.卫生健康（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为12.00万元。
4.住房保障（类）住房改革支出（款）住房公积金（项）：支出决算为24.00万元。
六、一般公共预算财政拨款基本支出决算情况说明
人员经费450.00万元，主要包括：基本工资、津贴补贴、奖金等。
"""
MANDATE = """\
一、主要职责
经办养老保险、工伤保险、失业保险业务。
第四部分 附件
部门整体支出绩效自评表（2023年度）
\t部门名称
\t某县测试局

\t年度主要任务
\t任务名称
\t主要内容

\t
\t保险经办
\t办理养老、工伤保险

\t年度绩效指标
\t一级指标
\t二级指标
\t三级指标
\t绩效指标性质
\t绩效指标值
\t绩效度量单位
\t权重
\t实际完成指标值

\t产出指标
\t数量指标
\t参保人数
\t≥
\t100
\t人
\t90
\t120

"""

CASES = {
    "XSE-01": Case(CHART, "600.00000000000011", "660.00000000000011"),
    "XSE-02": Case(TWICE, "支出决算1.00万元，占", "支出决算1.01万元，占"),
    "XSE-04": Case(REASON, "是减少项目支出", "是增加项目支出"),
    "XSE-05": Case(OTHERS, "收、支总计各减少10.00", "收、支总计各减少400.00"),
    "XSE-06": Case(MANDATE, "、失业保险业务", "业务"),
    "XSE-07": Case(CONTRIBUTIONS, "、奖金等", "、绩效工资等"),
    "XSE-08": Case(CONTRIBUTIONS, "支出决算为32.00", "支出决算为8.00"),
    "XSE-09": Case(CONTRIBUTIONS, "支出决算为24.00", "支出决算为240.00"),
}
CASES["XSE-06"] = Case(MANDATE, "养老、工伤保险", "养老、医疗保险")


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_chart_debris_is_not_a_difference():
    """Binary noise in a chart cache is read to the document's usual decimals."""
    statuses = {o.status for o in judge("XSE-01", CHART)}
    assert statuses == {"exact"}


def test_scopes_are_never_mixed():
    """The same word in another scope is another figure."""
    text = """\
    三、支出决算情况说明
    2023年度本年支出合计800.00万元，其中：基本支出600.00万元。
    六、一般公共预算财政拨款基本支出决算情况说明
    2023年度一般公共预算财政拨款基本支出550.00万元。
    """
    assert not failures("XSE-02", text)


def test_swap_names_both_bases():
    """A probable swap shows the bases that both rates then imply."""
    text = CONTRIBUTIONS.replace("决算为32.00", "决算为8.00")
    (lead,) = failures("XSE-08", text)
    assert lead.severity is None
    assert "100.00 和 100.00" in lead.message.zh


def test_completion_of_two_budgets_is_no_contradiction():
    """完成年初预算80% and 完成调整预算100% measure against two budgets."""
    text = "公务接待费支出8.00万元，完成年初预算的80%，完成调整预算的100%。"
    assert not failures("XSE-02", text)


def test_one_change_of_two_totals():
    """Where both sides of the totals are printed, their one change and rate are tested too."""
    text = (
        "一、收入支出决算总体情况说明\n"
        "2023年度收入总计1100.00万元，支出总计1100.00万元。"
        "与2022年相比，收、支总计各增加100.00万元，增长10.00%。\n"
    )
    assert not failures("ANA-01", text)
    assert failures("ANA-01", text.replace("10.00%", "9.09%"))
    (opposed,) = failures("ANA-01", text.replace("增长", "下降"))
    assert "方向相反" in opposed.message.zh
