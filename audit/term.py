"""A concept as one section prints it, and what a section may speak of."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model import Scope


@dataclass(frozen=True, slots=True)
class Term:
    """One concept as one section prints it."""

    concept: str
    zh: str
    en: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a section speaks of: its scope and its terms."""

    scope: Scope
    terms: tuple[Term, ...]
