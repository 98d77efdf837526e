"""Read the words before a figure: which measure it is, and whether it is an aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from audit.amounts import Figure
from audit.model import Direction, Measure

Aside = Literal["reason", "detail", ""]

SHARE = re.compile(r"(?:占|比重|占比)[^，。；,;\d]{0,32}$")
UNCHANGED = re.compile(
    r"(?:与|较|比|同)[^，。；,;]{0,24}?"
    r"(?P<word>(?:基本)?持平|(?:保持)?一致|无变化|无增减(?:变化|变动)?|没有变化|相同)"
)
VEHICLE_TYPE = re.compile(
    r"(?:轿车|越野车|载客汽车|载货汽车|客车|货车|面包车|摩托车|其他车(?:型|辆)|特种车辆?)[^。；]*$"
)
_COMPLETION = re.compile(
    r"完成(?:了)?(?P<basis>年初|调整后?|全年|当年)?预算(?:数|的)*[^，。；,;\d]{0,4}$|"
    r"预算(?:执行|完成)(?:率|比例)[^，。；,;\d]{0,3}$"
)
_CHANGE = re.compile(
    r"(?:(?P<up>增加|增长|上升|提高|增幅|多支出|多)|(?P<down>减少|下降|降低|降幅|少支出|少|压减))"
    r"(?:了|额|率|幅度)?(?:为)?\s*$"
)
_INITIAL = re.compile(r"(?:年初)?预算(?:数|安排)?(?:为|是|安排)?\s*$")
_ADJUSTED = re.compile(r"(?:调整后?|全年)预算(?:数)?(?:为|是)?\s*$")
_PRIOR = re.compile(r"(?:上年|上一年|去年)(?:度)?(?:决算)?(?:数|支出|收入)?(?:为|是)?\s*$")
_BUDGETS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("adjusted_budget", _ADJUSTED),
    ("initial_budget", _INITIAL),
    ("prior_year", _PRIOR),
)
_REASON = re.compile(
    r"(?:主要|变动|增减|增加|减少|下降|增长|具体)?原因(?:是|为|：|:|在于|系)?|"
    r"主要是(?:因为|由于)?|主要系|由于"
)
_DETAIL = re.compile(
    r"主要用于(?!以下|如下)|具体内容|具体包括|(?<!主要)用于(?!以下|如下)|开展业务活动"
)
_RETOLD = re.compile(r"(?:共计|合计)(?:支出|开支|金额)?\s*$")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_FILLER = re.compile(
    r"(?:[\s，,、：:]|其中|共计|合计|总计|总额|支出|开支|决算|执行|完成|实际|数|收入|金额|经费|费用|"
    r"财政拨款|一般公共预算|为|是|均|各|共|(?:20\d\d)?\s*年度?|本年)*"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words before a figure say of it; `basis` is the budget a rate names."""

    measure: Measure
    direction: Direction | None = None
    basis: str = ""


def cue_of(figure: Figure, lead: str) -> Cue:
    """Return measure and direction of a figure from the words since the one before it."""
    is_rate = figure.kind == "percent"
    if is_rate and SHARE.search(lead):
        return Cue("share")
    completion = _COMPLETION.search(lead) if is_rate else None
    if completion:
        return Cue("completion_rate", basis=completion["basis"] or "")
    change = _CHANGE.search(lead)
    if change:
        direction: Direction = "increase" if change["up"] else "decrease"
        return Cue("change_rate" if is_rate else "change", direction)
    for measure, pattern in _BUDGETS:
        if pattern.search(lead):
            return Cue(measure)
    return Cue("share" if is_rate else "actual")


def goes_on(cue: Cue, words: str) -> bool:
    """Return whether only idle words stand between a term, or a figure, and a figure.

    An amount whose words name something unknown (预留政府采购项目预算金额) stays unread
    rather than being taken for the nearest known thing.
    """
    return cue.measure != "actual" or bool(_FILLER.fullmatch(_BRACKETS.sub("", words)))


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
    bare = figure.kind == "count" and not figure.uom and figure.decimals > 0
    ends = after.lstrip()[:1] in tuple("，,。；;、")
    return bare and ends and bool(re.search(r"(?:为|是|支出|收入|合计|总计|数)\s*$", lead))
