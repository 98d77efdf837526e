"""Quantities that are no sums: an amount a head, a part by its share, a year before by its rate.

They are judged by their intervals like any other, but are no linear relation that the
diagnosis could solve; `judged` tells it the range of the stated figure at most.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from audit.compare import Quantity, agree, constant, of, percent, show
from audit.interval import EXACT, Interval
from audit.model import Fact, Outcome, Relation, Sum

_HUNDREDTH = Decimal("0.01")


def per(part: Quantity, count: Quantity, uom: str) -> Quantity | None:
    """Return an amount ÷ a count, shown in `uom`, or None where nothing is counted."""
    interval = part.interval.divide(count.interval)
    if not count.number or interval is None:
        return None
    return Quantity(
        EXACT.divide(part.number, count.number),
        interval,
        interval,
        0,
        f"{show(part)} ÷ {show(count)}",
        part.facts + count.facts,
        uom,
        2,
        Sum(),
    )


def part_of(whole: Quantity, share: Quantity) -> Quantity:
    """Return whole × share, a percentage from 0 up, as an amount in the whole's unit."""
    ends = [
        EXACT.multiply(one, other)
        for one in (whole.interval.lo, whole.interval.hi)
        for other in (share.interval.lo, share.interval.hi)
    ]
    interval = Interval(min(ends), max(ends)).scale(_HUNDREDTH)
    number = EXACT.multiply(EXACT.multiply(whole.number, share.number), _HUNDREDTH)
    return Quantity(
        number,
        interval,
        interval,
        0,
        f"{whole.expression} × {share.expression}",
        whole.facts + share.facts,
        whole.uom,
        whole.places,
        Sum(),
    )


def year_before(actual: Fact, rate: Fact) -> Quantity | None:
    """Return this year's amount ÷ (1 + rate), or None where the rate takes all away."""
    base = percent(of(actual), constant(100, "%") + of(rate))
    if base is None:
        return None
    sign = "−" if rate.number < 0 else "+"
    return Quantity(
        base.number,
        base.interval,
        base.interval,
        0,
        f"{actual.raw} ÷ (1 {sign} {rate.raw})",
        base.facts,
        "万元",
        actual.precision,
        Sum(),
    )


def judged(subject: str, *, stated: Quantity, computed: Quantity | None) -> Outcome:
    """Return whether a figure can be a quotient or a product of others.

    The relation of the outcome is the range of the stated figure, where it is one figure.
    """
    outcome = agree(subject, stated=stated, computed=computed)
    if computed is None:
        return outcome
    alone = stated.facts if len(stated.facts) == 1 and stated.sum.terms else ()
    lo, hi = computed.interval.lo, computed.interval.hi
    reach = tuple((f, lo - f.interval.radius, hi + f.interval.radius) for f in alone)
    return replace(outcome, relation=Relation(alone=reach) if reach else None)
