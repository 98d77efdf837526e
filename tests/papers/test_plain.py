import pytest

from audit.papers.plain import inert, plain


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_what_a_spreadsheet_would_run_is_led_by_an_apostrophe(sign):
    """Also behind blanks, which some programs drop."""
    assert inert(f"{sign}1+1") == f"'{sign}1+1"
    assert inert(f" {sign}1+1").startswith("'")


@pytest.mark.parametrize("start", ["\t", "\r", "\r\n=", "\u200b="])
def test_unseen_starts_do_not_hide_a_formula(start):
    """A tab, a return or a character without width before the sign changes nothing."""
    assert inert(f"{start}1").startswith("'")


def test_honest_words_stay_as_they_are():
    """Minus signs of our own, Chinese words and numbers are no formulas."""
    for text in ("−54.00 万元", "水利工程运行与维护", "2024-001", "208 社保"):
        assert inert(text) == text


def test_characters_that_steer_are_shown_and_unseen_ones_dropped():
    """Control characters and marks of direction become U+FFFD, also half of a pair."""
    assert plain("a\x00b\x07\u202e\u200f\ud800c") == "a\ufffdb\ufffd\ufffd\ufffd\ufffdc"
    assert plain("水\u200b利\ufeff") == "水利"
    assert plain("一\r\n二\r三") == "一\n二\n三"


def test_a_cut_is_told_with_the_full_length():
    """A page is not filled by one quotation."""
    shown = plain("长" * 100_000)
    assert len(shown) < 320
    assert shown.endswith("…（100000）")
