"""`audit review`: how the leads of a unit stand, and what a person decides on them."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import audit
from audit.commands.documents import complain
from audit.errors import InvalidDecision, UnknownLead, UnreadableDocument
from audit.export.json import document_object
from audit.export.output import written
from audit.export.reviews import reviews_csv, reviews_json
from audit.export.stored import (
    RESULT,
    StoredLead,
    seen_of_stored,
    stored_document,
    stored_leads,
)
from audit.export.text import harmless
from audit.review import (
    Action,
    Correction,
    Decision,
    UnitReview,
    append,
    read_journal,
    review,
)
from audit.review.runs import LEADS, read_runs
from audit.review.unit import journal_in, review_of
from audit.views.decisions import standing_lines
from audit.views.words import (
    CHANGE,
    SEVERITY,
    STANDING,
    STANDING_SIGN,
    Language,
    named,
    word,
)

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

EXAMPLES = """\
例 · examples:
  audit review reports/某县测试局/2023
  audit review reports/某县测试局/2023 --confirm 2023/EXP-08/1 --name 张三
  audit review reports/某县测试局/2023 --dismiss 2023/INC-07/1 --reason 口径不同 --name 张三
  audit review reports/某县测试局/2023 --explain 2023/PRJ-13/1 --answer 单位称为笔误 --name 李四
  audit review reports/某县测试局/2023 --correct 2023/EXP-02/1 --value f298=96.22 --name 李四
  audit review reports/某县测试局/2023 --reopen 2023/INC-07/1 --name 王五
  audit review reports/某县测试局/2023 --export csv --out decisions.csv
  audit review disclosure.docx --journal decisions.jsonl

决定记在结果旁的 decisions.jsonl，只增不改；重新运行后按指纹找回。再运行 audit run，报告即载明决定。
Decisions are appended to decisions.jsonl beside the results and found again by fingerprint;
run `audit run` again, and the report shows them.

退出码 · exit codes:
  0 已列出或已记下 · listed or written   1 决定记录前后不符 · the journal does not hold together
  2 用法不对或读不了 · bad usage, or unreadable
"""
_ACTIONS: tuple[tuple[Action, str], ...] = (
    ("confirm", "属实，成为审计发现 · it is a finding"),
    ("dismiss", "不成立（须有 --reason）· it does not hold (needs --reason)"),
    ("explain", "单位已说明（须有 --answer）· the unit explained it (needs --answer)"),
    ("reopen", "重新待核 · open it again"),
    ("correct", "建议更正（须有 --value）· propose a correction (needs --value)"),
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit's leads, and where its decisions are and will be."""

    leads: tuple[StoredLead, ...]
    journal: Path
    before: Mapping[str, audit.review.Seen] | None

    def review(self) -> UnitReview:
        """Return how the leads stand now."""
        now = seen_of_stored(self.leads)
        found = review_of(self.journal, now, self.before)
        return found or UnitReview.of_leads(now)


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "review",
        "列出疑点的复核情况，记下复核决定 · how leads stand; confirm, dismiss, explain, reopen",
        EXAMPLES,
        run,
    )
    parser.add_argument(
        "path",
        metavar="PATH",
        help="结果文件夹 OUT/单位/年度，或文件（另须 --journal）· result folder, or a disclosure",
    )
    parser.add_argument(
        "--journal",
        metavar="FILE",
        help="决定记录（默认在结果旁）· the journal (default: beside the results)",
    )
    acts = parser.add_mutually_exclusive_group()
    for action, purpose in _ACTIONS:
        acts.add_argument(f"--{action}", nargs="+", metavar="ID", help=purpose)
    parser.add_argument("--name", default="", help="作决定的人 · who decides")
    parser.add_argument("--reason", default="", help="理由 · the reason")
    parser.add_argument("--answer", default="", help="单位的答复 · the unit's answer")
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="FIGURE=VALUE",
        help="数字（编号或名称）应为的值，可多次 · a figure and what it should print",
    )
    parser.add_argument(
        "--time", help="决定的时间，带时区（默认现在）· when, with its zone (default: now)"
    )
    parser.add_argument(
        "--open", action="store_true", help="只列待核的疑点 · list only leads that are open"
    )
    parser.add_argument(
        "--export", choices=("csv", "json"), help="导出全部决定 · all decisions, for programs"
    )
    commands.add_output(parser)
    commands.add_language(parser)
    commands.add_edition(parser)


def run(options: argparse.Namespace) -> int:
    """Return 0, or 1 where the journal does not hold together; raises AuditError, OSError."""
    unit = _unit(options)
    decisions = tuple(_decisions(options, unit))
    if decisions:
        append(unit.journal, *decisions)
    found = unit.review()
    for problem in found.journal.problems:
        complain(f"{unit.journal}：{problem.message[options.lang]}")
    if decisions and not options.export:
        written(options.out, _told(decisions, unit, options.lang))
    elif options.export == "csv":
        written(options.out, reviews_csv(unit.leads, found))
    elif options.export == "json":
        written(options.out, (reviews_json(unit.leads, found, options.lang),))
    else:
        written(options.out, _listing(unit, found, options.lang, only_open=options.open))
    return int(not found.journal.sound)


def _unit(options: argparse.Namespace) -> _Unit:
    path = Path(options.path)
    given = Path(options.journal) if options.journal else None
    if given is not None and given.is_dir():
        raise UnreadableDocument(f"{given}：是文件夹；--journal 须指定文件，例如 decisions.jsonl。")
    if (path / RESULT).exists() or (path.is_dir() and given is None):
        runs = read_runs(path / LEADS)
        before = runs.before.leads if runs and runs.before else None
        leads = stored_leads(stored_document(path))
        return _Unit(leads, given or journal_in(path), before)
    if given is None and path.exists():
        raise UnreadableDocument(
            f"{path}：不是结果文件夹；对文件作决定须用 --journal 指明决定记录存放何处。"
        )
    result = audit.check(options.path, edition=options.edition)
    leads = stored_leads(document_object(result, options.path, options.lang))
    return _Unit(leads, given or journal_in(path), None)


