"""What the prose tells beside a figure: sides of an account, 款, purposes, budgets, shares."""

import pytest
from fragments import Case, assert_case, failures, judge

TOTALS = """\
一、收入支出决算总体情况说明
2023年度收入总计1,234.56万元，其中本年收入1,200.00万元，年初结转和结余34.56万元；支出总计1,234.56万元，其中本年支出1,200.00万元，结余分配10.00万元，年末结转和结余24.56万元。
四、财政拨款收入支出决算总体情况说明
2023年度财政拨款收、支总计1,190.00万元。其中本年财政拨款收入1,180.00万元，年初财政拨款结转和结余10.00万元；本年财政拨款支出1,187.00万元，年末财政拨款结转和结余3.00万元。
"""
GENERAL = """\
五、一般公共预算财政拨款收入支出决算情况说明
2023年度一般公共预算财政拨款收入1,150.00万元。此外，年初财政拨款结转和结余8.00万元。
2023年度一般公共预算财政拨款支出1,155.00万元。
2023年度年末一般公共预算财政拨款结转和结余3.00万元。
"""
CLASSES = """\
三、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出1000.00万元。
（二）一般公共预算财政拨款支出决算具体情况
1、“一般公共服务支出”（类）2023年度决算900.00万元，比2023年年初预算增加100.00万元，增长12.50%。其中：
“财政事务”（款）2023年度决算600.00万元，比2023年年初预算增加70.00万元，增长13.21%。主要原因：追加。
“审计事务”（款）2023年度决算300.00万元，比2023年年初预算增加30.00万元，增长11.11%。主要原因：追加。
2、“住房保障支出”（类）2023年度决算100.00万元，比2023年年初预算增加20.00万元，增长25.00%。其中：
“住房改革支出”（款）2023年度决算100.00万元，比2023年年初预算增加20.00万元，增长25.00%。
"""
THREE = """\
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费支出决算8.50万元（其中：一般公共预算支出7.50万元；政府性基金预算支出1.00万元）。其中，因公出国（境）费支出0.00万元；公务用车购置及运行维护费支出6.50万元；公务接待费支出2.00万元。
公务用车运行维护费支出决算6.50万元。主要用于燃料费2.50万元；维修费3.00万元；其他费用1.00万元。
"""
SOURCES = """\
二、收入决算情况说明
2023年度本年收入合计1,200.00万元，其中：财政拨款收入1,180.00万元（其中一般公共预算1,150.00万元，政府性基金预算30.00万元，国有资本经营预算0.00万元），占98.33%；其他收入20.00万元，占1.67%。
"""
FUNDS = """\
八、政府性基金预算财政拨款支出决算情况说明
2023年度政府性基金预算财政拨款支出50.00万元，比上年决算数增加10.00万元，增长25.00%，具体情况如下：
（一）2120803-城市建设支出32.00万元，较上年决算数增加10.00万元，增长45.45%。
（二）2120804-农村基础设施建设支出18.00万元，与上年持平。
"""
BASIC = """\
三、支出决算情况说明
2023年度本年支出合计1,210.00万元，其中：基本支出910.00万元，占75.21%；项目支出300.00万元，占24.79%。
基本支出910.00万元，其中：人员经费支出800.00万元，占基本支出的87.91%；公用经费110.00万元，占基本支出的12.09%。
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出860.00万元，其中：工资福利支出700.00万元，占81.4%；商品和服务支出100.00万元，占11.6%；对个人和家庭的补助60.00万元，占7.0%；资本性支出0.00万元，占0.0%。
"""
BALANCES = """\
一、收入支出决算总体情况说明
2023年度收入总计1,234.56万元，其中本年收入1,200.00万元，年初结转和结余34.56万元。
年末结转和结余24.56万元，与上年相比，减少10.00万元，减少28.94%。
"""
CONTRACTS = """\
十一、政府采购支出说明
2023年度政府采购支出总额250.00万元，其中：政府采购货物支出50.00万元、政府采购工程支出0万元、政府采购服务支出200.00万元。授予中小企业合同金额200.00万元，占政府采购支出总额的80.0%；货物采购授予中小企业合同金额占货物支出金额的100%，工程采购授予中小企业合同金额占工程支出金额的0%，服务采购授予中小企业合同金额占服务支出金额的75.0%。
"""
FISCAL = """\
三、支出决算情况说明
2023年度本年支出决算合计1,210.00万元。
五、财政拨款支出决算情况说明
2023年度财政拨款支出决算937.00万元，占本年支出合计的77.44%。与2023年度财政拨款支出年初预算800.00万元相比，完成年初预算的117.13%。其中：
（一）一般公共服务支出（类）
1．财政事务（款）行政运行（项）。年初预算600.00万元，支出决算605.00万元，完成年初预算的100.83%。
2．财政事务（款）信息化建设（项）。年初预算200.00万元，支出决算300.00万元，完成年初预算的150.00%。
（二）城乡社区支出（类）
1．国有土地使用权出让收入安排的支出（款）城市建设支出（项）。年初预算0.00万元，支出决算32.00万元。
七、一般公共预算支出决算情况说明
2023年度一般公共预算财政拨款支出决算905.00万元。
"""
CASES = {
    "EXP-23": Case(FISCAL, "支出决算300.00万元", "支出决算303.00万元"),
    "INC-12": Case(BALANCES, "减少10.00万元", "减少1.00万元"),
    "PRO-06": Case(CONTRACTS, "75.0%", "57.0%"),
    "FIS-21": Case(GENERAL, "结转和结余8.00万元", "结转和结余80.00万元"),
    "EXP-18": Case(CLASSES, "（款）2023年度决算300.00万元", "（款）2023年度决算330.00万元"),
    "EXP-19": Case(THREE, "维修费3.00万元", "维修费5.00万元"),
    "FIS-22": Case(THREE, "一般公共预算支出7.50万元", "一般公共预算支出5.70万元"),
    "FIS-23": Case(SOURCES, "政府性基金预算30.00万元", "政府性基金预算300.00万元"),
    "EXP-20": Case(FUNDS, "建设支出18.00万元", "建设支出81.00万元"),
    "EXP-21": Case(BASIC, "公用经费110.00万元", "公用经费101.00万元"),
    "EXP-22": Case(BASIC, "占81.4%", "占84.1%"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("EXP-01", "结余分配10.00万元", "结余分配1.00万元"),
        ("EXP-01", "年末结转和结余24.56万元", "年末结转和结余42.56万元"),
        ("FIS-02", "年初财政拨款结转和结余10.00万元", "年初财政拨款结转和结余1.00万元"),
        ("FIS-03", "年末财政拨款结转和结余3.00万元", "年末财政拨款结转和结余30.00万元"),
    ],
)
def test_both_sides_of_an_account_in_prose(check, old, new):
    """Totals, the year's figures and what was carried balance in the prose as in the tables."""
    assert TOTALS.count(old) == 1
    assert not failures(check, TOTALS)
    assert "exact" in {outcome.status for outcome in judge(check, TOTALS)}
    assert failures(check, TOTALS.replace(old, new))


