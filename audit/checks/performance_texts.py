"""What a project form says in words: problems, narrative, conclusion, recomputed total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from audit.amounts import chinese_number
from audit.checks.scored import (
    grade_of_total,
    present,
    says_nothing,
    tells_unpaid,
    tidy,
)
from audit.compare import passed, skip
from audit.facts import Facts, Form, Indicator
from audit.model import Fact, Message, Outcome, Status
from audit.registry import check
from audit.scoring import judge, rate_of

_LABEL = re.compile(
    r"(?:总体|综合|自评|评价|绩效)(?:评价|评定|结论|结果|等级|等次|情况)?(?:等级|等次|总体)?(?:为|[:：])\s*"
    r"[“\"]?(?P<label>优秀|良好|优|良|中等?|一般|较好|好|合格|差)[”\"]?(?=$|[，,。；;、\s（(])"
)
_SAME_LABEL = {"优秀": "优", "良好": "良", "中等": "中"}
_SHARED = 3  # characters in a row: 培训 alone is said of too many things
_NARRATIVE = ("achievement", "overview", "conclusion")
_PART = re.compile(r"其中|每|分别|第.{0,2}季|新增|\d+月|同比|增加|减少|余")


@check(
    "PRJ-24",
    zh="“存在问题”写“无”而表内有未完成事项",
    en="no-problems-yet-targets-missed",
    severity="warning",
    basis="预算未执行完、指标未完成或资金未支付的，不能说没有问题（逻辑）",
    area="performance",
)
def problems_not_denied(facts: Facts) -> Iterator[Outcome]:
    """A form that says 无 under 存在问题 has none in its own rows.

    What: 存在问题 = 无 while execution is below 90 %, a target is missed or a reason tells
    of money not paid.
    Why: the form contradicts itself.
    Basis: logic.
    Formula: 存在问题 = 无 ⇒ 执行率 ≥ `execution_rate_needs_reason` (90 %), no missed target,
    nothing unpaid.
    Tolerance: interval of the quotient; decimal interval of each result.
    Example: 5 ÷ 10 = 50.00% executed, problems 无.
    Limits: other wordings than 无, 暂无, 没有 are left to the reader.
    """
    for form in facts.projects:
        said = form.text("problems")
        if said is None:
            continue
        subject = f"{form.label}·存在问题"
        found = list(_problems(facts, form)) if says_nothing(said) else []
        if found:
            told = "；".join(words for words, _ in found)
            cells = tuple(fact for _, some in found for fact in some)
            zh, en = (
                f"{subject}写“{said.raw}”，但{told}",
                f"{subject}: none, yet {len(found)} found",
            )
            yield Outcome(subject, "inconsistent", Message(zh, en), (said, *cells), formula=told)
        else:
            yield passed(subject, f"{subject}与表内一致", f"{subject}: no contradiction", (said,))


def _problems(facts: Facts, form: Form) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    row = form.total
    rate = rate_of(row) if row is not None else None
    bound = Fraction(facts.edition.thresholds["execution_rate_needs_reason"]) / 100
    if row is not None and rate is not None and rate.hi < bound:
        paid, budget = row.executed, row.adjusted
        sums = f"{paid.raw if paid else ''} ÷ {budget.raw if budget else ''}"
        yield f"预算执行 {sums}，不足 90%", present(budget, paid, row.rate)
    for one in form.indicators:
        judged = judge(one, facts.edition.scoring)
        if judged is not None and judged.met is False:
            target, actual = one.target, one.actual
            told = f"目标 {target.raw if target else ''}，完成 {actual.raw if actual else ''}"
            yield f"“{one.name.raw}”{told}", present(target, actual)
    reasons = [row.reason if row else None, *(one.reason for one in form.indicators)]
    for reason in present(*reasons):
        if tells_unpaid(reason):
            yield f"原因写明“{reason.raw}”", (reason,)


@check(
    "PRJ-25",
    zh="文字叙述的数量与指标完成值不符",
    en="narrative-count-differs-from-indicator",
    severity="warning",
    basis="同一张表内叙述与指标所述数量应当一致（逻辑）",
    area="performance",
)
def narrative_fits_indicators(facts: Facts) -> Iterator[Outcome]:
    """A count told in the narrative is the result of the indicator it speaks of.

    What: a number with the indicator's unit, beside words of the indicator's name or told
    again and again, equals the result.
    Why: two hands filled the form.
    Basis: logic.
    Formula: 文字叙述的数量 = 指标完成值.
    Tolerance: exact, as printed.
    Example: 三条网络专线 in the narrative, 4 条 in the indicator: 3 ≠ 4.
    Limits: only where one indicator alone can be meant and the narrative tells one value;
    parts (其中, 每, 分别) and the target itself are left out.
    """
    for form in facts.projects:
        told = [fact for fact in form.details if fact.uom and _counts(fact)]
        for one in form.indicators:
            if one.actual is not None and one.actual.value is not None:
                spoken = _spoken(facts, form, one, told)
                if spoken:
                    yield _narrated(form, one, one.actual, spoken)


def _counts(fact: Fact) -> bool:
    return fact.concept in ("form_text_count", "form_text_percent")


def _value(fact: Fact) -> Fraction | None:
    if fact.value is not None:
        return Fraction(fact.value)
    spelt = chinese_number(fact.raw.removesuffix(fact.uom))
    return None if spelt is None else Fraction(spelt)


def _spoken(facts: Facts, form: Form, one: Indicator, told: list[Fact]) -> tuple[Fact, ...]:
    """Return the narrative's figures that can mean this indicator and no other."""
    same_unit = [fact for fact in told if fact.uom == one.unit]
    rivals = [other for other in form.indicators if other is not one and other.unit == one.unit]
    if not rivals and _is_repeated(same_unit):
        return tuple(same_unit)
    narrative = [fact for fact in same_unit if fact.dim("cell") in _NARRATIVE]
    meant = [fact for fact in narrative if _shares_words(one, _around(facts, fact))]
    shared = [fact for fact in meant if any(_shares_words(r, _around(facts, fact)) for r in rivals)]
    return () if shared else tuple(meant)


