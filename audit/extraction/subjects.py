"""Find what a sentence speaks of: terms of its section, functional classes and items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from audit.facts import Section
from audit.term import Term, Vocabulary
from audit.terms import FUNCTIONAL_CLASSES, class_code, tells_classes_of_all_funds

Dims = tuple[tuple[str, str], ...]

_ITEM = re.compile(
    r"(?P<class>[一-鿿]{2,24}?)[（(](?P<class_code>\d{3})?类[）)]\s*"
    r"(?P<subclass>[一-鿿、]{2,30}?)[（(](?P<subclass_code>\d{2,5})?款[）)]\s*"
    r"(?P<item>[一-鿿、“”]{2,40}?)[（(](?P<item_code>\d{2,7})?项[）)]"
)
_CODED_ITEM = re.compile(  # 2010601-行政运行605.00万元
    r"(?<!\d)(?P<code>2\d{6})\s*[-－—]\s*"
    r"(?P<item>[一-鿿、“”]{2,40}?)(?:支出决算(?:数)?(?:为)?)?(?=\s*\d)"
)
_NAMES = sorted(
    (n.removesuffix("支出") for n in FUNCTIONAL_CLASSES.values()), key=len, reverse=True
)
_UNDER_A_CLASS = re.compile(  # the class stands in a line of its own above: Jiangsu
    r"(?<![）)一-鿿])(?P<subclass>[一-鿿、]{2,30}?)[（(](?P<subclass_code>\d{2,5})?款[）)]\s*"
    r"(?P<item>[一-鿿、“”]{2,40}?)[（(](?P<item_code>\d{2,7})?项[）)]"
)
_CLASS_ABOVE = re.compile(r"(?P<class>[一-鿿]{2,24}?)[（(](?P<class_code>\d{3})?类[）)]")
_AMOUNT_NEXT = (
    r"[”\"]?(?:[（(]类[）)])?(?:支出)?(?:20\d\d年度)?(?:(?:年初|全年|调整后?)?预算)?"
    r"(?:支出)?(?:决算)?(?:数)?(?:为)?[：:]?\s*(?=\d[\d,.]*\s*[万亿]?\s?元)"
)
_CLASS = re.compile(
    rf"(?:其中)?(?P<known>(?:{'|'.join(_NAMES)})(?:支出)?){_AMOUNT_NEXT}|"
    rf"(?<![一-鿿])(?<!\d-)(?:其中)?(?P<other>(?:[一-鿿]{{2,16}}?|\*{{2,}})支出){_AMOUNT_NEXT}"
)
_MARKED = re.compile(  # in the detailed part: “财政事务”（款）2023年度决算900.00万元
    r"[“\"]?(?P<name>[一-鿿、]{2,30})[”\"]?[（(](?P<level>[类款])[）)](?:支出)?(?:20\d\d年度)?(?:支出)?"
    r"(?:决算)?(?:数)?(?:为)?[：:]?\s*(?=\d[\d,.]*\s*[万亿]?\s?元)"
)
_NOT_A_CLASS = re.compile(
    r"一般公共预算|财政拨款|政府性基金|国有资本经营|(?:基本|项目|本年|经费)支出$|^(?:主要)?用于|合计|^其中|本(?:单位|部门)"
)
_WITH_CLASSES = ("gpb_structure", "gpb", "gpb_overall", "government_funds", "state_capital")
_WITH_ITEMS = (*_WITH_CLASSES, "gpb_items")
_LOOSE = ("总收入", "总支出")  # the grand total, or the year's, as the writer pleases
_OF_MANY = ("vehicles_class", "sme_contracts_by_kind")  # one term, many classes: kept by name
_KINDS_OF_RECEPTION = ("foreign_hospitality", "domestic_hospitality")
_ASIDE = re.compile(r"（[^（）]*）")
_COUNT = re.compile(r"\d\s*(?:批|人|个)")
_STOP = re.compile(r"[。；;）]|其中")
EITHER_VEHICLES = "公务用车及运行维护费"  # the vehicle expense, or its running part


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about: a concept, its label and dimensions, and where it is named."""

    concept: str
    label: str
    dims: Dims
    start: int
    end: int


def find_subjects(
    section: Section, words: Vocabulary, text: str, start: int, end: int
) -> tuple[Subject, ...]:
    """Return what `text[start:end]` speaks of, from left to right, none overlapping."""
    found = [_item(match) for match in _ITEM.finditer(text, start, end)]
    if not found and section.key == "fiscal_expenditure":
        found += _under_a_class(section, text, start, end)
    if section.key in ("gpb_items", "gpb"):
        found += _marked(text, start, end)
    if section.key in _WITH_CLASSES:
        found += _classes(text, start, end)
    elif section.inferred and tells_classes_of_all_funds(section.key):
        found += (
            replace(subject, concept="functional_class_all_funds")
            for subject in _classes(text, start, end)
            if dict(subject.dims).get("class")
        )
    if section.key in _WITH_ITEMS:
        found += _coded_items(text, start, end)
    found += _terms(words.terms, text, start, end)
    return _receptions_of_their_kind(text, _longest_first(found))


