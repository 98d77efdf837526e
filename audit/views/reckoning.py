"""A relation as a table to redo by hand: weight, item, figure, least, greatest, place.

`calculation` gathers it from the figures themselves; `calculation_html` shows it. A row
whose `anchor` is known can be linked to its place in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from audit.compare import Quantity, percent, show, summed
from audit.interval import EXACT, Interval
from audit.model import YUAN, Fact, Lead, Outcome, Relation, Sum
from audit.views import numbers
from audit.views.labels import say
from audit.views.passages import place, row_of
from audit.views.words import MEASURE, Language, named

PLUS, MINUS, EQUAL, OVER = "＋", "－", "＝", "÷"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a calculation; `anchor` is the figure's offset, None for a result."""

    weight: str
    item: str
    figure: str
    least: str
    greatest: str
    place: str
    anchor: int | None = None
    kind: str = "part"


Link = Callable[[Row], Markup]


def calculation(outcome: Outcome, language: Language) -> tuple[Row, ...]:
    """Return the lines: figures put together, what comes out, what is stated.

    Empty where words were judged and nothing was reckoned.
    """
    relation = outcome.relation
    if relation is None:
        return ()
    if relation.alone:
        return tuple(_alone(*rule, language) for rule in relation.alone)
    uom = outcome.uom
    parts = [*_rows(relation.computed, uom, language)]
    if relation.over is not None:
        parts += _rows(relation.over, uom, language, divisor=True)
    stated = [*_rows(relation.stated, uom, language, first=relation.sign.replace("=", EQUAL))]
    total = _total(relation, outcome, language)
    return (*parts, *total, *(_as_stated(row, language) for row in stated))


def lead_rows(lead: Lead, language: Language) -> tuple[Row, ...]:
    """Return the lines of a lead's relation, then its other rounded figures, without a weight.

    There are none where words were judged.
    """
    outcome = lead.outcome
    if outcome.relation is None and outcome.residual is None:
        return ()
    told = calculation(outcome, language)
    known = {row.anchor for row in told}
    beside = (f for f in lead.facts if f.span.start not in known and numbers.bounds(f))
    return (*told, *(_of_fact("", fact, language) for fact in beside))


def calculation_html(outcome: Outcome, language: Language, link: Link | None = None) -> Markup:
    """Return the table, or nothing where nothing was reckoned; `link` shows a row's place."""
    rows = calculation(outcome, language)
    if not rows:
        return Markup("")
    heads = ("weight", "item", "figure", "least", "greatest", "place")
    head = Markup("").join(
        Markup("<th{}>{}</th>").format(_css(key), say(key, language)) for key in heads
    )
    body = Markup("\n").join(_row_html(row, link or _plain) for row in rows)
    return Markup(
        '<div class="scroll"><table class="calculation"><thead><tr>{}</tr></thead>'
        "<tbody>\n{}\n</tbody></table></div>"
    ).format(head, body)


def _css(key: str) -> Markup:
    right = key in ("figure", "least", "greatest")
    return Markup(' class="n"') if right else Markup("")


def _rows(
    sum_: Sum, uom: str, language: Language, *, divisor: bool = False, first: str = ""
) -> Iterator[Row]:
    """Yield the figures of one side; the first may carry another sign than plus."""
    if sum_.constant:
        shown = numbers.plain(sum_.constant / YUAN.get(uom, Decimal(1)))
        yield Row(PLUS, say("number", language), numbers.with_uom(shown, uom), "", "", "")
    for at, (weight, fact) in enumerate(sum_.terms):
        sign = PLUS if weight > 0 else MINUS
        if at == 0 and (divisor or first):
            sign = OVER if divisor else first
        yield _of_fact(sign, fact, language)


def _of_fact(sign: str, fact: Fact, language: Language) -> Row:
    measure = "" if fact.measure == "actual" else f" · {named(MEASURE, fact.measure, language)}"
    least, greatest = _bounds(fact)
    where = f"{place(fact.span, language)} {row_of(fact.span, language)}".strip()
    printed = fact.raw if fact.value is None else printed_number(fact)
    return Row(sign, f"{fact.label}{measure}", printed, least, greatest, where, fact.span.start)


def printed_number(fact: Fact) -> str:
    """Return a figure's digits with its unit, a decrease with its sign."""
    if fact.value is None:
        return fact.raw
    value = -fact.value if fact.direction == "decrease" else fact.value
    return numbers.with_uom(numbers.shown(value), fact.uom)


def _bounds(fact: Fact) -> tuple[str, str]:
    """Return what a figure can stand for; one that is not rounded stands for itself."""
    return numbers.bounds(fact) or (numbers.shown(fact.value),) * 2


def _total(relation: Relation, outcome: Outcome, language: Language) -> Iterator[Row]:
    """Yield what comes out, where more than one figure was put together."""
    quantity: Quantity | None = summed(relation.computed)
    if relation.over is not None and quantity is not None:
        quantity = percent(quantity, summed(relation.over))
    if quantity is None:
        return
    alone = len(relation.computed.terms) == 1 and relation.over is None
    if alone and not relation.computed.constant:
        return
    uom = outcome.uom or quantity.uom
    least, greatest = _reach(quantity.interval, uom, quantity.places)
    told = show(quantity, uom)
    yield Row(EQUAL, say("recomputed", language), told, least, greatest, "", kind="total")


def _reach(interval: Interval, uom: str, places: int) -> tuple[str, str]:
    step = Decimal(1).scaleb(-places - 1)
    ends = (EXACT.divide(end, YUAN.get(uom, Decimal(1))) for end in (interval.lo, interval.hi))
    least, greatest = (numbers.shown(end.quantize(step, ROUND_HALF_UP, EXACT)) for end in ends)
    return least, greatest


def _as_stated(row: Row, language: Language) -> Row:
    item = f"{say('stated', language)} · {row.item}"
    return Row(
        row.weight, item, row.figure, row.least, row.greatest, row.place, row.anchor, "stated"
    )


def _alone(fact: Fact, lo: Decimal, hi: Decimal, language: Language) -> Row:
    row = _of_fact("", fact, language)
    least, greatest = _reach(Interval(lo, hi), fact.uom, fact.precision)
    item = f"{row.item} · {say('must_lie', language)}"
    return Row("", item, row.figure, least, greatest, row.place, row.anchor, "stated")


def _row_html(row: Row, link: Link) -> Markup:
    return Markup(
        '<tr class="{}"><td>{}</td><td>{}</td><td class="n">{}</td><td class="n">{}</td>'
        '<td class="n">{}</td><td>{}</td></tr>'
    ).format(row.kind, row.weight, row.item, row.figure, row.least, row.greatest, link(row))


def _plain(row: Row) -> Markup:
    return Markup("{}").format(row.place)
