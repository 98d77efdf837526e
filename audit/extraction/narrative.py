"""Read the figures of the prose: each inside its section, each with subject and measure.

A sentence is cut at 。；and read from left to right. A figure's subject is the term named
since the figure before it, or that figure's own where only a measure follows (占, 增加);
an amount whose words name something unknown is left unread. The unit decides between an
amount and a rate, never the verb: 下降34万元 and 增长31.39% are both read rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from audit import amounts
from audit.amounts import Figure
from audit.extraction.cues import (
    SHARE,
    UNCHANGED,
    VEHICLE_TYPE,
    Cue,
    aside_of,
    begins_aside,
    cue_of,
    goes_on,
    lacks_unit,
)
from audit.extraction.sections import NUMERAL
from audit.extraction.subjects import Dims, Subject, find_subjects
from audit.facts import Section
from audit.model import Document, Fact, Kind, Paragraph
from audit.terms import Vocabulary, vocabulary

_SENTENCE = re.compile(r"[^。；;！\n]*[。；;！]?")
_LISTED = re.compile(r"(?:主要)?包括[：:]?(?P<names>[^。；;]+)")
_COUNT = r"(\d+)\s*个项目[^，。；]{0,12}"
_PROJECTS = (
    ("performance_projects_targets", "编制绩效目标的项目数", re.compile(rf"对\s*{_COUNT}目标")),
    ("performance_projects_monitored", "开展绩效监控的项目数", re.compile(rf"{_COUNT}监控")),
    (
        "performance_projects_evaluated",
        "绩效自评的项目数",
        re.compile(rf"对\s*{_COUNT}(?:自评|评价)"),
    ),
)
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
_HELD = re.compile(r"保有|共有(?:公务)?(?:用车|车辆)")


_ANY_VEHICLE = Subject("vehicles", "公务用车", (), 0, 0)  # counted vehicles name themselves


@dataclass(frozen=True, slots=True)
class _Reader:
    """One section while it is read."""

    document: Document
    section: Section
    words: Vocabulary
    year: int | None


def read_narrative(
    document: Document, sections: tuple[Section, ...], year: int | None
) -> Iterator[Fact]:
    """Yield the facts of every section that has a vocabulary, in document order.

    Amounts in the printed unit, rates in %, counts in their unit; `precision` equals
    `decimals` until the whole document is known.
    """
    for paragraph in document.paragraphs:
        section = _section_of(paragraph, sections)
        if section is None:
            continue
        words = vocabulary(section.key)
        if section.key == "performance":
            yield from _read_project_counts(document, section, paragraph, year)
        elif words is not None:
            yield from _read_paragraph(_Reader(document, section, words, year), paragraph)


def _section_of(paragraph: Paragraph, sections: tuple[Section, ...]) -> Section | None:
    inside = [
        s for s in sections if s.body <= paragraph.start < s.end and paragraph.start != s.start
    ]
    return max(inside, key=lambda section: section.start, default=None)


def _read_paragraph(reader: _Reader, paragraph: Paragraph) -> Iterator[Fact]:
    text = reader.document.text
    numeral = NUMERAL.match(text, paragraph.start, paragraph.end)
    start = numeral.end() if numeral else paragraph.start
    carried: Subject | None = None
    for sentence in _SENTENCE.finditer(text, start, paragraph.end):
        if sentence.group().strip():
            facts, carried = _read_sentence(reader, sentence.start(), sentence.end(), carried)
            yield from facts


def _read_sentence(
    reader: _Reader, start: int, end: int, carried: Subject | None
) -> tuple[list[Fact], Subject | None]:
    """Return the sentence's facts and the subject that the next sentence inherits."""
    text = reader.document.text
    subjects = find_subjects(reader.section.key, reader.words, text, start, end)
    found = list(_read_figures(reader, (start, end), subjects, carried))
    found.extend(_unchanged(reader, (start, end), subjects, carried))
    if reader.section.key == "basic":
        found.extend(_listed_items(reader, (start, end), subjects))
    told = (s for s in subjects if not begins_aside(text[start : s.start]))
    return found, next(told, carried)


def _read_figures(
    reader: _Reader,
    sentence: tuple[int, int],
    subjects: tuple[Subject, ...],
    carried: Subject | None,
) -> Iterator[Fact]:
    text, previous = reader.document.text, sentence[0]
    current = carried
    for figure in amounts.quantities(text, *sentence):
        lead = text[previous : figure.start]
        cue = cue_of(figure, lead)
        named = _named(subjects, previous, figure.start, lead)
        words = text[named.end : figure.start] if named and figure.kind == "amount" else ""
        current = named or (current if goes_on(cue, lead) else None)
        current = current if goes_on(cue, words) else None
        aside = aside_of(text[sentence[0] : figure.start], lead)
        if named and named.concept == "functional_class" and aside == "detail":
            aside = ""  # 主要用于 introduces the classes themselves
        about = current or named or carried if aside else current
        if figure.uom == "辆":
            about = about or carried or _ANY_VEHICLE
        previous = figure.stop
        if about is not None:
            yield from _fact(reader, figure, lead, cue, about, aside, sentence)


def _named(subjects: tuple[Subject, ...], start: int, before: int, lead: str) -> Subject | None:
    """Return the last term named since `start`; the denominator after 占 is not a subject."""
    share = SHARE.search(lead)
    limit = start + share.start() if share else before
    return next(
        (s for s in reversed(subjects) if start < s.end and s.start < limit),
        None,
    )


