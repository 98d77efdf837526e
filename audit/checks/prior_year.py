"""上年数 / last year's figures told in the prose, against this year's and the change."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.shares import before
from audit.compare import agree, of, skip
from audit.facts import Facts, same_subject
from audit.model import Fact, Outcome
from audit.registry import check


@check(
    "ANA-16",
    zh="上年数加增减额不等于本年数",
    en="prior-and-change-differ-from-actual",
    severity="error",
    basis="本年数＝上年数＋增减额（算术必然）",
    area="income",
    identity=True,
)
def prior_and_change(facts: Facts) -> Iterator[Outcome]:
    """Last year's figure and the change make this year's.

    What: 上年数 + 增减额 = 本年数, where one clause prints all three.
    Why: one of them is of another year or another scope.
    Basis: arithmetic.
    Formula: 本年数 = 上年数 + 增减额.
    Tolerance: decimal interval of every printed figure.
    Example: 上年45.00万元，减少5.00万元: 45.00 − 5.00 = 40.00.
    Limits: only where the three stand in one clause about one thing.
    """
    told = False
    for prior in (f for f in facts if f.measure == "prior_year" and f.span.part == "narrative"):
        actual, change = before(facts, prior, "actual"), _change(facts, prior)
        if actual is None or change is None or actual.span.quote != prior.span.quote:
            continue
        told = True
        computed = of(prior) + of(change)
        yield agree(f"{prior.label}上年数与增减额", stated=of(actual), computed=computed)
    if not told:
        yield skip("上年数", "未同列三数", "the three are not told together")


def _change(facts: Facts, prior: Fact) -> Fact | None:
    """Return the first change told after last year's figure in its clause."""
    found = facts.find(prior.concept, measure="change", scope=prior.scope, part="narrative")
    return next(
        (
            fact
            for fact in found
            if fact.value is not None
            and same_subject(fact, prior)
            and fact.span.quote == prior.span.quote
            and fact.span.start > prior.span.start
        ),
        None,
    )
