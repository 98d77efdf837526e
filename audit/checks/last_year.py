"""上年数 against what last year's disclosure published: printed, charted, or derived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from audit.checks.cells import NAMES
from audit.checks.pairing import THREE_PUBLIC, cells_of
from audit.checks.shares import before
from audit.compare import Quantity, agree, noted, of, skip
from audit.facts import Facts, same_subject
from audit.model import Fact, Message, Outcome, Severity, Span
from audit.registry import check
from audit.statutory import StatutoryTable, TableRow
from audit.years import apart, last_year, marked, why_not

_TOLD, _DERIVED, _UNCHANGED = "上年数", "本年数减增减额", "持平"
_SEVERAL = 3
_MOST = (
    "多数上年数都与上年公开数不符，两份文件的口径可能不同",
    "most figures differ: the two disclosures may be of different scopes",
)
_SIDES = ("grand_total", "total_revenue", "total_expenditure")
_ABOUT = re.compile(r"(?:基本|大致|大体|总体|略)(?:$|(?=持平|相同|一致))")
_RESTATED = re.compile(
    r"(?<!如)(?:可比口径|同口径|口径(?:调整|变化|不同)|追溯调整|机构改革|机构调整|"
    r"(?:整体|职能|人员)?划[转入出]|合并(?:设立|组建))"
)
_REMARK = (
    "本年文件提到口径或机构变动",
    "this year's disclosure speaks of a change of scope or of organisation",
)


@dataclass(frozen=True, slots=True)
class _Prior:
    """Last year's figure as this year's disclosure has it: the fact it is about, the sum.

    `word` is the fact that says 持平.
    """

    about: Fact
    quantity: Quantity
    how: str
    word: Fact | None = None


@check(
    "ANA-03",
    zh="上年数与上年公开的决算数不符",
    en="prior-year-figure-differs-from-last-years-disclosure",
    severity="error",
    basis="上年数应为上年公开的决算数；《预算法实施条例》第八十三条：决算数字应当真实、准确",
    area="income",
    identity=True,
)
def prior_year_as_published(facts: Facts) -> Iterator[Outcome]:
    """Last year's figures are those that last year's disclosure published.

    What: 上年数 in prose, charts and columns, and 本年数 − 增减额 where only the change is told,
    against the same concept, budget and item in the disclosure of the year before.
    Why: a change is worked out from a draft, or from another scope, and nobody looks back.
    Basis: 预算法实施条例 art. 83; the figure was published.
    Formula: 本年数 − 增减额 = 上年公开数; 上年数 = 上年公开数; 持平: 本年数 = 上年公开数.
    Tolerance: decimal interval of every printed figure.
    Example: 1,234.56 − 100.00 = 1,134.56, while last year published 1,134.56.
    Limits: needs `--previous`. Where last year printed a figure twice, one that agrees is
    enough. A text that speaks of 口径 or 机构 changes gives a warning, and so do three or more
    figures where most differ (部门决算 beside 单位决算); 基本持平 says nothing.
    """
    last = facts.previous
    if last is None:
        yield skip("上年数与上年公开数", why_not(facts).zh, why_not(facts).en)
        return
    yield from _unless_most_fail([*_compared(facts, last)])


def _compared(facts: Facts, last: Facts) -> Iterator[Outcome]:
    restated = _restated(facts)
    for prior in (*_told(facts), *_derived(facts)):
        subject = f"{_named(prior.about)}：{prior.how}与上年公开数"
        yield _against(facts, subject, last, prior, _published(last, prior.about), restated)
    for table in facts.tables:
        yield from _columns(facts, last, table, restated)


def _unless_most_fail(outcomes: list[Outcome]) -> list[Outcome]:
    """Return the outcomes, as warnings where most contradict: then the scopes differ."""
    failed = sum(outcome.status == "inconsistent" for outcome in outcomes)
    tested = sum(outcome.status != "not_applicable" for outcome in outcomes)
    if failed < _SEVERAL or failed * 2 <= tested:
        return outcomes
    return [
        replace(o, severity="warning", message=noted(o.message, *_MOST))
        if o.status == "inconsistent"
        else o
        for o in outcomes
    ]


def _against(
    facts: Facts,
    subject: str,
    last: Facts,
    prior: _Prior,
    published: tuple[Fact, ...],
    restated: Span | None,
) -> Outcome:
    """Return whether any published figure agrees; the first one tells a contradiction."""
    if not published:
        zh, en = "上年文件中没有读到同一事项", "last year's disclosure has no such figure"
        return skip(subject, zh, en, prior.quantity.facts)
    found = [_agree(last, subject, version, one) for version in _versions(facts, prior)
             for one in published]  # fmt: skip
    outcome = next((o for o in found if o.status != "inconsistent"), found[0])
    if outcome.status != "inconsistent" or restated is None:
        return outcome
    return replace(
        outcome,
        severity="warning",
        message=noted(outcome.message, *_REMARK),
        quotes=(*outcome.quotes, restated),
    )


def _agree(last: Facts, subject: str, prior: _Prior, published: Fact) -> Outcome:
    doubt: Severity | None = (
        "warning" if "low" in {f.confidence for f in (*prior.quantity.facts, published)} else None
    )
    stated = of(marked(published))
    outcome = agree(subject, stated=stated, computed=prior.quantity, severity=doubt)
    if prior.word is not None:
        outcome = replace(outcome, facts=(*outcome.facts, prior.word))
    return apart(as_last_year(outcome), last_year(last))


def as_last_year(outcome: Outcome) -> Outcome:
    """Return an outcome whose words say that the stated figure was published last year."""
    zh = outcome.message.zh.replace("，印列 ", "，上年公开 ").replace("：另一处 ", "：本年文件 ")
    en = outcome.message.en.replace(", printed ", ", published last year ")
    en = en.replace(": elsewhere ", ": this year's disclosure ")
    formula = outcome.formula.replace("，印列 ", "，上年公开 ")
    formula = re.sub(r"^另一处 ", "本年文件 ", formula)
    return replace(outcome, message=Message(zh, en), formula=formula)


def _versions(facts: Facts, prior: _Prior) -> Iterator[_Prior]:
    """Yield a derived figure as the prose has it, then as the table has this year's."""
    yield prior
    current, *changes = prior.quantity.facts
    if prior.how == _TOLD:
        return
    for _, cell in cells_of(facts, current):
        if cell is not None and cell.number != current.number:
            quantity = of(cell) - of(changes[0]) if changes else of(cell)
            yield replace(prior, quantity=quantity)


