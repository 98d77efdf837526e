"""增减原因 / explanations: a change asks for a reason, a large one for a specific reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.checks.reasons import Base, Reason, reason_of, reasons_in
from audit.checks.shares import before, with_measure
from audit.checks.tables_three_public import figure_in
from audit.compare import of, passed, percent, skip
from audit.facts import Facts
from audit.model import YUAN, Fact, Measure, Message, Outcome, Severity, Span
from audit.registry import check

_OWN_SECTION = "three_public"
_ELSEWHERE = ("原因可能写在别处", "the reason may stand elsewhere")
_OF_THE_THREE = re.compile(r"三公|接待费|公务用车|出国")
_NAMED: dict[Base, str] = {"year": "较上年增减", "budget": "与预算的差异"}
_MEASURES: dict[Base, tuple[Measure, ...]] = {
    "year": ("change", "change_rate"),
    "budget": ("budget_change", "budget_change_rate"),
}


@check(
    "TPE-18",
    zh="“三公”经费增减没有原因或原因方向相反",
    en="three-public-change-unexplained",
    severity="warning",
    basis="决算公开检查要点：是否对“三公”经费增减变化原因进行说明",
    area="three_public",
)
def changes_are_explained(facts: Facts) -> Iterator[Outcome]:
    """Changes of the three public expenses have a reason, and one that goes the same way.

    What: changes on the year, and differences from the budget, of the section; each kind needs
    one reason in the section at least; a reason of saving alone does not explain an increase,
    nor one of growth alone a decrease.
    Why: readers ask for nothing more often.
    Basis: points of the ministry's inspections of disclosures.
    Formula: change ≠ 0 ⇒ a reason is told; direction(reason) = direction(change).
    Tolerance: a total that its items explain passes, and items that the total explains.
    Example: 较上年增加5.00万元，增长50%，主要原因是压减接待.
    Limits: only where no change is above 30 % the missing reason is a hint; a reason that
    speaks of last year may explain either direction and is not judged.
    """
    if facts.section(_OWN_SECTION) is None:
        yield skip("“三公”经费增减原因", "没有“三公”经费部分", "there is no such section")
        return
    reasons = list(reasons_in(facts, _OWN_SECTION))
    told = {base: changes for base in _NAMED if (changes := _changes(facts, base))}
    if not told:
        yield skip("“三公”经费增减原因", "没有增减数", "no change is told")
    for base, changes in told.items():
        yield _explained(facts, base, changes, reasons)
    for reason in reasons:
        if reason.opposes:
            yield _opposed(reason)


def _explained(
    facts: Facts, base: Base, changes: tuple[Fact, ...], reasons: list[Reason]
) -> Outcome:
    subject = f"“三公”经费{_NAMED[base]}的原因"
    own = tuple(reason.span for reason in reasons if reason.base in (base, ""))
    if own:
        message = Message("已说明原因", "a reason is told")
        return Outcome(subject, "exact", message, changes, quotes=own)
    if facts.is_passage or _is_explained_elsewhere(facts):
        return skip(subject, *_ELSEWHERE, changes)
    told = "、".join(f"{fact.label}{_word(fact)} {fact.raw}" for fact in changes)
    zh, en = f"{subject}没有说明：{told}", "changes are told without any reason"
    large = any(_is_large(facts, fact) for fact in changes)
    severity: Severity = "warning" if large else "info"
    return Outcome(subject, "missing", Message(zh, en), changes, severity=severity)


def _is_explained_elsewhere(facts: Facts) -> bool:
    """Return whether a paragraph outside the section gives reasons of these expenses."""
    places = facts.places(_OWN_SECTION)
    return any(
        "原因" in paragraph.text and _OF_THE_THREE.search(paragraph.text)
        for paragraph in facts.document.paragraphs
        if not any(place.start <= paragraph.start < place.end for place in places)
    )


def _changes(facts: Facts, base: Base) -> tuple[Fact, ...]:
    """Return the changes of the section in amount; those told by a rate alone are ANA-05's."""
    amount, _ = _MEASURES[base]
    places = facts.places(_OWN_SECTION)
    return tuple(
        fact
        for fact in facts
        if fact.measure == amount
        and fact.value
        and fact.kind == "amount"
        and fact.span.part == "narrative"
        and any(place.start <= fact.span.start < place.end for place in places)
    )


