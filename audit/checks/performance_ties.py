"""自评表与决算正文 / the forms against each other and against the final account's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from audit.checks.scored import present, tidy
from audit.compare import Quantity, add, agree, of, passed, skip
from audit.facts import Facts, Form, Indicator
from audit.model import Fact, Message, Outcome, Relation, Severity, Sum
from audit.reach import reach_of
from audit.registry import check
from audit.scoring import grade_of

_COMMON_NAME = re.compile(r"^.{0,6}满意度$|^(?:资金)?(?:使用)?(?:合规|合格|到位|完成|及时|覆盖)率$")
_EVALUATED = "performance_projects_evaluated"
_SPECIFIC = 8  # characters of a graded indicator's name that say what it is about


@check(
    "PRF-09",
    zh="开展自评的项目数与自评表张数不一致",
    en="project-count-differs-from-forms",
    severity="error",
    basis="文中所述自评项目数应等于所附自评表张数（逻辑）",
    area="performance",
)
def project_count(facts: Facts) -> Iterator[Outcome]:
    """As many project forms are attached as projects are said to be evaluated.

    What: 对N个项目开展绩效自评 = number of project forms; projects with targets against
    projects evaluated.
    Why: a form that is missing hides a project.
    Basis: logic.
    Formula: 开展绩效自评的项目数 = 项目自评表张数.
    Tolerance: exact, counts.
    Example: 6 projects, 6 forms.
    Limits: fewer forms than projects are a warning only, since forms may be attached
    elsewhere or be lost as pictures, as are forms too many where one may be half of
    another; monitoring may be of a selection and is not compared.
    """
    evaluated, forms = facts.first(_EVALUATED), len(facts.projects)
    if evaluated is None:
        return
    subject, told = "自评项目数与自评表张数", f"文中 {evaluated.raw}项目，自评表 {forms} 张"
    targets = facts.first("performance_projects_targets")
    if targets is not None:
        yield _same_count(targets, evaluated)
    if not forms:
        yield skip(subject, "没有读到自评表", "no form was read", (evaluated,))
    elif evaluated.number == forms:
        names = present(*(form.name for form in facts.projects))
        yield passed(subject, f"{subject}：{told}", f"{subject}: equal", (evaluated, *names))
    else:
        whole = all(form.total is not None and form.indicators for form in facts.projects)
        severity: Severity = "error" if forms > evaluated.number and whole else "warning"
        yield Outcome(
            subject,
            "inconsistent",
            Message(f"{subject}：{told}", f"{evaluated.number} projects told, {forms} forms"),
            (evaluated,),
            expected=evaluated.number,
            actual=tidy(Fraction(forms)),
            residual=tidy(forms - Fraction(evaluated.number)),
            uom="个",
            formula=told,
            quotes=tuple(form.title for form in facts.projects),
            severity=severity,
        )


def _same_count(targets: Fact, evaluated: Fact) -> Outcome:
    subject = "编制绩效目标与开展自评的项目数"
    if targets.number == evaluated.number:
        zh, en = f"{subject}同为 {targets.raw}", f"{subject}: equal"
        return passed(subject, zh, en, (targets, evaluated))
    zh, en = "自评项目可能是选取的", "the evaluated projects may be a selection"
    return skip(subject, zh, en, (targets, evaluated))


@check(
    "PRF-10",
    zh="同一指标在部门表与项目表中完成值不同",
    en="one-indicator-two-results",
    severity="error",
    basis="同一指标、同一目标值，部门整体表与项目表的完成值应一致（逻辑；预算法实施条例第八十三条）",
    area="performance",
)
def same_indicator_same_result(facts: Facts) -> Iterator[Outcome]:
    """An indicator told in the department's form and in a project's form has one result.

    What: same name, unit and target in the department's form and in exactly one project
    form → same result.
    Why: one of the two tables is wrong.
    Basis: logic.
    Formula: one name, unit and target: 部门表完成值 = 项目表完成值.
    Tolerance: exact after conversion; a mere bound (以上, 以内) fits.
    Example: 运转保障率 ≥ 98 %: 90 % in one table, 97 in the other.
    Limits: names that fit anything (群众满意度, 完成率, short names of graded indicators)
    and names in several projects are not compared.
    """
    department = facts.department
    named: dict[tuple[str, str, str], list[tuple[Form, Indicator]]] = {}
    for form in facts.projects if department else ():
        for other in form.indicators:
            named.setdefault(_key(other), []).append((form, other))
    for one in department.indicators if department else ():
        twins = named.get(_key(one), [])
        if len(twins) == 1 and department is not None:
            yield _twin(facts, department, one, *twins[0])


def _key(one: Indicator) -> tuple[str, str, str]:
    target = one.target.raw if one.target else ""
    return re.sub(r"\s", "", one.name.raw), one.unit, target


def _twin(facts: Facts, home: Form, one: Indicator, form: Form, other: Indicator) -> Outcome:
    subject = f"{one.name.raw}（{home.label}与{form.label}）"
    mine, theirs = one.actual, other.actual
    rows = present(one.name, mine, other.name, theirs)
    if mine is None or theirs is None or _COMMON_NAME.search(one.name.raw):
        zh, en = "名称通用或没有完成值", "a common name, or no result"
        return skip(subject, zh, en, rows)
    told = f"部门表 {mine.raw}，项目表 {theirs.raw}"
    if _same_result(facts, one, other):
        same = passed(subject, f"{subject}：{told}", f"{subject}: the same", rows)
        return replace(same, relation=_equality(mine, theirs))
    numbers = [fact.number for fact in (mine, theirs) if fact.value is not None]
    if not numbers and len(one.name.raw) < _SPECIFIC:
        zh, en = "定性指标名称过于笼统", "the name of the graded indicator fits anything"
        return skip(subject, zh, en, rows)
    return Outcome(
        subject,
        "inconsistent",
        Message(f"{subject}：{told}，两表不一致", f"{one.name.raw}: {mine.raw} and {theirs.raw}"),
        rows,
        expected=mine.raw,
        actual=theirs.raw,
        residual=tidy(numbers[1] - numbers[0]) if len(numbers) == 2 else None,
        uom=one.unit,
        formula=f"{mine.raw} ≠ {theirs.raw}",
        relation=_equality(mine, theirs),
    )


def _equality(mine: Fact, theirs: Fact) -> Relation | None:
    """Return that two results are the same, where both are numbers of one kind."""
    if mine.value is None or theirs.value is None or mine.kind != theirs.kind:
        return None
    return Relation(Sum(((1, theirs),)), Sum(((1, mine),)), strict=True)


def _same_result(facts: Facts, one: Indicator, other: Indicator) -> bool:
    mine, theirs = reach_of(one), reach_of(other)
    if mine is not None and theirs is not None:
        return mine.value == theirs.value or (mine.value is None or theirs.value is None)
    scoring = facts.edition.scoring
    grades = grade_of(one, scoring), grade_of(other, scoring)
    return None in grades or grades[0] == grades[1]


@check(
    "EXP-07",
    zh="项目自评表执行数合计与项目支出不符",
    en="project-forms-differ-from-project-expenditure",
    severity="warning",
    basis="全部项目开展自评的，各表预算执行数之和等于项目支出（逻辑）",
    area="expenditure",
    identity=True,
)
def projects_make_project_expenditure(facts: Facts) -> Iterator[Outcome]:
    """What the project forms executed is the project expenditure, and the rest is basic.

    What: Σ executed of all project forms = 项目支出; Σ functional items − Σ executed =
    基本支出 where that holds.
    Why: ties the forms to the final account.
    Basis: logic; every project is to be evaluated.
    Formula: Σ预算执行数 = 项目支出; Σ功能科目 − Σ预算执行数 = 基本支出.
    Tolerance: decimal interval of every printed figure.
    Example: 9.61 + 76.97 + 3.27 + 0.75 + 4.47 + 1.15 = 96.22.
    Limits: a sum below project expenditure is a hint where the text counts as many projects
    as there are forms, else not checkable: not every project is published.
    """
    executed, expenditure = _executed(facts), facts.first("project_expenditure", scope="all_funds")
    subject = "各项目执行数之和与项目支出"
    if not facts.projects:
        return
    if executed is None or expenditure is None:
        yield skip(subject, "执行数或项目支出没有读全", "not every amount was read")
        return
    found = agree(subject, stated=of(expenditure), computed=executed)
    if found.status != "inconsistent":
        yield found
        yield from _rest_is_basic(facts, executed)
        return
    evaluated = facts.first(_EVALUATED)
    complete = evaluated is not None and evaluated.number == len(facts.projects)
    if executed.number > Fraction(expenditure.number):
        yield found
    elif complete:
        yield agree(subject, stated=of(expenditure), computed=executed, severity="info")
    else:
        zh, en = "自评表可能没有包括全部项目", "not every project may have a form"
        yield skip(subject, zh, en, found.facts)


def _executed(facts: Facts) -> Quantity | None:
    """Return the sum of all projects' executed amounts, None where one is missing or unsure."""
    rows = [form.total for form in facts.projects]
    paid = [row.executed for row in rows if row is not None and row.executed is not None]
    sure = len(paid) == len(rows) and all(fact.confidence == "high" for fact in paid)
    return add(paid) if sure else None


def _rest_is_basic(facts: Facts, executed: Quantity) -> Iterator[Outcome]:
    items = add(facts.find("functional_item", scope="general_public_budget"))
    basic = facts.first("basic_expenditure", scope="all_funds")
    whole = facts.first("expenditure_current_year", scope="general_public_budget")
    account = facts.first("expenditure_current_year", scope="all_funds")
    if items is None or basic is None or whole is None or account is None:
        return
    if whole.number == account.number:  # other funds would pay for projects too
        subject = "功能科目之和减项目执行数与基本支出"
        yield agree(subject, stated=of(basic), computed=items - executed, severity="info")
