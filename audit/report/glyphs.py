"""Put the characters that a page uses into the page, so that it reads on any machine.

The page's style names the reader's own fonts first; what is put in here serves only
where there is none that holds Chinese (a server that prints, a bare browser).
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from importlib import resources

FAMILY = "Audit Sans SC"


def with_font(page: str) -> str:
    """Return the page with a `@font-face` of just its characters, before `</head>`.

    About 100 kB for a unit's report. The same page gives the same bytes.
    """
    data = base64.b64encode(_subset("".join(sorted(set(page))))).decode()
    face = (
        f'<style>@font-face{{font-family:"{FAMILY}";font-display:swap;'
        f'src:url(data:font/woff;base64,{data}) format("woff")}}</style>\n'
    )
    return page.replace("</head>", f"{face}</head>", 1)


@lru_cache(maxsize=8)
def _subset(characters: str) -> bytes:
    """Return the packaged font cut down to `characters`, as WOFF."""
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=[], hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    made = io.BytesIO()
    folder = resources.files("audit.views.fonts")
    with (
        resources.as_file(folder.joinpath("AuditSansSC-Regular.otf")) as path,
        subset.load_font(str(path), options) as font,
    ):
        font.recalcTimestamp = False  # same page, same bytes
        cutter.subset(font)
        subset.save_font(font, made, options)
    return made.getvalue()
