"""Statutory tables are known by title and proved by headings, never by position."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fragments import facts_of
from statutory_tables import (
    ACCOUNTS,
    BASIC,
    EXPENDITURE,
    FISCAL,
    FUNDS,
    GENERAL,
    REVENUE,
    THREE_PUBLIC,
)

from audit import editions
from audit.extraction.statutory import read_statutory
from audit.extraction.table_titles import kind_of_title
from audit.reading.assemble import Extent, Grid, assemble

GENERIC = editions.load("generic")
TITLES = {
    "收入支出决算总表": "final_accounts",
    "一、收入支出决算总表": "final_accounts",
    "2024年度收入决算表": "revenue",
    "表三 支出决算表（公开03表）": "expenditure",
    "某县某局2024年度财政拨款收入支出决算总表": "fiscal",
    "财政拨款支出决算明细表": "fiscal_detail",
    "五、一般公共预算财政拨款支出决算表": "gpb",
    "一般公共预算财政拨款支出决算明细表": "gpb_detail",
    "一般公共预算财政拨款基本支出决算明细表": "gpb_basic",
    "一般公共预算财政拨款项目支出决算表": "gpb_project",
    "财政拨款“三公”经费支出决算表": "three_public",
    '2016年"三公"经费决算情况统计表': "three_public",
    "政府性基金预算财政拨款收入支出决算表": "government_funds",
    "国有资本经营预算财政拨款收入支出决算表": "state_capital",
    "国有资本经营预算财政拨款支出决算表": "state_capital_expenditure",
    "部门整体支出绩效自评表": "",
    "项目支出绩效自评表": "",
}


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_known_by_their_words(title):
    """Numerals, years, units and quotes do not hide a title; of two that fit the longer counts."""
    assert kind_of_title(title, GENERIC) == TITLES[title]


def table(text, kind):
    """Return the statutory table of a kind that a text prints."""
    found = facts_of(text, "generic").table(kind)
    assert found is not None
    return found


def test_the_two_sides_of_the_accounts():
    """Each side has its own column; classes carry their code, blanks are no figures."""
    read = table(ACCOUNTS, "final_accounts")
    total = read.column("total", "actual", "expenditure")
    assert [
        (r.code, str(r.cells[total].value)) for r in read.rows if r.code and r.cells[total]
    ] == [
        ("201", "600.00"),
        ("208", "200.00"),
        ("221", "150.00"),
    ]
    row = read.row("government_funds", "revenue")
    assert row is not None
    assert set(row.cells) == {None}


def test_zero_dash_and_blank_are_kept_apart():
    """A printed zero is a figure, a dash and a blank are none, and the dash is remembered."""
    read = table(ACCOUNTS, "final_accounts")
    place = read.column("total", "actual", "revenue")
    zero = read.row("superior_subsidy_revenue")
    dash = read.row("use_of_nonfiscal_surplus")
    assert zero.cells[place].value == 0
    assert dash.cells[place] is None
    assert dash.dashes == {place}
    assert not read.row("government_funds", "revenue").dashes


def test_amounts_are_read_as_printed():
    """A thousands separator is no end; value, digits and place are kept."""
    fact = next(f for f in table(ACCOUNTS, "final_accounts").facts if f.raw == "1,050.00")
    assert (fact.value, fact.decimals, fact.uom) == (Decimal("1050.00"), 2, "万元")
    assert fact.concept == "total_revenue"
    assert (fact.span.part, fact.span.section) == ("table", "收入支出决算总表")


def test_opening_balances_by_budget():
    """The budgets under 年初财政拨款结转和结余 are parts of it, not revenue of the year."""
    read = table(FISCAL, "fiscal")
    place = read.column("total", "actual", "revenue")
    carried = read.row("opening_carryover", "revenue", "general_public_budget")
    assert str(carried.cells[place].value) == "30.00"
    assert str(read.row("general_public_budget", "revenue").cells[place].value) == "900.00"


def test_columns_of_economic_codes_side_by_side():
    """Personnel and public items are rows of one table, each with its code."""
    read = table(BASIC, "gpb_basic")
    assert {row.code: row.label for row in read.rows if row.level == 2} == {
        "30101": "基本工资",
        "30102": "津贴补贴",
        "30302": "退休费",
        "30310": "个人农业生产补贴",
        "30201": "办公费",
        "30217": "公务接待费",
        "30228": "工会经费",
        "31002": "办公设备购置",
    }


def test_codes_split_over_three_columns():
    """类 | 款 | 项 give one code."""
    rows = (
        ("项目", "", "", "", "合计", "基本支出", "项目支出"),
        ("类", "款", "项", "科目名称", "", "", ""),
        ("201", "", "", "一般公共服务支出", "5.00", "3.00", "2.00"),
        ("201", "06", "", "财政事务", "5.00", "3.00", "2.00"),
        ("201", "06", "01", "行政运行", "5.00", "3.00", "2.00"),
    )
    read = built("一般公共预算财政拨款支出决算表", rows)
    assert [(row.code, row.level) for row in read.rows] == [
        ("201", 1),
        ("20106", 2),
        ("2010601", 3),
    ]


def test_merged_headings_prove_the_columns():
    """预算数 over six columns and 决算数 over six tell budget from actual."""
    items = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
    parts = ("", "", "小计", "购置费", "运行维护费", "")
    figures = ("12.00", "0.00", "8.00", "0.00", "8.00", "4.00")
    rows = (("预算数", "决算数"), items * 2, parts * 2, (*figures, "9.00", *figures[1:5], "1.00"))
    one = (Extent(0), Extent(1), Extent(2, 3), Extent(5))
    both = (*one, *(Extent(e.column + 6, e.columns) for e in one))
    single = tuple(map(Extent, range(12)))
    read = built("“三公”经费支出决算表", rows, ((Extent(0, 6), Extent(6, 6)), both, single, single))
    assert [(column.concept, column.measure) for column in read.columns] == [
        (concept, measure)
        for measure in ("initial_budget", "actual")
        for concept in (
            "three_public",
            "overseas_travel",
            "vehicles",
            "vehicle_purchase",
            "vehicle_operation",
            "hospitality",
        )
    ]


def built(title, rows, extents=()):
    """Return the only statutory table of a document made of a title and a grid."""
    document = assemble("made.txt", b"", "made", [title, "单位：万元", Grid(rows, extents)])
    (found,) = read_statutory(document, GENERIC, 2024)
    return found


def test_a_mark_under_the_title_does_not_hide_it():
    """公开05表 ends in 表 but names nothing: the title above it counts."""
    body = GENERAL.replace("单位：万元", "公开05表\n部门：某县测试局\n金额单位：万元", 1)
    assert table(body, "gpb").row("total") is not None


def test_headings_that_lost_their_widths_prove_nothing():
    """Where a text keeps two headings over twelve columns, no column is guessed."""
    items = "合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费"
    parts = " |  | 小计 | 购置费 | 运行维护费 | "
    figures = "12.00 | 0.00 | 8.00 | 0.00 | 8.00 | 4.00"
    text = "“三公”经费支出决算表\n单位：万元\n预算数 | 决算数\n"
    text += f"{items} | {items}\n{parts} | {parts}\n{figures} | {figures}\n"
    (read,) = facts_of(text, "generic").tables
    assert (read.rows, read.problem) == ((), "表头的合并关系已丢失，各栏的含义不能确定")


def test_two_columns_under_one_heading_prove_nothing():
    """A page's end may cut 预算数 and 决算数 off: of two equal columns neither is taken."""
    rows = (
        ("项目", "决算数", "决算数"),
        ("公务接待费", "1.00", "2.00"),
        ("因公出国费", "0.00", "0.00"),
    )
    assert built("“三公”经费支出决算表", rows).problem == "有几栏的表头相同，各栏的含义不能确定"


