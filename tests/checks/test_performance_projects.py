"""项目支出绩效自评表: header, weights, sums, words, and the recomputed total."""

import pytest
from fragments import Case, assert_case, failures, judge
from performance_fragments import DEVICES, TRAINING

FORMS = DEVICES + TRAINING
HEADER = "| 项目名称 | 业务培训 |\n| 主管部门 | 某县测试局 | 实施单位（盖章） | 某县测试局 |\n"
TRAINED = "| 培训场次 | ≥ | 12 | 场 | 12 | 30 | 30 |"

CASES = {
    "PRJ-01": Case(FORMS, "| 项目名称 | 业务培训 |\n", ""),
    "PRJ-08": Case(FORMS, TRAINED, "| 培训场次 | ≥ | 12 | 场 | 12 | 25 | 25 |"),
    "PRJ-09": Case(DEVICES, "| ≥ | 18 | 台 | 18 | 20 | 20 |", "| ≥ | 18 | 台 | 18 | 30 | 30 |"),
    "PRJ-10": Case(FORMS, "| 合计 | 100 | 96 |", "| 合计 | 100 | 97 |"),
    "PRJ-11": Case(FORMS, TRAINED, "| 培训场次 | ≥ | 12 | 场 | 12 | 30 | 31 |"),
    "PRJ-12": Case(FORMS, "自评总分96分", "自评总分98分"),
    "PRJ-22": Case(
        FORMS,
        "| | 满意度指标 | 服务对象满意度指标 | 学员满意度 |",
        "| | 效益指标 | 其他效益指标 | 学员评价 |",
    ),
    "PRJ-23": Case(FORMS, TRAINED, "| 培训场次 | ≥ | 12 | 场 | 12 | 60 | 60 |"),
    "PRJ-25": Case(FORMS, "全年更新设备18台", "全年更新设备十七台"),
    "PRJ-26": Case(FORMS, "总体为优，自评得分", "总体为好，自评得分"),
    "PRJ-29": Case(FORMS, TRAINED, "| 培训场次 | ≥ | 12 | 场 | 6 | 30 | 30 |"),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_form_without_its_name_is_told_by_its_place():
    """The second form without 项目名称 is an error that quotes where it begins."""
    (found,) = failures("PRJ-01", FORMS.replace(HEADER, ""))
    assert (found.status, found.severity) == ("missing", "error")
    assert found.message.zh.startswith("第2张绩效自评表（无项目名称）：缺少项目名称、主管部门")
    assert found.quotes[0].quote == "项目支出绩效自评表（2023年度）"


def test_header_rows_that_no_form_prints_are_not_asked_for():
    """A province whose forms print no 主管部门 owes none."""
    row = "| 主管部门 | 某县测试局 | 实施单位（盖章） | 某县测试局 |\n"
    assert not failures("PRJ-01", FORMS.replace(row, ""))


def test_nameless_forms_only_may_be_a_fault_of_reading():
    """Where no form at all has a name, that warns and no more."""
    names = ("| 项目名称 | 业务培训 |\n", "| 项目名称 | 设备更新 |\n")
    bare = FORMS.replace(names[0], "").replace(names[1], "")
    assert {o.severity for o in failures("PRJ-01", bare)} == {"warning"}


def test_sums_over_rows_that_were_lost_prove_nothing():
    """A row that does not fit its heading makes the sums not checkable, not wrong."""
    lost = FORMS.replace(TRAINED, "| 培训场次 | 12 | 场 | 12 | 30 | 30 |")
    assert [o.status for o in judge("PRJ-08", lost)][-1] == "not_applicable"
    assert [o.status for o in judge("PRJ-10", lost)][-1] == "not_applicable"


def test_a_total_other_than_100_is_told_though_it_is_the_sum():
    """Weights of 95 under a printed total of 95 still are not 100."""
    changed = FORMS.replace(TRAINED, "| 培训场次 | ≥ | 12 | 场 | 12 | 25 | 25 |")
    changed = changed.replace("| 合计 | 100 | 100 |", "| 合计 | 95 | 95 |")
    (found,) = failures("PRJ-08", changed)
    assert found.subject == "业务培训·权重合计与100分"


def test_a_total_of_the_indicators_alone():
    """90 beside 10 for execution is a whole, for weights and for scores."""
    apart = FORMS.replace("| 合计 | 100 | 100 |", "| 合计 | 90 | 90 |")
    assert not failures("PRJ-08", apart)
    assert not failures("PRJ-10", apart)


def test_a_title_may_name_the_project():
    """A form whose title names its project is not nameless."""
    named = FORMS.replace(HEADER, "").replace(
        TRAINING.splitlines()[0], "业务培训经费绩效自评表（2023年度）"
    )
    assert [o.formula for o in failures("PRJ-01", named)] == ["缺 2 行：主管部门、实施单位"]


def test_problems_denied_against_the_own_rows():
    """存在问题 无 contradicts a missed target; telling of problems settles it (PRJ-24)."""
    CLEAN = FORMS
    BROKEN = FORMS.replace(TRAINED, "| 培训场次 | ≥ | 12 | 场 | 6 | 30 | 15 | 讲师缺席 |")
    assert not failures("PRJ-24", CLEAN)
    (found,) = failures("PRJ-24", BROKEN)
    assert "“培训场次”目标 12，完成 6" in found.message.zh
    assert not failures("PRJ-24", BROKEN.replace("| 存在问题 | 无 |", "| 存在问题 | 讲师不足 |"))


@pytest.mark.parametrize("reason", ["不存在拖欠情况", "清理拖欠工资", "无欠费"])
def test_money_that_is_not_owed_is_no_problem(reason):
    """Words that deny arrears, or make clearing them the task, do not contradict 无."""
    row = "| 总额 | 8.80 | 8.80 | 8.80 | 100.00% | 10 | 10 |"
    changed = FORMS.replace(f"{row} |", f"{row} {reason} |")
    assert changed != FORMS
    assert not failures("PRJ-24", changed)


@pytest.mark.parametrize(
    "narrative", ["其中一批更新设备10台", "更新设备10台，另更新设备8台", "购置车辆10台"]
)
def test_a_part_of_the_result_is_no_contradiction(narrative):
    """Parts, several counts and counts of other things are not set against the result."""
    assert not failures("PRJ-25", FORMS.replace("全年更新设备18台", narrative))


def test_a_count_told_again_and_again_is_the_result():
    """A count in two cells, the only one in that unit, is set against the only indicator."""
    twice = FORMS.replace("分批采购并安装", "共分发手册500份").replace(
        "全年更新设备18台", "向窗口发放500份"
    )
    row = "| | 产出指标 | 数量指标 | 资料印刷 | ≥ | 300 | 份 | 400 | 20 | 20 | |\n"
    text = twice.replace("| | | 质量指标 | 系统", row + "| | | 质量指标 | 系统")
    (found,) = failures("PRJ-25", text)
    assert found.formula == "500 ≠ 400"
    assert not failures("PRJ-25", text.replace("发放500份", "发放300份"))


def test_the_label_fits_the_score():
    """96 points are 优; 良 is told, 优秀 is the same word."""
    assert failures("PRJ-26", FORMS.replace("自评总体为优，自评总分96", "自评总体为良，自评总分96"))
    assert not failures(
        "PRJ-26", FORMS.replace("自评总体为优，自评总分96", "自评总体为优秀，自评总分96")
    )


def test_the_recomputed_total_says_what_the_leads_amount_to():
    """15 points too many turn 100 into 85, and 优 into 良, as a hint."""
    (found,) = failures("PRJ-29", CASES["PRJ-29"].broken)
    assert found.formula == "100 − (30 − 15.00) = 85.00"
    assert "等级由“优”变为“良”" in found.message.zh
    assert found.severity == "info"


@pytest.mark.parametrize(
    ("old", "new", "severity", "told"),
    [
        # a grade's band gives 30 at most; all rows are inside, their sum is told 3 too high
        ("| 合计 | 100 | 100 | |", "| 合计 | 100 | 103 | |", "info", "高于上限"),
        # 12 of 12 deserve 30, and got 20 without a word
        (
            "| 培训场次 | ≥ | 12 | 场 | 12 | 30 | 30 | |",
            "| 培训场次 | ≥ | 12 | 场 | 12 | 30 | 20 | |",
            "info",
            "低于下限",
        ),
    ],
)
def test_the_total_against_both_bounds(old, new, severity, told):
    """Above the most and below the least that the rules allow."""
    changed = FORMS.replace(old, new)
    assert changed != FORMS
    if told == "低于下限":
        changed = changed.replace("| 合计 | 100 | 100 | |", "| 合计 | 100 | 90 | |")
    (found,) = failures("PRJ-29", changed)
    assert told in found.message.zh
    assert found.severity == severity


def test_a_stricter_score_with_its_reason_stays_inside_the_bounds():
    """A unit may take points from a met target, if it says why."""
    changed = FORMS.replace(
        "| 培训场次 | ≥ | 12 | 场 | 12 | 30 | 30 | |",
        "| 培训场次 | ≥ | 12 | 场 | 12 | 30 | 20 | 两场延期 |",
    ).replace("| 合计 | 100 | 100 | |", "| 合计 | 100 | 90 | |")
    assert not failures("PRJ-29", changed)
