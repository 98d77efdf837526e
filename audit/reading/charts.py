"""Read the figures that a Word file caches inside its charts (word/charts/*.xml)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from audit.reading.assemble import Plot, PlotSeries
from audit.reading.package import local


def read_chart(root: etree._Element) -> Plot | None:
    """Return a chart's title, series and data labels, or None when it caches no figures."""
    series = [found for one in _named(root, "ser") if (found := _series(one))]
    if not series:
        return None
    labels = [line for label in _named(root, "dLbl") for line in _label_lines(label)]
    return Plot(_title(root), tuple(series), tuple(labels))


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in element.iter() if local(one) == name)


def _child(element: etree._Element, *names: str) -> etree._Element | None:
    return next((one for one in element if local(one) in names), None)


def _title(root: etree._Element) -> str:
    chart = _child(root, "chart")
    title = _child(chart, "title") if chart is not None else None
    if title is None:
        return ""
    return "".join(one.text or "" for one in title.iter() if local(one) in ("t", "v"))


def _label_lines(label: etree._Element) -> Iterator[str]:
    """Yield a data label's printed lines: those of its own rich text or cached cell."""
    printed = _child(label, "tx")
    if printed is None:
        return
    for part in printed.iter():
        if local(part) == "p":
            yield "".join(one.text or "" for one in part.iter() if local(one) == "t")
        elif local(part) == "v":
            yield part.text or ""


def _series(element: etree._Element) -> PlotSeries | None:
    values = _points(_child(element, "val", "yVal"))
    if not values:
        return None
    categories = _points(_child(element, "cat", "xVal"))
    places = sorted(values.keys() | categories.keys())
    name = _child(element, "tx")
    words = [one.text or "" for one in name.iter() if local(one) == "v"] if name is not None else []
    return PlotSeries(
        " ".join(words).strip() or None,
        tuple(categories.get(place, "") for place in places),
        tuple(values.get(place, "") for place in places),
    )


def _points(element: etree._Element | None) -> dict[int, str]:
    """Return cached words by place; a category of several levels is one word, outer first."""
    if element is None:
        return {}
    levels = list(_named(element, "lvl")) or [element]
    found = [_level(level) for level in levels]
    inner, *outer = found
    return {
        place: " ".join([*(_covering(level, place) for level in reversed(outer)), word]).strip()
        for place, word in inner.items()
    }


def _level(element: etree._Element) -> dict[int, str]:
    found = {}
    for point in _named(element, "pt"):
        value = _child(point, "v")
        place = point.get("idx") or ""
        if value is not None and place.isdecimal():
            found[int(place)] = value.text or ""
    return found


def _covering(level: dict[int, str], place: int) -> str:
    """Return the outer category that holds a place: the last that begins at or before it."""
    return next((level[start] for start in sorted(level, reverse=True) if start <= place), "")
