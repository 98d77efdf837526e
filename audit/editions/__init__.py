"""Years and provinces as data: one TOML file an edition, read by `load`.

An edition names the sections and their title patterns, the tables a disclosure must
list, the score rules of 绩效自评, and thresholds. `extends` takes another edition's
values and overrides them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from audit.errors import UnknownEdition

_EXECUTION_RULES = ("linear", "brackets")
_CAP_RULES = ("either", "linear", "ratio")
_EQUAL_RULES = ("either", "proportional", "linear")
_FOLDER = Path(__file__).parent  # importlib.resources costs as much as all of the reading


@dataclass(frozen=True, slots=True)
class Scoring:
    """How 绩效自评 scores are recomputed.

    `execution` is `linear`, or `brackets` with the pairs of `brackets` (least execution rate
    in %, share of the weight, highest first); `execution_configured` is True only where the
    province's rule was read. `cap_rule` says what an exceeded ≤ target keeps: `linear`
    (1 − excess ÷ target), `ratio` (target ÷ result) or `either`; `equal_rule` what more than
    an = target keeps: `proportional` (all), `linear` (1 − excess ÷ target) or `either`.
    `grades` maps a qualitative grade to its band (share of the weight, from, to); `wordings`
    longer words to the grade they mean; `scales` a scale as printed (优良中低差) to its
    grades, best first; `labels` are the lowest total scores of 优良中差.
    """

    execution: str
    execution_configured: bool
    brackets: tuple[tuple[Decimal, Decimal], ...]
    cap_rule: str
    equal_rule: str
    grades: Mapping[str, tuple[Decimal, Decimal]]
    wordings: Mapping[str, str]
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
    execution = _one_of(values, "execution", _EXECUTION_RULES)
    return Scoring(
        execution=execution,
        execution_configured=values["execution_configured"],
        brackets=_brackets(values.get("brackets", {}), needed=execution == "brackets"),
        cap_rule=_one_of(values, "cap_rule", _CAP_RULES),
        equal_rule=_one_of(values, "equal_rule", _EQUAL_RULES),
        grades={k: (Decimal(lo), Decimal(hi)) for k, (lo, hi) in values["grades"].items()},
        wordings=dict(values["wordings"]),
        scales={key: tuple(found) for key, found in values["scales"].items()},
        labels={key: Decimal(value) for key, value in values["labels"].items()},
    )


def _one_of(values: dict[str, Any], key: str, known: tuple[str, ...]) -> str:
    """Return a rule's name; raises ValueError for one that there is not."""
    name: str = values[key]
    if name not in known:
        raise ValueError(f"[scoring] {key} = {name!r}，应为 {'、'.join(known)} 之一")
    return name


def _brackets(values: dict[str, str], *, needed: bool) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return rate and share of each bracket, highest first.

    Raises ValueError where there is none though one is needed, where a share is not between 0
    and 1, or where a higher rate gets less.
    """
    pairs = sorted(((_decimal(k), _decimal(v)) for k, v in values.items()), reverse=True)
    shares = [share for _, share in pairs]
    if needed and not pairs:
        raise ValueError("[scoring] execution = 'brackets'，但没有 [scoring.brackets]")
    if any(not 0 <= share <= 1 for share in shares) or shares != sorted(shares, reverse=True):
        raise ValueError("[scoring.brackets] 的得分比例应在 0 与 1 之间，且执行率越高不得越低")
    return tuple(pairs)


def _decimal(value: object) -> Decimal:
    """Return a number of an edition; raises ValueError for words."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} 不是数字") from None
