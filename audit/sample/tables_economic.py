"""The tables by economic classification, and that of “三公”经费."""

from __future__ import annotations

from itertools import zip_longest

from audit.sample.blocks import Cell, Cells, Table, row, under
from audit.sample.figures import (
    OPERATION,
    PERSONNEL,
    PUBLIC,
    PURCHASE,
    RECEPTIONS,
    TRIPS,
    Source,
)
from audit.sample.ledger import Ledger

_PANELS = (PERSONNEL, PUBLIC[:1], PUBLIC[1:])
_KINDS: tuple[tuple[str, ...], ...] = (
    (), (TRIPS,), (PURCHASE, OPERATION), (PURCHASE,), (OPERATION,), (RECEPTIONS,),
)  # fmt: skip


def basic(ledger: Ledger) -> Table:
    """Return 一般公共预算财政拨款基本支出决算表: three panels of economic codes."""
    now = ledger.now
    panels = [
        [
            (code, name, ledger.cell(now.economy(code) if len(code) == 3 else amount))
            for code, name, amount in now.economic
            if code[:3] in classes
        ]
        for classes in _PANELS
    ]
    rows: list[Cells] = [
        (Cell("人员经费", 3), Cell("公用经费", 6)),
        row(*("科目代码", "科目名称", "决算数") * 3),
    ]
    rows += [
        row(*(text for entry in found for text in entry))
        for found in zip_longest(*panels, fillvalue=("", "", ""))
    ]
    totals = ledger.money(now.economy(*PERSONNEL)), ledger.money(now.economy(*PUBLIC))
    rows.append(row(Cell("人员经费合计", 2), totals[0], Cell("公用经费合计", 5), totals[1]))
    return Table(9, tuple(rows))


def detail(ledger: Ledger, sources: tuple[Source, ...]) -> Table:
    """Return expenditure by functional code, of it basic and project expenditure."""
    rows = ledger.coded_heads(("合计", "基本支出", "项目支出"))
    rows.append(row(Cell("合计", 2), *ledger.natures(ledger.now.total(*sources))))
    rows += [row(o.code, o.name, *ledger.natures(o)) for o in ledger.now.rows(*sources)]
    return Table(5, tuple(rows))


def three_public(ledger: Ledger) -> Table:
    """Return 财政拨款“三公”经费支出决算表: twelve columns, or a list of kinds."""
    three = ledger.now.three
    plan, spent = ([m(*kind) for kind in _KINDS] for m in (three.plan, three.total))
    if ledger.pen.picked((True, True, False), "three public"):
        return _columns(ledger, plan, spent)
    return _list(ledger, plan, spent)


def _columns(ledger: Ledger, plan: list[int], spent: list[int]) -> Table:
    group = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
    begun = [Cell(t, 3) if "车" in t else Cell(t, merge="begin") for t in group] * 2
    lower = [*under(2), *row("小计", "公务用车购置费", "公务用车运行维护费"), *under(1)] * 2
    rows = [
        row(Cell("预算数", 6), Cell("决算数", 6)),
        tuple(begun),
        tuple(lower),
        row(*map(ledger.money, (*plan, *spent))),
    ]
    return Table(12, tuple(rows))


def _list(ledger: Ledger, plan: list[int], spent: list[int]) -> Table:
    names = (
        "合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费", "其中：（1）公务用车购置费",
        "（2）公务用车运行维护费", "3.公务接待费",
    )  # fmt: skip
    lines = zip(names, plan, spent, strict=True)
    rows = [row(name, ledger.money(one), ledger.money(two)) for name, one, two in lines]
    return Table(3, (row("项目", "预算数", "决算数"), *rows))
