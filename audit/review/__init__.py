"""Decisions that last: what people say of leads, kept in a journal, found by fingerprint.

`decisions` holds the records and the state they give, `journal` the file, `runs` what the
leads of the last run were, `unit` all of it for one unit's results. The file is explained to
people in docs/decisions-journal.md.
"""

from __future__ import annotations

from audit.review.decisions import (
    ACTIONS,
    STANDINGS,
    Action,
    Correction,
    Decision,
    Review,
    Seen,
    Standing,
    checked,
    review,
)
from audit.review.journal import JOURNAL, Journal, Problem, append, read_journal
from audit.review.runs import Change, Run, compared, seen_of
from audit.review.unit import UnitReview, unit_review

__all__ = [
    "ACTIONS",
    "JOURNAL",
    "STANDINGS",
    "Action",
    "Change",
    "Correction",
    "Decision",
    "Journal",
    "Problem",
    "Review",
    "Run",
    "Seen",
    "Standing",
    "UnitReview",
    "append",
    "checked",
    "compared",
    "read_journal",
    "review",
    "seen_of",
    "unit_review",
]
