"""Write a disclosure as Tika would print its Word file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.sample.blocks import Block, Cell, Chart, Heading, Table


def bookmark(number: int) -> str:
    """Return the name of the n-th heading's bookmark."""
    return f"_Toc{20240000 + number}"


def tika_text(found: Sequence[Block]) -> str:
    """Return what Tika prints of the Word file: tab-led cells, chart caches at the end."""
    pieces, headings = [], 0
    for block in found:
        if isinstance(block, Heading):
            headings += 1
            pieces.append(f"[bookmark: {bookmark(headings)}]{block.text}\n")
        elif isinstance(block, Table):
            pieces.append("".join(f"{_row(row)}\n" for row in block.rows))
        else:
            pieces.append("\n" if isinstance(block, Chart) else f"{block}\n")
    text = "".join([*pieces, *(_chart(one) for one in found if isinstance(one, Chart))])
    return re.sub(r"\n{4,}", "\n\n\n", text)


def _row(row: Sequence[Cell]) -> str:
    return "".join(f"\t{cell.text}\n" for cell in row)


def _chart(chart: Chart) -> str:
    labels = "".join(f"{label}\n" for label in chart.labels)
    words = "".join(
        (f"{name}\t\n" if name else "") + "".join(f"{word}\t" for word in (*categories, *values))
        for name, categories, values in chart.series
    )
    return f"{labels}\n{words}\n\n"
