"""Count the verdicts of the mutation benchmark and write them as `docs/accuracy.md`."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutation_judge import Study, Verdict
from mutation_speed import Speed

from audit.registry import catalogue
from audit.sample.places import KINDS

NEVER = Path(__file__).resolve().parent / "mutation_never.toml"
COMMAND = "python benchmarks/mutation.py --write docs/accuracy.md"
TARGETS = {  # least per cent found of what must be found
    "amount": 98,
    "percentage": 97,
    "direction": 97,
    "table_cell": 99,
    "form_cell": 97,
    "unit_slip": 97,
    "swapped_neighbours": 95,
    "missing_row": 95,
}
DETECTABLE = 85  # least per cent of figures in the first seven sections and the forms
FIRST, THREE, VALUE = 90, 98, 85  # least per cent of the diagnosis
WARNINGS = 5  # at most, in a hundred honest documents
SEVEN = ("totals", "revenue", "expenditure", "fiscal_totals", "gpb", "basic", "three_public")
DIAGNOSED = ("amount", "percentage", "direction", "table_cell", "form_cell", "unit_slip")
GROUPS = {
    "synthetic": "synthetic disclosures, every edition by turns",
    "real": "real disclosures",
    "sample": "the sample in Word",
    "provinces": "passages in the words of twelve provinces",
}


@dataclass(frozen=True)
class Honesty:
    """The errors and warnings of a disclosure in which nothing is wrong."""

    document: str
    edition: str
    alarms: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """A figure that is held against a target."""

    label: str
    value: str
    wanted: str
    met: bool


def written(
    studies: Sequence[Study], honesty: Sequence[Honesty], ratios: Sequence[Speed]
) -> tuple[str, bool]:
    """Return the page, and whether every target is met."""
    verdicts = [verdict for study in studies for verdict in study.verdicts]
    targets = [*_targets(studies, verdicts, honesty)]
    parts = [
        _opening(studies),
        _held(targets),
        _by_kind(verdicts),
        _by("section", verdicts, lambda v: v.section),
        _by("kind of document", verdicts, lambda v: GROUPS[v.group]),
        _detectable(studies),
        _besides(verdicts),
        _diagnosis(verdicts),
        _honest(honesty),
        _fired(verdicts),
        _ratios(ratios),
    ]
    fast = all(r.target is None or r.ratio <= r.target for r in ratios)
    return "\n".join(part for part in parts if part), all(t.met for t in targets) and fast


def floors_of(studies: Sequence[Study]) -> dict[str, dict[str, int]]:
    """Return for each kind how many defects must be found and are, and the other leads."""
    verdicts = [verdict for study in studies for verdict in study.verdicts]
    measured: dict[str, dict[str, int]] = {}
    for kind in KINDS:
        some = [v for v in verdicts if v.kind == kind]
        due = must(some)
        measured[kind] = {"due": len(due), "found": len(found(due))}
    measured["all"] = {
        "other_leads": sum(len(v.false) for v in verdicts),
        "explained_first": _ranked(diagnosed(verdicts), 1),
        "explained": len(diagnosed(verdicts)),
        "figures": _named(studies, lambda _: True, _NAMED)[1],
        "in_a_relation": _named(studies, lambda _: True, ("relation",))[0],
    }
    return measured


def floors_text(measured: dict[str, dict[str, int]]) -> str:
    """Return the floors as the file that the test reads."""
    lines = ["# What tests/test_mutation.py measured last: it fails where a share gets worse."]
    lines += ["# Renew it with: python benchmarks/mutation.py --floors"]
    for name, figures in measured.items():
        lines += ["", f"[{name}]", *(f"{key} = {figures[key]}" for key in figures)]
    return "\n".join(lines) + "\n"


def must(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the defects that break a relation."""
    return [verdict for verdict in verdicts if verdict.expected == "fails"]


