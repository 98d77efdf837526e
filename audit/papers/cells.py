"""The looks of a workbook's cells, and how a value becomes a cell of the right type."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from audit.papers.plain import inert

_LINE, _HIGHEST = 15.0, 400.0  # of a row, in points
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "top", "border": 1}


class Looks:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[tuple[int, bool, bool], Any] = {}
        self.text = book.add_format({**_FONT, "text_wrap": True})
        self.strong = book.add_format({**_FONT, "bold": True})
        self.middle = book.add_format({**_FONT, "align": "center"})
        self.label = book.add_format({**_FONT, "bold": True, "bg_color": "#F0F0F0"})
        self.block = book.add_format(
            {**_FONT, "bold": True, "bg_color": "#DDE6EF", "text_wrap": True}
        )
        self.head = book.add_format(
            {**_FONT, "bold": True, "bg_color": "#D9D9D9", "text_wrap": True, "align": "center",
             "valign": "vcenter"}
        )  # fmt: skip
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "bold": True})

    def number(self, places: int, *, strong: bool = False, signed: bool = False) -> Any:
        """Return a number's format with grouped digits and `places` decimals."""
        key = places, strong, signed
        if key not in self._numbers:
            shape = "#,##0" + ("." + "0" * places if places else "")
            look = f"+{shape};-{shape};{shape}" if signed else shape
            self._numbers[key] = self._book.add_format(
                {**_FONT, "num_format": look, "bold": strong}
            )
        return self._numbers[key]

    def write(self, sheet: Any, row: int, column: int, value: str | Decimal | None) -> None:
        """Write a Decimal as a number with its own decimals, words as an inert text."""
        if isinstance(value, Decimal):
            sheet.write_number(row, column, value, self.number(decimals_of(value)))
        else:
            sheet.write_string(row, column, inert(value or "", 2000), self.text)


def height_for(texts: Iterable[tuple[str, float]]) -> float:
    """Return how high a row must be for wrapped `(text, width of the column)`, in points."""
    most = max((_lines(text, width) for text, width in texts), default=1)
    return min(_HIGHEST, max(1, most) * _LINE)


def _lines(text: str, width: float) -> int:
    """Return over how many lines a text runs; a Chinese character is as wide as two digits."""
    room = max(1, int(width * 1.05))
    return sum(-(-max(1, sum(1 + (ord(c) > 0x2E7F or c in "“”‘’·…") for c in line)) // room)
               for line in text.split("\n"))  # fmt: skip


def decimals_of(value: Decimal) -> int:
    """Return how many digits stand after the point."""
    return max(0, -int(value.as_tuple().exponent))


def least_decimals(value: Decimal) -> int:
    """Return how many digits after the point a number needs."""
    return decimals_of(value.normalize())
