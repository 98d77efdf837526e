"""One unit among many: first digits, costs per head and per vehicle, round amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fragments import FAILED, judge, judge_among

from audit.checks.peer_statistics import (
    at_least,
    chi_square,
    deviation,
    expected_share,
    median,
    robust,
)


def unit(number, *, operation="6.30", staff=20, public="80.00", kind="行政单位医疗"):
    """Return a short disclosure of a unit that holds three vehicles."""
    return f"""
某县第{number}局2023年度部门决算
一、机构设置
年末在职人员{staff}人。
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.卫生健康支出（类）行政事业单位医疗（款）{kind}（项）：支出决算为12.37万元。
六、一般公共预算财政拨款基本支出决算情况说明
2023年度一般公共预算财政拨款基本支出280.00万元，其中：
人员经费200.00万元，主要包括：基本工资。
公用经费{public}万元，主要包括：办公费。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费财政拨款支出决算为{operation}万元。公务用车运行维护费支出{operation}万元。公务用车保有量为3辆。
"""


PEERS = [unit("一二三四五六七八九"[n], operation=f"6.{n}1", public=f"8{n}.15") for n in range(9)]
CLEAN = unit("十", operation="6.90")
BROKEN = unit("十", operation="19.20")


def statuses(check, text, peers=PEERS):
    """Return the status of each subject."""
    return {o.subject: o.status for o in judge_among(check, text, peers)}


def test_a_vehicle_that_costs_three_times_as_much():
    """ANA-08: 6.40 万元 a vehicle stands out among nine at 2.0 to 2.3; 2.30 does not."""
    assert statuses("ANA-08", CLEAN)["单车运行维护费"] == "exact"
    found = [o for o in judge_among("ANA-08", BROKEN, PEERS) if o.status in FAILED]
    assert [o.subject for o in found] == ["人均“三公”经费", "单车运行维护费"]
    told = found[-1].message.zh
    assert "19.20万元 ÷ 3 辆 = 6.4000 万元；9 个行政单位的中位数 2.1367 万元" in told
    assert "稳健 z = 0.6745 × (6.4000 − 2.1367) ÷ 0.0667 = 43.13" in told
    assert found[-1].elsewhere[0].unit == "某县第九局"
    assert {fact.concept for fact in found[-1].facts} == {"vehicle_operation", "vehicles_held"}
    assert found[0].quotes[0].quote == "年末在职人员20人"


@pytest.mark.parametrize(
    ("peers", "why"),
    [
        (PEERS[:7], "同类单位只有 7 个可比，少于 8 个"),
        ([p.replace("行政单位医疗", "事业单位医疗") for p in PEERS], "同类单位只有 0 个可比"),
        ([p.replace("2023年", "2022年") for p in PEERS], "没有提供其他单位"),
        ([], "没有提供其他单位"),
        ([unit("一二三四五六七八九"[n]) for n in range(9)], "过半同类单位数值相同"),
    ],
)
def test_too_few_of_the_kind_prove_nothing(peers, why):
    """Fewer than eight peers of the kind and year, or peers all alike: not checkable, and why."""
    found = judge_among("ANA-08", BROKEN, peers)
    assert {o.status for o in found} == {"not_applicable"}
    assert any(why in o.message.zh for o in found)


def test_a_unit_is_no_peer_of_itself():
    """The folder of peers may hold the document under test, and a copy of it."""
    assert statuses("ANA-08", CLEAN, [*PEERS[:7], CLEAN])["单车运行维护费"] == "not_applicable"


def test_median_and_spread():
    """The robust measures of a handful of figures, by hand."""
    values = [Decimal(v) for v in (1, 2, 3, 4, 100)]
    assert robust(values) == (3, 1)
    assert median([Decimal(1), Decimal(2)]) == Decimal("1.5")


# --- first digits -----------------------------------------------------------------------


def name(number):
    """Return a name without digits for a number."""
    return str(number).translate(str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸"))


def amounts(numbers):
    """Return a disclosure whose items cost these amounts of 万元."""
    lines = [
        f"{n}.农林水支出（类）水利（款）{name(n)}工程（项）：支出决算为{number}万元。"
        for n, number in enumerate(numbers, 1)
    ]
    head = "某县测试局2023年度部门决算\n（三）一般公共预算财政拨款支出决算具体情况\n"
    return head + "\n".join(lines) + "\n"


def powers(first, count):
    """Return amounts that grow by a constant factor: Benford's law holds for them."""
    factor, value, found = Decimal("1.0307"), Decimal(first), []
    for _ in range(count):
        found.append(f"{value:.2f}")
        value *= factor
    return found


