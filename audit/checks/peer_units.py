"""From a disclosure to the few figures by which units are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from audit.checks.cells import side_at, total_at
from audit.checks.staffing import people_in_post
from audit.checks.tables_basic import amount_of
from audit.checks.tables_three_public import figure_in
from audit.facts import Facts
from audit.model import Fact, Scope, Span
from audit.peer import Digits, Peer
from audit.unit_names import is_same
from audit.years import marked

_MARK = "peer"
_TEN_THOUSAND = Decimal(10_000)
_WHOLE_WAN = 2  # decimals of 万元 that must be printed for .00 to say anything
_ADMINISTRATIVE = ("行政单位医疗", "行政单位离退休")
_INSTITUTION = ("事业单位医疗", "事业单位离退休")
_LISTED_HEAD = re.compile(r"纳入[^。\n]{0,60}(?:包括|如下|单位)|单位名称|二级(?:预算)?单位")
_NAMED_UNIT = re.compile(
    r"^(?:\d{1,3}\s*[.．、]|[（(]\d{1,3}[)）])?\s*(?P<name>[一-鿿（）()·“”]{4,40})$"
)
_UNIT_WORD = re.compile(
    r"(?:局|厅|委员会|委|办公室|中心|院|所|站|队|处|馆|校|学|园|库|会|大队|支队|总队|社|场|台|室|部|"
    r"本级[)）]?|机关)$"
)
_PIECES = re.compile(r"[^\t\n、，,；;。：:]+")
_LIST_ENDS = re.compile(
    r"第[一二三四五六七八九十]部分|决算(?:总|明细|情况)?表|单位[:：]\s*[万千]?元"
)
_NO_ACCOUNTS_OF_ITS_OWN = re.compile(r"不单列|并入|不独立|未独立|非独立|合并(?:编制|核算)")
_FIGURES: tuple[tuple[str, str, Scope], ...] = (
    ("revenue", "revenue_current_year", "all_funds"),
    ("expenditure", "expenditure_current_year", "all_funds"),
    ("general_budget_expenditure", "expenditure_current_year", "general_public_budget"),
    ("public_funds", "public_funds", "general_public_budget"),
    ("three_public", "three_public", "fiscal"),
    ("vehicle_operation", "vehicle_operation", "fiscal"),
    ("vehicles_held", "vehicles_held", "fiscal"),
)


def peer_of(facts: Facts) -> Peer:
    """Return what is compared of a disclosure; little enough to hold hundreds."""
    return Peer(
        mark=_MARK,
        path=facts.document.path,
        sha256=facts.document.sha256,
        unit=facts.unit,
        kind=kind_of(facts),
        year=facts.year,
        figures=tuple((name, marked(fact, _MARK)) for name, fact in figures_of(facts)),
        staff=people_in_post(facts),
        digits=digits_of(facts),
        units=listed_units(facts),
    )


def with_peers(facts: Facts, peers: Iterable[Peer]) -> Facts:
    """Return `facts` beside the other units of its year; itself and its copies are left out."""
    own = {name: fact.number for name, fact in figures_of(facts)}
    kept = [
        peer
        for peer in peers
        if peer.year == facts.year
        and peer.sha256 != facts.document.sha256
        and not (is_same(peer.unit, facts.unit) and _alike(own, peer))
    ]
    numbered = (_renamed(peer, f"peer{number}") for number, peer in enumerate(kept, 1))
    return replace(facts, peers=tuple(numbered))


def _alike(own: dict[str, Decimal], peer: Peer) -> bool:
    return own == {name: fact.number for name, fact in peer.figures}


def _renamed(peer: Peer, mark: str) -> Peer:
    """Return a peer under a mark of its own; ids of its figures begin with it."""
    figures = (
        (name, replace(fact, id=f"{mark}:{fact.id.partition(':')[2]}"))
        for name, fact in peer.figures
    )
    return replace(peer, mark=mark, figures=tuple(figures))


def figures_of(facts: Facts) -> Iterator[tuple[str, Fact]]:
    """Yield the compared figures by name: the table's, which is exact, else the prose's."""
    for name, concept, scope in _FIGURES:
        told = facts.first(concept, scope=scope, part="narrative")
        found = _in_table(facts, name) or told
        if found is not None and found.value is not None:
            yield name, found


def _in_table(facts: Facts, name: str) -> Fact | None:
    accounts, basic = facts.table("final_accounts"), facts.table("gpb_basic")
    three = facts.table("three_public")
    if name == "revenue":
        return side_at(accounts, "revenue_current_year", "revenue")
    if name == "expenditure":
        return side_at(accounts, "expenditure_current_year", "expenditure")
    if name == "general_budget_expenditure":
        return total_at(facts.table("gpb"), "expenditure_current_year")
    if name == "public_funds":
        row = basic.row("public_funds") if basic else None
        return amount_of(basic, row) if basic and row else None
    return figure_in(three, name, "actual") if three and name != "vehicles_held" else None


def kind_of(facts: Facts) -> str:
    """Return `administrative`, `institution` or `mixed` by its functional items, else ''."""
    names = {row.label.strip() for table in facts.tables for row in table.rows if row.code}
    names |= {fact.dim("item") for fact in facts.find("functional_item", measure=None)}
    administrative, institution = (
        any(name in names for name in wanted) for wanted in (_ADMINISTRATIVE, _INSTITUTION)
    )
    if administrative and institution:
        return "mixed"
    return "administrative" if administrative else "institution" if institution else ""


def digits_of(facts: Facts) -> Digits:
    """Return how the different amounts of a disclosure are printed."""
    amounts = {
        abs(fact.number): fact
        for fact in facts
        if fact.kind == "amount" and fact.measure == "actual" and fact.value
        and fact.span.part in ("narrative", "table")
    }  # fmt: skip
    first = [0] * 9
    for number in amounts:
        first[number.as_tuple().digits[0] - 1] += 1
    exact = [n for n, fact in amounts.items() if fact.uom == "元" or _is_exact(fact)]
    return Digits(
        tuple(first),
        len(exact),
        sum(number % _TEN_THOUSAND == 0 for number in exact),
        min(amounts, default=Decimal(0)),
        max(amounts, default=Decimal(0)),
    )


def _is_exact(fact: Fact) -> bool:
    return fact.uom == "万元" and fact.decimals >= _WHOLE_WAN


def listed_units(facts: Facts) -> tuple[tuple[str, Span], ...]:
    """Return the units that the document's own 单位构成 lists, each with its place.

    A unit whose accounts are kept within another's (并入本级, 预算不单列) is left out.
    """
    found: dict[str, Span] = {}
    for section in facts.places("organisation"):
        body = facts.document.text[section.body : section.end]
        head = _LISTED_HEAD.search(body)
        start = section.body + (head.end() if head else 0)
        for name, at in _names(facts.document.text, start, section.end) if head else ():
            found.setdefault(name, facts.place(at, at + len(name), section.title))
    return tuple(found.items())


def _names(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the names of a list: one a line, one a row of a table, or several between 、."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if _LIST_ENDS.search(line):
            return
        place = at
        for piece in () if _NO_ACCOUNTS_OF_ITS_OWN.search(line) else _PIECES.findall(line):
            match = _NAMED_UNIT.fullmatch(piece.strip())
            if match and _UNIT_WORD.search(match["name"]):
                yield match["name"], line.index(match["name"]) + place
        at += len(line)
