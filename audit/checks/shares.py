"""The relations that several families share: parts, shares of a whole, changes on the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audit.amounts import quantities
from audit.checks.cells import called, side_at
from audit.compare import add, agree, constant, of, passed, percent, skip
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome, Scope


def same_subject(fact: Fact, other: Fact) -> bool:
    """Return whether two facts speak of one thing: concept, scope and dimensions."""
    keys = ("class", "subclass", "item", "name")
    return (fact.concept, fact.scope) == (other.concept, other.scope) and all(
        fact.dim(key) == other.dim(key) for key in keys
    )


def with_measure(facts: Facts, fact: Fact, measure: Measure) -> Fact | None:
    """Return the fact of another measure about the same thing, the nearest after `fact`."""
    found = [
        other
        for other in facts.find(
            fact.concept, measure=measure, scope=fact.scope, part=fact.span.part
        )
        if same_subject(fact, other)
    ]
    after = [other for other in found if other.span.start > fact.span.start]
    return min(after, key=lambda f: f.span.start, default=found[0] if found else None)


def parts_of(
    facts: Facts, section: str, concepts: tuple[str, ...], scope: Scope
) -> tuple[Fact, ...]:
    """Return the first actual amount of each concept in a section, in the order given."""
    found = (facts.first(concept, section=section, scope=scope) for concept in concepts)
    return tuple(fact for fact in found if fact is not None)


def if_complete(facts: Facts, section: str, outcome: Outcome) -> Outcome:
    """Return the outcome of a sum, or a skip where an amount of its section was not read.

    A part that could not be read makes any sum fail; that is no contradiction.
    """
    place = facts.section(section)
    if outcome.status != "inconsistent" or place is None:
        return outcome
    read = {fact.span.start for fact in facts}
    found = quantities(facts.document.text, place.body, place.end)
    unread = sum(figure.kind == "amount" and figure.start not in read for figure in found)
    if not unread:
        return outcome
    zh, en = f"该节还有 {unread} 个金额没有读出", f"{unread} amounts of the section were not read"
    return skip(outcome.subject, zh, en, outcome.facts)


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
        yield agree("各项占比之和", stated=constant(100, "%"), computed=add(shares))


def change_outcomes(facts: Facts, rate: Fact) -> Iterator[Outcome]:
    """Yield the rate of change against the change and the year's figure it is printed with."""
    current, change = before(facts, rate, "actual"), before(facts, rate, "change")
    subject = f"{rate.label}较上年变动率"
    if current is None or change is None or change.value is None:
        zh, en = "没有同时读到本年数和增减额", "figure of the year or change was not read"
        yield skip(subject, zh, en, (rate,))
    elif change.direction != rate.direction and change.value and rate.value:
        yield _opposed(subject, change, rate)
    else:
        prior = of(current) - of(change)
        if prior.number < 0:
            yield _impossible(subject, current, change)
        else:
            size = replace(change, direction=None)  # both go the same way: print no signs
            stated = of(replace(rate, direction=None))
            yield agree(subject, stated=stated, computed=percent(of(size), prior))


def before(facts: Facts, rate: Fact, measure: Measure) -> Fact | None:
    """Return the nearest figure before a rate in the prose about the same thing, or None."""
    found = [
        fact
        for fact in facts.find(rate.concept, measure=measure, scope=rate.scope, part="narrative")
        if same_subject(fact, rate) and fact.span.start < rate.span.start
    ]
    near = [fact for fact in found if fact.span.section == rate.span.section]
    return max(near or found, key=lambda fact: fact.span.start, default=None)


def _opposed(subject: str, change: Fact, rate: Fact) -> Outcome:
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
    told = False
    table = facts.table("final_accounts" if scope == "all_funds" else "fiscal")
    for measure in table.measures if table else ():
        sides = (side_at(table, "total", side, measure) for side in ("revenue", "expenditure"))
        left_total, right_total = sides
        if left_total is not None and right_total is not None:
            told = True
            name = called(table, "收入总计与支出总计", measure) if table else subject
            yield agree(name, stated=of(right_total), computed=of(left_total))
    for part in ("narrative", "chart"):
        left = facts.find("total_revenue", scope=scope, part=part)
        right = facts.find("total_expenditure", scope=scope, part=part)
        for revenue, expenditure in zip(left, right, strict=False):
            told = True
            yield agree(subject, stated=of(expenditure), computed=of(revenue))
    if both is None and not told:
        yield skip(subject, "没有读到收、支总计", "no grand totals were read")


def grand_total(facts: Facts, scope: Scope) -> Fact | None:
    """Return the printed grand total of a scope, of revenue where both sides are printed."""
    return facts.first("grand_total", scope=scope) or facts.first("total_revenue", scope=scope)
