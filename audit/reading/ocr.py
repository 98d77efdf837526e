"""Recognise the words of scanned pages, where the optional extra `[ocr]` is installed.

A recognised page goes the way of any other: its words become characters with places, its
printed lines are found in the picture, and all of its text counts as not sure. One page
is in memory at a time.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import median

import pypdfium2 as pdfium
from PIL import Image

from audit.reading.pdf_page import Glyph, Rules, Sheet

ADVICE = "请安装识别组件（pip install 'final-accounts-audit[ocr]'）后重试，或提供可复制文字的版本"
_SCALE = 2.5  # dots a point: 180 an inch
_MOST_DOTS = 4_000  # of a side: the picture of a poster is made smaller
_UPRIGHT = 1.5  # a box so many times higher than wide holds text on its side
_SURE = 0.5
_LONG = 150.0  # dots of a line that tells how a page lies
_ASKEW, _TOO_ASKEW = 0.003, 0.15  # slopes
_CLOSE = 1.2  # heights between characters that belong together
_SIZE = 0.78  # of a line's box: recognition leaves room around the letters
_BASE = 0.2
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of a line as recognised: its characters, each with left and right edge."""

    chars: tuple[tuple[str, float, float], ...]
    top: float
    bottom: float
    score: float
    slope: float = 0.0  # points down for each point to the right


Engine = Callable[[Image.Image], list[Seen]]


def recognised(page: pdfium.PdfPage, sheet: Sheet) -> Sheet | None:
    """Return the page with the words of its picture, or None without the extra."""
    see = engine()
    if see is None:
        return None
    scale = min(_SCALE, _MOST_DOTS / max(sheet.width, sheet.height, 1.0))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    return seen_sheet(picture, scale, sheet.number, see)


def seen_sheet(picture: Image.Image, scale: float, number: int, see: Engine) -> Sheet:
    """Return a picture as a page; `scale` are its dots a point."""
    from audit.reading.ocr_rules import rules_in

    upright, lines = _straight(*_upright(picture, see), see)
    glyphs = tuple(glyph for line in lines for glyph in _glyphs(line, scale))
    rules = rules_in(upright, scale) if glyphs else Rules()
    width, height = upright.width / scale, upright.height / scale
    return Sheet(number, width, height, glyphs, rules, pictured=1.0, unsure=True)


def _upright(picture: Image.Image, see: Engine) -> tuple[Image.Image, list[Seen]]:
    """Return the picture turned so that most of its text stands upright, and what is seen."""
    lines = see(picture)
    high = sum(_height(line) > _UPRIGHT * _width(line) for line in lines if len(line.chars) > 1)
    if high * 2 <= len(lines):
        return picture, lines
    turns = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_90)
    tried = [(turned, see(turned)) for turned in map(picture.transpose, turns)]
    return max(tried, key=lambda one: sum(line.score * len(line.chars) for line in one[1]))


def _straight(
    picture: Image.Image, lines: list[Seen], see: Engine
) -> tuple[Image.Image, list[Seen]]:
    """Return a picture that lay askew on the glass turned straight, and what is seen then."""
    slopes = [line.slope for line in lines if _width(line) > _LONG]
    slope = median(slopes) if slopes else 0.0
    if not _ASKEW < abs(slope) < _TOO_ASKEW:
        return picture, lines
    angle = math.degrees(math.atan(slope))
    straight = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    if _longest_rule(straight) < _longest_rule(picture):
        return picture, lines  # short words have a slope by chance; printed lines know better
    return straight, see(straight)


def _longest_rule(picture: Image.Image) -> float:
    from audit.reading.ocr_rules import rules_in

    return max((rule.end - rule.start for rule in rules_in(picture, 1.0).across), default=0.0)


def _height(line: Seen) -> float:
    return line.bottom - line.top


def _width(line: Seen) -> float:
    return line.chars[-1][2] - line.chars[0][1]


def _glyphs(line: Seen, scale: float) -> list[Glyph]:
    """Return the characters of a line; small gaps are closed: recognition leaves them anywhere."""
    height = _height(line) / scale
    base = line.bottom / scale - _BASE * height
    found: list[Glyph] = []
    for char, left, right in line.chars:
        if char.isspace():
            continue
        start, end = left / scale, max(left, right) / scale
        if found and start - found[-1].right < _CLOSE * height:
            found[-1] = found[-1]._replace(right=start)
        found.append(Glyph(char, start, end, base, _SIZE * height))
    return found


@cache
def engine() -> Engine | None:
    """Return what recognises a picture, or None where the extra is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    run = RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})

    def see(picture: Image.Image) -> list[Seen]:
        answer = run(picture, use_cls=False, return_word_box=True)
        words = answer.word_results if answer.boxes is not None else ()
        return [line for found in words if (line := _seen(found)) is not None]

    return see


def _seen(words: tuple[tuple[str, float, list[Corner]], ...]) -> Seen | None:
    """Return a recognised line, or None where it is hardly more than a guess."""
    chars: list[tuple[str, float, float]] = []
    for word, _, corners in words:
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        step = (right - left) / max(1, len(word))
        chars += [(char, left + at * step, left + (at + 1) * step) for at, char in enumerate(word)]
    score = sum(score for _, score, _ in words) / max(1, len(words))
    if not chars or score < _SURE:
        return None
    edges = [y for _, _, corners in words for _, y in corners]
    tops, bottoms = sorted(edges)[: len(edges) // 2], sorted(edges)[len(edges) // 2 :]
    chars.sort(key=lambda one: one[1])
    (x0, y0), (x1, y1) = words[0][2][0], words[-1][2][1]
    slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
    return Seen(tuple(chars), median(tops), median(bottoms), score, slope)
