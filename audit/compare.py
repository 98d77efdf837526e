"""The verbs of the checks: quantities that remember their figures, and agreement.

A check says `agree("支出合计", stated=of(total), computed=add(parts))`; residual,
allowance, status, the sum with its numbers and the sentence in both languages are
made here, in one place.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from types import MappingProxyType

from audit.interval import EXACT, Agreement, Interval, agreement
from audit.model import YUAN, Fact, Message, Outcome, Relation, Severity, Span, Status, Sum
from audit.network import changed, number_of, obeys

_BUDGETS = ("initial_budget", "adjusted_budget")
_TAKEN_AS_EXACT = (
    "预算印为整数，按精确值计算，把握较低",
    "the budget is a whole number and is taken as exact",
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, or a sum or quotient of figures, with what it can stand for.

    Amounts are in yuan inside and shown in `uom`; `terms` counts rounded figures. A
    `quotient` is hardly ever exact: it agrees exactly when it prints the same. `sum` says
    how the figures are added, of a quotient those above the line; `over` those below it.
    """

    number: Decimal
    interval: Interval
    printed: Interval
    terms: int
    expression: str
    facts: tuple[Fact, ...]
    uom: str
    places: int
    sum: Sum
    over: Sum | None = None

    @property
    def quotient(self) -> bool:
        """Return whether it is a part of a whole in per cent."""
        return self.over is not None

    def __add__(self, other: Quantity) -> Quantity:
        return _join(self, other, 1)

    def __sub__(self, other: Quantity) -> Quantity:
        return _join(self, other, -1)


@lru_cache(maxsize=4096)
def of(fact: Fact) -> Quantity:
    """Return one printed figure as a quantity; remembered, since many relations share it."""
    shown = fact.uom if fact.uom in YUAN else ("%" if fact.kind == "percent" else fact.uom)
    interval = fact.interval
    as_printed = interval if fact.decimals >= fact.precision else fact.printed_interval
    return Quantity(
        fact.number,
        interval,
        as_printed,
        int(interval.lo < interval.hi),
        _figure(fact),
        (fact,),
        shown,
        fact.precision,
        Sum(((1, fact),)),
    )


def constant(value: Decimal | int, uom: str = "") -> Quantity:
    """Return an exact number that no one printed, such as 100 %; `uom` 万元 counts in 万元."""
    number = Decimal(value) * YUAN.get(uom, Decimal(1))
    point = Interval.exact(number)
    return Quantity(number, point, point, 0, str(value), (), uom, 0, Sum((), number))


def unchanged(claim: Fact) -> Quantity:
    """Return the zero that 持平 or 无增减 stands for, with its place."""
    zero = constant(0, "万元")
    told = Sum(((1, claim),))
    return replace(zero, expression="0", facts=(claim,), places=2, sum=told)


def base_of(fact: Fact, claim: Fact) -> Quantity:
    """Return the figure that `fact` is called 持平 with: the same number, by that word."""
    same = Sum(((1, fact), (-1, claim)))
    return replace(of(fact), facts=(fact, claim), sum=same)


def add(parts: Iterable[Fact]) -> Quantity | None:
    """Return the sum of figures, or None when there are none."""
    total: Quantity | None = None
    for part in parts:
        total = of(part) if total is None else total + of(part)
    return total


def percent(part: Quantity, whole: Quantity) -> Quantity | None:
    """Return part ÷ whole × 100 as a percentage, or None when `whole` may be zero."""
    interval = part.interval.divide(whole.interval)
    if whole.number == 0 or interval is None:
        return None
    rounded, printed = interval.scale(100), part.printed.divide(whole.printed)
    same = part.printed is part.interval and whole.printed is whole.interval
    return Quantity(
        EXACT.divide(part.number * 100, whole.number),
        rounded,
        rounded if same or printed is None else printed.scale(100),
        part.terms + whole.terms,
        f"{_wrapped(part)} ÷ {_wrapped(whole)} × 100%",
        part.facts + whole.facts,
        "%",
        2,
        part.sum,
        whole.sum,
    )


def agree(
    subject: str,
    *,
    stated: Quantity,
    computed: Quantity | None,
    severity: Severity | None = None,
    quotes: tuple[Span, ...] = (),
    strict: bool = False,
) -> Outcome:
    """Return whether a stated figure and a computed one can be the same number.

    `strict` is for one fact told twice: printed alike, in one unit, the two must be equal.

    `computed` None gives `not_applicable` (a divisor is zero). A percentage that was
    cut off instead of rounded, and a figure that fits only with its printed digits,
    are `unlikely_rounding`.
    """
    if computed is None:
        return skip(subject, "除数为零，无法重算", "the divisor is zero", stated.facts)
    residual = EXACT.subtract(stated.number, computed.number)
    status, whole = _verdict(stated, computed, strict=strict)
    if whole and status == "inconsistent":
        severity = "warning"
    allowance = _allowance(residual, stated, computed)
    redone = _redone(computed, stated.uom)
    printed = _as_printed(stated)
    message = _agreement_message(subject, status, redone, printed)
    return Outcome(
        subject=subject,
        status=status,
        message=noted(message, *_TAKEN_AS_EXACT) if whole else message,
        facts=_once(stated.facts + computed.facts),
        expected=_shown(computed.number, stated.uom, _places(stated, computed)),
        actual=_shown(stated.number, stated.uom, stated.places),
        residual=_shown(residual, stated.uom, _places(stated, computed)),
        allowance=_shown(allowance, stated.uom, _places(stated, computed) + 1),
        uom=stated.uom,
        formula=f"{redone.zh}，印列 {printed}",
        severity=severity,
        quotes=quotes,
        relation=Relation(stated.sum, computed.sum, computed.over, strict=strict),
    )


