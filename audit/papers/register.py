"""疑点与发现清单: every lead with what was decided on it, as rows and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from audit.model import Outcome
from audit.papers.decisions import corrected, day
from audit.papers.matter import Matter
from audit.papers.pieces import LONG, title_of
from audit.papers.plain import inert
from audit.papers.words import STANDING, say
from audit.views.words import SEVERITY, Language, named

Value = str | Decimal | None
COLUMNS = (
    *("index", "standing", "severity", "matter", "message"),
    *("stated", "recomputed", "short_residual", "allowance", "uom", "effect_column"),
    *("place", "basis", "reason", "answer", "by", "date"),
    *("correction", "check", "key", "fingerprint"),
)
_PLACES = 3
BOM = "\ufeff"  # without it Excel reads UTF-8 as the code page of the machine


def register_row(matter: Matter, language: Language) -> Mapping[str, Value]:
    """Return one lead by column; words are inert, numbers are Decimal as the lead has them."""
    lead, outcome, decided = matter.lead, matter.lead.outcome, matter.decided
    words = {
        "index": matter.index,
        "standing": STANDING[matter.standing][language],
        "severity": named(SEVERITY, lead.severity, language),
        "check": lead.check,
        "matter": title_of(matter, language),
        "message": lead.message[language],
        "uom": outcome.uom,
        "place": _places(matter),
        "basis": lead.basis,
        "reason": (decided.reason or "") if decided else "",
        "answer": (decided.answer or "") if decided else "",
        "correction": corrected(decided),
        "by": (decided.name or "") if decided else "",
        "date": day(decided),
        "key": lead.id,
        "fingerprint": lead.fingerprint,
    }
    return {
        **{name: inert(text, LONG) for name, text in words.items()},
        **_compared(outcome),
        "effect_column": matter.effect,
    }


def register_csv(matters: Sequence[Matter], language: Language) -> str:
    """Return the register as CSV with a byte order mark and a header line."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([heading(name, language) for name in COLUMNS])
    for matter in matters:
        row = register_row(matter, language)
        writer.writerow([_written(row[name]) for name in COLUMNS])
    return BOM + page.getvalue()


def heading(name: str, language: Language) -> str:
    """Return what a column of the register is called."""
    return (
        say("correction", language).rstrip("： :") if name == "correction" else say(name, language)
    )


def _compared(outcome: Outcome) -> dict[str, Value]:
    found: dict[str, Value] = {
        "stated": outcome.actual,
        "recomputed": outcome.expected,
        "short_residual": outcome.residual,
        "allowance": outcome.allowance,
    }
    return {k: inert(value) if isinstance(value, str) else value for k, value in found.items()}


def _places(matter: Matter) -> str:
    found = list(dict.fromkeys(passage.place for passage in matter.passages))
    more = f"；…（{len(found)}）" if len(found) > _PLACES else ""
    return "；".join(found[:_PLACES]) + more


def _written(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value or ""
