"""收入来源 / sources of revenue: what prose and tables name, and what they leave at nil."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks.cells import side_at
from audit.checks.shares import parts_of
from audit.compare import add, agree, of, passed, skip
from audit.extraction.table_words import bare
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Span
from audit.registry import check

_SOURCES = {  # row of the accounts → what the prose calls it
    "superior_subsidy_revenue": "上级补助收入",
    "service_revenue": "事业收入",
    "business_revenue": "经营收入",
    "affiliate_remittance_revenue": "附属单位上缴收入",
    "other_revenue": "其他收入",
    "general_public_budget": "一般公共预算财政拨款收入",
    "government_funds": "政府性基金预算财政拨款收入",
    "state_capital": "国有资本经营预算财政拨款收入",
}
_BUDGETS = ("general_public_budget", "government_funds", "state_capital")
_SECTIONS = ("revenue", "totals")


@check(
    "INC-09",
    zh="收入来源文字与报表一有一无",
    en="revenue-source-only-in-table",
    severity="warning",
    basis="收入决算说明应当列出收入决算表中有数的各项来源（逻辑）",
    area="income",
)
def sources_are_in_both(facts: Facts) -> Iterator[Outcome]:
    """A source of revenue with money in the accounts is named in the prose, and not denied.

    What: each source of 收入支出决算总表 above zero against the section on revenue: it is named
    there, and no sentence says that there is none (没有事业收入).
    Why: a source is left out, or a sentence is left over from another unit.
    Basis: logic.
    Formula: amount(table) > 0 ⇒ named in the prose and not denied.
    Tolerance: none; a blank, a dash and 0 are nil.
    Example: 事业收入 12.00 in the table, the prose lists 财政拨款收入 and 其他收入 only.
    Limits: an amount of the prose against a nil cell is XSE-03; where the sources of the prose
    do not add up to their total INC-03 tells it, and nothing is said here.
    """
    subject = "收入来源"
    table, text = facts.table("final_accounts"), _text(facts)
    if table is None or not _told(facts):
        yield skip(subject, "没有读到报表或文字所列来源", "no table, or no sources in the prose")
        return
    cells = {concept: side_at(table, concept, "revenue") for concept in _SOURCES}
    held = {concept: cell for concept, cell in cells.items() if cell is not None and cell.value}
    unnamed = tuple(cell for concept, cell in held.items() if not _is_named(concept, text))
    denied = [(concept, span) for concept in held for span in _denials(facts, concept)]
    for concept, span in denied:
        name, cell = _SOURCES[concept], held[concept]
        message = Message(
            f"文字称没有{name}，报表为 {cell.raw}", "denied, but not nil in the table"
        )
        yield Outcome(f"{subject}：{name}", "inconsistent", message, (cell,), quotes=(span,))
    if unnamed and _falls_short(facts):
        zh, en = "文字所列来源与合计不符（见 INC-03）", "the sources do not add up (INC-03)"
        yield skip(subject, zh, en, unnamed)
    elif unnamed:
        names = "、".join(f"{bare(cell.label)} {cell.raw}" for cell in unnamed)
        zh, en = f"报表有数而收入说明没有提到：{names}", "sources of the table that no one mentions"
        yield Outcome(subject, "missing", Message(zh, en), unnamed)
    elif not denied:
        told = tuple(held.values())
        yield passed(subject, "报表有数的来源文字均已提到", "every source is named", told)


def _text(facts: Facts) -> str:
    """Return the prose of the sections on revenue, without the tables that stand in them."""
    places = [place for key in _SECTIONS for place in facts.places(key)]
    told = (
        paragraph.text
        for paragraph in facts.document.paragraphs
        if any(place.body <= paragraph.start < place.end for place in places)
    )
    return "".join("".join(told).split())


def _told(facts: Facts) -> tuple[Fact, ...]:
    """Return the sources that the prose gives an amount."""
    budgets = tuple(f"{budget}_revenue" for budget in _BUDGETS)
    whole = parts_of(facts, "revenue", ("fiscal_appropriation_revenue",), "all_funds")
    others = tuple(concept for concept in _SOURCES if concept not in _BUDGETS)
    found = whole or parts_of(facts, "revenue", budgets, "all_funds")
    return found + parts_of(facts, "revenue", others, "all_funds")


def _is_named(concept: str, text: str) -> bool:
    """Return whether the prose names a source; a budget is named by 财政拨款收入 too."""
    if concept in _BUDGETS:
        return "财政拨款" in text or "预算拨款" in text
    return _SOURCES[concept].removesuffix("上缴收入").removesuffix("补助收入") in text


def _denials(facts: Facts, concept: str) -> Iterator[Span]:
    """Yield the sentences of the section that say that there is no such revenue."""
    denial = re.compile(
        rf"(?:没有|未取得|未发生|无)(?:{re.escape(_SOURCES[concept])})(?=[。，,；;、])"
    )
    for key in _SECTIONS:
        for place in facts.places(key):
            for match in denial.finditer(facts.document.text, place.body, place.end):
                yield facts.place(match.start(), match.end(), place.title)


def _falls_short(facts: Facts) -> bool:
    """Return whether the sources of the prose do not add up to the total beside them."""
    total = facts.first("revenue_current_year", scope="all_funds", part="narrative")
    if total is None:
        return False
    outcome = agree("收入来源", stated=of(total), computed=add(_told(facts)))
    return outcome.status == "inconsistent"
