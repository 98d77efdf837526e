"""What the checks of 绩效自评 share: which forms, a scored row's outcome, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from audit.facts import Facts, Form, Indicator
from audit.model import Fact, Message, Outcome, Severity, Status

_UNPAID = re.compile(
    r"(?:未能?|没有|尚未|无法|不能)(?:及时|全部|按时|足额|实现)*(?:项目)?(?:资金|款项)?(?:全部)?"
    r"(?:支付|拨付|付出|付清|付款)|(?:拨付|支付|资金)不到位|拖欠|欠费|欠付|"
    r"(?:延迟|滞后)(?:支付|拨付)|(?:支付|拨付)(?:进度)?(?:慢|缓慢|滞后|延迟)|支付平台已关闭"
)
_DENIED = re.compile(
    r"(?:不存在|没有|无|未发生|未出现|杜绝|避免|防止|不得|清理|治理|解决)[^，。；,;]{0,8}$"
)
_NOTHING = re.compile(r"(?:暂)?无|没有|无问题|不存在问题|无存在问题|暂无问题|未发现问题")


def scored_rows(facts: Facts) -> Iterator[tuple[Form, Indicator]]:
    """Yield every indicator of every form, with its form."""
    for form in facts.forms:
        for indicator in form.indicators:
            yield form, indicator


def subject_of(form: Form, indicator: Indicator) -> str:
    """Return how a lead calls an indicator: its form and its name."""
    return f"{form.label}·{indicator.name.raw}"


def present(*facts: Fact | None) -> tuple[Fact, ...]:
    """Return the facts that are there."""
    return tuple(fact for fact in facts if fact is not None)


def two_places(value: Decimal | Fraction) -> Decimal:
    """Return a number with two decimals, halves rounded up."""
    whole, parts = value.as_integer_ratio()
    return (Decimal(whole) / Decimal(parts)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def tidy(value: Decimal | Fraction) -> Decimal:
    """Return a number without idle zeros: 24.00 → 24, 0.50 → 0.5."""
    exact = two_places(value) if isinstance(value, Fraction) else value
    text = f"{exact:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def target_words(indicator: Indicator) -> str:
    """Return the target as printed with its operator and unit, e.g. `≥ 10 人/年`."""
    raw = indicator.target.raw if indicator.target else ""
    operator = "" if indicator.operator in ("", "定性") else f"{indicator.operator} "
    if operator.strip() and raw.startswith(operator.strip()):
        operator = ""
    unit = "" if indicator.unit and indicator.unit in raw else f" {indicator.unit}"
    return f"{operator}{raw}{unit}".strip()


def says_nothing(fact: Fact | None) -> bool:
    """Return whether a prose cell says 无 and no more."""
    return fact is not None and bool(_NOTHING.fullmatch(re.sub(r"[\s。，,.]", "", fact.raw)))


def tells_unpaid(fact: Fact) -> bool:
    """Return whether a cell tells of money that was not paid (拨付不到位, 拖欠 …)."""
    found = _UNPAID.finditer(fact.raw)
    return any(not _DENIED.search(fact.raw[: match.start()]) for match in found)


def is_blank(fact: Fact | None) -> bool:
    """Return whether a cell is empty or says 无."""
    return fact is None or says_nothing(fact)


def grade_of_total(facts: Facts, score: Fraction) -> str:
    """Return the grade of a total score, by the edition's labels."""
    labels = sorted(facts.edition.scoring.labels.items(), key=lambda pair: -pair[1])
    return next((name for name, least in labels if score >= least), labels[-1][0])


def over_scored(
    subject: str,
    facts: tuple[Fact, ...],
    *,
    stated: Fraction,
    expected: Fraction,
    most: Fraction,
    tolerance: Fraction,
    formula: str,
    severity: Severity,
) -> Outcome:
    """Return whether a score is above `most`, the highest that the rules allow.

    `expected` is the score at the printed result, shown to the reader; a score below it
    is a stricter one and passes.
    """
    excess, told = stated - expected, f"{formula}，得分 {tidy(stated)}"
    status: Status = "exact"
    if stated > most + tolerance:
        zh = f"{subject}：{told}，多计 {tidy(excess)} 分"
        en = f"{subject}: {formula}, scored {tidy(stated)}, {tidy(excess)} too many"
        status = "inconsistent"
    elif stated > most:
        zh, en = f"{subject}：{told}，在计分取整范围内", f"{subject}: {formula}, within rounding"
        status = "rounding"
    else:
        zh, en = f"{subject}：{told}，没有多计", f"{subject}: {formula}, not over-scored"
    return Outcome(
        subject,
        status,
        Message(zh, en),
        facts,
        expected=two_places(expected),
        actual=tidy(stated),
        residual=tidy(excess),
        allowance=tidy(tolerance),
        uom="分",
        formula=told,
        severity=severity,
    )
