"""Read the figures of the prose: each inside its section, each with subject and measure.

A sentence is cut at 。；and read from left to right. A figure's subject is the last term
of the section's vocabulary before it; its measure comes from the words between the
previous figure and it (占, 完成预算, 增加, 年初预算 …). The unit decides between an
amount and a rate, never the verb: 下降34万元 and 增长31.39% are both read rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit import amounts
from audit.amounts import Figure
from audit.extraction.sections import NUMERAL
from audit.facts import Section
from audit.model import Direction, Document, Fact, Kind, Measure, Paragraph, Span
from audit.terms import FUNCTIONAL_CLASSES, Vocabulary, class_code, vocabulary

_SENTENCE = re.compile(r"[^。；;！\n]*[。；;！]?")
_NOT_FIGURES = re.compile(
    r"\d{4}\s*年(?:度|末|底|初)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|末|底)?|"
    r"[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*(?:第?\s*\d+\s*号)?|[（(]?[图表]\s*\d+|单价\s*\d+\s*万元|"
    r"第\s*\d+|\d+\s*号|《[^》]*》"
)
_SHARE = re.compile(r"(?:占|比重|占比)[^，。；,;\d]{0,32}$")
_COMPLETION = re.compile(
    r"完成(?:了)?(?P<basis>年初|调整后?|全年|当年)?预算(?:数|的)*[^，。；,;\d]{0,4}$|预算(?:执行|完成)(?:率|比例)[^，。；,;\d]{0,3}$"
)
_CHANGE = re.compile(
    r"(?P<up>增加|增长|上升|提高|增幅|多支出|多)(?:了|额|率|幅度)?(?:为)?\s*$|"
    r"(?P<down>减少|下降|降低|降幅|少支出|少|压减)(?:了|额|率|幅度)?(?:为)?\s*$"
)
_UNCHANGED = re.compile(
    r"(?:与|较|比|同)[^，。；,;]{0,24}?(?P<word>(?:基本)?持平|(?:保持)?一致|无变化|无增减(?:变化|变动)?|没有变化|相同)"
)
_INITIAL = re.compile(r"(?:年初)?预算(?:数|安排)?(?:为|是|安排)?\s*$")
_ADJUSTED = re.compile(r"(?:调整后?|全年)预算(?:数)?(?:为|是)?\s*$")
_PRIOR = re.compile(r"(?:上年|上一年|去年)(?:度)?(?:决算)?(?:数|支出|收入)?(?:为|是)?\s*$")
_REASON = re.compile(r"(?:主要|变动|增减|增加|减少|下降|增长|具体)?原因(?:是|为|：|:|在于|系)?|主要是(?:因为|由于)?|主要系|由于")
_DETAIL = re.compile(r"主要用于(?!以下|如下)|具体内容|具体包括|(?<!主要)用于(?!以下|如下)|开展业务活动")
_ITEM = re.compile(
    r"(?P<class>[一-鿿]{2,24}?)[（(](?P<class_code>\d{3})?类[）)]\s*"
    r"(?P<subclass>[一-鿿、]{2,30}?)[（(](?P<subclass_code>\d{2,5})?款[）)]\s*"
    r"(?P<item>[一-鿿、“”]{2,40}?)[（(](?P<item_code>\d{2,7})?项[）)]"
)
_CLASS_NAMES = "|".join(sorted((n.removesuffix("支出") for n in FUNCTIONAL_CLASSES.values()), key=len)[::-1])
_CLASS = re.compile(
    rf"(?P<known>(?:{_CLASS_NAMES})(?:支出)?)(?:[（(]类[）)])?\s*(?=\d[\d,.]*\s*万?元)|"
    r"(?<![一-鿿])(?P<other>[一-鿿]{2,16}?支出)(?:[（(]类[）)])?\s*(?=\d[\d,.]*\s*万?元)"
)
_NOT_A_CLASS = re.compile(r"一般公共预算|财政拨款|(?:基本|项目|本年)支出$|^(?:主要)?用于|合计")
_LISTED = re.compile(r"(?:主要)?包括[：:]?(?P<names>[^。；;]+)")
_PROJECTS = (
    ("performance_projects_targets", "编制绩效目标的项目数", re.compile(r"对\s*(\d+)\s*个项目[^，。；]{0,12}目标")),
    ("performance_projects_monitored", "开展绩效监控的项目数", re.compile(r"(\d+)\s*个项目[^，。；]{0,12}监控")),
    ("performance_projects_evaluated", "开展绩效自评的项目数", re.compile(r"对\s*(\d+)\s*个项目[^，。；]{0,12}(?:自评|评价)")),
)  # fmt: skip
_COUNTED = {
    "批次": ("batches", "批次"),
    "批": ("batches", "批次"),
    "人次": ("guests", "人次"),
    "人": ("guests", "人次"),
    "团组": ("groups", "团组数"),
    "个": ("groups", "团组数"),
    "辆": ("vehicles", "辆数"),
}
_VEHICLE_TYPE = re.compile(r"(?:轿车|越野车|客车|货车|面包车|摩托车|其他车(?:型|辆)|特种车辆?)[^。；]*$")
_HELD = re.compile(r"保有量|保有|共有(?:公务)?(?:用车|车辆)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about: a concept with its label and dimensions."""

    concept: str
    label: str
    dims: tuple[tuple[str, str], ...]
    start: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """One section while it is read."""

    document: Document
    section: Section
    words: Vocabulary
    year: int | None

    @property
    def default(self) -> Subject:
        term = self.words.term(self.words.subject)
        return Subject(self.words.subject, term.zh if term else self.section.title, (), -1)


