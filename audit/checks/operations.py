"""机关运行经费、政府采购、国有资产 / operating expenses, procurement, assets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks.cells import at, show_difference
from audit.checks.shares import change_outcomes, if_complete, parts_of, with_measure
from audit.compare import add, agree, bounded, of, passed, percent, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check

_EXPENSE_WORDS = re.compile(r"[^、，,。；;：:和及与等是为因由年度于了\d]{1,8}?费(?!用)")
_CIVIL = re.compile(r"行政单位离退休|行政单位医疗|参照公务员法管理")
_KINDS = ("procurement_goods", "procurement_works", "procurement_services")


@check(
    "OPC-01",
    zh="机关运行经费未列或未说明增减",
    en="operating-expense-not-disclosed",
    severity="error",
    basis="《预算法》第十四条：应对机关运行经费的安排、使用情况作出说明",
    area="expenditure",
)
def operating_expense_is_disclosed(facts: Facts) -> Iterator[Outcome]:
    """The section on operating expenses prints an amount.

    What: 机关运行经费 with a figure, in its section.
    Why: the budget law asks for it.
    Basis: 预算法 art. 14(2); 机关事务管理条例 art. 7.
    Formula: the section 机关运行经费 ⇒ an amount, or words such as 不涉及, 没有.
    Tolerance: none: there or not.
    Example: 机关运行经费支出70.95万元.
    Limits: 事业单位 outside the civil-service law have none and may say so in words.
    """
    subject = "机关运行经费"
    fact = facts.first("agency_operating_expense")
    text = facts.section_text("operating")
    if facts.section("operating") is None:
        yield skip(subject, "没有机关运行经费部分", "there is no such section")
    elif fact is not None:
        yield passed(subject, f"已列 {fact.raw}", "printed", (fact,))
    elif re.search(r"不涉及|没有|无|不属于|不列|未(?:安排|使用|发生)", text):
        yield passed(subject, "已用文字说明", "explained in words")
    else:
        zh, en = "机关运行经费部分没有金额，也没有说明", "neither an amount nor an explanation"
        yield Outcome(subject, "missing", Message(zh, en))


@check(
    "OPC-02",
    zh="机关运行经费不等于公用经费",
    en="operating-expense-differs-from-public-funds",
    severity="warning",
    basis="机关运行经费＝一般公共预算基本支出中的日常公用经费（行政、参公单位）",
    area="expenditure",
    identity=True,
)
def operating_expense_equals_public_funds(facts: Facts) -> Iterator[Outcome]:
    """For an administrative unit the operating expense is its public running expenditure.

    What: 机关运行经费 = 公用经费 of the general budget's basic expenditure.
    Why: one amount under two names.
    Basis: glossary of the official template.
    Formula: 机关运行经费 = 公用经费.
    Tolerance: equal where printed with the same decimals, else decimal interval of both.
    Example: 70.95 = 70.95.
    Limits: not for 事业单位 nor for departments that include some; only where functional
    items or the text show an administrative or civil-service unit without subordinates.
    """
    subject = "机关运行经费与公用经费"
    operating = facts.first("agency_operating_expense")
    basic = facts.table("gpb_basic")
    running = facts.first("public_funds", section="basic")
    running = running or at(basic, basic.row("public_funds") if basic else None, "total")
    if operating is None or running is None:
        yield skip(subject, "没有同时读到两数", "one of the figures was not read")
    elif not _only_administrative(facts):
        zh = "不能确定全部为行政或参公单位，两数可以不等"
        yield skip(subject, zh, "mixed units may differ", (operating, running))
    else:
        yield agree(subject, stated=of(operating), computed=of(running), strict=True)


def _only_administrative(facts: Facts) -> bool:
    items = [fact.dim("item") for fact in facts.find("functional_item")]
    others = [fact for fact in facts.find("other_institutions") if fact.value]
    below = [fact for fact in facts.find("subordinate_units") if fact.value]
    shows = any(_CIVIL.search(item) for item in items)
    return (
        shows
        and not others
        and not below
        and not any("事业单位" in item and "机关" not in item for item in items)
    )


@check(
    "OPC-03",
    zh="机关运行经费增减与变动率不符",
    en="operating-expense-change-differs",
    severity="error",
    basis="变动率＝增减额÷上年数（算术必然）",
    area="expenditure",
    identity=True,
)
def operating_expense_change(facts: Facts) -> Iterator[Outcome]:
    """The change of the operating expense fits its rate.

    What: rate = change ÷ (actual − change).
    Why: the rate is often taken of the wrong year.
    Basis: arithmetic.
    Formula: 变动率 = 增减额 ÷ (本年数 − 增减额) × 100%.
    Tolerance: interval of the quotient against that of the printed rate; one that was cut off is a
    hint.
    Example: 21.87 ÷ (70.95 + 21.87) = 23.56 %.
    Limits: needs amount, change and rate.
    """
    rates = facts.find("agency_operating_expense", measure="change_rate")
    for rate in rates:
        yield from change_outcomes(facts, rate)
    if not rates:
        yield skip("机关运行经费变动率", "没有读到变动率", "no rate was read")


@check(
    "OPC-05",
    zh="变动原因提到未列举的费用",
    en="reason-names-an-unlisted-expense",
    severity="info",
    basis="说明前后应当一致（逻辑）",
    area="expenditure",
)
def reason_names_listed_expenses(facts: Facts) -> Iterator[Outcome]:
    """Expenses that the reason names are among the listed items of 公用经费.

    What: each …费 in the reason of §十（一） against the 主要包括 list of §六.
    Why: a reason copied from another year or unit.
    Basis: logic.
    Formula: 变动原因所提费用 ⊆ 公用经费所列明细.
    Tolerance: none: words.
    Example: 电费 is named, the list has 办公费, 邮电费, 差旅费 ….
    Limits: a list that ends in 等 is not complete, so only a hint.
    """
    subject = "变动原因与公用经费明细"
    listed = facts.find("economic_item", group="public_funds")
    section = facts.section("operating")
    reason = re.search(r"(?:主要)?原因[^。]*", facts.section_text("operating"))
    if not listed or section is None or reason is None:
        yield skip(subject, "没有明细列举或变动原因", "no list or no reason")
        return
    named = [w for w in _EXPENSE_WORDS.findall(reason.group()) if not w.endswith("经费")]
    names = [fact.raw for fact in listed]
    unlisted = [w for w in named if not any(n.startswith(w) or w.endswith(n) for n in names)]
    if unlisted:
        zh = f"变动原因提到“{'、'.join(unlisted)}”，公用经费明细未列"
        en = f"the reason names {', '.join(unlisted)}, not among the listed items"
        start, end = (section.body + at for at in reason.span())
        quotes = (facts.place(start, end, section.title), listed[0].span)
        yield Outcome(subject, "inconsistent", Message(zh, en), listed, quotes=quotes)
    else:
        yield passed(subject, "所提费用均在明细内", "all are listed", listed)


@check(
    "PRO-01",
    zh="政府采购总额不等于货物、工程、服务之和",
    en="procurement-differs-from-its-parts",
    severity="error",
    basis="政府采购支出总额＝货物＋工程＋服务（算术必然）",
    area="expenditure",
    identity=True,
)
def procurement_sum(facts: Facts) -> Iterator[Outcome]:
    """Procurement equals goods plus works plus services.

    What: the total of the section against its three kinds.
    Why: there is no fourth kind.
    Basis: arithmetic; the official template.
    Formula: 政府采购支出总额 = 货物支出 + 工程支出 + 服务支出.
    Tolerance: decimal interval of every printed figure.
    Example: 4.79 + 0 + 246.47 = 251.26 against 251.25: within rounding.
    Limits: needs the split; a nil total without split is not checkable.
    """
    subject = "政府采购支出总额与分项"
    total = facts.first("government_procurement", section="procurement")
    parts = parts_of(facts, "procurement", _KINDS, "all_funds")
    if total is None or not parts:
        yield skip(subject, "没有总额或分项", "the total or its parts were not read")
    else:
        outcome = agree(subject, stated=of(total), computed=add(parts))
        yield if_complete(facts, outcome)


@check(
    "PRO-02",
    zh="中小企业合同金额、占比未列或不符",
    en="sme-share-missing-or-wrong",
    severity="error",
    basis="财库〔2020〕46号：公开授予中小企业合同金额及占比",
    area="expenditure",
    identity=True,
)
def sme_contracts(facts: Facts) -> Iterator[Outcome]:
    """The share of contracts awarded to SMEs follows from its amounts, and is printed.

    What: 中小企业合同 ÷ 总额 = share; 小微 ≤ 中小 ≤ 总额; absent lines are a hint.
    Why: a policy that disclosures must account for.
    Basis: 财库〔2020〕46号.
    Formula: 小微 ≤ 中小 ≤ 总额; 占比 = 合同金额 ÷ 总额 × 100% (小微 also of 中小).
    Tolerance: exact for ≤; for shares the interval of the quotient.
    Example: 政府采购支出总额0万元 without the line: a hint.
    Limits: the denominator may be another one where the text says so.
    """
    subject = "授予中小企业合同"
    total = facts.first("government_procurement", section="procurement")
    sme, micro = facts.first("sme_contracts"), facts.first("micro_contracts")
    if total is None:
        yield skip(subject, "没有政府采购总额", "no procurement total was read")
    elif sme is None:
        split = parts_of(facts, "procurement", _KINDS, "all_funds")
        lacking = "中小企业合同" if split else "货物、工程、服务及中小企业合同"
        zh = f"总额 {total.raw}，未列{lacking}"
        en = "no SME line" if split else "no split and no SME line"
        yield Outcome(subject, "missing", Message(zh, en), (total,), severity="info")
    else:
        yield from _sme_relations(facts, total, sme, micro)


def _sme_relations(facts: Facts, total: Fact, sme: Fact, micro: Fact | None) -> Iterator[Outcome]:
    for part, whole in ((sme, total), (micro, sme)):
        share = with_measure(facts, part, "share") if part else None
        if part is None:
            continue
        subject = f"{part.label}占比"
        yield _sme_within(subject, part, whole)
        if share is not None:
            between = facts.document.text[part.span.end : share.span.start]
            of_sme = part is micro and "中小企业" in between
            bases = (sme, total) if of_sme else (total, sme)
            found = [
                agree(subject, stated=of(share), computed=percent(of(part), of(base)))
                for base in bases[: 2 if part is micro else 1]
            ]
            yield next((o for o in found if o.status != "inconsistent"), found[0])


def _sme_within(subject: str, part: Fact, whole: Fact) -> Outcome:
    if part.number > whole.number:
        zh = f"{part.label} {part.raw} 大于 {whole.label} {whole.raw}"
        told = Outcome(
            subject, "inconsistent", Message(zh, "a part exceeds the whole"), (part, whole),
            residual=show_difference(part, whole),
        )  # fmt: skip
    else:
        sum_ = f"{part.raw} ≤ {whole.raw}"
        told = passed(subject, sum_, sum_, (part, whole))
    return bounded(told, of(part), of(whole))


@check(
    "AST-01",
    zh="车辆总数不等于分类之和",
    en="vehicles-differ-from-their-classes",
    severity="error",
    basis="共有车辆＝各类用车之和（算术必然）",
    area="expenditure",
    identity=True,
)
def vehicle_classes(facts: Facts) -> Iterator[Outcome]:
    """The number of vehicles equals the sum of its classes.

    What: the vehicles in all against the classes that the sentence lists.
    Why: the sentence lists every class.
    Basis: arithmetic; the official template.
    Formula: 共有车辆 = Σ各类用车.
    Tolerance: exact, counts.
    Example: 共有车辆3辆，其中应急保障用车1辆、其他用车2辆: 1 + 2 = 3.
    Limits: needs the classes.
    """
    subject = "车辆总数与分类"
    total, classes = facts.first("vehicles_total"), facts.find("vehicles_class")
    if total is None or not classes:
        yield skip(subject, "没有车辆总数或分类", "the total or its classes were not read")
    else:
        yield agree(subject, stated=of(total), computed=add(classes))


@check(
    "AST-02",
    zh="国有资产情况缺少大型设备",
    en="large-equipment-not-printed",
    severity="info",
    basis="官方模板：车辆数、单价100万元以上设备",
    area="expenditure",
)
def asset_items(facts: Facts) -> Iterator[Outcome]:
    """The assets section prints vehicles and large equipment.

    What: 共有车辆 and 单价100万元以上设备 (older: 50/100 万元).
    Why: both lines belong to the form, also when nil.
    Basis: the official template.
    Formula: the section on assets ⇒ 单价100万元以上设备 is printed.
    Tolerance: none: there or not.
    Example: 共有车辆0辆 without the equipment line: a hint.
    Limits: a hint only.
    """
    subject = "国有资产占有使用情况"
    vehicles, equipment = facts.first("vehicles_total"), facts.first("large_equipment")
    if facts.section("assets") is None:
        yield skip(subject, "没有国有资产部分", "there is no such section")
    elif equipment is None:
        zh, en = "未列单价100万元以上设备", "large equipment is not printed"
        yield Outcome(subject, "missing", Message(zh, en), (vehicles,) if vehicles else ())
    else:
        yield passed(subject, "车辆与大型设备均已列示", "complete", (equipment,))


@check(
    "AST-03",
    zh="车辆总数少于“三公”部分的保有量",
    en="vehicles-fewer-than-three-public-stock",
    severity="warning",
    basis="全部车辆不少于财政拨款安排费用的公务用车（逻辑）",
    area="three_public",
)
def vehicles_agree(facts: Facts) -> Iterator[Outcome]:
    """All vehicles are at least those held in the three-public section.

    What: the vehicles in all against those of the section on “三公”.
    Why: the latter are part of the former.
    Basis: logic.
    Formula: 共有车辆 ≥ 公务用车保有量.
    Tolerance: exact, counts.
    Example: 0 ≥ 0.
    Limits: needs both counts.
    """
    subject = "车辆总数与保有量"
    total, held = facts.first("vehicles_total"), facts.first("vehicles_held")
    if total is None or held is None:
        yield skip(subject, "没有同时读到两数", "one of the counts was not read")
    elif total.number < held.number:
        zh, en = f"共有车辆 {total.raw}，少于保有量 {held.raw}", "fewer in all than held"
        yield Outcome(subject, "inconsistent", Message(zh, en), (total, held))
    else:
        yield passed(subject, f"{total.raw} ≥ {held.raw}", "fits", (total, held))


@check(
    "AST-04",
    zh="资产截止日期不是报告年度末",
    en="balance-date-of-another-year",
    severity="warning",
    basis="国有资产占有使用情况以报告年度12月31日为准（逻辑）",
    area="expenditure",
)
def balance_date(facts: Facts) -> Iterator[Outcome]:
    """The assets are those of 31 December of the report's year.

    What: 截至YYYY年12月31日 with YYYY the year of the report.
    Why: last year's sentence was left in.
    Basis: logic.
    Formula: 截至日期的年份 = 报告年度.
    Tolerance: exact, years.
    Example: 截至2023年12月31日 in the accounts of 2023.
    Limits: only where a date is printed.
    """
    subject = "资产截止日期"
    match = re.search(r"截[至止]\s*(\d{4})\s*年", facts.section_text("assets"))
    if match is None or facts.year is None:
        yield skip(subject, "没有截止日期", "no date is printed")
    elif int(match[1]) != facts.year:
        zh = f"截止日期写 {match[1]} 年，报告年度为 {facts.year}"
        vehicles = facts.find("vehicles_total")[:1]
        yield Outcome(
            subject, "inconsistent", Message(zh, f"{match[1]}, not {facts.year}"), vehicles
        )
    else:
        yield passed(subject, f"{match[0]}，与报告年度一致", "the year of the report")
