"""支出 / expenditure: by nature, by function, their shares, and where they are booked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.checks.shares import grand_total, if_complete, parts_of, share_outcomes
from audit.compare import add, agree, bounded, of, passed, show, skip
from audit.extraction.table_words import NATURES
from audit.facts import Facts, Form
from audit.model import Fact, Measure, Message, Outcome
from audit.registry import check
from audit.terms import FUNCTIONAL_CLASSES, class_code

_CUT = ("正文止于各项，还有功能类未列出项", "the text ends among the items, before all classes")
_EVERY_UNIT = ("201", "208", "210", "221", "229")  # classes that any unit may spend in
_NO_MATTER = re.compile(  # words of items that speak of no matter
    "其他|支出|项目|专项|管理|事务|业务|经费|工作|一般|行政|运行|服务|建设|[^一-鿿]"
)
_MANDATES = {
    "202": "外事|外交|侨|涉外",
    "203": "人防|国防|武装|兵役|民兵|动员",
    "204": "公安|司法|法院|检察|监狱|戒毒|安全|政法|禁毒|法律|法治|消防|维稳|雪亮",
    "205": "教育|学校|中学|小学|幼儿|大学|学院|培训|党校|教学|师范|教师|学生|助学|教研|体校",
    "206": "科技|科学|技术|科研|研究|研发|创新|科普|科协|知识产权|实验",
    "207": "文化|旅游|体育|广播|电视|传媒|新闻|出版|文物|图书|博物|宣传|融媒|影|剧|艺术",
    "209": "社会保险|社保|保险基金",
    "211": "环境|环保|生态|节能|污染|林|污水|减排|能源",
    "212": "城乡|城市|城管|住房|建设|建筑|市容|路灯|"
    "规划|土地|市政|街道|社区|镇|乡|村|征收|园林|环卫|棚户",
    "213": "农|林|水|河|湖|堤|汛|旱|灌|渔|牧|畜|乡村|扶贫|脱贫|村|镇|乡|移民|粮|驻村|帮扶|振兴",
    "214": "交通|公路|运输|铁路|民航|邮政|路|桥|航|客运",
    "215": "工业|信息|经信|安全生产|国资|中小企业|制造|园区|产业|企业|通信|数据|网信",
    "216": "商务|商业|供销|旅游|外贸|招商|市场|消费|流通",
    "217": "金融|银行|保险|证券|普惠",
    "220": "自然资源|国土|海洋|测绘|气象|地质|矿|规划|土地|不动产",
    "222": "粮食|物资|储备|粮|应急",
    "224": "应急|灾|消防|地震|安全生产|森林防火|煤矿|安全",
}


@check(
    "EXP-02",
    zh="本年支出合计不等于各类支出之和",
    en="expenditure-differs-from-its-natures",
    severity="error",
    basis="支出决算表：本年支出合计＝基本＋项目＋上缴上级＋经营＋对附属单位补助（算术必然）",
    area="expenditure",
    identity=True,
)
def expenditure_equals_its_natures(facts: Facts) -> Iterator[Outcome]:
    """Expenditure of the year equals the sum of its natures.

    What: the total that the prose prints against the natures listed with it.
    Why: the sentence lists every nature.
    Basis: arithmetic; form 支出决算表.
    Formula: 本年支出合计 = 基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出.
    Tolerance: decimal interval of every printed figure.
    Example: 578.15 + 96.22 = 674.37.
    Limits: needs the total and a nature in the section; amounts beside them that were not read:
    nothing.
    """
    total, natures = _total(facts), parts_of(facts, "expenditure", NATURES, "all_funds")
    subject = "本年支出合计与各类支出之和"
    if total is None or len(natures) < 1:
        yield skip(subject, "没有读到合计或各类支出", "the total or its natures were not read")
    else:
        outcome = agree(subject, stated=of(total), computed=add(natures))
        yield if_complete(facts, outcome)


@check(
    "EXP-05",
    zh="支出占比与金额不符",
    en="expenditure-share-differs",
    severity="error",
    basis="占比＝该类支出÷本年支出合计；各项占比合计100%（算术必然）",
    area="expenditure",
    identity=True,
)
def expenditure_shares(facts: Facts) -> Iterator[Outcome]:
    """Each printed share of expenditure follows from its amount.

    What: nature ÷ 本年支出合计 against the printed share; Σ shares = 100 %.
    Why: shares are typed by hand from another sheet.
    Basis: arithmetic.
    Formula: 占比 = 该类支出 ÷ 本年支出合计 × 100%; Σ占比 = 100%.
    Tolerance: interval of the quotient against that of the printed share; one that was cut off is a
    hint.
    Example: 578.15 ÷ 674.37 = 85.73 %.
    Limits: Σ shares only where each nature prints one.
    """
    natures = parts_of(facts, "expenditure", NATURES, "all_funds")
    found = tuple(share_outcomes(facts, natures, _total(facts)))
    yield from found or (skip("支出占比", "没有读到支出占比", "no share was read"),)


@check(
    "EXP-06",
    zh="本年支出大于可用资金",
    en="expenditure-exceeds-funds",
    severity="error",
    basis="收入支出决算总表：年末结转和结余不得为负（算术必然）",
    area="expenditure",
    identity=True,
)
def expenditure_within_funds(facts: Facts) -> Iterator[Outcome]:
    """Expenditure of the year is at most the grand total.

    What: 总计 − 本年支出合计 ≥ 0 (the derived closing balance).
    Why: money that was not there cannot be spent.
    Basis: arithmetic; 预算法实施条例 art. 83(3).
    Formula: 总计 − 本年支出合计 ≥ 0.
    Tolerance: failed only where the decimal interval of the difference lies below 0.
    Example: 674.37 − 674.37 = 0.
    Limits: needs both totals.
    """
    whole, total = grand_total(facts, "all_funds"), _total(facts)
    subject = "推算的年末结转和结余"
    if whole is None or total is None:
        yield skip(subject, "没有读到总计或本年支出合计", "a total was not read")
        return
    left = of(whole) - of(total)
    sum_ = f"{left.expression} = {show(left)}"
    if left.interval.hi < 0:
        zh, en = f"{subject}为负：{sum_}", f"the derived closing balance is negative: {sum_}"
        failed = Outcome(subject, "inconsistent", Message(zh, en), left.facts, formula=sum_)
        yield bounded(failed, of(total), of(whole))
    else:
        zh, en = f"{subject}：{sum_}", f"derived closing balance: {sum_}"
        yield bounded(passed(subject, zh, en, left.facts), of(total), of(whole))


@check(
    "EXP-08",
    zh="功能分类合计不等于明细之和",
    en="functional-total-differs-from-items",
    severity="error",
    basis="《预算法实施条例》第六条：功能分类公开到项；类＝Σ项，合计＝Σ类（算术必然）",
    area="expenditure",
    identity=True,
)
def functional_totals(facts: Facts) -> Iterator[Outcome]:
    """General-budget expenditure equals Σ classes and Σ items; each class equals Σ items.

    What: the total against the classes and the items of the prose, each class against its items.
    Why: the same money told three times.
    Basis: arithmetic; 预算法实施条例 art. 6.
    Formula: 合计 = Σ类; 合计 = Σ项; 类 = Σ该类各项.
    Tolerance: decimal interval of every printed figure.
    Example: 4.47 + 607.08 + 36.32 + 26.51 = 674.38 against 674.37: within rounding.
    Limits: a class is compared only where its items are printed; a passage that ends in the
    list, before all classes have had an item, is not judged.
    """
    classes, items = _classes(facts), _items(facts)
    if _ends_in_the_list(facts, classes, items):
        yield _against_total(facts, "gpb_structure", "功能类合计", classes)
        subjects = ("功能项合计", *(f"{fact.label}与所属各项之和" for fact in classes))
        yield from (skip(subject, *_CUT, items) for subject in subjects)
        return
    yield _against_total(facts, "gpb_structure", "功能类合计", classes)
    yield _against_total(facts, "gpb_items", "功能项合计", items)
    for fact in classes:
        own = tuple(i for i in items if _class_of(i) == _class_of(fact))
        subject = f"{fact.label}与所属各项之和"
        if own:
            outcome = agree(subject, stated=of(fact), computed=add(own))
            yield if_complete(facts, outcome)
        elif items:
            zh, en = "具体情况中没有该类的项", "no item of this class is listed"
            yield skip(subject, zh, en, (fact,))


def _ends_in_the_list(facts: Facts, classes: tuple[Fact, ...], items: tuple[Fact, ...]) -> bool:
    """Return whether the document stops among its items: a class has none, and nothing follows."""
    last = max((item.span.start for item in items), default=None)
    if last is None:
        return False
    listed = {_class_of(item) for item in items}
    after = [section for section in facts.sections if section.start > last]
    return not after and any(c.number and _class_of(c) not in listed for c in classes)


def _against_total(facts: Facts, section: str, subject: str, parts: tuple[Fact, ...]) -> Outcome:
    total = facts.first("expenditure_current_year", section=section) or _gpb(facts)
    if total is None or not parts:
        return skip(subject, "没有读到合计或明细", "the total or its parts were not read")
    return if_complete(facts, agree(subject, stated=of(total), computed=add(parts)))


@check(
    "EXP-15",
    zh="年初预算合计不等于各项年初预算之和",
    en="initial-budget-differs-from-items",
    severity="error",
    basis="一般公共预算财政拨款支出年初预算＝Σ各项年初预算（算术必然）",
    area="expenditure",
    identity=True,
)
def initial_budgets_add_up(facts: Facts) -> Iterator[Outcome]:
    """The initial budget of the general budget equals the sum of its items' budgets.

    What: 年初预算为X万元 against Σ of the 年初预算 of every item.
    Why: the items' budgets are typed one by one.
    Basis: arithmetic.
    Formula: 年初预算合计 = Σ各项年初预算.
    Tolerance: decimal interval of every printed figure.
    Example: eleven items 2,993.93 against 2,993.92: within rounding.
    Limits: only where every item with a final figure prints its budget too.
    """
    subject = "年初预算合计与各项"
    total = facts.first(
        "expenditure_current_year", measure="initial_budget", scope="general_public_budget"
    )
    budgets = _items(facts, "initial_budget")
    if _ends_in_the_list(facts, _classes(facts), budgets):
        yield skip(subject, *_CUT, budgets)
    elif total is None or not budgets or len(budgets) < len(_items(facts)):
        zh, en = "没有读到合计或每一项的年初预算", "the total or an item's budget was not read"
        yield skip(subject, zh, en)
    else:
        outcome = agree(subject, stated=of(total), computed=add(budgets))
        yield if_complete(facts, outcome)


@check(
    "EXP-09",
    zh="功能分类占比与金额不符",
    en="functional-share-differs",
    severity="error",
    basis="占比＝该类支出÷一般公共预算财政拨款支出；各类占比合计100%（算术必然）",
    area="expenditure",
    identity=True,
)
def functional_shares(facts: Facts) -> Iterator[Outcome]:
    """Each printed share of a functional class follows from its amount.

    What: class ÷ 一般公共预算财政拨款支出 against the printed share; Σ shares = 100 %.
    Why: shares are typed by hand from another sheet.
    Basis: arithmetic.
    Formula: 占比 = 该类支出 ÷ 一般公共预算财政拨款支出 × 100%; Σ占比 = 100%.
    Tolerance: interval of the quotient against that of the printed share; one that was cut off is a
    hint.
    Example: 607.08 ÷ 674.37 = 90.02 %.
    Limits: Σ shares only where each class prints one.
    """
    total = facts.first("expenditure_current_year", section="gpb_structure") or _gpb(facts)
    found = tuple(share_outcomes(facts, _classes(facts), total))
    yield from found or (skip("功能分类占比", "没有读到占比", "no share was read"),)


@check(
    "EXP-13",
    zh="项目资金列入与职能无关的功能科目",
    en="project-booked-in-unrelated-class",
    severity="warning",
    basis="《预算法》第五十七条：支出必须按照预算执行，不得虚假列支",
    area="expenditure",
)
def projects_in_unrelated_classes(facts: Facts) -> Iterator[Outcome]:
    """No project's whole amount stands under a class foreign to the unit and the project.

    What: a project's executed amount equal to functional items, all of a class that neither
    the unit's name and duties nor the project's own words speak of, nor of an item that they
    name.
    Why: money booked where there was budget left, not where it belongs.
    Basis: 预算法 art. 57.
    Formula: 项目预算执行数 = 功能科目决算数, and the words of its class are in neither name.
    Tolerance: the two amounts are printed alike.
    Example: 网络年租 4.47 = 科学技术支出 4.47.
    Limits: an equal amount may be chance, so a project that equals a fitting item as well is
    left alone; classes open to any unit are left out.
    """
    subject = "项目与功能科目"
    by_amount: dict[Decimal, list[Fact]] = {}
    for item in _items(facts):
        by_amount.setdefault(item.number, []).append(item)
    pairs = [
        (form, by_amount.get(_paid(form), []) if _paid(form) else []) for form in facts.projects
    ]
    for form, items in pairs:
        judged = [item for item in items if _is_judged(item)]
        fitting = [item for item in judged if _fits(facts, form, item)]
        for item in fitting:
            zh, en = f"{form.label}与{item.label}相关", "the project fits the class"
            yield passed(subject, zh, en, (item,))
        for item in judged if not fitting and len(judged) == len(items) else ():
            told = tuple(fact for fact in _classes(facts) if fact.dim("class") == _code(item))
            yield _unrelated(form, item, FUNCTIONAL_CLASSES[_code(item)], told)
    if not any(items for _, items in pairs):
        yield skip(subject, "没有金额相等的项目与科目", "no project equals an item")


def _code(item: Fact) -> str:
    return item.dim("class_code") or class_code(item.dim("class"))


def _is_judged(item: Fact) -> bool:
    """Return whether an item's class is one that only some units have."""
    return _code(item) not in _EVERY_UNIT and _code(item) in _MANDATES


