"""The relations that several families share: parts, shares of a whole, changes on the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from audit.amounts import quantities
from audit.checks.cells import called, side_at
from audit.compare import Quantity, add, agree, constant, noted, of, passed, percent, skip
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome, Scope, Severity
from audit.statutory import StatutoryTable

_ALL = 100  # per cent
_ORPHAN = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:[万亿]?\s?元|%)[，,；;。]")


def with_measure(facts: Facts, fact: Fact, measure: Measure) -> Fact | None:
    """Return the fact of another measure about the same thing, the nearest after `fact`."""
    found = [f for f in facts.about(fact, measure) if f.span.part == fact.span.part]
    after = [other for other in found if other.span.start > fact.span.start]
    return min(after, key=lambda f: f.span.start, default=found[0] if found else None)


def parts_of(
    facts: Facts, section: str, concepts: tuple[str, ...], scope: Scope
) -> tuple[Fact, ...]:
    """Return the first actual amount of each concept in a section, in the order given.

    Some provinces tell the sources and the kinds of spending among the totals.
    """
    if section in ("revenue", "expenditure") and facts.section(section) is None:
        section = "totals"
    found = (facts.first(c, section=section, scope=scope, level="") for c in concepts)
    return tuple(fact for fact in found if fact is not None)


def if_complete(facts: Facts, outcome: Outcome) -> Outcome:
    """Return the outcome of a sum, or a skip where an amount beside its parts was not read.

    A part that could not be read makes any sum fail; that is no contradiction. The sentences
    count that begin with the first of its figures and end with the last.
    """
    outcome = _if_no_selection(facts, outcome)
    if outcome.status != "inconsistent":
        return outcome
    if _has_lifted_lines(facts, outcome):
        zh, en = "该节有行序错乱的文字", "lines of the section stand out of order"
        return skip(outcome.subject, zh, en, outcome.facts)
    read = {fact.span.start for fact in facts}
    found = quantities(facts.document.text, *_sentences(facts, outcome))
    unread = sum(figure.kind == "amount" and figure.start not in read for figure in found)
    if not unread:
        return outcome
    zh, en = f"这几句还有 {unread} 个金额没有读出", f"{unread} amounts beside them were not read"
    return skip(outcome.subject, zh, en, outcome.facts)


def _if_no_selection(facts: Facts, outcome: Outcome) -> Outcome:
    if outcome.status != "inconsistent" or not _may_be_a_selection(facts, outcome):
        return outcome
    zh, en = "该段可能只列出一部分", "the passage may list only a part"
    return skip(outcome.subject, zh, en, outcome.facts)


def _may_be_a_selection(facts: Facts, outcome: Outcome) -> bool:
    """Return whether parts fall short of a total in a passage that no heading opens."""
    if outcome.residual is None or outcome.residual <= 0:
        return False
    places = [section for section in facts.sections if section.inferred]
    return all(any(p.start <= f.span.start < p.end for p in places) for f in outcome.facts)


def _has_lifted_lines(facts: Facts, outcome: Outcome) -> bool:
    """Return whether a paragraph of the sections begins with a figure: it lost its sentence.

    A page turned into text may print a line above the sentence that it belongs to.
    """
    titles = {fact.span.section for fact in outcome.facts}
    places = [section for section in facts.sections if section.title in titles]
    lines = (p for p in facts.document.paragraphs if _ORPHAN.match(p.text))
    return any(s.body <= line.start < s.end for line in lines for s in places)


def _sentences(facts: Facts, outcome: Outcome) -> tuple[int, int]:
    """Return where the sentences begin and end that hold the figures of an outcome."""
    text = facts.document.text
    first = min(fact.span.start for fact in outcome.facts)
    last = max(fact.span.end for fact in outcome.facts)
    begins = max(text.rfind(stop, 0, first) for stop in "。\n")
    ends = [at for stop in "。\n" if (at := text.find(stop, last)) >= 0]
    return begins + 1, min(ends, default=len(text))


def share_outcomes(facts: Facts, parts: tuple[Fact, ...], whole: Fact | None) -> Iterator[Outcome]:
    """Yield part ÷ whole against each printed share, and Σ shares against 100 %."""
    shares = []
    for part in parts:
        share = with_measure(facts, part, "share")
        if share is None:
            continue
        shares.append(share)
        if whole is None:
            yield skip(f"{part.label}占比", "没有读到合计数", "no total was read", (share,))
        else:
            computed = percent(of(part), of(whole))
            yield agree(f"{part.label}占{whole.label}的比重", stated=of(share), computed=computed)
    if len(shares) > 1 and len(shares) == len(parts) and any(share.value for share in shares):
        outcome = agree("各项占比之和", stated=constant(100, "%"), computed=add(shares))
        yield _if_no_selection(facts, outcome)


def swapped(outcomes: list[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes; two failed shares that fit each other's sum are said to be swapped."""
    failed = [o for o in outcomes if o.status == "inconsistent" and o.uom == "%"]
    pairs = [(o, p) for o in failed for p in failed if o is not p and _fit_crosswise(o, p)]
    other = {id(o): p for o, p in pairs}
    for outcome in outcomes:
        twin = other.get(id(outcome))
        if twin is None:
            yield outcome
            continue
        zh, en = f"与“{twin.subject}”像是互换了", "as if swapped with another share"
        yield replace(
            outcome,
            message=noted(outcome.message, zh, en),
            facts=tuple({f.id: f for f in (*outcome.facts, *twin.facts)}.values()),
        )


