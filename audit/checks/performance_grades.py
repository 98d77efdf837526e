"""定性指标 / grades: each on its scale, scored in its band, scored alike within a unit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from audit.checks.scored import is_blank, present, scored_rows, subject_of, tidy, two_places
from audit.compare import passed, skip
from audit.facts import Facts, Form, Indicator
from audit.model import Message, Outcome
from audit.registry import check
from audit.scoring import band_of, grade_of, scale_of, tolerance


@check(
    "PRJ-17",
    zh="定性等级不在目标所列等级中",
    en="grade-outside-its-scale",
    severity="error",
    basis="完成值的等级应取自指标值列出的等级（表内逻辑）",
    area="performance",
)
def grade_on_its_scale(facts: Facts) -> Iterator[Outcome]:
    """A grade is one of those that the target names.

    What: the result of a 定性 indicator ∈ the grades printed as its target.
    Why: a grade of another scale cannot be scored.
    Basis: logic of the form.
    Formula: 完成值的等级 ∈ 指标值所列等级.
    Tolerance: none: words.
    Example: scale 高中低, result 优.
    Limits: a result that is no single grade word (达成预期目标) is not checked.
    """
    scoring = facts.edition.scoring
    for form, one in scored_rows(facts):
        scale = scale_of(one, scoring)
        if scale is None:
            continue
        subject, grade = subject_of(form, one), grade_of(one, scoring)
        rows = present(one.target, one.actual)
        if grade is None:
            yield skip(subject, "完成值不是一个等级", "the result is no grade", rows)
        elif grade in scale:
            zh, en = f"{subject}：{grade} 在 {''.join(scale)} 之内", f"{subject}: on its scale"
            yield passed(subject, zh, en, rows)
        else:
            zh = f"{subject}：指标值为“{''.join(scale)}”，完成值却为“{grade}”，不在所列等级内"
            en = f"{subject}: the grade is not on the scale that the target names"
            yield Outcome(
                subject,
                "inconsistent",
                Message(zh, en),
                rows,
                expected="、".join(scale),
                actual=grade,
                formula=f"{grade} ∉ {{{'，'.join(scale)}}}",
            )


@check(
    "PRJ-18",
    zh="定性等级与得分不相称",
    en="grade-and-score-do-not-match",
    severity="warning",
    basis="定性指标按等级分档计分（分档为本工具参数，地方规定未核）",
    area="performance",
    verified=False,
)
def grade_and_score(facts: Facts) -> Iterator[Outcome]:
    """A grade's score lies in the band of the weight that the grade stands for.

    What: band(grade) × weight contains the score.
    Why: 良 with full marks is the same as 优.
    Basis: three bands of the ministry's measures (text not read), five grades by the edition.
    Formula: 下限 × 权重 ≤ 得分 ≤ 上限 × 权重 of the grade's band.
    Tolerance: half a step of the scores: ±`score_tolerance_integer` (0.5) where all are whole, half
    of it for half points, else ±`score_tolerance_decimal` (0.05).
    Example: 良 with 30 of 30; its band is 30 × 0.8 = 24 to 30 × 0.9 = 27.
    Limits: bands are parameters of the edition; a lower score with its reason passes; a
    grade scored differently within the unit is left to PRJ-19.
    """
    elsewhere = {id(one) for group in _uneven(facts) for _, one in group}
    for form, one in scored_rows(facts):
        band = band_of(one, facts.edition.scoring)
        if band is None or one.score is None or one.weight is None or one.shared:
            continue
        subject = subject_of(form, one)
        rows = present(one.actual, one.weight, one.score)
        if id(one) in elsewhere:
            zh, en = "同等级得分率不同，见 PRJ-19", "the grade is scored unevenly, see PRJ-19"
            yield skip(subject, zh, en, rows)
            continue
        yield _in_band(subject, facts, form, one, band)


def _in_band(
    subject: str, facts: Facts, form: Form, one: Indicator, band: tuple[Fraction, Fraction]
) -> Outcome:
    rows = present(one.actual, one.weight, one.score)
    weight = Fraction(one.weight.number) if one.weight else Fraction(0)
    stated = Fraction(one.score.number) if one.score else Fraction(0)
    lo, hi, allowed = band[0] * weight, band[1] * weight, tolerance(form, facts.edition)
    grade = one.actual.raw if one.actual else ""
    told = f"“{grade}”对应 {two_places(lo)}～{two_places(hi)}，得分 {tidy(stated)}"
    stricter = stated < lo and not is_blank(one.reason)
    if stricter or lo - allowed <= stated <= hi + allowed:
        return passed(subject, f"{subject}：{told}", f"{subject}: inside the band", rows)
    off = stated - hi if stated > hi else stated - lo
    return Outcome(
        subject,
        "inconsistent",
        Message(f"{subject}：{told}，不相称", f"{subject}: the score is outside the grade's band"),
        rows,
        expected=f"{two_places(lo)}～{two_places(hi)}",
        actual=tidy(stated),
        residual=tidy(off),
        allowance=tidy(allowed),
        uom="分",
        formula=f"{tidy(weight)} × {tidy(band[0])}～{tidy(band[1])} = {told}",
    )


@check(
    "PRJ-19",
    zh="同一等级得分率不同",
    en="same-grade-scored-differently",
    severity="warning",
    basis="同一单位对同一等级应按同一档次计分（逻辑）",
    area="performance",
)
def same_grade_same_rate(facts: Facts) -> Iterator[Outcome]:
    """Within one unit a grade gets much the same share of the weight everywhere.

    What: the shares of one grade on one scale lie no further apart than the grade's band.
    Why: two measures for one word make the scores arbitrary.
    Basis: logic; the band's width is the edition's.
    Formula: 同一等级: 最高得分率 − 最低得分率 ≤ the band's width; 得分率 = 得分 ÷ 权重.
    Tolerance: the width of the edition's band, 20 points where it has none.
    Example: 良 gets 30 ÷ 30 = 100% in one form and 13 ÷ 15 = 86.67% in another.
    Limits: needs the grade at least twice with a weight and a score.
    """
    uneven = _uneven(facts)
    for group in uneven:
        rates = sorted(group, key=lambda pair: _rate(pair[1]))
        (low_form, low), (high_form, high) = rates[0], rates[-1]
        grade = low.actual.raw if low.actual else ""
        sums = [f"{_of(one)} = {two_places(_rate(one) * 100)}%" for one in (high, low)]
        gap = (_rate(high) - _rate(low)) * 100
        yield Outcome(
            f"“{grade}”的得分率",
            "inconsistent",
            Message(
                f"同为“{grade}”：{subject_of(high_form, high)} {sums[0]}，"
                f"{subject_of(low_form, low)} {sums[1]}",
                f"one grade, two measures: {sums[0]} and {sums[1]}",
            ),
            present(high.actual, high.weight, high.score, low.actual, low.weight, low.score),
            expected=two_places(_rate(low) * 100),
            actual=two_places(_rate(high) * 100),
            residual=tidy(gap),
            allowance=tidy(_width(facts, low) * 100),
            uom="%",
            formula=f"{sums[0]}；{sums[1]}；相差 {two_places(gap)} 个百分点",
        )
    for group in _grades(facts):
        if group not in uneven and len(group) > 1:
            grade = group[0][1].actual.raw if group[0][1].actual else ""
            zh, en = f"“{grade}”{len(group)} 处得分率相当", f"{len(group)} alike"
            scores = present(*(one.score for _, one in group))
            yield passed(f"“{grade}”的得分率", zh, en, scores)


def _grades(facts: Facts) -> list[list[tuple[Form, Indicator]]]:
    """Return the scored indicators of each grade on each scale."""
    groups: dict[tuple[object, str], list[tuple[Form, Indicator]]] = {}
    for form, one in scored_rows(facts):
        grade, scale = grade_of(one, facts.edition.scoring), scale_of(one, facts.edition.scoring)
        if grade and scale and grade in scale and one.score and one.weight and not one.shared:
            groups.setdefault((scale, grade), []).append((form, one))
    return list(groups.values())


def _uneven(facts: Facts) -> list[list[tuple[Form, Indicator]]]:
    return [
        group
        for group in _grades(facts)
        if max(_rate(one) for _, one in group) - min(_rate(one) for _, one in group)
        > _width(facts, group[0][1])
    ]


def _rate(one: Indicator) -> Fraction:
    if one.score is None or one.weight is None or one.weight.number == 0:
        return Fraction(0)
    return Fraction(one.score.number) / Fraction(one.weight.number)


def _of(one: Indicator) -> str:
    return f"{one.score.raw if one.score else ''} ÷ {one.weight.raw if one.weight else ''}"


def _width(facts: Facts, one: Indicator) -> Fraction:
    band = band_of(one, facts.edition.scoring)
    return band[1] - band[0] if band else Fraction(1, 5)
