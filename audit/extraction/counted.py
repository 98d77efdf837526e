"""Say what a count is of, by its unit and the words before it: batches, guests, vehicles."""

from __future__ import annotations

import re
from dataclasses import replace

from audit.amounts import Figure
from audit.extraction.cues import VEHICLE_TYPE
from audit.extraction.subjects import Subject

_COUNTED = {
    "批次": ("batches", "批次"),
    "批": ("batches", "批次"),
    "人次": ("guests", "人次"),
    "人": ("guests", "人次"),
    "团组": ("groups", "团组数"),
    "个": ("groups", "团组数"),
    "次": ("groups", "团组数"),
    "辆": ("vehicles", "辆数"),
}
_SESSIONS = ("meeting_expense", "training_expense")
_HELD = re.compile(r"保有|共有(?:公务)?(?:用车|车辆)|账面|实有|现有|实际")
_IN_ALL = re.compile(r"(?:共计|合计|总共)接待[^，。；]*$")  # with the foreign ones, maybe
_BOOKS = re.compile(r"账面|实际")
_OF_THEM = re.compile(
    r"其中|[，,、](?!.*(?:购置|更新|新购|保有|减|增))[^，,、]{0,12}(?:用车|车)\s*$"
)
_NAMED = (
    (re.compile(r"批次\s*(?:为|共)?\s*$"), _COUNTED["批次"]),
    (re.compile(r"人次(?:数)?\s*(?:为|共)?\s*$"), _COUNTED["人次"]),
    (re.compile(r"团组(?:数)?\s*(?:为|共)?\s*$"), _COUNTED["团组"]),
)
ANY_VEHICLE = Subject("vehicles", "公务用车", (), 0, 0)  # counted vehicles name themselves


def counted(figure: Figure, subject: Subject, lead: str, section: str) -> Subject:
    """Return the subject of a count: what the words name, else what its unit says."""
    if section in ("assets", "organisation"):
        return subject
    named = next((what for pattern, what in _NAMED if pattern.search(lead)), None)
    found = named or _COUNTED.get(figure.uom)
    if found is None or _is_counted(subject):
        return subject
    kind, word = found
    if subject.concept in _SESSIONS:
        kind, word = ("participants", "人次") if "人" in figure.uom else ("sessions", "次数")
    if kind == "vehicles":
        concept, label = _vehicles(lead)
        books = _BOOKS.search(lead)  # 账面56辆，实际12辆: two counts of one stock
        dims = (*subject.dims, ("name", books[0])) if books else subject.dims
        return replace(subject, concept=concept, label=label, dims=dims)
    if kind == "groups" and "hospitality" in subject.concept:
        kind, word = _COUNTED["批次"]
    about = "domestic_hospitality" if subject.concept == "hospitality" else subject.concept
    dims = (*subject.dims, ("name", "共计")) if _IN_ALL.search(lead) else subject.dims
    return replace(subject, concept=f"{about}_{kind}", label=f"{subject.label}{word}", dims=dims)


def _is_counted(subject: Subject) -> bool:
    return subject.concept.endswith(
        ("_batches", "_guests", "_groups", "_sessions", "_participants")
    )


def _vehicles(lead: str) -> tuple[str, str]:
    held = _HELD.search(lead)
    if VEHICLE_TYPE.search(lead) or (not held and _OF_THEM.search(lead)):
        return "vehicles_by_type", "分车型辆数"
    return ("vehicles_held", "公务用车保有量") if held else ("vehicles_purchased", "公务用车购置数")
