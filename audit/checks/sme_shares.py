"""分类中小企业占比 / shares of SME contracts by kind, against all contracts awarded to SMEs."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.quotients import judged, part_of
from audit.compare import Quantity, of, skip
from audit.facts import Facts
from audit.model import Fact, Outcome
from audit.registry import check

_KINDS = (
    ("procurement_goods", "货物"),
    ("procurement_works", "工程"),
    ("procurement_services", "服务"),
)


@check(
    "PRO-06",
    zh="分类授予中小企业合同占比与合同总额不符",
    en="sme-shares-by-kind-differ-from-their-total",
    severity="warning",
    basis="财库〔2020〕46号；中小企业合同金额＝Σ各类支出×该类占比（算术必然）",
    area="expenditure",
    identity=True,
)
def sme_shares_by_kind(facts: Facts) -> Iterator[Outcome]:
    """The shares of SME contracts by kind, applied to the kinds, make all SME contracts.

    What: Σ (货物, 工程, 服务 × its printed share) = 授予中小企业合同金额.
    Why: the three shares are typed by hand.
    Basis: arithmetic; 财库〔2020〕46号.
    Formula: 中小企业合同金额 = Σ 该类采购支出 × 该类占比.
    Tolerance: the intervals of all amounts and shares.
    Example: 50.00 + 150.00 = 200.00, where 150.00 is 75.0 % of 200.00.
    Limits: a warning, since contract amounts may differ from payments; needs a share for each
    kind with money.
    """
    subject = "分类授予中小企业合同占比"
    sme = facts.first("sme_contracts", section="procurement")
    shares = facts.find("sme_contracts_by_kind", measure="share", section="procurement")
    parts = [_awarded(facts, concept, word, shares) for concept, word in _KINDS]
    told = [part for part in parts if part is not None]
    if sme is None or not shares or len(told) < len(_KINDS):
        zh, en = "没有读全分类占比和金额", "shares or amounts by kind were not read"
        yield skip(subject, zh, en, shares)
    else:
        yield judged(subject, stated=of(sme), computed=told[0] + told[1] + told[2])


def _awarded(facts: Facts, concept: str, word: str, shares: tuple[Fact, ...]) -> Quantity | None:
    """Return what SMEs were awarded of one kind; nothing of a kind without money."""
    amount = facts.first(concept, section="procurement")
    share = next((s for s in shares if word in s.label[:2]), None)
    if amount is None or (share is None and amount.value):
        return None
    return of(amount) if share is None else part_of(of(amount), of(share))
