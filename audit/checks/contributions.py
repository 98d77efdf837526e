"""社会保险与公积金 / contributions: amounts that follow from one wage base must fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check

_PENSION = "机关事业单位基本养老保险缴费"
_ANNUITY = "机关事业单位职业年金缴费"
_HOUSING = "住房公积金"


@check(
    "XSE-08",
    zh="养老保险与职业年金金额疑似对调",
    en="pension-and-annuity-look-swapped",
    severity="warning",
    basis="单位缴费比例养老保险16%、职业年金8%（国办发〔2019〕13号、国办发〔2015〕18号）",
    area="expenditure",
    verified=False,
)
def pension_to_annuity(facts: Facts) -> Iterator[Outcome]:
    """Pension contributions are about twice the annuity contributions.

    What: 2080505 ÷ 2080506 in 1.6-2.4; below 1 with the inverse in 1.8-2.2: probably swapped.
    Why: both follow from one base at 16 % and 8 %.
    Basis: contribution rates [unverified]; the ratio is confirmed on real disclosures.
    Formula: 1.6 ≤ 养老保险缴费 ÷ 职业年金缴费 ≤ 2.4; swapped: 1.8 ≤ 年金 ÷ 养老 ≤ 2.2.
    Tolerance: the two bands, of the printed figures.
    Example: 8.07 ÷ 16.17 = 0.499, the inverse 16.17 ÷ 8.07 = 2.004.
    Limits: annuities paid up at retirement (补记、做实) shift the ratio; hence a warning at
    most, and a hint outside the swap's band.
    """
    subject = "养老保险与职业年金缴费"
    pension, annuity = _item(facts, _PENSION), _item(facts, _ANNUITY)
    if pension is None or annuity is None or not (pension.value and annuity.value):
        yield skip(subject, "没有同时读到两项", "one of the items was not read")
        return
    ratio = Fraction(pension.number) / Fraction(annuity.number)
    sum_ = f"{pension.value:f} ÷ {annuity.value:f} = {_decimal(ratio)}"
    found = (pension, annuity)
    if Fraction(16, 10) <= ratio <= Fraction(24, 10):
        yield passed(subject, f"{sum_}，接近 16% : 8%", f"{sum_}, near 16 : 8", found)
    elif _looks_swapped(ratio):
        yield _swapped(subject, pension, annuity, sum_)
    else:
        zh, en = f"{sum_}，偏离 16% : 8%", f"{sum_}, far from 16 : 8"
        yield Outcome(
            subject, "inconsistent", Message(zh, en), found, formula=sum_, severity="info"
        )


def _swapped(subject: str, pension: Fact, annuity: Fact, sum_: str) -> Outcome:
    bases = (
        Fraction(annuity.number) / 16 * 100 / 10000,
        Fraction(pension.number) / 8 * 100 / 10000,
    )
    zh = (
        f"{sum_}，倒数接近 2，两数疑似对调：对调后按 16% 和 8% 推出的缴费基数为 "
        f"{_decimal(bases[0])} 和 {_decimal(bases[1])} 万元，基本相同"
    )
    en = f"{sum_}, the inverse is near 2: the two amounts look swapped"
    return Outcome(subject, "inconsistent", Message(zh, en), (pension, annuity), formula=sum_)


def _looks_swapped(ratio: Fraction) -> bool:
    return ratio < 1 and Fraction(18, 10) <= 1 / ratio <= Fraction(22, 10)


@check(
    "XSE-09",
    zh="住房公积金与养老保险的缴费基数相差过大",
    en="housing-fund-base-differs-from-pension-base",
    severity="info",
    basis="《住房公积金管理条例》第十六、十八条：缴存比例不低于5%；上限12%；养老保险16%",
    area="expenditure",
    verified=False,
)
def housing_fund_base(facts: Facts) -> Iterator[Outcome]:
    """The housing fund and the pension imply overlapping contribution bases.

    What: 公积金 ÷ (5-12 %) against 养老保险 ÷ 16 %; a warning where the pension is also
    out of line with the annuity.
    Why: both are paid on the same wages.
    Basis: 住房公积金管理条例 art. 16, 18; 12 % and 16 % [unverified].
    Formula: 住房公积金 ÷ 12% ÷ 2 ≤ 养老保险缴费 ÷ 16% ≤ 住房公积金 ÷ 5%.
    Tolerance: the band, of the printed figures; its lower end is halved.
    Example: 26.51 ÷ 12% = 220.92 against 8.07 ÷ 16% = 50.44.
    Limits: payment for part of the year or arrears; a hint on its own.
    """
    subject = "公积金与养老保险的缴费基数"
    fund, pension, annuity = _item(facts, _HOUSING), _item(facts, _PENSION), _item(facts, _ANNUITY)
    if fund is None or pension is None or not (fund.value and pension.value):
        yield skip(subject, "没有同时读到两项", "one of the items was not read")
        return
    least, greatest = Fraction(fund.value) * 100 / 12, Fraction(fund.value) * 20
    printed = Fraction(pension.value) * 100 / 16
    swapped = Fraction(annuity.value) * 100 / 16 if annuity and annuity.value else printed
    in_line = least / 2 <= printed <= greatest
    found = tuple(f for f in (fund, pension, annuity) if f)
    sum_ = (
        f"{fund.value:f} ÷ 12% = {_decimal(least)}，{pension.value:f} ÷ 16% = {_decimal(printed)}"
    )
    if in_line:
        yield passed(subject, f"{sum_}，可以相容", f"{sum_}, compatible", found)
        return
    odd = bool(
        annuity
        and annuity.value
        and _looks_swapped(Fraction(pension.number) / Fraction(annuity.number))
    )
    unexplained = odd and not least / 2 <= swapped <= greatest
    zh = f"公积金推出的缴费基数至少 {_decimal(least)} 万元，养老保险推出 {_decimal(printed)} 万元"
    zh += f"（即使与年金对调也只有 {_decimal(swapped)} 万元）" if unexplained else ""
    yield Outcome(
        subject,
        "inconsistent",
        Message(zh, f"implied bases differ: {sum_}"),
        found,
        formula=sum_,
        severity="warning" if unexplained else "info",
    )


def _item(facts: Facts, name: str) -> Fact | None:
    found = facts.find("functional_item", part="narrative")
    return next((f for f in found if f.dim("item").startswith(name)), None)


def _decimal(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01") if abs(value) >= 1 else Decimal("0.001"))
