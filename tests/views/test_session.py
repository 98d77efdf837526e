"""What a notebook's cells call: every method shows something, escaped and repeatable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from disclosures import TEXT
from lxml import html

from audit.errors import UnknownParameter
from audit.views import UnitView, open_unit
from audit.views.areas import AREAS
from audit.views.display import Picture, Shown

METHODS = (
    "head", "controls", "facts", "relations", "checks", "leads", "unchecked", "summary",
    "lead_list", "unread", "coverage", "decision_list", "fact_counts",
    "structure_chart", "change_chart", "residual_chart", "budget_chart",
    "score_chart", "outcome_chart",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with markup in its text and in its name."""
    path = tmp_path_factory.mktemp("hostile") / "a&b.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("area", [None, *AREAS])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_method_shows_something(area: str | None, language: str, hostile_file: Path) -> None:
    """Each method of each area gives something to show in both languages, nothing executable."""
    view = open_unit(str(hostile_file), language=language, area=area)  # type: ignore[arg-type]
    for name in METHODS:
        shown = getattr(view, name)()
        assert isinstance(shown, Shown | Picture), name
        assert shown.text.strip()
        if isinstance(shown, Shown):
            page = html.fragment_fromstring(str(shown.html))
            assert not page.xpath("//script | //img | //*[@onerror]"), name


def test_outputs_hold_no_path_and_no_address(hostile_file: Path) -> None:
    """Only the file's name is shown, and the same document gives the same output twice."""
    for area in (None, "expenditure"):
        first, second = (open_unit(str(hostile_file), area=area) for _ in range(2))
        for name in METHODS:
            one, two = getattr(first, name)(), getattr(second, name)()
            assert one == two, name
            told = str(one.html) if isinstance(one, Shown) else one.text
            assert str(hostile_file.parent) not in told
            assert not re.search(r" at 0x[0-9a-f]+", told)


def test_the_head_says_all_counts(hostile_file: Path) -> None:
    """One line holds consistent, rounding, leads, not checkable and crashed, also zeros."""
    text = open_unit(str(hostile_file)).head().text
    for words in ("一致", "舍入内", "疑点", "未能检查", "检查出错 0", "未读出"):
        assert words in text


def test_checks_show_stated_recomputed_residual_and_allowance(hostile_file: Path) -> None:
    """The wrong sum stands in the table with both figures, the residual and its allowance."""
    page = html.fragment_fromstring(
        str(open_unit(str(hostile_file), area="expenditure").checks().html)
    )
    row = next(r for r in page.xpath("//tr") if "578.15 + 97.22" in r.text_content())
    cells = [cell.text_content().strip() for cell in row.iter("td")]
    assert cells[0] == "≠ 不一致"
    assert "674.37 万元" in cells
    assert "675.37 万元" in cells
    assert any(cell.startswith("±0.01") for cell in cells)
    assert row.xpath(".//span[@class='gauge over']")


def test_parameters_that_contradict_the_document_are_told(hostile_file: Path) -> None:
    """A year that the document does not carry is shown beside the one it does."""
    head = open_unit(str(hostile_file), year=2021).head()
    assert "year=2021；文件所载：2023" in str(head.html)


def test_an_area_that_does_not_exist_is_refused(hostile_file: Path) -> None:
    """A wrong area in a hand-made notebook is an error with the areas there are."""
    with pytest.raises(UnknownParameter, match="three_public"):
        open_unit(str(hostile_file), area="income_tax")


def test_a_view_can_be_narrowed(hostile_file: Path) -> None:
    """The overview's view gives another area's without reading the document again."""
    view = open_unit(str(hostile_file))
    narrowed = view.within("income")
    assert isinstance(narrowed, UnitView)
    assert narrowed.result is view.result
    assert set(narrowed.outcomes_frame()["area"]) == {"income"}
    assert len(narrowed.facts_frame()) < len(view.facts_frame())
    assert len(narrowed.leads_frame()) <= len(view.leads_frame())
