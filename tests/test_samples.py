"""The samples say the same in every format: one set of figures, one set of leads."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import audit
from audit.engine import Result
from audit.leads import severity_of
from audit.reading.legacy import find_office

DATA = Path(__file__).resolve().parent.parent / "data"
NINE = ("sample_nine.docx", "sample_nine.pdf", "sample_nine.html", "sample_nine")
KEPT = (*NINE[:3], "sample_nine/tables.xlsx", "sample_nine/prose.txt")
DOTS = 200 / 72  # of a scan, a point
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed here")
needs_ocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="the [ocr] extra is missing")


@pytest.fixture(scope="module")
def figures():
    """Return the file of figures that the second sample is made from."""
    return tomllib.loads((DATA / "sample_nine.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def word():
    """Return what the checks say of the second sample in Word."""
    return audit.check(DATA / "sample_nine.docx")


def prints(result: Result) -> dict[str, tuple[str, str]]:
    """Return each lead's check and subject by its fingerprint."""
    return {lead.fingerprint: (lead.check, lead.outcome.subject) for lead in result.leads}


def converted(source: Path, ending: str, folder: Path) -> Path:
    """Return a file as LibreOffice saves it in another format."""
    command = [find_office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--convert-to", ending, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{ending}"


def scanned(source: Path, to: Path) -> Path:
    """Return a PDF of nothing but pictures of the pages of another."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pdfium.PdfDocument(source):
        size = page.get_size()
        picture = page.render(scale=DOTS).to_pil().convert("L")
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    to.write_bytes(out.getvalue())
    return to


def test_the_script_makes_the_kept_files_byte_for_byte(tmp_path):
    """Whoever runs the script gets the five files that are kept, to the last byte."""
    subprocess.run([sys.executable, "-B", DATA / "make_sample_nine.py", tmp_path], check=True)
    for name in KEPT:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


@pytest.mark.parametrize("name", NINE)
def test_what_is_planted_is_found_and_nothing_else(name, figures):
    """Every listed defect is found as gravely as listed; no other lead is made, in no format."""
    result = audit.check(DATA / name)
    leads = result.leads
    told = [
        {
            (outcome.check, severity_of(result.facts, outcome))
            for outcome in (lead.outcome, *lead.also)
        }
        for lead in leads
    ]
    for defect in figures["defect"]:
        wanted = (defect["check"], defect["severity"])
        assert any(wanted in found for found in told), defect["why"]
        brought = {check for check, _ in next(found for found in told if wanted in found)}
        assert {*defect.get("brings", ())} <= brought, "a consequence stays with its cause"
    assert len(leads) == len(figures["defect"])
    planted = {defect["check"] for defect in figures["defect"]}
    assert all(planted & {check for check, _ in found} for found in told)


@pytest.mark.parametrize("name", NINE[1:])
def test_every_format_gives_the_leads_of_the_word_file(name, word):
    """The same leads by fingerprint from a PDF, a page, and a workbook beside its prose."""
    assert prints(audit.check(DATA / name)) == prints(word)


@pytest.mark.parametrize("name", NINE)
def test_every_table_and_figure_is_read(name, word):
    """Nine tables with the same cells, whichever file they come from; none has a problem."""

    def cells(result: Result) -> Counter[tuple[str, str, str, str, Decimal | None]]:
        rows = ((table.kind, row) for table in result.facts.tables for row in table.rows)
        return Counter(
            (kind, row.code, row.label, fact.measure, fact.value)
            for kind, row in rows
            for fact in row.cells
            if fact is not None
        )

    result = audit.check(DATA / name)
    assert len(result.facts.tables) == 9
    assert [table.problem for table in result.facts.tables] == [""] * 9
    assert cells(result) == cells(word)


def test_an_empty_table_is_told_from_a_lost_one(word):
    """The state-capital table has no amount and says why; every other one has amounts."""
    empty = [table for table in word.facts.tables if table.is_empty]
    assert [table.kind for table in empty] == ["state_capital_expenditure"]
    assert empty[0].statement is not None


def test_pages_of_the_pdf():
    """Some pages lie on their side, a table runs on under its heading, pages are numbered."""
    pages = list(pdfium.PdfDocument(DATA / "sample_nine.pdf"))
    sizes = [page.get_size() for page in pages]
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert {width > height for width, height in sizes} == {True, False}
    assert all(f"— {number} —" in text for number, text in enumerate(texts, 1))
    title, heading = "收入决算明细表", "附属单位上缴收入"
    (begun,) = [n for n, text in enumerate(texts) if title in text]
    assert heading.replace("\n", "") in texts[begun + 1].replace("\r\n", "")
    assert title not in texts[begun + 1]


@needs_office
def test_an_old_word_file_gives_the_same_leads(tmp_path, word):
    """The second sample saved as .doc."""
    assert prints(audit.check(converted(DATA / "sample_nine.docx", "doc", tmp_path))) == prints(
        word
    )


@needs_office
@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_files_that_an_office_program_saves_give_the_same_leads(ending, tmp_path, word):
    """The second sample as LibreOffice prints and saves it."""
    path = converted(DATA / "sample_nine.docx", ending, tmp_path)
    assert prints(audit.check(path)) == prints(word)


@needs_ocr
def test_a_scan_gives_the_same_leads_but_surely_none(tmp_path, word):
    """A scan of the PDF: the same leads, none graver than a warning, every figure in doubt."""
    result = audit.check(scanned(DATA / "sample_nine.pdf", tmp_path / "scan.pdf"))
    assert prints(result) == prints(word)
    assert {lead.severity for lead in result.leads} <= {"warning", "info"}
    facts = [fact for lead in result.leads for fact in lead.outcome.facts]
    assert {fact.confidence for fact in facts} == {"low"}


# --- the first sample ---------------------------------------------------------------

# INC-08 quotes last year's total from a chart; a page or a PDF keeps a picture of it.
LOST_CHARTS = {"INC-08"}


@pytest.fixture(scope="module")
def first():
    """Return what the checks say of the first sample in Word."""
    return audit.check(DATA / "sample.docx")


def assert_alike(result: Result, first: Result, lost: set[str]):
    """Hold that two results tell the same leads, and only those of `lost` under another print."""
    found, wanted = prints(result), prints(first)
    assert Counter(found.values()) == Counter(wanted.values())
    both = found | wanted
    assert {both[one][0] for one in found.keys() ^ wanted.keys()} == lost


def test_the_first_sample_in_text(first):
    """A copy as text gives the leads of the Word file."""
    assert prints(audit.check(DATA / "sample.txt")) == prints(first)


@needs_office
@pytest.mark.parametrize(("ending", "lost"), [("doc", set()), ("html", LOST_CHARTS)])
def test_the_first_sample_as_an_office_program_saves_it(ending, lost, tmp_path, first):
    """The same leads; where charts become pictures, a lead that quotes one has another print."""
    assert_alike(audit.check(converted(DATA / "sample.docx", ending, tmp_path)), first, lost)


@needs_office
def test_the_first_sample_printed(tmp_path, first):
    """A PDF gives the same leads, but for those that quote a chart.

    Rows are kept whole for this: where a page's end cuts a name in two depends on the fonts
    of the machine, and the name is part of a fingerprint.
    """
    whole = tmp_path / "whole.docx"
    with zipfile.ZipFile(DATA / "sample.docx") as kept, zipfile.ZipFile(whole, "w") as made:
        for name in kept.namelist():
            rows = b"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            made.writestr(name, kept.read(name).replace(b"<w:tr>", rows))
    assert_alike(audit.check(converted(whole, "pdf", tmp_path)), first, LOST_CHARTS)
