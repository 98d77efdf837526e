"""The relations of a document as constraints: which values of one figure let each hold.

`solve` answers with an interval, in the unit of `number_of` (signed yuan, or % and counts as
printed). Sums are solved exactly; of a quotient the corners of its other figures' intervals
bound the answer. Whether a change really mends a relation is said by `compare.holds` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from audit.interval import EXACT, Interval
from audit.model import Fact, Relation, Status, Sum

_ZERO = Decimal(0)
ENDLESS = Decimal("1E+20")  # greater than any budget
_CLAIM = Decimal(50)  # what 0.01 万元 is rounded by: a word such as 持平 gives way to an amount
EVERYTHING = Interval(-ENDLESS, ENDLESS)


@dataclass(frozen=True, slots=True)
class Side:
    """A sum of figures: how often each counts, and what the whole can stand for."""

    weights: Mapping[str, int]
    reach: Interval


@dataclass(frozen=True, slots=True)
class Constraint:
    """A relation ready to be solved for any of its figures, `ids`; `status` as it is printed."""

    place: int
    relation: Relation
    status: Status
    ids: frozenset[str]
    stated: Side
    computed: Side
    over: Side | None

    @property
    def failed(self) -> bool:
        """Return whether the relation does not hold as it is printed."""
        return self.status == "inconsistent"


@dataclass(frozen=True, slots=True)
class Network:
    """Relations that were tested, found by the figures in them.

    `figures` are the facts by id, with their words of direction.
    """

    constraints: tuple[Constraint, ...]
    by_figure: Mapping[str, tuple[int, ...]]
    figures: Mapping[str, Fact]

    def usual_places(self, fact: Fact) -> int:
        """Return how many decimals the figures of a kind mostly have here."""
        alike = Counter(f.precision for f in self.figures.values() if f.kind == fact.kind)
        ((most, times),) = alike.most_common(1)
        return most if times > 1 else fact.precision

    def around(self, id_: str) -> Iterator[Constraint]:
        """Yield the constraints that a figure stands in."""
        return (self.constraints[place] for place in self.by_figure[id_])


def network(relations: Iterable[tuple[Relation, Status]]) -> Network:
    """Return the relations that fail and those that share a figure with them, each once.

    A figure that a relation which holds ties to one of these, because it is told twice,
    counts as one of them.
    """
    told = dict(relations)
    ids = {relation: frozenset(fact.id for _, fact in terms(relation)) for relation in told}
    failing = [relation for relation, status in told.items() if status == "inconsistent"]
    concerned = {id_ for relation in failing for id_ in ids[relation]}
    tied = [ids[one] for one in told if told[one] != "inconsistent" and is_equality(one)]
    for pair in tied:
        if pair & concerned:
            concerned |= pair
    near = [relation for relation in told if ids[relation] & concerned]
    figures = _figures(near)
    found = tuple(
        _constraint(place, relation, told[relation], ids[relation], figures)
        for place, relation in enumerate(near)
    )
    places: dict[str, list[int]] = {}
    for constraint in found:
        for id_ in constraint.ids:
            places.setdefault(id_, []).append(constraint.place)
    return Network(found, {id_: tuple(at) for id_, at in places.items()}, figures)


def _figures(relations: Iterable[Relation]) -> dict[str, Fact]:
    """Return the figures by id; one whose direction a relation leaves out comes with it."""
    found: dict[str, Fact] = {}
    for relation in relations:
        for _, fact in terms(relation):
            known = found.get(fact.id)
            if known is None or known.direction is None:
                found[fact.id] = fact
    return found


def is_equality(relation: Relation) -> bool:
    """Return whether a relation says that two printed figures are the same."""
    sides = (relation.stated, relation.computed)
    plain = all(len(side.terms) == 1 and not side.constant for side in sides)
    return plain and relation.over is None and relation.sign == "=" and not relation.alone


def terms(relation: Relation) -> Iterator[tuple[int, Fact]]:
    """Yield the figures of a relation with their weights."""
    yield from relation.stated.terms
    yield from relation.computed.terms
    if relation.over is not None:
        yield from relation.over.terms
    yield from ((1, fact) for fact, _, _ in relation.alone)


def number_of(fact: Fact) -> Decimal:
    """Return a figure's number; a word of no change is zero."""
    return _ZERO if fact.value is None else fact.number


def reach_of(fact: Fact) -> Interval:
    """Return what a figure can stand for; a word of no change is exactly zero."""
    return Interval.exact(0) if fact.value is None else fact.printed_interval


def solve(constraint: Constraint, fact: Fact, precision: int | None = None) -> Interval | None:
    """Return the numbers of `fact` with which the constraint holds, None where none does.

    They are rounded to `precision` digits, those of the figure unless told; `EVERYTHING`
    where the constraint says nothing of it.
    """
    for figure, lo, hi in constraint.relation.alone:
        if figure.id == fact.id:
            return Interval(lo, hi)
    half = _half(fact, fact.precision if precision is None else precision)
    if constraint.over is not None:
        return _of_quotient(constraint, fact, half)
    return _of_sum(constraint, fact, half)


def _half(fact: Fact, precision: int) -> Decimal:
    """Return how far rounding to so many digits can move a figure's number."""
    if fact.value is None:
        return _CLAIM
    exact = not fact.printed_interval.radius and fact.kind in ("count", "score")
    return (
        _ZERO if exact else replace(fact, precision=precision, decimals=precision).interval.radius
    )


