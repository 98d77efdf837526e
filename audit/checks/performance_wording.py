"""指标的写法 / how indicators are worded: units and results that fit the name, no name twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks.scored import present, scored_rows, subject_of, target_words
from audit.compare import passed
from audit.facts import Facts, Indicator
from audit.model import Message, Outcome
from audit.reach import lost_unit
from audit.registry import check

_QUALIFIED = re.compile(r"以[上下内前]|之[前内]|前$|左右|[约近]")
_UNITS_OF_NAMES = (
    ("次数", re.compile(r"[次场期批回轮]|%")),
    ("人数", re.compile(r"[人名位员]|%")),
    ("(?<![频效利汇功])率", re.compile(r"[%‰]|百分")),
)


@check(
    "PRJ-21",
    zh="度量单位或完成值的写法与指标不符",
    en="unit-does-not-fit-the-indicator",
    severity="info",
    basis="指标名称、度量单位、完成值的写法应当一致（逻辑）",
    area="performance",
)
def unit_fits_the_name(facts: Facts) -> Iterator[Outcome]:
    """Name, unit and result of an indicator go together.

    What: …次数 counted in times, …人数 in persons, …率 in %; a numeric target has a
    numeric result; an amount is in its target's unit. All that do not are one hint.
    Why: a result in words or in another unit cannot be scored.
    Basis: logic.
    Formula: …次数 ⇒ 次; …人数 ⇒ 人; …率 ⇒ %; 目标值 a number ⇒ 完成值 a number.
    Tolerance: none: words.
    Example: 培训次数 in 人/年; 20日之前 for ≤ 31 日; 两个月以上 for ≤ 30 个工作日.
    Limits: names that do not end in 次数, 人数 or 率 are not judged by their name.
    """
    rows = [(form, one, fault) for form, one in scored_rows(facts) if (fault := _fault(one))]
    if rows:
        told = "；".join(f"{subject_of(form, one)}：{fault}" for form, one, fault in rows)
        cells = (cell for _, one, _ in rows for cell in present(one.target, one.actual))
        yield Outcome(
            "度量单位与完成值的写法",
            "inconsistent",
            Message(told, f"{len(rows)} indicators whose unit or result does not fit"),
            tuple(cells),
            formula=f"{len(rows)} 项",
        )
    elif facts.forms:
        names = tuple(one.name for _, one in scored_rows(facts))
        yield passed("度量单位与完成值的写法", "单位与名称相符", "units fit the names", names)


def _fault(one: Indicator) -> str:
    for ending, fitting in _UNITS_OF_NAMES:
        named = re.search(rf"{ending}$", re.sub(r"[（(].*?[）)]", "", one.name.raw))
        if named and one.unit and not fitting.search(one.unit):
            return f"“{named[0]}”的单位为“{one.unit}”"
    actual, target = one.actual, one.target
    if actual is None or target is None or target.value is None:
        return ""
    if target.kind == actual.kind == "amount" and lost_unit(target, actual):
        return f"目标为 {target_words(one)}，完成值 {actual.raw} 像是另一单位的数"
    worded = actual.value is None or _QUALIFIED.search(actual.raw)
    return f"目标为数值，完成值为“{actual.raw}”" if worded and one.operator != "定性" else ""


@check(
    "PRF-08",
    zh="同一张表内指标重复",
    en="duplicate-indicators",
    severity="info",
    basis="同一内容不应在不同二级指标下重复计分（逻辑）",
    area="performance",
)
def duplicate_indicators(facts: Facts) -> Iterator[Outcome]:
    """No indicator stands twice in one form.

    What: names of 三级指标 are told apart within a form, white space aside.
    Why: one result is scored twice.
    Basis: logic.
    Formula: 三级指标 of one form: no name twice.
    Tolerance: none: words, white space aside.
    Example: the same words under 社会效益 and 可持续影响.
    Limits: the same words only; like meanings are left to the reader.
    """
    for form in facts.forms:
        groups: dict[str, list[Indicator]] = {}
        for one in form.indicators:
            groups.setdefault(re.sub(r"\s", "", one.name.raw), []).append(one)
        twice = [group for group in groups.values() if len(group) > 1]
        subject = f"{form.label}·三级指标"
        if not twice:
            names = tuple(one.name for one in form.indicators)
            yield passed(subject, f"{subject}没有重复", f"{subject}: no name twice", names)
            continue
        told = "；".join(
            f"“{group[0].name.raw}”见于{'、'.join(one.level2 or one.level1 for one in group)}"
            for group in twice
        )
        yield Outcome(
            subject,
            "inconsistent",
            Message(f"{form.label}：{told}", f"{form.label}: {len(twice)} names stand twice"),
            tuple(one.name for group in twice for one in group),
            formula=f"{len(twice)} 组重复",
        )
