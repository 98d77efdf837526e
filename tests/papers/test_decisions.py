"""What papers know of a decision: the last word, the unit's answer, the correction."""

import pytest

from audit.papers.decisions import corrected, day, in_force, standing
from audit.review import Correction, Decision, review


def entries(*told):
    """Return what is in force after decisions on one lead."""
    return in_force(review(told))


def done(action, **fields):
    """Return a decision on the lead f1."""
    return Decision(action, "f1", name="张三", time="2024-11-05T08:00:00+08:00", **fields)


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((), "lead"),
        (("confirm",), "finding"),
        (("dismiss",), "dismissed"),
        (("explain",), "explained"),
        (("confirm", "reopen"), "lead"),
        (("confirm", "correct"), "finding"),
        (("correct",), "lead"),
        (("explain", "confirm"), "finding"),
        (("reopen", "correct"), "lead"),
    ],
)
def test_the_last_word_decides(actions, expected):
    """Only a confirmed lead is a finding; a correction decides nothing."""
    assert standing(entries(*map(done, actions)).get("f1")) == expected


def test_the_answer_stays_when_a_lead_is_confirmed():
    """What the unit said belongs on the sheet that it signs; reopening keeps it too."""
    told = [done("explain", answer="笔误"), done("confirm")]
    entry = entries(*told)["f1"]
    assert (entry.action, entry.answer, entry.name) == ("confirm", "笔误", "张三")
    assert day(entry) == "2024-11-05"
    assert entries(*told, done("reopen"))["f1"].answer == "笔误"


def test_a_correction_is_told_in_words():
    """Label and value of each figure; reopening withdraws it."""
    proposed = done("correct", correction=(Correction("f9", "合计", "1.00"),))
    assert corrected(entries(proposed)["f1"]) == "合计 → 1.00"
    assert corrected(entries(proposed, done("reopen"))["f1"]) == ""
    assert corrected(None) == ""
