"""Read a text file: plain lines, or the text that Tika takes out of a Word file.

Tika prints a table cell as a line that begins with a tab, parts rows by blank lines,
prints a covered place of a merged cell as a tab alone, marks bookmarks, and puts the
figures cached in charts at the end as words that are each followed by a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from audit.model import Document
from audit.reading.assemble import (
    Grid,
    Plot,
    PlotSeries,
    Segment,
    assemble,
    clean_line,
    is_contents,
    split_lines,
)
from audit.reading.decode import decode, empty
from audit.reading.layout import laid_out, runs
from audit.reading.wrapped import goes_over, is_page_mark, joined, unwrap, wrap_width

_PAGE_BREAK = re.compile(r"\n\x0c")  # a form feed at a line's start parts no paragraph
_MARK = re.compile(r"\[(?:bookmark|image): ?[^\]\n]*\]")
_ONE_CELL = re.compile(r"\t[^\t]*")
_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?%?"
_IS_NUMBER = re.compile(_NUMBER)
_COMMA = r"(?:[，；]\s*|[,;](?:\s+|(?!\d{3}(?!\d))))"  # never the comma inside 10,273.76
_LABEL = re.compile(rf"{_NUMBER}(?:{_COMMA}{_NUMBER})+|{_NUMBER.rstrip('?')}|[-+]?\d+\.\d+")
_CHART_LINES = 500
_RULE = re.compile(r"[\s|:+-]+")
_TITLE = re.compile(
    r"第\s*[一二三四五六七八九十\d]+\s*部分.{0,30}|附\s*[件表录][\d一二三四五六七八九十]*[:：]?.{0,30}|"
    r"(?:[一二三四五六七八九十]+、)?[^。；;，,、]{0,30}"
    r"(?:决算|预算|自评|绩效)[^。；;，,]{0,20}(?:表|报告|情况说明)(?:[（(][^）)]*[）)])?"
)


class _Line(NamedTuple):
    text: str
    marked: bool

    @property
    def blank(self) -> bool:
        """Return whether nothing is printed; a tab alone is an empty cell, not a blank."""
        return not self.text.strip() and not self.text.startswith("\t")


def read_text(data: bytes, path: str) -> Document:
    """Return the document in `data`; raises UnreadableDocument for no text, or none at all."""
    whole = _PAGE_BREAK.sub("\n", decode(data, path))
    lines = [_line(text) for text in split_lines(whole)]
    segments, notes = _Scan(lines, _is_tika(lines)).run()
    document = assemble(path, data, "text", segments, notes)
    if not document.text:
        raise empty(path)
    return document


def _line(text: str) -> _Line:
    if "[" not in text:
        return _Line(text, marked=False)
    bare, marks = _MARK.subn("", text)
    return _Line(bare, marked=marks > 0)


def _is_tika(lines: Sequence[_Line]) -> bool:
    """Return whether a line that begins with a tab is one cell, not a whole row."""
    if any(line.marked for line in lines):
        return True
    cells = sum(_ONE_CELL.fullmatch(line.text) is not None for line in lines)
    rows = sum(_has_columns(line.text) for line in lines if line.text[-1:] != "\t")
    return cells > rows


class _Scan:
    """One pass over the lines; each step takes the lines of one block."""

    def __init__(self, lines: Sequence[_Line], tika: bool) -> None:
        self.lines = lines
        self.tika = tika
        self.width = None if tika else wrap_width(line.text for line in lines)
        self.at = 0
        self.segments: list[Segment] = []
        self.notes: list[str] = []

    def run(self) -> tuple[list[Segment], list[str]]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                self.at += 1
            elif self.tika and line.text.startswith("\t"):
                self._cells()
            elif number := self._page_number():
                self.segments.append(f"({number})")
                self.at += 3
            elif "\t" in line.text:
                self._tabbed()
            elif _has_bars(line.text):
                self._barred()
            else:
                self._prose()
        return _across_pages(self.segments), self.notes

    def _prose(self) -> None:
        """Take the lines up to a blank one or a row; under Tika each is a paragraph.

        Lines that are laid out in columns by spaces are a table.
        """
        start = self.at
        self.at += 1
        while self.at < len(self.lines) and not self.tika and self._is_prose():
            self.at += 1
        lines = [line.text for line in self.lines[start : self.at]]
        if self.tika:
            self.segments.extend(lines)
            return
        done = 0
        for begin, end in runs(lines):
            if found := laid_out(lines[begin:end]):
                heading, rows = found
                self.segments.extend(unwrap(lines[done : begin + heading], self.width))
                self.segments.append(Grid(rows))
                done = end
        self.segments.extend(unwrap(lines[done:], self.width))

    def _is_prose(self) -> bool:
        text = self.lines[self.at].text
        return (
            bool(text.strip()) and "\t" not in text and not (_has_bars(text) or self._page_number())
        )

    def _cells(self) -> None:
        """Take a Tika table: tab-led lines, rows parted by blank lines."""
        rows: list[list[list[str]]] = [[]]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text.startswith("\t"):
                rows[-1].append([line.text[1:]])
            elif line.blank:
                if rows[-1]:
                    rows.append([])
            elif rows[-1] and self._continues(line):
                rows[-1][-1].append(line.text)
            else:
                break
            self.at += 1
        joined = (tuple("\n".join(cell) for cell in row) for row in rows if row)
        self.segments.append(Grid(tuple(joined)))

    def _continues(self, line: _Line) -> bool:
        """Return whether a line right under a cell is the cell's next paragraph."""
        if line.marked or _TITLE.fullmatch(clean_line(line.text)) or self._page_number():
            return False
        return self._chart() is None

    def _page_number(self) -> str:
        """Return the page number that stands between brackets on lines of their own."""
        around = [clean_line(line.text) for line in self.lines[self.at : self.at + 3]]
        if len(around) == 3 and around[0] in "(（" and around[2] in ")）" and around[1].isdecimal():
            return around[1]
        return ""

    def _run_of_tabs(self) -> list[str]:
        """Return the lines with tabs from here on; under Tika a cell ends the run."""
        found = []
        for line in islice(self.lines, self.at, None):
            if "\t" not in line.text or line.blank or (self.tika and line.text.startswith("\t")):
                break
            found.append(line.text)
        return found

    def _chart(self) -> tuple[Plot, int] | None:
        """Return the chart that begins here and where it ends, or None.

        Its words may be parted by data labels: those follow the name of their series.
        """
        rows: list[str] = []
        labels: list[str] = []
        for at in range(self.at, min(self.at + _CHART_LINES, len(self.lines))):
            line = self.lines[at]
            if _is_words(line.text):
                rows.append(line.text)
                if _is_number(rows[-1].split("\t")[-2]):
                    return self._plot(rows, labels, at + 1)
            elif rows and _is_label(line.text):
                labels.append(line.text)
            elif not (labels and line.blank):
                break
        return None

    def _plot(self, rows: list[str], labels: list[str], end: int) -> tuple[Plot, int] | None:
        if any("\t" in line.text for line in self.lines[end : end + 1]):
            return None  # a table whose rows end with an empty cell
        series = _series(rows)
        return (Plot("", series, tuple(labels)), end) if series else None

    def _tabbed(self) -> None:
        if found := self._chart():
            plot, self.at = found
            self.segments.append(replace(plot, labels=self._labels() + plot.labels))
            return
        lines = self._run_of_tabs()
        self.at += len(lines)
        if is_contents(lines) or not any(map(_has_columns, lines)):
            self.segments.extend(lines)
        elif self.tika:
            self._loose(lines)
        else:
            self.segments.append(Grid(tuple(tuple(line.split("\t")) for line in lines)))

    def _loose(self, lines: Sequence[str]) -> None:
        self.segments.extend(lines)
        if any(line.endswith("\t") and any(map(_is_number, line.split("\t"))) for line in lines):
            words = clean_line(lines[0])[:20]
            self.notes.append(f"一组图表数据的标签与数值个数不符，只保留原文，未作猜测：{words}")

    def _labels(self) -> tuple[str, ...]:
        """Take the data labels that stand directly before a chart."""
        found: list[str] = []
        while self.segments and isinstance(self.segments[-1], str):
            if not _is_label(self.segments[-1]):
                break
            found.insert(0, self.segments[-1])
            self.segments.pop()
        return tuple(found)

    def _barred(self) -> None:
        rows = []
        while self.at < len(self.lines) and _has_bars(self.lines[self.at].text):
            text = self.lines[self.at].text.strip()
            if not _RULE.fullmatch(text):
                rows.append(text)
            self.at += 1
        self.segments.append(Grid(tuple(_bar_cells(rows))))


