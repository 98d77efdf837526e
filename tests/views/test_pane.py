"""The document beside a lead: every number a place, long documents in parts, pages with boxes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from disclosures import TEXT, hostile_result
from lxml import html

import audit
from audit.engine import Result, examine
from audit.extraction import extract
from audit.reading.text import read_text
from audit.views.covered import STATES, coverage_html, number_states
from audit.views.figure_card import fact_at, fact_html, occurrences, outcomes_with
from audit.views.pages import page_at, page_html
from audit.views.pane import LONGEST, legend_html, marks_of, pane_html, places_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def printed() -> Result:
    """Return what the checks say of the sample PDF with tables."""
    return audit.check(ROOT / "data" / "sample_nine.pdf")


def marked_offsets(page: str) -> list[int]:
    """Return the offsets of the places on a page."""
    places = html.fragment_fromstring(page, "div").xpath("//*[@data-at]")
    return [int(node.get("data-at")) for node in places]


def test_every_printed_number_is_a_place() -> None:
    """Each has its offset, its state and, where it was read, what it is."""
    result = hostile_result()
    marks = marks_of(result, "zh")
    page = html.fragment_fromstring(str(pane_html(result, marks, "zh")), "div")
    places = {int(node.get("data-at")): node for node in page.xpath("//*[@data-at]")}
    assert {start for start, _ in number_states(result)} <= set(places)
    text = result.facts.document.text
    for start, node in places.items():
        assert text[start:].startswith(node.text_content())
        assert node.get("class") in STATES
        assert node.get("tabindex") == "0"
    assert "基本支出" in places[text.index("578.15")].get("title")


def test_the_text_is_whole_and_nothing_in_it_runs() -> None:
    """The pane holds every word of the document, markup as words."""
    result = hostile_result()
    page = html.fragment_fromstring(str(pane_html(result, marks_of(result, "zh"), "zh")), "div")
    plain = "".join(page.text_content().split())
    assert plain == "".join(result.facts.document.text.split())
    assert not page.xpath("//script | //img | //*[@onerror]")


def test_marks_never_overlap(printed: Result) -> None:
    """Words of a lead and the figures inside them become places side by side."""
    marks = marks_of(printed, "zh").marks
    assert all(one.end <= other.start for one, other in pairwise(marks))
    assert {"lead", "used", "read", "unread"} == {mark.state for mark in marks}


def test_the_places_of_a_stretch_are_found() -> None:
    """A span inside a mark, and one over several, lead to the marks there."""
    result = hostile_result()
    marks = marks_of(result, "zh")
    text = result.facts.document.text
    at = text.index("578.15")
    assert places_of(marks, {at + 1: at + 3}) == [at]
    assert at in places_of(marks, {at - 10: at + 30})


def test_a_long_document_is_shown_in_parts() -> None:
    """Of many pages the part around a place is made, with a note that says so."""
    lines = "\n".join(f"第{n}段，共{n}.50万元。" for n in range(4_000))
    long = f"{TEXT}{lines}\n{'长' * 500_000}\n{lines}"
    result = examine(extract(read_text(long.encode(), "long.txt"), "sichuan-2023"))
    marks = marks_of(result, "zh")
    text = result.facts.document.text
    for place in (text.index("第2000段"), text.rindex("第2000段")):
        page = str(pane_html(result, marks, "zh", place))
        assert len(page) < 30 * LONGEST
        assert "只显示" in page
        offsets = marked_offsets(page)
        assert min(offsets) < place < max(offsets)
    inside = str(pane_html(result, marks, "zh", text.index("长") + 250_000))
    assert LONGEST // 2 < inside.count("长长") * 2 <= LONGEST


def test_a_page_shows_boxes_where_numbers_are_printed(printed: Result) -> None:
    """The boxes lie on the picture, and each is the place of a number on that page."""
    document = printed.facts.document
    marks = marks_of(printed, "zh")
    lead = next(lead for lead in printed.leads if lead.outcome.relation)
    page = page_at(document, lead.quotes[0].start)
    assert page is not None
    found = html.fragment_fromstring(str(page_html(document, page, marks)), "div")
    assert found.xpath("//img/@src")[0].startswith("data:image/jpeg;base64,")
    boxes = found.xpath("//*[@data-at]")
    assert {document.line_at(int(box.get("data-at"))).page for box in boxes} == {page.number}  # type: ignore[union-attr]
    for box in boxes:
        sizes = dict(part.split(":") for part in box.get("style").split(";"))
        assert all(0 <= float(size.rstrip("%")) <= 100 for size in sizes.values())
    assert lead.quotes[0].start in {int(box.get("data-at")) for box in boxes}


def test_a_text_has_no_pages() -> None:
    """Without printed lines there is no page; a file that is gone cannot be drawn."""
    assert page_at(hostile_result().facts.document, 10) is None


def test_a_page_of_a_file_that_is_gone_is_an_error(printed: Result, tmp_path: Path) -> None:
    """The reader then shows the text."""
    page = page_at(printed.facts.document, printed.leads[0].quotes[0].start)
    assert page is not None
    gone = type(page)(tmp_path / "gone.pdf", 1, 1)
    with pytest.raises(OSError, match="gone"):
        page_html(printed.facts.document, gone, marks_of(printed, "zh"))


def test_the_legend_tells_states_by_sign_and_word(printed: Result) -> None:
    """Four states, each with a sign of its own, a word and a count."""
    told = html.fragment_fromstring(str(legend_html(printed, "zh"))).text_content()
    assert all(sign in told for sign in "▲✓○?")
    assert "未读出" in told
    assert str(len(printed.coverage.unread)) in told


def test_coverage_counts_every_number_once(printed: Result) -> None:
    """The rows of the sections add up to the coverage of the whole."""
    table = html.fragment_fromstring(str(coverage_html(printed, "zh")))
    rows = [[c.text_content() for c in row.iter("td")] for row in table.iter("tr")][1:]
    sums = [sum(int(row[column]) for row in rows) for column in range(1, 5)]
    coverage = printed.coverage
    assert sums == [coverage.numbers, coverage.used, coverage.read, len(coverage.unread)]


def test_a_figure_tells_its_checks_and_its_other_places() -> None:
    """What it is, what it can stand for, what fails first, and where it is told again."""
    result = hostile_result()
    text = result.facts.document.text
    fact = fact_at(result, text.index("97.22"))
    assert fact is not None
    assert outcomes_with(result, fact)[0].status == "inconsistent"
    card = fact_html(result, fact, "en")
    assert "97.215 … 97.225" in card
    assert "EXP-02" in card
    assert fact in occurrences(result, fact)
    assert fact_at(result, 0) is None
