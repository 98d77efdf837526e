"""Render sample_nine.toml: one disclosure with the nine national tables, in five formats.

    python data/make_sample_nine.py [FOLDER]

sample_nine.docx, .pdf and .html hold all of it; sample_nine/ holds the same as two files, the
tables as a workbook and the prose as text. The same figures give the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nine_figures import Figures, agree
from nine_prose import after_tables, before_tables
from nine_tables import nine_tables

from audit.sample.blocks import Block, Heading, Sheet, Table
from audit.sample.page import html_file
from audit.sample.pdf import pdf_file
from audit.sample.sheet import workbook
from audit.sample.word import word_file

HERE = Path(__file__).resolve().parent
Part = Heading | str | Sheet


def parts(figures: Figures) -> list[Part]:
    """Return the whole disclosure in reading order, its defects planted."""
    found: list[Part] = [
        *before_tables(figures),
        *nine_tables(figures),
        *after_tables(figures),
    ]
    for defect in figures.data["defect"]:
        found = list(_planted(found, defect))
    return found


def _planted(found: Sequence[Part], defect: dict[str, Any]) -> Iterator[Part]:
    """Yield the parts with one defect printed; raises ValueError unless it fits one place."""
    where, hits = "", 0
    for part in found:
        if isinstance(part, Heading):
            where = part.text
            yield part
            continue
        made = (
            _wrong_table(part, defect) if isinstance(part, Sheet) else _wrong(part, where, defect)
        )
        hits += made != part
        yield made
    if hits != 1:
        raise ValueError(f"{defect['why']}：有 {hits} 处，应有 1 处")


def _wrong(text: str, where: str, defect: dict[str, Any]) -> str:
    here = where == defect["place"] and text.count(defect["right"]) == 1
    return text.replace(defect["right"], defect["printed"]) if here else text


def _wrong_table(sheet: Sheet, defect: dict[str, Any]) -> Sheet:
    if sheet.number != defect["place"]:
        return sheet
    rows = [list(row) for row in sheet.table.rows]
    place = 2 + defect["column"]
    for row in rows:
        if row[0].text == defect["row"] and row[place].text == defect["right"]:
            row[place] = replace(row[place], text=defect["printed"])
    return replace(sheet, table=Table(sheet.table.columns, tuple(map(tuple, rows))))


def _in_word(found: Sequence[Part]) -> Iterator[Block]:
    for part in found:
        if isinstance(part, Sheet):
            yield Heading(part.title, 2)
            yield from part.above
            yield part.table
            if part.note:
                yield part.note
        else:
            yield part


def _in_text(found: Sequence[Part]) -> str:
    prose = (part for part in found if not isinstance(part, Sheet))
    return "".join(f"{part if isinstance(part, str) else part.text}\n" for part in prose)


def main(folder: Path) -> None:
    """Write all files into `folder`."""
    data = tomllib.loads((HERE / "sample_nine.toml").read_text("utf-8"))
    figures = Figures(data)
    agree(figures)
    found = parts(figures)
    title = f"{data['unit']}{data['year']}年度部门决算"
    (folder / "sample_nine").mkdir(exist_ok=True)
    sheets = [part for part in found if isinstance(part, Sheet)]
    files = {
        "sample_nine.docx": word_file(list(_in_word(found)), data["about"]),
        "sample_nine.pdf": pdf_file(found, title),
        "sample_nine.html": html_file(found, title, data["county"]),
        "sample_nine/tables.xlsx": workbook(sheets),
        "sample_nine/prose.txt": _in_text(found).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
