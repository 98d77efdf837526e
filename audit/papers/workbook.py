"""The register and the calculation sheets as a workbook whose sums redo themselves.

Figures are numbers as printed; what follows from them is a formula with the value that we
worked out, so that a viewer that does not calculate shows the same. Texts are typed as texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from audit.papers.calculation_sheet import Links, write_calculations
from audit.papers.cells import Looks, height_for
from audit.papers.decisions import Decided, day, standing
from audit.papers.matter import Engagement, Matter
from audit.papers.pieces import period_of, unit_of
from audit.papers.plain import inert
from audit.papers.register import COLUMNS, heading, register_row
from audit.papers.words import STANDING, say
from audit.views.words import Language

_WIDTHS = {
    "index": 9, "standing": 8, "severity": 5, "matter": 15, "message": 38, "stated": 11,
    "recomputed": 11, "short_residual": 10, "allowance": 8, "uom": 5, "effect_column": 12,
    "place": 22, "basis": 22, "reason": 14, "answer": 12, "by": 7, "date": 10,
    "correction": 14, "check": 9, "key": 17, "fingerprint": 18,
}  # fmt: skip
_PRINTED = COLUMNS.index("date")  # what stands right of it is for tracing, not for paper
_LINKED = ("stated", "recomputed", "short_residual", "allowance")
_MADE = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook under way, with its looks and the head of all its sheets."""

    book: Any
    looks: Looks
    head: Engagement

    @property
    def language(self) -> Language:
        """Return the language of headings."""
        return self.head.language


def workbook(
    head: Engagement, matters: Sequence[Matter], gone: Mapping[str, Decided] | None = None
) -> bytes:
    """Return the .xlsx; `gone` are decisions on leads that are not there any more."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False,
                             "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
    book.set_properties({"title": inert(unit_of(head)), "created": _MADE})
    looks = Looks(book)
    made = _Book(book, looks, head)
    names = [say(name, head.language) for name in ("summary", "register", "calculations")]
    summary, register, sums = (book.add_worksheet(name) for name in names)
    links = write_calculations(sums, looks, matters, head.language, names[2])
    _write_register(made, register, matters, links)
    _write_summary(made, summary, matters, gone or {})
    for sheet in (summary, register, sums):
        _set_up(made, sheet)
    book.close()
    return buffer.getvalue()


def _set_up(made: _Book, sheet: Any) -> None:
    """Let a sheet print on A4 across, as wide as a page, with whom it is about and its pages."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    told = f"{unit_of(made.head)} {period_of(made.head)}".replace("&", "&&")
    sheet.set_header(f"&L{told}&R&A")
    sheet.set_footer("&C&P / &N")


def _write_register(
    made: _Book, sheet: Any, matters: Sequence[Matter], links: Mapping[str, Links]
) -> None:
    language, looks = made.language, made.looks
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS[name])
        sheet.write_string(0, column, heading(name, language), looks.head)
    for row, matter in enumerate(matters, 1):
        values = register_row(matter, language)
        told = ((values[name], _WIDTHS[name]) for name in COLUMNS[: _PRINTED + 1])
        wrapped = ((text, width) for text, width in told if isinstance(text, str))
        sheet.set_row(row, height_for(wrapped))
        own = links.get(matter.index)
        for column, name in enumerate(COLUMNS):
            if own is not None and name in _LINKED:
                cell = own.of(name)
                sheet.write_formula(
                    row, column, f"={cell.reference}", looks.number(cell.places), cell.value
                )
            elif name == "uom":
                sheet.write_string(row, column, values[name], looks.middle)
            else:
                looks.write(sheet, row, column, values[name])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(1, len(matters)), _PRINTED)
    sheet.autofilter(0, 0, max(1, len(matters)), len(COLUMNS) - 1)


def _write_summary(
    made: _Book, sheet: Any, matters: Sequence[Matter], gone: Mapping[str, Decided]
) -> None:
    language, looks, head = made.language, made.looks, made.head
    for column, width in enumerate((26, 26, 20, 20, 24)):
        sheet.set_column(column, column, width)
    told = (
        ("unit", unit_of(head)),
        ("period", period_of(head)),
        ("file", head.file),
        ("edition", head.edition),
        ("tool", f"final-accounts-audit {head.version}"),
    )
    sheet.write_string(0, 0, say("register", language), looks.title)
    rows = [(say(name, language), text) for name, text in (*told, ("date", head.date))]
    for row, (name, text) in enumerate((*rows, ("SHA-256", head.sha256)), 1):
        sheet.write_string(row, 0, name, looks.label)
        sheet.merge_range(row, 1, row, 4, "", looks.text)
        sheet.write_string(row, 1, inert(text), looks.text)
    row = _write_counts(made, sheet, matters, 9)
    for name in ("note", "how"):
        sheet.merge_range(row, 0, row, 4, "", looks.text)
        sheet.write_string(row, 0, say(name, language), looks.text)
        sheet.set_row(row, 34)
        row += 1
    if gone:
        _write_gone(made, sheet, gone, row + 1)


def _write_counts(made: _Book, sheet: Any, matters: Sequence[Matter], row: int) -> int:
    """Write how many leads stand how, and their amounts, as formulas over the register."""
    language, looks = made.language, made.looks
    for column, name in enumerate(("standing", "count", "effect_column")):
        sheet.write_string(row, column, say(name, language), looks.head)
    register, last = say("register", language), max(2, len(matters) + 1)
    kinds = f"'{register}'!$B$2:$B${last}"
    amounts = f"'{register}'!$K$2:$K${last}"
    tally = Counter(matter.standing for matter in matters)
    first = row + 2  # as a spreadsheet counts
    for key, told in STANDING.items():
        row += 1
        sheet.write_string(row, 0, told[language], looks.label)
        cell = f"A{row + 1}"
        sheet.write_formula(row, 1, f"=COUNTIF({kinds},{cell})", looks.number(0), tally[key])
        total = sum((m.effect or Decimal(0) for m in matters if m.standing == key), Decimal(0))
        sheet.write_formula(
            row, 2, f"=SUMIF({kinds},{cell},{amounts})", looks.number(2), float(total)
        )
    row += 1
    sheet.write_string(row, 0, say("total", language), looks.label)
    sheet.write_formula(row, 1, f"=SUM(B{first}:B{row})", looks.number(0), len(matters))
    return row + 2


def _write_gone(made: _Book, sheet: Any, gone: Mapping[str, Decided], row: int) -> None:
    language, looks = made.language, made.looks
    sheet.write_string(row, 0, say("gone", language), looks.label)
    for column, name in enumerate(("fingerprint", "reason", "standing", "by", "date")):
        sheet.write_string(row + 1, column, say(name, language), looks.head)
    for at, (fingerprint, decided) in enumerate(sorted(gone.items()), row + 2):
        words = (
            fingerprint,
            decided.reason or "",
            STANDING[standing(decided)][language],
            decided.name or "",
            day(decided),
        )
        for column, text in enumerate(words):
            sheet.write_string(at, column, inert(text), looks.text)
