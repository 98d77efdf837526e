"""Sums, levels and ties of the statutory tables: each relation holds, and breaks with one cell."""

from __future__ import annotations

import pytest
from fragments import Case, assert_case, failures, judge, leads_of
from statutory_tables import (
    ACCOUNTS,
    BASIC,
    CAPITAL,
    EXPENDITURE,
    FISCAL,
    FUNDS,
    GENERAL,
    PROJECTS,
    REVENUE,
    THREE_PUBLIC,
)

CASES = {
    "INC-01": Case(ACCOUNTS, "总计 | 1,050.00 | 总计 | 1,050.00", "总计 | 1,050.00 | 总计 | 1,005.00"),
    "INC-02": Case(ACCOUNTS, "年初结转和结余 | 50.00", "年初结转和结余 | 5.00"),
    "INC-03": Case(ACCOUNTS, "八、其他收入 | 100.00", "八、其他收入 | 10.00"),
    "INC-04": Case(ACCOUNTS + REVENUE, "合计 |  | 1,000.00 | 900.00", "合计 |  | 1,000.00 | 990.00"),
    "INC-05": Case(REVENUE, "2010602 | 一般行政管理事务 | 200.00", "2010602 | 一般行政管理事务 | 20.00"),
    "EXP-01": Case(ACCOUNTS, "结余分配 | 10.00", "结余分配 | 1.00"),
    "EXP-03": Case(ACCOUNTS + EXPENDITURE, "八、社会保障和就业支出 | 200.00", "八、社会保障和就业支出 | 220.00"),
    "EXP-04": Case(EXPENDITURE, "行政运行 | 430.00 | 350.00 | 80.00", "行政运行 | 430.00 | 350.00 | 8.00"),
    "EXP-12": Case(ACCOUNTS, "年末结转和结余 | 90.00", "年末结转和结余 | -90.00"),
    "FIS-01": Case(FISCAL, "总计 | 930.00 | 总计 | 930.00", "总计 | 930.00 | 总计 | 939.00"),
    "FIS-02": Case(FISCAL, "年初财政拨款结转和结余 | 30.00", "年初财政拨款结转和结余 | 3.00"),
    "FIS-03": Case(FISCAL, "八、社会保障和就业支出 | 200.00 | 200.00", "八、社会保障和就业支出 | 200.00 | 20.00"),
    "FIS-04": Case(ACCOUNTS + FISCAL, "年末财政拨款结转和结余 | 50.00", "年末财政拨款结转和结余 | 500.00"),
    "FIS-05": Case(FISCAL + GENERAL, "合计 |  | 880.00 | 700.00", "合计 |  | 808.00 | 700.00"),
    "FIS-06": Case(GENERAL, "行政运行 | 350.00 | 350.00 |", "行政运行 | 350.00 | 530.00 |"),
    "FIS-07": Case(GENERAL + BASIC, "人员经费合计 |  | 560.00", "人员经费合计 |  | 650.00"),
    "FIS-08": Case(BASIC, "303 | 对个人和家庭的补助 | 20.00", "303 | 对个人和家庭的补助 | 2.00"),
    "FIS-09": Case(BASIC, "310 | 资本性支出 | 30.00", "310 | 资本性支出 | 3.00"),
    "FIS-10": Case(BASIC, "30228 | 工会经费 | 48.00", "30228 | 工会经费 | 84.00"),
    "FIS-12": Case(GENERAL + PROJECTS, "合计 |  | 180.00", "合计 |  | 108.00"),
    "FIS-13": Case(FUNDS, "212 | 城乡社区支出 | 5.00", "212 | 城乡社区支出 | 50.00"),
    "FIS-14": Case(CAPITAL, "223 | 国有资本经营预算支出 | 5.00", "223 | 国有资本经营预算支出 | 50.00"),
    "TPE-01": Case(THREE_PUBLIC, "3.公务接待费 | 4.00 | 2.50", "3.公务接待费 | 4.00 | 5.20"),
    "TPE-02": Case(THREE_PUBLIC, "公务用车运行维护费 | 8.00 | 6.50", "公务用车运行维护费 | 8.00 | 5.60"),
    "TPE-07": Case(BASIC + THREE_PUBLIC, "30217 | 公务接待费 | 2.00", "30217 | 公务接待费 | 20.00"),
    "TPE-16": Case(THREE_PUBLIC, "3.公务接待费 | 4.00 | 2.50", "3.公务接待费 | 4.00 | 4.50"),
}  # fmt: skip


@pytest.mark.parametrize("check", CASES)
def test_a_broken_table_is_noticed(check):
    """Each relation passes the consistent tables and fails when one cell is changed."""
    assert_case(check, CASES[check])


