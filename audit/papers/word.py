"""Write a Word file: A4, headings that Word knows, tables whose heads repeat, a header a section.

The bytes depend on the content alone. Texts are made plain and escaped here, in one place.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from audit.papers.plain import plain
from audit.papers.word_styles import styles

_OFFICE = "http://schemas.openxmlformats.org"
_W = f"{_OFFICE}/wordprocessingml/2006/main"
_R = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLANK_DAY = (1980, 1, 1, 0, 0, 0)
WIDTH = 9638  # of the text on A4 between margins of 2 cm, in twentieths of a point
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `marked` is bold on grey, `to` a bookmark that they lead to."""

    text: str
    bold: bool = False
    marked: bool = False
    to: str = ""


Words = str | Sequence[Run]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style of `word_styles`."""

    words: Words
    style: str = "Normal"
    align: Align = "left"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or more, 0 for the file's title; `anchor` names its bookmark."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, `span` columns wide; one that is `under` continues the cell above.

    A cell that others continue `begins` the merge.
    """

    words: Words = ""
    span: int = 1
    align: Align = "left"
    label: bool = False
    begins: bool = False
    under: bool = False
    bottom: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row at least `height` twentieths of a point high; a `head` is repeated on each page."""

    cells: tuple[Cell, ...]
    head: bool = False
    height: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; the widths of its columns add up to at most WIDTH.

    One to `keep` stands on one page with what follows it.
    """

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of their own, numbered from 1: what stands at the top of each, and their content."""

    header: str
    blocks: tuple[Paragraph | Heading | Grid, ...]
    page_word: str = "{0}"


def word_file(sections: Sequence[Section], title: str, footer: str, language: str) -> bytes:
    """Return the bytes of a .docx, a section after the other, each on new pages."""
    count = len(sections)
    body = "".join(_section(section, n, count) for n, section in enumerate(sections, 1))
    parts = {
        "[Content_Types].xml": _content_types(count),
        "_rels/.rels": _relations(
            [
                (f"{_R}/officeDocument", "word/document.xml"),
                (
                    f"{_OFFICE}/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
            ]
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}'
        "</w:body></w:document>",
        "word/styles.xml": styles(_W, language),
        "word/settings.xml": _settings(),
        "word/footer.xml": f'<w:ftr xmlns:w="{_W}">'
        f"{_paragraph(Paragraph(footer, 'Footer', 'center'))}</w:ftr>",
        "word/_rels/document.xml.rels": _relations(
            [
                (f"{_R}/styles", "styles.xml"),
                (f"{_R}/settings", "settings.xml"),
                (f"{_R}/footer", "footer.xml"),
                *((f"{_R}/header", f"header{n}.xml") for n in range(1, count + 1)),
            ]
        ),
    }
    parts |= {f"word/header{n}.xml": _header(section) for n, section in enumerate(sections, 1)}
    return packed({name: (_HEAD + content).encode() for name, content in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts with one date for all."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _BLANK_DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _section(section: Section, number: int, count: int) -> str:
    """Return the content of a section; where it ends, its page is described."""
    anchors = iter(range(number * 1000, (number + 1) * 1000))
    pieces = [_block(block, anchors) for block in section.blocks]
    page = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{number + 3}"/>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:type w:val="nextPage"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="680" w:footer="567" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/></w:sectPr>'
    )
    end = f'<w:p><w:pPr><w:pStyle w:val="End"/>{page if number < count else ""}</w:pPr></w:p>'
    return "".join(pieces) + end + (page if number == count else "")


def _block(block: Paragraph | Heading | Grid, anchors: Iterable[int]) -> str:
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Paragraph):
        return _paragraph(block)
    style = f"Heading{block.level}" if block.level else "Title"
    words = _runs(block.text)
    if block.anchor:
        number, name = next(iter(anchors)), quoteattr(block.anchor)
        start = f'<w:bookmarkStart w:id="{number}" w:name={name}/>'
        words = f'{start}{words}<w:bookmarkEnd w:id="{number}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words}</w:p>'


def _paragraph(block: Paragraph) -> str:
    keep = "<w:keepNext/>" if block.keep else ""
    side = "" if block.align == "left" else f'<w:jc w:val="{block.align}"/>'
    look = f'<w:pPr><w:pStyle w:val="{block.style}"/>{keep}{side}</w:pPr>'
    return f"<w:p>{look}{_runs(block.words)}</w:p>"


def _runs(words: Words) -> str:
    runs = [Run(words)] if isinstance(words, str) else words
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    shown = plain(run.text, 4000)
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        for line in shown.replace("\t", "\u2003").split("\n")
    )
    look = "<w:b/>" if run.bold or run.marked else ""
    look += '<w:shd w:val="clear" w:color="auto" w:fill="E3E3E3"/>' if run.marked else ""
    look = '<w:rStyle w:val="Hyperlink"/>' if run.to else look
    made = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"
    return f"<w:hyperlink w:anchor={quoteattr(run.to)}>{made}</w:hyperlink>" if run.to else made


def _grid(grid: Grid) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    rows = "".join(_row(row, grid) for row in grid.rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        f"{_paragraph(Paragraph('', 'Gap', keep=grid.keep))}"
    )


def _row(row: Row, grid: Grid) -> str:
    look = "<w:cantSplit/>"
    look += f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    look += "<w:tblHeader/>" if row.head else ""
    cells, at = [], 0
    for cell in row.cells:
        width = sum(grid.widths[at : at + cell.span])
        cells.append(_cell(cell, width, head=row.head, keep=grid.keep))
        at += cell.span
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, *, head: bool, keep: bool) -> str:
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    look += '<w:vMerge w:val="restart"/>' if cell.begins else "<w:vMerge/>" if cell.under else ""
    shaded = head or cell.label
    look += '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>' if shaded else ""
    stand = "bottom" if cell.bottom else "center" if shaded else ""
    look += f'<w:vAlign w:val="{stand}"/>' if stand else ""
    style = "CellHead" if shaded else "Cell"
    inside = _paragraph(Paragraph(cell.words, style, "center" if head else cell.align, keep))
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside}</w:tc>"


def _header(section: Section) -> str:
    before, _, after = section.page_word.partition("{0}")
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{_runs(section.header)}<w:r><w:tab/></w:r>{_runs(before)}{number}{_runs(after)}"
        "</w:p></w:hdr>"
    )


def _content_types(headers: int) -> str:
    kinds = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/settings.xml": f"{_TYPE}.settings+xml",
        "/word/footer.xml": f"{_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/word/header{n}.xml": f"{_TYPE}.header+xml" for n in range(1, headers + 1)},
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{links}</Relationships>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(plain(title))}</dc:title></cp:coreProperties>"
    )


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{_W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
