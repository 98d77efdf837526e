"""`audit papers`: working papers, evidence sheets and the register of one disclosure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import audit
from audit.commands.documents import complain, is_whole
from audit.engine import Result
from audit.errors import AuditError
from audit.export.output import atomic_bytes
from audit.views.words import Language

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers
    from audit.papers import Decided

_KINDS = ("workpaper", "evidence", "register")
_MOST_KEPT = 1000
EXAMPLES = """\
例 · examples:
  audit papers disclosure.docx
  audit papers disclosure.docx --journal reports/某局/2023/decisions.jsonl --prepared-by 张三
  audit papers disclosure.docx --kinds register --lang en --date 2024-11-05

写入 DIR/单位/年度/；已有而内容不同的文件改名保留，不会丢失手工填写的内容。
Written to DIR/<unit>/<year>/; a file that is there and differs is kept under another name,
so that nothing typed into it is lost. Without --journal, decisions.jsonl in that folder is used.
取证单只为已确认的发现编制 · evidence sheets are made for confirmed findings only.
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "papers",
        "编制审计工作底稿、取证单和清单 · working papers, evidence sheets, register",
        EXAMPLES,
        run,
    )
    parser.add_argument("path", metavar="PATH", help="文件或文件夹 · file or folder")
    parser.add_argument(
        "--journal", metavar="FILE", help="决定记录（每行一条）· decisions, one JSON line each"
    )
    parser.add_argument(
        "--out",
        default="reports",
        metavar="DIR",
        help="输出文件夹 · output folder (default: reports)",
    )
    parser.add_argument(
        "--kinds",
        type=_kinds,
        default=_KINDS,
        metavar="LIST",
        help="workpaper 底稿, evidence 取证单, register 清单 (default: all, comma between)",
    )
    parser.add_argument(
        "--prepared-by", default="", metavar="NAME", help="编制人 · who prepared the papers"
    )
    parser.add_argument(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="编制日期；不写则留空 · date on the papers (default: a blank to fill in)",
    )
    commands.add_language(parser)
    commands.add_edition(parser)


def run(options: argparse.Namespace) -> int:
    """Return 0, or 2 when a part of the disclosure or of the journal could not be read."""
    from audit.papers import papers

    result = audit.check(options.path, edition=options.edition)
    folder = _folder(options.out, result)
    decisions, fine = _decisions(options.journal, folder, options.lang)
    made = papers(
        result,
        decisions,
        kinds=options.kinds,
        language=options.lang,
        prepared_by=options.prepared_by,
        date=options.date or "",
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        _write(folder / name, content)
    if "evidence" in options.kinds and not _confirmed(result, decisions):
        complain("没有已确认的审计发现，未编制取证单 · no confirmed finding, no evidence sheet.")
    whole = is_whole(result.facts.document)
    return 0 if whole and fine else 2


def _confirmed(result: Result, decisions: Mapping[str, Decided]) -> bool:
    found = (decisions.get(lead.fingerprint) for lead in result.leads)
    return any(decided is not None and decided.action == "confirm" for decided in found)


def _folder(out: str, result: Result) -> Path:
    from audit.folders import safe_name

    facts = result.facts
    return Path(out) / safe_name(facts.unit) / safe_name(str(facts.year or "年度不详"))


def _decisions(
    journal: str | None, folder: Path, language: Language
) -> tuple[Mapping[str, Decided], bool]:
    """Return the decisions in force, and whether the journal holds together."""
    from audit.papers.decisions import in_force
    from audit.review import JOURNAL, read_journal, review

    path = Path(journal) if journal else folder / JOURNAL
    if not journal and not path.is_file():
        return {}, True
    if not path.is_file():
        raise AuditError(f"{path}：没有这份决定记录；请核对路径，或不写 --journal。")
    found = read_journal(path)
    for problem in found.problems:
        complain(f"{path}：{problem.message[language]}")
    return in_force(review(found.decisions)), found.sound


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that is there and differs is kept beside it."""
    if path.is_file() and path.read_bytes() != content:
        kept = _free(path)
        path.rename(kept)
        sys.stdout.write(f"原有文件改名 · kept: {kept}\n")
    with atomic_bytes(path) as file:
        file.write(content)
    sys.stdout.write(f"{path}\n")


def _free(path: Path) -> Path:
    """Return the first of name.1, name.2, … that no file has; raises AuditError past a thousand."""
    for number in range(1, _MOST_KEPT):
        kept = path.with_name(f"{path.stem}.{number}{path.suffix}")
        if not kept.exists():
            return kept
    raise AuditError(f"{path.parent}：保留的旧文件太多；请清理后重试。")


def _kinds(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in found if name not in _KINDS]
    if unknown or not found:
        raise argparse.ArgumentTypeError(f"{text}：只有 {', '.join(_KINDS)} · no such kind")
    return found


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} 不是日期，应如 2024-11-05 · no date") from None