def read_narrative(
    document: Document, sections: tuple[Section, ...], year: int | None
) -> Iterator[Fact]:
    """Yield the facts of every section that has a vocabulary, in document order.

    Amounts in the printed unit, rates in %, counts in their unit; `precision` equals
    `decimals` until the whole document is known.
    """
    for paragraph in document.paragraphs:
        section = _section_of(paragraph, sections)
        words = vocabulary(section.key) if section else None
        if section is None:
            continue
        if section.key == "performance":
            yield from _read_project_counts(document, section, paragraph, year)
        elif words is not None:
            yield from _read_paragraph(_Reader(document, section, words, year), paragraph)


def _section_of(paragraph: Paragraph, sections: tuple[Section, ...]) -> Section | None:
    inside = [s for s in sections if s.body <= paragraph.start < s.end and paragraph.start != s.start]
    return max(inside, key=lambda section: section.start, default=None)


def _read_paragraph(reader: _Reader, paragraph: Paragraph) -> Iterator[Fact]:
    text = reader.document.text
    numeral = NUMERAL.match(text, paragraph.start, paragraph.end)
    start = numeral.end() if numeral else paragraph.start
    carried = reader.default
    for sentence in _SENTENCE.finditer(text, start, paragraph.end):
        if sentence.group().strip():
            facts, carried = _read_sentence(reader, sentence.start(), sentence.end(), carried)
            yield from facts


def _read_sentence(
    reader: _Reader, start: int, end: int, carried: Subject
) -> tuple[list[Fact], Subject]:
    """Return the sentence's facts and the subject that the next sentence inherits."""
    text = reader.document.text
    mentions = _mentions(reader, start, end)
    reason = _REASON.search(text, start, end)
    detail = _DETAIL.search(text, start, end)
    found: list[Fact] = []
    previous = start
    for figure in _figures(text, start, end):
        lead = text[previous : figure.start]
        subject = _subject(mentions, figure.start, lead, previous) or carried
        aside = _aside(reason, detail, text[start : figure.start])
        fact = _fact(reader, figure, lead, subject, aside, (start, end), found)
        previous = figure.stop
        if fact is not None:
            found.append(fact)
    found.extend(_unchanged(reader, start, end, mentions, carried))
    if reader.section.key == "basic":
        found.extend(_listed_items(reader, start, end, mentions))
    return found, (mentions[0] if mentions else carried)


def _figures(text: str, start: int, end: int) -> Iterator[Figure]:
    masked = [match.span() for match in _NOT_FIGURES.finditer(text, start, end)]
    for figure in amounts.find_figures(text, start, end):
        if not any(a <= figure.start < b for a, b in masked):
            yield figure


