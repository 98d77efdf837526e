"""The prose: each figure with subject, measure, scope and its place."""

from decimal import Decimal

import pytest
from fragments import facts_of

from audit.amounts import read_number


def told(text):
    """Return (concept, measure, direction, printed) of every figure of a fragment."""
    return [(f.concept, f.measure, f.direction, f.raw) for f in facts_of(text) if f.kind != "text"]


def test_unit_decides_between_change_and_rate():
    """下降 may take an amount and 增加 a percentage: the unit says which."""
    text = """\
    七、财政拨款“三公”经费支出决算情况说明
    “三公”经费支出决算为9.00万元，比上年下降34万元，下降12%；公务接待费支出2万元，增加31.39%。
    """
    assert told(text) == [
        ("three_public", "actual", None, "9.00万元"),
        ("three_public", "change", "decrease", "34万元"),
        ("three_public", "change_rate", "decrease", "12%"),
        ("hospitality", "actual", None, "2万元"),
        ("hospitality", "change_rate", "increase", "31.39%"),
    ]


def test_an_amount_of_something_unknown_is_left_unread():
    """An amount whose words name nothing of the section is not taken for its neighbour."""
    text = """\
    三、支出决算情况说明
    2023年度本年支出合计800.00万元，其中：基本支出600.00万元，某种别的支出200.00万元。
    """
    assert [raw for *_, raw in told(text)] == ["800.00万元", "600.00万元"]


def test_years_and_dates_are_not_figures():
    """Years, dates and document numbers never become amounts."""
    text = """\
    一、收入支出决算总体情况说明
    根据〔2023〕12号文件，2023年12月31日收、支总计均为900.00万元。
    """
    assert [raw for *_, raw in told(text)] == ["900.00万元"]


def test_figures_are_read_only_inside_their_section():
    """The same words outside the statutory sections are not figures of the accounts."""
    text = """\
    第一部分 概况
    一、主要职责
    管理基本支出600.00万元。
    """
    assert told(text) == []


def test_missing_unit_keeps_the_figure():
    """A total without 万元 is read in 万元 with low confidence and says so."""
    text = """\
    （三）一般公共预算财政拨款支出决算具体情况
    2023年度一般公共预算支出决算数为674.37，完成预算100%。
    """
    amount, rate = facts_of(text).figures
    assert (amount.value, amount.uom, amount.confidence) == (Decimal("674.37"), "万元", "low")
    assert amount.dim("unit_printed") == "no"
    assert rate.measure == "completion_rate"


def test_rows_of_a_table_are_not_sentences_without_a_unit():
    """A number at the end of a line, with no stop after it, is not an amount of the prose."""
    text = """\
    六、一般公共预算财政拨款基本支出决算情况说明
    人员经费合计 2152.26 公用经费合计 184.65
    """
    assert told(text) == []


def test_asides_name_no_new_subject():
    """主要用于…基本支出 explains the item; the next sentence still speaks of the item."""
    text = """\
    （三）一般公共预算财政拨款支出决算具体情况
    1.教育（类）普通教育（款）小学教育（项）。主要用于：学校的基本支出。年初预算为5.00万元，支出决算为4.00万元。
    """
    assert [(c, m) for c, m, *_ in told(text)] == [
        ("functional_item", "initial_budget"),
        ("functional_item", "actual"),
    ]


def test_words_between_a_term_and_an_amount():
    """预留政府采购项目预算金额 is something else than 政府采购金额."""
    text = """\
    （二）政府采购支出情况
    2023年度政府采购金额（以合同为准）为9.00万元。面向中小企业预留政府采购项目金额7.00万元。
    """
    assert [raw for *_, raw in told(text)] == ["9.00万元"]


def test_dropped_zero_is_good_for_the_usual_decimals():
    """507.2 beside 578.15 prints one decimal and is good for two."""
    text = """\
    六、一般公共预算财政拨款基本支出决算情况说明
    2023年度一般公共预算财政拨款基本支出578.15万元，其中：
    人员经费507.2万元，主要包括：基本工资、奖金等。
    公用经费70.95万元，主要包括：办公费等。
    """
    people = facts_of(text).first("personnel_funds")
    assert (people.decimals, people.precision) == (1, 2)
    assert people.interval.lo == 5_071_950


def test_listed_items_belong_to_their_group():
    """主要包括 names economic items of 人员经费 and of 公用经费 apart."""
    text = """\
    六、一般公共预算财政拨款基本支出决算情况说明
    人员经费5.00万元，主要包括：基本工资、奖金等。
    公用经费7.00万元，主要包括：办公费、差旅费等。
    """
    facts = facts_of(text)
    assert [f.raw for f in facts.find("economic_item", group="personnel_funds")] == [
        "基本工资",
        "奖金",
    ]
    assert [f.raw for f in facts.find("economic_item", group="public_funds")] == [
        "办公费",
        "差旅费",
    ]


def test_class_marks_inside_names():
    """一般公共服务（类）支出0.35万元 is a functional class like any other."""
    text = """\
    （二）一般公共预算财政拨款支出决算结构情况
    2023年度一般公共预算财政拨款支出1.00万元，主要用于：一般公共服务（类）支出0.35万元，占35%；教育支出0.65万元，占65%。
    """
    found = facts_of(text).find("functional_class")
    assert [(f.dim("class"), f.raw) for f in found] == [("201", "0.35万元"), ("205", "0.65万元")]


def test_details_are_not_the_whole():
    """What follows 具体内容 explains the total and is not told as one."""
    text = """\
    七、财政拨款“三公”经费支出决算情况说明
    国内公务接待20批次，160人次，共计支出1.20万元，具体内容包括：检查2批次0.15万元。
    """
    facts = facts_of(text)
    assert [f.raw for f in facts.find("domestic_hospitality_batches")] == ["20批次"]
    assert [f.raw for f in facts.find("domestic_hospitality")] == ["1.20万元"]


def test_reasons_are_set_aside():
    """Amounts named as a reason are facts of their own."""
    text = """\
    一、收入支出决算总体情况说明
    2023年度收、支总计均为9.00万元，比上年减少1.00万元。主要原因是减少项目支出2.00万元。
    """
    assert told(text)[-1][:2] == ("reason_amount", "reason")


def test_unchanged_is_a_fact():
    """持平 is kept with its place, as a change of its subject."""
    text = """\
    七、财政拨款“三公”经费支出决算情况说明
    公务接待费支出1.00万元，与2022年度持平。
    """
    (fact,) = facts_of(text).find("hospitality", measure="change")
    assert (fact.direction, fact.raw, fact.value) == ("unchanged", "持平", None)


@pytest.mark.parametrize("fixture", ["seed_path", "sample_docx", "sample_txt"])
def test_every_figure_stands_where_it_says(fixture, request):
    """The digits at a fact's span are its value, for every fact of every document."""
    import audit

    facts = audit.extract(audit.read(request.getfixturevalue(fixture)))
    text = facts.document.text
    numbers = [fact for fact in facts if fact.value is not None]
    assert len(numbers) > 200
    for fact in numbers:
        assert read_number(text[fact.span.start : fact.span.end]) == fact.value, fact.id
