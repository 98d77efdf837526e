"""Read numbers as Chinese public accounts print them.

Nothing here knows what a figure means: it finds digits, their unit and their place.
Full-width digits and signs are read as ASCII ones; offsets are those of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from audit.model import Kind

_ASCII = str.maketrans("０１２３４５６７８９．％－−—＋／（）", "0123456789.%---+/()")
_ASCII_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_UNIT = (
    r"[万亿千]\s?元|元(?!旦)|万(?![人页册份亩户字次件名吨])|亿(?![人次斤吨户千])|%|个百分点|"
    r"批次|批\(次\)|批|人次|人\(次\)|人(?![员民均])|团组|辆|台/套|台\(套\)|台|套|次|户|条|份|页|个|项|家|名|日|天|分(?!别|析|项|类|配|为)"
)
_FIGURE = re.compile(rf"(?P<number>(?<![\d.])(?<!\d,)(?:{_NUMBER}))(?!\.?\d)\s*(?P<unit>{_UNIT})?")
_TWO_NUMBERS = re.compile(r"(?<=\d)\.\d+,(?=\d)")  # 4125.49,4143.91: no comma of thousands
_WORDED = re.compile(
    r"(?P<number>[零壹贰叁肆伍陆柒捌玖拾佰]+|(?<=[为有计共量])[一二三四五六七八九十两]+)\s*"
    r"(?P<unit>辆|批次|人次|台)"
)
_SHORT_UNITS = {"万": "万元", "亿": "亿元", "批(次)": "批次", "人(次)": "人次"}
_SHARED_UNIT = re.compile(r"\s*[,，、]\s*")
_CELL = re.compile(rf"\s*(?P<sign>-)?\s*(?P<number>{_NUMBER})\s*(?P<unit>\S.*)?\s*$", re.DOTALL)
# A narrow cell cuts a figure behind its point or inside a group of three: 1,119.4 8.
_CUT = re.compile(
    r"\s*(?P<sign>-)?\s*"
    r"(?P<number>(?:\d{1,3}(?:,\s{0,2}\d\s{0,2}\d\s{0,2}\d)+|\d+)\s{0,2}\.\s{0,2}\d\s{0,2}\d)\s*(?P<unit>%|万?元)?\s*"
)
_DIGITS = {
    char: value
    for row in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
    for value, char in enumerate(row)
}
_DIGITS["两"] = 2
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
NOT_QUANTITIES = re.compile(
    r"(?:19|20)\d{2}\s*[-—至]\s*(?:19|20)\d{2}\s*年?|"
    r"(?:(?<!\d)\d{1,2})?(?:19|20)\d{2}\s*年(?:度|末|底|初)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|"
    r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日|末|底|份)?|"
    r"[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*(?:第?\s*\d+\s*号)?|"
    r"第\s*\d+|\d+\s*号|《[^》\n]*》|[（(]?[图表]\s*\d+|单(?:价|位价值)\s*\d+\s*万元|"
    r"[（(]\s*\d+\s*分\s*[）)]|(?<!\d)2\d{6}(?=\s*[-－—]\s*[一-鿿])"
)
CHINESE_NUMBER = f"[{''.join(_DIGITS)}{''.join(_TENS)}]+"


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: `text[start:end]` are its digits, `stop` is after its unit.

    `uom` is as printed (`万` alone is read as 万元), or empty when no unit follows.
    """

    value: Decimal
    decimals: int
    uom: str
    start: int
    end: int
    stop: int

    def moved(self, by: int, uom: str | None = None) -> Figure:
        """Return the figure with offsets `by` further on, and in another unit if given."""
        shown = self.uom if uom is None else uom
        start, end, stop = self.start + by, self.end + by, self.stop + by
        return Figure(self.value, self.decimals, shown, start, end, stop)

    @property
    def kind(self) -> Kind:
        """Return what the unit says the figure is; a figure without unit is a count."""
        if self.uom in ("万元", "亿元", "千元", "元"):
            return "amount"
        return "percent" if self.uom == "%" else "count"


