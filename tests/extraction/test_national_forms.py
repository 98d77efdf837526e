"""The forms as the ministry prints them: line numbers, column numbers, merged headings, panels.

A cell `words@3` covers three columns.
"""

from __future__ import annotations

from audit import editions
from audit.extraction.statutory import read_statutory
from audit.reading.assemble import Extent, Grid, assemble

ACCOUNTS = """
收入@3|支出@6
项目|行次|金额|项目（按功能分类）|行次|金额|项目（按支出性质和经济分类）|行次|金额
栏次||1|栏次||2|栏次||3
一、一般公共预算财政拨款收入|1|100.00|一、一般公共服务支出|32|80.00|一、基本支出|58|70.00
二、政府性基金预算财政拨款收入|2||二、外交支出|33||人员经费|59|60.00
本年收入合计|27|100.00|本年支出合计|58|90.00|本年支出合计|87|90.00
年初结转和结余|29||年末结转和结余|60|10.00|年末结转和结余|89|10.00
总计|31|100.00|总计|62|100.00|总计|90|100.00
"""
FISCAL = """
收     入@3|支     出@6
项    目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
栏    次||1|栏    次||2|3|4|5
一、一般公共预算财政拨款|1|100.00|一、一般公共服务支出|33|80.00|80.00||
本年收入合计|9|100.00|本年支出合计|59|80.00|80.00||
年初财政拨款结转和结余|10|5.00|年末财政拨款结转和结余|60|25.00|25.00||
  一般公共预算财政拨款|11|5.00||61||||
总计|14|105.00|总计|64|105.00|105.00||
"""
BASIC = """
人员经费@3|公用经费@6
科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|10.00|302|商品和服务支出|3.00|307|债务利息及费用支出|
30101|基本工资|10.00|30201|办公费|3.00|310|资本性支出|1.00
人员经费合计@2|10.00|公用经费合计@5|4.00
"""
THREE_PUBLIC = """
项  目|行次|预算数|统计数
栏  次||1|2
一、“三公”经费支出|1|—|—
（一）支出合计|2|12.00|9.00
1．因公出国（境）费|3||
2．公务用车购置及运行维护费|4|8.00|6.50
（1）公务用车购置费|5||
（2）公务用车运行维护费|6|8.00|6.50
3．公务接待费|7|4.00|2.50
（二）相关统计数|11|—|—
4．公务用车保有量（辆）|15|—|2
5．国内公务接待批次（个）|16|—|30
"""


def read(title, text):
    """Return the one statutory table under a title."""
    rows, extents = [], []
    for line in text.strip("\n").split("\n"):
        column, row, covered = 0, [], []
        for cell in line.split("|"):
            words, _, columns = cell.partition("@")
            covered.append(Extent(column, int(columns or 1)))
            row.append(words.strip())
            column += int(columns or 1)
        rows.append(tuple(row))
        extents.append(tuple(covered))
    segments = [title, "金额单位：万元", Grid(tuple(rows), tuple(extents))]
    document = assemble("made.html", b"", "made", segments)
    (table,) = read_statutory(document, editions.load("generic"), 2023)
    assert not table.problem
    return table


def amount(table, row, side, column="total"):
    """Return the printed figure of a row."""
    place = table.column(column, "actual", side)
    cell = table.row(row, side).cells[place]
    return cell and cell.raw


def test_line_numbers_are_no_amounts():
    """行次 and 栏次 are neither amounts nor labels; a third panel repeats the totals."""
    table = read("收入支出决算总表", ACCOUNTS)
    assert amount(table, "total", "revenue") == "100.00"
    assert amount(table, "expenditure_current_year", "expenditure") == "90.00"
    assert [row.code for row in table.rows if row.concept == "functional_class"] == ["201", "202"]
    assert {fact.raw for fact in table.facts} == {
        "100.00",
        "80.00",
        "90.00",
        "10.00",
        "70.00",
        "60.00",
    }


def test_three_budgets_beside_each_other():
    """The columns of the expenditure side carry the budget that they are of."""
    table = read("财政拨款收入支出决算总表", FISCAL)
    assert amount(table, "total", "expenditure", "general_public_budget") == "105.00"
    scopes = {column.concept: column.scope for column in table.columns if column.side}
    assert scopes["general_public_budget"] == "general_public_budget"
    assert scopes["total"] == "fiscal"


def test_a_heading_over_a_panel_is_no_concept_of_its_column():
    """人员经费 over 决算数 heads a panel; the amounts are those of the rows."""
    table = read("一般公共预算财政拨款基本支出决算表", BASIC)
    place = table.column("total")
    assert table.row("public_funds").cells[place].raw == "4.00"
    assert table.coded("310").cells[place].raw == "1.00"
    assert table.coded("307").cells[place] is None


def test_counts_of_the_list_of_items():
    """Money and counts stand in one list; each figure has its own unit."""
    table = read("“三公”经费支出情况表", THREE_PUBLIC)
    found = {fact.concept: (fact.raw, fact.uom) for fact in table.facts if fact.measure == "actual"}
    assert found["three_public"] == ("9.00", "万元")
    assert found["vehicles_held"] == ("2", "辆")
    assert found["domestic_hospitality_batches"] == ("30", "批次")
