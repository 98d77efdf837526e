"""What a person decided on a lead, as far as papers need to know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

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
        """Return what a figure should print, as words or as a mapping of figure to value."""


def standing(decided: Decided | None) -> Standing:
    """Return what a lead is now: only a confirmed one is a finding."""
    return "lead" if decided is None else _STANDING.get(decided.action, "lead")


def day(decided: Decided | None) -> str:
    """Return the day of a decision, '' where none is known."""
    return (decided.time or "")[:10] if decided else ""


def corrected(decided: Decided | None) -> str:
    """Return a proposed correction in words."""
    told = decided.correction if decided else None
    if isinstance(told, Mapping):
        return "；".join(f"{figure} → {value}" for figure, value in told.items())
    return str(told) if told else ""
