"""Read the money of a form: 年度部门整体支出预算 and the rows of 预算执行情况."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.extraction.form_cells import (
    Heading,
    Row,
    funding_kind,
    has_number,
    is_bare_number,
    is_blank,
    is_number,
)
from audit.extraction.form_facts import Dims, Maker
from audit.facts import FundingKind, FundingRow
from audit.model import Fact, Measure

_USUAL_UNIT = "万元"  # of a form that prints none; its amounts are then of low confidence


@dataclass(frozen=True, slots=True)
class _Line:
    """One funding row and what its facts share."""

    row: Row
    at: Mapping[str, int]
    make: Maker
    unit: str
    kind: FundingKind
    label: str

    @property
    def dims(self) -> Dims:
        return (("project", self.make.form), ("row", self.kind))

    def amount(self, key: str, measure: Measure) -> Fact | None:
        """Return the amount under a heading, in the form's unit."""
        if key not in self.at:
            return None
        return _amount(self, self.at[key], "project_funding", measure, self.dims)

    def mark(self, key: str, measure: Measure) -> Fact | None:
        """Return the weight or score under a heading."""
        if key not in self.at:
            return None
        return self.make.number(
            self.row,
            self.at[key],
            "project_funding",
            self.label,
            measure,
            uom="分",
            kind="score",
            dims=self.dims,
        )

    def rate(self) -> Fact | None:
        """Return the execution rate; 90.75 under 执行率 is 90.75 %, 0.9075 stays a ratio."""
        if "rate" not in self.at:
            return None
        place = self.at["rate"]
        fact = self.make.number(
            self.row, place, "project_funding", self.label, "execution_rate", dims=self.dims
        )
        if fact is not None and not fact.uom and fact.number > 1:
            return replace(fact, kind="percent", uom="%")
        return fact

    def reason(self) -> Fact | None:
        """Return what the row says of its deviation."""
        if "reason" not in self.at:
            return None
        place = self.at["reason"]
        return self.make.told(self.row, place, "project_funding", self.label, self.dims)


def read_funding(row: Row, heading: Heading, make: Maker, unit: str) -> FundingRow | None:
    """Return a row of 预算执行情况, or None for a row of another kind.

    Amounts are in `unit`; without one they are in 万元 with low confidence.
    """
    at = heading.under(row, _fits)
    if at is None:
        return None
    word, label = _label(row, at)
    line = _Line(row, at, make, unit, funding_kind(word) or "unknown", label)
    return FundingRow(
        kind=line.kind,
        label=label,
        initial=line.amount("initial", "initial_budget"),
        adjusted=line.amount("adjusted", "adjusted_budget"),
        executed=line.amount("executed", "actual"),
        rate=line.rate(),
        weight=line.mark("weight", "weight"),
        score=line.mark("score", "score"),
        reason=line.reason(),
    )


def is_lost_funding(row: Row) -> bool:
    """Return whether a row that could not be read must have been one of 预算执行情况."""
    return funding_kind(row.first) is not None and has_number(row)


def read_overall(row: Row, heading: Heading, make: Maker, unit: str) -> Iterator[FundingRow]:
    """Yield 资金总额, 财政拨款, 其他资金 of a department's form, each as an initial budget."""
    at = heading.under(row, _fits_overall)
    names = {"total": "资金总额", "fiscal": "财政拨款"}
    for kind, place in (at or {}).items():
        label = names.get(kind, "其他资金")
        line = _Line(row, {}, make, unit, kind, label)  # type: ignore[arg-type]
        fact = _amount(line, place, "overall_budget", "initial_budget", (("row", kind),))
        if fact is not None:
            yield FundingRow(line.kind, label, fact, None, None, None, None, None, None)


def _amount(line: _Line, col: int, concept: str, measure: Measure, dims: Dims) -> Fact | None:
    uom = line.unit or _USUAL_UNIT
    fact = line.make.number(line.row, col, concept, line.label, measure, uom=uom, dims=dims)
    return fact if fact is None or line.unit else replace(fact, confidence="low")


def _fits(row: Row, at: Mapping[str, int]) -> bool:
    cells = [row.cells[place] for key, place in at.items() if key != "reason"]
    budgets = {"initial", "adjusted", "executed"} & set(at)
    if len(budgets) < 2 or not all(is_number(cell) or is_blank(cell.text) for cell in cells):
        return False
    word, _ = _label(row, at)
    known = funding_kind(word) is not None
    return bool(word) and (known or any(map(is_number, cells)))


def _label(row: Row, at: Mapping[str, int]) -> tuple[str, str]:
    """Return the row's name, the nearest words on the left of its figures."""
    found = [place for place in range(min(at.values())) if row.words[place]]
    if not found or is_bare_number(row.cells[found[-1]]):
        return "", ""
    return row.words[found[-1]], row.cells[found[-1]].text


def _fits_overall(row: Row, at: Mapping[str, int]) -> bool:
    cells = [row.cells[place] for place in at.values()]
    numbers = [cell for cell in cells if is_number(cell)]
    return bool(numbers) and all(cell in numbers or is_blank(cell.text) for cell in cells)