def _constraint(
    place: int, relation: Relation, status: Status, ids: frozenset[str], figures: Mapping[str, Fact]
) -> Constraint:
    over = None if relation.over is None else _side(relation.over, figures)
    stated, computed = _side(relation.stated, figures), _side(relation.computed, figures)
    return Constraint(place, relation, status, ids, stated, computed, over)


def _side(sum_: Sum, figures: Mapping[str, Fact]) -> Side:
    weights: dict[str, int] = {}
    lo = hi = sum_.constant
    for weight, fact in sum_.terms:
        signed = weight * _turned(fact, figures[fact.id])
        weights[fact.id] = weights.get(fact.id, 0) + signed
        own = reach_of(fact).scale(weight)
        lo, hi = EXACT.add(lo, own.lo), EXACT.add(hi, own.hi)
    return Side(weights, Interval(lo, hi))


def _turned(fact: Fact, signed: Fact) -> int:
    """Return −1 where a relation counts the size of what the document calls a decrease."""
    return -1 if signed.direction == "decrease" != fact.direction else 1


def fits(
    constraint: Constraint, numbers: Mapping[str, Decimal], figures: Mapping[str, Fact]
) -> bool:
    """Return whether a relation may hold with these numbers: quick, and never wrongly False.

    What it lets pass `compare.holds` has to judge.
    """
    if constraint.relation.alone:
        return obeys(constraint.relation, numbers)
    stated = _moved(constraint.stated, numbers, figures)
    computed = _moved(constraint.computed, numbers, figures)
    if constraint.over is not None:
        quotient = computed.divide(_moved(constraint.over, numbers, figures))
        if quotient is None:
            return False
        computed = quotient.scale(100)
        slack = Decimal(1)  # a percentage may be cut off instead of rounded
        computed = Interval(computed.lo - slack, computed.hi + slack)
    if constraint.relation.sign == "≤":
        return stated.lo <= computed.hi
    return stated.meet(computed) is not None


def obeys(relation: Relation, numbers: Mapping[str, Decimal]) -> bool:
    """Return whether a rule that is no sum is obeyed with these numbers."""
    told = ((numbers[fact.id], lo, hi) for fact, lo, hi in relation.alone if fact.id in numbers)
    return all(lo <= number <= hi for number, lo, hi in told)


def _moved(side: Side, numbers: Mapping[str, Decimal], figures: Mapping[str, Fact]) -> Interval:
    shift = _ZERO
    for id_ in side.weights.keys() & numbers.keys():
        shift += side.weights[id_] * (numbers[id_] - number_of(figures[id_]))
    return Interval(side.reach.lo + shift, side.reach.hi + shift)


def _without(side: Side, fact: Fact) -> tuple[int, Interval]:
    """Return how often a figure counts in a sum, and the reach of the rest."""
    weight = side.weights.get(fact.id, 0)
    if not weight:
        return 0, side.reach
    own = reach_of(fact).scale(weight)
    return weight, Interval(
        EXACT.subtract(side.reach.lo, own.lo), EXACT.subtract(side.reach.hi, own.hi)
    )


def _of_sum(constraint: Constraint, fact: Fact, half: Decimal) -> Interval | None:
    left, stated = _without(constraint.stated, fact)
    right, computed = _without(constraint.computed, fact)
    weight, rest = left - right, computed - stated  # weight · x ∈ rest
    if not weight:
        return EVERYTHING
    if constraint.relation.sign == "≤":
        rest = Interval(-ENDLESS, rest.hi)
    found = _divided(rest, weight)
    return found if constraint.relation.strict else _widened(found, half)


def _divided(rest: Interval, weight: int) -> Interval:
    ends = EXACT.divide(rest.lo, weight), EXACT.divide(rest.hi, weight)
    return Interval(min(ends), max(ends))


def _widened(found: Interval, half: Decimal) -> Interval:
    """Return the printed numbers whose rounding reaches into `found`."""
    return Interval(EXACT.subtract(found.lo, half), EXACT.add(found.hi, half))


def _of_quotient(constraint: Constraint, fact: Fact, half: Decimal) -> Interval | None:
    """Solve s · (d + b·x) = 100 · (n + a·x), or x · d = 100 · n where x is the quotient."""
    assert constraint.over is not None  # noqa: S101 - asked by `solve` only where there is one
    c, stated = _without(constraint.stated, fact)
    a, part = _without(constraint.computed, fact)
    b, whole = _without(constraint.over, fact)
    if c:
        quotient = None if a or b else part.divide(whole)
        found = quotient.scale(100) if quotient else None
        return EVERYTHING if found is None else _widened(_divided(found - stated, c), half)
    corners = []
    for s, n, d in product(*((one.lo, one.hi) for one in (stated, part, whole))):
        below = EXACT.subtract(EXACT.multiply(s, b), EXACT.multiply(100, a))
        above = EXACT.subtract(EXACT.multiply(100, n), EXACT.multiply(s, d))
        if not below:
            return EVERYTHING
        corners.append((EXACT.divide(above, below), below > 0))
    if len({sign for _, sign in corners}) > 1:
        return EVERYTHING
    found = Interval(min(corners)[0], max(corners)[0])
    return _widened(found, half)


def changed(fact: Fact, becomes: Fact) -> Fact:
    """Return `fact` as a relation counts it, with the number and unit of `becomes`.

    Where the relation counts only the size, the direction stays out.
    """
    direction = None if fact.direction is None else becomes.direction
    return replace(
        fact, value=becomes.value, uom=becomes.uom, raw=becomes.raw, kind=becomes.kind,
        direction=direction, decimals=becomes.decimals, precision=becomes.precision,
    )  # fmt: skip
