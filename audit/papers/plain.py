"""Words of a document made fit for a page, a cell and a line of CSV.

Nothing that a document says may steer a program, turn the direction of writing, become a
formula or fill a page.
"""

from __future__ import annotations

import re

LONGEST = 300  # of a quotation or a name on paper, in characters
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


def plain(text: str, longest: int = LONGEST) -> str:
    """Return `text` without characters that steer (shown as U+FFFD) and without unseen ones.

    What is longer than `longest` is cut, and the cut is told with the full length.
    """
    shown = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = _STEERING.sub("\ufffd", shown)
    if len(shown) <= longest:
        return shown
    return f"{shown[:longest].rstrip()}…（{len(shown)}）"


def inert(text: str, longest: int = LONGEST) -> str:
    """Return `text` as `plain` does, led by an apostrophe where a spreadsheet would run it."""
    shown = plain(text, longest)
    led = _FORMULA.match(shown) or text.startswith(("\t", "\r"))
    return f"'{shown}" if led else shown