def _fit_crosswise(outcome: Outcome, other: Outcome) -> bool:
    pair = (outcome.expected, other.actual), (other.expected, outcome.actual)
    return all(
        isinstance(a, Decimal) and isinstance(b, Decimal) and abs(a - b) <= Decimal("0.5") * unit
        for a, b in pair
        for unit in (_last_place(b),)
    )


def _last_place(number: Decimal | str | None) -> Decimal:
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def change_outcomes(facts: Facts, rate: Fact) -> Iterator[Outcome]:
    """Yield the rate of change against the change and the year's figure it is printed with."""
    current, change = _this_year(facts, rate), before(facts, rate, "change")
    subject = f"{rate.label}较上年变动率"
    if change is not None and are_opposed(change, rate):
        yield opposed(subject, change, rate)
    elif change is None and current is not None and _cannot_have_risen(current, rate):
        yield _of_nothing(subject, (current, rate))
    elif current is None or change is None or change.value is None:
        zh, en = "没有同时读到本年数和增减额", "figure of the year or change was not read"
        yield skip(subject, zh, en, (rate,))
    elif not change.value and not rate.value:
        zh, en = f"{subject}：没有增减", f"{subject}: no change"
        yield passed(subject, zh, en, (current, change, rate))
    elif not change.value and not current.value:
        yield _of_nothing(subject, (current, change, rate))
    else:
        prior = of(current) - of(change)
        if prior.number < 0:
            yield _impossible(subject, current, change)
        else:
            size = of(replace(change, direction=None))  # both go the same way: print no signs
            stated = of(replace(rate, direction=None))
            gravity: Severity | None = (
                "warning" if "low" in (rate.confidence, change.confidence) else None
            )
            outcome = agree(subject, stated=stated, computed=percent(size, prior), severity=gravity)
            yield explained(outcome, stated, percent(size, of(current)), _OF_THIS_YEAR)


def is_nil(*cells: Fact) -> bool:
    """Return whether all of some figures are zero."""
    return not any(cell.value for cell in cells)


def rate_of_nothing(subject: str, rate: Fact, cells: tuple[Fact, ...]) -> Outcome:
    """Return a completion of nothing: 0 holds, 100 % is a habit, any other is a slip."""
    zh, en = "没有预算也没有支出", "no budget and no expenditure"
    if rate.value == _ALL:
        return skip(subject, zh, en, cells)
    if not rate.value:
        return passed(subject, zh, en, cells)
    message = Message(f"{subject}：{zh}，却写完成 {rate.raw}", f"{subject}: {en}, yet {rate.raw}")
    return Outcome(subject, "inconsistent", message, cells)


def _cannot_have_risen(current: Fact, rate: Fact) -> bool:
    """Return whether nothing was spent, yet a rate other than −100 % or 0 is told."""
    gone = rate.direction == "decrease" and rate.value == _ALL
    return current.value == 0 and current.kind == "amount" and bool(rate.value) and not gone


def _of_nothing(subject: str, cells: tuple[Fact, ...]) -> Outcome:
    zh = f"{subject}：本年为零，{cells[-1].raw} 没有意义"
    en = f"{subject}: nothing this year, so that {cells[-1].raw} means nothing"
    return Outcome(subject, "inconsistent", Message(zh, en), cells, severity="warning")


def _this_year(facts: Facts, rate: Fact) -> Fact | None:
    """Return this year's figure for a rate: 收、支总计 may be told as one side each."""
    told = before(facts, rate, "actual")
    if told is not None or rate.concept != "grand_total" or rate.scope is None:
        return told
    return grand_total(facts, rate.scope)


_OF_THIS_YEAR = (
    "像是除以本年数而不是上年数",
    "as if divided by this year's figure, not last year's",
)


def explained(
    outcome: Outcome, stated: Quantity, instead: Quantity | None, remark: tuple[str, str]
) -> Outcome:
    """Return a failed outcome with a remark, where another sum gives what is printed."""
    if outcome.status != "inconsistent" or instead is None:
        return outcome
    other = agree(outcome.subject, stated=stated, computed=instead)
    if other.status not in ("exact", "rounding"):
        return outcome
    return replace(outcome, message=noted(outcome.message, *remark))


