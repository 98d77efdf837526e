"""How much of the printed numbers was audited: used by a check, read, or not read.

Numbers that count nothing (years, list numerals, document numbers, page marks, form
captions) are left out of the total by `NOT_FIGURES`, the only list of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import amounts
from audit.facts import Facts
from audit.model import Block, Coverage, Span, Table

NOT_FIGURES = re.compile(
    r"(?:19|20)\d{2}\s*[-—至]\s*(?:19|20)\d{2}\s*年?|"
    r"(?:19|20)\d{2}\s*年(?:度|末|底|初)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|末|底)?|"
    r"[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*(?:第?\s*\d+\s*号)?|第\s*\d+\s*(?:部分|号|条|款|章)|[（(]?[图表]\s*\d+|"
    r"单价\s*\d+\s*万元|[（(]\s*\d+\s*分\s*[）)]"
)
_LIST_NUMERAL = re.compile(r"(?:^|(?<=[\t\n。；;：: ]))\s*\d{1,2}\s*[.．、](?!\d)", re.MULTILINE)
_AROUND = 16


def coverage(facts: Facts, used: set[str]) -> Coverage:
    """Return the counts over all printed numbers; `used` are the ids that outcomes name."""
    known = {fact.span.start: fact for fact in facts}
    inside = sorted((e.span.start, e.span.end) for e in facts.glossary)
    numbers = used_count = read_count = 0
    unread: list[Span] = []
    for span in printed_numbers(facts):
        numbers += 1
        fact = known.get(span.start)
        if fact is not None and fact.id in used:
            used_count += 1
        elif fact is not None or any(a <= span.start < b for a, b in inside):
            read_count += 1
        else:
            unread.append(span)
    return Coverage(numbers, used_count, read_count, tuple(unread))


def printed_numbers(facts: Facts) -> Iterator[Span]:
    """Yield a span for every printed number that stands for a quantity or a code."""
    document = facts.document
    text = document.text
    masked = [m.span() for m in NOT_FIGURES.finditer(text)]
    masked += [m.span() for m in _LIST_NUMERAL.finditer(text)]
    masked += document.page_marks
    hidden = {at for a, b in masked for at in range(a, b)}
    blocks = iter(document.blocks)
    block = next(blocks, None)
    for figure in amounts.find_figures(text):
        while block is not None and block.end <= figure.start:
            block = next(blocks, None)
        if figure.start not in hidden:
            yield _span(text, figure.start, figure.end, block)


def _span(text: str, start: int, end: int, block: Block | None) -> Span:
    part = "narrative" if block is None else _PARTS.get(type(block).__name__, "narrative")
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    quote = text[max(line_start, start - _AROUND) : min(line_end, end + _AROUND)]
    table = block.index if isinstance(block, Table) else None
    return Span(part, "", start, end, " ".join(quote.split()), table=table)  # type: ignore[arg-type]


_PARTS = {"Paragraph": "narrative", "Table": "table", "Chart": "chart"}
