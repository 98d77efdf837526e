"""The pane as a widget: HTML whose places can be chosen, marked and scrolled to.

The script lies in `pane.js` and comes with the package: nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from markupsafe import Markup

Chosen = Callable[[int], None]


class Pane(anywidget.AnyWidget):
    """HTML that the kernel made and escaped; `chosen` is the place a person chose, and a count."""

    _esm = Path(__file__).with_name("pane.js").read_text("utf-8")

    html = traitlets.Unicode("").tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Unicode("").tag(sync=True)
    marks = traitlets.List(traitlets.Int()).tag(sync=True)
    focus = traitlets.Int(-1).tag(sync=True)
    told = traitlets.Int(0).tag(sync=True)
    chosen = traitlets.List(traitlets.Int(), default_value=[-1, 0]).tag(sync=True)

    def fill(self, html: Markup, label: str) -> None:
        """Show other HTML; what was marked stays marked where it is still there."""
        with self.hold_sync():
            self.label, self.html = label, str(html)

    def go(self, focus: int, marks: Iterable[int] = ()) -> None:
        """Mark places and scroll to one of them."""
        with self.hold_sync():
            self.marks, self.focus, self.told = sorted(set(marks)), focus, self.told + 1

    def on_chosen(self, tell: Chosen) -> None:
        """Call `tell` with the offset of a place whenever a person chooses one."""
        self.observe(lambda change: tell(_offset(change["new"])), "chosen")


def _offset(chosen: Any) -> int:
    return int(chosen[0]) if chosen else -1
