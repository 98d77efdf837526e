"""部门整体支出绩效自评表, and what ties the forms to the rest of the disclosure."""

import pytest
from fragments import Case, assert_case, failures, judge
from performance_fragments import ACCOUNT, DEPARTMENT, DEVICES, DISCLOSURE, TRAINING

ALL = DISCLOSURE
STABLE = "| | | 质量指标 | 系统稳定运行率 | ≥ | 98 | % | 20 | 99% | 20 | |"

CASES = {
    "PRF-01": Case(ALL, "790.00 | 10.00 |", "790.00 | 20.00 |"),
    "PRF-02": Case(ALL, "| 800.00 | 790.00", "| 8000.00 | 790.00"),
    "PRF-03": Case(ALL, "| 件 | 30 |", "| 件 | 35 |"),
    "PRF-04": Case(ALL, "| 时效指标 | 预算执行率 |", "| 时效指标 | 按期办结率 |"),
    "PRF-06": Case(ALL, "| 20 | 99% | 20 | |", "| 20 | 90% | 18 | |"),
    "PRF-09": Case(ALL, "对2个项目开展绩效自评", "对5个项目开展绩效自评"),
    "PRF-10": Case(ALL, "| 20 | 99% | 20 | |", "| 20 | 98% | 20 | |"),
    "EXP-07": Case(ALL, "项目支出40.00万元", "项目支出30.00万元"),
    "FIS-19": Case(ALL, "31.20万元，完成预算96%", "31.20万元，完成预算100%"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_budget_many_times_the_account_contradicts_a_claimed_completion():
    """The lead names budget, account and the claim; without a claim it warns."""
    (found,) = failures("PRF-02", CASES["PRF-02"].broken)
    assert found.severity == "error"
    assert "760.00 万元 ÷ 8000.00 万元 = 9.50%，文中却写完成预算 98%" in found.message.zh
    assert [fact.raw for fact in found.facts] == ["8000.00", "760.00万元", "98%"]
    silent = CASES["PRF-02"].broken.replace("760.00万元，完成预算98%", "760.00万元")
    assert [o.severity for o in failures("PRF-02", silent)] == ["warning"]


def test_a_moderate_difference_is_a_hint():
    """Money added during the year is common: 760 of 500 hints."""
    text = ALL.replace("| 800.00 | 790.00", "| 500.00 | 490.00")
    assert [o.severity for o in failures("PRF-02", text)] == ["info"]


def test_a_budget_in_yuan_without_its_unit_is_recognised():
    """7,600,000.00 without a unit is read as yuan before anyone is blamed."""
    text = ALL.replace("年度部门整体支出预算（万元）", "年度部门整体支出预算")
    assert not failures("PRF-02", text.replace("| 800.00 | 790.00", "| 8,000,000.00 | 790.00"))


HUNAN = """\
部门整体支出绩效自评表（2023年度）
| 部门名称 | 某县测试局 |
| 年度预算（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| | 年度资金总额 | 500.00 | 800.00 | 760.00 | 10 | 95% | 9.5 |
| | 其中：基本支出 | 450.00 | 730.00 | 720.00 | | | |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| | 产出指标 | 数量指标 | 受理申报件数 | ≥6000件 | 6400件 | 50 | 50 | |
| | 效益指标 | 社会效益指标 | 按期办结率 | ≥95% | 98% | 40 | 40 | |
| 总分 | 100 | 99.5 | |
"""


def test_a_department_form_with_execution_rows():
    """Its rate and its sums are checked like a project's; its adjusted budget is the budget."""
    text = ACCOUNT + HUNAN
    assert [o.status for o in judge("PRJ-03", text)] == ["exact"]
    assert [o.status for o in judge("PRJ-10", text)] == ["exact"]
    assert [o.status for o in judge("PRF-02", text)] == ["exact"]
    assert [o.status for o in judge("PRF-01", text)] == ["not_applicable"]
    assert [o.status for o in judge("PRF-03", text)] == ["exact"]
    assert [o.status for o in judge("PRF-04", text)] == ["exact"]
    assert failures("PRJ-03", text.replace("| 95% | 9.5 |", "| 59% | 9.5 |"))
    assert failures("PRJ-10", text.replace("99.5 | |", "95.5 | |"))


def test_results_without_scores():
    """Results filled in, but no score, total or conclusion (PRF-05)."""
    CLEAN = DEPARTMENT
    BROKEN = DEPARTMENT.replace(" | 得分 |", " | 备查 |")
    assert not failures("PRF-05", CLEAN)
    (found,) = failures("PRF-05", BROKEN)
    assert found.formula == "5 项指标有完成值，没有得分、合计和评价结论"


def test_all_unexplained_misses_are_one_lead():
    """Two misses without a reason are one lead; a reason takes one out."""
    two = DEPARTMENT.replace("| 20 | 99% | 20 | |", "| 20 | 90% | 18 | |").replace(
        "| 30 | 6400 | 30 | |", "| 30 | 0 | 0 | |"
    )
    (found,) = failures("PRF-06", two)
    assert found.message.zh.startswith("2 项指标未完成")
    assert "系统稳定运行率：目标 ≥ 98 %，完成 90%（−8.16%）" in found.message.zh
    one = two.replace("| 20 | 90% | 18 | |", "| 20 | 90% | 18 | 机房搬迁 |")
    (found,) = failures("PRF-06", one)
    assert found.message.zh.startswith("1 项指标未完成")


def test_fewer_forms_than_projects_warn_and_more_are_an_error():
    """Forms may be attached elsewhere; a form too many contradicts the text."""
    fewer = failures("PRF-09", ALL.replace("对2个项目开展绩效自评", "对3个项目开展绩效自评"))
    more = failures("PRF-09", ALL.replace("对2个项目开展绩效自评", "对1个项目开展绩效自评"))
    assert [o.severity for o in fewer] == ["warning"]
    assert [o.severity for o in more] == ["error"]


def test_common_names_are_not_one_indicator():
    """群众满意度 of the department and of a project may differ."""
    (found,) = [o for o in judge("PRF-10", ALL) if o.subject.startswith("群众满意度")]
    assert found.status == "not_applicable"


def test_projects_below_project_expenditure_are_a_hint_only_where_all_are_counted():
    """Two forms of two projects that miss money are a hint; of unknown projects nothing."""
    text = ALL.replace("项目支出40.00万元", "项目支出50.00万元")
    assert [o.severity for o in failures("EXP-07", text)] == ["info"]
    unknown = text.replace("，组织对2个项目开展绩效自评", "")
    assert [o.status for o in judge("EXP-07", unknown)] == ["not_applicable"]


def test_an_amount_that_two_items_share_is_not_matched():
    """Equal amounts prove nothing where two items have them (FIS-19)."""
    text = CASES["FIS-19"].broken.replace("支出决算为8.80万元", "支出决算为31.20万元")
    assert not failures("FIS-19", text)


def test_unspent_budgets_without_carry_over():
    """1.30 not spent needs a closing carry-over, or a word on where it went (FIS-20)."""
    CLEAN = ALL
    BROKEN = ALL.replace("收、支总计均为762.00", "收、支总计均为760.00")
    (kept,) = judge("FIS-20", CLEAN)
    assert kept.status == "exact"
    (found,) = failures("FIS-20", BROKEN)
    assert found.formula == "(32.50 − 31.20) = 1.30 万元；760.00 − 760.00 = 0.00 万元"
    told = BROKEN.replace("760.00万元。\n三、", "760.00万元，项目结余由财政收回。\n三、")
    assert not failures("FIS-20", told)


def test_the_reason_of_a_project_may_say_where_its_money_went():
    """A form's own reason that the rest was taken back explains it too (FIS-20)."""
    (found,) = failures("FIS-20", ALL.replace("收、支总计均为762.00", "收、支总计均为760.00"))
    reason = next(fact.raw for fact in found.facts if fact.measure == "reason")
    text = ALL.replace("收、支总计均为762.00", "收、支总计均为760.00")
    assert text.count(reason) == 1
    assert not failures("FIS-20", text.replace(reason, f"{reason}剩余额度由财政收回。"))


def test_a_disclosure_without_forms_says_nothing():
    """No form, no lead and no pass."""
    for check in ("PRF-01", "PRF-02", "PRJ-13", "EXP-07", "FIS-19", "FIS-20"):
        assert [o for o in judge(check, ACCOUNT) if o.status != "not_applicable"] == []


def test_a_form_of_the_other_kind_is_not_judged():
    """Project checks leave the department's form alone."""
    for check in ("PRJ-01", "PRJ-02", "PRJ-08", "PRJ-24", "PRJ-29"):
        assert judge(check, DEPARTMENT) == []
    assert judge("PRF-01", DEVICES + TRAINING) == []


def test_a_project_paid_from_other_money_is_no_item_of_the_budget():
    """An equal amount is chance where the form says that no appropriation paid it (FIS-19)."""
    text = CASES["FIS-19"].broken
    assert failures("FIS-19", text)
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "财政资金 | 30.00" in line)
    lines[at] = "| | 其中：财政资金 | 0.00 | 0.00 | 0.00 | | / | / | |\n"
    own = next(n for n, line in enumerate(lines) if "单位资金 | 0.00" in line)
    lines[own] = "| | 单位资金 | 30.00 | 32.50 | 31.20 | 96.00% | / | / | |\n"
    assert not failures("FIS-19", "".join(lines))
