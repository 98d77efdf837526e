"""What each cell of a scored row may be while the others stay: the rule the diagnosis uses."""

from decimal import Decimal

import pytest
from fragments import facts_of
from performance_fragments import DEVICES, TRAINING

from audit.engine import examine
from audit.leads import make_leads

FORMS = DEVICES + TRAINING


def first_lead(text, check):
    """Return the lead of a check on a fragment."""
    facts = facts_of(text)
    leads = make_leads(facts, examine(facts).outcomes)
    return next(lead for lead in leads if lead.check == check)


def test_every_rule_holds_where_the_form_is_honest():
    """The cells of a form that passes lie in their own ranges."""
    for outcome in examine(facts_of(FORMS)).outcomes:
        rule = outcome.relation
        if rule is not None and rule.alone and outcome.status in ("exact", "rounding"):
            assert all(lo <= fact.number <= hi for fact, lo, hi in rule.alone), outcome


def test_a_missed_target_with_full_marks_names_result_and_target():
    """Seven of twelve with full marks: the result were at least 12, or the target at most 7."""
    printed = "培训场次 | ≥ | 12 | 场 | 12 | 30 | 30 |"
    assert FORMS.count(printed) == 1
    text = FORMS.replace(printed, printed.replace("场 | 12", "场 | 7"))
    told = [one.message.zh for one in first_lead(text, "PRJ-13").explanations]
    assert any("不小于“12”" in words for words in told)
    assert any("不大于“7”" in words for words in told)


@pytest.mark.parametrize("operator", ["≥", "≤"])
def test_ranges_are_open_on_the_side_that_is_always_good(operator):
    """More than a ≥ target, or less than a ≤ cap, is never too much."""
    found = examine(facts_of(FORMS)).outcomes
    ends = [
        (lo, hi)
        for o in found
        if o.check in ("PRJ-13", "PRJ-14") and o.relation is not None
        for fact, lo, hi in o.relation.alone
        if fact.measure == "actual"
    ]
    endless = Decimal("1E+19")
    assert ends
    if operator == "≥":
        assert any(hi > endless for _, hi in ends)
    else:
        assert any(lo < -endless for lo, _ in ends)
