"""The JSON that other programs read: schema `audit-result/1`.

Every amount is a string of exact decimals in the unit that `uom` names; key order is
fixed and nothing depends on time or machine, so the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import audit
from audit.engine import Result
from audit.facts import Facts
from audit.model import Coverage, Elsewhere, Explanation, Fact, Lead, Outcome, Span
from audit.review import Correction, Review, UnitReview
from audit.views.citations import places_elsewhere

SCHEMA = "audit-result/1"
_NO_COUNTS = {
    "consistent": 0,
    "rounding": 0,
    "leads": 0,
    "not_checkable": 0,
    "errors_in_checks": 0,
}


def document_object(
    result: Result, path: str, language: str = "zh", review: UnitReview | None = None
) -> dict[str, object]:
    """Return one checked document as plain values; `path` stands as the caller gave it.

    With a `review` each lead tells how it stands, and the document what the journal holds.
    """
    return {
        **facts_object(result.facts, path),
        "previous": _previous(result.facts),
        "peers": len(result.facts.peers),
        **({} if review is None else {"review": journal_object(review, language)}),
        "outcomes": [_outcome(outcome, language) for outcome in result.outcomes],
        "leads": [_reviewed(lead, language, review) for lead in result.leads],
        "coverage": _coverage(result.coverage),
        "counts": asdict(result.counts),
    }


def facts_object(facts: Facts, path: str) -> dict[str, object]:
    """Return what was read from one document, without what the checks say of it."""
    return {
        "path": path,
        "files": [source.path for source in facts.document.sources] or [path],
        "copies": [copy.path for copy in facts.document.copies],
        "sha256": facts.document.sha256,
        "unit": facts.unit,
        "year": facts.year,
        "edition": facts.edition.name,
        "status": "checked",
        "error": None,
        "notes": list(facts.document.notes),
        "facts": [fact_object(fact) for fact in facts],
    }


def unreadable_object(path: str, sentence: str) -> dict[str, object]:
    """Return a document that could not be read, with the same keys as a checked one."""
    return {
        "path": path,
        "files": [path],
        "copies": [],
        "sha256": _sha256(path),
        "unit": None,
        "year": None,
        "edition": None,
        "status": "unreadable",
        "error": sentence,
        "notes": [],
        "facts": [],
        "previous": None,
        "peers": 0,
        "outcomes": [],
        "leads": [],
        "coverage": {"numbers": 0, "used": 0, "read": 0, "unread": 0, "unread_numbers": []},
        "counts": dict(_NO_COUNTS),
    }


def journal_object(review: UnitReview, language: str = "zh") -> dict[str, object]:
    """Return the journal's length and last hash, what is wrong, and what became of the leads."""
    return {
        "lines": len(review.journal.hashes),
        "hash": review.journal.last,
        "problems": [problem.message[language] for problem in review.journal.problems],
        "changes": dict(review.changes),
    }


def review_object(review: Review, *, outdated: bool = False) -> dict[str, object]:
    """Return how a lead stands; `outdated` says that it was decided on other figures."""
    decision = review.decision
    return {
        "status": review.status,
        "reason": decision.reason if decision else "",
        "name": decision.name if decision else "",
        "time": decision.time if decision else "",
        "answer": review.answer,
        "correction": [_correction(one) for one in review.correction],
        "outdated": outdated,
    }


def result_object(documents: Iterable[dict[str, object]]) -> dict[str, object]:
    """Return the whole answer over all documents."""
    return {**_head(), "documents": list(documents)}


