"""The document in a pane: as text, or as the page of a PDF, with places to choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import ipywidgets
from markupsafe import Markup

from audit.model import Span
from audit.views.display import block
from audit.views.evidence import bench_style, style
from audit.views.labels import say
from audit.views.live.desk import Desk
from audit.views.live.pane import Pane
from audit.views.pages import Page, page_at, page_html
from audit.views.pane import legend_html, marks_of, pane_html, places_of, window_of

_HEIGHT = "620px"
_TEXT, _PAGE = "text", "page"


class Reader:
    """The document beside the leads; `tell` is called with a place that a person chose."""

    def __init__(self, desk: Desk, tell: Callable[[int], None]) -> None:
        self.desk = desk
        self.pane = Pane(height=_HEIGHT)
        self.pane.on_chosen(tell)
        self.legend = ipywidgets.HTML()
        self.mode = ipywidgets.ToggleButtons(style={"button_width": "auto"})
        self.mode.observe(lambda _: self._refresh(), "value")
        self.unread = ipywidgets.Button(icon="search", layout=ipywidgets.Layout(width="auto"))
        self.unread.on_click(lambda _: self._next_unread())
        row = ipywidgets.Layout(flex_flow="row wrap", align_items="center")
        bar = ipywidgets.HBox([self.mode, self.unread], layout=row)
        self.widget = ipywidgets.VBox([bar, self.legend, self.pane])
        self.widget.add_class("audit-reader")
        self._shown: tuple[object, ...] = ()
        self._focus, self._marked = 0, [0]
        self._load()
        desk.listen({"document", "outcomes", "language"}, self._load)

    def mark(self, spans: Iterable[Span]) -> None:
        """Mark the places of a lead and go to the first."""
        found = places_of(self.marks, {span.start: span.end for span in spans})
        self._marked = found
        self.go(found[0] if found else self._focus)

    def go(self, place: int) -> None:
        """Go to a place; the marks of the lead in sight stay."""
        self._focus = place
        self._refresh()

    def words(self, place: int) -> str:
        """Return what is printed at a place."""
        found = self.marks.at(place)
        text = self.desk.view.result.facts.document.text
        return "" if found is None else text[found.start : found.end]

    def _load(self) -> None:
        """Find the places of the document anew, and show it."""
        language, result = self.desk.language, self.desk.view.result
        self.marks = marks_of(result, language)
        self.legend.value = str(block(style(), bench_style(), legend_html(result, language)))
        self.unread.description = say("next_unread", language)
        self.unread.disabled = not result.coverage.unread
        paged = bool(result.facts.document.lines)
        chosen = self.mode.value if self.mode.value in (_TEXT, _PAGE) and paged else None
        names = [(say("as_text", language), _TEXT)]
        names = [(say("as_page", language), _PAGE), *names] if paged else names
        self._shown = ()
        self.mode.options = names
        self.mode.layout.display = None if paged else "none"
        self.mode.value = chosen or names[0][1]
        self._refresh()

    def _refresh(self) -> None:
        """Show the part of the document that holds the place, and mark it there."""
        result, language = self.desk.view.result, self.desk.language
        page = page_at(result.facts.document, self._focus) if self.mode.value == _PAGE else None
        part: tuple[object, ...] = (page,) if page else window_of(result, self._focus)
        if part != self._shown:
            self._shown = part
            label = say("document", language)
            if page:
                label = f"{label} {say('page', language, page.shown)}"
            self.pane.fill(self._page(page) or self._text(), label)
        self.pane.go(self._focus, self._marked)

    def _text(self) -> Markup:
        return pane_html(self.desk.view.result, self.marks, self.desk.language, self._focus)

    def _page(self, page: Page | None) -> Markup | None:
        """Return the page's picture, None where it cannot be drawn: then the text is shown."""
        if page is None:
            return None
        try:
            return page_html(self.desk.view.result.facts.document, page, self.marks)
        except (OSError, RuntimeError, ValueError):
            return None

    def _next_unread(self) -> None:
        places = [span.start for span in self.desk.view.result.coverage.unread]
        self._tell(next((place for place in places if place > self._focus), places[0]))

    def _tell(self, place: int) -> None:
        self.pane.chosen = [place, self.pane.chosen[1] + 1]
