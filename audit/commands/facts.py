"""`audit facts`: the figures that were read, with their places."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

import audit
from audit.commands.documents import Unreadable, each, is_whole
from audit.export.output import written
from audit.facts import Facts

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

EXAMPLES = """\
例 · examples:
  audit facts disclosure.docx > facts.csv
  audit facts disclosures/ --format json --out facts.json
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "facts", "列出读出的数字和位置 · the figures read, with their places", EXAMPLES, run
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹 · file or folder")
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    commands.add_output(parser)
    commands.add_edition(parser)


def run(options: argparse.Namespace) -> int:
    """Return 0, or 2 when a document could not be read."""
    bad: list[str] = []
    chunks = _json(options, bad) if options.format == "json" else _csv(options, bad)
    written(options.out, chunks)
    return 2 if bad else 0


def _read(options: argparse.Namespace, bad: list[str]) -> Iterator[tuple[str, Facts | Unreadable]]:
    for path, done in each(
        options.paths, lambda source: audit.read_facts(source, edition=options.edition)
    ):
        if isinstance(done, Unreadable) or not is_whole(done.document):
            bad.append(path)
        yield path, done


def _csv(options: argparse.Namespace, bad: list[str]) -> Iterator[str]:
    from audit.export.csv import csv_chunks

    return csv_chunks((path, done) for path, done in _read(options, bad) if isinstance(done, Facts))


def _json(options: argparse.Namespace, bad: list[str]) -> Iterator[str]:
    from audit.export.json import facts_object, json_chunks, unreadable_object

    return json_chunks(
        unreadable_object(path, done.sentence)
        if isinstance(done, Unreadable)
        else facts_object(done, path)
        for path, done in _read(options, bad)
    )
