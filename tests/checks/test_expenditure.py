"""支出: each check on a fragment that holds and on the same with one figure changed."""

import pytest
from fragments import Case, assert_case, failures, judge

NATURES = """\
一、收入支出决算总体情况说明
2023年度收、支总计均为800.00万元。
三、支出决算情况说明
2023年度本年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。
"""
FUNCTIONS = """\
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出800.00万元，占本年支出合计的100%。
（二）一般公共预算财政拨款支出决算结构情况
2023年度一般公共预算财政拨款支出800.00万元，主要用于以下方面：教育支出500.00万元，占62.50%；卫生健康支出300.00万元，占37.50%。
（三）一般公共预算财政拨款支出决算具体情况
2023年度一般公共预算支出决算数为800.00万元，完成预算100%。其中：
1.教育（类）普通教育（款）小学教育（项）：支出决算为500.00万元，完成预算100%。
2.卫生健康（类）行政事业单位医疗（款）事业单位医疗（项）：支出决算为180.00万元，完成预算100%。
3.卫生健康（类）公共卫生（款）疾病预防控制机构（项）：支出决算为120.00万元，完成预算100%。
"""

BOOKED = """\
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.科学技术（类）其他科学技术支出（款）其他科学技术支出（项）：支出决算为6.40万元，完成预算100%。
部门预算项目支出绩效自评表（2023年度）
\t项目名称
\t科技创新券

\t主管部门
\t某县测试局
\t实施单位
\t某县测试局

\t项目基本情况
\t1.项目年度目标完成情况
\t项目年度目标
\t年度目标完成情况

\t
\t
\t支付费用。
\t已支付。

\t预算执行情况（10分）
\t年度预算数（万元）
\t年初预算
\t调整后预算数
\t预算执行数
\t预算执行率
\t权重
\t得分
\t原因

\t
\t总额
\t6.40
\t6.40
\t6.40
\t100.00%
\t10
\t10
\t

"""

BUDGETS = FUNCTIONS.replace(
    "一般公共预算支出决算数为800.00万元，完成预算100%",
    "一般公共预算财政拨款支出年初预算为810.00万元，支出决算为800.00万元",
)
for spent, budget in (("500.00", "505.00"), ("180.00", "183.00"), ("120.00", "122.00")):
    BUDGETS = BUDGETS.replace(
        f"（项）：支出决算为{spent}万元，完成预算100%",
        f"（项）：年初预算为{budget}万元，支出决算为{spent}万元",
    )

CASES = {
    "EXP-15": Case(BUDGETS, "年初预算为183.00万元", "年初预算为138.00万元"),
    "EXP-13": Case(BOOKED, "科技创新券", "食堂保洁"),
    "EXP-02": Case(NATURES, "项目支出200.00", "项目支出220.00"),
    "EXP-05": Case(NATURES, "占75%", "占57%"),
    "EXP-06": Case(NATURES, "均为800.00", "均为790.00"),
    "EXP-08": Case(FUNCTIONS, "支出决算为120.00", "支出决算为210.00"),
    "EXP-09": Case(FUNCTIONS, "占37.50%", "占37.05%"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_honest_rounding_of_a_long_sum_passes():
    """Cents that add up to one too many are rounding, and say so."""
    text = FUNCTIONS.replace("支出决算为120.00", "支出决算为120.01")
    outcome = next(o for o in judge("EXP-08", text) if o.subject.startswith("卫生健康"))
    assert outcome.status == "rounding"
    assert "180.00 + 120.01" in outcome.formula


def test_missing_item_is_noticed():
    """A class whose item was left out no longer adds up."""
    lines = [line for line in FUNCTIONS.splitlines() if not line.startswith("3.")]
    assert failures("EXP-08", "\n".join(lines))


def test_a_passage_that_ends_in_the_list_is_not_judged():
    """A list of items that stops with the text, before every class had one, is no sum."""
    cut = FUNCTIONS[: FUNCTIONS.index("\n2.")]
    total, *of_items = judge("EXP-08", cut)
    assert (total.subject, total.status) == ("功能类合计", "exact")
    assert {o.status for o in of_items} == {"not_applicable"}
    assert len(of_items) == 3  # the total and each class are listed as not checked
    assert all("正文止于各项" in o.message.zh for o in of_items)
    going_on = cut + "\n六、一般公共预算财政拨款基本支出决算情况说明\n基本支出为300.00万元。\n"
    assert failures("EXP-08", going_on)


def test_a_cut_off_share_is_a_note():
    """A percentage that was cut instead of rounded is not an error."""
    text = NATURES.replace("600.00万元，占75%", "600.05万元，占75.00%").replace(
        "200.00万元", "199.95万元"
    )
    found = [o.status for o in judge("EXP-05", text) if "基本支出" in o.subject]
    assert found == ["unlikely_rounding"]


def test_a_sum_is_not_judged_before_all_its_parts_are_read():
    """A part that could not be named is no contradiction, and says so."""
    text = NATURES.replace("项目支出200.00万元，占25%", "别的支出200.00万元，占25%")
    (outcome,) = judge("EXP-02", text)
    assert outcome.status == "not_applicable"
    assert "没有读出" in outcome.message.zh


def test_a_project_that_names_its_item_is_not_foreign_to_it():
    """救援队伍 under 应急救援: the words of the item count, not those of the class alone."""
    foreign = BOOKED.replace("科技创新券", "食堂保洁").replace(
        "其他科学技术支出（项）", "成果转化与扩散（项）"
    )
    assert failures("EXP-13", foreign)
    assert not failures("EXP-13", foreign.replace("食堂保洁", "成果推广"))


def test_an_amount_that_a_fitting_item_has_too_is_chance():
    """A project equal to two items belongs to the one that fits."""
    item = "1.科学技术（类）其他科学技术支出（款）其他科学技术支出（项）：支出决算为6.40万元。\n"
    other = "2.一般公共服务（类）财政事务（款）一般行政管理事务（项）：支出决算为6.40万元。\n"
    foreign = BOOKED.replace("科技创新券", "食堂保洁").replace("，完成预算100%", "")
    assert foreign.count(item) == 1
    assert failures("EXP-13", foreign)
    assert not failures("EXP-13", foreign.replace(item, item + other))
