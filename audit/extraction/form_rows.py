"""Read the rows of one form, one after the other, under the headings seen so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from audit.extraction.form_cells import (
    TEXT_LABELS,
    Heading,
    Row,
    funding_columns,
    has_number,
    indicator_columns,
    label_of,
    overall_columns,
    table_unit,
)
from audit.extraction.form_facts import Maker
from audit.extraction.form_funding import is_lost_funding, read_funding, read_overall
from audit.extraction.form_indicators import Levels, read_indicator, read_total, with_shared
from audit.facts import Form, FundingRow, Indicator
from audit.model import Fact, Span

_LABELS_ZH = {
    "annual_target": "年度目标",
    "achievement": "年度目标完成情况",
    "overview": "项目实施内容及过程概述",
    "conclusion": "评价结论",
    "problems": "存在问题",
    "measures": "改进措施",
    "department_name": "部门名称",
    "supervising_department": "主管部门",
    "implementing_unit": "实施单位",
    "task_name": "年度主要任务",
    "task_content": "任务的主要内容",
}
_GOALS = ("annual_target", "achievement")


@dataclass(slots=True)
class Draft:
    """One form while its rows are read; `unit` is that of its amounts, '' if not printed."""

    title: Span
    unit: str
    kind: Literal["department", "project"]
    index: int
    make: Maker
    state: str = ""
    heading: Heading = field(default_factory=lambda: Heading({}, 0))
    indicator_heading: Heading = field(default_factory=lambda: Heading({}, 0))
    pending: dict[int, str] = field(default_factory=dict)
    pending_width: int = 0
    levels: Levels = field(default_factory=Levels)
    name: Fact | None = None
    total: tuple[Fact | None, Fact | None] = (None, None)
    conclusion_score: Fact | None = None
    texts: list[tuple[str, Fact]] = field(default_factory=list)
    funding: list[FundingRow] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    has: set[str] = field(default_factory=set)
    complete: bool = True

    def read(self, rows: list[Row]) -> Form:
        """Return the form that the rows make."""
        for row in rows:
            self._row(row)
        return Form(
            kind=self.kind,
            index=self.index,
            title=self.title,
            name=self.name,
            funding=tuple(self.funding),
            indicators=with_shared(self.indicators, self.has),
            total_weight=self.total[0],
            total_score=self.total[1],
            conclusion_score=self.conclusion_score,
            texts=tuple(self.texts),
            has=frozenset(self.has),
            details=tuple(self.make.details),
            complete=self.complete,
        )

    def _row(self, row: Row) -> None:
        if self._heading(row) or (self.state == "funding" and self._funding_row(row)):
            return
        label = label_of(row.first)
        if self.state == "indicators" and label in ("", "caption"):
            self._indicator_row(row)
        elif label:
            self._labels(row)
        elif self.pending:
            self._values_below(row)
        elif self.state == "overall":
            self._overall_row(row)
        elif self.state == "tasks":
            self._task_row(row)

    def _heading(self, row: Row) -> bool:
        indicators, funding = indicator_columns(row), funding_columns(row)
        if indicators:
            self._under("indicators", row, indicators)
            self.indicator_heading = self.heading
        elif funding:
            self._under("funding", row, funding)
        elif self.state not in ("funding", "indicators") and (overall := overall_columns(row)):
            self._under("overall", row, overall)
        else:
            return False
        return True

    def _under(self, state: str, row: Row, columns: Mapping[str, int]) -> None:
        self.state, self.heading, self.pending = state, Heading(columns, len(row.cells)), {}
        prefix = "" if state == "indicators" else "funding_"
        self.has.update(prefix + key for key in columns)
        if state != "indicators":
            printed = (unit for cell in row.cells if (unit := table_unit(cell.text)))
            self.unit = next(printed, self.unit)

    def _labels(self, row: Row) -> None:
        self.state, self.pending, self.pending_width = "", {}, len(row.cells)
        for at, word in enumerate(row.words):
            label = label_of(word)
            if label == "total":
                self.has.add("total")
                self.total = read_total(row, self.indicator_heading, self.make, at)
                return
            if label == "tasks":
                columns = {"task_name": at, "task_content": at + 1}
                self.state, self.heading = "tasks", Heading(columns, len(row.cells))
                return
            if label == "project_name" or label in TEXT_LABELS:
                self._label(row, at, label)

    def _label(self, row: Row, at: int, label: str) -> None:
        """Read the value on the right of a label; goals may stand below theirs."""
        self.has.add(label)
        place = at + 1
        while place < len(row.cells) and not row.cells[place].text:
            place += 1
        if place < len(row.cells) and not label_of(row.words[place]):
            self._text(row, place, label)
        elif label in _GOALS:
            self.pending[at] = label

    def _text(self, row: Row, col: int, label: str) -> None:
        if label == "project_name":
            self.name = self.name or self.make.words(row, col, label, "项目名称", "actual")
            return
        if label in dict(self.texts):
            return
        fact = self.make.told(row, col, label, _LABELS_ZH[label])
        if fact is not None:
            self.texts.append((label, fact))
        if label == "conclusion":
            self.conclusion_score = self.make.conclusion_score(row, col)

    def _values_below(self, row: Row) -> None:
        pending, self.pending = self.pending, {}
        filled = [at for at, cell in enumerate(row.cells) if cell.text]
        if len(row.cells) != self.pending_width and len(filled) == len(pending):
            pending = dict(zip(filled, pending.values(), strict=True))
        for at, label in pending.items():
            if at < len(row.cells) and row.cells[at].text:
                self._text(row, at, label)

    def _task_row(self, row: Row) -> None:
        at = self.heading.under(row, lambda row, at: len(row.cells) >= len(at) == 2)
        for concept, place in (at or {}).items():
            fact = self.make.told(row, place, concept, _LABELS_ZH[concept])
            if fact is not None:
                self.texts.append((concept, fact))

    def _overall_row(self, row: Row) -> None:
        found = list(read_overall(row, self.heading, self.make, self.unit))
        self.funding.extend(found)
        self.complete = self.complete and (bool(found) or not has_number(row))
        self.state = ""

    def _funding_row(self, row: Row) -> bool:
        found = read_funding(row, self.heading, self.make, self.unit)
        if found is None:
            lost = is_lost_funding(row)
            self.complete = self.complete and not lost
            return lost
        self.funding.append(found)
        return True

    def _indicator_row(self, row: Row) -> None:
        found = read_indicator(row, self.heading, self.make, self.levels)
        if found is None:
            self.complete = self.complete and not has_number(row)
        else:
            self.indicators.append(found)


def project_name(rows: list[Row]) -> str:
    """Return the value beside 项目名称, or ''."""
    for row in rows:
        for at, word in enumerate(row.words):
            if label_of(word) == "project_name":
                return next((cell.text for cell in row.cells[at + 1 :] if cell.text), "")
    return ""
