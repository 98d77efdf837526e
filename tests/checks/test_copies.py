"""同一文件的两种格式: figures of copies are compared line by line."""

from audit.checks.copies import copies_agree
from audit.extraction import extract
from audit.reading.disclosure import join
from audit.reading.text import read_text
from audit.registry import find_check

CLEAN = "某县测试局2023年度部门决算\n" + "\n".join(
    f"第{n}项支出决算为{600 + 13 * n}.37万元，完成预算{90 + n}%，主要用于工作{n}的开展。"
    for n in range(8)
)
TABLE = "\n项目\t本年\t上年\n" + "\n".join(f"类别{n}\t{700 + n}.10\t{800 + n}.20" for n in range(8))
BROKEN = CLEAN.replace("639.37", "693.37")


def outcomes(text, *copies):
    """Return what the check says of a text and copies of it."""
    members = [read_text(text.encode(), "a.txt")]
    members += [read_text(copy.encode(), f"copy{n}.txt") for n, copy in enumerate(copies)]
    document = join("folder", "folder", members)
    assert len(document.copies) == len(copies)
    return list(copies_agree(extract(document, "generic")))


def test_a_figure_that_differs_is_told_with_both_quotations():
    """FRM-14: the place in the text that was read, and the words of the copy."""
    assert [o.status for o in outcomes(CLEAN, CLEAN)] == ["exact"]
    (told,) = outcomes(CLEAN, BROKEN)
    assert told.status == "inconsistent"
    assert told.severity is None, "the check's own severity, a warning"
    assert "639.37" in told.message.zh
    assert "693.37" in told.message.zh
    assert "639.37" in told.quotes[0].quote
    assert find_check("FRM-14").function is copies_agree


def test_without_a_copy_nothing_is_said():
    """The engine then says that there was nothing to check."""
    assert outcomes(CLEAN) == []


def test_a_copy_that_lost_its_tables_agrees():
    """What a text copy leaves out is not compared."""
    assert [o.status for o in outcomes(CLEAN + TABLE, CLEAN)] == ["exact"]


def test_rows_of_tables_are_compared_by_their_words():
    """One changed cell of a table is found; another number format is none."""
    changed = TABLE.replace("703.10", "730.10")
    (told,) = outcomes(CLEAN + TABLE, CLEAN + changed)
    assert "703.10" in told.message.zh
    same = TABLE.replace("703.10", "703.1").replace("704.10", "704.100")
    assert [o.status for o in outcomes(CLEAN + TABLE, CLEAN + same)] == ["exact"]


def test_a_figure_that_one_copy_leaves_out_is_a_hint():
    """A cell that is empty in one format: conversion may have lost it."""
    (told,) = outcomes(CLEAN + TABLE, CLEAN + TABLE.replace("703.10", ""))
    assert (told.status, told.severity) == ("inconsistent", "info")
    zero = TABLE.replace("703.10", "0.00")
    blank = TABLE.replace("703.10", "-")
    assert [o.status for o in outcomes(CLEAN + zero, CLEAN + blank)] == ["exact"]


def test_many_differences_are_one_lead():
    """The first few are quoted, the number of the rest is told."""
    broken = CLEAN
    for n in range(8):
        broken = broken.replace(f"完成预算{90 + n}%", f"完成预算{50 + n}%")
    broken = broken.replace("639.37", "693.37")
    (told,) = outcomes(CLEAN, broken)
    assert "9 处数字不同" in told.message.zh
    assert "另有 1 处" in told.message.zh
