"""同类单位 / one unit among many: first digits, figures per head, round amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import comb

from audit.checks.peer_units import digits_of, figures_of, kind_of
from audit.checks.staffing import people_in_post
from audit.compare import passed, skip
from audit.facts import Facts
from audit.interval import EXACT
from audit.model import Fact, Message, Outcome, Span
from audit.peer import Digits
from audit.registry import check
from audit.years import of_peer

_NO_PEERS = ("没有提供其他单位的决算公开", "other units' disclosures were not given")
_KINDS = {"administrative": "行政单位", "institution": "事业单位", "mixed": "行政和事业单位"}
_NORMAL = Decimal("0.6745")  # the median deviation of a normal distribution, in sigmas
_DIGITS = range(1, 10)


@check(
    "ANA-07",
    zh="首位数字分布偏离本福特定律",
    en="first-digits-deviate-from-benford",
    severity="info",
    basis="本福特定律（统计方法，不是制度规定）：首位数字 d 的比例为 lg(1＋1/d)",
    area="form",
    verified=False,
)
def first_digits(facts: Facts) -> Iterator[Outcome]:
    """The first digits of the amounts of many units follow Benford's law.

    What: the different amounts of this disclosure and of its peers, counted by first digit,
    against the share lg(1 + 1/d).
    Why: figures that were made up, or cut to fit a limit, begin with other digits.
    Basis: statistical practice [unverified].
    Formula: MAD = Σ |p(d) − lg(1 + 1/d)| ÷ 9; χ² = Σ (n(d) − n·lg(1 + 1/d))² ÷ (n·lg(1 + 1/d)).
    Tolerance: from `benford_amounts` on; MAD ≤ `benford_deviation`
    or χ² ≤ `benford_chi_square` (1 in 1,000 by chance,
    8 degrees of freedom): at 300 amounts chance alone often passes the first.
    Example: of 400 amounts 30 % should begin with 1; 18 % do.
    Limits: needs `--peers`, `benford_amounts` amounts over a hundredfold range; a statement
    about all the units together and of no single one. Sums and their parts are not independent.
    """
    subject = "各单位金额的首位数字"
    if not facts.peers:
        yield skip(subject, *_NO_PEERS)
        return
    least = int(facts.edition.thresholds["benford_amounts"])
    all_digits = [digits_of(facts), *(peer.digits for peer in facts.peers)]
    counts = [sum(digits.first[d - 1] for digits in all_digits) for d in _DIGITS]
    amounts = sum(counts)
    if amounts < least:
        zh, en = f"金额只有 {amounts} 个，少于 {least} 个", f"only {amounts} amounts of {least}"
        yield skip(subject, zh, en)
    elif not _is_wide(all_digits):
        zh, en = "金额的大小相差不到一百倍", "the amounts span less than a hundredfold"
        yield skip(subject, zh, en)
    else:
        yield _benford(facts, subject, counts)


def _is_wide(all_digits: Sequence[Digits]) -> bool:
    smallest = min(digits.smallest for digits in all_digits if digits.smallest)
    return max(digits.largest for digits in all_digits) >= 100 * smallest


def expected_share(digit: int) -> Decimal:
    """Return the share of amounts that begin with a digit under Benford's law."""
    return EXACT.log10(EXACT.divide(Decimal(digit + 1), Decimal(digit)))


def deviation(counts: Sequence[int]) -> Decimal:
    """Return the mean absolute deviation of the shares of the first digits."""
    with localcontext(EXACT):
        total = Decimal(sum(counts))
        found = zip(_DIGITS, counts, strict=True)
        return sum((abs(n / total - expected_share(d)) for d, n in found), Decimal(0)) / 9


def chi_square(counts: Sequence[int]) -> Decimal:
    """Return Pearson's statistic of the first digits, with 8 degrees of freedom."""
    with localcontext(EXACT):
        wanted = [sum(counts) * expected_share(d) for d in _DIGITS]
        found = zip(counts, wanted, strict=True)
        return sum(((n - share) ** 2 / share for n, share in found), Decimal(0))


def _benford(facts: Facts, subject: str, counts: Sequence[int]) -> Outcome:
    limits = facts.edition.thresholds
    mad, chi = deviation(counts), chi_square(counts)
    most, chance = limits["benford_deviation"], limits["benford_chi_square"]
    told = (
        f"{sum(counts)} 个金额，MAD = {_shown(mad, 4)}（界限 {most}），"
        f"χ² = {_shown(chi, 1)}（界限 {chance}）"
    )
    en = f"{sum(counts)} amounts, MAD = {_shown(mad, 4)}, chi-square = {_shown(chi, 1)}"
    if mad <= most or chi <= chance:
        return passed(subject, told, en)
    shares = "，".join(
        f"{d}：{n}（应约 {_shown(sum(counts) * expected_share(d), 0)}）"
        for d, n in zip(_DIGITS, counts, strict=True)
    )
    message = Message(f"{subject}偏离本福特定律：{told}；只说明全体，不指某一单位", en)
    return Outcome(
        subject,
        "inconsistent",
        message,
        expected=f"≤ {most}",
        actual=_shown(mad, 4),
        formula=f"首位数字 {shares}",
    )


