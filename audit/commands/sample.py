"""`audit sample`: invented disclosures, for demonstrations and for trying things out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.commands.parser import Subparsers
    from audit.sample import Unit

FORMATS = ("text", "docx", "pdf", "xlsx")
EXAMPLES = """\
例 · examples:
  audit sample --out demo
  audit sample --seed 7 --years 2 --format docx,text --out demo
  audit sample --seed 1 --count 20 --edition sichuan-2023 --out demo

写入 DIR/单位/年度/；单位和数字都是虚构的，同一种子写出的文件逐字节相同。xlsx 只含报表。
Writes DIR/<unit>/<year>/; units and figures are invented, one seed always gives the same bytes.
xlsx holds the statutory tables only.
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "sample", "写出虚构的决算公开 · write invented disclosures", EXAMPLES, run
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="种子 · seed (default: 1)")
    parser.add_argument(
        "--count", type=_positive, default=1, metavar="N", help="单位数 · units, a seed each"
    )
    parser.add_argument(
        "--years", type=_positive, default=1, metavar="N", help="连续年度数 · years in a row"
    )
    parser.add_argument(
        "--year", type=int, default=2024, metavar="YYYY", help="最后年度 · the last year"
    )
    parser.add_argument(
        "--format", type=_formats, default=("docx",), metavar="LIST",
        help=f"格式，逗号分隔 · formats, commas between: {','.join(FORMATS)} (default: docx)",
    )  # fmt: skip
    parser.add_argument("--edition", metavar="NAME", type=_edition, help="版式 · edition")
    parser.add_argument(
        "--size", type=_positive, default=1, metavar="N", help="项目数的倍数 · times as many items"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="写入的文件夹 · folder to write to"
    )


def run(options: argparse.Namespace) -> int:
    """Return 0; raises AuditError where a format cannot be written here."""
    for unit in _units(options):
        folder = options.out / unit.name / str(unit.year)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in options.format:
            ending, content = _rendered(unit, kind)
            if content:
                path = folder / f"{unit.name}{unit.year}年度决算{ending}"
                path.write_bytes(content)
                sys.stdout.write(f"{path}\n")
    return 0


def _units(options: argparse.Namespace) -> Iterator[Unit]:
    from audit import sample

    for seed in range(options.seed, options.seed + options.count):
        unit = sample.unit(seed, edition=options.edition, year=options.year, size=options.size)
        for _ in range(options.years):
            yield unit
            unit = unit.before()


def _rendered(unit: Unit, kind: str) -> tuple[str, bytes]:
    """Return a file's ending and its bytes: none where the edition prints no tables."""
    from audit import sample

    if kind == "text":
        return ".txt", sample.render_text(unit).encode()
    if kind == "docx":
        return ".docx", sample.render_docx(unit)
    if kind == "pdf":
        return ".pdf", sample.render_pdf(unit)
    return "附表.xlsx", b"" if unit.edition == "generic" else sample.render_xlsx(unit)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} 应是不小于 1 的整数 · a whole number from 1")
    return int(text)


def _formats(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    unknown = [word for word in found if word not in FORMATS]
    if unknown or not found:
        known = "、".join(FORMATS)
        raise argparse.ArgumentTypeError(
            f"{'、'.join(unknown) or text} 不是格式；可用的有：{known}"
        )
    return found


def _edition(name: str) -> str:
    from audit.sample import EDITIONS

    if name not in EDITIONS:
        raise argparse.ArgumentTypeError(f"没有版式 {name}；可用的有：{'、'.join(EDITIONS)}")
    return name