def _word(fact: Fact) -> str:
    return {"increase": "增加", "decrease": "减少"}.get(fact.direction or "", "")


def _is_large(facts: Facts, change: Fact) -> bool:
    rate = _rate(facts, change)
    return rate is not None and rate > facts.edition.thresholds["large_change_rate"]


def _rate(facts: Facts, change: Fact) -> Decimal | None:
    """Return the rate of a change without its sign: as printed, else of what it changed from."""
    rates: tuple[Measure, ...] = ("change_rate",)
    if change.measure == "budget_change":
        rates = ("budget_change_rate",)
    printed = with_measure(facts, change, rates[0])
    if printed is not None and printed.value is not None:
        return printed.value
    actual = before(facts, change, "actual")
    if actual is None or change.value is None or actual.kind != "amount":
        return None
    share = percent(of(change), of(actual) - of(change))
    return abs(share.number) if share is not None else None


def _opposed(reason: Reason) -> Outcome:
    way = "增加" if reason.direction == "increase" else "减少"
    zh = f"较上年{way}，所述原因却是“{reason.words}”，方向相反"
    message = Message(zh, "the reason goes the other way")
    return Outcome("“三公”经费增减的原因方向", "inconsistent", message, quotes=(reason.span,))


@check(
    "ANA-02",
    zh="大幅变动没有具体原因",
    en="large-change-without-specific-reason",
    severity="info",
    basis="地方预决算公开检查：公开内容不完整、不细化（分析提示）",
    area="income",
)
def large_changes_have_reasons(facts: Facts) -> Iterator[Outcome]:
    """A large change on the year is explained by something specific.

    What: changes on the year outside the section on the three public expenses that are above
    30 % and 10 万元 (parameters); 据实列支, 工作需要, 厉行节约 and the like alone are not specific.
    Why: a set phrase under a doubled figure hides what happened.
    Basis: the ministry's inspections of disclosures (内容不细化).
    Formula: |rate| > 30 % and |change| > 10 万元 ⇒ a reason with words of its own.
    Tolerance: both bounds are exclusive; a reason after the change in its paragraph counts for
    every change of that paragraph.
    Example: 增加500.00万元，增长80%，主要原因是工作需要.
    Limits: whether the reason is true is left to the reader; a hint only.
    """
    large = [fact for fact in facts if _is_told_change(facts, fact) and _counts(facts, fact)]
    subject = "大幅变动的原因"
    reasons = [(fact, reason_of(facts, fact)) for fact in large]
    silent = tuple(fact for fact, reason in reasons if reason is None)
    if facts.is_passage and silent:
        yield skip(subject, *_ELSEWHERE, silent)
        silent = ()
    vague = [(fact, reason) for fact, reason in reasons if reason is not None and reason.is_generic]
    if silent:
        yield _unspecific(f"{subject}（未说明）", silent, "没有说明原因", "no reason is told")
    if vague:
        words = "、".join(dict.fromkeys(f"“{reason.words}”" for _, reason in vague))
        told, spans = tuple(f for f, _ in vague), tuple(r.span for _, r in vague)
        zh = f"原因只有套话{words}"
        yield _unspecific(f"{subject}（笼统）", told, zh, "only set phrases", spans)
    good = tuple(f for f, reason in reasons if reason is not None and not reason.is_generic)
    if good:
        yield passed(subject, f"{len(good)} 处大幅变动均有具体原因", "explained", good)
    if not large:
        yield skip(subject, "没有大幅变动", "no large change is told")


def _is_told_change(facts: Facts, fact: Fact) -> bool:
    own = facts.places(_OWN_SECTION)
    told = fact.measure == "change" and fact.kind == "amount" and fact.span.part == "narrative"
    return told and not any(place.start <= fact.span.start < place.end for place in own)