def ascii_text(text: str) -> str:
    """Return the text with full-width digits, signs and brackets as ASCII, same length."""
    return text.translate(_ASCII)


def ascii_digits(text: str) -> str:
    """Return the text with full-width digits as ASCII and all else as printed, same length."""
    return text.translate(_ASCII_DIGITS)


def find_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Yield every number of `text[start:end]` from left to right, with its unit."""
    plain = _TWO_NUMBERS.sub(_parted, ascii_text(text[start:end]))
    for match in _FIGURE.finditer(plain):
        yield _figure(match, match["unit"] or "", start)


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Yield the figures that count something: no years, dates, document or list numbers."""
    stop = len(text) if end is None else end
    masked = [match.span() for match in NOT_QUANTITIES.finditer(text, start, stop)]
    found = [*find_figures(text, start, stop), *worded_figures(text, start, stop)]
    counted = [f for f in found if not any(a <= f.start < b for a, b in masked)]
    yield from _with_shared_units(text, sorted(counted, key=lambda figure: figure.start))


def worded_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Yield counts in Chinese numerals: 壹辆, 为两辆, 计十批次."""
    for match in _WORDED.finditer(text[start:end]):
        number = chinese_number(match["number"])
        if number is not None:
            first, last = match.span("number")
            yield Figure(
                Decimal(number), 0, match["unit"], start + first, start + last, start + match.end()
            )


def _with_shared_units(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Yield the figures; the first of `4125.49,4143.91万元` takes the unit of the second."""
    for figure, following in zip_longest(figures, figures[1:]):
        shares = (
            following is not None
            and not figure.uom
            and figure.decimals
            and following.kind == "amount"
            and _SHARED_UNIT.fullmatch(text[figure.end : following.start])
        )
        yield figure.moved(0, following.uom) if shares and following else figure


def _parted(match: re.Match[str]) -> str:
    """Return two numbers with a comma that cannot be one of thousands; same length."""
    return match[0][:-1] + "，"


def number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the digits of every number of `text` stand, from left to right."""
    for match in _FIGURE.finditer(_TWO_NUMBERS.sub(_parted, ascii_text(text))):
        yield match.span("number")


@lru_cache(maxsize=8192)
def read_cell(text: str) -> Figure | None:
    """Return the number that a table cell is, or None for a blank, a dash or words.

    Whatever follows the digits is the unit: `100%` gives `%`, `20日之前` gives `日之前`.
    A text is never a zero. Spaces that a narrow cell left inside a figure are no part of it.
    """
    plain = ascii_text(text)
    match = _CUT.fullmatch(plain) or _CELL.match(plain)
    if match is None:
        return None
    found = _figure(match, (match["unit"] or "").strip())
    if match["sign"]:
        begin = match.start("sign")
        return Figure(-found.value, found.decimals, found.uom, begin, found.end, found.stop)
    return found


def read_number(printed: str) -> Decimal:
    """Return printed digits, or numerals, as a number; raises decimal.InvalidOperation."""
    worded = chinese_number(printed)
    if worded is not None:
        return Decimal(worded)
    return Decimal(ascii_text(printed).replace(",", "").replace(" ", ""))


def chinese_number(text: str) -> int | None:
    """Return the whole number that Chinese numerals print (三, 两, 十二, 壹), or None."""
    total, digit = 0, None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None


def _unit(printed: str) -> str:
    """Return a unit as it is named: 万 and 万 元 are 万元."""
    if printed in _SHORT_UNITS:
        return _SHORT_UNITS[printed]
    return "".join(printed.split()) if printed.endswith("元") else printed


def _figure(match: re.Match[str], unit: str, base: int = 0) -> Figure:
    digits = "".join(match["number"].split())
    _, _, fraction = digits.partition(".")
    return Figure(
        value=Decimal(digits.replace(",", "")),
        decimals=len(fraction),
        uom=_unit(unit),
        start=base + match.start("number"),
        end=base + match.end("number"),
        stop=base + (match.end("unit") if match["unit"] else match.end("number")),
    )
