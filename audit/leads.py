"""From outcomes to leads (疑点): one defect, one lead.

A wrong figure breaks every relation it stands in. Relations that one change mends
(`audit.diagnosis`) are put together, the gravest first; the others stay with the lead as its
consequences. Identities that no change mends are put together where they share the figure
that fails most. Outcomes of other checks become a lead each.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from audit.diagnosis import Diagnosis, diagnose
from audit.explanations import explanations
from audit.facts import Facts
from audit.model import Fact, Lead, Outcome, Relation, Severity
from audit.registry import find_check

_TESTED = ("exact", "rounding", "unlikely_rounding", "inconsistent")
RANK: dict[str, int] = {"error": 0, "warning": 1, "info": 2}


def make_leads(facts: Facts, outcomes: Sequence[Outcome]) -> tuple[Lead, ...]:
    """Return the leads among `outcomes`, worst first, then by their place."""
    failed = [o for o in outcomes if o.status in ("inconsistent", "missing", "unlikely_rounding")]
    explained = tuple(_explained(outcomes))
    told = {id(o) for group, _ in explained for o in group}
    rest = [o for o in failed if id(o) not in told]
    broken = [o for o in rest if _is_identity(o)]
    held = (o for o in outcomes if o.status in ("exact", "rounding") and _is_identity(o))
    passes = Counter(fact.id for outcome in held for fact in outcome.facts)
    alone = [*_by_figure(broken, passes), *([o] for o in rest if not _is_identity(o))]
    groups = [*explained, *((group, None) for group in alone)]
    leads = [
        _lead(facts, _gravest_first(facts, group, diagnosis), diagnosis)
        for group, diagnosis in groups
    ]
    leads.sort(key=lambda lead: (RANK[lead.severity], _start(lead), lead.check))
    return tuple(_numbered(facts, leads))


def _explained(outcomes: Sequence[Outcome]) -> Iterator[tuple[list[Outcome], Diagnosis]]:
    """Yield the outcomes that one change would mend, with what may have to change."""
    tested = [(o.relation, o) for o in outcomes if o.relation is not None and o.status in _TESTED]
    failing: dict[Relation, list[Outcome]] = {}
    for relation, outcome in tested:
        if outcome.status == "inconsistent":
            failing.setdefault(relation, []).append(outcome)
    for diagnosis in diagnose((relation, o.status) for relation, o in tested):
        yield [o for relation in diagnosis.mended for o in failing[relation]], diagnosis


def severity_of(facts: Facts, outcome: Outcome) -> Severity:
    """Return how grave a failed outcome is.

    What rounding may just explain is a hint; a figure recognised in a picture may have been
    misread, so it proves no contradiction by itself.
    """
    if outcome.status == "unlikely_rounding":
        return "info"
    spans = (*(fact.span for fact in outcome.facts), *outcome.quotes)
    unsure = any(facts.document.is_unsure(span.start) for span in spans)
    return "warning" if unsure and outcome.severity == "error" else outcome.severity or "info"


def _is_identity(outcome: Outcome) -> bool:
    return outcome.residual is not None and find_check(outcome.check).identity


def _by_figure(broken: list[Outcome], passes: Counter[str]) -> Iterator[list[Outcome]]:
    """Yield groups that share a figure: first the one that fails most over what it passes.

    A total that many shares hold against is not blamed for two shares that do not.
    """
    rest = list(broken)
    while rest:
        failures = Counter(fact.id for outcome in rest for fact in outcome.facts)
        blame = {id_: failed - passes[id_] for id_, failed in failures.items()}
        suspect = min(blame, key=lambda id_: (-blame[id_], -failures[id_], id_), default="")
        group = [o for o in rest if any(fact.id == suspect for fact in o.facts)] or rest[:1]
        yield group
        rest = [outcome for outcome in rest if outcome not in group]


def _gravest_first(
    facts: Facts, group: list[Outcome], diagnosis: Diagnosis | None
) -> list[Outcome]:
    """Return a lead's outcomes, that which tells it first: it says what is expected.

    Of relations with one cause that of the fewest figures is the easiest to redo.
    """

    def rank(outcome: Outcome) -> tuple[int, bool, int, str]:
        figures = len(outcome.facts) if diagnosis else 0
        return (
            RANK[severity_of(facts, outcome)], outcome.expected is None, figures, outcome.check
        )  # fmt: skip

    return sorted(group, key=rank)


def _lead(facts: Facts, group: list[Outcome], diagnosis: Diagnosis | None) -> Lead:
    first = group[0]
    entry = find_check(first.check)
    return Lead(
        id="",
        fingerprint=_fingerprint(facts, first),
        check=entry.id,
        severity=severity_of(facts, first),
        title=entry.title,
        message=first.message,
        basis=entry.basis,
        outcome=first,
        also=tuple(group[1:]),
        explanations=explanations(diagnosis) if diagnosis else (),
        equal=diagnosis.equal if diagnosis else 0,
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
    seen: Counter[str] = Counter()
    for lead in leads:
        seen[lead.check] += 1
        yield replace(lead, id=f"{facts.year or '----'}/{lead.check}/{seen[lead.check]}")
