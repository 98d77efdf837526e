"""Plant one defect in a disclosure: the changed Document, and what was changed where.

The document may come from any format. Its facts must be extracted again; what the
defect touches is told in places of the changed text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from audit.facts import Facts
from audit.model import Document, Fact, Paragraph, Part
from audit.sample import digits
from audit.sample.edits import Edit, Shift, edited, without_paragraph, without_row
from audit.sample.places import Kind, Place, rows, section_of

_WORDS = (
    ("增加", "减少"),
    ("增长", "下降"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("上涨", "下降"),
    ("多支出", "少支出"),
    ("增幅", "降幅"),
)
_OPPOSITE = {b: a for a, b in _WORDS[::-1]} | dict(_WORDS)
_WORD = re.compile("|".join(sorted(_OPPOSITE, key=len, reverse=True)))
_CLAUSE = re.compile(r"[，。；,;：:\n]")
_UNIT = re.compile(r"\s*(万\s?元|元)")
_FAR = 24  # characters in which a word of direction stands before its figure


@dataclass(frozen=True, slots=True)
class Defect:
    """What was planted: `printed` became `planted` at `start` of the unchanged text.

    `variant` tells how (the slip, the cell). `facts` are the figures of the unchanged
    document that it concerns, `places` where they and the changed words stand in the
    changed text; what is gone has none.
    """

    kind: Kind
    variant: str
    section: str
    part: Part
    start: int
    printed: str
    planted: str
    facts: tuple[Fact, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with a defect in it; `shift` gives the new place of an old one."""

    document: Document
    defect: Defect
    shift: Shift


Change = tuple[str, tuple[Edit, ...]]  # the variant and its edits


def plant(kind: Kind, facts: Facts, place: Place, chance: random.Random) -> Mutant | None:
    """Return the document with a defect of a kind at one of its `places`, or None.

    None where the words there do not allow it (no other digit, no word of direction).
    """
    if kind == "missing_row":
        return _without(facts, place)
    change = _CHANGES[kind](facts, place, chance)
    if change is None or not change[1]:
        return None
    variant, edits = change
    shift = Shift(edits)
    text = facts.document.text
    concerned = (place[0],) if kind == "last_year_left" else place
    spans = {(shift(e.start), shift(e.start) + len(e.text)) for e in edits}
    spans |= {(shift(f.span.start), shift.end(f.span.end)) for f in concerned}
    defect = Defect(
        kind,
        variant,
        section_of(facts, place[0]),
        place[0].span.part,
        edits[0].start,
        " | ".join(text[e.start : e.end] for e in edits),
        " | ".join(e.text for e in edits),
        concerned,
        tuple(sorted(span for span in spans if span[0] < span[1])),
    )
    return Mutant(edited(facts.document, edits), defect, shift)


def _printed(facts: Facts, fact: Fact) -> str:
    return facts.document.text[fact.span.start : fact.span.end]


def _one(fact: Fact, variant: str, text: str) -> Change | None:
    """Return the change of one figure's digits, or None where there is no other text."""
    return (variant, (Edit(fact.span.start, fact.span.end, text),)) if text else None


def _slip(facts: Facts, place: Place, chance: random.Random) -> Change | None:
    found = digits.slipped(_printed(facts, place[0]), chance)
    return _one(place[0], *found) if found else None


def _percentage(facts: Facts, place: Place, chance: random.Random) -> Change | None:
    rest = digits.complement(_printed(facts, place[0]))
    if rest and chance.random() < 1 / (len(digits.SLIPS) + 1):
        return _one(place[0], "complement", rest)
    return _slip(facts, place, chance)


def _form_cell(facts: Facts, place: Place, chance: random.Random) -> Change | None:
    fact = place[0]
    found = digits.slipped(_printed(facts, fact), chance)
    names = {"form_total": f"total {fact.measure}", "conclusion_score": "conclusion score"}
    cell = names.get(fact.concept, f"{fact.concept} {fact.measure}").replace("_", " ")
    return _one(fact, cell, found[1]) if found else None


def _direction(facts: Facts, place: Place, chance: random.Random) -> Change | None:
    """Turn a word of direction, or two; or print 持平 over a change and its rate."""
    words = [_word_of(facts.document.text, fact) for fact in place]
    found = [match for match in words if match is not None]
    if len(found) < len(words):
        return None
    if len(place) == 1 or chance.random() < 1 / 2:
        turned = tuple(Edit(m.start(), m.end(), _OPPOSITE[m[0]]) for m in found)
        return ("turned" if len(place) == 1 else "both turned"), turned
    end = place[1].span.start + len(place[1].raw)
    return "unchanged", (Edit(found[0].start(), end, "持平"),)


