"""What a person chose to see, and by which rules it is reckoned; nothing here is a widget."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from audit.cut_off import cut_off
from audit.editions import Scoring
from audit.facts import Facts
from audit.model import Lead, Outcome

Rounding = Literal["rounded", "truncated"]
ROUNDINGS: tuple[Rounding, ...] = ("rounded", "truncated")
SCORE_RULES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "execution": ("linear", "brackets"),
        "cap_rule": ("linear", "ratio", "either"),
        "equal_rule": ("proportional", "linear", "either"),
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which outcomes and leads are shown; an empty string means everything."""

    check: str = ""
    severity: str = ""
    status: str = ""
    undecided: bool = False

    def outcomes(self, found: Iterable[Outcome]) -> tuple[Outcome, ...]:
        """Return the outcomes that fit, in their order."""
        return tuple(outcome for outcome in found if self._fits(outcome))

    def leads(self, found: Iterable[Lead], decided: Collection[str]) -> tuple[Lead, ...]:
        """Return the leads that fit, in their order; `decided` are fingerprints."""
        return tuple(
            lead
            for lead in found
            if self.severity in ("", lead.severity)
            and any(self._stands_in(outcome) for outcome in (lead.outcome, *lead.also))
            and not (self.undecided and lead.fingerprint in decided)
        )

    def _fits(self, outcome: Outcome) -> bool:
        return self.severity in ("", outcome.severity) and self._stands_in(outcome)

    def _stands_in(self, outcome: Outcome) -> bool:
        return self.check in ("", outcome.check) and self.status in ("", outcome.status)


@dataclass(frozen=True, slots=True)
class Rules:
    """How printed figures are read and scores are reckoned; '' leaves it to the edition."""

    rounding: Rounding = "rounded"
    execution: str = ""
    cap_rule: str = ""
    equal_rule: str = ""

    def applied(self, facts: Facts) -> Facts:
        """Return the same figures under these rules; rules that the edition lacks are left out."""
        scoring = facts.edition.scoring
        own = {name: getattr(self, name) for name in score_rules(scoring)}
        kept = {name: rule for name, rule in own.items() if rule in score_rules(scoring)[name]}
        if kept:
            if "execution" in kept:
                kept["execution_configured"] = True  # a person says which rule is in force
            edition = replace(facts.edition, scoring=replace(scoring, **kept))
            facts = replace(facts, edition=edition)
        return cut_off(facts) if self.rounding == "truncated" else facts


def score_rules(scoring: Scoring) -> dict[str, tuple[str, ...]]:
    """Return the score rules that can be chosen, with the names of each; brackets where known."""
    execution = SCORE_RULES["execution"] if scoring.brackets else ("linear",)
    return {**SCORE_RULES, "execution": execution}


EVERYTHING = Choice()
BY_EDITION = Rules()
