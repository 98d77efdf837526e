"""预算执行情况: sums, rates, scores, adjustments, and amounts told twice."""

import pytest
from fragments import Case, assert_case, facts_of, failures, judge
from performance_fragments import DEPARTMENT, DEVICES, TRAINING

FORMS = DEVICES + TRAINING
TOTAL = "| 总额 | 8.80 | 8.80 | 8.80 | 100.00% | 10 | 10 | |"
FISCAL = "| 其中：财政资金 | 8.80 | 8.80 | 8.80 | 100.00% | / | / | |"

CASES = {
    "PRJ-02": Case(FORMS, "| 单位资金 | 0.00 | 2.50 |", "| 单位资金 | 0.00 | 5.20 |"),
    "PRJ-03": Case(FORMS, "31.20 | 96.00% |", "31.20 | 69.00% |"),
    "PRJ-04": Case(FORMS, "| 96.00% | 10 | 10 |", "| 96.00% | 10 | 8 |"),
    "PRJ-05": Case(FORMS, TOTAL, "| 总额 | 8.80 | 8.80 | 4.40 | 50.00% | 10 | 5 | |"),
    "PRJ-06": Case(FORMS, TOTAL, "| 总额 | 8.80 | 4.40 | 4.40 | 100.00% | 10 | 10 | |"),
    "PRJ-07": Case(FORMS, TOTAL, "| 总额 | 8.80 | 4.40 | 4.40 | 100.00% | 10 | 10 | 款项拖欠 |"),
    "PRJ-27": Case(FORMS, "| 300000 | 元 | 312000 |", "| 300000 | 元 | 213000 |"),
    "PRJ-28": Case(FORMS, "执行数为31.2万元", "执行数为13.2万元"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_rate_within_rounding():
    """74.03 % for 3.27 of 4.41 is rounding, 47.03 % is not."""
    row = "| 总额 | 1.41 | 4.41 | 3.27 | 74.03% | 10 | 7 | 追加 |"
    changed = FORMS.replace(TOTAL, row)
    statuses = [o.status for o in judge("PRJ-03", changed) if "业务培训·总额" in o.subject]
    assert statuses == ["rounding"]


@pytest.mark.parametrize(
    ("rate", "status"),
    [("8.00%", "inconsistent"), ("100%", "not_applicable"), ("0.00%", "exact")],
)
def test_a_rate_of_nothing(rate, status):
    """0 of 0 has no rate: 100 % is a habit, 8 % a slip, 0 % is right."""
    row = f"{FISCAL}\n| | 单位资金 | 0.00 | 0.00 | 0.00 | {rate} | / | / | |"
    found = [o for o in judge("PRJ-03", FORMS.replace(FISCAL, row)) if "培训·单位" in o.subject]
    assert [o.status for o in found] == [status]


def test_a_rate_of_the_initial_budget_is_a_warning():
    """A rate that fits 年初预算 is told as such."""
    row = "| 总额 | 10.00 | 8.80 | 8.00 | 80.00% | 10 | 8 | 调减 |"
    (found,) = failures("PRJ-03", FORMS.replace(TOTAL, row))
    assert found.severity == "warning"
    assert "与按年初预算计算的 80.00% 相符" in found.message.zh


def test_sources_that_nobody_knows_stop_the_sum():
    """A row 中央资金 inside 财政资金 would be counted twice; the sum is not checked."""
    extra = FISCAL + "\n| | 中央资金 | 5.00 | 5.00 | 5.00 | 100.00% | / | / | |"
    statuses = {
        o.status for o in judge("PRJ-02", FORMS.replace(FISCAL, extra)) if "培训" in o.subject
    }
    assert statuses == {"not_applicable"}


def test_one_part_below_its_total():
    """其中：财政资金 alone may be less than the total, but never more."""
    alone = FORMS.replace(FISCAL, "| 其中：财政资金 | 8.00 | 8.00 | 8.00 | 100.00% | / | / | |")
    assert not failures("PRJ-02", alone)
    assert failures(
        "PRJ-02", FORMS.replace(FISCAL, "| 其中：财政资金 | 9.00 | 9.00 | 9.00 | | | | |")
    )


def test_too_high_a_score_for_execution_names_a_better_project_with_no_more():
    """50 % with 10 points stands beside 96 % with 10 points; too low a score is a hint."""
    high = FORMS.replace(TOTAL, "| 总额 | 8.80 | 8.80 | 4.40 | 50.00% | 10 | 10 | 未付 |")
    (found,) = failures("PRJ-04", high)
    assert found.severity == "warning"
    assert found.formula == "4.40 ÷ 8.80 × 10 = 5.00，得分 10"
    assert "执行率更高的 96.00% 也只得 10" in found.message.zh
    low = FORMS.replace("| 96.00% | 10 | 10 |", "| 96.00% | 10 | 8 |")
    assert [o.severity for o in failures("PRJ-04", low)] == ["info"]


def test_a_budget_raised_to_what_was_paid_is_fitted_too():
    """8.80 → 9.90 = 9.90 executed, with bills unpaid: raised, and still not enough."""
    row = "| 总额 | 8.80 | 9.90 | 9.90 | 100.00% | 10 | 10 | 款项拖欠 |"
    (found,) = failures("PRJ-07", FORMS.replace(TOTAL, row))
    assert "年初 8.80 调增为 9.90" in found.message.zh


BRACKETS = """
title = "某省"
extends = "generic"
[scoring]
execution = "brackets"
execution_configured = true
[scoring.brackets]
"90" = "1"
"60" = "0.8"
"30" = "0.4"
"""


@pytest.mark.parametrize(("score", "severity"), [("8", None), ("10", "error"), ("4", "warning")])
def test_a_score_by_brackets(score, severity, tmp_path):
    """50 % lies in the bracket from 30 % on and 70 % in the one from 60 %; the rule was read."""
    file = tmp_path / "brackets.toml"
    file.write_text(BRACKETS, "utf-8")
    row = f"| 总额 | 10.00 | 10.00 | 7.00 | 70.00% | 10 | {score} | 未付 |"
    found = [
        o for o in judge("PRJ-04", FORMS.replace(TOTAL, row), str(file)) if "培训" in o.subject
    ]
    assert [o.severity for o in found if o.status == "inconsistent"] == [severity][: bool(severity)]
    assert found[0].formula == f"7.00 ÷ 10.00 = 70.00%，按分档 10 × 0.8 = 8.00，得分 {score}"


def test_a_small_adjustment_unexplained_is_a_hint():
    """Ten per cent without a word is a hint, half of the budget a warning."""
    rows = {"7.92": "info", "4.40": "warning"}
    for adjusted, severity in rows.items():
        row = f"| 总额 | 8.80 | {adjusted} | {adjusted} | 100.00% | 10 | 10 | 进度原因 |"
        (found,) = failures("PRJ-06", FORMS.replace(TOTAL, row))
        assert found.severity == severity


def test_an_amount_that_equals_the_change_explains_it():
    """下达4.4万元 explains 4.40 → 8.80 without any word of adjustment."""
    row = "| 总额 | 4.40 | 8.80 | 8.80 | 100.00% | 10 | 10 | 省级下达4.4万元 |"
    assert not failures("PRJ-06", FORMS.replace(TOTAL, row))


def test_an_amount_without_a_label_is_no_lead():
    """An amount that equals nothing in the form may speak of anything."""
    changed = FORMS.replace("执行数为31.2万元", "与厂家谈价13.2万元")
    (found,) = [o for o in judge("PRJ-28", changed) if "13.2" in o.subject]
    assert found.status == "not_applicable"


@pytest.mark.parametrize("told", ["省级资金执行数为13.2万元", "其中追加预算1.1万元、1.4万元"])
def test_an_amount_of_a_part_is_no_lead(told):
    """A part of the funds, or one of several additions, is not set against the whole."""
    changed = FORMS.replace("年中追加预算2.5万元，执行数为31.2万元", told)
    assert not failures("PRJ-28", changed)


def test_yuan_in_prose_against_ten_thousands_in_the_form():
    """312000元 is 31.20万元, and a change told in yuan is the difference of two cells."""
    changed = FORMS.replace("追加预算2.5万元", "追加预算25012.34元")
    statuses = {o.subject: o.status for o in judge("PRJ-28", changed)}
    assert statuses["设备更新·“年中追加预算25012.34元”"] == "rounding"


def test_a_unit_price_is_not_the_budget():
    """A cost per head is never set against the project's budget."""
    changed = FORMS.replace("设备采购经费", "设备采购单价")
    assert judge("PRJ-27", changed) == []


def test_a_rounder_cap_is_a_hint():
    """≤ 35 万元 over a budget of 30 with the executed amount as result is a hint."""
    changed = FORMS.replace("| 300000 | 元 | 312000 |", "| 350000 | 元 | 312000 |")
    (found,) = failures("PRJ-27", changed)
    assert found.severity == "info"


def test_a_monthly_cost_of_the_department_beside_its_project():
    """9,000 元/月 for training is 10.80 a year, against 8.80 executed: a hint."""
    row = "| | 成本指标 | 经济成本指标 | 培训费用 | ≤ | 15000 | 元/月 | 10 | 9000 | 10 | |\n"
    (found,) = failures("PRJ-27", DEPARTMENT + row + TRAINING)
    assert found.severity == "info"
    assert f"{found.expected:f}" == "10.80"
    assert "9000 元/月 → 全年 10.80 万元，项目执行 8.80 万元" in found.message.zh


def test_amounts_in_a_form_without_unit_are_unsure():
    """Without 万元 or 元 in the form nothing is converted against its amounts."""
    bare = DEVICES.replace("年度预算数（万元）", "年度预算数")
    facts = facts_of(bare)
    assert facts.projects[0].total.initial.confidence == "low"
    assert judge("PRJ-28", bare) == []
    assert judge("PRJ-27", bare) == []
