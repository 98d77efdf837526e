"""计算表: every sum of every lead, a figure a row, and formulas that redo it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from audit.papers.calculation import Calculation, Line, Side
from audit.papers.cells import Looks, height_for, least_decimals
from audit.papers.matter import Matter
from audit.papers.pieces import LONG, item_of, place_of, status_of, verdict_of
from audit.papers.plain import inert
from audit.papers.words import SIDE, STANDING, say
from audit.views.words import Language, named

_HEADS = ("index", "part", "weight", "item", "figure", "uom", "factor", "min", "max", "place")
_WIDTHS = (10, 9, 7, 34, 16, 7, 9, 16, 16, 40)
_A, _B, _C, _D, _E, _F, _G, _H, _I, _J = range(10)
_TOLERANCE = 3  # decimals beyond the residual's that ends of ranges are compared with


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell of the calculation sheet that other sheets repeat, with its value."""

    reference: str
    places: int
    value: float


@dataclass(frozen=True, slots=True)
class Links:
    """Where the register finds the four numbers of a lead."""

    cells: Mapping[str, Linked]

    def of(self, name: str) -> Linked:
        """Return the cell of a column of the register."""
        return self.cells[name]


@dataclass(slots=True)
class _Sheet:
    """The sheet under way; `row` is the next free row, from 0."""

    sheet: Any
    looks: Looks
    language: Language
    name: str
    row: int = 1
    rows: dict[str, int] = field(default_factory=dict)  # of the sum under way, by what they hold

    def text(self, column: int, text: str, look: Any = None) -> None:
        """Write a text into the present row."""
        self.sheet.write_string(self.row, column, inert(text, LONG), look or self.looks.text)

    def formula(self, column: int, formula: str, value: Decimal | str, look: Any) -> None:
        """Write a formula with its value into the present row."""
        known = value if isinstance(value, str) else float(value)
        self.sheet.write_formula(self.row, column, f"={formula}", look, known)

    def blank(self, *columns: int) -> None:
        """Rule the cells of the present row that hold nothing."""
        for column in columns:
            self.sheet.write_blank(self.row, column, None, self.looks.text)


def write_calculations(
    sheet: Any, looks: Looks, matters: Sequence[Matter], language: Language, name: str
) -> dict[str, Links]:
    """Write the sums of all matters; return where the register finds those that tell a lead."""
    made = _Sheet(sheet, looks, language, name)
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, say(head, language), looks.head)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    links: dict[str, Links] = {}
    for matter in matters:
        for number, found in enumerate(matter.calculations, 1):
            _block(made, matter, found, f"{matter.index}" + (f"/{number}" if number > 1 else ""))
            if found.outcome is matter.lead.outcome and found.relation.sign == "=":
                links.update(_links(made, matter, found))
    if not any(matter.calculations for matter in matters):
        sheet.write_string(1, 0, say("nothing", language), looks.text)
    sheet.print_area(0, 0, max(1, made.row - 1), _J)
    return links


def _links(made: _Sheet, matter: Matter, found: Calculation) -> dict[str, Links]:
    if found.relation.alone:
        return {}
    places = {"stated": found.places, "recomputed": found.places, "allowance": found.places + 1}
    values = {
        "stated": found.value("stated"),
        "recomputed": found.value("computed"),
        "short_residual": found.residual,
        "allowance": found.allowance,
    }
    return {
        matter.index: Links(
            {
                key: Linked(
                    f"'{made.name}'!$E${made.rows[key] + 1}",
                    places.get(key, found.places),
                    float(value),
                )
                for key, value in values.items()
            }
        )
    }


def _block(made: _Sheet, matter: Matter, found: Calculation, index: str) -> None:
    """Write one sum: its head, its figures, what follows from them, and an empty row."""
    look, made.rows = made.looks.block, {}
    made.text(_A, index, look)
    standing = STANDING[matter.standing][made.language]
    told = f"{found.outcome.check} {found.outcome.subject}（{standing}）"
    made.sheet.merge_range(made.row, _B, made.row, _J, "", look)
    made.text(_B, told, look)
    made.sheet.set_row(made.row, height_for([(inert(told, LONG), sum(_WIDTHS[_B:]))]))
    made.row += 1
    for side in ("stated", "computed", "over", "alone"):
        lines = found.side(side)
        if lines:
            made.rows[f"{side} first"] = made.row
            for line in lines:
                _figure(made, line, index)
            made.rows[f"{side} last"] = made.row - 1
    if found.relation.alone:
        _obeyed(made, found, index)
    else:
        _followed(made, found, index)
    made.row += 1


def _figure(made: _Sheet, line: Line, index: str) -> None:
    """Write one figure of a sum: the range that it can stand for is worked out from it."""
    looks, language, at = made.looks, made.language, made.row + 1
    made.text(_A, index)
    made.text(_B, named(SIDE, line.side, language))
    made.sheet.write_number(made.row, _C, line.weight, looks.number(0, signed=True))
    made.sheet.write_number(made.row, _E, line.number, looks.number(line.decimals))
    made.text(_F, line.uom, looks.middle)
    made.sheet.write_number(made.row, _G, line.factor, looks.number(least_decimals(line.factor)))
    if line.allowed is not None:
        for column, end in zip((_H, _I), line.allowed, strict=True):
            made.looks.write(made.sheet, made.row, column, end)
    else:
        look = looks.number(max(line.decimals, least_decimals(line.half)))
        made.formula(_H, f"E{at}-{line.half:f}", line.lo, look)
        made.formula(_I, f"E{at}+{line.half:f}", line.hi, look)
    item, place = item_of(line, language), place_of(line, language)
    made.text(_D, item)
    made.text(_J, place)
    made.sheet.set_row(made.row, height_for([(item, _WIDTHS[_D]), (place, _WIDTHS[_J])]))
    made.row += 1


