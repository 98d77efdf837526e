"""Wordings of many provinces: what is printed, and what is read of it."""

from decimal import Decimal

import pytest
from fragments import facts_of, failures


def told(text):
    """Return what is read: concept, measure, signed number in the printed unit, unit."""
    found = []
    for fact in facts_of(text):
        if fact.value is not None:
            signed = -fact.value if fact.direction == "decrease" else fact.value
            found.append(f"{fact.concept} {fact.measure} {signed} {fact.uom}".strip())
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2020年度收、支总计各是512.40,512.40万元。",
            ["total_revenue actual 512.40 万元", "total_expenditure actual 512.40 万元"],
        ),
        (
            "收入总计、支出总计均为90.50万元，与上年相比各增加9.20万元，增长11.32%。",
            [
                "grand_total actual 90.50 万元",
                "grand_total change 9.20 万元",
                "grand_total change_rate 11.32 %",
            ],
        ),
        (
            "财政拨款收入总计、支出总计均为80.50万元，各减少1.20万元。",
            ["grand_total actual 80.50 万元", "grand_total change -1.20 万元"],
        ),
        (
            "因公出国（境）费、公务接待费分别为1.00万元、2.00万元。",
            ["overseas_travel actual 1.00 万元", "hospitality actual 2.00 万元"],
        ),
        (
            "接待费6.00万元、用车费3.00万元，分别减少66%、34%。",
            [
                "hospitality actual 6.00 万元",
                "vehicles actual 3.00 万元",
                "hospitality change_rate -66 %",
                "vehicles change_rate -34 %",
            ],
        ),
        (
            "“三公”决算1.2亿，同比降8.3%；运维费0.3亿，减0.1亿；新增车辆3辆，出国团组2个5人。",
            [
                "three_public actual 1.2 亿元",
                "three_public change_rate -8.3 %",
                "vehicle_operation actual 0.3 亿元",
                "vehicle_operation change -0.1 亿元",
                "vehicles_purchased actual 3 辆",
                "overseas_travel_groups actual 2 个",
                "overseas_travel_guests actual 5 人",
            ],
        ),
        (
            "1、收入：4,838.27万元。上年结转和结余38.27万元。2、支出：4,800.00万元。",
            [
                "revenue_current_year actual 4838.27 万元",
                "opening_carryover actual 38.27 万元",
                "expenditure_current_year actual 4800.00 万元",
            ],
        ),
        (
            "本单位收入为50.00万元，其中非税收入拨款2.00万元。",
            ["revenue_current_year actual 50.00 万元", "nontax_revenue actual 2.00 万元"],
        ),
        (
            "支出：人员经费支出30.00万元，公用经费支出10.00万元，项目支出9.00万元。",
            [
                "personnel_funds actual 30.00 万元",
                "public_funds actual 10.00 万元",
                "project_expenditure actual 9.00 万元",
            ],
        ),
        (
            "基本支出64.9万元（人员经费61.1万元，日常公用经费3.8万元），项目支出9.4万元。",
            [
                "basic_expenditure actual 64.9 万元",
                "personnel_funds actual 61.1 万元",
                "public_funds actual 3.8 万元",
                "project_expenditure actual 9.4 万元",
            ],
        ),
        (
            "“三公”支出40万元，上年累计支出45万元，下降5万元，下降11%。",
            [
                "three_public actual 40 万元",
                "three_public prior_year 45 万元",
                "three_public change -5 万元",
                "three_public change_rate -11 %",
            ],
        ),
        (
            "三公经费开支12.00万元，比去年14.00万元少2.00万元。",
            [
                "three_public actual 12.00 万元",
                "three_public prior_year 14.00 万元",
                "three_public change -2.00 万元",
            ],
        ),
        (
            "接待费2.15万元，较上年的3.20万元减少1.05万元，降低32.81%。",
            [
                "hospitality actual 2.15 万元",
                "hospitality prior_year 3.20 万元",
                "hospitality change -1.05 万元",
                "hospitality change_rate -32.81 %",
            ],
        ),
        (
            "2018年度总收入90.00万元，比2017年度80.00万元增加了10.00万元。",
            [
                "total_revenue actual 90.00 万元",
                "total_revenue prior_year 80.00 万元",
                "total_revenue change 10.00 万元",
            ],
        ),
        (
            "“三公经费”决算总额8.50万元，较上年2.10减少，下降19.81。",
            [
                "three_public actual 8.50 万元",
                "three_public change -2.10 万元",
                "three_public change_rate -19.81 %",
            ],
        ),
        (
            "三公经费9.00万元，决算数小于预算数1.00万元，与年初预算比下降10%，同比增加25.32%。",
            [
                "three_public actual 9.00 万元",
                "three_public budget_change -1.00 万元",
                "three_public budget_change_rate -10 %",
                "three_public change_rate 25.32 %",
            ],
        ),
        (
            "“三公”经费全年预算30.00万元，决算15.00万元，占全年预算的50%，下降（增长）27.78%。",
            [
                "three_public adjusted_budget 30.00 万元",
                "three_public actual 15.00 万元",
                "three_public completion_rate 50 %",
                "three_public change_rate -27.78 %",
            ],
        ),
        (
            "三公经费支出9.00万元，完成年初预算10.00万元的90%。",
            [
                "three_public actual 9.00 万元",
                "three_public initial_budget 10.00 万元",
                "three_public completion_rate 90 %",
            ],
        ),
        (
            "去年“三公”决算支出5亿元，剔除换届因素同比下降8.3%。",
            ["three_public actual 5 亿元"],
        ),
        (
            "公务接待费0.39万，国内接待74批(次)813人，其中外事接待6批次。",
            [
                "hospitality actual 0.39 万元",
                "domestic_hospitality_batches actual 74 批次",
                "domestic_hospitality_guests actual 813 人",
                "foreign_hospitality_batches actual 6 批次",
            ],
        ),
        (
            "国内接待共30批次（其中外事接待6批次），579人次（其中外事50人次）。",
            [
                "domestic_hospitality_batches actual 30 批次",
                "foreign_hospitality_batches actual 6 批次",
                "domestic_hospitality_guests actual 579 人次",
                "foreign_hospitality_guests actual 50 人次",
            ],
        ),
        (
            "国内接待批次520个，接待人次4200人；共计接待9195人次。",
            [
                "domestic_hospitality_batches actual 520 个",
                "domestic_hospitality_guests actual 4200 人",
                "domestic_hospitality_guests actual 9195 人次",
            ],
        ),
        (
            "公务用车现保有量为壹辆，购置0辆；保有量比上年减少2辆。",
            [
                "vehicles_held actual 1 辆",
                "vehicles_purchased actual 0 辆",
                "vehicles_held change -2 辆",
            ],
        ),
        (
            "公车购置及运行费8.00万元，其中购车支出5.00万元、公务用车维护费3.00万元，人均接待费150元。",
            [
                "vehicles actual 8.00 万元",
                "vehicle_purchase actual 5.00 万元",
                "vehicle_operation actual 3.00 万元",
                "hospitality_per_guest actual 150 元",  # a mean, and no amount of the account
            ],
        ),
        (
            "2016年“三公”经费支出9.00万元，2017年计划安排8.00万元。机关运行经费为0。",
            ["three_public actual 9.00 万元", "agency_operating_expense actual 0 万元"],
        ),
        (
            "一般公共预算财政拨款支出9.00万元：1.“一般公共服务”6.00 万元；2.****支出3.00万元。",
            [
                "expenditure_current_year actual 9.00 万元",
                "functional_class actual 6.00 万元",
                "functional_class actual 3.00 万元",
            ],
        ),
        (
            "年初批复预算3个项目98.00万元，调整预算后项目预算86.00万元，实际到位资金33.40万元。",
            [
                "performance_amount initial_budget 98.00 万元",
                "performance_amount adjusted_budget 86.00 万元",
                "performance_amount actual 33.40 万元",
            ],
        ),
    ],
)
def test_what_is_read_of_a_wording(text, expected):
    """The unit decides, not the verb; each figure has its own subject and base."""
    assert told(text) == expected


