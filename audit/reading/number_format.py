"""Print a workbook's stored number as the sheet shows it: value and number format to text.

A cell stores 2940.0499999999997 and a format `#,##0.00`; the page shows 2,940.05. Digits
are reckoned in Decimal from the stored text, cut to the 15 digits that a workbook keeps.
Source of the grammar: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_DIGITS = 15  # significant digits of a stored number; more are binary debris
_ABSURD = Decimal(10) ** 30
_MOST_DECIMALS = 30
_CONTEXT = Context(prec=200, rounding=ROUND_HALF_UP)
_KEPT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
_GENERAL_DIGITS = 10  # digits that a cell in format General shows
_GENERAL_LARGEST = Decimal(10) ** 11
_GENERAL_SMALLEST = Decimal("0.0001")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>E[+-]0+)|"
    r"(?P<date>y+|m+|d+|h+|s+|aaaa?|b+)|(?P<digits>[0#?,.]+)|(?P<text>@)|(?P<percent>[%％])|"
    r"(?P<slash>/)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_WEEKDAYS = "一二三四五六日"
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None
    kinds: frozenset[str]

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


def printed_number(value: str, code: str, *, since_1904: bool = False) -> str:
    """Return the number that `value` stores as the sheet prints it in format `code`.

    `since_1904` says from which day dates count. A text that is no number comes back as it is.
    """
    try:
        number = _KEPT.create_decimal(value)
    except ArithmeticError:
        return value
    if not number.is_finite():
        return value
    if abs(number) >= _ABSURD:
        return general(number)
    sections = _sections(code)
    section, signed = _chosen(sections, number)
    if section.has("date", "elapsed"):
        return _moment(number, section, since_1904=since_1904)
    body = _figure(abs(number) if signed else number, section)
    return body.strip()


def printed_text(value: str, code: str) -> str:
    """Return a text as the sheet prints it: a format may put words around it."""
    sections = _sections(code)
    if len(sections) < 4 and not sections[-1].has("text"):
        return value
    tokens = sections[-1].tokens
    return "".join(value if token.kind == "text" else _literal(token) for token in tokens).strip()


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        kind = match.lastgroup or "other"
        text = match[kind]
        if kind == "other" and text == ";":
            found.append([])
        else:
            found[-1].append(_bracket(text) if kind == "bracket" else _Token(kind, text))
    return tuple(_section(tokens) for tokens in found[:4])


def _section(tokens: list[_Token]) -> _Section:
    condition = next((_CONDITION.fullmatch(t.text) for t in tokens if t.kind == "condition"), None)
    limit = (condition[1], Decimal(condition[2])) if condition else None
    shown = tuple(t for t in tokens if t.kind != "condition")
    return _Section(shown, limit, frozenset(t.kind for t in shown))


def _bracket(text: str) -> _Token:
    """Return what stands in brackets: a condition, a currency, elapsed time, else nothing."""
    if _CONDITION.fullmatch(text):
        return _Token("condition", text)
    if _ELAPSED.fullmatch(text):
        return _Token("elapsed", text)
    currency = _CURRENCY.fullmatch(text)
    return _Token("quoted", currency[1] if currency else "")


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, bool]:
    """Return the section for a number, and whether that section prints the sign itself."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _holds(number, section.condition):
                return section, number < 0 and section is not sections[0]
        return sections[-1], False
    numeric = sections[:3] if not sections[-1].has("text") or len(sections) > 3 else sections[:-1]
    if not numeric:  # the one section is for text: a number is printed as in General
        return _sections("General")[0], False
    if number > 0 or len(numeric) == 1:
        return numeric[0], False
    if number < 0:
        return numeric[1], True
    return (numeric[2] if len(numeric) > 2 else numeric[0]), False


def _holds(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    if sign == "<>":
        return number != limit
    return (
        ("=" in sign and number == limit)
        or (">" in sign and number > limit)
        or ("<" in sign and number < limit)
    )


def _figure(number: Decimal, section: _Section) -> str:
    if not section.has("digits", "general", "power"):
        words = "".join(map(_literal, section.tokens))
        return f"-{words}" if number < 0 and words.strip() else words
    if section.has("slash") or section.has("general"):
        figure = general(abs(number))
        parts = [figure if t.kind == "general" else _literal(t) for t in section.tokens]
        return ("-" if number < 0 else "") + (
            "".join(parts) if section.has("general") else general(abs(number))
        )
    return _patterned(number, section)


def _patterned(number: Decimal, section: _Section) -> str:
    """Return a number in a pattern of digits; literal words may stand inside it."""
    places = [place for place, token in enumerate(section.tokens) if token.kind == "digits"]
    pattern = "".join(section.tokens[place].text for place in places)
    power = next((t.text for t in section.tokens if t.kind == "power"), "")
    percents = sum(token.kind == "percent" for token in section.tokens)
    figure = _digits(abs(number).scaleb(2 * percents, _CONTEXT), pattern, power)
    sign = "-" if number < 0 and re.search(r"[1-9]", figure) else ""
    parts = []
    for place, token in enumerate(section.tokens):
        if token.kind == "digits":
            parts.append(figure if place == places[0] else "")
        else:
            parts.append(_literal(token))
    return sign + "".join(parts)


def _digits(number: Decimal, pattern: str, power: str) -> str:
    whole, point, fraction = pattern.partition(".")
    scale = len(whole) - len(whole.rstrip(",")) if not point else 0
    if point and fraction.endswith(","):
        scale = len(fraction) - len(fraction.rstrip(","))
    fraction = fraction.rstrip(",")[:_MOST_DECIMALS]
    number = number.scaleb(-3 * scale, _CONTEXT)
    if power:
        return _scientific(number, len(fraction), len(power) - 2)
    body = f"{number.quantize(Decimal(1).scaleb(-len(fraction)), context=_CONTEXT):f}"
    left, _, right = body.partition(".")
    least = whole.count("0")
    left = left.lstrip("0").rjust(least, "0")
    if "," in whole.rstrip(","):
        left = _grouped(left)
    optional = len(fraction) - len(fraction.rstrip("#?"))
    kept = right[: len(right) - optional] + right[len(right) - optional :].rstrip("0")
    return left + ("." + kept if point else "")


def _grouped(digits: str) -> str:
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)


