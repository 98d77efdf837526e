"""政府收支分类科目 as data: functional and economic codes, their names, how sure each row is.

The list is that of 2023. `since` and `until` are the first and last year of a row where they
are known. A row is `confirmed` where it was seen printed in an official form or in published
accounts, `unconfirmed` (blank in the file) where it was not, `doubtful` where there is reason
to doubt it. A code or a name that is not in the list proves nothing: the list may lack it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

_FOLDER = Path(__file__).parent
_LIST_YEAR = 2023
_NEAR = 2  # years before and after the list's own in which few names change
_FAR = 5  # years after which too many have changed to compare at all
_ADDED = re.compile(r"[（(][^（）()]*[）)]|[\s“”\"'、，,]")

Certainty = Literal["confirmed", "unconfirmed", "doubtful"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One 科目: its code, name and certainty, and the years it is known to hold for."""

    code: str
    name: str
    certainty: Certainty
    since: int | None = None
    until: int | None = None

    @property
    def level(self) -> int:
        """Return 1, 2, 3 for 类, 款, 项."""
        return (len(self.code) - 1) // 2

    def is_sure_in(self, year: int | None) -> bool:
        """Return whether a name other than this one may be called wrong in a year."""
        near = year is not None and abs(year - _LIST_YEAR) <= _NEAR
        return self.certainty == "confirmed" and near


def covers(year: int | None) -> bool:
    """Return whether the list may be held against accounts of a year; of no year it may."""
    return year is None or abs(year - _LIST_YEAR) <= _FAR


@cache
def functional() -> Mapping[str, Subject]:
    """Return the functional classification (支出功能分类) by code."""
    return _read("functional.csv")


@cache
def economic() -> Mapping[str, Subject]:
    """Return the economic classification of departments (部门预算支出经济分类) by code."""
    return _read("economic.csv")


@cache
def earlier_names() -> tuple[Subject, ...]:
    """Return names that functional subjects had before, each with the last year it was used."""
    return tuple(_rows("earlier_names.csv"))


def earlier_name(code: str, name: str) -> Subject | None:
    """Return the earlier name that `name` is of the subject `code`, or None."""
    found = (old for old in earlier_names() if old.code == code)
    return next((old for old in found if is_called(old.name, name)), None)


@lru_cache(maxsize=4096)
def named(name: str, level: int, under: str = "") -> tuple[Subject, ...]:
    """Return the functional subjects of a level that are called `name`, below a code."""
    return tuple(
        subject
        for subject in functional().values()
        if subject.level == level
        and subject.code.startswith(under)
        and is_called(subject.name, name)
    )


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Return a name without spaces, quotes, what brackets add, and a 支出 at its end."""
    return _ADDED.sub("", name).removesuffix("支出")


def is_called(name: str, printed: str) -> bool:
    """Return whether a printed name is `name`, with or without 支出 at the end."""
    return plain(name) == plain(printed) != ""


def _read(file: str) -> Mapping[str, Subject]:
    return MappingProxyType({subject.code: subject for subject in _rows(file)})


def _rows(file: str) -> Iterator[Subject]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            since, until = row.get("since") or "", row.get("until") or ""
            yield Subject(
                row["code"],
                row["name"],
                _certainty(row["certainty"]),
                int(since) if since else None,
                int(until) if until else None,
            )


def _certainty(word: str) -> Certainty:
    """Return the word as one of the three; anything else counts as not confirmed."""
    if word == "confirmed":
        return "confirmed"
    return "doubtful" if word == "doubtful" else "unconfirmed"
