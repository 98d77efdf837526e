"""What is remembered of a person's choices: a small JSON for each unit and notebook.

A file that cannot be understood gives the defaults, and a note says so; nothing that a file
says is believed before it is found among what can be chosen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from audit import editions
from audit.errors import AuditError
from audit.export.output import atomic
from audit.folders import safe_name
from audit.views.choice import BY_EDITION, EVERYTHING, ROUNDINGS, SCORE_RULES, Choice, Rules
from audit.views.words import LANGUAGES, SEVERITY, STATUS, Language

SCHEMA = "audit-workbench/1"
FOLDER = ".audit"
_LARGEST = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose last; `path` is the document where another one was chosen."""

    language: Language = "zh"
    edition: str = "auto"
    path: str = ""
    name: str = ""
    lead: str = ""
    rules: Rules = BY_EDITION
    choice: Choice = EVERYTHING


@dataclass(frozen=True, slots=True)
class Store:
    """Where the settings of one unit in one notebook lie.

    `defaults` are what the notebook's parameters say: when they are others than when the
    settings were kept, the parameters count.
    """

    file: Path
    defaults: Settings

    def load(self) -> tuple[Settings, bool]:
        """Return what was kept, or the defaults; True where a file could not be understood."""
        try:
            text = self.file.read_bytes()
        except OSError:
            return self.defaults, self.file.exists()
        try:
            entry = _entry(text)
            kept, given = _settings(entry["settings"]), entry["given"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, AuditError):
            return self.defaults, True
        if given != self._given:
            kept = replace(kept, language=self.defaults.language, edition=self.defaults.edition)
        return kept, False

    def save(self, settings: Settings) -> None:
        """Write the settings, whole or not at all; raises OSError."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        entry = {"schema": SCHEMA, "given": self._given, "settings": asdict(settings)}
        with atomic(self.file) as file:
            file.write(json.dumps(entry, ensure_ascii=False, indent=1) + "\n")

    @property
    def _given(self) -> list[str]:
        return [self.defaults.language, self.defaults.edition]


def store(folder: Path, notebook: str, document: Path, defaults: Settings) -> Store:
    """Return where the settings for a document and a notebook are kept, below `folder`."""
    place = hashlib.sha256(str(document.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    name = f"{safe_name(document.stem)}-{place[:8]}-{safe_name(notebook)}.json"
    return Store(folder / FOLDER / name, defaults)


def _entry(text: bytes) -> Mapping[str, Any]:
    """Return what a state file holds; raises ValueError, KeyError or TypeError."""
    entry: Mapping[str, Any] = json.loads(text[: _LARGEST + 1])
    if len(text) > _LARGEST or entry["schema"] != SCHEMA:
        raise ValueError(len(text))
    return entry


def _settings(entry: Mapping[str, Any]) -> Settings:
    """Return settings from plain values; raises what a wrong value raises."""
    kept = _record(Settings, {**entry, "rules": BY_EDITION, "choice": EVERYTHING})
    rules, choice = _record(Rules, entry["rules"]), _record(Choice, entry["choice"])
    known = (
        kept.language in LANGUAGES
        and rules.rounding in ROUNDINGS
        and all(getattr(rules, name) in ("", *found) for name, found in SCORE_RULES.items())
        and choice.severity in ("", *SEVERITY)
        and choice.status in ("", *STATUS)
    )
    if not known:
        raise ValueError(entry)
    if kept.edition != "auto":
        editions.load(kept.edition)
    found: Settings = replace(kept, rules=rules, choice=choice)
    return found


def _record(kind: type[Any], entry: Mapping[str, Any]) -> Any:
    """Return a record whose fields are the entry's, each of its own type."""
    types = get_type_hints(kind)
    values = {field.name: entry[field.name] for field in fields(kind)}
    for name, value in values.items():
        wanted = types[name] if types[name] in (bool, Rules, Choice) else str
        if not isinstance(value, wanted):
            raise TypeError(name)
    return kind(**values)
