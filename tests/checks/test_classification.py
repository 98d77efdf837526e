"""政府收支分类科目: codes and names against the list, earlier names, levels of detail."""

import pytest
from fragments import Case, assert_case, failures, judge
from statutory_tables import BASIC, EXPENDITURE, GENERAL

from audit import classification
from audit.engine import examine
from audit.extraction import extract
from audit.reading.text import read_text

HEAD = "某县测试局2023年度部门决算\n"
TABLES = HEAD + GENERAL + BASIC
ITEMS = (
    HEAD
    + """\
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）：支出决算为80.00万元，主要用于退休人员的补贴。
2.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为20.00万元，主要用于在职人员的医疗保险缴费。
3.住房保障支出（类）住房改革支出（款）购房补贴（项）：支出决算为30.00万元，主要用于职工购房补贴。
4.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为60.00万元，主要用于在职人员住房公积金。
"""
)

CASES = {
    "EXP-10": Case(TABLES, "2210201 | 住房公积金", "2210201 | 购房补贴"),
    "EXP-11": Case(ITEMS, "行政事业单位养老支出（款）", "行政事业单位离退休（款）"),
    "EXP-14": Case(ITEMS, "主要用于在职人员住房公积金", "主要用于事业单位医疗保险支出"),
    "EXP-16": Case(TABLES, "2080505 | 机关事业", "208050 | 机关事业"),
    "FRM-04": Case(TABLES, "2210201 | 住房公积金 | 150.00 | 150.00 |\n", ""),
}


@pytest.mark.parametrize("check", CASES)
def test_case(check):
    """Each check passes its clean fragment and notices the changed one."""
    assert_case(check, CASES[check])


def test_a_wrong_name_is_told_with_the_right_one():
    """The lead names code, printed name and the list's, and quotes the row."""
    (found,) = failures("EXP-10", CASES["EXP-10"].broken)
    assert (found.expected, found.actual) == ("住房公积金", "购房补贴")
    assert found.severity == "warning"
    assert "购房补贴" in found.quotes[0].quote


def test_an_economic_name_is_held_against_its_own_list():
    """30101 is 基本工资; a name that clerks word longer passes."""
    assert not failures("EXP-10", TABLES.replace("30201 | 办公费", "30201 | 办公费用"))
    (found,) = failures("EXP-10", TABLES.replace("30101 | 基本工资", "30101 | 奖金"))
    assert found.expected == "基本工资"


def test_a_row_of_the_list_that_was_not_confirmed_only_hints():
    """2013202 was not seen in a source: another name for it is a hint."""
    text = TABLES.replace("2010602 | 一般行政管理事务", "2010604 | 一般行政管理事务")
    assert classification.functional()["2010604"].certainty == "unconfirmed"
    (found,) = failures("EXP-10", text)
    assert found.severity == "info"


def test_a_code_that_the_list_lacks_is_never_wrong():
    """It is named among what could not be checked."""
    text = TABLES.replace("2010602 | 一般行政管理事务", "2010698 | 数字财政")
    assert not failures("EXP-10", text)
    assert any("2010698 数字财政" in o.message.zh for o in judge("EXP-10", text))


def test_a_name_that_a_cell_cut_short_passes():
    """机关事业单位基本养老保险缴 is the beginning of the name."""
    assert not failures("EXP-10", TABLES.replace("保险缴费支出 | 200.00", "保险缴 | 200.00"))


def test_codes_of_the_prose_must_follow_one_another():
    """2210201 is no item of 20805."""
    chain = "住房保障支出（221类）住房改革支出（22102款）住房公积金（2210201项）"
    text = ITEMS.replace("住房保障支出（类）住房改革支出（款）住房公积金（项）", chain)
    assert not failures("EXP-10", text)
    broken = text.replace("（22102款）", "（22101款）")
    assert any("不是逐级从属" in o.message.zh for o in failures("EXP-10", broken))


def test_an_earlier_name_is_right_in_its_year():
    """行政事业单位离退休 was the name until 2019."""
    (found,) = failures("EXP-11", CASES["EXP-11"].broken)
    assert (found.severity, found.expected) == ("warning", "行政事业单位养老支出")
    assert "自 2020 年起" in found.message.zh
    assert not failures("EXP-11", CASES["EXP-11"].broken.replace("2023年度", "2019年度"))


def test_an_earlier_name_in_a_table_is_told_once_and_not_as_a_wrong_code():
    """20805 行政事业单位离退休 in a table is EXP-11's, not EXP-10's."""
    text = (TABLES + EXPENDITURE).replace("行政事业单位养老支出", "行政事业单位离退休")
    assert len(failures("EXP-11", text)) == 1
    assert not failures("EXP-10", text)


def test_a_subclass_with_the_name_of_its_class_is_told():
    """住房保障支出（款）购房补贴 belongs to 住房改革支出."""
    text = ITEMS.replace("住房改革支出（款）购房补贴", "住房保障支出（款）购房补贴")
    (found,) = failures("EXP-11", text)
    assert found.expected == "住房改革支出"


