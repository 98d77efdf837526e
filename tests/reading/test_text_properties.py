from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from audit.errors import UnreadableDocument
from audit.reading.text import read_text

word = st.sampled_from(["收入", "支出总计", "≥", "20日之前", "100%", "1,234.56", "7", "-0.5", "无"])
cell = st.one_of(st.just(""), word, st.tuples(word, word).map("\n".join))
grid = st.lists(st.lists(cell, min_size=1, max_size=5), min_size=1, max_size=5)
mess = st.text(st.sampled_from("收2.5,%\t\t\n\n | ()（\u3000[]-"), min_size=1, max_size=80)


def lines_of(text: str, start: str = "[bookmark: a]开头\n"):
    """Return the document that a text makes, from Tika unless `start` says otherwise."""
    return read_text((start + text).encode(), "made.txt")


@given(st.lists(grid, min_size=1, max_size=3))
def test_tables_printed_as_tika_prints_them_come_back_cell_by_cell(grids):
    """No row and no cell is lost, invented or moved, whatever is empty or broken over lines."""
    printed = "\n段落。\n".join(
        "\n".join("".join(f"\t{text}\n" for text in row) for row in rows) for rows in grids
    )
    tables = [[[c.text for c in row] for row in table.rows] for table in lines_of(printed).tables]
    assert tables == [[[text.replace("\n", " ") for text in row] for row in rows] for rows in grids]


@given(mess, st.sampled_from(["[bookmark: a]开头\n", "，甲\n"]))
def test_whatever_is_written_no_digit_is_lost_or_invented(text, start):
    """Text, rows, charts or rubbish: the same runs of digits come out, as often."""
    document = lines_of(text, start)
    digits = re.compile(r"\d+")
    assert Counter(digits.findall(document.text)) == Counter(digits.findall(text))
    assert all(document.text[begin:end].isdecimal() for begin, end in document.page_marks)


@given(mess, st.sampled_from(["[bookmark: a]开头\n", "，甲\n"]))
def test_offsets_hold_whatever_is_written(text, start):
    """Every paragraph and cell stands where it says; blocks never overlap."""
    document = lines_of(text, start)
    last = -1
    for block in document.blocks:
        assert last < block.start <= block.end <= len(document.text)
        last = block.end
    pieces = [*document.paragraphs]
    pieces += [cell for table in document.tables for row in table.rows for cell in row]
    pieces += [label for chart in document.charts for label in chart.labels]
    assert all(document.text[piece.start : piece.end] == piece.text for piece in pieces)


@given(
    st.binary(max_size=60), st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", "收入".encode()])
)
def test_any_bytes_are_read_or_refused(data, start):
    """Nothing but a document or the sentence of a refusal comes out."""
    try:
        text = read_text(start + data, "made.txt").text
    except UnreadableDocument as problem:
        text = str(problem)
    assert text
    assert "\x00" not in text
