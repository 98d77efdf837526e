"""The working papers of a report: figures, checks with what they passed, what was not checked.

A real disclosure has five hundred figures and three hundred relations; closing tags that
HTML does not ask for and cells that say nothing are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from audit.model import Lead, Outcome
from audit.registry import Check, catalogue
from audit.views import numbers
from audit.views.words import SEVERITY_SIGN, STATUS_SIGN, Language, titled, word

DITTO = "〃"
_LINE = Markup("\n")
_PART = re.compile("[·：]")


def checks_table(
    outcomes: Sequence[Outcome],
    leads: Sequence[Lead],
    anchors: Mapping[str, str],
    language: Language,
) -> Markup:
    """Return the checks that tested something: basis, leads, and each relation that holds.

    A relation has its residual, what rounding allows, and the sum redone; what agrees but for
    rounding carries its sign. A check is found by its id, `#EXP-02`.
    """
    ran = {outcome.check for outcome in outcomes}
    passed = {check: list(found) for check, found in groupby(_passed(outcomes), _check_of)}
    told: dict[str, list[str]] = {}
    for lead in leads:
        told.setdefault(lead.check, []).append(anchors[lead.id])
    rows: list[Markup] = []
    for entry in (entry for entry in catalogue() if entry.id in ran):
        rows.append(_check_head(entry, told.get(entry.id, []), language))
        held = passed.get(entry.id, [])
        shown = zip(held, _subjects(held), strict=True)
        rows += [_passed_row(outcome, subject, language) for outcome, subject in shown]
    body = _LINE.join(rows)
    names = ("subject", "residual", "allowance", "formula")
    return table("passes", [word(name, language) for name in names], body)


def unchecked_table(outcomes: Sequence[Outcome], language: Language) -> Markup:
    """Return what could not be tested, a row a reason; a check that crashed comes first."""
    reasons: dict[tuple[bool, str], dict[str, list[str]]] = {}
    for outcome in outcomes:
        why = outcome.message[language].partition("：" if language == "zh" else ": ")[2]
        reason = outcome.status != "error", why or outcome.message[language]
        reasons.setdefault(reason, {}).setdefault(outcome.check, []).append(outcome.subject)
    names = ("message", "check", "subject")
    rows = []
    for (fine, why), checks in sorted(reasons.items()):
        sign = "" if fine else f"{STATUS_SIGN['error']} "
        span = Markup(" rowspan={}").format(len(checks)) if len(checks) > 1 else ""
        told = Markup("<td{}>{}{}").format(span, sign, why)  # once for all checks that it stops
        for check, subjects in checks.items():
            names_of = "；".join(dict.fromkeys(subjects))
            rows.append(Markup("<tr>{}<td>{}<td>{}").format(told, check, names_of))
            told = Markup("")
    return table("unchecked", [word(name, language) for name in names], _LINE.join(rows))


def table(css: str, names: Sequence[str], body: Markup) -> Markup:
    """Return a table of rows that are already made, with its heading."""
    head = Markup("").join(Markup("<th>{}").format(name) for name in names)
    return Markup(
        "<div class=scroll><table class={}><thead><tr>{}<tbody>\n{}\n</table></div>"
    ).format(css, head, body)


def _passed(outcomes: Iterable[Outcome]) -> list[Outcome]:
    held = (outcome for outcome in outcomes if outcome.status in ("exact", "rounding"))
    return sorted(held, key=_check_of)


def _check_of(outcome: Outcome) -> str:
    return outcome.check


def _check_head(entry: Check, leads: Sequence[str], language: Language) -> Markup:
    doubt = "" if entry.verified else f"（{word('unverified', language)}）"
    basis = Markup("<small>{}{}</small>").format(entry.basis, doubt)  # else the leads tell it
    links = Markup("").join(
        Markup(" <a href=#{}>{} {}</a>").format(anchor, word("lead", language), number)
        for number, anchor in enumerate(leads, 1)
    )
    return Markup("<tr id={0}><th colspan=4>{1} {0} {2}{3}").format(
        entry.id, SEVERITY_SIGN[entry.severity], titled(entry.title, language), links or basis
    )


def _subjects(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what each relation is about; a form or table named just above is 〃."""
    told, above = [], ""
    for outcome in outcomes:
        whole, mark, rest = _parted(outcome.subject)
        told.append(f"{DITTO}{mark}{rest}" if mark and whole == above else outcome.subject)
        above = whole
    return told


def _parted(subject: str) -> tuple[str, str, str]:
    """Return the form or table that a subject begins with, the mark behind it, the rest."""
    found = _PART.search(subject)
    if found is None:
        return "", "", subject
    return subject[: found.start()], found[0], subject[found.end() :]


def _passed_row(outcome: Outcome, subject: str, language: Language) -> Markup:
    told = outcome.formula or outcome.message[language].removeprefix(f"{outcome.subject}：")
    if outcome.residual == 0:
        told = told.partition("，印列")[0]  # the printed figure is the one just reckoned
    if outcome.residual is None:
        compared = Markup("<td><td>")
    else:
        share = numbers.used_share(outcome)
        used = f" · {numbers.as_percent(share)}" if share else ""
        compared = Markup("<td>{}<td>{}{}").format(
            numbers.signed(outcome.residual or None), numbers.allowed(outcome.allowance), used
        )
    sign = f"{STATUS_SIGN[outcome.status]} " if outcome.status == "rounding" else ""
    return Markup("<tr><td>{}{}{}<td>{}").format(sign, subject, compared, told)
