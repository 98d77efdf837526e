"""`audit run` and `audit batch`: notebooks and reports for one unit or for many."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from audit.commands.documents import complain
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

RUN_EXAMPLES = """\
例 · examples:
  audit run disclosure.docx
  audit run disclosure.docx --unit 某县社会保险事业管理局 --year 2023 --out reports
"""
BATCH_EXAMPLES = """\
例 · examples:
  audit batch disclosures/ --out reports
  audit batch manifest.csv --notebooks leads

文件夹按 DIR/单位/年度/文件 排列；清单有 path、unit、year 三列。
A folder holds DIR/<unit>/<year>/<file>; a manifest has the columns path, unit, year.
"""


def add_parsers(commands: Subparsers) -> None:
    """Add both commands to the parser."""
    one = commands.add(
        "run",
        "为一个单位运行全部笔记本并写出报告 · run the notebooks on one unit",
        RUN_EXAMPLES,
        run,
    )
    one.add_argument("path", metavar="PATH", help="文件 · file")
    one.add_argument(
        "--unit", help="单位名称（默认从文中读出）· the unit's name (default: as read)"
    )
    one.add_argument("--year", type=_year, help="年度（默认从文中读出）· year (default: as read)")
    _add_shared(one, commands)
    many = commands.add(
        "batch", "逐个单位运行，写出汇总页 · every unit, with an index page", BATCH_EXAMPLES, batch
    )
    many.add_argument(
        "source", metavar="DIR|MANIFEST.csv", help="文件夹或清单 · folder or manifest"
    )
    many.add_argument(
        "--workers", type=int, default=1, metavar="N", help="目前只能为 1 · only 1 so far"
    )
    many.add_argument("--scheduler", metavar="ADDRESS", help="目前不支持 · not supported so far")
    many.add_argument(
        "--notebooks",
        choices=("all", "leads", "none"),
        default="all",
        help="为哪些单位运行笔记本 · which units get notebooks: all, those with leads, none",
    )
    _add_shared(many, commands)


def run(options: argparse.Namespace) -> int:
    """Return 0, 1 with leads of severity error, 2 when a file was not read; may raise."""
    from audit.batch import run_unit

    done = run_unit(
        options.path,
        unit=options.unit,
        year=options.year,
        out=options.out,
        edition=options.edition,
        language=options.lang,
    )
    sys.stdout.write(f"报告 · report: {done.report}\n")
    for sentence in done.unread:
        complain(sentence)
    return 2 if done.unread else int(done.worst == "error")


def batch(options: argparse.Namespace) -> int:
    """Return 0, 1 with leads of severity error, 2 when a unit could not be read."""
    if options.workers != 1 or options.scheduler:
        raise AuditError(
            "本版逐个单位运行：--workers 只能为 1，--scheduler 尚不支持；请去掉后重试。"
        )
    from audit.batch import run_batch

    done = run_batch(
        options.source,
        out=options.out,
        edition=options.edition,
        language=options.lang,
        notebooks=options.notebooks,
    )
    sys.stdout.write(f"汇总 · index: {done.index}\n")
    return done.code


def _add_shared(parser: argparse.ArgumentParser, commands: Subparsers) -> None:
    parser.add_argument(
        "--out",
        default="reports",
        metavar="DIR",
        help="输出文件夹 · output folder (default: reports)",
    )
    commands.add_edition(parser)
    commands.add_language(parser)


def _year(text: str) -> int:
    if not (text.isdigit() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"{text} 不是四位年份 · is not a year of four digits")
    return int(text)
