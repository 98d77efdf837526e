"""How charts look: one font that holds Chinese, one palette, no global state.

Figures are made outside pyplot, so that they come out the same under every kernel.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

FAMILY = "Audit Sans SC"
INK, MUTED, RULE, PAPER = "#1c2127", "#5f6872", "#ddd8cd", "#ffffff"
STATED, RECOMPUTED, PRIOR, BUDGET = "#274b6d", "#b3261e", "#c3ccd4", "#7f9cb5"
SERIES = ("#274b6d", "#7f9cb5", "#b08d57", "#8a9a7b", "#a65e4e", "#5f6872", "#c3ccd4")
STATUS_COLOUR: Mapping[str, str] = {
    "exact": "#274b6d",
    "rounding": "#7f9cb5",
    "unlikely_rounding": "#c58b1b",
    "inconsistent": "#b3261e",
    "missing": "#d58a84",
    "not_applicable": "#c3ccd4",
    "error": "#000000",
}
MISSING_GLYPH = "〓"
_DPI = 100
_COLOURS = 96  # flat colours and their soft edges: a third of the bytes
_RC: Mapping[str, Any] = {
    "font.family": [FAMILY],
    "axes.unicode_minus": True,
    "text.parse_math": False,  # a dollar sign in a document is a dollar sign
    "axes.edgecolor": RULE,
    "axes.labelcolor": MUTED,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titlepad": 12,
    "axes.labelsize": 9.5,
    "axes.facecolor": PAPER,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "figure.facecolor": PAPER,
    "grid.color": "#ebe7de",
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9.5,
    "xtick.bottom": False,
    "ytick.left": False,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
}


@cache
def register_font() -> None:
    """Make the packaged font known to matplotlib."""
    folder = resources.files("audit.views.fonts")
    with resources.as_file(folder.joinpath("AuditSansSC-Regular.otf")) as path:
        font_manager.fontManager.addfont(path)


@contextmanager
def canvas() -> Iterator[None]:
    """Set font and palette for the charts made inside, and put back what was set before."""
    import seaborn as sns

    register_font()
    with mpl.rc_context():
        sns.set_theme(style="white", palette=list(SERIES), rc=dict(_RC))
        yield


def figure(width: float, height: float) -> Figure:
    """Return an empty figure of `width` × `height` inches."""
    return Figure(figsize=(width, height), dpi=_DPI, layout="constrained")


def png(chart: Figure) -> bytes:
    """Return the chart as PNG at double resolution; the bytes hold no version and no time.

    Made inside `canvas`.
    """
    chart.set_dpi(2 * _DPI)
    drawn = FigureCanvasAgg(chart)
    drawn.draw()  # type: ignore[no-untyped-call]
    pixels = bytes(drawn.buffer_rgba())  # type: ignore[no-untyped-call]
    image = Image.frombuffer("RGBA", drawn.get_width_height(), pixels)
    page = io.BytesIO()
    small = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    small.save(page, format="png", optimize=True)
    return page.getvalue()


def drawable(text: str, longest: int = 0) -> str:
    """Return text that the font can draw: unknown characters become 〓, `longest` cuts it."""
    known = _characters()
    drawn = "".join(char if ord(char) in known else MISSING_GLYPH for char in text)
    return f"{drawn[: longest - 1]}…" if 0 < longest < len(drawn) else drawn


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    folder = resources.files("audit.views.fonts")
    with (
        resources.as_file(folder.joinpath("AuditSansSC-Regular.otf")) as path,
        TTFont(path) as font,
    ):
        return frozenset(font.getBestCmap())
