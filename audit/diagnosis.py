"""Which figure is most likely wrong: the smallest change after which the relations hold.

Model-based diagnosis over the network of relations. A figure can be the cause only when
one value of it mends relations that fail and breaks none that holds. Two neighbours that
were exchanged are sought first, then one figure, then one told alike in several places.
What the best cause does not mend is explained by the next: a hitting set of the conflicts,
found greedily. Causes that mend alike are listed together, the likeliest slip first; where none is
likelier, none is preferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from audit.compare import retested
from audit.interval import Interval
from audit.model import Fact, Relation, Status
from audit.network import (
    EVERYTHING,
    Constraint,
    Network,
    fits,
    is_equality,
    network,
    number_of,
    solve,
)
from audit.slips import Proposal, proposals, reversed_direction

_ALTERNATIVES = 6  # a lead lists no more
_VALUES = 2  # of one figure, the likeliest, are told
_INEXACT = 4  # how much less likely a value is for each relation that it only nearly mends
_TRIED = 4  # values of one figure that are tested against every relation
_UNLIKELIER = 8  # how many times rarer by chance a slip is before it is preferred


@dataclass(frozen=True, slots=True)
class Cause:
    """Figures with what they should print, and the failing relations that then hold.

    `chance` is how likely numbers at random would look so much like the slip; `reach` are
    the numbers (signed yuan, or as printed) that would do for one figure; `sound` counts the
    relations with it that hold as it is printed.
    """

    changes: tuple[tuple[Fact, Fact], ...]
    mended: tuple[Relation, ...]
    slip: str
    chance: Decimal
    reach: Interval | None = None
    sound: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the figures to change."""
        return frozenset(fact.id for fact, _ in self.changes)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Causes that mend the same relations, the likeliest first; `failed` ones hang together.

    Of `equal` many at the front none is likelier than another.
    """

    causes: tuple[Cause, ...]
    failed: int
    equal: int

    @property
    def mended(self) -> tuple[Relation, ...]:
        """Return the failing relations that the first cause explains."""
        return self.causes[0].mended


def diagnose(relations: Iterable[tuple[Relation, Status]]) -> tuple[Diagnosis, ...]:
    """Return what may have caused the failing relations (inconsistent), each explained once.

    Relations that no small change mends are in none of the diagnoses.
    """
    told = tuple(relations)
    if not any(status == "inconsistent" for _, status in told):
        return ()
    net = network(told)
    failing = [constraint for constraint in net.constraints if constraint.failed]
    exchanged = [c for c in _exchanges(net, failing) if not _is_simpler_told(net, failing, c)]
    gone = {relation for cause in exchanged for relation in cause.mended}
    found = [Diagnosis((cause,), len(cause.mended), 1) for cause in exchanged]
    for group in _connected([one for one in failing if one.relation not in gone]):
        found += _of_group(net, group)
    return tuple(found)


def _is_simpler_told(net: Network, failing: Sequence[Constraint], exchange: Cause) -> bool:
    """Return whether one figure alone mends all that an exchange of two mends."""
    open_ = frozenset(constraint.place for constraint in failing)
    mended = set(exchange.mended)
    shared = frozenset.intersection(*(one.ids for one in failing if one.relation in mended))
    return any(
        mended <= {*cause.mended} for id_ in sorted(shared) for cause in _single(net, open_, id_)
    )


def _connected(failing: Sequence[Constraint]) -> Iterator[list[Constraint]]:
    """Yield the failing relations in groups that share figures."""
    rest = list(failing)
    while rest:
        group = [rest.pop(0)]
        ids = set(group[0].ids)
        for constraint in group:  # grows while it is read
            ids |= constraint.ids
            near = [other for other in rest if other.ids & ids]
            group += near
            rest = [other for other in rest if not other.ids & ids]
        yield group


def _of_group(net: Network, group: list[Constraint]) -> Iterator[Diagnosis]:
    rest, all_ = group, len(group)
    while rest:
        causes = _causes(net, rest)
        if not causes:
            return
        best = max(len(cause.mended) for cause in causes)
        first = min((c for c in causes if len(c.mended) == best), key=_likelihood)
        alike = [c for c in causes if set(c.mended) >= set(first.mended)]
        alike = _each_figure_first(sorted(alike, key=_likelihood))
        yield Diagnosis(tuple(alike[:_ALTERNATIVES]), all_, _equally_good(alike))
        rest = [one for one in rest if one.relation not in first.mended]


def _each_figure_first(causes: Sequence[Cause]) -> list[Cause]:
    """Return the causes with second values of a figure behind every other figure."""
    first = {cause.ids: cause for cause in reversed(causes)}
    return sorted(causes, key=lambda cause: first[cause.ids] is not cause)


def _likelihood(cause: Cause) -> tuple[int, Decimal, int, tuple[str, ...]]:
    return len(cause.changes), cause.chance, cause.sound, tuple(sorted(cause.ids))


def _equally_good(causes: Sequence[Cause]) -> int:
    first = causes[0]
    return sum(
        len(c.changes) == len(first.changes) and c.chance <= first.chance * _UNLIKELIER
        for c in causes
    )


def _causes(net: Network, failing: Sequence[Constraint]) -> list[Cause]:
    """Return every figure that mends something and breaks nothing, alone or where told alike."""
    ids = sorted({id_ for constraint in failing for id_ in constraint.ids})
    open_ = frozenset(constraint.place for constraint in failing)
    alone = [cause for id_ in ids for cause in _single(net, open_, id_)]
    return alone or [*_told_alike(net, open_, ids)]


def _single(net: Network, open_: frozenset[int], id_: str) -> Iterator[Cause]:
    """Yield what one figure should print, where a value of it mends and breaks nothing.

    The value has as many decimals as others of its kind, else as many as are printed.
    """
    fact = net.figures[id_]
    broken = [one for one in net.around(id_) if one.place in open_]
    sound = [one for one in net.around(id_) if not one.failed]
    around = _neighbours(net, fact)
    causes: list[Cause] = []
    for places in dict.fromkeys((net.usual_places(fact), fact.precision)):
        tried = [*_turned(fact), *_by_value(fact, places, broken, sound, around)]
        found = (_tested(fact, proposal, reach, broken, sound) for proposal, reach in tried)
        causes = causes or [cause for cause in found if cause is not None]
    most = max((len(cause.mended) for cause in causes), default=0)
    yield from sorted((c for c in causes if len(c.mended) == most), key=_likelihood)[:_VALUES]


def _turned(fact: Fact) -> Iterator[tuple[Proposal, None]]:
    turned = reversed_direction(fact)
    if turned is not None:
        yield turned, None


def _by_value(
    fact: Fact,
    places: int,
    broken: Sequence[Constraint],
    sound: Sequence[Constraint],
    around: Sequence[Fact],
) -> Iterator[tuple[Proposal, Interval | None]]:
    free: Interval | None = EVERYTHING
    for constraint in sound:
        values = solve(constraint, fact, places)
        free = free.meet(values) if free is not None and values is not None else None
    spans = [values for one in broken if (values := solve(one, fact, places)) is not None]
    wanted = None if free is None else _most_mended(spans, free)
    if wanted is not None:
        found = proposals(fact, wanted, around, places)[:_TRIED]
        yield from ((proposal, wanted) for proposal in found)


def _most_mended(spans: Iterable[Interval], free: Interval) -> Interval | None:
    """Return the values within `free` that lie in as many spans as any, None where none does."""
    spans = [inside for span in spans if (inside := span.meet(free)) is not None]
    best: tuple[int, Interval] | None = None
    for start in spans:
        shared, count = start, 0
        for span in spans:
            if span.lo <= start.lo <= span.hi:
                count += 1
                shared = shared.meet(span) or shared
        if best is None or count > best[0]:
            best = count, shared
    return best[1] if best else None


def _tested(
    fact: Fact,
    proposal: Proposal,
    reach: Interval | None,
    broken: Sequence[Constraint],
    sound: Sequence[Constraint],
) -> Cause | None:
    """Return a proposal as a cause, None where it mends nothing or breaks something."""
    changes = {fact.id: proposal.becomes}
    mended, closer = _mended(broken, sound, changes)
    if not mended:
        return None
    chance = min(Decimal(1), proposal.chance) * Decimal(_INEXACT) ** -closer
    change = ((fact, proposal.becomes),)
    return Cause(change, mended, proposal.slip, chance, reach, len(sound))


def _mended(
    broken: Iterable[Constraint], sound: Iterable[Constraint], changes: Mapping[str, Fact]
) -> tuple[tuple[Relation, ...], int]:
    """Return the relations that changes mend, none where they break one.

    The number says how much closer all relations agree: one that agrees without any
    rounding counts 1, one that hardly does −1.
    """
    told = [(one, retested(one.relation, changes)) for one in broken]
    mended = tuple(one.relation for one, status in told if status != "inconsistent")
    if not mended:
        return (), 0
    told += [(one, retested(one.relation, changes)) for one in sound]
    if any(status == "inconsistent" and not one.failed for one, status in told):
        return (), 0
    return mended, sum(_closeness(status) - _closeness(one.status) for one, status in told)


def _closeness(status: Status) -> int:
    return {"exact": 1, "unlikely_rounding": -1}.get(status, 0)


def _exchanges(net: Network, failing: Sequence[Constraint]) -> Iterator[Cause]:
    """Yield the pairs of neighbours that mend all that fails of both when they change places."""
    ids = sorted({id_ for constraint in failing for id_ in constraint.ids})
    taken: set[str] = set()
    for one, other in _adjacent([net.figures[id_] for id_ in ids]):
        changes = {one.id: _in_place_of(one, other), other.id: _in_place_of(other, one)}
        about = {c.place: c for id_ in changes for c in net.around(id_)}.values()
        broken = [c for c in about if c.failed]
        numbers = {one.id: other.number, other.id: one.number}
        if len(broken) < 2 or taken & {*changes}:
            continue
        if not all(fits(constraint, numbers, net.figures) for constraint in about):
            continue
        mended, _ = _mended(broken, [c for c in about if not c.failed], changes)
        if len(mended) == len(broken):
            taken |= {*changes}
            pairs = (one, changes[one.id]), (other, changes[other.id])
            yield Cause(pairs, mended, "swapped", Decimal(0))


def _in_place_of(fact: Fact, other: Fact) -> Fact:
    return replace(
        fact, value=other.value, raw=other.raw, decimals=other.decimals, precision=other.precision
    )


def _adjacent(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield neighbours of one kind with different figures: in a column, a row, or a sentence."""
    placed = {(f.span.table, f.span.row, f.span.col): f for f in facts if f.span.row is not None}
    for (table, row, column), fact in placed.items():
        for beside in ((table, (row or 0) + 1, column), (table, row, (column or 0) + 1)):
            if beside in placed and _exchangeable(fact, placed[beside]):
                yield fact, placed[beside]
    prose = sorted((f for f in facts if f.span.row is None), key=lambda f: f.span.start)
    for at, fact in enumerate(prose):
        near = (other for other in prose[at + 1 : at + 5] if _exchangeable(fact, other))
        yield from ((fact, other) for other in near)


