"""Comparison with the budget: each check on a fragment that holds and on one changed."""

import pytest
from fragments import Case, assert_case, failures, judge, leads_of

COMPARED = """\
2021年度“三公”经费年初预算20.00万元，支出决算16.00万元，完成年初预算的80%。
1.公务接待费预算6.00万元，支出4.80万元，与2021年度预算比减少1.20万元，下降20%；较上年减少0.30万元，下降5.88%。
2.公务用车运行维护费支出11.20万元，较年初预算减少2.80万元，降低20%；较上年增加1.20万元，增长12%。
"""
REACHED = "2020年“三公”经费支出决算210.00万元，完成年初预算105%，决算数大于预算数10.00万元。"

CASES = {
    "ANA-12": Case(COMPARED, "下降20%", "下降25%"),
    "ANA-13": Case(COMPARED, "较上年增加1.20", "较上年增加11.20"),
    "ANA-14": Case(REACHED, "完成年初预算105%", "完成年初预算100%"),
    "ANA-15": Case(COMPARED, "较上年减少0.30", "较上年减少1.20"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_claim_on_the_budget_is_not_one_on_the_year():
    """与预算比无变化 is held against the budget; last year's figure has no part in it."""
    text = "“三公”经费中，公务接待费预算5.00万元，决算3.00万元，与预算数相比无变化。"
    assert failures("ANA-12", text)
    assert not failures("TPE-06", text)


def test_a_change_on_the_budget_is_no_change_on_the_year():
    """较年初预算减少32% never meets 较上年减少10%."""
    text = (
        "“三公”经费决算68.00万元，较年初预算减少32%，较上年减少2.00万元，下降2.86%。"
        "其中公务接待费68.00万元。"
    )
    assert not failures("TPE-05", text)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (
            "2021年“三公”经费预算8.40万元，决算2.10万元，完成预算的75%。",
            "互补",
        ),
        (
            "公务接待费支出10.00万元，比上年增加2.50万元，增长25%。",
            "除以本年数",
        ),
        (
            "公务接待费支出9.40万元，与预算比减少0.60万元，下降0.06%。",
            "小数写成",
        ),
        (
            "三公经费10.00万元：公务接待费2.00万元，占80%；公务用车运行费8.00万元，占20%。",
            "公务接待费占",
        ),
    ],
)
def test_a_wrong_rate_says_what_it_would_fit(text, remark):
    """Complement, wrong year, fraction for percentage: the lead names what the figure fits."""
    told = [lead.message.zh for lead in leads_of(text) if lead.severity == "error"]
    assert any(remark in message for message in told), told


def test_words_against_a_completion_rate():
    """完成预算的163% and 决算数小于预算数 contradict each other; 100 % may be rounded."""
    wrong = "公务接待费支出决算9.00万元，完成预算的163%，决算数小于预算数。"
    rounded = "公务接待费支出决算9.00万元，完成预算的100%，决算数小于预算数。"
    assert failures("ANA-14", wrong)
    assert not failures("ANA-14", rounded)


def test_a_copied_difference_once_is_only_a_hint():
    """Last year's figure may equal the budget by chance; two items make it a warning."""
    once = "公务接待费预算5.00万元，决算4.00万元；较上年减少1.00万元。"
    twice = once + "公务用车运行费预算9.00万元，决算7.00万元；较上年减少2.00万元。"
    assert {o.severity for o in failures("ANA-15", once)} == {"info"}
    assert {o.severity for o in failures("ANA-15", twice)} == {"warning"}
    same = "“三公”经费预算5.00万元，决算4.00万元；较上年减少1.00万元。" + once
    assert {o.severity for o in failures("ANA-15", same)} == {"info"}


def test_a_whole_budget_beside_decimals_is_taken_as_exact():
    """Of 1万元, 0.53万元 are 53 %: 47 % is a warning that says how the budget was read."""
    text = "公务接待费预算1万元，决算0.53万元，完成预算的47%。"
    (outcome,) = failures("FIS-16", text)
    assert outcome.severity == "warning"
    assert "整数" in outcome.message.zh


def test_a_budget_told_after_the_rates_counts():
    """The budgets may follow in a sentence of their own."""
    text = """\
    2014年“三公”支出40.00万元，预算执行比例80%。公务接待费10.00万元，执行比例50%。
    预算50.00万元：公务接待费20.00万元，公务用车费30.00万元。
    """
    assert [o.status for o in judge("FIS-16", text)] == ["exact", "exact"]


def test_a_rate_of_a_budget_of_nothing():
    """Money spent of a budget of 0 completes nothing."""
    text = "公务接待费支出决算2.30万元，年初预算为0万元，完成年初预算100%。"
    (outcome,) = failures("FIS-18", text)
    assert outcome.severity == "warning"


def test_nothing_spent_completes_nothing_without_a_budget():
    """0 % of an unprinted budget is right for every budget."""
    text = "因公出国（境）费决算0万元，完成年初预算0%。"
    assert not failures("FIS-16", text)


def test_a_change_and_its_rate_on_the_budget_go_one_way():
    """增加 beside 下降 contradict each other, whatever the figures are."""
    text = "机关运行经费支出100.00万元，比年初预算增加10.00万元，增长11.11%。"
    assert not failures("ANA-12", text)
    (opposed,) = failures("ANA-12", text.replace("增长", "下降"))
    assert "方向相反" in opposed.message.zh