def _scientific(number: Decimal, decimals: int, exponent_digits: int) -> str:
    exponent = number.adjusted() if number else 0
    mantissa = number.scaleb(-exponent, _CONTEXT).quantize(
        Decimal(1).scaleb(-decimals), context=_CONTEXT
    )
    if mantissa >= 10:
        mantissa, exponent = (
            mantissa.scaleb(-1).quantize(Decimal(1).scaleb(-decimals)),
            exponent + 1,
        )
    return f"{mantissa:f}E{'-' if exponent < 0 else '+'}{abs(exponent):0{exponent_digits}d}"


def general(number: Decimal) -> str:
    """Return a number as format General shows it in a cell that is wide enough."""
    size = abs(number)
    if size == 0:
        return "0"
    if size >= _GENERAL_LARGEST:
        return _short(_scientific(size, 5, 2), number)
    whole = max(1, size.adjusted() + 1)
    rounded = size.quantize(Decimal(1).scaleb(-max(0, _GENERAL_DIGITS - whole)), context=_CONTEXT)
    if size < _GENERAL_SMALLEST and rounded != size:
        return _short(_scientific(size, 5, 2), number)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"-{text}" if number < 0 else text


def _short(text: str, number: Decimal) -> str:
    mantissa, _, exponent = text.partition("E")
    mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{'-' if number < 0 else ''}{mantissa}E{exponent}"


def _literal(token: _Token) -> str:
    if token.kind == "gap":
        return " "
    return token.text if token.kind in ("quoted", "escaped", "other", "percent", "slash") else ""


def _moment(number: Decimal, section: _Section, *, since_1904: bool) -> str:
    """Return a date or a time of day; a number that is no date is printed as in General."""
    if not 0 <= number < 2_958_466:  # the last day that a workbook knows
        return general(number)
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    days, rest = divmod(seconds, 86_400)
    base = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if days >= 60 else 31)  # noqa: DTZ001 - a sheet knows no zone
    try:
        when = base + timedelta(days=days, seconds=rest)
    except OverflowError:
        return general(number)
    kinds = [t for t in section.tokens if t.kind in ("date", "elapsed")]
    half = section.has("half")
    parts = [_moment_part(token, kinds, when, seconds, half=half) for token in section.tokens]
    return "".join(parts).strip()


def _moment_part(
    token: _Token, kinds: list[_Token], when: datetime, seconds: int, *, half: bool
) -> str:
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0].lower()]
        return f"{seconds // unit:0{len(token.text)}d}"
    if token.kind == "half":
        morning, _, evening = token.text.partition("/")
        return evening if when.hour >= 12 else morning
    if token.kind == "date":
        return _date_part(token, kinds, when, half=half)
    return "" if token.kind in ("fill", "text") else token.text if token.kind != "gap" else " "


def _date_part(token: _Token, kinds: list[_Token], when: datetime, *, half: bool) -> str:
    letter, length = token.text[0].lower(), len(token.text)
    if letter in "yb":
        return f"{when.year:04d}" if length > 2 else f"{when.year % 100:02d}"
    if letter == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[when.weekday()]
    if letter == "m" and not _is_minute(token, kinds):
        return (
            when.strftime("%b" if length == 3 else "%B") if length > 2 else _two(when.month, length)
        )
    if letter == "d":
        return (
            when.strftime("%a" if length == 3 else "%A") if length > 2 else _two(when.day, length)
        )
    hour = (when.hour % 12 or 12) if half else when.hour
    return _two({"h": hour, "m": when.minute, "s": when.second}[letter], length)


def _is_minute(token: _Token, kinds: list[_Token]) -> bool:
    """Return whether an `m` stands beside hours or seconds: then it is minutes."""
    at = next(place for place, kind in enumerate(kinds) if kind is token)
    before = kinds[at - 1].text[0].lower() if at else ""
    after = kinds[at + 1].text[0].lower() if at + 1 < len(kinds) else ""
    return before == "h" or after == "s"


def _two(number: int, length: int) -> str:
    return f"{number:0{min(length, 2)}d}"