def _word_of(text: str, fact: Fact) -> re.Match[str] | None:
    """Return the word that gives a change its direction: the last in its clause before it."""
    start = max(0, fact.span.start - _FAR)
    begin = max(
        (m.end() + start for m in _CLAUSE.finditer(text[start : fact.span.start])), default=start
    )
    found = list(_WORD.finditer(text, begin, fact.span.start))
    return found[-1] if found else None


def _unit_slip(facts: Facts, place: Place, chance: random.Random) -> Change | None:
    fact, text = place[0], facts.document.text
    unit = _UNIT.match(text, fact.span.end)
    if unit is None or not fact.value:
        return None
    large = "万" in unit[1]
    if chance.random() < 1 / 2:
        word = Edit(unit.start(1), unit.end(1), "元" if large else "万元")
        return "unit word", (word,)
    return _one(fact, "number", digits.scaled(_printed(facts, fact), 4 if large else -4))


def _swapped(facts: Facts, place: Place, _: random.Random) -> Change | None:
    one, two = place
    first, second = _printed(facts, one), _printed(facts, two)
    edits = (
        Edit(one.span.start, one.span.end, second),
        Edit(two.span.start, two.span.end, first),
    )
    where = {"narrative": "sentence", "table": "table column", "form": "form column"}
    return where.get(one.span.part, "column"), edits


def _copied(facts: Facts, place: Place, _: random.Random) -> Change | None:
    table, row = place[0].span.table or 0, place[0].span.row or 0
    above = {fact.span.col: fact for fact in rows(facts)[table, row - 1]}
    pairs = [(fact, above[fact.span.col]) for fact in place]
    edits = tuple(
        Edit(fact.span.start, fact.span.end, _printed(facts, other))
        for fact, other in pairs
        if fact.value != other.value
    )
    return place[0].span.part, edits


def _last_year(facts: Facts, place: Place, _: random.Random) -> Change | None:
    fact, told = place
    if fact.value is None or told.value is None:
        return None
    signed = -told.value if told.direction == "decrease" else told.value
    past = fact.value - signed if told.measure == "change" else told.value
    printed = _printed(facts, fact)
    text = digits.like(printed, past) if past > 0 else ""
    return _one(fact, told.measure, text) if text != printed else None


def _truncated(facts: Facts, place: Place, _: random.Random) -> Change | None:
    return _one(place[0], place[0].kind, digits.cut_off(_printed(facts, place[0])))


def _nudged(facts: Facts, place: Place, chance: random.Random) -> Change | None:
    return _one(place[0], place[0].kind, digits.nudged(_printed(facts, place[0]), chance))


_CHANGES: dict[Kind, Callable[[Facts, Place, random.Random], Change | None]] = {
    "amount": _slip,
    "percentage": _percentage,
    "count": _slip,
    "direction": _direction,
    "table_cell": _slip,
    "form_cell": _form_cell,
    "unit_slip": _unit_slip,
    "swapped_neighbours": _swapped,
    "row_above_copied": _copied,
    "last_year_left": _last_year,
    "truncation": _truncated,
    "small_change": _nudged,
}


def _without(facts: Facts, place: Place) -> Mutant | None:
    """Return the document without the row, or the item of a list, that holds the figures."""
    document, first = facts.document, place[0]
    if first.span.part == "narrative":
        item = next(p for p in document.paragraphs if p.start <= first.span.start < p.end)
        cut = without_paragraph(document, item)
        return _cut(facts, place, cut, "item in prose", item)
    table = next(t for t in document.tables if t.index == first.span.table)
    cells = table.rows[(first.span.row or 1) - 1]
    gone = Paragraph("", cells[0].start, cells[-1].end)
    cut = without_row(document, table, (first.span.row or 1) - 1)
    return _cut(facts, place, cut, f"row of a {first.span.part}", gone)


def _cut(facts: Facts, place: Place, document: Document, variant: str, gone: Paragraph) -> Mutant:
    size = len(facts.document.text) - len(document.text)
    shift = Shift([Edit(gone.start, gone.start + size, "")])
    printed = facts.document.text[gone.start : gone.end]
    section, part = section_of(facts, place[0]), place[0].span.part
    defect = Defect("missing_row", variant, section, part, gone.start, printed, "", place, ())
    return Mutant(document, defect, shift)


def touched(defect: Defect, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether any stretch of the changed text overlaps what the defect changed."""
    return any(
        start < last and first < end for start, end in spans for first, last in defect.places
    )
