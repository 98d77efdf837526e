"""完整性与格式: each check on a clean and a broken fragment."""

import pytest
from fragments import Case, assert_case, failures, judge
from statutory_tables import GENERAL

from audit import editions
from audit.checks.cells import NAMES

SECTIONS = "\n".join(
    f"{numeral}、{title}情况说明\n2023年度没有这项。"
    for numeral, title in zip(
        "一二三四五六七八九十",
        (
            "收入支出决算总体", "收入决算", "支出决算", "财政拨款收入支出决算总体",
            "一般公共预算财政拨款支出决算", "一般公共预算财政拨款基本支出决算",
            "财政拨款“三公”经费支出决算", "政府性基金预算支出决算",
            "国有资本经营预算支出决算", "其他重要事项的",
        ),
        strict=True,
    )
)  # fmt: skip
ITEMS = """\
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.教育（类）普通教育（款）小学教育（项）：支出决算为500.00万元，完成预算100%。
2.教育（类）普通教育（款）初中教育（项）：支出决算为50.00万元，完成预算100%。
3.教育（类）普通教育（款）高中教育（项）：支出决算为30.00万元，完成预算100%。
第三部分 名词解释
1.教育（205）普通教育（02）小学教育（02）：指小学的支出。
2.教育（205）普通教育（02）初中教育（03）：指初中的支出。
3.教育（205）普通教育（02）高中教育（04）：指高中的支出。
公开时间：2024年9月20日
"""
PARTS = "第一部分 概况\n第二部分 2023年度单位决算情况说明\n第三部分 名词解释\n"
FORM = """\
部门预算项目支出绩效自评表（2023年度）
\t项目名称
\t设备更新

\t主管部门
\t某县测试局
\t实施单位
\t某县测试局

\t预算执行情况（10分）
\t年度预算数（万元）
\t年初预算
\t调整后预算数
\t预算执行数
\t预算执行率
\t权重
\t得分
\t原因

\t
\t总额
\t10.00
\t10.00
\t10.00
\t100.00%
\t10
\t10
\t

"""

CASES = {
    "FRM-01": Case(SECTIONS, "七、财政拨款“三公”经费支出决算情况说明\n", ""),
    "FRM-05": Case(ITEMS, "初中教育（03）", "成人教育（03）"),
    "FRM-06": Case(ITEMS, "50.00万元，完成", "50.00，完成"),
    "FRM-07": Case(ITEMS, "决算为500.00", "决算为500.0"),
    "FRM-08": Case(PARTS, "第三部分", "第3部分"),
    "FRM-09": Case(ITEMS, "决算为50.00万元", "决算为XX万元"),
    "FRM-10": Case(
        "一、收入支出决算总体情况说明\n2023年度收、支总计均为9.00万元。\n2023年度本年收入。\n",
        "2023年度本年",
        "2021年度本年",
    ),
    "FRM-11": Case(FORM, "实施单位\n\t某县测试局", "实施单位\n\t某县测试局部门"),
    "FRM-12": Case(ITEMS, "公开时间：", "时间："),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_tables_that_were_not_extracted():
    """Titles without tables are 'not extractable' (FRM-02); with tables they pass."""
    names = [NAMES[kind] for kind in editions.load("sichuan-2023").tables]
    CLEAN = "\n".join(f"{name}\n\t项目\n\t决算数\n\n\t合计\n\t1.00\n" for name in names)
    BROKEN = "二、收入决算表\n三、支出决算表\n"
    assert [o.status for o in judge("FRM-02", CLEAN)] == ["exact"]
    (lead,) = failures("FRM-02", BROKEN)
    assert "未提取到表体 2 张" in lead.message.zh
    assert len(lead.quotes) == 2


def test_sections_are_found_by_title_not_by_numeral():
    """Other numerals, or none, do not hide a section."""
    text = SECTIONS.replace("三、支出", "十二、支出").replace("二、收入", "收入")
    assert not failures("FRM-01", text)


def test_a_missing_section_is_a_hint_where_titles_are_anybodys():
    """Under an edition of no one province a title not found is said, but blamed on nobody."""
    text = SECTIONS.replace("七、财政拨款“三公”经费支出决算情况说明\n", "")
    found = judge("FRM-01", text, "national-2024")
    assert [o.severity for o in found if o.status == "missing"] == ["info"]
    assert [o.severity for o in failures("FRM-01", text)] == [None]  # the check's own: error


def test_every_placeholder_is_counted():
    """Residue of the template such as 增长（下降） is a placeholder too."""
    text = "一、收入支出决算总体情况说明\n2023年度增加（减少）0万元，增长（下降）0%。\n"
    (lead,) = failures("FRM-09", text)
    assert len(lead.quotes) == 2


EMPTY = """
政府性基金预算财政拨款收入支出决算表
单位：万元
科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余
合计 |  |  |  |  |
注：本单位没有政府性基金收支，本表无数据。
"""


def test_an_empty_table_says_why():
    """An empty table with its statement passes; without it, it is told (FRM-15)."""
    CLEAN = GENERAL + EMPTY
    BROKEN = CLEAN.replace("注：本单位没有政府性基金收支，本表无数据。", "")
    assert [o.status for o in judge("FRM-15", CLEAN)] == ["exact"]
    (lead,) = failures("FRM-15", BROKEN)
    assert "政府性基金" in lead.message.zh


def test_a_blank_form_needs_no_statements():
    """Where every table is empty the document is a form that nobody filled in."""
    assert {o.status for o in judge("FRM-15", EMPTY.replace("注：", ""))} == {"not_applicable"}


def test_a_passage_alone_is_no_incomplete_disclosure():
    """A page with one section is not blamed for the other nine, nor for the tables."""
    text = "七、“三公”经费支出决算情况说明\n“三公”经费支出决算为1.00万元。\n"
    assert not failures("FRM-01", text)
    assert not failures("FRM-02", text)


def test_an_entry_of_a_fund_that_a_table_lists_is_no_stranger():
    """A glossary may explain an item that only a table prints."""
    entry = (
        "3.城乡社区（212）国有土地使用权出让收入安排的支出（08）城市建设支出（03）：指城市建设。\n"
    )
    table = (
        "政府性基金预算财政拨款收入支出决算表\n金额单位：万元\n"
        "科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 基本支出 | 项目支出 | 年末结转和结余\n"
        "合计 |  |  | 22.00 | 22.00 |  | 22.00 | \n"
        "2120803 | 城市建设支出 |  | 22.00 | 22.00 |  | 22.00 | \n"
    )
    strange = ITEMS.rstrip("\n") + "\n" + entry
    assert failures("FRM-05", strange)
    assert not failures("FRM-05", f"{strange}第五部分 附表\n{table}")


def test_an_item_told_by_its_code_is_explained_by_its_entry():
    """2050203-初中教育 names no 款; its class and its own name find the entry."""
    told = "2.教育（类）普通教育（款）初中教育（项）："
    assert ITEMS.count(told) == 1
    assert not failures("FRM-05", ITEMS.replace(told, "（一）2050203-初中教育"))