def test_figures_without_a_sign_are_read_with_low_confidence():
    """较上年2.10减少，下降19.81。 has neither 万元 nor %: read, and said to be doubtful."""
    facts = facts_of("三公经费8.50万元，较上年2.10减少，下降19.81。")
    assert [f.confidence for f in facts.figures] == ["high", "low", "low"]


def test_a_year_glued_to_a_list_number_is_no_figure():
    """22017年 is 2 and 2017年."""
    facts = facts_of("22017年“三公”经费支出3.00万元。")
    assert facts.year == 2017
    assert [f.raw for f in facts.figures] == ["3.00万元"]


def test_the_year_compared_with_is_not_the_year_of_the_report():
    """比2017年度 twice does not make it the account of 2017."""
    text = """\
    2018年度总收入9.00万元，比2017年度8.00万元增加1.00万元；
    总支出9.00万元，比2017年度增加1.00万元。
    """
    assert facts_of(text).year == 2018


def test_what_is_said_of_the_budget_and_of_last_year():
    """无变化 belongs to what the sentence compares with."""
    text = "公务接待费1.00万元，与预算比无变化。公务用车费2.00万元，与上年基本持平。"
    claims = [f for f in facts_of(text) if f.direction == "unchanged"]
    assert [(f.concept, f.measure) for f in claims] == [
        ("hospitality", "budget_change"),
        ("vehicles", "change"),
    ]