def _counts(facts: Facts, change: Fact) -> bool:
    least = facts.edition.thresholds["large_change_wan"] * YUAN["万元"]
    return abs(change.number) > least and _is_large(facts, change)


def _unspecific(
    subject: str, changes: tuple[Fact, ...], zh: str, en: str, quotes: tuple[Span, ...] = ()
) -> Outcome:
    told = "、".join(f"{fact.label}{_word(fact)} {fact.raw}" for fact in changes)
    message = Message(f"{told}，{zh}", f"{len(changes)} large changes: {en}")
    return Outcome(subject, "missing", message, changes, quotes=quotes)


@check(
    "ANA-05",
    zh="“三公”经费比上年增加而没有具体原因",
    en="three-public-rose-without-reason",
    severity="info",
    basis="《党政机关厉行节约反对浪费条例》（2025年修订）：严格控制“三公”经费（分析提示）",
    area="three_public",
    verified=False,
)
def rises_are_explained(facts: Facts) -> Iterator[Outcome]:
    """A rise of the three public expenses on the year has a reason of its own.

    What: the total of this year against last year's: by a printed change or rate, or by last
    year's figure in prose, table or chart.
    Why: these expenses are to be held down.
    Basis: 党政机关厉行节约反对浪费条例 (2025) [only title and date were seen].
    Formula: 本年合计 > 上年合计 ⇒ a reason that is not a set phrase.
    Tolerance: rounding intervals of both amounts.
    Example: 同比增长6.25% and no word on why.
    Limits: a change printed in amount and without any reason is told by TPE-18, not here.
    """
    subject = "“三公”经费增加的原因"
    rise = _rise(facts)
    if rise is None:
        yield skip(subject, "没有比上年增加", "no rise on the year was read")
        return
    reasons = [r for r in reasons_in(facts, _OWN_SECTION) if r.base in ("year", "")]
    told = "、".join(f"{fact.label} {fact.raw}" for fact in rise)
    if not reasons and _changes(facts, "year"):
        yield skip(subject, "未说明原因（见 TPE-18）", "no reason is told (TPE-18)", rise)
    elif not reasons and facts.is_passage:
        yield skip(subject, *_ELSEWHERE, rise)
    elif not reasons:
        zh, en = f"“三公”经费比上年增加（{told}），没有说明原因", "a rise without any reason"
        yield Outcome(subject, "missing", Message(zh, en), rise)
    elif all(reason.is_generic for reason in reasons):
        words = "、".join(dict.fromkeys(f"“{reason.words}”" for reason in reasons))
        zh = f"“三公”经费比上年增加（{told}），原因只有套话{words}"
        spans = tuple(reason.span for reason in reasons)
        yield Outcome(subject, "missing", Message(zh, "set phrases alone"), rise, quotes=spans)
    else:
        message = Message("已说明具体原因", "a specific reason is told")
        spans = tuple(reason.span for reason in reasons)
        yield Outcome(subject, "exact", message, rise, quotes=spans)


def _rise(facts: Facts) -> tuple[Fact, ...] | None:
    """Return the figures that show a rise of the total on the year, or None."""
    for measure in _MEASURES["year"]:
        told = facts.find("three_public", measure=measure, section=_OWN_SECTION)
        if told:
            fact = told[0]
            return (fact,) if fact.value and fact.direction == "increase" else None
    actual, prior = _of_two_years(facts)
    if actual is None or prior is None or of(actual).interval.lo <= of(prior).interval.hi:
        return None
    return prior, actual


def _of_two_years(facts: Facts) -> tuple[Fact | None, Fact | None]:
    """Return this year's total and last year's, from the prose or the chart, else the table."""
    actual = facts.first("three_public", scope="fiscal", part="narrative")
    prior = facts.first("three_public", measure="prior_year", section=_OWN_SECTION)
    if actual is None or prior is None:
        prior = facts.first("three_public", year=(facts.year or 0) - 1, part="chart")
    table = facts.table("three_public")
    if prior is None and table is not None:
        actual = figure_in(table, "three_public", "actual")
        prior = figure_in(table, "three_public", "prior_year")
    return actual, prior
