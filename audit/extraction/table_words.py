"""What the words of statutory tables mean: headings of columns, labels of rows, measures."""

from __future__ import annotations

import re
from functools import lru_cache

from audit.amounts import ascii_text
from audit.model import Measure, Scope
from audit.terms import class_code

_SPACE = re.compile(r"\s+")
_NUMERAL = re.compile(
    r"^(?:其中[:：]?)?(?:[一二三四五六七八九十]+[、.．]|[(][一二三四五六七八九十\d]+[)]、?|\d{1,2}(?:[、．]|\.(?!\d)))"
)
_OF_WHICH = re.compile(r"^其中[:：]?|^[#*]")
_UNIT_IN_HEADING = re.compile(r"[(](?:单位[:：])?(万元|元|千元|亿元|%)[)]")
_BRACKETS = re.compile(r"[(][^()]*[)]")
_QUOTES = re.compile(r"[“”\"'‘’]")
_YEAR = r"(?:20\d\d年度?|本年度?)?"

_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("change_rate", re.compile(r".*(?:增、?减|变动|减少|增长|增加|下降)(?:幅度|率|比例|百分比)|.*增减[%]|增幅")),
    ("change", re.compile(r".*(?:增、?减|变动|减少|增加)(?:情况|金额|额|数)|比上年增、?减")),
    ("completion_rate", re.compile(r".*(?:完成|执行)(?:预算)?(?:的)?(?:率|比例|百分比|进度).*")),
    ("share", re.compile(r".*(?:占比|比重|比例)")),
    ("prior_year", re.compile(r"(?:上年|上一年|去年)度?(?:决算|支出|执行|实际)?(?:数|金额|支出)?")),
    ("initial_budget", re.compile(rf"{_YEAR}年初预算(?:数|金额|安排)?")),
    ("adjusted_budget", re.compile(rf"{_YEAR}(?:全年|调整后?|变动后?)(?:的)?预算(?:数|金额)?|预算调整数")),
    ("initial_budget", re.compile(rf"{_YEAR}(?:部门)?预算(?:数|金额|安排)?")),
    ("actual", re.compile(rf"{_YEAR}(?:决算|执行|实际|统计|支出|收入)(?:支出|完成)?(?:数|金额|额|决算)|{_YEAR}决算|{_YEAR}(?:支出|金额)|当年支出")),
)  # fmt: skip
_GENERIC = re.compile(r"合计|总计|小计|金额|计|数额")
_IDLE = re.compile(r"[0-9一二三四五六七八九十]{1,2}|[A-H]|栏次|行次|序号|备注|说明")
_CONCEPTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (concept, re.compile(pattern))
    for concept, pattern in (
        ("revenue_current_year", r"本年(?:度)?收入(?:合计|小计|总额)?|收入合计"),
        ("expenditure_current_year", r"本年(?:度)?支出(?:合计|小计|总额)?|支出合计"),
        ("total_revenue", r"收入(?:决算)?总计"),
        ("total_expenditure", r"支出(?:决算)?总计"),
        ("fiscal_appropriation_revenue", r"(?:本年)?财政拨款(?:收入)?"),
        ("general_public_budget", r"一般公共预算(?:财政拨款)?(?:收入|支出)?"),
        ("government_funds", r"政府性基金(?:预算)?(?:财政拨款)?(?:收入|支出)?"),
        ("state_capital", r"国有资本经营(?:预算)?(?:财政拨款)?(?:收入|支出)?"),
        ("special_account_revenue", r"财政专户管理资金(?:收入)?"),
        ("superior_subsidy_revenue", r"上级补助收入"),
        ("service_revenue", r"事业收入"),
        ("business_revenue", r"(?:事业单位)?经营收入"),
        ("affiliate_remittance_revenue", r"附属单位(?:上缴|缴款|上缴款)(?:收入)?"),
        ("other_revenue", r"其他收入"),
        ("basic_expenditure", r"基本支出(?:合计|小计)?"),
        ("project_expenditure", r"项目支出(?:合计|小计)?"),
        ("remittance_to_superior", r"上缴上级(?:单位)?支出"),
        ("business_expenditure", r"(?:事业单位)?经营支出"),
        ("subsidies_to_affiliates", r"对附属单位补助(?:支出)?"),
        ("use_of_nonfiscal_surplus", r"使用(?:以前年度)?(?:非财政拨款|专用)结余.*|用事业基金弥补收支差额"),
        ("opening_carryover", r"(?:年初|上年)(?:财政拨款)?(?:资金)?结转(?:和|与|及|、)?(?:结余)?(?:资金)?"),
        ("closing_carryover", r"年末(?:财政拨款)?(?:资金)?结转(?:和|与|及|、)?(?:结余)?(?:资金)?|结转下年"),
        ("surplus_distribution", r"结余分配"),
        ("personnel_funds", r"人员经费(?:合计|小计|支出)?"),
        ("public_funds", r"(?:日常)?公用经费(?:合计|小计|支出)?"),
        ("three_public", r"(?:财政拨款|一般公共预算)*三公经费(?:支出)?(?:合计|总额)?|总三公经费支出"),
        ("overseas_travel", r"(?:因公)?出国(?:经费|费用|费|支出)*|因公出国"),
        ("vehicles", r"(?:公务)?用车购置(?:及|和|与|、)(?:公务用车)?运行(?:维护)?(?:费用|费|经费|支出)*|用车费|车辆购置及运行费"),
        ("vehicle_purchase", r"(?:公务用车|公车|车辆)?购置(?:费用|费|支出)"),
        ("vehicle_operation", r"(?:公务用车|公车|车辆)?(?:运行(?:维护)?(?:费用|费|支出)|运行维护)"),
        ("hospitality", r"(?:公务)?接待(?:费用|费|支出|经费)*"),
        ("domestic_hospitality", r"国内(?:公务)?接待(?:费用|费|支出)*"),
        ("foreign_hospitality", r"(?:国境外|外事|外宾|国外)(?:公务)?接待(?:费用|费|支出)*"),
        ("overseas_travel_groups", r"(?:因公出国)?团组数?"),
        ("overseas_travel_guests", r"因公出国(?:境)?(?:人次数?|人数)"),
        ("vehicles_purchased", r"(?:公务用车)?(?:购置数|购置量|购置辆数)"),
        ("vehicles_held", r"(?:公务用车)?保有(?:量|数)"),
        ("domestic_hospitality_batches", r"(?:国内)?(?:公务)?接待批次数?|批次"),
        ("domestic_hospitality_guests", r"(?:国内)?(?:公务)?接待人(?:次|数)数?|人次"),
    )
)  # fmt: skip
_LABEL_HEADING = re.compile(
    r".*(?:科目名称|项目名称|单位名称|经费项目|功能分类|经济分类|支出功能|科目)|项目|名称|指标|经费名称"
)
_CODE_HEADING = re.compile(r".*(?:编码|代码|编号)|[类款项]")
_NUMBERING = re.compile(r"行次|栏次|序号")
REVENUES = frozenset(
    {
        "general_public_budget",
        "government_funds",
        "state_capital",
        "special_account_revenue",
        "superior_subsidy_revenue",
        "service_revenue",
        "business_revenue",
        "affiliate_remittance_revenue",
        "other_revenue",
    }
)
NATURES = (
    "basic_expenditure",
    "project_expenditure",
    "remittance_to_superior",
    "business_expenditure",
    "subsidies_to_affiliates",
)
BASIC_AND_PROJECT = NATURES[:2]  # the only ones of fiscal money
BUDGETS: dict[str, Scope] = {
    "general_public_budget": "general_public_budget",
    "government_funds": "government_funds",
    "state_capital": "state_capital",
}


