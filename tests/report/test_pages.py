"""The frame of pages: words that reach a style sheet cannot leave their string."""

from __future__ import annotations

from audit.report.pages import paper_words


def test_a_name_cannot_leave_a_style_sheets_string() -> None:
    """Quotes, brackets of markup and backslashes are dropped, letters and digits stay."""
    assert paper_words('某局（本级）"}</style><script>\\22 ;') == "某局（本级）stylescript22 "
    assert len(paper_words("局" * 500)) == 60
