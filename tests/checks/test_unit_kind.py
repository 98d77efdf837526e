"""单位性质、收入来源、人员: what a kind of unit does not have, and what the tables name."""

import pytest
from fragments import Case, assert_case, failures, judge
from statutory_tables import ACCOUNTS, BASIC

OFFICE = """\
某县测试局2023年度部门决算
第一部分 单位概况
二、机构设置
本单位为行政单位，内设三个股室。年末实有在职人员50人。
第二部分 2023年度单位决算情况说明
二、收入决算情况说明
2023年度本年收入合计120.00万元，其中：一般公共预算财政拨款收入120.00万元，占100%；事业收入0万元，占0%。
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出900.00万元，其中：
人员经费760.00万元，主要包括：基本工资等。
公用经费140.00万元，主要包括：办公费等。
"""
SCHOOL = """\
某县测试小学2023年度单位决算
第一部分 单位概况
二、机构设置
我校为公益一类事业单位，内设教务处、总务处。
十、其他重要事项的情况说明
（一）机关运行经费支出情况
2023年度，某县测试小学机关运行经费支出0万元。
"""
SOURCES = (
    """\
某县测试局2023年度部门决算
二、收入决算情况说明
2023年度本年收入合计1000.00万元，其中：一般公共预算财政拨款收入900.00万元，占90%；其他收入100.00万元，占10%。
"""
    + ACCOUNTS
)

CASES = {
    "INC-09": Case(SOURCES, "四、上级补助收入 | 0.00", "四、上级补助收入 | 12.00"),
    "INC-10": Case(OFFICE, "事业收入0万元，占0%", "事业收入12.00万元，占10%"),
    "OPC-04": Case(SCHOOL, "机关运行经费支出0万元", "机关运行经费支出30.00万元"),
    "XSE-10": Case(OFFICE, "在职人员50人", "在职人员5人"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本单位为行政单位", "本单位主管全县测试工作"),
        ("本单位为行政单位", "本单位为行政单位，下属二级预算单位2个"),
        ("本单位为行政单位", "本单位为参照公务员法管理的事业单位"),
        ("本单位为行政单位", "本单位为行政单位。我局为公益一类事业单位"),
    ],
)
def test_an_uncertain_kind_proves_nothing(old, new):
    """Unsaid, mixed, contradictory or another kind: the check says that it could not tell."""
    text = CASES["INC-10"].broken.replace(old, new)
    assert [o.status for o in judge("INC-10", text)] == ["not_applicable"]


def test_items_of_another_kind_leave_it_open():
    """A school with 行政单位医疗 among its items is not certainly one."""
    item = """\
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为20.00万元。
"""
    text = CASES["OPC-04"].broken.replace("十、其他重要", item + "十、其他重要")
    assert [o.status for o in judge("OPC-04", text)] == ["not_applicable"]


def test_the_kind_is_quoted():
    """The words that say what the unit is are evidence."""
    (found,) = failures("INC-10", CASES["INC-10"].broken)
    assert "行政单位" in found.quotes[0].quote
    assert [fact.raw for fact in found.facts] == ["12.00万元"]


def test_sources_that_do_not_add_up_are_told_by_the_sum_alone():
    """Where the prose falls short of its total INC-03 speaks, not INC-09."""
    text = CASES["INC-09"].broken.replace("900.00万元，占90%", "888.00万元，占88.8%")
    assert not failures("INC-09", text)
    assert failures("INC-03", text)


def test_a_source_that_is_denied_is_told():
    """没有上级补助收入 beside 12.00 in the table."""
    text = CASES["INC-09"].broken.replace("占10%。", "占10%。没有上级补助收入。")
    (found,) = failures("INC-09", text)
    assert "没有上级补助收入" in found.message.zh


def test_posts_and_the_retired_are_no_staff():
    """编制 and 离退休人员 are not counted; two different numbers prove nothing."""
    text = OFFICE.replace("年末实有在职人员50人", "核定编制5人，离退休人员3人")
    assert [o.status for o in judge("XSE-10", text)] == ["not_applicable"]
    text = OFFICE.replace("在职人员50人", "在职人员50人，其中下属在职人员5人")
    assert [o.status for o in judge("XSE-10", text)] == ["not_applicable"]


def test_the_mean_per_head_is_shown_with_its_sum():
    """760.00 ÷ 5 = 152.00, from the prose or from the table."""
    (found,) = failures("XSE-10", CASES["XSE-10"].broken)
    assert found.formula == "760.00 万元 ÷ 5 人 = 152.00 万元/人"
    table = OFFICE.partition("六、")[0].replace("50人", "5人") + BASIC
    (found,) = failures("XSE-10", table)
    assert "560.00 万元 ÷ 5 人" in found.formula


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("本单位为行政单位，纳入部门决算编制范围的单位包括局机关和测试中心", "not_applicable"),
        ("本单位为行政单位，没有下属单位", "inconsistent"),
    ],
)
def test_units_below_leave_the_kind_open(told, status):
    """Only a unit that says that it has none below is judged."""
    text = CASES["INC-10"].broken.replace("本单位为行政单位", told)
    assert [o.status for o in judge("INC-10", text)] == [status]
