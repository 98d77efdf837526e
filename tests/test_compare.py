from decimal import Decimal

import pytest
from records import make_fact, make_span

from audit.compare import add, agree, constant, of, passed, percent, show, skip


def amounts(*printed, uom="万元"):
    """Return figures printed one after another."""
    return [make_fact(text, uom, start=10 * n) for n, text in enumerate(printed)]


def stated(printed, uom="万元"):
    """Return the stated figure as a quantity, at a place of its own."""
    return of(make_fact(printed, uom, start=900))


@pytest.mark.parametrize(
    ("parts", "total", "status", "residual"),
    [
        (["578.15", "96.22"], "674.37", "exact", "0.00"),
        (["4.47", "607.08", "36.32", "26.51"], "674.37", "rounding", "-0.01"),
        (["27.19", "9.12"], "36.32", "rounding", "0.01"),
        (["1.00"] * 7, "6.97", "unlikely_rounding", "-0.03"),
        (["578.15", "69.22"], "674.37", "inconsistent", "27.00"),
    ],
)
def test_a_sum_is_judged_by_what_its_digits_allow(parts, total, status, residual):
    """Exact, within rounding, hardly within, or not: with the residual always given."""
    outcome = agree("合计", stated=stated(total), computed=add(amounts(*parts)))
    assert outcome.status == status
    assert outcome.residual == Decimal(residual)


def test_the_allowance_is_half_a_step_for_each_figure():
    """Four parts and a total with two decimals allow 5 × 0.005."""
    computed = add(amounts("4.47", "607.08", "36.32", "26.51"))
    outcome = agree("合计", stated=stated("674.37"), computed=computed)
    assert outcome.allowance == Decimal("0.025")
    assert (outcome.expected, outcome.actual) == (Decimal("674.38"), Decimal("674.37"))


def test_the_formula_can_be_redone_by_hand():
    """The sum names every number, its result and what was printed."""
    computed = add(amounts("578.15", "69.22"))
    outcome = agree("支出合计", stated=stated("674.37"), computed=computed)
    assert outcome.formula == "578.15 + 69.22 = 647.37 万元，印列 674.37 万元"
    assert "不一致" in outcome.message.zh
    assert "支出合计" in outcome.message.zh


def test_a_difference_subtracts_and_keeps_both_figures():
    """Minuend and subtrahend stand in the formula; a decrease is negative already."""
    now, change = make_fact("674.37"), make_fact("22.94", start=10)
    outcome = agree("上年数", stated=stated("651.43"), computed=of(now) - of(change))
    assert outcome.status == "exact"
    assert outcome.formula.startswith("674.37 − 22.94 = 651.43 万元")
    assert [fact.id for fact in outcome.facts] == ["f900", "f0", "f10"]


def test_a_word_of_decrease_makes_the_figure_negative():
    """减少 is in the word, not in the digits."""
    change = make_fact("11277.06", direction="decrease", start=10)
    outcome = agree(
        "合计", stated=stated("674.37"), computed=of(make_fact("11951.43")) + of(change)
    )
    assert outcome.status == "exact"
    assert "11951.43 − 11277.06" in outcome.formula


@pytest.mark.parametrize(
    ("part", "whole", "printed", "status"),
    [
        ("578.15", "674.37", "85.73", "exact"),
        ("3.27", "4.41", "74.03", "rounding"),
        ("3.27", "4.41", "100", "inconsistent"),
        ("2", "3", "66", "unlikely_rounding"),
        ("674.37", "677.24", "100", "exact"),
    ],
)
def test_a_ratio_is_judged_by_interval_division(part, whole, printed, status):
    """A percentage holds when some true values behind the digits give it; a cut-off is told."""
    decimals = {"precision": 4} if part == "2" else {}
    computed = percent(of(make_fact(part, **decimals)), of(make_fact(whole, start=10, **decimals)))
    outcome = agree("占比", stated=stated(printed, "%"), computed=computed)
    assert outcome.status == status
    assert "÷" in outcome.formula


def test_a_ratio_over_zero_is_not_checked():
    """A divisor that may be zero gives not_applicable with its reason, never a pass."""
    zero = make_fact("0.00", start=10)
    assert percent(of(make_fact("0")), of(zero)) is None
    outcome = agree("完成率", stated=stated("100", "%"), computed=None)
    assert outcome.status == "not_applicable"
    assert "除数为零" in outcome.message.zh


def test_yuan_and_wan_yuan_meet():
    """769,742.23 元 is 76.97 万元: units are made equal before figures are compared."""
    outcome = agree(
        "退款", stated=stated("76.97"), computed=of(make_fact("769742.23", "元", start=1))
    )
    assert outcome.status == "rounding"
    assert outcome.uom == "万元"


def test_counts_leave_no_allowance():
    """Three and four vehicles are not rounding."""
    outcome = agree("车辆", stated=stated("3", "人"), computed=of(make_fact("4", "人", start=1)))
    assert outcome.status == "inconsistent"


def test_a_constant_is_exact_and_counts_in_its_unit():
    """Weights must give 100; a constant in 万元 is worth ten thousand yuan."""
    assert constant(100).interval.radius == 0
    assert constant(2, "万元").number == 20_000
    outcome = agree("权重", stated=constant(100, "分"), computed=add(amounts("60", "30", uom="分")))
    assert (outcome.status, outcome.residual) == ("inconsistent", Decimal(10))


def test_no_parts_make_no_sum():
    """The sum of nothing is None, so that an absent list is never zero."""
    assert add([]) is None


def test_skipping_and_passing_are_outcomes():
    """What could not be tested says why; a condition that holds is exact."""
    fact = make_fact("1")
    assert skip("甲", "没有年初预算", "no budget").status == "not_applicable"
    assert skip("甲", "没有年初预算", "no budget").message.zh == "未能检查：没有年初预算"
    assert passed("甲", "成立", "holds", (fact,)).status == "exact"
    assert passed("甲", "成立", "holds", (fact,)).facts == (fact,)


def test_severity_and_quotes_of_the_check_are_kept():
    """A check may choose another severity and point at more places."""
    place = make_span(5, "完成预算100%")
    outcome = agree(
        "甲", stated=stated("1"), computed=stated("2"), severity="info", quotes=(place,)
    )
    assert outcome.severity == "info"
    assert outcome.quotes == (place,)


def test_show_prints_number_and_unit():
    """Amounts show in their own unit, or in the one asked for."""
    assert show(of(make_fact("674.37"))) == "674.37 万元"
    assert show(of(make_fact("85.73", "%"))) == "85.73%"
    assert show(of(make_fact("1.20")), "元") == "12000.00 元"


def test_shares_that_add_up_to_too_much_are_noticed():
    """Printed percentages are summed to their digits: 100.30 % is not 100 %."""
    shares = [make_fact(printed, "%", start=n) for n, printed in enumerate(("85.73", "14.57"))]
    outcome = agree("占比之和", stated=constant(100, "%"), computed=add(shares))
    assert (outcome.status, outcome.residual) == ("inconsistent", Decimal("-0.30"))


def test_one_fact_told_twice_is_equal_only_where_it_is_printed_alike():
    """Told strictly, 461.35 and 461.36 万元 differ; 4613473.39元 is 461.35万元 rounded."""
    (table,) = amounts("461.35")
    told = {
        printed: agree("数", stated=stated(printed, uom), computed=of(table), strict=True).status
        for printed, uom in (("461.36", "万元"), ("4613473.39", "元"), ("4613573.39", "元"))
    }
    assert told == {
        "461.36": "inconsistent",
        "4613473.39": "rounding",
        "4613573.39": "inconsistent",
    }
