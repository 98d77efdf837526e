"""What if a figure read otherwise: relations are tested again, the source stays as it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosures import hostile_result

from audit.compare import retested
from audit.errors import AuditError
from audit.model import Fact
from audit.whatif import effects, healing, printed_as


def figure(raw: str, measure: str = "actual") -> Fact:
    """Return the figure of the hostile disclosure that prints `raw`."""
    return next(f for f in hostile_result().facts if f.raw.startswith(raw) and f.measure == measure)


def test_the_right_figure_heals_and_breaks_nothing() -> None:
    """97.22 beside 578.15 and 674.37: with 96.22 the sum holds, and the outcome says so."""
    result, wrong = hostile_result(), figure("97.22")
    found = effects(result.outcomes, {wrong.id: printed_as(wrong, "96.22")})
    healed = [e for e in found if e.turn == "heals"]
    assert healed
    assert found[0] in healed
    assert all(e.before == "inconsistent" != e.after for e in healed)
    assert not [e for e in found if e.turn == "breaks"]
    assert wrong.value == Decimal("97.22")  # the source is as it was


def test_a_wrong_proposal_breaks_what_held() -> None:
    """A figure changed at random makes relations fail that agreed."""
    result = hostile_result()
    sound = next(
        o for o in result.outcomes
        if o.status in ("exact", "rounding") and o.relation and len(o.facts) > 1
        and o.facts[0].value
    )  # fmt: skip
    fact = sound.facts[0]
    found = effects(result.outcomes, {fact.id: printed_as(fact, "99999.99")})
    assert sound in [e.outcome for e in found if e.turn == "breaks"]


def test_nothing_is_said_of_other_figures() -> None:
    """Without a change there is no effect."""
    assert effects(hostile_result().outcomes, {}) == ()


def test_the_range_that_heals_holds_the_right_figure() -> None:
    """The numbers offered mend every relation of the figure; those outside do not."""
    result, wrong = hostile_result(), figure("97.22")
    reach = healing(result.outcomes, wrong)
    assert reach is not None
    lo, hi = reach
    assert lo <= Decimal("96.22") <= hi
    about = [o.relation for o in result.outcomes if o.relation and wrong in o.facts]
    beyond = printed_as(wrong, str(hi + 1))
    assert any(retested(r, {wrong.id: beyond}) == "inconsistent" for r in about)


@pytest.mark.parametrize(
    ("typed", "value", "uom"),
    [
        ("96.22", "96.22", "万元"),
        (" 1,096.22 ", "1096.22", "万元"),
        ("９６．２２", "96.22", "万元"),
        ("962200元", "962200", "元"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, value: str, uom: str) -> None:
    """Commas, full-width digits and units of money are understood."""
    read = printed_as(figure("97.22"), typed)
    assert (read.value, read.uom) == (Decimal(value), uom)


def test_a_direction_can_be_typed() -> None:
    """增加 turns a decrease; without a word the printed direction stays."""
    change = next(f for f in hostile_result().facts if f.direction == "decrease")
    assert printed_as(change, "增加12.30").direction == "increase"
    assert printed_as(change, "12.30").direction == "decrease"
    assert printed_as(change, "持平").value == 0


@pytest.mark.parametrize("typed", ["", "很多", "<script>", "12%"])
def test_what_is_no_number_of_the_kind_is_told(typed: str) -> None:
    """Words, markup and another kind of unit are refused with a sentence."""
    with pytest.raises(AuditError, match="请"):
        printed_as(figure("97.22"), typed)
