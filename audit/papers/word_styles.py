"""The styles of the Word papers: Word's own names, so that a person can restyle them at once."""

from __future__ import annotations

_SONG = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>'
_HEI = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/>'
_TEXT = 9638
_LINK = (
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="1F4E79"/><w:u w:val="single"/></w:rPr></w:style>'
)


def styles(namespace: str, language: str) -> str:
    """Return styles.xml; `language` zh or en is that of the program's own words."""
    spoken = "en-US" if language == "en" else "zh-CN"
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_SONG}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    made = [
        _style("Normal", "Normal", _spaced(40, 40, 264), "", based=""),
        _style(
            "Title",
            "Title",
            f'{_spaced(0, 120)}<w:jc w:val="center"/>',
            f'{_HEI}<w:b/><w:sz w:val="36"/>',
        ),
        _style("Heading1", "heading 1", _heading(0, 60, 120), f'{_HEI}<w:b/><w:sz w:val="28"/>'),
        _style("Heading2", "heading 2", _heading(1, 160, 60), f'{_HEI}<w:b/><w:sz w:val="22"/>'),
        _style("Form", "Form name", f'{_spaced(0, 60)}<w:jc w:val="center"/>', _sized(_HEI, 32)),
        _style("Caption", "caption", f"<w:keepNext/>{_spaced(80, 40)}", _sized(_HEI, 19)),
        _style("Small", "Small", _spaced(20, 20), '<w:sz w:val="18"/>'),
        _style("Cell", "Cell", _spaced(20, 20), '<w:sz w:val="19"/>'),
        _style("CellHead", "Cell head", _spaced(20, 20), _sized(_HEI, 19)),
        _style(
            "Header",
            "header",
            f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="808080"/></w:pBdr>'
            f'<w:tabs><w:tab w:val="right" w:pos="{_TEXT}"/></w:tabs>',
            '<w:sz w:val="18"/>',
        ),
        _style("Footer", "footer", "", '<w:color w:val="595959"/><w:sz w:val="16"/>'),
        _style("Gap", "Gap", '<w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>', '<w:sz w:val="2"/>'),
        _style("End", "End", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', '<w:sz w:val="2"/>'),
        _LINK,
        _table(),
    ]  # fmt: skip
    return f'<w:styles xmlns:w="{namespace}">{defaults}{"".join(made)}</w:styles>'


def _style(key: str, name: str, paragraph: str, letters: str, based: str = "Normal") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = "" if based else ' w:default="1"'
    shown = "<w:qFormat/>" if key in ("Normal", "Title", "Heading1", "Heading2") else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>{base}'
        f"{shown}<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _spaced(before: int, after: int, line: int = 0) -> str:
    height = f' w:line="{line}" w:lineRule="auto"' if line else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _heading(level: int, before: int, after: int) -> str:
    return f'<w:keepNext/><w:keepLines/>{_spaced(before, after)}<w:outlineLvl w:val="{level}"/>'


def _sized(fonts: str, size: int) -> str:
    return f'{fonts}<w:sz w:val="{size}"/>'


def _table() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="595959"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    )
