from __future__ import annotations

import pytest

from audit.reading.numbering import _figure

LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/>'
    '{}<w:lvlText w:val="{}"/></w:lvl>'
)


def numbering(*levels: str, more: str = "") -> dict[str, str]:
    """Return the part with one family of lists, 1, and its list, 5."""
    family = f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>'
    one = '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    part = f'<w:numbering xmlns:w="w">{family}{one}{more}</w:numbering>'
    return {"word/numbering.xml": part}


def item(text: str, level: int = 0, name: str = "5") -> str:
    """Return a paragraph of a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{name}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


LINK = {"n": ("numbering", "numbering.xml"), "s": ("styles", "styles.xml")}
THREE = (
    LEVEL.format(0, 1, "chineseCounting", "", "%1、"),
    LEVEL.format(1, 1, "chineseCounting", "", "（%2）"),
    LEVEL.format(2, 1, "decimal", "", "%3."),
)


def test_headings_get_the_numbers_that_word_prints(read_word):
    """Deeper levels begin again under each heading; an empty paragraph counts."""
    body = "".join(
        [
            item("收入"),
            item("支出"),
            item("总体", 1),
            item("具体", 1),
            item("科技", 2),
            item("社保", 2),
            item("财政拨款"),
            item("总体", 1),
            item(""),
            item("其他"),
            item("不编号", 0, "0"),
        ]
    )
    assert read_word(body, numbering(*THREE), LINK).text.split("\n") == [
        "一、收入",
        "二、支出",
        "（一）总体",
        "（二）具体",
        "1.科技",
        "2.社保",
        "三、财政拨款",
        "（一）总体",
        "五、其他",
        "不编号",
    ]


def test_a_list_may_begin_elsewhere_and_lists_of_a_family_go_on(read_word):
    """A start of its own makes a list of its own; without one the family counts on."""
    more = (
        '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="7">'
        '<w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item("甲") + item("乙", 0, "6") + item("丙", 0, "7") + item("丁")
    document = read_word(body, numbering(*THREE, more=more), LINK)
    assert document.text == "一、甲\n二、乙\n四、丙\n三、丁"


def test_a_style_can_carry_the_list(read_word):
    """A heading style, or the style it is based on, numbers its paragraphs."""
    own = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
    styles = (
        f'<w:styles xmlns:w="w"><w:style w:styleId="H">{own}</w:style>'
        '<w:style w:styleId="I"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{name}</w:t></w:r></w:p>'
        for name in ("H", "I", "Loop", "Other")
    )
    parts = {**numbering(*THREE), "word/styles.xml": styles}
    assert read_word(body, parts, LINK).text == "一、H\n二、I\nLoop\nOther"


def test_bullets_print_nothing_and_legal_levels_print_digits(read_word):
    """A bullet is no number; a legal level shows its parents in Arabic digits."""
    levels = (
        LEVEL.format(0, 3, "chineseCounting", "", "第%1章"),
        LEVEL.format(1, 1, "decimal", "<w:isLgl/>", "%1.%2"),
        LEVEL.format(2, 1, "bullet", "", "●"),
    )
    body = item("总则") + item("目的", 1) + item("圆点", 2)
    assert read_word(body, numbering(*levels), LINK).text == "第三章 总则\n3.1 目的\n圆点"


def test_cells_are_numbered_too(read_word):
    """A list inside a table cell prints its numbers."""
    table = f"<w:tbl><w:tr><w:tc>{item('甲', 2)}{item('乙', 2)}</w:tc></w:tr></w:tbl>"
    assert read_word(table, numbering(*THREE), LINK).text == "1.甲 2.乙"


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("japaneseCounting", 20, "二十"),
        ("chineseCounting", 101, "一百零一"),
        ("chineseCounting", 110, "一百一十"),
        ("chineseCounting", 1005, "一千零五"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 2, "b"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("ideographDigital", 10, "一零"),
        ("decimal", 7, "7"),
        ("unheardOf", 7, "7"),
        ("chineseCounting", 10_000, "10000"),
    ],
)
def test_number_forms(form, number, printed):
    """Each form that Word offers for Chinese headings prints as on the page."""
    assert _figure(form, number) == printed
