"""A lead's sheet: all that is needed to redo it, and nothing of the document unescaped."""

from __future__ import annotations

from disclosures import HOSTILE, hostile_result
from lxml import html

from audit.handbook import page_of
from audit.registry import find_check
from audit.views.evidence import sheet, sheet_html
from audit.views.words import LANGUAGES


def test_a_sheet_can_be_redone_by_hand() -> None:
    """The wrong sum shows stated, recomputed, residual, allowance, sum, figures and quotations."""
    result = hostile_result()
    lead = next(lead for lead in result.leads if lead.check == "EXP-02")
    content = sheet(lead, result.facts.document)
    assert content.stated == "674.37 万元"
    assert content.recomputed == "675.37 万元"
    assert content.allowance.startswith("±0.01")
    assert "倍" in content.excess
    assert "578.15 + 97.22 = 675.37" in content.formula
    marked = [p.text for passage in content.passages for p in passage.pieces if p.marked]
    assert {"674.37", "578.15", "97.22"} <= set(marked)
    assert [(row.weight, row.figure, row.least, row.greatest) for row in content.terms] == [
        ("＋", "578.15 万元", "578.145", "578.155"),
        ("＋", "97.22 万元", "97.215", "97.225"),
        ("＝", "675.37 万元", "675.360", "675.380"),
        ("＝", "674.37 万元", "674.365", "674.375"),
        ("", "14.27%", "14.265", "14.275"),  # the same difference shows in the share
    ]


def test_markup_of_the_document_never_becomes_markup() -> None:
    """Sheets of a hostile document hold no element that the document wrote."""
    result = hostile_result()
    assert HOSTILE in result.facts.document.text
    for lead in result.leads:
        page = html.fragment_fromstring(str(sheet_html(sheet(lead, result.facts.document))))
        assert not page.xpath("//script | //img | //*[@onerror]")


def test_a_linked_sheet_points_into_the_text() -> None:
    """In a report each quotation links to the offset of its figure."""
    result = hostile_result()
    lead = next(lead for lead in result.leads if lead.check == "EXP-02")
    page = html.fragment_fromstring(
        str(sheet_html(sheet(lead, result.facts.document), linked=True))
    )
    links = {link.get("href") for link in page.xpath("//blockquote/a")}
    assert links == {
        f"#t{passage.anchor}" for passage in sheet(lead, result.facts.document).passages
    }


def test_limits_are_told_in_the_language_of_the_sheet() -> None:
    """What a reader is told of false alarms comes from the check's page."""
    result = hostile_result()
    lead = result.leads[0]
    for language in LANGUAGES:
        shown = sheet(lead, result.facts.document, language).limits
        assert shown
        assert shown == page_of(find_check(lead.check), language).limits
