"""“三公”经费 / three public expenses: sums, shares, changes, counts."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.cells import called, summed
from audit.checks.shares import change_outcomes, parts_of, share_outcomes, swapped
from audit.checks.tables_three_public import figure_in
from audit.compare import Quantity, add, agree, of, skip, unchanged
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check

_ITEMS = ("overseas_travel", "vehicles", "hospitality")
_ALL = ("three_public", *_ITEMS, "vehicle_purchase", "vehicle_operation")


@check(
    "TPE-01",
    zh="“三公”经费合计不等于三项之和",
    en="three-public-differs-from-items",
    severity="error",
    basis="“三公”经费＝因公出国（境）费＋公务用车购置及运行维护费＋公务接待费（算术必然）",
    area="three_public",
    identity=True,
)
def three_public_sum(facts: Facts) -> Iterator[Outcome]:
    """The three public expenses add up to their total.

    What: the total against the three items, in the prose and in each measure of the table (R19).
    Why: there is no fourth item.
    Basis: arithmetic.
    Formula: “三公”经费合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费.
    Tolerance: decimal interval of every printed figure.
    Example: 0 + 0 + 0.18 = 0.18.
    Limits: all three must be printed, purchase and operation may stand for the vehicles.
    """
    yield _sum(facts, "three_public", _ITEMS, "“三公”经费合计")
    yield from _table_sum(facts, "three_public", _ITEMS, "合计与三项")


@check(
    "TPE-02",
    zh="公务用车费不等于购置费加运行维护费",
    en="vehicles-differ-from-purchase-and-operation",
    severity="error",
    basis="公务用车购置及运行维护费＝购置费＋运行维护费，两者应分列（算术必然）",
    area="three_public",
    identity=True,
)
def vehicle_sum(facts: Facts) -> Iterator[Outcome]:
    """The vehicle expense equals purchase plus operation.

    What: the vehicle expense against its two parts, in the prose and in the table (R19).
    Why: the two must be told apart, and there is no third.
    Basis: arithmetic; points of the ministry's inspections of disclosures.
    Formula: 公务用车购置及运行维护费 = 公务用车购置费 + 公务用车运行维护费.
    Tolerance: decimal interval of every printed figure.
    Example: 0 + 0 = 0.
    Limits: both sub-items must be printed.
    """
    parts = ("vehicle_purchase", "vehicle_operation")
    yield _sum(facts, "vehicles", parts, "公务用车购置及运行维护费")
    yield from _table_sum(facts, "vehicles", parts, "公务用车费与购置、运行")


@check(
    "TPE-03",
    zh="公务接待费不等于国内接待加外事接待",
    en="hospitality-differs-from-domestic-and-foreign",
    severity="error",
    basis="公务接待费＝国内公务接待＋外事接待（算术必然）",
    area="three_public",
    identity=True,
)
def hospitality_sum(facts: Facts) -> Iterator[Outcome]:
    """Receptions equal domestic plus foreign ones.

    What: the reception expense against its two kinds.
    Why: there is no third kind.
    Basis: arithmetic.
    Formula: 公务接待费 = 国内公务接待支出 + 外事接待支出.
    Tolerance: decimal interval of every printed figure.
    Example: 0.18 + 0 = 0.18.
    Limits: 外事接待 printed inside 国内公务接待 (其中外事接待) is not added twice: both must
    be printed as parts of 公务接待费.
    """
    yield _sum(facts, "hospitality", ("domestic_hospitality", "foreign_hospitality"), "公务接待费")


def _sum(facts: Facts, whole: str, parts: tuple[str, ...], subject: str) -> Outcome:
    total = facts.first(whole, scope="fiscal", part="narrative")
    found = [_part(facts, part) for part in parts]
    told = tuple(fact for part, fact in zip(parts, found, strict=True) for fact in (
        (fact,) if fact else _vehicle_parts(facts) if part == "vehicles" else ()))  # fmt: skip
    if total is None or not told:
        return skip(f"{subject}与分项", "合计或分项没有读全", "the total or a part was not read")
    outcome = agree(f"{subject}与分项", stated=of(total), computed=add(told))
    over = outcome.residual is not None and outcome.residual < 0  # no unread part mends that
    failed = outcome.status == "inconsistent" and not over
    if None in found and (failed or len(told) < len(parts) - 1):
        zh, en = "合计或分项没有读全", "the total or a part was not read"
        return skip(outcome.subject, zh, en, outcome.facts)
    return outcome


def _part(facts: Facts, concept: str) -> Fact | None:
    """Return what is told of an item; 其中外宾接待费 may stand in the list of purposes."""
    told = facts.first(concept, section="three_public", scope="fiscal", level="")
    if told is not None or concept != "foreign_hospitality":
        return told
    return facts.first("detail_amount", measure="reason", about=concept)


def _vehicle_parts(facts: Facts) -> tuple[Fact, ...]:
    """Return purchase and operation, where the vehicle expense itself is not told."""
    return parts_of(facts, "three_public", ("vehicle_purchase", "vehicle_operation"), "fiscal")


def _table_sum(facts: Facts, whole: str, parts: tuple[str, ...], what: str) -> Iterator[Outcome]:
    """Yield the sum for each kind of amount that the table prints: budget, actual (R19)."""
    table = facts.table("three_public")
    if table is None:
        return
    named = {row.concept for row in table.rows} | {column.concept for column in table.columns}
    for measure in table.measures:
        cells = [figure_in(table, part, measure) for part in parts]
        total = figure_in(table, whole, measure)
        subject = called(table, what, measure)
        if not named.issuperset(parts):
            zh, en = "表中没有读到全部项目", "an item of the table was not read"
            yield skip(subject, zh, en, tuple(cell for cell in cells if cell is not None))
        elif total is not None or any(cells):
            yield summed(subject, total, cells, table=table)


@check(
    "TPE-04",
    zh="“三公”经费占比与金额不符",
    en="three-public-share-differs",
    severity="error",
    basis="占比＝该项÷“三公”经费合计；各项占比合计100%（算术必然）",
    area="three_public",
    identity=True,
)
def three_public_shares(facts: Facts) -> Iterator[Outcome]:
    """Each printed share of the three public expenses follows from its amount.

    What: item ÷ 合计 against the printed share; Σ shares = 100 %.
    Why: shares get swapped between items.
    Basis: arithmetic.
    Formula: 占比 = 该项 ÷ 合计 × 100%; Σ占比 = 100%.
    Tolerance: interval of the quotient against that of the printed share; one that was cut off is a
    hint.
    Example: 0.18 ÷ 0.18 = 100 %.
    Limits: undefined where the total is zero; then not checkable.
    """
    total = facts.first("three_public", scope="fiscal", part="narrative")
    items = parts_of(facts, "three_public", _ITEMS, "fiscal")
    if not any(fact.concept == "vehicles" for fact in items):
        items += _vehicle_parts(facts)
    found = tuple(swapped(list(share_outcomes(facts, items, total))))
    yield from found or (skip("“三公”占比", "没有读到占比", "no share was read"),)


@check(
    "TPE-05",
    zh="“三公”经费增减与变动率不符",
    en="three-public-change-differs",
    severity="error",
    basis="变动率＝增减额÷上年数；合计增减＝各项增减之和（算术必然）",
    area="three_public",
    identity=True,
)
def three_public_changes(facts: Facts) -> Iterator[Outcome]:
    """Changes on the year fit their rates, and the total's change is the items' sum.

    What: rate = change ÷ (actual − change) for each item; Δ合计 = Σ Δitems.
    Why: the rate is often taken of the wrong year.
    Basis: arithmetic.
    Formula: 变动率 = 增减额 ÷ (本年数 − 增减额) × 100%; 合计增减额 = Σ各项增减额.
    Tolerance: interval of the quotient for rates; decimal interval of every change.
    Example: 0.91 ÷ (0.18 + 0.91) = 83.49 %.
    Limits: 持平 counts as no change in the sum of the items.
    """
    rates = [r for c in _ALL for r in facts.find(c, measure="change_rate", section="three_public")]
    for rate in rates:
        yield from change_outcomes(facts, rate)
    total, items = _change(facts, "three_public"), [_change(facts, item) for item in _ITEMS]
    changed = [of(item) if item.value is not None else unchanged(item) for item in items if item]
    if items[1] is None and len(changed) == len(_ITEMS) - 1:
        changed += _vehicle_changes(facts)
    about = total is not None and total.value is None and total.raw.startswith("基本")
    if total is None or about or len(changed) < len(_ITEMS):
        yield skip("各项增减之和", "增减额没有读全", "not every change was read")
    else:
        computed = changed[0] + changed[1] + changed[2]
        stated = of(total) if total.value is not None else unchanged(total)
        yield agree("“三公”合计增减与各项增减之和", stated=stated, computed=computed)


def _vehicle_changes(facts: Facts) -> list[Quantity]:
    """Return the change of both parts of the vehicle expense together, where both are told."""
    told = [_change(facts, part) for part in ("vehicle_purchase", "vehicle_operation")]
    if None in told:
        return []
    parts = [of(part) if part.value is not None else unchanged(part) for part in told if part]
    return [parts[0] + parts[1]]


def _change(facts: Facts, concept: str) -> Fact | None:
    return facts.first(concept, measure="change", section="three_public")


@check(
    "TPE-06",
    zh="写“持平”而数额有变化",
    en="unchanged-claim-over-a-change",
    severity="warning",
    basis="持平即两年数相等（算术必然）",
    area="three_public",
    identity=True,
)
def unchanged_claims(facts: Facts) -> Iterator[Outcome]:
    """持平 stands only where the two years are equal.

    What: an item called 持平 has no printed change, and last year's figure (chart, or the
    total's change less the other items') equals this year's.
    Why: the word stays in the template when the figure changes.
    Basis: arithmetic; the template asks for 持平 only if equal.
    Formula: 持平 ⇒ 本年数 − 上年数 = 0.
    Tolerance: decimal interval of every figure; a printed change above 0 fails by itself.
    Example: 0 in both years, and Δ合计 is explained by the other items.
    Limits: without a second telling of last year's figure it is not checkable.
    """
    claims = [f for f in facts if f.direction == "unchanged" and f.span.part == "narrative"]
    claims = [f for f in claims if f.measure == "change"]  # against the budget: ANA-12
    for claim in claims:
        yield _unchanged(facts, claim)
    if not claims:
        yield skip("持平", "没有“持平”表述", "nothing is called unchanged")


def _unchanged(facts: Facts, claim: Fact) -> Outcome:
    subject = f"{claim.label}与上年持平"
    actual = facts.first(claim.concept, scope=claim.scope, part="narrative")
    printed = [
        f
        for f in facts.find(claim.concept, measure="change", scope=claim.scope)
        if f.value and f.dims == claim.dims
    ]
    prior = facts.first(claim.concept, scope=claim.scope, year=(facts.year or 0) - 1)
    if printed:
        zh, en = (
            f"{claim.label}写“{claim.raw}”，又写增减 {printed[0].raw}",
            "unchanged, yet a change is printed",
        )
        return Outcome(subject, "inconsistent", Message(zh, en), (claim, *printed))
    if actual is not None and prior is not None and prior.year != facts.year:
        return agree(subject, stated=of(actual), computed=of(prior), quotes=(claim.span,))
    rest = _rest_of_change(facts, claim)
    if actual is not None and rest is not None:
        return agree(subject, stated=unchanged(claim), computed=rest, quotes=(actual.span,))
    return skip(subject, "没有上年数可以核对", "last year's figure is not told", (claim,))


def _rest_of_change(facts: Facts, claim: Fact) -> Quantity | None:
    """Return the total's change less that of the other items: what is left for the claim."""
    total, others = (
        _change(facts, "three_public"),
        [_change(facts, i) for i in _ITEMS if i != claim.concept],
    )
    if claim.concept not in _ITEMS or total is None or total.value is None or None in others:
        return None
    left = of(total)
    for other in others:
        if other is not None:
            left = left - (of(other) if other.value is not None else unchanged(other))
    return left
