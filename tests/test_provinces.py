"""Disclosures in the words of several provincial templates, whose figures are all right.

The figures and the units are made up; only the order and the set phrases are the provinces'.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.engine import examine
from audit.extraction import extract
from audit.model import Lead
from audit.reading.text import read_text

FOLDER = Path(__file__).parent / "provinces"
PLANTED = [
    ("hubei", "基本支出910.00万元", "基本支出901.00万元", "EXP-02"),
    ("hubei", "住房保障（类）支出100.00", "住房保障（类）支出110.00", "EXP-08"),
    ("hubei", "机要通信用车1辆", "机要通信用车2辆", "AST-01"),
    ("hubei", "公务接待支出2.00万元", "公务接待支出2.20万元", "TPE-03"),
    ("zhejiang", "执法执勤用车2辆", "执法执勤用车5辆", "AST-01"),
    ("zhejiang", "占76.5%", "占67.5%", "TPE-04"),
    ("jiangsu", "占“三公”经费的23.53%", "占“三公”经费的32.53%", "TPE-04"),
    ("jiangsu", "完成预算的92.86%", "完成预算的29.86%", "FIS-16"),
    ("beijing", "住房保障支出（类）100.00", "住房保障支出（类）200.00", "EXP-08"),
    (
        "chongqing",
        "较年初预算数增加20.00万元，增长25.0%",
        "较年初预算数增加20.00万元，增长52.0%",
        "ANA-12",
    ),
    ("chongqing", "财政拨款收入1,180.00", "财政拨款收入1,810.00", "INC-03"),
    (
        "yunnan",
        "运行维护费支出决算增加0.60万元，增长10.17%",
        "运行维护费支出决算增加0.60万元，增长11.07%",
        "TPE-05",
    ),
    ("guangdong", "完成年初预算3.00万元的66.7%", "完成年初预算3.00万元的76.6%", "FIS-16"),
    ("henan", "公务用车运行维护费6.50万元", "公务用车运行维护费5.60万元", "TPE-02"),
    ("henan", "公用经费100.00万元", "公用经费110.00万元", "FIS-07"),
    ("shaanxi", "支出决算295.00万元", "支出决算259.00万元", "FIS-16"),
    (
        "shaanxi",
        "决算数较上年增加0.50万元，增长6.25%",
        "决算数较上年增加0.50万元，增长2.65%",
        "TPE-05",
    ),
    ("hunan", "社会保障和就业（类）支出155.00", "社会保障和就业（类）支出115.00", "EXP-08"),
    ("hunan", "增长8.68%", "增长6.88%", "ANA-01"),
    ("zhejiang", "接待150人次，20批次", "接待150人次，29批次", "XSE-02"),
    ("shandong", "国内接待费2.00万元", "国内接待费2.20万元", "TPE-03"),
    ("guangdong", "本年支出32.00万元，年末", "本年支出23.00万元，年末", "FIS-13"),
    ("fujian", "公务用车运行费6.50万元", "公务用车运行费6.05万元", "TPE-02"),
    ("beijing", "占收入合计的98.33%", "占收入合计的93.83%", "INC-06"),
]


def alarms(text: str) -> Iterator[Lead]:
    """Yield the errors and warnings of a text."""
    found = examine(extract(read_text(text.encode(), "disclosure.txt"))).leads
    return (lead for lead in found if lead.severity in ("error", "warning"))


def of(province: str) -> str:
    """Return the disclosure in a province's words."""
    return (FOLDER / f"{province}.txt").read_text("utf-8")


@pytest.mark.parametrize("province", sorted(file.stem for file in FOLDER.iterdir()))
def test_a_sound_disclosure_gives_no_alarm(province):
    """Nothing is called wrong where nothing is, whatever the province's words.

    That an opening balance or a budget is nowhere in the prose is true of some, and is said.
    """
    found = list(alarms(of(province)))
    assert not [lead for lead in found if lead.severity == "error"]
    assert {lead.check for lead in found} <= {"INC-07", "FIS-16"}


@pytest.mark.parametrize(("province", "old", "new", "check"), PLANTED)
def test_a_changed_figure_is_noticed(province, old, new, check):
    """A figure changed in one place contradicts the others, in any province's words."""
    text = of(province)
    assert text.count(old) == 1
    found = alarms(text.replace(old, new))
    assert check in {o.check for lead in found for o in (lead.outcome, *lead.also)}
