"""The kept words of the invented units: sectors, economic rows, sentences."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sector:
    """A line of work: its functional items, and words for duties and results."""

    key: str
    bureau: str
    institution: str
    sub: tuple[str, str]
    admin: str
    institutional: str
    names: dict[str, str]
    items: tuple[tuple[str, str, str], ...]
    duty: tuple[str, ...]
    counts: tuple[tuple[str, str, int, int], ...]
    aims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EconomicRow:
    """A row of the economic classification and what it usually costs.

    `yuan` a head, or `permille` of pay; `of` lists the kinds of unit that have it; `item`
    is the functional item that it is spent under, '' for that of the unit's running.
    """

    code: str
    name: str
    yuan: tuple[int, int] | None = None
    permille: int = 0
    of: str = "aci"
    percent: int = 100
    item: str = ""
    three: str = ""


@cache
def values(name: str) -> dict[str, Any]:
    """Return what a kept file says."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def sectors() -> tuple[Sector, ...]:
    """Return every sector."""
    return tuple(_sector(one) for one in values("sectors")["sector"])


@cache
def sector(key: str) -> Sector:
    """Return a sector by its key."""
    return next(one for one in sectors() if one.key == key)


@cache
def economic_rows() -> tuple[EconomicRow, ...]:
    """Return the economic classification in its order."""
    return tuple(
        EconomicRow(**{**one, "yuan": tuple(one["yuan"]) if "yuan" in one else None})
        for one in values("economic")["row"]
    )


def shared(part: str) -> dict[str, str]:
    """Return the names or the purposes of items that all departments have."""
    found: dict[str, str] = values("sectors")["shared"][part]
    return found


def _sector(one: dict[str, Any]) -> Sector:
    return Sector(
        key=one["key"],
        bureau=one["bureau"],
        institution=one["institution"],
        sub=tuple(one["sub"]),
        admin=one["admin"],
        institutional=one["institutional"],
        names=one.get("names", {}),
        items=tuple(tuple(item) for item in one["items"]),
        duty=tuple(one["duty"]),
        counts=tuple(tuple(count) for count in one["counts"]),
        aims=tuple(one["aims"]),
    )
