"""自评表与决算正文 / the forms against each other and against the final account's prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from audit.checks.scored import present, tidy, two_places
from audit.checks.shares import grand_total
from audit.compare import Quantity, add, agree, of, passed, percent, show, skip
from audit.facts import Facts, Form, FundingRow, Indicator
from audit.model import Fact, Message, Outcome, Severity
from audit.reach import reach_of
from audit.registry import check
from audit.scoring import grade_of

_RETURNED = re.compile(r"收回|注销|权责发生制|额度失效|结余(?:资金)?上缴|年末结转|结转下年")
_COMMON_NAME = re.compile(r"^.{0,6}满意度$|^(?:资金)?(?:使用)?(?:合规|合格|到位|完成|及时|覆盖)率$")
_EVALUATED = "performance_projects_evaluated"
_SPECIFIC = 8  # characters of a graded indicator's name that say what it is about
_LEAST_DIGITS = 3  # 3.27 equals another 3.27 for a reason; 5 equals 5 by chance


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
    for one in department.indicators if department else ():
        key = _key(one)
        twins = [(f, other) for f in facts.projects for other in f.indicators if _key(other) == key]
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
        return passed(subject, f"{subject}：{told}", f"{subject}: the same", rows)
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
    )


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


@check(
    "FIS-19",
    zh="科目完成预算率与对应项目执行率矛盾",
    en="item-completion-contradicts-project-rate",
    severity="error",
    basis="预算执行率＝预算执行数÷调整后预算数；同一笔支出的完成率应一致（逻辑）",
    area="expenditure",
)
def item_completion_fits_project(facts: Facts) -> Iterator[Outcome]:
    """A functional item spent on one project alone claims that project's execution rate.

    What: item amount = one project's executed amount → the item's 完成预算 rate contains
    the project's executed ÷ budget.
    Why: the money is the same, so the rate is.
    Basis: definition of the execution rate; logic.
    Formula: 功能科目支出 = 项目预算执行数 ⇒ 完成预算率 = 预算执行数 ÷ 预算数 × 100%.
    Tolerance: interval of the quotient; the two amounts must be equal.
    Example: item 3.27, 完成预算100%; project 3.27 ÷ 4.41 = 74.15%.
    Limits: amounts with fewer than three digits and amounts that two items or projects share
    are not matched; a rate that fits the initial budget passes.
    """
    items = facts.find("functional_item", scope="general_public_budget")
    spent = Counter(item.number for item in items)
    paid = _by_payment(facts)
    for item in items:
        rate = next(iter(facts.about(item, "completion_rate")), None)
        forms = paid.get(item.number, ())
        if rate is not None and len(forms) == 1 == spent[item.number] and _is_telling(item):
            row = forms[0].total
            assert row is not None  # noqa: S101 - `_by_payment` holds no other forms
            yield _against_project(item, rate, row, forms[0])


def _by_payment(facts: Facts) -> dict[Decimal, list[Form]]:
    """Return the projects by the amount that was paid."""
    found: dict[Decimal, list[Form]] = {}
    for form in facts.projects:
        if form.total is not None and form.total.executed is not None:
            found.setdefault(form.total.executed.number, []).append(form)
    return found


def _is_telling(item: Fact) -> bool:
    digits = re.sub(r"\D", "", item.raw).strip("0")
    return len(digits) >= _LEAST_DIGITS


def _against_project(item: Fact, rate: Fact, row: FundingRow, form: Form) -> Outcome:
    subject = f"{item.dim('item')}与项目“{form.label}”"
    wholes = {"年初": [row.initial]}.get(rate.dim("basis"), [row.adjusted, row.initial])
    budgets = present(*wholes)
    if row.executed is None or not budgets:
        return skip(subject, "没有预算数", "no budget was read", (item, rate))
    paid = of(row.executed)
    outcomes = [
        agree(subject, stated=of(rate), computed=percent(paid, of(budget))) for budget in budgets
    ]
    best = next((one for one in outcomes if one.status in ("exact", "rounding")), outcomes[0])
    cells = present(item, rate, *best.facts, row.rate)
    zh = f"{best.message.zh}；科目支出 {item.raw} 与项目执行数相等"
    en = f"{best.message.en}; the item's amount is the project's"
    return Outcome(
        subject,
        best.status,
        Message(zh, en),
        tuple({fact.id: fact for fact in cells}.values()),
        expected=best.expected,
        actual=best.actual,
        residual=best.residual,
        allowance=best.allowance,
        uom=best.uom,
        formula=f"{best.formula}；{item.raw} = {row.executed.raw}",
    )


@check(
    "FIS-20",
    zh="项目预算未执行完而年末没有结转结余",
    en="unspent-budgets-without-carry-over",
    severity="warning",
    basis="预算法实施条例第八十三条：决算应当列示结转、结余资金",
    area="expenditure",
)
def unspent_budgets(facts: Facts) -> Iterator[Outcome]:
    """Budgets that were not spent are carried over, or the text says what became of them.

    What: Σ (adjusted budget − executed) > 0 while 总计 = 本年支出, so closing carry-over 0,
    and no word of money taken back, in the prose or as the reason of each such project.
    Why: unspent money must be somewhere.
    Basis: implementing rules of the budget law art. 83.
    Formula: Σ(调整后预算数 − 预算执行数) > 0 and 年末结转和结余 = 0 ⇒ 收回, 注销 or 结转 is said.
    Tolerance: a rest beyond its decimal interval; a closing balance whose interval holds 0 is none.
    Example: 0.98 + 1.14 + 0.75 = 2.87 unspent, closing 674.37 − 674.37 = 0.
    Limits: lawful where the quota lapsed, so a warning; needs both totals in the prose; a
    closing carry-over smaller than the rest is not judged.
    """
    rows = [(form, row) for form in facts.projects if (row := form.total) is not None]
    left = [
        (form, row, of(row.adjusted) - of(row.executed))
        for form, row in rows
        if row.adjusted is not None and row.executed is not None
    ]
    unspent = [(form, row, rest) for form, row, rest in left if rest.number > rest.interval.radius]
    closing = _closing(facts)
    subject = "项目未执行预算与年末结转"
    if not left:
        return
    if closing is None or any(
        row.adjusted.confidence == "low" for _, row, _ in left if row.adjusted
    ):
        yield skip(subject, "没有读到总计或本年支出", "no totals were read")
    elif not unspent:
        cells = tuple(fact for _, _, rest in left for fact in rest.facts)
        yield passed(subject, f"{subject}：项目预算均已执行", f"{subject}: all spent", cells)
    else:
        yield _left_over(facts, subject, unspent, closing)


def _closing(facts: Facts) -> Quantity | None:
    told = facts.first("closing_carryover", scope="all_funds")
    if told is not None:
        return of(told)
    total = grand_total(facts, "all_funds")
    spent = facts.first("expenditure_current_year", scope="all_funds")
    return of(total) - of(spent) if total is not None and spent is not None else None


def _left_over(
    facts: Facts,
    subject: str,
    unspent: list[tuple[Form, FundingRow, Quantity]],
    closing: Quantity,
) -> Outcome:
    whole = unspent[0][2]
    for _, _, rest in unspent[1:]:
        whole += rest
    told = " + ".join(f"({rest.expression})" for _, _, rest in unspent) + f" = {show(whole)}"
    cells = (*whole.facts, *closing.facts, *present(*(row.reason for _, row, _ in unspent)))
    if closing.number >= whole.number:
        zh, en = f"{subject}：{told}，不超过年末结转 {show(closing)}", f"{subject}: carried over"
        return passed(subject, zh, en, cells)
    if closing.number > closing.interval.radius:
        zh, en = "年末结转和结余只够一部分", "only a part was carried over"
        return skip(subject, zh, en, cells)
    sections = ("totals", "expenditure", "fiscal_totals", "gpb", "gpb_overall", "gpb_items")
    reasons = [row.reason.raw if row.reason else "" for _, row, _ in unspent]
    if any(_RETURNED.search(facts.section_text(key)) for key in sections) or all(
        _RETURNED.search(reason) for reason in reasons
    ):
        zh, en = "文中说明了收回或结转", "the text tells of money returned"
        return skip(subject, zh, en, cells)
    names = "、".join(form.label for form, _, _ in unspent)
    balance = f"{closing.expression} = {show(closing)}"
    return Outcome(
        subject,
        "inconsistent",
        Message(
            f"{len(unspent)} 个项目（{names}）调整后预算未执行 {told}，"
            f"年末结转和结余为零（{balance}），去向未说明",
            f"{show(whole)} of adjusted budgets was not spent, and nothing was carried over",
        ),
        cells,
        expected=two_places(whole.number / 10_000),
        actual=two_places(closing.number / 10_000),
        residual=tidy((whole.number - closing.number) / 10_000),
        allowance=tidy(whole.interval.radius / 10_000),
        uom="万元",
        formula=f"{told}；{balance}",
    )
