"""Workbooks made for tests: what an office program would have saved."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import xlwt
from xlwt.CompoundDoc import XlsDoc

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
ROWS = (
    ("一、一般公共预算财政拨款收入", 1, 2940.0499999999997, "一、一般公共服务支出", 31, 0.1 + 0.2),
    ("二、政府性基金预算财政拨款收入", 2, 0, "二、外交支出", 32, None),
    ("本年收入合计", 3, 2940.05, "本年支出合计", 57, -12.5),
)
PRINTED = """\
收入支出决算总表
公开01表
部门：某县测试局  单位：万元
收入\t支出
项目\t行次\t金额\t项目\t行次\t金额
一、一般公共预算财政拨款收入\t1\t2,940.05\t一、一般公共服务支出\t31\t0.30
二、政府性基金预算财政拨款收入\t2\t-\t二、外交支出\t32\t
本年收入合计\t3\t2,940.05\t本年支出合计\t57\t-12.50
注：本表反映部门本年度的总收支和年末结转结余情况。"""


def totals_xlsx() -> bytes:
    """Return 收入支出决算总表 as a workbook: title, unit, merged headings, a footnote."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Z01 收入支出决算总表"
    for place, text in _AROUND.items():
        sheet[place] = text
    for merged in ("A1:F1", "A4:C4", "D4:F4", "A9:F9"):
        sheet.merge_cells(merged)
    for number, row in enumerate(ROWS, 6):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if column in (3, 6):
                cell.number_format = ACCOUNTING
    return saved(book)


def totals_xls() -> bytes:
    """Return the same table as Excel 97 saves it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Z01 收入支出决算总表")
    merged = {"A1": (0, 0, 0, 5), "A4": (3, 3, 0, 2), "D4": (3, 3, 3, 5), "A9": (8, 8, 0, 5)}
    for place, text in _AROUND.items():
        if place in merged:
            sheet.write_merge(*merged[place], text)
        else:
            sheet.write(int(place[1]) - 1, ord(place[0]) - 65, text)
    style = xlwt.easyxf(num_format_str=ACCOUNTING)
    for number, row in enumerate(ROWS, 5):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, *([style] if column in (2, 5) else []))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_AROUND = {
    "A1": "收入支出决算总表", "F2": "公开01表", "A3": "部门：某县测试局", "F3": "单位：万元",
    "A4": "收入", "D4": "支出", "A5": "项目", "B5": "行次", "C5": "金额", "D5": "项目",
    "E5": "行次", "F5": "金额", "A9": "注：本表反映部门本年度的总收支和年末结转结余情况。",
}  # fmt: skip


def book_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> openpyxl.Workbook:
    """Return a workbook from rows of values by the sheets' names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written(path: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data)
    return path


def compound(name: str, stream: bytes = b"") -> bytes:
    """Return an OLE file with one stream of this name."""
    document = XlsDoc()
    out = io.BytesIO()
    document.save(out, (stream or b"\x00").ljust(4096, b"\x00"))
    old, new = "Workbook".encode("utf-16-le"), name.encode("utf-16-le")
    data = bytearray(out.getvalue())
    at = data.index(old + b"\x00\x00")
    data[at : at + 64] = new.ljust(64, b"\x00")
    data[at + 64 : at + 66] = (len(new) + 2).to_bytes(2, "little")
    return bytes(data)
