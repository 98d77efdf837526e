from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from records import make_fact

import audit
from audit.compare import add, agree, base_of, bounded, constant, of, passed, percent, unchanged
from audit.model import Relation
from audit.papers.calculation import calculation
from audit.papers.pieces import verdict_of

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("name", ["sample.docx", "sample_nine.docx"])
def test_every_sum_of_a_document_comes_out_as_the_check_had_it(name):
    """Residual and allowance of each relation, passes included, are worked out anew."""
    outcomes = [o for o in audit.check(DATA / name).outcomes if o.relation]
    assert len(outcomes) > 250
    for outcome in outcomes:
        found = calculation(outcome)
        assert found is not None, outcome.subject
        is_sum = found.relation.sign == "=" and not found.relation.alone
        if outcome.residual is not None and is_sum:
            assert found.residual == outcome.residual, outcome.subject
            if outcome.allowance is not None:  # results in two forms must be printed alike
                assert found.allowance == outcome.allowance, outcome.subject
            assert found.meets or outcome.status == "inconsistent", outcome.subject


def test_figures_are_as_printed_and_count_in_the_unit_of_the_sum():
    """元 beside 万元 is folded by its factor; the range is half a printed digit each way."""
    total = make_fact("12.35", start=0)
    part = make_fact("123456.70", "元", start=9, label="甲")
    found = calculation(agree("合计", stated=of(total), computed=add([part])))
    (line,) = found.side("computed")
    assert (line.number, line.uom, line.factor) == (Decimal("123456.70"), "元", Decimal("0.0001"))
    assert (line.lo, line.hi) == (Decimal("123456.695"), Decimal("123456.705"))
    assert found.value("computed") == Decimal("12.345670")
    assert found.residual == Decimal("0.00")


def test_a_decrease_counts_with_a_negative_weight():
    """The printed figure has no sign; the word 减少 has."""
    change = make_fact("2.00", start=9, direction="decrease", measure="change")
    now, before = make_fact("8.00", start=0), make_fact("10.00", start=5)
    found = calculation(agree("本年", stated=of(now), computed=of(before) + of(change)))
    assert [(line.weight, line.number) for line in found.side("computed")] == [
        (1, Decimal("10.00")),
        (-1, Decimal("2.00")),
    ]
    assert found.value("computed") == 8


def test_a_word_that_is_no_number_counts_as_zero():
    """持平 stands in the sum with its place."""
    word = make_fact("0", start=9)
    word = replace(word, value=None, kind="text", raw="持平", direction="unchanged")
    now, before = make_fact("8.00", start=0), make_fact("9.00", start=5)
    told = calculation(agree("增减", stated=unchanged(word), computed=of(now) - of(before)))
    assert [line.raw for line in told.side("stated")] == ["持平"]
    assert told.residual == Decimal("1.00")
    based = calculation(agree("同数", stated=of(now), computed=base_of(before, word)))
    assert based.value("computed") == 9


def test_a_share_is_divided_and_its_range_comes_from_the_four_corners():
    """The divisor's rounding counts as well."""
    part, whole = make_fact("50.81", start=0), make_fact("206.89", start=9)
    told = make_fact("25.46", "%", start=20)
    outcome = agree("变动率", stated=of(told), computed=percent(of(part), of(whole)))
    found = calculation(outcome)
    assert found.residual == outcome.residual == Decimal("0.90")
    assert found.reach("computed").lo < found.value("computed") < found.reach("computed").hi
    assert verdict_of(found, "zh") == "不一致，舍入不能解释"


def test_a_number_that_nobody_printed_is_a_line_of_its_own():
    """The 100 % that shares add up to has no place."""
    parts = [make_fact("56.94", "%", start=0), make_fact("34.06", "%", start=9)]
    found = calculation(agree("占比", stated=constant(100, "%"), computed=add(parts)))
    (line,) = found.side("stated")
    assert (line.number, line.half, line.span) == (Decimal(100), 0, None)
    assert found.residual == Decimal("9.00")


def test_one_fact_told_twice_must_be_printed_alike():
    """Rounding would explain it, the rule does not allow it, and the words say so."""
    one, other = make_fact("10.01", start=0), make_fact("10.02", start=9)
    found = calculation(agree("同数", stated=of(one), computed=of(other), strict=True))
    assert found.meets
    assert found.exactly
    assert verdict_of(found, "zh") == "不一致，两处应当相同"


def test_a_part_is_at_most_its_whole():
    """A relation with ≤ has a verdict and no residual of its own."""
    small, great = make_fact("3.00", start=0), make_fact("5.00", start=9)
    holds = bounded(passed("其中", "", "", (small, great)), of(small), of(great))
    assert verdict_of(calculation(holds), "en") == "holds"
    broken = bounded(passed("其中", "", "", (small, great)), of(great), of(small))
    assert verdict_of(calculation(broken), "en") == "does not hold"


def test_a_rule_that_is_no_sum_tells_where_each_figure_may_lie():
    """Bounds come back in the figure's own unit; one without an end has none."""
    score = make_fact("10", "分", start=0)
    paid = make_fact("3.00", start=9, direction="decrease")
    relation = Relation(
        alone=((score, Decimal(0), Decimal(6)), (paid, Decimal("-1E+20"), Decimal(-40000)))
    )
    outcome = replace(passed("得分", "", ""), status="inconsistent", relation=relation)
    first, second = calculation(outcome).side("alone")
    assert first.allowed == (0, 6)
    assert second.allowed == (4, None)
    assert verdict_of(calculation(outcome), "zh") == "不成立"


def test_words_have_no_sum():
    """An outcome that judged words gives None, as does a divisor of zero."""
    assert calculation(passed("字", "", "")) is None


def test_the_range_of_a_rule_is_told_to_two_decimals():
    """9.91666… is at least 9.91: rounded outwards, so that what obeys stays inside."""
    found = audit.check(DATA / "sample.docx").outcomes
    rules = [calculation(o) for o in found if o.relation and o.relation.alone]
    ends = [end for rule in rules for line in rule.side("alone") for end in line.allowed]
    told = [end for end in ends if end is not None]
    assert told
    assert all(end == round(end, 2) for end in told)
