"""Last year's figures against what last year's disclosure published."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fragments import FAILED, facts_of, judge, judge_years, leads_of
from statutory_tables import ACCOUNTS, FISCAL

from audit.engine import examine
from audit.network import terms
from audit.years import with_previous

LAST = """
某县测试局2022年度部门决算
一、收入支出决算总体情况说明
2022年度收、支总计均为1134.56万元。
三、支出决算情况说明
2022年度本年支出合计1120.00万元，其中：基本支出850.00万元，占75.89%；项目支出270.00万元，占24.11%。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2022年度一般公共预算财政拨款支出1070.00万元，占本年支出合计的95.54%。
七、财政拨款“三公”经费支出决算情况说明
2022年度“三公”经费财政拨款支出决算为8.00万元。其中：因公出国（境）费支出0万元；公务用车购置及运行维护费支出5.90万元；公务接待费支出2.10万元。
八、政府性基金预算财政拨款收入支出决算情况说明
2022年度政府性基金预算财政拨款年初结转和结余1.00万元，本年收入20.00万元，本年支出16.00万元，年末结转和结余5.00万元。
十、机关运行经费支出说明
2022年度某县测试局机关运行经费支出95.00万元。
"""
CLEAN = """
某县测试局2023年度部门决算
一、收入支出决算总体情况说明
2023年度收、支总计均为1234.56万元。与2022年度相比，收、支总计各增加100.00万元，增长8.81%。
三、支出决算情况说明
2023年度本年支出合计1210.00万元，与2022年度相比，本年支出合计增加90.00万元，增长8.04%。其中：基本支出910.00万元，占75.21%；项目支出300.00万元，占24.79%。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出1155.00万元，占本年支出合计的95.45%。与2022年度相比，一般公共预算财政拨款支出增加85.00万元，增长7.94%。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费财政拨款支出决算为8.50万元，较上年增加0.50万元，增长6.25%。其中：因公出国（境）费支出0万元，与上年持平；公务用车购置及运行维护费支出6.50万元，较上年增加0.60万元；公务接待费支出2.00万元，较上年减少0.10万元。
八、政府性基金预算财政拨款收入支出决算情况说明
2023年度政府性基金预算财政拨款年初结转和结余5.00万元，本年收入30.00万元，本年支出32.00万元，年末结转和结余3.00万元。
十、机关运行经费支出说明
2023年度某县测试局机关运行经费支出100.00万元，比2022年度增加5.00万元，增长5.26%。
"""
CHANGED = [
    ("增加100.00万元，增长8.81%", "增加80.00万元，增长6.93%", "收、支总计"),
    ("支出合计增加90.00万元，增长8.04%", "支出合计增加60.00万元，增长5.22%", "本年支出合计"),
    ("支出增加85.00万元，增长7.94%", "支出增加58.00万元，增长5.29%", "一般公共预算财政拨款支出"),
    ("较上年增加0.50万元，增长6.25%", "较上年增加1.50万元，增长21.43%", "“三公”经费合计"),
    ("较上年减少0.10万元", "较上年减少1.00万元", "公务接待费"),
    ("比2022年度增加5.00万元，增长5.26%", "比2022年度增加50.00万元，增长100.00%", "机关运行经费"),
]


def failed(check, text, last=LAST):
    """Return the outcomes of a check over two years that a person must look at."""
    return [o for o in judge_years(check, text, last) if o.status in FAILED]


def test_what_was_published_agrees():
    """Each figure less its change is the figure of last year: eight are proved, none fails."""
    found = judge_years("ANA-03", CLEAN, LAST)
    assert {o.status for o in found} <= {"exact", "rounding"}
    assert len(found) == 8


@pytest.mark.parametrize(("old", "new", "label"), CHANGED)
def test_a_change_that_last_year_does_not_bear_out(old, new, label):
    """ANA-03: the change fits its rate, yet not the figure published; both places are shown."""
    BROKEN = CLEAN.replace(old, new)
    assert BROKEN != CLEAN
    (outcome,) = failed("ANA-03", BROKEN)
    assert outcome.subject.startswith(label)
    assert outcome.severity is None  # the catalogue's: error
    assert "上年公开" in outcome.message.zh
    assert "published last year" in outcome.message.en
    (place,) = outcome.elsewhere
    assert (place.unit, place.year, place.path) == ("某县测试局", 2022, "fragment.txt")
    assert place.span.quote in " ".join(LAST.split())


def test_unchanged_is_last_years_figure():
    """持平 beside another figure of last year is a contradiction; 基本持平 says nothing."""
    BROKEN = CLEAN.replace("较上年减少0.10万元", "与上年持平")
    (outcome,) = failed("ANA-03", BROKEN)
    assert outcome.subject.startswith("公务接待费：持平")
    assert not failed("ANA-03", CLEAN.replace("较上年减少0.10万元", "与上年基本持平"))


def test_one_side_told_for_both():
    """A change of 收、支总计 is one of 收入总计 too, and last year may have told either."""
    told = "2023年度收入总计1234.56万元，支出总计1234.56万元。与2022年度相比，收、支总计各增加"
    text = CLEAN.replace(
        "2023年度收、支总计均为1234.56万元。与2022年度相比，收、支总计各增加", told
    )
    assert text != CLEAN
    assert not failed("ANA-03", text)
    (outcome,) = failed(
        "ANA-03", text.replace("增加100.00万元，增长8.81%", "增加90.00万元，增长7.86%")
    )
    assert "1234.56 − 90.00 = 1144.56 万元，上年公开 1134.56 万元" in outcome.message.zh


def test_a_printed_figure_of_last_year():
    """上年数 in the prose is compared as it stands."""
    text = CLEAN.replace("较上年减少0.10万元", "上年为2.10万元")
    assert not failed("ANA-03", text)
    (outcome,) = failed("ANA-03", text.replace("上年为2.10万元", "上年为2.40万元"))
    assert "本年文件 2.40 万元，上年公开 2.10 万元" in outcome.message.zh


def test_rounding_is_allowed_for():
    """1 234.56 − 100.00 and 1 134.57 differ by less than three rounded figures may."""
    assert not failed("ANA-03", CLEAN, LAST.replace("均为1134.56", "均为1134.57"))
    assert failed("ANA-03", CLEAN, LAST.replace("均为1134.56", "均为1134.59"))


def test_a_change_of_scope_is_no_contradiction_on_its_face():
    """A text that speaks of another scope gives a warning, with the words as evidence."""
    text = CLEAN.replace("增加100.00万元，增长8.81%", "增加80.00万元，增长6.93%（可比口径）")
    (outcome,) = failed("ANA-03", text)
    assert outcome.severity == "warning"
    assert [span.quote for span in outcome.quotes] == ["可比口径"]


def test_where_most_figures_differ_the_scope_does():
    """A 单位决算 beside a 部门决算 is no contradiction on its face: warnings that say so."""
    last = LAST.replace("1134.56", "834.56").replace("1120.00", "820.00").replace("1070", "770")
    last = last.replace("5.90", "4.90").replace("2.10", "1.10").replace("为8.00", "为6.00")
    found = failed("ANA-03", CLEAN, last)
    assert len(found) == 6
    assert {o.severity for o in found} == {"warning"}
    assert all("口径可能不同" in o.message.zh for o in found)


def test_without_last_year_nothing_is_passed():
    """No pass and no lead: the outcome says what is missing."""
    (outcome,) = judge("ANA-03", CLEAN)
    assert outcome.status == "not_applicable"
    assert "没有提供上一年度的决算公开" in outcome.message.zh


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("某县测试局", "某县审计局", "上一年度文件是“某县审计局”的，不是“某县测试局”的"),
        ("2022年", "2021年", "上一年度文件是2021年度的，应为2022年度"),
    ],
)
def test_a_document_of_another_unit_or_year_is_refused(old, new, why):
    """The two-year checks are skipped and say why."""
    facts = with_previous(facts_of(CLEAN), facts_of(LAST.replace(old, new)))
    assert facts.previous is None
    found = [o for o in examine(facts).outcomes if why in o.message.zh]
    assert {o.check for o in found} == {"ANA-03", "ANA-04", "INC-08"}
    assert {o.status for o in found} == {"not_applicable"}


def test_figures_of_last_year_stay_out_of_this_years():
    """Every fact of an outcome is one of this document; last year's are told elsewhere."""
    facts = with_previous(facts_of(CLEAN), facts_of(LAST))
    own = {fact.id for fact in facts}
    result = examine(facts)
    assert all(fact.id in own for outcome in result.outcomes for fact in outcome.facts)
    assert any(outcome.elsewhere for outcome in result.outcomes)


