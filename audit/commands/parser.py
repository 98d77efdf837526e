"""The command line's grammar: what every command has in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from audit import editions
from audit.errors import UnknownEdition


class Subparsers:
    """Adds commands, and the options that several of them share."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(title="命令 · commands", metavar="COMMAND")

    def add(
        self,
        name: str,
        purpose: str,
        examples: str,
        run: Callable[[argparse.Namespace], int],
    ) -> argparse.ArgumentParser:
        """Return a new command's parser, with its purpose and examples in `--help`."""
        parser = self._commands.add_parser(
            name,
            help=purpose,
            description=purpose,
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.set_defaults(run=run)
        return parser

    @staticmethod
    def add_output(parser: argparse.ArgumentParser) -> None:
        """Add `--out FILE`."""
        parser.add_argument(
            "--out",
            metavar="FILE",
            type=_output_file,
            help="写入文件，写完才替换 · write to a file, whole or not at all",
        )

    @staticmethod
    def add_language(parser: argparse.ArgumentParser) -> None:
        """Add `--lang`."""
        parser.add_argument(
            "--lang", choices=("zh", "en"), default="zh", help="语言 · language (default: zh)"
        )

    @staticmethod
    def add_edition(parser: argparse.ArgumentParser) -> None:
        """Add `--edition`; an unknown name is refused with the names there are."""
        names = ", ".join(editions.names())
        parser.add_argument(
            "--edition",
            metavar="NAME",
            type=_edition,
            default="auto",
            help=f"版式 · edition: auto, {names}, or a .toml of your own (default: auto)",
        )


def _edition(name: str) -> str:
    if name != "auto":
        try:
            editions.load(name)
        except UnknownEdition as problem:
            raise argparse.ArgumentTypeError(str(problem)) from None
    return name


def _output_file(path: str) -> str:
    target = Path(path)
    if target.is_dir():
        raise argparse.ArgumentTypeError(f"{path} 是文件夹，请指定文件名 · is a folder")
    if not target.resolve().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{target.parent} 不存在，请先建立 · no such folder")
    return path
