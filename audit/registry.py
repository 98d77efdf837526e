"""The catalogue of checks: `@check` puts a function into it.

A check is a generator `(facts) -> Iterator[Outcome]` with a docstring in fixed
headings (What, Why, Basis, Formula, Tolerance, Example, Limits), kept beside its
metadata; its Chinese page lies in `checks/pages/<module>.toml`. `audit.handbook` reads
both for `audit checks ID`, the reports and `docs/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from audit.errors import UnknownCheck
from audit.facts import Facts
from audit.model import Message, Outcome, Severity

Area = Literal["income", "expenditure", "three_public", "performance", "form"]
CheckFunction = Callable[[Facts], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue.

    `verified` is False where the basis was not read in its source; then the check never
    gives more than a warning unless the contradiction stands without the norm.
    `identity` marks arithmetic that must hold: several that fail over one figure are one
    defect and become one lead. `of_forms` checks run on a form left blank too; of such a
    form the others have nothing to say.
    """

    id: str
    title: Message
    severity: Severity
    basis: str
    area: Area
    verified: bool
    identity: bool
    function: CheckFunction
    of_forms: bool = False

    @property
    def page(self) -> str:
        """Return the docstring, dedented."""
        import inspect

        return inspect.getdoc(self.function) or ""


_catalogue: dict[str, Check] = {}


def check(
    id: str,  # noqa: A002 - the word that auditors use
    *,
    zh: str,
    en: str,
    severity: Severity,
    basis: str,
    area: Area,
    verified: bool = True,
    identity: bool = False,
    of_forms: bool = False,
) -> Callable[[CheckFunction], CheckFunction]:
    """Return a decorator that enters a function into the catalogue under `id`.

    Raises ValueError when the id is taken or the docstring is missing.
    """

    def register(function: CheckFunction) -> CheckFunction:
        if id in _catalogue:
            raise ValueError(f"check {id} is registered twice")
        if not function.__doc__:
            raise ValueError(f"check {id} has no docstring")
        title = Message(zh, en)
        _catalogue[id] = Check(
            id, title, severity, basis, area, verified, identity, function, of_forms
        )
        return function

    return register


def catalogue() -> tuple[Check, ...]:
    """Return every registered check, by id."""
    import audit.checks  # noqa: F401 - importing the family modules registers them

    return tuple(_catalogue[key] for key in sorted(_catalogue))


def find_check(id: str) -> Check:  # noqa: A002 - as above
    """Return one check; raises UnknownCheck with the nearest ids."""
    if id not in _catalogue:
        catalogue()  # the first call registers them all
    if id in _catalogue:
        return _catalogue[id]
    import difflib

    letters, _, number = id.rpartition("-")
    padded = f"{letters}-{number.zfill(2)}"  # EXP-2 means EXP-02, however like EXP-22 it looks
    found = [padded] if padded in _catalogue else []
    found += [key for key in difflib.get_close_matches(id, _catalogue, 3, 0.4) if key != padded]
    near = "、".join(found[:3]) or "audit checks"
    raise UnknownCheck(f"没有检查 {id}；相近的有：{near}")
