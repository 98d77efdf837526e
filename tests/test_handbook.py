"""The pages of the checks: complete in both languages, filed where they belong, sums right."""

import re
import subprocess
import sys
import tomllib

import pytest

from audit import editions, registry
from audit.handbook import FOLDER, HEADINGS, module_of, page_of

CATALOGUE = registry.catalogue()
FILES = sorted(FOLDER.glob("*.toml"))
KEYS = {heading.lower() for heading in HEADINGS if heading != "Basis"}
UNVERIFIED = [entry for entry in CATALOGUE if not entry.verified]


def by_id(entry):
    """Return a check's id as the test's name."""
    return entry.id


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_every_check_has_every_heading(entry, language):
    """Seven headings in each language, none of them empty."""
    page = page_of(entry, language)
    assert page.summary
    assert [heading for heading in HEADINGS if not page.under(heading).strip()] == []


@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_the_chinese_page_is_chinese(entry):
    """What is told in sentences is told in Chinese; the English page was not copied."""
    zh, en = page_of(entry, "zh"), page_of(entry, "en")
    for heading in ("What", "Why", "Basis", "Tolerance", "Limits"):
        assert re.search(r"[一-鿿]", zh.under(heading)), heading
    for heading in ("What", "Why", "Tolerance", "Limits"):
        assert zh.under(heading) != en.under(heading)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_checks_of_its_module(path):
    """No entry without a check, none filed under another module, no unknown or missing key."""
    entries = tomllib.loads(path.read_text("utf-8"))
    assert set(entries) == {e.id for e in CATALOGUE if module_of(e) == path.stem}
    for id_, told in entries.items():
        assert set(told) == KEYS, id_
        assert all(isinstance(text, str) and text == text.strip() for text in told.values())


def test_a_check_without_its_page_shows_blanks():
    """A check of another package, or one not yet described, is no crash of the report."""
    entry = registry.Check(
        **{name: getattr(CATALOGUE[0], name) for name in registry.Check.__slots__}
        | {"id": "ZZZ-99", "function": by_id}
    )
    page = page_of(entry, "zh")
    assert page.limits == ""
    assert page.basis == CATALOGUE[0].basis


@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_a_threshold_is_named_by_its_key(entry):
    """What stands between back-ticks is a threshold of every edition, in both languages."""
    named = [
        set(re.findall(r"`(\w+)`", page.formula + page.tolerance))
        for page in (page_of(entry, "zh"), page_of(entry, "en"))
    ]
    assert named[0] == named[1]
    assert named[0] <= set(editions.load("generic").thresholds)


@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_a_threshold_that_a_check_asks_for_is_on_its_page(entry):
    """A key that the function itself reads from the edition is told to the reader."""
    asked = {c for c in entry.function.__code__.co_consts if isinstance(c, str)}
    asked &= set(editions.load("generic").thresholds)
    page = page_of(entry, "zh")
    assert all(key in page.formula + page.tolerance for key in asked)


def test_a_run_reads_no_page():
    """`audit check` must not get slower: neither the module nor a file of pages is loaded."""
    code = (
        "import sys, audit.engine; audit.engine.catalogue(); print('audit.handbook' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.strip() == b"False"
