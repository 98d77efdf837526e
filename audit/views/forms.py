"""绩效自评 forms as people know them: budget rows, then indicators with their scores.

Beside each stated score stands what the edition's rule gives, where a check recomputed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from audit.facts import Form, FundingRow, Indicator
from audit.model import Fact, Outcome
from audit.views import numbers
from audit.views.display import Column, table_html
from audit.views.lists import status_html
from audit.views.series import single_scores
from audit.views.words import MEASURE, Language, named, word

Recomputed = Mapping[str, Outcome]


def forms_html(forms: Iterable[Form], outcomes: Iterable[Outcome], language: Language) -> Markup:
    """Return each form with its budget and its indicators; blank cells stay blank."""
    scored = recomputed_scores(outcomes)
    return Markup("\n").join(_form(form, scored, language) for form in forms)


def recomputed_scores(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Return, by the id of a stated score, the outcome that recomputed it, gravest first."""
    found: dict[str, Outcome] = {}
    for outcome in single_scores(outcomes):
        for fact in outcome.facts:
            if fact.measure == "score" and fact.value == outcome.actual:
                found[fact.id] = min(found.get(fact.id, outcome), outcome, key=_gravity)
    return found


def _gravity(outcome: Outcome) -> bool:
    return outcome.status != "inconsistent"


def _form(form: Form, scored: Recomputed, language: Language) -> Markup:
    parts = [Markup('<h3 class="form">{}</h3>').format(form.label)]
    if form.funding:
        rows = [_funding_row(row, scored, language) for row in form.funding]
        parts.append(_table(_funding_columns(language), rows))
    if form.indicators:
        rows = [_indicator_row(row, scored, language) for row in form.indicators]
        parts.append(_table(_indicator_columns(language), rows))
    totals = (form.total_weight, form.total_score, form.conclusion_score)
    if any(totals):
        shown = [_printed(fact) or "—" for fact in totals]
        parts.append(Markup('<p class="quiet">{}</p>').format(word("totals", language, *shown)))
    return Markup("\n").join(parts)


def _table(columns: Sequence[Column], rows: Sequence[Mapping[str, object]]) -> Markup:
    """Return the table without the columns that the form leaves blank."""
    kept = [column for column in columns if any(row[column.key] for row in rows)]
    return table_html(kept, rows)


def _funding_columns(language: Language) -> tuple[Column, ...]:
    measures = ("initial_budget", "adjusted_budget", "actual", "execution_rate", "weight", "score")
    return (
        Column("label", word("label", language), "w"),
        *(Column(measure, named(MEASURE, measure, language), "n") for measure in measures),
        Column("recomputed", word("recomputed", language), "n"),
        Column("reason", named(MEASURE, "reason", language)),
    )


def _funding_row(row: FundingRow, scored: Recomputed, language: Language) -> dict[str, object]:
    return {
        "label": row.label,
        "initial_budget": _printed(row.initial),
        "adjusted_budget": _printed(row.adjusted),
        "actual": _printed(row.executed),
        "execution_rate": _printed(row.rate),
        "weight": _printed(row.weight),
        "score": _printed(row.score),
        "recomputed": _recomputed(row.score, scored, language),
        "reason": _printed(row.reason),
    }


def _indicator_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column("level", word("level", language), "w"),
        Column("name", word("indicator", language)),
        Column("target", named(MEASURE, "target", language)),
        Column("actual", word("achieved", language)),
        Column("weight", named(MEASURE, "weight", language), "n"),
        Column("score", named(MEASURE, "score", language), "n"),
        Column("recomputed", word("recomputed", language), "n"),
        Column("reason", named(MEASURE, "reason", language)),
    )


def _indicator_row(row: Indicator, scored: Recomputed, language: Language) -> dict[str, object]:
    target = " ".join(filter(None, (row.operator, _printed(row.target), row.unit)))
    return {
        "level": row.level2 or row.level1,
        "name": row.name.raw,
        "target": target,
        "actual": _printed(row.actual),
        "weight": _printed(row.weight),
        "score": _printed(row.score),
        "recomputed": _recomputed(row.score, scored, language),
        "reason": _printed(row.reason),
    }


def _recomputed(score: Fact | None, scored: Recomputed, language: Language) -> Markup:
    outcome = scored.get(score.id) if score is not None else None
    if outcome is None:
        return Markup("")
    value = numbers.measured(outcome.expected, "")
    return Markup("{} {}").format(value, status_html(outcome.status, language))


def _printed(fact: Fact | None) -> str:
    return "" if fact is None else fact.raw
