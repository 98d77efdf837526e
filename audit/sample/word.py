"""Write a small Word file whose bytes depend on nothing but its content.

Parts are stored, not compressed: how far zlib compresses differs between its versions.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from audit.sample.blocks import Block, Cell, Chart, Heading, Table
from audit.sample.text import bookmark

OFFICE = "http://schemas.openxmlformats.org"
W = f"{OFFICE}/wordprocessingml/2006/main"
R = f"{OFFICE}/officeDocument/2006/relationships"
C = f"{OFFICE}/drawingml/2006/chart"
A = f"{OFFICE}/drawingml/2006/main"
WP = f"{OFFICE}/drawingml/2006/wordprocessingDrawing"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDTH = 9000  # of the text, in twentieths of a point
BUILT_IN = {"TableGrid": "Table Grid", **{f"Heading{n}": f"heading {n}" for n in (1, 2, 3)}}
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(blocks: Sequence[Block], about: str) -> bytes:
    """Return the bytes of a .docx with these blocks; `about` becomes its description."""
    charts = [block for block in blocks if isinstance(block, Chart)]
    parts = {
        "[Content_Types].xml": _content_types(len(charts)),
        "_rels/.rels": _relations(
            [("officeDocument", "word/document.xml")],
            (f"{OFFICE}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(blocks, about),
        "word/document.xml": _document(blocks),
        "word/styles.xml": _styles(),
        "word/footer1.xml": _footer(),
        "word/_rels/document.xml.rels": _relations(
            [
                ("styles", "styles.xml"),
                ("footer", "footer1.xml"),
                *(("chart", f"charts/chart{n}.xml") for n in range(1, len(charts) + 1)),
            ]
        ),
    }
    parts |= {f"word/charts/chart{n}.xml": _chart(one) for n, one in enumerate(charts, 1)}
    return package(parts)


def package(parts: Mapping[str, str]) -> bytes:
    """Return a zip of XML parts, stored, with one date for all."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (HEAD + content).encode())
    return buffer.getvalue()


def _content_types(charts: int) -> str:
    kinds = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{WORD_TYPE}.styles+xml",
        "/word/footer1.xml": f"{WORD_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/word/charts/chart{n}.xml": CHART_TYPE for n in range(1, charts + 1)},
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]], *whole: tuple[str, str]) -> str:
    typed = [*((f"{R}/{kind}", target) for kind, target in targets), *whole]
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(typed, 1)
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{links}</Relationships>'


def _core(blocks: Sequence[Block], about: str) -> str:
    titles = (one.text for one in blocks if isinstance(one, Heading) and one.level == 0)
    return (
        f'<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(' '.join(titles))}</dc:title>"
        f"<dc:description>{escape(about)}</dc:description></cp:coreProperties>"
    )


def _document(blocks: Sequence[Block]) -> str:
    pieces, charts, headings = [], 0, 0
    for block in blocks:
        if isinstance(block, Heading):
            headings += 1
            pieces.append(_heading(block, headings))
        elif isinstance(block, Table):
            pieces.append(_table(block))
        elif isinstance(block, Chart):
            charts += 1
            pieces.append(_drawing(block, charts))
        else:
            pieces.append(f"<w:p>{_run(block)}</w:p>")
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
        'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:c="{C}">'
        f"<w:body>{''.join(pieces)}{page}</w:body></w:document>"
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _heading(block: Heading, number: int) -> str:
    style = "Title" if block.level == 0 else f"Heading{block.level}"
    name = quoteattr(bookmark(number))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:bookmarkStart w:id="{number}" w:name={name}/>{_run(block.text)}'
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def _table(table: Table) -> str:
    width = WIDTH // table.columns
    grid = f'<w:gridCol w:w="{width}"/>' * table.columns
    rows = "".join(f"<w:tr>{''.join(_cell(c, width) for c in row)}</w:tr>" for row in table.rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{width * table.columns}" w:type="dxa"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = {"": "", "begin": '<w:vMerge w:val="restart"/>', "below": "<w:vMerge/>"}[cell.merge]
    style = '<w:pPr><w:pStyle w:val="Cell"/></w:pPr>'
    lines = "".join(
        f"<w:p>{style}{_run(line) if line else ''}</w:p>" for line in cell.text.split("\n")
    )
    size = f'<w:tcW w:w="{width * cell.span}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{lines}</w:tc>"


def _drawing(chart: Chart, number: int) -> str:
    alternative = quoteattr(chart.caption)
    inline = (
        f'<wp:extent cx="5000000" cy="2500000"/><wp:docPr id="{number}" name="图{number}" '
        f'descr={alternative}/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{C}">'
        f'<c:chart r:id="rId{number + 2}"/></a:graphicData></a:graphic>'
    )
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"{inline}</wp:inline></w:drawing></w:r></w:p>"
    )