def test_amounts_without_a_heading_prove_nothing():
    """A total whose heading was cut off is no name of a row."""
    rows = (("", "因公出国（境）费", "用车费", "接待费"), ("9.00", "0.00", "6.50", "2.50"))
    assert built("“三公”经费支出决算表", rows).problem == "有的金额没有表头，各栏的含义不能确定"


def test_figures_of_a_picture_are_doubted():
    """What a machine recognised has low confidence, in tables too."""
    rows = (("项目", "决算数"), ("合计", "2.50"), ("因公出国费", "0.00"), ("公务接待费", "2.50"))
    grid = Grid(rows, unsure=True)
    document = assemble("made.pdf", b"", "made", ["“三公”经费支出决算表", "单位：万元", grid])
    (read,) = read_statutory(document, GENERIC, 2024)
    assert {fact.confidence for fact in read.facts} == {"low"}


def test_a_table_without_headings_is_not_checkable():
    """A known title over figures without headings proves nothing: no rows, and the reason."""
    rows = (("合计", "1.00", "2.00"), ("201", "1.00", "2.00"))
    read = built("支出决算表", rows)
    assert (read.rows, bool(read.problem)) == ((), True)


def test_headings_that_do_not_fit_the_title_are_not_guessed():
    """A title over another table's headings is told, and nothing is read."""
    rows = (("科目名称", "预算数", "决算数"), ("合计", "1.00", "2.00"))
    assert built("支出决算表", rows).problem == "表头与表名不符，各栏的含义不能确定"


