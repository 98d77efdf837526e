"""Write a small workbook, a sheet a table, whose bytes depend on nothing but its content.

Parts are stored, not compressed, as in `word`. Amounts are numbers under `#,##0.00`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from audit.sample.blocks import Sheet, rows_of
from audit.sample.word import OFFICE, R, package

_MAIN = f"{OFFICE}/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d\d")
_TEXT, _MONEY = 0, 1  # of the two cell styles


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the bytes of an .xlsx with these tables."""
    paths = [f"xl/worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)]
    parts = {
        "[Content_Types].xml": _content_types(paths),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", path.removeprefix("xl/")) for path in paths] + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
    }
    parts |= {path: _sheet(sheet) for path, sheet in zip(paths, sheets, strict=True)}
    return package(parts)


def _content_types(paths: Sequence[str]) -> str:
    kinds = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    kinds |= dict.fromkeys(paths, "worksheet")
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{links}</Relationships>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    names = "".join(
        f'<sheet name={quoteattr(sheet.above[0])} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{R}"><sheets>{names}</sheets></workbook>'


def _styles() -> str:
    shared = 'fontId="0" fillId="0" borderId="0"'
    text, money = f'<xf numFmtId="0" {shared}/>', f'<xf numFmtId="164" {shared}/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1">{text}</cellStyleXfs>'
        f'<cellXfs count="2">{text}{money}</cellXfs></styleSheet>'
    )


def _sheet(sheet: Sheet) -> str:
    width = sheet.table.columns
    mark, maker, unit = sheet.above
    lines = [{0: sheet.title}, {width - 1: mark}, {0: maker, width - 1: unit}]
    merged = [(0, 0, width, 1)]
    for number, row in enumerate(sheet.table.rows):
        found, column = {}, 0
        for cell in row:
            height = rows_of(sheet.table, number, column) if cell.merge == "begin" else 1
            if cell.merge != "below":
                found[column] = cell.text
            if cell.span > 1 or height > 1:
                merged.append((column, len(lines), cell.span, height))
            column += cell.span
        lines.append(found)
    lines += [{0: sheet.note}] if sheet.note else []
    rows = "".join(_row(number, line) for number, line in enumerate(lines, 1))
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in map(_area, merged))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        f'<mergeCells count="{len(merged)}">{areas}</mergeCells></worksheet>'
    )


def _row(number: int, line: dict[int, str]) -> str:
    return f'<row r="{number}">{"".join(_cells(number, line))}</row>'


def _cells(number: int, line: dict[int, str]) -> Iterator[str]:
    for column, text in line.items():
        place = f"{_letter(column)}{number}"
        if _AMOUNT.fullmatch(text):
            yield f'<c r="{place}" s="{_MONEY}"><v>{text.replace(",", "")}</v></c>'
        elif text:
            words = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
            yield f'<c r="{place}" s="{_TEXT}" t="inlineStr">{words}</c>'


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _area(area: tuple[int, int, int, int]) -> str:
    column, row, width, height = area
    return f"{_letter(column)}{row + 1}:{_letter(column + width - 1)}{row + height}"
