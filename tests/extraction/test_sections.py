"""Sections are found by their titles, whatever their numerals."""

from fragments import facts_of


def keys(text):
    """Return the keys of the sections found."""
    return [section.key for section in facts_of(text).sections]


def test_numerals_do_not_matter():
    """A title is recognised with another numeral, and without one."""
    assert keys("三、收入决算情况说明\n内容。") == ["revenue"]
    assert keys("收入决算情况说明\n内容。") == ["revenue"]
    assert keys("（二）支出决算情况说明\n内容。") == ["expenditure"]


def test_long_names_win_over_short_ones():
    """一般公共预算…支出决算情况说明 is not 支出决算情况说明."""
    assert keys("五、一般公共预算财政拨款支出决算情况说明\n内容。") == ["gpb"]
    assert keys("四、财政拨款收入支出决算总体情况说明\n内容。") == ["fiscal_totals"]


def test_contents_do_not_hide_the_section():
    """The table of contents names a title first; the section is the place with the text."""
    text = (
        "目录\n二、收入决算情况说明\t3\n二、收入决算情况说明\n三、支出决算情况说明\n"
        "二、收入决算情况说明\n内容有一段话。\n"
    )
    facts = facts_of(text)
    assert "内容有一段话" in facts.section_text("revenue")


def test_a_section_ends_at_the_next_of_its_level():
    """Unknown numbered headings end a section too."""
    facts = facts_of("（一）机关运行经费支出情况\n甲。\n（二）别的情况\n乙。\n")
    assert facts.section_text("operating").strip() == "甲。"


def test_sentences_are_not_headings():
    """A sentence that begins with a title's words is text."""
    assert keys("收入决算情况说明如下。") == []


def test_a_title_with_a_full_stop_opens_its_section():
    """A known title may end with a full stop, and its text may run on in the same line."""
    facts = facts_of("（一）政府采购支出情况说明。甲一二三。\n（二）机关运行经费情况说明。\n乙。\n")
    assert facts.section_text("procurement").strip() == "甲一二三。"
    assert facts.section_text("operating").strip() == "乙。"


def test_a_passage_of_the_general_budget_is_known_without_the_word_fiscal():
    """一般公共预算拨款 is 一般公共预算财政拨款, under a heading and without one."""
    alone = facts_of("2023年一般公共预算拨款基本支出860.00万元。").sections
    assert [(section.key, section.inferred) for section in alone] == [("basic", True)]
    assert keys("四、一般公共预算拨款基本支出决算情况说明\n内容。") == ["basic"]


def test_fiscal_sections_beside_those_of_the_general_budget():
    """Jiangsu tells all three budgets first; under 五 the same words mean the general budget."""
    beside = (
        "五、财政拨款支出决算情况说明\n甲。\n六、财政拨款基本支出决算情况说明\n乙。\n"
        "七、一般公共预算支出决算情况说明\n丙。\n八、一般公共预算基本支出决算情况说明\n丁。\n"
    )
    assert keys(beside) == ["fiscal_expenditure", "fiscal_basic", "gpb", "basic"]
    under = (
        "五、一般公共预算财政拨款支出决算情况说明\n（一）财政拨款支出决算总体情况\n甲。\n"
        "六、财政拨款基本支出决算情况说明\n乙。\n"
    )
    assert keys(under) == ["gpb", "basic"]
