"""A department and its units: sums, and whether every unit has published."""

from __future__ import annotations

import pytest
from fragments import FAILED, facts_of, judge, judge_among

from audit.checks.peer_units import listed_units
from audit.unit_names import is_own_level, is_same, without_level


def disclosure(name, general, three, whole, units=""):
    """Return a short disclosure."""
    return f"""
{name}2023年度部门决算
第一部分 概况
二、部门决算单位构成
{units}
第二部分 决算情况说明
三、支出决算情况说明
2023年度本年支出合计{whole}万元。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2023年度一般公共预算财政拨款支出{general}万元。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费财政拨款支出决算为{three}万元。
"""


LISTED = """纳入本部门2023年度部门决算编制范围的单位包括：
1.某县水务局（本级）
2.某县河道管理所
3.某县水利技术推广站"""
UNITS = [
    disclosure("某县水务局（本级）", "860.00", "5.00", "900.00"),
    disclosure("某县河道管理所", "250.00", "2.50", "260.00"),
    disclosure("某县水利技术推广站", "100.00", "1.00", "110.00"),
]
CLEAN = disclosure("某县水务局", "1210.00", "8.50", "1270.00", LISTED)


def found(check, text, peers, status):
    """Return the outcomes of a check with one status."""
    return [o for o in judge_among(check, text, peers) if o.status == status]


def test_a_department_is_the_sum_of_its_units():
    """ANA-10: 860 + 250 + 100 = 1210; another sum is told with every unit's place."""
    assert not [o for o in judge_among("ANA-10", CLEAN, UNITS) if o.status in FAILED]
    assert len(found("ANA-10", CLEAN, UNITS, "exact")) == 3
    BROKEN = CLEAN.replace("拨款支出1210.00", "拨款支出1120.00")
    (outcome,) = found("ANA-10", BROKEN, UNITS, "inconsistent")
    assert "860.00 + 250.00 + 100.00 = 1210.00 万元，印列 1120.00 万元" in outcome.message.zh
    assert [place.unit for place in outcome.elsewhere] == [
        "某县水务局（本级）",
        "某县河道管理所",
        "某县水利技术推广站",
    ]
    assert [fact.raw for fact in outcome.facts] == ["1120.00万元"]


def test_money_passed_between_units_is_no_difference():
    """Units' revenue and expenditure may add up to more: a department counts a transfer once."""
    less = CLEAN.replace("本年支出合计1270.00", "本年支出合计1250.00")
    assert not [o for o in judge_among("ANA-10", less, UNITS) if o.status in FAILED]
    more = CLEAN.replace("本年支出合计1270.00", "本年支出合计1290.00")
    assert len(found("ANA-10", more, UNITS, "inconsistent")) == 1


@pytest.mark.parametrize(
    ("text", "peers", "why"),
    [
        (CLEAN, UNITS[:2], "没有提供全部所属单位，缺 某县水利技术推广站"),
        (CLEAN, [], "没有提供所属单位的决算公开"),
        (CLEAN.replace(LISTED, "本部门下属单位若干。"), UNITS, "没有逐一列出所属单位"),
        (CLEAN, [*UNITS, UNITS[1].replace("260.00", "261.00")], "没有提供全部所属单位"),
    ],
)
def test_without_all_units_no_sum_is_made(text, peers, why):
    """A unit that is missing, or given twice, proves nothing."""
    (outcome,) = judge_among("ANA-10", text, peers)
    assert outcome.status == "not_applicable"
    assert why in outcome.message.zh


def test_a_unit_without_a_disclosure():
    """ANA-11: a listed unit that is not among those given is named where it is listed."""
    assert [o.status for o in judge_among("ANA-11", CLEAN, UNITS)] == ["exact"]
    BROKEN = CLEAN.replace("水利技术推广站", "水利技术推广站\n4.某县水质监测中心")
    (outcome,) = judge_among("ANA-11", BROKEN, UNITS)
    assert outcome.status == "missing"
    assert [span.quote for span in outcome.quotes] == ["某县水质监测中心"]


def test_other_departments_units_prove_nothing():
    """Disclosures of which none is of a listed unit belong to others."""
    others = [disclosure("某县教育局", "1.00", "1.00", "1.00")]
    assert [o.status for o in judge_among("ANA-11", CLEAN, others)] == ["not_applicable"]
    assert [o.status for o in judge("ANA-11", CLEAN)] == ["not_applicable"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (LISTED, ["某县水务局（本级）", "某县河道管理所", "某县水利技术推广站"]),
        (
            "纳入编制范围的单位包括：\n\t序号\t单位名称\t备注\n\t1\t某县水务局（本级）\t\n\t2\t某县水务局财务所\t并入本级\n",
            ["某县水务局（本级）"],
        ),
        ("部门决算包括局本级决算和下属单位决算。", []),
        (
            "纳入决算编制范围的二级预算单位包括：某县河道管理所、某县水利技术推广站。",
            ["某县河道管理所", "某县水利技术推广站"],
        ),
    ],
)
def test_the_units_that_are_listed(written, names):
    """Numbered lines, rows of a table, or names between 、; units without accounts are left out."""
    facts = facts_of(CLEAN.replace(LISTED, written), "generic")
    assert [name for name, _ in listed_units(facts)] == names
    text = facts.document.text
    assert all(text[span.start : span.end] == name for name, span in listed_units(facts))


def test_names_of_one_unit():
    """Brackets, spaces and the county fold; （本级） and a sub-unit do not."""
    assert is_same("某县水务局", "某县 水务局")
    assert is_same("某县水务局(本级)", "某县水务局（本级）")
    assert is_same("甲省乙市某县水务局", "某县水务局")
    assert not is_same("某县水务局", "某县水务局（本级）")
    assert not is_same("某县水务局机关服务中心", "某县水务局")
    assert not is_same("", "某县水务局")
    assert is_own_level("某县水务局机关本级")
    assert without_level("某县水务局（机关本级）") == "某县水务局"
