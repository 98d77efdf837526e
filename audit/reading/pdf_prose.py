"""Join the printed lines of pages to paragraphs.

A line goes on with the one before it when that one was full: its next word would not have
fitted. Indents, sizes and distances tell more than words; where they do not, the rules for
texts that were broken at a fixed width decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from audit.reading.assemble import Prose
from audit.reading.pdf_lines import Line, is_cut_number
from audit.reading.wrapped import begins_anew, columns_to_fit, is_finished, joined, must_go_on

_LONG = 15  # characters of a line that tells how wide the text is
_FARTHEST = 2.6  # ems between the base lines of one paragraph
_LOOSE = 1.35  # a gap so many times the usual one parts paragraphs
_INDENT = 0.3  # ems
_BIN, _RAGGED = 4.0, 48.0  # points


@dataclass(frozen=True, slots=True)
class Measure:
    """The text block of a page: its edges, its middle, its usual line distance in ems."""

    left: float
    right: float
    middle: float
    pitch: float


def measures(pages: dict[int, tuple[float, list[Line]]]) -> dict[int, Measure]:
    """Return the text block of each page; `pages` give its width and its lines.

    A page with few long lines takes the right edge of the other pages of its width.
    """
    shared: dict[int, list[float]] = {}
    for width, lines in pages.values():
        shared.setdefault(round(width), []).extend(_long_edges(lines))
    usual = {width: _right(edges, width) for width, edges in shared.items()}
    found = {}
    for number, (width, lines) in pages.items():
        own = _long_edges(lines)
        right = _right(own, width) if len(own) >= 4 else usual[round(width)]
        found[number] = Measure(_left(lines), right, width / 2, _pitch(lines))
    return found


def _long_edges(lines: Iterable[Line]) -> list[float]:
    return [line.right for line in lines if len(line.text) >= _LONG]


def _left(lines: Sequence[Line]) -> float:
    """Return where lines begin that are not indented."""
    lefts = sorted(line.left for line in lines if len(line.text) >= _LONG)
    return lefts[len(lefts) // 8] if lefts else 0.0


def _right(edges: Sequence[float], width: float) -> float:
    """Return the edge that most full lines reach; hanging punctuation goes a little further."""
    if not edges:
        return width
    ragged = max(edges) - _RAGGED
    far = Counter(round(edge / _BIN) for edge in edges if edge > ragged)
    return _BIN * max(far, key=lambda edge: (far[edge], edge))


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of lines in ems: that of the closer half."""
    gaps = sorted(
        (after.base - before.base) / before.size
        for before, after in pairwise(lines)
        if before.size and 0.8 * before.size < after.base - before.base < 3 * before.size
    )
    return gaps[len(gaps) // 4] if gaps else _FARTHEST


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it grows, line by line."""

    lines: list[Line] = field(default_factory=list)

    def goes_on(self, line: Line, blocks: dict[int, Measure]) -> bool:
        """Return whether `line` belongs to this paragraph."""
        first, last = self.lines[0], self.lines[-1]
        if abs(line.size - last.size) > 0.3 * last.size or not _is_near(
            last, line, blocks[last.page].pitch
        ):
            return False
        block = blocks[last.page]
        if not _is_full(last, line, block, 2.0 if self._hangs(line, block) else 0.4):
            return must_go_on(last.text, line.text) and line.left < last.right
        if _is_centred(first, block) and _is_centred(line, block):
            return not is_finished(last.text) and not begins_anew(line.text)
        return self._fits(line, block)

    def _hangs(self, line: Line, block: Measure) -> bool:
        """Return whether the first line is indented and `line` is not: it begins nothing."""
        first = self.lines[0]
        step = _INDENT * min(line.size, first.size)
        return line.left < first.left - step and line.left < block.left + line.size

    def _fits(self, line: Line, block: Measure) -> bool:
        """Return whether `line` stands where the next line of the paragraph must stand."""
        first, last = self.lines[0], self.lines[-1]
        em = line.size
        parted = is_finished(last.text) and begins_anew(line.text, surely=True)
        if self._hangs(line, block):
            return not parted
        if line.left > last.left + _INDENT * em:
            return False
        if len(self.lines) > 1 and first.left > last.left + _INDENT * em:
            return not parted
        return not is_finished(last.text) and not begins_anew(line.text)

    def prose(self, *, unsure: bool) -> Prose:
        """Return the paragraph with the place of each of its lines."""
        text, places = "", []
        for line in self.lines:
            cut = not text or is_cut_number(text, line.text[0])
            text = text + line.text if cut else joined(text, line.text)
            places.append(line.printed(len(text) - len(line.text)))
        return Prose(text, tuple(places), unsure)


def _is_near(last: Line, line: Line, pitch: float) -> bool:
    """Return whether two lines follow each other without a blank, or over a page."""
    if line.page != last.page:
        return line.page == last.page + 1
    gap = (line.base - last.base) / max(last.size, 1.0)
    return 0.5 < gap <= min(_FARTHEST, pitch * _LOOSE)


def _is_full(last: Line, line: Line, block: Measure, slack: float) -> bool:
    """Return whether the first word of `line` would not have fitted behind `last`."""
    needed = columns_to_fit(line.text) * line.size / 2
    return last.right + needed > block.right - slack * line.size


def _is_centred(line: Line, block: Measure) -> bool:
    inset = line.left > block.left + 1.5 * line.size
    return inset and abs((line.left + line.right) / 2 - block.middle) < 1.5 * line.size
