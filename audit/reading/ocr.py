"""Recognise the words of a scanned page, where the optional extra `[ocr]` is installed."""

from __future__ import annotations

import pypdfium2 as pdfium

from audit.reading.pdf_page import Sheet

ADVICE = "请安装识别组件（pip install 'final-accounts-audit[ocr]'）后重试，或提供可复制文字的版本"


def recognised(page: pdfium.PdfPage, sheet: Sheet) -> Sheet | None:
    """Return the page with the words of its picture, or None without the extra."""
    return None
