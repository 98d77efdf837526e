"""Tables of a PDF, drawn here in the ways that programs draw them."""

from __future__ import annotations

import itertools

import pytest
from pdf_pages import cells, line, pdf, rules, steps, words

from audit.model import Document, Paragraph
from audit.reading.pdf import read_pdf

XS = steps(72, 120, 90, 90)
ROWS = [["项目", "预算数", "决算数"], ["一、收入", "1,234.50", "1,300.00"], ["合计", "", "-"]]
YS = steps(100, 22, 22, 22)


def read(*pages, **how) -> Document:
    """Return the PDF that the drawings make, as read."""
    return read_pdf(pdf(*pages, **how), "drawn.pdf")


def texts(document: Document) -> list[list[list[str]]]:
    """Return the words of each table."""
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def prose(document: Document) -> list[str]:
    """Return the paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def thin_boxes(canvas):
    """Draw the borders of the grid as filled rectangles, cell by cell."""
    for y in YS:
        for x0, x1 in itertools.pairwise(XS):
            canvas.rect(x0, 842 - y - 0.4, x1 - x0, 0.8, stroke=0, fill=1)
    for x in XS:
        for y0, y1 in itertools.pairwise(YS):
            canvas.rect(x - 0.4, 842 - y1, 0.8, y1 - y0, stroke=0, fill=1)


def framed_cells(canvas):
    """Draw each cell as a rectangle of its own."""
    for y0, y1 in itertools.pairwise(YS):
        for x0, x1 in itertools.pairwise(XS):
            canvas.rect(x0, 842 - y1, x1 - x0, y1 - y0, stroke=1, fill=0)


def shaded_cells(canvas):
    """Draw each cell as a coloured area with a little room between them."""
    canvas.setFillColorRGB(0.8, 0.9, 0.8)
    for y0, y1 in itertools.pairwise(YS):
        for x0, x1 in itertools.pairwise(XS):
            canvas.rect(x0 + 0.5, 842 - y1 + 0.5, x1 - x0 - 1, y1 - y0 - 1, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def dashes(canvas):
    """Draw the grid in dashes, each a line of its own."""
    for y in YS:
        for x in range(int(XS[0]), int(XS[-1]), 4):
            canvas.line(x, 842 - y, x + 2, 842 - y)
    for x in XS:
        for y in range(int(YS[0]), int(YS[-1]), 4):
            canvas.line(x, 842 - y, x, 842 - y - 2)


def one_path(canvas):
    """Draw all rules in one path."""
    path = canvas.beginPath()
    for y in YS:
        path.moveTo(XS[0], 842 - y)
        path.lineTo(XS[-1], 842 - y)
    for x in XS:
        path.moveTo(x, 842 - YS[0])
        path.lineTo(x, 842 - YS[-1])
    canvas.drawPath(path)


def inside_a_form(canvas):
    """Draw the rules in a form object that is moved and enlarged."""
    canvas.beginForm("rules", 0, 0, 600, 900)
    for y in YS:
        canvas.line(XS[0] / 2, (842 - y) / 2, XS[-1] / 2, (842 - y) / 2)
    for x in XS:
        canvas.line(x / 2, (842 - YS[0]) / 2, x / 2, (842 - YS[-1]) / 2)
    canvas.endForm()
    canvas.saveState()
    canvas.scale(2, 2)
    canvas.doForm("rules")
    canvas.restoreState()


@pytest.mark.parametrize(
    "borders",
    [thin_boxes, framed_cells, shaded_cells, dashes, one_path, inside_a_form],
    ids=lambda one: one.__name__,
)
def test_borders_may_be_drawn_in_any_way(borders):
    """Lines, thin boxes, frames, coloured areas, dashes, forms: the same table."""
    document = read([borders, *cells(XS, YS, ROWS)])
    assert texts(document) == [ROWS]


def test_a_missing_rule_merges_cells():
    """A heading without a rule under or beside it covers several places, and says so."""
    xs, ys = steps(72, 60, 60, 60, 60), steps(100, 20, 20, 20)
    drawn = [
        line(72, 100, 312, 100),
        line(132, 120, 252, 120),
        line(72, 140, 312, 140),
        line(72, 160, 312, 160),
        *(line(x, 100, x, 160) for x in (72, 132, 252, 312)),
        line(192, 120, 192, 160),
    ]
    rows = [["科目", "支出", "", "备注"], ["", "基本", "项目", ""], ["教育", "1.5", "2.5", ""]]
    document = read([*drawn, *cells(xs, ys, rows)])
    table = next(document.tables)
    found = [[(c.text, c.column, c.columns, c.rows) for c in row] for row in table.rows]
    assert found == [
        [("科目", 0, 1, 2), ("支出", 1, 2, 1), ("备注", 3, 1, 2)],
        [("", 0, 1, 1), ("基本", 1, 1, 1), ("项目", 2, 1, 1), ("", 3, 1, 1)],
        [("教育", 0, 1, 1), ("1.5", 1, 1, 1), ("2.5", 2, 1, 1), ("", 3, 1, 1)],
    ]


def test_rows_without_rules_between_them_are_rows():
    """Rules down only: figures on the same base lines in two columns part the rows."""
    ys = steps(100, 22, 22, 22, 22)
    drawn = [*rules(XS, [100, 122, 188]), *cells(XS, ys, THREE_LINE[:1])]
    body = [
        ["基本支出1", "1,200.00", "1,100.50"],
        ["项目支出2", "300.00", ""],
        ["合计3", "1.00", "2.5"],
    ]
    drawn += cells(XS, ys[1:], body)
    assert texts(read(drawn)) == [[THREE_LINE[0], *body]]


def test_a_number_in_two_lines_of_one_cell_is_no_two_rows():
    """One column of figures below each other proves nothing."""
    drawn = [*rules(XS, [100, 140]), *cells([XS[1]], [100, 114], [["1,200"], ["300"]])]
    assert len(texts(read(drawn))[0]) == 1


def test_figures_cut_in_two_columns_are_no_two_rows():
    """Narrow cells cut 1,967.11 behind its first decimal, in every column of the row alike."""
    cut = [["1,967.1", "1,935.8"], ["1", "6"]]
    drawn = [*rules(XS, [100, 140]), *cells(XS[1:3], [100, 114], cut)]
    assert len(texts(read(drawn))[0]) == 1


def test_a_table_without_outer_rules_keeps_its_outer_columns():
    """Sides may be open: the ends of the rules across bound the first and last column."""
    drawn = [line(XS[0], y, XS[-1], y) for y in YS] + [line(x, 100, x, 166) for x in XS[1:-1]]
    document = read([*drawn, *cells(XS, YS, ROWS)])
    assert texts(document) == [ROWS]


def test_a_table_goes_on_over_a_page_and_its_heading_counts_once():
    """The same columns at the top of the next page, its heading printed again: one table."""
    more = [ROWS[0], ["二、支出", "9.00", "8.00"]]
    first = [*rules(XS, YS), *cells(XS, YS, ROWS), words(280, 800, "- 1 -")]
    then = [*rules(XS, YS[:3]), *cells(XS, YS[:3], more), words(280, 800, "- 2 -")]
    document = read(first, then)
    assert texts(document) == [[*ROWS, more[1]]]
    cell = next(document.tables).rows[-1][1]
    assert document.line_at(cell.start).page == 2
    assert prose(document) == []


def test_a_title_between_begins_another_table():
    """The same columns under a title of their own are a table of their own."""
    first = [*rules(XS, YS), *cells(XS, YS, ROWS)]
    then = [words(72, 80, "支出决算表"), *rules(XS, YS), *cells(XS, YS, ROWS)]
    assert texts(read(first, then)) == [ROWS, ROWS]
    again = [words(72, 80, "收入决算表（续）"), *rules(XS, YS), *cells(XS, YS, ROWS)]
    assert len(texts(read(first, again))) == 1


def test_a_title_inside_the_grid_begins_another_table():
    """A first row over the whole width that names a table is no continuation."""
    ys = steps(100, 22, 22)
    titled = [*rules([XS[0], XS[-1]], ys[:2]), words(140, 115, "2支出决算表", 10)]
    under = [*rules(XS, ys[1:]), *cells(XS, ys[1:], [["项目", "1.00", "2.00"]])]
    first = [*rules(XS, YS), *cells(XS, YS, ROWS)]
    assert len(texts(read(first, [*titled, *under]))) == 2


def test_pages_may_show_different_columns_of_one_table():
    """A page with merged cells only does not show the edges under them; the next page does."""
    first = [*rules([72, 192, 372], [700, 722]), *cells([72, 192], [700], [["项目", "支出1"]])]
    then = [*rules(XS, YS[:2]), *cells(XS, YS[:2], [["教育", "3.00", "4.00"]])]
    table = next(read(first, then).tables)
    found = [[(c.text, c.column, c.columns) for c in row] for row in table.rows]
    assert found == [
        [("项目", 0, 1), ("支出1", 1, 2)],
        [("教育", 0, 1), ("3.00", 1, 1), ("4.00", 2, 1)],
    ]


def test_a_name_too_long_for_its_cell_stays_one_name():
    """Letters that run over a rule belong to the word that they are printed with."""
    xs, ys = steps(72, 60, 60), steps(100, 22)
    drawn = [*rules(xs, ys), words(75, 115, "科学技术支出类", 10), words(150, 115, "4.47", 10)]
    assert texts(read(drawn)) == [[["科学技术支出类", "4.47"]]]


def test_text_in_a_cell_is_one_text():
    """Broken labels join, spread labels close up, a broken number is one number."""
    xs, ys = steps(72, 100, 60), steps(100, 40, 40, 40)
    drawn = [
        *rules(xs, ys),
        words(76, 115, "机关事业单位基本"),
        words(76, 132, "养老保险缴费"),
        words(176, 115, "12,345,"),
        words(176, 132, "678.90"),
        words(76, 160, "公务用车", 10, spread=12),
        words(76, 175, "费A", 10),
        words(176, 160, "2,9"),
        words(194.5, 160, "40.05"),
        words(76, 200, "小计5", spread=20),
        words(176, 200, "- 3.5"),
    ]
    rows = texts(read(drawn))[0]
    assert rows[0] == ["机关事业单位基本养老保险缴费", "12,345,678.90"]
    assert rows[1] == ["公务用车费A", "2,940.05"]
    assert rows[2][0] == "小计5"


def test_a_sentence_in_a_cell_may_break_within_an_amount():
    """27.6 at the edge of a full line and 4万元 below it are one amount; two words stay two."""
    xs, ys = steps(72, 64, 60), steps(100, 40, 40)
    drawn = [
        *rules(xs, ys),
        words(74, 112, "调减预算27.6", 10),
        words(74, 126, "4万元。", 10),
        words(74, 152, "第3", 10),
        words(74, 166, "4万元", 10),
    ]
    rows = texts(read(drawn))[0]
    assert rows[0][0] == "调减预算27.64万元。"
    assert rows[1][0] == "第3 4万元"


def test_text_printed_twice_counts_once():
    """Bold made by printing twice, a little apart, is one text."""
    drawn = [*rules(XS, YS), *cells(XS, YS, ROWS), *cells([x + 0.4 for x in XS], YS, ROWS)]
    assert texts(read(drawn)) == [ROWS]


def turned(draws):
    """Draw a landscape page on a page of portrait size, turned a quarter."""

    def draw(canvas):
        canvas.translate(595, 0)
        canvas.rotate(90)
        size, canvas._pagesize = canvas._pagesize, (842, 595)
        for one in draws:
            one(canvas)
        canvas._pagesize = size

    return draw


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_table_may_lie_on_its_side(rotate):
    """Turned by the page or by its text: the columns stay columns, places are as one reads."""

    def page(canvas):
        canvas.setPageRotation(rotate)
        turned([words(72, 60, "表 T01"), *rules(XS, YS), *cells(XS, YS, rows)])(canvas)

    # letters: the writer's Chinese font has no shapes, and sideways that leaves no width
    rows = [["a", "b", "c"], ["x", "1,234.50", "1,300.00"], ["y", "", "-"]]
    document = read([page])
    assert prose(document) == ["表T01"]
    assert texts(document) == [rows]
    cell = next(document.tables).rows[1][1]
    left, top, right, bottom = document.line_at(cell.start).box(cell.start, cell.end)
    assert XS[1] < left < right < XS[2]
    assert YS[1] < top < bottom < YS[2]


THREE_LINE = [
    ["项目", "预算数", "决算数"],
    ["基本支出", "1,200.00", "1,100.50"],
    ["项目支出", "300.00", ""],
    ["合计", "1,500.00", "1,100.50"],
]


def test_a_three_line_table_has_columns():
    """Rules across only: columns are the gaps that hold over all rows; blanks stay blank."""
    ys = steps(100, 22, 22, 22, 22)
    drawn = [line(72, y, 372, y) for y in (100, 122, 188)]
    document = read([words(180, 80, "支出表"), *drawn, *cells(XS, ys, THREE_LINE)])
    assert texts(document) == [THREE_LINE]
    assert prose(document) == ["支出表"]


def test_a_heading_over_two_columns_covers_both():
    """In a table without rules down, a heading between two columns stands over both."""
    xs, ys = steps(72, 100, 100, 100), steps(100, 20, 20, 20, 20, 20)
    body = [["教育", "1.00", "2.00"], ["卫生", "3.00", "4.00"], ["合计", "4.00", "6.00"]]
    drawn = [
        *(line(72, y, 372, y) for y in (100, 140, 200)),
        words(215, 115, "支出", 10),
        *cells(xs, ys[1:], [["科目", "基本", "项目"], *body]),
    ]
    table = next(read(drawn).tables)
    over = next(cell for cell in table.rows[0] if cell.text == "支出")
    assert (over.column, over.columns) == (1, 2)
    assert [[cell.text for cell in row] for row in table.rows[2:]] == body


def test_a_table_without_rules_needs_figures_in_columns():
    """Lines of figures under each other are a table; prose with gaps is not."""
    ys = steps(100, 22, 22, 22, 22)
    assert texts(read(cells(XS, ys, [*THREE_LINE[:2], ["项目", "3.0", "4.0"], THREE_LINE[3]])))
    gaps = [
        ["第一部分", "概况"],
        ["第二部分", "情况说明"],
        ["第三部分", "名词"],
        ["第四部分", "附件"],
    ]
    assert not texts(read(cells(XS, ys, gaps)))


def test_prose_between_two_rules_stays_prose():
    """A rule under the page's head and one over its foot make no table."""
    drawn = [line(72, 60, 520, 60), line(72, 780, 520, 780)]
    drawn += [words(72, 100 + 20 * at, "本年收入合计1,234.50万元，增长12.3%。") for at in range(9)]
    document = read(drawn)
    assert not texts(document)
    assert len(prose(document)) == 9


def test_a_frame_around_text_is_no_table():
    """One cell is a box: its text is prose."""
    document = read([*rules([72, 500], [100, 160]), words(80, 130, "说明：本表无数据。")])
    assert texts(document) == []
    assert prose(document) == ["说明：本表无数据。"]
