"""What a person at a kernel gets: the notebook's cells as widgets that answer to controls.

`open_live` is called by `open_unit` alone; papermill, nbval and the pages made of notebooks
never come here.
"""

from __future__ import annotations

from audit.views.live.view import LiveView, open_live

__all__ = ["LiveView", "open_live"]
