"""The decisions on a unit's leads as CSV and as JSON: schema `audit-review/1`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from audit.export.csv import plain_cell, rows_text
from audit.export.json import journal_object, review_object
from audit.export.stored import StoredLead
from audit.review import Review, UnitReview
from audit.review.lines import decision_object

SCHEMA = "audit-review/1"
COLUMNS = (
    *("id", "fingerprint", "check", "severity", "subject", "message"),
    *("actual", "expected", "uom", "change", "status", "outdated"),
    *("reason", "name", "time", "answer", "correction"),
)


def reviews_csv(leads: Sequence[StoredLead], review: UnitReview) -> Iterator[str]:
    """Yield a header and a row a lead; decisions on leads that are gone come last, without id.

    A text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    yield rows_text([COLUMNS])
    yield rows_text(
        [plain_cell(row.get(column)) for column in COLUMNS] for row in _rows(leads, review)
    )


def reviews_json(leads: Sequence[StoredLead], review: UnitReview, language: str) -> str:
    """Return how every lead stands with every decision on it, and the journal."""
    found = {
        "schema": SCHEMA,
        "journal": journal_object(review, language),
        "leads": [
            {**row, "history": [decision_object(one) for one in review.of(fingerprint).history]}
            for row in _rows(leads, review, nested=True)
            if (fingerprint := str(row["fingerprint"]))
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _rows(
    leads: Sequence[StoredLead], review: UnitReview, *, nested: bool = False
) -> Iterator[dict[str, object]]:
    for lead in leads:
        seen = lead.seen
        row: dict[str, object] = {"id": lead.id, "fingerprint": lead.fingerprint}
        row |= {"check": seen.check, "severity": seen.severity, "subject": seen.subject}
        row |= {"message": lead.message, "actual": seen.actual, "expected": seen.expected}
        row |= {"uom": seen.uom, "change": review.changes.get(lead.fingerprint, "")}
        yield row | _standing(review.of(lead.fingerprint), review, nested=nested)
    for gone in review.elsewhere:
        last = gone.history[-1]
        row = {"id": "", "fingerprint": gone.fingerprint, "check": last.check, "change": "gone"}
        yield row | _standing(gone, review, nested=nested)


def _standing(found: Review, review: UnitReview, *, nested: bool) -> dict[str, object]:
    told = review_object(found, outdated=review.is_outdated(found.fingerprint))
    if nested:
        return {"review": told}
    listed = "；".join(f"{one.label or one.figure}={one.value}" for one in found.correction)
    return {**told, "correction": listed}
