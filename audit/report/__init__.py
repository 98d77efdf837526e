"""HTML that is read without a kernel and without a network: reports, notebooks, an index."""

from __future__ import annotations

from audit.report.batch_index import IndexRow, index_html
from audit.report.notebook_html import notebook_html
from audit.report.unit import report_html

__all__ = ["IndexRow", "index_html", "notebook_html", "report_html"]
