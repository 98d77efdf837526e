"""The looks of a workbook's cells, and how a value becomes a cell of the right type."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from audit.papers.plain import inert

_FONT = {"font_name": "宋体", "font_size": 10, "valign": "top", "border": 1}


class Looks:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[tuple[int, bool, bool], Any] = {}
        self.text = book.add_format({**_FONT, "text_wrap": True})
        self.strong = book.add_format({**_FONT, "text_wrap": True, "bold": True})
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
            self._numbers[key] = self._book.add_format({**_FONT, "num_format": look, "bold": strong})
        return self._numbers[key]

    def write(self, sheet: Any, row: int, column: int, value: str | Decimal | None) -> None:
        """Write a Decimal as a number with its own decimals, words as an inert text."""
        if isinstance(value, Decimal):
            sheet.write_number(row, column, value, self.number(decimals_of(value)))
        else:
            sheet.write_string(row, column, inert(value or "", 2000), self.text)


def decimals_of(value: Decimal) -> int:
    """Return how many digits stand after the point."""
    return max(0, -int(value.as_tuple().exponent))
