"""Solving a relation for one of its figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import make_fact

from audit.compare import add, agree, bounded, of, passed, percent, retested
from audit.network import EVERYTHING, fits, network, number_of, solve


def failing(outcome):
    """Return the network of one relation, taken as failing so that it is kept."""
    return network([(outcome.relation, "inconsistent")])


def solved(outcome, id_):
    """Return the values of a figure with which an outcome's relation holds."""
    net = failing(outcome)
    return solve(net.constraints[0], net.figures[id_])


def test_a_sum_is_solved_for_a_part_and_for_its_total():
    """800 = 606 + 200 wants 600, 194 or 806, give or take the rounding of three figures."""
    parts = [make_fact("606.00"), make_fact("200.00", start=10)]
    outcome = agree("合计", stated=of(make_fact("800.00", start=20)), computed=add(parts))
    for id_, value in (("f0", "600"), ("f10", "194"), ("f20", "806")):
        reach = solved(outcome, id_)
        middle = Decimal(value) * 10000
        assert (reach.lo, reach.hi) == (middle - 150, middle + 150)


def test_a_share_is_solved_above_and_below_the_line():
    """75 % of 800 is 600; 600 is 75 % of 800."""
    part, whole = make_fact("500.00"), make_fact("900.00", start=10)
    share = make_fact("75.00", "%", start=20)
    outcome = agree("占比", stated=of(share), computed=percent(of(part), of(whole)))
    assert Decimal(6750000) in solved(outcome, "f0")
    assert Decimal(500) * 10000 * 100 / 75 in solved(outcome, "f10")
    assert Decimal(50000) / 900 in solved(outcome, "f20")


def test_a_figure_on_both_sides_of_a_quotient_is_solved():
    """Rate = change ÷ (now − change) has the change above and below."""
    now, change = make_fact("257.70"), make_fact("50.81", start=10)
    rate = make_fact("25.46", "%", start=20)
    outcome = agree("变动率", stated=of(rate), computed=percent(of(change), of(now) - of(change)))
    middle = Decimal("257.70") * Decimal("0.2546") / Decimal("1.2546") * 10000
    assert middle in solved(outcome, "f10")
    assert solved(outcome, "f10").radius < 2000


def test_a_bound_is_open_on_one_side():
    """A part may be anything up to its whole."""
    part, whole = make_fact("9.00"), make_fact("8.00", start=10)
    outcome = bounded(passed("部分", "", ""), of(part), of(whole))
    reach = solved(outcome, "f0")
    assert (reach.lo < -(10**15), reach.hi) == (True, Decimal(80100))


def test_strict_equality_allows_no_rounding():
    """A figure told twice must be printed alike."""
    one, other = make_fact("9.00"), make_fact("8.00", start=10)
    outcome = agree("两处", stated=of(one), computed=of(other), strict=True)
    assert outcome.status == "inconsistent"
    assert Decimal(80000) in solved(outcome, "f0")


def test_only_relations_near_a_failing_one_are_kept():
    """What shares no figure with a failure is left out; what a tie leads to stays."""
    wrong = agree("甲", stated=of(make_fact("9.00")), computed=of(make_fact("8.00", start=10)))
    tied = agree(
        "乙", stated=of(make_fact("8.00", start=10)), computed=of(make_fact("8.00", start=20))
    )
    behind = agree(
        "丙",
        stated=of(make_fact("8.00", start=20)),
        computed=of(make_fact("5.00", start=30)) + of(make_fact("3.00", start=40)),
    )
    far = agree(
        "丁", stated=of(make_fact("1.00", start=50)), computed=of(make_fact("1.00", start=60))
    )
    net = network([(o.relation, o.status) for o in (wrong, tied, behind, far)])
    assert len(net.constraints) == 3
    assert not net.figures.keys() & {"f50", "f60"}


AMOUNTS = st.integers(1, 10**7).map(lambda fen: f"{Decimal(fen) / 100:.2f}")


@given(st.lists(AMOUNTS, min_size=3, max_size=3), AMOUNTS)
def test_solving_agrees_with_testing_again(printed, total):
    """The middle of what solving returns is a value with which the relation holds."""
    parts = [make_fact(text, start=10 * n) for n, text in enumerate(printed)]
    outcome = agree("合计", stated=of(make_fact(total, start=90)), computed=add(parts))
    reach = solved(outcome, "f0")
    middle = (reach.lo + reach.hi) / 2
    figure = make_fact(f"{abs(middle) / 10000:.2f}", direction="decrease" if middle < 0 else None)
    if middle >= 0:
        assert retested(outcome.relation, {"f0": figure}) in ("exact", "rounding")
        net = failing(outcome)
        assert fits(net.constraints[0], {"f0": figure.number}, net.figures)


@given(AMOUNTS, AMOUNTS)
def test_a_quick_look_never_refuses_what_holds(part, whole):
    """`fits` may let pass what is wrong, never the reverse."""
    one, other = make_fact(part), make_fact(whole, start=10)
    share = of(one).number * 100 / of(other).number
    stated = make_fact(f"{share:.2f}", "%", start=20)
    outcome = agree("占比", stated=of(stated), computed=percent(of(one), of(other)))
    if outcome.status != "inconsistent":
        net = failing(outcome)
        assert fits(net.constraints[0], {}, net.figures)


def test_a_word_of_no_change_is_zero():
    """持平 counts as nothing, and may become an amount."""
    claim = make_fact("0", kind="text", value=None, direction="unchanged", raw="持平")
    assert number_of(claim) == 0


@pytest.mark.parametrize("missing", ["f0", "f10"])
def test_a_figure_that_is_not_in_a_relation_is_free(missing):
    """A relation says nothing of a figure that it does not hold."""
    outcome = agree(
        "甲", stated=of(make_fact("1.00", start=70)), computed=of(make_fact("1.00", start=80))
    )
    net = failing(outcome)
    stranger = make_fact("5.00", start=int(missing[1:]))
    assert solve(net.constraints[0], stranger) == EVERYTHING