def test_two_counts_of_one_stock_do_not_contradict():
    """账面56辆，实际12辆 are told apart."""
    facts = facts_of("公务用车账面56辆，实际12辆。")
    assert [(f.dim("name"), f.value) for f in facts.find("vehicles_held")] == [
        ("账面", Decimal(56)),
        ("实际", Decimal(12)),
    ]


def test_a_reason_ends_where_the_comparison_goes_on():
    """…主要原因是节约，与上年相比减少0.50万元，减少5%: the change is the item's again."""
    text = "公务接待费支出9.50万元，主要原因是节约，与上年相比减少0.50万元，减少5%。"
    assert told(text)[1:] == ["hospitality change -0.50 万元", "hospitality change_rate -5 %"]
    named = "公务接待费支出9.50万元，主要原因是人员增加，人员经费增加0.50万元。"
    assert [f.measure for f in facts_of(named)] == ["actual", "reason"]


def test_a_title_without_figures_names_the_next_paragraph():
    """The item stands on a line of its own, its budget and account on the next."""
    text = """\
    （三）一般公共预算财政拨款支出决算具体情况
    1、教育支出（类）普通教育（款）小学教育（项）。
    年初预算为7.00万元，支出决算为7.50万元，完成年初预算的107.14%。
    """
    found = [(f.measure, f.dim("item")) for f in facts_of(text)]
    assert found == [
        ("initial_budget", "小学教育"),
        ("actual", "小学教育"),
        ("completion_rate", "小学教育"),
    ]


def test_a_line_lifted_above_its_sentence_is_left_unread():
    """A page turned into text prints figures before their names: nobody's figures."""
    text = """\
    三、支出决算情况说明

    603.10万元，占20.50%；
        本年支出合计2941.00万元，其中：基本支出2337.90万元，占79.50%； 项目支出

    四、财政拨款收入支出决算总体情况说明
    """
    raws = [f.raw for f in facts_of(text)]
    assert raws == ["2941.00万元", "2337.90万元", "79.50%"]
    assert not failures("EXP-02", text)


def test_a_comparison_with_an_older_year_is_left_unread():
    """较2019年减少 in the accounts of 2021 is no change on the year."""
    text = "2021年公务接待费支出3.00万元，较2020年增加0.50万元，较2019年减少2.00万元，下降40%。"
    assert told(text) == ["hospitality actual 3.00 万元", "hospitality change 0.50 万元"]


def test_another_level_is_told_apart():
    """全区 and 区本级 are two accounts: neither one fact told twice, nor whole and parts."""
    text = """\
    2020年全区“三公”经费支出900.00万元，公务接待费300.00万元。
    其中区本级“三公”经费支出500.00万元，公务接待费200.00万元。
    """
    found = facts_of(text).find("hospitality")
    assert [(f.raw, f.dim("level")) for f in found] == [
        ("300.00万元", ""),
        ("200.00万元", "区本级"),
    ]
    assert not failures("XSE-02", text)
    assert not failures("TPE-01", text)


def test_a_name_that_begins_with_its_use_is_no_detail():
    """用于社会福利的彩票公益金支出 is an item, not what a sum was used for."""
    text = """\
    八、政府性基金预算财政拨款收入支出决算情况说明
    1.其他支出（类）彩票公益金安排的支出（款）用于社会福利的彩票公益金支出（项）5.61万元，主要用于福利设施。
    """
    (item,) = facts_of(text).find("functional_item", measure=None)
    assert (item.raw, item.measure) == ("5.61万元", "actual")


def test_an_item_may_be_told_by_its_code():
    """2010601-行政运行605.00万元: the code is no figure, the name and its class are known."""
    text = """\
    五、一般公共预算财政拨款支出决算情况说明
    （一）2010601-行政运行605.00万元，较上年决算数增加30.00万元，增长5.22%。
    """
    found = facts_of(text)
    assert [f.raw for f in found if f.kind != "text"] == ["605.00万元", "30.00万元", "5.22%"]
    item = found.first("functional_item")
    assert (item.dim("item"), item.dim("class"), item.dim("item_code")) == (
        "行政运行",
        "一般公共服务支出",
        "2010601",
    )
