"""Everything that was read from one disclosure, ready to be asked for.

`Facts` is what a check receives. It never holds a DataFrame: `audit.views.tables`
makes those for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from audit.editions import Edition
from audit.model import Document, Fact, Measure, Message, Part, Scope, Span
from audit.peer import Peer
from audit.statutory import StatutoryTable

Subject = tuple[str | None, ...]
FundingKind = Literal["total", "fiscal", "special_account", "own", "other", "carryover", "unknown"]
Operator = Literal["≥", "≤", "＝", "定性", ""]


_DIMS = ("class", "subclass", "item", "name", "level")
_FEWEST_MATTERS = 2  # headings of a whole disclosure
_TEN = (
    "totals",
    "revenue",
    "expenditure",
    "fiscal_totals",
    "gpb",
    "basic",
    "three_public",
    "government_funds",
    "state_capital",
    "other_matters",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section found by its title: `key` is the edition's name for it.

    `start` is where its heading begins, `body` where the text after it begins. `inferred`
    says that no heading was found: the terms of the passage tell which section it is of,
    and there may be several passages with one key.
    """

    key: str
    title: str
    start: int
    body: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One row of 预算执行情况: amounts in the form's unit, None where the cell is blank."""

    kind: FundingKind
    label: str
    initial: Fact | None
    adjusted: Fact | None
    executed: Fact | None
    rate: Fact | None
    weight: Fact | None
    score: Fact | None
    reason: Fact | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One 三级指标; `target` and `actual` may be text facts (优良中低差, 两个月以上).

    `shared` says that one printed weight or score covers several rows, so that this row
    cannot be scored by itself.
    """

    name: Fact
    level1: str
    level2: str
    operator: Operator
    target: Fact | None
    unit: str
    actual: Fact | None
    weight: Fact | None
    score: Fact | None
    reason: Fact | None
    shared: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the figures of the row, as printed from left to right."""
        cells = (self.name, self.target, self.actual, self.weight, self.score, self.reason)
        return tuple(cell for cell in cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Form:
    """One 绩效自评表. `texts` holds its prose cells by concept, e.g. `problems`.

    `has` names what the form prints at all: indicator columns (`score`, `reason`,
    `weight`…), funding columns (`funding_reason`…) and labels (`problems`, `total`…), so
    that a form without a column is told from one with blank cells. `details` are the
    figures inside prose cells. `complete` is False where a row with figures could not be
    put under the headings; then sums over rows prove nothing. `index` counts within a kind.
    """

    kind: Literal["department", "project"]
    index: int
    title: Span
    name: Fact | None
    funding: tuple[FundingRow, ...]
    indicators: tuple[Indicator, ...]
    total_weight: Fact | None
    total_score: Fact | None
    conclusion_score: Fact | None
    texts: tuple[tuple[str, Fact], ...]
    has: frozenset[str]
    details: tuple[Fact, ...] = ()
    complete: bool = True

    def text(self, concept: str) -> Fact | None:
        """Return a prose cell by its concept, or None.

        Concepts: annual_target, achievement, overview, conclusion, problems, measures,
        supervising_department, implementing_unit.
        """
        return dict(self.texts).get(concept)

    @property
    def label(self) -> str:
        """Return the project's name, or the form's place where it has none."""
        if self.name is not None:
            return self.name.raw
        return f"第{self.index}张绩效自评表（无项目名称）" if self.kind == "project" else "部门整体"

    @property
    def total(self) -> FundingRow | None:
        """Return the funding row 总额."""
        return next((row for row in self.funding if row.kind == "total"), None)


@dataclass(frozen=True, slots=True)
class GlossaryItem:
    """A 名词解释 entry of a functional item: names and codes from class to item."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    span: Span

    @property
    def code(self) -> str:
        """Return the whole code, e.g. 2080109."""
        return "".join(self.codes)


def subject_of(fact: Fact) -> Subject:
    """Return what a figure speaks of, whatever it measures: concept, scope and dimensions."""
    dims = dict(fact.dims)
    return (fact.concept, fact.scope, *(dims.get(key, "") for key in _DIMS))


def same_subject(fact: Fact, other: Fact) -> bool:
    """Return whether two figures speak of one thing; of two codes only where they are one."""
    codes = {fact.dim("item_code"), other.dim("item_code")} - {""}
    return len(codes) < 2 and subject_of(fact) == subject_of(other)


@dataclass(frozen=True)  # without slots: an index is made when it is first asked for
class Facts:
    """What was read: figures in document order, forms, tables, sections, glossary, titles.

    `find` and `first` look through prose, forms and charts; the cells of the statutory
    tables are asked for through `table`. `previous` is what the same unit published a year
    before, `no_previous` says why there is none; `peers` are other units of the same year.
    """

    document: Document
    edition: Edition
    unit: str
    year: int | None
    figures: tuple[Fact, ...]
    forms: tuple[Form, ...]
    sections: tuple[Section, ...]
    glossary: tuple[GlossaryItem, ...]
    table_titles: tuple[Span, ...]
    tables: tuple[StatutoryTable, ...]
    by_concept: dict[str, tuple[Fact, ...]]
    previous: Facts | None = None
    no_previous: Message | None = None
    peers: tuple[Peer, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def find(
        self,
        concept: str,
        *,
        measure: Measure | None = "actual",
        scope: Scope | None = None,
        part: Part | None = None,
        section: str | None = None,
        year: int | None = None,
        **dims: str,
    ) -> tuple[Fact, ...]:
        """Return the facts of a concept in document order; None means any.

        `year` None means the year of the report; `section` is a section's key.
        """
        wanted = year if year is not None else self.year
        places = self.places(section) if section else ()
        return tuple(
            fact
            for fact in self.by_concept.get(concept, ())
            if (measure is None or fact.measure == measure)
            and (scope is None or fact.scope == scope)
            and (part is None or fact.span.part == part)
            and fact.year in (wanted, None)
            and (section is None or any(_inside(fact, place) for place in places))
            and all(fact.dim(name) == value for name, value in dims.items())
        )

    def about(self, fact: Fact, measure: Measure) -> tuple[Fact, ...]:
        """Return the figures of a measure about the same thing as `fact`, in document order.

        Only those of the report's year, or of none.
        """
        found = self._by_subject.get((measure, subject_of(fact)), ())
        return tuple(
            other
            for other in found
            if other.year in (self.year, None) and same_subject(fact, other)
        )

    @cached_property
    def _by_subject(self) -> dict[tuple[Measure, Subject], list[Fact]]:
        index: dict[tuple[Measure, Subject], list[Fact]] = {}
        for facts in self.by_concept.values():
            for fact in facts:
                index.setdefault((fact.measure, subject_of(fact)), []).append(fact)
        return index

    def first(
        self,
        concept: str,
        *,
        measure: Measure | None = "actual",
        scope: Scope | None = None,
        part: Part | None = None,
        section: str | None = None,
        year: int | None = None,
        **dims: str,
    ) -> Fact | None:
        """Return the first fact that `find` returns, or None."""
        found = self.find(
            concept,
            measure=measure,
            scope=scope,
            part=part,
            section=section,
            year=year,
            **dims,
        )
        return found[0] if found else None

    def table(self, kind: str) -> StatutoryTable | None:
        """Return the only statutory table of a kind whose columns are proved, or None."""
        found = [table for table in self.tables if table.kind == kind and table.rows]
        return found[0] if len(found) == 1 else None

    def section(self, key: str) -> Section | None:
        """Return the first section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def places(self, key: str) -> tuple[Section, ...]:
        """Return every passage of a section: one under a heading, or those inferred."""
        return tuple(section for section in self.sections if section.key == key)

    @property
    def is_blank_form(self) -> bool:
        """Return whether no figure is filled in at all: a template, not a disclosure."""
        return all(fact.value is None for fact in self.figures)

    @property
    def is_whole(self) -> bool:
        """Return whether most of the ten sections are there: what lacks then, lacks."""
        return sum(self.section(key) is not None for key in _TEN) * 2 > len(_TEN)

    @property
    def is_passage(self) -> bool:
        """Return whether headings open one matter at most: a passage, not the whole.

        What is missing in a passage may stand elsewhere.
        """
        matters = {s.key.partition("_")[0] for s in self.sections if not s.inferred}
        return len(matters) < _FEWEST_MATTERS

    def section_text(self, key: str) -> str:
        """Return the text under a section's heading, or an empty string."""
        return "\n".join(self.document.text[s.body : s.end] for s in self.places(key))

    def place(self, start: int, end: int, section: str = "") -> Span:
        """Return a span over words that are evidence without being a figure."""
        quote = " ".join(self.document.text[start:end].split())
        return self.document.span("narrative", section, start, end, quote)

    @property
    def projects(self) -> tuple[Form, ...]:
        """Return the 项目支出绩效自评表 in order."""
        return tuple(form for form in self.forms if form.kind == "project")

    @property
    def department(self) -> Form | None:
        """Return the 部门整体支出绩效自评表, or None."""
        return next((form for form in self.forms if form.kind == "department"), None)


def _inside(fact: Fact, section: Section) -> bool:
    return section.start <= fact.span.start < section.end
