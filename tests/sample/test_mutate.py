"""Defects are planted where they are said to be, and nowhere else."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import audit
from audit.sample import digits
from audit.sample.mutate import plant
from audit.sample.places import KINDS, places

DATA = Path(__file__).parents[2] / "data"
PRINTED = st.one_of(
    st.decimals(0, 99_999, places=2).map(str),
    st.decimals(0, 100, places=2).map(str),
    st.integers(0, 9_999).map(str),
    st.decimals(1_000, 9_999_999, places=2).map(lambda value: f"{value:,}"),
)


@pytest.fixture(scope="module", params=["sample.txt", "sample_nine.docx", "sample_nine.pdf"])
def facts(request):
    """Return the facts of a document of each format."""
    return audit.read_facts(str(DATA / request.param))


@pytest.mark.parametrize("kind", KINDS)
def test_a_defect_stands_where_it_is_said(facts, kind):
    """The words at its place are the planted ones; every other offset holds."""
    chance = random.Random(kind)  # noqa: S311 - no secret is drawn
    found = [*places(kind, facts)]
    some = [plant(kind, facts, place, chance) for place in chance.sample(found, min(6, len(found)))]
    for mutant in filter(None, some):
        document, defect = mutant.document, mutant.defect
        text = facts.document.text
        first = defect.printed.split(" | ")[0]
        assert text[defect.start :].startswith(first if kind != "missing_row" else defect.printed)
        if kind == "missing_row":
            assert len(document.text) == len(text) - len(defect.printed) - 1
        else:
            at = mutant.shift(defect.start)
            assert document.text[at:].startswith(defect.planted.split(" | ")[0])
            assert defect.planted != defect.printed
        assert all(document.text[p.start : p.end] == p.text for p in document.paragraphs)
        cells = [cell for table in document.tables for row in table.rows for cell in row]
        assert all(document.text[cell.start : cell.end] == cell.text for cell in cells)


@pytest.mark.parametrize("kind", ["amount", "percentage", "table_cell", "small_change"])
def test_a_changed_figure_is_read_as_it_is_printed(facts, kind):
    """Extraction sees the planted digits where the figure stood, and the others as before."""
    chance = random.Random(f"{kind}-read")  # noqa: S311 - as above
    found = places(kind, facts)
    for place in chance.sample(found, min(3, len(found))):
        mutant = plant(kind, facts, place, chance)
        if mutant is None:
            continue
        again = audit.extract(mutant.document, facts.edition.name)
        start = mutant.shift(place[0].span.start)
        read = next(fact for fact in again if fact.span.start == start)
        assert abs(read.value) == digits.value_of(mutant.defect.planted)
        assert len(again) == len(facts)


def seeded():
    """Return chance that is the same each time."""
    return random.Random(1)  # noqa: S311 - no secret is drawn


def test_the_same_chance_plants_the_same(facts):
    """A seed decides everything."""
    one, two = (
        [
            mutant.defect
            for kind in KINDS
            for place in places(kind, facts)[:3]
            if (mutant := plant(kind, facts, place, seeded()))
        ]
        for _ in range(2)
    )
    assert one == two
    assert one


def test_every_kind_finds_a_place():
    """On the samples together no kind is idle."""
    both = [audit.read_facts(str(DATA / name)) for name in ("sample.txt", "sample_nine.docx")]
    assert all(any(places(kind, facts) for facts in both) for kind in KINDS)


@given(PRINTED, st.randoms(use_true_random=False))
def test_a_slip_prints_another_number_as_numbers_are_printed(printed, chance):
    """Another value, never 05 or 1., never the last digit one more or less; commas stay."""
    for name, found in digits.all_slips(printed, chance):
        assert name in digits.SLIPS
        assert digits.value_of(found) != digits.value_of(printed)
        assert not digits.is_small(printed, found)
        whole = found.partition(".")[0].replace(",", "")
        assert whole == "0" or not whole.startswith("0")
        assert "," not in found or "," in printed
        assert digits.is_readable(found)


@given(PRINTED, st.randoms(use_true_random=False))
def test_a_nudge_moves_the_last_digit_by_one(printed, chance):
    """The change is one unit of the last place, and never below nought."""
    found = digits.nudged(printed, chance)
    if found:
        step = Decimal(1).scaleb(-digits.decimals(printed))
        assert abs(digits.value_of(found) - digits.value_of(printed)) == step
        assert digits.decimals(found) == digits.decimals(printed)


@pytest.mark.parametrize(
    ("printed", "cut"), [("3.27", "3.2"), ("3.24", ""), ("11,277.06", "11,277.0"), ("7", "")]
)
def test_cut_off_counts_only_where_rounding_prints_another_digit(printed, cut):
    """3.27 cut to 3.2 is wrong, 3.24 cut to 3.2 is what rounding gives."""
    assert digits.cut_off(printed) == cut


@pytest.mark.parametrize(
    ("printed", "rest"), [("43", "57"), ("43.10", "56.90"), ("50", ""), ("100", "")]
)
def test_complement(printed, rest):
    """57 is printed for 43; half and all have no other share."""
    assert digits.complement(printed) == rest


@pytest.mark.parametrize(
    ("printed", "power", "moved"),
    [("674.37", 4, "6743700"), ("12,000", -4, "1.2"), ("0", 4, ""), ("0.05", 4, "500")],
)
def test_scaled(printed, power, moved):
    """A number told in another unit keeps its digits."""
    assert digits.scaled(printed, power) == moved


def test_what_is_one_figure_over_two_lines_is_left_alone():
    """Digits with white space in them cannot be edited in place."""
    assert not digits.is_readable("1,119.4 8")
    assert not digits.is_readable("１２")