def _told(facts: Facts) -> Iterator[_Prior]:
    """Yield last year's figures that the prose or a chart prints."""
    for fact in facts:
        if fact.value is None or fact.kind not in ("amount", "count"):
            continue
        earlier = fact.year is not None and fact.year + 1 == facts.year
        charted = fact.span.part == "chart" and earlier and fact.measure == "actual"
        if charted or (fact.measure == "prior_year" and fact.span.part == "narrative"):
            yield _Prior(fact, of(fact), _TOLD)


def _derived(facts: Facts) -> Iterator[_Prior]:
    """Yield 本年数 − 增减额 once a subject, and 本年数 where it is called 持平."""
    seen: set[tuple[object, ...]] = set()
    for change in facts:
        if change.measure != "change" or change.span.part != "narrative" or change.dim("basis"):
            continue
        current = _current(facts, change)
        if current is None or current.value is None or _is_rough(facts, change):
            continue
        key = (change.concept, change.scope, change.dims, current.number, change.value)
        if key in seen:
            continue
        seen.add(key)
        if change.value is not None:
            yield _Prior(current, of(current) - of(change), _DERIVED)
        elif change.direction == "unchanged":
            yield _Prior(current, of(current), _UNCHANGED, change)


def _current(facts: Facts, change: Fact) -> Fact | None:
    """Return this year's figure of a change; 收、支总计 may be told as 收入总计 or 支出总计."""
    told = (before(facts, replace(change, concept=c), "actual") for c in _names(change.concept))
    return next((fact for fact in told if fact is not None), None)


