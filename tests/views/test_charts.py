"""Charts: Chinese renders without a system font, the words tell the numbers, bytes repeat."""

from __future__ import annotations

import html
import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from disclosures import hostile_result
from matplotlib import font_manager
from records import make_facts

import audit
from audit.engine import Result, examine
from audit.views import charts, style
from audit.views.display import Picture

Draw = Callable[[Result], Picture | None]
ALL: dict[str, Draw] = {
    "structure of revenue": lambda r: charts.structure(r, "income", "zh"),
    "structure of expenditure": lambda r: charts.structure(r, "expenditure", "zh"),
    "three public": lambda r: charts.structure(r, "three_public", "en"),
    "change": lambda r: charts.change(r, "expenditure", "zh"),
    "three public over years": lambda r: charts.three_public(r, "zh"),
    "budgets": lambda r: charts.budgets(r, "zh"),
    "scores": lambda r: charts.scores(r, "en"),
    "residuals": lambda r: charts.residuals(r, None, "zh"),
    "outcomes": lambda r: charts.outcomes(r, "zh"),
}


@pytest.fixture(scope="module")
def sample(sample_docx: Path) -> Result:
    """Return the outcomes of the bundled sample."""
    return audit.check(sample_docx)


@pytest.mark.parametrize("name", ALL)
def test_every_chart_draws_the_sample(name: str, sample: Result) -> None:
    """A chart is a PNG with words for it, without a missing glyph, and twice the same bytes."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        first, second = ALL[name](sample), ALL[name](sample)
    assert first is not None
    assert first.png.startswith(b"\x89PNG")
    assert first == second
    assert first.png == second.png
    assert first.svg.startswith("<svg ")
    assert first.text in html.unescape(first.svg)
    assert first.text.strip()


@pytest.mark.parametrize("name", ALL)
def test_nothing_to_draw_gives_no_chart(name: str) -> None:
    """A document without figures has no charts of figures; the outcomes are still drawn."""
    empty = examine(make_facts())
    assert name == "outcomes" or ALL[name](empty) is None


def test_structure_tells_amounts_and_shares() -> None:
    """The words of a chart hold each part with its amount and share, biggest first."""
    drawn = charts.structure(hostile_result(), "expenditure", "zh")
    assert drawn is not None
    assert "基本支出 578.15（85.6%）；项目支出 97.22（14.4%）" in drawn.text


def test_change_takes_the_prior_year_from_the_change() -> None:
    """70.95 after a fall of 21.87 was 92.82 the year before."""
    drawn = charts.change(hostile_result(), "expenditure", "zh")
    assert drawn is not None
    assert "92.82 → 70.95 −23.56%" in drawn.text


def test_charts_leave_no_trace_in_settings() -> None:
    """A chart changes neither the font nor the palette that a person has set."""
    before = dict(mpl.rcParams)
    charts.outcomes(hostile_result(), "zh")
    assert dict(mpl.rcParams) == before


def test_the_font_is_the_packaged_one() -> None:
    """Charts use the font that comes with the package, whatever the machine has."""
    style.register_font()
    found = font_manager.findfont(style.FAMILY, fallback_to_default=False)
    assert Path(found).name == "AuditSansSC-Regular.otf"


def test_a_character_outside_the_font_is_replaced() -> None:
    """A rare character is drawn as 〓, never as an empty box with a warning."""
    assert style.drawable("𠮷县测试局") == "〓县测试局"
    assert style.drawable("abcdef", 4) == "abc…"


def test_a_dollar_sign_is_no_formula() -> None:
    """Two dollar signs in a name do not start matplotlib's formulas."""
    with style.canvas():
        chart = style.figure(2, 1)
        chart.subplots().set_title(r"$\frac$ 项目 $x")
        assert style.png(chart)