def near(facts: Facts, fact: Fact, measure: Measure) -> Fact | None:
    """Return the figure of another measure told nearest to a figure: before it, else after.

    A figure that no sentence tells is looked for in the tables.
    """
    told = before(facts, fact, measure) or with_measure(facts, fact, measure)
    if told is not None:
        return told
    return next((f for f in facts.about(fact, measure) if f.span.part == "table"), None)


def before(facts: Facts, rate: Fact, measure: Measure) -> Fact | None:
    """Return the nearest figure before a rate in the prose about the same thing, or None."""
    told = (fact for fact in facts.about(rate, measure) if fact.span.part == "narrative")
    found = [fact for fact in told if fact.span.start < rate.span.start]
    near = [fact for fact in found if fact.span.section == rate.span.section]
    return max(near or found, key=lambda fact: fact.span.start, default=None)


def are_opposed(change: Fact, rate: Fact) -> bool:
    """Return whether a sentence tells an amount and a rate, not zero, with opposite words."""
    told = bool(change.value and rate.value and change.direction and rate.direction)
    return told and change.direction != rate.direction and change.span.quote == rate.span.quote


def opposed(subject: str, change: Fact, rate: Fact) -> Outcome:
    """Return that the amount of a change and its rate are told with opposite words."""
    zh = f"{subject}：增减额写“{_word(change)}”，变动率写“{_word(rate)}”，方向相反"
    en = f"{subject}: the amount and the rate go in opposite directions"
    return Outcome(subject, "inconsistent", Message(zh, en), (change, rate))


def _impossible(subject: str, current: Fact, change: Fact) -> Outcome:
    zh = f"{subject}：本年 {current.raw} 而增加 {change.raw}，上年数为负，不成立"
    en = f"{subject}: the increase exceeds the figure of the year, so last year's is negative"
    return Outcome(subject, "inconsistent", Message(zh, en), (current, change))


def _word(fact: Fact) -> str:
    return {"increase": "增加", "decrease": "减少"}.get(fact.direction or "", "")


def balance_outcomes(facts: Facts, scope: Scope, subject: str) -> Iterator[Outcome]:
    """Yield whether both sides of the grand total are equal in each place that prints both."""
    both = facts.first("grand_total", scope=scope)
    if both is not None:
        zh, en = f"{subject}：收、支两侧同为 {both.raw}", f"{subject}: one figure for both sides"
        yield passed(subject, zh, en, (both,))
    table = facts.table("final_accounts" if scope == "all_funds" else "fiscal")
    printed = list(_table_balance(table)) if table is not None else []
    yield from printed
    told = bool(printed)
    for part in ("narrative", "chart"):
        left = facts.find("total_revenue", scope=scope, part=part)
        right = facts.find("total_expenditure", scope=scope, part=part)
        for revenue, expenditure in zip(left, right, strict=False):
            told = True
            yield _balance(facts, subject, revenue, expenditure)
    if both is None and not told:
        yield skip(subject, "没有读到收、支总计", "no grand totals were read")


def _table_balance(table: StatutoryTable) -> Iterator[Outcome]:
    for measure in table.measures:
        left = side_at(table, "total", "revenue", measure)
        right = side_at(table, "total", "expenditure", measure)
        if left is not None and right is not None:
            name = called(table, "收入总计与支出总计", measure)
            yield agree(name, stated=of(right), computed=of(left))


def _balance(facts: Facts, subject: str, revenue: Fact, expenditure: Fact) -> Outcome:
    """Return whether both sides are equal; 总收入 and 总支出 may mean those of the year."""
    outcome = agree(subject, stated=of(expenditure), computed=of(revenue))
    loose = any(
        side.dim("wording") and not told_with_its_parts(facts, side)
        for side in (revenue, expenditure)
    )
    if outcome.status == "inconsistent" and loose:
        zh, en = "“总收入”“总支出”可能指本年数", "the words may mean the year's figures"
        return skip(subject, zh, en, (revenue, expenditure))
    return outcome


def told_with_its_parts(facts: Facts, total: Fact) -> bool:
    """Return whether a sentence takes 总收入 or 总支出 apart into the year and a carry-over."""
    side = "expenditure" if total.concept == "total_expenditure" else "revenue"
    carried = "closing_carryover" if side == "expenditure" else "opening_carryover"
    return all(
        any(
            fact.span.quote == total.span.quote and fact.span.start > total.span.start
            for fact in facts.find(concept, scope=total.scope, part="narrative")
        )
        for concept in (f"{side}_current_year", carried)
    )


def grand_total(facts: Facts, scope: Scope) -> Fact | None:
    """Return the printed grand total of a scope, of revenue where both sides are printed.

    总收入 is one only where 总支出 is the same, or where its sentence takes it apart; else it
    may be the year's revenue.
    """
    total = facts.first("grand_total", scope=scope) or facts.first("total_revenue", scope=scope)
    if total is None or not total.dim("wording") or told_with_its_parts(facts, total):
        return total
    other = facts.first("total_expenditure", scope=scope, part=total.span.part)
    return total if other is not None and other.number == total.number else None
