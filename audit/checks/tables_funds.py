"""政府性基金、国有资本经营: what was carried in, came, was spent and is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit.checks.cells import at, called, equal, side_at, summed, total_at, without_table
from audit.compare import Quantity, agree, of, passed, skip
from audit.extraction.table_words import BASIC_AND_PROJECT
from audit.facts import Facts
from audit.model import Fact, Outcome
from audit.registry import check
from audit.statutory import StatutoryTable, TableRow

FundKind = Literal["government_funds", "state_capital"]
_FUNDS = {"government_funds": "政府性基金", "state_capital": "国有资本经营预算"}
_ROLLED = ("opening_carryover", "revenue_current_year", "expenditure_current_year")


@check(
    "FIS-13",
    zh="政府性基金预算表不平衡",
    en="government-funds-do-not-roll-forward",
    severity="error",
    basis="政府性基金预算财政拨款收入支出决算表：年初＋本年收入－本年支出＝年末（算术必然）",
    area="expenditure",
    identity=True,
)
def government_funds_roll_forward(facts: Facts) -> Iterator[Outcome]:
    """Each row of the government-funds table rolls forward, and its total ties to the others.

    What: 年初 + 本年收入 − 本年支出 = 年末 in each row and in the prose; 本年支出 = 基本 + 项目;
    the total row = the government-funds figures of the accounts and of the fiscal table (R21).
    Why: the table is typed by hand for a few rows.
    Basis: arithmetic; form 公开08.
    Formula: 年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余; 本年支出 = 基本支出 + 项目支出;
    合计 = 总表.
    Tolerance: decimal interval of every printed cell.
    Example: 0 + 605.99 − 605.99 = 0.
    Limits: an empty table has nothing to check.
    """
    yield from _fund(facts, "government_funds")


@check(
    "FIS-14",
    zh="国有资本经营预算表不平衡",
    en="state-capital-does-not-roll-forward",
    severity="error",
    basis="国有资本经营预算财政拨款收入支出决算表：年初＋本年收入－本年支出＝年末（算术必然）",
    area="expenditure",
    identity=True,
)
def state_capital_rolls_forward(facts: Facts) -> Iterator[Outcome]:
    """Each row of the state-capital table rolls forward, and its total ties to the others.

    What: as FIS-13, with the state-capital figures (R22).
    Why: the table is typed by hand for a few rows.
    Basis: arithmetic; form 公开09.
    Formula: 年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余; 本年支出 = 基本支出 + 项目支出;
    合计 = 总表.
    Tolerance: decimal interval of every printed cell.
    Example: 2.50 + 10.00 − 8.00 = 4.50.
    Limits: an empty table has nothing to check; tables of expenditure alone are FIS-12.
    """
    yield from _fund(facts, "state_capital")


def _fund(facts: Facts, kind: FundKind) -> Iterator[Outcome]:
    yield from _told(facts, kind)
    table = facts.table(kind)
    if table is None:
        empty = next((t for t in facts.tables if t.kind == kind and not t.problem), None)
        yield (
            skip(called(empty, "年初、收入、支出、年末"), "表中没有数", "no figures")
            if (empty)
            else without_table(facts, kind)
        )
        return
    if table.is_empty:
        yield skip(called(table, "年初、收入、支出、年末"), "表中没有数", "the table is empty")
    else:
        for row in table.rows:
            yield from _roll(table, row)
    yield from _ties(facts, table, kind)


def _told(facts: Facts, kind: FundKind) -> Iterator[Outcome]:
    """Roll the prose forward where it prints all four: 年初, 本年收入, 本年支出, 年末."""
    opening, came, spent, left = (
        facts.first(concept, scope=kind, part="narrative")
        for concept in (*_ROLLED, "closing_carryover")
    )
    rolled = _signed([(opening, 1), (came, 1), (spent, -1)])
    if left and rolled and len(rolled.facts) == len(_ROLLED):
        yield agree(f"文中{_FUNDS[kind]}年初、收入、支出与年末", stated=of(left), computed=rolled)


def _roll(table: StatutoryTable, row: TableRow) -> Iterator[Outcome]:
    opening, came, spent = (at(table, row, concept) for concept in _ROLLED)
    left = at(table, row, "closing_carryover")
    subject = called(table, f"{row.code}{row.label}行年初、收入、支出与年末")
    if came is None and opening is None:
        return
    rolled = _signed([(opening, 1), (came, 1), (spent, -1)])
    if left is not None and rolled is not None:
        yield agree(subject, stated=of(left), computed=rolled)
    elif rolled is not None and rolled.interval.lo <= 0 <= rolled.interval.hi:
        yield passed(subject, f"{rolled.expression}，年末空白", "nothing left", rolled.facts)
    if spent is not None:
        natures = [at(table, row, c) for c in BASIC_AND_PROJECT]
        yield summed(
            called(table, f"{row.code}{row.label}行支出与基本、项目"), spent, natures, table=table
        )


def _signed(parts: list[tuple[Fact | None, int]]) -> Quantity | None:
    found: Quantity | None = None
    for fact, sign in parts:
        if fact is None:
            continue
        one = of(fact)
        found = one if found is None else found + one if sign > 0 else found - one
    return found


def _ties(facts: Facts, table: StatutoryTable, kind: str) -> Iterator[Outcome]:
    """Yield whether the total row is what the overview tables print of this budget."""
    came, spent = (
        total_at(table, "revenue_current_year"),
        total_at(table, "expenditure_current_year"),
    )
    accounts, fiscal = facts.table("final_accounts"), facts.table("fiscal")
    pairs = (
        ("本年收入与收入支出决算总表", came, side_at(accounts, kind, "revenue")),
        ("本年收入与财政拨款总表", came, side_at(fiscal, kind, "revenue")),
        (
            "本年支出与财政拨款总表",
            spent,
            side_at(fiscal, "expenditure_current_year", "expenditure", column=kind),
        ),
    )
    for what, mine, theirs in pairs:
        if mine is not None or (theirs is not None and theirs.value):
            yield equal(called(table, what), mine, theirs)
