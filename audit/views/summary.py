"""The result in a few words: whose disclosure, what was tested, all counts, none left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from audit.engine import Result
from audit.model import Lead, Outcome
from audit.registry import find_check
from audit.views import lists
from audit.views.areas import leads_of, outcomes_of
from audit.views.display import Column
from audit.views.parameters import Parameters
from audit.views.words import AREA, SEVERITY, SEVERITY_SIGN, STATUS, Language, named, titled, word

_HASH = 12


def line(result: Result, area: str | None, language: Language) -> str:
    """Return the result in one line: every count is there, also when it is zero."""
    outcomes, leads = outcomes_of(result, area), leads_of(result, area)
    counts = {status: sum(o.status == status for o in outcomes) for status in STATUS}
    consistent = counts["exact"] + counts["rounding"]
    coverage = _coverage(result, language)
    if language == "en":
        return (
            f"{len(outcomes)} relations: {consistent} agree "
            f"(of these {counts['rounding']} within rounding), "
            f"{len(leads)} leads ({severities(leads, language)}), "
            f"{counts['not_applicable']} not checkable, "
            f"{counts['error']} checks crashed; {coverage}"
        )
    return (
        f"核对 {len(outcomes)} 处：一致 {consistent}（其中舍入内 {counts['rounding']}），"
        f"疑点 {len(leads)}（{severities(leads, language)}），未能检查 {counts['not_applicable']}，"
        f"检查出错 {counts['error']}；{coverage}"
    )


def severities(leads: Sequence[Lead], language: Language) -> str:
    """Return how many leads of each severity, e.g. `矛盾 8、存疑 19、提示 13`."""
    parts = [
        f"{named(SEVERITY, level, language)} {sum(lead.severity == level for lead in leads)}"
        for level in SEVERITY
    ]
    return ("、" if language == "zh" else ", ").join(parts)


def head_html(result: Result, given: Parameters, area: str | None) -> Markup:
    """Return the head of a notebook: unit, year, file, edition, counts by severity."""
    language, facts = given.language, result.facts
    rows = [
        (word("unit", language), facts.unit or word("unit_unknown", language)),
        (word("year", language), str(facts.year or word("year_unknown", language))),
        (word("file", language), f"{given.path.name} · SHA-256 {facts.document.sha256[:_HASH]}"),
        (word("edition", language), f"{facts.edition.title}（{facts.edition.name}）"),
    ]
    if area is not None:
        rows.insert(2, (word("area", language), named(AREA, area, language)))
    rows += [
        (word("notes", language), note) for note in (*facts.document.notes, *_doubts(result, given))
    ]
    items = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, text) for name, text in rows
    )
    signs = Markup("　").join(
        Markup('<span class="s v {}">{} {} <b>{}</b></span>').format(
            level, SEVERITY_SIGN[level], named(SEVERITY, level, language), count
        )
        for level, count in _by_severity(leads_of(result, area))
    )
    return Markup('<dl class="facts">{}</dl>\n<p class="line">{}</p>\n<p>{}</p>').format(
        items, line(result, area, language), signs
    )


def summary_columns(language: Language) -> tuple[Column, ...]:
    """Return the columns of `summary_rows`."""
    return (
        Column("check", word("check", language), "w"),
        Column("title", word("title_column", language)),
        Column("severity", word("severity", language), "w"),
        Column("outcomes", word("status", language), "h"),
    )


def summary_rows(outcomes: Iterable[Outcome], language: Language) -> list[dict[str, object]]:
    """Return one row a check: its title and how many of its outcomes came out how."""
    grouped: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.check, []).append(outcome)
    return [_summary_row(check, found, language) for check, found in sorted(grouped.items())]


def _summary_row(check: str, found: Sequence[Outcome], language: Language) -> dict[str, object]:
    entry = find_check(check)
    counts = Markup("　").join(
        Markup("{} {}").format(lists.status_html(status, language), count)
        for status, count in lists.counted(found).items()
    )
    return {
        "check": check,
        "title": titled(entry.title, language),
        "severity": named(SEVERITY, entry.severity, language),
        "outcomes": counts,
    }


def _coverage(result: Result, language: Language) -> str:
    coverage = result.coverage
    known = coverage.used + coverage.read
    share = f"{100 * known / coverage.numbers:.0f}%" if coverage.numbers else "—"
    unread = len(coverage.unread)
    if language == "en":
        return (
            f"{share} of {coverage.numbers} printed numbers read "
            f"({coverage.used} used, {coverage.read} not used, {unread} not read)"
        )
    return (
        f"全文 {coverage.numbers} 个数字读出 {share}"
        f"（已用 {coverage.used}，读出未用 {coverage.read}，未读出 {unread}）"
    )


def _by_severity(leads: Sequence[Lead]) -> list[tuple[str, int]]:
    return [(level, sum(lead.severity == level for lead in leads)) for level in SEVERITY]


def _doubts(result: Result, given: Parameters) -> list[str]:
    """Return what the parameters say otherwise than the document."""
    found = []
    if given.unit and given.unit != result.facts.unit:
        found.append(f"unit={given.unit}；文件所载：{result.facts.unit}")
    if given.year and given.year != result.facts.year:
        found.append(f"year={given.year}；文件所载：{result.facts.year}")
    return found
