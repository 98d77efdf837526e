"""A run notebook as one self-contained HTML page: no code, no script, no request.

What widgets would show is there as static tables; anything that could run is removed. Our
charts stand as SVG, whose words can be read and searched, other pictures as pictures.
"""

from __future__ import annotations

import base64
from copy import deepcopy
from typing import Any

from lxml import html
from markupsafe import Markup

from audit.report.drawings import clean_svg
from audit.report.pages import render
from audit.report.sanitise import clean
from audit.views.display import CHART, figure_html
from audit.views.words import Language

_SVG = "image/svg+xml"
_WIDGETS = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")


def notebook_html(notebook: Any, language: Language = "zh", *, subtitle: str = "") -> str:
    """Return the page of an executed notebook (an nbformat 4 node).

    The first heading gives the title, the others a table of contents. Code and prompts are
    left out; outputs of widgets and everything that could run or load are removed.
    """
    kept = _without_widgets(notebook)
    charts = _take_charts(kept)
    root = html.fragment_fromstring(clean(_exported(kept)), create_parent="div")
    title = next((_text(h) for h in root.iter("h1")), "")
    contents = []
    for number, heading in enumerate(root.iter("h2"), 1):
        heading.set("id", f"s{number}")
        contents.append((f"s{number}", _text(heading)))
    inner = "".join(html.tostring(child, encoding="unicode") for child in root)
    for number, chart in enumerate(charts):
        inner = inner.replace(_placeholder(number), str(chart), 1)
    return render(
        "notebook.html.j2",
        language=language,
        heading=title,
        subtitle=subtitle,
        contents=contents,
        body=Markup(inner),  # noqa: S704 - cleaned above
    )


def _take_charts(notebook: Any) -> list[Markup]:
    """Put a placeholder where an output has a chart of ours, and return the charts in order.

    Another SVG becomes a picture, in which nothing runs.
    """
    charts: list[Markup] = []
    for output in (out for cell in notebook.cells for out in cell.get("outputs", ())):
        data = output.get("data", {})
        told = data.get(CHART)
        drawing = clean_svg(str(told.get("svg", ""))) if isinstance(told, dict) else Markup("")
        if drawing:
            found = figure_html(str(told.get("title", "")), str(told.get("uom", "")), drawing)
        elif _SVG in data and "image/png" not in data:
            found = _pictured("".join(data[_SVG]), "".join(data.get("text/plain", "")))
        else:
            continue
        output.data = {"text/html": _placeholder(len(charts))}
        charts.append(found)
    return charts


def _placeholder(number: int) -> str:
    return f"<p>\ue000{number}\ue001</p>"  # private characters, which no output may hold


def _pictured(svg: str, words: str) -> Markup:
    code = base64.b64encode(svg.encode()).decode()
    return Markup('<img src="data:image/svg+xml;base64,{}" alt="{}">').format(code, words)


def _exported(notebook: Any) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body: str = exporter.from_notebook_node(notebook)[0]
    return body


def _without_widgets(notebook: Any) -> Any:
    copy = deepcopy(notebook)
    copy.metadata.pop("widgets", None)
    for cell in copy.cells:
        if "outputs" in cell:
            cell.outputs = [out for out in cell.outputs if not _is_widget(out)]
    return copy


def _is_widget(output: Any) -> bool:
    return any(kind in output.get("data", {}) for kind in _WIDGETS)


def _text(heading: html.HtmlElement) -> str:
    return " ".join(heading.text_content().split())