def _as_printed(stated: Quantity) -> str:
    """Return a stated figure with the decimals that are printed: 0.3 stays 0.3."""
    alone = stated.facts[0] if len(stated.facts) == 1 else None
    short = alone is not None and alone.value is not None and alone.decimals < stated.places
    return show(replace(stated, places=alone.decimals) if short and alone else stated)


def _redone(computed: Quantity, uom: str) -> Message:
    """Return the sum with its numbers, or the one figure that stands beside the stated one."""
    shown = show(computed, uom)
    if len(computed.facts) == 1 and not computed.quotient and computed.uom == uom:
        return Message(f"另一处 {shown}", f"elsewhere {shown}")
    return Message(*[f"{computed.expression} = {shown}"] * 2)


def skip(subject: str, zh: str, en: str, facts: tuple[Fact, ...] = ()) -> Outcome:
    """Return an outcome that says why a relation could not be tested; never a pass."""
    return Outcome(
        subject, "not_applicable", Message(f"未能检查：{zh}", f"not checked: {en}"), facts
    )


def passed(subject: str, zh: str, en: str, facts: tuple[Fact, ...] = ()) -> Outcome:
    """Return the outcome of a condition that holds."""
    return Outcome(subject, "exact", Message(zh, en), facts)


def bounded(outcome: Outcome, part: Quantity, whole: Quantity) -> Outcome:
    """Return an outcome that knows what it tested: that `part` is at most `whole`."""
    return replace(outcome, relation=Relation(part.sum, whole.sum, sign="≤"))


def retested(relation: Relation, changes: Mapping[str, Fact]) -> Status:
    """Return how a relation agrees once the figures with these ids print something else."""
    if relation.alone:
        numbers = {id_: number_of(fact) for id_, fact in changes.items()}
        return "exact" if obeys(relation, numbers) else "inconsistent"
    stated, computed = summed(relation.stated, changes), summed(relation.computed, changes)
    if relation.sign == "≤":
        return "exact" if stated.interval.lo <= computed.interval.hi else "inconsistent"
    if relation.over is not None:
        quotient = percent(computed, summed(relation.over, changes))
        if quotient is None:
            return "inconsistent"
        computed = quotient
    return _verdict(stated, computed, strict=relation.strict)[0]


def summed(sum_: Sum, changes: Mapping[str, Fact] = MappingProxyType({})) -> Quantity:
    """Return one side of a relation, the figures with the ids of `changes` put in."""
    total = constant(sum_.constant)
    for weight, fact in sum_.terms:
        told = changed(fact, changes[fact.id]) if fact.id in changes else fact
        quantity = unchanged(told) if told.value is None else of(told)
        total = total + quantity if weight > 0 else total - quantity
    return total


def show(quantity: Quantity, uom: str | None = None) -> str:
    """Return the number with its unit, e.g. `674.37 万元`; `uom` shows it in another unit."""
    unit = quantity.uom if uom is None else uom
    value = _shown(quantity.number, unit, quantity.places)
    return f"{value:f}{'%' if unit == '%' else ' ' + unit if unit else ''}"


def _verdict(stated: Quantity, computed: Quantity, *, strict: bool) -> tuple[Status, bool]:
    """Return how two quantities agree, and whether only budgets in whole numbers let them."""
    residual = EXACT.subtract(stated.number, computed.number)
    status: Status = _status(residual, stated, computed)
    whole = status == "unlikely_rounding" and _only_whole_budgets_are_loose(stated, computed)
    if whole and not _cut_off(stated, computed):
        status = "inconsistent"
    alike = (stated.places, stated.uom) == (computed.places, computed.uom)
    if strict and residual and len(computed.facts) == 1 and alike:
        status = "inconsistent"
    return status, whole


def _status(residual: Decimal, stated: Quantity, computed: Quantity) -> Agreement:
    if computed.quotient:
        step = Decimal("0.5").scaleb(-stated.places)
        found: Agreement = "exact" if abs(residual) <= step else "rounding"
        if (found == "rounding" or _is_cut(stated)) and not computed.interval.meet(stated.interval):
            found = "inconsistent"
    else:
        terms = stated.terms + computed.terms
        found = agreement(residual, computed.interval, stated.interval, terms)
    if found == "inconsistent" and (
        _cut_off(stated, computed) or _fits_as_printed(stated, computed)
    ):
        return "unlikely_rounding"
    return found


