"""文中的基本支出 / basic expenditure as the prose takes it apart: personnel, public, classes."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.shares import if_complete, parts_of, share_outcomes
from audit.compare import add, agree, of, skip
from audit.facts import Facts
from audit.model import Fact, Outcome, Scope
from audit.registry import check

_PERSONNEL_AND_PUBLIC = ("personnel_funds", "public_funds")
_CLASSES = ("wages_and_welfare", "goods_and_services", "individual_subsidies", "capital_outlay")
_PLACES: tuple[tuple[str, Scope], ...] = (
    ("basic", "general_public_budget"),
    ("expenditure", "all_funds"),
    ("fiscal_basic", "fiscal"),
)


@check(
    "EXP-21",
    zh="文中基本支出不等于所列各部分之和",
    en="told-basic-expenditure-differs-from-its-parts",
    severity="error",
    basis="基本支出＝人员经费＋公用经费＝Σ经济分类（算术必然）",
    area="expenditure",
    identity=True,
)
def basic_equals_its_parts(facts: Facts) -> Iterator[Outcome]:
    """Basic expenditure is its personnel and public part, and the sum of its economic classes.

    What: in the section on expenditure 基本支出 = 人员经费 + 公用经费; in both sections the
    amounts of 工资福利, 商品和服务, 对个人和家庭的补助, 资本性支出 = 基本支出.
    Why: the sentence lists every part.
    Basis: arithmetic.
    Formula: 基本支出 = 人员经费 + 公用经费；基本支出 = 301 + 302 + 303 + 310.
    Tolerance: decimal interval of every printed figure.
    Example: 700.00 + 100.00 + 60.00 + 0.00 = 860.00.
    Limits: two parts at least must be told; classes below the total are not judged, since a
    class without a name here may be the rest; the general budget's first sum is FIS-07.
    """
    told = False
    for section, scope in _PLACES:
        whole = _basic(facts, section, scope)
        groups = (_CLASSES,) if section == "basic" else (_PERSONNEL_AND_PUBLIC, _CLASSES)
        for concepts in groups:
            parts = parts_of(facts, section, concepts, scope)
            if whole is not None and len(parts) > 1:
                told = True
                yield if_complete(facts, _sum(whole, parts, whole_list=concepts is not _CLASSES))
    if not told:
        yield skip("基本支出与各部分", "文中没有同时列出", "the parts are not told")


def _sum(whole: Fact, parts: tuple[Fact, ...], *, whole_list: bool) -> Outcome:
    subject = f"文中{whole.label}与{'、'.join(part.label for part in parts)}"
    outcome = agree(subject, stated=of(whole), computed=add(parts))
    short = outcome.status == "inconsistent" and (outcome.residual or 0) > 0
    if short and not whole_list and len(parts) < len(_CLASSES):
        zh, en = "可能还有没有列出的经济分类", "a class may not be told"
        return skip(subject, zh, en, outcome.facts)
    return outcome


def _basic(facts: Facts, section: str, scope: Scope) -> Fact | None:
    return facts.first("basic_expenditure", section=section, scope=scope, part="narrative") or (
        facts.first("basic_expenditure", scope=scope, part="narrative")
    )


@check(
    "EXP-22",
    zh="人员经费、公用经费等占基本支出的比重与金额不符",
    en="share-of-basic-expenditure-differs",
    severity="error",
    basis="占比＝该部分÷基本支出；各部分占比合计100%（算术必然）",
    area="expenditure",
    identity=True,
)
def shares_of_basic(facts: Facts) -> Iterator[Outcome]:
    """Each printed share of basic expenditure follows from its amount.

    What: 人员经费, 公用经费 and the economic classes ÷ 基本支出 against the printed shares;
    Σ shares = 100 %.
    Why: shares are typed by hand from another sheet.
    Basis: arithmetic.
    Formula: 占比 = 该部分 ÷ 基本支出 × 100%.
    Tolerance: interval of the quotient against the interval of the printed share.
    Example: 760.00 ÷ 860.00 = 88.37 %.
    Limits: a share that names another base (占本年支出) fits neither and is not judged.
    """
    found: list[Outcome] = []
    for section, scope in _PLACES:
        whole = _basic(facts, section, scope)
        for concepts in (_PERSONNEL_AND_PUBLIC, _CLASSES):
            parts = parts_of(facts, section, concepts, scope)
            shares = share_outcomes(facts, parts, whole)
            found += [_of_another_base(facts, outcome) for outcome in shares]
    yield from found or (skip("占基本支出的比重", "没有读到占比", "no share was read"),)


def _of_another_base(facts: Facts, outcome: Outcome) -> Outcome:
    """Return the outcome, or a skip where the words before the share name another base."""
    share = outcome.facts[0] if outcome.facts else None
    if outcome.status != "inconsistent" or share is None or share.measure != "share":
        return outcome
    before = facts.document.text[max(0, share.span.start - 16) : share.span.start]
    named = before.rpartition("占")[2]
    if named.strip("比为是：: ") in ("", "其", "基本支出", "基本支出的"):
        return outcome
    return skip(outcome.subject, "占比另有口径", "the share names another base", outcome.facts)
