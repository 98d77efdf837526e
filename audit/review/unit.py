"""The decisions on one unit's leads, and what became of its leads since another run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from audit.model import Lead
from audit.review.decisions import Review, Seen, review
from audit.review.journal import JOURNAL, Journal, exists, read_journal
from audit.review.runs import Change, changes, seen_of


@dataclass(frozen=True, slots=True)
class UnitReview:
    """What the outputs say of decisions: the journal, the state of each lead, the changes.

    `now` and `before` are what the leads say and said; `changes` is empty where no other run
    is known.
    """

    journal: Journal
    reviews: Mapping[str, Review]
    now: Mapping[str, Seen]
    before: Mapping[str, Seen]
    changes: Mapping[str, Change]

    @classmethod
    def of_leads(cls, now: Mapping[str, Seen]) -> UnitReview:
        """Return the state before any decision and any other run."""
        nothing: Mapping[str, Change] = MappingProxyType({})
        return cls(Journal(), review(()), now, MappingProxyType({}), nothing)

    def of(self, fingerprint: str) -> Review:
        """Return how a lead stands; one that no one decided is open."""
        return self.reviews.get(fingerprint) or Review(fingerprint)

    def is_outdated(self, fingerprint: str) -> bool:
        """Return whether a lead was decided when it told other figures."""
        seen = self.now.get(fingerprint)
        return seen is not None and self.of(fingerprint).is_outdated(seen)

    def changed(self, *kinds: Change) -> tuple[str, ...]:
        """Return the fingerprints of the leads that became one of `kinds`."""
        return tuple(one for one, change in self.changes.items() if change in kinds)

    @property
    def elsewhere(self) -> tuple[Review, ...]:
        """Return the decisions on leads that are not there now."""
        return tuple(one for one in self.reviews.values() if one.fingerprint not in self.now)


def unit_review(
    journal: Path, leads: Iterable[Lead], before: Mapping[str, Seen] | None = None
) -> UnitReview | None:
    """Return what is to be said of decisions and changes, None where there is nothing to say.

    `journal` is the file; `before` are the leads of another run. Raises OSError where the
    journal cannot be opened.
    """
    return review_of(journal, seen_of(leads), before)


def review_of(
    journal: Path, now: Mapping[str, Seen], before: Mapping[str, Seen] | None = None
) -> UnitReview | None:
    """Return the same as `unit_review` from what the leads say."""
    found = None if before is None else changes(before, now)
    if not exists(journal) and not found:
        return None
    read = read_journal(journal)
    nothing: Mapping[str, Change] = MappingProxyType({})
    return UnitReview(
        read, review(read.decisions), now, before or MappingProxyType({}), found or nothing
    )


def journal_in(folder: Path) -> Path:
    """Return where the journal of a unit's results lies."""
    return folder / JOURNAL