def test_what_the_table_contradicts_is_told_once():
    """Where the general-budget table names the item otherwise, only XSE-11 speaks."""
    item = (
        "1.社会保障和就业支出（类）行政事业单位离退休（款）机关事业单位基本养老保险缴费支出（项）"
    )
    head = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"
    text = f"{HEAD}{head}{item}：支出决算为200.00万元。\n{GENERAL}"
    facts = extract(read_text(text.encode(), "fragment.txt"), "sichuan-2023")
    told = [lead.check for lead in examine(facts).leads]
    assert "XSE-11" in told
    assert "EXP-11" not in told


@pytest.mark.parametrize(
    "purpose",
    ["主要用于在职人员的各项缴费", "主要用于住房公积金和医疗保险", "主要用于以下方面：缴费"],
)
def test_a_purpose_that_may_fit_is_not_blamed(purpose):
    """Words of no theme, or of the item's own among others, prove nothing."""
    assert not failures("EXP-14", ITEMS.replace("主要用于在职人员住房公积金", purpose))


def test_a_table_without_any_item_is_an_error():
    """All 项 missing contradicts the rule on its face; one missing row may be lost in reading."""
    lines = TABLES.splitlines()
    text = "\n".join(
        line
        for line in lines
        if not line.split(" | ")[0].isdecimal() or len(line.split(" | ")[0]) != 7
    )
    (found,) = failures("FRM-04", text)
    assert found.severity == "error"
    (single,) = failures("FRM-04", CASES["FRM-04"].broken)
    assert single.severity == "warning"


def test_an_economic_class_without_its_items_is_told():
    """310 with money and no 款 below it."""
    text = TABLES.replace("310 | 资本性支出 | 30.00", "310 | 资本性支出 | 30.00").replace(
        "31002 | 办公设备购置 | 30.00", " |  | "
    )
    (found,) = failures("FRM-04", text)
    assert "310资本性支出" in found.message.zh


def test_every_subject_of_the_list_stands_under_another():
    """Codes have 3, 5 or 7 digits; an item's subclass and class are in the list."""
    codes = set(classification.functional())
    assert {len(code) for code in codes} == {3, 5, 7}
    assert all(code[:3] in codes for code in codes)
    assert all(code[:5] in codes for code in codes if len(code) == 7)
    assert {len(code) for code in classification.economic()} == {3, 5}


def test_an_earlier_name_is_not_the_name_of_today():
    """Each names a subject of the list, otherwise."""
    for old in classification.earlier_names():
        assert not classification.is_called(classification.functional()[old.code].name, old.name)
        assert old.until is not None


def test_one_earlier_name_is_one_lead_wherever_it_stands():
    """Two items under one old 款, and the glossary: one outcome with every place."""
    second = "5.社会保障和就业支出（类）行政事业单位离退休（款）事业单位离退休（项）：支出决算为3.00万元。\n"
    (found,) = failures("EXP-11", CASES["EXP-11"].broken + second)
    assert "2 处" in found.message.zh
    assert len(found.quotes) == 2


def test_a_list_of_other_years_is_not_held_against_the_document():
    """Accounts of 2012 had another classification."""
    for check, text in (("EXP-10", TABLES), ("EXP-11", ITEMS)):
        (only,) = judge(check, CASES[check].broken.replace("2023年度", "2012年度"))
        assert only.status == "not_applicable"
        assert "2023年" in only.message.zh
        assert judge(check, text)[0].status == "exact"


@pytest.mark.parametrize(
    ("item", "purpose"),
    [
        ("公务员医疗补助", "在职和退休人员的补助"),
        ("行政单位离退休", "退休人员的抚恤金和丧葬费"),
        ("住房公积金", "职工住房"),
        ("行政运行", "人员的住房公积金和医疗保险"),
    ],
)
def test_who_is_paid_for_is_no_purpose_of_another_item(item, purpose):
    """退休人员 names people; an item of many purposes is not judged."""
    text = ITEMS.replace("住房公积金（项）", f"{item}（项）").replace("在职人员住房公积金", purpose)
    assert not failures("EXP-14", text)


def test_secret_parts_need_not_go_down_to_the_item():
    """A document that calls parts of itself secret is not held to the item."""
    text = CASES["FRM-04"].broken + "\n部分科目涉密，不予公开。\n"
    assert [o.status for o in judge("FRM-04", text)] == ["not_applicable"]


def test_a_code_beside_the_item_alone_names_no_subclass():
    """2080505-… prints the name of its item; that no 款 is named beside it is no wrong name."""
    text = (
        "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"
        "社会保障和就业支出155.00万元。\n"
        "（一）2080501-行政单位离退休155.00万元，较上年决算数增加10.00万元，增长6.90%。\n"
    )
    assert not failures("EXP-10", text)
