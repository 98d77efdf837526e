import json
from dataclasses import dataclass, replace

import pytest

from audit.papers.decisions import corrected, day, standing
from audit.papers.journal import folded, read_journal


@dataclass(frozen=True)
class Figure:
    """A corrected figure as a record."""

    figure: str
    label: str
    value: str


def line(action, **fields):
    """Return one line of a journal."""
    return json.dumps({"action": action, "fingerprint": "f1", **fields}, ensure_ascii=False)


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
    entries = folded(map(line, actions)).entries
    assert standing(entries.get("f1")) == expected


def test_the_answer_stays_when_a_lead_is_confirmed():
    """What the unit said belongs on the sheet that it signs; reopening keeps it too."""
    told = [line("explain", answer="笔误"), line("confirm", name="张三", time="2024-11-05T08:00")]
    entry = folded(told).entries["f1"]
    assert (entry.action, entry.answer, entry.name, day(entry)) == (
        "confirm",
        "笔误",
        "张三",
        "2024-11-05",
    )
    assert folded([*told, line("reopen")]).entries["f1"].answer == "笔误"
    corrected_first = [line("correct", correction="改为 1"), line("reopen")]
    assert corrected(folded(corrected_first).entries["f1"]) == ""


def test_a_correction_is_told_in_words():
    """A mapping of figure to value, words, or what a journal stores: figure, label, value."""
    stored = [{"figure": "f9", "label": "合计", "value": "1.00"}, {"figure": "f8", "value": "2"}]
    entry = folded([line("correct", correction=stored)]).entries["f1"]
    assert corrected(entry) == "合计 → 1.00；f8 → 2"
    assert corrected(replace(entry, correction=(Figure("f9", "合计", "1.00"),))) == "合计 → 1.00"
    entry = folded([line("correct", correction={"合计": "1.00"})]).entries["f1"]
    assert corrected(entry) == "合计 → 1.00"
    assert corrected(folded([line("correct", correction="改为 1")]).entries["f1"]) == "改为 1"
    assert corrected(None) == ""


def test_a_line_that_is_no_decision_is_told_and_stops_nothing(tmp_path):
    """A torn line, another kind of line and a foreign action are named by number."""
    path = tmp_path / "decisions.jsonl"
    lines = ['{"action": "con', "[]", line("burn"), '{"action": "confirm"}', line("confirm"), ""]
    path.write_text("\n".join(lines), "utf-8")
    found = read_journal(path)
    assert list(found.entries) == ["f1"]
    assert [problem.partition("第 ")[2][0] for problem in found.problems] == list("1234")
