"""A result as plain text for a terminal: leads worst first, then the four counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.engine import Result
from audit.model import Lead, Message, Outcome, Severity, Span, Status

SEVERITIES: dict[Severity, Message] = {
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "info": Message("提示", "info"),
}
STATUSES: dict[Status, Message] = {
    "exact": Message("一致", "consistent"),
    "rounding": Message("舍入内", "within rounding"),
    "unlikely_rounding": Message("勉强可由舍入解释", "rounding hardly explains it"),
    "inconsistent": Message("不一致", "inconsistent"),
    "missing": Message("缺失", "missing"),
    "not_applicable": Message("未能检查", "not checked"),
    "error": Message("检查程序出错", "check crashed"),
}
_WORDS = {
    "leads": Message("疑点 {n} 条", "{n} leads"),
    "no_leads": Message("没有疑点", "no leads"),
    "edition": Message("版式", "edition"),
    "formula": Message("算式", "sum"),
    "quote": Message("原文", "quote"),
    "place": Message("第{line}行", "line {line}"),
    "basis": Message("依据", "basis"),
    "also": Message("同一处差异也见于", "the same difference also meets"),
    "counts": Message(
        "一致 {c.consistent}（其中舍入内 {c.rounding}），疑点 {c.leads}，"
        "未能检查 {c.not_checkable}，检查程序出错 {c.errors_in_checks}",
        "{c.consistent} consistent ({c.rounding} within rounding), {c.leads} leads, "
        "{c.not_checkable} not checkable, {c.errors_in_checks} checks crashed",
    ),
    "coverage": Message(
        "文中数字 {v.numbers} 个：用于检查 {v.used}，只读出 {v.read}，未读出 {unread}",
        "{v.numbers} numbers printed: {v.used} used in checks, {v.read} only read, {unread} unread",
    ),
    "hint": Message(
        "有 {n} 项未能检查或检查出错；加 --all 列出全部结果和原因",
        "{n} relations were not checked or crashed; add --all to list every outcome and why",
    ),
    "all": Message("全部检查结果", "every outcome"),
    "unread": Message("未读出的数字", "numbers that were not read"),
    "note": Message("注", "note"),
}


def report_text(result: Result, path: str, language: str = "zh", *, full: bool = False) -> str:
    """Return the report of one document; `full` adds every outcome and unread number."""
    lines = [*_head(result, path, language)]
    for lead in result.leads:
        lines += ["", *_lead_lines(lead, result.facts.document.text, language)]
    if full:
        lines += ["", *_outcome_lines(result, language), "", *_unread_lines(result, language)]
    lines += ["", *_closing(result, language, full=full)]
    return "\n".join(lines) + "\n"


def _head(result: Result, path: str, language: str) -> Iterator[str]:
    facts = result.facts
    yield f"{facts.unit} {facts.year or ''}".strip() + f"  ({path})"
    yield f"{_word('edition', language)}: {facts.edition.title} ({facts.edition.name})"
    for note in facts.document.notes:
        yield f"{_word('note', language)}: {note}"
    tally = Counter(lead.severity for lead in result.leads)
    parts = [f"{SEVERITIES[s][language]} {tally[s]}" for s in SEVERITIES if tally[s]]
    if not parts:
        yield _word("no_leads", language)
        return
    yield f"{_word('leads', language).format(n=len(result.leads))}: {' · '.join(parts)}"


def _lead_lines(lead: Lead, text: str, language: str) -> Iterator[str]:
    yield f"[{SEVERITIES[lead.severity][language]}] {lead.check} {lead.title[language]}"
    yield f"    {lead.message[language]}"
    if lead.outcome.formula:
        yield f"    {_word('formula', language)}: {lead.outcome.formula}"
    for place, quote in _quotes(lead, text, language):
        yield f"    {_word('quote', language)}: {place} 「{quote}」"
    yield f"    {_word('basis', language)}: {lead.basis}"
    also = list(dict.fromkeys(o.check for o in lead.also if o.check != lead.check))
    if also:
        yield f"    {_word('also', language)}: {'、'.join(also)}"


def _quotes(lead: Lead, text: str, language: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for span in lead.quotes:
        if span.quote not in seen:
            seen.add(span.quote)
            yield place(span, text, language), span.quote


def place(span: Span, text: str, language: str = "zh") -> str:
    """Return where a figure stands: its line in `audit text`, and its section."""
    line = _word("place", language).format(line=text.count("\n", 0, span.start) + 1)
    return f"{line}（{span.section}）" if span.section else line


def _outcome_lines(result: Result, language: str) -> Iterator[str]:
    yield f"{_word('all', language)}:"
    for outcome in result.outcomes:
        status = STATUSES[outcome.status][language]
        yield f"    {outcome.check} [{status}] {_told(outcome, language)}"


def _told(outcome: Outcome, language: str) -> str:
    message = outcome.message[language]
    return message if outcome.subject in message else f"{outcome.subject}: {message}"


def _unread_lines(result: Result, language: str) -> Iterator[str]:
    text = result.facts.document.text
    yield f"{_word('unread', language)}: {len(result.coverage.unread)}"
    for span in result.coverage.unread:
        printed = text[span.start : span.end]
        yield f"    {place(span, text, language)} {printed} 「{span.quote}」"


def _closing(result: Result, language: str, *, full: bool) -> Iterator[str]:
    counts, coverage = result.counts, result.coverage
    yield _word("counts", language).format(c=counts)
    yield _word("coverage", language).format(v=coverage, unread=len(coverage.unread))
    unchecked = counts.not_checkable + counts.errors_in_checks
    if unchecked and not full:
        yield _word("hint", language).format(n=unchecked)


def _word(key: str, language: str) -> str:
    return _WORDS[key][language]
