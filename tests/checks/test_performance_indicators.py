"""绩效指标: each check on forms that hold and on the same forms with one cell changed."""

import pytest
from fragments import Case, assert_case, facts_of, failures, judge
from performance_fragments import DEVICES, DISCLOSURE, TRAINING

FORMS = DEVICES + TRAINING
GRADED = "| 优良中差 | | 良 | 20 | 17 |"

CASES = {
    "PRJ-13": Case(FORMS, "| ≥ | 12 | 场 | 12 | 30 | 30 |", "| ≥ | 12 | 场 | 6 | 30 | 30 |"),
    "PRJ-14": Case(FORMS, "| ≤ | 30 | 日 | 25 | 10 |", "| ≤ | 30 | 日 | 45 | 10 |"),
    "PRJ-15": Case(FORMS, "| ＝ | 6 | 年 | 6 | 10 |", "| ＝ | 6 | 年 | 3 | 10 |"),
    "PRJ-16": Case(FORMS, "| ≥ | 12 | 场 | 12 |", "| ≥ | 12 | 场 | 60 |"),
    "PRJ-17": Case(FORMS, GRADED, "| 高中低 | | 良 | 20 | 17 |"),
    "PRJ-18": Case(FORMS, GRADED, "| 优良中差 | | 良 | 20 | 20 |"),
    "PRJ-20": Case(FORMS, "| 部分窗口仍在调试 |", "| |"),
    "PRJ-21": Case(FORMS, "| ≤ | 30 | 日 | 25 |", "| ≤ | 30 | 日 | 月底之前 |"),
    "PRF-08": Case(FORMS, "| 学员满意度 |", "| 培训场次 |"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def lead(check, clean, old, new):
    """Return the one failure of a check after a change."""
    assert clean.count(old) == 1
    (found,) = failures(check, clean.replace(old, new))
    return found


def test_a_lead_carries_the_sum_that_can_be_redone():
    """Expected, stated, excess and allowance are those of the contract's example."""
    old = "| ≥ | 12 | 场 | 12 | 30 | 30 |"
    found = lead("PRJ-13", FORMS, old, "| ≥ | 10 | 场 | 6 | 60 | 60 |")
    assert found.formula == "6 ÷ 10 × 60 = 36.00，得分 60"
    figures = (found.expected, found.actual, found.residual, found.allowance)
    assert [f"{figure:f}" for figure in figures] == ["36.00", "60", "24", "0.5"]
    assert found.uom == "分"
    assert "≥ 10 场 6 60 60" in found.facts[0].span.quote


def test_full_marks_for_a_miss_are_an_error_and_too_small_a_deduction_a_warning():
    """A score that was lowered, but less than the proportional rule asks, only warns."""
    old = "| ≥ | 12 | 场 | 12 | 30 | 30 |"
    assert lead("PRJ-13", FORMS, old, "| ≥ | 12 | 场 | 6 | 30 | 30 |").severity == "error"
    assert lead("PRJ-13", FORMS, old, "| ≥ | 12 | 场 | 6 | 30 | 25 |").severity == "warning"


def test_a_stricter_score_passes():
    """Fewer points than the rule allows are no over-scoring."""
    old = "| ≥ | 12 | 场 | 12 | 30 | 30 |"
    changed = FORMS.replace(old, "| ≥ | 12 | 场 | 11 | 30 | 20 | 讲师缺席 |")
    assert not failures("PRJ-13", changed)


def test_half_a_point_is_rounding_where_scores_are_whole():
    """29.57 of 30 may be printed as 30."""
    old = "| ≥ | 98 | % | 99 | 10 | 10 |"
    changed = FORMS.replace(old, "| ≥ | 98 | % | 95 | 10 | 10 |")
    (found,) = [o for o in judge("PRJ-13", changed) if o.status == "rounding"]
    assert found.formula == "95 ÷ 98 × 10 = 9.69，得分 10"


def test_both_rules_for_an_exceeded_cap_are_admitted():
    """A score by target ÷ result passes although the other rule gives nothing."""
    old = "| ≤ | 30 | 日 | 25 | 10 | 10 |"
    lenient = FORMS.replace(old, "| ≤ | 30 | 日 | 60 | 10 | 5 |")
    assert not failures("PRJ-14", lenient)
    found = lead("PRJ-14", FORMS, old, "| ≤ | 30 | 日 | 60 | 10 | 10 |")
    assert found.formula == "max(0, 1 − (60 − 30) ÷ 30) × 10；或 30 ÷ 60 × 10，最多 = 5.00，得分 10"


def test_saved_money_under_an_equal_target_is_a_warning():
    """Less cost than an = target is an error, unless the form says that money was saved."""
    old = "| ≤ | 300000 | 元 | 312000 | 10 | 9 | 年中追加 |"
    unsaid = lead("PRJ-15", FORMS, old, "| ＝ | 300000 | 元 | 150000 | 10 | 10 | |")
    saved = lead("PRJ-15", FORMS, old, "| ＝ | 300000 | 元 | 150000 | 10 | 10 | 集中采购节约 |")
    assert (unsaid.severity, saved.severity) == ("error", "warning")


def test_a_score_without_its_own_weight_is_not_judged():
    """One weight printed for two rows judges neither of them."""
    shared = FORMS.replace(
        "| 结业合格率 | ＝ | 100 | % | 100 | 20 | 20 |", "| 结业合格率 | ＝ | 100 | % | 50 | | |"
    )
    statuses = {o.subject: o.status for o in judge("PRJ-15", shared)}
    assert statuses["业务培训·结业合格率"] == "not_applicable"


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("| ≥ | 1 | 场 | 2 | 30 | 30 | |", None),
        ("| ≥ | 1 | 场 | 9 | 30 | 30 | |", "info"),
        ("| ≥ | 12 | 场 | 17 | 30 | 30 | |", "info"),
        ("| ≥ | 12 | 场 | 60 | 30 | 30 | |", "warning"),
        ("| ≥ | 12 | 场 | 30 | 30 | 30 | 加办 |", None),
        ("| ≥ | 12 | 场 | 60 | 30 | 30 | 加办 |", "info"),
        ("| ≥ | 12 | 场 | 60 | 30 | 27 | 加办 |", None),
        ("| ≥ | 5 | 万人 | 52000 | 30 | 30 | |", None),
    ],
)
def test_how_far_above_the_target_is_far(row, severity):
    """Small targets, moderate excess and a lost 万 are not warned of; 5 times asks for fewer points."""
    changed = FORMS.replace("| ≥ | 12 | 场 | 12 | 30 | 30 | |", row)
    assert changed != FORMS
    assert [o.severity for o in failures("PRJ-16", changed)] == ([severity] if severity else [])