# --- deciding -----------------------------------------------------------------------


def _decisions(options: argparse.Namespace, unit: _Unit) -> Iterator[Decision]:
    """Yield what the options decide, a decision a lead; raises UnknownLead, InvalidDecision."""
    action = next((one for one, _ in _ACTIONS if getattr(options, one)), None)
    ids = getattr(options, action) if action else []
    if action is None and (options.name or options.reason or options.answer or options.value):
        raise InvalidDecision(
            "请用 --confirm、--dismiss、--explain、--reopen 或 --correct 指明疑点。"
        )
    time = options.time or datetime.now().astimezone().isoformat(timespec="seconds")
    now = seen_of_stored(unit.leads)
    for id_ in ids:
        fingerprint, lead = _find(id_, unit)
        yield Decision(
            action or "confirm",
            fingerprint,
            lead.seen.check if lead else _check_of(fingerprint, unit),
            options.reason,
            options.name,
            time,
            options.answer,
            _corrections(options.value, lead),
            now.get(fingerprint),
        )


def _find(id_: str, unit: _Unit) -> tuple[str, StoredLead | None]:
    """Return a lead's fingerprint by its id or fingerprint; one that is gone has no lead."""
    for lead in unit.leads:
        if id_ in (lead.id, lead.fingerprint):
            return lead.fingerprint, lead
    if id_ in _decided(unit):
        return id_, None
    ids = [lead.id for lead in unit.leads]
    near = "、".join(difflib.get_close_matches(id_, ids, 3, 0.5) or ids[:3]) or "（没有疑点）"
    raise UnknownLead(f"没有疑点 {id_}；相近的有：{near}。编号或指纹可用 audit review PATH 列出。")


def _decided(unit: _Unit) -> Mapping[str, audit.review.Review]:
    return review(read_journal(unit.journal).decisions)


def _check_of(fingerprint: str, unit: _Unit) -> str:
    return _decided(unit)[fingerprint].history[-1].check


def _corrections(values: Sequence[str], lead: StoredLead | None) -> tuple[Correction, ...]:
    """Return the figures of `--value`, each by its id or by a label that only it has."""
    found = []
    for text in values:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise InvalidDecision(f"--value {text}：须写作 数字=值，例如 f298=96.22。")
        figures = lead.figures if lead else {}
        ids = [one for one, (label, _) in figures.items() if name in (one, label)]
        if len(ids) != 1:
            shown = "、".join(f"{one}（{label} {raw}）" for one, (label, raw) in figures.items())
            why = "不止一个" if ids else "没有"
            raise UnknownLead(f"这条疑点{why}数字 {name}；请用编号：{shown or '（无）'}。")
        found.append(Correction(ids[0], figures[ids[0]][0], value))
    return tuple(found)


# --- telling ------------------------------------------------------------------------


def _told(decisions: Sequence[Decision], unit: _Unit, language: Language) -> Iterator[str]:
    ids = {lead.fingerprint: lead.id for lead in unit.leads}
    for one in decisions:
        what = (
            word("correction", language)
            if one.action == "correct"
            else named(STANDING, audit.review.Review("", (one,)).status, language)
        )
        id_ = ids.get(one.fingerprint, one.fingerprint)
        yield harmless(f"{id_}  {what}  {one.name}  {one.time}") + "\n"
    yield harmless(f"{word('written_to', language)} {unit.journal}") + "\n"


def _listing(
    unit: _Unit, found: UnitReview, language: Language, *, only_open: bool
) -> Iterator[str]:
    shown = [
        lead for lead in unit.leads if not only_open or found.of(lead.fingerprint).status == "open"
    ]
    for lead in shown:
        for line in _lines(lead, found, language):
            yield harmless(line) + "\n"
    for gone in found.elsewhere:
        last = gone.history[-1]
        about = " ".join(one for one in (last.check, last.seen.subject if last.seen else "") if one)
        said = f"{gone.fingerprint}  {about}  {named(STANDING, gone.status, language)}  {last.name}"
        yield harmless(f"{word('no_longer', language)}：{said}") + "\n"
    standing: list[str] = [found.of(lead.fingerprint).status for lead in unit.leads]
    counts = "、".join(
        f"{named(STANDING, one, language)} {standing.count(one)}" for one in STANDING
    )
    yield f"{word('leads', language)} {len(unit.leads)}：{counts}\n"
    if found.journal.hashes:
        lines = len(found.journal.hashes)
        yield f"{word('journal', language, lines)} {found.journal.last}\n"


def _lines(lead: StoredLead, found: UnitReview, language: Language) -> Iterator[str]:
    state, change = found.of(lead.fingerprint), found.changes.get(lead.fingerprint, "")
    severity = named(SEVERITY, lead.seen.severity, language)
    moved = "" if change in ("", "unchanged") else f"  [{named(CHANGE, change, language)}]"
    standing = f"{STANDING_SIGN[state.status]} {named(STANDING, state.status, language)}"
    yield f"{standing}  {lead.id}  {lead.fingerprint}  [{severity}]{moved}  {lead.message}"
    outdated = found.is_outdated(lead.fingerprint)
    for line in standing_lines(state, language, outdated=outdated):
        yield f"    {line}"
