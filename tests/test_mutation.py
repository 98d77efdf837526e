"""Planted defects are found as often as was measured: a small part of `make mutation`."""

import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "mutation.py"


@pytest.fixture(scope="module")
def mutation():
    """Return the measuring script as a module."""
    spec = importlib.util.spec_from_file_location("mutation", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutation"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def floors(mutation):
    """Return what was measured when the floors were renewed last."""
    return tomllib.loads(mutation.FLOORS.read_text("utf-8"))


@pytest.fixture(scope="module")
def measured(mutation):
    """Return what is measured now."""
    return mutation.small_floors()


def test_no_kind_of_defect_is_found_less_often(measured, floors):
    """The share found, of what must be found, is the recorded one; one defect may be missed.

    Which defects are drawn changes with what is read, and a share of few is coarse.
    """
    kinds = [kind for kind in floors if kind != "all"]
    assert kinds == [kind for kind in measured if kind != "all"]
    worse = {
        kind: (measured[kind], floors[kind])
        for kind in kinds
        if (measured[kind]["found"] + 1) * floors[kind]["due"]
        < floors[kind]["found"] * measured[kind]["due"]
    }
    assert not worse


def test_something_must_be_found_of_nearly_every_kind(measured):
    """No share is good because nothing was due."""
    idle = [kind for kind, now in measured.items() if kind != "all" and not now["due"]]
    assert idle == []


def test_nothing_more_is_said_beside_a_defect(measured, floors):
    """Other errors and warnings than those over the planted defect hardly grow."""
    assert measured["all"]["other_leads"] <= floors["all"]["other_leads"] + 1


@pytest.mark.parametrize(
    ("part", "whole"), [("in_a_relation", "figures"), ("explained_first", "explained")]
)
def test_as_many_figures_are_held_and_explained(measured, floors, part, whole):
    """The share of figures in a relation, and of right first explanations, hardly falls."""
    now, then = measured["all"], floors["all"]
    assert now[whole]
    assert now[part] * then[whole] * 100 >= then[part] * now[whole] * 98


def test_reasons_for_silence_name_checks_that_exist(mutation):
    """Each id is one of the catalogue, and is listed under one reason."""
    from audit.registry import catalogue

    assert mutation
    never = tomllib.loads(sys.modules["mutation_report"].NEVER.read_text("utf-8"))
    listed = [id_ for ids in never.values() for id_ in ids]
    assert sorted(set(listed)) == sorted(listed)
    assert set(listed) <= {entry.id for entry in catalogue()}


# --- the judge itself -------------------------------------------------------------------

TEXT = """\
三、支出决算情况说明
2023年度本年支出合计674.37万元，其中：基本支出578.15万元，占85.73%；项目支出96.22万元，占14.27%。
"""


@pytest.fixture(scope="module")
def judge(mutation):
    """Return the judge of the benchmark, imported with the script."""
    assert mutation
    return sys.modules["mutation_judge"]


def expected(judge, old, new):
    """Return what the judge asks of one changed figure of TEXT."""
    from audit.reading.text import read_text
    from audit.sample.edits import Edit, Shift, edited
    from audit.sample.mutate import Defect, Mutant

    base = judge.before(read_text(TEXT.encode(), "made.txt"))
    start = base.facts.document.text.index(old)
    edit = Edit(start, start + len(old), new)
    fact = next(fact for fact in base.facts if fact.span.start == start)
    places = ((start, start + len(new)),)
    defect = Defect("amount", "digit", "expenditure", "narrative", start, old, new, (fact,), places)
    mutant = Mutant(edited(base.facts.document, [edit]), defect, Shift([edit]))
    return judge.judge(base, mutant, "sample")


@pytest.mark.parametrize(
    ("old", "new", "must"),
    [
        ("674.37", "647.37", "fails"),
        ("85.73", "58.73", "fails"),
        ("578.15", "578.16", "holds"),
        ("85.73", "85.7", "holds"),
        ("14.27", "14.26", "barely"),
    ],
)
def test_what_must_be_found_is_reckoned_from_the_intervals(judge, old, new, must):
    """A digit that no rounding explains must be found; a hundredth may be hidden."""
    verdict = expected(judge, old, new)
    assert verdict.expected == must
    assert (verdict.found == "lead") == (must == "fails")
    assert not verdict.false
