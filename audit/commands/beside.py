"""What a document is checked against: last year's disclosures, and other units'."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import audit
from audit.commands.documents import Unreadable, attempt, complain, documents, is_whole
from audit.disclosures import Disclosure
from audit.facts import Facts
from audit.model import Message
from audit.unit_names import is_same
from audit.years import NOT_READ, with_previous

if TYPE_CHECKING:
    from audit.peer import Peer

_KEPT = 16  # disclosures of last year that stay in memory; of more, each is read again


@dataclass(frozen=True, slots=True)
class _Last:
    """One of last year's disclosures: whose it is, of which year, and its figures if kept."""

    found: Disclosure
    unit: str
    year: int | None
    facts: Facts | None


class Beside:
    """Last year's disclosures and the peers that the command line names, read once.

    `failed` says that one of them could not be read, or that none of last year's fitted.
    """

    def __init__(self, previous: str | None, peers: list[str], edition: str) -> None:
        self._edition = edition
        self._previous = previous
        self._unread = False
        self._matched = 0
        self._why: Message | None = None
        self._last = tuple(self._read_last(previous)) if previous else ()
        self._peers = tuple(self._read_peers(peers))

    def check(self, source: str | audit.Document) -> audit.Result:
        """Return what the checks say of a disclosure beside last year's and its peers."""
        if not self._previous and not self._peers:
            return audit.check(source, edition=self._edition)
        from audit.checks.peer_units import with_peers

        facts = self._read(source)
        if self._previous:
            facts = self._with_previous(facts)
        return audit.examine(with_peers(facts, self._peers))

    def close(self) -> bool:
        """Return whether all was read and last year's used; what was not is told on stderr."""
        if self._previous and not self._matched and self._why is not None:
            complain(f"{self._previous}：{self._why.zh}；跨年度检查未做。请核对 --previous。")
            return False
        return not self._unread

    def _with_previous(self, facts: Facts) -> Facts:
        found = self._match(facts)
        done = self._again(found) if found else None
        if isinstance(done, Facts):
            facts = with_previous(facts, done)
            self._matched += facts.previous is not None
            self._why = facts.no_previous or self._why
            return facts
        if not self._last:
            return replace(facts, no_previous=NOT_READ)
        self._why = _absent(facts)
        return replace(facts, no_previous=self._why)

    def _match(self, facts: Facts) -> _Last | None:
        """Return the disclosure of the unit's year before; the only one, whatever it is of."""
        if len(self._last) == 1:
            return self._last[0]
        before = None if facts.year is None else facts.year - 1
        fit = [one for one in self._last if is_same(one.unit, facts.unit) and one.year == before]
        return fit[0] if fit else None

    def _again(self, found: _Last) -> Facts | None:
        if found.facts is not None:
            return found.facts
        done = attempt(found.found, self._read)
        return None if isinstance(done, Unreadable) else done

    def _read(self, source: str | audit.Document) -> Facts:
        return audit.read_facts(source, edition=self._edition)

    def _read_last(self, path: str) -> list[_Last]:
        kept: list[_Last] = []
        for found in documents([path]):
            done = found if isinstance(found, Unreadable) else attempt(found, self._read)
            if isinstance(found, Unreadable) or isinstance(done, Unreadable):
                self._refuse(done)
                continue
            self._unread |= not is_whole(done.document)
            facts = done if len(kept) < _KEPT else None
            kept.append(_Last(replace(found, document=None), done.unit, done.year, facts))
        return kept

    def _read_peers(self, paths: list[str]) -> list[Peer]:
        from audit.checks.peer_units import peer_of

        kept: list[Peer] = []
        for found in documents(paths):
            done = (
                found
                if isinstance(found, Unreadable)
                else attempt(found, lambda source: peer_of(self._read(source)))
            )
            if isinstance(done, Unreadable):
                self._refuse(done)
            else:
                kept.append(done)
        return kept

    def _refuse(self, done: object) -> None:
        self._unread = True
        if isinstance(done, Unreadable):
            complain(done.sentence)


def _absent(facts: Facts) -> Message:
    before = "上一" if facts.year is None else str(facts.year - 1)
    return Message(
        f"没有“{facts.unit}”{before}年度的决算公开",
        f"no disclosure of {facts.unit} for the year before was given",
    )