def _mentions(reader: _Reader, start: int, end: int) -> list[Subject]:
    text = reader.document.text
    found = [_item(match) for match in _ITEM.finditer(text, start, end)]
    if reader.section.key in ("gpb_structure", "gpb"):
        found += _classes(text, start, end)
    for match in _pattern(reader.section.key).finditer(text, start, end):
        term = reader.words.terms[int((match.lastgroup or "t0")[1:])]
        if not any(s.start <= match.start() < s.start + len(s.label) for s in found):
            dims = (("name", match.group()),) if term.concept == "vehicles_class" else ()
            found.append(Subject(term.concept, match.group() if dims else term.zh, dims, match.start()))
    return sorted(found, key=lambda subject: subject.start)


@cache
def _pattern(section: str) -> re.Pattern[str]:
    """Return one pattern of all terms of a section, the longest printed name first."""
    words = vocabulary(section)
    terms = words.terms if words else ()
    order = sorted(range(len(terms)), key=lambda i: -len(terms[i].pattern))
    return re.compile("|".join(f"(?P<t{i}>{terms[i].pattern})" for i in order))


def _item(match: re.Match[str]) -> Subject:
    names = (match["class"], match["subclass"], match["item"])
    codes = (match["class_code"] or class_code(match["class"]), match["subclass_code"], match["item_code"])
    dims = tuple(zip(("class", "subclass", "item"), names, strict=True))
    printed = tuple((f"{n}_code", c) for n, c in zip(("class", "subclass", "item"), codes, strict=True) if c)
    return Subject("functional_item", names[2], dims + printed, match.start())


def _classes(text: str, start: int, end: int) -> list[Subject]:
    """Return functional classes named directly before an amount, 科学技术支出4.47万元."""
    found = []
    for match in _CLASS.finditer(text, start, end):
        name = match["known"] or match["other"]
        code = class_code(name)
        if match["known"] or not _NOT_A_CLASS.search(name):
            dims = (("class", code), ("name", name)) if code else (("name", name),)
            found.append(Subject("functional_class", name, dims, match.start()))
    return found


def _subject(mentions: list[Subject], before: int, lead: str, previous: int) -> Subject | None:
    """Return the last term before a figure; the denominator after 占 is not its subject."""
    share = _SHARE.search(lead)
    limit = previous + share.start() if share else before
    return next((m for m in reversed(mentions) if m.start < limit), None)


def _aside(reason: re.Match[str] | None, detail: re.Match[str] | None, before: str) -> str:
    """Return whether the words of the sentence before a figure turn it into an aside."""
    at = len(before)
    if reason and reason.end() - reason.pos <= at:
        return "reason"
    inside = detail and detail.end() - detail.pos <= at
    return "detail" if inside or _VEHICLE_TYPE.search(before) else ""


def _fact(
    reader: _Reader,
    figure: Figure,
    lead: str,
    subject: Subject,
    aside: str,
    sentence: tuple[int, int],
    before: list[Fact],
) -> Fact | None:
    measure, direction, dims = _measure(figure, lead)
    if figure.kind == "count" and not figure.uom:
        if not _is_amount_without_unit(figure, lead):
            return None
        figure = Figure(figure.value, figure.decimals, "万元", figure.start, figure.end, figure.stop)
        dims += (("unit_printed", "no"),)
    concept, label = _counted(figure, subject, lead, reader) if figure.kind == "count" else ("", "")
    if aside and not (aside == "detail" and (figure.kind == "count" or _retold(lead))):
        concept, label = f"{aside}_{figure.kind}", f"{subject.label}（{'原因' if aside == 'reason' else '明细'}所述）"
        dims += (("about", subject.concept),)
        measure = "reason"
    return _make(reader, figure, measure, direction, Subject(
        concept or subject.concept, label or subject.label, subject.dims + dims, subject.start
    ), sentence)  # fmt: skip


def _retold(lead: str) -> bool:
    """Return whether a later figure of a detail sentence is the whole told again (共计支出)."""
    return bool(re.search(r"(?:共计|合计)(?:支出|开支|金额)?\s*$", lead))


def _measure(
    figure: Figure, lead: str
) -> tuple[Measure, Direction | None, tuple[tuple[str, str], ...]]:
    if figure.kind == "percent":
        if _SHARE.search(lead):
            return "share", None, ()
        completion = _COMPLETION.search(lead)
        if completion:
            basis = completion.groupdict().get("basis") or ""
            return "completion_rate", None, (("basis", basis),) if basis else ()
    change = _CHANGE.search(lead)
    if change:
        direction: Direction = "increase" if change["up"] else "decrease"
        return ("change_rate" if figure.kind == "percent" else "change"), direction, ()
    for measure, pattern in _BUDGETS:
        if pattern.search(lead):
            return measure, None, ()
    return ("share" if figure.kind == "percent" else "actual"), None, ()


