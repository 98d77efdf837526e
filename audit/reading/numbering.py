"""Print the numbers that Word itself gives the paragraphs of a list, as 一、 or （一）.

Word stores such a heading without its number; the printed page, and the text that Tika
takes out, have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from audit.reading.package import attribute, local

_DIGITS = "零一二三四五六七八九"
_MAX_NUMBER = 9999  # a list longer than this is no list
_MAX_BASES = 20


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    restarts: bool
    legal: bool  # prints the numbers of all levels in Arabic digits


_NO_LEVEL = _Level(1, "none", "", restarts=True, legal=False)


@dataclass(slots=True)
class Numbering:
    """The lists of one Word file; `number` must be asked for each paragraph in order."""

    lists: dict[str, tuple[str, dict[int, _Level]]]
    styles: dict[str, tuple[str, str, str]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, paragraph: etree._Element) -> str:
        """Return the number printed before a paragraph, or ''."""
        name, depth = self._place(paragraph)
        if name not in self.lists:
            return ""
        family, levels = self.lists[name]
        counts = self.counts.setdefault(family, {})
        level = levels.get(depth, _NO_LEVEL)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth and _restarts(levels, one)]:
            del counts[deeper]
        return _printed(level, levels, counts)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and the level of a paragraph: its own, else its style's."""
        properties = _child(paragraph, "pPr")
        if properties is None:
            return "", 0
        name, depth = _reference(properties)
        style = _child(properties, "pStyle")
        key = attribute(style, "val") if style is not None else ""
        for _ in range(_MAX_BASES):  # a damaged file may base styles on each other
            if (name and depth) or key not in self.styles:
                break
            base, styled, deep = self.styles[key]
            name, depth, key = name or styled, depth or deep, base
        return name, int(depth) if depth.isdecimal() else 0


def read_numbering(lists: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Return the lists of word/numbering.xml and the styles of word/styles.xml."""
    return Numbering(_lists(lists), _styles(styles))


def _lists(root: etree._Element | None) -> dict[str, tuple[str, dict[int, _Level]]]:
    families: dict[str, dict[int, _Level]] = {}
    found: dict[str, tuple[str, dict[int, _Level]]] = {}
    for one in root if root is not None else ():
        if local(one) == "abstractNum":
            families[attribute(one, "abstractNumId")] = dict(_levels(one))
        elif local(one) == "num":
            family = _value(one, "abstractNumId")
            levels = families.get(family, {})
            own = {depth: level for part in one for depth, level in _overrides(part, levels)}
            name = attribute(one, "numId")
            found[name] = (name if own else f"family {family}", {**levels, **own})
    return found


def _levels(element: etree._Element) -> list[tuple[int, _Level]]:
    found = []
    for one in element:
        if local(one) == "lvl":
            level = _Level(
                start=_whole(_value(one, "start"), 1),
                form=_value(one, "numFmt") or "decimal",
                pattern=_value(one, "lvlText"),
                restarts=_value(one, "lvlRestart") != "0",
                legal=_child(one, "isLgl") is not None,
            )
            found.append((_whole(attribute(one, "ilvl"), 0), level))
    return found


def _overrides(part: etree._Element, levels: dict[int, _Level]) -> list[tuple[int, _Level]]:
    if local(part) != "lvlOverride":
        return []
    depth = _whole(attribute(part, "ilvl"), 0)
    level = dict(_levels(part)).get(depth, levels.get(depth, _NO_LEVEL))
    start = _whole(_value(part, "startOverride"), level.start)
    return [(depth, replace(level, start=start))]


def _styles(root: etree._Element | None) -> dict[str, tuple[str, str, str]]:
    found = {}
    for one in root if root is not None else ():
        properties = _child(one, "pPr")
        name, depth = _reference(properties) if properties is not None else ("", "")
        found[attribute(one, "styleId")] = (_value(one, "basedOn"), name, depth)
    return found


def _reference(properties: etree._Element) -> tuple[str, str]:
    held = _child(properties, "numPr")
    return ("", "") if held is None else (_value(held, "numId"), _value(held, "ilvl"))


def _restarts(levels: dict[int, _Level], depth: int) -> bool:
    return levels.get(depth, _NO_LEVEL).restarts


def _printed(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.form in ("none", "bullet"):
        return ""

    def figure(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        one = levels.get(depth, _NO_LEVEL)
        return _figure("decimal" if level.legal else one.form, counts.get(depth, one.start))

    number = re.sub(r"%([1-9])", figure, level.pattern)
    return f"{number} " if number[-1:].isalnum() else number


def _figure(form: str, number: int) -> str:
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= _MAX_NUMBER else str(number)


def _chinese(number: int) -> str:
    """Return a number in Chinese numerals as lists print them: 十, 二十一, 一百零五."""
    text, gap = "", False
    for place, unit in enumerate(("", "十", "百", "千")):
        digit = number // 10**place % 10
        if digit:
            text = _DIGITS[digit] + unit + ("零" if gap and text else "") + text
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (number // value)
        number %= value
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda n: chr(0x245F + n) if n <= 20 else str(n),
    "decimalFullWidth": lambda number: "".join(chr(0xFF10 + int(digit)) for digit in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in element if local(one) == name), None)


def _value(element: etree._Element, name: str) -> str:
    found = _child(element, name)
    return attribute(found, "val") if found is not None else ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise
