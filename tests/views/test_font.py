"""The packaged font: every character it promises, its own name, its licence beside it."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from audit.views import fonts
from audit.views.fonts.build_subset import FAMILY, FILE, characters

FOLDER = Path(fonts.__file__).parent


def test_the_font_holds_what_the_script_promises() -> None:
    """All of ASCII, GB 2312 and the extra symbols have a glyph."""
    with TTFont(FOLDER / FILE) as font:
        assert characters() <= set(font.getBestCmap())
        assert {str(n) for n in font["name"].names if n.nameID in (1, 4)} == {FAMILY}


def test_the_licence_travels_with_the_font() -> None:
    """The Open Font License and the copyright notice lie beside the font."""
    text = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Adobe" in text
