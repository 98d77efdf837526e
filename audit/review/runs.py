"""What the leads of a run were, kept so that the next run can say what is different.

`leads.json` beside a unit's results holds the leads of the last run (`now`) and those of the
run before whose leads were others (`before`): running twice over the same document gives the
same report. It holds no time, and no person's words: it may be written anew at each run,
which the journal may not, so it is a file of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from audit.model import Lead
from audit.review.decisions import Seen
from audit.review.lines import plain, seen_from

LEADS = "leads.json"
SCHEMA = "audit-leads/1"
Change = Literal["new", "unchanged", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Run:
    """The leads that one run gave, by fingerprint, and the hash of the document it read."""

    sha256: str
    leads: Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class Runs:
    """The last run, and the one before it whose leads were others, if there was one."""

    now: Run
    before: Run | None = None

    def followed_by(self, run: Run) -> Runs:
        """Return what is to be kept after another run."""
        return Runs(run, self.before if same(self.now.leads, run.leads) else self.now)


def seen_of(leads: Iterable[Lead]) -> Mapping[str, Seen]:
    """Return what each lead says, by fingerprint; two of one fingerprint are told together."""
    return together((lead.fingerprint, _seen(lead)) for lead in leads)


def together(told: Iterable[tuple[str, Seen]]) -> Mapping[str, Seen]:
    """Return fingerprints with what was seen; of one that comes again both figures are kept."""
    found: dict[str, Seen] = {}
    for fingerprint, seen in told:
        first = found.get(fingerprint)
        found[fingerprint] = (
            seen
            if first is None
            else replace(
                first,
                actual=f"{first.actual}; {seen.actual}",
                expected=f"{first.expected}; {seen.expected}",
            )
        )
    return MappingProxyType(found)


def _seen(lead: Lead) -> Seen:
    outcome = lead.outcome
    actual, expected = _text(outcome.actual), _text(outcome.expected)
    return Seen(lead.check, outcome.subject, lead.severity, actual, expected, outcome.uom)


def compared(before: Mapping[str, Seen], leads: Iterable[Lead]) -> Mapping[str, Change]:
    """Return what became of every lead of two runs, by fingerprint; those that are gone last.

    A lead is `changed` when its severity or one of its figures is another.
    """
    return changes(before, seen_of(leads))


def changes(before: Mapping[str, Seen], now: Mapping[str, Seen]) -> Mapping[str, Change]:
    """Return the same as `compared` from what the leads said."""
    found: dict[str, Change] = {}
    for fingerprint, seen in now.items():
        old = before.get(fingerprint)
        found[fingerprint] = "new" if old is None else "unchanged" if old.says(seen) else "changed"
    found |= dict.fromkeys((one for one in before if one not in now), "gone")
    return MappingProxyType(found)


def same(before: Mapping[str, Seen], now: Mapping[str, Seen]) -> bool:
    """Return whether two runs gave the same leads with the same figures."""
    return all(change == "unchanged" for change in changes(before, now).values())


def read_runs(path: Path) -> Runs | None:
    """Return the runs kept at `path`, None where there are none or they cannot be understood."""
    try:
        entry = json.loads(path.read_bytes())
        if entry["schema"] != SCHEMA:
            return None
        before = entry["before"]
        return Runs(_run(entry["now"]), None if before is None else _run(before))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def runs_text(runs: Runs) -> str:
    """Return the runs as the text of `leads.json`, a lead a line."""
    parts = (f'"{name}": {_run_text(run)}' for name, run in _named(runs))
    return f'{{"schema": "{SCHEMA}",\n' + ",\n".join(parts) + "}\n"


def _named(runs: Runs) -> tuple[tuple[str, Run | None], ...]:
    return ("now", runs.now), ("before", runs.before)


def _run_text(run: Run | None) -> str:
    if run is None:
        return "null"
    rows = (
        f"{json.dumps(one)}: {json.dumps(plain(seen), ensure_ascii=False)}"
        for one, seen in run.leads.items()
    )
    return f'{{"sha256": {json.dumps(run.sha256)}, "leads": {{\n' + ",\n".join(rows) + "}}"


def _run(entry: Mapping[str, object]) -> Run:
    leads = entry["leads"]
    if not isinstance(leads, dict):
        raise TypeError(entry)
    found = {one: seen_from(value) for one, value in leads.items()}
    if None in found.values():
        raise ValueError(entry)
    kept = {one: seen for one, seen in found.items() if seen is not None}
    return Run(str(entry["sha256"]), MappingProxyType(kept))


def _text(value: Decimal | str | None) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value or ""
