"""An honest disclosure, rounded from exact yuan, has no contradiction."""
# ruff: noqa: E501 - a paragraph of a disclosure is one line

from decimal import ROUND_HALF_UP, Decimal

from fragments import leads_of
from hypothesis import given, settings
from hypothesis import strategies as st

CLASSES = (
    ("教育支出", "教育", "普通教育", ("小学教育", "初中教育", "高中教育")),
    ("社会保障和就业支出", "社会保障和就业", "抚恤", ("死亡抚恤", "伤残抚恤")),
    ("住房保障支出", "住房保障", "住房改革支出", ("住房公积金", "购房补贴")),
)
YUAN = st.integers(1, 3_000_000_00)  # in fen, so that 万元 is really rounded
SMALL = st.integers(0, 90_000_00)


def wan(fen):
    """Return an amount in 万元 with two decimals, as an accountant prints it."""
    return str((Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP))


def share(part, whole):
    """Return a percentage of unrounded amounts with two decimals."""
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def change(now, before):
    """Return the printed change from one exact amount to another."""
    if now == before:
        return "与上年持平"
    verb, rate = ("增加", "增长") if now > before else ("减少", "下降")
    size = abs(now - before)
    return f"比上年{verb}{wan(size)}万元，{rate}{share(size, before)}%"


@st.composite
def disclosures(draw):
    """Draw a whole consistent unit and return its prose."""
    items = [[draw(YUAN) for _ in names] for *_, names in CLASSES]
    sums = [sum(row) for row in items]
    total, before = sum(sums), draw(YUAN)
    basic = draw(st.integers(0, total))
    people = draw(st.integers(0, basic))
    travel, cars, meals = draw(SMALL), draw(SMALL), draw(SMALL)
    past = (draw(SMALL), draw(SMALL), draw(SMALL))
    three, three_before = travel + cars + meals, sum(past)
    classes = "；".join(
        f"{name}{wan(value)}万元，占{share(value, total)}%"
        for (name, *_), value in zip(CLASSES, sums, strict=True)
    )
    lines = [
        f"{top}（类）{middle}（款）{name}（项）：支出决算为{wan(value)}万元。"
        for (_, top, middle, names), row in zip(CLASSES, items, strict=True)
        for name, value in zip(names, row, strict=True)
    ]
    numbered = "\n".join(f"{n}.{line}" for n, line in enumerate(lines, 1))
    shares = (
        f"，占{share(travel, three)}%；公务用车购置及运行维护费支出决算{wan(cars)}万元，"
        f"占{share(cars, three)}%；"
        f"公务接待费支出决算{wan(meals)}万元，占{share(meals, three)}%。"
        if three
        else f"；公务用车购置及运行维护费支出决算{wan(cars)}万元；"
        f"公务接待费支出决算{wan(meals)}万元。"
    )
    project = total - basic
    natures = (
        f"基本支出{wan(basic)}万元，占{share(basic, total)}%；"
        f"项目支出{wan(project)}万元，占{share(project, total)}%。"
    )
    whole = f"{wan(three)}万元" + (f"，{change(three, three_before)}" if three_before else "")
    return f"""\
第二部分 2023年度单位决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为{wan(total)}万元。与2022年度相比，收、支总计{change(total, before)}。
二、收入决算情况说明
2023年度本年收入合计{wan(total)}万元，其中：一般公共预算财政拨款收入{wan(total)}万元，占100%。
三、支出决算情况说明
2023年度本年支出合计{wan(total)}万元，其中：{natures}
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出{wan(total)}万元，占本年支出合计的100%。
（二）一般公共预算财政拨款支出决算结构情况
2023年度一般公共预算财政拨款支出{wan(total)}万元，主要用于以下方面：{classes}。
（三）一般公共预算财政拨款支出决算具体情况
{numbered}
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出{wan(basic)}万元，其中：
人员经费{wan(people)}万元，主要包括：基本工资等。
公用经费{wan(basic - people)}万元，主要包括：办公费等。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费财政拨款支出决算为{whole}。其中，因公出国（境）费支出决算{wan(travel)}万元{shares}
"""