def found(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the defects that an error or a warning shows."""
    return [verdict for verdict in verdicts if verdict.found == "lead"]


def diagnosed(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the defects found in one figure that stands in two relations or more."""
    return [v for v in found(must(verdicts)) if v.kind in DIAGNOSED and v.relations > 1]


def share(part: int, whole: int) -> str:
    """Return a part of a whole in per cent, or a dash without a whole."""
    return f"{100 * part / whole:.1f} %" if whole else "—"


def _opening(studies: Sequence[Study]) -> str:
    many = Counter(study.group for study in studies)
    told = "; ".join(f"{many[group]} {GROUPS[group]}" for group in GROUPS if many[group])
    return f"""\
# Accuracy

Made by `{COMMAND}`; the seeds are fixed, so that the same code gives the same page, but
for the ratios of time at its end. Defects are planted one at a time, the document is
extracted and examined again, and its leads are held against those it had before.

Documents: {told}.

A defect **must be found** where at least one relation that the unchanged document passed
no longer holds with the planted figure; that is reckoned from the intervals of the
printed figures before the changed document is read (`benchmarks/mutation_judge.py`). It
is **found** where a new error or warning quotes the changed place. *A hint* is a lead of
the lowest severity. *By a hair*: the relation holds only as printed or cut off, so that a
hint is the most that can be said. *Rounding hides*: every relation still holds.
*Condition*: only tests without arithmetic (presence, bounds) name the figure. *Nothing*:
it stands in no relation and cannot be found wrong. Figures that an error or a warning
names already are not changed.
"""


def _targets(
    studies: Sequence[Study], verdicts: Sequence[Verdict], honesty: Sequence[Honesty]
) -> Iterator[Target]:
    for kind, least in TARGETS.items():
        some = must(v for v in verdicts if v.kind == kind)
        yield _least(f"found: {_words(kind)}", len(found(some)), len(some), least)
    part, whole = _named(studies, lambda s: s in SEVEN or s == "forms", ("relation", "condition"))
    yield _least(
        "figures of sections 一–七 and forms in a tested relation", part, whole, DETECTABLE
    )
    some = diagnosed(verdicts)
    if any(v.explained for v in verdicts):
        yield _least("diagnosis: planted figure first", _ranked(some, 1), len(some), FIRST)
        yield _least("diagnosis: among the first three", _ranked(some, 3), len(some), THREE)
        right = sum(v.right_value for v in some)
        yield _least("diagnosis: right value proposed", right, len(some), VALUE)
    if honesty:
        alarms = [alarm for one in honesty for alarm in one.alarms]
        errors = sum(alarm.startswith("error") for alarm in alarms)
        warnings = len(alarms) - errors
        yield Target("errors in honest documents", str(errors), "0", errors == 0)
        told = f"{warnings / len(honesty):.3f}"
        wanted = f"≤ {WARNINGS / 100}"
        few = warnings * 100 <= WARNINGS * len(honesty)
        yield Target("warnings in an honest document", told, wanted, few)


def _least(label: str, part: int, whole: int, least: int) -> Target:
    told = f"{share(part, whole)} ({part} of {whole})"
    return Target(label, told, f"≥ {least} %", part * 100 >= least * whole)


def _ranked(verdicts: Iterable[Verdict], first: int) -> int:
    return sum(v.rank is not None and v.rank < first for v in verdicts)


def _held(targets: Sequence[Target]) -> str:
    rows = [(t.label, t.value, t.wanted, "yes" if t.met else "**no**") for t in targets]
    return "## Targets\n\n" + table(("what", "measured", "target", "met"), rows)


def _by_kind(verdicts: Sequence[Verdict]) -> str:
    rows = [
        (_words(kind), *_counts([v for v in verdicts if v.kind == kind]))
        for kind in KINDS
        if any(v.kind == kind for v in verdicts)
    ]
    return "## By kind of defect\n\n" + table(("kind", *_HEADINGS), rows) + _variants(verdicts)


def _variants(verdicts: Sequence[Verdict]) -> str:
    """Return the same by what exactly was done, where some of it was missed."""
    keys = sorted({(v.kind, v.variant) for v in must(verdicts) if v.found != "lead"})
    rows = []
    for kind, variant in keys:
        some = must(v for v in verdicts if (v.kind, v.variant) == (kind, variant))
        hints = sum(v.found == "hint" for v in some)
        missed = sum(not v.found for v in some)
        rows.append((_words(kind), variant, len(some), len(found(some)), hints, missed))
    if not rows:
        return ""
    heads = ("kind", "what was done", "must be found", "found", "a hint", "missed")
    return "\nWhere something was missed:\n\n" + table(heads, rows)


_HEADINGS = (
    "planted", "must be found", "found", "share", "a hint", "missed", "by a hair",
    "rounding hides", "condition: found", "condition: not", "nothing",
)  # fmt: skip


def _counts(some: Sequence[Verdict]) -> tuple[object, ...]:
    due = must(some)
    expected = Counter(v.expected for v in some)
    conditions = [v for v in some if v.expected == "condition"]
    return (
        len(some), len(due), len(found(due)), share(len(found(due)), len(due)),
        sum(v.found == "hint" for v in due), sum(not v.found for v in due),
        expected["barely"], expected["holds"],
        sum(bool(v.found) for v in conditions), sum(not v.found for v in conditions),
        expected["nothing"],
    )  # fmt: skip


def _by(label: str, verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> str:
    names = list(dict.fromkeys(sorted(map(key, verdicts), key=_order)))
    rows = [(name, *_counts([v for v in verdicts if key(v) == name])) for name in names]
    return f"## By {label}\n\n" + table((label, *_HEADINGS), rows)


def _order(name: str) -> tuple[int, str]:
    return (SEVEN.index(name) if name in SEVEN else len(SEVEN)), name


def _named(
    studies: Sequence[Study], wanted: Callable[[str], bool], names: Sequence[str]
) -> tuple[int, int]:
    part = whole = 0
    for study in studies:
        for (section, name), many in study.figures.items():
            whole += many * wanted(section)
            part += many * (wanted(section) and name in names)
    return part, whole


def _detectable(studies: Sequence[Study]) -> str:
    sections = sorted({key[0] for study in studies for key in study.figures}, key=_order)
    rows = []
    for section in sections:
        counts = [_named(studies, section.__eq__, (name,)) for name in _NAMED]
        whole = counts[0][1]
        rows.append((section, whole, *(share(part, whole) for part, _ in counts)))
    heads = ("section", "figures", "in a relation", "in a condition only", "in nothing")
    return "## Which figures can be found wrong\n\n" + table(heads, rows)


_NAMED = ("relation", "condition", "nothing")


def _besides(verdicts: Sequence[Verdict]) -> str:
    """Return what else is said beside the planted defect."""
    rows = []
    for group, told in GROUPS.items():
        some = [v for v in verdicts if v.group == group]
        if some:
            false = sum(len(v.false) for v in some)
            with_one = sum(bool(v.false) for v in some)
            rows.append((told, len(some), false, with_one, share(with_one, len(some))))
    checks = Counter(alarm.split()[0] for v in verdicts for alarm in v.false)
    most = "、".join(f"{check} {many}" for check, many in checks.most_common(12))
    heads = ("documents", "defects", "other leads", "defects with one", "share")
    text = (
        "## Leads beside the planted one\n\nNew errors and warnings that neither quote the "
        "changed place nor are consequences of one that does.\n\n"
    )
    return text + table(heads, rows) + (f"\nBy check: {most}.\n" if most else "")


def _diagnosis(verdicts: Sequence[Verdict]) -> str:
    if not any(v.explained for v in verdicts):
        return ""
    rows = []
    for kind in DIAGNOSED:
        some = diagnosed(v for v in verdicts if v.kind == kind)
        one, three = _ranked(some, 1), _ranked(some, 3)
        tied = sum(v.equal > 1 and v.rank is not None and v.rank < v.equal for v in some)
        right = sum(v.right_value for v in some)
        whole = len(some)
        rows.append(
            (_words(kind), whole, share(one, whole), share(tied, whole), share(three, whole),
             share(right, whole), share(sum(v.rank is None for v in some), whole))
        )  # fmt: skip
    heads = (
        "kind",
        "defects",
        "first",
        "as likely as the first",
        "first three",
        "right value",
        "not named",
    )
    text = (
        "## Diagnosis\n\nThe planted figure among the explanations of the gravest lead that "
        "quotes it, for figures in two relations or more.\n\n"
    )
    return text + table(heads, rows)


def _honest(honesty: Sequence[Honesty]) -> str:
    if not honesty:
        return ""
    rows = []
    for edition in sorted({one.edition for one in honesty}):
        some = [one for one in honesty if one.edition == edition]
        alarms = [alarm for one in some for alarm in one.alarms]
        errors = sum(alarm.startswith("error") for alarm in alarms)
        rows.append((edition, len(some), errors, len(alarms) - errors))
    checks = Counter(" ".join(a.split()[:2]) for one in honesty for a in one.alarms)
    most = "、".join(f"{check} {many}" for check, many in checks.most_common(12))
    heads = ("edition", "documents", "errors", "warnings")
    text = "## Honest documents\n\nSynthetic disclosures in which nothing was planted.\n\n"
    return text + table(heads, rows) + (f"\nBy check: {most}.\n" if most else "")


def _fired(verdicts: Sequence[Verdict]) -> str:
    """Return the checks that no defect made speak, with the reason."""
    fired = {check for verdict in verdicts for check in verdict.fired}
    reasons = tomllib.loads(NEVER.read_text("utf-8")) if NEVER.exists() else {}
    told = {id_: reason for reason, ids in reasons.items() for id_ in ids}
    silent = [entry for entry in catalogue() if entry.id not in fired]
    rows = [
        (entry.id, entry.title.en, told.get(entry.id, "no defect here changes what it reads"))
        for entry in silent
    ]
    text = (
        f"## Checks that no defect made speak\n\n{len(fired)} of {len(catalogue())} checks gave "
        "a lead on a planted defect. The others are proved on a broken fragment in "
        "`tests/checks/`.\n\n"
    )
    return text + table(("check", "title", "why not here"), rows)


def _ratios(ratios: Sequence[Speed]) -> str:
    if not ratios:
        return ""
    rows = []
    for one in ratios:
        wanted = f"≤ {one.target:g}" if one.target is not None else ""
        met = "" if one.target is None else "yes" if one.ratio <= one.target else "**no**"
        rows.append((one.label, f"{one.ratio:.2f}", wanted, met))
    text = "## Ratios of time\n\nMedians on one machine; they differ a little from run to run.\n\n"
    return text + table(("what", "ratio", "target", "met"), rows)


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)
