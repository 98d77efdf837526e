"""What a person decided on a lead, as far as papers need to know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from audit.review.decisions import Review

Standing = Literal["lead", "explained", "finding", "dismissed"]
_STANDING: Mapping[str, Standing] = {
    "confirm": "finding",
    "dismiss": "dismissed",
    "explain": "explained",
}


class Decided(Protocol):
    """A decision: what was done, why, by whom and when (ISO 8601), what the unit answered.

    `action` is confirm, dismiss, explain, reopen or correct; `correction` is what a figure
    should print. Fields that do not apply are '' or None.
    """

    @property
    def action(self) -> str:
        """Return confirm, dismiss, explain, reopen or correct."""

    @property
    def reason(self) -> str | None:
        """Return why, in a person's words."""

    @property
    def name(self) -> str | None:
        """Return who decided."""

    @property
    def time(self) -> str | None:
        """Return when, in ISO 8601."""

    @property
    def answer(self) -> str | None:
        """Return what the unit said."""

    @property
    def correction(self) -> object:
        """Return what figures should print: words, a mapping, or records with label and value."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The decision in force on one lead, with the unit's answer and the correction proposed."""

    action: str
    reason: str = ""
    name: str = ""
    time: str = ""
    answer: str = ""
    correction: object = ()


def in_force(reviews: Mapping[str, Review]) -> dict[str, Entry]:
    """Return the decision in force on each lead that somebody decided, answered or corrected."""
    return {key: _entry(one) for key, one in reviews.items() if one.history}


def _entry(one: Review) -> Entry:
    told = one.decision or one.history[-1]
    return Entry(told.action, told.reason, told.name, told.time, one.answer, one.correction)


def standing(decided: Decided | None) -> Standing:
    """Return what a lead is now: only a confirmed one is a finding."""
    return "lead" if decided is None else _STANDING.get(decided.action, "lead")


def day(decided: Decided | None) -> str:
    """Return the day of a decision, '' where none is known."""
    return (decided.time or "")[:10] if decided else ""


def corrected(decided: Decided | None) -> str:
    """Return a proposed correction in words: `label → value` for each figure."""
    told = decided.correction if decided else None
    if isinstance(told, Mapping) and "value" not in told:
        return "；".join(f"{figure} → {value}" for figure, value in told.items())
    if isinstance(told, Iterable) and not isinstance(told, str | Mapping):
        return "；".join(map(_figure, told))
    return _figure(told) if told else ""


def _figure(told: object) -> str:
    """Return one figure of a correction; a record or a mapping has figure, label and value."""
    if isinstance(told, str):
        return told

    def part(name: str) -> str:
        found = told.get(name) if isinstance(told, Mapping) else getattr(told, name, None)
        return "" if found is None else str(found)

    return f"{part('label') or part('figure')} → {part('value')}"
