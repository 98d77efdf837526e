"""Read the words before a figure: which measure it is, and whether it is an aside.

The unit decides between an amount and a rate, never the verb; what a change is measured
against (last year or the budget) is what the words name, and holds until they name another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from audit.amounts import Figure
from audit.model import Direction, Measure

Aside = Literal["reason", "detail", ""]
Base = Literal["year", "budget", ""]

SHARE = re.compile(r"(?:占比?|比重|比例)(?!(?:年初|全年|调整后?)?预算)[^，。；,;\d]{0,32}$")
_AGAINST = r"(?:与|较|比|同)[^，。；,;]{0,24}?"
UNCHANGED = re.compile(
    rf"{_AGAINST}(?P<word>(?:基本)?持平|(?:保持)?一致|无(?:增减)?(?:变化|变动)|无增减|"
    r"没有变化|未发生变化|相同)|"
    r"(?:决算数?|支出|(?:与|较|比|同)[^，。；,;]{2,16}相比[，,][^，。；,;]{0,24})\s*"
    r"(?P<alone>(?:基本)?持平)"
)
VEHICLE_TYPE = re.compile(
    r"(?:轿车|越野车|载客汽车|载货汽车|客车|货车|面包车|摩托车|其他车(?:型|辆)|特种车辆?)[^。；]*$"
)
_COMPLETION = re.compile(
    r"完成(?:了)?(?P<basis>年初|调整后?|全年|当年)?预算(?:数|的|[（(]A[）)])*[^，。；,;\d]{0,4}$|"
    r"(?:预算)?(?:执行|完成)(?:率|比例)[^，。；,;\d]{0,4}$|完成(?:了)?\s*$|"
    r"(?:占|为|是|达到?|相当于|执行)(?P<of>年初|全年|调整后?)?预算(?:数)?的?\s*$"
)
_UP = r"增加|增长|上升|提高|增幅|上涨|多支出|(?<!最)(?<!许)多|(?<![新调递])增|(?<!提)升"
_DOWN = r"减少|下降|降低|降幅|少支出|少|压减|节约|下浮|(?<![核调追递压])减|(?<!下)降"
_CHANGE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:[（(](?:{_UP}|{_DOWN})[）)])?"
    r"(?:支出|金额)?(?:了|额|率|幅度|比例)*(?:为|达|约|是|:|：)*\s*$"
)
_BEYOND = re.compile(
    r"(?:(?P<up>(?:大|高|多)于|超(?:过|出)?)|(?P<down>(?:小|低|少)于))"
    r"(?:年初|全年|调整后?|当年)?预算(?:数)?\s*$"
)
_AFTER_UP = re.compile(rf"\s*(?:{_UP})(?:了)?\s*(?:[，,。；;、]|$)")
_AFTER_DOWN = re.compile(rf"\s*(?:{_DOWN})(?:了)?\s*(?:[，,。；;、]|$)")
_COMPARED = re.compile(r"(?:与|较|比|同)[^，。；,;]{0,24}$")
_ON_BUDGET = re.compile(
    r"(?:与|较|比|同)[^，。；,;：:\d]{0,8}(?:20\d\d年度?)?[^，。；,;：:\d]{0,14}(?<!公共)(?<!基金)预算"
)
_ON_YEAR = re.compile(
    r"(?:与|较|比|同)[^，。；,;：:]{0,8}?(?:上年|上一年|去年|20\d\d\s*年)|同比|环比"
)
_NOT_A_BUDGET = r"(?<!公共)(?<!性基金)(?<!基金)(?<!经营)(?<!部门)(?<!单位)"
_INITIAL = re.compile(
    rf"(?:年初|支出|批复|财政|当年|安排)?{_NOT_A_BUDGET}预算(?:收入|支出)?(?:数|安排|资金|金额|总额|"
    r"合计|批复|共|总计|经费)*(?:为|是|安排|共)*\s*[:：]?\s*$"
)
_ADJUSTED = re.compile(
    r"(?:调整后?的?|全年)预算(?:数)?(?:[（(]A[）)])?(?:为|是)?\s*$|调整数(?:为|是)?\s*$"
)
_PRIOR = re.compile(
    r"(?:上年度?|上一年度?|去年)(?:同期)?(?:累计|实际|共)*(?:支出|收入)?(?:决算)?(?:数|支出|收入|总额)?"
    r"(?:的|为|是|[（(])?\s*$|"
    r"(?:比|较|与|同)\s*20\d\d\s*年度?(?:同期)?(?:累计)?(?:决算|支出|收入)*(?:数)?(?:的|为|是|[（(])?\s*$"
)
_BUDGETS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("adjusted_budget", _ADJUSTED),
    ("initial_budget", _INITIAL),
    ("prior_year", _PRIOR),
)
_REASON = re.compile(
    r"(?:主要|变动|增减|增加|减少|下降|增长|具体)?原因(?:是|为|：|:|在于|系|中)?|"
    r"主要是(?:因为|由于)?|主要系|由于"
)
_RESUMES = re.compile(
    rf"[，,]\s*(?:与|较|比|同)[^，。；,;]{{1,12}}?(?:相比|比)?[，,]?(?:{_UP}|{_DOWN})(?:了)?\s*$|"
    r"[，,]\s*截[至止][^。；]*$|保有量?(?:为|是)?\s*$|"
    r"[，,]\s*(?:全年)?(?:共计?|合计|累计)?接待\s*$"
)
_DETAIL = re.compile(
    r"主要用于(?!以下|如下)|具体内容|具体包括|开展业务活动|"
    r"(?<!主要)用于(?!以下|如下|[：:]|[一-鿿]{2,8}的彩票公益金)"  # 用于…的彩票公益金支出 is a name
)
_RETOLD = re.compile(r"(?:共计|合计)(?:支出|开支|金额)?\s*$")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_FILLER = re.compile(
    r"(?:[\s，,、：:“”\"]|其中|共计|合计|总计|总额|汇总|累计|支出|开支|决算|执行|完成|实际|数|收入|金额|经费|"
    r"费用|总|来宾|来访|团组|(?:财政)?拨款|一般公共预算|为|是|均|各|共|本级|全年|年末|现|已|有|使用|发生|列支|分别|"
    r"(?:20\d\d)?\s*年度?|本年)*"
)
_WHOLE = re.compile(
    r"(?:[\s，,、：:—#.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．]|"
    r"[“\"”]|其中|经汇总|汇总|共计|合计|总计|总额|总|累计|支出|开支|决算|年初|全年|调整后?|预算|执行|完成|"
    r"实际|数|的|金额|经费|与|较|比|同|相比|上年|去年|上一年|各|为|是|均|本年|本|"
    rf"(?:20\d\d)\s*年度?|年度|{_UP}|{_DOWN}|了)*"
)
_LEFT_OUT = re.compile(r"剔除|扣除|不含|不包括|折合|人均|户均|平均每|车均|标准")


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words before a figure say of it; `basis` is the budget a rate names.

    `base` is what a change is measured against, where the words name it.
    """

    measure: Measure
    direction: Direction | None = None
    basis: str = ""
    base: Base = ""


