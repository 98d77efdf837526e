"""`audit text`: the normalised text that every span counts in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import audit
from audit.commands.documents import is_whole
from audit.export.output import written

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers

EXAMPLES = """\
例 · examples:
  audit text disclosure.docx
  audit text disclosure.docx --out disclosure.txt
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "text",
        "输出规范化文本，位置以它计 · the normalised text that spans count in",
        EXAMPLES,
        run,
    )
    parser.add_argument("path", metavar="PATH", help="文件 · file")
    commands.add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Return 0, or 2 when a file of the disclosure could not be read; raises UnreadableDocument."""
    document = audit.read(options.path)
    text = document.text
    written(options.out, (text if text.endswith("\n") else text + "\n",))
    return 0 if is_whole(document) else 2
