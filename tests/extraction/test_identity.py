"""Whose disclosure it is, of which year, and in which edition."""

from fragments import facts_of

from audit.extraction import extract
from audit.reading.text import read_text


def test_unit_and_year_from_the_prose():
    """The unit is the name before 机关运行经费, the year that of the headings."""
    facts = facts_of(
        "第二部分 2023年度单位决算情况说明\n（一）机关运行经费支出情况\n"
        "2023年度，某县测试局机关运行经费支出1.00万元，比2022年度减少1.00万元。\n"
    )
    assert (facts.unit, facts.year) == ("某县测试局", 2023)


def test_a_department_that_names_itself_no_further_is_no_name():
    """度本部门, cut from 2023年度本部门, is no unit; the title's name is."""
    facts = facts_of(
        "某县测试局2023年度部门决算\n2023年度本部门政府采购支出总额1.00万元。\n"
        "2023年度本部门机关运行经费支出1.00万元。\n"
    )
    assert facts.unit == "某县测试局"


def test_unit_falls_back_to_the_file():
    """Without any name the file's own name stands in."""
    facts = extract(read_text("没有名字。".encode(), "folder/abc.txt"))
    assert (facts.unit, facts.year) == ("abc", None)
    in_folder = extract(read_text("没有名字。".encode(), "folder/某县测试局/2023"))
    assert in_folder.unit == "某县测试局"


def test_editions_are_recognised_by_their_marks():
    """Sichuan's forms choose Sichuan's edition; anything else is generic."""
    shared = "2023年度财政拨款收、支总计1.00万元。"  # printed in many provinces
    assert extract(read_text(shared.encode(), "a.txt")).edition.name == "generic"
    assert (
        extract(read_text("部门预算项目支出绩效自评表".encode(), "a.txt")).edition.name
        == "sichuan-2023"
    )
    assert extract(read_text("别的内容".encode(), "a.txt")).edition.name == "generic"


def test_glossary_gives_codes():
    """名词解释 codes a functional item from class to item."""
    facts = facts_of(
        "（三）一般公共预算财政拨款支出决算具体情况\n"
        "1.教育（类）普通教育（款）小学教育（项）：支出决算为5.00万元。\n"
        "第三部分 名词解释\n1.教育（205）普通教育（02）小学教育（02）：指小学。\n"
    )
    assert facts.glossary[0].code == "2050202"
    (entry,) = facts.find("glossary_item")
    assert (entry.dim("item"), entry.dim("code")) == ("小学教育", "2050202")
    assert facts.first("functional_item").dim("code") == "2050202"


def test_table_titles():
    """Titles of statutory tables are found; those of the self-evaluation forms are not."""
    facts = facts_of("二、收入决算表\n部门整体支出绩效自评表\n三、财政拨款“三公”经费支出决算表\n")
    assert [span.quote for span in facts.table_titles] == [
        "二、收入决算表",
        "三、财政拨款“三公”经费支出决算表",
    ]
    assert [fact.raw for fact in facts.find("table_title")] == [
        "收入决算表",
        "财政拨款“三公”经费支出决算表",
    ]