def cue_of(figure: Figure, lead: str, after: str = "") -> Cue:
    """Return measure and direction of a figure from the words since the one before it.

    `after` are the words that follow: 较上年2.08减少 names its direction there.
    """
    is_rate = figure.kind == "percent"
    completion = _COMPLETION.search(lead) if is_rate else None
    if completion:
        return Cue("completion_rate", basis=completion["basis"] or completion["of"] or "")
    if is_rate and SHARE.search(lead):
        return Cue("share")
    changed = _changed(lead, after)
    if changed is not None:
        direction, base = changed
        return Cue("change_rate" if is_rate else "change", direction, base=base)
    for measure, pattern in _BUDGETS:
        if pattern.search(lead) and not is_rate:
            return Cue(measure)
    return Cue("share" if is_rate else "actual")


def _changed(lead: str, after: str) -> tuple[Direction, Base] | None:
    beyond = _BEYOND.search(lead)
    if beyond:
        return ("increase" if beyond["up"] else "decrease"), "budget"
    change = _CHANGE.search(lead)
    if change:
        return ("increase" if change["up"] else "decrease"), base_of(lead)
    if _COMPARED.search(lead) and not _PRIOR_NUMBER.search(lead):
        if _AFTER_UP.match(after):
            return "increase", base_of(lead)
        if _AFTER_DOWN.match(after):
            return "decrease", base_of(lead)
    return None


