"""Read what stands behind a figure of the prose: its parts by budget, its details, its means.

8.5万元（其中：一般公共预算支出8.5万元；政府性基金预算支出0万元） · 主要用于燃料费2.5万元、
维修费4万元 · 人均接待费133.33元: each names the figure that it belongs to (dimension `whole`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit import amounts
from audit.amounts import Figure
from audit.model import Document, Fact, Paragraph, Scope

_BRACKET = re.compile(r"\s*[（(]其中[：:]?(?P<parts>[^（）()\n]{4,160})[）)]")
_BUDGET = re.compile(
    r"(?:^|(?<=[；;，,、和]))\s*(?P<budget>一般公共预算|政府性基金|国有资本经营)(?:预算)?"
    r"(?:财政)?(?:拨款)?(?:安排)?的?(?:收入|支出)?\s*(?=\d)"
)
_SCOPES: dict[str, Scope] = {
    "一般公共预算": "general_public_budget",
    "政府性基金": "government_funds",
    "国有资本经营": "state_capital",
}
_LIST = re.compile(r"(?:主要)?用于(?!以下|如下)|(?:支出|费用?|经费)中[，,：:]")
_NAMED_ITEM = re.compile(r"(?:^|[，,；;、：:和及])\s*(?P<name>[一-鿿（）()“”]{2,24})\s*$")
_NOT_AN_ITEM = re.compile(
    r"占|比上|较上|同比|增加|减少|增长|下降|完成|预算|其中|共计|合计|标准|人均|车均|每"
)
_MEANS = (
    (
        "hospitality_per_guest",
        "人均接待费",
        re.compile(r"人均(?:公务)?接待费(?:用)?(?:为)?\s*(?=\d)"),
    ),
    (
        "vehicle_operation_per_vehicle",
        "车均运行维护费",
        re.compile(
            r"(?:车均|单车)(?:运行)?(?:维护|运维)费(?:用)?(?:为)?\s*(?=\d)|车均运行费\s*(?=\d)"
        ),
    ),
    (
        "vehicle_purchase_per_vehicle",
        "车均购置费",
        re.compile(r"车均购置费(?:用)?(?:为)?\s*(?=\d)"),
    ),
)
_TOLD_APART = ("detail_amount", "reason_amount")


def with_breakdowns(document: Document, told: list[Fact]) -> list[Fact]:
    """Return the facts of the prose with those of its breakdowns, in document order."""
    plain = amounts.ascii_digits(document.text)
    found = {fact.span.start: fact for fact in told}
    paragraphs = _holding(document, told)
    for reading in (_by_budget, _details, _means):
        for fact in reading(document, plain, paragraphs):
            found[fact.span.start] = fact
    return sorted(found.values(), key=lambda fact: fact.span.start)


_Held = list[tuple[Paragraph, list[Fact]]]


def _holding(document: Document, told: Iterable[Fact]) -> _Held:
    """Return the paragraphs that hold figures of the prose, with these in order."""
    amounts_ = sorted((f for f in told if f.value is not None), key=lambda f: f.span.start)
    held: _Held = []
    at = 0
    for paragraph in document.paragraphs:
        own = []
        while at < len(amounts_) and amounts_[at].span.start < paragraph.end:
            if amounts_[at].span.start >= paragraph.start:
                own.append(amounts_[at])
            at += 1
        if own:
            held.append((paragraph, own))
    return held


def _by_budget(document: Document, plain: str, held: _Held) -> Iterator[Fact]:
    """Yield the parts of a figure that a bracket right after it tells by budget."""
    for _, facts in held:
        for whole in facts:
            bracket = _BRACKET.match(plain, whole.span.start + len(whole.raw))
            if bracket is None or whole.kind != "amount":
                continue
            taken = {fact.span.start for fact in facts}
            for figure, budget in _budgets(plain, *bracket.span("parts")):
                if figure.start not in taken:
                    yield _part(document, whole, figure, budget)


def _budgets(plain: str, start: int, end: int) -> Iterator[tuple[Figure, str]]:
    figures = {figure.start: figure for figure in amounts.quantities(plain, start, end)}
    for named in _BUDGET.finditer(plain[start:end]):
        figure = figures.get(start + named.end())
        if figure is not None and figure.kind == "amount":
            yield figure, named["budget"]


def _part(document: Document, whole: Fact, figure: Figure, budget: str) -> Fact:
    return _made(
        document,
        whole,
        figure,
        concept=f"{whole.concept}_by_budget",
        label=f"{whole.label}（{budget}）",
        scope=_SCOPES[budget],
    )


def _details(document: Document, plain: str, held: _Held) -> Iterator[Fact]:
    """Yield the amounts of a list of purposes, with the figure that the list takes apart."""
    for paragraph, facts in held:
        for begun in _LIST.finditer(plain, paragraph.start, paragraph.end):
            whole = _whole_before(facts, begun.start())
            end = plain.find("。", begun.end(), paragraph.end)
            figures = _listed(plain, begun.end(), end if end >= 0 else paragraph.end)
            read = {f.span.start: f for f in facts}
            clashes = any(
                read[f.start].concept not in _TOLD_APART for f in figures if f.start in read
            )
            if whole is None or len(figures) < 2 or clashes:
                continue
            for figure, name in figures.items():
                yield _made(
                    document,
                    whole,
                    figure,
                    concept="detail_amount",
                    label=f"{whole.label}（{name}）",
                    scope=whole.scope,
                )


def _whole_before(facts: list[Fact], place: int) -> Fact | None:
    """Return the last actual amount before a place, that is no detail itself."""
    found = [
        fact
        for fact in facts
        if fact.kind == "amount" and fact.measure == "actual" and fact.span.start < place
    ]
    return found[-1] if found else None


def _listed(plain: str, start: int, end: int) -> dict[Figure, str]:
    """Return the amounts that a list names one by one; the list ends at any other figure."""
    found: dict[Figure, str] = {}
    before = start
    for figure in amounts.quantities(plain, start, end):
        lead = plain[before : figure.start]
        named = _NAMED_ITEM.search(lead)
        if figure.kind != "amount" or named is None or _NOT_AN_ITEM.search(lead):
            break
        found[figure] = named["name"]
        before = figure.stop
    return found


def _means(document: Document, plain: str, held: _Held) -> Iterator[Fact]:
    """Yield 人均接待费, 车均运行维护费 and 车均购置费, which are no amounts of the account."""
    for paragraph, facts in held:
        for concept, label, pattern in _MEANS:
            for named in pattern.finditer(plain, paragraph.start, paragraph.end):
                figure = next(amounts.quantities(plain, named.end(), paragraph.end), None)
                if figure is not None and figure.start == named.end() and figure.kind == "amount":
                    yield _made(
                        document, facts[0], figure, concept=concept, label=label, scope="fiscal"
                    )


def _made(
    document: Document,
    whole: Fact,
    figure: Figure,
    *,
    concept: str,
    label: str,
    scope: Scope | None,
) -> Fact:
    """Return the fact of a figure that hangs on another, in the section of that one."""
    begin = max(document.text.rfind(stop, 0, figure.start) for stop in "。\n") + 1
    ends = [at for stop in "。\n" if (at := document.text.find(stop, figure.stop)) >= 0]
    quote = " ".join(document.text[begin : min(ends, default=figure.stop) + 1].split())
    is_detail = concept == "detail_amount"
    span = document.span("narrative", whole.span.section, figure.start, figure.end, quote)
    dims = (("about", whole.concept), ("whole", whole.id)) if is_detail else (("whole", whole.id),)
    return replace(
        whole,
        id=f"f{figure.start}",
        concept=concept,
        label=label,
        measure="reason" if is_detail else whole.measure,
        scope=scope,
        value=figure.value,
        decimals=figure.decimals,
        precision=figure.decimals,
        uom=figure.uom,
        raw=document.text[figure.start : figure.stop],
        span=span,
        dims=dims,
        direction=None,
        kind=figure.kind,
    )
