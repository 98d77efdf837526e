"""Tell the running heads and page numbers of a document from its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.reading.pdf_lines import Line

_MARGIN = 0.1  # of the page's height, above and below
_REPEATED = 3  # pages that a running head stands on at least
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–－·•~\s(（第]*(\d{1,4})[-—–－·•~\s)）页]*(?:[/／,，]?\s*共?\s*\d{1,4}\s*页?)?"
)
_OF_A_TABLE = re.compile(
    r"单位|公开\s*\d|编制|金额|附件|[一二三四五六七八九十]、|表\s*(?:[（(][^（）()]*[）)])?$"
)
_SAME_PLACE = 4.0  # points
_DECORATED = re.compile(r"[-—–－·•~第页/／]")


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines of the margins: they are no part of the text. `heads` are their words."""

    lines: frozenset[int]
    heads: tuple[str, ...]


def margins(pages: Iterable[tuple[float, Sequence[Line]]]) -> Margins:
    """Return which lines (by identity) are margins; `pages` give height and lines."""
    near = [(line, place) for height, lines in pages for line, place in _outer(height, lines)]
    numbers = _page_numbers(near)
    repeated: defaultdict[tuple[str, int], list[Line]] = defaultdict(list)
    for line, _ in near:
        if id(line) not in numbers and not _OF_A_TABLE.search(line.text):
            height = round(line.base / _SAME_PLACE)
            repeated[_DIGITS.sub("#", line.text), height].append(line)
    heads = [
        lines for lines in repeated.values() if len({line.page for line in lines}) >= _REPEATED
    ]
    words = tuple(dict.fromkeys(lines[0].text for lines in heads))
    return Margins(numbers | {id(line) for lines in heads for line in lines}, words)


def _outer(height: float, lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return the lines in the upper and lower margin of a page, with which one it is."""
    head = [(line, "head") for line in lines if line.bottom < height * _MARGIN]
    return head + [(line, "foot") for line in lines if line.top > height * (1 - _MARGIN)]


def _page_numbers(near: Iterable[tuple[Line, str]]) -> frozenset[int]:
    """Return the lines that count the pages: decorated, or in step with them."""
    found = [
        (line, place, int(mark[1]))
        for line, place in near
        if (mark := _PAGE_NUMBER.fullmatch(line.text))
    ]
    steps = Counter((place, number - line.page) for line, place, number in found)
    return frozenset(
        id(line)
        for line, place, number in found
        if _DECORATED.search(line.text) or steps[place, number - line.page] > 1
    )
