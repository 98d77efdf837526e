"""Chance that is the same everywhere: whole numbers from `random.Random`, no float in a figure.

A drawing is named by what it is for, so that a new drawing in one place changes no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from random import Random
from typing import TypeVar

T = TypeVar("T")
_EXACT = Context(prec=30)
_DICE, _SIDES = 12, 1_000  # the sum of twelve even chances is nearly normal, with deviation 1


def drawing(*name: object) -> Random:
    """Return the source of chance for one purpose: seed, and words that tell it from others."""
    return Random("/".join(map(str, name)))  # noqa: S311 - repeatable on purpose, no secret


def between(low: int, high: int, *name: object) -> int:
    """Return a whole number from `low` to `high`, both included."""
    return drawing(*name).randint(low, high)


def happens(percent: int, *name: object) -> bool:
    """Return whether something happens that does in `percent` of 100 cases."""
    return drawing(*name).randrange(100) < percent


def one_of(choices: Sequence[T], *name: object) -> T:
    """Return one of the choices."""
    return drawing(*name).choice(choices)


def varied(amount: int, low: int, high: int, *name: object) -> int:
    """Return an amount of fen times `low` to `high` per thousand, down to the odd fen."""
    return amount * between(low * 100, high * 100, *name) // 100_000


def log_normal(median: int, spread: str, *name: object) -> int:
    """Return a whole number around a median, `spread` being the deviation of its logarithm."""
    dice = drawing(*name)
    steps = sum(dice.randrange(_SIDES) for _ in range(_DICE)) - _DICE * (_SIDES - 1) // 2
    exponent = _EXACT.multiply(Decimal(spread), Decimal(steps) / _SIDES)
    return int(_EXACT.multiply(Decimal(median), _EXACT.exp(exponent)))