def _across_pages(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments; a sentence that only a page number parts is one, before it."""
    found: list[Segment] = []
    for segment in segments:
        before, mark = found[-2:] if len(found) > 1 else (None, None)
        if (
            isinstance(segment, str)
            and isinstance(before, str)
            and isinstance(mark, str)
            and is_page_mark(mark)
            and goes_over(before, segment)
        ):
            found[-2] = joined(before.rstrip(), segment.strip())
        else:
            found.append(segment)
    return found


def _has_bars(text: str) -> bool:
    bare = text.strip()
    return " | " in bare or (len(bare) > 2 and bare[0] == bare[-1] == "|")


def _bar_cells(rows: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row; a bar at the end closes it only where the fullest row has one.

    Elsewhere it parts a last cell that is blank.
    """
    fullest = max(rows, key=lambda row: sum(map(bool, map(str.strip, row.split("|")))), default="")
    closed = fullest.endswith("|")
    for row in rows:
        inner = row.removesuffix("|") if closed else row
        yield tuple(inner.removeprefix("|").split("|"))


def _has_columns(text: str) -> bool:
    """Return whether a tab stands between words; one at either end is none."""
    body = text.rstrip()
    return body.count("\t") > body.startswith("\t")


def _is_words(text: str) -> bool:
    """Return whether every word of a line is followed by a tab, as in a chart's cache."""
    return text[-1:] == "\t" and text[:1] != "\t" and bool(text.strip())


def _is_label(text: str) -> bool:
    return _LABEL.fullmatch(clean_line(text)) is not None


def _is_number(word: str) -> bool:
    return _IS_NUMBER.fullmatch(word) is not None


def _series(lines: Sequence[str]) -> tuple[PlotSeries, ...] | None:
    """Return the series of a chart cache, or None where the words do not fit its grammar.

    Labels and numbers alternate. As many labels as numbers are categories; one more and
    the first is the series' name. Only a name, so the first label, ends a line.
    """
    words = [[clean_line(word) for word in line.split("\t")[:-1]] for line in lines]
    flat = [word for row in words for word in row]
    if not all(flat) or not _breaks_after_names(words):
        return None
    runs = [(number, tuple(run)) for number, run in groupby(flat, _is_number)]
    if len(runs) % 2 or runs[0][0]:
        return None
    pairs = zip(runs[::2], runs[1::2], strict=True)
    found = [_one_series(labels, numbers) for (_, labels), (_, numbers) in pairs]
    return None if None in found else tuple(s for s in found if s is not None)


def _breaks_after_names(words: Sequence[Sequence[str]]) -> bool:
    for row, following in pairwise(words):
        if not following or _is_number(row[-1]):
            return False
        if len(row) > 1 and not _is_number(row[-2]):
            return False
    return True


def _one_series(labels: tuple[str, ...], numbers: tuple[str, ...]) -> PlotSeries | None:
    if len(labels) == len(numbers):
        return PlotSeries(None, labels, numbers)
    if len(labels) == len(numbers) + 1:
        return PlotSeries(labels[0], labels[1:], numbers)
    return None
