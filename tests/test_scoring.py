"""What share of its weight a result deserves: operators, units, durations, grades."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performance_fragments import DEVICES

from audit import editions, scoring
from audit.extraction.forms import read_forms
from audit.facts import Indicator
from audit.reading.text import read_text

EDITION = editions.load("generic")
RULES = EDITION.scoring
FORM = """\
项目支出绩效自评表（2023年度）
| 项目名称 | 甲 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 |
| | {level} | 二级 | 指标 | {operator} | {target} | {unit} | {actual} | 10 | 10 |
"""


def indicator(operator, target, unit, actual, level="产出指标") -> Indicator:
    """Return an indicator as a form prints it."""
    row = FORM.format(level=level, operator=operator, target=target, unit=unit, actual=actual)
    (form,) = read_forms(read_text(row.encode(), "fragment.txt"), 2023)
    return form.indicators[0]


def judged(*cells, level="产出指标"):
    """Return whether the target was met and the share at the printed number."""
    found = scoring.judge(indicator(*cells, level=level), RULES)
    return None if found is None else (found.met, found.point)


@pytest.mark.parametrize(
    ("cells", "met", "share"),
    [
        (("≥", "10", "次", "12"), True, 1),
        (("≥", "10", "次", "6"), False, Fraction(6, 10)),
        (("≥", "0", "次", "0"), True, 1),
        (("≥", "95", "%", "97%"), True, 1),
        (("≥", "98", "%", "90%"), False, Fraction(90, 98)),
        (("≥", "99", "%", "0"), False, 0),
        (("≤", "20", "万元", "15"), True, 1),
        (("≤", "20", "万元", "76.97"), False, Fraction(2000, 7697)),
        (("≤", "0", "起", "0"), True, 1),
        (("≤", "0", "起", "3"), False, 0),
        (("＝", "4", "条", "4"), True, 1),
        (("＝", "4", "条", "3"), False, Fraction(3, 4)),
        (("＝", "4", "条", "6"), True, 1),
        (("＝", "0", "起", "0"), True, 1),
        (("=", "100", "%", "100"), True, 1),
    ],
)
def test_shares_by_operator(cells, met, share):
    """≥ and = by result ÷ target, ≤ by the more generous of two rules, zero targets too."""
    assert judged(*cells) == (met, share)


def test_a_cap_exceeded_is_a_range():
    """Both rules are admitted: nothing at twice the target, or half of the weight."""
    found = scoring.judge(indicator("≤", "30", "次", "60"), RULES)
    assert (found.lo, found.hi) == (0, Fraction(1, 2))
    assert found.rules == ("max(0, 1 − (60 − 30) ÷ 30)", "30 ÷ 60")


def test_a_cost_above_its_equal_target_is_a_miss():
    """6840 planned and 7140 paid is a miss for a cost, not for an output."""
    assert judged("＝", "6840", "元/人年", "7140", level="成本指标") == (
        False,
        Fraction(6840, 7140),
    )
    assert judged("＝", "6840", "件", "7140") == (True, 1)


@pytest.mark.parametrize(
    ("cells", "met"),
    [
        (("≤", "30", "万元", "300000元"), True),
        (("≤", "26.84", "万元", "268425元"), True),  # 26.8425 rounds to 26.84
        (("≤", "268400", "元", "26.85万元"), False),
        (("≥", "2", "万人", "21000人"), None),
        (("≥", "20000", "人", "2.1万人"), True),
        (("≥", "97.4", "%", "97%"), None),  # 97 % may be 97.4 %
        (("≥", "97.6", "%", "97%"), False),
    ],
)
def test_units_and_rounding(cells, met):
    """元 and 万元 convert, an amount and a percentage may be rounded."""
    found = judged(*cells)
    assert (found[0] if found else None) is met


@pytest.mark.parametrize(
    ("cells", "met"),
    [
        (("≤", "31", "日", "20日之前"), True),
        (("≤", "30", "个工作日", "两个月以上"), False),
        (("≤", "60", "个工作日", "两个月以上"), None),
        (("≤", "30", "个工作日", "一个月内"), True),
        (("≤", "30", "日", "一个月"), None),  # 28 to 31 days
        (("≤", "10", "日", "2周"), False),
        (("≤", "12", "月", "1年"), True),
        (("≥", "95", "%", "95以上"), True),
        (("≥", "95", "%", "90以上"), None),
    ],
)
def test_durations_and_bounds(cells, met):
    """Words like 两个月以上 are compared by what they can mean in the target's unit."""
    found = judged(*cells)
    assert found is not None
    assert found[0] is met


def test_two_months_against_thirty_working_days():
    """At least 36 working days: between nothing and 30 ÷ 36 of the weight."""
    found = scoring.judge(indicator("≤", "30", "个工作日", "两个月以上"), RULES)
    assert (found.lo, found.hi) == (0, Fraction(30, 36))