def test_rows_without_a_reason_are_one_lead_a_form():
    """Two deductions without a word are told together, with the points lost."""
    changed = FORMS.replace("| 部分窗口仍在调试 |", "| |").replace(
        "| 年中追加 |\n| 合计", "| |\n| 合计"
    )
    (found,) = failures("PRJ-20", changed)
    assert found.formula == "便民程度 17/20、设备采购经费 9/10"
    assert (found.residual, found.severity) == (4, "warning")


def test_a_result_in_other_words_is_no_grade_outside_the_scale():
    """达成预期目标 is not judged against 优良中差."""
    changed = FORMS.replace(GRADED, "| 优良中差 | | 达成预期目标 | 20 | 17 |")
    assert not failures("PRJ-17", changed)


def test_one_grade_scored_in_two_measures_is_one_lead():
    """PRJ-19 tells of both places, and PRJ-18 leaves them to it."""
    CLEAN = FORMS
    BROKEN = FORMS.replace(
        "| 业务能力 | 定性 | 优良中差 | | 优 | 30 | 30 |",
        "| 业务能力 | 定性 | 优良中差 | | 良 | 30 | 30 |",
    )
    assert [o.status for o in judge("PRJ-19", CLEAN)] == []
    twice = CLEAN.replace("| 良 | 20 | 17 |", "| 优 | 20 | 19 |")
    assert [o.status for o in judge("PRJ-19", twice)] == ["exact"]
    (found,) = failures("PRJ-19", BROKEN)
    assert found.formula == "30 ÷ 30 = 100.00%；17 ÷ 20 = 85.00%；相差 15.00 个百分点"
    assert not failures("PRJ-18", BROKEN)


def test_a_form_without_a_reason_column_owes_no_reason():
    """PRJ-20 asks only where the column is printed."""
    bare = FORMS.replace(" | 未完成原因分析 |", " | 备用 |")
    assert judge("PRJ-20", bare) == []


def test_units_that_go_with_their_names():
    """次数 in persons a year is a hint; 人数 in 户 is not guessed from 户数."""
    old = "| 培训场次 | ≥ | 12 | 场 |"
    (found,) = failures("PRJ-21", FORMS.replace(old, "| 培训次数 | ≥ | 12 | 人/年 |"))
    assert "“次数”的单位为“人/年”" in found.message.zh
    assert not failures("PRJ-21", FORMS.replace(old, "| 培训户数 | ≥ | 12 | 户 |"))


def test_an_amount_in_another_unit_than_its_target():
    """31.2 beside ≤ 300000 元 was written in 万元: a hint, and no verdict on the target."""
    changed = FORMS.replace("| 300000 | 元 | 312000 |", "| 300000 | 元 | 31.2 |")
    (found,) = failures("PRJ-21", changed)
    assert "31.2 像是另一单位的数" in found.message.zh
    assert [o.status for o in judge("PRJ-14", changed) if "采购经费" in o.subject] == [
        "not_applicable"
    ]


def test_a_whole_disclosure_that_holds_gives_no_lead_of_performance():
    """The clean disclosure is silent in every check of the forms."""
    from audit.engine import examine

    leads = examine(facts_of(DISCLOSURE)).leads_of_area("performance")
    assert [(lead.check, lead.message.zh) for lead in leads] == []


def test_a_target_in_words_is_not_judged_as_a_number():
    """A ≥ beside a target that is no number gives no verdict and no crash."""
    changed = FORMS.replace("| ≥ | 12 | 场 | 12 |", "| ≥ | 若干 | 场 | 12 |")
    assert not failures("PRJ-16", changed)
    assert not failures("PRJ-13", changed)
