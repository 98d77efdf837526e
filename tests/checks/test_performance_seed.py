"""The self-evaluations of the first real disclosure: what must be found, and nothing else."""

from collections import Counter
from decimal import Decimal

import pytest

import audit

ERRORS = {
    "PRF-02": ["10,273.76", "674.37万元", "100%"],
    "FIS-19": ["3.27万元", "100%", "3.27", "4.41", "74.03%"],
    "PRJ-13": ["10", "6", "60", "60"],
    "PRJ-14": ["20", "76.97", "10", "10"],
    "PRJ-15": ["23", "4.47", "10", "10"],
}
WARNINGS = {
    "PRF-05": 1, "PRF-06": 1, "PRJ-04": 1, "PRJ-06": 1, "PRJ-07": 2, "PRJ-16": 2, "PRJ-19": 1,
    "PRJ-24": 3, "PRJ-25": 1, "FIS-20": 1,
}  # fmt: skip
HINTS = {"PRF-04": 1, "PRF-08": 2, "PRJ-09": 1, "PRJ-21": 1, "PRJ-22": 1, "PRJ-23": 1, "PRJ-26": 1}
MINE = ("PRF-", "PRJ-", "EXP-07", "FIS-19", "FIS-20")


@pytest.fixture(scope="module")
def result(seed_path):
    """Return what the checks say of the seed."""
    return audit.check(seed_path)


def of_severity(result, severity):
    """Return the leads of these checks with that severity."""
    return [x for x in result.leads if x.severity == severity and x.check.startswith(MINE)]


def outcomes(result, check, status):
    """Return what a check says with that status."""
    return [o for o in result.outcomes if o.check == check and o.status == status]


def test_exactly_the_errors_that_are_there(result):
    """Nine leads tell of the eight contradictions; one indicator each, two for S06."""
    found = Counter(lead.check for lead in of_severity(result, "error"))
    single = {"PRF-02", "FIS-19", "PRJ-01", "PRJ-13", "PRJ-14", "PRJ-15", "PRJ-17"}
    assert found == {**dict.fromkeys(single, 1), "PRF-10": 2}


@pytest.mark.parametrize("check", ["PRF-02", "PRJ-13", "PRJ-14", "PRJ-15", "FIS-19"])
def test_an_error_rests_on_the_figures_of_both_places(result, check):
    """Each lead names the printed figures that contradict each other."""
    (lead,) = [x for x in of_severity(result, "error") if x.check == check]
    assert sorted(fact.raw.strip() for fact in lead.facts) == sorted(ERRORS[check])


def test_one_indicator_with_two_results(result):
    """网络全年畅通率 and 运转保障率 are quoted from both tables."""
    leads = [x for x in of_severity(result, "error") if x.check == "PRF-10"]
    results = {tuple(f.raw for f in x.facts if f.concept == "indicator") for x in leads}
    assert results == {("97%", "95"), ("90%", "97")}
    assert all(len({quote.section for quote in x.quotes}) == 2 for x in leads)


def test_exactly_the_warnings_that_are_there(result):
    """Nothing but S09, S10, S17 to S23 and S25."""
    assert Counter(lead.check for lead in of_severity(result, "warning")) == WARNINGS


def test_hints(result):
    """S28, S36 to S39, and the recomputed totals of four projects."""
    found = Counter(lead.check for lead in of_severity(result, "info"))
    assert found == {**HINTS, "PRJ-27": 1, "PRJ-29": 4}


def test_four_missed_targets_are_one_lead(result):
    """档案数字化页数, 清晰度, 运转保障率 and 困难补助, 12 points together."""
    (lead,) = [x for x in of_severity(result, "warning") if x.check == "PRF-06"]
    told = lead.message.zh
    assert all(
        w in told for w in ("档案数字化页数", "档案数字化清晰度", "运转保障率", "老干部困难补助")
    )
    assert "+4.39%" in told
    assert "涉及权重 12 分" in told


def test_recomputed_totals(result):
    """92.60 and 95.00 stay 优, 70.00 becomes 中, 87.94 becomes 良."""
    leads = [x for x in of_severity(result, "info") if x.check == "PRJ-29"]
    totals = {x.outcome.expected: "变为" in x.message.zh for x in leads}
    expected = {"92.60": False, "95.00": False, "70.00": True, "87.94": True}
    assert totals == {Decimal(total): changed for total, changed in expected.items()}


def test_what_holds_is_confirmed(result):
    """Sums, rates, conversions and ties that hold are outcomes, not silence."""
    assert len(outcomes(result, "PRJ-08", "exact")) == 6
    assert len(outcomes(result, "PRJ-10", "exact")) == 6
    assert len(outcomes(result, "PRJ-12", "exact")) == 6
    assert len(outcomes(result, "PRF-03", "exact")) == 1
    assert len(outcomes(result, "PRF-01", "exact")) == 1
    assert len(outcomes(result, "PRF-09", "exact")) == 2
    assert [o.formula.split(" = ")[1] for o in outcomes(result, "EXP-07", "exact")] == [
        "96.22 万元，印列 96.22 万元"
    ]
    assert len(outcomes(result, "EXP-07", "rounding")) == 1


def test_rates_and_scores_within_rounding(result):
    """74.03 % for 3.27 of 4.41, and whole points for 9.07 and 7.41, are rounding."""
    rates = outcomes(result, "PRJ-03", "rounding")
    assert {(o.expected, o.actual) for o in rates} == {(Decimal("74.15"), Decimal("74.03"))}
    scores = outcomes(result, "PRJ-04", "rounding")
    assert [(o.expected, o.actual) for o in scores] == [
        (Decimal("9.07"), Decimal(9)),
        (Decimal("7.41"), Decimal(7)),
    ]


def test_yuan_and_ten_thousands_confirm_each_other(result):
    """Every amount in prose and every cost indicator meets its cell after conversion."""
    told = {"exact": 7, "rounding": 2}
    for status, count in told.items():
        assert len(outcomes(result, "PRJ-28", status)) == count
    assert len(outcomes(result, "PRJ-27", "exact")) == 5
    assert len(outcomes(result, "PRJ-27", "rounding")) == 3
    assert not outcomes(result, "PRJ-28", "inconsistent")


def test_no_check_crashes_on_the_seed(result):
    """No outcome of these checks is an error of the program."""
    assert [o.formula for o in result.outcomes if o.status == "error"] == []
