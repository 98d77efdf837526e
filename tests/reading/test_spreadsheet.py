from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.chart import BarChart, Reference
from workbooks import PRINTED, book_of, compound, saved, totals_xls, totals_xlsx, written

from audit.errors import UnreadableDocument
from audit.reading import read, read_bytes
from audit.reading.assemble import Extent, Grid
from audit.reading.spreadsheet import Sheet, lay_out

HEADINGS = (("科目", None, None, "科目名称", "合计"), ("类", "款", "项", None, None))


def refusal(data: bytes, path: str = "book.xlsx") -> str:
    """Return the sentence with which a workbook is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, path)
    assert str(caught.value).startswith(path)
    return str(caught.value)


@pytest.mark.parametrize(("make", "kind"), [(totals_xlsx, "xlsx"), (totals_xls, "xls")])
def test_a_sheet_reads_as_it_prints(make, kind):
    """Title, number of the table and unit stand above as prose, the footnote below, zeros as -."""
    document = read_bytes(make(), "book")
    assert document.text == PRINTED
    assert document.format == kind
    (table,) = document.tables
    assert table.name == "Z01 收入支出决算总表"
    assert [p.text for p in document.paragraphs][-1].startswith("注：")


def test_both_generations_give_the_same_table():
    """Words, columns and widths are equal, cell by cell."""
    new, old = (read_bytes(make(), "book") for make in (totals_xlsx, totals_xls))
    places = [
        [(c.text, c.column, c.columns, c.rows) for row in t.rows for c in row]
        for d in (new, old)
        for t in d.tables
    ]
    assert places[0] == places[1]
    assert places[0][:2] == [("收入", 0, 3, 1), ("支出", 3, 3, 1)]


def test_content_decides_not_the_ending(tmp_path):
    """A workbook named .doc, a page named .xls and a new workbook named .xls are read."""
    assert read(written(tmp_path / "a.doc", totals_xlsx())).format == "xlsx"
    assert read(written(tmp_path / "b.xls", totals_xlsx())).format == "xlsx"
    assert read(written(tmp_path / "c.et", totals_xls())).format == "xls"
    page = "<html><meta charset=utf-8><table><tr><td>合计<td>1.50</table></html>".encode()
    assert read(written(tmp_path / "d.xls", page)).format == "html"


def test_merged_headings_keep_their_width_and_height():
    """What a merged cell covers to its right is no cell; below it is an empty one."""
    book = book_of({"表": [*HEADINGS, ("208", None, None, "社会保障", 10)]})
    sheet = book["表"]
    for merged in ("A1:C1", "D1:D2", "E1:E2"):
        sheet.merge_cells(merged)
    (table,) = read_bytes(saved(book), "b").tables
    assert [(c.text, c.column, c.columns, c.rows) for c in table.rows[0]] == [
        ("科目", 0, 3, 1), ("科目名称", 3, 1, 2), ("合计", 4, 1, 2),
    ]  # fmt: skip
    assert [(c.text, c.column) for c in table.rows[1]] == [
        ("类", 0), ("款", 1), ("项", 2), ("", 3), ("", 4),
    ]  # fmt: skip
    assert [c.text for c in table.rows[2]] == ["208", "", "", "社会保障", "10"]


def test_a_block_of_merged_cells_is_one_empty_cell_a_row():
    """Two by two merged cells leave, in the second row, one empty cell of width two."""
    cells = {(0, 0): "甲", (0, 2): "1", (1, 2): "2", (2, 0): "a", (2, 1): "b", (2, 2): "3"}
    (grid,) = lay_out(Sheet("s", cells, {(0, 0): (2, 2)}))
    assert grid == Grid(
        (("甲", "1"), ("", "2"), ("a", "b", "3")),
        (
            (Extent(0, 2, 2), Extent(2)),
            (Extent(0, 2), Extent(2)),
            (Extent(0), Extent(1), Extent(2)),
        ),
        name="s",
    )


def test_prose_in_cells_is_prose():
    """A sheet with one cell a row holds sentences, no table."""
    text = [("某县测试局2023年度决算说明",), ("收、支总计均为10万元。",)]
    document = read_bytes(saved(book_of({"说明": text})), "b")
    assert not list(document.tables)
    assert len(list(document.paragraphs)) == 2


def test_tables_under_each_other_are_two():
    """A title after an empty row begins another table."""
    rows = [
        ("项目", "金额"),
        ("甲", 1),
        (None, None),
        ("支出决算表", None),
        ("项目", "金额"),
        ("乙", 2),
    ]
    document = read_bytes(saved(book_of({"表": rows})), "b")
    assert [len(t.rows) for t in document.tables] == [2, 2]
    assert [p.text for p in document.paragraphs] == ["支出决算表"]


def test_captions_stand_in_many_ways():
    """Title and number in one row, the unit's name in a cell of its own, a total as last row."""
    rows = [
        ("支出决算表", None, None, "公开03表"),
        ("编制单位：", "某县测试局", None, "金额单位：万元"),
        ("项目", "合计", "基本支出", "项目支出"),
        ("本部门合计", 5, 3, 2),
        ("单位负责人：甲", None, "填表人：乙", None),
    ]
    document = read_bytes(saved(book_of({"表": rows})), "b")
    assert document.text.split("\n") == [
        "支出决算表", "公开03表", "编制单位：  某县测试局  金额单位：万元",
        "项目\t合计\t基本支出\t项目支出", "本部门合计\t5\t3\t2", "单位负责人：甲  填表人：乙",
    ]  # fmt: skip
    (table,) = document.tables
    assert len(table.rows) == 2


