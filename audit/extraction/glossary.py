"""Read 名词解释: the names and codes of the functional items it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.facts import GlossaryItem, Section
from audit.model import Document

_NAME = r"[一-鿿、“”]{2,40}?"
_ENTRY = re.compile(
    rf"(?P<class>{_NAME})\s*[（(]\s*(?P<a>\d{{3}})?\s*类?\s*[）)]\s*"
    rf"(?P<subclass>{_NAME})\s*[（(]\s*(?P<b>\d{{2}}|\d{{5}})?\s*款?\s*[）)]\s*"
    rf"(?P<item>{_NAME})\s*[（(]\s*(?P<c>\d{{2}}|\d{{7}})?\s*项?\s*[）)]"
)


def read_glossary(document: Document, sections: tuple[Section, ...]) -> Iterator[GlossaryItem]:
    """Yield the entries 类（码）款（码）项（码）; codes may be missing, then `codes` is short."""
    glossary = next((section for section in sections if section.key == "glossary"), None)
    if glossary is None:
        return
    for match in _ENTRY.finditer(document.text, glossary.body, glossary.end):
        codes = (match["a"], (match["b"] or "")[-2:], (match["c"] or "")[-2:])
        yield GlossaryItem(
            names=(match["class"], match["subclass"], match["item"]),
            codes=tuple(code for code in codes if code),
            span=document.span(
                "narrative", glossary.title, match.start(), match.end(), match.group()
            ),
        )
