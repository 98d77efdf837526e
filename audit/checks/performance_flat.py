"""绩效自评表 / forms whose grid was lost: what can still be told of their funding rows."""

from __future__ import annotations

from collections.abc import Iterator

from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Measure, Message, Outcome
from audit.registry import check

_MONEY: tuple[Measure, ...] = ("initial_budget", "adjusted_budget", "actual")


@check(
    "PRJ-30",
    zh="资金总额小于其中的财政拨款",
    en="funding-total-below-its-part",
    severity="error",
    basis="总额包括其中项（算术必然）",
    area="performance",
)
def total_covers_its_part(facts: Facts) -> Iterator[Outcome]:
    """The total of a form's funding is at least the fiscal part named under it.

    What: the total row against the part named under it, for budget and execution.
    Why: a total left at 0 while its part is filled in.
    Basis: arithmetic.
    Formula: 年度资金总额 ≥ 其中：财政拨款.
    Tolerance: exact, as printed.
    Example: 总额 0, 其中财政拨款 12.5.
    Limits: for forms copied without their grid; the others are PRJ-02.
    """
    subject = "资金总额"
    below: list[Fact] = []
    held: list[Fact] = []
    for measure in _MONEY:
        total, part = _row(facts, measure, "total"), _row(facts, measure, "fiscal")
        if total is not None and part is not None:
            (below if total.number < part.number else held).extend((total, part))
    if below:
        zh = f"资金总额 {'/'.join(f.raw for f in below[::2])}，"
        zh += f"小于其中财政拨款 {'/'.join(f.raw for f in below[1::2])}"
        en = "the total of the funding is below the fiscal part named under it"
        yield Outcome(subject, "inconsistent", Message(zh, en), tuple(below))
    elif held:
        yield passed(subject, "总额不小于其中项", "the total covers its part", tuple(held))
    else:
        yield skip(subject, "无此表", "no such form")


@check(
    "PRJ-31",
    zh="自评表有权重而未填得分",
    en="form-without-its-score",
    severity="warning",
    basis="财预〔2020〕10号",
    area="performance",
    verified=False,
)
def score_is_filled_in(facts: Facts) -> Iterator[Outcome]:
    """A form that prints the weight of the execution rate prints its score.

    What: the cell under 得分 is blank beside a weight.
    Why: a form published before anyone evaluated.
    Basis: 财预〔2020〕10号 [unverified]; the forms have the column.
    Formula: 权重 ⇒ 得分.
    Tolerance: none: there or not.
    Example: 执行率 100%, 权重 10, 得分 blank.
    Limits: for forms copied without their grid, where the blank cell is still marked.
    """
    blank = facts.find("project_funding", measure="score", flat="yes")
    blank = tuple(fact for fact in blank if fact.value is None)
    weights = facts.find("project_funding", measure="weight", flat="yes")
    subject = "得分"
    if blank and weights:
        zh, en = f"权重 {weights[0].raw}，得分未填", f"weight {weights[0].raw}, no score"
        yield Outcome(subject, "missing", Message(zh, en), (weights[0], *blank))
    elif weights:
        yield passed(subject, "已填", "filled in", weights)
    else:
        yield skip(subject, "无此表", "no such form")


def _row(facts: Facts, measure: Measure, row: str) -> Fact | None:
    return facts.first("project_funding", measure=measure, row=row, flat="yes")
