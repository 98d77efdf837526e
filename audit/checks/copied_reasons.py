"""原因 / reasons copied word for word: from last year's disclosure, or from item to item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.compare import passed, skip
from audit.facts import Facts, Section
from audit.model import Message, Outcome, Span
from audit.registry import check
from audit.years import last_year, why_not

_REASON = re.compile(
    r"(?:(?:主要)?原因(?:分析)?(?:是|为|系|：|:)+(?:由于|因为?)?|主要(?:是|系)(?:由于|因为?)|"
    r"主要系)(?P<reason>(?:(?![，,](?:与|较|比)(?:上年|去年|年初|预算|20\d\d))[^。；;\n])+)"
)
# What every disclosure may say alike; a reason is what is left without it.
_GENERIC = re.compile(
    r"八项规定|厉行节约|过紧日子|例行节约|勤俭节约|从严控制|严格控制|严控|压[缩减]|据实列支|据实支出|"
    r"工作需要|实际需要|按规定|有关规定|根据.{0,12}(?:要求|规定|精神)|认真贯彻|贯彻落实|严格执行|"
    r"与(?:上年|预算|年初预算)(?:数)?(?:相比)?(?:基本)?(?:持平|一致)|无变化|没有变化|未发生|未安排"
)
_CLAUSE = re.compile(r"[，,、：:]")
_PLAIN = re.compile(r"[\W_]+")
_YEARS = re.compile(r"20\d{2}年?度?")
_ITEMS = ("gpb_items", "three_public_detail", "government_funds")


@dataclass(frozen=True, slots=True)
class _Reason:
    """A reason: where it is printed, its words without what is generic, the item it is of."""

    span: Span
    words: str
    item: int


@check(
    "ANA-04",
    zh="变动原因照抄",
    en="reason-copied-word-for-word",
    severity="info",
    basis="决算公开应当说明增减变动的具体原因（审计实务，未见明文）",
    area="form",
    verified=False,
)
def reasons_are_own(facts: Facts) -> Iterator[Outcome]:
    """A reason is not last year's word for word, nor that of another item.

    What: the words after 原因是 and its like, compared with last year's, and between the
    numbered items of this year.
    Why: a reason that fits two years or two items explains neither.
    Basis: audit practice [unverified].
    Formula: words of the reason, without years, punctuation and generic clauses, ≠ another's.
    Tolerance: none: words; at least `copied_reason_characters` of them must be left.
    Example: 因某水库除险加固工程提前完工并办理竣工财务决算 in 2023 and in 2024.
    Limits: set phrases (厉行节约, 据实列支, 工作需要 …) and short reasons are passed over; the
    same reason under totals of which one contains the other is no copy.
    """
    least = int(facts.edition.thresholds["copied_reason_characters"])
    own = _reasons(facts, least)
    yield _between_items(own)
    if facts.previous is None:
        yield skip("与上年相同的原因", why_not(facts).zh, why_not(facts).en)
    else:
        yield _from_last_year(facts.previous, own, _reasons(facts.previous, least))


def _from_last_year(last: Facts, own: Sequence[_Reason], old: Sequence[_Reason]) -> Outcome:
    subject = "与上年相同的原因"
    if not own or not old:
        return skip(subject, "没有读到具体原因", "no specific reason was read")
    before = {reason.words: reason for reason in reversed(old)}
    copied = [reason for reason in own if reason.words in before]
    if not copied:
        return passed(subject, "没有与上年逐字相同的原因", "no reason is last year's word for word")
    sources = {reason.words: before[reason.words] for reason in copied}
    zh = f"有 {len(copied)} 处原因与{last.year}年度逐字相同：{_first(copied)}"
    en = f"{len(copied)} reasons are those of {last.year} word for word: {_first(copied)}"
    return Outcome(
        subject,
        "inconsistent",
        Message(zh, en),
        quotes=tuple(reason.span for reason in copied),
        elsewhere=tuple(last_year(last).at(reason.span) for reason in sources.values()),
    )


def _between_items(own: Sequence[_Reason]) -> Outcome:
    subject = "各项之间相同的原因"
    of_items = [reason for reason in own if reason.item]
    if not of_items:
        return skip(subject, "没有读到各项的具体原因", "no specific reason of an item was read")
    items: dict[str, set[int]] = {}
    for reason in of_items:
        items.setdefault(reason.words, set()).add(reason.item)
    copied = [reason for reason in of_items if len(items[reason.words]) > 1]
    if not copied:
        return passed(subject, "各项原因各不相同", "no two items have one reason")
    zh = f"有 {len(copied)} 项的原因逐字相同：{_first(copied)}"
    en = f"{len(copied)} items have one reason word for word: {_first(copied)}"
    places = tuple(reason.span for reason in copied)
    return Outcome(subject, "inconsistent", Message(zh, en), quotes=places)


def _first(copied: Sequence[_Reason]) -> str:
    return f"“{copied[0].span.quote}”"


def _reasons(facts: Facts, least: int) -> list[_Reason]:
    """Return the specific reasons of the prose in document order."""
    places = [place for key in _ITEMS for place in facts.places(key)]
    found = []
    for line in facts.document.paragraphs:
        for match in _REASON.finditer(line.text):
            words = specific(match["reason"])
            if len(words) >= least:
                start = line.start + match.start("reason")
                span = facts.place(start, line.start + match.end("reason"), _title(facts, start))
                item = line.start if any(p.start <= start < p.end for p in places) else 0
                found.append(_Reason(span, words, item))
    return found


def specific(reason: str) -> str:
    """Return the words of a reason without years, punctuation and what any unit may say."""
    clauses = _CLAUSE.split(_YEARS.sub("", unicodedata.normalize("NFKC", reason)))
    return "".join(_PLAIN.sub("", clause) for clause in clauses if not _GENERIC.search(clause))


def _title(facts: Facts, at: int) -> str:
    inside: list[Section] = [s for s in facts.sections if s.start <= at < s.end]
    return max(inside, key=lambda s: s.start).title if inside else ""
