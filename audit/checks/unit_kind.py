"""单位性质 / kind of unit: what an administrative unit, or a 事业单位, does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from audit.checks.cells import side_at
from audit.compare import skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Span
from audit.registry import check

UnitKind = Literal["administrative", "civil_service", "institution"]

_ITSELF = r"(?:本|我)(?:单位|部门|局|委|办|厅|校|院|园|馆|中心|所|站)"
_KIND = (
    r"(?P<civil_service>参照?公务员法管理的?(?:事业)?单位|参公(?:管理)?(?:的)?(?:事业)?单位)|"
    r"(?P<institution>事业单位)|(?P<administrative>行政单位|行政机关)"
)
_NOT_ITSELF = re.compile(r"下属|所属|下设|包括|纳入|管理(?:全|本)|指导")
_BELOW = re.compile(r"下属|所属|二级(?:预算)?单位|纳入")
_NONE_BELOW = re.compile(r"(?<!\d)0\s*个|没有|无(?:下属|所属|二级|独立)|只有")
_BY_NAME = re.compile(
    r"(?:学校|小学|中学|幼儿园|幼教中心|医院|卫生院|图书馆|博物馆|文化馆|体育馆|敬老院|福利院)$"
)
_SECTIONS = ("organisation", "overview", "duties")
_OF_AUTHORITIES = re.compile(r"行政单位(?:离退休|医疗)")
_OF_INSTITUTIONS = re.compile(r"^事业单位(?:离退休|医疗)|^事业运行")
_COUNTED: dict[str, UnitKind] = {
    "administrative_units": "administrative",
    "civil_service_units": "civil_service",
    "other_institutions": "institution",
}
_OWN_REVENUE = {
    "service_revenue": "事业收入",
    "business_revenue": "经营收入",
    "affiliate_remittance_revenue": "附属单位上缴收入",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the document says of the unit's kind; `kind` None where that is not certain."""

    kind: UnitKind | None
    quotes: tuple[Span, ...]


def kind_of_unit(facts: Facts) -> Told:
    """Return the kind that the document states of the unit itself, and where.

    The prose of 概况 and 机构设置 or the name must say it (学校, 医院); units below it of
    another kind, or functional items of another kind, leave it open.
    """
    stated = [*_stated(facts), *_named(facts)]
    kinds = {kind for kind, _ in stated}
    quotes = tuple(span for _, span in stated)
    if len(kinds) != 1:
        return Told(None, quotes)
    (kind,) = kinds
    below = {_COUNTED[c] for c in _COUNTED for f in facts.find(c) if f.value}
    others = any(fact.value for fact in facts.find("subordinate_units"))
    if below - {kind} or others or _has_units_below(facts) or _contradicted(facts, kind):
        return Told(None, quotes)
    return Told(kind, quotes)


def _has_units_below(facts: Facts) -> bool:
    """Return whether 机构设置 speaks of units below without saying that there are none."""
    told = "".join(facts.section_text(key) for key in ("organisation", "overview"))
    return bool(_BELOW.search(told)) and not _NONE_BELOW.search(told)


def _stated(facts: Facts) -> Iterator[tuple[UnitKind, Span]]:
    own = rf"(?:{_ITSELF}|{re.escape(facts.unit)})" if facts.unit else _ITSELF
    sentence = re.compile(
        rf"{own}[^。；\n]{{0,6}}?(?:为|是|属于?|系)[^。；，,\n]{{0,24}}?(?:{_KIND})"
    )
    for key in _SECTIONS:
        for place in facts.places(key):
            for match in sentence.finditer(facts.document.text, place.body, place.end):
                kind = _kind(match)
                if kind is not None and not _NOT_ITSELF.search(match.group()):
                    yield kind, facts.place(match.start(), match.end(), place.title)


def _kind(match: re.Match[str]) -> UnitKind | None:
    if match["civil_service"]:
        return "civil_service"
    return "institution" if match["institution"] else "administrative"


def _named(facts: Facts) -> Iterator[tuple[UnitKind, Span]]:
    at = facts.document.text.find(facts.unit) if _BY_NAME.search(facts.unit) else -1
    if at >= 0:
        yield "institution", facts.place(at, at + len(facts.unit))


