"""用途说明 / purposes: what an item was spent on, in the words of that item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check

_PURPOSE = re.compile(r"(?:主要)?(?:是)?用于[:：]?(?P<words>[^。；;\n]+)")
_NOT_PURPOSE = re.compile(r"以下|如下")

# Of each theme: the names of its items, the words that fit them, and the words that in the
# purpose of another item can only have been copied. 退休人员 and the like name who is paid for,
# not what, so that they are foreign nowhere.
_THEMES: tuple[tuple[str, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (theme, re.compile(name), re.compile(fitting), re.compile(foreign))
    for theme, name, fitting, foreign in (
        ("养老保险", r"基本养老保险缴费", r"养老", r"养老保险"),
        ("职业年金", r"职业年金缴费", r"年金", r"职业年金"),
        (
            "离退休",
            r"离退休|行政事业单位养老支出",
            r"离休|退休|养老|年金|遗属|抚恤|丧葬|慰问",
            r"(?!)",
        ),
        (
            "医疗保险",
            r"(?:行政|事业)单位医疗|公务员医疗补助",
            r"医疗|医保|医药|公费医|体检|就医|生育",
            r"医疗(?:保险|补助)|医保缴费|公费医疗",
        ),
        ("住房公积金", r"公积金", r"公积金", r"公积金"),
        (
            "住房补贴",
            r"购房补贴|提租补贴",
            r"购房|提租|房补|住房补|住房货币|房租|租房",
            r"购房补贴|提租补贴",
        ),
        ("抚恤", r"抚恤", r"抚恤|丧葬|遗属|死亡|去世|伤残|优抚|烈", r"抚恤金|丧葬费"),
        ("培训", r"^培训支出|干部教育", r"培训|进修|教育|学习|讲座|教学", r"(?!)"),
    )
)


@check(
    "EXP-14",
    zh="用途说明与科目不符",
    en="purpose-of-another-item",
    severity="warning",
    basis="具体情况的用途说明应当与所列科目一致（逻辑）",
    area="expenditure",
)
def purposes_fit_their_items(facts: Facts) -> Iterator[Outcome]:
    """What an item was spent on speaks of that item, not of another.

    What: 主要用于… after a functional item whose name has a theme (养老保险缴费, 职业年金缴费,
    行政事业单位医疗, 公积金, 住房补贴, 抚恤, 培训, 离退休).
    Why: the sentence was copied from the item before it.
    Basis: logic.
    Formula: wrong where the purpose has no word of the item's theme, and one of another's.
    Tolerance: a purpose that speaks of no theme, or of its own too, passes; who is paid for
    (退休人员) is no theme.
    Example: 住房公积金（项） … 主要用于事业单位医疗保险支出.
    Limits: items of other names, such as 行政运行, are not judged, since their money goes to
    many things.
    """
    judged = [(fact, found) for fact in _items(facts) if (found := _purpose(facts, fact))]
    outcomes = [_judged(facts, fact, found) for fact, found in judged]
    yield from (o for o in outcomes if o.status == "inconsistent")
    good = [o for o in outcomes if o.status == "exact"]
    if good:
        told = tuple(fact for o in good for fact in o.facts)
        yield passed("用途与科目", f"{len(good)} 项用途与科目相符", f"{len(good)} fit", told)
    if not outcomes:
        yield skip("用途与科目", "没有可比的用途说明", "no purpose that can be compared")


def _items(facts: Facts) -> Iterator[Fact]:
    """Yield each functional item with a theme once, at its first figure."""
    seen: set[tuple[str, ...]] = set()
    for fact in facts.find("functional_item", part="narrative", measure=None):
        key = tuple(fact.dim(name) for name in ("class", "subclass", "item"))
        if key not in seen and _themes_of_item(fact.dim("item")):
            seen.add(key)
            yield fact


def _purpose(facts: Facts, fact: Fact) -> re.Match[str] | None:
    """Return the purpose told in the item's own paragraph, of its own item alone."""
    paragraph = next(
        (p for p in facts.document.paragraphs if p.start <= fact.span.start < p.end), None
    )
    if paragraph is None or paragraph.text.count("（项）") > 1:
        return None
    match = _PURPOSE.search(facts.document.text, paragraph.start, paragraph.end)
    return match if match and not _NOT_PURPOSE.match(match["words"]) else None


def _themes_of_item(name: str) -> set[str]:
    return {theme for theme, pattern, _, _ in _THEMES if pattern.search(name)}


def _judged(facts: Facts, fact: Fact, purpose: re.Match[str]) -> Outcome:
    subject = f"“{fact.label}”的用途"
    own, words = _themes_of_item(fact.dim("item")), purpose["words"]
    fits = any(fitting.search(words) for theme, _, fitting, _ in _THEMES if theme in own)
    others = "、".join(theme for theme, _, _, foreign in _THEMES if foreign.search(words))
    if fits or not others:
        return passed(subject, "与科目相符", "it fits the item", (fact,))
    zh = f"科目“{fact.dim('item')}”的用途写作“{words.strip()}”，说的是{others}"
    message = Message(zh, "the purpose speaks of another item")
    place = facts.place(*purpose.span(), fact.span.section)
    return Outcome(subject, "inconsistent", message, (fact,), quotes=(place,))
