"""A run notebook as one self-contained HTML page: no code, no script, no request.

What widgets would show is there as static tables; anything that could run is removed.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import html
from markupsafe import Markup

from audit.report.pages import render
from audit.report.sanitise import clean
from audit.views.words import Language

_WIDGETS = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")


def notebook_html(notebook: Any, language: Language = "zh", *, subtitle: str = "") -> str:
    """Return the page of an executed notebook (an nbformat 4 node).

    The first heading gives the title, the others a table of contents. Code and prompts are
    left out; outputs of widgets and everything that could run or load are removed.
    """
    body = clean(_exported(_without_widgets(notebook)))
    root = html.fragment_fromstring(body, create_parent="div")
    title = next((_text(h) for h in root.iter("h1")), "")
    contents = []
    for number, heading in enumerate(root.iter("h2"), 1):
        heading.set("id", f"s{number}")
        contents.append((f"s{number}", _text(heading)))
    inner = "".join(html.tostring(child, encoding="unicode") for child in root)
    return render(
        "notebook.html.j2",
        language=language,
        heading=title,
        subtitle=subtitle,
        contents=contents,
        body=Markup(inner),  # noqa: S704 - cleaned above
    )


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