def test_a_wrong_figure_is_one_lead():
    """A change that fits neither its rate nor last year is told once, with what would fit both."""
    text = CLEAN.replace("增加100.00万元，增长8.81%", "增加10.00万元，增长8.81%")
    facts = with_previous(facts_of(text), facts_of(LAST))
    of_change = {"ANA-01", "ANA-03"}
    found = [lead for lead in examine(facts).leads if lead.check in of_change]
    assert [{lead.check, *(o.check for o in lead.also)} for lead in found] == [of_change]
    told = {change for one in found[0].explanations for change in one.changes}
    assert all(fact.id in {own.id for own in facts} for fact, _ in told)
    assert ("10.00万元", Decimal("100.00")) in {(fact.raw, value) for fact, value in told}


def test_the_diagnosis_blames_no_figure_of_last_year():
    """Another document's figures are given: with rounding or without, none has an id here."""
    for last in (LAST, LAST.replace("均为1134.56", "均为1134.57")):
        facts = with_previous(facts_of(CLEAN), facts_of(last))
        own = {fact.id for fact in facts}
        relations = [o.relation for o in examine(facts).outcomes if o.relation is not None]
        assert {fact.id for one in relations for _, fact in terms(one)} <= own


# --- columns 上年数 ---------------------------------------------------------------------


ACCOUNTS_LAST = f"某县测试局2022年度部门决算\n{ACCOUNTS}"
TWO_COLUMNS = """
某县测试局2023年度部门决算
收入支出决算总表
金额单位：万元
项目 | 决算数 | 上年数 | 项目 | 决算数 | 上年数
一、一般公共预算财政拨款收入 | 950.00 | 900.00 | 一、一般公共服务支出 | 700.00 | 600.00
八、其他收入 | 100.00 | 100.00 | 八、社会保障和就业支出 | 200.00 | 200.00
 |  |  | 十九、住房保障支出 | 150.00 | 150.00
本年收入合计 | 1,050.00 | 1,000.00 | 本年支出合计 | 1,050.00 | 950.00
年初结转和结余 | 90.00 | 50.00 | 年末结转和结余 | 90.00 | 90.00
总计 | 1,140.00 | 1,050.00 | 总计 | 1,140.00 | 1,050.00
"""


def test_a_column_of_last_year():
    """Each cell of 上年数 is the cell of last year's table."""
    found = judge_years("ANA-03", TWO_COLUMNS, ACCOUNTS_LAST)
    assert {o.status for o in found} == {"exact"}
    assert len(found) >= 8
    changed = TWO_COLUMNS.replace("1,050.00 | 1,000.00 | 本年", "1,050.00 | 1,010.00 | 本年")
    (outcome,) = failed("ANA-03", changed, ACCOUNTS_LAST)
    assert outcome.subject == "收入支出决算总表：本年收入合计上年数"
    assert outcome.elsewhere[0].span.part == "table"


def test_a_column_without_last_years_table():
    """A table that last year's disclosure does not hold is not checkable."""
    found = judge_years("ANA-03", TWO_COLUMNS, LAST)
    assert [o.status for o in found] == ["not_applicable"]