def _fact(
    reader: _Reader,
    figure: Figure,
    lead: str,
    cue: Cue,
    subject: Subject,
    aside: str,
    sentence: tuple[int, int],
) -> Iterator[Fact]:
    if figure.kind == "count" and not figure.uom:
        after = reader.document.text[figure.stop : figure.stop + 4]
        if not lacks_unit(figure, lead, after):
            return
        figure = replace(figure, uom="万元")
        subject = replace(subject, dims=(*subject.dims, ("unit_printed", "no")))
    if aside:
        cue, subject = Cue("reason", cue.direction), _set_aside(figure, subject, aside)
    elif figure.kind == "count":
        subject = _counted(figure, subject, lead, reader.section.key)
    yield _make(reader, figure, cue, subject, sentence)


def _set_aside(figure: Figure, subject: Subject, aside: str) -> Subject:
    """Return the subject of a figure that explains another and is not the whole."""
    word = "原因" if aside == "reason" else "明细"
    dims = (*subject.dims, ("about", subject.concept))
    return replace(
        subject,
        concept=f"{aside}_{figure.kind}",
        label=f"{subject.label}（{word}所述）",
        dims=dims,
    )


def _counted(figure: Figure, subject: Subject, lead: str, section: str) -> Subject:
    """Return the subject of a count by its unit: batches, guests, groups, vehicles."""
    if section in ("assets", "organisation") or figure.uom not in _COUNTED:
        return subject
    kind, word = _COUNTED[figure.uom]
    if kind == "vehicles":
        concept, label = _vehicles(lead)
        return replace(subject, concept=concept, label=label)
    about = "domestic_hospitality" if subject.concept == "hospitality" else subject.concept
    return replace(subject, concept=f"{about}_{kind}", label=f"{subject.label}{word}")


def _vehicles(lead: str) -> tuple[str, str]:
    if VEHICLE_TYPE.search(lead):
        return "vehicles_by_type", "分车型辆数"
    held = _HELD.search(lead)
    return ("vehicles_held", "公务用车保有量") if held else ("vehicles_purchased", "公务用车购置数")


def _unchanged(
    reader: _Reader,
    sentence: tuple[int, int],
    subjects: tuple[Subject, ...],
    carried: Subject | None,
) -> Iterator[Fact]:
    """Yield 持平 and its like as text facts of measure change."""
    for match in UNCHANGED.finditer(reader.document.text, *sentence):
        subject = next((s for s in reversed(subjects) if s.start < match.start()), carried)
        word, cue = _word(*match.span("word")), Cue("change", "unchanged")
        if subject is not None:
            yield _make(reader, word, cue, subject, sentence, kind="text")


def _listed_items(
    reader: _Reader, sentence: tuple[int, int], subjects: tuple[Subject, ...]
) -> Iterator[Fact]:
    """Yield the economic items that 主要包括 names, as text facts of their group."""
    match = _LISTED.search(reader.document.text, *sentence)
    group = next((s for s in subjects if s.concept in ("personnel_funds", "public_funds")), None)
    if match is None or group is None:
        return
    for name in re.finditer(r"[^、，,\s]+", match["names"]):
        text = name.group().removesuffix("等")
        at = match.start("names") + name.start()
        if text:
            dims: Dims = (("group", group.concept),)
            subject = Subject("economic_item", text, dims, at, at + len(text))
            word = _word(at, at + len(text))
            yield _make(reader, word, Cue("actual"), subject, sentence, kind="text")


def _word(start: int, end: int) -> Figure:
    """Return a printed word in the place of a figure."""
    return Figure(Decimal(0), 0, "", start, end, end)


def _read_project_counts(
    document: Document, section: Section, paragraph: Paragraph, year: int | None
) -> Iterator[Fact]:
    """Yield how many projects had targets, were monitored, were evaluated (§十 四)."""
    reader = _Reader(document, section, Vocabulary("all_funds", ()), year)
    for concept, label, pattern in _PROJECTS:
        for match in pattern.finditer(document.text, paragraph.start, paragraph.end):
            figure = Figure(
                amounts.read_number(match[1]), 0, "个", *match.span(1), match.end(1) + 1
            )
            subject = Subject(concept, label, (), *match.span())
            yield _make(reader, figure, Cue("actual"), subject, match.span())


def _make(
    reader: _Reader,
    figure: Figure,
    cue: Cue,
    subject: Subject,
    sentence: tuple[int, int],
    kind: Kind | None = None,
) -> Fact:
    text = reader.document.text
    quote = " ".join(text[slice(*sentence)].split())
    return Fact(
        id=f"f{figure.start}",
        concept=subject.concept,
        label=subject.label,
        kind=kind or figure.kind,
        measure=cue.measure,
        scope=reader.words.scope,
        year=reader.year,
        value=None if kind == "text" else figure.value,
        decimals=figure.decimals,
        precision=figure.decimals,
        uom=figure.uom,
        raw=text[figure.start : figure.stop],
        span=reader.document.span(
            "narrative", reader.section.title, figure.start, figure.end, quote
        ),
        dims=(*subject.dims, ("basis", cue.basis)) if cue.basis else subject.dims,
        direction=cue.direction,
        confidence="low" if ("unit_printed", "no") in subject.dims else "high",
    )
