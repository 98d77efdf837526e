"""How much of the printed numbers was audited: used by a check, read, or not read.

Numbers that count nothing (years, list numerals, document numbers, page marks, form
captions) are left out of the total; `amounts.NOT_QUANTITIES` says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import amounts
from audit.facts import Facts
from audit.model import Chart, Coverage, Part, Span, Table

_LIST_NUMERAL = re.compile(
    r"(?:^|(?<=[\t\n。；;：: ]))\s*"
    r"(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[）)](?=[一-鿿“]|2\d{6}))",
    re.MULTILINE,
)
_AROUND = 16


def coverage(facts: Facts, used: set[str]) -> Coverage:
    """Return the counts over all printed numbers; `used` are the ids that outcomes name."""
    ids = {fact.span.start: fact.id for fact in facts}
    told = bytearray(len(facts.document.text) + 1)
    for start, end in _named(facts):
        told[start:end] = b"\1" * (end - start)
    places = tuple(printed_numbers(facts))
    unread = [place for place in places if place[0] not in ids and not told[place[0]]]
    used_count = sum(ids.get(start) in used for start, _ in places)
    return Coverage(
        numbers=len(places),
        used=used_count,
        read=len(places) - used_count - len(unread),
        unread=tuple(_span(facts, *place) for place in unread),
    )


def _named(facts: Facts) -> Iterator[tuple[int, int]]:
    """Yield where numbers name something: glossary entries, codes and headings of tables."""
    yield from ((entry.span.start, entry.span.end) for entry in facts.glossary)
    for table in facts.tables:
        yield from table.marks


def printed_numbers(facts: Facts) -> Iterator[tuple[int, int]]:
    """Yield the place of every printed number that stands for a quantity or a code."""
    text = facts.document.text
    hidden = bytearray(len(text) + 1)
    masked = [m.span() for m in amounts.NOT_QUANTITIES.finditer(text)]
    masked += [m.span() for m in _LIST_NUMERAL.finditer(text)]
    for start, end in (*masked, *facts.document.page_marks):
        hidden[start:end] = b"\1" * (end - start)
    for start, end in amounts.number_spans(text):
        if not hidden[start]:
            yield start, end


def _span(facts: Facts, start: int, end: int) -> Span:
    """Return the place of a number that was not read, with the words around it."""
    text = facts.document.text
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    quote = text[max(line_start, start - _AROUND) : min(line_end, end + _AROUND)]
    block = next((b for b in facts.document.blocks if b.start <= start < b.end), None)
    part: Part = (
        "table"
        if isinstance(block, Table)
        else "chart"
        if isinstance(block, Chart)
        else "narrative"
    )
    table = block.index if isinstance(block, Table) else None
    return facts.document.span(part, "", start, end, " ".join(quote.split()), table=table)
