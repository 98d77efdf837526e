"""A unit and its years in exact fen: the records, and the sums that tables and prose print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Source = Literal["general", "funds", "capital", "own"]
Kind = Literal["a", "c", "i"]  # administrative, under the civil service law, institution
FISCAL: tuple[Source, ...] = ("general", "funds", "capital")
SOURCES: tuple[Source, ...] = (*FISCAL, "own")
PERSONNEL, PUBLIC = ("301", "303"), ("302", "307", "310")
OWN_REVENUES = ("superior", "service", "business", "affiliate", "other")
TRIPS, PURCHASE, OPERATION, RECEPTIONS = "overseas", "purchase", "operation", "hospitality"
THREE_PUBLIC = (TRIPS, PURCHASE, OPERATION, RECEPTIONS)


@dataclass(frozen=True, slots=True)
class Item:
    """A functional item and the fen spent under it from one source; `planned` at the outset."""

    code: str
    name: str
    source: Source
    basic: int
    project: int
    planned: int
    purpose: str
    business: int = 0

    @property
    def total(self) -> int:
        """Return all that was spent."""
        return self.basic + self.project + self.business

    @property
    def natures(self) -> tuple[int, int, int]:
        """Return basic, project and business expenditure."""
        return self.basic, self.project, self.business


@dataclass(frozen=True, slots=True)
class Row:
    """A functional code with its name and what was spent under it, by nature."""

    code: str
    name: str
    basic: int = 0
    project: int = 0
    business: int = 0

    @property
    def total(self) -> int:
        """Return all that was spent under the code."""
        return self.basic + self.project + self.business

    def plus(self, item: Item) -> Row:
        """Return the row with an item's spending added."""
        basic, project, business = item.natures
        return replace(
            self,
            basic=self.basic + basic,
            project=self.project + project,
            business=self.business + business,
        )


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """“三公”经费: planned and spent fen by kind, and the counts that go with them."""

    planned: Mapping[str, int]
    spent: Mapping[str, int]
    groups: int
    travellers: int
    bought: int
    held: int
    batches: int
    guests: int

    def plan(self, *kinds: str) -> int:
        """Return what was planned for kinds of expense: for all when none is named."""
        return sum(self.planned[kind] for kind in kinds or THREE_PUBLIC)

    def total(self, *kinds: str) -> int:
        """Return what was spent on kinds of expense: on all when none is named."""
        return sum(self.spent[kind] for kind in kinds or THREE_PUBLIC)


@dataclass(frozen=True, slots=True)
class Procurement:
    """政府采购 by kind, and of it contracts with small and with micro enterprises."""

    goods: int
    works: int
    services: int
    small: int
    micro: int

    @property
    def total(self) -> int:
        """Return all that was bought."""
        return self.goods + self.works + self.services


@dataclass(frozen=True, slots=True)
class Accounts:
    """One year of a unit, in exact fen.

    `opening` and `closing` are by source; `own` is the year's revenue that is no
    appropriation, by kind; `economic` are code, name and fen of basic expenditure.
    """

    year: int
    items: tuple[Item, ...]
    names: Mapping[str, str]
    opening: Mapping[Source, int]
    closing: Mapping[Source, int]
    own: Mapping[str, int]
    surplus_used: int
    distributed: int
    economic: tuple[tuple[str, str, int], ...]
    three: ThreePublic
    procurement: Procurement
    vehicles: tuple[tuple[str, int], ...]
    equipment: int

    def of(self, *sources: Source) -> list[Item]:
        """Return the items that these sources pay: all when none is named."""
        return [item for item in self.items if not sources or item.source in sources]

    def rows(self, *sources: Source) -> list[Row]:
        """Return class, subclass and item rows in the order of their codes."""
        found: dict[str, Row] = {}
        for item in self.of(*sources):
            for code in (item.code[:3], item.code[:5], item.code):
                old = found.get(code, Row(code, self.names[code]))
                found[code] = old.plus(item)
        return [found[code] for code in sorted(found)]

    def total(self, *sources: Source) -> Row:
        """Return the row 合计."""
        whole = Row("", "合计")
        for item in self.of(*sources):
            whole = whole.plus(item)
        return whole

    def classes(self, *sources: Source) -> list[Row]:
        """Return the rows of the functional classes."""
        return [row for row in self.rows(*sources) if len(row.code) == 3]

    def planned(self) -> int:
        """Return the initial general public budget."""
        return sum(item.planned for item in self.of("general"))

    def start(self, *sources: Source) -> int:
        """Return what was carried over into the year."""
        return sum(self.opening[one] for one in sources or SOURCES)

    def rest(self, *sources: Source) -> int:
        """Return what is carried over out of the year."""
        return sum(self.closing[one] for one in sources or SOURCES)

    def appropriated(self, *sources: Source) -> int:
        """Return the year's appropriations: spending, and what the carry-over grew by."""
        found = sources or FISCAL
        return self.total(*found).total + self.rest(*found) - self.start(*found)

    def revenue(self) -> int:
        """Return all revenue of the year."""
        return self.appropriated() + sum(self.own.values())

    def grand_total(self) -> int:
        """Return the total of either side."""
        return self.revenue() + self.surplus_used + self.start()

    def fiscal_total(self, *sources: Source) -> int:
        """Return the total of either side of fiscal money."""
        found = sources or FISCAL
        return self.appropriated(*found) + self.start(*found)

    def economy(self, *codes: str) -> int:
        """Return the basic expenditure under economic codes, classes or items."""
        return sum(
            amount
            for code, _, amount in self.economic
            for wanted in codes
            if code.startswith(wanted)
        )

    def listed(self, *classes: str) -> list[str]:
        """Return the names of the economic items that have an amount."""
        return [name for code, name, amount in self.economic if amount and code[:3] in classes]

    @property
    def own_revenues(self) -> Iterator[tuple[str, int]]:
        """Yield the kinds of other revenue with their amounts, in the order of the tables."""
        return ((kind, self.own.get(kind, 0)) for kind in OWN_REVENUES)

    @property
    def projects(self) -> list[Item]:
        """Return the items with project expenditure."""
        return [item for item in self.items if item.project]


@dataclass(frozen=True, slots=True)
class Base:
    """An item as it is in an ordinary year: fen of project expenditure, or run by basic money."""

    code: str
    name: str
    source: Source
    purpose: str
    project: int = 0
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What of a unit does not change from year to year."""

    name: str
    county: str
    kind: Kind
    heads: int
    sectors: tuple[str, ...]
    bases: tuple[Base, ...]
    names: Mapping[str, str]
    own: tuple[str, ...]
    vehicles: int
    travels: bool
    duties: tuple[str, ...]
    offices: tuple[str, ...]
