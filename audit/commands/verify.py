"""`audit verify`: whether what lies below a folder is still what was written."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import UnreadableDocument
from audit.export.stored import RESULT, stored_document
from audit.export.text import harmless
from audit.review import JOURNAL, read_journal
from audit.review.journal import START, head_of
from audit.views.words import Language, word

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

EXAMPLES = """\
例 · examples:
  audit verify reports/
  audit verify reports/某县测试局/2023
  audit verify reports/ --recorded 5f0c5d2e9a41

查对：DIR 之下每份决定记录 decisions.jsonl 的散列链（改、删、移、截），其 .head 文件，
以及同一文件夹 result.json 记下的末行散列。不重新运行核对。
Verifies: the hash chain of every decisions.jsonl below DIR (lines changed, removed, moved or
cut off), its .head file, and the last hash that result.json beside it recorded. It does not
run the checks again. What a chain cannot prove stands in docs/decisions-journal.md.

退出码 · exit codes:
  0 相符 · the same   1 不符 · differs   2 没有可查对的，或读不了 · nothing to verify, or unreadable
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one thing below the folder came to: its path, what is wrong, whether that counts."""

    path: Path
    sentences: tuple[str, ...]
    same: bool
    hashes: tuple[str, ...] = ()


Verification = Callable[[Path, Language], Iterator[Verdict]]


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "verify",
        "查对结果文件夹里的决定记录有无改动 · whether the journals of decisions were changed",
        EXAMPLES,
        run,
    )
    parser.add_argument(
        "folder", metavar="DIR", help="结果文件夹或其上级 · a result folder, or one above"
    )
    parser.add_argument(
        "--recorded",
        metavar="HASH",
        help="报告或别处记下的末行散列（至少 12 位）· a hash that a report or a mail recorded",
    )
    commands.add_language(parser)


def run(options: argparse.Namespace) -> int:
    """Return 0 or 1; raises UnreadableDocument for a folder with nothing to verify."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise UnreadableDocument(f"{folder}：不是文件夹；请指定 audit run 写出的结果文件夹。")
    verdicts = [one for verify in VERIFICATIONS for one in verify(folder, options.lang)]
    if not verdicts:
        raise UnreadableDocument(f"{folder}：其下没有决定记录（{JOURNAL}），没有可查对的。")
    for verdict in verdicts:
        sign = "＝" if verdict.same else "≠"
        said = word("verified" if verdict.same else "differs", options.lang)
        _say(f"{sign} {said}  {verdict.path}")
        for sentence in verdict.sentences:
            _say(f"    {sentence}")
    same = all(verdict.same for verdict in verdicts)
    return int(not (_recorded(options, verdicts) and same))


def journals(folder: Path, language: Language) -> Iterator[Verdict]:
    """Yield a verdict on every journal below `folder`, also where only its traces are left."""
    for place in _folders(folder):
        recorded = _recorded_by_result(place)
        path = place / JOURNAL
        if not (path.exists() or head_of(path).exists() or recorded):
            continue
        found = read_journal(path)
        sentences = [problem.message[language] for problem in found.problems]
        held = recorded is None or found.holds(recorded)
        if not held:
            sentences.append(word("result_recorded", language, RESULT, str(recorded)[:12]))
        yield Verdict(path, tuple(sentences), found.sound and held, found.hashes)


VERIFICATIONS: tuple[Verification, ...] = (journals,)


def _folders(folder: Path) -> Iterator[Path]:
    """Yield the folder and those below it, in order of name; links are not followed."""
    for place, inner, files in os.walk(folder):
        inner.sort()
        if {JOURNAL, f"{JOURNAL}.head", RESULT} & set(files):
            yield Path(place)


def _recorded_by_result(folder: Path) -> str | None:
    """Return the last hash that a result recorded, None where it recorded none."""
    if not (folder / RESULT).exists():
        return None
    kept = stored_document(folder).get("review")
    found = kept.get("hash") if isinstance(kept, dict) else None
    return found if isinstance(found, str) and found != START else None


def _recorded(options: argparse.Namespace, verdicts: list[Verdict]) -> bool:
    """Return whether the hash asked for is one of a journal's, and say so."""
    wanted = options.recorded
    if wanted is None:
        return True
    if len(wanted) < 12:
        raise UnreadableDocument(f"--recorded {wanted}：须至少 12 位散列，例如报告上所印的。")
    held = [v for v in verdicts if any(one.startswith(wanted.lower()) for one in v.hashes)]
    _say(word("hash_held" if held else "hash_missing", options.lang, wanted))
    return bool(held)


def _say(line: str) -> None:
    sys.stdout.write(harmless(line) + "\n")
