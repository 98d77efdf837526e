"""Read an Excel workbook (.xlsx, .xlsm): what each sheet prints, number formats applied.

The package is as hostile as a Word file's and is opened the same way: bounded, without
entities. Formulas are not reckoned: their cached values are what was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from audit.model import Document
from audit.reading.assemble import Plot
from audit.reading.charts import read_chart
from audit.reading.number_format import BUILT_IN, printed_number, printed_text
from audit.reading.package import Package, attribute, local, open_package
from audit.reading.spreadsheet import Place, Sheet, workbook

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ON = ("1", "true", "on")
_MOST_MERGED = 100_000
_TOO_MANY = 5  # one figure in so many that is a formula without a value: the book is no copy
_UNRECKONED = "#公式未算"  # a mark, so that no one takes the cell for an empty one
_OPEN_AND_SAVE = "请用 Excel 或 WPS 打开并重新保存（保存时会算出结果）后再读"


def read_xlsx(data: bytes, path: str) -> Document:
    """Return the workbook in `data`; raises UnreadableDocument with what to do."""
    package = open_package(data, path)
    book = _Book.of(package)
    sheets = [
        sheet for name, part, state in book.parts() if (sheet := book.sheet(name, part, state))
    ]
    formulas = sum(book.unreckoned.values())
    if formulas * _TOO_MANY > book.figures + formulas:
        reason = f"工作簿里有 {formulas} 个公式没有存下计算结果"
        raise package.refuse(reason, _OPEN_AND_SAVE)
    return workbook(path, data, "xlsx", sheets, book.remarks())


@dataclass(slots=True)
class _Book:
    """A workbook's parts that all sheets share.

    `unreckoned` counts each sheet's formulas without a value, `figures` the numbers stored.
    """

    package: Package
    main: str
    relations: dict[str, tuple[str, str]]
    strings: list[str]
    formats: list[str]
    since_1904: bool
    unreckoned: dict[str, int] = field(default_factory=dict)
    figures: int = 0

    @classmethod
    def of(cls, package: Package) -> _Book:
        """Return the book with its shared texts and number formats."""
        main = next(
            (t for kind, t in package.relations("").values() if kind == "officeDocument"), ""
        )
        main = main if main in package.names else "xl/workbook.xml"
        root = package.xml(main)
        if root is None:
            raise package.refuse("压缩包里没有 xl/workbook.xml，不是 Excel 工作簿")
        relations = package.relations(main)
        parts = dict(relations.values())
        shared, styles = (package.xml(parts.get(k, "")) for k in ("sharedStrings", "styles"))
        strings = [_string(item) for item in _children(shared, "si")]
        properties = next(_children(root, "workbookPr"), None)
        since = properties is not None and attribute(properties, "date1904") in _ON
        return cls(package, main, relations, strings, _formats(styles), since)

    def parts(self) -> Iterator[tuple[str, str, str]]:
        """Yield each sheet's name, part and state ('' or hidden) in the order of the tabs."""
        for sheets in _children(self.package.xml(self.main), "sheets"):
            for sheet in _children(sheets, "sheet"):
                kind, part = self.relations.get(attribute(sheet, "id"), ("", ""))
                if kind == "worksheet":
                    yield attribute(sheet, "name"), part, attribute(sheet, "state")

    def sheet(self, name: str, part: str, state: str) -> Sheet | None:
        """Return what a sheet prints, or None where the package has no such part."""
        root = self.package.xml(part)
        if root is None:
            return None
        cells = dict(self._cells(root, name))
        charts, pictures = self._drawings(part)
        notes = [f"工作表“{name}”是隐藏的，已读入"] if state not in ("", "visible") else []
        notes += _hidden(root, name, cells)
        if pictures:
            notes.append(f"工作表“{name}”里有 {pictures} 张图片未读入，图片里的数字请另行核对")
        if name in self.unreckoned:
            notes.append(
                f"工作表“{name}”有 {self.unreckoned[name]} 个公式没有存下计算结果，这些格子未读入"
            )
        return Sheet(name, cells, _merged(root), tuple(notes if cells else ()), tuple(charts))

    def remarks(self) -> Iterator[str]:
        """Yield what was left alone in the book as a whole."""
        if any(name.endswith("vbaProject.bin") for name in self.package.names):
            yield "文件含宏（VBA），只读内容，没有运行"
        kinds = [kind for kind, _ in self.relations.values()]
        if "chartsheet" in kinds:
            yield f"{kinds.count('chartsheet')} 张图表工作表未读入"

    def _cells(self, root: etree._Element, name: str) -> Iterator[tuple[Place, str]]:
        zeros = all(
            attribute(view, "showZeros") not in ("0", "false")
            for views in _children(root, "sheetViews")
            for view in _children(views, "sheetView")
        )
        row_number = -1
        for rows in _children(root, "sheetData"):
            for row in _children(rows, "row"):
                row_number = _index(attribute(row, "r"), row_number)
                column = -1
                for cell in row:
                    reference = _REFERENCE.fullmatch(cell.get("r", ""))
                    column = _column(reference[1]) if reference else column + 1
                    text = self._text(cell, name)
                    if text and (zeros or not _is_zero(cell)):
                        yield (row_number, column), text

    def _text(self, cell: etree._Element, name: str) -> str:
        """Return what a cell prints."""
        kind, code = cell.get("t", ""), self._code(cell.get("s", ""))
        if kind == "inlineStr":
            return printed_text("".join(_string(one) for one in _children(cell, "is")), code)
        stored = next(_children(cell, "v"), None)
        value = (stored.text or "") if stored is not None else ""
        if not value:
            return "" if kind == "str" else self._formula(cell, name)
        if kind in ("s", "str"):
            return printed_text(self._shared(value) if kind == "s" else value, code)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind in ("e", "d"):
            return value
        self.figures += 1
        return printed_number(value, code, since_1904=self.since_1904)

    def _formula(self, cell: etree._Element, name: str) -> str:
        if next(_children(cell, "f"), None) is None:
            return ""
        self.unreckoned[name] = self.unreckoned.get(name, 0) + 1
        return _UNRECKONED

    def _code(self, style: str) -> str:
        known = style.isdecimal() and int(style) < len(self.formats)
        return self.formats[int(style)] if known else "General"

    def _shared(self, number: str) -> str:
        known = number.isdecimal() and int(number) < len(self.strings)
        return self.strings[int(number)] if known else ""

    def _drawings(self, part: str) -> tuple[list[Plot], int]:
        """Return a sheet's charts that cache their figures, and the number of its pictures."""
        charts, pictures = [], 0
        for kind, drawing in self.package.relations(part).values():
            if kind != "drawing":
                continue
            for inner, target in self.package.relations(drawing).values():
                root = self.package.xml(target) if inner == "chart" else None
                plot = read_chart(root) if root is not None else None
                charts += [plot] if plot is not None else []
                pictures += inner == "image"
        return charts, pictures


