"""What the widgets call: decide, and find the decision again after a restart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from disclosures import TEXT
from lxml import html

from audit.errors import InvalidDecision, UnknownLead
from audit.review import read_journal
from audit.views import UnitView, open_unit
from audit.views.decisions import standing_lines

TIME = "2026-03-01T09:30:00+08:00"
LEAD = "2023/EXP-02/1"


@pytest.fixture
def view(tmp_path: Path) -> UnitView:
    """Return a disclosure with one wrong sum, its decisions in a folder of the test."""
    return opened(tmp_path)


def opened(folder: Path, **more: object) -> UnitView:
    """Open the disclosure as a notebook does."""
    source = folder / "a.txt"
    source.write_text(TEXT, "utf-8")
    more = {"journal": folder / "r" / "decisions.jsonl", **more}
    return open_unit(str(source), edition="sichuan-2023", **more)  # type: ignore[arg-type]


def test_a_decision_is_there_after_a_restart(view: UnitView, tmp_path: Path) -> None:
    """The folder is made; another view of the same unit sees it at once."""
    found = view.decide(LEAD, "dismiss", name="张三", reason="口径不同", time=TIME)
    assert found.status == "dismissed"
    again = opened(tmp_path)
    assert again.decisions.of(LEAD).decision == found.decision
    assert found.decision is not None
    assert found.decision.time == TIME
    assert found.decision.seen is not None


def test_two_views_lose_nothing(view: UnitView, tmp_path: Path) -> None:
    """Both people's decisions are kept; the later one counts in both views."""
    other = opened(tmp_path)
    view.decide(LEAD, "confirm", name="张三")
    other.decide(LEAD, "explain", name="李四", answer="笔误")
    assert [one.name for one in view.decisions.of(LEAD).history] == ["张三", "李四"]
    assert view.decisions.of(LEAD).status == "explained"


def test_a_what_if_becomes_a_proposed_correction(view: UnitView) -> None:
    """Figure ids with values, as a what-if gives them, are kept with their labels."""
    lead = next(lead for lead in view.result.leads if lead.id == LEAD)
    fact = next(fact for fact in lead.facts if fact.raw.startswith("97.22"))
    found = view.decide(lead, "correct", name="张三", correction={fact.id: Decimal("96.22")})
    (one,) = found.correction
    assert (one.figure, one.label, one.value) == (fact.id, fact.label, "96.22")
    assert found.status == "open"
    assert any("96.22" in line for line in standing_lines(found, "zh", outdated=False))


def test_what_may_not_stand_is_refused(view: UnitView, tmp_path: Path) -> None:
    """A lead or a figure that is not there, no name, no reason: nothing is written."""
    with pytest.raises(UnknownLead):
        view.decide("2023/EXP-02/9", "confirm", name="张三")
    with pytest.raises(UnknownLead):
        view.decide(LEAD, "correct", name="张三", correction={"none": "1"})
    with pytest.raises(InvalidDecision):
        view.decide(LEAD, "confirm", name="")
    with pytest.raises(InvalidDecision):
        view.decide(LEAD, "dismiss", name="张三")
    assert read_journal(tmp_path / "r" / "decisions.jsonl").decisions == ()


def test_the_list_shows_decisions_and_escapes_them(view: UnitView) -> None:
    """Who, when and why stand beside each lead; markup in a reason stays text."""
    assert "已复核 0 / " in str(view.decision_list().html)
    view.decide(LEAD, "dismiss", name="张三", reason="<script>alert(1)</script>", time=TIME)
    page = html.fragment_fromstring(str(view.decision_list().html))
    assert not page.xpath("//script")
    assert TIME in page.text_content()
    assert "不成立" in page.text_content()
    assert view.within("income").decision_list().text.strip()


def test_decisions_lie_beside_the_results_of_audit_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the project's folder and from the notebooks' folder it is the same file."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    (notebooks / "0_overview.ipynb").write_text("{}", "utf-8")
    usual = tmp_path / "reports" / "某县测试局" / "2023" / "decisions.jsonl"
    for folder in (tmp_path, notebooks):
        monkeypatch.chdir(folder)
        assert opened(tmp_path, journal=None).decisions.journal.resolve() == usual
