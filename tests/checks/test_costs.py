"""单车费用、购车单价、采购份额、公开时限、绩效任务: hints that one document allows."""

import pytest
from fragments import Case, assert_case, failures, judge
from performance_fragments import DISCLOSURE, TRAINING
from statutory_tables import BASIC

TEXT = """\
某县测试局2023年度部门决算
公开时间：2024年9月20日
决算批复时间：2024年9月5日
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出200.00万元，其中：人员经费160.00万元；公用经费40.00万元。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费财政拨款支出决算为19.00万元，其中：因公出国（境）费支出决算0万元；公务用车购置及运行维护费支出决算18.00万元；公务接待费支出决算1.00万元。
其中：公务用车购置支出12.00万元，全年购置公务用车1辆。截至2023年12月底，公务用车保有量为3辆。
公务用车运行维护费支出6.00万元。
十、其他重要事项的情况说明
（一）机关运行经费支出情况
2023年度，某县测试局机关运行经费支出40.00万元。
（二）政府采购支出情况
2023年度，某县测试局政府采购支出总额50.00万元。面向中小企业预留政府采购项目预算金额40.00万元，面向小微企业预留政府采购项目预算金额30.00万元。
该项目因涉密不予公开。
"""
BOUGHT = TEXT + BASIC
TASKS = DISCLOSURE.replace(
    "| | 窗口服务 | 受理全县申报 |",
    "| | 窗口服务 | 受理全县申报 |\n| | 系统维护 | 系统稳定 |\n| | 群众回访 | 听取群众意见 |",
)
ONE = TRAINING.replace("业务培训", "甲项目")
FORMS = (
    ONE
    + TRAINING.replace("业务培训", "乙项目")
    + TRAINING.replace(
        "| 10 | 10 | |\n| 合计 | 100 | 100 |", "| 10 | 4 | 回收问卷不足 |\n| 合计 | 100 | 94 |"
    ).replace("得分100分", "得分94分")
)

