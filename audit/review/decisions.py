"""What a person decides on a lead, and the state that decisions put it into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from audit.errors import InvalidDecision

Action = Literal["confirm", "dismiss", "explain", "reopen", "correct"]
Standing = Literal["open", "confirmed", "dismissed", "explained"]
ACTIONS: tuple[Action, ...] = get_args(Action)
STANDINGS: tuple[Standing, ...] = get_args(Standing)
_BECOMES: Mapping[str, Standing] = MappingProxyType(
    {"confirm": "confirmed", "dismiss": "dismissed", "explain": "explained", "reopen": "open"}
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure (its id and its label) with the value that it should print, as text."""

    figure: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a lead said at a time: numbers as text in `uom`, empty where there was none."""

    check: str
    subject: str
    severity: str
    actual: str
    expected: str
    uom: str

    def says(self, other: Seen) -> bool:
        """Return whether two tell the same: severity and both figures."""
        mine = (self.severity, self.actual, self.expected, self.uom)
        return mine == (other.severity, other.actual, other.expected, other.uom)


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of one person on one lead, found again by the lead's `fingerprint`.

    `name` and `time` (ISO 8601 with its zone) are the caller's; `answer` is what the unit
    said; `correction` are the figures of a what-if; `seen` is what the lead said then.
    """

    action: Action
    fingerprint: str
    check: str = ""
    reason: str = ""
    name: str = ""
    time: str = ""
    answer: str = ""
    correction: tuple[Correction, ...] = ()
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """How a lead stands: every decision on it, the oldest first.

    The last decision counts. A proposed correction does not change how the lead stands;
    reopening withdraws it. The unit's answer is kept whatever is decided afterwards.
    """

    fingerprint: str
    history: tuple[Decision, ...] = field(default=())

    @property
    def decision(self) -> Decision | None:
        """Return the decision that counts, None for a lead that no one decided."""
        return next((d for d in reversed(self.history) if d.action in _BECOMES), None)

    @property
    def status(self) -> Standing:
        """Return how the lead stands; one that no one decided is open."""
        return "open" if self.decision is None else _BECOMES[self.decision.action]

    @property
    def answer(self) -> str:
        """Return the unit's last answer, or an empty string."""
        return next((d.answer for d in reversed(self.history) if d.answer), "")

    @property
    def correction(self) -> tuple[Correction, ...]:
        """Return the correction proposed last since the lead was reopened, or none."""
        for decision in reversed(self.history):
            if decision.action == "reopen":
                return ()
            if decision.correction:
                return decision.correction
        return ()

    def is_outdated(self, now: Seen) -> bool:
        """Return whether the decision that counts was made on other figures than `now`."""
        decision = self.decision
        return decision is not None and decision.seen is not None and not decision.seen.says(now)


def review(decisions: Iterable[Decision]) -> Mapping[str, Review]:
    """Return how every lead stands that was decided on, by fingerprint; order is the journal's."""
    histories: dict[str, list[Decision]] = {}
    for decision in decisions:
        histories.setdefault(decision.fingerprint, []).append(decision)
    return MappingProxyType(
        {fingerprint: Review(fingerprint, tuple(told)) for fingerprint, told in histories.items()}
    )


def checked(decision: Decision) -> Decision:
    """Return the decision without white space around its words.

    Raises InvalidDecision, with a sentence, for one that may not stand: an unknown action,
    no name, a time without zone, a dismissal without reason, an explanation without answer,
    a correction without figures.
    """
    told = replace(
        decision,
        reason=decision.reason.strip(),
        name=decision.name.strip(),
        answer=decision.answer.strip(),
    )
    for wrong, sentence in _rules(told):
        if wrong:
            raise InvalidDecision(sentence)
    return told


def _rules(told: Decision) -> tuple[tuple[bool, str], ...]:
    action = told.action
    figures = told.correction and all(one.figure and one.value for one in told.correction)
    moment = f"时间 {told.time!r} 须是带时区的 ISO 8601，例如 2026-03-01T09:30:00+08:00。"
    return (
        (action not in ACTIONS, f"没有决定 {action!r}；可用的有：{'、'.join(ACTIONS)}。"),
        (not told.fingerprint, "决定须指明疑点（指纹不能为空）。"),
        (not told.name, "决定须署名，写明是谁作的决定（--name）。"),
        (not _is_moment(told.time), moment),
        (action == "dismiss" and not told.reason, "判定不成立须写明理由（--reason）。"),
        (action == "explain" and not told.answer, "已说明须写明单位的答复（--answer）。"),
        (
            action == "correct" and not figures,
            "更正须写明数字及其应为的值（--value 数字=值）。",
        ),
    )


def _is_moment(time: str) -> bool:
    try:
        return datetime.fromisoformat(time).tzinfo is not None
    except ValueError:
        return False
