"""Run the checks over one disclosure and say what they found.

Every check runs; a crash inside one is an `error` outcome of that check and stops
nothing. Outcomes that a person must look at become leads (疑点); coverage says how
much of the printed numbers was used at all.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audit.coverage import coverage
from audit.facts import Facts
from audit.model import Coverage, Fact, Lead, Message, Outcome, Severity
from audit.registry import Check, catalogue, find_check

RANK: dict[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Counts:
    """Outcomes by what they mean to a reader; `rounding` is part of `consistent`."""

    consistent: int
    rounding: int
    leads: int
    not_checkable: int
    errors_in_checks: int


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks say of one disclosure: outcomes, leads, coverage and counts."""

    facts: Facts
    outcomes: tuple[Outcome, ...]
    leads: tuple[Lead, ...]
    coverage: Coverage
    counts: Counts

    def worst(self) -> Severity | None:
        """Return the gravest severity among the leads, or None without leads."""
        return min((lead.severity for lead in self.leads), key=RANK.__getitem__, default=None)

    def of_area(self, area: str) -> tuple[Outcome, ...]:
        """Return the outcomes of the checks of an area (`income`, `performance`, …)."""
        return tuple(o for o in self.outcomes if find_check(o.check).area == area)

    def leads_of_area(self, area: str) -> tuple[Lead, ...]:
        """Return the leads of an area, worst first."""
        return tuple(lead for lead in self.leads if find_check(lead.check).area == area)


def examine(facts: Facts) -> Result:
    """Return the outcomes of every check over `facts`, with leads and coverage."""
    outcomes = tuple(o for entry in catalogue() for o in _run(entry, facts))
    leads = _leads(facts, outcomes)
    used = {fact.id for outcome in outcomes for fact in outcome.facts}
    return Result(facts, outcomes, leads, coverage(facts, used), _count(outcomes, leads))


def _run(entry: Check, facts: Facts) -> list[Outcome]:
    found: list[Outcome] = []
    try:
        for outcome in entry.function(facts):
            severity = outcome.severity or entry.severity
            found.append(replace(outcome, check=entry.id, severity=severity))
        if not found:
            found.append(_nothing(entry))
    except Exception:  # noqa: BLE001 - a crash must not stop the other checks
        found.append(_crash(entry, traceback.format_exc(limit=3)))
    return found


def _nothing(entry: Check) -> Outcome:
    message = Message("未能检查：文中没有这类内容", "not checked: the document has nothing of the kind")
    return Outcome(
        entry.title.zh, "not_applicable", message, severity=entry.severity, check=entry.id
    )


def _crash(entry: Check, trace: str) -> Outcome:
    last = trace.strip().splitlines()[-1]
    message = Message(f"检查程序出错，未得出结论：{last}", f"the check crashed, no result: {last}")
    return Outcome(
        entry.title.zh, "error", message, formula=trace, severity=entry.severity, check=entry.id
    )


def _is_lead(outcome: Outcome) -> bool:
    return outcome.status in ("inconsistent", "missing", "unlikely_rounding")


def _leads(facts: Facts, outcomes: Iterable[Outcome]) -> tuple[Lead, ...]:
    groups: dict[tuple[str, ...], list[Outcome]] = {}
    for outcome in filter(_is_lead, outcomes):
        groups.setdefault(_defect(outcome), []).append(outcome)
    made = [_lead(facts, sorted(group, key=_gravity)) for group in groups.values()]
    made.sort(key=lambda lead: (RANK[lead.severity], _start(lead), lead.check))
    return tuple(_numbered(facts, made))


def _defect(outcome: Outcome) -> tuple[str, ...]:
    """Return what makes two outcomes one defect: the same figures and the same residual."""
    ids = tuple(sorted(fact.id for fact in outcome.facts))
    if not ids or outcome.residual is None:
        return (outcome.check, outcome.subject, *ids)
    return (str(abs(outcome.residual)), *ids)


def _gravity(outcome: Outcome) -> tuple[int, str]:
    return RANK[_severity(outcome)], outcome.check


def _severity(outcome: Outcome) -> Severity:
    return "info" if outcome.status == "unlikely_rounding" else outcome.severity or "info"


def _lead(facts: Facts, group: list[Outcome]) -> Lead:
    first = group[0]
    entry = find_check(first.check)
    return Lead(
        id="",
        fingerprint=_fingerprint(facts, first),
        check=entry.id,
        severity=_severity(first),
        title=entry.title,
        message=first.message,
        basis=entry.basis,
        outcome=first,
        also=tuple(group[1:]),
    )


def _fingerprint(facts: Facts, outcome: Outcome) -> str:
    """Return a hash of check, unit, year and what is compared; never of places or values."""
    about = sorted(_identity(fact) for fact in outcome.facts)
    parts = [outcome.check, facts.unit, str(facts.year), outcome.subject, *about]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _identity(fact: Fact) -> str:
    dims = ",".join(f"{name}={value}" for name, value in fact.dims)
    return f"{fact.concept}/{fact.measure}/{fact.scope}/{fact.year}/{dims}/{fact.span.part}"


def _start(lead: Lead) -> int:
    return min((span.start for span in lead.quotes), default=0)


def _numbered(facts: Facts, leads: Iterable[Lead]) -> Iterator[Lead]:
    seen: dict[str, int] = {}
    for lead in leads:
        seen[lead.check] = seen.get(lead.check, 0) + 1
        yield replace(lead, id=f"{facts.year or '----'}/{lead.check}/{seen[lead.check]}")


def _count(outcomes: tuple[Outcome, ...], leads: tuple[Lead, ...]) -> Counts:
    statuses = [outcome.status for outcome in outcomes]
    return Counts(
        consistent=statuses.count("exact") + statuses.count("rounding"),
        rounding=statuses.count("rounding"),
        leads=len(leads),
        not_checkable=statuses.count("not_applicable"),
        errors_in_checks=statuses.count("error"),
    )
