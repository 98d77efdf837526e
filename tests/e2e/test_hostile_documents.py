"""Nothing that a document says runs, loads or is lost, in no page that is made of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from browser import PICTURES, Page
from hostile import ATTACKS, UNIT, disclosure

import audit
from audit.batch.many import run_batch
from audit.batch.notebooks import notebooks, run_notebook
from audit.report import IndexRow, index_html, report_html
from audit.views import plots
from audit.views.svg import svg

_PADDING = 10_000_000


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the report, a notebook's page and the index over the hostile disclosure."""
    source, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("pages")
    path = disclosure(source)
    done = run_batch(source, out=out, notebooks="none")
    (unit,) = done.units
    expenditure = next(one for one in notebooks() if one.stem == "2_expenditure")
    ran = run_notebook(
        expenditure, unit.folder, {"source": str(path)}, f"{UNIT}<script>hurt=1</script>"
    )
    assert ran.error is None
    index = out / "hostile-index.html"
    rows = [
        IndexRow(attack, f"{UNIT}{attack}", "2023", "report.html", (), (("error", 1),), 1, 1, "9%")
        for attack in ATTACKS
    ]
    failed = IndexRow(ATTACKS[0], "", "", "", (), (), 0, 0, "", ATTACKS[1])
    index.write_text(index_html([*rows, failed]), "utf-8")
    return {"report": unit.report, "notebook": ran.page, "index": index}


PLAIN = {"report": "决算", "notebook": "核对", "index": "某县测试局"}


def look(page: Page, path: Path, picture: str) -> str:
    """Open a page, move about in it as a reader would, and return all its text."""
    page.open(path.as_uri())
    page.run("document.querySelectorAll('details').forEach(e=>e.open=true)")
    page.run("document.querySelectorAll('a[href^=\"#\"]').forEach((e,n)=>n<40&&e.click())")
    page.press("Tab")
    page.picture(PICTURES / f"hostile-{picture}.png")
    asked = [one for one in page.requests if not one.startswith("data:font/woff;")]
    assert {one.partition("#")[0] for one in asked} <= {path.as_uri()}
    assert page.dialogs == []
    assert page.errors == []
    assert page.run("typeof window.hurt") == "undefined"
    assert page.run("document.querySelectorAll('script,iframe,form,base,object,embed').length") == 0
    return str(page.run("document.body.textContent"))


@pytest.mark.parametrize("name", ["report", "notebook", "index"])
def test_nothing_runs_and_nothing_is_asked_for(
    page: Page, pages: dict[str, Path], name: str
) -> None:
    """No script of the document runs, no dialog opens, no address is asked for."""
    text = look(page, pages[name], name)
    assert PLAIN[name] in text


def test_nothing_is_lost(page: Page, pages: dict[str, Path]) -> None:
    """The report shows every attack as the words that the document prints."""
    shown = "".join(look(page, pages["report"], "text").split())
    for attack in ATTACKS[:-1]:
        assert "".join(attack.split()) in shown


@pytest.mark.parametrize("name", ["report", "notebook", "index"])
def test_marks_of_direction_turn_nothing_round(
    page: Page, pages: dict[str, Path], name: str
) -> None:
    """No page holds a character that would turn the words and figures after it."""
    page.open(pages[name].as_uri())
    text = page.run("document.documentElement.textContent")
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_ten_megabytes_of_text_still_open(page: Page, tmp_path: Path) -> None:
    """A report over 10 MB of text opens, shows its leads and its last line."""
    result = audit.check(disclosure(tmp_path, _PADDING))
    path = tmp_path / "report.html"
    path.write_text(report_html(result, "x.txt"), "utf-8")
    assert path.stat().st_size > _PADDING
    page.open(path.as_uri())
    assert page.run("document.querySelectorAll('.sheet').length") == len(result.leads)
    assert page.run("document.querySelector('.text').lastElementChild.textContent.length") > 100
    assert page.run("typeof window.hurt") == "undefined"


def test_a_chart_of_hostile_names_stays_a_drawing(page: Page, tmp_path: Path) -> None:
    """Names with markup are words of the drawing; names of any length stay inside it."""
    bars = tuple(
        (plots.Bar(f"{attack}{'长' * 60}", Decimal(n), attack[:20]),)
        for n, attack in enumerate(ATTACKS, 1)
    )
    plot = plots.Bars("题", "万元", ("",), (plots.Group(ATTACKS[0], bars),), ATTACKS[1])
    path = tmp_path / "chart.html"
    path.write_text(f"<meta charset=utf-8><body>{svg(plot, 'x')}", "utf-8")
    look(page, path, "chart")
