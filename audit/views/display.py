"""Things that a notebook cell can show: each brings HTML or a picture, and plain text.

Nothing in them depends on a clock, a path or an object's address: the same document gives
the same output, so that stored notebooks can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

CHART = "application/vnd.audit.chart+json"
_FIGURE = Markup(
    "<figure class=chart><figcaption>{}<small>{}</small></figcaption>"
    '<div class=scroll tabindex=0 role=group aria-label="{}">{}</div></figure>'
)


@dataclass(frozen=True, slots=True)
class Shown:
    """HTML for people and a line of plain text for everything else."""

    html: Markup
    text: str

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {"text/html": str(self.html), "text/plain": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: as SVG at once, as PNG at twice its size when it is asked for; `text` tells it.

    The SVG is for pages of ours and for a person at work, who waits for it. It travels under a
    type of ours: JupyterLab would show `image/svg+xml` as a picture without any font, and pass
    over the PNG.
    """

    title: str
    uom: str
    text: str
    svg: Markup
    draw: Callable[[], bytes] = field(compare=False, repr=False)
    width: int = 860

    @property
    def png(self) -> bytes:
        """Return the chart drawn as PNG; it takes tenths of a second."""
        return self.draw()

    def _repr_mimebundle_(
        self, **_options: object
    ) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
        shown: dict[str, object] = {"width": self.width, "alt": self.text}
        chart = {"title": self.title, "uom": self.uom, "svg": str(self.svg)}
        data: dict[str, object] = {
            "image/png": self.png,
            CHART: chart,
            "text/plain": self.text,
        }
        return data, {"image/png": shown}

    def __str__(self) -> str:
        return self.text


def figure_html(title: str, uom: str, drawing: Markup) -> Markup:
    """Return a chart with its heading; on a narrow screen it moves sideways, by keys too."""
    return _FIGURE.format(title, uom, title, drawing)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table for people; `kind` decides how its cells stand.

    `n` right-aligned numbers, `t` text, `w` text that does not wrap, `h` trusted HTML.
    """

    key: str
    heading: str
    kind: str = "t"


def block(*parts: Markup | str) -> Markup:
    """Return parts one after another inside the style's scope; strings are escaped."""
    inner = Markup("\n").join(parts)
    return Markup('<div class="audit">\n{}\n</div>').format(inner)


def table_html(
    columns: Sequence[Column], rows: Sequence[Mapping[str, object]], caption: str = ""
) -> Markup:
    """Return an HTML table; every cell is escaped except those of kind `h`."""
    head = Markup("").join(_heading(column) for column in columns)
    body = Markup("\n").join(_row(columns, row) for row in rows)
    title = Markup("<caption>{}</caption>").format(caption) if caption else Markup("")
    return Markup(
        '<div class="scroll"><table>{}<thead><tr>{}</tr></thead>\n'
        "<tbody>\n{}\n</tbody></table></div>"
    ).format(title, head, body)


def _heading(column: Column) -> Markup:
    css = Markup(' class="n"') if column.kind == "n" else Markup("")
    return Markup("<th{}>{}</th>").format(css, column.heading)


def _row(columns: Sequence[Column], row: Mapping[str, object]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(_cell(c, row[c.key]) for c in columns))


def _cell(column: Column, value: object) -> Markup:
    text = Markup("") if value is None else escape(value)
    css = Markup(' class="{}"').format(column.kind) if column.kind in ("n", "w") else Markup("")
    return Markup("<td{}>{}</td>").format(css, text)