def test_the_head_of_a_form_stays_in_the_form():
    """项目名称 and its neighbour are a row of the self-evaluation form, no caption."""
    rows = [
        ("项目支出绩效自评表", None, None, None),
        ("（2023年度）", None, None, None),
        ("项目名称", "设备更新", None, None),
        ("主管部门：", "某局", "实施单位：", "某站"),
    ]
    book = book_of({"表": rows})
    book["表"].merge_cells("A1:D1")
    book["表"].merge_cells("A2:D2")
    (table,) = read_bytes(saved(book), "b").tables
    assert [row[0].text for row in table.rows] == ["项目名称", "主管部门："]


def test_statutory_tables_one_under_the_other_are_parted_without_a_gap():
    """A wide title inside the sheet begins the next table."""
    rows = [
        ("收入决算表",),
        ("项目", "金额", "x"),
        ("甲", 1, 2),
        ("支出决算表",),
        ("项目", "金额", "x"),
        ("乙", 3, 4),
    ]
    book = book_of({"表": rows})
    book["表"].merge_cells("A1:C1")
    book["表"].merge_cells("A4:C4")
    document = read_bytes(saved(book), "b")
    assert [p.text for p in document.paragraphs] == ["收入决算表", "支出决算表"]
    assert [len(t.rows) for t in document.tables] == [2, 2]


def test_empty_columns_and_rows_are_left_out():
    """Blank columns between figures, and far away formats, print nothing."""
    book = book_of({"表": [("项目", None, "金额"), (None, None, None), ("甲", None, 1)]})
    book["表"].cell(5000, 200).number_format = "0.00"
    (table,) = read_bytes(saved(book), "b").tables
    assert [[c.text for c in row] for row in table.rows] == [["项目", "金额"], ["甲", "1"]]
    assert table.rows[0][1].column == 1


def test_what_is_hidden_is_read_and_said():
    """Hidden sheets, rows and columns may hold what someone wanted to leave out."""
    book = book_of({"甲表": [("a", "b"), ("c", 1)], "乙表": [("d", 2), ("e", 3)]})
    book["乙表"].sheet_state = "hidden"
    book["甲表"].row_dimensions[2].hidden = True
    book["甲表"].column_dimensions["B"].hidden = True
    document = read_bytes(saved(book), "b")
    assert "d\t2" in document.text
    assert document.notes == (
        "工作表“甲表”有 1 行是隐藏的，已读入",
        "工作表“甲表”有 1 列是隐藏的，已读入",
        "工作表“乙表”是隐藏的，已读入",
    )


def test_what_an_old_workbook_hides_is_said():
    """The same for .xls."""
    book = xlwt.Workbook()
    for name in ("甲表", "乙表"):
        sheet = book.add_sheet(name)
        sheet.write(0, 0, "项目")
        sheet.write(0, 1, 1.5)
    book.get_sheet(1).visibility = 1
    book.get_sheet(0).row(0).hidden = True
    book.get_sheet(0).col(1).hidden = True
    out = io.BytesIO()
    book.save(out)
    notes = read_bytes(out.getvalue(), "b").notes
    assert [n.partition("”")[2] for n in notes] == [
        "有 1 行是隐藏的，已读入", "有 1 列是隐藏的，已读入", "是隐藏的，已读入",
    ]  # fmt: skip


