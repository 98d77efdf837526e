"""重算 / a whole form scored again by the rules: the stated total inside its bounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from audit.checks.scored import grade_of_total, present, tidy, two_places
from audit.compare import passed, skip
from audit.facts import Facts, Form
from audit.model import Fact, Message, Outcome, Severity
from audit.registry import check
from audit.scoring import Line, rescore

_NONE = Fraction(0)


@check(
    "PRJ-29",
    zh="自评总分不在按规则重算的范围内",
    en="total-outside-its-recomputed-bounds",
    severity="warning",
    basis="按通行计分规则逐项重算（地方计分办法未核）",
    area="performance",
    verified=False,
)
def recomputed_total(facts: Facts) -> Iterator[Outcome]:
    """The stated total lies between the least and the most that the rules allow.

    What: Σ of the least and Σ of the highest score that the rules allow each row against
    合计得分, and the grades of both; in every form with a total.
    Why: shows what the single leads amount to.
    Basis: the rules of PRJ-04 and PRJ-13 to PRJ-18.
    Formula: Σ 最低得分 − 取整 ≤ 合计得分 ≤ Σ 最高得分 + 取整.
    Tolerance: half the step of the form's scores for each row whose bounds are no whole steps.
    Example: 10 + 36 + 27 and an execution of 7 give 70, stated 97: 优 becomes 中.
    Limits: a hint when the rows that differ are leads of their own, or when the total is no
    sum of its rows (PRJ-10), and a hint where it is below: a unit may be stricter than the
    rule; rows that no rule reaches, and stricter ones with a reason, keep their score.
    """
    for form in facts.forms:
        if form.kind == "department" and "total" not in form.has:
            continue
        lines, total = rescore(form, facts.edition), form.total_score
        if not lines or total is None:
            zh, en = "得分没有读全", "not every score was read"
            yield skip(f"{form.label}·重算总分", zh, en, present(total))
        else:
            yield _recomputed(facts, form, lines, total)


def _recomputed(facts: Facts, form: Form, lines: tuple[Line, ...], total: Fact) -> Outcome:
    over = [line for line in lines if Fraction(line.stated.number) > line.hi + line.slack]
    if over:
        return _over(facts, form, over, total)
    slack = sum((line.slack for line in lines), _NONE)
    most = sum((line.hi for line in lines), _NONE)
    least = sum((line.lo for line in lines), _NONE)
    stated = Fraction(total.number)
    told = f"重算 {two_places(least)}～{two_places(most)}，合计得分 {tidy(stated)}"
    subject, cells = f"{form.label}·重算总分", (total, *(line.stated for line in lines))
    if least - slack <= stated <= most + slack:
        return passed(subject, f"{subject}：{told}", f"{subject}: inside the bounds", cells)
    bound = most if stated > most else least
    return Outcome(
        subject,
        "inconsistent",
        Message(
            f"{subject}：{told}，{'高于上限' if stated > most else '低于下限'}"
            f"{_grades(facts, stated, bound)}",
            f"{subject}: between {two_places(least)} and {two_places(most)}, stated {tidy(stated)}",
        ),
        cells,
        expected=two_places(bound),
        actual=tidy(stated),
        residual=tidy(stated - bound),
        allowance=tidy(slack),
        uom="分",
        formula=told,
        severity=_gravity(lines, stated, above=stated > most),
    )


def _gravity(lines: tuple[Line, ...], stated: Fraction, *, above: bool) -> Severity:
    """Return a warning for a total above all that its rows can give, else a hint."""
    rows = sum((Fraction(line.stated.number) for line in lines), _NONE)
    return "warning" if above and rows == stated else "info"


def _over(facts: Facts, form: Form, over: list[Line], total: Fact) -> Outcome:
    """Return what is left of the total without the points that single rows have too many."""
    subject, stated = f"{form.label}·重算总分", Fraction(total.number)
    most = stated - sum((Fraction(line.stated.number) - line.best for line in over), _NONE)
    sums = " − ".join(f"({tidy(line.stated.number)} − {two_places(line.best)})" for line in over)
    told = f"{tidy(total.number)} − {sums} = {two_places(most)}"
    return Outcome(
        subject,
        "inconsistent",
        Message(
            f"{subject}：{told}{_grades(facts, stated, most)}",
            f"{subject}: at most {two_places(most)}, stated {tidy(total.number)}",
        ),
        (total, *(line.stated for line in over)),
        expected=two_places(most),
        actual=tidy(total.number),
        residual=tidy(stated - most),
        allowance=tidy(sum((line.slack for line in over), _NONE)),
        uom="分",
        formula=told,
        severity="info",
    )


def _grades(facts: Facts, stated: Fraction, redone: Fraction) -> str:
    before, after = grade_of_total(facts, stated), grade_of_total(facts, redone)
    return f"，等级由“{before}”变为“{after}”" if before != after else f"，等级仍为“{before}”"
