"""Read what the prose says of 绩效: how many projects, their amounts, their mean score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit import amounts
from audit.amounts import Figure
from audit.extraction.cues import Cue
from audit.extraction.subjects import Subject
from audit.model import Fact, Measure

if TYPE_CHECKING:
    from audit.extraction.narrative import Reader

_COUNT = r"(\d+)\s*个项目[^，。；]{0,12}"
_COUNTS = (
    ("performance_projects_targets", "编制绩效目标的项目数", re.compile(rf"对\s*{_COUNT}目标")),
    ("performance_projects_monitored", "开展绩效监控的项目数", re.compile(rf"{_COUNT}监控")),
    (
        "performance_projects_evaluated",
        "绩效自评的项目数",
        re.compile(rf"对\s*{_COUNT}(?:自评|评价)"),
    ),
)
_AMOUNT = (
    r"(?:数|金额|总额|为|共|:|：|[（(][AB][）)])*\s*(?P<figure>\d[\d,]*(?:\.\d+)?)\s*[万亿]?\s?元"
)
_AMOUNTS: tuple[tuple[str, Measure, re.Pattern[str]], ...] = (
    ("项目年初预算", "initial_budget", re.compile(rf"年初(?:批复)?预算(?:\d+个项目)?{_AMOUNT}")),
    (
        "项目调整预算",
        "adjusted_budget",
        re.compile(rf"(?:调整(?:后)?预算|全年预算)(?:后)?(?:项目)?(?:预算)?{_AMOUNT}"),
    ),
    (
        "项目执行数",
        "actual",
        re.compile(rf"(?:实际(?:到位资金|执行|支出)|(?:全年|预算)执行){_AMOUNT}"),
    ),
    ("绩效项目预算金额", "initial_budget", re.compile(rf"涉及(?:预算)?(?:金额|资金){_AMOUNT}")),
    (
        "项目预算执行率",
        "execution_rate",
        re.compile(r"执行率(?:为|[（(]B/A[）)]|：|:)*\s*(?P<figure>\d{1,3}(?:\.\d{1,4})?)\s*%"),
    ),
)
_SCORES = re.compile(
    r"(?:自评|平均|综合|最终|评价)(?:得分|分数)(?:为|是)?[：:]?\s*(?P<figure>\d{1,3}(?:\.\d+)?)(?![\d.%])分?"
)


def read_projects(reader: Reader, start: int, end: int) -> Iterator[Fact]:
    """Yield the counts of projects, their amounts and scores that a sentence tells."""
    text = reader.document.text
    for concept, label, pattern in _COUNTS:
        for match in pattern.finditer(text, start, end):
            number = amounts.read_number(match[1])
            figure = Figure(number, 0, "个", *match.span(1), match.end(1) + 1)
            yield _told(reader, figure, concept, label, "actual", match.span())
    for label, measure, pattern in _AMOUNTS:
        for match in pattern.finditer(text, start, end):
            figure = next(amounts.find_figures(text, match.start("figure"), match.end()))
            yield _told(reader, figure, "performance_amount", label, measure, (start, end))
    for match in _SCORES.finditer(text, start, end):
        figure = next(amounts.find_figures(text, match.start("figure"), match.end())).moved(0, "分")
        yield _told(reader, figure, "performance_score", "绩效得分", "score", (start, end))


def _told(
    reader: Reader,
    figure: Figure,
    concept: str,
    label: str,
    measure: Measure,
    sentence: tuple[int, int],
) -> Fact:
    from audit.extraction.narrative import make

    subject = Subject(concept, label, (), figure.start, figure.end)
    return make(reader, figure, Cue(measure), subject, sentence)
