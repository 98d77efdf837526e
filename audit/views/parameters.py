"""The parameters of a notebook: which there are, whether they are right, what they mean.

papermill only warns of a parameter that a notebook does not declare and then runs with
the defaults: the wrong unit would be audited in silence. So the first call of a notebook
looks at the cells that ran before it and refuses names that no one knows.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import audit
from audit import editions
from audit.disclosures import Disclosure, find_disclosures
from audit.engine import Result, examine
from audit.errors import UnknownParameter, UnreadableDocument
from audit.extraction.identity import name_of_path
from audit.facts import Facts
from audit.model import Document
from audit.views.words import LANGUAGES, Language

NAMES = ("source", "unit", "year", "edition", "language")
_OPENING = "open_unit"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Checked parameters: `path` is one existing disclosure; `year` None means as read.

    `document` is there when it had to be read to know which files belong together.
    """

    path: Path
    unit: str
    year: int | None
    edition: str
    language: Language
    document: Document | None = field(default=None, compare=False, repr=False)


def check_parameters(
    source: object, unit: object, year: object, edition: object, language: object
) -> Parameters:
    """Return the parameters with their meaning.

    Raises UnknownParameter for a value that cannot be, UnknownEdition for an edition that
    does not exist, UnreadableDocument when no document or more than one is meant.
    """
    if language not in LANGUAGES:
        raise UnknownParameter(f"language={language!r} 不认识；可用的有：zh、en")
    if not isinstance(edition, str):
        raise UnknownParameter(f"edition={edition!r} 应为版式名称，例如 auto")
    if edition != "auto":
        editions.load(edition)
    name = "" if unit is None else str(unit).strip()
    when = _year(year)
    found = source if isinstance(source, Disclosure) else _disclosure(source, name, when)
    document = found.document if len(found.files) == 1 else found.read()
    return Parameters(found.path, name, when, edition, language, document)


def examine_given(given: Parameters) -> Result:
    """Return what the checks say of the document; raises what `read_given` raises."""
    return examine(read_given(given))


def read_given(given: Parameters) -> Facts:
    """Return the figures of the document; unit and year given fill in what it lacks.

    Raises what `audit.read_facts` raises.
    """
    facts = audit.read_facts(given.document or given.path, edition=given.edition)
    named = facts.unit != name_of_path(str(given.path))  # the reader's last resort
    unit = facts.unit if named else given.unit or facts.unit
    return replace(facts, unit=unit, year=facts.year or given.year)


def refuse_unknown(names: Iterable[str]) -> None:
    """Raise UnknownParameter when a name is none of `NAMES`, with the nearest one."""
    for name in names:
        if name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, 1, 0.5)
            hint = f"，是不是 {near[0]}？" if near else "。"
            raise UnknownParameter(f"没有参数 {name}{hint}可用的有：{'、'.join(NAMES)}")


def injected_names(cells: Sequence[str]) -> list[str]:
    """Return the names set between the notebook's parameters cell and its first call.

    `cells` are the sources that ran, in order. papermill puts what it was given into a cell
    of its own right after the parameters, so these are the names that it was given, and
    the parameters themselves. Without a parameters cell the list is empty.
    """
    first = next((i for i, cell in enumerate(cells) if _OPENING in cell), len(cells))
    declared = [i for i in range(first) if set(NAMES) <= set(_assigned(cells[i]))]
    if not declared:
        return []
    return [name for cell in cells[declared[-1] : first] for name in _assigned(cell)]


def run_cells() -> list[str]:
    """Return the sources of the cells that this kernel ran, or [] outside a kernel."""
    try:
        from IPython import get_ipython
    except ImportError:
        return []
    shell = get_ipython()
    return [] if shell is None else [str(cell) for cell in shell.user_ns.get("In", ())]


def notebook_folders() -> list[Path]:
    """Return where the notebooks can lie: the repository, or beside the installed code."""
    package = Path(audit.__file__).resolve().parent
    return [package.parent / "notebooks", package / "notebooks"]


def _assigned(cell: str) -> list[str]:
    """Return the names that a cell sets and that do not start with an underscore."""
    try:
        body = ast.parse(cell).body
    except SyntaxError:
        return []
    names = []
    for statement in body:
        if isinstance(statement, ast.Assign):
            names += [t.id for t in statement.targets if isinstance(t, ast.Name)]
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
    return [name for name in names if not name.startswith("_")]


def _year(year: object) -> int | None:
    if year is None or year == "":
        return None
    text = str(year)
    if isinstance(year, bool) or not (text.isdecimal() and 1949 <= int(text) <= 2100):
        raise UnknownParameter(f"year={year!r} 应为四位年份，例如 2023；不填则按文件所载")
    return int(text)


def _disclosure(source: object, unit: str, year: int | None) -> Disclosure:
    if not isinstance(source, str) or not source.strip():
        raise UnknownParameter(f"source={source!r} 应为决算公开文件或文件夹的路径")
    found = candidates(source)
    readable = [one for one in found if not one.failure] or found
    if len(readable) > 1:
        readable = _narrowed(readable, unit, str(year) if year else "")
    if len(readable) == 1:
        return readable[0]
    shown = "、".join(one.path.name for one in found[:5]) or "没有可读的文件"
    raise UnreadableDocument(
        f"{source}：须指明一份决算公开（{shown}）；请用 source 指到它，或用 unit、year 选定。"
    )


def candidates(source: str) -> list[Disclosure]:
    """Return the disclosures that `source` means; raises UnreadableDocument when none exists.

    A relative path is looked for from the working folder and from the notebooks' folder.
    """
    given = Path(source).expanduser()
    bases = [Path(), Path("notebooks"), *notebook_folders()]
    paths = [given] if given.is_absolute() else [base / given for base in bases]
    return list(find_disclosures(next((path for path in paths if path.exists()), given)))


def _narrowed(found: list[Disclosure], unit: str, year: str) -> list[Disclosure]:
    for wanted in (unit, year):
        if wanted:
            found = [one for one in found if any(wanted in word for word in _words(one))]
    return found


def _words(one: Disclosure) -> tuple[str, ...]:
    """Return what tells a disclosure from others: its place, and whose it says it is."""
    return (*one.path.parts, *one.says)
