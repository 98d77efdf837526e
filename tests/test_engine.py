from collections.abc import Iterator

import pytest
from records import make_fact, make_facts

import audit.checks  # noqa: F401 - before the catalogue is put aside
from audit import registry
from audit.compare import add, agree, of, passed, skip
from audit.engine import examine
from audit.facts import Facts
from audit.model import Message, Outcome

TOTAL = make_fact("674.37", start=0)
PARTS = (
    make_fact("578.15", start=10, concept="basic_expenditure"),
    make_fact("69.22", start=20, concept="project_expenditure"),
)
FACTS = make_facts(TOTAL, *PARTS, text="674.37    578.15    69.22   ")


@pytest.fixture
def enter(monkeypatch):
    """Return a function that enters a check into a catalogue of this test alone."""
    monkeypatch.setattr(registry, "_catalogue", {})

    def add_check(id_, function, severity="error", **more):
        function.__doc__ = "Return outcomes."
        entered = registry.check(
            id_, zh="题", en="title", severity=severity, basis="算术", area="income", **more
        )
        entered(function)

    return add_check


def sum_differs(_: Facts) -> Iterator[Outcome]:
    """Yield a sum that is 27 off."""
    yield agree("支出合计", stated=of(TOTAL), computed=add(PARTS))


def all_is_well(_: Facts) -> Iterator[Outcome]:
    """Yield a pass and a skip."""
    yield passed("甲", "成立", "holds", (TOTAL,))
    yield skip("乙", "没有数字", "no figure")


def crashes(_: Facts) -> Iterator[Outcome]:
    """Yield a pass, then fail."""
    yield passed("甲", "成立", "holds", (TOTAL,))
    raise ZeroDivisionError("on purpose")


def test_what_does_not_hold_becomes_a_lead(enter):
    """A lead carries check, severity, basis, the sentence and both places."""
    enter("AAA-01", sum_differs)
    (lead,) = examine(FACTS).leads
    assert (lead.check, lead.severity, lead.basis) == ("AAA-01", "error", "算术")
    assert "−" not in lead.id
    assert lead.id == "2023/AAA-01/1"
    assert [span.start for span in lead.quotes] == [0, 10, 20]


def test_what_holds_or_cannot_be_tested_is_no_lead(enter):
    """Passes and skips are counted apart and never mixed."""
    enter("AAA-01", all_is_well)
    result = examine(FACTS)
    assert result.leads == ()
    assert (result.counts.consistent, result.counts.not_checkable) == (1, 1)
    assert result.worst() is None


def test_a_crash_is_an_error_outcome_and_stops_nothing(enter):
    """What came before the crash counts, the next check runs, no lead is made of it."""
    enter("AAA-01", crashes)
    enter("AAA-02", sum_differs)
    result = examine(FACTS)
    crash = next(o for o in result.outcomes if o.status == "error")
    assert crash.check == "AAA-01"
    assert "ZeroDivisionError: on purpose" in crash.message.zh
    assert result.counts.errors_in_checks == 1
    assert result.counts.consistent == 1
    assert [lead.check for lead in result.leads] == ["AAA-02"]


def test_a_difference_that_rounding_hardly_explains_is_a_hint(enter):
    """`unlikely_rounding` is shown as info whatever the check's severity."""
    parts = [make_fact("1.00", start=10 * n) for n in range(1, 8)]

    def far_within(_: Facts) -> Iterator[Outcome]:
        yield agree("合计", stated=of(make_fact("6.97")), computed=add(parts))

    enter("AAA-01", far_within)
    (lead,) = examine(FACTS).leads
    assert (lead.outcome.status, lead.severity) == ("unlikely_rounding", "info")


def test_one_defect_is_one_lead(enter):
    """Two checks over the same figures with the same residual are told once."""
    enter("AAA-01", sum_differs, "warning", identity=True)
    enter("AAA-02", sum_differs, "error", identity=True)
    result = examine(FACTS)
    (lead,) = result.leads
    assert (lead.check, lead.severity) == ("AAA-02", "error")
    assert [outcome.check for outcome in lead.also] == ["AAA-01"]
    assert result.counts.leads == 1


def test_two_defects_are_two_leads_worst_first(enter):
    """Leads come by severity, then by place in the document."""

    def missing(_: Facts) -> Iterator[Outcome]:
        yield Outcome("甲", "missing", Message("没有甲", "no 甲"), (TOTAL,))

    enter("AAA-01", missing, "warning")
    enter("AAA-02", sum_differs, "error")
    assert [lead.check for lead in examine(FACTS).leads] == ["AAA-02", "AAA-01"]
    assert examine(FACTS).worst() == "error"


def test_the_check_may_choose_the_severity_of_an_outcome(enter):
    """An outcome's own severity stands above the check's."""

    def mild(_: Facts) -> Iterator[Outcome]:
        yield agree("合计", stated=of(TOTAL), computed=add(PARTS), severity="warning")

    enter("AAA-01", mild, "error")
    assert [lead.severity for lead in examine(FACTS).leads] == ["warning"]


def test_a_fingerprint_outlives_places_and_values(enter):
    """Re-typesetting or a corrected figure keeps it; another unit or year changes it."""

    def by_concept(facts: Facts) -> Iterator[Outcome]:
        total = facts.first("expenditure_current_year")
        part = facts.first("basic_expenditure")
        if total and part:
            yield agree("支出合计", stated=of(total), computed=of(part))

    enter("AAA-01", by_concept)

    def fingerprint(total, start, **about):
        figures = (
            make_fact(total, start=start),
            make_fact("578.15", start=start + 50, concept="basic_expenditure"),
        )
        (lead,) = examine(make_facts(*figures, **about)).leads
        return lead.fingerprint

    first = fingerprint("674.37", 0)
    assert fingerprint("999.99", 300) == first
    assert fingerprint("674.37", 0, unit="另一单位") != first
    assert len(first) == 16


def test_leads_of_one_check_are_numbered(enter):
    """Ids are year, check and a running number."""

    def twice(_: Facts) -> Iterator[Outcome]:
        for part in PARTS:
            yield agree(part.concept, stated=of(TOTAL), computed=of(part))

    enter("AAA-01", twice)
    assert [lead.id for lead in examine(FACTS).leads] == ["2023/AAA-01/1", "2023/AAA-01/2"]


def test_coverage_tells_used_from_read_and_unread(enter):
    """Every printed number is counted once: in a check, read only, or not read."""
    extra = make_fact("5.00", start=28)
    facts = make_facts(TOTAL, *PARTS, extra, text="674.37    578.15    69.22   5.00 7.00")
    enter("AAA-01", sum_differs)
    found = examine(facts).coverage
    assert (found.numbers, found.used, found.read, len(found.unread)) == (5, 3, 1, 1)
    assert facts.document.text[found.unread[0].start : found.unread[0].end] == "7.00"


def test_outcomes_and_leads_are_found_by_area(enter):
    """A notebook asks for the outcomes of its area."""
    enter("AAA-01", sum_differs)
    result = examine(FACTS)
    assert result.of_area("income") == result.outcomes
    assert result.leads_of_area("performance") == ()