def test_items_as_rows_against_last_years_prose():
    """A list of 三公 with both years is compared with what last year's prose told."""
    text = """
某县测试局2023年度部门决算
2023年“三公”经费决算情况统计表 | 单位:万元
项目 | 上年决算数 | 本年决算数 | 增、减金额 | 增、减幅度 |
合计 | 8.00 | 8.50 | 0.50 | 6.25% |
1.因公出国(境)费 | 0 | 0 | 0 | 0% |
2.公务接待费 | 2.10 | 2.00 | -0.10 | -4.76% |
3.公务用车购置及运行费 | 5.90 | 6.50 | 0.60 | 10.17% |
"""
    assert not failed("ANA-03", text)
    assert len([o for o in judge_years("ANA-03", text, LAST) if o.status == "exact"]) == 4
    (outcome,) = failed("ANA-03", text.replace("公务接待费 | 2.10", "公务接待费 | 2.70"))
    assert "公务接待费" in outcome.subject


# --- INC-08: opening and closing --------------------------------------------------------


def test_what_was_left_is_carried_in():
    """INC-08: 年初 of this year is 年末 of last year, in the prose of a fund."""
    assert [o.status for o in judge_years("INC-08", CLEAN, LAST)][:1] == ["exact"]
    BROKEN = CLEAN.replace("年初结转和结余5.00万元", "年初结转和结余4.00万元")
    (outcome,) = failed("INC-08", BROKEN)
    assert outcome.subject.startswith("政府性基金预算")
    assert "本年文件 4.00 万元，上年公开 5.00 万元" in outcome.message.zh
    assert outcome.elsewhere


def test_the_tables_of_two_years():
    """Openings of the accounts and of the fiscal table are last year's closings."""
    last = f"{ACCOUNTS_LAST}{FISCAL}"
    text = f"{TWO_COLUMNS}{FISCAL}".replace(" | 30.00", " | 50.00")
    assert not failed("INC-08", text, last)
    agreed = [o.subject for o in judge_years("INC-08", text, last) if o.status == "exact"]
    assert [subject.partition("：")[0] for subject in agreed] == [
        "全部资金",
        "财政拨款",
        "一般公共预算",
    ]
    changed = text.replace("年初财政拨款结转和结余 | 50.00", "年初财政拨款结转和结余 | 30.00")
    (outcome,) = failed("INC-08", changed, last)
    assert outcome.residual == 20


@pytest.mark.parametrize("left_blank", ["this", "last"])
def test_a_blank_beside_a_balance(left_blank):
    """A row that names the balance and leaves it blank says nothing was carried over."""
    text = TWO_COLUMNS.replace("年初结转和结余 | 90.00 | 50.00", "年初结转和结余 |  | ")
    last = ACCOUNTS_LAST.replace("年末结转和结余 | 90.00", "年末结转和结余 | ")
    pair = (text, ACCOUNTS_LAST) if left_blank == "this" else (TWO_COLUMNS, last)
    (outcome,) = failed("INC-08", *pair)
    assert outcome.elsewhere
    assert "空白" in outcome.message.zh
    assert not failed("INC-08", text, last)


def test_an_adjustment_that_is_explained():
    """Where the text speaks of a correction, the difference is not checkable."""
    text = CLEAN.replace(
        "年初结转和结余5.00万元",
        "年初结转和结余4.00万元（年初结转和结余调整1.00万元，为收回以前年度支出）",
    )
    assert not failed("INC-08", text)
    found = [o for o in judge_years("INC-08", text, LAST) if o.status == "not_applicable"]
    assert any("文中说明有调整" in o.message.zh and o.quotes and o.elsewhere for o in found)


def test_one_year_alone_still_says_what_it_can():
    """The part of INC-08 that needs one document goes on; the other says what is missing."""
    words = [o.message.zh for o in judge("INC-08", CLEAN)]
    assert any("没有提供上一年度" in word for word in words)
    assert len(words) == 2
    assert not [lead for lead in leads_of(CLEAN) if lead.check in ("ANA-03", "INC-08")]