def _footer() -> str:
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}</w:p></w:ftr>'


def _style(name: str, kind: str, inside: str, based: str = "Normal") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = "" if based or kind == "table" else ' w:default="1"'
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{default}>'
        f'<w:name w:val="{BUILT_IN.get(name, name)}"/>{base}{inside}</w:style>'
    )


def _styles() -> str:
    song = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>'
    bold = '<w:rFonts w:eastAsia="黑体"/><w:b/>'
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    indent = '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="560"/></w:pPr>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    styles = [
        _style("Normal", "paragraph", f'{indent}<w:rPr>{song}<w:sz w:val="28"/></w:rPr>', ""),
        _style(
            "Title",
            "paragraph",
            f'<w:pPr>{flush}<w:jc w:val="center"/></w:pPr><w:rPr>{bold}<w:sz w:val="44"/></w:rPr>',
        ),
        *(
            _style(
                f"Heading{level}",
                "paragraph",
                f'<w:pPr><w:keepNext/>{flush}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
                f'<w:rPr>{bold}<w:sz w:val="{34 - 2 * level}"/></w:rPr>',
            )
            for level in (1, 2, 3)
        ),
        _style("Cell", "paragraph", f'<w:pPr>{flush}</w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'),
        _style(
            "TableGrid", "table", f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>", ""
        ),
    ]
    return f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'


# --- charts -------------------------------------------------------------------------


def _chart(chart: Chart) -> str:
    series = "".join(_series(n, *one, chart.labels) for n, one in enumerate(chart.series))
    if chart.kind == "pie":
        plot = f'<c:pieChart><c:varyColors val="1"/>{series}</c:pieChart>'
    else:
        plot = (
            '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
            f'{series}<c:axId val="1"/><c:axId val="2"/></c:barChart>{_axes()}'
        )
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea><c:layout/>{plot}</c:plotArea><c:legend><c:legendPos val="b"/></c:legend>'
        '<c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )


def _axes() -> str:
    axis = (
        '<c:axId val="{}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="{}"/><c:crossAx val="{}"/>'
    )
    across, up = axis.format(1, "b", 2), axis.format(2, "l", 1)
    return f"<c:catAx>{across}</c:catAx><c:valAx>{up}</c:valAx>"


def _series(
    number: int, name: str, categories: Sequence[str], values: Sequence[str], labels: Sequence[str]
) -> str:
    title = f"<c:tx>{_words('str', 'A', [name])}</c:tx>" if name else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{title}{_labels(labels)}'
        f"<c:cat>{_words('str', 'B', categories)}</c:cat>"
        f"<c:val>{_words('num', 'C', values)}</c:val></c:ser>"
    )


def _words(kind: str, column: str, words: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(word)}</c:v></c:pt>' for n, word in enumerate(words)
    )
    code = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    count = f'<c:ptCount val="{len(words)}"/>'
    return (
        f"<c:{kind}Ref><c:f>Sheet1!${column}$1:${column}${len(words)}</c:f>"
        f"<c:{kind}Cache>{code}{count}{points}</c:{kind}Cache></c:{kind}Ref>"
    )


_SHOWN = "".join(
    f'<c:{name} val="{int(name == "showVal")}"/>'
    for name in (
        "showLegendKey",
        "showVal",
        "showCatName",
        "showSerName",
        "showPercent",
        "showBubbleSize",
    )
)


def _labels(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    printed = "".join(
        f'<c:dLbl><c:idx val="{n}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{escape(label)}</a:t>'
        f"</a:r></a:p></c:rich></c:tx>{_SHOWN}</c:dLbl>"
        for n, label in enumerate(labels)
    )
    return f"<c:dLbls>{printed}{_SHOWN}</c:dLbls>"
