"""What a passage gives as the reason of a change: where it stands, of what, which way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from audit.facts import Facts
from audit.model import Direction, Fact, Paragraph, Span

Base = Literal["year", "budget", ""]

_CUE = re.compile(
    r"原因(?:是|为|在于|系)?(?:因为|由于)?\s*[：:，,]?\s*|主要(?:是|系|为)(?:因为|由于|因)?|"
    r"(?:由于|因为)(?!公)|(?<![原诱公病])因(?=[^公素果此][^。；\n]{2,})"
)
_ENDS = re.compile(
    r"[。；;\n]|[，,]\s*(?:(?:与|较|比)(?:上年|上一年|去年|20\d\d|年初|预算)|截[至止])"
)
_UP = r"增加|增长|上升|提高|大于|高于|多于|超"
_DOWN = r"减少|下降|降低|小于|低于|少于"
_HEAD = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[^，,。；\n]{{0,16}}$")
_OF_BUDGET = re.compile(r"预算(?:数)?[^，,。；\n]{0,16}$")
_OF_YEAR = re.compile(
    r"(?:上年|上一年|去年|同比|20\d\d\s*年度?(?:决算)?)[^，,。；\n预]{0,20}$|(?:增加|减少|增长|下降|变动)的?(?:主要)?$"
)
_RISES = re.compile(
    r"增|上升|提高|上涨|扩大|恢复|老化|更新|购置|提升|追加|加大|频繁|较多|多次|新|补|超|启动|调入|调整"
)
_FALLS = re.compile(
    r"减|降|压|节约|节俭|控制|严控|从严|精简|取消|停|缩|核|无|未|没有|规范|少|低|退休|调出|调整|完成|结束|落实|加强|八项|过紧日子"
)
_ONLY_SAVING = re.compile(r"减少|下降|压减|压缩|节约|节俭|缩减|精简|厉行|降低")
_LAST_YEAR = re.compile(r"疫情|上年|上一年|去年|以前年度|往年|基数|20\d\d\s*年")
_GENERIC = re.compile(
    r"(?:根据|按照?|因|由于|结合|本单位|本部门|我单位|我部门|实际|工作|业务|单位|部门|开展|发展|正常|需要|需求|情况|"
    r"据实|列支|支出|厉行|节约|勤俭|变动|变化|调整|安排|年度|当年|本年|预算|执行|政策性?|有关|相关|规定|要求|客观|"
    r"因素|等|的|和|及|与|进行|所致|导致|增减|增加|减少|主要|影响|为|是|了|本|年|有所|合理|严格|经费|费用|各项|[、，,\s：:“”])*"
)
_NEXT_REASON = re.compile(r"\s*(?:[（(]?其中|(?:主要|变动|增减|增加|减少)?(?:的)?(?:主要)?原因)")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason as printed: what it explains (`base` '' when unsaid), which way, where.

    `direction` is that of the change which the words before it name, None when they name none.
    """

    words: str
    base: Base
    direction: Direction | None
    span: Span

    @property
    def is_generic(self) -> bool:
        """Return whether it consists of words that would explain any change."""
        return bool(_GENERIC.fullmatch(self.words))

    @property
    def opposes(self) -> bool:
        """Return whether it can only explain a change on the year the other way.

        A difference from the budget may be explained by either: the budget was cut, or raised.
        """
        judged = self.base == "year" and self.direction in ("increase", "decrease")
        if not judged or _LAST_YEAR.search(self.words):
            return False
        if self.direction == "increase":
            return bool(_ONLY_SAVING.search(self.words)) and not _RISES.search(self.words)
        return bool(re.search(r"增加|增长|新增|上升|上涨", self.words)) and not _FALLS.search(
            self.words
        )


def reasons_in(facts: Facts, key: str) -> Iterator[Reason]:
    """Yield the reasons that the passages of a section tell, in order."""
    for place in facts.places(key):
        for match in _CUE.finditer(facts.document.text, place.body, place.end):
            reason = _reason(facts, match, place.body)
            if reason is not None:
                yield reason


def reason_of(facts: Facts, change: Fact) -> Reason | None:
    """Return the reason told for a change: after it in its paragraph, or before it in its sentence.

    A next paragraph that begins with 主要原因 belongs to it too.
    """
    text = facts.document.text
    around = _paragraphs(facts, change)
    if around is None:
        return None
    paragraph, following = around
    begins = max(text.rfind(stop, paragraph.start, change.span.start) for stop in "。；\n")
    end = following.end if following else paragraph.end
    found = _CUE.search(text, change.span.end, end)
    found = found or _CUE.search(text, max(begins + 1, paragraph.start), change.span.start)
    return _reason(facts, found, paragraph.start) if found else None


def _paragraphs(facts: Facts, fact: Fact) -> tuple[Paragraph, Paragraph | None] | None:
    listed = list(facts.document.paragraphs)
    for number, paragraph in enumerate(listed):
        if paragraph.start <= fact.span.start < paragraph.end:
            after = listed[number + 1] if number + 1 < len(listed) else None
            return paragraph, after if after and _NEXT_REASON.match(after.text) else None
    return None


def _reason(facts: Facts, cue: re.Match[str], first: int) -> Reason | None:
    text = facts.document.text
    end = _ENDS.search(text, cue.end())
    stop = end.start() if end else len(text)
    words = " ".join(text[cue.end() : stop].split())
    if not words:
        return None
    begins = max(text.rfind(mark, first, cue.start()) for mark in "。；\n")
    lead = text[max(begins + 1, first) : cue.start()]
    direction, base = _told_before(facts, cue.start(), max(begins + 1, first), lead)
    if not base and cue.group().startswith("主要"):
        return None  # 接待对象主要是…: no change goes before it
    return Reason(words, base, direction, facts.place(cue.start(), stop))


def _told_before(facts: Facts, at: int, sentence: int, lead: str) -> tuple[Direction | None, Base]:
    """Return what a reason explains: by the words at its head, else by the last change told."""
    head, base = _HEAD.search(lead), _base(lead)
    direction: Direction | None = None
    if head:
        direction = "increase" if head["up"] else "decrease"
        if base:
            return direction, base
    last = _last_change(facts, at, sentence)
    if last is None:
        return direction, base
    of_budget = last.measure in ("budget_change", "budget_change_rate")
    return (direction or last.direction), (base or ("budget" if of_budget else "year"))


def _base(lead: str) -> Base:
    if _OF_BUDGET.search(lead):
        return "budget"
    return "year" if _OF_YEAR.search(lead) else ""


def _last_change(facts: Facts, at: int, sentence: int) -> Fact | None:
    """Return the last change told before a place, in its sentence or in the one before."""
    text = facts.document.text
    earlier = max(text.rfind(mark, 0, max(0, sentence - 1)) for mark in "。；\n")
    changes = ("change", "change_rate", "budget_change", "budget_change_rate")
    found = [
        fact
        for fact in facts
        if earlier < fact.span.start < at
        and fact.span.part == "narrative"
        and fact.measure in changes
        and (fact.value or fact.direction == "unchanged")
    ]
    return found[-1] if found else None