def squeezed(text: str) -> str:
    """Return a label without the spaces that justify it or that a line break left."""
    return _SPACE.sub("", text)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return a label without spaces, quotes, numeral and what brackets add."""
    word = _QUOTES.sub("", _SPACE.sub("", ascii_text(text)))
    word = _OF_WHICH.sub("", _NUMERAL.sub("", word))
    word = _NUMERAL.sub("", word)
    return _BRACKETS.sub("", word).strip("、:：.()")


def name_of(text: str) -> str:
    """Return a label as two printings of a name are compared: bare, and without 支出."""
    return bare(text).removesuffix("支出")


def is_of_which(text: str) -> bool:
    """Return whether a label names a part of the row above (其中：…), which no sum may add."""
    return bool(_OF_WHICH.match(_SPACE.sub("", text)))


@lru_cache(maxsize=4096)
def concept_of(text: str) -> str:
    """Return the concept that a row's label or a column's heading names, '' if unknown.

    `total` is what only says 合计; `functional_class` is one of the 类 of the functional
    classification.
    """
    word = bare(text)
    if _GENERIC.fullmatch(word):
        return "total"
    for concept, pattern in _CONCEPTS:
        if pattern.fullmatch(word):
            return concept
    return "functional_class" if class_code(word) else ""


@lru_cache(maxsize=1024)
def measure_of(text: str) -> Measure | None:
    """Return the measure that a heading names (预算数, 决算数, 增减额, …), or None."""
    word = bare(text)
    return next((measure for measure, pattern in _MEASURES if pattern.fullmatch(word)), None)


def unit_in(text: str) -> str:
    """Return the unit that a heading carries in brackets, or ''."""
    found = _UNIT_IN_HEADING.search(_SPACE.sub("", ascii_text(text)))
    return found[1] if found else ""


def is_idle(text: str) -> bool:
    """Return whether a heading says nothing of its column: its number, 行次, a letter."""
    return bool(_IDLE.fullmatch(bare(text)))


def names_labels(text: str) -> bool:
    """Return whether a column under this heading holds names."""
    return bool(_LABEL_HEADING.fullmatch(bare(text)))


def names_codes(text: str) -> bool:
    """Return whether a column under this heading holds codes."""
    return bool(_CODE_HEADING.fullmatch(bare(text)))


def names_numbering(text: str) -> bool:
    """Return whether a column under this heading only counts rows."""
    return bool(_NUMBERING.fullmatch(bare(text)))
