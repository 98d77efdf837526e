"""What clerks do to a figure: the slips by which one printed number became another.

A slip counts for more the rarer chance brings it about: among all numbers of five digits
hardly any is another with two digits exchanged, among those of one digit every one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations

from audit.interval import EXACT, Interval
from audit.model import YUAN, Direction, Fact, Message
from audit.network import number_of

_MOST = 60  # values in reach that are all looked at
_ENDLESS = Decimal(1_000_000_000_000)  # steps beyond which a range has no end
_DIGITS = "0123456789"
_ZERO = Decimal(0)
_OTHER_UNITS = ("元", "万元")
_HUNDRED = Decimal(100)

SLIPS = {
    "direction": Message("增减方向写反", "the direction is reversed"),
    "unit": Message("计量单位写错", "another unit of amount"),
    "complement": Message("写成了与100%互补的数", "the complement to 100 %"),
    "point": Message("小数点错位", "the decimal point has moved"),
    "swapped": Message("两数互换", "two figures are exchanged"),
    "copied": Message("与相邻的数相同，像是照抄", "a neighbour's figure, as if copied"),
    "last_year": Message("与上年数相同，像是没有更新", "last year's figure, as if left"),
    "transposed": Message("数字颠倒", "two digits are exchanged"),
    "dropped": Message("漏写一位数字", "a digit is missing"),
    "doubled": Message("多写一位数字", "a digit too many"),
    "one_digit": Message("一位数字写错", "one digit differs"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a figure should print, the slip that may have been made, and the odds.

    `chance` (0 to 1) is how likely numbers at random would look as much like a slip.
    """

    becomes: Fact
    slip: str
    chance: Decimal


def proposals(
    fact: Fact, wanted: Interval, around: Iterable[Fact] = (), places: int | None = None
) -> list[Proposal]:
    """Return what `fact` may have to print so that its number lies in `wanted`, likeliest first.

    `around` are the figures printed next to it, `places` the decimals that it should have,
    its own unless told. Nothing where no value can be named.
    """
    if fact.value is None:
        return _amounts_for_a_word(fact, wanted)
    right = fact if places is None else replace(fact, precision=places)
    found = [*_other_unit(fact, wanted), *_in_reach(right, wanted, tuple(around))]
    middle = (wanted.lo + wanted.hi) / 2
    found.sort(key=lambda one: (one.chance, abs(number_of(one.becomes) - middle)))
    return found


def reversed_direction(fact: Fact) -> Proposal | None:
    """Return the figure with 减少 for 增加 or the reverse, None where it has no direction."""
    other = {"increase": "decrease", "decrease": "increase"}.get(fact.direction or "")
    if other is None or not fact.value:
        return None
    turned = replace(fact, direction="increase" if other == "increase" else "decrease")
    return Proposal(turned, "direction", _odds(1, Decimal(1), fact.value, fact.precision))


def printed_as(fact: Fact, value: Decimal, uom: str | None = None) -> Fact:
    """Return a figure with another value (without sign), to the digits it is good for."""
    unit = fact.uom if uom is None else uom
    return replace(fact, value=value, uom=unit, raw=f"{value:f}", decimals=fact.precision)


def slip_between(printed: str, right: str) -> str:
    """Return the slip that turns `right` into `printed`, '' where no single one does."""
    old, new = printed.replace(".", ""), right.replace(".", "")
    if old == new or old.strip("0") == new.strip("0"):
        return "point"
    longer = len(new) - len(old)
    if longer:
        short, long, slip = (old, new, "dropped") if longer > 0 else (new, old, "doubled")
        return slip if abs(longer) == 1 and _lacks_one(short, long) else ""
    differ = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if len(differ) == 1:
        return "one_digit"
    crossed = len(differ) == 2 and all(old[a] == new[b] for a, b in (differ, differ[::-1]))
    return "transposed" if crossed else ""


