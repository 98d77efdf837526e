"""Budgets of the three public expenses: the total and its items."""

import pytest
from fragments import Case, assert_case, facts_of, failures

BUDGETS = """\
一、2019年“三公”经费预算30万元，其中：因公出国（境）费0万元；用车费支出决算20万元；接待费支出决算10万元。
二、2019年“三公”经费决算支出25万元：用车费决算18万元，接待费决算7万元。
"""
IMPLIED = """\
“三公”经费支出预算50.00万元，决算38.00万元，完成预算的76%。
（一）因公出国（境）费决算0万元，比预算数减少0万元。
（二）公务用车购置及运行费决算30.00万元，比预算数减少10.00万元，下降25%。
（三）公务接待费决算8.00万元，比预算数减少2.00万元，下降20%。
"""
NAMED = "2019年“三公”经费预算30万元，其中：用车费支出决算20万元；接待费支出决算10万元。"

CASES = {
    "TPE-20": Case(IMPLIED, "支出预算50.00", "支出预算60.00"),
    "TPE-21": Case(NAMED.replace("支出决算", ""), "用车费20万元", "用车费支出决算20万元"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_budget_called_an_account_never_becomes_one():
    """Items that add up to the budget before them are budgets, whatever they are called."""
    facts = facts_of(BUDGETS)
    assert [f.raw for f in facts.find("vehicles", measure="initial_budget")] == ["20万元"]
    assert [f.raw for f in facts.find("vehicles")] == ["18万元"]
    assert not failures("XSE-02", BUDGETS)


def test_items_that_do_not_add_up_to_the_budget_are_accounts():
    """Where the items called 决算 are another sum, they are what they are called."""
    text = "“三公”经费预算30万元，其中：用车费支出决算12万元；接待费支出决算9万元。"
    facts = facts_of(text)
    assert [f.raw for f in facts.find("vehicles")] == ["12万元"]
    assert not failures("TPE-21", text)
