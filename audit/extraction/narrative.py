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
from audit.extraction.counted import ANY_VEHICLE, counted
from audit.extraction.cues import (
    SHARE,
    UNCHANGED,
    Base,
    Cue,
    aside_of,
    base_of,
    begins_aside,
    cue_of,
    fits_its_term,
    goes_on,
    is_left_out,
    lacks_percent,
    lacks_unit,
    speaks_of_the_whole,
)
from audit.extraction.inference import SENTENCE
from audit.extraction.projects import read_projects
from audit.extraction.sections import NUMERAL
from audit.extraction.subjects import Dims, Subject, find_subjects
from audit.facts import Section
from audit.model import Document, Fact, Kind, Measure, Paragraph
from audit.terms import Vocabulary, vocabulary, vocabulary_without_heading

_LISTED = re.compile(r"(?:主要)?包括[：:]?(?P<names>[^。；;]+)")
_LIST_BEGINS = re.compile(r"\s*[，,。]?\s*(?:[（(]?其中|[：:])")
_WORDED_ACTUAL = re.compile(r"决算|实际支出")
_BOTH_SIDES = re.compile(r"(?:各|分别)(?:为|是)\s*$")
_OPENS, _CLOSES = "（(", "）)"
_WHOLES = {  # what a sentence without a subject speaks of, where no heading named another
    "three_public": ("three_public", "“三公”经费合计"),
    "three_public_overall": ("three_public", "“三公”经费合计"),
    "gpb": ("expenditure_current_year", "一般公共预算财政拨款支出"),
    "operating": ("agency_operating_expense", "机关运行经费"),
    "procurement": ("government_procurement", "政府采购支出总额"),
}
_BUDGET_MEASURES: dict[Measure, Measure] = {
    "change": "budget_change",
    "change_rate": "budget_change_rate",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """One section while it is read."""

    document: Document
    section: Section
    words: Vocabulary
    year: int | None


@dataclass(slots=True)
class _Flow:
    """What a paragraph hands on: subjects, the base of comparison, the head of a list.

    `head` is the subject of the sentence since the last full stop, `last` that of the
    last clause; `listed` is the measure that a budget gives to the list after it.
    """

    key: str = ""
    head: Subject | None = None
    last: Subject | None = None
    base: Base = ""
    listed: Measure | None = None
    whole: Subject | None = None

    def stop(self) -> None:
        """Forget what a full stop ends."""
        self.last, self.base, self.listed = self.head, "", None


def read_narrative(
    document: Document, sections: tuple[Section, ...], year: int | None
) -> Iterator[Fact]:
    """Yield the facts of every section that has a vocabulary, in document order.

    Amounts in the printed unit, rates in %, counts in their unit; `precision` equals
    `decimals` until the whole document is known.
    """
    flow = _Flow()
    for paragraph in document.paragraphs:
        flow = _new_paragraph(flow)
        for start, end in _sentences(document.text, paragraph):
            section = _section_of(start, paragraph, sections)
            reader = _reader(document, section, year)
            if reader is None:
                continue
            if reader.section.key == "performance":
                yield from read_projects(reader, start, end)
                continue
            if reader.section.key != flow.key:
                flow = _new_paragraph(_Flow(key=reader.section.key))
            yield from _read_sentence(reader, start, end, flow)


def _new_paragraph(flow: _Flow) -> _Flow:
    """Return what the next paragraph begins with: only the whole of a passage goes on."""
    whole = _WHOLES.get(flow.key)
    goes_on_ = whole is not None and (flow.head is None or flow.head.concept == whole[0])
    subject = Subject(*whole, (), 0, 0) if whole is not None and goes_on_ else None
    return _Flow(key=flow.key, whole=subject)


def _sentences(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    numeral = NUMERAL.match(text, paragraph.start, paragraph.end)
    start = numeral.end() if numeral else paragraph.start
    for sentence in SENTENCE.finditer(text, start, paragraph.end):
        if sentence.group().strip():
            yield sentence.span()


def _section_of(start: int, paragraph: Paragraph, sections: tuple[Section, ...]) -> Section | None:
    """Return the innermost section of a sentence; a heading is not in its own section."""
    inside = [
        s
        for s in sections
        if s.body <= start < s.end and (s.inferred or paragraph.start != s.start)
    ]
    return max(inside, key=lambda section: section.start, default=None)


def _reader(document: Document, section: Section | None, year: int | None) -> Reader | None:
    if section is None:
        return None
    if section.key == "performance":
        return Reader(document, section, Vocabulary("all_funds", ()), year)
    find = vocabulary_without_heading if section.inferred else vocabulary
    words = find(section.key)
    return None if words is None else Reader(document, section, words, year)


def _read_sentence(reader: Reader, start: int, end: int, flow: _Flow) -> Iterator[Fact]:
    """Yield the sentence's facts; `flow` takes up what the next sentence inherits."""
    text = reader.document.text
    subjects = find_subjects(reader.section, reader.words, text, start, end)
    yield from _read_figures(reader, (start, end), subjects, flow)
    yield from _unchanged(reader, (start, end), subjects, flow.last)
    if reader.section.key == "basic":
        yield from _listed_items(reader, (start, end), subjects)
    told = (s for s in subjects if not begins_aside(text[start : s.start]))
    flow.last = next(told, flow.last)
    flow.head = flow.head or flow.last
    if text[end - 1] in "。！" or text[end : end + 1] == "\n":
        flow.stop()
        flow.head = flow.last or flow.head


def _read_figures(
    reader: Reader, sentence: tuple[int, int], subjects: tuple[Subject, ...], flow: _Flow
) -> Iterator[Fact]:
    text, previous = reader.document.text, sentence[0]
    current = flow.last
    outer: list[Subject | None] = []
    told: Fact | None = None
    figures = tuple(amounts.quantities(text, *sentence))
    for place, figure in enumerate(figures):
        lead = text[previous : figure.start]
        current = _out_of_brackets(lead, current, outer)
        cue = cue_of(figure, lead, text[figure.stop : figure.stop + 6])
        if told is not None and cue.measure == "share" and lead.strip() == "的":
            cue = _completion_of(told) or cue
        if told is None and current is None and not subjects_before(subjects, figure):
            current = flow.whole if speaks_of_the_whole(lead) else None
            flow.head = flow.head or current
        named = _named(subjects, previous, figure.start, lead)
        words = text[named.end : figure.start] if named and figure.kind == "amount" else ""
        current = named or (current if goes_on(cue, lead) else None)
        current = current if fits_its_term(cue, words) else None
        current = _one_of_both(current, figures, place, lead, text)
        aside = aside_of(text[sentence[0] : figure.start], lead)
        if named and named.concept.startswith("functional_class") and aside == "detail":
            aside = ""  # 主要用于 introduces the classes themselves
        about = current or named or flow.last if aside else current
        if figure.uom == "辆":
            about = about or flow.last or ANY_VEHICLE
        previous = figure.stop
        if about is None or is_left_out(lead):
            continue
        cue, about = _in_flow(cue, about, named, lead, flow)
        for told in _fact(reader, figure, lead, cue, about, aside, sentence, told):
            yield told
            _begin_list(told, text[figure.stop : figure.stop + 8], flow)
        current = about if not aside else current


def _completion_of(budget: Fact) -> Cue | None:
    """Return 完成年初预算450万元的111%: a rate of the budget printed before it."""
    basis = {"initial_budget": "年初", "adjusted_budget": "调整"}.get(budget.measure)
    return Cue("completion_rate", basis=basis) if basis else None


def subjects_before(subjects: tuple[Subject, ...], figure: Figure) -> bool:
    """Return whether a sentence names something before a figure."""
    return any(subject.start < figure.start for subject in subjects)


def _out_of_brackets(
    lead: str, current: Subject | None, outer: list[Subject | None]
) -> Subject | None:
    """Return the subject from before a bracket that the words close."""
    for char in lead:
        if char in _CLOSES and outer:
            current = outer.pop()
        elif char in _OPENS:
            outer.append(current)
    return current


def _one_of_both(
    current: Subject | None, figures: tuple[Figure, ...], place: int, lead: str, text: str
) -> Subject | None:
    """Return which side a figure is of 收、支总计各是A,B: revenue first, then expenditure."""
    if current is None or current.concept not in ("grand_total", "total_revenue"):
        return current
    figure, following = figures[place], figures[place + 1 : place + 2]
    if current.concept == "grand_total" and _BOTH_SIDES.search(lead):
        paired = following and _stand_together(figure, following[0], text)
        return replace(current, concept="total_revenue", label="收入总计") if paired else current
    if current.concept == "total_revenue" and place and current.label == "收入总计":
        before = figures[place - 1]
        named = text[current.start : current.end]
        if "支" in named and _stand_together(before, figure, text):
            return replace(current, concept="total_expenditure", label="支出总计")
    return current


def _stand_together(figure: Figure, following: Figure, text: str) -> bool:
    between = text[figure.stop : following.start].strip()
    return following.kind == "amount" and between in ("", ",", "，", "、", "和")


def _in_flow(
    cue: Cue, about: Subject, named: Subject | None, lead: str, flow: _Flow
) -> tuple[Cue, Subject]:
    """Return cue and subject in the light of what the passage said: base and list."""
    base = cue.base or base_of(lead)
    flow.base = base or flow.base
    if cue.measure in _BUDGET_MEASURES and flow.base == "budget":
        return replace(cue, measure=_BUDGET_MEASURES[cue.measure]), about
    if cue.measure == "actual" and flow.listed and named is not None:
        worded = _WORDED_ACTUAL.search(lead)
        dims = (*about.dims, ("wording", "actual")) if worded else about.dims
        return replace(cue, measure=flow.listed), replace(about, dims=dims)
    if cue.measure == "actual" and flow.listed:
        flow.listed = None
    return cue, about


def _begin_list(told: Fact, after: str, flow: _Flow) -> None:
    budget = told.measure in ("initial_budget", "adjusted_budget")
    if budget and not flow.listed and _LIST_BEGINS.match(after):
        flow.listed = told.measure
    elif told.measure == "actual" and told.kind == "amount":
        flow.listed = None


def _named(subjects: tuple[Subject, ...], start: int, before: int, lead: str) -> Subject | None:
    """Return the last term named since `start`; the denominator after 占 is not a subject."""
    share = SHARE.search(lead)
    limit = start + share.start() if share else before
    return next(
        (s for s in reversed(subjects) if start < s.end and s.start < limit),
        None,
    )


def _fact(
    reader: Reader,
    figure: Figure,
    lead: str,
    cue: Cue,
    subject: Subject,
    aside: str,
    sentence: tuple[int, int],
    told: Fact | None,
) -> Iterator[Fact]:
    if figure.kind == "count" and not figure.uom:
        after = reader.document.text[figure.stop : figure.stop + 4]
        changed = told is not None and told.measure in ("change", "budget_change")
        if changed and lacks_percent(figure, lead, after):
            figure, rate = replace(figure, uom="%"), _as_rate(cue)
            cue, subject = rate, replace(subject, dims=(*subject.dims, ("unit_printed", "no")))
        elif lacks_unit(figure, lead, after):
            figure = replace(figure, uom="万元")
            dims: Dims = (("unit_printed", "no"),) if figure.value else ()
            subject = replace(subject, dims=(*subject.dims, *dims))
        else:
            return
    if aside:
        cue, subject = Cue("reason", cue.direction), _set_aside(figure, subject, aside)
    elif figure.kind == "count":
        subject = counted(figure, subject, lead, reader.section.key)
    yield make(reader, figure, cue, subject, sentence)


def _as_rate(cue: Cue) -> Cue:
    measure: Measure = "budget_change_rate" if "budget" in cue.measure else "change_rate"
    return replace(cue, measure=measure)


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


def _unchanged(
    reader: Reader,
    sentence: tuple[int, int],
    subjects: tuple[Subject, ...],
    carried: Subject | None,
) -> Iterator[Fact]:
    """Yield 持平 and its like as text facts of a change on the year, or on the budget."""
    for match in UNCHANGED.finditer(reader.document.text, *sentence):
        subject = next((s for s in reversed(subjects) if s.start < match.start()), carried)
        group = "word" if match["word"] else "alone"
        measure: Measure = "budget_change" if base_of(match[0]) == "budget" else "change"
        word, cue = _word(*match.span(group)), Cue(measure, "unchanged")
        if subject is not None:
            yield make(reader, word, cue, subject, sentence, kind="text")


def _listed_items(
    reader: Reader, sentence: tuple[int, int], subjects: tuple[Subject, ...]
) -> Iterator[Fact]:
    """Yield the economic items that 主要包括 names, as text facts of their group."""
    match = _LISTED.search(reader.document.text, *sentence)
    group = next((s for s in subjects if s.concept in ("personnel_funds", "public_funds")), None)
    if match is None or group is None:
        return
    for name in re.finditer(r"[^、，,\s]+", match["names"]):
        text = name.group().removesuffix("等")
        at = match.start("names") + name.start()
        if text and not any(map(str.isdecimal, text)):
            dims: Dims = (("group", group.concept),)
            subject = Subject("economic_item", text, dims, at, at + len(text))
            word = _word(at, at + len(text))
            yield make(reader, word, Cue("actual"), subject, sentence, kind="text")


def _word(start: int, end: int) -> Figure:
    """Return a printed word in the place of a figure."""
    return Figure(Decimal(0), 0, "", start, end, end)


def make(
    reader: Reader,
    figure: Figure,
    cue: Cue,
    subject: Subject,
    sentence: tuple[int, int],
    kind: Kind | None = None,
) -> Fact:
    """Return the fact of a figure with its subject, measure and place."""
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
