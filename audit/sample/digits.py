"""Slips of the pen in printed digits: what a clerk may have typed instead of a number.

Each slip takes the digits as printed (`11,277.06`) and gives others in the same form, or
nothing where it cannot be made: never the same value, never a number printed as no one
prints it (05, 1.), never the last digit one more or less, which rounding may hide.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise

_PRINTED = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_READABLE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_DIGITS = "0123456789"
_MANY_DECIMALS = 4  # no one prints more by mistake

Slip = Callable[[str, random.Random], str]


def is_readable(printed: str) -> bool:
    """Return whether digits are ASCII ones in one piece, so that a slip can be made in them."""
    return _READABLE.fullmatch(printed) is not None


def value_of(printed: str) -> Decimal:
    """Return printed digits as a number; raises decimal.InvalidOperation for other text."""
    return Decimal(printed.replace(",", ""))


def slipped(printed: str, chance: random.Random) -> tuple[str, str] | None:
    """Return the name of a slip and what is printed then, or None where none can be made."""
    names = list(SLIPS)
    chance.shuffle(names)
    for name in names:
        found = _made(printed, SLIPS[name], chance)
        if found:
            return name, found
    return None


def _made(printed: str, slip: Slip, chance: random.Random) -> str:
    """Return what a slip prints, or '' where it gives nothing of use."""
    bare = printed.replace(",", "")
    for _ in range(4):  # another place may do where the first did not
        found = slip(bare, chance)
        if _is_of_use(bare, found):
            return _grouped(found) if "," in printed else found
    return ""


def _is_of_use(bare: str, found: str) -> bool:
    """Return whether a slip prints another number, as numbers are printed, and no small change."""
    if not _PRINTED.fullmatch(found) or Decimal(found) == Decimal(bare):
        return False
    return not is_small(bare, found) and decimals(found) <= _MANY_DECIMALS


def is_small(before: str, after: str) -> bool:
    """Return whether two printings differ by one in the last digit only."""
    step = Decimal(1).scaleb(-decimals(before))
    return decimals(before) == decimals(after) and abs(value_of(after) - value_of(before)) <= step


def decimals(printed: str) -> int:
    """Return how many digits stand behind the point."""
    return len(printed.partition(".")[2])


def _digit(bare: str, chance: random.Random) -> str:
    at = chance.choice([at for at, char in enumerate(bare) if char != "."])
    other = chance.choice([digit for digit in _DIGITS if digit != bare[at]])
    return bare[:at] + other + bare[at + 1 :]


def _dropped(bare: str, chance: random.Random) -> str:
    at = chance.choice([at for at, char in enumerate(bare) if char != "."])
    return bare[:at] + bare[at + 1 :]


def _doubled(bare: str, chance: random.Random) -> str:
    at = chance.choice([at for at, char in enumerate(bare) if char != "."])
    return bare[: at + 1] + bare[at:]


def _transposed(bare: str, chance: random.Random) -> str:
    places = [at for at, char in enumerate(bare) if char != "."]
    pairs = [(a, b) for a, b in pairwise(places) if bare[a] != bare[b]]
    if not pairs:
        return ""
    a, b = chance.choice(pairs)
    return bare[:a] + bare[b] + bare[a + 1 : b] + bare[a] + bare[b + 1 :]


def _point(bare: str, chance: random.Random) -> str:
    whole, _, rest = bare.partition(".")
    left = f"{whole[:-1] or '0'}.{whole[-1]}{rest}"
    right = f"{(whole + rest[:1]).lstrip('0') or '0'}.{rest[1:]}".rstrip(".") if rest else left
    return chance.choice((left, right))


SLIPS: dict[str, Slip] = {
    "digit": _digit,
    "dropped": _dropped,
    "doubled": _doubled,
    "transposed": _transposed,
    "point": _point,
}


def complement(printed: str) -> str:
    """Return 57 for 43, in as many decimals, or '' where there is no other share."""
    rest = 100 - value_of(printed)
    return f"{rest:f}" if rest > 0 and rest != value_of(printed) else ""


def nudged(printed: str, chance: random.Random) -> str:
    """Return the number with its last digit one more or less, or '' for nought."""
    step = Decimal(1).scaleb(-decimals(printed))
    value = value_of(printed)
    ways = [way for way in (value - step, value + step) if way > 0]
    return like(printed, chance.choice(ways)) if value and ways else ""


def cut_off(printed: str) -> str:
    """Return the number without its last decimal, where rounding would print another digit."""
    places = decimals(printed)
    if not places:
        return ""
    step = Decimal(1).scaleb(1 - places)
    value = value_of(printed)
    cut, rounded = value.quantize(step, ROUND_DOWN), value.quantize(step, ROUND_HALF_UP)
    return like(printed, cut, places - 1) if cut != rounded else ""


def scaled(printed: str, power: int) -> str:
    """Return the number times ten to a power, without noughts at its end, or '' for nought."""
    value = value_of(printed)
    if not value:
        return ""
    moved = value.scaleb(power).normalize()
    return like(printed, moved, max(0, -int(moved.as_tuple().exponent)))


def like(printed: str, value: Decimal, places: int | None = None) -> str:
    """Return a value printed as a number is: as many decimals, commas where it has them."""
    step = Decimal(1).scaleb(-(decimals(printed) if places is None else places))
    bare = f"{value.quantize(step, ROUND_HALF_UP):f}"
    return _grouped(bare) if "," in printed else bare


def _grouped(bare: str) -> str:
    whole, point, rest = bare.partition(".")
    return f"{int(whole):,}{point}{rest}"


def all_slips(printed: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield each slip that can be made in a number with what is printed then."""
    for name, slip in SLIPS.items():
        found = _made(printed, slip, chance)
        if found:
            yield name, found
