"""What a reader is told of a check: seven headings, in Chinese and in English.

English is the docstring of the check; Chinese lies beside its module, in
`checks/pages/<module>.toml`. Both are read when a page is asked for, never by a run.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from audit.registry import Check

FOLDER = Path(__file__).parent / "checks" / "pages"
HEADINGS = ("What", "Why", "Basis", "Formula", "Tolerance", "Example", "Limits")
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}): ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one check in one language; a heading that nobody wrote is ''.

    `summary` is the first sentence of the docstring, in Chinese the title.
    """

    summary: str
    what: str
    why: str
    basis: str
    formula: str
    tolerance: str
    example: str
    limits: str

    def under(self, heading: str) -> str:
        """Return the text under one of HEADINGS."""
        return str(getattr(self, heading.lower()))


def page_of(entry: Check, language: Literal["zh", "en"]) -> Page:
    """Return what is told of a check; the basis in Chinese is that of its registration."""
    if language == "en":
        summary, told = _english(entry.page)
    else:
        summary = entry.title.zh
        told = {**_chinese(module_of(entry)).get(entry.id, {}), "basis": entry.basis}
    return Page(summary, **{h.lower(): told.get(h.lower(), "") for h in HEADINGS})


def module_of(entry: Check) -> str:
    """Return the name of the module of a check, which its Chinese pages are filed under."""
    return entry.function.__module__.rpartition(".")[2]


def _english(docstring: str) -> tuple[str, dict[str, str]]:
    """Return the first sentence, and the text under each heading with white space folded."""
    summary, *parts = _HEADING.split(docstring)
    told = {
        heading.lower(): " ".join(text.split())
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }
    return " ".join(summary.split()), told


@cache
def _chinese(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return the Chinese pages of a module by the ids of its checks."""
    path = FOLDER / f"{module}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
