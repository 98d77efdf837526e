"""`audit checks`: the catalogue, or the page of one check."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.export.output import atomic, written
from audit.registry import Check, catalogue, find_check
from audit.views.words import SEVERITY, Language, named

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

EXAMPLES = """\
例 · examples:
  audit checks
  audit checks PRJ-13
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "checks", "检查目录，或一项检查的说明 · the catalogue, or one check's page", EXAMPLES, run
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="检查编号，如 PRJ-13 · a check's id")
    commands.add_language(parser)
    parser.add_argument(
        "--write",
        metavar="DIR",
        help="把目录和每项检查的说明写成 Markdown · write the index and all pages as Markdown",
    )


def run(options: argparse.Namespace) -> int:
    """Return 0; raises UnknownCheck."""
    from audit.export.pages import check_page

    if options.write:
        write_pages(Path(options.write))
    elif options.id:
        written(None, (check_page(find_check(options.id.upper()), options.lang),))
    else:
        written(None, _listing(options.lang))
    return 0


def write_pages(folder: Path) -> None:
    """Write the index and every page into `folder` and remove pages of checks now gone."""
    from audit.export.pages import pages

    folder.mkdir(parents=True, exist_ok=True)
    made = pages(catalogue())
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        with atomic(folder / name) as file:
            file.write(text)


def _listing(language: Language) -> Iterator[str]:
    entries = catalogue()
    for entry in entries:
        yield f"{_line(entry, language)}\n"
    yield f"共 {len(entries)} 项检查\n" if language == "zh" else f"{len(entries)} checks\n"


def _line(entry: Check, language: Language) -> str:
    return f"{entry.id}  [{named(SEVERITY, entry.severity, language)}]  {entry.title[language]}"
