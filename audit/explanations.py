"""The words of a diagnosis: 若某数应为…，则几项关系全部成立."""

from __future__ import annotations

from decimal import Decimal

from audit.diagnosis import Cause, Diagnosis
from audit.interval import EXACT, Interval
from audit.model import YUAN, Explanation, Fact, Message
from audit.slips import SLIPS

_PLACES = {
    "narrative": ("文中", "in the text"),
    "table": ("表中", "in the table"),
    "form": ("自评表中", "in the form"),
    "chart": ("图中", "in the chart"),
}
_ENDLESS = Decimal("1E+15")  # greater than any figure
_WORDS = {"increase": "增加", "decrease": "减少"}


def explanations(diagnosis: Diagnosis) -> tuple[Explanation, ...]:
    """Return what a diagnosis says, the likeliest first."""
    return tuple(_explanation(cause, diagnosis.failed) for cause in diagnosis.causes)


def _explanation(cause: Cause, failed: int) -> Explanation:
    changes = tuple((fact, _becomes(fact, new)) for fact, new in cause.changes)
    lo, hi = _bounds(cause)
    solves = len(cause.mended)
    return Explanation(changes, solves, failed, cause.slip, _message(cause, failed), lo, hi)


def _becomes(fact: Fact, new: Fact) -> Decimal | str:
    """Return what a figure should print: a value in its own unit, or a word of direction."""
    if new.value == fact.value and new.direction != fact.direction:
        return _WORDS.get(new.direction or "", "")
    if fact.value is None or new.uom == fact.uom or new.value is None:
        return new.value or Decimal(0)
    return EXACT.divide(abs(new.number), YUAN.get(fact.uom, Decimal(1)))


def _bounds(cause: Cause) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest value that would do, in the figure's unit."""
    fact, new = cause.changes[0]
    if cause.reach is None or len(cause.changes) > 1 or fact.value is None:
        return None, None
    step = Decimal(1).scaleb(-max(fact.precision, 2) - 1)
    ends = [
        EXACT.divide(end, YUAN.get(fact.uom, Decimal(1)))
        for end in _sized(cause.reach, new.direction == "decrease")
    ]
    lo, hi = (None if abs(end) > _ENDLESS else end.quantize(step) for end in ends)
    return lo, hi


def _sized(reach: Interval, turned: bool) -> tuple[Decimal, Decimal]:
    return (-reach.hi, -reach.lo) if turned else (reach.lo, reach.hi)


def _message(cause: Cause, failed: int) -> Message:
    solves = len(cause.mended)
    if cause.slip == "swapped":
        one, other = (fact for fact, _ in cause.changes)
        zh = f"若{_named(one)}与{_named(other)}两数对调"
        en = f"if {_named_en(one)} and {_named_en(other)} change places"
    else:
        zh, en = _single(cause)
    zh += f"，则{_mended_zh(solves, failed)}"
    en += f", {solves} of {failed} failing relation{'s' if failed > 1 else ''} hold"
    return Message(zh, en)


def _single(cause: Cause) -> tuple[str, str]:
    fact, new = cause.changes[0]
    places = len(cause.changes)
    told = f"（{places} 处）" if places > 1 else ""
    slip = SLIPS.get(cause.slip)
    verb, should = _verb(cause)
    zh = f"若{_named(fact)}{told}{verb}“{_shown(fact, new)}”"
    en = f"if {_named_en(fact)} {should} {_shown(fact, new)!r}"
    if slip is not None:
        zh, en = f"{zh}（{slip.zh}）", f"{en} ({slip.en})"
    return zh, en


def _verb(cause: Cause) -> tuple[str, str]:
    """Return 应为, or that a figure is at least or at most what would do."""
    lo, hi = _bounds(cause)
    if cause.reach is None or cause.slip or (lo is None) == (hi is None):
        return "应为", "should read"
    return ("不小于", "were at least") if hi is None else ("不大于", "were at most")


def _shown(fact: Fact, new: Fact) -> str:
    value = _becomes(fact, new)
    if isinstance(value, str):
        return value
    if new.uom != fact.uom and fact.value is not None:
        return f"{fact.value:f}{new.uom}"
    turned = new.direction != fact.direction and new.direction in _WORDS
    unit = "%" if fact.kind == "percent" else new.uom if fact.kind == "amount" or turned else ""
    return f"{_WORDS[new.direction or ''] if turned else ''}{value:f}{unit}"


def _named(fact: Fact) -> str:
    return f"{_PLACES[fact.span.part][0]}{fact.label}“{_printed(fact)}”"


def _named_en(fact: Fact) -> str:
    return f"{fact.label} {_printed(fact)} {_PLACES[fact.span.part][1]}"


def _printed(fact: Fact) -> str:
    word = _WORDS.get(fact.direction or "", "")
    return fact.raw if fact.raw.startswith(word) else f"{word}{fact.raw}"


def _mended_zh(solves: int, failed: int) -> str:
    if solves < failed:
        return f"相关 {failed} 项不符中的 {solves} 项关系成立"
    return f"{solves} 项关系全部成立" if solves > 1 else "该项关系成立"
