"""What a passage hands on from figure to figure: subjects, bases of comparison, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from audit.amounts import Figure
from audit.extraction.cues import Base, Cue, base_of
from audit.extraction.subjects import Subject
from audit.model import Fact, Measure

_LIST_BEGINS = re.compile(r"\s*[，,。]?\s*(?:[（(]?其中|[：:])")
_WORDED_ACTUAL = re.compile(r"决算|实际支出")
_BOTH_SIDES = re.compile(r"(?:各|分别)(?:为|是)\s*$")
_YEAR = re.compile(
    r"(?<!\d)(?<![与较比同至])(20\d\d)\s*年(?!\s*\d{1,2}\s*月)(?!度?[^，。；]{0,4}相比)"
)
_LEVEL = re.compile(r"全[省市州区县]|[省市州区县镇乡]本级|[省市州区县]级(?!别|以)|乡镇")
_COMPARED_YEAR = re.compile(r"[与较比同]\s*(20\d\d)\s*年")
_OPENS, _CLOSES = "（(", "）)"
_WHOLES = {  # what a sentence without a subject speaks of, where no heading named another
    "three_public": ("three_public", "“三公”经费合计"),
    "three_public_overall": ("three_public", "“三公”经费合计"),
    "gpb": ("expenditure_current_year", "一般公共预算财政拨款支出"),
    "operating": ("agency_operating_expense", "机关运行经费"),
    "procurement": ("government_procurement", "政府采购支出总额"),
}
LISTED = ("listed", "yes")  # an item of a list under a budget, until `settle` has seen it
CALLED_ACTUAL = ("wording", "actual")
_BUDGET_MEASURES: dict[Measure, Measure] = {
    "change": "budget_change",
    "change_rate": "budget_change_rate",
}


@dataclass(slots=True)
class Flow:
    """What a paragraph hands on: subjects, the base of comparison, the head of a list.

    `first` is the paragraph's first subject, `head` the first since the last full stop,
    `last` that of the last clause; `listed` is the measure that a budget gives to the list
    after it; `whole` is what a sentence without a subject may speak of, `title` what the
    paragraph before names without a figure. `told` says that a figure was printed. `level`
    is 区本级 after 全区: figures of another level than the first are told apart.
    """

    key: str = ""
    first: Subject | None = None
    head: Subject | None = None
    last: Subject | None = None
    base: Base = ""
    listed: Measure | None = None
    whole: Subject | None = None
    title: Subject | None = None
    told: bool = False
    first_level: str = ""
    level: str = ""

    def take(self, subject: Subject | None) -> None:
        """Remember what a clause, or a figure without a subject, speaks of."""
        self.last = subject or self.last
        self.head = self.head or self.last
        self.first = self.first or self.last

    def stop(self) -> None:
        """Forget what a full stop ends: the next sentence speaks of this one's head."""
        self.last, self.head = self.head or self.last, None
        self.base, self.listed = "", None


def new_paragraph(flow: Flow, *, unfinished: bool = False) -> Flow:
    """Return what the next paragraph begins with: only the whole of a passage goes on.

    A paragraph that ends with ； is `unfinished`: its first subject governs the next too.
    """
    whole = _WHOLES.get(flow.key)
    goes_on_ = whole is not None and (flow.first is None or flow.first.concept == whole[0])
    subject = Subject(*whole, (), 0, 0) if whole is not None and goes_on_ else None
    title = None if flow.told else flow.first
    first = flow.first if unfinished else None
    return Flow(key=flow.key, first=first, whole=subject, title=title, first_level=flow.first_level)


def in_flow(
    cue: Cue, about: Subject, named: Subject | None, lead: str, flow: Flow
) -> tuple[Cue, Subject]:
    """Return cue and subject in the light of what the passage said: base and list."""
    about = _at_level(about, lead, flow)
    base = cue.base or base_of(lead)
    flow.base = base or flow.base
    if cue.measure in _BUDGET_MEASURES and flow.base == "budget":
        return replace(cue, measure=_BUDGET_MEASURES[cue.measure]), about
    if cue.measure == "actual" and flow.listed and named is not None:
        dims = (*about.dims, LISTED)
        dims += (CALLED_ACTUAL,) if _WORDED_ACTUAL.search(lead) else ()
        return replace(cue, measure=flow.listed), replace(about, dims=dims)
    if cue.measure == "actual" and flow.listed:
        flow.listed = None
    return cue, about


