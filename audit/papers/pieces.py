"""The pieces that both Word papers share: sums, places, conclusion, opinion, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.handbook import page_of
from audit.model import Span
from audit.papers.calculation import Calculation, Line, line_of
from audit.papers.decisions import corrected, day
from audit.papers.matter import Engagement, Matter
from audit.papers.plain import plain
from audit.papers.word import Cell, Grid, Heading, Paragraph, Row, Run
from audit.papers.words import SIDE, STANDING, say
from audit.registry import find_check
from audit.views import numbers
from audit.views.passages import Passage, place, row_of
from audit.views.words import MEASURE, SEVERITY, STATUS, Language, named, titled

Block = Paragraph | Heading | Grid
_PAIRS = (1560, 3259, 1560, 3259)
_LABELLED = (1560, 8078)
_SUM = (1100, 2660, 1480, 1230, 1230, 1938)
_PLACES = (1700, 2300, 4338, 1300)
_SHORT = 60  # of a place, in characters
LONG = 1000  # of a sentence, in characters
_FIGURES = 24
_MOST_EXPLAINED = 3
_BLANK_LINES = 680  # twentieths of a point


def title_of(matter: Matter, language: Language) -> str:
    """Return what the matter is called: the title of its check."""
    return titled(matter.lead.title, language)


def unit_of(head: Engagement) -> str:
    """Return the unit's name, or words that say that none was read."""
    return plain(head.unit, 80) or say("no_unit", head.language)


def period_of(head: Engagement) -> str:
    """Return the year that the accounts are of, '' where none was read."""
    return say("of_year", head.language, head.year) if head.year else ""


def amount(effect: Decimal) -> str:
    """Return yuan with grouped digits, no zeros after the point but those of fen."""
    whole = effect == effect.to_integral_value()
    return f"{effect:,.0f}" if whole else f"{effect:,.2f}"


def effect_of(matter: Matter, language: Language) -> str:
    """Return the amount that is concerned, in words."""
    if matter.effect is None:
        return say("no_effect", language)
    return say("effect_yuan", language, amount(matter.effect))


def pairs(rows: Sequence[tuple[str, str, str, str]]) -> Grid:
    """Return a table of labels and values, two of each a row."""
    return Grid(_PAIRS, tuple(Row(tuple(_paired(row))) for row in rows))


def labelled(rows: Sequence[tuple[str, str]]) -> Grid:
    """Return a table of a label and a value a row."""
    return Grid(
        _LABELLED, tuple(Row((Cell(label, label=True), Cell(told))) for label, told in rows)
    )


def _paired(row: Sequence[str]) -> Iterator[Cell]:
    for label, told in zip(row[::2], row[1::2], strict=True):
        yield Cell(label, label=True)
        yield Cell(told)


# --- the work ----------------------------------------------------------------------


def work(matter: Matter, language: Language, most: int) -> Iterator[Block]:
    """Yield what was tested and the first `most` sums with their figures."""
    outcome = matter.lead.outcome
    told = plain(matter.lead.message[language], LONG)
    yield Paragraph([Run(say("tested", language), bold=True), Run(told)])
    if not matter.calculations:
        if outcome.formula and outcome.formula not in matter.lead.message[language]:
            sum_ = plain(outcome.formula, LONG)
            yield Paragraph([Run(say("sum", language), bold=True), Run(sum_)])
        yield from _figures(matter, language)
    for number, found in enumerate(matter.calculations[:most], 1):
        counted = f" {number}" if len(matter.calculations) > 1 else ""
        subject = plain(found.outcome.subject, LONG)
        yield Paragraph(say("calculation", language, counted) + subject, "Caption")
        yield sum_table(found, language)
    rest = len(matter.calculations) - most
    if rest > 0:
        yield Paragraph(say("more_sums", language, rest), "Small")


def sum_table(found: Calculation, language: Language) -> Grid:
    """Return a sum as weight, item, figure, least, most, place, and what follows from it."""
    rows = [_sum_head(language)]
    for side in ("stated", "computed", "over", "alone"):
        lines = found.side(side)
        rows += [_sum_row(line, named(SIDE, side, language), language) for line in lines]
    rows += _alone(found, language) if found.relation.alone else _followed(found, language)
    return Grid(_SUM, tuple(rows))


def figure(number: Decimal, decimals: int, uom: str) -> str:
    """Return a number with grouped digits and its printed decimals, and its unit."""
    shown = f"{number:,.{decimals}f}".replace("-", numbers.MINUS)
    return numbers.with_uom(shown, uom)


def item_of(line: Line, language: Language) -> str:
    """Return what a line of a sum is called."""
    return name_of(line.label, line.measure, language) if line.span else say("constant", language)


