"""Which figure is wrong: small networks of relations with one or two defects."""

from decimal import Decimal

import pytest
from fragments import leads_of
from hypothesis import given, settings
from hypothesis import strategies as st
from records import make_fact

from audit.compare import add, agree, of, percent
from audit.diagnosis import diagnose
from audit.explanations import explanations


def amounts(*printed, start=0):
    """Return figures printed one after another."""
    return [make_fact(text, start=start + 10 * n) for n, text in enumerate(printed)]


def network_of(*outcomes):
    """Return outcomes as the diagnosis takes them."""
    return [(outcome.relation, outcome.status) for outcome in outcomes]


def whole(total, parts, shares):
    """Return the sum of parts and the share of each, as two checks would test them."""
    yield agree("合计", stated=of(total), computed=add(parts))
    for part, share in zip(parts, shares, strict=True):
        yield agree("占比", stated=of(share), computed=percent(of(part), of(total)))


def printed_shares(*texts):
    """Return shares printed after the amounts."""
    return [make_fact(text, "%", start=500 + 10 * n) for n, text in enumerate(texts)]


def test_nothing_is_said_where_all_holds():
    """A network without a failing relation has no diagnosis."""
    total, *parts = amounts("800.00", "600.00", "200.00")
    assert diagnose(network_of(*whole(total, parts, printed_shares("75.00", "25.00")))) == ()


def test_the_figure_that_all_failing_relations_share_is_named_with_its_value():
    """A part that breaks its sum and its share is the only figure that mends both."""
    total, *parts = amounts("800.00", "606.00", "200.00")
    (found,) = diagnose(network_of(*whole(total, parts, printed_shares("75.00", "25.00"))))
    cause = found.causes[0]
    ((fact, becomes),) = cause.changes
    assert (fact.raw, becomes.value) == ("606.00万元", Decimal("600.00"))
    assert (len(cause.mended), found.failed, found.equal) == (2, 2, 1)
    assert cause.slip == "one_digit"


def test_a_total_that_other_relations_hold_is_not_blamed():
    """Two wrong shares of one total are two causes, and the total is neither."""
    total, *parts = amounts("800.00", "600.00", "200.00")
    shares = printed_shares("57.00", "52.00")
    found = diagnose(network_of(*whole(total, parts, shares)))
    first = [diagnosis.causes[0].changes[0][0].raw for diagnosis in found]
    assert first == ["57.00%", "52.00%"]


def test_two_figures_that_changed_places_are_told_as_an_exchange():
    """Two rows that each break a sum of their own are mended by one exchange."""
    one, other = make_fact("446.11", start=0), make_fact("225.12", start=10)
    parts = amounts("225.12", "400.00", "46.11", start=100)
    relations = (
        agree("甲", stated=of(one), computed=of(parts[0])),
        agree("乙", stated=of(other), computed=of(parts[1]) + of(parts[2])),
    )
    (found,) = diagnose(network_of(*relations))
    (told,) = explanations(found)
    assert told.slip == "swapped"
    assert [value for _, value in told.changes] == [Decimal("225.12"), Decimal("446.11")]
    assert "两数对调，则2 项关系全部成立" in told.message.zh


def test_a_figure_told_alike_in_two_places_can_be_wrong_in_both():
    """Where the text and its table agree and a sum fails, both places are named."""
    told, cell = make_fact("860.00", start=0), make_fact("860.00", start=300)
    total, rest = make_fact("1000.00", start=400), make_fact("200.00", start=410)
    budget, left = make_fact("100.00", start=420), make_fact("700.00", start=430)
    relations = (
        agree("文字与报表", stated=of(told), computed=of(cell)),
        agree("合计", stated=of(total), computed=of(cell) + of(rest)),
        agree("合计另一处", stated=of(total), computed=of(left) + of(rest) + of(budget)),
        agree("差", stated=of(told), computed=of(left) + of(budget)),
    )
    found = diagnose(network_of(*relations))
    assert found
    ids = {fact.id for fact, _ in found[0].causes[0].changes}
    assert ids == {"f0", "f300"}


