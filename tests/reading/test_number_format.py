from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.reading.number_format import printed_number, printed_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("2940.0499999999997", "#,##0.00", "2,940.05"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.3333333333333333", "General", "0.333333333"),
        ("1234567.891234", "General", "1234567.891"),
        ("123456789012", "General", "1.23457E+11"),
        ("0.00001234567", "General", "1.23457E-05"),
        ("-7", "G/通用格式", "-7"),
        ("1.005", "0.00", "1.01"),
        ("-0.001", "0.00", "0.00"),
        ("0.7165", "0.00%", "71.65%"),
        ("0", "0%", "0%"),
        ("0.5", "0%", "50%"),
        ("1234.5", "#,##0.00_ ;[Red]-#,##0.00", "1,234.50"),
        ("-1234.5", "#,##0.00_ ;[Red]-#,##0.00", "-1,234.50"),
        ("-5", "#,##0.00_);(#,##0.00)", "(5.00)"),
        ("0", ACCOUNTING, "-"),
        ("12.345", ACCOUNTING, "12.35"),
        ("-12.345", ACCOUNTING, "-12.35"),
        ("0", "#,##0.00;-#,##0.00;;@", ""),
        ("0", "#,##0.00;-#,##0.00", "0.00"),
        ("12345678", "0.00,,", "12.35"),
        ("5.678", "0.0?", "5.68"),
        ("5.6", "0.##", "5.6"),
        ("5", "000", "005"),
        ("1500", '[>=1000]#,##0"元";0', "1,500元"),
        ("15", '[>=1000]#,##0"元";0', "15"),
        ("100", '0.00"万元"', "100.00万元"),
        ("-7", '"△"0.00;"▲"0.00', "▲7.00"),
        ("1", "[$￥-804]#,##0.00", "￥1.00"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("99999", "0.0E+00", "1.0E+05"),
        ("1.25", "# ?/?", "1.25"),
        ("2101.01", "@", "2101.01"),
        ("no number", "0.00", "no number"),
        ("1E400", "General", "1E+400"),
    ],
)
def test_a_number_is_printed_as_the_sheet_shows_it(stored, code, printed):
    """The format decides: separators, decimals, signs, per cents, words; never binary debris."""
    assert printed_number(stored, code) == printed


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", "yyyy/m/d;@", "2023/12/31"),
        ("45291.5", "yyyy-mm-dd hh:mm:ss", "2023-12-31 12:00:00"),
        ("45291.75", "h:mm AM/PM", "6:00 PM"),
        ("45291", "aaaa", "星期日"),
        ("45291", "yy/mmm/d", "23/Dec/31"),
        ("1", "yyyy-m-d", "1900-1-1"),
        ("1.5", "[h]:mm", "36:00"),
        ("-1", "yyyy-m-d", "-1"),
    ],
)
def test_a_date_is_printed_as_the_sheet_shows_it(stored, code, printed):
    """A serial day in a format of dates; `m` beside hours is minutes; no date is a number."""
    assert printed_number(stored, code) == printed


def test_dates_may_count_from_1904():
    """Workbooks of old Macs count from another day."""
    assert printed_number("0", "yyyy-m-d", since_1904=True) == "1904-1-1"


def test_a_format_may_put_words_around_a_text():
    """The fourth section, or one that names the text, is for texts; others leave it alone."""
    assert printed_text("甲局", '"单位："@') == "单位：甲局"
    assert printed_text("甲局", "0.00") == "甲局"
    assert printed_text("甲局", ACCOUNTING) == "甲局"


@given(st.integers(-(10**10), 10**10), st.sampled_from((0, 1e-9, -1e-9)))
def test_money_is_printed_with_its_cents(hundredths, debris):
    """Whatever debris follows the second decimal, two decimals come out as they were typed."""
    stored = repr(hundredths / 100 + debris)
    sign = "-" if hundredths < 0 else ""
    whole, cents = divmod(abs(hundredths), 100)
    assert printed_number(stored, "#,##0.00") == f"{sign}{whole:,}.{cents:02d}"


@given(
    st.text('0#?,.%"@;E+-[]>1ymdhs/_*', max_size=20) | st.text(max_size=20),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_format_makes_it_crash(code, number):
    """A format of rubbish prints something, and the program goes on."""
    assert isinstance(printed_number(repr(number), code), str)
