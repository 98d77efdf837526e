"""The score rules of 绩效自评 as relations: what each cell of a row may be while the others stay.

A score is no sum of its row, so the diagnosis is told the range of every cell instead.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from audit.facts import FundingRow, Indicator
from audit.model import Fact, Relation
from audit.network import ENDLESS
from audit.reach import reach_of
from audit.scoring import Judgement, Share, is_cost

_Alone = tuple[Fact, Decimal, Decimal]


def indicator_rule(one: Indicator, judged: Judgement, tolerance: Fraction) -> Relation | None:
    """Return that a score is no higher than its result deserves; None without score or weight.

    The result and the target take part where they are plain numbers of one unit.
    """
    if one.score is None or one.weight is None:
        return None
    full, most = Fraction(one.weight.number), Fraction(one.weight.number)
    if not judged.met:
        most = judged.hi * full + tolerance
    cells = [(one.score, -ENDLESS, _decimal(most))]
    if full > 0 and one.actual is not None and one.target is not None and _is_plain(one):
        deserved = (Fraction(one.score.number) - tolerance) / full
        cells += _result_and_target(one, one.actual, one.target, min(deserved, Fraction(1)))
    return Relation(alone=tuple(cells))


def execution_rule(row: FundingRow, share: Share, tolerance: Fraction, *, linear: bool) -> Relation:
    """Return that the score of the execution is what its rate gives."""
    cells: list[_Alone] = []
    score, weight, executed, budget = row.score, row.weight, row.executed, row.adjusted
    if score is None or weight is None:
        return Relation()
    full = Fraction(weight.number)
    low, high = share.lo * full - tolerance, share.hi * full + tolerance
    cells.append((score, max(Decimal(0), _decimal(low)), _decimal(high)))
    if linear and full > 0 and executed is not None and budget is not None and budget.number > 0:
        least, most = ((Fraction(score.number) + side) / full for side in (-tolerance, tolerance))
        spent, planned = Fraction(executed.number), Fraction(budget.number)
        cells.append((executed, _decimal(least * planned), _up_to(most * planned, most)))
        if least > 0 and spent:
            cells.append((budget, _up_to(spent / most, most, least=True), _decimal(spent / least)))
    return Relation(alone=tuple(cells))


def _up_to(value: Fraction, share: Fraction, *, least: bool = False) -> Decimal:
    """Return an end of a range, open where full marks are given: more than all is all."""
    if share >= 1:
        return Decimal(0) if least else ENDLESS
    return _decimal(value)


def _result_and_target(one: Indicator, actual: Fact, target: Fact, share: Fraction) -> list[_Alone]:
    """Return the results, and the targets, with which at least `share` of the marks is due."""
    done, goal = Fraction(actual.number), Fraction(target.number)
    if share <= 0 or goal <= 0 or done <= 0:
        return []
    least = _decimal(goal * share)
    most = _decimal(max(goal * (2 - share), goal / share))
    highest_goal = _decimal(done / share)
    lowest_goal = _decimal(min(done / (2 - share), done * share))
    if one.operator == "≤":
        return [(actual, -ENDLESS, most), (target, lowest_goal, ENDLESS)]
    if one.operator == "＝" and is_cost(one):
        return [(actual, least, most), (target, lowest_goal, highest_goal)]
    return [(actual, least, ENDLESS), (target, -ENDLESS, highest_goal)]


def _is_plain(one: Indicator) -> bool:
    """Return whether the result is a number in the unit of its target, with no words around it."""
    reach = reach_of(one)
    number = one.actual.number if one.actual is not None and one.actual.value is not None else None
    return reach is not None and number is not None and reach.value == Fraction(number)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
