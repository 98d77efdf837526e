"""Put a disclosure together: parts and sections in the order of the unit's edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from audit.sample import prose_other as other
from audit.sample import prose_spending as spending
from audit.sample import prose_totals as totals
from audit.sample.blocks import Block, Heading, Part, Sheet, spread
from audit.sample.forms import forms, has_forms
from audit.sample.tables import tables
from audit.sample.units import Unit
from audit.sample.wording import Headings, Pen, headings, pen

_Section = Callable[[Pen, Headings], Iterator[Part]]
_FIRST: tuple[_Section, ...] = (
    totals.totals,
    totals.revenue,
    totals.expenditure,
    totals.fiscal_totals,
    totals.general,
    spending.basic,
)
_LAST: tuple[tuple[_Section, ...], ...] = (
    (spending.three_public, spending.funds, spending.capital),
    (spending.three_public, spending.funds, spending.capital),
    (spending.funds, spending.capital, spending.three_public),
)
_TOGETHER = ("shanghai-2024", "sichuan-2023")  # 其他重要事项 is a section of its own there


def parts(unit: Unit) -> list[Part]:
    """Return the whole disclosure in reading order."""
    hand = pen(unit)
    marks = headings(hand)
    sheets = tables(hand)
    before = bool(sheets) and unit.edition != "sichuan-2023"
    found = [*other.front(hand, marks)]
    found += [marks.part("tables"), *sheets] if before else []
    found += [marks.part("words"), *_words(hand, marks)]
    found += [marks.part("glossary"), *other.glossary(hand)]
    annexed = forms(hand)
    found += [marks.part("annex"), *annexed] if annexed else []
    if sheets and not before:
        found += [marks.part("annex_tables"), *sheets]
    return found


def _words(hand: Pen, marks: Headings) -> Iterator[Part]:
    for section in (*_FIRST, *hand.picked(_LAST, "order")):
        yield from section(hand, marks)
    count = len(hand.now.projects) if has_forms(hand) else 0
    matters = [
        ("operating", other.operating(hand)),
        ("procurement", other.procurement(hand)),
        ("assets", other.assets(hand)),
        ("performance", other.performance(hand, count)),
    ]
    if hand.unit.edition == "shanghai-2024":
        slot, words = matters.pop()
        yield marks.section(slot)
        yield from words
    together = hand.unit.edition in _TOGETHER or hand.picked((True, False), "together")
    if together:
        yield marks.section("other_matters")
    for slot, words in matters:
        yield marks.under(slot) if together else marks.section(slot)
        yield from words


def flat(found: Sequence[Part], *, merged: bool = True) -> list[Block]:
    """Return the parts with each table's title and what stands over it as blocks.

    `merged` False gives every column a cell of its own, for formats that merge no cells.
    """
    blocks: list[Block] = []
    for part in found:
        if isinstance(part, Sheet):
            table = part.table if merged else spread(part.table)
            blocks += [Heading(part.title, 2), *part.above, table]
            blocks += [part.note] if part.note else []
        else:
            blocks.append(part)
    return blocks