_BUDGETS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("adjusted_budget", _ADJUSTED),
    ("initial_budget", _INITIAL),
    ("prior_year", _PRIOR),
)


def _is_amount_without_unit(figure: Figure, lead: str) -> bool:
    return figure.decimals > 0 and bool(re.search(r"(?:为|是|支出|收入|合计|总计|数)\s*$", lead))


def _counted(figure: Figure, subject: Subject, lead: str, reader: _Reader) -> tuple[str, str]:
    """Return the concept and label of a count: of what, by its unit."""
    if reader.section.key in ("assets", "organisation") or figure.uom not in _COUNTED:
        return "", ""
    kind, word = _COUNTED[figure.uom]
    if figure.uom == "辆":
        if _VEHICLE_TYPE.search(lead):
            return "vehicles_by_type", "分车型辆数"
        held = _HELD.search(lead)
        return ("vehicles_held", "公务用车保有量") if held else ("vehicles_purchased", "公务用车购置数")
    concept = "domestic_hospitality" if subject.concept == "hospitality" else subject.concept
    return f"{concept}_{kind}", f"{subject.label}{word}"


def _unchanged(
    reader: _Reader, start: int, end: int, mentions: list[Subject], carried: Subject
) -> Iterator[Fact]:
    for match in _UNCHANGED.finditer(reader.document.text, start, end):
        subject = next((m for m in reversed(mentions) if m.start < match.start()), carried)
        word = Figure(amounts.Decimal(0), 0, "", match.start("word"), match.end("word"), match.end("word"))
        yield _make(reader, word, "change", "unchanged", subject, (start, end), kind="text")


def _listed_items(
    reader: _Reader, start: int, end: int, mentions: list[Subject]
) -> Iterator[Fact]:
    """Yield the economic items that 主要包括 names, as text facts of their group."""
    match = _LISTED.search(reader.document.text, start, end)
    group = next((m for m in mentions if m.concept in ("personnel_funds", "public_funds")), None)
    if match is None or group is None:
        return
    for name in re.finditer(r"[^、，,\s]+", match["names"]):
        text = re.sub(r"等$", "", name.group())
        at = match.start("names") + name.start()
        if text:
            word = Figure(amounts.Decimal(0), 0, "", at, at + len(text), at + len(text))
            subject = Subject("economic_item", text, (("group", group.concept),), at)
            yield _make(reader, word, "actual", None, subject, (start, end), kind="text")


def _read_project_counts(
    document: Document, section: Section, paragraph: Paragraph, year: int | None
) -> Iterator[Fact]:
    reader = _Reader(document, section, Vocabulary("all_funds", "", ()), year)
    for concept, label, pattern in _PROJECTS:
        for match in pattern.finditer(document.text, paragraph.start, paragraph.end):
            value = amounts.read_number(match[1])
            figure = Figure(value, 0, "个", match.start(1), match.end(1), match.end(1) + 1)
            subject = Subject(concept, label, (), match.start())
            yield _make(reader, figure, "actual", None, subject, (match.start(), match.end()))


def _make(
    reader: _Reader,
    figure: Figure,
    measure: Measure,
    direction: Direction | None,
    subject: Subject,
    sentence: tuple[int, int],
    kind: Kind | None = None,
) -> Fact:
    text = reader.document.text
    is_text = kind == "text"
    return Fact(
        id=f"f{figure.start}",
        concept=subject.concept,
        label=subject.label,
        kind=kind or figure.kind,
        measure=measure,
        scope=reader.words.scope,
        year=reader.year,
        value=None if is_text else figure.value,
        decimals=figure.decimals,
        precision=figure.decimals,
        uom=figure.uom,
        raw=text[figure.start : figure.stop],
        span=Span("narrative", reader.section.title, figure.start, figure.end, _quote(text, *sentence)),
        dims=subject.dims,
        direction=direction,
        confidence="low" if ("unit_printed", "no") in subject.dims else "high",
    )


def _quote(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
