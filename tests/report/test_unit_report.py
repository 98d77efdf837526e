"""The unit's report: whole, self-contained, linked, escaped, small, and always the same."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from disclosures import hostile_result
from lxml import html
from records import make_facts

import audit
from audit.engine import Result, examine
from audit.report import report_html
from audit.report.unit import sheet_anchors

LIMIT = 320_000
_FOREIGN = re.compile(r"""(?:src|href|action|data)\s*=\s*["'](?!#|data:image/)|url\(|@import""")


@pytest.fixture(scope="module")
def sample(sample_docx: Path) -> Result:
    """Return the outcomes of the bundled sample."""
    return audit.check(sample_docx)


def test_the_report_is_complete(sample: Result) -> None:
    """Head, counts, every lead, what was not checked, passes, figures, rules, the text."""
    page = html.document_fromstring(report_html(sample, "/somewhere/sample.docx"))
    text = page.text_content()
    assert sample.facts.unit in page.findtext(".//h1")
    assert sample.facts.document.sha256[:12] in text
    assert "sample.docx" in text
    assert "/somewhere" not in text
    assert f"核对 {len(sample.outcomes)} 处" in text
    assert len(page.xpath("//section[@class='sheet-box']")) == len(sample.leads)
    assert len(page.xpath("//figure[@class='chart']//*[@role='img']")) == 7
    for anchor in ("leads", "not-checked", "passed", "figures", "thresholds", "document"):
        assert page.xpath(f"//*[@id='{anchor}']"), anchor
    assert "不是结论" in text


def test_every_link_has_its_place(sample: Result) -> None:
    """Each link within the page has a target, and no id is given twice."""
    page = html.document_fromstring(report_html(sample, "sample.docx"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link[1:] for link in page.xpath("//a/@href")}
    assert links
    assert links <= set(ids)


def test_the_text_is_whole(sample: Result) -> None:
    """The coloured text has every character of the document, in order."""
    page = html.document_fromstring(report_html(sample, "sample.docx"))
    shown = page.xpath("//div[@class='text']")[0]
    for number in shown.xpath(".//caption/small"):
        number.drop_tree()  # a chart's number, which the document does not print
    printed = "".join(sample.facts.document.text.split())
    assert "".join(shown.text_content().split()) == printed


def _without_font(page: str) -> str:
    """Return the page without the characters that it carries."""
    return re.sub(r"<style>@font-face.*?</style>\n", "", page)


def test_nothing_is_requested_and_nothing_runs(sample: Result) -> None:
    """No script, no foreign address, and a policy that forbids both."""
    page = report_html(sample, "sample.docx")
    assert "<script" not in page
    assert not _FOREIGN.search(_without_font(page).split("</style>")[1])
    assert "default-src 'none'" in html.document_fromstring(page).xpath("//meta/@content")[0]


def test_the_same_input_gives_the_same_bytes(sample: Result, sample_docx: Path) -> None:
    """Twice the same page; a time adds exactly one line and changes no other."""
    first = report_html(sample, "a.docx")
    assert first == report_html(audit.check(sample_docx), "a.docx")
    timed = report_html(sample, "a.docx", made_at="2026-11-23 10:00")
    added = [line for line in timed.splitlines() if line not in first.splitlines()]
    assert added == ["<dt>生成时间</dt><dd>2026-11-23 10:00</dd>"]


def test_markup_of_the_document_stays_text() -> None:
    """A document with markup in text and file name adds no element to the page."""
    page = html.document_fromstring(report_html(hostile_result(), "<b>x</b>.txt"))
    assert not page.xpath("//script | //img | //*[@onerror] | //b[text()='x']")
    assert "<script>alert(1)</script>" in page.xpath("//div[@class='text']")[0].text_content()


def test_numbers_say_what_became_of_them() -> None:
    """A wrong figure leads to its lead, a used one to its row; the row names the checks."""
    page = html.document_fromstring(report_html(hostile_result(), "x.txt"))
    (wrong,) = page.xpath("//div[@class='text']//a[@class='lead'][text()='97.22']")
    assert wrong.get("href") == "#EXP-02-1"
    (used,) = page.xpath("//div[@class='text']//a[not(@class)][text()='70.95']")
    (row,) = page.xpath(f"//tr[@id='{used.get('href')[1:]}']")
    assert "机关运行经费" in row.text_content()
    assert "OPC-03" in row.text_content()
    assert row.xpath(".//a/@href")[0] == f"#{used.get('id')}"


def test_a_figure_is_linked_with_its_leads(sample: Result) -> None:
    """The row of a figure links to every lead that it stands in, and each lead to its places."""
    page = html.document_fromstring(report_html(sample, "sample.docx"))
    anchors = sheet_anchors(sample.leads)
    for lead in sample.leads:
        links = set(page.xpath(f"//section[@id='{anchors[lead.id]}']//a/@href"))
        assert not lead.quotes or any(link.startswith("#t") for link in links)
        rows = page.xpath(f"//table[@class='figs']//a[@href='#{anchors[lead.id]}']")
        assert rows or not any(fact.value is not None for fact in lead.facts)


def test_a_number_in_several_leads_leads_to_its_row(sample: Result) -> None:
    """Where a number stands in more than one lead its row tells them all."""
    page = html.document_fromstring(report_html(sample, "sample.docx"))
    several = page.xpath("//div[@class='text']//a[@class='lead'][starts-with(@href, '#f')]")
    row = page.get_element_by_id(several[0].get("href")[1:])
    assert len(row.xpath("./td[last()]/a")) > 1


def test_charts_tell_their_numbers_in_words(sample: Result) -> None:
    """Each drawing has a title and a description with its figures; nothing else stands in it."""
    page = html.document_fromstring(report_html(sample, "sample.docx"))
    drawings = page.xpath("//figure[@class='chart']//*[@role='img']")
    told = [drawing.xpath("./desc/text()")[0] for drawing in drawings]
    assert any("基本支出 578.15（85.7%）" in words for words in told)
    assert all(drawing.get("aria-labelledby") for drawing in drawings)
    assert not page.xpath("//figure//*[@style] | //figure//image | //figure//foreignobject")


def test_an_empty_result_still_reports() -> None:
    """Without leads and figures the report says so, with every count."""
    page = report_html(replace(examine(make_facts()), leads=()), "empty.txt")
    assert "没有疑点" in page
    assert "一致 " in page


def test_the_english_report_has_english_labels(sample: Result) -> None:
    """Labels change with the language, quotations do not."""
    page = report_html(sample, "sample.docx", "en")
    assert '<html lang="en">' in page
    assert "Recomputed" in page
    assert "relations:" in page


def test_the_seed_stays_small(seed_path: Path) -> None:
    """The report of the first real disclosure is below 320 kB, a third more with its font."""
    page = report_html(audit.check(seed_path), seed_path.name)
    assert len(_without_font(page).encode()) < LIMIT
    assert len(page.encode()) < LIMIT * 4 / 3


def test_the_sample_stays_below_400_kb_with_its_font(sample: Result) -> None:
    """The sample's report with charts and its own characters is below 400 kB."""
    assert len(report_html(sample, "sample.docx").encode()) < 400 * 1024


def test_the_report_needs_no_pandas(sample_docx: Path) -> None:
    """Writing a report imports neither pandas nor matplotlib nor Jupyter."""
    code = (
        "import sys, audit; from audit.report import report_html;"
        f"report_html(audit.check({str(sample_docx)!r}), 'x');"
        "heavy = {'pandas', 'matplotlib', 'seaborn', 'IPython', 'nbconvert'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