# --- per head and per vehicle ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A figure per head or per vehicle; the count is a fact, or printed where no fact is."""

    amount: Fact
    number: int
    count: Fact | Span

    @property
    def value(self) -> Decimal:
        """Return yuan per head or per vehicle."""
        return EXACT.divide(self.amount.number, Decimal(self.number))


_RATIOS = {
    "人均公用经费": ("public_funds", "staff", "人"),
    "人均“三公”经费": ("three_public", "staff", "人"),
    "单车运行维护费": ("vehicle_operation", "vehicles_held", "辆"),
}


@check(
    "ANA-08",
    zh="人均或单车费用明显偏离同类单位",
    en="cost-per-head-far-from-peers",
    severity="info",
    basis="同类单位比较（审计实务）：稳健 z ＝ 0.6745 ×（本单位 − 中位数）÷ 绝对离差中位数",
    area="expenditure",
    verified=False,
)
def per_head_among_peers(facts: Facts) -> Iterator[Outcome]:
    """Costs per head and per vehicle lie near those of units of the same kind.

    What: 公用经费 and 三公经费 per person in post, 运行维护费 per vehicle, among peers of the
    same year and kind (行政, 事业, both).
    Why: a far higher cost is either an error of a unit (元, 万元) or a question to ask.
    Basis: audit practice [unverified].
    Formula: z = 0.6745 × (x − median) ÷ MAD, MAD = median of |x − median|.
    Tolerance: |z| ≤ `peer_robust_z`; at least `peer_least` peers.
    Example: 6.20 万元 a vehicle where eleven units lie at 2.1 to 2.9.
    Limits: needs `--peers`; people in post are told by few disclosures; where more than half
    of the peers print one value nothing is said.
    """
    if not facts.peers:
        yield skip("人均和单车费用", *_NO_PEERS)
        return
    figures, staff, kind = dict(figures_of(facts)), people_in_post(facts), kind_of(facts)
    for subject, (amount, count, uom) in _RATIOS.items():
        own = _ratio(figures, staff, amount, count)
        if not kind:
            yield skip(subject, "没有读出单位性质", "the kind of unit is not told")
        elif own is None:
            yield skip(subject, "没有同时读到金额和数量", "amount or number was not read")
        else:
            yield _among(facts, subject, own, kind, (amount, count, uom))


def _ratio(
    figures: dict[str, Fact], staff: tuple[int, Span] | None, amount: str, count: str
) -> _Ratio | None:
    money = figures.get(amount)
    if money is None:
        return None
    if count == "staff":
        return _Ratio(money, *staff) if staff else None
    number = figures.get(count)
    return _Ratio(money, int(number.number), number) if number and number.number >= 1 else None


def _among(
    facts: Facts, subject: str, own: _Ratio, kind: str, names: tuple[str, str, str]
) -> Outcome:
    amount, count, uom = names
    limits = facts.edition.thresholds
    found = [
        (ratio.value, peer, ratio)
        for peer in facts.peers
        if peer.kind == kind
        and (ratio := _ratio(dict(peer.figures), peer.staff, amount, count)) is not None
    ]
    least = int(limits["peer_least"])
    evidence = (own.amount, own.count) if isinstance(own.count, Fact) else (own.amount,)
    quotes = (own.count,) if isinstance(own.count, Span) else ()
    if len(found) < least:
        zh = f"同类单位只有 {len(found)} 个可比，少于 {least} 个"
        return skip(subject, zh, f"only {len(found)} peers of {least}", evidence)
    values = [value for value, _, _ in found]
    middle, spread = robust(values)
    if not spread:
        return skip(subject, "过半同类单位数值相同", "half the peers are alike", evidence)
    with localcontext(EXACT):
        z = _NORMAL * (own.value - middle) / spread
    told = _told(own, middle, spread, z, (kind, uom, len(found)))
    if abs(z) <= limits["peer_robust_z"]:
        return passed(subject, told, f"robust z = {_shown(z, 2)}", evidence)
    nearest = min(found, key=lambda one: (abs(one[0] - own.value), one[1].path))
    zh = f"{subject}明显偏离同类单位：{told}"
    return Outcome(
        subject,
        "inconsistent",
        Message(zh, f"{subject}: robust z = {_shown(z, 2)} among {len(found)} peers"),
        evidence,
        formula=told,
        quotes=quotes,
        elsewhere=(of_peer(nearest[1]).at(nearest[2].amount.span),),
    )


