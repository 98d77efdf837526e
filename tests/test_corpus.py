"""The passages of many provinces are read as well as was measured; nothing harmless is reported."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "corpus.py"


@pytest.fixture(scope="module")
def corpus():
    """Return the measuring script as a module."""
    import sys

    spec = importlib.util.spec_from_file_location("corpus", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    if not module.CORPUS.exists():
        pytest.skip("the corpus is not beside the project")
    return module


@pytest.fixture(scope="module")
def results(corpus):
    """Return the result of every passage that could be read."""
    return corpus.examine()


def test_figures_of_the_prose(corpus, results):
    """Nineteen of twenty labelled figures have value, unit and sign; nine of ten the concept."""
    found = [r for r in corpus.readings(results) if not r.label.in_table]
    assert sum(r.figure for r in found) * 100 >= 95 * len(found)
    assert sum(r.concept for r in found) * 100 >= 90 * len(found)


def test_inconsistencies(corpus, results, capsys):
    """Four of five real inconsistencies are found, none of the harmless ones is reported."""
    found, real, false = corpus.judge_leads(results)
    capsys.readouterr()
    assert found * 100 >= 80 * real
    assert not false


def test_no_check_crashes_on_a_passage(results):
    """A crash inside a check is an outcome `error`; there is none."""
    assert {name: r.counts.errors_in_checks for name, r in results.items()} == dict.fromkeys(
        results, 0
    )
