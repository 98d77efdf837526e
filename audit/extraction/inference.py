"""Say of which section a passage is that stands under no known heading.

Many pages publish one section alone, under another title or none. A sentence with
figures names its section by its terms; one without terms goes on with the passage before
it. Text under a known heading is never touched, nor are sections that a heading opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit import amounts
from audit.facts import Section
from audit.model import Document, Paragraph, Table

# a ； within brackets ends no sentence: 2万元（其中：一般公共预算2万元；政府性基金0万元），完成…
SENTENCE = re.compile(r"(?:（[^（）。！\n]{1,80}）|[^。；;！\n])*+[。；;！]?")
TITLES = {
    "totals": "收入支出总体情况",
    "revenue": "收入决算",
    "expenditure": "支出决算",
    "fiscal_totals": "财政拨款收入支出总体情况",
    "gpb": "一般公共预算财政拨款支出",
    "basic": "一般公共预算财政拨款基本支出",
    "three_public": "“三公”经费",
    "government_funds": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "operating": "机关运行经费",
    "procurement": "政府采购",
    "assets": "国有资产",
    "performance": "预算绩效",
}
_GPB = r"一般公共预算(?:(?:财政)?拨款)?"
_CLASSES = r"[一-鿿]{2,20}(?:（类）|\(类\))"
_STRONG: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("performance", r"自评得分|绩效自评|绩效评价|调整预算后项目|实施项目共|个项目\d"),
        ("assets", r"共有车辆|单价\s*\d+\s*万元"),
        (
            "three_public",
            (
                r"[“\"]?三公[”\"]?|出国(?:费|（境）|\(境\))|公务接待|接待(?:费|支出|批次)|用车(?:费|购置)|"
                r"公务用车|公务车|公车(?:购置|运行|费)|国内接待|出国团组|车辆(?:购置|运行)(?:维护)?费"
            ),
        ),
        ("operating", r"机[关构]运行经费"),
        ("procurement", r"政府采购"),
        (
            "fiscal_totals",
            r"(?<!预算)财政拨款(?:收入、?支出|收、支|收支|收入|支出)(?:决算)?总计",
        ),
        ("government_funds", r"政府性基金(?:预算)?(?:财政拨款)?(?:本年)?支出"),
        ("state_capital", r"国有资本经营(?:预算)?(?:财政拨款)?(?:本年)?支出"),
        ("basic", rf"{_GPB}基本支出"),
        ("gpb", rf"{_GPB}(?:本年)?支出|{_GPB}收入总计|{_CLASSES}"),
        (
            "totals",
            (
                r"收、?支(?:决算)?总计|收入支出(?:决算)?总计|总收入|总支出|(?:收入|支出)(?:决算)?总计|"
                r"(?:年度?|^|[、.）)：:\s])收入[为是]?\s*\d[\d,.]*\s*[万亿]?元[，,、和]\s*(?:总)?支出[为是]?\s*\d"
            ),
        ),
        (
            "revenue",
            (
                r"本年(?:度)?收入|收入(?:决算)?合计|本(?:单位|部门)收入|上级补助收入|事业收入|经营收入|"
                r"(?:拨款|上缴|其他)收入|(?:年度?|^|[、.）)：:\s])收入(?:[为是]?\s*\d|[：:])"
            ),
        ),
        (
            "expenditure",
            (
                r"本年(?:度)?支出|支出(?:决算)?合计|基本支出|项目支出|人员经费|公用经费|工资福利支出|商品和服务支出|"
                r"(?:年度?|^|[、.）)：:\s])支出(?:[为是]?\s*\d|[：:])"
            ),
        ),
        ("totals", r"(?:年末|年初|上年)结转"),
    )
)
_GOES_ON = {  # weaker words, read in the light of the passage before
    "totals": r"结转|结余|[一-鿿*]{2,}支出\s*\d|[”\"]\s*\d",
    "revenue": r"结转|结余|收入|拨款",
    "expenditure": r"支出|经费",
    "gpb": r"[一-鿿*]{2,}支出\s*\d|[”\"]\s*\d|决算数|预算|项目支出|基本支出|本年支出|结转",
    "three_public": r"购置|运行|运维|公务|接待|批次|人次|辆|团组|决算|预算|较|比|总支出",
    "procurement": r"货物|工程|服务|中小企业|小微",
    "assets": r"车|设备",
    "performance": r"项目|预算|得分",
    "fiscal_totals": r"收入|支出|结转",
    "basic": r"人员经费|公用经费",
}
_CARRIED = re.compile(r"\s*(?:年末|年初|上年)(?:财政拨款)?结转")
_BUDGET_ITEM = re.compile(
    rf"{_GPB}(?:收入|拨款|\s*\d)|政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:收入|\s*\d)"
)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence and the key of its section; a title has no figures."""

    key: str
    start: int
    end: int
    figures: bool