def _allowance(residual: Decimal, stated: Quantity, computed: Quantity) -> Decimal:
    """Return how large a residual can be: to its own side only where digits are cut off."""
    if not (_is_cut(stated) or _is_cut(computed)):
        return EXACT.add(computed.interval.radius, stated.interval.radius)
    high, low = (computed, stated) if residual > 0 else (stated, computed)
    up = EXACT.subtract(high.interval.hi, high.number)
    return EXACT.add(up, EXACT.subtract(low.number, low.interval.lo))


def _is_cut(quantity: Quantity) -> bool:
    return any(fact.cut for fact in quantity.facts)


def _cut_off(stated: Quantity, computed: Quantity) -> bool:
    """Return whether the stated percentage is the computed one without rounding up."""
    if stated.uom != "%" or len(stated.facts) != 1:
        return False
    cut = Interval.truncated(stated.number, stated.facts[0].decimals)
    return computed.interval.meet(cut) is not None


def _fits_as_printed(stated: Quantity, computed: Quantity) -> bool:
    return computed.printed.meet(stated.printed) is not None


def noted(message: Message, zh: str, en: str) -> Message:
    """Return a message with a remark at its end."""
    return Message(f"{message.zh}（{zh}）", f"{message.en} ({en})")


def _only_whole_budgets_are_loose(stated: Quantity, computed: Quantity) -> bool:
    """Return whether only budgets printed as whole numbers let the two agree.

    A budget of 3万元 beside 1.71万元 is hardly a rounded one; taken as exact, the two differ.
    """
    facts = _once(stated.facts + computed.facts)
    loose = [fact for fact in facts if fact.decimals < fact.precision]
    budgets = all(not f.decimals and f.measure in _BUDGETS for f in loose)
    return bool(loose) and budgets and any(f.decimals for f in facts if f.kind == "amount")


def _agreement_message(subject: str, status: Status, redone: Message, printed: str) -> Message:
    if status == "exact":
        return Message(f"{subject}：{redone.zh}，一致", f"{subject}: {redone.en}, agrees")
    if status == "rounding":
        zh, en = "差额在舍入范围内", "the difference is within rounding"
    elif status == "unlikely_rounding":
        zh, en = (
            "差额勉强可由舍入或截断解释",
            "rounding or truncation could just explain the difference",
        )
    else:
        zh, en = "两者不一致，舍入不能解释", "the two differ by more than rounding allows"
    return Message(
        f"{subject}：{redone.zh}，印列 {printed}，{zh}",
        f"{subject}: {redone.en}, printed {printed}; {en}",
    )


def _join(left: Quantity, right: Quantity, sign: int) -> Quantity:
    join = operator.add if sign > 0 else operator.sub
    interval = join(left.interval, right.interval)
    same = left.printed is left.interval and right.printed is right.interval
    return Quantity(
        (EXACT.add if sign > 0 else EXACT.subtract)(left.number, right.number),
        interval,
        interval if same else join(left.printed, right.printed),
        left.terms + right.terms,
        _joined(left, right, sign),
        left.facts + right.facts,
        left.uom or right.uom,
        max(left.places, right.places),
        _added(left.sum, right.sum, sign),
    )


def _added(left: Sum, right: Sum, sign: int) -> Sum:
    terms = right.terms if sign > 0 else tuple((-weight, fact) for weight, fact in right.terms)
    constant_ = right.constant * sign
    return Sum(left.terms + terms, EXACT.add(left.constant, constant_))


def _joined(left: Quantity, right: Quantity, sign: int) -> str:
    """Return the sum in words; minus a decrease reads better as plus."""
    plus, text = sign > 0, right.expression if sign > 0 else _wrapped(right)
    if right.number < 0 and len(right.facts) == 1:
        plus, text = not plus, right.expression.strip("()").lstrip("-")
    return f"{left.expression} {'+' if plus else '−'} {text}"


def _wrapped(quantity: Quantity) -> str:
    compound = " + " in quantity.expression or " − " in quantity.expression
    return f"({quantity.expression})" if compound else quantity.expression


def _figure(fact: Fact) -> str:
    number = fact.number / YUAN.get(fact.uom, Decimal(1))
    unit = "%" if fact.kind == "percent" else fact.uom if fact.uom == "元" else ""
    text = f"{number:f}{unit}"
    return f"({text})" if number < 0 else text


def _shown(number: Decimal, uom: str, places: int) -> Decimal:
    scaled = EXACT.divide(number, YUAN.get(uom, Decimal(1)))
    return scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT) + 0  # never −0.00


def _places(stated: Quantity, computed: Quantity) -> int:
    return max(stated.places, computed.places)


def _once(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple({fact.id: fact for fact in facts}.values())
