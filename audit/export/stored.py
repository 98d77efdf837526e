"""The leads of a stored `result.json`, read back for decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import UnreadableDocument
from audit.review import Seen
from audit.review.runs import together

RESULT = "result.json"


@dataclass(frozen=True, slots=True)
class StoredLead:
    """One lead as its JSON tells it; `figures` are its figures' labels and prints by id."""

    id: str
    fingerprint: str
    message: str
    figures: Mapping[str, tuple[str, str]]
    seen: Seen


def stored_document(folder: Path) -> dict[str, object]:
    """Return the document object of a unit's result folder.

    Raises UnreadableDocument, with a sentence, where there is none or it is something else.
    """
    path = folder / RESULT
    try:
        entry = json.loads(path.read_bytes())
    except OSError as problem:
        raise UnreadableDocument(
            f"{folder}：没有可读的 {RESULT}（{problem.strerror}）；请先运行 audit run，"
            "再指定它写出的 单位/年度 文件夹。"
        ) from None
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict) or not isinstance(entry.get("leads"), list):
        raise UnreadableDocument(f"{path}：不是核对结果；请重新运行 audit run。")
    return entry


def stored_leads(document: Mapping[str, object]) -> tuple[StoredLead, ...]:
    """Return the leads of a document object, worst first as they stand there.

    Raises UnreadableDocument where one lacks what every lead has.
    """
    try:
        labels = {fact["id"]: (fact["label"], fact["raw"]) for fact in _listed(document["facts"])}
        return tuple(_lead(entry, labels) for entry in _listed(document["leads"]))
    except (KeyError, TypeError, AttributeError) as problem:
        raise UnreadableDocument(
            f"{RESULT}：内容不完整（{problem}）；请重新运行 audit run。"
        ) from None


def seen_of_stored(leads: Iterable[StoredLead]) -> Mapping[str, Seen]:
    """Return what each lead says, by fingerprint; two of one fingerprint are told together."""
    return together((lead.fingerprint, lead.seen) for lead in leads)


def _listed(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return value


def _lead(entry: Mapping[str, object], labels: Mapping[str, tuple[str, str]]) -> StoredLead:
    figures = entry["facts"]
    if not isinstance(figures, list):
        raise TypeError("facts")
    return StoredLead(
        id=str(entry["id"]),
        fingerprint=str(entry["fingerprint"]),
        message=str(entry["message"]),
        figures={str(one): labels.get(one, ("", "")) for one in figures},
        seen=Seen(
            str(entry["check"]),
            str(entry["subject"]),
            str(entry["severity"]),
            str(entry["actual"] or ""),
            str(entry["expected"] or ""),
            str(entry["uom"]),
        ),
    )
