"""`audit check`: read each document, run every check, say what does not hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.commands.beside import Beside
from audit.commands.documents import Unreadable, complain, each, is_whole
from audit.engine import Result
from audit.export.output import written
from audit.export.text import report_text
from audit.leads import RANK
from audit.review import UnitReview, unit_review
from audit.review.journal import exists
from audit.views.words import Language

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

EXAMPLES = """\
例 · examples:
  audit check disclosure.docx
  audit check disclosures/ --fail-on warning
  audit check disclosure.docx --format json --out result.json
  audit check disclosure.pdf --annotate marked.pdf
  audit check 2024.docx --previous 2023.docx
  audit check units/ --previous units/ --peers units/
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "check",
        "读文件，运行全部检查，列出疑点 · read each document, run every check, list the leads",
        EXAMPLES,
        run,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹 · file or folder")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    commands.add_output(parser)
    commands.add_language(parser)
    commands.add_edition(parser)
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        default="error",
        help="从哪一级疑点起退出码为 1 · lowest severity of leads that gives exit code 1",
    )
    parser.add_argument(
        "--previous",
        metavar="PATH",
        help="上一年度的决算公开，文件或文件夹，按单位和年度配对 · "
        "last year's disclosures, paired by unit and year",
    )
    parser.add_argument(
        "--peers",
        metavar="PATH",
        action="append",
        default=[],
        help="同年度其他单位的决算公开，可多次指定 · "
        "other units' disclosures of the year (repeatable)",
    )
    parser.add_argument(
        "--annotate",
        metavar="PDF",
        help="把疑点标在这份 PDF 的副本上 · mark the leads on a copy of the PDF (one PDF only)",
    )
    parser.add_argument(
        "--journal",
        metavar="FILE",
        help="载明其中的复核决定 · tell the decisions of this journal (decisions.jsonl)",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="文本中列出全部检查结果和未读出的数字 · list every outcome and unread number (text)",
    )


def run(options: argparse.Namespace) -> int:
    """Return 0, 1 or 2 as the contract says, after writing the answer."""
    if options.annotate and (problem := _unmarkable(options.paths, options.annotate)):
        complain(problem)
        return 2
    if options.journal and not exists(Path(options.journal)):
        complain(f"{options.journal}：没有这份决定记录；请核对路径。")
        return 2
    tally = _Tally(options.fail_on)
    beside = Beside(options.previous, options.peers, options.edition)
    found = _results(options, tally, beside)
    chunks = _json(options, found) if options.format == "json" else _text(options, found)
    written(options.out, chunks)
    return tally.code if beside.close() else 2


class _Tally:
    """The worst exit code met so far."""

    def __init__(self, fail_on: str) -> None:
        self._limit = RANK.get(fail_on, -1)
        self.code = 0

    def count(self, done: Result | Unreadable) -> None:
        """Raise the code by what one document gave."""
        if isinstance(done, Unreadable) or not is_whole(done.facts.document):
            self.code = 2
        elif any(RANK[lead.severity] <= self._limit for lead in done.leads):
            self.code = max(self.code, 1)


_Found = Iterator[tuple[str, Result | Unreadable]]


def _results(options: argparse.Namespace, tally: _Tally, beside: Beside) -> _Found:
    for path, done in each(options.paths, beside.check):
        tally.count(done)
        if options.annotate and isinstance(done, Result):
            _annotate(path, done, options.annotate, options.lang)
        yield path, done


def _unmarkable(paths: list[str], out: str) -> str:
    """Return why `--annotate` cannot be done, or an empty string."""
    first = Path(paths[0])
    if len(paths) > 1 or not first.is_file():
        return "--annotate 只用于一份 PDF；请只指定一个 PDF 文件。"
    with first.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            return f"--annotate 只用于 PDF，{first} 不是；请指定 PDF 文件，或去掉这个选项。"
    target = Path(out)
    if target.is_dir() or not target.resolve().parent.is_dir():
        return f"--annotate：{out} 不能写入；请指定已有文件夹里的文件名。"
    if target.exists() and target.samefile(first):
        return "--annotate 不会改动原件；请指定另一个文件名。"
    return ""


def _annotate(path: str, done: Result, out: str, language: Language) -> None:
    from audit.export.annotate import annotate

    tally = annotate(Path(path).read_bytes(), done, out, language)
    said = f"标出疑点 {tally.marked} 条、{tally.places} 处"
    complain(f"{out}：{said}；另有 {tally.unplaced} 条在 PDF 上没有位置。")


def _review(options: argparse.Namespace, done: Result) -> UnitReview | None:
    """Return what the journal asked for says of a document's leads, its problems told."""
    if options.journal is None:
        return None
    found = unit_review(Path(options.journal), done.leads)
    for problem in found.journal.problems if found else ():
        complain(f"{options.journal}：{problem.message[options.lang]}")
    return found


def _json(options: argparse.Namespace, found: _Found) -> Iterator[str]:
    from audit.export.json import document_object, json_chunks, unreadable_object

    return json_chunks(
        unreadable_object(path, done.sentence)
        if isinstance(done, Unreadable)
        else document_object(done, path, options.lang, _review(options, done))
        for path, done in found
    )


def _text(options: argparse.Namespace, found: _Found) -> Iterator[str]:
    mark = ""
    for path, done in found:
        if isinstance(done, Result):
            yield mark + report_text(
                done, path, options.lang, full=options.all, review=_review(options, done)
            )
            mark = "\n" + "─" * 72 + "\n\n"
