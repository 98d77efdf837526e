"""The second sample's figures: exact yuan in, sums and printed 万元 out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Values = Mapping[str, Any]
_ZERO = Decimal(0)
_CENT = Decimal("0.01")
GPB, FUNDS = "general_public_budget", "government_funds"
PERSONNEL, PUBLIC = ("301", "303"), ("302", "307", "310")


@dataclass(frozen=True, slots=True)
class Row:
    """A functional code with its name, and the yuan of basic and of project expenditure."""

    code: str
    name: str
    basic: Decimal
    project: Decimal

    @property
    def total(self) -> Decimal:
        """Return all that was spent under the code."""
        return self.basic + self.project


def money(yuan: Decimal) -> str:
    """Return yuan as 万元 with two decimals and commas, rounded once."""
    return f"{(yuan / 10000).quantize(_CENT, ROUND_HALF_UP):,}"


def cell(yuan: Decimal) -> str:
    """Return yuan as a table prints them: nothing where there is nothing."""
    return money(yuan) if yuan else ""


def percent(part: Decimal, whole: Decimal) -> str:
    """Return a share of 100 with two decimals."""
    return f"{(part * 100 / whole).quantize(_CENT, ROUND_HALF_UP)}%"


def yuan(text: str) -> Decimal:
    """Return the amount that the file of figures writes; 0 for ''."""
    return Decimal(text) if text else _ZERO


@dataclass(frozen=True, slots=True)
class Figures:
    """The file of figures, and what is computed from it."""

    data: Values

    def rows(self, *budgets: str) -> list[Row]:
        """Return class, subclass and item rows in the order of their codes."""
        found: dict[str, Row] = {}
        for item in self.items(*budgets):
            basic, project = yuan(item.get("basic", "")), yuan(item.get("project", ""))
            for code in (item["code"][:3], item["code"][:5], item["code"]):
                name = item["name"] if code == item["code"] else self.data["names"][code]
                old = found.get(code, Row(code, name, _ZERO, _ZERO))
                found[code] = Row(code, name, old.basic + basic, old.project + project)
        return [found[code] for code in sorted(found)]

    def items(self, *budgets: str) -> list[Values]:
        """Return the items that these budgets pay: all when none is named."""
        items: list[Values] = self.data["items"]
        return [i for i in items if not budgets or i.get("budget", GPB) in budgets]

    def total(self, *budgets: str) -> Row:
        """Return the row 合计."""
        classes = [row for row in self.rows(*budgets) if len(row.code) == 3]
        basic, project = (
            sum((row.basic for row in classes), _ZERO),
            sum((row.project for row in classes), _ZERO),
        )
        return Row("", "合计", basic, project)

    def classes(self, *budgets: str) -> dict[str, Decimal]:
        """Return what was spent under each functional class."""
        return {row.code: row.total for row in self.rows(*budgets) if len(row.code) == 3}

    def revenue(self, *sources: str) -> Decimal:
        """Return the year's revenue from the sources: all when none is named."""
        return self._sum("revenue", sources)

    def opening(self, *sources: str) -> Decimal:
        """Return what was carried over into the year."""
        return self._sum("opening", sources)

    def closing(self, *sources: str) -> Decimal:
        """Return what is carried over out of the year."""
        return self.revenue(*sources) + self.opening(*sources) - self.total(*sources).total

    def grand_total(self, *sources: str) -> Decimal:
        """Return the total of either side."""
        return self.revenue(*sources) + self.opening(*sources)

    def _sum(self, part: str, sources: Iterable[str]) -> Decimal:
        wanted = tuple(sources)
        found = self.data[part].items()
        return sum((yuan(text) for name, text in found if not wanted or name in wanted), _ZERO)

    def economic(self, *classes: str) -> Decimal:
        """Return the basic expenditure under economic classes."""
        entries = [entry for panel in self.data["economic"].values() for entry in panel]
        return sum(
            (yuan(amount) for code, _, amount in (e for e in entries if len(e) == 3)
             if code[:3] in classes and len(code) == 5),
            _ZERO,
        )  # fmt: skip

    def listed(self, *classes: str) -> list[str]:
        """Return the names of the economic items that have an amount."""
        entries = [entry for panel in self.data["economic"].values() for entry in panel]
        return [e[1] for e in entries if len(e[0]) == 5 and e[0][:3] in classes and e[2]]

    def three_public(self, at: int, *kinds: str) -> Decimal:
        """Return the planned (0) or spent (1) yuan of kinds of public expense."""
        kinds = kinds or ("overseas", "purchase", "operation", "hospitality")
        return sum((yuan(self.data["three_public"][kind][at]) for kind in kinds), _ZERO)

    def change(self, key: str, now: Decimal) -> str:
        """Return how a figure changed since the year before: 增加…万元，增长…%."""
        before = yuan(self.data["prior"][key])
        words = ("增加", "增长") if now >= before else ("减少", "下降")
        gap = abs(now - before)
        return f"{words[0]}{money(gap)}万元，{words[1]}{percent(gap, before)}"


def agree(figures: Figures) -> None:
    """Raise ValueError unless the economic and the functional side spend the same."""
    basic = figures.total(GPB).basic
    economic = figures.economic(*PERSONNEL, *PUBLIC)
    if basic != economic:
        raise ValueError(f"基本支出 {basic} 与经济分类 {economic} 相差 {basic - economic}")
