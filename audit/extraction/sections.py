"""Find the sections of a disclosure by their titles, whatever their numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from audit.editions import Edition
from audit.facts import Section
from audit.model import Document, Paragraph

_CHINESE = "一二三四五六七八九十"
NUMERAL = re.compile(
    rf"\s*(?:(?P<part>第\s*[{_CHINESE}\d]+\s*部分)|(?P<one>[{_CHINESE}]+\s*[、.．])|"
    rf"(?P<two>[（(]\s*[{_CHINESE}]+\s*[)）])|(?P<three>\d+\s*[.、．]))?\s*"
)
_STOPPED = re.compile(
    rf"\s*(?:[{_CHINESE}]+\s*[、.．]|(?P<two>[（(]\s*[{_CHINESE}]+\s*[)）]))\s*"
    r"(?P<title>[^。，,；;：:\d]{4,40}(?:情况|说明))。"
)
_LEVELS = {"part": 1, "one": 2, "two": 3, "three": 4}
_LONGEST_TITLE = 48
_CONTENTS_LINE = re.compile(r"[.…·\s]\d+$")
_TABLE_TITLE = re.compile(r"表(?:[（(][^（）()]*[）)])?$")  # 支出决算表 heads no prose
_GENERAL_BUDGET = "一般公共预算"
_BEFORE_TITLE = r"(?:\d{4}\s*年度?)?(?:本?(?:单位|部门))?(?:关于)?"


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that is a heading: its level, its key ('' when unknown), its title."""

    key: str
    level: int
    title: str
    start: int
    end: int


def find_sections(document: Document, edition: Edition) -> tuple[Section, ...]:
    """Return the sections in reading order; a section ends at the next of its level."""
    headings = _fiscal_beside_general(list(find_headings(document, edition)))
    longest: dict[str, Section] = {}
    for place, heading in enumerate(headings):
        end = _end(headings[place + 1 :], heading.level, len(document.text))
        section = Section(heading.key, heading.title, heading.start, heading.end, end)
        known = longest.get(heading.key)
        if heading.key and (known is None or _length(section) > _length(known)):
            longest[heading.key] = section  # a table of contents names each title first
    return tuple(sorted(longest.values(), key=lambda section: section.start))


def _fiscal_beside_general(headings: list[Heading]) -> list[Heading]:
    """Return the headings, with those told apart that speak of all three fiscal budgets.

    财政拨款支出 and 财政拨款基本支出 are sections of their own only where 一般公共预算 has
    one on the same level; elsewhere they are other words for the general budget's.
    """
    general = {
        (heading.key, heading.level) for heading in headings if _GENERAL_BUDGET in heading.title
    }
    return [_beside(heading, general) for heading in headings]


def _beside(heading: Heading, general: set[tuple[str, int]]) -> Heading:
    if heading.key == "fiscal_expenditure" and ("gpb", heading.level) not in general:
        return replace(heading, key="")
    is_basic = heading.key == "basic" and _GENERAL_BUDGET not in heading.title
    if is_basic and ("basic", heading.level) in general:
        return replace(heading, key="fiscal_basic")
    return heading


def find_headings(document: Document, edition: Edition) -> Iterator[Heading]:
    """Yield the headings: numbered titles, and unnumbered ones that the edition knows."""
    for paragraph in document.paragraphs:
        heading = _heading(paragraph, edition)
        if heading is not None:
            yield heading


def _heading(paragraph: Paragraph, edition: Edition) -> Heading | None:
    return _stopped(paragraph, edition) or _alone(paragraph, edition)


def _stopped(paragraph: Paragraph, edition: Edition) -> Heading | None:
    """Return a known title that ends with a full stop, whether or not its text runs on."""
    found = _STOPPED.match(paragraph.text)
    key = _key(found["title"], edition) if found else ""
    if found is None or not key:
        return None
    level = _LEVELS["two" if found["two"] else "one"]
    title = found.group().strip().rstrip("。")
    return Heading(key, level, title, paragraph.start, paragraph.start + found.end())


def _alone(paragraph: Paragraph, edition: Edition) -> Heading | None:
    text = paragraph.text.strip()
    if (
        not 0 < len(text) <= _LONGEST_TITLE
        or text[-1] in "。；;，,：:"
        or _CONTENTS_LINE.search(text)
        or _TABLE_TITLE.search(text)
    ):
        return None
    numeral = NUMERAL.match(text)
    style = numeral.lastgroup if numeral else None
    title = text[numeral.end() :] if numeral else text
    key = _key(title, edition)
    if not key and style not in ("part", "one", "two"):
        return None
    level = _LEVELS[style] if style else (2 if key else 4)
    return Heading(key, level, text, paragraph.start, paragraph.end)


def _key(title: str, edition: Edition) -> str:
    """Return the section whose pattern fits most of the title's beginning."""
    best, reach = "", 0
    for key, pattern in _patterns(edition.name):
        match = pattern.match(title)
        if match and match.end() > reach:
            best, reach = key, match.end()
    return best


@cache
def _patterns(edition_name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    from audit import editions

    return tuple(
        (key, re.compile(_BEFORE_TITLE + "(?:" + "|".join(patterns) + ")"))
        for key, patterns in editions.load(edition_name).sections.items()
    )


def _length(section: Section) -> int:
    return section.end - section.body


def _end(later: list[Heading], level: int, default: int) -> int:
    return next((heading.start for heading in later if heading.level <= level), default)
