"""Whole invented disclosures that are consistent by construction, one a seed.

>>> from audit import sample
>>> unit = sample.unit(7)
>>> sample.unit(7) == unit and unit.before().accounts == unit.previous
True

The same seed gives the same bytes on every Python and machine: chance comes from
`random.Random` alone, and figures are whole fen that are rounded only where they are printed.
"""

from __future__ import annotations

from audit.errors import AuditError
from audit.sample.figures import Accounts, Item
from audit.sample.units import EDITIONS, Unit, unit

__all__ = [
    "EDITIONS",
    "Accounts",
    "Item",
    "Unit",
    "render_docx",
    "render_pdf",
    "render_text",
    "render_xlsx",
    "unit",
]
_ABOUT = "本文件是示例：单位和数字都是虚构的。"


def render_text(unit: Unit) -> str:
    """Return the disclosure of a unit as text: tables as tab-led cells, charts at the end."""
    from audit.sample.document import flat, parts
    from audit.sample.text import tika_text

    return tika_text(flat(parts(unit), merged=False))


def render_docx(unit: Unit) -> bytes:
    """Return the disclosure of a unit as a Word file, charts with their cached figures."""
    from audit.sample.document import flat, parts
    from audit.sample.word import word_file

    return word_file(flat(parts(unit)), _ABOUT)


def render_xlsx(unit: Unit) -> bytes:
    """Return the statutory tables of a unit as a workbook, a sheet a table.

    Raises ValueError for an edition that prints none.
    """
    from audit.sample.blocks import Sheet
    from audit.sample.document import parts
    from audit.sample.sheet import workbook

    sheets = [part for part in parts(unit) if isinstance(part, Sheet)]
    if not sheets:
        raise ValueError(f"版式 {unit.edition} 没有报表，写不成工作簿")
    return workbook(sheets)


def render_pdf(unit: Unit) -> bytes:
    """Return the disclosure of a unit as a PDF; charts are left out.

    Raises AuditError where reportlab, which draws the pages, is not installed.
    """
    from audit.sample.blocks import Chart
    from audit.sample.document import parts

    try:
        from audit.sample.pdf import pdf_file
    except ModuleNotFoundError as lacking:
        if (lacking.name or "").partition(".")[0] != "reportlab":
            raise
        raise AuditError("写 PDF 需要 reportlab：请先运行 pip install reportlab。") from None
    found = [part for part in parts(unit) if not isinstance(part, Chart)]
    return pdf_file(found, f"{unit.name}{unit.year}年度决算")
