import csv
import io

from records import make_fact, make_facts, make_span

from audit.export.csv import COLUMNS, csv_chunks


def rows(*figures):
    """Return what a reader of the CSV sees."""
    text = "".join(csv_chunks([("a.docx", make_facts(*figures))]))
    return list(csv.DictReader(io.StringIO(text)))


def test_a_figure_is_a_row_with_its_place():
    """Value, unit and span stand in columns of their own."""
    (row,) = rows(make_fact("-12.50", start=7, dims=(("class", "208"), ("name", "社保"))))
    assert tuple(row) == COLUMNS
    assert (row["path"], row["value"], row["uom"]) == ("a.docx", "-12.50", "万元")
    assert (row["start"], row["end"], row["page"]) == ("7", "13", "")
    assert row["dims"] == "class=208;name=社保"


def test_a_hostile_text_is_no_formula():
    """What a spreadsheet would run is led by an apostrophe; numbers stay numbers."""
    hostile = make_fact("1", raw='=HYPERLINK("x")', label="@SUM(A1)")
    (row,) = rows(hostile)
    assert row["raw"] == '\'=HYPERLINK("x")'
    assert row["label"] == "'@SUM(A1)"


def test_commas_quotes_and_line_breaks_survive():
    """Any quote reads back as it was."""
    span = make_span(0, '甲,"乙"\n丙')
    (row,) = rows(make_fact("1", span=span))
    assert row["quote"] == '甲,"乙"\n丙'


def test_no_document_gives_the_header_alone():
    """A reader always finds the columns."""
    assert "".join(csv_chunks([])) == ",".join(COLUMNS) + "\n"