def place_of(line: Line, language: Language) -> str:
    """Return where a line of a sum is printed."""
    return where(line.span, language) if line.span else ""


def where(span: Span, language: Language) -> str:
    """Return section, page, table and row of a place."""
    told = (place(span, language), row_of(span, language))
    return plain(" · ".join(filter(None, told)), _SHORT)


def _short_place(span: Span | None, language: Language) -> str:
    """Return table and row where they are known, else the section; the quotations say all."""
    if span is None:
        return ""
    full = [part for part in place(span, language).split(" · ") if part]
    return plain(" · ".join([*full[1:], *filter(None, [row_of(span, language)])] or full), _SHORT)


def name_of(label: str, measure: str, language: Language) -> str:
    """Return a figure's name with what it measures, where that is not the final account."""
    shown = plain(label, _SHORT)
    return shown if measure in ("", "actual") else f"{shown}·{named(MEASURE, measure, language)}"


def verdict_of(found: Calculation, language: Language) -> str:
    """Return what follows from the sum, in the words that the workbook's formula gives."""
    if found.relation.alone:
        return say("holds" if found.obeyed else "broken", language)
    if found.relation.sign == "≤":
        return say("holds" if found.meets else "broken", language)
    if found.residual == 0:
        return say("agrees", language)
    if found.exactly:
        return say("exactly", language)
    return say("rounding" if found.meets else "differs", language)


def _sum_head(language: Language) -> Row:
    names = ("weight", "item", "figure", "min", "max", "place")
    return Row(tuple(Cell(say(name, language)) for name in names), head=True)


def _sum_row(line: Line, side: str, language: Language) -> Row:
    weight = f"{side} {line.weight:+d}".replace("-", numbers.MINUS)
    first = Cell(side if line.side == "alone" else weight)
    return Row((first, *_figure_cells(line, language)))


def _bound(number: Decimal | None, line: Line) -> str:
    if number is None:
        return ""
    places = max(line.decimals, -int(number.normalize().as_tuple().exponent))
    return figure(number, places, "")


def _alone(found: Calculation, language: Language) -> list[Row]:
    return [
        Row((Cell(say("allowed", language), span=6),)),
        _concluded(say("verdict", language), verdict_of(found, language)),
    ]


def _followed(found: Calculation, language: Language) -> list[Row]:
    places, uom = found.places, found.uom
    computed, reach = found.value("computed"), found.reach("computed")
    rows = [
        Row(
            (
                Cell(say("sum_computed", language), span=2, label=True),
                Cell(figure(computed, places, uom), align="right"),
                Cell(figure(reach.lo, places + 1, ""), align="right"),
                Cell(figure(reach.hi, places + 1, ""), align="right"),
                Cell(),
            )
        )
    ]
    if found.relation.sign == "=":
        residual = numbers.with_uom(numbers.signed(found.residual), uom)
        allowed = numbers.with_uom(numbers.allowed(found.allowance), uom)
        rows.append(_concluded(say("residual", language), residual))
        rows.append(_concluded(say("allowance", language), allowed))
    rows.append(_concluded(say("verdict", language), verdict_of(found, language)))
    return rows


def _concluded(label: str, told: str) -> Row:
    return Row((Cell(label, span=2, label=True), Cell([Run(told, bold=True)], span=4)))


def _figures(matter: Matter, language: Language) -> Iterator[Block]:
    """Yield the figures that a lead without a sum rests on."""
    lines = [line_of(fact) for fact in matter.lead.facts if fact.value is not None]
    if not lines:
        return
    yield Paragraph(say("figures", language), "Caption")
    names = ("item", "figure", "min", "max", "place")
    head = Row(tuple(Cell(say(name, language)) for name in names), head=True)
    rows = [Row(_figure_cells(line, language)) for line in lines[:_FIGURES]]
    yield Grid((_SUM[0] + _SUM[1], *_SUM[2:]), (head, *rows))
    if len(lines) > _FIGURES:
        yield Paragraph(say("more_figures", language, len(lines) - _FIGURES), "Small")


def _figure_cells(line: Line, language: Language) -> tuple[Cell, ...]:
    low, high = line.allowed or (line.lo, line.hi)
    return (
        Cell(item_of(line, language)),
        Cell(figure(line.number, line.decimals, line.uom), align="right"),
        Cell(_bound(low, line), align="right"),
        Cell(_bound(high, line), align="right"),
        Cell(_short_place(line.span, language)),
    )


# --- places, conclusion, opinion ---------------------------------------------------


