from __future__ import annotations

import pytest

from audit.errors import UnreadableDocument
from audit.reading import read

CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<c:chart>{}<c:plotArea><c:barChart>{}</c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def p(*runs: str) -> str:
    """Return a paragraph of runs; a run without markup is plain text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t>{text}</w:t></w:r>"


def tc(text: str = "", properties: str = "", more: str = "") -> str:
    """Return a table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{more}{p(text) if text else p()}</w:tc>"


def tbl(*rows: str) -> str:
    """Return a table of rows, each the cells' markup."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def sdt(inner: str) -> str:
    """Return a content control around markup."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def drawing(inner: str) -> str:
    """Return a run with a drawing."""
    return f"<w:r><w:drawing>{inner}</w:drawing></w:r>"


def cache(tag: str, *words: str) -> str:
    """Return a chart's cached words."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{word}</c:v></c:pt>' for i, word in enumerate(words))
    return f"<c:{tag}><c:strRef><c:strCache>{points}</c:strCache></c:strRef></c:{tag}>"


def rows(document) -> list[list[list[str]]]:
    """Return the cell texts of each table."""
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def test_a_paragraph_is_what_the_page_prints(read_word):
    """Insertions count, deletions, hidden runs, field codes and furigana do not."""
    document = read_word(
        p(
            "收入",
            "<w:ins>" + r("674.37") + "</w:ins>",
            "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>",
        )
        + p(
            r("暗", "<w:vanish/>"),
            r("明", '<w:vanish w:val="0"/>'),
            "<w:r><w:noBreakHyphen/></w:r>",
        )
        + p(
            "<w:r><w:instrText>PAGE 9</w:instrText></w:r>",
            '<w:fldSimple w:instr="X">' + r("3") + "</w:fldSimple>",
        )
        + p("<w:moveFrom>" + r("旧") + "</w:moveFrom><w:moveTo>" + r("新") + "</w:moveTo>")
        + p("<w:hyperlink>" + r("链") + "</w:hyperlink><w:smartTag>" + r("接") + "</w:smartTag>")
        + p(
            "<w:r><w:ruby><w:rt>"
            + r("han")
            + "</w:rt><w:rubyBase>"
            + r("汉")
            + "</w:rubyBase></w:ruby></w:r>"
        )
        + p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    )
    assert document.text == "收入674.37\n明-\n3\n新\n链接\n汉\nx=1"
    assert document.format == "docx"


def test_tabs_and_breaks(read_word):
    """A tab stays a tab, a break begins a line, white space at the ends goes."""
    document = read_word(
        p("目录", "<w:r><w:tab/></w:r>", "3", "<w:r><w:br/></w:r>", "\u3000次行\u3000")
    )
    assert document.text == "目录\t3\n次行"


def test_symbols_of_the_symbol_font_are_signs(read_word):
    """A target's ≥ set as a symbol is read; an ornament is not."""
    signs = (
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )
    assert read_word(p(signs, "95")).text == "≥95"


def test_merged_cells_appear_once_and_columns_line_up(read_word):
    """Down-merged places are empty cells; a cell over columns is one cell, as Tika prints it."""
    document = read_word(
        tbl(
            tc("项目", '<w:vMerge w:val="restart"/>') + tc("金额", '<w:gridSpan w:val="2"/>'),
            tc("陈字", "<w:vMerge/>") + tc("年初") + tc("调整"),
            tc("旧", '<w:hMerge w:val="continue"/>') + tc("26.84") + tc("10.59"),
        )
    )
    assert rows(document) == [[["项目", "金额"], ["", "年初", "调整"], ["", "26.84", "10.59"]]]
    assert document.text == "项目\t金额\n\t年初\t调整\n\t26.84\t10.59"


def test_a_cell_of_several_paragraphs_is_one_line(read_word):
    """Breaks and tabs inside a cell become one space."""
    cell = f"<w:tc>{p('1、甲；')}{p()}{p('2、乙', '<w:r><w:tab/></w:r>', '丙')}</w:tc>"
    assert rows(read_word(tbl(cell + tc("9")))) == [[["1、甲； 2、乙 丙", "9"]]]


def test_deleted_rows_are_left_out_and_content_controls_read_through(read_word):
    """A tracked deletion of a row is no row; a control around rows or cells is no wall."""
    deleted = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + "</w:tr>"
    row = f"<w:tr>{sdt(tc('甲'))}{tc('1')}</w:tr>"
    document = read_word(sdt(f"{p('前')}<w:tbl>{deleted}{sdt(row)}</w:tbl>"))
    assert rows(document) == [[["甲", "1"]]]
    assert document.text == "前\n甲\t1"