def _is_repeated(figures: list[Fact]) -> bool:
    """Return whether one count alone is told, in several cells."""
    cells = {(fact.span.row, fact.span.col) for fact in figures}
    return len(cells) > 1 and len({_value(fact) for fact in figures}) == 1 and figures[0].uom != "%"


def _around(facts: Facts, fact: Fact) -> str:
    return facts.document.text[fact.span.start - len(fact.label) : fact.span.end + 8]


def _shares_words(one: Indicator, text: str) -> bool:
    """Return whether three characters of a name, or all of a shorter one, stand in a text."""
    bare = re.sub(r"[^一-鿿]", "", one.name.raw)
    size = min(len(bare), _SHARED)
    return size > 1 and any(bare[at : at + size] in text for at in range(len(bare) - size + 1))


def _narrated(form: Form, one: Indicator, actual: Fact, spoken: tuple[Fact, ...]) -> Outcome:
    subject, result = f"{form.label}·{one.name.raw}与文字叙述", Fraction(actual.number)
    values = {_value(fact) for fact in spoken}
    quoted = "、".join(f"“{fact.label}{fact.raw}”" for fact in spoken)
    words = f"文字为{quoted}，指标完成值为 {actual.raw} {one.unit}"
    rows = present(*spoken, actual, one.score)
    if values == {result}:
        return passed(subject, f"{subject}：{words}，一致", f"{subject}: the same", rows)
    told, goal = values.pop(), one.target.value if one.target else None
    is_part = any(_PART.search(fact.label) for fact in spoken)
    if values or told is None or told == goal or is_part:
        zh, en = "文字所述可能只是一部分", "the narrative may tell of a part"
        return skip(subject, zh, en, rows)
    return Outcome(
        subject,
        "inconsistent",
        Message(f"{subject}：{words}", f"{subject}: {tidy(told)} in words, {tidy(result)} scored"),
        rows,
        expected=tidy(result),
        actual=tidy(told),
        residual=tidy(result - told),
        uom=one.unit,
        formula=f"{tidy(told)} ≠ {tidy(result)}",
    )


@check(
    "PRJ-26",
    zh="评价结论的等级不在优、良、中、差之内或与得分不符",
    en="conclusion-label-unusual",
    severity="info",
    basis="统一等级：优90-100，良80-89，中60-79，差0-59（财政部预算司）",
    area="performance",
)
def conclusion_label(facts: Facts) -> Iterator[Outcome]:
    """The conclusion's grade is one of 优良中差 and fits its score.

    What: the label in 评价结论 ∈ {优, 良, 中, 差}, and its lowest score is reached and that of
    the next grade is not. All forms with another label are one hint.
    Why: 好 says nothing that could be compared.
    Basis: the grades of the ministry's budget department.
    Formula: 等级 ∈ {优, 良, 中, 差}; 优 ≥ 90, 良 ≥ 80, 中 ≥ 60, 差 < 60.
    Tolerance: exact, points; the lines are the edition's [scoring.labels].
    Example: 绩效自评总体为好.
    Limits: conclusions without a label are not checked.
    """
    labels = facts.edition.scoring.labels
    strange: list[tuple[Form, Fact, str]] = []
    for form in facts.projects:
        said = form.text("conclusion")
        match = _LABEL.search(said.raw) if said is not None else None
        if said is None or match is None:
            continue
        label = _SAME_LABEL.get(match["label"], match["label"])
        if label not in labels:
            strange.append((form, said, match["label"]))
        elif form.total_score is not None:
            yield _label_fits(facts, form, said, label, form.total_score)
    if strange:
        told = "、".join(f"{form.label}（{label}）" for form, _, label in strange)
        zh = f"结论等级不在{'、'.join(labels)}之内：{told}"
        cells = tuple(said for _, said, _ in strange)
        en = f"{len(strange)} conclusions with a label outside the scale"
        yield Outcome("评价结论的等级", "inconsistent", Message(zh, en), cells, formula=told)


def _label_fits(facts: Facts, form: Form, said: Fact, label: str, score: Fact) -> Outcome:
    subject = f"{form.label}·结论等级"
    due = grade_of_total(facts, Fraction(score.number))
    told = f"{score.raw.strip()} 分对应“{due}”，结论为“{label}”"
    status: Status = "exact" if due == label else "inconsistent"
    en = f"{subject}: the score and the label {'agree' if due == label else 'differ'}"
    return Outcome(
        subject, status, Message(f"{subject}：{told}", en), (score, said), due, label, formula=told
    )
