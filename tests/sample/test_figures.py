"""The exact figures of invented units: they balance, join up, and are of a likely size."""

import subprocess
import sys

import pytest

from audit import sample
from audit.sample.figures import FISCAL, PERSONNEL, PUBLIC, SOURCES

SEEDS = range(40)


@pytest.fixture(scope="module", params=SEEDS)
def unit(request):
    """Return the unit of a seed."""
    return sample.unit(request.param)


def test_both_sides_balance(unit):
    """Revenue and carry-over are what was spent, distributed and carried on, to the fen."""
    now = unit.accounts
    used = now.total().total + now.distributed + now.rest()
    assert now.grand_total() == used
    for source in FISCAL:
        assert now.fiscal_total(source) == now.total(source).total + now.rest(source)
    assert now.revenue() == sum(map(now.appropriated, FISCAL)) + sum(now.own.values())


def test_no_amount_is_negative(unit):
    """Neither revenue of any kind nor a carry-over falls below nothing."""
    for now in (unit.accounts, unit.previous):
        amounts = [*map(now.appropriated, FISCAL), *now.own.values()]
        amounts += [*now.opening.values(), *now.closing.values(), now.surplus_used]
        assert min(amounts) >= 0
        assert all(item.basic >= 0 and item.project >= 0 for item in now.items)


def test_both_classifications_spend_the_same(unit):
    """Basic expenditure is the same by what it is for and by what it buys."""
    now = unit.accounts
    basic = now.economy(*PERSONNEL) + now.economy(*PUBLIC)
    assert now.total("general").basic == basic > 0


def test_contributions_are_likely(unit):
    """Pension to annuity is near two to one, the housing fund near three quarters of it."""
    now = unit.accounts
    pension, annuity, housing = map(now.economy, ("30108", "30109", "30113"))
    assert 1.9 < pension / annuity < 2.1
    assert 0.6 < housing / pension < 0.9


def test_three_public_expenses_keep_to_their_budget(unit):
    """No kind is overspent, and its counts go with its money."""
    three = unit.accounts.three
    assert all(three.spent[kind] <= three.planned[kind] for kind in three.spent)
    assert (three.spent["hospitality"] > 0) == (three.guests > 0) == (three.batches > 0)
    assert (three.spent["overseas"] > 0) == (three.groups > 0)
    assert three.held > 0 or not three.spent["operation"]
    assert sum(count for _, count in unit.accounts.vehicles) >= three.held


def test_years_join_up(unit):
    """What a year closes with the next opens with; the year before is the same, asked twice."""
    before = unit.before()
    assert before.accounts == unit.previous
    assert before.year == unit.year - 1
    assert before.outline == unit.outline
    for source in SOURCES:
        assert before.accounts.closing[source] == unit.accounts.opening[source]


def test_units_are_of_many_kinds():
    """Small and large, with and without cars, funds, own revenue; of every kind of unit."""
    units = [sample.unit(seed) for seed in range(200)]
    spent = sorted(unit.accounts.total().total for unit in units)
    assert spent[20] * 8 < spent[-20]
    funded = sum(bool(unit.accounts.of("funds")) for unit in units)
    assert 40 < funded < 100
    assert {unit.outline.kind for unit in units} == {"a", "c", "i"}
    assert {unit.edition for unit in units} == set(sample.EDITIONS)
    assert 20 < sum(not unit.accounts.three.held for unit in units) < 100
    budgets = [item.planned for unit in units for item in unit.accounts.of("general")]
    assert 0 < budgets.count(0) < len(budgets) // 10


def test_a_size_gives_as_many_items():
    """Ten and a hundred times as large have about ten and a hundred times the items."""
    counts = [len(sample.unit(3, size=size).accounts.items) for size in (1, 10, 100)]
    assert 6 * counts[0] < counts[1] < 16 * counts[0]
    assert 60 * counts[0] < counts[2] < 160 * counts[0]
    codes = [item.code for item in sample.unit(3, size=100).accounts.of("general")]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("given", [{"size": 0}, {"edition": "jiangsu-1999"}])
def test_what_cannot_be_drawn_is_refused(given):
    """A size below one, or an edition that no layout is kept for."""
    with pytest.raises(ValueError, match=r"size|没有版式"):
        sample.unit(1, **given)


def test_the_same_seed_gives_the_same_bytes_whatever_the_hashes():
    """Another process with other hashes writes the same text."""
    program = (
        "from audit import sample; import hashlib, sys;"
        "texts = [sample.render_text(sample.unit(seed)) for seed in range(8)];"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
