"""绩效自评 / self-evaluation: tasks that no indicator measures, scores that cluster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from audit.compare import passed, skip
from audit.facts import Facts, Form, Indicator
from audit.interval import EXACT
from audit.model import Fact, Message, Outcome
from audit.registry import check

_EVERYDAY = re.compile(  # pairs of characters that every task and indicator may share
    r"工作|服务|管理|保障|建设|开展|项目|单位|完成|推进|加强|做好|组织|实施|相关|各项|全[县市区]|情况|业务|"
    r"活动|经费|资金|人员|目标|任务|提升|提高|有效|及时|进行|年度|支出|安排|确保|指标"
)
_CHINESE = re.compile(r"[一-鿿]+")
_FEWEST = 3  # tasks or indicators below which nothing is compared
_ON_QUANTITY = "数量"


@check(
    "PRF-07",
    zh="年度任务没有对应指标",
    en="tasks-without-indicators",
    severity="info",
    basis="财预〔2021〕101号：绩效指标应当与绩效目标、任务相匹配",
    area="performance",
    verified=False,
)
def tasks_have_indicators(facts: Facts) -> Iterator[Outcome]:
    """Each task of the year has an indicator, and each indicator of quantity has a task.

    What: words of the tasks (name and content) against those of the indicators, by pairs of
    characters; everyday words such as 工作, 服务, 管理 do not count.
    Why: a task without an indicator cannot be judged, an indicator without a task judges nothing.
    Basis: 财预〔2021〕101号 [only its title was seen].
    Formula: pairs(task) ∩ ∪ pairs(indicator) ≠ ∅, and the reverse for 数量指标.
    Tolerance: one shared pair of characters is enough.
    Example: task 档案管理, and no indicator that speaks of 档案.
    Limits: other words for one thing (失地农民, 被征地人员) may be missed; a hint only.
    """
    subject = "年度任务与指标"
    form = facts.department
    tasks = _tasks(form) if form else []
    if form is None or len(tasks) < _FEWEST or len(form.indicators) < _FEWEST:
        yield skip(subject, "没有读到年度任务或指标", "tasks or indicators were not read")
        return
    measured = _pairs([indicator.name.raw for indicator in form.indicators])
    alone = tuple(cells[0] for cells in tasks if not _pairs(c.raw for c in cells) & measured)
    goals = form.text("annual_target")
    asked = _pairs([cell.raw for cells in tasks for cell in cells] + [goals.raw if goals else ""])
    idle = _idle(form.indicators, asked)
    if alone:
        yield _unmatched("没有指标的任务", "年度任务没有对应的指标", alone)
    if idle:
        yield _unmatched("没有任务的指标", "数量指标不对应任何年度任务", idle)
    if not alone and not idle:
        told = tuple(cells[0] for cells in tasks)
        yield passed(subject, f"{len(tasks)} 项任务均有指标", "every task has an indicator", told)


def _tasks(form: Form) -> list[tuple[Fact, ...]]:
    """Return name and content of each task; a content belongs to the name before it."""
    found: list[list[Fact]] = []
    for concept, cell in form.texts:
        if concept == "task_name":
            found.append([cell])
        elif concept == "task_content" and found:
            found[-1].append(cell)
    return [tuple(cells) for cells in found]


def _pairs(texts: Iterable[str]) -> set[str]:
    words = (word for text in texts for word in _CHINESE.findall(text))
    pairs = {"".join(pair) for word in words for pair in pairwise(word)}
    return {pair for pair in pairs if not _EVERYDAY.fullmatch(pair)}


def _idle(indicators: Sequence[Indicator], asked: set[str]) -> tuple[Fact, ...]:
    """Return the indicators of quantity that no task or goal speaks of."""
    level = ""
    found: list[Fact] = []
    for indicator in indicators:
        level = indicator.level2 or level
        pairs = _pairs([indicator.name.raw])
        if _ON_QUANTITY in level and pairs and not pairs & asked:
            found.append(indicator.name)
    return tuple(found)


def _unmatched(subject: str, zh: str, cells: tuple[Fact, ...]) -> Outcome:
    names = "、".join(cell.raw for cell in cells)
    message = Message(f"{zh}：{names}", f"{len(cells)} without a counterpart")
    return Outcome(subject, "missing", message, cells)


@check(
    "ANA-06",
    zh="各项目自评得分过于集中",
    en="project-scores-cluster",
    severity="info",
    basis="自评得分应当反映差异（审计实务）",
    area="performance",
    verified=False,
)
def scores_cluster(facts: Facts) -> Iterator[Outcome]:
    """The scores of the projects differ as projects do.

    What: total scores of all 项目支出绩效自评表 of the unit.
    Why: one score for all means that nobody judged.
    Basis: the practice of auditors [unverified].
    Formula: not all equal; not all ≥ 95; standard deviation ≥ 1
    (edition: `clustered_score`, `clustered_spread`, `clustered_projects`).
    Tolerance: none; scores are exact.
    Example: 99, 99, 99 and 99 in four forms.
    Limits: fewer than three scored projects prove nothing; a hint only.
    """
    subject = "项目自评得分"
    limits = facts.edition.thresholds
    scores = tuple(form.total_score for form in facts.projects if form.total_score is not None)
    values = [fact.value for fact in scores if fact.value is not None]
    if len(values) < limits["clustered_projects"]:
        yield skip(subject, "有得分的项目不足三个", "fewer than three scored projects", scores)
        return
    spread = _deviation(values)
    told = "、".join(f"{value:f}" for value in values)
    if min(values) >= limits["clustered_score"]:
        why = f"均不低于 {limits['clustered_score']} 分"
    elif spread < limits["clustered_spread"]:
        why = f"标准差 {spread}"
    else:
        yield passed(subject, f"{told}，标准差 {spread}", f"standard deviation {spread}", scores)
        return
    zh, en = f"{len(values)} 个项目得分 {told}，{why}", f"{len(values)} scores cluster"
    yield Outcome(subject, "inconsistent", Message(zh, en), scores, formula=f"{told}：{why}")


def _deviation(values: Sequence[Decimal]) -> Decimal:
    """Return the standard deviation of all scores, with two decimals."""
    mean = EXACT.divide(sum(values, Decimal(0)), Decimal(len(values)))
    squares = sum(((value - mean) ** 2 for value in values), Decimal(0))
    return EXACT.divide(squares, Decimal(len(values))).sqrt().quantize(Decimal("0.01"))
