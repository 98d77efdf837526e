"""What words leave open and sums decide."""

from fragments import facts_of, failures


def test_running_cost_or_the_whole_vehicle_expense():
    """公务用车及运行维护费 is what makes the total hold."""
    alone = """\
    2020年“三公”支出60万元。公务用车及运行维护费支出30万元；购置支出10万元；接待支出20万元。
    """
    whole = """\
    2020年“三公”支出50万元。公务用车及运行维护费30万元，接待费20万元；购置费10万元，
    运行维护费20万元。
    """
    assert [f.raw for f in facts_of(alone).find("vehicle_operation")] == ["30万元"]
    assert [f.raw for f in facts_of(whole).find("vehicles")] == ["30万元"]
    assert not failures("TPE-01", alone)
    assert not failures("TPE-02", whole)


def test_a_total_that_is_the_revenue_of_the_year():
    """财政拨款收入总计 equal to the year's appropriation is no grand total to balance."""
    text = """\
    （一）2018年度收入90.00万元：财政拨款收入80.00万元，占88.89%；事业收入10.00万元，占11.11%。
    （二）财政拨款收入总计80.00万元，与上年比减少5.00万元，降低5.88%。财政拨款支出总计84.00万元。
    """
    facts = facts_of(text)
    assert not facts.find("total_revenue")
    assert len(facts.find("fiscal_appropriation_revenue", scope="fiscal")) == 1
    assert not failures("FIS-01", text)


def test_total_revenue_in_loose_words_need_not_balance():
    """总收入 and 总支出 may be those of the year; 收入总计 and 支出总计 may not."""
    loose = "2019年度总收入90.00万元，总支出80.00万元。年末结转和结余12.00万元。"
    strict = "2019年度收入总计90.00万元，支出总计80.00万元。年末结转和结余12.00万元。"
    assert not failures("INC-01", loose)
    assert failures("INC-01", strict)


def test_loose_totals_prove_no_overspending():
    """总收入 below 总支出 says nothing of a negative balance where it is the year's."""
    text = "2019年度总收入70.00万元，总支出74.00万元。本年支出合计74.00万元。"
    assert not failures("EXP-06", text)