def _lacks_one(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _amounts_for_a_word(claim: Fact, wanted: Interval) -> list[Proposal]:
    """Return the change that should stand where 持平 is printed, where it is known."""
    if wanted.radius > YUAN["万元"]:
        return []
    middle = (wanted.lo + wanted.hi) / 2
    value = (abs(middle) / YUAN["万元"]).quantize(Decimal("0.01"))
    becomes = replace(
        claim, kind="amount", value=value, uom="万元", raw=f"{value}万元", decimals=2, precision=2,
        direction="decrease" if middle < 0 else "increase",
    )  # fmt: skip
    return [Proposal(becomes, "", Decimal(1))] if value else []


def _other_unit(fact: Fact, wanted: Interval) -> Iterator[Proposal]:
    for uom in _OTHER_UNITS if fact.uom in _OTHER_UNITS else ():
        becomes = replace(fact, uom=uom)
        if uom != fact.uom and becomes.number in wanted and fact.value is not None:
            # a figure of either unit has the same digits: only the unit itself can differ
            yield Proposal(becomes, "unit", _odds(1, Decimal(1), fact.value, fact.precision))


def _in_reach(fact: Fact, wanted: Interval, around: tuple[Fact, ...]) -> Iterator[Proposal]:
    count, values = _candidates(fact, wanted)
    copied = _same_as_another(fact, around)
    last_year = _left_from_last_year(fact, around)
    old = _text(abs(fact.value or _ZERO), fact.precision)
    for value in values:
        becomes = printed_as(fact, abs(value))
        if (value < 0) != (fact.direction == "decrease") and value:
            becomes = replace(becomes, direction=_direction(fact, value))
        slip = slip_between(old, _text(abs(value), fact.precision))
        if fact.kind == "percent" and abs(value) + (fact.value or 0) == _HUNDRED:
            slip = "complement"
        elif last_year is not None and number_of(becomes) == last_year:
            slip = "last_year"
        elif not slip and copied:
            slip = "copied"
        yield Proposal(becomes, slip, _chance(slip, count, fact))


def _candidates(fact: Fact, wanted: Interval) -> tuple[Decimal, list[Decimal]]:
    """Return how many values a figure can print within `wanted`, and those worth a look.

    All of them where they are few; else those that one slip leads to, and the middle.
    """
    factor, step = YUAN.get(fact.uom, Decimal(1)), Decimal(1).scaleb(-fact.precision)
    lo = (EXACT.divide(wanted.lo, factor) / step).to_integral_value(ROUND_CEILING)
    hi = (EXACT.divide(wanted.hi, factor) / step).to_integral_value(ROUND_FLOOR)
    count = max(hi - lo + 1, _ZERO)
    if count <= _MOST:
        return count, [(lo + at) * step for at in range(int(count))]
    if count > _ENDLESS:
        return count, _nearest_end(fact, lo, hi, step)
    sign = -1 if fact.direction == "decrease" else 1
    near = [sign * value for value in _one_slip_away(abs(fact.value or _ZERO), fact.precision)]
    values = [value for value in near if lo * step <= value <= hi * step]
    return count, [*values, ((lo + hi) / 2).to_integral_value(ROUND_FLOOR) * step]


def _nearest_end(fact: Fact, lo: Decimal, hi: Decimal, step: Decimal) -> list[Decimal]:
    """Return the end of a range that is open on the other side: a target just reached.

    `lo` and `hi` count steps. The rounding of two amounts is not used up to the last.
    """
    spare = 1 if fact.kind in ("amount", "percent") else 0
    if hi > _ENDLESS and lo > -_ENDLESS:
        return [(lo + spare) * step]
    return [(hi - spare) * step] if lo < -_ENDLESS and hi < _ENDLESS else []


def _one_slip_away(value: Decimal, precision: int) -> list[Decimal]:
    """Return the values from which one slip with digits or the point leads to `value`."""
    old = _text(value, precision).replace(".", "")
    digits = range(len(old))
    made = {old[:at] + old[at + 1 :] for at in digits if len(old) > 1}
    made |= {old[:at] + d + old[at:] for at in (*digits, len(old)) for d in _DIGITS}
    made |= {old[:at] + d + old[at + 1 :] for at in digits for d in _DIGITS}
    for a, b in combinations(digits, 2):
        made.add(old[:a] + old[b] + old[a + 1 : b] + old[a] + old[b + 1 :])
    moved = [value.scaleb(shift) for shift in (-2, -1, 1, 2)]
    moved = [one for one in moved if one == one.quantize(Decimal(1).scaleb(-precision))]
    found = {Decimal(text).scaleb(-precision) for text in made}
    return sorted((found | {*moved}) - {value})


def _direction(fact: Fact, value: Decimal) -> Direction | None:
    if fact.direction is None:
        return None
    return "decrease" if value < 0 else "increase"


def _text(value: Decimal, precision: int) -> str:
    """Return the digits of a value, with zeros up to `precision` decimals, none cut off."""
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and -exponent < precision
    return f"{value.quantize(Decimal(1).scaleb(-precision)) if short else value:f}"


def _same_as_another(fact: Fact, around: tuple[Fact, ...]) -> bool:
    return any(
        other.value == fact.value and other.kind == fact.kind and fact.value for other in around
    )


def _left_from_last_year(fact: Fact, around: tuple[Fact, ...]) -> Decimal | None:
    """Return what this year's figure is when the printed one is last year's, from its change."""
    if fact.measure != "actual":
        return None
    about = (fact.concept, fact.scope)
    changes = [f for f in around if f.measure == "change" and (f.concept, f.scope) == about]
    return fact.number + changes[0].number if changes and changes[0].value else None


def _chance(slip: str, values: Decimal, fact: Fact) -> Decimal:
    """Return how likely one of `values` numbers at random looks like such a slip."""
    if not slip or fact.value is None:
        return Decimal(1)
    digits = len(_text(abs(fact.value), fact.precision).replace(".", "").lstrip("0")) or 1
    ways = {
        "point": 4,
        "copied": 2,
        "transposed": digits * digits // 2,
        "dropped": 10 * (digits + 1),
        "doubled": digits,
        "one_digit": 9 * digits,
    }.get(slip, 1)
    return _odds(ways, values, fact.value, fact.precision)


def _odds(ways: int, values: Decimal, value: Decimal, precision: int) -> Decimal:
    digits = len(_text(abs(value), precision).replace(".", "").lstrip("0")) or 1
    return min(Decimal(1), (ways * values).scaleb(-digits))
