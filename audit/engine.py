"""Run the checks over one disclosure and say what they found.

Every check runs; a crash inside one is an `error` outcome of that check and stops
nothing. Outcomes that a person must look at become leads (疑点); coverage says how
much of the printed numbers was used at all.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace

from audit.coverage import coverage
from audit.facts import Facts
from audit.leads import RANK, make_leads
from audit.model import Coverage, Lead, Message, Outcome, Severity
from audit.registry import Check, catalogue, find_check


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
    blank = facts.is_blank_form
    outcomes = tuple(
        o
        for entry in catalogue()
        for o in ([_unfilled(entry)] if blank and not entry.of_forms else _run(entry, facts))
    )
    leads = make_leads(facts, outcomes)
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


def _unfilled(entry: Check) -> Outcome:
    message = Message("未能检查：这是没有填写的表样", "not checked: the form is not filled in")
    return Outcome(
        entry.title.zh, "not_applicable", message, severity=entry.severity, check=entry.id
    )


def _nothing(entry: Check) -> Outcome:
    message = Message(
        "未能检查：文中没有这类内容", "not checked: the document has nothing of the kind"
    )
    return Outcome(
        entry.title.zh, "not_applicable", message, severity=entry.severity, check=entry.id
    )


def _crash(entry: Check, trace: str) -> Outcome:
    last = trace.strip().splitlines()[-1]
    message = Message(f"检查程序出错，未得出结论：{last}", f"the check crashed, no result: {last}")
    return Outcome(
        entry.title.zh, "error", message, formula=trace, severity=entry.severity, check=entry.id
    )


def _count(outcomes: tuple[Outcome, ...], leads: tuple[Lead, ...]) -> Counts:
    statuses = [outcome.status for outcome in outcomes]
    return Counts(
        consistent=statuses.count("exact") + statuses.count("rounding"),
        rounding=statuses.count("rounding"),
        leads=len(leads),
        not_checkable=statuses.count("not_applicable"),
        errors_in_checks=statuses.count("error"),
    )
