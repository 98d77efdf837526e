import re

import pytest

from audit.export.pages import both_pages, check_page, index_page, pages
from audit.handbook import HEADINGS
from audit.registry import catalogue, find_check
from audit.views.words import AREA, SEVERITY

CATALOGUE = catalogue()
TOLD = {"zh": "本检查至多作“存疑”提出", "en": "never gives more than a warning unless"}


def test_a_page_holds_metadata_and_headings():
    """Title, severity, area, English name, then each heading as a paragraph."""
    page = check_page(find_check("EXP-02"), "en")
    assert page.startswith("# EXP-02 Expenditure of the year equals the sum of its natures\n")
    assert "- severity: contradiction\n- area: Expenditure\n- name: `expenditure-d" in page
    assert all(f"\n\n**{heading}**: " in page for heading in HEADINGS)
    assert page.endswith("\n")


def test_a_page_in_chinese_has_no_english_heading():
    """Title, severity, area and headings are Chinese."""
    page = check_page(find_check("EXP-02"), "zh")
    assert page.startswith("# EXP-02 本年支出合计不等于各类支出之和\n")
    assert "- 程度：矛盾\n- 领域：支出\n" in page
    names = ("核对内容", "为什么", "依据", "公式", "容差", "举例", "局限")
    assert re.findall(r"^\*\*(.+?)\*\*：", page, re.MULTILINE) == list(names)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_a_kept_page_tells_chinese_first_then_english(entry):
    """One file a check: the Chinese page, and the English one under a heading of its own."""
    page = both_pages(entry)
    zh, heading, en = page.partition("\n## English\n")
    assert heading
    assert all(f"**{name}**" in en for name in HEADINGS)
    assert check_page(entry, "zh").partition("\n")[2].strip() in zh
    assert check_page(entry, "en").partition("\n")[2].strip() in en


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_the_basis_bears_its_mark(entry, language):
    """A reader sees whether the basis was read, and what follows where it was not."""
    page = check_page(entry, language)
    assert (TOLD[language] in page) == (not entry.verified)
    verified = {"zh": "依据已核", "en": "Basis verified"}[language]
    assert (verified in page) == entry.verified


def test_the_index_links_every_page_by_area_and_by_severity():
    """Two rows a check, one in each half; every link is a page that is made."""
    made = pages(CATALOGUE)
    by_area, _, by_severity = made["README.md"].partition("\n## 按程度")
    for half in (by_area, by_severity):
        links = re.findall(r"\]\(([^)#]+)\)", half)
        assert sorted([*links, "README.md"]) == sorted(made)


def test_the_index_counts_what_it_lists():
    """The overview adds up, and each area is a heading that its link leads to."""
    index = index_page(CATALOGUE)
    rows = [row for row in index.splitlines() if re.match(r"\| (\[.+\]\(#|合计)", row)]
    counts = [[int(cell) for cell in re.findall(r"\| (\d+)(?= \|)", row)] for row in rows]
    assert len(rows) == len(AREA) + 1
    assert all(sum(cells[:-1]) == cells[-1] for cells in counts)
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
    assert counts[-1][-1] == len(CATALOGUE)
    anchors = re.findall(r'<a id="(\w+)">', index)
    assert anchors == [*AREA, *SEVERITY]
    assert set(re.findall(r"\(#(\w+)\)", index)) <= set(anchors)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_a_title_breaks_no_table(entry):
    """Each row of the index has its five cells."""
    rows = [row for row in index_page([entry]).splitlines() if row.startswith(f"| [{entry.id}]")]
    assert len(rows) == 2
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)
