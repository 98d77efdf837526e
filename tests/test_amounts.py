from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.amounts import (
    ascii_text,
    chinese_number,
    find_figures,
    quantities,
    read_cell,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "value", "decimals", "uom", "kind"),
    [
        ("支出674.37万元", "674.37", 2, "万元", "amount"),
        ("合计10,273.76 万元", "10273.76", 2, "万元", "amount"),
        ("合计１，２７３.７６万元", "273.76", 2, "万元", "amount"),
        ("共507.2万", "507.2", 1, "万元", "amount"),
        ("共1.5亿元", "1.5", 1, "亿元", "amount"),
        ("计1800.00元", "1800.00", 2, "元", "amount"),
        ("增长3.52%", "3.52", 2, "%", "percent"),
        ("增长３．５２％", "3.52", 2, "%", "percent"),
        ("接待3批次", "3", 0, "批次", "count"),
        ("车辆0辆", "0", 0, "辆", "count"),
        ("得分97", "97", 0, "", "count"),
    ],
)
def test_a_figure_is_read_with_its_unit(text, value, decimals, uom, kind):
    """Digits, printed decimals and unit come out; full-width print reads like ASCII."""
    figure = list(find_figures(text))[-1]
    assert (figure.value, figure.decimals, figure.uom) == (Decimal(value), decimals, uom)
    assert figure.kind == kind


@pytest.mark.parametrize(
    ("text", "uom"),
    [("共5万人", ""), ("2024年1元旦", ""), ("得5分析", ""), ("共3人员", ""), ("共3人", "人")],
)
def test_a_longer_word_is_no_unit(text, uom):
    """A unit is not cut out of a longer word: 万人, 元旦, 分析, 人员."""
    assert list(find_figures(text))[-1].uom == uom


def test_offsets_are_those_of_the_text():
    """The digits stand at [start, end), the unit ends at stop."""
    text = "其中：基本支出５７８.１５ 万元，占85.73%。"
    first, second = find_figures(text)
    assert text[first.start : first.end] == "５７８.１５"
    assert text[first.end : first.stop] == " 万元"
    assert text[second.start : second.stop] == "85.73%"


def test_only_the_range_asked_for_is_searched():
    """Figures outside [start, end) are left alone."""
    assert [f.value for f in find_figures("1万元 2万元 3万元", 4, 7)] == [Decimal(2)]


def test_only_groups_of_three_digits_join():
    """12,345 is one number; 7140,6840 is never joined into one."""
    assert [f.value for f in find_figures("12,345")] == [Decimal(12345)]
    assert Decimal(71406840) not in [f.value for f in find_figures("7140,6840")]


def test_a_comma_before_a_figure_does_not_hide_it():
    """A sentence may use an ASCII comma right before its figure."""
    assert [f.value for f in find_figures("收入合计,648.54万元")] == [Decimal("648.54")]


@pytest.mark.parametrize(
    ("cell", "value", "uom"),
    [
        ("648.54", "648.54", ""),
        (" -12.5 ", "-12.5", ""),
        ("－3", "-3", ""),
        ("100%", "100", "%"),
        ("20日之前", "20", "日之前"),
        ("1,234.50", "1234.50", ""),
        ("1,119.4 8", "1119.48", ""),
        ("1,11 9.48", "1119.48", ""),
        ("100.0\n0%", "100.00", "%"),
    ],
)
def test_a_cell_is_a_number_with_whatever_follows(cell, value, uom):
    """A table cell keeps its printed minus, and what stands after the digits is the unit."""
    figure = read_cell(cell)
    assert figure is not None
    assert (figure.value, figure.uom) == (Decimal(value), uom)


@pytest.mark.parametrize("cell", ["11 9.48", "12.50 3.00", "1 2"])
def test_two_numbers_in_a_cell_are_not_joined(cell):
    """Only a cut behind the point or inside a group of three is mended."""
    figure = read_cell(cell)
    assert figure is not None
    assert str(figure.value) == cell.split()[0]


@pytest.mark.parametrize("cell", ["", "  ", "-", "—", "无", "两个月以上", "约5", "\u3000"])
def test_words_and_dashes_are_never_a_number(cell):
    """A blank, a dash or words give None and never zero."""
    assert read_cell(cell) is None


@given(st.decimals(0, 10**8, places=2, allow_nan=False))
def test_printed_digits_read_back_exactly(value):
    """Whatever was printed, with thousands or without, reads back as the same Decimal."""
    assert read_number(f"{value:,}") == value
    assert read_number(str(value)) == value
    (figure,) = find_figures(f"{value:,.2f}万元")
    assert figure.value == value


def test_words_are_no_number():
    """Digits are asked for; words raise."""
    with pytest.raises(InvalidOperation):
        read_number("三万")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千", 3000),
        ("壹佰", 100),
        ("〇", 0),
    ],
)
def test_chinese_numerals_are_numbers(text, number):
    """Small whole numbers in words are read."""
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "若干", "三条"])
def test_other_words_are_no_chinese_numeral(text):
    """Anything that is not a numeral throughout gives None."""
    assert chinese_number(text) is None


@given(st.text())
def test_ascii_text_keeps_every_place(text):
    """Full-width signs change, lengths do not: offsets stay true."""
    assert len(ascii_text(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各是4125.49,4143.91万元", [("4125.49", "万元"), ("4143.91", "万元")]),
        ("分别为512.40、612.40万元", [("512.40", "万元"), ("612.40", "万元")]),
        ("共10,273.76万元", [("10273.76", "万元")]),
        ("2946.25 万 元", [("2946.25", "万元")]),
        ("74批(次)813人", [("74", "批次"), ("813", "人")]),
        ("现保有量为壹辆", [("1", "辆")]),
        ("接待共十二批次", [("12", "批次")]),
        ("一辆车未提", []),
        ("22017年支出3万元", [("3", "万元")]),
    ],
)
def test_quantities_as_printed(text, expected):
    """Shared units, spread units, numerals and years glued to a list number."""
    found = [(str(f.value), f.uom) for f in quantities(text)]
    assert found == expected


def test_numerals_are_read_as_the_number_they_print():
    """The digits of a fact, Chinese ones too, give its value again."""
    assert read_number("壹") == 1
    assert read_number("１,０２３.５０") == Decimal("1023.50")
