"""Reasons that are copied word for word."""

from __future__ import annotations

import pytest
from fragments import FAILED, judge, judge_years

from audit.checks.copied_reasons import specific

LAST = """
某县测试局2022年度部门决算
一、收入支出决算总体情况说明
2022年度收、支总计均为900.00万元。与2021年度相比，收、支总计各增加50.00万元，增长5.88%。主要原因是县城备用水源工程提前完工并办理竣工财务决算。
"""
CLEAN = """
某县测试局2023年度部门决算
一、收入支出决算总体情况说明
2023年度收、支总计均为1000.00万元。与2022年度相比，收、支总计各增加100.00万元，增长11.11%。主要原因是灾后河堤修复资金在年内全部下达并形成实物工作量。
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.农林水支出（类）水利（款）防汛（项）：支出决算为50.00万元，完成预算100%，决算数大于预算数的主要原因是主汛期两次启动三级应急响应增加了抢险物料采购。
2.农林水支出（类）水利（款）水利工程运行与维护（项）：支出决算为60.00万元，完成预算100%，决算数大于预算数的主要原因是新接管的两座泵站自四月起全部计入运行维护成本。
"""
OF_LAST_YEAR = (
    "灾后河堤修复资金在年内全部下达并形成实物工作量",
    "县城备用水源工程提前完工并办理竣工财务决算",
)
OF_ANOTHER = (
    "新接管的两座泵站自四月起全部计入运行维护成本",
    "主汛期两次启动三级应急响应增加了抢险物料采购",
)


def test_own_reasons_pass():
    """Reasons that differ from last year's and from each other pass both ways."""
    assert [o.status for o in judge_years("ANA-04", CLEAN, LAST)] == ["exact", "exact"]


def test_a_reason_of_last_year():
    """ANA-04: the same words in both years are quoted from both."""
    BROKEN = CLEAN.replace(*OF_LAST_YEAR)
    (outcome,) = [o for o in judge_years("ANA-04", BROKEN, LAST) if o.status in FAILED]
    assert [span.quote for span in outcome.quotes] == [OF_LAST_YEAR[1]]
    assert [(e.year, e.span.quote) for e in outcome.elsewhere] == [(2022, OF_LAST_YEAR[1])]


def test_a_reason_of_another_item():
    """ANA-04: two numbered items with one reason are told without last year's document."""
    BROKEN = CLEAN.replace(*OF_ANOTHER)
    found = judge("ANA-04", BROKEN, "generic")
    (outcome,) = [o for o in found if o.status in FAILED]
    assert len(outcome.quotes) == 2
    assert [o.status for o in found if o.status not in FAILED] == ["not_applicable"]


@pytest.mark.parametrize(
    "reason",
    [
        "认真贯彻落实中央八项规定精神和厉行节约要求，从严控制“三公”经费开支",
        "根据上级文件规定据实列支",
        "人员增加",
        "严格执行有关规定，压缩一般性支出，2023年与2022年基本持平",
    ],
)
def test_set_phrases_are_passed_over(reason):
    """What any unit may say, and what is short, is no copy."""
    assert len(specific(reason)) < 20
    text = CLEAN.replace(OF_LAST_YEAR[0], reason)
    assert not [
        o for o in judge_years("ANA-04", text, LAST.replace(OF_LAST_YEAR[1], reason))
        if o.status in FAILED
    ]  # fmt: skip


def test_one_reason_under_totals_of_which_one_holds_the_other():
    """The same change moves the fiscal totals too: that is no copy."""
    line = "2023年度财政拨款收、支总计均为900.00万元。主要原因是灾后河堤修复资金在年内全部下达并形成实物工作量。"
    text = CLEAN.replace("五、一般", f"四、财政拨款收入支出决算总体情况说明\n{line}\n五、一般", 1)
    assert not [o for o in judge("ANA-04", text, "generic") if o.status in FAILED]
