"""Sections six to nine: basic expenditure, “三公”经费, government funds, state capital."""

from __future__ import annotations

from collections.abc import Iterator

from audit.sample.blocks import Part
from audit.sample.figures import (
    OPERATION,
    PERSONNEL,
    PUBLIC,
    PURCHASE,
    RECEPTIONS,
    TRIPS,
)
from audit.sample.prose_totals import place
from audit.sample.wording import Headings, Pen, prose

_KINDS = (
    ("因公出国（境）费", (TRIPS,), "trips"),
    ("公务用车购置及运行维护费", (PURCHASE, OPERATION), "cars"),
    ("公务接待费", (RECEPTIONS,), "guests"),
)


def basic(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on basic expenditure."""
    now = pen.now
    personnel, public = now.economy(*PERSONNEL), now.economy(*PUBLIC)
    whole = personnel + public
    yield marks.section("basic")
    yield from prose(
        pen.say(
            "basic",
            "whole",
            total=pen.money(whole),
            personnel=pen.money(personnel),
            public=pen.money(public),
            personnel_share=pen.percent(personnel, whole),
            public_share=pen.percent(public, whole),
            **_by_class(pen, whole),
            people="、".join(now.listed(*PERSONNEL)),
            office="、".join(now.listed(*PUBLIC)),
        )
    )


def _by_class(pen: Pen, whole: int) -> dict[str, str]:
    """Return basic expenditure by economic class, with shares."""
    codes = {"wages": "301", "goods": "302", "persons": "303", "outlay": "310"}
    amounts = {name: pen.now.economy(code) for name, code in codes.items()}
    shown = {name: pen.money(amount) for name, amount in amounts.items()}
    return shown | {f"{name}_share": pen.percent(one, whole) for name, one in amounts.items()}


def three_public(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on “三公”经费: overall, then kind by kind."""
    yield marks.section("three_public")
    yield marks.under("three_public_overall")
    yield _overall(pen)
    yield marks.under("three_public_detail")
    yield _parts(pen)
    for number, (name, kinds, slot) in enumerate(_KINDS, 1):
        yield from prose(marks.listed(number) + _kind(pen, name, kinds, slot))


def _overall(pen: Pen) -> str:
    three, last = pen.now.three, pen.unit.previous.three
    spent, planned, before = three.total(), three.plan(), last.total()
    saved = pen.say("three_public", "equal")
    if spent < planned:
        saved = pen.say("three_public", "under", reason=pen.reason("three_saved", "three"))
    first = pen.say(
        "three_public",
        "overall" if planned else "overall_unplanned",
        planned=pen.money(planned),
        total=pen.money(spent),
        rate=pen.percent(spent, planned) if planned else "",
        difference=saved,
    )
    return first + pen.compared("three_public", "since", spent, before, "three_")


def _parts(pen: Pen) -> str:
    three = pen.now.three
    whole = three.total()
    shown = [
        pen.say(
            "three_public",
            "part" if whole else "part_bare",
            name=name,
            amount=pen.money(three.total(*kinds)),
            share=pen.share(three.total(*kinds), whole),
        )
        for name, kinds, _ in _KINDS
    ]
    return pen.say("three_public", "parts", parts="；".join(shown))


def _kind(pen: Pen, name: str, kinds: tuple[str, ...], slot: str) -> str:
    three, last = pen.now.three, pen.unit.previous.three
    spent, planned = three.total(*kinds), three.plan(*kinds)
    told = pen.say(
        "three_public",
        "plain" if planned else "plain_unplanned",
        name=name,
        planned=pen.money(planned),
        amount=pen.money(spent),
        rate=pen.percent(spent, planned) if planned else "",
    )
    if pen.picked((True, False), "kinds compared"):
        told += pen.compared(
            "three_public", "part_since", spent, last.total(*kinds), "three_", name=name
        )
    return told + _counts(pen, slot)


def _counts(pen: Pen, slot: str) -> str:
    three = pen.now.three
    return pen.say(
        "three_public",
        slot,
        groups=three.groups,
        travellers=three.travellers,
        purchase=pen.money(three.total(PURCHASE)),
        bought=three.bought,
        operation=pen.money(three.total(OPERATION)),
        held=three.held,
        amount=pen.money(three.total(RECEPTIONS)),
        batches=three.batches,
        guests=three.guests,
    )


def funds(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on government funds."""
    now = pen.now
    yield marks.section("government_funds")
    spent = now.total("funds").total
    if not spent:
        yield pen.say("funds", "none")
        return
    yield pen.say(
        "funds",
        "rolled",
        opening=pen.money(now.start("funds")),
        revenue=pen.money(now.appropriated("funds")),
        total=pen.money(spent),
        basic=pen.money(0),
        closing=pen.money(now.rest("funds")),
    )
    for number, item in enumerate(now.of("funds") if pen.form("funds", "lines") else (), 1):
        told = {"total": pen.money(item.total), "purpose": item.purpose}
        yield marks.listed(number) + pen.say("funds", "line", place=place(pen, item), **told)


def capital(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on the state capital budget."""
    yield marks.section("state_capital")
    items = pen.now.of("capital")
    if not items:
        yield pen.say("capital", "none")
        return
    total = pen.money(items[0].total)
    yield pen.say("capital", "some", total=total, basic=pen.money(0), purpose=items[0].purpose)