def _at_level(about: Subject, lead: str, flow: Flow) -> Subject:
    """Return the subject with its level, where the words have named another one first."""
    named = _LEVEL.findall(lead) if flow.key.startswith("three_public") else []
    if named:
        flow.first_level = flow.first_level or named[-1]
        flow.level = named[-1]
    if flow.level in ("", flow.first_level):
        return about
    kept = tuple(pair for pair in about.dims if pair[0] != "level")
    return replace(about, dims=(*kept, ("level", flow.level)))


def begin_list(told: Fact, after: str, flow: Flow) -> None:
    """Let a budget that a list follows give the list its measure; an actual amount ends it."""
    budget = told.measure in ("initial_budget", "adjusted_budget")
    if budget and not flow.listed and _LIST_BEGINS.match(after):
        flow.listed = told.measure
    elif told.measure == "actual" and told.kind == "amount":
        flow.listed = None


def out_of_brackets(
    lead: str, current: Subject | None, outer: list[Subject | None]
) -> Subject | None:
    """Return the subject from before a bracket that the words close."""
    for char in lead:
        if char in _CLOSES and outer:
            current = outer.pop()
        elif char in _OPENS:
            outer.append(current)
    return current


def one_of_both(
    current: Subject | None, figures: tuple[Figure, ...], place: int, lead: str, text: str
) -> Subject | None:
    """Return which side a figure is of 收、支总计各是A,B: revenue first, then expenditure."""
    if current is None or current.concept not in ("grand_total", "total_revenue"):
        return current
    figure, following = figures[place], figures[place + 1 : place + 2]
    if current.concept == "grand_total" and _BOTH_SIDES.search(lead):
        paired = following and _stand_together(figure, following[0], text)
        return replace(current, concept="total_revenue", label="收入总计") if paired else current
    if current.concept == "total_revenue" and place and current.label == "收入总计":
        before = figures[place - 1]
        named = text[current.start : current.end]
        if "支" in named and _stand_together(before, figure, text):
            return replace(current, concept="total_expenditure", label="支出总计")
    return current


def respectively(
    subjects: tuple[Subject, ...], figures: tuple[Figure, ...], place: int, lead: str, text: str
) -> tuple[Subject, ...]:
    """Return the subjects of the figures from here on: A、B分别为1万元、2万元; or nothing.

    A1万元、B2万元，分别占33%、67%: then the subjects are those of the figures before.
    """
    if "分别" not in lead and not _BOTH_SIDES.search(lead):
        return ()
    count = 1
    while place + count < len(figures) and _stand_together(
        figures[place + count - 1], figures[place + count], text
    ):
        count += 1
    begin = figures[place].start
    named = [s for s in subjects if begin - len(lead) <= s.start < begin]
    if not named and count > 1:
        named = [s for s in subjects if s.start < begin][-count:]
    return tuple(named) if 1 < count == len(named) else ()


_VERB = re.compile(r"(增长|下降|增加|减少)\s*$")


def _stand_together(figure: Figure, following: Figure, text: str) -> bool:
    between = text[figure.stop : following.start].strip()
    verb = _VERB.search(text, max(figure.start - 4, 0), figure.start)
    if verb:  # 分别增长1%和增长2%: told again
        between = between.removesuffix(verb[1])
    return following.kind == figure.kind != "count" and between in ("", ",", "，", "、", "和")


def year_of(lead: str) -> int | None:
    """Return the year that the words give a figure; one compared with is another's."""
    found = _YEAR.findall(lead)
    return int(found[-1]) if found else None


def compares_with_older(lead: str, year: int | None) -> bool:
    """Return whether the words compare with a year before last year's: 较2019年 in 2021."""
    found = _COMPARED_YEAR.findall(lead)
    return bool(found) and year is not None and int(found[-1]) < year - 1


def completion_of(budget: Fact) -> Cue | None:
    """Return 完成年初预算450万元的111%: a rate of the budget printed before it."""
    basis = {"initial_budget": "年初", "adjusted_budget": "调整"}.get(budget.measure)
    return Cue("completion_rate", basis=basis) if basis else None
