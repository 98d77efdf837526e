"""年初结转和结余 against the 年末结转和结余 that last year's disclosure published (R26)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.checks.cells import at, side_at, total_at
from audit.checks.last_year import as_last_year
from audit.compare import agree, of, passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Scope, Span
from audit.statutory import Side, StatutoryTable, TableRow
from audit.years import apart, last_year, marked, why_not

_SCOPES: dict[Scope, str] = {
    "all_funds": "全部资金",
    "fiscal": "财政拨款",
    "general_public_budget": "一般公共预算",
    "government_funds": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}
_BUDGETS = ("general_public_budget", "government_funds", "state_capital")
_EXPLAINED = re.compile(
    r"[^。\n]*(?:会计差错|差错更正|调整(?:后的?)?年初|年初(?:结转|结余|余额|数)[^。\n]{0,20}(?:调整|更正)|"
    r"以前年度[^。\n]{0,12}(?:调整|收回|退回|更正)|(?:收回|退回)以前年度|归集(?:调入|调出|上缴)|"
    r"(?:缴回|上缴|收回|交回|清理)[^。\n]{0,12}(?:结转|结余|存量)|机构改革|划[转入出])[^。\n]*"
)
_OPENING, _CLOSING = "opening_carryover", "closing_carryover"


@dataclass(frozen=True, slots=True)
class _Balance:
    """A balance as one document prints it: its figures, or the row that leaves it blank."""

    figures: tuple[Fact, ...]
    blank: Span | None


def carried_over(facts: Facts) -> Iterator[Outcome]:
    """Yield opening(Y) = closing(Y−1) of each budget, where both documents print it."""
    last = facts.previous
    if last is None:
        yield skip("年初结转与上年公开的年末结转", why_not(facts).zh, why_not(facts).en)
        return
    for scope, name in _SCOPES.items():
        opening, closing = _balance(facts, scope, _OPENING), _balance(last, scope, _CLOSING)
        subject = f"{name}：年初结转和结余与上年公开的年末结转和结余"
        yield from (_unless_explained(facts, o) for o in _pair(subject, last, opening, closing))


def _pair(subject: str, last: Facts, opening: _Balance, closing: _Balance) -> Iterator[Outcome]:
    origin = last_year(last)
    if opening.figures and closing.figures:
        for figure in opening.figures:
            found = [_agree(subject, figure, one) for one in closing.figures]
            outcome = next((o for o in found if o.status != "inconsistent"), found[0])
            yield apart(outcome, origin)
    elif opening.blank and closing.figures:
        yield apart(_against_blank(subject, closing.figures[0], opening.blank), origin)
    elif opening.figures and closing.blank:
        outcome = _left_blank(subject, opening.figures[0])
        yield replace(outcome, elsewhere=(origin.at(closing.blank),))


def _agree(subject: str, opening: Fact, closing: Fact) -> Outcome:
    return as_last_year(agree(subject, stated=of(marked(closing)), computed=of(opening)))


def _against_blank(subject: str, closing: Fact, row: Span) -> Outcome:
    """Return whether nothing was left where this year's table leaves the opening blank."""
    fact = (marked(closing),)
    if not closing.value:
        return replace(passed(subject, "均为零", "both are nothing", fact), quotes=(row,))
    zh = f"{subject}：上年公开年末 {closing.raw}，本年年初空白"
    en = f"{subject}: last year published {closing.raw} as left, this year's opening is blank"
    return Outcome(
        subject, "inconsistent", Message(zh, en), fact, formula=f"{closing.raw} ≠ 0", quotes=(row,)
    )


def _left_blank(subject: str, opening: Fact) -> Outcome:
    """Return whether nothing was carried in where last year's table leaves the closing blank."""
    if not opening.value:
        return passed(subject, "均为零", "both are nothing", (opening,))
    zh = f"{subject}：上年公开的年末空白，本年年初 {opening.raw}"
    en = f"{subject}: last year published nothing as left, {opening.raw} was carried in"
    formula = f"0 ≠ {opening.raw}"
    return Outcome(subject, "inconsistent", Message(zh, en), (opening,), formula=formula)


def _unless_explained(facts: Facts, outcome: Outcome) -> Outcome:
    """Return a contradiction as not checkable where the prose explains an adjustment."""
    if outcome.status != "inconsistent":
        return outcome
    for match in _EXPLAINED.finditer(facts.document.text):
        if not any(s.start <= match.start() < s.end for s in facts.places("glossary")):
            zh, en = "文中说明有调整", "an adjustment is explained"
            unproved = skip(outcome.subject, zh, en, outcome.facts)
            place = facts.place(*match.span())
            return replace(unproved, quotes=(place,), elsewhere=outcome.elsewhere)
    return outcome


# --- where a balance is printed -------------------------------------------------------


def _balance(facts: Facts, scope: Scope, role: str) -> _Balance:
    """Return a balance from prose and tables, different figures once each."""
    told = [f for f in facts.find(role, scope=scope, part="narrative") if f.value is not None]
    cells = [cell for cell in _cells(facts, scope, role) if cell is not None]
    different = {fact.number: fact for fact in (*cells, *told)}
    blank = None if different else _blank(facts, scope, role)
    return _Balance(tuple(different.values()), blank)


def _cells(facts: Facts, scope: Scope, role: str) -> Iterator[Fact | None]:
    side = _side(role)
    if scope == "all_funds":
        yield side_at(facts.table("final_accounts"), role, side)
        return
    fiscal = facts.table("fiscal")
    if scope == "fiscal":
        yield side_at(fiscal, role, side)
        return
    if fiscal is not None:
        yield side_at(fiscal, role, side, column=scope)
        yield at(fiscal, fiscal.row(role, side, scope), "total", side=side)
    if scope != "general_public_budget":
        yield total_at(facts.table(scope), role)


def _side(role: str) -> Side:
    return "revenue" if role == _OPENING else "expenditure"


def _blank(facts: Facts, scope: Scope, role: str) -> Span | None:
    """Return the row of a table that names the balance and prints nothing beside it, or None."""
    kinds = {"all_funds": "final_accounts", "fiscal": "fiscal", **{b: b for b in _BUDGETS}}
    table = facts.table(kinds[scope])
    if table is None or table.has_unread or table.is_empty:
        return None
    if scope in _BUDGETS:
        return _blank_cell(table, table.row("total"), role)
    row = table.row(role, _side(role))
    return row.span if row is not None and not any(row.cells) else None


def _blank_cell(table: StatutoryTable, row: TableRow | None, role: str) -> Span | None:
    place = table.column(role)
    if row is None or place is None or row.cells[place] is not None:
        return None
    return row.span
