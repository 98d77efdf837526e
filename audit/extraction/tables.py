"""Find the titles of the statutory tables that a disclosure lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model import Document, Span

_TITLE = re.compile(
    r"^\s*(?:表?[一二三四五六七八九十\d]+\s*[、.．：:]|（[一二三四五六七八九十]+）)?\s*"
    r"(?P<name>[一-鿿“”\"、]{2,40}?(?:总表|决算表|明细表|情况表))\s*(?:（[^）]*）)?$"
)
_FORMS = re.compile(r"自评表|绩效|目标表")


def find_table_titles(document: Document) -> Iterator[Span]:
    """Yield the titles of statutory tables: the span is the name, the quote has its numeral."""
    for paragraph in document.paragraphs:
        match = _TITLE.match(paragraph.text)
        if match and not _FORMS.search(match["name"]):
            start = paragraph.start + match.start("name")
            yield document.span(
                "table", "附表", start, start + len(match["name"]), paragraph.text.strip()
            )
