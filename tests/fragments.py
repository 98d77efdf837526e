"""Judge a fragment of a disclosure with one check: the text stands in the test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import dedent

from audit.checks.peer_units import peer_of, with_peers
from audit.engine import examine
from audit.extraction import extract
from audit.facts import Facts
from audit.model import Lead, Outcome
from audit.reading.text import read_text
from audit.registry import find_check
from audit.years import with_previous

FAILED = ("inconsistent", "missing")


@dataclass(frozen=True)
class Case:
    """A fragment that holds, and the same with one thing changed: `clean[old → new]`."""

    clean: str
    old: str
    new: str

    @property
    def broken(self) -> str:
        """Return the fragment with its defect; the words to change must be in it once."""
        assert self.clean.count(self.old) == 1, f"{self.old!r} must stand once"
        return self.clean.replace(self.old, self.new)


def facts_of(text: str, edition: str = "sichuan-2023") -> Facts:
    """Return the facts of a fragment; one that is indented as a whole loses its margin."""
    flush = dedent(text) if text.startswith(" ") else text  # dedent empties blank cells
    return extract(read_text(flush.encode(), "fragment.txt"), edition)


def judge(check: str, text: str, edition: str = "sichuan-2023") -> list[Outcome]:
    """Return what one check says of a fragment."""
    return list(find_check(check).function(facts_of(text, edition)))


def judge_years(check: str, text: str, last: str, edition: str = "generic") -> list[Outcome]:
    """Return what one check says of a fragment beside last year's."""
    facts = with_previous(facts_of(text, edition), facts_of(last, edition))
    assert facts.previous is not None, facts.no_previous
    return list(find_check(check).function(facts))


def judge_among(check: str, text: str, peers: Iterable[str]) -> list[Outcome]:
    """Return what one check says of a fragment among other units' fragments."""
    others = [peer_of(facts_of(peer, "generic")) for peer in peers]
    return list(find_check(check).function(with_peers(facts_of(text, "generic"), others)))


def failures(check: str, text: str) -> list[Outcome]:
    """Return the outcomes of a check that a person must look at."""
    return [outcome for outcome in judge(check, text) if outcome.status in FAILED]


def leads_of(text: str) -> tuple[Lead, ...]:
    """Return the leads of every check on a fragment."""
    return examine(facts_of(text)).leads


def assert_case(check: str, case: Case) -> None:
    """Assert that a check passes the clean fragment and fails the broken one, with evidence."""
    clean = judge(check, case.clean)
    assert not [o for o in clean if o.status in FAILED], clean
    assert [o for o in clean if o.status in ("exact", "rounding")], (
        "the clean fragment proves nothing"
    )
    failed = failures(check, case.broken)
    assert failed, f"{check} does not notice {case.old!r} → {case.new!r}"
    assert all(o.message.zh and o.message.en for o in failed)