def test_first_digits_of_many_units():
    """ANA-07: growing amounts follow the law; amounts that all begin with 5 to 9 do not."""
    peers = [amounts(powers("1.37", 152)).replace("测试局", "审计局")]
    CLEAN = amounts(powers("2.11", 152))
    BROKEN = amounts([f"{5 + n % 5}{n:02d}.{n % 97:02d}" for n in range(160)])
    (outcome,) = judge_among("ANA-07", CLEAN, peers)
    assert outcome.status == "exact"
    assert "304 个金额，MAD = 0.00" in outcome.message.zh
    (outcome,) = judge_among("ANA-07", BROKEN, peers)
    assert outcome.status == "inconsistent"
    assert outcome.formula.startswith("首位数字 1：")
    assert "不指某一单位" in outcome.message.zh


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        (powers("2.11", 100), "少于 300 个"),
        ([f"5{n:02d}.{n % 97:02d}" for n in range(90)] * 2, "少于 300 个"),
        ([f"{200 + n}.17" for n in range(320)], "相差不到一百倍"),
    ],
)
def test_preconditions_of_the_first_digits(numbers, why):
    """Few amounts, repeated ones, or amounts of one size prove nothing."""
    peer = amounts(["333.33"]).replace("测试局", "审计局")
    (outcome,) = judge_among("ANA-07", amounts(numbers), [peer])
    assert outcome.status == "not_applicable"
    assert why in outcome.message.zh


def test_benford_statistics_by_hand():
    """The shares add up to one; counts in their proportions deviate by nothing."""
    assert abs(sum(map(expected_share, range(1, 10))) - 1) < Decimal("1e-25")
    assert f"{expected_share(1):.5f}" == "0.30103"
    even = [100] * 9
    assert f"{deviation(even):.4f}" == "0.0597"
    assert f"{chi_square(even):.1f}" == "361.5"


def test_the_chance_of_many_successes_by_hand():
    """Two heads or more of three throws come one time in two; none or more always."""
    assert at_least(2, 3, Decimal("0.5")) == Decimal("0.5")
    assert at_least(0, 5, Decimal("0.01")) == 1


# --- round amounts ----------------------------------------------------------------------


def test_round_amounts_among_peers():
    """ANA-09: one unit whose amounts are whole 万元 where others' are not."""
    peers = [
        amounts(powers(f"1.{n}7", 40)).replace("测试局", f"第{'一二三四五六七八'[n]}局")
        for n in range(8)
    ]
    CLEAN = amounts(powers("3.11", 40))
    BROKEN = amounts([f"{3 * n}.00" for n in range(1, 41)])
    (outcome,) = judge_among("ANA-09", CLEAN, peers)
    assert outcome.status == "exact"
    few = amounts([*powers("3.11", 36), "7.00", "9.00", "12.00"])
    assert judge_among("ANA-09", few, peers)[0].status == "exact"
    (outcome,) = judge_among("ANA-09", BROKEN, peers)
    assert outcome.status == "inconsistent"
    assert "40 个金额中整万元 40 个" in outcome.message.zh
    assert judge_among("ANA-09", BROKEN, peers[:3])[0].status == "not_applicable"
    assert judge("ANA-09", BROKEN)[0].status == "not_applicable"
