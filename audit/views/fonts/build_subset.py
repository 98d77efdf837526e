"""Build the chart font: a subset of Noto Sans SC, so that charts never need a system font.

    pip download --no-deps --dest /tmp/font pylopdf-fonts-zh-cn
    python -m audit.views.fonts.build_subset /tmp/font/*.whl

The subset holds every character of GB 2312 and the symbols of `EXTRA`. It is renamed,
because it is a modified version and must not be taken for the whole Noto Sans SC. Outlines
are rounded to `UNITS` per em, a third of a pixel in the largest heading, so that a page carries
half as much.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FAMILY = "Audit Sans SC"
FILE = "AuditSansSC-Regular.otf"
UNITS = 80
MEMBER = "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf"
EXTRA = "–—‘’“”…‰′″℃①②③④⑤⑥⑦⑧⑨⑩←↑→↓√∞≈≠≤≥±×÷−·•■□▲△▼●○◆★※〔〕【】《》「」『』〖〗％＋－＝～￥¥€✓"


def characters() -> set[int]:
    """Return the code points of ASCII, GB 2312 and the extra symbols."""
    wanted = {*range(0x20, 0x7F), 0xA0, *map(ord, EXTRA)}
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                wanted.add(ord(bytes((lead, trail)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return wanted


def build(wheel: Path, target: Path) -> Path:
    """Write the renamed subset of the font in `wheel` to `target` and return it."""
    with zipfile.ZipFile(wheel) as archive:
        font = TTFont(io.BytesIO(archive.read(MEMBER)))
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    _coarsen(font)
    _rename(font)
    font["head"].modified = font["head"].created  # same wheel, same bytes
    font.recalcTimestamp = False
    font.save(target)
    return target


def _coarsen(font: TTFont) -> None:
    """Round every outline to `UNITS` per em, point by point, so that level strokes stay level."""
    glyphs, scale = font.getGlyphSet(), UNITS / font["head"].unitsPerEm
    drawn = {name: RecordingPen() for name in font.getGlyphOrder()}
    for name, pen in drawn.items():
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    scale_upem(font, UNITS)  # metrics; its steps from point to point add up their errors
    outlines = font["CFF "].cff.topDictIndex[0].CharStrings
    for name, pen in drawn.items():
        private, width = outlines[name].private, font["hmtx"][name][0]
        told = None if width == private.defaultWidthX else width - private.nominalWidthX
        pencil = T2CharStringPen(told, None)
        pen.replay(pencil)
        made = pencil.getCharString(private, outlines[name].globalSubrs)
        outlines[name].program, outlines[name].bytecode = made.program, None


def _rename(font: TTFont) -> None:
    names = {1: FAMILY, 3: f"{FAMILY} subset", 4: FAMILY, 6: "AuditSansSC-Regular"}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    top = font["CFF "].cff
    top.fontNames[0] = names[6]
    top.topDictIndex[0].FullName = top.topDictIndex[0].FamilyName = FAMILY


if __name__ == "__main__":
    written = build(Path(sys.argv[1]), Path(__file__).with_name(FILE))
    sys.stdout.write(f"{written.name}: {written.stat().st_size / 1e6:.2f} MB\n")
