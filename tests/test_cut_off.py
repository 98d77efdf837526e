"""Figures read as cut off: what they stand for, and how sums of them agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from disclosures import hostile_result

import audit
from audit.compare import Quantity, add, agree, of
from audit.cut_off import cut_off
from audit.engine import examine
from audit.model import Fact
from audit.views import numbers


def printed(value: str) -> Fact:
    """Return an amount in 万元 that was cut off."""
    fact = next(f for f in hostile_result().facts if f.raw.startswith("97.22"))
    return replace(fact, value=Decimal(value), raw=value, cut=True)


def summed(*values: str) -> Quantity:
    """Return the sum of amounts that were cut off."""
    total = add([printed(value) for value in values])
    assert total is not None
    return total


def test_a_cut_figure_stands_for_what_follows_it() -> None:
    """12.34 cut off is 12.34 up to 12.35, and the bounds that people see say so."""
    assert numbers.bounds(printed("12.34")) == ("12.340", "12.350")


@pytest.mark.parametrize(
    ("total", "status"),
    [("3.00", "exact"), ("3.02", "rounding"), ("2.99", "inconsistent"), ("3.03", "inconsistent")],
)
def test_a_total_of_cut_figures_is_never_less_than_its_parts(total: str, status: str) -> None:
    """Three parts of 1.00 make 3.00 to 3.02 when all are cut off, never 2.99."""
    outcome = agree("合计", stated=of(printed(total)), computed=summed("1.00", "1.00", "1.00"))
    assert outcome.status == status


def test_the_allowance_is_that_of_the_side_on_which_the_residual_lies() -> None:
    """Upwards three cut parts allow 0.03, downwards the total's own 0.01."""
    up = agree("合计", stated=of(printed("3.02")), computed=summed("1.00", "0.99", "1.01"))
    down = agree("合计", stated=of(printed("2.98")), computed=summed("1.00", "0.99", "1.01"))
    assert (up.allowance, down.allowance) == (Decimal("0.030"), Decimal("0.010"))


def test_many_cut_parts_are_no_hint() -> None:
    """What cutting off must lose on average is not called unlikely."""
    parts = [f"{n}.{n}{n}" for n in range(1, 10)]
    total = sum(map(Decimal, parts)) + Decimal("0.04")
    assert (
        agree("合计", stated=of(printed(str(total))), computed=summed(*parts)).status == "rounding"
    )


def test_a_disclosure_read_as_cut_off_keeps_its_figures(sample_txt) -> None:
    """Only what figures can stand for changes; every figure of every table is marked."""
    facts = audit.read_facts(sample_txt)
    marked = cut_off(facts)
    assert all(f.cut for f in marked)
    assert all(f.cut for table in marked.tables for f in table.facts)
    assert [f.value for f in marked] == [f.value for f in facts]
    assert marked.document is facts.document
    shared = marked.forms[0].total
    assert shared is None or shared.initial is None or shared.initial in marked.figures
    assert len(examine(marked).outcomes) == len(examine(facts).outcomes)
    assert not any(f.cut for f in facts)
