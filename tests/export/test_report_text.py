from dataclasses import replace

import pytest
from records import make_fact, make_facts

from audit.compare import add, agree, of, skip
from audit.engine import Counts, Result
from audit.export.text import report_text
from audit.model import Coverage, Lead, Message, Span

TEXT = "".join(f"第{n}项支出1.00万元。\n" for n in range(1, 8))
FIGURES = tuple(
    make_fact("1.00", start=at, span=Span("narrative", "三、支出", at, at + 4, "1.00万元"))
    for at in (TEXT.index("1.00") + n * (TEXT.index("\n") + 1) for n in range(7))
)


@pytest.fixture
def result():
    """Return a result with one lead over seven lines, one skip and one unread number."""
    wrong = agree("合计", stated=of(FIGURES[0]), computed=add(FIGURES[1:]), severity="error")
    lead = Lead(
        id="2023/EXP-02/1",
        fingerprint="0123456789abcdef",
        check="EXP-02",
        severity="error",
        title=Message("题", "title"),
        message=wrong.message,
        basis="算术",
        outcome=replace(wrong, check="EXP-02"),
    )
    return Result(
        facts=make_facts(*FIGURES, text=TEXT),
        outcomes=(replace(wrong, check="EXP-02"), replace(skip("乙", "没有预算", "x"), check="B")),
        leads=(lead,),
        coverage=Coverage(8, 7, 0, (FIGURES[0].span,)),
        counts=Counts(0, 0, 1, 1, 0),
    )


def test_many_places_are_cut_short_and_counted(result):
    """A terminal shows four places and says how many more there are."""
    text = report_text(result, "a.docx")
    assert text.count("原文: ") == 4
    assert "另有 3 处原文" in text


def test_a_place_is_a_line_of_the_text_and_a_section(result):
    """The line number is that of `audit text`."""
    assert "文本第2行 三、支出 「第2项支出1.00万元。」" in report_text(result, "a.docx")


def test_a_formula_that_the_sentence_holds_is_not_repeated(result):
    """The sum stands once."""
    lines = report_text(result, "a.docx").splitlines()
    assert sum("1.00 + 1.00" in line for line in lines) == 1


def test_what_was_not_checked_is_told_with_its_reason(result):
    """Short: how many and how to see them; full: each with its reason, and unread numbers."""
    short, full = report_text(result, "a.docx"), report_text(result, "a.docx", full=True)
    assert "有 1 项未能检查" in short
    assert "没有预算" not in short
    assert "B [未能检查] 乙: 未能检查：没有预算" in full
    assert "未读出的数字 1 个" in full


def test_other_checks_over_the_same_defect_are_named(result):
    """A lead says which other checks meet it; its own id is not repeated."""
    (lead,) = result.leads
    also = (replace(lead.outcome, check="EXP-05"), replace(lead.outcome, check="EXP-02"))
    told = report_text(replace(result, leads=(replace(lead, also=also),)), "a.docx")
    assert "另见: EXP-05\n" in told


def test_no_lead_is_said_in_words(result):
    """A clean document has a sentence, and still its counts."""
    clean = replace(result, leads=(), counts=Counts(3, 1, 0, 0, 0))
    told = report_text(clean, "a.docx", "en")
    assert "No leads" in told
    assert "3 consistent (1 within rounding), 0 leads" in told
