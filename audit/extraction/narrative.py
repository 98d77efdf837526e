"""Read the figures of the prose: each inside its section, each with subject and measure.

A sentence is cut at 。；and read from left to right. A figure's subject is the term named
since the figure before it, or that figure's own where only a measure follows (占, 增加);
an amount whose words name something unknown is left unread. The unit decides between an
amount and a rate, never the verb: 下降34万元 and 增长31.39% are both read rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from audit import amounts
from audit.amounts import Figure
from audit.extraction.counted import ANY_VEHICLE, counted
from audit.extraction.cues import (
    SHARE,
    UNCHANGED,
    Aside,
    Cue,
    aside_of,
    base_of,
    begins_aside,
    begins_with_a_measure,
    cue_of,
    fits_its_term,
    goes_on,
    is_left_out,
    lacks_percent,
    lacks_unit,
    resumes,
    speaks_of_the_whole,
)
from audit.extraction.flow import (
    Flow,
    begin_list,
    compares_with_older,
    completion_of,
    in_flow,
    new_paragraph,
    one_of_both,
    out_of_brackets,
    respectively,
    year_of,
)
from audit.extraction.inference import SENTENCE
from audit.extraction.projects import read_projects
from audit.extraction.sections import NUMERAL
from audit.extraction.subjects import Dims, Subject, find_subjects
from audit.facts import Section
from audit.model import Document, Fact, Kind, Measure, Paragraph
from audit.term import Vocabulary
from audit.terms import vocabulary, vocabulary_without_heading

_LISTED = re.compile(r"(?:主要)?包括[：:]?(?P<names>[^。；;]+)")


@dataclass(frozen=True, slots=True)
class Reader:
    """One section while it is read: `document` has ASCII digits, `printed` is the text."""

    document: Document
    section: Section
    words: Vocabulary
    year: int | None
    printed: str


def read_narrative(
    document: Document, sections: tuple[Section, ...], year: int | None
) -> Iterator[Fact]:
    """Yield the facts of every section that has a vocabulary, in document order.

    Amounts in the printed unit, rates in %, counts in their unit; `precision` equals
    `decimals` until the whole document is known.
    """
    flow = Flow()
    plain = replace(document, text=amounts.ascii_digits(document.text))
    unfinished = False
    for paragraph in document.paragraphs:
        flow = new_paragraph(flow, unfinished=unfinished)
        unfinished = paragraph.text.endswith(("；", ";", "，"))
        for start, end in _sentences(document.text, paragraph):
            section = _section_of(start, paragraph, sections)
            reader = _reader(plain, section, year, document.text)
            if reader is None:
                continue
            if reader.section.key == "performance":
                yield from read_projects(reader, start, end)
                continue
            if reader.section.key != flow.key:
                flow = new_paragraph(Flow(key=reader.section.key))
            yield from _read_sentence(reader, start, end, flow)


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
        if s.body <= start < s.end
        and (s.inferred or s.body < paragraph.end or paragraph.start != s.start)
    ]
    return max(inside, key=lambda section: section.start, default=None)


def _reader(
    plain: Document, section: Section | None, year: int | None, printed: str
) -> Reader | None:
    if section is None:
        return None
    if section.key == "performance":
        return Reader(plain, section, Vocabulary("all_funds", ()), year, printed)
    find = vocabulary_without_heading if section.inferred else vocabulary
    words = find(section.key)
    return None if words is None else Reader(plain, section, words, year, printed)


def _read_sentence(reader: Reader, start: int, end: int, flow: Flow) -> Iterator[Fact]:
    """Yield the sentence's facts; `flow` takes up what the next sentence inherits."""
    text = reader.document.text
    subjects = find_subjects(reader.section, reader.words, text, start, end)
    yield from _read_figures(reader, (start, end), subjects, flow)
    yield from _unchanged(reader, (start, end), subjects, flow.last)
    if reader.section.key == "basic":
        yield from _listed_items(reader, (start, end), subjects)
    told = (s for s in subjects if not begins_aside(text[start : s.start]))
    flow.take(next(told, None))
    if text[end - 1] in "。！":
        flow.stop()


def _read_figures(
    reader: Reader, sentence: tuple[int, int], subjects: tuple[Subject, ...], flow: Flow
) -> Iterator[Fact]:
    figures = tuple(amounts.quantities(reader.document.text, *sentence))
    flow.told = flow.told or bool(figures)
    clause = _Clause(reader, sentence, subjects, flow, figures, flow.last, sentence[0])
    for place in range(len(figures)):
        yield from clause.read(place)


