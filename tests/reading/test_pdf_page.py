"""How a page of a PDF lies, and what its characters are."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_pages import cells, pdf, rules, steps, words

from audit.reading.pdf import read_pdf, sheet_of
from audit.reading.pdf_page import Frame

POINTS = st.floats(-2000, 2000, allow_nan=False)


@given(x=POINTS, y=POINTS, turn=st.integers(0, 3))
def test_a_place_leads_back_to_its_point(x, y, turn):
    """Whichever way a page is turned, its own coordinates are found again."""
    frame = Frame(10, 20, 605, 862, turn)
    assert frame.back(*frame.place(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(turn=st.integers(0, 3))
def test_the_corners_of_a_page_stay_its_corners(turn):
    """A turned page begins at its upper left corner and ends at its size."""
    frame = Frame(10, 20, 605, 862, turn)
    assert frame.box(10, 20, 605, 862) == (0, 0, *frame.size)


def on_its_side(quarters, draws):
    """Draw a page turned by quarters, anticlockwise."""

    def draw(canvas):
        size = canvas._pagesize
        width, height = size
        shift = {1: (width, 0), 2: (width, height), 3: (0, height)}[quarters]
        canvas.translate(*shift)
        canvas.rotate(90 * quarters)
        canvas._pagesize = (height, width) if quarters % 2 else size
        for one in draws:
            one(canvas)
        canvas._pagesize = size

    return draw


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_is_read_the_way_its_text_stands(quarters):
    """Turned by any quarter, the table keeps its rows and columns."""
    xs, ys = steps(72, 100, 90), steps(100, 22, 22)
    rows = [["item", "1,234.50"], ["sum", "5,678.90"]]
    page = on_its_side(quarters, [*rules(xs, ys), *cells(xs, ys, rows)])
    document = read_pdf(pdf([page]), "turned.pdf")
    assert [[cell.text for cell in row] for row in next(document.tables).rows] == rows
    line = document.line_at(document.text.index("5,678.90"))
    assert xs[1] < line.edges[0] < line.edges[-1] < xs[2]
    assert ys[1] < line.top < line.bottom < ys[2]


def test_a_cropped_page_counts_from_the_corner_that_is_shown():
    """Places are of the page as it is shown, not of the paper it was cut from."""
    data = pdf([words(172, 200, "Total 12.5")])
    opened = pdfium.PdfDocument(data)
    opened[0].set_cropbox(100, 42, 595, 742)
    sheet = sheet_of(opened[0], 1)
    assert (sheet.width, sheet.height) == (495, 700)
    assert sheet.glyphs[0].left == pytest.approx(72, abs=0.1)
    assert sheet.glyphs[0].base == pytest.approx(100, abs=0.1)
