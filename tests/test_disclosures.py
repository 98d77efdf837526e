"""Which files of a folder are one disclosure: by the folders' names, else by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from workbooks import book_of, saved

import audit
from audit.disclosures import find_disclosures
from audit.errors import UnreadableDocument


def prose(unit: str, year: int = 2023, start: int = 600) -> str:
    """Return a disclosure of one unit and year."""
    lines = [
        f"一、收入支出决算总体情况说明\n{year}年度收、支总计均为{start + n}.37万元，"
        f"与上年相比减少{11_000 + 7 * n + start}.06万元，主要是第{n}项工作结束。"
        for n in range(8)
    ]
    return f"{unit}{year}年度部门决算\n" + "\n".join(lines)


def tables(unit: str = "") -> bytes:
    """Return a workbook of tables; with a unit it names whose they are."""
    caption = [(f"部门：{unit}", None)] if unit else []
    rows = [*caption, ("项目", "金额"), *((f"第{n}项", n * 17) for n in range(30))]
    return saved(book_of({"收入决算表": rows}))


def made(top: Path, files: dict[str, str | bytes]) -> Path:
    """Return a folder with these files."""
    for name, data in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return top


def found(top: Path) -> list[tuple[str, list[str]]]:
    """Return each disclosure's place and its files, as seen from the folder."""
    return [
        (
            one.path.relative_to(top).as_posix(),
            [file.relative_to(top).as_posix() for file in one.files],
        )
        for one in find_disclosures(top)
    ]


def test_all_files_below_a_unit_s_year_are_one(tmp_path):
    """Whatever they say, and in whatever folder below; the folders name unit and year."""
    files = {"甲局/2023/a.txt": "1", "甲局/2023/附件/b.txt": "2", "乙局/2022/c.txt": "3"}
    top = made(tmp_path, files)
    assert found(top) == [
        ("乙局/2022/c.txt", ["乙局/2022/c.txt"]),
        ("甲局/2023", ["甲局/2023/a.txt", "甲局/2023/附件/b.txt"]),
    ]
    assert [(one.unit, one.year) for one in find_disclosures(top)] == [
        ("乙局", 2022),
        ("甲局", 2023),
    ]
    (one,) = find_disclosures(top / "甲局" / "2023")
    assert (one.unit, one.year, len(one.files)) == ("甲局", 2023, 2)


def test_units_in_a_flat_folder_stay_apart(tmp_path):
    """Each unit and year is a document of its own."""
    files = {
        "a.txt": prose("甲县财政局"),
        "b.txt": prose("乙县财政局"),
        "c.txt": prose("甲县财政局", 2022),
    }
    assert found(made(tmp_path, files)) == [(n, [n]) for n in ("a.txt", "b.txt", "c.txt")]


def test_tables_without_a_name_join_the_only_disclosure(tmp_path):
    """The place of the whole is the folder; it was read once already."""
    top = made(tmp_path, {"说明.txt": prose("甲县财政局"), "附表.xlsx": tables()})
    (one,) = find_disclosures(top)
    assert one.path == top
    assert [file.name for file in one.files] == ["说明.txt", "附表.xlsx"]
    assert one.document is not None
    assert one.read() is one.document
    assert audit.read(top).text == one.document.text


def test_tables_join_by_the_name_they_print_or_carry(tmp_path):
    """部门：… in a caption, or the unit in the file's name; else they stay alone."""
    files = {
        "1.txt": prose("甲县财政局"),
        "2.txt": prose("乙县财政局", start=300),
        "附表.xlsx": tables("乙县财政局（本级）"),
        "甲县财政局附表.xlsx": tables(),
        "无名.xlsx": tables(),
    }
    assert found(made(tmp_path, files)) == [
        ("1.txt", ["1.txt", "甲县财政局附表.xlsx"]),
        ("2.txt", ["2.txt", "附表.xlsx"]),
        ("无名.xlsx", ["无名.xlsx"]),
    ]


def test_two_formats_of_one_disclosure_are_one(tmp_path):
    """The page is a copy of the text, or the other way round; neither counts twice."""
    page = f"<html><meta charset=utf-8><p>{prose('甲县财政局').replace(chr(10), '</p><p>')}</p>"
    (one,) = find_disclosures(made(tmp_path, {"a.txt": prose("甲县财政局"), "b.html": page}))
    assert len(one.read().copies) == 1


def test_copies_that_name_no_unit_are_one(tmp_path):
    """The words and figures say so; two such files in one format are two documents."""
    text = prose("甲县财政局").partition("\n")[2]
    page = f"<html><meta charset=utf-8><p>{text.replace(chr(10), '</p><p>')}</p>"
    (one,) = find_disclosures(made(tmp_path, {"a.txt": text, "b.html": page}))
    assert [Path(copy.path).name for copy in one.read().copies] == ["a.txt"]
    assert len(list(find_disclosures(made(tmp_path, {"c.txt": text})))) == 2


def test_two_versions_in_one_format_are_two(tmp_path):
    """Each must be checked: which of them was published nobody knows."""
    text = prose("甲县财政局")
    files = {"v1.txt": text, "v2.txt": text.replace("603.37", "630.37")}
    assert found(made(tmp_path, files)) == [("v1.txt", ["v1.txt"]), ("v2.txt", ["v2.txt"])]


def test_a_file_that_cannot_be_read_stays_alone(tmp_path):
    """It is named by itself and stops nothing."""
    top = made(
        tmp_path, {"a.txt": prose("甲县财政局"), "b.docx": b"\x89PNG\r\n", "c.xlsx": tables()}
    )
    first, second = find_disclosures(top)
    assert [file.name for file in first.files] == ["a.txt", "c.xlsx"]
    assert "b.docx" in second.failure
    with pytest.raises(UnreadableDocument, match=r"b\.docx"):
        second.read()
    assert [note for note in audit.read(top).notes if "b.docx" in note]


def test_reading_a_folder_of_several_asks_for_a_choice(tmp_path):
    """`audit.read` gives one disclosure; two are not mixed."""
    files = {"a.txt": prose("甲县财政局"), "b.txt": prose("乙县财政局")}
    with pytest.raises(UnreadableDocument, match="2 份不同的决算公开"):
        audit.read(made(tmp_path, files))


def test_many_files_are_not_all_held(tmp_path, monkeypatch):
    """Beyond a number, what was read is let go and read again in its turn."""
    monkeypatch.setattr("audit.disclosures._KEPT", 1)
    files = {f"{n}.txt": prose(f"{n}县测试局") for n in "甲乙丙"}
    ones = list(find_disclosures(made(tmp_path, files)))
    assert [one.document is None for one in ones] == [False, True, True]
    assert all(one.read().text for one in ones)


def test_a_path_that_does_not_exist_is_told(tmp_path):
    """Nothing there is an error."""
    with pytest.raises(UnreadableDocument, match="请核对路径"):
        list(find_disclosures(tmp_path / "none"))
