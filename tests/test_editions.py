import re
from decimal import Decimal

import pytest

from audit import editions
from audit.errors import UnknownEdition

ALL = editions.names()


def test_the_editions_are_the_files_there_are():
    """Each TOML file is an edition, listed by name."""
    assert "generic" in ALL
    assert "sichuan-2023" in ALL
    assert list(ALL) == sorted(ALL)


def test_an_unknown_edition_names_those_there_are():
    """The sentence helps to correct a typing mistake."""
    with pytest.raises(UnknownEdition, match=r"sichuan2023.*generic.*sichuan-2023"):
        editions.load("sichuan2023")


@pytest.mark.parametrize("name", ALL)
def test_every_pattern_of_an_edition_compiles(name):
    """Section titles and marks of recognition are regular expressions."""
    edition = editions.load(name)
    patterns = [p for found in edition.sections.values() for p in found]
    for pattern in (*patterns, *edition.recognise):
        assert re.compile(pattern)


@pytest.mark.parametrize("name", ALL)
def test_required_sections_have_titles(name):
    """A section that must be there can be found by a title."""
    edition = editions.load(name)
    assert set(edition.required_sections) <= set(edition.sections)


@pytest.mark.parametrize("name", ALL)
def test_score_rules_are_whole(name):
    """Every grade of a scale has a band, bands lie between 0 and 1, labels fall."""
    scoring = editions.load(name).scoring
    assert all(0 <= low < high <= 1 for low, high in scoring.grades.values())
    assert set(scoring.labels) <= set(scoring.grades)
    lowest = [scoring.labels[grade] for grade in ("优", "良", "中", "差")]
    assert lowest == sorted(lowest, reverse=True)


@pytest.mark.parametrize("name", ALL)
def test_thresholds_are_exact_numbers(name):
    """A threshold is a Decimal made from text, never a float."""
    thresholds = editions.load(name).thresholds
    assert thresholds
    assert all(isinstance(value, Decimal) for value in thresholds.values())


def test_an_edition_takes_over_what_it_does_not_say():
    """Sichuan 2023 names its 13 tables and keeps the generic sections and thresholds."""
    sichuan, generic = editions.load("sichuan-2023"), editions.load("generic")
    assert len(sichuan.tables) == 13
    assert generic.tables == ()
    assert set(generic.sections) <= set(sichuan.sections)
    assert set(generic.thresholds) <= set(sichuan.thresholds)
