"""The report as a reader meets it: in a browser, by mouse and keys, on paper, without a network."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from browser import PICTURES, Page, grave_faults

_MANY = ".sheet-box:nth-of-type(n+12), tbody tr:nth-child(n+25), .text>*:nth-child(n+60)"
_THIN = f"document.querySelectorAll('{_MANY}').forEach(e=>e.remove())"
_IN_SIGHT = (
    "(()=>{const e=document.querySelector(':target'),b=e.getBoundingClientRect();"
    "return b.top>=-2&&b.top<innerHeight&&b.width>0})()"
)


@pytest.fixture(autouse=True)
def _alone(page: Page) -> Iterator[None]:
    """Every page is left without a foreign request, a dialog or an error of a script."""
    yield
    assert [one for one in page.requests if not one.startswith(("file:", "data:"))] == []
    assert page.dialogs == []
    assert page.errors == []


def test_a_lead_leads_to_its_place_and_back(page: Page, report: Path) -> None:
    """From the list to the card, from its quotation to the text, from the number back."""
    page.open(report.as_uri())
    page.picture(PICTURES / "report.png")
    page.click(".contents li:nth-child(2) a")
    page.wait(_IN_SIGHT)
    anchor = page.run("location.hash.slice(1)")
    assert page.run("document.querySelector(':target').className") == "sheet-box"
    page.picture(PICTURES / "lead.png")
    page.click(":target blockquote a")
    page.wait("location.hash.startsWith('#t')")
    page.wait(_IN_SIGHT)
    assert (
        page.run("getComputedStyle(document.querySelector('.text :target')).outlineStyle")
        == "solid"
    )
    page.picture(PICTURES / "place.png")
    page.click(f".text a[href='#{anchor}']")
    page.wait(f"location.hash==='#{anchor}'")
    page.wait(_IN_SIGHT)


def test_a_number_tells_the_leads_and_checks_it_stands_in(page: Page, report: Path) -> None:
    """A click on a number goes to its row: its name, its leads as links, its checks by id."""
    page.open(report.as_uri())
    page.click(".text a[href^='#f']")
    page.wait("location.hash.startsWith('#f')")
    page.wait(_IN_SIGHT)
    told = page.run("document.querySelector(':target').innerText")
    assert any(char.isdigit() for char in told)
    assert page.run("document.querySelectorAll('.figs td:last-child a').length") > 20
    page.picture(PICTURES / "figure.png")


def test_a_folded_check_opens_for_its_link(page: Page, report: Path) -> None:
    """A lead's link to its rule opens the folded list of checks."""
    page.open(report.as_uri())
    assert page.run("document.querySelector('#passed').open") is False
    rule = page.run("document.querySelector('.sheet p a').getAttribute('href')")
    page.click(f".sheet p a[href='{rule}']")
    page.wait(_IN_SIGHT)
    assert page.run("document.querySelector('#passed').open") is True


def test_keys_alone_will_do(page: Page, report: Path) -> None:
    """The first Tab reaches the way to the leads; every link shows where the focus is."""
    page.open(report.as_uri())
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter")
    page.wait("location.hash==='#leads'")
    page.press("Tab")
    assert page.run("document.activeElement.closest('nav')!==null") is True
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_sticks_out(page: Page, report: Path, notebook_page: Path, width: int) -> None:
    """No page is wider than the window, on a phone neither."""
    for path in (report, notebook_page):
        page.open(path.as_uri(), width=width)
        page.picture(PICTURES / f"{path.stem}-{width}.png")
        assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_grave(
    page: Page, axe: str, report: Path, notebook_page: Path, batch: Path, *, dark: bool
) -> None:
    """Report, notebook and index have no serious or critical fault, light and dark.

    In the dark only the colours are others. Of what repeats in hundreds the first are looked at.
    """
    shade, only = ("dark", ("color-contrast",)) if dark else ("light", ())
    for path in (report, notebook_page, batch / "index.html"):
        page.open(path.as_uri(), dark=dark)
        page.picture(PICTURES / f"{path.stem}-{shade}.png")
        page.run(_THIN)
        assert grave_faults(page, axe, only=only) == []


def test_the_print_has_a_lead_a_page(page: Page, report: Path, tmp_path: Path) -> None:
    """On A4, each lead begins a page of its own and has room for the review on its last."""
    page.open(report.as_uri())
    leads = page.run("[...document.querySelectorAll('.sheet code')].map(e=>e.innerText)")
    pdf = pdfium.PdfDocument(page.print(tmp_path / "report.pdf"))
    pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    starts = [next(n for n, text in enumerate(pages) if lead in text) for lead in leads]
    assert len(set(starts)) == len(leads)
    assert all("单位意见" in "".join(pages[a:b]) for a, b in itertools.pairwise(starts))
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]
    assert len(pdf) < 2.5 * len(leads) + 60
    for number in (0, starts[0], starts[1], len(pdf) - 1):
        pdf[number].render(scale=1.5).to_pil().save(PICTURES / f"print-{number + 1}.png")
    pdf.close()