def places(matter: Matter, head: Engagement, most: int) -> Iterator[Block]:
    """Yield the first `most` places as evidence: name, source, content, time."""
    language, found = head.language, matter.passages
    if not found:
        yield Paragraph(say("no_quote", language))
        return
    names = ("name", "source", "content", "time")
    rows = [Row(tuple(Cell(say(name, language)) for name in names), head=True)]
    shown = found[:most]
    files = [head.file_at(passage.anchor) for passage in shown]
    for number, passage in enumerate(shown):
        first = number == 0 or files[number] != files[number - 1]
        rows.append(_place_row(passage, head, files[number], first=first))
    yield Grid(_PLACES, tuple(rows))
    if len(found) > most:
        yield Paragraph(say("more_quotes", language, len(found) - most), "Small")


def _place_row(passage: Passage, head: Engagement, file: tuple[str, str], *, first: bool) -> Row:
    """Return one place; file and time are told once for places that follow each other in it."""
    name = f"{plain(file[0], 80)}\nSHA-256 {file[1][:12]}"
    told = " · ".join(filter(None, (passage.place, passage.row)))
    return Row(
        (
            Cell(name if first else "", begins=first, under=not first),
            Cell(plain(told, 2 * _SHORT)),
            Cell(quoted(passage)),
            Cell(head.date if first else "", begins=first, under=not first),
        )
    )


def quoted(passage: Passage, longest: int = 300) -> list[Run]:
    """Return a quotation with its figures marked, no longer than `longest` characters."""
    runs: list[Run] = []
    left = longest
    for piece in passage.pieces:
        if left <= 0:
            runs.append(Run("…"))
            break
        text = plain(piece.text, left)
        runs.append(Run(text, marked=piece.marked))
        left -= len(text)
    return runs


def conclusion(matter: Matter, language: Language, *, brief: bool = False) -> Grid:
    """Return condition, criteria, effect and cause; a cause is never made up.

    One that is `brief` leaves out what the auditor weighs: suspects, limits, the decision.
    """
    lead, entry = matter.lead, find_check(matter.lead.check)
    unread = "" if entry.verified else say("unread", language)
    rows = [
        (say("condition", language), plain(lead.message[language], LONG)),
        (say("basis", language), plain(lead.basis, LONG) + unread),
        (say("effect", language), effect_of(matter, language)),
    ]
    if not brief:
        rows += _weighed(matter, limits=page_of(entry, language).limits, language=language)
    rows.append((say("cause", language), say("undetermined", language)))
    return labelled(rows)


def _weighed(matter: Matter, *, limits: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield which figures may be wrong, what the check cannot know, and what was decided."""
    lead = matter.lead
    told = [one.message[language] for one in lead.explanations[: max(1, lead.equal)]]
    if told:
        suspects = "\n".join(plain(one) for one in told[:_MOST_EXPLAINED])
        yield say("suspect", language), suspects
    if limits:
        yield say("limits", language), plain(limits, LONG)
    if decided := decision_of(matter, language):
        yield say("decision", language), decided


def decision_of(matter: Matter, language: Language) -> str:
    """Return what a person decided: standing, reason, correction, name and day."""
    if matter.decided is None:
        return ""
    told = [STANDING[matter.standing][language]]
    if matter.decided.reason:
        told.append(plain(matter.decided.reason, LONG))
    if correction := corrected(matter.decided):
        told.append(say("correction", language) + plain(correction))
    told.append(f"{plain(matter.decided.name or '', 40)} {plain(day(matter.decided), 10)}".strip())
    return "\n".join(filter(None, told))


def opinion(matter: Matter, language: Language) -> Grid:
    """Return the room for the unit's opinion, with its answer so far, and the place of a seal."""
    answer = plain(matter.decided.answer or "", LONG) if matter.decided else ""
    return Grid(
        (sum(_LABELLED),),
        (
            Row((Cell(answer),), height=_BLANK_LINES),
            Row((Cell(say("seal", language), bottom=True),), height=_BLANK_LINES),
        ),
        keep=True,
    )


def signatures(head: Engagement, *before: tuple[str, str]) -> Grid:
    """Return the lines to sign: prepared by and reviewed by, each with its date.

    `before` are labels and values that stand above them over the whole width.
    """
    language = head.language
    rows = (
        ("prepared", plain(head.prepared_by, 40), head.date),
        ("reviewed", "", ""),
    )
    over = (Row((Cell(label, label=True), Cell(told, span=3))) for label, told in before)
    signed = (
        Row(tuple(_paired((say(who, language), name, say("date", language), when))), height=420)
        for who, name, when in rows
    )
    return Grid(_PAIRS, (*over, *signed), keep=True)


def standing_of(matter: Matter, language: Language) -> str:
    """Return 疑点 or 审计发现, with how grave it is."""
    grave = named(SEVERITY, matter.lead.severity, language)
    return f"{STANDING[matter.standing][language]}（{grave}）"


def status_of(found: Calculation, language: Language) -> str:
    """Return what the program said of a sum."""
    return named(STATUS, found.outcome.status, language)
