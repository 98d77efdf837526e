"""审计工作底稿 and 审计取证单: one matter one sheet, after a table of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from audit.papers.matter import Engagement, Matter
from audit.papers.pieces import (
    Block,
    amount,
    conclusion,
    opinion,
    pairs,
    period_of,
    places,
    signatures,
    standing_of,
    title_of,
    unit_of,
    work,
)
from audit.papers.plain import plain
from audit.papers.word import Cell, Grid, Heading, Paragraph, Row, Run, Section, word_file
from audit.papers.words import STANDING, say
from audit.views.words import SEVERITY, Language, named

_SUMS, _PLACES = 4, 8  # on a working paper; the workbook has all
_EVIDENCE_PLACES = 6
_Sheet = Callable[[Engagement, Matter], Iterator[Block]]


def working_papers(head: Engagement, matters: Sequence[Matter]) -> bytes:
    """Return the .docx of 审计工作底稿: a sheet for each lead that was not dismissed."""
    kept = [matter for matter in matters if matter.standing != "dismissed"]
    return _file("workpaper", head, kept, _working_paper)


def evidence_sheets(head: Engagement, matters: Sequence[Matter]) -> bytes:
    """Return the .docx of 审计取证单: a sheet for each confirmed lead."""
    kept = [matter for matter in matters if matter.standing == "finding"]
    return _file("evidence", head, kept, _evidence_sheet)


def _file(kind: str, head: Engagement, matters: Sequence[Matter], sheet: _Sheet) -> bytes:
    language = head.language
    name, unit = say(kind, language), unit_of(head)
    page = say("page", language)
    front = f"{name} {say('summary', language)}"
    sections = [Section(f"{unit}　{front}", tuple(_front(front, head, matters)), page)]
    for matter in matters:
        top = f"{unit}　{name}　{say('index', language)} {matter.index}"
        heading = Heading(f"{matter.index}　{title_of(matter, language)}", 1, _anchor(matter))
        blocks = (Paragraph(name, "Form", "center"), heading, *sheet(head, matter))
        sections.append(Section(top, blocks, page))
    return word_file(sections, f"{name} {unit} {period_of(head)}", say("note", language), language)


def _anchor(matter: Matter) -> str:
    return f"m{matter.index.rpartition('-')[2]}"


def _front(title: str, head: Engagement, matters: Sequence[Matter]) -> Iterator[Block]:
    """Yield the summary: whom and what, and a line for each sheet that leads to it."""
    language = head.language
    yield Heading(title, 0)
    yield pairs(
        [
            (say("unit", language), unit_of(head), say("period", language), period_of(head)),
            (
                *(say("file", language), f"{plain(head.file, 80)}\nSHA-256 {head.sha256[:12]}"),
                *(say("edition", language), plain(head.edition, 80)),
            ),
            (
                *(say("tool", language), f"final-accounts-audit {head.version}"),
                *(say("count", language), _counted(matters, language)),
            ),
        ]
    )
    if not matters:
        yield Paragraph(say("nothing", language))
        return
    names = ("index", "matter", "standing", "severity", "effect_column")
    rows = [Row(tuple(Cell(say(name, language)) for name in names), head=True)]
    rows += [_summed(matter, language) for matter in matters]
    yield Grid((1250, 4038, 1650, 1300, 1400), tuple(rows))
    yield signatures(head)


def _counted(matters: Sequence[Matter], language: Language) -> str:
    tally = Counter(matter.standing for matter in matters)
    parts = [f"{STANDING[key][language]} {tally[key]}" for key in STANDING if tally[key]]
    return ("，" if language == "zh" else ", ").join(parts) or "0"


def _summed(matter: Matter, language: Language) -> Row:
    effect = "" if matter.effect is None else amount(matter.effect)
    return Row(
        (
            Cell([Run(matter.index, to=_anchor(matter))]),
            Cell(f"{title_of(matter, language)}：{plain(matter.lead.outcome.subject, 60)}"),
            Cell(STANDING[matter.standing][language]),
            Cell(named(SEVERITY, matter.lead.severity, language)),
            Cell(effect, align="right"),
        )
    )


def _working_paper(head: Engagement, matter: Matter) -> Iterator[Block]:
    language = head.language
    yield pairs(
        [
            (say("unit", language), unit_of(head), say("period", language), period_of(head)),
            (
                *(say("matter", language), f"{title_of(matter, language)}（{matter.lead.check}）"),
                *(say("standing", language), standing_of(matter, language)),
            ),
            (say("index", language), matter.index, say("key", language), matter.lead.fingerprint),
        ]
    )
    yield Heading(say("process", language), 2)
    yield from work(matter, language, _SUMS)
    yield Heading(say("evidence_part", language), 2)
    yield from places(matter, head, _PLACES)
    yield Heading(say("result", language), 2)
    yield conclusion(matter, language)
    yield Heading(say("opinion", language), 2)
    yield opinion(matter, language)
    yield signatures(head, (say("review_opinion", language), "\n"))


def _evidence_sheet(head: Engagement, matter: Matter) -> Iterator[Block]:
    language = head.language
    yield pairs(
        [
            (say("project", language), "", say("index", language), matter.index),
            (say("unit", language), unit_of(head), say("period", language), period_of(head)),
            (
                *(say("matter", language), f"{title_of(matter, language)}（{matter.lead.check}）"),
                *(say("standing", language), standing_of(matter, language)),
            ),
        ]
    )
    yield Heading(say("abstract", language), 2)
    yield from work(matter, language, 1)
    yield from places(matter, head, _EVIDENCE_PLACES)
    yield conclusion(matter, language, brief=True)
    yield Heading(say("provider", language), 2)
    yield opinion(matter, language)
    yield signatures(head, (say("annex", language), say("annex_blank", language)))