def json_chunks(documents: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield the text of `result_object(documents)` piece by piece, a document at a time."""
    head = ",\n".join(f"{_dump(key)}: {_dump(value)}" for key, value in _head().items())
    yield f'{{{head},\n"documents": ['
    mark = "\n"
    for document in documents:
        yield mark + json_text(document)
        mark = ",\n"
    yield "\n]}\n"


def json_text(document: dict[str, object]) -> str:
    """Return one document as JSON, a record a line: quick to write, and fit for `diff`."""
    rows = (f"{_dump(key)}: {_lines(value)}" for key, value in document.items())
    return "{" + ",\n".join(rows) + "}"


def fact_object(fact: Fact) -> dict[str, object]:
    """Return one figure as plain values; `value` is null for a text fact."""
    return {
        "id": fact.id,
        "concept": fact.concept,
        "label": fact.label,
        "kind": fact.kind,
        "measure": fact.measure,
        "scope": fact.scope,
        "year": fact.year,
        "dims": dict(fact.dims),
        "value": _amount(fact.value),
        "decimals": fact.decimals,
        "precision": fact.precision,
        "uom": fact.uom,
        "raw": fact.raw,
        "direction": fact.direction,
        "confidence": fact.confidence,
        "span": _span(fact.span),
    }


def _head() -> dict[str, object]:
    tool = {"name": "final-accounts-audit", "version": audit.__version__}
    return {"schema": SCHEMA, "tool": tool}


def _lines(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_dump, value)) + "\n]"
    return _dump(value)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _span(span: Span) -> dict[str, object]:
    return {
        "part": span.part,
        "section": span.section,
        "start": span.start,
        "end": span.end,
        "page": span.page,
        "box": None if span.box is None else [round(edge, 1) for edge in span.box],
        "table": span.table,
        "row": span.row,
        "col": span.col,
        "quote": span.quote,
    }


def _previous(facts: Facts) -> dict[str, object] | None:
    """Return whose disclosure of last year was compared, or None; its figures stay out."""
    last = facts.previous
    if last is None:
        return None
    return {
        "path": last.document.path,
        "sha256": last.document.sha256,
        "unit": last.unit,
        "year": last.year,
    }


def _elsewhere(place: Elsewhere) -> dict[str, object]:
    """Return a place in another document; its offsets count in that document's text."""
    return {
        "path": place.path,
        "unit": place.unit,
        "year": place.year,
        "span": _span(place.span),
    }


def _outcome(outcome: Outcome, language: str) -> dict[str, object]:
    return {
        "check": outcome.check,
        "subject": outcome.subject,
        "status": outcome.status,
        "severity": outcome.severity,
        "message": outcome.message[language],
        "facts": [fact.id for fact in outcome.facts],
        "elsewhere": [_elsewhere(place) for place in outcome.elsewhere],
        **_sum(outcome),
    }


def _lead(lead: Lead, language: str) -> dict[str, object]:
    return {
        "id": lead.id,
        "fingerprint": lead.fingerprint,
        "check": lead.check,
        "severity": lead.severity,
        "status": lead.outcome.status,
        "title": lead.title[language],
        "subject": lead.outcome.subject,
        "message": lead.message[language],
        "facts": [fact.id for fact in lead.facts],
        **_sum(lead.outcome),
        "quotes": list(dict.fromkeys(span.quote for span in lead.quotes)),
        "places": [_span(span) for span in lead.quotes],
        "elsewhere": [_elsewhere(place) for place in places_elsewhere(lead)],
        "basis": lead.basis,
        "also": [{"check": o.check, "message": o.message[language]} for o in lead.also],
        "explanation": [_explanation(one, language) for one in lead.explanations],
        "equal_explanations": lead.equal,
    }


def _reviewed(lead: Lead, language: str, review: UnitReview | None) -> dict[str, object]:
    found = _lead(lead, language)
    if review is not None:
        outdated = review.is_outdated(lead.fingerprint)
        found["review"] = review_object(review.of(lead.fingerprint), outdated=outdated)
    return found


def _correction(one: Correction) -> dict[str, str]:
    return {"fact": one.figure, "label": one.label, "value": one.value}


def _explanation(told: Explanation, language: str) -> dict[str, object]:
    """Return one explanation: its first figure with what it should print, others in `with`."""
    changes = [{"fact": fact.id, "value": _amount(value)} for fact, value in told.changes]
    return {
        **changes[0],
        "with": changes[1:],
        "solves": told.solves,
        "failed": told.failed,
        "slip": told.slip,
        "lo": _amount(told.lo),
        "hi": _amount(told.hi),
        "message": told.message[language],
    }


def _sum(outcome: Outcome) -> dict[str, object]:
    return {
        "expected": _amount(outcome.expected),
        "actual": _amount(outcome.actual),
        "residual": _amount(outcome.residual),
        "allowance": _amount(outcome.allowance),
        "uom": outcome.uom,
        "formula": outcome.formula,
    }


def _coverage(coverage: Coverage) -> dict[str, object]:
    return {
        "numbers": coverage.numbers,
        "used": coverage.used,
        "read": coverage.read,
        "unread": len(coverage.unread),
        "unread_numbers": [_span(span) for span in coverage.unread],
    }


def _amount(value: Decimal | str | None) -> str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _sha256(path: str) -> str | None:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return None
