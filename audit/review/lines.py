"""One line of the journal: a decision as bytes, and bytes as a decision."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from audit.review.decisions import ACTIONS, Correction, Decision, Seen

VERSION = 1
_END = re.compile(rb',"hash":"([0-9a-f]{64})"\}')
_TAIL = len(b',"hash":""}') + 64
_TEXTS = ("action", "fingerprint", "check", "reason", "name", "time", "answer")


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line: the hash of the one before, its own, and the decision, None if not known.

    `noticed` names what its writer found wrong: `torn` the hash of a torn end, `lost` the
    recorded hash of a line that was cut off.
    """

    before: str
    own: str
    version: object
    decision: Decision | None
    noticed: Mapping[str, str]


def line_bytes(decision: Decision, before: str, noticed: Mapping[str, str]) -> tuple[bytes, str]:
    """Return a decision as a line with its end, and the line's hash."""
    entry: dict[str, object] = {"before": before, "version": VERSION}
    entry |= {"noticed": dict(noticed)} if noticed else {}
    entry |= decision_object(decision)
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    body = text.encode("utf-8", "backslashreplace")  # half a character becomes its escape
    own = hashlib.sha256(body).hexdigest()
    return body[:-1] + f',"hash":"{own}"}}\n'.encode(), own


def parsed(raw: bytes) -> Line | None:
    """Return a line without its end, None where its hash is not that of its bytes."""
    end = _END.fullmatch(raw[-_TAIL:])
    if end is None:
        return None
    body, own = raw[:-_TAIL] + b"}", end[1].decode()
    if hashlib.sha256(body).hexdigest() != own:
        return None
    try:
        entry = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or not isinstance(entry.get("before"), str):
        return None
    noticed = entry.get("noticed")
    told = noticed if isinstance(noticed, dict) else {}
    named = {str(key): value for key, value in told.items() if isinstance(value, str)}
    return Line(entry["before"], own, entry.get("version"), _decision(entry), named)


def is_newer(line: Line) -> bool:
    """Return whether a line says that a later version of this format wrote it."""
    return isinstance(line.version, int) and line.version > VERSION


def decision_object(decision: Decision) -> dict[str, object]:
    """Return a decision as plain values, without what it does not have."""
    found: dict[str, object] = {name: getattr(decision, name) for name in _TEXTS}
    found = {name: value for name, value in found.items() if value}
    if decision.correction:
        found["correction"] = [plain(one) for one in decision.correction]
    if decision.seen is not None:
        found["seen"] = plain(decision.seen)
    return found


def plain(record: Correction | Seen) -> dict[str, str]:
    """Return a record of texts as plain values."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def seen_from(entry: object) -> Seen | None:
    """Return what `plain` made of a Seen, None where it is something else."""
    texts = _texts(entry, tuple(each.name for each in fields(Seen)))
    return None if texts is None else Seen(**texts)


def _decision(entry: Mapping[str, object]) -> Decision | None:
    if entry.get("version") != VERSION or entry.get("action") not in ACTIONS:
        return None
    texts = _texts({name: entry.get(name, "") for name in _TEXTS}, _TEXTS)
    listed = entry.get("correction", [])
    if texts is None or not isinstance(listed, list):
        return None
    names = tuple(each.name for each in fields(Correction))
    correction = [_texts(one, names) for one in listed]
    if None in correction:
        return None
    made = tuple(Correction(**one) for one in correction if one is not None)
    return Decision(**texts, correction=made, seen=seen_from(entry.get("seen")))  # type: ignore[arg-type]


def _texts(entry: object, names: tuple[str, ...]) -> dict[str, str] | None:
    if not isinstance(entry, dict):
        return None
    found = {name: entry.get(name) for name in names}
    if not all(isinstance(value, str) for value in found.values()):
        return None
    return {name: str(value) for name, value in found.items()}
