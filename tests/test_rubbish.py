"""A damaged disclosure never makes a check crash, and no figure loses its place."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.amounts import read_number
from audit.engine import examine
from audit.extraction import extract
from audit.reading.text import read_text

WORDS = ("", "0", "－", "　", "%", "万元", "（", "9.99", ",", "亿元", "优", "≥")


def damaged(lines, seed):
    """Return the lines with some dropped, doubled, swapped or spoilt."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    lines = list(lines)
    for _ in range(chance.randint(1, 12)):
        at, kind = chance.randrange(len(lines)), chance.randrange(4)
        if kind == 0:
            del lines[at : at + chance.randint(1, 6)]
        elif kind == 1:
            lines[at:at] = lines[at : at + chance.randint(1, 4)]
        elif kind == 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif lines[at]:
            place = chance.randrange(len(lines[at]))
            lines[at] = lines[at][:place] + chance.choice(WORDS) + lines[at][place + 1 :]
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_damage_never_crashes_a_check(sample_txt, seed):
    """Every check gives outcomes, none an error, and each number stands at its span."""
    text = damaged(sample_txt.read_text("utf-8").split("\n"), seed)
    facts = extract(read_text(text.encode(), "damaged.txt"))
    assert [o.message.en for o in examine(facts).outcomes if o.status == "error"] == []
    for fact in facts:
        if fact.value is not None:
            assert read_number(facts.document.text[fact.span.start : fact.span.end]) == fact.value
