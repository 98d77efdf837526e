"""A line that says what is being done while a person waits, and goes when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets

from audit.views.labels import say
from audit.views.words import Language


@contextmanager
def working(told: str, language: Language) -> Iterator[Any]:
    """Show a moving bar with words below the running cell until the block is left."""
    from IPython.display import display

    bar = ipywidgets.IntProgress(value=1, max=1, bar_style="info", description="")
    bar.add_class("audit-working")
    words = ipywidgets.Label(say("working", language, told))
    row = ipywidgets.HBox([bar, words])
    shown = display(row, display_id=True)  # type: ignore[no-untyped-call]
    try:
        yield row
    finally:
        row.close()
        if shown is not None:
            shown.update({"text/plain": ""}, raw=True)