def _exchangeable(one: Fact, other: Fact) -> bool:
    alike = one.kind == other.kind and one.uom == other.uom
    return alike and one.value is not None and other.value is not None and one.value != other.value


def _told_alike(net: Network, open_: frozenset[int], ids: Sequence[str]) -> Iterator[Cause]:
    """Yield a figure that is told alike in several places and wrong in all of them."""
    for id_ in ids:
        fact = net.figures[id_]
        same = _same_figure(net, fact)
        if len(same) < 2 or id_ != min(same & set(ids)):
            continue
        about = {c.place: c for one in same for c in net.around(one)}.values()
        broken = [c for c in about if c.place in open_ and len(c.ids & same) == 1]
        sound = [c for c in about if not c.failed and not c.ids <= same]
        outside = [c for c in sound if id_ in c.ids]
        for proposal, reach in _by_value(
            fact, net.usual_places(fact), [c for c in broken if id_ in c.ids], outside, ()
        ):
            changes = {one: _in_place_of(net.figures[one], proposal.becomes) for one in same}
            mended, _ = _mended(broken, sound, changes)
            if mended:
                pairs = tuple((net.figures[one], changes[one]) for one in sorted(same))
                yield Cause(pairs, mended, proposal.slip, proposal.chance, reach)
                break


def _same_figure(net: Network, fact: Fact) -> set[str]:
    """Return the ids of figures that relations hold equal to `fact`, itself among them."""
    same, new = {fact.id}, [fact.id]
    while new:
        for one in net.around(new.pop()):
            if not one.failed and is_equality(one.relation):
                new += one.ids - same
                same |= one.ids
    return same


def _neighbours(net: Network, fact: Fact) -> list[Fact]:
    """Return the figures printed above and before one, and the changes of its own concept."""
    above = (fact.span.table, (fact.span.row or 0) - 1, fact.span.col)
    near = []
    for constraint in net.around(fact.id):
        for id_ in constraint.ids - {fact.id}:
            other = net.figures[id_]
            at = (other.span.table, other.span.row, other.span.col)
            is_above = at == above and fact.span.row is not None
            if is_above or (other.measure == "change" and number_of(other)):
                near.append(other)
    return near
