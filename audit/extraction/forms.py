"""Read the 绩效自评表: which tables are one form, and what each of its rows says.

A form is known by its headings and labels, never by its position: a heading row proves
which column holds what, and a row that does not fit under its heading is not guessed
(`Form.complete` is then False).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from audit.extraction.form_cells import (
    Row,
    funding_columns,
    indicator_columns,
    is_plan_heading,
    label_of,
    make_row,
    overall_columns,
    table_unit,
)
from audit.extraction.form_facts import Maker
from audit.extraction.form_rows import Draft, project_name
from audit.facts import Form
from audit.model import Document, Fact, Paragraph, Span, Table

_TITLE = re.compile(r"自评.{0,6}表|绩效评价.{0,6}表")
_YEAR = re.compile(r"(20\d{2})\s*年")
_LONGEST_TITLE = 60


@dataclass(slots=True)
class _Group:
    """The rows that belong to one form, before anything is read of them."""

    title: Span | None
    unit: str
    rows: list[Row] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def read_forms(document: Document, year: int | None) -> tuple[Form, ...]:
    """Return the self-evaluation forms in document order.

    `year` is that of the report; a year in a form's title goes before it.
    """
    forms: list[Form] = []
    for group in _groups(document):
        if _is_form(group):
            forms.append(_read(document, group, forms, year))
    return tuple(forms)


def form_facts(forms: tuple[Form, ...]) -> Iterator[Fact]:
    """Yield every figure and word of the forms, each once."""
    seen: set[str] = set()
    for form in forms:
        for fact in _facts_of(form):
            if fact.id not in seen:
                seen.add(fact.id)
                yield fact


def _facts_of(form: Form) -> Iterator[Fact]:
    single = (form.name, form.total_weight, form.total_score, form.conclusion_score)
    yield from (fact for fact in single if fact is not None)
    yield from (fact for _, fact in form.texts)
    for row in form.funding:
        cells = (row.initial, row.adjusted, row.executed, row.rate)
        yield from (fact for fact in cells if fact is not None)
        marks = (row.weight, row.score, row.reason)
        yield from (fact for fact in marks if fact is not None)
    for indicator in form.indicators:
        yield from indicator.facts
    yield from form.details


def _groups(document: Document) -> Iterator[_Group]:
    """Yield the rows form by form; tables with only page numbers between them go on."""
    current: _Group | None = None
    between: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
        elif isinstance(block, Table):
            title = _title(document, between)
            if current is None or title is not None or not _adjacent(between):
                if current is not None:
                    yield current
                current = _Group(title, _unit(between))
            for number, cells in enumerate(block.rows, 1):
                row = make_row(block.index, number, cells)
                kind = _row_kind(row)
                if _starts_another(current, kind):
                    yield current
                    current = _Group(None, current.unit)
                current.seen.add(kind)
                _take(document, current, row, kind)
            between = []
    if current is not None:
        yield current


def _title(document: Document, between: list[Paragraph]) -> Span | None:
    for paragraph in reversed(between):
        if len(paragraph.text) <= _LONGEST_TITLE and _TITLE.search(paragraph.text):
            quote = " ".join(paragraph.text.split())
            return document.span("form", quote, paragraph.start, paragraph.end, quote)
    return None


def _unit(between: list[Paragraph]) -> str:
    return next((unit for p in reversed(between) if (unit := table_unit(p.text))), "")


def _adjacent(between: list[Paragraph]) -> bool:
    return not any(re.search(r"[一-鿿]", paragraph.text) for paragraph in between)


def _row_kind(row: Row) -> str:
    words = [word for word in row.words if word]
    if len(words) == 1 and _TITLE.search(words[0]) and len(words[0]) <= _LONGEST_TITLE:
        return "title"
    if indicator_columns(row):
        return "indicators"
    if is_plan_heading(row):
        return "plan"
    if funding_columns(row):
        return "funding"
    if overall_columns(row):
        return "overall"
    labels = {label_of(word) for word in words}
    names = labels & {"project_name", "department_name"}
    return max(names, default="goals" if "annual_target" in labels else "row")


def _starts_another(group: _Group, kind: str) -> bool:
    """Return whether a row of this kind can only belong to the next form."""
    if kind == "title":
        return bool(group.rows)
    repeats = kind in group.seen or kind == "overall"
    heads = ("project_name", "department_name", "goals", "funding", "overall")
    return kind in heads and repeats and "indicators" in group.seen


def _take(document: Document, group: _Group, row: Row, kind: str) -> None:
    if kind != "title":
        group.rows.append(row)
        return
    cell = next(cell for cell in row.cells if cell.text)
    group.title = document.span("form", cell.text, cell.start, cell.end, row.quote, row.table)


def _is_form(group: _Group) -> bool:
    if "plan" in group.seen and "indicators" not in group.seen:
        return False
    named = group.title is not None or "project_name" in group.seen
    return "indicators" in group.seen or ("funding" in group.seen and named)


def _read(document: Document, group: _Group, before: list[Form], year: int | None) -> Form:
    title = group.title or _first_words(document, group.rows[0])
    printed = _YEAR.search(title.quote)
    kind: Literal["department", "project"] = "department" if _is_department(group) else "project"
    index = sum(form.kind == kind for form in before) + 1
    called = "部门整体" if kind == "department" else project_name(group.rows) or f"#{index}"
    make = Maker(document, title.quote, int(printed[1]) if printed else year, called)
    unit = group.unit or table_unit(title.quote)
    return Draft(title, unit, kind, index, make).read(group.rows)


def _is_department(group: _Group) -> bool:
    title = group.title.quote if group.title else ""
    if "project_name" in group.seen:
        return False
    return "整体" in title or bool({"overall", "department_name"} & group.seen)


def _first_words(document: Document, row: Row) -> Span:
    cell = next((cell for cell in row.cells if cell.text), row.cells[0])
    return document.span(
        "form", "绩效自评表", cell.start, cell.end, row.quote, table=row.table, row=1, col=1
    )