def test_equally_good_explanations_are_all_listed():
    """Two places of one figure that differ: neither is preferred, both are named."""
    one, other = make_fact("648.54", start=0), make_fact("748.54", start=300)
    (found,) = diagnose(network_of(agree("两处", stated=of(one), computed=of(other), strict=True)))
    assert found.equal == 2
    assert {cause.changes[0][0].raw for cause in found.causes[:2]} == {"648.54万元", "748.54万元"}


def test_a_word_of_direction_can_be_the_cause():
    """增加 that should be 减少 is told as the word, not as another number."""
    now, before = make_fact("90.00", start=0), make_fact("100.00", start=10)
    change = make_fact("10.00", start=20, measure="change", direction="increase")
    relation = agree("上年数", stated=of(before), computed=of(now) - of(change))
    (found,) = diagnose(network_of(relation))
    told = next(one for one in explanations(found) if one.changes[0][0].id == "f20")
    assert (told.changes[0][1], told.slip) == ("减少", "direction")


def test_a_unit_can_be_the_cause():
    """12.30 元 beside 12.30 万元 is told as a wrong unit."""
    one, other = make_fact("12.30", "元", start=0), make_fact("12.30", start=300)
    third = make_fact("12.30", start=600)
    relations = [
        agree("甲", stated=of(one), computed=of(other)),
        agree("乙", stated=of(third), computed=of(other)),
    ]
    (found,) = diagnose(network_of(*relations))
    assert found.causes[0].slip == "unit"
    assert "12.30万元" in explanations(found)[0].message.zh


def test_the_lead_says_what_the_figure_should_be():
    """One wrong figure in a disclosure is one lead that names it and its value."""
    text = (
        "三、支出决算情况说明\n2023年度本年支出合计800.00万元，其中："
        "基本支出660.00万元，占75%；项目支出200.00万元，占25%。\n"
    )
    lead = next(lead for lead in leads_of(text) if lead.explanations)
    assert lead.explanations[0].changes[0][1] == Decimal("600.00")
    assert "若文中基本支出“660.00万元”应为“600.00万元”" in lead.explanations[0].message.zh


@pytest.mark.parametrize("count", [3, 300])
def test_a_long_sum_is_diagnosed_too(count):
    """The wrong part of a long sum is found by its share."""
    parts = amounts(*["10.00"] * (count - 1), "91.00")
    total = make_fact(f"{10 * (count - 1) + 19}.00", start=90_000)
    share = make_fact(f"{Decimal(1900) / total.value:.2f}", "%", start=91_000)
    relations = [
        agree("合计", stated=of(total), computed=add(parts)),
        agree("占比", stated=of(share), computed=percent(of(parts[-1]), of(total))),
    ]
    (found,) = diagnose(network_of(*relations))
    ((fact, becomes),) = found.causes[0].changes
    assert (fact.value, becomes.value) == (Decimal("91.00"), Decimal("19.00"))


FEN = st.integers(10_000, 99_999_999)


@settings(max_examples=60, deadline=None)
@given(st.lists(FEN, min_size=2, max_size=5), st.data())
def test_a_proposed_change_always_mends_what_it_says(fen, data):
    """Whatever digit is changed, a first explanation makes its relations hold again."""
    values = [Decimal(one) / 100 for one in fen]
    sum_ = sum(values)
    shares = printed_shares(*(f"{value * 100 / sum_:.2f}" for value in values))
    printed = [f"{value:.2f}" for value in values]
    which = data.draw(st.integers(0, len(printed) - 1))
    text = printed[which]
    at = data.draw(st.integers(0, len(text) - 4))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    printed[which] = text[:at] + digit + text[at + 1 :]
    total, parts = make_fact(f"{sum_:.2f}", start=400), amounts(*printed)
    relations = list(whole(total, parts, shares))
    for diagnosis in diagnose(network_of(*relations)):
        for cause in diagnosis.causes:
            becomes = {fact.id: new for fact, new in cause.changes}
            again = whole(
                becomes.get(total.id, total),
                [becomes.get(part.id, part) for part in parts],
                [becomes.get(share.id, share) for share in shares],
            )
            after = [outcome.status for outcome in again]
            before = [outcome.status for outcome in relations]
            healed = sum(
                old == "inconsistent" != new for old, new in zip(before, after, strict=True)
            )
            assert healed == len(cause.mended)
            assert not any(
                old != "inconsistent" == new for old, new in zip(before, after, strict=True)
            )