def test_an_unprinted_distribution_may_be_the_rest():
    """Without 结余分配 a total above the parts proves nothing, one below them does."""
    bare = TOTALS.replace("结余分配10.00万元，", "")
    assert not failures("EXP-01", bare)
    assert failures("EXP-01", bare.replace("年末结转和结余24.56", "年末结转和结余124.56"))


def test_the_fiscal_balance_is_none_of_all_funds():
    """年末财政拨款结转和结余 told among the totals is a part of 年末结转和结余."""
    told = TOTALS.replace("结余分配10.00万元，年末结转和结余24.56", "年末财政拨款结转和结余3.00")
    assert not failures("EXP-01", told)


def test_a_list_below_its_total_may_be_a_selection():
    """Purposes without 其他 at the end may leave some out; more than the total they are not."""
    short = THREE.replace("；其他费用1.00万元", "")
    assert not failures("EXP-19", short)
    assert failures("EXP-19", short.replace("维修费3.00", "维修费30.00"))
    assert failures("EXP-19", THREE.replace("其他费用1.00", "其他费用0.10"))


def test_differences_from_the_budget_add_up_too():
    """The class's difference from its budget is the sum of its 款."""
    assert failures(
        "EXP-18", CLASSES.replace("增加70.00万元，增长13.21", "增加80.00万元，增长15.38")
    )


def test_one_budget_alone_is_at_most_the_whole():
    """其中：政府性基金 alone is a part; more than the whole it cannot be."""
    alone = SOURCES.replace("一般公共预算1,150.00万元，", "").replace(
        "，国有资本经营预算0.00万元", ""
    )
    assert not failures("FIS-23", alone)
    assert failures("FIS-23", alone.replace("预算30.00万元", "预算3000.00万元"))


def test_a_fund_revenue_told_twice_has_one_value():
    """The revenue of the funds among all funds is that of their own section."""
    funds = "八、政府性基金预算财政拨款收入支出决算情况说明\n本年政府性基金预算财政拨款收入30.00万元。\n"
    assert not failures("FIS-23", SOURCES + funds)
    assert failures("FIS-23", SOURCES + funds.replace("30.00", "35.00"))


def test_a_share_of_another_base_is_not_judged():
    """占本年支出 names another base than basic expenditure."""
    other = BASIC.replace("占基本支出的87.91%", "占本年支出合计的66.12%")
    assert not failures("EXP-22", other)


def test_basic_expenditure_of_funds_is_within_their_expenditure():
    """Funds cannot spend more on basic expenditure than in all."""
    basic = "六、财政拨款基本支出决算情况说明\n使用政府性基金财政拨款安排基本支出5.00万元。\n"
    assert not failures("EXP-20", basic + FUNDS)
    assert failures("EXP-20", (basic + FUNDS).replace("基本支出5.00", "基本支出55.00"))


def test_an_adjusted_opening_balance_is_not_judged():
    """A correction of last year's books may move the opening balance."""
    told = BALANCES.replace("减少10.00万元", "减少1.00万元") + "年初数因会计差错更正作了调整。\n"
    assert not failures("INC-12", told)


def test_the_general_budget_balance_less_its_change_is_its_opening():
    """The same holds in the section of the general budget: 3.00 + 5.00 = 8.00."""
    told = GENERAL.replace("和结余3.00万元。", "和结余3.00万元，较上年决算数减少5.00万元。")
    assert "exact" in {outcome.status for outcome in judge("INC-12", told)}
    assert failures("INC-12", told.replace("减少5.00", "减少4.00"))


def test_loose_totals_are_those_that_their_sentence_takes_apart():
    """总收入 = 本年收入 + 年初结转 in one sentence is the grand total, and must balance."""
    loose = TOTALS.replace("收入总计", "总收入").replace("支出总计", "总支出")
    assert not failures("INC-01", loose)
    assert failures("INC-01", loose.replace("总收入1,234.56", "总收入1,534.56"))
    year = "2023年度总收入1,200.00万元，总支出1,190.00万元。\n"
    assert not failures("INC-01", TOTALS.splitlines()[0] + "\n" + year)
