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

# What the name of an item, and the words of its purpose, speak of. An item is judged only
# where its name has a theme; a purpose is foreign where it speaks of other themes alone.
_THEMES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (theme, re.compile(name), re.compile(words))
    for theme, name, words in (
        ("养老保险", r"基本养老保险", r"养老"),
        ("职业年金", r"职业年金", r"年金"),
        ("离退休", r"离退休|养老支出", r"离休|退休|养老|年金|遗属"),
        ("医疗", r"医疗|医保", r"医疗|医保|医药|公费医|体检|就医|生育"),
        ("公积金", r"公积金", r"公积金"),
        ("住房补贴", r"购房补贴|提租补贴|住房补贴", r"购房|提租|房补|住房|房租"),
        ("抚恤", r"抚恤", r"抚恤|丧葬|遗属|死亡|去世|伤残|优抚"),
        ("培训", r"培训|干部教育", r"培训|进修|教育|学习|讲座|教学"),
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

    What: 主要用于… after a functional item whose name has a theme (养老保险, 职业年金, 医疗,
    公积金, 住房补贴, 抚恤, 培训, 离退休).
    Why: the sentence was copied from the item before it.
    Basis: logic.
    Formula: themes(purpose) ∩ theme(item) = ∅ and themes(purpose) ≠ ∅.
    Tolerance: a purpose that speaks of no theme, or of its own too, passes.
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
    found = [theme for theme, pattern, _ in _THEMES if pattern.search(name)]
    return set(found)


def _judged(facts: Facts, fact: Fact, purpose: re.Match[str]) -> Outcome:
    subject = f"“{fact.label}”的用途"
    own = _themes_of_item(fact.dim("item"))
    spoken = {theme for theme, _, words in _THEMES if words.search(purpose["words"])}
    if not spoken or spoken & own:
        return passed(subject, "与科目相符", "it fits the item", (fact,))
    others = "、".join(theme for theme, _, _ in _THEMES if theme in spoken)
    zh = f"科目“{fact.dim('item')}”的用途写作“{purpose['words'].strip()}”，说的是{others}"
    message = Message(zh, "the purpose speaks of another item")
    place = facts.place(*purpose.span(), fact.span.section)
    return Outcome(subject, "inconsistent", message, (fact,), quotes=(place,))
