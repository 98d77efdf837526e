"""The decisions of a unit read from their journal, one JSON object a line.

The chain of hashes that shows a changed or missing line is not looked at here; what cannot
be read is told and does not stop the other lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

NAME = "decisions.jsonl"
_ACTIONS = ("confirm", "dismiss", "explain", "reopen", "correct")


@dataclass(frozen=True, slots=True)
class Entry:
    """The decision in force on one lead."""

    action: str
    reason: str = ""
    name: str = ""
    time: str = ""
    answer: str = ""
    correction: object = None


@dataclass(frozen=True, slots=True)
class Journal:
    """The decision in force by fingerprint, and a sentence for each line that is no decision."""

    entries: dict[str, Entry]
    problems: tuple[str, ...] = ()


def read_journal(path: str | PathLike[str]) -> Journal:
    """Return what the journal at `path` says; raises OSError when it cannot be opened."""
    text = Path(path).read_text("utf-8", errors="backslashreplace")
    return folded(text.split("\n"), str(path))


def folded(lines: Iterable[str], source: str = "") -> Journal:
    """Return the last word on each lead.

    The unit's answer stays whatever is decided later, a proposed correction until the lead is
    reopened; a proposed correction decides nothing.
    """
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = _decision(line)
        if found is None:
            problems.append(f"{source}：第 {number} 行不是决定，未采用；请核对这份记录。")
            continue
        fingerprint, entry = found
        entries[fingerprint] = _after(entries.get(fingerprint), entry)
    return Journal(entries, tuple(problems))


def _decision(line: str) -> tuple[str, Entry] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("action") not in _ACTIONS:
        return None
    if not isinstance(told.get("fingerprint"), str):
        return None
    words = {key: _text(told.get(key)) for key in ("reason", "name", "time", "answer")}
    correction = told.get("correction") or None
    return told["fingerprint"], Entry(told["action"], correction=correction, **words)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _after(before: Entry | None, now: Entry) -> Entry:
    if before is None:
        return now
    if now.action == "reopen":
        return replace(now, answer=now.answer or before.answer)
    if now.action == "correct" and before.action != "reopen":
        return replace(before, correction=now.correction)
    return replace(
        now,
        answer=now.answer or before.answer,
        correction=now.correction or before.correction,
    )
