"""Find the printed lines of a scanned page: long runs of dark dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from audit.reading.pdf_page import Rule, Rules

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DARK = 150
_ACROSS = 40.0  # points: strokes of neighbouring letters may seem one line, but not so long
_DOWN = 19.0  # points: no stroke of a letter is longer in common sizes
_HOLE = 1  # dots that may be missing from a line


def rules_in(picture: Image.Image, scale: float) -> Rules:
    """Return the lines across and down of a picture, in points; `scale` are dots a point."""
    dark = np.asarray(picture.convert("L")) < _DARK
    across = _runs(dark, int(_ACROSS * scale), scale)
    return Rules(across, _runs(dark.T, int(_DOWN * scale), scale))


def _runs(dark: NDArray[np.bool_], length: int, scale: float) -> tuple[Rule, ...]:
    """Return the runs of dark dots in the rows of a picture that are long enough."""
    closed = dark.copy()
    for shift in range(1, _HOLE + 1):
        closed[:, shift:] |= dark[:, :-shift]
    edged = np.zeros((closed.shape[0], closed.shape[1] + 2), dtype=np.int8)
    edged[:, 1:-1] = closed
    change = np.diff(edged, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    long = ends - starts >= length
    found = zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)
    return tuple(Rule((row + 0.5) / scale, x0 / scale, x1 / scale) for row, x0, x1 in found)
