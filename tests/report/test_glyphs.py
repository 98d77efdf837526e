"""A page carries the characters it uses."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from audit.report.glyphs import with_font

PAGE = "<html><head><title>甲</title></head><body>决算公开 674.37 万元 ≥</body></html>"


def embedded(page):
    """Return the font that a page carries."""
    data = re.search(r"base64,([A-Za-z0-9+/=]+)\)", page)[1]
    return TTFont(io.BytesIO(base64.b64decode(data)))


def test_a_page_carries_its_own_characters_and_no_others():
    """Every character of the page is in its font; characters that it lacks are not."""
    known = set(embedded(with_font(PAGE)).getBestCmap())
    assert {ord(char) for char in "决算公开674.37万元≥"} <= known
    assert ord("龙") not in known


def test_the_same_page_gives_the_same_bytes():
    """No time and no chance gets into the font."""
    assert with_font(PAGE) == with_font(PAGE)


def test_the_rest_of_the_page_is_untouched():
    """Only a style is put in, at the end of the head."""
    page = with_font(PAGE)
    assert re.sub(r"<style>@font-face.*?</style>\n", "", page) == PAGE
