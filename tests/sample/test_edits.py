"""An edited document is what a reader would have made of the changed words: no offset is off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import audit
from audit.model import Paragraph
from audit.reading.text import read_text
from audit.sample.edits import Edit, Shift, edited, without_paragraph, without_row

TEXT = (
    "[bookmark: a]一、收入支出决算总体情况说明\n"
    "2023年度收入总计1,234.56万元，支出总计1,234.56万元。\n"
    "\t项目\n\t金额\n\n\t教育支出\n\t900.10\n\n\t住房保障支出\n\t334.46\n\n\t合计\n\t1,234.56\n"
    "[bookmark: b]说明：以上单位为万元。\n"
    "[bookmark: c]图\n收入\t2022年\t2023年\t1000.5\t1234.56\t\n- 3 -\n"
)


def document():
    """Return a document with prose, a table, a chart and a page mark."""
    return read_text(TEXT.encode(), "made.txt")


def pieces(document):
    """Return every piece of a document that has words and a place."""
    found = [*document.paragraphs]
    found += [cell for table in document.tables for row in table.rows for cell in row]
    for chart in document.charts:
        found += [*chart.labels]
        for series in chart.series:
            found += [*series.categories, *series.values]
    return found


def assert_sound(document):
    """Assert that every piece stands where it says, and that blocks follow each other."""
    assert all(document.text[piece.start : piece.end] == piece.text for piece in pieces(document))
    last = -1
    for block in document.blocks:
        assert last < block.start <= block.end <= len(document.text)
        last = block.end
    assert all(0 <= a < b <= len(document.text) for a, b in document.page_marks)
    assert all(len(line.edges) == line.end - line.start + 1 for line in document.lines)


@st.composite
def changes(draw):
    """Draw edits, each inside one piece of the document, and none over another."""
    places = [piece for piece in pieces(document()) if piece.text]
    chosen = draw(
        st.lists(st.sampled_from(places), min_size=1, max_size=4, unique_by=lambda p: p.start)
    )
    edits = []
    for piece in chosen:
        start = draw(st.integers(piece.start, piece.end - 1))
        end = draw(st.integers(start + 1, piece.end))
        edits.append(Edit(start, end, draw(st.text("1234567890.万元增减", max_size=8))))
    return edits


@settings(max_examples=200, deadline=None)
@given(changes())
def test_no_offset_is_off_after_any_edit(edits):
    """Whatever is put in or taken out, text and places agree, and what was not edited stays."""
    before, after = document(), edited(document(), edits)
    assert_sound(after)
    shift = Shift(edits)
    touched = [(edit.start, edit.end) for edit in edits]
    for piece in pieces(before):
        if not any(start < piece.end and piece.start < end for start, end in touched):
            assert after.text[shift(piece.start) : shift.end(piece.end)] == piece.text
    assert len(after.text) == len(before.text) + sum(
        len(edit.text) - (edit.end - edit.start) for edit in edits
    )


def test_no_edit_changes_nothing():
    """Without an edit the document is equal to what it was."""
    assert edited(document(), []) == document()


def test_edits_that_overlap_are_refused():
    """Two edits of one place say two things."""
    with pytest.raises(ValueError, match="overlap"):
        edited(document(), [Edit(3, 6, "x"), Edit(5, 8, "y")])


def test_a_place_inside_an_edit_stays_inside_it():
    """Places before an edit stay, those behind it move, those in it never leave it."""
    shift = Shift([Edit(10, 14, "ab")])
    assert [shift(place) for place in (9, 10, 11, 13, 14, 20)] == [9, 10, 11, 12, 12, 18]
    assert shift.end(14) == 12


def test_a_row_goes_with_its_line():
    """The other rows close up; figures are read as if it had never been there."""
    table = next(document().tables)
    after = without_row(document(), table, 1)
    assert_sound(after)
    assert "教育支出" not in after.text
    assert [row[0].text for row in next(after.tables).rows] == ["项目", "住房保障支出", "合计"]
    assert (
        after.text
        == read_text(TEXT.replace("\t教育支出\n\t900.10\n\n", "").encode(), "made.txt").text
    )


@pytest.mark.parametrize("row", range(4))
def test_any_row_can_go(row):
    """The first and the last row leave a table that begins and ends with its cells."""
    after = without_row(document(), next(document().tables), row)
    assert_sound(after)
    table = next(after.tables)
    assert table.start == table.rows[0][0].start
    assert table.end == table.rows[-1][-1].end


def test_a_merged_cell_loses_the_row_that_goes(sample_nine):
    """A cell that reaches down over a row reaches over one less without it."""
    table = next(t for t in sample_nine.tables if any(c.rows > 1 for row in t.rows for c in row))
    at, cell = next((n, c) for n, row in enumerate(table.rows) for c in row if c.rows > 1)
    after = without_row(sample_nine, table, at + 1)
    kept = next(t for t in after.tables if t.index == table.index)
    assert next(c for c in kept.rows[at] if c.text == cell.text).rows == cell.rows - 1


def test_a_paragraph_goes_with_its_line():
    """What follows moves up; the others are what they were."""
    last = [block for block in document().blocks if isinstance(block, Paragraph)][1]
    after = without_paragraph(document(), last)
    assert_sound(after)
    assert last.text not in after.text
    assert after.text.count("\n") == document().text.count("\n") - 1


@pytest.fixture(scope="module")
def sample_nine():
    """Return the sample in Word, whose headings are merged cells."""
    from pathlib import Path

    return audit.read(str(Path(__file__).parents[2] / "data" / "sample_nine.docx"))