def _contradicted(facts: Facts, kind: UnitKind) -> bool:
    """Return whether functional items belong to units of another kind."""
    names = [f.dim("item") for f in facts.find("functional_item", measure=None)]
    names += [row.label for table in facts.tables for row in table.rows if row.code]
    foreign = _OF_AUTHORITIES if kind == "institution" else _OF_INSTITUTIONS
    return any(foreign.search(name) for name in names)


@check(
    "INC-10",
    zh="行政单位列有事业收入、经营收入或附属单位上缴收入",
    en="administrative-unit-with-institution-revenue",
    severity="info",
    basis="事业收入、经营收入、附属单位上缴收入为事业单位取得的收入（模板名词解释）",
    area="income",
)
def no_institution_revenue(facts: Facts) -> Iterator[Outcome]:
    """An administrative unit has no revenue that only a 事业单位 earns.

    What: 事业收入, 经营收入 and 附属单位上缴收入 of a unit that the document calls 行政单位.
    Why: revenue entered in the wrong row, or a unit of another kind.
    Basis: glossary of the official template.
    Formula: 行政单位 ⇒ 事业收入 = 经营收入 = 附属单位上缴收入 = 0.
    Tolerance: none.
    Example: 本单位为行政单位 beside 事业收入12.00万元.
    Limits: only where the text says of the unit itself that it is 行政单位 and no unit below it
    is of another kind; a hint only.
    """
    subject = "行政单位的收入"
    told = kind_of_unit(facts)
    if told.kind != "administrative":
        yield skip(subject, "不能确定为行政单位", "not certainly an administrative unit")
        return
    found = [fact for concept in _OWN_REVENUE for fact in _revenue(facts, concept)]
    earned = tuple(fact for fact in found if fact.value)
    if earned:
        names = "、".join(f"{fact.label} {fact.raw}" for fact in earned)
        zh = f"文中写明为行政单位，却列有{names}"
        en = "an administrative unit with revenue of a public institution"
        yield Outcome(subject, "inconsistent", Message(zh, en), earned, quotes=told.quotes)
    else:
        message = Message("没有事业单位才有的收入", "no revenue of a public institution")
        yield Outcome(subject, "exact", message, tuple(found), quotes=told.quotes)


def _revenue(facts: Facts, concept: str) -> tuple[Fact, ...]:
    """Return what the prose tells of a source, else the cell of the accounts."""
    told = facts.find(concept, scope="all_funds", part="narrative")[:1]
    table = facts.table("final_accounts")
    cell = side_at(table, concept, "revenue") if table is not None else None
    return told or ((cell,) if cell is not None else ())


@check(
    "OPC-04",
    zh="事业单位列有机关运行经费",
    en="institution-with-operating-expense",
    severity="info",
    basis="机关运行经费为行政单位和参公单位口径（模板名词解释；《机关事务管理条例》第九条）",
    area="expenditure",
)
def institutions_have_none(facts: Facts) -> Iterator[Outcome]:
    """A 事业单位 outside the civil-service law has no 机关运行经费.

    What: 机关运行经费 > 0 of a unit that the document, or its name, calls 事业单位.
    Why: the figure of 公用经费 was copied into a section that does not apply.
    Basis: glossary of the official template; 机关事务管理条例 art. 9.
    Formula: 事业单位（非参公） ⇒ 机关运行经费 = 0.
    Tolerance: none.
    Example: 本校为事业单位 beside 机关运行经费支出30.00万元.
    Limits: some provinces ask for 运行经费 of every unit; where the kind is not certain nothing
    is said; a hint only.
    """
    subject = "事业单位的机关运行经费"
    amount = facts.first("agency_operating_expense")
    told = kind_of_unit(facts)
    if told.kind != "institution":
        yield skip(subject, "不能确定为事业单位", "not certainly a public institution")
    elif amount is None or not amount.value:
        message = Message("没有机关运行经费", "no operating expense")
        found = (amount,) if amount else ()
        yield Outcome(subject, "exact", message, found, quotes=told.quotes)
    else:
        zh = f"文中写明为事业单位，却列有机关运行经费 {amount.raw}"
        message = Message(zh, "a public institution with agency operating expenses")
        yield Outcome(subject, "inconsistent", message, (amount,), quotes=told.quotes)
