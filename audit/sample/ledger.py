"""What all tables of a unit share: how cells print amounts, and sums by functional code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.sample.blocks import Cell, Cells, over, row, under
from audit.sample.figures import FISCAL, OWN_REVENUES, Accounts, Row, Source
from audit.sample.wording import Numbers, Pen


@dataclass(frozen=True, slots=True)
class Ledger:
    """A unit's figures as its tables print them."""

    pen: Pen

    @property
    def now(self) -> Accounts:
        """Return the year's figures."""
        return self.pen.now

    def money(self, fen: int) -> str:
        """Return an amount with two decimals, whatever the prose does."""
        commas = self.pen.picked((True, True, False), "table commas")
        return Numbers(commas, 2, short=False, bare_zero=False, space=False).money(fen)

    def cell(self, fen: int) -> str:
        """Return an amount; nothing, or 0.00, where there is nothing."""
        blank = self.pen.picked((True, False), "blank zeros")
        return "" if blank and not fen else self.money(fen)

    def cells(self, *amounts: int) -> tuple[str, ...]:
        """Return amounts as cells."""
        return tuple(map(self.cell, amounts))

    def rate(self, part: int, whole: int) -> str:
        """Return a share with two decimals and its sign."""
        return Numbers(False, 2, short=False, bare_zero=False, space=False).percent(part, whole)

    def natures(self, one: Row) -> tuple[str, ...]:
        """Return total, basic and project expenditure."""
        return self.cells(one.total, one.basic, one.project)

    def columns(self, count: int) -> list[Cells]:
        """Return the row of column numbers, where the unit prints one."""
        if not self.pen.picked((True, False), "column numbers"):
            return []
        return [row(Cell("栏次", 2), *(str(n) for n in range(1, count + 1)))]

    def coded_heads(self, names: Sequence[str]) -> list[Cells]:
        """Return the heading of a table by code: 项目 over two columns, names that go down."""
        return [
            (Cell("项目", 2), *over(*names)),
            (*row("科目代码", "科目名称"), *under(len(names))),
            *self.columns(len(names)),
        ]

    def earned(self) -> dict[str, tuple[int, ...]]:
        """Return revenue by code ('' for all): total, appropriations, then the other kinds.

        An item earns what it spent; what is left over or was there before is set right at
        the largest items.
        """
        now, found = self.now, dict[str, list[int]]()
        for source in FISCAL:
            for code, amount in self._spread(source, now.appropriated(source)):
                _add(found, code, 0, amount)
        for place, kind in enumerate(OWN_REVENUES, 1):
            for code, amount in self._own(now.own.get(kind, 0)):
                _add(found, code, place, amount)
        return {code: (sum(parts), *parts) for code, parts in found.items()}

    def _spread(self, source: Source, whole: int) -> list[tuple[str, int]]:
        found = [item.total for item in self.now.of(source)]
        rest = whole - sum(found)
        for place in sorted(range(len(found)), key=lambda place: -found[place]):
            part = max(rest, -found[place])
            found[place] += part
            rest -= part
        codes = [item.code for item in self.now.of(source)]
        return list(zip(codes, found, strict=True))

    def _own(self, whole: int) -> list[tuple[str, int]]:
        items = self.now.of("own")
        return [(items[0].code, whole)] if items and whole else []

    def shared(self, source: Source) -> dict[str, tuple[int, int]]:
        """Return what each code of a budget began and ended with ('' for all)."""
        items = self.now.of(source)
        found: dict[str, list[int]] = {}
        ends = (self.now.start(source), self.now.rest(source))
        for place, whole in enumerate(ends):
            spread = _by_weight(whole, [item.total for item in items])
            for item, amount in zip(items, spread, strict=True):
                _add(found, item.code, place, amount, width=2)
        return {code: (parts[0], parts[1]) for code, parts in found.items()}


def _by_weight(whole: int, weights: Sequence[int]) -> list[int]:
    """Return a sum shared out by weights, the last part taking the rest."""
    parts = [whole * weight // sum(weights) for weight in weights]
    return [*parts[:-1], parts[-1] + whole - sum(parts)] if parts else []


def _add(found: dict[str, list[int]], code: str, place: int, amount: int, width: int = 6) -> None:
    """Add an amount to an item, to its subclass and class, and to the total."""
    for key in ("", code[:3], code[:5], code):
        found.setdefault(key, [0] * width)[place] += amount