def _followed(made: _Sheet, found: Calculation, index: str) -> None:
    """Write what each side adds up to, residual, allowance and verdict."""
    if found.side("over"):
        _added(made, found, "over", index, "sum_over")
    _added(made, found, "stated", index, "sum_stated")
    _added(made, found, "computed", index, "sum_computed")
    stated, computed = made.rows["stated"] + 1, made.rows["recomputed"] + 1
    if found.relation.sign == "=":
        _concluding(made, index, "short_residual", "residual", found.uom)
        residual = f"ROUND(E{stated}-E{computed},{found.places})"
        look = made.looks.number(found.places, strong=True, signed=True)
        made.formula(_E, residual, found.residual, look)
        made.row += 1
        _concluding(made, index, "allowance", "allowance", found.uom)
        spread = f"ROUND((I{stated}-H{stated}+I{computed}-H{computed})/2,{found.places + 1})"
        made.formula(_E, spread, found.allowance, made.looks.number(found.places + 1, strong=True))
        made.row += 1
    _verdict(made, found, index, _formula_of_verdict(made, found, stated, computed))


def _added(made: _Sheet, found: Calculation, side: Side, index: str, label: str) -> None:
    """Write what a side adds up to, with the least and the most that it can be."""
    first, last = made.rows[f"{side} first"] + 1, made.rows[f"{side} last"] + 1
    total, low, high = _sum_formulas(first, last)
    divided = side == "computed" and bool(found.side("over"))
    if divided:
        total, low, high = _quotient_formulas(total, low, high, made.rows["over"] + 1)
    key = {"computed": "recomputed"}.get(side, side)
    uom = found.side("over")[0].uom if side == "over" else found.uom
    _concluding(made, index, key, label, uom)
    value, reach = _of_side(found, side)
    places = found.places + (2 if divided else 0)
    made.formula(_E, total, value, made.looks.number(places, strong=True))
    made.formula(_H, low, reach[0], made.looks.number(places + 1))
    made.formula(_I, high, reach[1], made.looks.number(places + 1))
    made.row += 1


def _of_side(found: Calculation, side: Side) -> tuple[Decimal, tuple[Decimal, Decimal]]:
    reach = found.reach(side)
    return found.value(side), (reach.lo, reach.hi)


def _sum_formulas(first: int, last: int) -> tuple[str, str, str]:
    """Return the formulas of a side's value, its least and its most."""
    weight, figure, factor, low, high = (f"{c}{first}:{c}{last}" for c in "CEGHI")
    value = f"SUMPRODUCT({weight},{figure},{factor})"
    up, down = f"({weight}>0)*{weight}*{factor}", f"({weight}<0)*{weight}*{factor}"
    least = f"SUMPRODUCT({up}*{low}+{down}*{high})"
    most = f"SUMPRODUCT({up}*{high}+{down}*{low})"
    return value, least, most


def _quotient_formulas(total: str, low: str, high: str, over: int) -> tuple[str, str, str]:
    """Return the formulas of a percentage; its ends are among the four quotients of the ends."""
    corners = ",".join(f"100*{end}/{below}{over}" for end in (low, high) for below in "HI")
    return f"100*{total}/E{over}", f"MIN({corners})", f"MAX({corners})"


def _concluding(made: _Sheet, index: str, key: str, label: str, uom: str) -> None:
    """Begin a row that follows from the figures."""
    made.rows[key] = made.row
    made.text(_A, index)
    made.sheet.merge_range(made.row, _B, made.row, _D, "", made.looks.label)
    made.text(_B, say(label, made.language), made.looks.label)
    made.text(_F, uom, made.looks.middle)
    made.blank(_G, _H, _I, _J)


def _formula_of_verdict(made: _Sheet, found: Calculation, stated: int, computed: int) -> str:
    language, digits = made.language, found.places + _TOLERANCE
    below = f"ROUND(H{stated},{digits})<=ROUND(I{computed},{digits})"
    if found.relation.sign == "≤":
        return f'IF({below},"{say("holds", language)}","{say("broken", language)}")'
    residual = made.rows["short_residual"] + 1
    if found.exactly:
        return f'IF(E{residual}=0,"{say("agrees", language)}","{say("exactly", language)}")'
    above = f"ROUND(H{computed},{digits})<=ROUND(I{stated},{digits})"
    yes, no = say("rounding", language), say("differs", language)
    return f'IF(E{residual}=0,"{say("agrees", language)}",IF(AND({below},{above}),"{yes}","{no}"))'


def _obeyed(made: _Sheet, found: Calculation, index: str) -> None:
    """Write whether every figure of a rule that is no sum lies where it may."""
    tests = []
    for row, line in enumerate(found.side("alone"), made.rows["alone first"] + 1):
        low, high = line.allowed or (None, None)
        tests += [f"E{row}>=H{row}"] if low is not None else []
        tests += [f"E{row}<=I{row}"] if high is not None else []
    holds, broken = say("holds", made.language), say("broken", made.language)
    formula = f'IF(AND({",".join(tests) or "TRUE"}),"{holds}","{broken}")'
    _verdict(made, found, index, formula)
    made.sheet.write_string(made.row - 2, _J, say("allowed", made.language), made.looks.text)


def _verdict(made: _Sheet, found: Calculation, index: str, formula: str) -> None:
    """Write the verdict by formula, and below it that of the program."""
    _concluding(made, index, "verdict", "verdict", "")
    made.formula(_E, formula, verdict_of(found, made.language), made.looks.strong)
    made.row += 1
    _concluding(made, index, "program", "tool_verdict", "")
    made.text(_E, status_of(found, made.language), made.looks.strong)
    made.row += 1
