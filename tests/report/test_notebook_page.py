"""A notebook's page: outputs without code, nothing live in it, static where widgets were."""

from __future__ import annotations

import nbformat
from lxml import html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from audit.report import notebook_html

_PNG = "iVBORw0KGgo="


def page_of(*cells: nbformat.NotebookNode) -> html.HtmlElement:
    """Return the page of a notebook made of cells."""
    return html.document_fromstring(
        notebook_html(new_notebook(cells=list(cells)), subtitle="某局 2023")
    )


def shown(data: dict[str, object]) -> nbformat.NotebookNode:
    """Return a cell that shows something."""
    output = new_output("display_data", data=data)
    return new_code_cell("secret_call(1)", outputs=[output])


def test_the_page_has_title_contents_and_outputs_but_no_code() -> None:
    """Headings make title and contents; code and prompts are left out."""
    page = page_of(
        new_markdown_cell("# 收入\n\n说明"),
        new_markdown_cell("## 疑点 · Leads"),
        shown({"text/html": "<p>表</p>"}),
        new_code_cell("view.checks()", outputs=[new_output("stream", text="<b>printed</b>")]),
    )
    assert page.findtext(".//h1") == "收入"
    assert [a.text for a in page.xpath("//ol/li/a")] == ["疑点 · Leads"]
    assert page.xpath("//ol/li/a/@href") == ["#s1"]
    assert page.xpath("//h2/@id") == ["s1"]
    text = page.text_content()
    assert "secret_call" not in text
    assert "view.checks" not in text
    assert "<b>printed</b>" in text


def test_nothing_live_survives() -> None:
    """Scripts in outputs and markdown, JavaScript outputs and widgets are gone."""
    page = page_of(
        new_markdown_cell("# x <script>alert(1)</script>\n\n[a](javascript:alert(1))"),
        shown({"text/html": "<p>ok</p><script>alert(1)</script><img src=x onerror=alert(1)>"}),
        shown({"application/javascript": "alert(1)"}),
        shown({"image/svg+xml": "<svg onload='alert(1)'></svg>"}),
        shown(
            {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "VBox()"}
        ),
    )
    assert not page.xpath("//script | //*[@onerror] | //*[@onload] | //svg")
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert "ok" in page.text_content()
    assert "VBox" not in page.text_content()
    assert "default-src 'none'" in page.xpath("//meta/@content")[0]


def test_pictures_stand_in_the_page() -> None:
    """A chart is embedded with its size and its words for those who cannot see it."""
    output = new_output("display_data", data={"image/png": _PNG, "text/plain": "图"})
    output.metadata = nbformat.from_dict({"image/png": {"width": 860, "alt": "收入结构：100%"}})
    page = page_of(new_code_cell("x", outputs=[output]))
    (picture,) = page.xpath("//img")
    assert picture.get("src").replace("\n", "") == f"data:image/png;base64,{_PNG}"
    assert picture.get("alt") == "收入结构：100%"
    assert picture.get("width") == "860"