def test_a_sheet_that_shows_no_zeros_prints_none():
    """With the option off, a cell that stores 0 is blank on the page."""
    book = book_of({"表": [("项目", "金额"), ("甲", 0), ("乙", 1)]})
    book["表"].sheet_view.showZeros = False
    assert read_bytes(saved(book), "b").text == "项目\t金额\n甲\t\n乙\t1"


def test_a_workbook_of_formulas_alone_is_refused():
    """A program wrote the formulas and nobody reckoned them: the sentence says what to do."""
    rows = [("2023年度", "金额"), ("甲", "=1+1"), ("乙", "=A1+2"), ("丙", 3)]
    sentence = refusal(saved(book_of({"表": rows})))
    assert "2 个公式没有存下计算结果" in sentence
    assert "重新保存" in sentence


def test_a_single_formula_without_a_value_is_marked():
    """It is no empty cell: no one may read a zero out of it."""
    rows = [("项目", "金额"), *((f"第{n}项", n) for n in range(9)), ("合计", "=SUM(B2:B10)")]
    document = read_bytes(saved(book_of({"表": rows})), "b")
    assert document.text.endswith("合计\t#公式未算")
    assert "1 个公式没有存下计算结果" in document.notes[0]


def test_errors_texts_and_truths_are_printed():
    """#REF! stands as printed; text numbers keep their digits; a date is a date."""
    book = book_of({"表": [("a", "#REF!", True, "00208"), ("b", "#N/A", False, "x")]})
    sheet = book["表"]
    sheet["E1"] = 45291
    sheet["E1"].number_format = "yyyy/m/d"
    assert read_bytes(saved(book), "b").text.split("\n")[0] == "a\t#REF!\tTRUE\t00208\t2023/12/31"


def test_charts_and_pictures_of_a_sheet():
    """A chart's cache is read where there is one; a picture is named as not read."""
    book = book_of({"表": [("项目", "金额"), ("甲", 1), ("乙", 2)]})
    chart = BarChart()
    chart.add_data(Reference(book["表"], min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book["表"].add_chart(chart, "E5")
    data = io.BytesIO(saved(book))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "x")
    document = read_bytes(data.getvalue(), "b")
    assert document.text.startswith("项目\t金额\n甲\t1\n乙\t2")
    assert "文件含宏（VBA），只读内容，没有运行" in document.notes


def test_an_empty_workbook_is_refused():
    """Sheets without a word."""
    assert "没有内容" in refusal(saved(openpyxl.Workbook()))


def test_an_encrypted_new_workbook_is_refused():
    """A password makes an OLE file of it."""
    assert "加密" in refusal(compound("EncryptedPackage"))


def test_an_encrypted_old_workbook_is_refused():
    """The record FILEPASS says so."""
    data = bytearray(totals_xls())
    at = data.index(b"\x09\x08", 512)
    length = int.from_bytes(data[at + 2 : at + 4], "little")
    data[at + 4 + length : at + 8 + length] = b"\x2f\x00\x02\x00"  # FILEPASS, two bytes
    assert "加密" in refusal(bytes(data), "old.xls")


@pytest.mark.parametrize("share", [10, 600, 3000])
def test_a_truncated_old_workbook_is_refused(share, monkeypatch):
    """Wherever the download stopped."""
    monkeypatch.setenv("AUDIT_SOFFICE", "no-such-program")
    assert "请" in refusal(totals_xls()[:share], "old.xls")


def test_a_truncated_new_workbook_is_refused():
    """The zip's end is missing."""
    data = totals_xlsx()
    for share in (100, len(data) // 2, len(data) - 30):
        assert "重新下载" in refusal(data[:share])


def test_entities_in_a_workbook_are_refused():
    """The package is as hostile as a Word file's."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "1">]><workbook>&a;</workbook>'
        )
    assert "DTD" in refusal(data.getvalue())


def test_an_absurd_sheet_is_refused(monkeypatch):
    """A diagonal of cells would be a table of billions of places."""
    monkeypatch.setattr("audit.reading.spreadsheet.MAX_CELLS", 100)
    rows = [[None] * n + [n, n] for n in range(30)]
    assert "大得不正常" in refusal(saved(book_of({"表": rows})))
