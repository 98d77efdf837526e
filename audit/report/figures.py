"""The figures of a report, each row linked both ways: to its place, its leads, its checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from audit.engine import Result
from audit.model import Fact
from audit.report.papers import table
from audit.views import numbers
from audit.views.words import DIRECTION, MEASURE, SCOPE, SEVERITY_SIGN, Language, named, word

_LINE = Markup("\n")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figures of one name at one place: what they measure differs."""

    section: str
    facts: tuple[Fact, ...]

    @property
    def anchor(self) -> str:
        """Return the row's id, `f` and the offset of its first figure."""
        return f"f{self.facts[0].span.start}"


def figure_rows(result: Result) -> tuple[FigureRow, ...]:
    """Return the rows of all figures in document order; words are left out."""
    printed = (fact for fact in result.facts if fact.value is not None)
    rows = groupby(printed, lambda fact: (fact.span.section, fact.label, fact.scope))
    return tuple(FigureRow(section, tuple(facts)) for (section, _, _), facts in rows)


def anchors_of(rows: Iterable[FigureRow]) -> Mapping[int, str]:
    """Return the row's id for the offset of each figure; the first row that tells it counts."""
    found: dict[int, str] = {}
    for row in rows:
        for fact in row.facts:
            found.setdefault(fact.span.start, row.anchor)
    return found


def figures_table(
    rows: Sequence[FigureRow], result: Result, anchors: Mapping[str, str], language: Language
) -> Markup:
    """Return the rows grouped by place, with the leads and the checks that they stand in.

    `anchors` names the sheet of each lead's id. A figure of another year than the report's
    carries its year.
    """
    leads, checks = _leads(result, anchors), _checks(result)
    parts = []
    seen: set[str] = set()
    for section, group in groupby(rows, lambda row: row.section):
        parts.append(Markup("<tr><th colspan=3>{}").format(section))
        for row in group:
            once = "" if row.anchor in seen else Markup(" id={}").format(row.anchor)
            seen.add(row.anchor)
            told = Markup(" ").join((*_linked(row, leads), *_tested(row, checks)))
            values = "　".join(_values(row, result.facts.year, language))
            name = _name(row.facts[0], language)
            parts.append(Markup("<tr{}><td>{}<td>{}<td>{}").format(once, name, values, told))
    names = ("label", "value", "stands_in")
    return table("figs", [word(name, language) for name in names], _LINE.join(parts))


def _leads(result: Result, anchors: Mapping[str, str]) -> Mapping[str, list[Markup]]:
    """Return the links to the leads that each figure stands in, by the figure's id."""
    found: dict[str, list[Markup]] = {}
    for lead in result.leads:
        link = Markup("<a href=#{}>{}{}</a>").format(
            anchors[lead.id], SEVERITY_SIGN[lead.severity], lead.check
        )
        for fact in lead.facts:
            found.setdefault(fact.id, []).append(link)
    return found


def _checks(result: Result) -> Mapping[str, list[str]]:
    """Return the checks that each figure passed, by the figure's id."""
    found: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        if outcome.status in ("exact", "rounding"):
            for fact in outcome.facts:
                found.setdefault(fact.id, []).append(outcome.check)
    return found


def _linked(row: FigureRow, leads: Mapping[str, Sequence[Markup]]) -> Iterable[Markup]:
    return dict.fromkeys(link for fact in row.facts for link in leads.get(fact.id, ()))


def _tested(row: FigureRow, checks: Mapping[str, Sequence[str]]) -> Iterable[str]:
    return dict.fromkeys(check for fact in row.facts for check in checks.get(fact.id, ()))


def _name(fact: Fact, language: Language) -> Markup:
    scope = "" if fact.scope in (None, "all_funds") else named(SCOPE, fact.scope, language)
    told = Markup(" <small>{}</small>").format(scope) if scope else ""
    return Markup("<a href=#t{}>{}</a>{}").format(fact.span.start, fact.label, told)


def _values(row: FigureRow, year: int | None, language: Language) -> Iterator[str]:
    for fact in row.facts:
        printed = numbers.with_uom(numbers.shown(fact.value), fact.uom)
        when = f"{fact.year} " if fact.year != year and fact.year is not None else ""
        what = "" if fact.measure == "actual" else f"{named(MEASURE, fact.measure, language)} "
        value = f"{named(DIRECTION, fact.direction, language)} {printed}".strip()
        yield f"{when}{what}{value}"
