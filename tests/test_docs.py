import operator
import re
import tomllib
from decimal import Decimal
from functools import reduce
from pathlib import Path

import pytest

import audit
from audit.export.pages import pages
from audit.interval import Interval, agreement
from audit.registry import catalogue

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_pages_of_the_checks_are_up_to_date():
    """`make docs` would change nothing."""
    folder = ROOT / "docs" / "checks"
    kept = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert kept == pages(catalogue()), "run `make docs`"


def test_both_commands_stand_on_the_first_screen():
    """A newcomer sees how to run and how to test without scrolling."""
    first_screen = "\n".join(README.splitlines()[:40])
    assert "make audit" in first_screen
    assert "make test" in first_screen
    assert re.search(r"!\[[^\]]+\]\(reports/example/[^)]+\.png\)", first_screen)


@pytest.mark.parametrize(
    "command",
    ["check", "facts", "text", "run", "batch", "review", "verify", "papers", "sample", "checks"],
)
def test_every_command_is_documented(command):
    """The README names each command as it is typed."""
    assert f"audit {command}" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    """A relative link or picture names a file of the repository."""
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_every_dependency_has_its_reason(requirement):
    """docs/decisions.md says what each library is for."""
    name = re.match(r"[\w-]+", requirement)[0]
    assert name in (ROOT / "docs" / "decisions.md").read_text("utf-8")


def test_every_requirement_is_pinned():
    """constraints.txt names an exact version of each requirement, and no index."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", pin) for pin in pins)
    pinned = {normal(pin.split("==")[0]) for pin in pins}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert {normal(re.match(r"[\w-]+", w)[0]) for w in wanted} <= pinned


def normal(name):
    """Return a distribution's name in its normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_changelog_knows_this_version():
    """What is released is described."""
    assert f"## {audit.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_rounding_table_is_what_the_program_does():
    """Each row of docs/rounding.md: parts, what is allowed, what is likely."""
    text = (ROOT / "docs" / "rounding.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert len(rows) == 6
    for parts, allowed, likely in (map(int, row) for row in rows):
        found = [judged(parts, units) for units in range(allowed + 2)]
        assert found.count("rounding") == likely
        assert found.index("inconsistent") == allowed + 1


def judged(parts, units):
    """Return how a sum of parts agrees with a total that many last-place units off."""
    off = Decimal(units) / 100
    computed = reduce(operator.add, [Interval.rounded(Decimal(1), 2)] * parts)
    return agreement(off, computed, Interval.rounded(parts - off, 2), parts + 1)
