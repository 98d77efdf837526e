"""Another unit's disclosure of the same year, kept small: only what is compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from audit.model import Fact, Span


@dataclass(frozen=True, slots=True)
class Digits:
    """The different amounts of a disclosure, counted by how they are printed.

    `first` counts them by their first digit (1 to 9), `whole` those of `exact` (printed to
    0.01 万元 or in 元) that are whole 万元; `smallest` and `largest` are in yuan.
    """

    first: tuple[int, ...]
    exact: int
    whole: int
    smallest: Decimal
    largest: Decimal


@dataclass(frozen=True, slots=True)
class Peer:
    """A unit among units: name, kind, year, and the few figures that are compared.

    `kind` is `administrative`, `institution`, `mixed`, or '' where the disclosure does not
    tell. `figures` are named by what they are; their ids begin with `mark`, so that none is
    taken for a figure of the document under test. `staff` is a number of people and where
    it is printed. `units` are those that its 单位构成 lists.
    """

    mark: str
    path: str
    sha256: str
    unit: str
    kind: str
    year: int | None
    figures: tuple[tuple[str, Fact], ...]
    staff: tuple[int, Span] | None
    digits: Digits
    units: tuple[tuple[str, Span], ...] = ()

    def figure(self, name: str) -> Fact | None:
        """Return a figure by its name, or None."""
        return dict(self.figures).get(name)
