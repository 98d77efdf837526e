import ast
import inspect
import re
from pathlib import Path

import pytest

from audit import editions, registry
from audit.errors import UnknownCheck
from audit.handbook import HEADINGS

CATALOGUE = registry.catalogue()
RETIRED: frozenset[str] = frozenset()  # ids that were given up; never used again
TESTS = sorted((Path(__file__).parent / "checks").glob("test_*.py"))


def by_id(entry):
    """Return a check's id as the test's name."""
    return entry.id


@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_every_check_is_fully_described(entry):
    """Id, both titles, basis and the seven headings, each with something under it."""
    assert re.fullmatch(r"[A-Z]{3}-\d\d", entry.id)
    assert entry.id not in RETIRED
    assert re.search(r"[一-鿿]", entry.title.zh)
    assert re.fullmatch(r"[\x20-\x7e]+", entry.title.en)
    assert re.search(r"[一-鿿]", entry.basis)
    for heading in HEADINGS:
        assert re.search(rf"^{heading}: ?\S", entry.page, re.MULTILINE), f"no {heading}"


@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_a_basis_that_was_not_read_never_gives_an_error(entry):
    """An unverified norm warns at most; errors rest on arithmetic or on a source read."""
    assert entry.verified or entry.severity != "error"


CONFIGURED = {"PRJ-04"}  # an error only where the edition says that its rule was read


@pytest.mark.parametrize("entry", [e for e in CATALOGUE if not e.verified], ids=by_id)
def test_no_outcome_of_an_unread_basis_is_an_error(entry):
    """Nor does a function that an unverified check calls make one of its outcomes an error."""
    tree = ast.parse(Path(inspect.getsourcefile(entry.function)).read_text("utf-8"))
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    wanted, reached = [entry.function.__name__], set()
    while wanted:
        name = wanted.pop()
        if name not in reached:
            reached.add(name)
            names = (n.id for n in ast.walk(functions[name]) if isinstance(n, ast.Name))
            wanted += [name for name in names if name in functions]
    bodies = (n for name in reached for part in functions[name].body for n in ast.walk(part))
    words = {n.value for n in bodies if isinstance(n, ast.Constant)}
    assert ("error" in words) == (entry.id in CONFIGURED)


def test_no_edition_claims_a_rule_that_was_not_read():
    """What an unread basis gives stays a warning in every edition that comes with the tool."""
    assert not any(editions.load(n).scoring.execution_configured for n in editions.names())


def test_titles_are_told_apart():
    """No two checks share a title in either language."""
    for language in ("zh", "en"):
        titles = [entry.title[language] for entry in CATALOGUE]
        assert sorted(set(titles)) == sorted(titles)


def test_the_catalogue_is_sorted_and_found_by_id():
    """Listing is by id; each entry is found under its own."""
    ids = [entry.id for entry in CATALOGUE]
    assert ids == sorted(ids)
    assert all(registry.find_check(entry.id) is entry for entry in CATALOGUE)


def test_an_unknown_id_names_the_nearest():
    """A typing mistake raises UnknownCheck with what was probably meant."""
    with pytest.raises(UnknownCheck, match="INC-01"):
        registry.find_check("INC01")


def test_an_id_is_given_once(monkeypatch):
    """A second check under a taken id is refused."""
    monkeypatch.setattr(registry, "_catalogue", {})
    enter = registry.check("AAA-01", zh="题", en="t", severity="info", basis="无", area="form")
    enter(documented)
    with pytest.raises(ValueError, match="AAA-01 is registered twice"):
        enter(documented)


def test_a_check_without_a_docstring_is_refused(monkeypatch):
    """Its page is made from it."""
    monkeypatch.setattr(registry, "_catalogue", {})
    enter = registry.check("AAA-01", zh="题", en="t", severity="info", basis="无", area="form")
    with pytest.raises(ValueError, match="no docstring"):
        enter(lambda _: iter(()))


def documented(_):
    """Yield nothing."""
    yield from ()


# --- every check is proved on a clean and on a broken fragment ----------------------


def proved_by_case(tree):
    """Yield the ids that are keys of a dictionary of `Case(clean, old, new)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and _is_case(value):
                    yield key.value


def _is_case(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Case"


def proved_by_function(tree):
    """Yield the ids named by a test that uses both a CLEAN and a BROKEN fragment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            names = " ".join(n.id for n in ast.walk(node) if isinstance(n, ast.Name))
            if "CLEAN" in names and "BROKEN" in names:
                words = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
                yield from (w for w in words if re.fullmatch(r"[A-Z]{3}-\d\d", str(w)))


@pytest.fixture(scope="module")
def proved():
    """Return the ids that have a clean and a broken fragment in tests/checks."""
    trees = [ast.parse(path.read_text("utf-8")) for path in TESTS]
    return {id_ for tree in trees for id_ in (*proved_by_case(tree), *proved_by_function(tree))}


@pytest.mark.parametrize("entry", CATALOGUE, ids=by_id)
def test_every_check_has_a_clean_and_a_broken_fragment(entry, proved):
    """A check is proved to pass what holds and to notice what does not."""
    assert entry.id in proved, f"{entry.id}: add a Case, or a test with CLEAN and BROKEN"