def _children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return (one for one in (element if element is not None else ()) if local(one) == name)


def _string(item: etree._Element) -> str:
    """Return a text with its runs joined; readings above the characters are left out."""
    parts = []
    for child in item:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [one.text or "" for one in _children(child, "t")]
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), "".join(parts))


def _formats(styles: etree._Element | None) -> list[str]:
    """Return the number format of each cell style."""
    codes = dict(BUILT_IN)
    for group in _children(styles, "numFmts"):
        for one in _children(group, "numFmt"):
            if attribute(one, "numFmtId").isdecimal():
                codes[int(attribute(one, "numFmtId"))] = attribute(one, "formatCode")
    found = []
    for group in _children(styles, "cellXfs"):
        for one in _children(group, "xf"):
            number = attribute(one, "numFmtId")
            found.append(codes.get(int(number), "General") if number.isdecimal() else "General")
    return found


def _merged(root: etree._Element) -> dict[Place, tuple[int, int]]:
    found: dict[Place, tuple[int, int]] = {}
    for group in _children(root, "mergeCells"):
        for one in _children(group, "mergeCell"):
            ends = _REFERENCE.findall(attribute(one, "ref"))
            if len(ends) == 2 and len(found) < _MOST_MERGED:
                (left, top), (right, bottom) = ends
                place = int(top) - 1, _column(left)
                found[place] = int(bottom) - place[0], _column(right) - place[1] + 1
    return found


def _hidden(root: etree._Element, name: str, cells: dict[Place, str]) -> Iterator[str]:
    """Yield what a sheet hides although something is printed in it."""
    rows = {row for row, _ in cells}
    columns = {column for _, column in cells}
    hidden = 0
    for data in _children(root, "sheetData"):
        for number, row in enumerate(_children(data, "row")):
            at = _index(attribute(row, "r"), number - 1)
            hidden += attribute(row, "hidden") in _ON and at in rows
    if hidden:
        yield f"工作表“{name}”有 {hidden} 行是隐藏的，已读入"
    spans = [
        range(int(attribute(one, "min")) - 1, int(attribute(one, "max")))
        for group in _children(root, "cols")
        for one in _children(group, "col")
        if attribute(one, "hidden") in _ON
        and attribute(one, "min").isdecimal()
        and attribute(one, "max").isdecimal()
    ]
    count = sum(any(column in span for span in spans) for column in columns)
    if count:
        yield f"工作表“{name}”有 {count} 列是隐藏的，已读入"


def _index(reference: str, before: int) -> int:
    return int(reference) - 1 if re.fullmatch(r"\d{1,7}", reference) else before + 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_zero(cell: etree._Element) -> bool:
    value = next(_children(cell, "v"), None)
    return (
        attribute(cell, "t") in ("", "n")
        and value is not None
        and bool(re.fullmatch(r"-?0+(?:\.0*)?(?:[eE].*)?", value.text or ""))
    )
