"""Read a Word file (.docx): prose, tables, text boxes, notes and the caches of its charts.

What a reader of the printed page sees is read once: inserted text, not deleted or hidden
text; a text box, not its fallback copy. Charts come last, as Tika prints them, so that a
Word file and the text taken out of it give the same normalised text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from audit.model import Document
from audit.reading.assemble import Extent, Grid, Plot, Segment, assemble, clean_cell
from audit.reading.charts import read_chart
from audit.reading.numbering import Numbering, read_numbering
from audit.reading.package import Package, attribute, local, main_part, open_package

_THROUGH = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_SKIPPED = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt", "Fallback")
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_SYMBOLS = {"a3": "≤", "b3": "≥", "b1": "±", "b4": "×", "2d": "−", "3d": "=", "25": "%"}
_OFF = ("0", "false", "off")
_SEEN = {
    "object": "{} 个嵌入对象（如 Excel 表）未读入，其中的数字请另行核对",
    "picture": "{} 张图片未读入，图片里的表和数字请另行核对",
    "chart": "{} 个图表没有缓存数据，未读入",
    "altChunk": "{} 处嵌入的其他文件未读入",
    "diagram": "{} 个 SmartArt 图形未读入",
}

HAS_MACROS = ("文件含宏（VBA），不读入", "请在 Word 或 WPS 中另存为不含宏的 .docx 再读")


def read_docx(data: bytes, path: str) -> Document:
    """Return the document in `data`; raises UnreadableDocument with what to do."""
    package = open_package(data, path)
    if any(name.endswith("vbaProject.bin") for name in package.names):
        raise package.refuse(*HAS_MACROS)
    main = main_part(package)
    root = package.xml(main)
    body = next((one for one in root if local(one) == "body"), None) if root is not None else None
    if body is None:
        raise package.refuse(f"内部的 {main} 没有正文")
    walk = _Walk.of(package, main)
    walk.container(body)
    segments = [*walk.segments, *walk.footnotes(), *walk.charts]
    document = assemble(path, data, "docx", segments, walk.remarks())
    if not document.text:
        raise package.refuse("文件里没有可读的文字", "若内容是图片，请提供可复制文字的版本")
    return document


@dataclass(slots=True)
class _Walk:
    """Walks the body once; `missed` counts what the page shows but this reader does not."""

    package: Package
    relations: dict[str, tuple[str, str]]
    numbering: Numbering
    segments: list[Segment] = field(default_factory=list)
    charts: list[Plot] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)
    noted: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package, part: str) -> _Walk:
        """Return a walk for one part of the package, with its relations and lists."""
        relations = package.relations(part)
        parts = dict(relations.values())
        lists, styles = (package.xml(parts.get(kind, "")) for kind in ("numbering", "styles"))
        return cls(package, relations, read_numbering(lists, styles))

    def _beside(self) -> _Walk:
        """Return a walk for a note or a margin, which share this part's lists."""
        return _Walk(self.package, self.relations, self.numbering)

    def container(self, element: etree._Element) -> None:
        """Take the blocks of a body, a text box or a note."""
        for child in _visible(element):
            name = local(child)
            if name == "p":
                boxes: list[etree._Element] = []
                self.segments.append(self.paragraph(child, boxes))
                for box in boxes:
                    self.container(box)
            elif name == "tbl":
                self._table(child)
            elif name == "altChunk":
                self.missed[name] += 1

    def paragraph(self, element: etree._Element, boxes: list[etree._Element]) -> str:
        """Return a paragraph's printed text; text boxes met on the way go to `boxes`."""
        number = self.numbering.number(element)  # an empty paragraph counts too
        text = "".join(self._pieces(element, boxes))
        return number + text.lstrip() if text.strip() else ""

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in element:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name == "sym":
                yield _symbol(child)
            elif name in ("drawing", "pict", "object"):
                self._drawing(child, boxes)
            elif name in _NOTES:
                self.noted.append((_NOTES[name], attribute(child, "id")))
            elif name == "AlternateContent":
                yield from self._pieces(_chosen(child), boxes)
            elif name and name not in _SKIPPED and not (name == "r" and _is_hidden(child)):
                yield from self._pieces(child, boxes)

    def _drawing(self, element: etree._Element, boxes: list[etree._Element]) -> None:
        """Take what a drawing holds: text boxes and charts; count pictures and objects."""
        if local(element) == "object":
            self.missed["object"] += 1
            return
        for child in element:
            name = local(child)
            if name == "txbxContent":
                boxes.append(child)
            elif name == "AlternateContent":
                self._drawing(_chosen(child), boxes)
            elif name == "chart" and attribute(child, "id"):
                self._chart(attribute(child, "id"))
            elif name in ("blip", "imagedata"):
                self.missed["picture"] += 1
            elif name == "relIds":
                self.missed["diagram"] += 1
            elif name != "Fallback":
                self._drawing(child, boxes)

    def _chart(self, relation: str) -> None:
        kind, target = self.relations.get(relation, ("", ""))
        root = self.package.xml(target) if kind == "chart" else None
        plot = read_chart(root) if root is not None else None
        if plot is None:
            self.missed["chart"] += 1
        else:
            self.charts.append(plot)

    def _table(self, table: etree._Element) -> None:
        """Take a table; tables and text boxes inside its cells follow it."""
        inner: list[etree._Element] = []
        found = [row for row in _visible(table) if _is_row(row)]
        rows = [(self._row(row, inner), list(_places(row))) for row in found]
        printed = any(clean_cell(cell) for row, _ in rows for cell in row)
        if printed or not inner:
            kept = [(row, extents) for row, extents in rows if row]
            cells = tuple(row for row, _ in kept)
            self.segments.append(Grid(cells, _with_heights([row for _, row in kept])))
        for one in inner:
            if local(one) == "tbl":
                self._table(one)
            else:
                self.container(one)

    def _row(self, row: etree._Element, inner: list[etree._Element]) -> tuple[str, ...]:
        return tuple(self._cell(cell, inner) for cell in _visible(row) if local(cell) == "tc")

    def _cell(self, cell: etree._Element, inner: list[etree._Element]) -> str:
        """Return a cell's text; a cell that a merged one covers is empty."""
        lines = []
        for child in _visible(cell):
            if local(child) == "p":
                lines.append(self.paragraph(child, inner))
            elif local(child) == "tbl":
                inner.append(child)
        return "" if _is_covered(cell) else "\n".join(lines)

    def footnotes(self) -> list[Segment]:
        """Return the foot- and endnotes that the text refers to, in the order of their marks."""
        parts = dict(self.relations.values())
        found: dict[tuple[str, str], etree._Element] = {}
        for kind in dict.fromkeys(kind for kind, _ in self.noted):
            root = self.package.xml(parts.get(kind, ""))
            notes = root if root is not None else ()
            found.update({(kind, attribute(note, "id")): note for note in notes})
        walk = self._beside()
        for key in dict.fromkeys(self.noted):
            if key in found:
                walk.container(found[key])
        return walk.segments

    def remarks(self) -> Iterator[str]:
        """Yield what the page shows but was not read, one sentence each."""
        for kind, target in self.relations.values():
            if kind in ("header", "footer") and (text := self._margin(target)):
                where = "页眉" if kind == "header" else "页脚"
                yield f"{where}未计入正文：{text[:40]}"
        yield from (_SEEN[name].format(count) for name, count in sorted(self.missed.items()))

    def _margin(self, target: str) -> str:
        """Return the words of a header or footer, or '' where it prints only page numbers."""
        root = self.package.xml(target)
        if root is None:
            return ""
        walk = self._beside()
        walk.container(root)
        text = clean_cell("\n".join(one for one in walk.segments if isinstance(one, str)))
        return text if re.search(r"[^\W\d_第共页]", text) else ""


