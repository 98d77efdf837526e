"""Working papers: what an auditor files, signs and sends, made from a result and decisions.

`working_papers` and `evidence_sheets` are Word files, one matter one sheet; `workbook` holds
the register of leads and findings and the sums as live formulas, `register_csv` the register
alone. The same input gives the same bytes: a date stands in them only when it is given.
"""

from audit.papers.decisions import Decided
from audit.papers.files import KINDS, Kind, papers
from audit.papers.matter import Engagement, Matter, matters

__all__ = ["KINDS", "Decided", "Engagement", "Kind", "Matter", "matters", "papers"]
