"""Make Facts of the cells of a form, and of the figures inside its prose cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit import amounts
from audit.amounts import CHINESE_NUMBER, Figure
from audit.extraction.form_cells import Row, figure_of, is_blank, uom_of
from audit.model import YUAN, Document, Fact, Kind, Measure, Span

Dims = tuple[tuple[str, str], ...]

_AMOUNT_DECIMALS = 2  # what public accounts keep, printed or not
_LIST_NUMERAL = re.compile(r"[（(]\s*\d+\s*[）)]|(?:^|(?<=[\s。；;：:]))\d{1,2}\s*[.．、](?!\d)")
_SPELT = re.compile(
    rf"(?P<number>{CHINESE_NUMBER})(?P<uom>人次|批次|条|次|户|场|期|份|项|人|台|套|辆|家|所|处|名|件)"
)
_LEAD = re.compile(r"[^，。；;、,：:（）()\s]{0,16}$")
_SCORE = re.compile(
    r"(?P<word>(?:自评|评价|绩效|综合|最终|总)(?:得)?总?分|得分|评分)(?:结果)?(?:合计)?(?:为|是|达|[:：])?\s*"
    r"(?P<number>\d+(?:\.\d+)?)\s*分?(?![\d%％.])"
)
_PART_OF_SCORE = re.compile(
    r"(?:执行|执行率|产出|效益|满意度|质量|数量|时效|成本|指标|扣|项)(?:得)?$"
)
_ROWS = ("project_funding", "indicator")
_PROSE_CONCEPTS = {"amount": "form_text_amount", "percent": "form_text_percent"}


@dataclass(slots=True)
class Maker:
    """Makes the facts of one form: `section` is its title, `form` how it is called.

    `details` collects the figures of the prose cells told to it.
    """

    document: Document
    section: str
    year: int | None
    form: str
    details: list[Fact] = field(default_factory=list)

    def span(self, row: Row, col: int, start: int, end: int) -> Span:
        """Return a place inside a cell; rows and columns count from 1."""
        return self.document.span(
            "form",
            self.section,
            start,
            end,
            row.quote,
            table=row.table,
            row=row.number,
            col=col + 1,
        )

    def words(
        self, row: Row, col: int, concept: str, label: str, measure: Measure, dims: Dims = ()
    ) -> Fact | None:
        """Return a cell's words as a text fact, or None for a blank cell."""
        cell = row.cells[col]
        if is_blank(cell.text):
            return None
        return Fact(
            id=f"t{cell.start}",
            concept=concept,
            label=label,
            kind="text",
            measure=measure,
            scope=None,
            year=self.year,
            value=None,
            decimals=0,
            precision=0,
            uom="",
            raw=cell.text,
            span=self.span(row, col, cell.start, cell.end),
            dims=(("form", self.form), *dims),
        )

    def number(
        self,
        row: Row,
        col: int,
        concept: str,
        label: str,
        measure: Measure,
        *,
        uom: str = "",
        kind: Kind | None = None,
        dims: Dims = (),
    ) -> Fact | None:
        """Return a cell's number in its own unit, else in `uom`; None for blanks and words."""
        cell = row.cells[col]
        figure = figure_of(cell.text)
        if figure is None:
            return None
        own = uom if kind == "score" else uom_of(figure, uom)
        return self.figure(
            row,
            col,
            figure.moved(cell.start, own),
            concept,
            label,
            measure,
            kind=kind,
            raw=cell.text,
            dims=dims,
        )

    def figure(
        self,
        row: Row,
        col: int,
        figure: Figure,
        concept: str,
        label: str,
        measure: Measure,
        *,
        raw: str,
        kind: Kind | None = None,
        dims: Dims = (),
    ) -> Fact:
        """Return a fact of a figure whose offsets are those of the document."""
        found = kind or _kind(figure.uom)
        return Fact(
            id=f"f{figure.start}",
            concept=concept,
            label=label,
            kind=found,
            measure=measure,
            scope=None,
            year=self.year,
            value=figure.value,
            decimals=figure.decimals,
            precision=_precision(found, figure.decimals),
            uom=figure.uom,
            raw=raw,
            span=self.span(row, col, figure.start, figure.end),
            dims=(("form", self.form), *dims),
        )

    def told(self, row: Row, col: int, concept: str, label: str, dims: Dims = ()) -> Fact | None:
        """Return a prose cell's words as a text fact and keep the figures inside it."""
        measure: Measure = "reason" if concept in _ROWS else "actual"
        fact = self.words(row, col, concept, label, measure, dims)
        if fact is not None:
            cell = "reason" if concept in _ROWS else concept
            self.details.extend(self.prose(row, col, cell))
        return fact

    def prose(self, row: Row, col: int, concept: str) -> Iterator[Fact]:
        """Yield the figures inside a prose cell but the score that a conclusion states.

        A number spelt in Chinese (三条) is a text fact: its span is the word.
        """
        cell = row.cells[col]
        known = self.conclusion_score(row, col) if concept == "conclusion" else None
        skip = {known.span.start} if known else set()
        masked = [m.span() for m in _LIST_NUMERAL.finditer(cell.text)]
        dims = (("cell", concept),)
        for found in amounts.quantities(cell.text):
            hidden = any(a <= found.start < b for a, b in masked)
            if not hidden and cell.start + found.start not in skip:
                yield self._told(row, col, found, dims)
        for match in _SPELT.finditer(cell.text):
            if (amounts.chinese_number(match["number"]) or 0) > 1:
                yield self._spelt(row, col, match, dims)

    def _told(self, row: Row, col: int, found: Figure, dims: Dims) -> Fact:
        cell = row.cells[col]
        moved = found.moved(cell.start)
        concept = _PROSE_CONCEPTS.get(found.kind, "form_text_count")
        raw = cell.text[found.start : found.stop]
        lead = _lead(cell.text[: found.start])
        return self.figure(row, col, moved, concept, lead, "reason", raw=raw, dims=dims)

    def _spelt(self, row: Row, col: int, match: re.Match[str], dims: Dims) -> Fact:
        cell = row.cells[col]
        start, end = cell.start + match.start(), cell.start + match.end()
        return Fact(
            id=f"f{start}",
            concept="form_text_count",
            label=_lead(cell.text[: match.start()]),
            kind="text",
            measure="reason",
            scope=None,
            year=self.year,
            value=None,
            decimals=0,
            precision=0,
            uom=match["uom"],
            raw=match[0],
            span=self.span(row, col, start, end),
            dims=(("form", self.form), *dims),
        )

    def conclusion_score(self, row: Row, col: int) -> Fact | None:
        """Return the score that a conclusion states, or None when it states none or two."""
        cell = row.cells[col]
        found = list(_SCORE.finditer(cell.text))
        found = [m for m in found if not _PART_OF_SCORE.search(cell.text[: m.start()])]
        full = [m for m in found if m["word"] == "总分"]  # 总分100分，得分95分
        scored = [m for m in found if m not in full]
        if len({match["number"] for match in scored}) != 1:
            return None
        figure = next(amounts.find_figures(cell.text, *scored[-1].span("number")))
        moved = figure.moved(cell.start, "分")
        raw = cell.text[scored[-1].start() : scored[-1].end()]
        label = "评价结论得分"
        return self.figure(
            row, col, moved, "conclusion_score", label, "score", raw=raw, kind="score"
        )


def _lead(before: str) -> str:
    found = _LEAD.search(before)
    return found[0] if found else ""


def _kind(uom: str) -> Kind:
    if uom in YUAN:
        return "amount"
    return "percent" if uom == "%" else "count"


def _precision(kind: Kind, decimals: int) -> int:
    return max(decimals, _AMOUNT_DECIMALS) if kind == "amount" else decimals