LEFT_OUT = ("FRM-01", "TPE-08", "TPE-15")  # sections, batches and groups that are not drawn


@settings(max_examples=150, deadline=None)
@given(disclosures())
def test_honest_rounding_is_never_a_contradiction(text):
    """Sums, shares and changes rounded from exact amounts give no error and no doubt."""
    found = [
        (lead.check, lead.message.zh)
        for lead in leads_of(text)
        if lead.severity == "error" and lead.check not in LEFT_OUT
    ]
    assert found == []


@st.composite
def parts(draw):
    """Draw the parts that prose tells beside its figures, rounded from exact amounts."""
    people, public, other = draw(YUAN), draw(YUAN), draw(SMALL)
    basic = people + public + other
    purposes = [draw(SMALL) for _ in range(3)]
    cars, meals, trips = sum(purposes), draw(SMALL), draw(SMALL)
    guests, held = draw(st.integers(1, 900)), draw(st.integers(1, 40))
    before = [draw(st.integers(1_000_00, 90_000_00)) for _ in range(3)]
    now, three = [trips, cars, meals], trips + cars + meals
    rates = [
        f"同比{'增长' if a >= b else '下降'}{share(abs(a - b), b)}%"
        for a, b in zip([three, *now], [sum(before), *before], strict=True)
    ]
    listed = "；".join(
        f"{name}{wan(value)}万元"
        for name, value in zip(("燃料费", "维修费", "其他费用"), purposes, strict=True)
    )
    opening, came, spent = draw(SMALL), draw(YUAN), draw(SMALL)
    left = opening + came - spent
    if left < 0:
        spent, left = opening + came, 0
    return f"""\
四、财政拨款收入支出决算总体情况说明
2023年度财政拨款收、支总计{wan(opening + came)}万元。其中本年财政拨款收入{wan(came)}万元，年初财政拨款结转和结余{wan(opening)}万元；本年财政拨款支出{wan(spent)}万元，年末财政拨款结转和结余{wan(left)}万元。
五、一般公共预算财政拨款收入支出决算情况说明
2023年度一般公共预算财政拨款收入{wan(came)}万元，年初财政拨款结转和结余{wan(opening)}万元。
2023年度一般公共预算财政拨款支出{wan(spent)}万元，年末财政拨款结转和结余{wan(left)}万元。
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出{wan(basic)}万元，其中：工资福利支出{wan(people)}万元，占{share(people, basic)}%；商品和服务支出{wan(public)}万元，占{share(public, basic)}%；对个人和家庭的补助{wan(other)}万元，占{share(other, basic)}%。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费支出{wan(three)}万元（其中：一般公共预算支出{wan(trips + cars)}万元；政府性基金预算支出{wan(meals)}万元），{rates[0]}。因公出国（境）费支出{wan(trips)}万元，{rates[1]}。公务用车购置及运行维护费支出{wan(cars)}万元，{rates[2]}。公务接待费支出{wan(meals)}万元，{rates[3]}。
公务用车运行维护费支出决算{wan(cars)}万元，主要用于{listed}。
年末公务用车保有量{held}辆，车均运行维护费{wan(Decimal(cars) / held)}万元。国内公务接待1批次，{guests}人次，人均接待费{(Decimal(meals) / 100 / guests).quantize(Decimal("0.01"), ROUND_HALF_UP)}元。
"""


OF_PARTS = (
    "EXP-01",
    "EXP-19",
    "EXP-21",
    "EXP-22",
    "FIS-02",
    "FIS-03",
    "FIS-21",
    "FIS-22",
    "FIS-23",
)
OF_PARTS += ("TPE-25", "TPE-28")


@settings(max_examples=150, deadline=None)
@given(parts())
def test_honest_parts_are_never_a_contradiction(text):
    """Parts, means and rates rounded from exact amounts fit what they are parts of."""
    found = [
        (lead.check, lead.message.zh)
        for lead in leads_of(text)
        if lead.check in OF_PARTS and lead.outcome.status == "inconsistent"
    ]
    assert found == []