def _is_rough(facts: Facts, change: Fact) -> bool:
    """Return whether a change is only said to be small: 基本持平."""
    start = change.span.start
    before_it = facts.document.text[max(0, start - 4) : start]
    return bool(_ABOUT.search(before_it) or _ABOUT.match(change.raw))


def _published(last: Facts, about: Fact) -> tuple[Fact, ...]:
    """Return what last year's disclosure prints of the same thing: prose, then tables."""
    wanted = replace(about, measure="actual", direction=None)
    found: list[Fact] = []
    for concept in _names(about.concept):
        same = replace(wanted, concept=concept)
        told = last.find(concept, scope=about.scope, part="narrative")
        found += [f for f in told if f.value is not None and same_subject(f, same)]
        found += [cell for _, cell in cells_of(last, same) if cell is not None]
        if found:
            break
    return tuple(found)


def _names(concept: str) -> tuple[str, ...]:
    """Return the concepts that may hold the figure: both sides of the accounts are equal."""
    if concept not in _SIDES:
        return (concept,)
    return (concept, *(side for side in _SIDES if side != concept))


def _named(fact: Fact) -> str:
    item = fact.dim("item") or fact.dim("name")
    return f"{fact.label}（{item}）" if item and item not in fact.label else fact.label


def _restated(facts: Facts) -> Span | None:
    """Return where the prose speaks of a change of scope or organisation, or None."""
    glossary = facts.places("glossary")
    for match in _RESTATED.finditer(facts.document.text):
        place = match.start()
        if not any(s.start <= place < s.end for s in (*glossary, *facts.places("duties"))):
            return facts.place(*match.span())
    return None


# --- columns 上年数 of the statutory tables -------------------------------------------


def _columns(
    facts: Facts, last: Facts, table: StatutoryTable, restated: Span | None
) -> Iterator[Outcome]:
    """Yield each cell of a column 上年数 against last year's table, else against its prose."""
    places = [place for place, c in enumerate(table.columns) if c.measure == "prior_year"]
    other = last.table(table.kind)
    name = NAMES.get(table.kind, table.kind)
    told = False
    for row, place in product(table.rows, places):
        cell = row.cells[place]
        if cell is None:
            continue
        published = _in_table(other, row, table, place) or _of_concept(last, cell)
        if published:
            told = True
            subject = f"{name}：{row.code}{row.label}上年数"
            prior = _Prior(cell, of(cell), _TOLD)
            yield _against(facts, subject, last, prior, published, restated)
    if places and not told:
        zh, en = "上年文件中没有读到同一张表", "last year's table was not read"
        yield skip(f"{name}：上年数", zh, en)


def _in_table(
    other: StatutoryTable | None, row: TableRow, table: StatutoryTable, place: int
) -> tuple[Fact, ...]:
    """Return the cell of last year's table in the same row and column, or nothing."""
    if other is None:
        return ()
    column = table.columns[place]
    found = other.coded(row.code) if row.code else None
    if not row.code and row.concept:
        found = other.row(row.concept, row.side, row.budget)
    at = other.column(column.concept, "actual", column.side)
    cell = found.cells[at] if found is not None and at is not None else None
    return (cell,) if cell is not None else ()


def _of_concept(last: Facts, cell: Fact) -> tuple[Fact, ...]:
    """Return what last year told of a cell's concept, where its name alone says what it is."""
    plain = replace(cell, dims=())  # the dimensions of a cell name its row
    return _published(last, plain) if cell.concept in THREE_PUBLIC else ()
