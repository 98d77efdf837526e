"""What hangs on a figure of the prose: parts by budget, purposes, means; coded and marked items."""
# ruff: noqa: E501 - a paragraph of a disclosure is one line

import pytest
from fragments import facts_of, judge

HEAD = "七、财政拨款“三公”经费支出决算情况说明\n"
GPB = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"


def told(text, *concepts):
    """Return concept, measure, figure and what it hangs on, of some concepts or of all."""
    facts = facts_of(text)
    by_id = {fact.id: fact for fact in facts}
    return [
        f"{f.concept} {f.measure} {f.raw}"
        + (f" of {by_id[f.dim('whole')].raw}" if f.dim("whole") else "")
        for f in facts
        if f.value is not None and (not concepts or f.concept in concepts)
    ]


def test_parts_by_budget_hang_on_the_figure_before_their_bracket():
    """Budget and final account each have a bracket of their own."""
    text = (
        f"{HEAD}公务接待费支出预算3万元（其中：一般公共预算支出2万元；政府性基金预算支出1万元），"
        "支出决算2万元（其中：一般公共预算支出2万元；政府性基金预算支出0万元），完成预算的66.67%。\n"
    )
    assert told(text) == [
        "hospitality initial_budget 3万元",
        "hospitality_by_budget initial_budget 2万元 of 3万元",
        "hospitality_by_budget initial_budget 1万元 of 3万元",
        "hospitality actual 2万元",
        "hospitality_by_budget actual 2万元 of 2万元",
        "hospitality_by_budget actual 0万元 of 2万元",
        "hospitality completion_rate 66.67%",
    ]
    scopes = [f.scope for f in facts_of(text) if f.concept == "hospitality_by_budget"]
    assert scopes == ["general_public_budget", "government_funds"] * 2


@pytest.mark.parametrize(
    ("list_", "found"),
    [
        (
            "主要用于燃料费2.50万元；维修费3.00万元；保险费1.00万元。",
            ["2.50万元", "3.00万元", "1.00万元"],
        ),
        ("主要用于燃料费、维修费。", []),
        ("主要用于燃料费2.50万元，比上年增加1.00万元。", []),  # one is no list
        ("主要用于以下方面：燃料费2.50万元、维修费3.00万元。", []),
    ],
)
def test_purposes_hang_on_the_expense_that_they_take_apart(list_, found):
    """A list names at least two purposes one by one; comparisons end it."""
    text = f"{HEAD}公务用车运行维护费支出6.50万元，{list_}\n"
    facts = [f for f in facts_of(text) if f.concept == "detail_amount"]
    assert [f.raw for f in facts] == found
    assert len(found) < 2 or {f.dim("about") for f in facts} == {"vehicle_operation"}


def test_means_are_no_amounts_of_the_account():
    """人均接待费 and 车均运行维护费 are read as what they are."""
    text = f"{HEAD}公务接待费支出2.00万元。人均接待费133.33元，车均购置费0.00万元，车均维护费2.17万元。\n"
    assert told(text)[1:] == [
        "hospitality_per_guest actual 133.33元 of 2.00万元",
        "vehicle_purchase_per_vehicle actual 0.00万元 of 2.00万元",
        "vehicle_operation_per_vehicle actual 2.17万元 of 2.00万元",
    ]


def test_items_called_by_their_code():
    """2010601-行政运行 is an item of 201; its code is no figure."""
    text = f"{GPB}（一）2010601-行政运行605.00万元，较上年决算数增加30.00万元，增长5.22%。\n"
    assert told(text) == [
        "functional_item actual 605.00万元",
        "functional_item change 30.00万元",
        "functional_item change_rate 5.22%",
    ]
    item = facts_of(text).first("functional_item")
    assert (item.dim("item"), item.dim("class"), item.dim("item_code")) == (
        "行政运行",
        "一般公共服务支出",
        "2010601",
    )


def test_items_of_one_name_are_told_apart_by_their_code():
    """行政运行 of 20101 and of 20106 are two items, each with its own change."""
    text = (
        f"{GPB}（一）2010101-行政运行100.00万元，较上年决算数增加10.00万元，增长11.11%。\n"
        "（二）2010601-行政运行605.00万元，较上年决算数增加30.00万元，增长5.22%。\n"
    )
    found = [o.status for o in judge("ANA-01", text)]
    assert found == ["exact", "exact"]


def test_classes_and_subclasses_marked_as_such():
    """“财政事务”（款）2023年度决算 names a 款, and its comparison is with the budget."""
    text = (
        f"{GPB}1、“一般公共服务支出”（类）2023年度决算900.00万元，比2023年年初预算增加100.00万元，"
        "增长12.50%。其中：\n“财政事务”（款）2023年度决算900.00万元，比2023年年初预算增加100.00万元。\n"
    )
    assert told(text) == [
        "functional_class actual 900.00万元",
        "functional_class budget_change 100.00万元",
        "functional_class budget_change_rate 12.50%",
        "functional_subclass actual 900.00万元",
        "functional_subclass budget_change 100.00万元",
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "一、收入支出决算总体情况说明\n本年度收入总计、支出总计均为1,234.56万元。\n",
            ["grand_total actual 1,234.56万元"],
        ),
        (
            "三、支出决算情况说明\n用于保障某局机构正常运转的日常支出910.00万元。其中：基本工资等人员经费支出800.00万元，公用支出110.00万元。\n",
            [
                "basic_expenditure actual 910.00万元",
                "personnel_funds actual 800.00万元",
                "public_funds actual 110.00万元",
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收入中，一般公共预算财政拨款收入1150.00万元，比2022年度决算数增加80.00万元。\n",
            [
                "general_public_budget_revenue actual 1150.00万元",
                "general_public_budget_revenue change 80.00万元",
            ],
        ),
        (
            f"{HEAD}2023年度财政拨款会议费支出预算1.00万元，支出决算0.80万元，完成预算的80%。全年召开会议2个，参加会议80人次。\n",
            [
                "meeting_expense initial_budget 1.00万元",
                "meeting_expense actual 0.80万元",
                "meeting_expense completion_rate 80%",
                "meeting_expense_sessions actual 2个",
                "meeting_expense_participants actual 80人次",
            ],
        ),
        (
            f"{HEAD}因公出国（境）费支出0.00万元。全年使用财政拨款支持单位组团数0个，累计0人次。\n",
            [
                "overseas_travel actual 0.00万元",
                "overseas_travel_groups actual 0个",
                "overseas_travel_guests actual 0人次",
            ],
        ),
    ],
)
def test_further_wordings(sentence, found):
    """Set phrases of Shaanxi, Yunnan, Hubei, Jiangsu and Zhejiang."""
    assert told(sentence) == found