CASES = {
    "TPE-12": Case(TEXT, "保有量为3辆", "保有量为30辆"),
    "TPE-13": Case(TEXT, "公务用车购置支出12.00万元", "公务用车购置支出32.00万元"),
    "TPE-17": Case(TEXT, "机关运行经费支出40.00万元", "机关运行经费支出20.00万元"),
    "PRO-03": Case(
        TEXT,
        "面向小微企业预留政府采购项目预算金额30.00",
        "面向小微企业预留政府采购项目预算金额20.00",
    ),
    "PRO-04": Case(BOUGHT, "政府采购支出总额50.00万元", "政府采购支出总额0万元"),
    "FRM-03": Case(TEXT, "批复时间：2024年9月5日", "批复时间：2024年8月30日"),
    "FRM-13": Case(TEXT, "因涉密不予公开", "不予公开"),
    "PRF-07": Case(TASKS, "| | 系统维护 | 系统稳定 |", "| | 退役军人优抚 | 发放优抚补助 |"),
    "ANA-06": Case(FORMS, "| 合计 | 100 | 94 |", "| 合计 | 100 | 98 |"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_low_running_cost_is_told_too():
    """6.00 ÷ 30 = 0.20; rounding of the amount is allowed for."""
    (found,) = failures("TPE-12", CASES["TPE-12"].broken)
    assert found.formula == "6.00 万元 ÷ 30辆 = 0.20 万元/辆"
    assert failures("TPE-12", TEXT.replace("运行维护费支出6.00万元", "运行维护费支出19.00万元"))


@pytest.mark.parametrize(
    ("amount", "severity"), [("18.00", []), ("19.50", ["info"]), ("19.90", ["warning"])]
)
def test_a_price_above_the_limit_by_the_purchase_tax_is_a_hint(amount, severity):
    """18 万元 is the limit, 19.80 with tax."""
    text = TEXT.replace("购置支出12.00万元", f"购置支出{amount}万元")
    assert [o.severity for o in failures("TPE-13", text)] == severity


def test_special_vehicles_have_limits_of_their_own():
    """执法执勤用车 may cost more."""
    text = CASES["TPE-13"].broken.replace("全年购置公务用车1辆", "全年购置执法执勤公务用车1辆")
    assert [o.status for o in judge("TPE-13", text)] == ["not_applicable"]


def test_three_public_expenses_are_held_against_public_funds_where_there_is_no_other():
    """A unit without 机关运行经费: more than all of 公用经费 is told."""
    text = TEXT.replace("机关运行经费支出40.00万元", "机关运行经费支出0万元")
    assert not failures("TPE-17", text)
    (found,) = failures("TPE-17", text.replace("公用经费40.00万元", "公用经费10.00万元"))
    assert "190.00%" in found.formula


def test_a_low_reserve_for_small_enterprises_is_told():
    """10.00 of 50.00 is 20 %."""
    text = TEXT.replace(
        "面向中小企业预留政府采购项目预算金额40.00", "面向中小企业预留政府采购项目预算金额10.00"
    )
    assert any("中小企业预留份额" in o.message.zh for o in failures("PRO-03", text))


def test_small_purchases_beside_a_nil_procurement_are_common():
    """Only what exceeds the edition's bound is told, with its sum."""
    (found,) = failures("PRO-04", CASES["PRO-04"].broken)
    assert "30.00" in found.formula
    small = CASES["PRO-04"].broken.replace("资本性支出 | 30.00", "资本性支出 | 3.00")
    assert not failures("PRO-04", small)


def test_publication_before_approval_warns():
    """The days are counted from one printed date to the other, both quoted."""
    (late,) = failures("FRM-03", CASES["FRM-03"].broken)
    assert late.formula == "2024-09-20 − 2024-08-30 = 21 日"
    assert len(late.quotes) == 2
    (early,) = failures("FRM-03", TEXT.replace("2024年9月5日", "2024年9月25日"))
    assert early.severity == "warning"


@pytest.mark.parametrize("date", ["", "2024年9月35日", "批复后20日内"])
def test_without_both_dates_nothing_is_said(date):
    """A date that is none, or a rule about dates, is no date."""
    text = TEXT.replace("2024年9月5日", date)
    assert [o.status for o in judge("FRM-03", text)] == ["not_applicable"]


def test_rules_about_publication_are_not_counted():
    """A duty to watch over what is not published withholds nothing."""
    text = TEXT.replace("该项目因涉密不予公开。", "负责监督不予公开的事项。不得以任何理由不公开。")
    assert [o.status for o in judge("FRM-13", text)] == ["not_applicable"]


def test_masked_names_ask_for_a_ground():
    """****支出 without any word on secrecy."""
    text = TEXT.replace("该项目因涉密不予公开。", "201 ********支出5.00万元。")
    assert failures("FRM-13", text)
    assert not failures("FRM-13", text + "\n部分科目涉及国家秘密，名称以*代替。")


def test_an_indicator_without_a_task_is_told():
    """A 数量指标 that no task or goal speaks of."""
    text = TASKS.replace("| 受理申报件数 |", "| 植树造林株数 |").replace("受理全县申报", "听取来信")
    found = failures("PRF-07", text)
    assert any("植树造林株数" in o.message.zh for o in found)


def test_equal_scores_cluster_at_any_height():
    """80, 80 and 80: the spread is nil."""
    same = FORMS.replace("| 合计 | 100 | 94 |", "| 合计 | 100 | 80 |").replace(
        "| 合计 | 100 | 100 |", "| 合计 | 100 | 80 |"
    )
    (found,) = failures("ANA-06", same)
    assert "标准差 0.00" in found.message.zh
    assert [o.status for o in judge("ANA-06", ONE)] == ["not_applicable"]


def test_the_founding_of_a_unit_is_no_approval_of_its_accounts():
    """A date of an older year, or an approval of something else, is not counted."""
    old = TEXT.replace("决算批复时间：2024年9月5日", "本单位于2019年3月5日经批复成立。")
    other = TEXT.replace("决算批复时间：2024年9月5日", "2024年1月5日机构方案获批复。")
    for text in (old, other):
        assert [o.status for o in judge("FRM-03", text)] == ["not_applicable"]
    told = TEXT.replace("决算批复时间：2024年9月5日", "2024年8月1日县财政局对本单位决算予以批复。")
    assert [o.status for o in failures("FRM-03", told)] == ["inconsistent"]
