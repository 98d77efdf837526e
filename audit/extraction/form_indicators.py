"""Read the indicator rows of a form, and its 合计 row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from audit.extraction.form_cells import (
    Heading,
    Row,
    figure_of,
    is_bare_number,
    is_blank,
    is_grade,
    is_number,
    level_name,
    operator_of,
    split_operator,
    unit_word,
    uom_of,
)
from audit.extraction.form_facts import Dims, Maker
from audit.facts import Indicator, Operator
from audit.model import Fact, Measure


@dataclass(slots=True)
class Levels:
    """The 一级 and 二级指标 that rows below a merged cell inherit."""

    level1: str = ""
    level2: str = ""

    def enter(self, row: Row, at: Mapping[str, int]) -> None:
        """Take the levels that a row prints."""
        if filled(row, at, "level1"):
            self.level1, self.level2 = level_name(row.cells[at["level1"]].text), ""
        if filled(row, at, "level2"):
            self.level2 = level_name(row.cells[at["level2"]].text)

    @property
    def dims(self) -> Dims:
        """Return the levels as dimensions."""
        return (("level1", self.level1), ("level2", self.level2))


@dataclass(frozen=True, slots=True)
class _Line:
    """One indicator row and what its facts share."""

    row: Row
    at: Mapping[str, int]
    make: Maker
    label: str
    unit: str
    dims: Dims

    def value(self, key: Literal["target", "actual"]) -> Fact | None:
        """Return the target or the result: a number in its unit, else the words."""
        if key not in self.at:
            return None
        place = self.at[key]
        fact = self.make.number(
            self.row, place, "indicator", self.label, key, uom=self.unit, dims=self.dims
        )
        if fact is None:
            fact = self.make.words(self.row, place, "indicator", self.label, key, self.dims)
            self.make.details.extend(self.make.prose(self.row, place, key))
        return fact

    def mark(self, key: Literal["weight", "score"]) -> Fact | None:
        """Return the weight or the score."""
        if key not in self.at:
            return None
        return self.make.number(
            self.row,
            self.at[key],
            "indicator",
            self.label,
            key,
            uom="分",
            kind="score",
            dims=self.dims,
        )


def read_indicator(row: Row, heading: Heading, make: Maker, levels: Levels) -> Indicator | None:
    """Return an indicator row, or None where it does not fit under the heading."""
    at = heading.under(row, _fits)
    if at is None:
        return None
    levels.enter(row, at)
    named = (at[key] for key in ("name", "level2", "level1") if filled(row, at, key))
    place = next(named, None)
    name = place if place is None else make.words(
        row, place, "indicator_name", "三级指标", "actual", levels.dims
    )  # fmt: skip
    if name is None or isinstance(name, int):
        return None
    operator, unit = _operator(row, at), _unit(row, at)
    dims = (("name", name.raw), *levels.dims, ("operator", operator))
    line = _Line(row, at, make, name.raw, unit, dims)
    reason = at.get("reason")
    return Indicator(
        name=name,
        level1=levels.level1,
        level2=levels.level2,
        operator=operator,
        target=line.value("target"),
        unit=unit,
        actual=line.value("actual"),
        weight=line.mark("weight"),
        score=line.mark("score"),
        reason=None if reason is None else make.told(row, reason, "indicator", name.raw, dims),
    )


def with_shared(indicators: Sequence[Indicator], has: set[str]) -> tuple[Indicator, ...]:
    """Return the indicators; where one printed weight or score covers several, all say so."""
    shared: set[int] = set()
    for key in ("weight", "score"):
        for before, after in pairwise(range(len(indicators))):
            blank = key in has and getattr(indicators[after], key) is None
            counted = getattr(indicators[before], key) is not None or before in shared
            if blank and counted and _covered(indicators[after], key):
                shared |= {before, after}
    return tuple(
        replace(one, shared=True) if at in shared else one for at, one in enumerate(indicators)
    )


def _covered(indicator: Indicator, key: str) -> bool:
    """Return whether a blank mark can be the covered part of a merged cell above it."""
    return key == "weight" or indicator.weight is None


def read_total(
    row: Row, heading: Heading, make: Maker, label_at: int
) -> tuple[Fact | None, Fact | None]:
    """Return weight and score of the 合计 row, None where the place of a number is unsure."""
    wanted = [key for key in heading.columns if key in ("weight", "score")]
    numbers = [at for at, cell in enumerate(row.cells) if at > label_at and is_number(cell)]
    moved = len(row.cells) - heading.width
    places = {key: heading.columns[key] + moved for key in wanted}
    inside = all(label_at < at < len(row.cells) for at in places.values())
    if not inside or not set(numbers) <= set(places.values()):
        if len(numbers) != len(wanted):
            return None, None
        ordered = sorted(wanted, key=heading.columns.__getitem__)
        places = dict(zip(ordered, numbers, strict=True))
    return _mark(row, places, make, "weight"), _mark(row, places, make, "score")


def _mark(row: Row, places: Mapping[str, int], make: Maker, key: Measure) -> Fact | None:
    if key not in places:
        return None
    return make.number(row, places[key], "form_total", "合计", key, uom="分", kind="score")


def filled(row: Row, at: Mapping[str, int], key: str) -> bool:
    """Return whether the cell under a heading holds something."""
    return key in at and not is_blank(row.cells[at[key]].text)


def _fits(row: Row, at: Mapping[str, int]) -> bool:
    needed = {"target", "name"} if "name" in at or "level2" not in at else {"target"}
    if not needed <= set(at):
        return False
    marks = [row.cells[at[key]] for key in ("weight", "score") if key in at]
    if not all(is_number(cell) or is_blank(cell.text) for cell in marks):
        return False
    if "operator" in at and not _is_operator(row.cells[at["operator"]].text):
        return False
    words = [row.cells[at[key]] for key in ("level1", "level2", "name") if key in at]
    told = any(filled(row, at, key) for key in ("target", "weight", "actual", "score"))
    return told and not any(map(is_bare_number, words))


def _is_operator(text: str) -> bool:
    return is_blank(text) or bool(operator_of(text)) or "定量" in text


def _operator(row: Row, at: Mapping[str, int]) -> Operator:
    printed = operator_of(row.cells[at["operator"]].text) if "operator" in at else ""
    target = row.cells[at["target"]].text
    if printed or is_grade(target):
        return printed or "定性"
    return split_operator(target)[0]


def _unit(row: Row, at: Mapping[str, int]) -> str:
    printed = unit_word(row.cells[at["unit"]].text) if "unit" in at else ""
    target = figure_of(row.cells[at["target"]].text)
    return printed or (unit_word(uom_of(target, "")) if target else "")
