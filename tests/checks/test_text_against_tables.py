"""Prose against the statutory tables: amounts, items, and the list of 主要包括."""

from __future__ import annotations

import pytest
from fragments import Case, assert_case, failures, judge
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

PROSE = """
第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为1050.00万元。
二、收入决算情况说明
本年收入合计1000.00万元，其中：财政拨款收入900.00万元，占90.00%；其他收入100.00万元，占10.00%。
三、支出决算情况说明
本年支出合计950.00万元，其中：基本支出700.00万元，占73.68%；项目支出250.00万元，占26.32%。
四、财政拨款收入支出决算总体情况说明
2023年度财政拨款收、支总计均为930.00万元。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出880.00万元，占本年支出合计的92.63%。
（二）一般公共预算财政拨款支出决算结构情况
一般公共预算财政拨款支出880.00万元，主要用于以下方面：一般公共服务支出530.00万元，占60.23%；社会保障和就业支出200.00万元，占22.73%；住房保障支出150.00万元，占17.05%。
（三）一般公共预算财政拨款支出决算具体情况
1.一般公共服务（类）财政事务（款）行政运行（项）：支出决算为350.00万元。
2.一般公共服务（类）财政事务（款）一般行政管理事务（项）：支出决算为180.00万元。
3.社会保障和就业（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：支出决算为200.00万元。
4.住房保障（类）住房改革支出（款）住房公积金（项）：支出决算为150.00万元。
六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出700.00万元。其中：人员经费560.00万元，主要包括：基本工资、津贴补贴、退休费；公用经费140.00万元，主要包括：办公费、公务接待费、工会经费、办公设备购置。
七、财政拨款“三公”经费支出决算情况说明
“三公”经费支出预算为12.00万元，支出决算为9.00万元，其中：因公出国（境）费决算0.00万元；公务用车购置及运行维护费决算6.50万元；公务接待费决算2.50万元。
"""
TABLES = ACCOUNTS + REVENUE + EXPENDITURE + FISCAL + GENERAL + BASIC + THREE_PUBLIC
DISCLOSURE = TABLES + PROSE
CASES = {
    "XSE-03": Case(DISCLOSURE, "其他收入100.00万元", "其他收入110.00万元"),
    "XSE-11": Case(DISCLOSURE, "（款）住房公积金（项）", "（款）提租补贴（项）"),
    "FIS-11": Case(DISCLOSURE, "津贴补贴、退休费；", "津贴补贴、退休费、个人农业生产补贴；"),
}
AMOUNTS = {
    "grand total": Case(DISCLOSURE, "收、支总计均为1050.00万元。\n二", "收、支总计均为1005.00万元。\n二"),
    "source": Case(DISCLOSURE, "其他收入100.00万元", "其他收入10.00万元"),
    "nature": Case(DISCLOSURE, "项目支出250.00万元", "项目支出205.00万元"),
    "fiscal total": Case(DISCLOSURE, "财政拨款收、支总计均为930.00万元", "财政拨款收、支总计均为9.30万元"),
    "class": Case(DISCLOSURE, "社会保障和就业支出200.00万元", "社会保障和就业支出220.00万元"),
    "item": Case(DISCLOSURE, "住房公积金（项）：支出决算为150.00", "住房公积金（项）：支出决算为105.00"),
    "personnel": Case(DISCLOSURE, "人员经费560.00万元", "人员经费650.00万元"),
    "three public": Case(DISCLOSURE, "公务接待费决算2.50万元", "公务接待费决算5.20万元"),
    "budget": Case(DISCLOSURE, "支出预算为12.00万元", "支出预算为21.00万元"),
}  # fmt: skip


@pytest.mark.parametrize("check", CASES)
def test_each_check_notices_its_defect(check):
    """Each check passes the consistent disclosure and fails on its defect."""
    assert_case(check, CASES[check])


@pytest.mark.parametrize("name", AMOUNTS)
def test_a_changed_amount_of_the_prose_is_noticed(name):
    """Each amount of the prose is held against its cell of its table."""
    assert_case("XSE-03", AMOUNTS[name])


def test_a_cell_left_blank_is_a_warning():
    """An amount beside a blank cell is no proof of either, so it is a warning."""
    blank = DISCLOSURE.replace("3.公务接待费 | 4.00 | 2.50", "3.公务接待费 | 4.00 |")
    (failed,) = failures("XSE-03", blank)
    assert failed.severity == "warning"
    assert "空白" in failed.message.zh


def test_a_hundredth_beside_the_table_is_a_hint():
    """One unit in the last place may be rounding: a hint, never more."""
    near = DISCLOSURE.replace("收入900.00万元，占", "收入900.01万元，占")
    found = [o for o in judge("XSE-03", near) if o.status == "unlikely_rounding"]
    assert len(found) == 1
    assert not failures("XSE-03", near)


def test_items_of_the_prose_are_rows_of_the_table():
    """An item under another name than the table's is told with both names."""
    old, new = "住房改革支出（款）住房公积金（项）", "城乡社区住宅（款）住房公积金（项）"
    case = Case(DISCLOSURE, old, new)
    assert_case("XSE-11", case)
    (failed,) = failures("XSE-11", case.broken)
    assert "2210201" in failed.message.zh


def test_rows_that_the_prose_leaves_out_are_a_hint():
    """A row with money that the prose does not explain is a hint."""
    line = "4.住房保障（类）住房改革支出（款）住房公积金（项）：支出决算为150.00万元。\n"
    (failed,) = failures("XSE-11", DISCLOSURE.replace(line, ""))
    assert failed.severity == "info"


def test_a_listed_item_has_an_amount():
    """An item under 主要包括 whose cell is blank is a warning."""
    (failed,) = failures("FIS-11", CASES["FIS-11"].broken)
    assert "个人农业生产补贴" in failed.message.zh
    assert failed.severity is None


def test_money_that_is_not_listed_is_a_hint():
    """A cell with money that the list leaves out is a hint: lists name the main items."""
    (failed,) = failures("FIS-11", DISCLOSURE.replace("公务接待费、工会经费", "工会经费"))
    assert failed.severity == "info"


def test_an_unread_cell_is_not_called_blank():
    """Words where the amount should stand are no blank beside the prose."""
    unread = DISCLOSURE.replace("人员经费合计 |  | 560.00", "人员经费合计 |  | 见附件")
    assert not failures("XSE-03", unread)


FUND_PROSE = """
八、政府性基金预算支出决算情况说明
政府性基金预算财政拨款收入20.00万元，支出22.00万元，支出具体情况如下：
1、城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农村社会事业支出（项）。支出决算为22.00万元。
"""


def test_items_of_a_fund_are_held_against_its_own_table():
    """An item of the government funds is a row of their table, not of the general budget's."""
    row = "2120816 | 农村社会事业支出 | 5.00 | 20.00 | 22.00 |  | 22.00 | 3.00\n"
    text = TABLES + FUNDS + row + PROSE + FUND_PROSE
    assert not failures("XSE-11", text)
    assert not failures("XSE-03", text)
    wrong = text.replace("支出决算为22.00万元", "支出决算为23.00万元")
    assert [o for o in failures("XSE-03", wrong) if "农村社会事业" in o.subject]


def test_a_row_of_totals_that_was_not_read_is_no_blank_cell():
    """A text copy prints 合计 over two columns in one cell: the row is not read, and not blank."""
    table = GENERAL.replace("合计 |  | 880.00", "合计 | 880.00")
    assert table != GENERAL
    assert failures("XSE-03", PROSE + table) == []
