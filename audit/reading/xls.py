"""Read an old Excel or WPS workbook (.xls, .et) through xlrd: what each sheet prints."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading.number_format import BUILT_IN, printed_number, printed_text
from audit.reading.spreadsheet import Place, Sheet, workbook

_DATES = frozenset((14, 22, *range(27, 37), *range(50, 59)))
_AGAIN = "请用 Excel 或 WPS 打开后另存为 .xlsx 再读"


class DamagedWorkbook(UnreadableDocument):
    """An old workbook that this reader cannot take apart; another program might."""


def read_xls(data: bytes, path: str) -> Document:
    """Return the workbook in `data`.

    Raises UnreadableDocument for a password or nothing printed, DamagedWorkbook where the file
    cannot be taken apart.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True
        )
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except Exception as problem:  # noqa: BLE001 - xlrd fails over a bad file in many ways
        if isinstance(problem, xlrd.XLRDError) and "encrypted" in str(problem):
            raise UnreadableDocument(f"{path}：工作簿已加密；请先取消密码再读。") from None
        raise DamagedWorkbook(f"{path}：旧版工作簿已损坏，或不是标准的 .xls；{_AGAIN}。") from None
    return workbook(path, data, "xls", sheets)


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    cells = dict(_cells(book, sheet))
    merged = {
        (top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells
    }
    notes = tuple(_hidden(sheet, cells)) if cells else ()
    return Sheet(sheet.name, cells, merged, notes)


def _cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[Place, str]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.value == 0 and cell.ctype != xlrd.XL_CELL_TEXT and not sheet.show_zero_values:
                continue
            text = _text(book, cell)
            if text:
                yield (row, column), text


def _text(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    """Return what a cell prints."""
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERR"))
    code = _code(book, book.xf_list[cell.xf_index].format_key)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return printed_text(cell.value, code)
    return printed_number(repr(cell.value), code, since_1904=book.datemode == 1)


def _code(book: xlrd.Book, key: int) -> str:
    """Return a number format: xlrd gives built-in dates in the American order."""
    return BUILT_IN[key] if key in _DATES else str(book.format_map[key].format_str)


def _hidden(sheet: xlrd.sheet.Sheet, cells: dict[Place, str]) -> Iterator[str]:
    """Yield what a sheet hides although something is printed in it."""
    if sheet.visibility:
        yield f"工作表“{sheet.name}”是隐藏的，已读入"
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    for what, printed, known in (
        ("行", rows, sheet.rowinfo_map), ("列", columns, sheet.colinfo_map),
    ):  # fmt: skip
        hidden = sum(at in known and bool(known[at].hidden) for at in printed)
        if hidden:
            yield f"工作表“{sheet.name}”有 {hidden} {what}是隐藏的，已读入"
