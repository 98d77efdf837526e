"""Years and provinces as data: one TOML file an edition, read by `load`.

An edition names the sections and their title patterns, the tables a disclosure must
list, the score rules of 绩效自评, and thresholds. `extends` takes another edition's
values and overrides them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from audit.errors import UnknownEdition

_FOLDER = Path(__file__).parent  # importlib.resources costs as much as all of the reading


@dataclass(frozen=True, slots=True)
class Scoring:
    """How 绩效自评 scores are recomputed.

    `execution` is `linear`, with `execution_configured` True only where the province's
    rule was read; `grades` maps a qualitative grade to its band (share of the weight,
    from, to); `scales` maps a scale as printed (优良中低差) to its grades, best first;
    `labels` are the lowest total scores of 优良中差.
    """

    execution: str
    execution_configured: bool
    grades: Mapping[str, tuple[Decimal, Decimal]]
    scales: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: sections, tables, score rules and thresholds of a year and province.

    `general` ones are taken where no other is recognised; `sections` and `titles` map a key
    to title patterns (regular expressions).

    `titles` are those of the statutory tables, `tables` the keys of the required ones.
    """

    name: str
    title: str
    recognise: tuple[str, ...]
    general: bool
    sections: Mapping[str, tuple[str, ...]]
    required_sections: tuple[str, ...]
    tables: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    scoring: Scoring
    thresholds: Mapping[str, Decimal]


def names() -> tuple[str, ...]:
    """Return the names of all editions."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(name: str) -> Edition:
    """Return an edition by its name, or one of your own by the path of its TOML file.

    Raises UnknownEdition with the names there are, or with what is wrong in the file.
    """
    if name not in names() and not name.endswith(".toml"):
        known = "、".join(names())
        raise UnknownEdition(f"没有版式 {name}；可用的有：auto、{known}，或自己的 .toml 文件")
    try:
        return _edition(name, _values(name))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        told = problem.strerror if isinstance(problem, OSError) else problem
        raise UnknownEdition(f"版式 {name} 读不出：{told}；请对照 docs/editions.md 检查") from None


def _values(name: str) -> dict[str, Any]:
    file = Path(name) if name.endswith(".toml") else _FOLDER / f"{name}.toml"
    own = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    base = _values(own["extends"]) if "extends" in own else {}
    return _merged(base, own)


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(base[key], value)
        if isinstance(value, dict) and isinstance(base.get(key), dict)
        else value
        for key, value in own.items()
    }
    return {**base, **both}


def _edition(name: str, values: dict[str, Any]) -> Edition:
    return Edition(
        name=name,
        title=values["title"],
        recognise=tuple(values.get("recognise", ())),
        general=values.get("general", False),
        sections={key: tuple(found) for key, found in values["sections"].items()},
        required_sections=tuple(values.get("required_sections", ())),
        tables=tuple(values.get("tables", ())),
        titles={key: tuple(found) for key, found in values["titles"].items()},
        scoring=_scoring(values["scoring"]),
        thresholds={key: Decimal(value) for key, value in values["thresholds"].items()},
    )


def _scoring(values: dict[str, Any]) -> Scoring:
    return Scoring(
        execution=values["execution"],
        execution_configured=values["execution_configured"],
        grades={k: (Decimal(lo), Decimal(hi)) for k, (lo, hi) in values["grades"].items()},
        scales={key: tuple(found) for key, found in values["scales"].items()},
        labels={key: Decimal(value) for key, value in values["labels"].items()},
    )
