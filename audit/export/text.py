"""A result as plain text for a terminal: leads worst first, then the four counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from audit.engine import Result
from audit.facts import Facts
from audit.leads import RANK
from audit.model import Lead, Message, Outcome
from audit.registry import find_check
from audit.review import UnitReview
from audit.views.citations import citations
from audit.views.decisions import standing_lines
from audit.views.passages import lead_passages
from audit.views.words import SEVERITY, STATUS, Language, named, word

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EXPLAINED = 3
_QUOTES = 4  # a terminal shows the first places; JSON and report show all
_WORDS = {
    "leads": Message("疑点 {0} 条", "{0} leads"),
    "more": Message("另有 {0} 处原文，见 --format json", "{0} more places: see --format json"),
    "line": Message("文本第{0}行", "text line {0}"),
    "counts": Message(
        "一致 {c.consistent}（其中舍入内 {c.rounding}），疑点 {c.leads}，"
        "未能检查 {c.not_checkable}，检查程序出错 {c.errors_in_checks}",
        "{c.consistent} consistent ({c.rounding} within rounding), {c.leads} leads, "
        "{c.not_checkable} not checkable, {c.errors_in_checks} checks crashed",
    ),
    "coverage": Message(
        "文中数字 {v.numbers} 个：用于检查 {v.used}，读出未用 {v.read}，未读出 {unread}",
        "{v.numbers} numbers printed: {v.used} used in checks, {v.read} only read, {unread} unread",
    ),
    "hint": Message(
        "有 {0} 项未能检查或检查出错；加 --all 列出全部结果和原因",
        "{0} relations were not checked or crashed; add --all to list every outcome and why",
    ),
    "all": Message("全部检查结果", "Every outcome"),
    "unread": Message("未读出的数字 {0} 个", "{0} numbers that were not read"),
}


def report_text(
    result: Result,
    path: str,
    language: Language = "zh",
    *,
    full: bool = False,
    review: UnitReview | None = None,
) -> str:
    """Return the report of one document; `full` adds every outcome and unread number.

    With a `review` each lead tells what was decided on it.
    """
    lines = [*_head(result, path, language)]
    for lead in result.leads:
        lines += ["", *_lead_lines(lead, result.facts.document.text, language)]
        lines += _decided(lead, review, language)
    if full:
        lines += ["", *_outcome_lines(result, language), "", *_unread_lines(result, language)]
    lines += ["", *_closing(result, language, full=full)]
    return harmless("\n".join(lines)) + "\n"


def harmless(text: str) -> str:
    """Return `text` without what could steer a terminal or turn the direction of writing."""
    return _STEERING.sub("\ufffd", text)


def _head(result: Result, path: str, language: Language) -> Iterator[str]:
    facts = result.facts
    yield f"{facts.unit} {facts.year or ''}".strip() + f"  ({path})"
    yield f"{word('edition', language)}: {facts.edition.title} ({facts.edition.name})"
    yield from _beside(facts, language)
    for note in facts.document.notes:
        yield f"{word('notes', language)}: {note}"
    tally = Counter[str](lead.severity for lead in result.leads)
    parts = [f"{named(SEVERITY, s, language)} {tally[s]}" for s in RANK if tally[s]]
    total = _word("leads", language).format(len(result.leads))
    yield f"{total}: {' · '.join(parts)}" if parts else word("no_leads", language)


def _beside(facts: Facts, language: Language) -> Iterator[str]:
    """Yield what the document was checked against, or why not."""
    if facts.previous is not None:
        last = facts.previous
        said = f"{last.unit} {last.year or ''} ({last.document.path})"
        yield f"{word('previous', language)}: {said}"
    elif facts.no_previous is not None:
        yield f"{word('previous', language)}: {facts.no_previous[language]}"
    if facts.peers:
        yield word("peers", language, len(facts.peers))


def _lead_lines(lead: Lead, text: str, language: Language) -> Iterator[str]:
    yield f"[{named(SEVERITY, lead.severity, language)}] {lead.check} {lead.title[language]}"
    yield f"    {lead.message[language]}"
    if lead.outcome.formula not in lead.message[language]:
        yield f"    {word('formula', language)}: {lead.outcome.formula}"
    found = lead_passages(text, lead, language)
    for one in found[:_QUOTES]:
        where = f"{_line(text, one.anchor, language)} {one.place}"
        yield f"    {word('quotes', language)}: {where} 「{one.text}」"
    if len(found) > _QUOTES:
        yield f"    {_word('more', language).format(len(found) - _QUOTES)}"
    for other in citations(lead, language)[:_QUOTES]:
        where = f"{other.source} {other.place}"
        yield f"    {word('elsewhere', language)}: {where} 「{other.text}」"
    for line in explained(lead, language):
        yield f"    {line}"
    verified = "" if find_check(lead.check).verified else f" ({word('unverified', language)})"
    yield f"    {word('basis', language)}: {lead.basis}{verified}"
    also = list(dict.fromkeys(o.check for o in lead.also if o.check != lead.check))
    if also:
        yield f"    {word('also', language)}: {'、'.join(also)}"


def _decided(lead: Lead, review: UnitReview | None, language: Language) -> Iterator[str]:
    if review is not None:
        outdated = review.is_outdated(lead.fingerprint)
        for line in standing_lines(review.of(lead.fingerprint), language, outdated=outdated):
            yield f"    {word('decided', language)}: {line}"


def explained(lead: Lead, language: Language) -> Iterator[str]:
    """Yield which figures may be wrong: those that are equally likely, else the likeliest."""
    front = lead.explanations[: max(1, lead.equal)][:_EXPLAINED]
    if len(front) > 1:
        yield f"{word('suspects', language, lead.equal)}:"
    mark = "· " if len(front) > 1 else f"{word('suspect', language)}: "
    for told in front:
        yield f"{mark}{told.message[language]}"


def _line(text: str, at: int, language: Language) -> str:
    return _word("line", language).format(text.count("\n", 0, at) + 1)


def _outcome_lines(result: Result, language: Language) -> Iterator[str]:
    yield f"{_word('all', language)}:"
    for outcome in result.outcomes:
        status = named(STATUS, outcome.status, language)
        yield f"    {outcome.check} [{status}] {_told(outcome, language)}"


def _told(outcome: Outcome, language: Language) -> str:
    message = outcome.message[language]
    return message if outcome.subject in message else f"{outcome.subject}: {message}"


def _unread_lines(result: Result, language: Language) -> Iterator[str]:
    text = result.facts.document.text
    yield f"{_word('unread', language).format(len(result.coverage.unread))}:"
    for span in result.coverage.unread:
        printed = text[span.start : span.end]
        yield f"    {_line(text, span.start, language)} {printed} 「{span.quote}」"


def _closing(result: Result, language: Language, *, full: bool) -> Iterator[str]:
    counts, coverage = result.counts, result.coverage
    yield _word("counts", language).format(c=counts)
    yield _word("coverage", language).format(v=coverage, unread=len(coverage.unread))
    unchecked = counts.not_checkable + counts.errors_in_checks
    if unchecked and not full:
        yield _word("hint", language).format(unchecked)


def _word(key: str, language: Language) -> str:
    return _WORDS[key][language]
