"""The papers of one unit as files: names and bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal

from audit.engine import Result
from audit.papers.decisions import Decided
from audit.papers.matter import engagement, matters
from audit.papers.register import register_csv
from audit.papers.words import say
from audit.views.words import Language

Kind = Literal["workpaper", "evidence", "register"]
KINDS: tuple[Kind, ...] = ("workpaper", "evidence", "register")
_NAMES: Mapping[str, str] = MappingProxyType(
    {"workpaper": "working_papers", "evidence": "evidence_sheets", "register": "register"}
)


def papers(
    result: Result,
    decisions: Mapping[str, Decided],
    *,
    kinds: Collection[Kind] = KINDS,
    language: Language = "zh",
    prepared_by: str = "",
    date: str = "",
) -> dict[str, bytes]:
    """Return the papers by file name; `decisions` are those in force, by fingerprint.

    Evidence sheets are made only when a lead was confirmed: there is nothing to sign before.
    `date` (YYYY-MM-DD) stands on the papers as given, '' leaves blanks.
    """
    head = engagement(result, language, prepared_by=prepared_by, date=date)
    found = matters(result, decisions, language)
    made: dict[str, bytes] = {}
    if "workpaper" in kinds:
        from audit.papers.sheets import working_papers

        made[file_name("workpaper", language) + ".docx"] = working_papers(head, found)
    if "evidence" in kinds and any(matter.standing == "finding" for matter in found):
        from audit.papers.sheets import evidence_sheets

        made[file_name("evidence", language) + ".docx"] = evidence_sheets(head, found)
    if "register" in kinds:
        from audit.papers.workbook import workbook

        known = {matter.lead.fingerprint for matter in found}
        gone = {key: decided for key, decided in decisions.items() if key not in known}
        name = file_name("register", language)
        made[f"{name}.xlsx"] = workbook(head, found, gone)
        made[f"{name}.csv"] = register_csv(found, language).encode()
    return made


def file_name(kind: Kind, language: Language) -> str:
    """Return the name of a paper's file, without its ending."""
    return say(kind, language) if language == "zh" else _NAMES[kind]