@dataclass(slots=True)
class _Clause:
    """A sentence while its figures are read: the subject so far, and the last figure told."""

    reader: Reader
    sentence: tuple[int, int]
    subjects: tuple[Subject, ...]
    flow: Flow
    figures: tuple[Figure, ...]
    current: Subject | None
    previous: int
    told: Fact | None = None
    resumed: int = 0
    each: dict[int, Subject] = field(default_factory=dict)
    shared: Cue | None = None
    outer: list[Subject | None] = field(default_factory=list)

    def read(self, place: int) -> Iterator[Fact]:
        """Yield the fact of a figure, if its words tell what it is."""
        text, figure = self.reader.document.text, self.figures[place]
        lead = text[self.previous : figure.start]
        cue = self._cue(place, figure, lead)
        named = self._find_subject(place, lead, cue)
        aside = self._aside(figure, lead, named)
        about = self.current or named or self.flow.last if aside else self.current
        if figure.uom == "辆":
            about = about or self.flow.last or ANY_VEHICLE
        self.previous = figure.stop
        if about is None or is_left_out(lead):
            return
        dated = _dated(cue, figure, lead, self.reader.year)
        if dated is None:
            self.current = None  # the rate after it is of another base too
            return
        cue, about = in_flow(dated, about, named, lead, self.flow)
        for fact in _fact(self.reader, figure, lead, cue, about, aside, self.sentence, self.told):
            self.told = fact
            yield fact
            begin_list(fact, text[figure.stop : figure.stop + 8], self.flow)
        self.current = self.current if aside else about

    def _cue(self, place: int, figure: Figure, lead: str) -> Cue:
        after = self.reader.document.text[figure.stop : figure.stop + 6]
        cue = cue_of(figure, lead, after)
        if place in self.each and self.shared is not None and place - 1 in self.each:
            return self.shared
        if self.told is not None and cue.measure == "share" and lead.strip() == "的":
            return completion_of(self.told) or cue
        return cue

    def _find_subject(self, place: int, lead: str, cue: Cue) -> Subject | None:
        """Set the figure's subject; return the term named for it, if any."""
        text, figure = self.reader.document.text, self.figures[place]
        self.current = out_of_brackets(lead, self.current, self.outer)
        if not place and self.current is None and _is_unnamed(self.subjects, figure):
            titled = self.flow.title if begins_with_a_measure(lead) else None
            self.current = titled or (self.flow.whole if speaks_of_the_whole(lead) else None)
            self.flow.take(self.current)
        each = respectively(self.subjects, self.figures, place, lead, text)
        if each:
            self.each, self.shared = dict(enumerate(each, place)), cue
        if place in self.each:
            self.current = self.each[place]
            return self.current
        named = _named(self.subjects, self.previous, figure.start, lead)
        words = text[named.end : figure.start] if named and figure.kind == "amount" else ""
        current = named or (self.current if goes_on(cue, lead) else None)
        current = current if fits_its_term(cue, words) else None
        self.current = one_of_both(current, self.figures, place, lead, text)
        return named

    def _aside(self, figure: Figure, lead: str, named: Subject | None) -> Aside:
        if resumes(lead):
            self.resumed = figure.start
        before = self.reader.document.text[self.resumed or self.sentence[0] : figure.start]
        aside = aside_of(before, lead)
        if named and named.concept.startswith("functional_class") and aside == "detail":
            return ""  # 主要用于 introduces the classes themselves
        if named and _is_nature(self.reader.document.text[named.start : named.end]):
            return ""  # 用于保障…的日常支出 is the expenditure itself
        return aside


def _is_nature(words: str) -> bool:
    """Return whether a term names basic or project expenditure by what it was used for."""
    return words.endswith(("日常支出", "工作的经费支出"))


def _dated(cue: Cue, figure: Figure, lead: str, year: int | None) -> Cue | None:
    """Return the cue by the year its words name; None for a later year's plan, or an older base."""
    if compares_with_older(lead, year):
        return None
    named = year_of(lead) if figure.kind == "amount" else None
    if named is None or year is None or cue.measure != "actual":
        return cue
    if named > year:
        return None
    return replace(cue, measure="prior_year") if named == year - 1 else cue


def _is_unnamed(subjects: tuple[Subject, ...], figure: Figure) -> bool:
    """Return whether a sentence names nothing before a figure."""
    return not any(subject.start < figure.start for subject in subjects)


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
    text = reader.printed
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
