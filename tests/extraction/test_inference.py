"""Passages without a known heading: their section is told by the terms, and said so."""

import pytest
from fragments import facts_of, failures, leads_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2021年度“三公”经费决算9.00万元，公务接待费2.00万元。", ["three_public"]),
        ("本年收入合计9.00万元：事业收入9.00万元。", ["revenue"]),
        ("本年支出合计9.00万元：基本支出9.00万元。", ["expenditure"]),
        ("2021年度总收入9.00万元，总支出9.00万元。", ["totals"]),
        ("机构运行经费3.00万元。政府采购总额2.00万元。", ["operating", "procurement"]),
        ("截至年末共有车辆2辆，其中应急保障用车2辆。", ["assets"]),
        ("财政拨款收支总计9.00万元。", ["fiscal_totals"]),
        ("一般公共预算财政拨款支出9.00万元，用于：教育支出9.00万元，占100%。", ["gpb"]),
        ("项目自评得分90分。", ["performance"]),
        ("# 说明：“三公”经费9.00万元。", []),
        ("全年引进项目3个，到位资金2.00亿元。", []),
    ],
)
def test_terms_tell_the_section(text, keys):
    """Amounts and terms together name a section; an editor's remark and other texts none."""
    found = facts_of(text).sections
    assert [section.key for section in found] == keys
    assert all(section.inferred and "按用语判断" in section.title for section in found)


def test_the_document_says_what_was_inferred():
    """A reader of the report learns that no heading was found."""
    notes = facts_of("公务接待费2.00万元。").document.notes
    assert any("“三公”经费" in note and "按用语判断" in note for note in notes)


def test_a_heading_is_stronger_than_terms():
    """Text under a known heading, even one without figures, is not taken for accounts."""
    text = """\
    第一部分 概况
    一、主要职责
    管理三公经费5.00万元。
    二、收入决算情况说明
    2021年度本年收入合计9.00万元。
    """
    facts = facts_of(text)
    assert not any(section.inferred for section in facts.sections)
    assert [f.raw for f in facts if f.value is not None] == ["9.00万元"]


def test_a_section_with_a_heading_is_not_read_twice():
    """Where 三公 has its section, a sentence elsewhere does not speak for it."""
    text = """\
    2022年我局“三公”经费支出8.00万元。
    七、“三公”经费支出决算情况说明
    2022年度“三公”经费支出决算为9.00万元。
    """
    assert [f.raw for f in facts_of(text).find("three_public")] == ["9.00万元"]


def test_what_a_passage_lacks_may_stand_elsewhere():
    """Missing counts and budgets are errors of a section with a heading, hints of a passage."""
    text = "公务接待费支出8.00万元，完成预算80%。"
    headed = (
        f"二、收入决算情况说明\n本年收入合计9.00万元。\n七、“三公”经费支出决算情况说明\n{text}\n"
    )
    assert {o.severity for o in failures("TPE-08", text)} == {"info"}
    assert {o.severity for o in failures("TPE-08", headed)} == {"error"}
    assert not [lead for lead in leads_of(text) if lead.check == "FRM-01"]


def test_a_sentence_without_a_subject_speaks_of_the_whole():
    """决算汇总数…, 预算…：… under a passage of 三公; after an item it may be the item's."""
    text = """\
    2019年“三公”经费情况：接待费2.00万元。
    决算汇总数6.00万元，较上年决算数减少1.00万元。
    """
    assert [f.raw for f in facts_of(text).find("three_public")] == ["6.00万元"]
    item = "1.接待费2.00万元。\n较上年减少1.00万元。\n"
    assert not facts_of(item).find("three_public", measure="change")


def test_a_list_in_a_passage_may_be_a_selection():
    """Classes that fall short of the total are no contradiction where nothing says 'all'."""
    text = "一般公共预算财政拨款支出9.00万元。其中教育支出5.00万元，占55.56%。"
    assert not failures("EXP-08", text)


def test_text_before_the_first_heading_is_not_misread():
    """Cover and duties print years and numbers, but no accounts."""
    text = """\
    某县农业局2022年度部门决算
    目录
    全局编制人数95人，在职89人，下属单位3个。
    """
    assert [f for f in facts_of(text) if f.value is not None] == []