def infer_sections(document: Document, known: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections found by heading and those that terms tell, in reading order."""
    taken = {section.key.partition("_")[0] for section in known if not _is_container(section)}
    passages = [
        passage
        for passage in _passages(document, known)
        if passage.key.partition("_")[0] not in taken or _before(passage, known) == passage.key
    ]
    found = [_section(run) for run in _runs(document.text, passages)]
    return tuple(sorted((*known, *found), key=lambda section: section.start))


def note_of(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Return a note that names what was inferred, or nothing."""
    names = dict.fromkeys(TITLES[s.key] for s in sections if s.inferred)
    if not names:
        return ()
    return (f"以下内容没有可识别的标题，按用语判断归入：{'、'.join(names)}",)


def _is_container(section: Section) -> bool:
    return section.key in ("overview", "other_matters", "annex", "tables")


def _before(passage: _Passage, known: tuple[Section, ...]) -> str:
    earlier = [section.key for section in known if section.end <= passage.start]
    return earlier[-1] if earlier else ""


def _passages(document: Document, known: tuple[Section, ...]) -> Iterator[_Passage]:
    """Yield the sentences outside the known sections whose section the terms tell."""
    context = ""
    for paragraph in document.blocks:
        if isinstance(paragraph, Table):
            context = _of_table(document, paragraph, known)
        if not isinstance(paragraph, Paragraph) or paragraph.text.startswith("#"):
            continue  # "#" marks an editor's remark
        if _is_known(paragraph, known):
            context = ""
            continue
        for match in SENTENCE.finditer(document.text, paragraph.start, paragraph.end):
            if not match.group().strip():
                continue
            key, figures = _key(match.group(), context), _has_figures(match.group())
            context = key or (context if not figures else "")
            if key:
                yield _Passage(key, match.start(), match.end(), figures)


def _is_known(paragraph: Paragraph, known: tuple[Section, ...]) -> bool:
    """Return whether a heading governs the paragraph, even one without a vocabulary."""
    return any(
        section.start <= paragraph.start < section.end and section.key != "other_matters"
        for section in known
    )


def _of_table(document: Document, table: Table, known: tuple[Section, ...]) -> str:
    """Return the section whose terms a table outside the known sections prints, or ''."""
    if any(section.start <= table.start < section.end for section in known):
        return ""
    text = document.text[table.start : table.end]
    return next((key for key, pattern in _STRONG if pattern.search(text)), "")


def _key(sentence: str, context: str) -> str:
    """Return the section that a sentence's terms tell, or the one it goes on with, or ''."""
    if context == "fiscal_totals" and _BUDGET_ITEM.search(sentence) and "收入总计" not in sentence:
        return context
    for key, pattern in _STRONG:
        if pattern.search(sentence):
            return _in_context(key, sentence, context)
    weak = _GOES_ON.get(context)
    return context if weak and re.search(weak, sentence) else ""


def _in_context(key: str, sentence: str, context: str) -> str:
    """Return the key, or the context's where both would do (用于：社会保障和就业支出)."""
    if context in ("totals", "gpb", "fiscal_totals") and _CARRIED.match(sentence):
        return context
    if key == "totals" and context == "three_public" and "收入" not in sentence:
        return context
    if key == "expenditure" and context in ("gpb", "basic") and "本年支出" not in sentence:
        return context
    return key


def _has_figures(sentence: str) -> bool:
    return any(figure.uom for figure in amounts.quantities(sentence)) or bool(
        re.search(r"[为是]\s*[0０](?![\d.])|\d\.\d", sentence)
    )


def _runs(text: str, passages: list[_Passage]) -> Iterator[list[_Passage]]:
    """Yield neighbours of one key; a run without a figure is only a title."""
    run: list[_Passage] = []
    for passage in passages:
        if run and (run[-1].key != passage.key or text[run[-1].end : passage.start].strip()):
            yield from _with_figures(run)
            run = []
        run.append(passage)
    yield from _with_figures(run)


def _with_figures(run: list[_Passage]) -> Iterator[list[_Passage]]:
    if any(passage.figures for passage in run):
        yield run


def _section(run: list[_Passage]) -> Section:
    key, start = run[0].key, run[0].start
    return Section(key, f"{TITLES[key]}（按用语判断）", start, start, run[-1].end, inferred=True)
