"""文中的收支平衡 / the two sides of an account as the prose tells them, and 一般公共预算's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from audit.checks.shares import grand_total, if_complete, told_with_its_parts
from audit.compare import add, agree, of, skip
from audit.facts import Facts
from audit.model import Fact, Outcome, Scope
from audit.registry import check

_SOURCES = ("general_public_budget_revenue", "government_funds_revenue", "state_capital_revenue")
_FISCAL_BALANCE = "财政拨款结转"
_NAMES: dict[Scope, str] = {"all_funds": "", "fiscal": "财政拨款"}


def told_side(
    facts: Facts, scope: Literal["all_funds", "fiscal"], side: Literal["revenue", "expenditure"]
) -> Iterator[Outcome]:
    """Yield whether a grand total of the prose is the year's figure and what was carried.

    A balance of the fiscal appropriation is no balance of all funds; where 结余分配 is not
    printed, a total above the other parts is not judged.
    """
    whole = _whole(facts, scope, side)
    carried = "opening_carryover" if side == "revenue" else "closing_carryover"
    balance = _balance(facts, carried, scope)
    year = _year(facts, scope, side)
    if whole is None or balance is None or not year:
        return
    rest = None if scope == "fiscal" else _first(facts, _REST[side], scope)
    parts = [*year, balance, *([rest] if rest is not None else [])]
    word = "收入" if side == "revenue" else "支出"
    subject = f"文中{_NAMES[scope]}{word}总计与本年{word}、结转结余"
    outcome = agree(subject, stated=of(whole), computed=add(parts))
    residual = outcome.residual or 0
    if outcome.status == "inconsistent" and residual > 0 and rest is None and scope != "fiscal":
        zh, en = "没有列出的结余可能占去差额", "a part that is not printed may be the rest"
        yield skip(subject, zh, en, outcome.facts)
    else:
        yield if_complete(facts, outcome)


_REST = {"revenue": "use_of_nonfiscal_surplus", "expenditure": "surplus_distribution"}


def _whole(facts: Facts, scope: Scope, side: str) -> Fact | None:
    own = _first(facts, f"total_{side}", scope)
    if own is not None and (not own.dim("wording") or told_with_its_parts(facts, own)):
        return own
    both = grand_total(facts, scope)
    return both if own is None or both is None or own.number != both.number else own


def _year(facts: Facts, scope: Scope, side: str) -> list[Fact]:
    """Return the year's figure, or the three budgets that make the fiscal revenue."""
    told = _first(facts, f"{side}_current_year", scope)
    if told is not None:
        return [told]
    if scope != "fiscal" or side != "revenue":
        return []
    sources = [_first(facts, concept, scope) for concept in _SOURCES]
    return [fact for fact in sources if fact is not None] if all(sources) else []


def _balance(facts: Facts, concept: str, scope: Scope) -> Fact | None:
    """Return the balance of a scope: 年末财政拨款结转和结余 among the totals is another's."""
    found = facts.find(concept, scope=scope, part="narrative")
    if scope != "all_funds":
        return next(iter(found), None)
    return next((fact for fact in found if not _is_fiscal(facts, fact)), None)


def _is_fiscal(facts: Facts, fact: Fact) -> bool:
    return _FISCAL_BALANCE in facts.document.text[max(0, fact.span.start - 12) : fact.span.start]


def _first(facts: Facts, concept: str, scope: Scope) -> Fact | None:
    return facts.first(concept, scope=scope, part="narrative")


