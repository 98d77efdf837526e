"""The one table of concepts: identifier, Chinese name, English name, how it is printed.

`vocabulary` gives the terms that a section may speak of: a figure is read only inside
its section and only as one of these, never by "keyword, then the first number".
Identifiers are those of the glossary; a pattern is a regular expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from audit.matters import (
    ASSETS,
    CONFERENCES,
    FISCAL_EXPENDITURE,
    FISCAL_SOURCES,
    FISCAL_YEAR,
    OPERATING,
    ORGANISATION,
    PROCUREMENT,
    THREE_PUBLIC,
)
from audit.term import Term, Vocabulary

FUNCTIONAL_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "201": "一般公共服务支出",
        "202": "外交支出",
        "203": "国防支出",
        "204": "公共安全支出",
        "205": "教育支出",
        "206": "科学技术支出",
        "207": "文化旅游体育与传媒支出",
        "208": "社会保障和就业支出",
        "209": "社会保险基金支出",
        "210": "卫生健康支出",
        "211": "节能环保支出",
        "212": "城乡社区支出",
        "213": "农林水支出",
        "214": "交通运输支出",
        "215": "资源勘探工业信息等支出",
        "216": "商业服务业等支出",
        "217": "金融支出",
        "219": "援助其他地区支出",
        "220": "自然资源海洋气象等支出",
        "221": "住房保障支出",
        "222": "粮油物资储备支出",
        "223": "国有资本经营预算支出",
        "224": "灾害防治及应急管理支出",
        "227": "预备费",
        "229": "其他支出",
        "231": "债务还本支出",
        "232": "债务付息支出",
        "233": "债务发行费用支出",
        "234": "抗疫特别国债安排的支出",
    }
)

# 1、收入：X · 2018年收入X · 支出：X: the bare word, only before a figure or a list
_ALONE = r"(?:(?<![一-鿿])|(?<=[年度]))(?<!其中){}(?=(?:为|是|共)?\s*[\d：:])"

_EARLIER_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "文化体育与传媒": "207",
        "医疗卫生": "210",
        "医疗卫生与计划生育": "210",
        "环境保护": "211",
        "城乡社区事务": "212",
        "农林水事务": "213",
        "资源勘探信息等": "215",
        "资源勘探电力信息等": "215",
        "资源勘探电力信息等事务": "215",
        "商业服务业等事务": "216",
        "国土海洋气象等": "220",
        "国土资源气象等事务": "220",
        "粮油物资储备事务": "222",
        "粮油物资管理事务": "222",
        "国债还本付息": "228",
    }
)

_TOTALS = (
    Term(
        "grand_total",
        "收、支总计",
        "total revenue and expenditure",
        r"收[入]?、支[出]?(?:决算)?总计|收入(?:、|和|与|及)?支出(?:决算)?总计|收支(?:决算)?总计|(?:财政拨款)?收入(?:决算)?总计(?:、|和|与|及)(?:财政拨款)?支出(?:决算)?总计",
    ),
    Term(
        "total_revenue",
        "收入总计",
        "total revenue",
        r"(?:财政拨款)?收入(?:决算)?总计|(?:决算)?总收入",
    ),
    Term(
        "total_expenditure",
        "支出总计",
        "total expenditure",
        r"(?:财政拨款)?支出(?:决算)?总计|(?<!“三公”经费)(?:决算)?总支出",
    ),
)
_CARRYOVER = (
    Term(
        "opening_carryover",
        "年初结转和结余",
        "opening carry-over",
        r"(?:年初|上年)(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)?(?:财政拨款)?结转(?:和|与|及)?结余|(?:年初|上年)结转|使用上年结转",
    ),
    Term(
        "closing_carryover",
        "年末结转和结余",
        "closing carry-over",
        r"(?:年末|结转下年的?)(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)?(?:财政拨款)?结转(?:和|与|及)?结余|年末结转|结转下年",
    ),
    Term(
        "use_of_nonfiscal_surplus",
        "使用非财政拨款结余",
        "use of non-fiscal surplus",
        r"使用(?:以前年度)?非财政拨款结余(?:（含专用结余）)?|使用专用结余",
    ),
    Term("surplus_distribution", "结余分配", "distribution of surplus", r"结余分配"),
)
_REVENUE = (
    Term(
        "revenue_current_year",
        "本年收入合计",
        "revenue of the year",
        r"本年(?:度)?收入(?!总计)(?:决算)?(?:合计|总额)?|收入(?:决算)?合计|本(?:单位|部门)收入|"
        + _ALONE.format("收入"),
    ),
    Term(
        "general_public_budget_revenue",
        "一般公共预算财政拨款收入",
        "general public budget appropriation",
        r"一般公共预算(?:财政)?拨款(?:收入)?|一般公共预算(?=\s*\d)",
    ),
    Term(
        "government_funds_revenue",
        "政府性基金预算财政拨款收入",
        "government funds appropriation",
        r"政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:收入)?",
    ),
    Term(
        "state_capital_revenue",
        "国有资本经营预算财政拨款收入",
        "state capital appropriation",
        r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:收入)?",
    ),
    Term(
        "fiscal_appropriation_revenue",
        "财政拨款收入",
        "revenue from fiscal appropriations",
        r"财政拨款收入",
    ),
    Term(
        "superior_subsidy_revenue",
        "上级补助收入",
        "subsidies from the higher-level unit",
        r"上级补助收入",
    ),
    Term(
        "special_account_revenue",
        "财政专户管理教育收费",
        "revenue managed in special accounts",
        r"(?<!含)财政专户管理(?:的)?(?:教育收费|资金)(?:收入)?",
    ),
    Term("service_revenue", "事业收入", "revenue from public-service activities", r"事业收入"),
    Term("business_revenue", "经营收入", "business revenue", r"(?<!事业单位)经营收入"),
    Term(
        "affiliate_remittance_revenue",
        "附属单位上缴收入",
        "remittances from affiliated units",
        r"附属单位(?:上缴|缴款)收入",
    ),
    Term(
        "nontax_revenue",
        "非税收入拨款",
        "appropriation of non-tax revenue",
        r"非税收入(?:拨款|拨入)?",
    ),
    Term("other_revenue", "其他收入", "other revenue", r"其他收入"),
)
_EXPENDITURE = (
    Term(
        "expenditure_current_year",
        "本年支出合计",
        "expenditure of the year",
        r"本年(?:度)?支出(?!总计)(?:决算)?(?:合计|总额)?|支出(?:决算)?合计|本(?:单位|部门)支出|"
        + _ALONE.format("支出"),
    ),
    Term(
        "basic_expenditure",
        "基本支出",
        "basic expenditure",
        r"基本支出|机构正常运转的日常支出",
    ),
    Term(
        "project_expenditure",
        "项目支出",
        "project expenditure",
        r"(?<!建设类)(?<!基本建设)项目支出|专项业务工作的经费支出",
    ),
    Term("capital_projects", "基本建设类项目支出", "capital projects", r"基本建设(?:类)?项目支出"),
    Term(
        "remittance_to_superior",
        "上缴上级支出",
        "payments to the higher-level unit",
        r"上缴上级(?:单位)?支出",
    ),
    Term("business_expenditure", "经营支出", "business expenditure", r"经营支出"),
    Term(
        "subsidies_to_affiliates",
        "对附属单位补助支出",
        "subsidies to affiliated units",
        r"对附属单位补助(?:支出)?",
    ),
)
_BASIC_AND_PROJECT = _EXPENDITURE[1:3]
_PERSONNEL_AND_PUBLIC = (
    Term("personnel_funds", "人员经费", "personnel expenditure", r"人员(?:经费)?支出|人员经费"),
    Term(
        "public_funds",
        "公用经费",
        "public running expenditure",
        r"(?:日常)?公用经费(?:支出)?|公用支出",
    ),
    Term("wages_and_welfare", "工资福利支出", "wages and welfare", r"工资福利支出"),
    Term("goods_and_services", "商品和服务支出", "goods and services", r"商品和服务支出"),
    Term(
        "individual_subsidies",
        "对个人和家庭的补助",
        "subsidies to persons",
        r"对个人和家庭的?补助(?:支出)?",
    ),
    Term("capital_outlay", "资本性支出", "capital outlay", r"(?:其他)?资本性支出"),
)
_BASIC_OF_FUNDS = (
    Term(
        "government_funds_basic_expenditure",
        "政府性基金预算财政拨款基本支出",
        "basic expenditure of government funds",
        r"政府性基金(?:预算)?(?:财政拨款)?(?:安排)?的?基本支出",
    ),
)
_GPB = (
    Term(
        "expenditure_current_year",
        "一般公共预算财政拨款支出",
        "general public budget expenditure",
        r"一般公共预算(?:(?:财政)?拨款)?(?:本年)?支出(?:决算)?(?:合计|总额)?|(?<!预算)财政拨款(?:本年)?支出(?:决算)?(?:合计|总额)?(?!总计)",
    ),
    Term(
        "basic_expenditure",
        "一般公共预算财政拨款基本支出",
        "general public budget basic expenditure",
        r"(?:一般公共预算(?:(?:财政)?拨款)?)?基本支出",
    ),
    Term(
        "project_expenditure",
        "一般公共预算财政拨款项目支出",
        "general public budget project expenditure",
        r"(?:一般公共预算(?:(?:财政)?拨款)?)?项目支出",
    ),
)

_GPB_REVENUE = (
    Term(
        "general_public_budget_revenue",
        "一般公共预算财政拨款收入",
        "general public budget appropriation",
        r"一般公共预算(?:(?:财政)?拨款)?(?:本年)?收入(?!支出|、)",
    ),
)


def _of_fund(fund: str, side: str) -> str:
    """Return the pattern of a fund's total; bare 支出决算为 speaks of the item named before it."""
    return rf"{fund}(?:预算)?(?:财政拨款)?(?:本年)?{side}|(?<!基本)(?<!项目)(?:本年)?{side}(?!决算)"


_VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {
        "organisation": Vocabulary("all_funds", ORGANISATION),
        "totals": Vocabulary("all_funds", _TOTALS + _CARRYOVER + _REVENUE + _EXPENDITURE + _PERSONNEL_AND_PUBLIC[:2]),
        "revenue": Vocabulary("all_funds", _REVENUE + _CARRYOVER),
        "expenditure": Vocabulary("all_funds", _EXPENDITURE + _PERSONNEL_AND_PUBLIC + _CARRYOVER + _BASIC_OF_FUNDS),
        "fiscal_totals": Vocabulary("fiscal", _TOTALS + _CARRYOVER + _BASIC_AND_PROJECT + FISCAL_YEAR + FISCAL_SOURCES),
        "gpb": Vocabulary("general_public_budget", _GPB + _GPB_REVENUE + _CARRYOVER),
        "basic": Vocabulary("general_public_budget", _GPB[1:2] + _PERSONNEL_AND_PUBLIC + _BASIC_OF_FUNDS),
        "fiscal_expenditure": Vocabulary("fiscal", FISCAL_EXPENDITURE),
        "fiscal_basic": Vocabulary("fiscal", _BASIC_AND_PROJECT[:1] + _PERSONNEL_AND_PUBLIC),
        "three_public": Vocabulary("fiscal", THREE_PUBLIC + CONFERENCES),
        "government_funds": Vocabulary("government_funds", (
            Term("revenue_current_year", "政府性基金预算财政拨款收入", "government funds revenue", _of_fund("政府性基金", "收入")),
            Term("expenditure_current_year", "政府性基金预算财政拨款支出", "government funds expenditure", _of_fund("政府性基金", "支出")),
            *_BASIC_AND_PROJECT, *_CARRYOVER,
        )),
        "state_capital": Vocabulary("state_capital", (
            Term("revenue_current_year", "国有资本经营预算财政拨款收入", "state capital revenue", _of_fund("国有资本经营", "收入")),
            Term("expenditure_current_year", "国有资本经营预算财政拨款支出", "state capital expenditure", _of_fund("国有资本经营", "支出")),
            *_BASIC_AND_PROJECT, *_CARRYOVER,
        )),
        "operating": Vocabulary("general_public_budget", OPERATING),
        "procurement": Vocabulary("all_funds", PROCUREMENT),
        "assets": Vocabulary("all_funds", ASSETS),
    }
)  # fmt: skip
_FISCAL_BY_BUDGET = (
    Term(
        "general_public_budget_revenue",
        "一般公共预算财政拨款收入",
        "general public budget appropriation",
        r"一般公共预算(?:(?:财政)?拨款)?(?:收入)?(?=[为是]?\s*\d)",
    ),
    *(t for t in _REVENUE if t.concept in ("government_funds_revenue", "state_capital_revenue")),
)
_ALL_FUNDS_CLASSES = ("totals", "expenditure")  # where no heading says which budget is meant
_GPB_TOTALS = (
    Term(
        "total_revenue",
        "一般公共预算财政拨款收入总计",
        "total general public budget revenue",
        r"一般公共预算(?:(?:财政)?拨款)?收入(?:决算)?总计",
    ),
    Term(
        "expenditure_current_year",
        "一般公共预算财政拨款支出",
        "general public budget expenditure",
        r"一般公共预算(?:(?:财政)?拨款)?(?:本年)?支出(?:决算)?(?:合计|总额|总计)?|(?<![一-鿿])本年支出(?:合计)?",
    ),
    *_CARRYOVER,
)
_WITHOUT_HEADING: Mapping[str, Vocabulary] = MappingProxyType(
    {
        "totals": Vocabulary("all_funds", _TOTALS + _CARRYOVER + _REVENUE + _EXPENDITURE),
        "revenue": Vocabulary("all_funds", _REVENUE + _CARRYOVER),
        "gpb": Vocabulary("general_public_budget", _GPB_TOTALS + _GPB[1:]),
        "fiscal_totals": Vocabulary(
            "fiscal", _TOTALS + _CARRYOVER + _BASIC_AND_PROJECT + FISCAL_YEAR + _FISCAL_BY_BUDGET
        ),
    }
)
_PARENTS = {
    "gpb_overall": "gpb",
    "gpb_structure": "gpb",
    "gpb_items": "gpb",
    "three_public_overall": "three_public",
    "three_public_detail": "three_public",
}


def vocabulary(section: str) -> Vocabulary | None:
    """Return what a section may speak of, or None for a section without figures."""
    return _VOCABULARIES.get(_PARENTS.get(section, section))


def vocabulary_without_heading(section: str) -> Vocabulary | None:
    """Return what a passage may speak of whose section was inferred from its terms."""
    return _WITHOUT_HEADING.get(section) or vocabulary(section)


def tells_classes_of_all_funds(section: str) -> bool:
    """Return whether functional classes of an inferred section are those of all funds."""
    return section in _ALL_FUNDS_CLASSES


@cache
def class_code(name: str) -> str:
    """Return the code of a functional class by its name, with or without 支出; '' if unknown.

    Names of earlier years count too: 医疗卫生与计划生育支出 is the 卫生健康支出 of today.
    """
    wanted = name.removesuffix("支出")
    known = {
        **_EARLIER_CLASSES,
        **{n.removesuffix("支出"): c for c, n in FUNCTIONAL_CLASSES.items()},
    }
    return known.get(wanted, "")
