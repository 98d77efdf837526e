import re

import pytest

from audit.export.pages import HEADINGS, check_page, index_page, pages
from audit.registry import catalogue, find_check


def test_a_page_holds_metadata_and_docstring():
    """Title, English name, severity, area, basis, then each heading as a paragraph."""
    page = check_page(find_check("EXP-02"))
    assert page.startswith("# EXP-02 ")
    assert "- severity: error" in page
    assert "- area: expenditure" in page
    assert all(f"\n\n**{heading}.** " in page for heading in HEADINGS)
    assert page.endswith("\n")


def test_an_unread_basis_says_so():
    """A reader sees whether the basis was read in its source."""
    entry = next(entry for entry in catalogue() if not entry.verified)
    assert "not yet read in its source" in check_page(entry)


def test_the_index_links_every_page():
    """A row a check; every link is a page that is made."""
    made = pages(catalogue())
    links = re.findall(r"\]\(([^)]+)\)", made["README.md"])
    assert sorted([*links, "README.md"]) == sorted(made)


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.id)
def test_a_title_breaks_no_table(entry):
    """Each row of the index has its five cells."""
    row = index_page([entry]).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", row)) == 6
