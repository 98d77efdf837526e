"""What may be decided, and how a lead then stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.errors import InvalidDecision
from audit.review import ACTIONS, Correction, Decision, Seen, checked, review

TIME = "2026-03-01T09:30:00+08:00"
CORRECTION = (Correction("f1", "项目支出", "96.22"),)
SEEN = Seen("EXP-02", "本年支出", "error", "100", "90", "万元")


def decision(action: str = "confirm", **fields: object) -> Decision:
    """Return a decision that may stand, with some fields changed."""
    made: dict[str, object] = {
        "reason": "口径不同",
        "answer": "笔误",
        "correction": CORRECTION,
        "name": "张三",
        "time": TIME,
        **fields,
    }
    return Decision(action, "a" * 16, "EXP-02", **made)  # type: ignore[arg-type]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_decision_with_all_it_needs_may_stand(action: str) -> None:
    """Words are kept without the white space around them, everything else as it is."""
    told = decision(action, name=" 张三 ", reason="理由\n")
    assert checked(told) == replace(told, name="张三", reason="理由")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (decision("forget"), "没有决定"),
        (decision(name="  "), "署名"),
        (decision(time="2026-03-01 09:30"), "时区"),
        (decision(time="yesterday"), "时区"),
        (decision("dismiss", reason=" "), "理由"),
        (decision("explain", answer=""), "答复"),
        (decision("correct", correction=()), "更正"),
        (decision("correct", correction=(Correction("f1", "项目支出", ""),)), "更正"),
        (replace(decision(), fingerprint=""), "指纹"),
    ],
)
def test_one_that_may_not_stand_is_refused_in_a_sentence(wrong: Decision, sentence: str) -> None:
    """No name, no zone, no reason, no answer, no figure: each is named."""
    with pytest.raises(InvalidDecision, match=sentence):
        checked(wrong)


def test_the_last_decision_counts_and_all_are_kept() -> None:
    """Confirm, dismiss, reopen, explain: the lead stands as the last one says."""
    told = [decision(action) for action in ("confirm", "dismiss", "reopen", "explain")]
    standings = [review(told[: n + 1])["a" * 16].status for n in range(4)]
    assert standings == ["confirmed", "dismissed", "open", "explained"]
    assert review(told)["a" * 16].history == tuple(told)


def test_a_correction_changes_no_standing_and_reopening_withdraws_it() -> None:
    """The proposal stands beside the decision until the lead is opened again."""
    told = [decision("dismiss", correction=()), decision("correct")]
    found = review(told)["a" * 16]
    assert (found.status, found.correction) == ("dismissed", CORRECTION)
    assert review([*told, decision("reopen", correction=())])["a" * 16].correction == ()


def test_the_answer_of_the_unit_outlives_the_next_decision() -> None:
    """A lead that was explained and then confirmed keeps what the unit said."""
    told = [decision("explain", answer="笔误"), decision("confirm", answer="")]
    assert review(told)["a" * 16].answer == "笔误"


def test_leads_are_told_apart_by_fingerprint() -> None:
    """Decisions on one lead say nothing of another; without decisions nothing is there."""
    other = replace(decision("dismiss"), fingerprint="b" * 16)
    found = review([decision(), other])
    assert {one: state.status for one, state in found.items()} == {
        "a" * 16: "confirmed",
        "b" * 16: "dismissed",
    }
    assert review([]) == {}


def test_a_decision_on_other_figures_is_outdated() -> None:
    """The same lead with another figure or severity asks for a new decision."""
    found = review([decision(seen=SEEN)])["a" * 16]
    assert not found.is_outdated(replace(SEEN, subject="另一写法"))
    assert found.is_outdated(replace(SEEN, actual="101"))
    assert found.is_outdated(replace(SEEN, severity="warning"))
    assert not review([decision()])["a" * 16].is_outdated(SEEN)