@pytest.mark.parametrize(
    "cells",
    [
        ("≥", "10", "次", "按时完成"),
        ("≥", "10", "次", "约12"),
        ("≥", "10", "次", "12次左右"),
        ("≥", "10", "次", "12公里"),
        ("≥", "95", "%", "0.98"),  # a spreadsheet may have dropped the %
        ("", "10", "次", "8"),
        ("≥", "明显提升", "", "95"),
        ("≥", "10", "次", ""),
    ],
)
def test_what_cannot_be_compared_is_not_judged(cells):
    """Words, guesses, other units and a missing operator give no judgement."""
    assert judged(*cells) is None


@pytest.mark.parametrize(
    ("target", "actual", "scale", "grade"),
    [
        ("优良中低差", "优", "优良中低差", "优"),
        ("高/中/低", "优", "高中低", "优"),
        ("优、良、中、差", "达成预期目标", "优良中差", None),
        ("好坏", "好", "好坏", "好"),
        ("显著提升", "优", None, "优"),
    ],
)
def test_scales_and_grades(target, actual, scale, grade):
    """A scale is what the target prints; only a word of a scale is a grade."""
    one = indicator("定性", target, "", actual)
    found = scoring.scale_of(one, EDITION.scoring)
    assert (found and "".join(found)) == scale
    assert scoring.grade_of(one, EDITION.scoring) == grade


def test_a_grade_outside_its_scale_has_no_band():
    """优 has the top tenth of the weight, but none on a scale without it."""
    inside = indicator("定性", "优良中差", "", "优")
    outside = indicator("定性", "高中低", "", "优")
    assert scoring.band_of(inside, EDITION.scoring) == (Fraction(9, 10), 1)
    assert scoring.band_of(outside, EDITION.scoring) is None


@pytest.mark.parametrize(
    ("scores", "allowed"),
    [(("20", "17"), "0.5"), (("20", "16.5"), "0.25"), (("20", "16.8"), "0.05")],
)
def test_tolerance_is_half_of_the_step_that_the_form_keeps(scores, allowed):
    """Whole points, half points, decimals."""
    text = DEVICES.replace("| 良 | 20 | 17 |", f"| 良 | {scores[0]} | {scores[1]} |")
    (form,) = read_forms(read_text(text.encode(), "fragment.txt"), 2023)
    assert scoring.tolerance(form, EDITION) == Fraction(allowed)


def test_execution_share():
    """Executed ÷ adjusted with its rounding, never above one; undefined without a budget."""
    (form,) = read_forms(read_text(DEVICES.encode(), "fragment.txt"), 2023)
    share = scoring.execution_share(form.total, RULES)
    assert share.point == Fraction(3120, 3250)
    assert share.lo < share.point < share.hi < 1
    over = scoring.execution_share(form.funding[1], RULES)
    assert (over.hi, over.point) == (1, 1)


def test_rescoring_keeps_what_no_rule_reaches():
    """Every scored row comes back with its range; a form with lost rows gives none."""
    (form,) = read_forms(read_text(DEVICES.encode(), "fragment.txt"), 2023)
    lines = scoring.rescore(form, EDITION)
    assert len(lines) == 8
    assert lines[0].best == Decimal("9.6")
    assert all(line.lo <= line.best <= line.hi for line in lines)
    broken = DEVICES.replace("| ≥ | 18 | 台 | 18 | 20 | 20 |", "| 18 | 台 | 18 | 20 | 20 |")
    (form,) = read_forms(read_text(broken.encode(), "fragment.txt"), 2023)
    assert scoring.rescore(form, EDITION) == ()


@pytest.mark.parametrize(
    ("rule", "bounds"),
    [
        ("linear", (Fraction(1, 4), Fraction(1, 4))),
        ("ratio", (Fraction(4, 7), Fraction(4, 7))),
        ("either", (Fraction(1, 4), Fraction(4, 7))),
    ],
)
def test_an_edition_may_fix_the_rule_of_caps(rule, bounds):
    """35 against ≤ 20 keeps a quarter by the linear rule, 20 ÷ 35 by the ratio."""
    found = scoring.judge(indicator("≤", "20", "次", "35"), replace(RULES, cap_rule=rule))
    assert (found.lo, found.hi) == bounds
    assert len(found.rules) == (2 if rule == "either" else 1)


@pytest.mark.parametrize(
    ("rule", "met", "bounds"),
    [
        ("proportional", True, (1, 1)),
        ("linear", False, (Fraction(1, 2), Fraction(1, 2))),
        ("either", True, (Fraction(1, 2), 1)),
    ],
)
def test_an_edition_may_fix_the_rule_of_equal_targets(rule, met, bounds):
    """6 against = 4 is reached by one rule, and half too much by the other."""
    found = scoring.judge(indicator("＝", "4", "条", "6"), replace(RULES, equal_rule=rule))
    assert (found.met, found.lo, found.hi) == (met, *bounds)


def test_a_cost_above_its_equal_target_follows_the_rule_of_caps():
    """A cost of 7140 for = 6840 is an exceeded cap, whatever the rule of = is."""
    one = indicator("＝", "6840", "元/人年", "7140", level="成本指标")
    found = scoring.judge(one, replace(RULES, cap_rule="linear", equal_rule="proportional"))
    assert (found.met, found.lo, found.hi) == (False, Fraction(6540, 6840), Fraction(6540, 6840))


