"""How a unit writes: one alternative of each sentence, one format of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from audit.sample.blocks import Heading
from audit.sample.catalogue import values
from audit.sample.chance import between, happens, one_of
from audit.sample.figures import Accounts
from audit.sample.units import Unit

T = TypeVar("T")
_FEN = 1_000_000  # in 万元
_SUBHEADINGS = (("{}、", "（{}）", "{}."), ("（{}）", "{}.", "（{}）"), ("{}、", "（{}）", "{}、"))


def rounded(part: int, whole: int) -> int:
    """Return part ÷ whole rounded half up, for figures that are not negative."""
    return (2 * part + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A format: commas or none, decimals of percentages, zeros kept or dropped, zero as 0."""

    commas: bool
    percent_places: int
    short: bool
    bare_zero: bool
    space: bool
    yuan: bool = False

    def money(self, fen: int) -> str:
        """Return fen as 万元 (or 元) with two decimals, rounded once."""
        if not fen and self.bare_zero:
            return "0"
        cents = fen if self.yuan else rounded(fen, _FEN // 100)
        text = f"{cents // 100:,}.{cents % 100:02}"
        text = text if self.commas else text.replace(",", "")
        return (
            self._short(text) if cents or not fen else text
        )  # 0.00 is less than a cent, 0 nothing

    def percent(self, part: int, whole: int) -> str:
        """Return a share of the exact amounts, with its sign."""
        places = self.percent_places
        scaled = rounded(part * 100 * 10**places, whole)
        text = f"{scaled // 10**places}.{scaled % 10**places:0{places}}"
        if self.bare_zero and (part in (0, whole)):
            text = text.partition(".")[0]
        return f"{self._short(text)}%"

    def _short(self, text: str) -> str:
        return text.rstrip("0").rstrip(".") if self.short and "." in text else text


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the sentences of one unit: always the same alternatives, whatever the year."""

    unit: Unit
    numbers: Numbers

    @property
    def now(self) -> Accounts:
        """Return the year's figures."""
        return self.unit.accounts

    @property
    def label(self) -> str:
        """Return 部门 or 单位: what the disclosure calls the unit."""
        return "单位" if self.unit.outline.kind == "i" else "部门"

    @property
    def has_tables(self) -> bool:
        """Return whether the disclosure prints the statutory tables."""
        return self.unit.edition != "generic"

    def picked(self, choices: Sequence[T], *name: object) -> T:
        """Return the choice that this unit makes in every year."""
        return one_of(choices, self.unit.seed, self.unit.edition, "wording", *name)

    def form(self, part: str, slot: str) -> str:
        """Return the alternative of a sentence that the unit uses."""
        found: list[str] = values("wording")[part][slot]
        return self.picked(found, part, slot.removesuffix("_unplanned"))

    def say(self, part: str, slot: str, **given: str | int) -> str:
        """Return a sentence with its figures and words."""
        return self.filled(self.form(part, slot), **given)

    def filled(self, form: str, **given: str | int) -> str:
        """Return a form with what every sentence may name and what is given.

        Where a list is empty or a reason left out, no mark is left behind.
        """
        year = self.unit.year
        known: dict[str, str | int] = {
            "year": year,
            "before": year - 1,
            "next": year + 1,
            "name": self.unit.name,
            "label": self.label,
            "we": f"本{self.label}",
            "none": self.money(0),
        }
        for slot in ("since", "against"):
            if f"{{{slot}}}" in form:
                known[slot] = self.say("general", slot)
        text = form.format(**{**known, **given})
        text = re.sub("，(?=$|\n)", "。", text)
        if self.numbers.yuan:
            text = re.sub(r"(?<!单价100)(?<!价值100)万元", "元", text)
        if self.numbers.space:
            text = re.sub(r"(?<=\d)(?=万?元|%)", " ", text)
        return text

    def money(self, fen: int) -> str:
        """Return fen as the unit prints 万元."""
        return self.numbers.money(fen)

    def percent(self, part: int, whole: int) -> str:
        """Return a share as the unit prints it."""
        return self.numbers.percent(part, whole)

    def share(self, part: int, whole: int) -> str:
        """Return a share; of nothing it is none."""
        return self.percent(part, whole) if whole else self.percent(0, 1)

    def change(self, now: int, before: int) -> str:
        """Return how a figure changed: 增加…万元，增长…; none without a year before it."""
        size = abs(now - before)
        slot = "up" if now > before else "down"
        slot = slot if before else "new"
        rate = self.percent(size, before) if before else ""
        return self.say("general", slot, amount=self.money(size), rate=rate)

    def compared(
        self, part: str, slot: str, now: int, before: int, reasons: str = "", **given: str | int
    ) -> str:
        """Return a sentence that compares with the year before, and gives a reason."""
        if now == before:
            form = self.form(part, slot)
            form = re.sub(
                r"(?:\{against\}，?|\{since\}(?:决算数)?)([^，。]*?)各?\{change\}",
                rf"\1{self._level()}",
                form,
            )
            return self.filled(_joined(form), because="", **given)
        kind = f"{reasons}up" if now > before else f"{reasons}down"
        reason = str(given.pop("reason", "")) or self.reason(kind, part, slot)
        because = self.say("general", "because", reason=reason)
        change = self.change(now, before)
        return self.say(part, slot, change=change, because=because, **given)

    def _level(self) -> str:
        return self.form("general", "level")

    def reason(self, kind: str, *name: object) -> str:
        """Return a reason of a kind; it may differ from year to year."""
        found: list[str] = values("wording")["reasons"][kind]
        return one_of(found, self.unit.seed, self.unit.year, *name)


def _joined(form: str) -> str:
    """Return a form whose middle was cut out, with its marks in order."""
    form = form.replace("{because}", "")
    form = re.sub(r"[，。]+$", "。", form)
    return form if form.endswith(("。", "}", "：")) else f"{form}。"


def pen(unit: Unit) -> Pen:
    """Return the pen of a unit."""
    seed = unit.seed
    short = happens(12, seed, "short")
    numbers = Numbers(
        commas=happens(40, seed, "commas"),
        percent_places=1 if happens(25, seed, "percent") else 2,
        short=short,
        bare_zero=short or happens(55, seed, "zero"),
        space=happens(10, seed, "space"),
        yuan=unit.edition != "sichuan-2023" and happens(7, seed, "yuan"),
    )
    return Pen(unit, numbers)


@dataclass(slots=True)
class Headings:
    """Numbers headings as the unit does, level by level."""

    pen: Pen
    counts: list[int]

    def part(self, slot: str) -> Heading:
        """Return 第几部分 with its title, and begin its sections anew."""
        self.counts = [self.counts[0] + 1, 0, 0]
        title = self.pen.say("titles", f"part_{slot}")
        return Heading(f"第{_NUMERALS[self.counts[0] - 1]}部分 {title}")

    def section(self, slot: str) -> Heading:
        """Return the next section's heading."""
        self.counts[1:] = [self.counts[1] + 1, 0]
        return self._numbered(0, self.counts[1], slot)

    def under(self, slot: str) -> Heading:
        """Return the next heading within the section."""
        self.counts[2] += 1
        return self._numbered(1, self.counts[2], slot)

    def _numbered(self, level: int, number: int, slot: str) -> Heading:
        mark = self.pen.picked(_SUBHEADINGS, "marks")[level]
        shown = _NUMERALS[number - 1] if mark in _CHINESE else str(number)
        return Heading(mark.format(shown) + self.pen.say("titles", slot), 2 + level)

    def listed(self, number: int) -> str:
        """Return the mark of a list's entry."""
        return self.pen.picked(_SUBHEADINGS, "marks")[2].format(number)


_CHINESE = ("{}、", "（{}）")
_NUMERALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)


def headings(pen: Pen) -> Headings:
    """Return the headings of a disclosure that begins."""
    return Headings(pen, [0, 0, 0])


def prose(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text."""
    return (line for line in text.split("\n") if line)


def published(unit: Unit) -> int:
    """Return the day of August on which the unit publishes."""
    return between(10, 28, unit.seed, "published")
