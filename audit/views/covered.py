"""How far the printed numbers were audited: used by a check, read, or not read.

The state of a number is told by a sign and a word as well as by its colour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup

from audit.coverage import printed_numbers
from audit.engine import Result
from audit.facts import Facts
from audit.views.display import Column, table_html
from audit.views.labels import say
from audit.views.words import PART, Language, named

State = Literal["lead", "used", "read", "unread"]
STATES: tuple[State, ...] = ("lead", "used", "read", "unread")
SIGN: Mapping[State, str] = MappingProxyType({"lead": "▲", "used": "✓", "read": "○", "unread": "?"})


def number_states(result: Result) -> dict[tuple[int, int], State]:
    """Return what became of every printed number, by its place; `lead` is no state here."""
    used = {fact.id for outcome in result.outcomes for fact in outcome.facts}
    ids = {fact.span.start: fact.id for fact in result.facts}
    unread = {span.start for span in result.coverage.unread}
    return {
        (start, end): "unread" if start in unread else "used" if ids.get(start) in used else "read"
        for start, end in printed_numbers(result.facts)
    }


def coverage_html(result: Result, language: Language) -> Markup:
    """Return a row a section: how many numbers, how many of each state, and a bar."""
    counts: dict[str, Counter[State]] = {}
    for (start, _), state in number_states(result).items():
        counts.setdefault(_section(result.facts, start, language), Counter())[state] += 1
    shown: tuple[State, ...] = ("used", "read", "unread")
    columns = (
        Column("section", say("section", language)),
        Column("numbers", say("numbers", language), "n"),
        *(Column(state, f"{SIGN[state]} {say(f'mark_{state}', language)}", "n") for state in shown),
        Column("bar", "", "h"),
    )
    rows = [
        {
            "section": name,
            "numbers": sum(found.values()),
            **{state: found[state] for state in shown},
            "bar": _bar(found),
        }
        for name, found in counts.items()
    ]
    return table_html(columns, rows)


def _section(facts: Facts, start: int, language: Language) -> str:
    inside = [s for s in facts.sections if s.start <= start < s.end and not s.inferred]
    if inside:
        return max(inside, key=lambda section: section.start).title
    starts = [block.start for block in facts.document.blocks]
    at = bisect_right(starts, start) - 1
    kind = type(facts.document.blocks[at]).__name__.lower() if at >= 0 else ""
    return named(PART, {"table": "table", "chart": "chart"}.get(kind, "narrative"), language)


def _bar(found: Counter[State]) -> Markup:
    total = sum(found.values())
    parts = Markup("").join(
        Markup('<i class="{}" style="width:{}%"></i>').format(state, round(100 * n / total))
        for state, n in sorted(found.items(), key=lambda item: STATES.index(item[0]))
    )
    return Markup('<span class="bar" aria-hidden="true">{}</span>').format(parts)