@pytest.mark.parametrize(
    ("actual", "grade", "band"),
    [
        ("达成预期指标", "达成", (Fraction(8, 10), 1)),
        ("部分达成预期指标并具有一定效果", "部分达成", (Fraction(6, 10), Fraction(8, 10))),
        ("未达成预期指标且效果较差", "未达成", (0, Fraction(6, 10))),
        ("良好", "良", (Fraction(8, 10), Fraction(9, 10))),
    ],
)
def test_longer_words_mean_a_grade(actual, grade, band):
    """The three grades of the ministry are known by their full words."""
    one = indicator("定性", "效果明显", "", actual)
    assert scoring.grade_of(one, RULES) == grade
    assert scoring.band_of(one, RULES) == band


def test_longer_words_are_no_grade_of_another_scale():
    """达成预期指标 is no word of 优良中差, which is not for a reader of grades to judge."""
    one = indicator("定性", "优良中差", "", "达成预期指标")
    assert scoring.grade_of(one, RULES) is None


BRACKETS = replace(
    RULES,
    execution="brackets",
    brackets=tuple(
        (Decimal(rate), Decimal(share))
        for rate, share in (("95", "1"), ("80", "0.8"), ("60", "0.5"))
    ),
)


@pytest.mark.parametrize(
    ("executed", "point"),
    [("8.80", 1), ("8.36", 1), ("8.30", "0.8"), ("7.04", "0.8"), ("5.50", "0.5"), ("1.00", 0)],
)
def test_execution_by_brackets(executed, point):
    """The highest bracket that the rate reaches gives the share; below the lowest is nothing."""
    text = DEVICES.replace("| 32.50 | 31.20 | 96.00% |", f"| 8.80 | {executed} | |")
    (form,) = read_forms(read_text(text.encode(), "fragment.txt"), 2023)
    share = scoring.execution_share(form.total, BRACKETS)
    assert share.point == Fraction(point)
    assert share.lo <= share.point <= share.hi


NUMBERS = st.integers(0, 400)
RULED = st.builds(
    lambda cap, equal: replace(RULES, cap_rule=cap, equal_rule=equal),
    st.sampled_from(("either", "linear", "ratio")),
    st.sampled_from(("either", "proportional", "linear")),
)
UNITS = st.sampled_from((("次", "产出指标"), ("%", "产出指标"), ("万元", "成本指标")))


@given(st.sampled_from("≥≤＝"), NUMBERS, NUMBERS, UNITS, RULED)
def test_bounds_hold_the_point(operator, target, actual, unit, rules):
    """0 ≤ least ≤ point ≤ greatest ≤ 1 whatever the operator, the unit and the rule."""
    one = indicator(operator, str(target), unit[0], str(actual), level=unit[1])
    found = scoring.judge(one, rules)
    if found is not None:
        assert 0 <= found.lo <= found.point <= found.hi <= 1
        assert found.met is not True or found.hi == 1


@given(st.sampled_from("≥≤"), NUMBERS, NUMBERS, NUMBERS, UNITS, RULED)
def test_a_better_result_never_deserves_less(operator, target, one, other, unit, rules):
    """More of a ≥ target, or less of a ≤ target, lowers neither bound."""
    better, worse = (max, min) if operator == "≥" else (min, max)
    found = [
        scoring.judge(indicator(operator, str(target), unit[0], str(n), level=unit[1]), rules)
        for n in (worse(one, other), better(one, other))
    ]
    if None not in found:
        assert found[0].lo <= found[1].lo
        assert found[0].hi <= found[1].hi


@given(st.lists(st.tuples(st.sampled_from("≥≤＝"), NUMBERS, NUMBERS), min_size=1, max_size=6))
def test_a_form_scored_by_the_rule_is_inside_its_bounds(rows):
    """Rows scored at their point, rounded to hundredths, give a total that PRJ-29 admits."""
    lines = []
    for at, (operator, target, actual) in enumerate(rows):
        found = scoring.judge(indicator(operator, str(target), "次", str(actual)), RULES)
        if found is not None:
            score = round(found.point * 10, 2)
            lines.append(
                f"| | 产出指标 | 数量指标 | 指标{at} | {operator} | {target} | 次 | {actual} "
                f"| 10 | {Decimal(score.numerator) / Decimal(score.denominator)} | |"
            )
    text = FORM.replace("| 得分 |", "| 得分 | 未完成原因分析 |").splitlines()[:3]
    (form,) = read_forms(read_text("\n".join([*text, *lines]).encode(), "fragment.txt"), 2023)
    found = scoring.rescore(form, EDITION)
    stated = sum((Fraction(line.stated.number) for line in found), Fraction(0))
    slack = sum((line.slack for line in found), Fraction(0))
    assert len(found) == len(lines)
    assert (
        sum(line.lo for line in found) - slack <= stated <= sum(line.hi for line in found) + slack
    )
