"""Which cells of the statutory tables hold a figure that the prose or a chart tells.

One entry a kind of figure; several cells where several tables print the same figure. A
figure is paired only with cells of its own scope and measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audit.checks.cells import at, side_at, total_at
from audit.checks.tables_basic import amount_of
from audit.checks.tables_three_public import BUDGET_MEASURES, figure_in
from audit.extraction.table_words import BASIC_AND_PROJECT, NATURES, name_of
from audit.facts import Facts
from audit.model import Fact, Measure
from audit.statutory import Side, StatutoryTable, TableRow

Cells = list[tuple[StatutoryTable, Fact | None]]
_SIDE_ROWS: dict[str, tuple[str, Side]] = {
    "grand_total": ("total", "revenue"),
    "total_revenue": ("total", "revenue"),
    "total_expenditure": ("total", "expenditure"),
    "revenue_current_year": ("revenue_current_year", "revenue"),
    "expenditure_current_year": ("expenditure_current_year", "expenditure"),
    "opening_carryover": ("opening_carryover", "revenue"),
    "closing_carryover": ("closing_carryover", "expenditure"),
    "use_of_nonfiscal_surplus": ("use_of_nonfiscal_surplus", "revenue"),
    "surplus_distribution": ("surplus_distribution", "expenditure"),
    "general_public_budget_revenue": ("general_public_budget", "revenue"),
    "government_funds_revenue": ("government_funds", "revenue"),
    "state_capital_revenue": ("state_capital", "revenue"),
    "superior_subsidy_revenue": ("superior_subsidy_revenue", "revenue"),
    "service_revenue": ("service_revenue", "revenue"),
    "business_revenue": ("business_revenue", "revenue"),
    "affiliate_remittance_revenue": ("affiliate_remittance_revenue", "revenue"),
    "other_revenue": ("other_revenue", "revenue"),
}
_FUNCTIONAL = ("functional_class", "functional_item")
THREE_PUBLIC = frozenset(
    {
        "three_public",
        "overseas_travel",
        "vehicles",
        "vehicle_purchase",
        "vehicle_operation",
        "hospitality",
    }
)


def cells_of(facts: Facts, fact: Fact) -> Cells:
    """Return the cells that must hold the figure of `fact`, None where one is blank.

    An empty list says that no table prints such a figure, or none that could be read.
    """
    found = _PAIRS.get(fact.scope or "", _none)(facts, fact)
    return [(table, cell) for table, cell in found if table is not None]


def _none(facts: Facts, fact: Fact) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    del facts, fact
    yield from ()


def _all_funds(facts: Facts, fact: Fact) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    if fact.measure != "actual":
        return
    accounts, revenue = facts.table("final_accounts"), facts.table("revenue")
    spent = facts.table("expenditure")
    yield from _on_side(accounts, fact)
    if fact.concept == "fiscal_appropriation_revenue" or (
        fact.concept in _SIDE_ROWS and revenue and revenue.column(fact.concept) is not None
    ):
        yield from _in_total(revenue, fact)
    if fact.concept in (*NATURES, "expenditure_current_year"):
        yield from _in_total(spent, fact)


def _on_side(
    table: StatutoryTable | None, fact: Fact
) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    if table is not None and fact.concept in _SIDE_ROWS:
        row, side = _SIDE_ROWS[fact.concept]
        if table.row(row, side) is not None:
            yield table, side_at(table, row, side)


def _fiscal(facts: Facts, fact: Fact) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    if fact.concept in THREE_PUBLIC:
        yield from _three_public(facts.table("three_public"), fact)
    elif fact.measure == "actual":
        yield from _on_side(facts.table("fiscal"), fact)


def _three_public(
    table: StatutoryTable | None, fact: Fact
) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    """Yield the cell of the same measure; a budget where the table prints one kind of it."""
    if table is None:
        return
    measures: tuple[Measure, ...] = (fact.measure,)
    if fact.measure in BUDGET_MEASURES:
        measures = tuple(m for m in BUDGET_MEASURES if m in table.measures)
    if len(measures) == 1 and measures[0] in table.measures:
        yield table, figure_in(table, fact.concept, measures[0])


def _general(facts: Facts, fact: Fact) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    if fact.measure != "actual":
        return
    table, basic = facts.table("gpb"), facts.table("gpb_basic")
    if fact.concept in _FUNCTIONAL:
        yield from _in_its_row(table, fact)
    elif fact.concept in ("expenditure_current_year", *BASIC_AND_PROJECT):
        yield from _in_total(table, fact)
    elif basic is not None and fact.concept in ("personnel_funds", "public_funds"):
        row = basic.row(fact.concept)
        if row is not None:
            yield basic, amount_of(basic, row)


def _in_total(
    table: StatutoryTable | None, fact: Fact
) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    """Yield the cell of the row 合计; a table whose row 合计 was not read says nothing."""
    if table is not None and table.row("total") is not None:
        yield table, total_at(table, fact.concept)


def _in_its_row(
    table: StatutoryTable | None, fact: Fact
) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    row = row_of(table, fact) if table else None
    if row is not None:
        yield table, at(table, row, "expenditure_current_year")


def row_of(table: StatutoryTable, fact: Fact) -> TableRow | None:
    """Return the row of a functional class or item: by its code, else by its names."""
    level = 1 if fact.concept == "functional_class" else 3
    code = fact.dim("class") if level == 1 else fact.dim("code")
    if code and (row := table.coded(code)) is not None:
        return row
    name = fact.dim("name") if level == 1 else fact.dim("item")
    rows = table.named(level, name_of(name)) if name_of(name) else []
    found = [row for row in rows if _chain_fits(table, row, fact)]
    return found[0] if len(found) == 1 else None


def _chain_fits(table: StatutoryTable, row: TableRow, fact: Fact) -> bool:
    """Return whether the printed rows above an item carry the names that the prose gives."""
    if fact.concept == "functional_class":
        return True
    for length, name in ((3, fact.dim("class")), (5, fact.dim("subclass"))):
        above = table.coded(row.code[:length])
        if name and above is not None and not same_name(above.label, name):
            return False
    return True


def same_name(one: str, other: str) -> bool:
    """Return whether two names of an item are the same but for spaces, brackets, 支出."""
    return name_of(one) == name_of(other) != ""


def _fund(facts: Facts, fact: Fact) -> Iterator[tuple[StatutoryTable | None, Fact | None]]:
    kind = fact.scope or ""
    if fact.measure != "actual":
        return
    for table in (facts.table(kind), facts.table(f"{kind}_expenditure")):
        if fact.concept in _FUNCTIONAL:
            yield from _in_its_row(table, fact)
        elif table is not None and table.column(fact.concept) is not None:
            yield table, total_at(table, fact.concept)


_PAIRS: dict[str, Callable[[Facts, Fact], Iterator[tuple[StatutoryTable | None, Fact | None]]]] = {
    "all_funds": _all_funds,
    "fiscal": _fiscal,
    "general_public_budget": _general,
    "government_funds": _fund,
    "state_capital": _fund,
}
