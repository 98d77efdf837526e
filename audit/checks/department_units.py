"""部门与所属单位 / a department and its units: the sum of the parts, and whether all are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import add as plus

from audit.checks.peer_units import figures_of, listed_units
from audit.compare import agree, of, passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Span
from audit.peer import Peer
from audit.registry import check
from audit.unit_names import folded, is_own_level, is_same, without_level
from audit.years import apart, of_peer

_NO_PEERS = ("没有提供所属单位的决算公开", "the units' disclosures were not given")
_NO_LIST = ("单位构成没有逐一列出所属单位", "the document does not list its units by name")
_NO_UNITS = ("只列了本部门本级", "only the department itself is listed")
_SUMS = {
    "general_budget_expenditure": "一般公共预算财政拨款支出",
    "three_public": "财政拨款“三公”经费支出",
    "revenue": "本年收入合计",
    "expenditure": "本年支出合计",
}
# Money passed from one unit to another is counted once by the department, twice by the units.
_WITH_TRANSFERS = ("revenue", "expenditure")

_Listed = Sequence[tuple[str, Span]]


@check(
    "ANA-10",
    zh="部门决算与所属单位决算之和不符",
    en="department-differs-from-the-sum-of-its-units",
    severity="warning",
    basis="《预算法实施条例》第八十四条第二款：各部门审核汇总编制本部门决算",
    area="expenditure",
)
def department_is_sum_of_units(facts: Facts) -> Iterator[Outcome]:
    """A department's figures are the sums of those that its units published.

    What: 一般公共预算财政拨款支出, 三公经费, 本年收入 and 本年支出 of the department against
    the sums over all the units that its own 单位构成 lists.
    Why: a unit was left out, or was changed after the summary was made.
    Basis: 预算法实施条例 art. 84 (2).
    Formula: 部门 = Σ 所属单位 (− 内部往来 in 本年收入 and 本年支出).
    Tolerance: decimal interval of every printed figure.
    Example: 860.00 + 350.00 = 1,210.00 of 本级 and 中心.
    Limits: needs `--peers` with the disclosure of every listed unit, its 本级 included. Where
    the units' sum of revenue or expenditure is greater, money passed between units explains
    it, and nothing is said.
    """
    listed = listed_units(facts) if facts.peers else ()
    if len(listed) < 2:
        zh, en = _NO_PEERS if not facts.peers else _NO_UNITS if listed else _NO_LIST
        yield skip("部门与所属单位之和", zh, en)
        return
    found = [(name, _peer(facts, name)) for name, _ in listed]
    units = [peer for _, peer in found if peer is not None]
    if len(units) < len(found) or len({peer.mark for peer in units}) < len(units):
        missing = "、".join(name for name, peer in found if peer is None) or "重名单位"
        zh, en = f"没有提供全部所属单位，缺 {missing}", "not every listed unit was given"
        yield skip("部门与所属单位之和", zh, en)
        return
    own = dict(figures_of(facts))
    for name, subject in _SUMS.items():
        yield _sum(name, f"{subject}：部门与 {len(units)} 个单位之和", own.get(name), units)


def _sum(name: str, subject: str, own: Fact | None, units: Sequence[Peer]) -> Outcome:
    parts = [peer.figure(name) for peer in units]
    figures = [part for part in parts if part is not None]
    if own is None or len(figures) < len(parts):
        evidence = () if own is None else (own,)
        return skip(subject, "部门或有的单位没有读到此数", "a figure was not read", evidence)
    computed = reduce(plus, map(of, figures))
    outcome = apart(agree(subject, stated=of(own), computed=computed), *map(of_peer, units))
    less = outcome.residual is not None and outcome.residual < 0
    if outcome.status == "inconsistent" and less and name in _WITH_TRANSFERS:
        zh, en = "各单位之和较大，可能是内部往来抵销", "transfers between units may explain it"
        return replace(skip(subject, zh, en, outcome.facts), elsewhere=outcome.elsewhere)
    return outcome


@check(
    "ANA-11",
    zh="所属单位没有单独公开决算",
    en="unit-without-a-disclosure-of-its-own",
    severity="warning",
    basis="《预算法实施条例》第六条第四款：各部门所属单位的决算应当在批复后公开",
    area="form",
)
def units_are_published(facts: Facts) -> Iterator[Outcome]:
    """Every unit that the department lists has a disclosure of its own.

    What: the names in the department's 单位构成 against the disclosures given.
    Why: 所属单位 are the ones that forget to publish.
    Basis: 预算法实施条例 art. 6 (4).
    Formula: 列入单位构成的单位 ⊆ 提供的单位.
    Tolerance: none: names, without spaces, width of brackets, （本级） and the county before them.
    Example: three units listed, two disclosures given.
    Limits: needs `--peers` that hold at least one of the listed units, else they are of other
    departments; units with accounts kept in another's (并入本级, 预算不单列) need none.
    """
    subject = "所属单位的决算公开"
    if not facts.peers:
        yield skip(subject, *_NO_PEERS)
        return
    listed = [(name, span) for name, span in listed_units(facts) if not _is_itself(facts, name)]
    if not listed:
        yield skip(subject, *_NO_LIST)
        return
    missing = [(name, span) for name, span in listed if _peer(facts, name) is None]
    if len(missing) == len(listed):
        zh, en = "提供的决算公开都不是所属单位的", "none of the disclosures is of a listed unit"
        yield skip(subject, zh, en)
    elif missing:
        yield _unpublished(subject, missing, len(listed))
    else:
        zh, en = f"{len(listed)} 个单位都有", f"all {len(listed)} units have one"
        yield passed(subject, zh, en)


def _unpublished(subject: str, missing: _Listed, number: int) -> Outcome:
    names = "、".join(name for name, _ in missing)
    zh = f"列入单位构成的 {number} 个单位中，提供的文件里没有 {len(missing)} 个的决算公开：{names}"
    en = f"{len(missing)} of {number} listed units have no disclosure among those given: {names}"
    places = tuple(span for _, span in missing)
    return Outcome(subject, "missing", Message(zh, en), quotes=places)


def _peer(facts: Facts, name: str) -> Peer | None:
    """Return the disclosure of a listed unit; the department's own level may omit （本级）."""
    found = [peer for peer in facts.peers if is_same(peer.unit, name)]
    if not found and is_own_level(name):
        found = [peer for peer in facts.peers if is_same(peer.unit, without_level(name))]
    return found[0] if len(found) == 1 else None


def _is_itself(facts: Facts, name: str) -> bool:
    """Return whether a listed name means the department's own level."""
    return folded(name) == folded(facts.unit) or (
        is_own_level(name) and is_same(without_level(name), facts.unit)
    )
