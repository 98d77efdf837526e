"""The bundled sample, printed as a PDF: the same text, the same tables, the same leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from print_pdf import printed

import audit
from audit.model import Chart, Paragraph
from audit.reading.pdf import read_pdf


@pytest.fixture(scope="module")
def word(sample_docx):
    """Return the sample without the caches of its charts, which no print shows."""
    document = audit.read(sample_docx)
    charts = [block.start for block in document.blocks if isinstance(block, Chart)]
    blocks = tuple(block for block in document.blocks if not isinstance(block, Chart))
    return replace(document, text=document.text[: min(charts) - 1], blocks=blocks)


@pytest.fixture(scope="module")
def paper(word):
    """Return what is read from the print."""
    return read_pdf(printed(word), "sample.pdf")


def close(text: str) -> str:
    """Return a text without spaces: a print shows them as room only."""
    return text.replace(" ", "")


def test_prose_is_the_same(word, paper):
    """Every paragraph, whole and by itself, over lines and pages."""
    one, other = (
        [close(block.text) for block in document.blocks if isinstance(block, Paragraph)]
        for document in (word, paper)
    )
    assert one == other


def test_tables_are_the_same(word, paper):
    """Every cell in its row and column with its width, also where a table runs over pages."""
    one, other = (
        [
            [[(close(cell.text), cell.column, cell.columns) for cell in row] for row in table.rows]
            for table in document.tables
        ]
        for document in (word, paper)
    )
    assert one == other


def test_leads_are_the_same(word, paper):
    """The same findings by fingerprint, each with its place on a page."""
    one, other = (audit.examine(audit.extract(document)) for document in (word, paper))
    assert {lead.fingerprint for lead in one.leads} == {lead.fingerprint for lead in other.leads}
    assert len(one.leads) > 20
    figures = [fact for lead in other.leads for fact in lead.facts]
    assert all(fact.span.box and fact.span.page for fact in figures)