def test_a_table_inside_a_cell_follows_its_table(read_word):
    """Nested rows stay rows of their own; a frame that holds nothing else is no table."""
    nested = tbl(tc("内") + tc("2"))
    document = read_word(
        tbl(tc("外", more=nested) + tc("1")) + tbl(tc(more=tbl(tc("独") + tc("3"))))
    )
    assert rows(document) == [[["外", "1"]], [["内", "2"]], [["独", "3"]]]


def test_a_text_box_is_read_once(read_word):
    """The fallback copy of a text box is not read again; its tables are tables."""
    box = f"<wps:txbx><w:txbxContent>{p('框5')}{tbl(tc('甲') + tc('1'))}</w:txbxContent></wps:txbx>"
    copy = f"<w:txbxContent>{p('框5')}</w:txbxContent>"
    old = f"<w:r><w:pict><v:textbox>{copy}</v:textbox></w:pict></w:r>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read_word(p("前", both, "后") + p(old.replace("框5", "旧框")))
    assert document.text == "前后\n框5\n甲\t1\n旧框"


def test_notes_follow_the_body_once(read_word):
    """A foot- or endnote that is referred to is read, a separator is not."""
    parts = {
        "word/footnotes.xml": '<w:footnotes xmlns:w="w"><w:footnote w:id="-1">'
        + p("线")
        + '</w:footnote><w:footnote w:id="2">'
        + p("注：含结转25.83万元")
        + "</w:footnote></w:footnotes>",
    }
    document = read_word(
        p("收入", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(
            "又",
            '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="7"/></w:r>',
        ),
        parts,
        {"rId1": ("footnotes", "footnotes.xml")},
    )
    assert document.text == "收入\n又\n注：含结转25.83万元"


def test_charts_come_last_in_the_order_of_the_text(read_word):
    """Title, labels, then each series with its points; the order is that of the body."""
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>变动</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    words = "<a:r><a:t>578.15</a:t></a:r><a:fld><a:t>, 86%</a:t></a:fld>"
    label = f"<c:dLbl><c:tx><c:rich><a:p>{words}</a:p></c:rich></c:tx></c:dLbl>"
    points = cache("cat", "收入", "支出") + cache("val", "1.5", "2")
    first = f"<c:ser>{cache('tx', '2022年')}{points}</c:ser>"
    second = (
        f"<c:ser><c:dLbls>{label}</c:dLbls>{cache('cat', '基本')}{cache('val', '578.15')}</c:ser>"
    )
    parts = {
        "word/charts/b.xml": CHART.format(title, first),
        "word/charts/a.xml": CHART.format("", second),
    }
    document = read_word(
        p("图1", drawing('<c:chart r:id="r1"/>'))
        + p("图2", drawing('<c:chart r:id="r2"/>'))
        + p("完"),
        parts,
        {"r1": ("chart", "charts/b.xml"), "r2": ("chart", "/word/charts/a.xml")},
    )
    assert document.text == (
        "图1\n图2\n完\n变动\n2022年\n收入\t1.5\n支出\t2\n578.15, 86%\n基本\t578.15"
    )
    one, two = document.charts
    assert (one.title, two.title) == ("变动", "")
    assert one.series[0].name.text == "2022年"
    assert two.series[0].name is None
    assert [cell.text for cell in two.labels] == ["578.15", "86%"]


def test_points_are_paired_by_their_place(read_word):
    """A gap in a cache leaves an empty cell; categories of two levels are one word."""
    levels = (
        '<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl><c:pt idx="0"><c:v>甲</c:v></c:pt>'
        '<c:pt idx="1"><c:v>乙</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="0"><c:v>2023</c:v></c:pt></c:lvl>'
        "</c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
    )
    point = '<c:pt idx="1"><c:v>2</c:v></c:pt>'
    gap = f"<c:val><c:numRef><c:numCache>{point}</c:numCache></c:numRef></c:val>"
    document = read_word(
        p("图", drawing('<c:chart r:id="r1"/>')),
        {"word/charts/a.xml": CHART.format("", f"<c:ser>{levels}{gap}</c:ser>")},
        {"r1": ("chart", "charts/a.xml")},
    )
    assert document.text == "图\n2023 甲\t\n2023 乙\t2"


def test_a_text_box_in_a_cell_follows_the_table(read_word):
    """A cell's text box is read after the table, not lost with it."""
    box = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
    cell = f"<w:tc>{p('甲', box.format(p('框5')))}</w:tc>"
    assert read_word(tbl(cell + tc("1"))).text == "甲\t1\n框5"


def test_alternatives_are_chosen_between_anywhere(read_word):
    """Of blocks, of drawings or of runs: the first choice is read, else the fallback."""
    either = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>{}"
    both = either + "</mc:AlternateContent>"
    only = "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    shape = f"<wps:txbx><w:txbxContent>{p('形')}</w:txbxContent></wps:txbx>"
    document = read_word(
        both.format(p("新"), p("旧"), "")
        + only.format(p("唯一"))
        + p("画", drawing(both.format(shape, "", "")))
    )
    assert document.text == "新\n唯一\n画\n形"


def test_what_is_not_read_is_noted(read_word):
    """Pictures, embedded objects, empty charts and the words of a header leave a note."""
    parts = {
        "word/charts/a.xml": CHART.format("", "<c:ser/>"),
        "word/header1.xml": '<w:hdr xmlns:w="w">' + p("大竹县2023年") + "</w:hdr>",
        "word/footer1.xml": '<w:ftr xmlns:w="w">' + p("第 ", "3", " 页") + "</w:ftr>",
    }
    document = read_word(
        p(
            "正文1",
            drawing('<a:blip r:embed="x"/>'),
            "<w:r><w:object/></w:r>",
            drawing('<c:chart r:id="r1"/>'),
        )
        + p(drawing('<x:relIds xmlns:x="x" r:dm="r9"/>'), drawing('<c:chart r:id="none"/>'))
        + "<w:altChunk/>",
        parts,
        {
            "r1": ("chart", "charts/a.xml"),
            "r2": ("header", "header1.xml"),
            "r3": ("footer", "footer1.xml"),
        },
    )
    assert document.text == "正文1"
    assert [note for note in document.notes if "页眉" in note] == ["页眉未计入正文：大竹县2023年"]
    assert not any("页脚" in note for note in document.notes)
    for word in ("图片", "嵌入对象", "2 个图表", "其他文件", "SmartArt"):
        assert any(word in note for note in document.notes), word


def test_the_strict_variant_of_the_format_reads_the_same(read_word):
    """Names count without their namespace: ISO strict files use another one."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{strict}"><w:body>{p("收入1元")}</w:body></w:document>'
    assert read_word("", {"word/document.xml": xml}).text == "收入1元"


def test_the_main_part_is_found_by_its_relation(read_word):
    """A file whose text is not called document.xml is still a Word file."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    link = f'<Relationship Id="r" Type="{kind}" Target="/word/text2.xml"/>'
    parts = {
        "_rels/.rels": f"<Relationships>{link}</Relationships>",
        "word/text2.xml": f'<w:document xmlns:w="w"><w:body>{p("收入2元")}</w:body></w:document>',
    }
    assert read_word(p("别的"), parts).text == "收入2元"


@pytest.mark.parametrize("text", ["", "\u3000"])
def test_a_word_file_without_text_is_refused(word_file, text):
    """Nothing but pictures: the sentence asks for a version whose text can be copied."""
    from audit.errors import UnreadableDocument

    with pytest.raises(UnreadableDocument, match="没有可读的文字"):
        read(word_file(p(text, drawing('<a:blip r:embed="x"/>'))))


def test_merged_cells_keep_their_width_and_height(read_word):
    """A cell is as high as the covered cells under it; each of those stays, empty."""

    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("科目", '<w:gridSpan w:val="2"/>' + begins) + cell("合计", begins),
        cell("", '<w:gridSpan w:val="2"/>' + goes_on) + cell("", goes_on),
        cell("类") + cell("款") + cell("", goes_on),
    )
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    (table,) = read_word(f"<w:tbl>{body}</w:tbl>").tables
    assert [[(c.text, c.column, c.columns, c.rows) for c in row] for row in table.rows] == [
        [("科目", 0, 2, 2), ("合计", 2, 1, 3)],
        [("", 0, 2, 1), ("", 2, 1, 1)],
        [("类", 0, 1, 1), ("款", 1, 1, 1), ("", 2, 1, 1)],
    ]


def test_macros_are_refused(read_word):
    """A Word file with macros is not read; the sentence says how to save it without."""
    with pytest.raises(UnreadableDocument, match=r"含宏.*另存为不含宏的 \.docx"):
        read_word("<w:p><w:r><w:t>收入1元</w:t></w:r></w:p>", {"word/vbaProject.bin": "x"})