def _fits(facts: Facts, form: Form, item: Fact) -> bool:
    """Return whether the unit or the project speaks of the class, or of the item itself."""
    words = _words(facts, form)
    if item.dim("item") in words:
        return True
    name = _NO_MATTER.sub(" ", item.dim("item"))
    pairs = (name[n : n + 2] for n in range(len(name) - 1))
    return bool(re.search(_MANDATES[_code(item)], words)) or any(
        pair in words for pair in pairs if " " not in pair
    )


def _paid(form: Form) -> Decimal:
    """Return what was paid of a project, 0 where that is not told."""
    executed = form.total.executed if form.total else None
    return executed.number if executed is not None else Decimal(0)


def _words(facts: Facts, form: Form) -> str:
    cells = [fact.raw for name, fact in form.texts if name in ("annual_target", "overview")]
    duties = facts.section_text("duties")
    return " ".join([facts.unit, duties, form.name.raw if form.name else "", *cells])


def _unrelated(form: Form, item: Fact, name: str, told: tuple[Fact, ...]) -> Outcome:
    executed = form.total.executed if form.total else None
    spent = executed.raw if executed else ""
    zh = f"项目“{form.label}”执行 {spent} 万元，"
    zh += f"与{name}项下“{item.label}” {item.raw} 相等，项目内容与该类无关"
    en = f"project {form.label} equals the item {item.label} ({item.raw}) of an unrelated class"
    found = tuple(f for f in (*told, item, executed, form.name) if f is not None)
    return Outcome(f"{form.label}—{item.label}", "inconsistent", Message(zh, en), found)


def _total(facts: Facts) -> Fact | None:
    return facts.first("expenditure_current_year", scope="all_funds", part="narrative")


def _gpb(facts: Facts) -> Fact | None:
    concept = "expenditure_current_year"
    return facts.first(concept, scope="general_public_budget", part="narrative")


def _classes(facts: Facts) -> tuple[Fact, ...]:
    found = facts.find("functional_class", scope="general_public_budget", part="narrative")
    return tuple({_class_of(fact): fact for fact in reversed(found)}.values())[::-1]


def _items(facts: Facts, measure: Measure = "actual") -> tuple[Fact, ...]:
    found = facts.find("functional_item", measure=measure, part="narrative", section="gpb")
    found = tuple(fact for fact in found if fact.value is not None)
    keys = ("class", "subclass", "item", "item_code")
    return tuple({tuple(f.dim(k) for k in keys): f for f in reversed(found)}.values())[::-1]


def _class_of(fact: Fact) -> str:
    printed = fact.dim("class_code") or fact.dim("name") or fact.dim("class")
    return class_code(printed) or printed
