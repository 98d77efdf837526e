"""What share of its weight a result deserves: operators, units, durations, grades."""

from decimal import Decimal
from fractions import Fraction

import pytest
from performance_fragments import DEVICES

from audit import editions, scoring
from audit.extraction.forms import read_forms
from audit.facts import Indicator
from audit.reading.text import read_text

EDITION = editions.load("generic")
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
    found = scoring.judge(indicator(*cells, level=level))
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
    found = scoring.judge(indicator("≤", "30", "次", "60"))
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
    found = scoring.judge(indicator("≤", "30", "个工作日", "两个月以上"))
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
    lo, hi, point = scoring.execution_share(form.total)
    assert point == Fraction(3120, 3250)
    assert lo < point < hi < 1
    over = form.funding[1]
    assert scoring.execution_share(over)[1:] == (1, 1)


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