@check(
    "FIS-21",
    zh="文中一般公共预算年初、收入、支出与年末不平衡",
    en="told-general-budget-does-not-roll-forward",
    severity="error",
    basis="年初财政拨款结转和结余＋本年收入－本年支出＝年末财政拨款结转和结余（算术必然）",
    area="expenditure",
    identity=True,
)
def general_budget_rolls_forward(facts: Facts) -> Iterator[Outcome]:
    """The general public budget rolls forward where its section tells all four figures.

    What: 年初结转 + 本年收入 − 本年支出 = 年末结转, in the section of the general budget.
    Why: the four are typed from two tables.
    Basis: arithmetic; form 公开04, column 一般公共预算.
    Formula: 年初财政拨款结转和结余 + 一般公共预算财政拨款收入 − 一般公共预算财政拨款支出 = 年末.
    Tolerance: decimal interval of every printed figure.
    Example: 5.00 + 1,150.00 − 1,155.00 = 0.00.
    Limits: only where all four are printed; the tables are FIS-02 and FIS-03.
    """
    scope: Scope = "general_public_budget"
    opening, left = (
        _first(facts, concept, scope) for concept in ("opening_carryover", "closing_carryover")
    )
    came = _first(facts, "general_public_budget_revenue", scope)
    spent = _first(facts, "expenditure_current_year", scope)
    subject = "文中一般公共预算年初、收入、支出与年末"
    if opening is None or left is None or came is None or spent is None:
        yield skip(subject, "文中没有同时列出四个数", "the prose does not tell all four")
    else:
        yield agree(subject, stated=of(left), computed=of(opening) + of(came) - of(spent))


_SCOPES: tuple[tuple[Scope, str], ...] = (
    ("all_funds", ""),
    ("fiscal", "财政拨款"),
    ("general_public_budget", "一般公共预算"),
    ("government_funds", "政府性基金"),
    ("state_capital", "国有资本经营预算"),
)


@check(
    "INC-12",
    zh="按年末结转增减推算的上年年末数与年初结转不符",
    en="opening-differs-from-closing-less-its-change",
    severity="warning",
    basis="《预算法实施条例》第八十三条；年初结转和结余＝上年年末结转和结余±调整",
    area="income",
    identity=True,
)
def opening_is_closing_less_its_change(facts: Facts) -> Iterator[Outcome]:
    """What was carried in is last year's closing balance, derived from this year's change.

    What: 年末结转和结余 − its change on the year = 年初结转和结余 of the same funds.
    Why: a year begins with what the year before left.
    Basis: 预算法实施条例 art. 83; adjustments must be explained.
    Formula: 年末结转和结余 − 较上年增减 = 年初结转和结余.
    Tolerance: decimal interval of every printed figure.
    Example: 24.56 + 10.00 = 34.56.
    Limits: a warning, since corrections of earlier years are lawful; a text that tells of
    such a correction (调整, 更正, 收回) is not judged.
    """
    told = False
    for scope, name in _SCOPES:
        closing, opening = (
            _balance(facts, f"{end}_carryover", scope) for end in ("closing", "opening")
        )
        changes = facts.find("closing_carryover", measure="change", scope=scope, part="narrative")
        change = next((f for f in changes if f.value is not None), None)
        if closing is None or opening is None or change is None:
            continue
        told = True
        subject = f"文中{name}年初结转与上年年末（由增减推算）"
        outcome = agree(subject, stated=of(opening), computed=of(closing) - of(change))
        if outcome.status == "inconsistent" and _CORRECTED.search(
            _passage(facts, opening, closing)
        ):
            yield skip(subject, "文中说明了年初数的调整", "an adjustment is told", outcome.facts)
        else:
            yield outcome
    if not told:
        yield skip(
            "年初结转与上年年末", "文中没有年末结转的增减", "no change of the balance is told"
        )


_CORRECTED = re.compile(
    r"(?:年初|上年)[^。]{0,16}(?:调整|更正|差错)|会计差错|收回[^。]{0,8}(?:结余|结转)"
)


def _passage(facts: Facts, *cells: Fact) -> str:
    """Return the sections that hold some figures."""
    keys = {s.key for s in facts.sections for f in cells if s.start <= f.span.start < s.end}
    return "".join(facts.section_text(key) for key in sorted(keys))