def test_one_wrong_cell_is_one_lead():
    """A wrong cell that breaks a row, a level and a tie to another table is told once."""
    wrong = "合计 |  | 950.00 | 700.00 | 250.00 |"
    tables = ACCOUNTS + EXPENDITURE.replace(wrong, "合计 |  | 905.00 | 700.00 | 250.00 |")
    grave = [lead for lead in leads_of(tables) if not lead.check.startswith("FRM")]
    assert len(grave) == 1
    assert {o.check for o in grave[0].also} | {grave[0].check} >= {"EXP-03", "EXP-04"}


def test_blank_and_dash_add_nothing():
    """A blank part and a dash are no figure: the total holds without them."""
    assert not failures("INC-02", ACCOUNTS)
    assert not failures("INC-02", ACCOUNTS.replace("结余 | - |", "结余 |  |"))


def test_a_hundredth_between_two_tables_is_rounding():
    """One unit in the last place between two tables is rounding, never a lead."""
    tables = ACCOUNTS + EXPENDITURE.replace(
        "208 | 社会保障和就业支出 | 200.00 | 200.00", "208 | 社会保障和就业支出 | 200.01 | 200.01"
    )
    assert not failures("EXP-03", tables)


def test_a_blank_total_is_not_checked():
    """Where the total itself is blank nothing is said of it, and that is told."""
    outcomes = judge("INC-02", ACCOUNTS.replace("总计 | 1,050.00 | 总计", "总计 |  | 总计"))
    assert {outcome.status for outcome in outcomes} == {"not_applicable"}


def test_a_table_that_is_missing_is_named():
    """A check of a table that was not read says which one."""
    (outcome,) = judge("EXP-03", ACCOUNTS)
    assert outcome.status == "not_applicable"
    assert outcome.subject == "支出决算表"
    assert "没有读到该表" in outcome.message.zh


def test_amounts_in_yuan_meet_amounts_in_ten_thousands():
    """A table in 元 agrees with one in 万元 within what the latter prints."""
    yuan = GENERAL.replace("单位：万元", "单位：元").replace("880.00", "8,800,049.00")
    assert not [o for o in failures("FIS-05", FISCAL + yuan) if "支出合计" in o.subject]
    more = GENERAL.replace("单位：万元", "单位：元").replace("880.00", "8,800,949.00")
    assert [o for o in failures("FIS-05", FISCAL + more) if "支出合计" in o.subject]


@pytest.mark.parametrize(
    ("right", "lost"),
    [
        ("2010602 | 一般行政管理事务 | 200.00 | 110.00", "201060 | 一般行政管理事务 | 200.00 | 110.00"),
        ("2010602 | 一般行政管理事务 | 200.00 | 110.00", "2010602 | 一般行政管理事务 | 二百 | 一百一十"),
    ],
)  # fmt: skip
def test_a_lost_code_or_amount_proves_no_level(right, lost):
    """Where a row has money but no code, or words for its amount, its parents are not judged."""
    assert right in REVENUE
    assert not failures("INC-05", REVENUE.replace(right, lost))


def test_an_unread_cell_is_not_taken_for_a_blank():
    """Words in a cell leave sums and ties alone; they are no zero."""
    unread = BASIC.replace("303 | 对个人和家庭的补助 | 20.00", "303 | 对个人和家庭的补助 | 见附件")
    assert not failures("FIS-08", unread)
    assert not failures(
        "INC-04", ACCOUNTS + REVENUE.replace("|  |  |  | 100.00", "|  |  |  | 见附件", 1)
    )


def test_an_item_that_is_not_read_makes_no_sum_fail():
    """A row of 三公 whose name nobody knows may be what the total lacks."""
    odd = THREE_PUBLIC.replace("2.公务用车购置及运行维护费", "2.机动车辆各项开支")
    assert not failures("TPE-01", odd)


def test_items_as_columns_need_no_name_for_their_row():
    """A 三公 table of one row is summed though nothing names the row."""
    one = "财政拨款“三公”经费支出决算表\n单位：万元\n"
    one += "合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费\n9.00 | 0.00 | 6.50 | 2.50\n"
    assert [o.status for o in judge("TPE-01", one) if "合计与三项" in o.subject] == ["exact"]
    assert failures("TPE-01", one.replace("6.50", "5.60"))


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("208 | 社会保障和就业支出 | 200.00 | 190.00 |  |  |  |  | 10.00\n", "20805"),
        ("20805 | 行政事业单位养老支出 | 200.00 | 190.00 |  |  |  |  | 10.00\n", "2080505"),
    ],
)
def test_a_level_that_is_left_out_is_noticed(row, below):
    """Sums hold without a 类 or a 款, so its absence is told by itself."""
    assert row in REVENUE
    (lost,) = [o for o in failures("INC-05", REVENUE.replace(row, "")) if o.status == "missing"]
    assert below in lost.message.zh
    assert lost.severity == "warning"


def test_a_table_of_items_alone_lacks_no_level():
    """Where no 款 is printed none is missing."""
    items = "".join(
        f"{line}\n"
        for line in REVENUE.splitlines()
        if line.split(" |")[0] not in {"20106", "20805", "22102"}
    )
    assert not failures("INC-05", items)