def _visible(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element's children, looking through revisions and content controls."""
    for child in element:
        name = local(child)
        if name == "AlternateContent":
            yield from _visible(_chosen(child))
        elif name in _THROUGH:
            yield from _visible(child)
        elif name and name not in _SKIPPED:
            yield child


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the one alternative to read: the first choice, else the fallback."""
    first = next((one for one in alternatives if local(one) == "Choice"), None)
    return first if first is not None else next(iter(alternatives), alternatives)


def _property(element: etree._Element, holder: str, name: str) -> etree._Element | None:
    for child in element:
        if local(child) == holder:
            return next((one for one in child if local(one) == name), None)
    return None


def _is_hidden(run: etree._Element) -> bool:
    vanish = _property(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in _OFF


def _is_row(element: etree._Element) -> bool:
    return local(element) == "tr" and _property(element, "trPr", "del") is None


def _places(row: etree._Element) -> Iterator[tuple[Extent, bool]]:
    """Yield what each cell of a row covers, and whether one above covers it."""
    column = _whole(_property(row, "trPr", "gridBefore"), 0)
    for cell in (one for one in _visible(row) if local(one) == "tc"):
        columns = max(1, _whole(_property(cell, "tcPr", "gridSpan"), 1))
        yield Extent(column, columns), _is_covered(cell)
        column += columns


def _with_heights(rows: list[list[tuple[Extent, bool]]]) -> tuple[tuple[Extent, ...], ...]:
    """Return the extents of a table: a cell is as high as the covered ones under it say."""
    below: dict[int, int] = {}
    found = []
    for row in reversed(rows):
        found.append(
            tuple(
                extent if covered else replace(extent, rows=1 + below.get(extent.column, 0))
                for extent, covered in row
            )
        )
        below = {e.column: 1 + below.get(e.column, 0) for e, covered in row if covered}
    return tuple(reversed(found))


def _whole(element: etree._Element | None, otherwise: int) -> int:
    value = attribute(element, "val") if element is not None else ""
    return int(value) if re.fullmatch(r"\d{1,3}", value) else otherwise


def _is_covered(cell: etree._Element) -> bool:
    properties = next((one for one in cell if local(one) == "tcPr"), ())
    return any(
        local(one) in ("vMerge", "hMerge") and attribute(one, "val") != "restart"
        for one in properties
    )


def _symbol(element: etree._Element) -> str:
    """Return the character of a symbol: Symbol font codes for ≤ ≥ are common in targets."""
    code = attribute(element, "char").lower()
    if attribute(element, "font").lower() == "symbol":
        return _SYMBOLS.get(code[-2:], "")
    character = chr(int(code, 16)) if re.fullmatch(r"[\da-f]{4}", code) else ""
    return character if character.isprintable() else ""