_PRIOR_NUMBER = re.compile(r"(?:比|较|与)去年\s*$|20\d\d\s*年度?\s*$")


def base_of(lead: str) -> Base:
    """Return what the words compare with: the budget, last year, or '' where unsaid."""
    budget, year = _last(_ON_BUDGET, lead), _last(_ON_YEAR, lead)
    if budget < 0 and year < 0:
        return ""
    return "budget" if budget >= year else "year"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def goes_on(cue: Cue, words: str) -> bool:
    """Return whether only idle words stand between a figure, or a term, and a figure.

    An amount whose words name something unknown (预留政府采购项目预算金额) stays unread
    rather than being taken for the nearest known thing.
    """
    return cue.measure != "actual" or bool(
        _FILLER.fullmatch(_BRACKETS.sub("", words).replace("）", "").replace(")", ""))
    )


def fits_its_term(cue: Cue, words: str) -> bool:
    """Return whether the words between a term and its figure name nothing else."""
    for measure, pattern in _BUDGETS:
        budget = pattern.search(words) if cue.measure == measure else None
        if budget and measure != "prior_year":
            return goes_on(Cue("actual"), words[: budget.start()])
    return goes_on(cue, words)


def speaks_of_the_whole(words: str) -> bool:
    """Return whether a sentence without a subject can only mean its section's total."""
    return bool(_WHOLE.fullmatch(words))


def begins_with_a_measure(words: str) -> bool:
    """Return whether a paragraph begins with 年初预算为 or 支出决算为, about its title."""
    return speaks_of_the_whole(words) and bool(re.search(r"预算|决算", words))


def resumes(lead: str) -> bool:
    """Return whether a sentence is done with its reason: …，与上年相比减少; …，截止年末…."""
    return bool(_RESUMES.search(lead))


def is_left_out(lead: str) -> bool:
    """Return whether a figure is told of another scope than the account's: 剔除…因素."""
    return bool(_LEFT_OUT.search(_BRACKETS.sub("", lead)))


def begins_aside(before: str) -> bool:
    """Return whether what follows explains or details what was said, and names nothing new."""
    return bool(_REASON.search(before) or _DETAIL.search(before))


def aside_of(before: str, lead: str) -> Aside:
    """Return whether the sentence up to a figure makes it a reason or a detail."""
    if _REASON.search(before):
        return "reason"
    detail = _DETAIL.search(before) or VEHICLE_TYPE.search(before)
    return "detail" if detail and not _RETOLD.search(lead) else ""


def lacks_unit(figure: Figure, lead: str, after: str) -> bool:
    """Return whether a bare number stands where a sentence prints an amount: 决算数为674.37，.

    `after` is what follows: without a stop there it is a table's row taken for prose.
    """
    bare = figure.kind == "count" and not figure.uom and (figure.decimals > 0 or not figure.value)
    ends = after.lstrip()[:1] in tuple("，,。；;、") or bool(re.match(r"\s*(?:减少|增加)", after))
    words = re.search(r"(?:为|是|支出|收入|合计|总计|数)\s*$", lead)
    return bare and ends and bool(words or _CHANGE.search(lead) or _COMPARED.search(lead))


def lacks_percent(figure: Figure, lead: str, after: str) -> bool:
    """Return whether a bare number after an amount of change is its rate: 增长13.95。."""
    bare = figure.kind == "count" and not figure.uom and figure.decimals > 0
    ends = after.lstrip()[:1] in tuple("，,。；;、")
    return bare and ends and bool(re.search(r"(?:增长|下降|降低|上升)(?:了)?\s*$", lead))