def _receptions_of_their_kind(text: str, found: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects, a bare 接待 as what it goes on with: 外事接待支出0元，接待0批次.

    Not so where the kind stood in brackets that have closed since, nor in 共接待 after counts.
    """
    told: list[Subject] = []
    for subject in found:
        before = told[-1] if told else None
        goes_on = before and _is_bare(subject, text) and _goes_on(text, before, subject)
        kind = replace(before, start=subject.start, end=subject.end) if before else subject
        told.append(kind if goes_on else subject)
    return tuple(told)


def _goes_on(text: str, before: Subject, subject: Subject) -> bool:
    between = _ASIDE.sub("", text[before.end : subject.start])
    in_all = text[subject.start - 1] in "共计" and _COUNT.search(between)
    return before.concept in _KINDS_OF_RECEPTION and not in_all and not _STOP.search(between)


def _is_bare(subject: Subject, text: str) -> bool:
    return text[subject.start : subject.end] == "接待"


def _item(match: re.Match[str]) -> Subject:
    names = ("class", "subclass", "item")
    codes = {name: match[f"{name}_code"] for name in names}
    codes["class"] = codes["class"] or class_code(match["class"])
    dims = tuple((name, match[name]) for name in names)
    dims += tuple((f"{name}_code", code) for name, code in codes.items() if code)
    return Subject("functional_item", match["item"], dims, *match.span())


def _under_a_class(section: Section, text: str, start: int, end: int) -> Iterator[Subject]:
    """Yield items that print 款 and 项 alone, with the class named last above them."""
    above = [*_CLASS_ABOVE.finditer(text, section.body, start)]
    for match in _UNDER_A_CLASS.finditer(text, start, end) if above else ():
        name = above[-1]["class"]
        code = above[-1]["class_code"] or class_code(name)
        dims: Dims = (("class", name), ("subclass", match["subclass"]), ("item", match["item"]))
        dims += (("class_code", code),) if code else ()
        yield Subject("functional_item", match["item"], dims, *match.span())


def _coded_items(text: str, start: int, end: int) -> Iterator[Subject]:
    """Yield items that are named by their code: 2010601-行政运行605.00万元."""
    for match in _CODED_ITEM.finditer(text, start, end):
        code, item = match["code"], match["item"]
        name = FUNCTIONAL_CLASSES.get(code[:3], "")
        dims: Dims = (("class", name), ("subclass", ""), ("item", item))
        dims += (("class_code", code[:3]), ("subclass_code", code[:5]), ("item_code", code))
        yield Subject("functional_item", item, dims, *match.span())


def _marked(text: str, start: int, end: int) -> Iterator[Subject]:
    """Yield classes and 款 that are marked as such before an amount."""
    for match in _MARKED.finditer(text, start, end):
        name = match["name"]
        if match["level"] == "款":
            yield Subject("functional_subclass", name, (("name", name),), *match.span())
        elif code := class_code(name):
            printed = name if name.endswith("支出") else f"{name}支出"
            yield Subject(
                "functional_class", name, (("class", code), ("name", printed)), *match.span()
            )


def _classes(text: str, start: int, end: int) -> Iterator[Subject]:
    """Yield functional classes named directly before an amount: 科学技术支出4.47万元."""
    for match in _CLASS.finditer(text, start, end):
        name = match["known"] or match["other"]
        if match["known"] or not _NOT_A_CLASS.search(name):
            code = class_code(name)
            dims: Dims = (("class", code), ("name", name)) if code else (("name", name),)
            yield Subject("functional_class", name, dims, *match.span())


def _terms(terms: tuple[Term, ...], text: str, start: int, end: int) -> Iterator[Subject]:
    for term in terms:
        for match in _compiled(term.pattern).finditer(text, start, end):
            printed = match.group()
            many = term.concept in _OF_MANY
            dims: Dims = (("name", printed),) if many else ()
            if printed.endswith(_LOOSE):
                dims = (("wording", printed),)
            elif term.zh == EITHER_VEHICLES:
                dims = (("wording", EITHER_VEHICLES),)
            yield Subject(term.concept, printed if many else term.zh, dims, *match.span())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _longest_first(found: list[Subject]) -> tuple[Subject, ...]:
    """Return the subjects in order; of two that overlap the earlier, then the longer one."""
    kept: list[Subject] = []
    for subject in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or subject.start >= kept[-1].end:
            kept.append(subject)
    return tuple(kept)
