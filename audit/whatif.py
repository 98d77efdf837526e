"""What if a figure read otherwise: which relations heal, which break, which stay as they are.

Nothing is written: outcomes are tested again with other figures put in, by the rules that
judged them. What heals them is a proposal, not a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from audit.amounts import Figure, ascii_text, read_cell
from audit.compare import retested
from audit.errors import AuditError
from audit.interval import EXACT, Interval
from audit.model import YUAN, Direction, Fact, Outcome, Relation, Status
from audit.network import ENDLESS, network, solve, terms

Turn = Literal["heals", "breaks", "still_fails", "still_holds"]
_WORDS: Mapping[str, Direction] = {
    "增加": "increase", "增长": "increase", "上升": "increase", "减少": "decrease",
    "下降": "decrease", "降低": "decrease",
}  # fmt: skip
_UNCHANGED = ("持平", "无增减", "无变化")
_TESTED = ("exact", "rounding", "unlikely_rounding", "inconsistent")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one outcome: its status as printed, and with the change."""

    outcome: Outcome
    before: Status
    after: Status

    @property
    def turn(self) -> Turn:
        """Return whether the relation heals, breaks, or stays as it is."""
        failed, fails = self.before == "inconsistent", self.after == "inconsistent"
        if failed:
            return "still_fails" if fails else "heals"
        return "breaks" if fails else "still_holds"


def effects(outcomes: Iterable[Outcome], changes: Mapping[str, Fact]) -> tuple[Effect, ...]:
    """Return what becomes of every tested relation with one of the figures in `changes`.

    `changes` maps a figure's id to the figure as it should print. What changes comes first:
    healed, broken, then those that still fail, then those that still hold.
    """
    found = [
        Effect(outcome, outcome.status, retested(relation, changes))
        for outcome, relation in _tested(outcomes)
        if any(fact.id in changes for _, fact in terms(relation))
    ]
    order = ("heals", "breaks", "still_fails", "still_holds")
    return tuple(sorted(found, key=lambda effect: order.index(effect.turn)))


def printed_as(fact: Fact, typed: str) -> Fact:
    """Return the figure as it would read with what a person typed, such as `减少12.30`.

    A unit may be left out; a word of direction too, then the printed one stays. Raises
    AuditError with a sentence where no number, or one of another kind, was typed.
    """
    words = ascii_text(typed).strip()
    if words in _UNCHANGED and fact.direction is not None:
        return replace(fact, value=Decimal(0), direction="unchanged", raw=words)
    direction, digits = _direction(words)
    figure = read_cell(digits)
    if figure is None:
        raise AuditError(f"“{typed}”不是数字；请输入应为的数，例如 674.38，或“减少12.30”。")
    uom = _unit(fact, figure, typed)
    return replace(
        fact,
        value=figure.value,
        decimals=figure.decimals,
        precision=max(figure.decimals, fact.precision) if uom == fact.uom else figure.decimals,
        uom=uom,
        direction=direction or fact.direction,
        raw=typed.strip(),
    )


def healing(outcomes: Iterable[Outcome], fact: Fact) -> tuple[Decimal, Decimal] | None:
    """Return between which numbers, in its own unit, a figure heals all that it stands in.

    None where no number does, or where the relations set no bound.
    """
    about = [r for _, r in _tested(outcomes) if any(f.id == fact.id for _, f in terms(r))]
    if not about or fact.value is None:
        return None
    reach: Interval | None = Interval(-ENDLESS, ENDLESS)
    for constraint in network((relation, "inconsistent") for relation in about).constraints:
        solved = solve(constraint, fact)
        reach = reach.meet(solved) if reach and solved else None
    if reach is None or max(abs(reach.lo), abs(reach.hi)) >= ENDLESS:
        return None
    ends = sorted(_in_own_unit(fact, end) for end in (reach.lo, reach.hi))
    return ends[0], ends[1]


def _tested(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Relation]]:
    for outcome in outcomes:
        if outcome.relation is not None and outcome.status in _TESTED:
            yield outcome, outcome.relation


def _direction(words: str) -> tuple[Direction | None, str]:
    for word, direction in _WORDS.items():
        if words.startswith(word):
            return direction, words.removeprefix(word)
    return None, words


def _unit(fact: Fact, figure: Figure, typed: str) -> str:
    """Return the unit that was typed, or the figure's own where none was."""
    if not figure.uom or figure.uom == fact.uom:
        return fact.uom
    if figure.uom in YUAN and fact.uom in YUAN:
        return figure.uom
    own = fact.uom or "数"
    raise AuditError(f"“{typed}”的单位与原数（{own}）不同类；请只输入数字，或用同类的单位。")


def _in_own_unit(fact: Fact, number: Decimal) -> Decimal:
    signed = -number if fact.direction == "decrease" else number
    step = Decimal(1).scaleb(-fact.precision - 1)
    scaled: Decimal = EXACT.divide(signed, YUAN.get(fact.uom, Decimal(1)))
    return scaled.quantize(step, context=EXACT)
