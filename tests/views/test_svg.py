"""Charts as drawings: valid, escaped, inside their frame, without overlap at twenty rows."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from disclosures import hostile_result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from audit.views import plots, series
from audit.views.plots import Bar, Bars, Group, Plot, Residuals, Scores
from audit.views.svg import WIDTH, svg

NAMES = [f"第{n}个很长很长很长的项目名称，用来看名称是否重叠" for n in range(1, 21)]


def bars(kinds: int = 3, rows: int = 20, label: str = "") -> Bars:
    """Return bars of many rows with amounts from nothing to millions."""
    names = tuple("甲乙丙"[:kinds])
    made = tuple(
        tuple(
            Bar(label or NAMES[n], Decimal(7) ** (n % 9), f"{7 ** (n % 9)}", k)
            for k in range(kinds)
        )
        for n in range(rows)
    )
    return Bars("题", "万元", names, (Group("", made),), "述")


def scores() -> Scores:
    """Return twenty scores, half of them with bounds."""
    rows = tuple(
        series.Score(
            name, Decimal(100 - n), Decimal(90 - 2 * n), total=True,
            bounds=(Decimal(80 - 2 * n), Decimal(95 - n)) if n % 2 else None,
        )
        for n, name in enumerate(NAMES)
    )  # fmt: skip
    return Scores("题", "分", ("所列", "重算", "规则所容"), (("组", rows),), "述")


def residuals() -> Residuals:
    """Return residuals of twenty checks, in and beyond what is allowed."""
    rows = tuple(
        series.Residual(
            f"EXP-{n:02}", "x", "rounding" if n < 10 else "inconsistent", Decimal(n * 40)
        )
        for n in range(1, 21)
    )
    names = {"rounding": "舍入内一致", "inconsistent": "不一致"}
    return Residuals("题", "%", rows, names, "其余{0}项", "述")


MANY: dict[str, Plot] = {
    "one kind": bars(1), "two kinds": bars(2), "three kinds": bars(3), "scores": scores(),
    "residuals": residuals(),
}  # fmt: skip


def drawn(plot: Plot) -> etree._Element:
    """Return the drawing as parsed XML, which a drawing must be."""
    return etree.fromstring(str(svg(plot, "c")))


@pytest.mark.parametrize("name", MANY)
def test_twenty_rows_do_not_overlap(name: str) -> None:
    """Names stand at least their own height apart, and everything inside the frame."""
    root = drawn(MANY[name])
    names = [float(text.get("y")) for text in root.iterfind(".//g[@class='name']/text")]
    assert len(names) == 20
    assert all(below - above >= 13 for above, below in pairwise(names))
    height = float(root.get("viewBox").split()[3])
    for element in root.iter("text", "rect", "circle"):
        x = float(element.get("x") or element.get("cx"))
        y = float(element.get("y") or element.get("cy"))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= height
        assert x + float(element.get("width") or 0) <= WIDTH + 1


@pytest.mark.parametrize("name", MANY)
def test_the_unit_stands_on_the_axis(name: str) -> None:
    """The last number of each axis carries the unit."""
    plot = MANY[name]
    axis = [text.text for text in drawn(plot).iterfind(".//g[@class='axis']/text")]
    assert axis[-1].endswith(plot.uom)
    assert 3 <= len(axis) <= 7


def test_a_long_name_is_cut_and_told_whole() -> None:
    """The drawing shows the beginning, the tooltip the whole name."""
    (text, *_) = drawn(bars(1)).iterfind(".//g[@class='name']/text")
    assert text.text.endswith("…")
    assert text.findtext("title") == NAMES[0]


@given(st.text(max_size=60))
def test_names_stay_words(label: str) -> None:
    """Whatever a document calls a thing, it is text of the drawing and nothing else."""
    clean = "".join(char for char in label if char.isprintable()) or "x"
    root = drawn(bars(1, 1, clean))
    told = root.find(".//g[@class='name']/text")
    assert (told.findtext("title") or told.text) == clean


@given(st.lists(st.decimals(-1000, 1_000_000, places=2), min_size=1, max_size=8))
def test_ticks_cover_the_numbers_and_are_few(values: list[Decimal]) -> None:
    """No bar leaves the frame, and an axis has seven numbers at most."""
    row = tuple((Bar("x", value, "", 0),) for value in values)
    root = drawn(Bars("题", "万元", ("",), (Group("", row),), ""))
    for rect in root.iter("rect"):
        assert 0 <= float(rect.get("x")) <= WIDTH
        assert float(rect.get("x")) + float(rect.get("width")) <= WIDTH
    assert 2 <= len(root.findall(".//g[@class='axis']/text")) <= 7


def test_shapes_tell_what_colours_tell() -> None:
    """A residual in and one beyond what is allowed are drawn with another shape."""
    shapes = drawn(residuals()).find(".//g[@class='shape']")
    assert {(mark.tag, mark.get("class")) for mark in shapes} == {
        ("circle", "ring"),
        ("path", "diamond"),
    }


def test_checks_that_leave_nothing_stand_in_one_row() -> None:
    """Checks whose every residual is zero are counted together, none is left out."""
    plot = plots.residuals(hostile_result(), None, "zh")
    assert plot is not None
    assert sum(len(rows) for _, rows in plot.by_check) == len(plot.rows)
    assert re.fullmatch(r"其余\d+项均为零", plot.by_check[-1][0])
