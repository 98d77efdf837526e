"""DataFrames for people: what was read and what the checks say, one row a record.

Amounts stay exact: columns of numbers hold `Decimal` objects (dtype object) or None, never
floats. Columns and dtypes are the same for an empty frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

from audit.model import Fact, Lead, Outcome
from audit.registry import find_check
from audit.views import numbers
from audit.views.areas import check_area

FACT_COLUMNS: Mapping[str, str] = {
    "id": "str",
    "concept": "str",
    "label": "str",
    "kind": "str",
    "measure": "str",
    "scope": "str",
    "year": "Int64",
    "value": "object",
    "uom": "str",
    "decimals": "Int64",
    "direction": "str",
    "raw": "str",
    "confidence": "str",
    "part": "str",
    "section": "str",
    "page": "Int64",
    "table": "Int64",
    "row": "Int64",
    "col": "Int64",
    "start": "Int64",
    "end": "Int64",
    "quote": "str",
}
OUTCOME_COLUMNS: Mapping[str, str] = {
    "check": "str",
    "area": "str",
    "subject": "str",
    "status": "str",
    "severity": "str",
    "stated": "object",
    "recomputed": "object",
    "residual": "object",
    "allowance": "object",
    "used": "object",
    "uom": "str",
    "formula": "str",
    "message": "str",
}
LEAD_COLUMNS: Mapping[str, str] = {
    "id": "str",
    "area": "str",
    "severity": "str",
    "check": "str",
    "title": "str",
    "message": "str",
    "stated": "object",
    "recomputed": "object",
    "residual": "object",
    "allowance": "object",
    "uom": "str",
    "quotes": "str",
    "basis": "str",
    "fingerprint": "str",
}


def facts_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """Return one row a figure, columns `FACT_COLUMNS`.

    `value` is the printed number as Decimal in `uom` (None for words), without the sign
    that `direction` (increase, decrease, unchanged) tells; `start` and `end` are code points
    in the normalised text.
    """
    return _frame((_fact_row(fact) for fact in facts), FACT_COLUMNS)


def outcomes_frame(outcomes: Iterable[Outcome], language: str = "zh") -> pd.DataFrame:
    """Return one row an outcome, columns `OUTCOME_COLUMNS`.

    `stated`, `recomputed`, `residual` and `allowance` are Decimals in `uom` (or a text, or
    None); `used` is |residual| ÷ allowance in per cent, rounded to whole per cents.
    """
    return _frame((_outcome_row(outcome, language) for outcome in outcomes), OUTCOME_COLUMNS)


def leads_frame(leads: Iterable[Lead], language: str = "zh") -> pd.DataFrame:
    """Return one row a lead, worst first as given, columns `LEAD_COLUMNS`.

    `quotes` are the document's words, parted by ` ┃ `.
    """
    return _frame((_lead_row(lead, language) for lead in leads), LEAD_COLUMNS)


def _frame(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    # object first: pandas must never meet a Decimal that it would turn into a float
    frame = pd.DataFrame(list(rows), columns=list(columns), dtype="object")
    return frame.astype(dict(columns))


def _fact_row(fact: Fact) -> dict[str, object]:
    span = fact.span
    return {
        **{name: getattr(fact, name) for name in FACT_COLUMNS if hasattr(fact, name)},
        **{name: getattr(span, name) for name in FACT_COLUMNS if hasattr(span, name)},
    }


def _outcome_row(outcome: Outcome, language: str) -> dict[str, object]:
    share = numbers.used_share(outcome)
    return {
        "check": outcome.check,
        "area": check_area(outcome.check),
        "subject": outcome.subject,
        "status": outcome.status,
        "severity": outcome.severity,
        **_compared(outcome),
        "used": None if share is None else Decimal(round(share * 100)),
        "formula": outcome.formula,
        "message": outcome.message[language],
    }


def _lead_row(lead: Lead, language: str) -> dict[str, object]:
    return {
        "id": lead.id,
        "area": check_area(lead.check),
        "severity": lead.severity,
        "check": lead.check,
        "title": find_check(lead.check).title[language],
        "message": lead.message[language],
        **_compared(lead.outcome),
        "quotes": " ┃ ".join(dict.fromkeys(span.quote for span in lead.quotes)),
        "basis": lead.basis,
        "fingerprint": lead.fingerprint,
    }


def _compared(outcome: Outcome) -> dict[str, object]:
    return {
        "stated": outcome.actual,
        "recomputed": outcome.expected,
        "residual": outcome.residual,
        "allowance": outcome.allowance,
        "uom": outcome.uom,
    }
