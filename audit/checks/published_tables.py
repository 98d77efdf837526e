"""决算报表的公开 / publication of the statutory tables: all there, and the empty ones explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks.cells import NAMES
from audit.compare import passed, skip
from audit.extraction.table_titles import kind_of_title
from audit.facts import Facts
from audit.model import Message, Outcome, Span, Table
from audit.registry import check

_MAY_BE_EMPTY = {
    "government_funds": "government_funds",
    "state_capital": "state_capital",
    "state_capital_expenditure": "state_capital",
    "three_public": "three_public",
}
_NOTHING = re.compile(r"无|没有|未安排|未发生|不涉及|为零|(?<![\d.])0(?:\.0+)?\s*万?元")


@check(
    "FRM-02",
    zh="决算报表缺失或未能提取",
    en="tables-missing-or-not-extractable",
    severity="warning",
    basis="省级模板规定的决算报表；空表也应公开并说明",
    area="form",
)
def tables_present(facts: Facts) -> Iterator[Outcome]:
    """The edition's tables are there, title and body.

    What: each table's title is found, and a table follows it.
    Why: the prose cannot be checked against tables that are not there.
    Basis: the provincial template's list of tables.
    Formula: each of the edition's tables ⇒ a title and a body.
    Tolerance: none: there or not.
    Example: 二、收入决算表 as a title without a table under it.
    Limits: tables kept as pictures or embedded sheets are lost in text copies; the lead says
    "not extractable", not "not published".
    """
    wanted, subject = facts.edition.tables, "决算报表"
    if not wanted:
        yield skip(subject, "该版式没有规定报表", "the edition asks for no table")
        return
    titles = _titles(facts)
    if not titles and not facts.tables and not facts.section("totals"):
        yield skip(subject, "看来只是决算公开的一部分", "this seems to be a part of a disclosure")
        return
    read = {table.kind for table in facts.tables}
    absent = [NAMES[kind] for kind in wanted if kind not in titles and kind not in read]
    empty = [
        span
        for kind, span in titles.items()
        if kind in wanted and kind not in read and not _has_body(facts, span)
    ]
    found = tuple(span for kind, span in titles.items() if kind in wanted)
    if absent or empty:
        zh = f"应有 {len(wanted)} 张报表：未找到标题 {len(absent)} 张"
        zh += f"（{'、'.join(absent)}）" if absent else ""
        zh += (
            f"，有标题而未提取到表体 {len(empty)} 张；可能因转换丢失"
            if empty
            else "；可能因转换丢失"
        )
        en = f"of {len(wanted)} tables {len(absent)} titles and {len(empty)} bodies were not found"
        yield Outcome(subject, "missing", Message(zh, en), quotes=found)
    else:
        yield Outcome(subject, "exact", Message("报表齐全", "all tables are there"), quotes=found)


def _titles(facts: Facts) -> dict[str, Span]:
    """Return the last place where each kind of table is named: a list of contents comes first."""
    kinds = ((kind_of_title(span.quote, facts.edition), span) for span in facts.table_titles)
    return {kind: span for kind, span in kinds if kind}


def _has_body(facts: Facts, title: Span) -> bool:
    """Return whether a table follows, after at most two lines such as 单位：万元."""
    after = [block for block in facts.document.blocks if block.start >= title.end][:3]
    return any(isinstance(block, Table) for block in after)


@check(
    "FRM-15",
    zh="空表没有说明",
    en="empty-table-without-statement",
    severity="warning",
    basis="省级模板：无相关收支的，仍保留该表格式，并在表下说明",
    area="form",
)
def empty_tables_are_explained(facts: Facts) -> Iterator[Outcome]:
    """A statutory table without any amount says why.

    What: under a table whose cells are all blank or zero, or in the section about it, a sentence
    such as 无…收支，故本表无数据.
    Why: otherwise a reader cannot tell an empty table from a forgotten one.
    Basis: the official template.
    Formula: a table all blank or zero ⇒ a statement under it or in its section.
    Tolerance: none: words.
    Example: 本年度无政府性基金预算财政拨款收支，故本表无数据.
    Limits: only the tables of government funds, state capital and “三公”; where every table is
    empty the document is a blank form, and nothing is said.
    """
    tables = [table for table in facts.tables if table.rows]
    empty = [t for t in tables if t.is_empty and t.kind in _MAY_BE_EMPTY]
    if not empty or all(table.is_empty for table in tables):
        yield skip("空表的说明", "没有空表", "no table is empty")
        return
    for table in empty:
        subject, section = f"{NAMES[table.kind]}的说明", facts.section(_MAY_BE_EMPTY[table.kind])
        said = facts.section_text(section.key) if section else ""
        if table.statement is not None or _NOTHING.search(said):
            yield passed(subject, "已说明", "explained")
        else:
            zh = f"{NAMES[table.kind]}没有数，表下和正文均未说明"
            message = Message(zh, "an empty table without a statement")
            yield Outcome(subject, "missing", message, quotes=(table.title,))
