"""The index over a batch: gravest first, links, failures with their sentences, escaped."""

from __future__ import annotations

from lxml import html

from audit.report import IndexRow, index_html


def row(unit: str, errors: int, report: str = "u/2023/report.html", sentence: str = "") -> IndexRow:
    """Return one line of an index."""
    levels = (("error", errors), ("warning", 1), ("info", 0))
    return IndexRow(
        "f.docx", unit, "2023", report, (("1_income", "u/1.html"),), levels, 9, 1, "97%", sentence
    )


def test_the_gravest_unit_comes_first() -> None:
    """Units are ordered by contradictions; totals are summed."""
    page = html.document_fromstring(index_html([row("甲局", 0), row("乙局", 3), row("丙局", 1)]))
    assert page.xpath("//tbody//td[1]/a/text()") == ["乙局", "丙局", "甲局"]
    assert page.xpath("//div[@class='error']/b/text()") == ["4"]
    assert "u/1.html" in page.xpath("//a/@href")


def test_failures_are_told() -> None:
    """A document without a report stands below with its sentence."""
    failed = IndexRow(
        "x.docx", "", "", "", (), (), 0, 0, "", "x.docx：不是 Word 文件；请另存为 .docx。"
    )
    page = html.document_fromstring(index_html([row("甲局", 0), failed]))
    assert "不是 Word 文件" in page.text_content()
    assert page.xpath("//tbody//td[1]/a/text()") == ["甲局"]


def test_hostile_names_are_escaped() -> None:
    """A unit's name with markup adds no element."""
    page = html.document_fromstring(index_html([row("<script>alert(1)</script>", 1)], "en"))
    assert not page.xpath("//script")
    assert "<script>alert(1)</script>" in page.text_content()


def test_an_empty_batch_is_a_page() -> None:
    """No unit at all still gives a valid page."""
    assert "<h1>" in index_html([])
