"""The bundled sample: made by a script, the same in Word and in text."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain

import pytest
from lxml import etree

from audit.reading import read


@pytest.fixture(scope="module")
def figures(sample_docx) -> dict:
    """Return the file of figures that the sample is made from."""
    return tomllib.loads((sample_docx.parent / "sample.toml").read_text("utf-8"))


def test_the_script_makes_the_kept_files_byte_for_byte(sample_docx, sample_txt, tmp_path):
    """Whoever runs the script gets the files that are kept, to the last byte."""
    script = sample_docx.parent / "make_sample.py"
    subprocess.run([sys.executable, "-B", script, tmp_path], check=True)
    for kept in (sample_docx, sample_txt):
        assert (tmp_path / kept.name).read_bytes() == kept.read_bytes(), kept.name


def test_word_and_text_give_one_document(sample_docx, sample_txt):
    """The same text, tables, charts and offsets, whichever file is read."""
    word, text = read(sample_docx), read(sample_txt)
    assert word.text == text.text
    assert word.blocks == text.blocks
    assert (word.notes, text.notes) == ((), ())
    assert (word.format, text.format) == ("docx", "text")


def test_every_form_and_table_is_there(sample_docx, figures):
    """One department form, six project forms, three statutory tables; no indicator is lost."""
    department, *projects, one, three, thirteen = read(sample_docx).tables
    assert len(department.rows) == 4 + 1 + len(figures["department"]["tasks"]) + 1 + 30
    counts = [len(project["indicators"]) for project in figures["project"]]
    heads = [5 if "name" in project else 3 for project in figures["project"]]
    assert [len(form.rows) for form in projects] == [
        head + 6 + 1 + count + 4 for head, count in zip(heads, counts, strict=True)
    ]
    assert len(one.rows) == 2 + 8 + 4
    assert len(three.rows) == 3 + 4 + 6 + 10
    assert [len(row) for row in thirteen.rows] == [2, 8, 12, 12]


def test_charts_are_the_captions_in_order(sample_docx, figures):
    """Seven charts with the cached words of the file of figures."""
    charts = list(read(sample_docx).charts)
    assert len(charts) == len(figures["charts"]) == 7
    for chart, made in zip(charts, figures["charts"].values(), strict=True):
        read_back = [
            [one.name.text if one.name else "", [c.text for c in one.categories]]
            for one in chart.series
        ]
        assert read_back == [[name, categories] for name, categories, _ in made["series"]]
        values = [c.text for one in chart.series for c in one.values]
        assert values == list(chain.from_iterable(one[2] for one in made["series"]))
        labels = ", ".join(made.get("labels", []))
        assert ", ".join(cell.text for cell in chart.labels) == labels


def test_the_sample_shares_no_sentence_with_the_seed(seed_path, figures):
    """Its own words are its own: no twelve characters but sums of money stand in the seed."""
    seed = seed_path.read_text("utf-8")
    words = [figures["notice"], figures["duties"], figures["gpb"]["reason"]]
    words += [figures[part]["reason"] for part in ("three_public", "operating")]
    words += figures["department"]["goals"]
    words += [task[1] for task in figures["department"]["tasks"]]
    words += [entry[1] for part in ("before", "after") for entry in figures["glossary"][part]]
    words += [item[-1] for item in figures["gpb"]["items"]]
    own = ("goal", "achievement", "overview", "funding_reason", "problems", "measures")
    words += [project[key] for project in figures["project"] for key in own]
    runs = {text[i : i + 12] for text in words for i in range(len(text) - 11)}
    assert {run for run in runs if run in seed and not re.search(r"\d{6}", run)} == set()


def test_the_word_file_is_well_formed(sample_docx):
    """Each part parses, is declared, and each relation leads to a part that exists."""
    with zipfile.ZipFile(sample_docx) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        trees = {name: etree.fromstring(archive.read(name)) for name in names}
    declared = {part.get("PartName", "").lstrip("/") for part in trees["[Content_Types].xml"]}
    assert {name for name in names if "rels" not in name} - {"[Content_Types].xml"} == declared - {
        ""
    }
    for link in trees["word/_rels/document.xml.rels"]:
        assert f"word/{link.get('Target')}" in names


def test_rows_fill_the_width_of_their_table(sample_docx):
    """The spans of each row add up to the columns of the grid, as Word requires."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(sample_docx) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    tables = list(root.iter(f"{w}tbl"))
    assert len(tables) == 10
    for table in tables:
        columns = len(list(table.iter(f"{w}gridCol")))
        for row in table.iter(f"{w}tr"):
            spans = [cell.find(f"{w}tcPr/{w}gridSpan") for cell in row.iter(f"{w}tc")]
            width = sum(1 if span is None else int(span.get(f"{w}val")) for span in spans)
            assert width == columns
