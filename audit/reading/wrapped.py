"""Join the lines of a text that was broken at a fixed width, as PDF readers print it.

A break in the middle of a sentence would part a figure from its name. Two lines are
joined only where the first is an unfinished sentence and the second begins nothing new;
where the text shows its width, only where the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_BEGINS = re.compile(
    r"第.{1,3}部分|[一二三四五六七八九十]+[、.．]|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|"
    r"\d{1,3}[.．、](?!\d)|[①-⑳]|[（(]?[图表]\s*\d|[#—*·-]|附[件表录]|备?注[:：]|"
    r"[^，。；]{2,30}表(?:[（(][^，。；]*[）)])?$"
)
_SOFT_BEGINS = re.compile(r"其中|单位|金额单位|编制单位|部门[:：]")
_PAGE_MARK = re.compile(r"[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页.{0,12}")
_CLINGS = re.compile(r"[，。、；：）”%]|[（(][类款项境][）)]|万元|个百分点")
_CHINESE = re.compile(r"[一-鿿]")  # 578.15, 85.73% is a label, no sentence
_INSIDE = re.compile(r"[，。；;]|,(?!\d)|\d\s*[万亿]?元.*[:：].")
_FIRST_WORD = re.compile(r"[\w.,%]+?(?![0-9A-Za-z.,%])[，。；：、）”》%]*", re.ASCII)
_UNPARTED = re.compile(
    r"[（“《(\[]*(?:[\w.,%]+(?![0-9A-Za-z.,%])|.)[，。；：、！？）”》)\]%]*", re.ASCII
)
_ENDS = "。！？；!?;"
_MAY_END = '：:”"）)】》…'
_GOES_ON = "，,、"
_FEWEST = 4
_SPREAD = 3  # single spaces between characters, and more of them than of pairs without
_TOGETHER = re.compile(r"[一-鿿](?=[一-鿿])")
_BETWEEN = re.compile(r"(?<=[一-鿿，。；：、（）“”]) (?=[一-鿿，。；：、（）“”])")
_CUT_NUMBER = re.compile(r"[^\d\s.]\s?\d[\d,]*\.$")
_LONGEST_NUMBER = 24
_REST_OF_NUMBER = re.compile(r"\d+\s*(?:万|亿|元|%)")
_RAGGED = 8  # columns that the right edge of wrapped lines may vary by


def unwrap(lines: Sequence[str], width: int | None) -> list[str]:
    """Return paragraphs: `lines` follow each other without a blank, `width` from `wrap_width`."""
    found: list[str] = []
    last = ""
    for line in lines:
        if found and _is_broken(found[-1], last, line, width):
            found[-1] = joined(found[-1].rstrip(), line.strip())
        else:
            found.append(line)
        last = line
    return found


def is_page_mark(line: str) -> bool:
    """Return whether a line is only a page number: — 5 —, 第5页."""
    return _PAGE_MARK.fullmatch(line.strip()) is not None


def goes_over(before: str, after: str) -> bool:
    """Return whether a sentence that a page ends goes on with the next page's first line."""
    return _INSIDE.search(before) is not None and _is_broken(before, before, after, None)


def unspaced(line: str) -> str:
    """Return a justified line without the spaces between its characters; others unchanged."""
    spread = len(_BETWEEN.findall(line))
    if spread < _SPREAD or spread <= len(_TOGETHER.findall(line)):
        return line
    return _BETWEEN.sub("", line)


def wrap_width(lines: Iterable[str]) -> int | None:
    """Return the columns at which a text was broken, or None where it shows no width.

    A Chinese character takes two columns. Unfinished lines must be several and nearly
    all reach the same right edge.
    """
    reached = [
        _columns(line.rstrip()) + _columns(_first_word(following))
        for line, following in pairwise(lines)
        if _is_broken(line, line, following, None)
    ]
    if len(reached) < _FEWEST:
        return None
    widest = sorted(reached)[-1 - len(reached) // 10]
    near = sum(abs(columns - widest) <= _RAGGED for columns in reached)
    return widest if near * 5 >= len(reached) * 3 else None


def _is_broken(paragraph: str, last: str, line: str, width: int | None) -> bool:
    """Return whether `line` goes on with `paragraph`, whose last line is `last`."""
    before, after = paragraph.rstrip(), line.strip()
    if not before or not after or before.startswith("#"):  # "#" marks an editor's remark
        return False
    cut = _is_cut(before, after)
    if not cut and (before[-1] in _ENDS or _BEGINS.match(after) or is_page_mark(before)):
        return False
    if cut or before[-1] in _GOES_ON or _CLINGS.match(after):
        return True
    if width is not None:
        return _columns(last.rstrip()) + _columns(_first_word(line)) >= width - _RAGGED
    if before[-1] in _MAY_END or _SOFT_BEGINS.match(after):
        return False
    return _CHINESE.search(before) is not None and _INSIDE.search(before) is not None


def begins_anew(line: str, *, surely: bool = False) -> bool:
    """Return whether a line begins something of its own: a heading, an item, a caption.

    `surely` leaves out words such as 其中, which may stand in a sentence as well.
    """
    if _BEGINS.match(line):
        return True
    return not surely and _SOFT_BEGINS.match(line) is not None


def is_finished(line: str) -> bool:
    """Return whether a line ends where a sentence or a lead-in may end."""
    return line.endswith(tuple(_ENDS + _MAY_END))


def must_go_on(before: str, after: str) -> bool:
    """Return whether two lines can only be one sentence: nothing ends or begins between them."""
    if not before or not after or before[-1] in _ENDS or _BEGINS.match(after):
        return False
    return before[-1] in _GOES_ON or _CLINGS.match(after) is not None


def columns_to_fit(line: str) -> int:
    """Return the columns of what a line break must keep together at the start of a line."""
    found = _UNPARTED.match(line)
    return _columns(found[0]) if found else 2


def _first_word(line: str) -> str:
    """Return what a line break cannot part: a number with its signs, or one character."""
    found = _FIRST_WORD.match(line.lstrip())
    return found[0] if found else line.lstrip()[:1]


def _is_cut(before: str, after: str) -> bool:
    """Return whether a line ends inside a number; only its end is looked at."""
    if not before.endswith(".") or not _REST_OF_NUMBER.match(after):
        return False
    return _CUT_NUMBER.search(before[-_LONGEST_NUMBER:]) is not None


def _columns(text: str) -> int:
    return sum(2 if char > "\u00ff" else 1 for char in text)


def joined(before: str, after: str) -> str:
    """Return both lines as one; a space parts two words or two numbers, never Chinese."""
    words = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isalnum()
    if _is_cut(before, after):
        return before + after  # 收入390. / 55万元: broken inside the number
    numbers = before[-1:] in ".," and after[:1].isdecimal()
    return f"{before} {after}" if numbers or (words and after[:1].isascii()) else before + after