def robust(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the median, and the median of the distances from it."""
    middle = median(values)
    return middle, median([EXACT.abs(EXACT.subtract(value, middle)) for value in values])


def median(values: Sequence[Decimal]) -> Decimal:
    """Return the middle value, of an even number the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return EXACT.divide(EXACT.add(ordered[half - 1], ordered[half]), Decimal(2))


def _told(
    own: _Ratio, middle: Decimal, spread: Decimal, z: Decimal, group: tuple[str, str, int]
) -> str:
    kind, uom, number = group
    mine, median_, mad = (_wan(value) for value in (own.value, middle, spread))
    return (
        f"{own.amount.raw} ÷ {own.number} {uom} = {mine} 万元；"
        f"{number} 个{_KINDS[kind]}的中位数 {median_} 万元，绝对离差中位数 {mad} 万元，"
        f"稳健 z = 0.6745 × ({mine} − {median_}) ÷ {mad} = {_shown(z, 2)}"
    )


def _wan(yuan: Decimal) -> str:
    return _shown(yuan / 10_000, 4)


# --- round amounts --------------------------------------------------------------------


@check(
    "ANA-09",
    zh="整万元金额比同类单位多",
    en="more-round-amounts-than-peers",
    severity="info",
    basis="整数偏好检验（统计方法，不是制度规定）：二项分布下整万元金额偏多的机会",
    area="form",
    verified=False,
)
def round_amounts(facts: Facts) -> Iterator[Outcome]:
    """Amounts of whole 万元 are no more frequent than in other units' disclosures.

    What: of the different amounts printed to 0.01 万元 or in 元, the share of whole 万元,
    against the share in the peers' disclosures together.
    Why: what was spent is seldom round; estimates and amounts divided by agreement are.
    Basis: statistical practice [unverified].
    Formula: P(X ≥ x) of the binomial distribution with n amounts and p = the peers' share, at
    least 1 %.
    Tolerance: P ≥ `round_amounts_chance`; at least `round_amounts_least` amounts and
    `peer_least` peers.
    Example: 31 of 80 amounts end in .00, where peers print 4 %.
    Limits: needs `--peers`; subsidies by quota are round in all honesty.
    """
    subject = "整万元金额"
    if not facts.peers:
        yield skip(subject, *_NO_PEERS)
        return
    limits = facts.edition.thresholds
    own, others = digits_of(facts), [peer.digits for peer in facts.peers]
    amounts, whole = sum(d.exact for d in others), sum(d.whole for d in others)
    least = int(limits["round_amounts_least"])
    if len(others) < limits["peer_least"] or own.exact < least or amounts < least:
        zh, en = "单位或金额太少", "too few units or amounts"
        yield skip(subject, zh, en)
        return
    share = max(EXACT.divide(Decimal(whole), Decimal(amounts)), Decimal("0.01"))
    yield _round(subject, own, share, limits["round_amounts_chance"])


def _round(subject: str, own: Digits, share: Decimal, least: Decimal) -> Outcome:
    if share >= 1:
        return skip(subject, "其他单位的金额全是整万元", "all amounts of the peers are round")
    chance = at_least(own.whole, own.exact, share)
    expected = EXACT.multiply(Decimal(own.exact), share)
    told = (
        f"{own.exact} 个金额中整万元 {own.whole} 个；按其他单位的比例 {_shown(share * 100, 1)}% "
        f"应约 {_shown(expected, 1)} 个，偶然达到的机会 {chance:.1E}（界限 {least}）"
    )
    en = f"{own.whole} of {own.exact} amounts are round, {_shown(expected, 1)} expected"
    if chance >= least:
        return passed(subject, told, en)
    outcome = Outcome(subject, "inconsistent", Message(f"整万元金额偏多：{told}", en))
    return replace(
        outcome, expected=_shown(expected, 1), actual=str(own.whole), uom="个", formula=told
    )


def at_least(successes: int, trials: int, share: Decimal) -> Decimal:
    """Return the chance of so many successes or more, each with probability `share`."""
    with localcontext(EXACT):
        return sum(
            (
                comb(trials, k) * share**k * (1 - share) ** (trials - k)
                for k in range(successes, trials + 1)
            ),
            Decimal(0),
        )


def _shown(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT):f}"
