"""Every printed number is used, read, or listed as unread."""

from fragments import facts_of

from audit.coverage import coverage, printed_numbers
from audit.engine import examine


def numbers(text):
    """Return the printed numbers that count."""
    facts = facts_of(text)
    return [facts.document.text[a:b] for a, b in printed_numbers(facts)]


def test_what_counts_nothing_is_left_out():
    """Years, dates, list numerals, document numbers and captions are no quantities."""
    text = "1.根据〔2023〕86号文件，2023年12月31日（图1）有3.50万元，（10分）第3部分。\n"
    assert numbers(text) == ["3.50"]


def test_numerals_in_brackets_count_nothing():
    """（1） at the head of an entry numbers a list, as 1. does; within a sentence it may count."""
    text = "（1）教育支出（类）3.50万元。\n（2）“三公”经费1.20万元，增加（3）万元。\n"
    assert numbers(text) == ["3.50", "1.20", "3"]


def test_counts_add_up():
    """Used, read and unread are all the numbers there are."""
    text = """\
    三、支出决算情况说明
    2023年度本年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。
    另有12座水库。
    """
    result = examine(facts_of(text))
    found = result.coverage
    assert found.numbers == found.used + found.read + len(found.unread) == 6
    assert [span.quote for span in found.unread] == ["另有12座水库。"]


def test_unread_numbers_say_where_they_stand():
    """A number in a table that no one reads is listed with its table."""
    facts = facts_of("题目\n\t甲\n\t12\n\n")
    (span,) = coverage(facts, set()).unread
    assert (span.part, span.table is not None) == ("table", True)
