"""Forms: every printed cell, and beside a score what the rule gives, never a form's total."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import audit
from audit.engine import Result
from audit.views import series
from audit.views.forms import forms_html, recomputed_scores


@pytest.fixture(scope="module")
def sample(sample_docx: Path) -> Result:
    """Return the outcomes of the bundled sample."""
    return audit.check(sample_docx)


def test_every_indicator_has_its_row(sample: Result) -> None:
    """Each form shows its name, its budget rows and all its indicators."""
    page = html.fragment_fromstring(
        str(forms_html(sample.facts.forms, sample.outcomes, "zh")), create_parent="div"
    )
    assert [h.text for h in page.iter("h3")] == [form.label for form in sample.facts.forms]
    rows = len(page.xpath(".//tbody/tr"))
    assert rows == sum(len(form.funding) + len(form.indicators) for form in sample.facts.forms)


def test_a_recomputed_score_stands_beside_the_stated_one(sample: Result) -> None:
    """6 of 10 trainings with 60 points of 60: the rule gives 36.00, which differs."""
    page = html.fragment_fromstring(
        str(forms_html(sample.facts.forms, sample.outcomes, "zh")), create_parent="div"
    )
    (row,) = [r for r in page.iter("tr") if "经办人员培训次数" in r.text_content()]
    cells = [cell.text_content() for cell in row.iter("td")]
    assert "60" in cells
    assert "36.00 ≠ 不一致" in cells


def test_sums_over_a_form_are_no_score_of_a_cell(sample: Result) -> None:
    """The check of a form's total never shows as the recomputed score of an indicator."""
    scored = recomputed_scores(sample.outcomes)
    totals = {form.total_score.id for form in sample.facts.forms if form.total_score}
    assert scored
    assert not totals & set(scored)
    for id_, outcome in scored.items():
        assert id_ in {fact.id for fact in outcome.facts}
        assert outcome.expected is not None
        assert outcome.expected <= 100


def test_totals_come_from_the_check_that_recomputed_them(sample: Result) -> None:
    """A project whose scores follow the rule keeps its total; one that does not falls."""
    found = series.totals(sample.facts.projects, sample.outcomes)
    assert len(found) == len([form for form in sample.facts.projects if form.total_score])
    assert all(score.recomputed <= score.stated for score in found)
    assert any(score.recomputed < score.stated for score in found)
    assert any(score.recomputed == score.stated for score in found)