def test_a_known_table_without_title():
    """Headings that only one kind has make up for a missing title."""
    body = REVENUE.replace("收入决算表\n", "", 1)
    assert table(body, "revenue").columns[0].concept == "revenue_current_year"


def test_a_row_of_another_length_is_not_shifted():
    """In a text that knows no merged cells a row of another length stays unread."""
    short = GENERAL.replace("合计 |  | 880.00 | 700.00 | 180.00", "合计 | 880.00 | 700.00 | 180.00")
    assert table(short, "gpb").row("total") is None


def test_items_as_rows_with_last_year_and_change():
    """A list of items has columns for both years and the change, each with its measure."""
    text = """
2016年“三公”经费决算情况统计表 | 单位:万元
项目 | 上年决算数 | 本年决算数 | 增、减金额 | 增、减幅度 |
合计 | 30.00 | 24.00 | -6.00 | -20.00% |
1.因公出国(境)费 | 0 | 0 | 0 | 0% |
2.公务接待费 | 10.00 | 4.00 | -6.00 | -60.00% |
3.公务用车购置及运行费 | 20.00 | 20.00 | 0 | 0% |
"""
    read = table(text, "three_public")
    assert [column.measure for column in read.columns] == [
        "prior_year",
        "actual",
        "change",
        "change_rate",
    ]
    change = next(f for f in read.facts if f.raw == "-60.00%")
    assert (change.concept, change.number, change.uom) == ("hospitality", Decimal(-60), "%")


def test_units_and_their_absence():
    """元 and 万元 are told apart; a table without a unit takes its neighbours', with doubt."""
    yuan = table(GENERAL.replace("单位：万元", "单位：元"), "gpb")
    assert {fact.uom for fact in yuan.facts} == {"元"}
    bare = table(FUNDS.replace("单位：万元\n", ""), "government_funds")
    assert {(fact.uom, fact.confidence) for fact in bare.facts} == {("万元", "low")}


def test_an_empty_table_and_its_statement():
    """A table without amounts is empty; the sentence under it says why."""
    text = """
政府性基金预算财政拨款收入支出决算表
单位：万元
科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余
合计 |  |  |  |  |
注：本单位没有政府性基金收支，本表无数据。
"""
    (read,) = facts_of(text, "generic").tables
    assert read.is_empty
    assert "本表无数据" in read.statement.quote


def test_codes_and_headings_count_as_read():
    """Numbers that name rows and columns are no unread figures."""
    from audit.coverage import coverage

    facts = facts_of(EXPENDITURE + THREE_PUBLIC, "generic")
    assert coverage(facts, set()).unread == ()


def test_a_column_that_no_one_can_name_proves_no_row_sum():
    """A sum over a row that fails beside an unknown column is no contradiction."""
    from fragments import failures

    odd = EXPENDITURE.replace("| 对附属单位补助支出", "| 对附属单位补助支出 | 债务还本安排")
    odd = odd.replace(
        "合计 |  | 950.00 | 700.00 | 250.00 |  |  |",
        "合计 |  | 950.00 | 700.00 | 200.00 |  |  |  | 50.00",
    )
    odd = odd.replace("|  |  |\n", "|  |  |  |\n")
    assert table(odd, "expenditure").unknown == ("债务还本安排",)
    assert not [o for o in failures("EXP-04", odd) if "合计行" in o.subject]


def test_a_row_that_no_one_can_name_proves_no_total():
    """A source that the vocabulary does not hold may be what a total lacks."""
    from fragments import failures

    odd = ACCOUNTS.replace("八、其他收入 | 100.00", "八、债务安排资金 | 100.00")
    assert table(odd, "final_accounts").has_strays
    assert not failures("INC-03", odd)


def test_classes_under_earlier_names():
    """A class keeps its code under the name that it had before."""
    old = ACCOUNTS.replace("八、社会保障和就业支出", "九、医疗卫生与计划生育支出")
    rows = table(old, "final_accounts").rows
    assert [row.code for row in rows if row.code] == ["201", "202", "210", "221"]
