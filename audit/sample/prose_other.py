"""The first part, the other matters of section ten, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from audit.sample.blocks import Heading, Part
from audit.sample.catalogue import values
from audit.sample.figures import PUBLIC, Item
from audit.sample.prose_totals import place
from audit.sample.wording import Headings, Pen, prose, published


def front(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield title, date and the part on the unit itself."""
    outline = pen.unit.outline
    yield from (Heading(line, 0) for line in prose(pen.say("front", "title")))
    yield pen.say("front", "about")
    yield pen.say("front", "published", day=published(pen.unit))
    yield marks.part("overview")
    yield marks.section("duties")
    yield pen.say("front", "duties", duties="，".join(outline.duties))
    yield marks.section("organisation")
    yield pen.say("front", "organisation", offices="、".join(outline.offices))


def operating(pen: Pen) -> Iterator[str]:
    """Yield what is said of agency operating expenses."""
    if pen.unit.outline.kind == "i":
        yield pen.say("other", "operating_none")
        return
    now, last = pen.now.economy(*PUBLIC), pen.unit.previous.economy(*PUBLIC)
    yield pen.compared(
        "other", "operating", now, last, total=pen.money(now), reason=_why(pen, now - last)
    )


def _why(pen: Pen, change: int) -> str:
    """Return the reason of a change: the fee that changed most in its direction."""
    before = {code: amount for code, _, amount in pen.unit.previous.economic}
    sign = 1 if change > 0 else -1
    fees = [
        (sign * (amount - before[code]), name)
        for code, name, amount in pen.now.economic
        if len(code) == 5 and code[:3] in PUBLIC and amount
    ]
    slot = "operating_up" if change > 0 else "operating_down"
    return pen.reason(slot, "operating").format(fee=max(fees)[1])


def procurement(pen: Pen) -> Iterator[str]:
    """Yield what is said of government procurement."""
    bought = pen.now.procurement
    city = "_shanghai" if pen.unit.edition == "shanghai-2024" else ""
    if not bought.total:
        yield pen.say("other", f"procurement_none{city}")
        return
    yield pen.say(
        "other",
        f"procurement{city}",
        total=pen.money(bought.total),
        goods=pen.money(bought.goods),
        works=pen.money(bought.works),
        services=pen.money(bought.services),
    ) + pen.say(
        "other",
        "small",
        small=pen.money(bought.small),
        small_share=pen.percent(bought.small, bought.total),
        micro=pen.money(bought.micro),
        micro_share=pen.percent(bought.micro, bought.total),
        micro_of_small=pen.share(bought.micro, bought.small),
    )


def assets(pen: Pen) -> Iterator[str]:
    """Yield what is said of vehicles and large equipment."""
    cars = pen.now.vehicles
    every = pen.picked((True, False), "all classes")
    classes = "、".join(f"{name}{count}辆" for name, count in cars if count or every)
    count = sum(number for _, number in cars)
    slot = "assets" if count else "assets_none"
    yield pen.say("other", slot, cars=count, classes=classes, equipment=pen.now.equipment)


def performance(pen: Pen, forms: int) -> Iterator[str]:
    """Yield what is said of performance, with the number of forms that are annexed."""
    yield pen.say("other", "performance" if forms else "performance_none", count=forms)


def glossary(pen: Pen) -> Iterator[str]:
    """Yield the entries: terms, and every functional item of the general public budget."""
    entries = [
        pen.say("glossary", "entry", name=name, words=words)
        for name, words in values("wording")["definitions"].items()
    ]
    entries += [
        pen.say("glossary", "item", place=place(pen, item), purpose=item.purpose)
        for item in sorted(_explained(pen), key=lambda item: item.code)
    ]
    yield from (f"{number}.{entry}" for number, entry in enumerate(entries, 1))


def _explained(pen: Pen) -> list[Item]:
    """Return the items that the disclosure names: a fund's in its tables or its own lines."""
    named = pen.has_tables or bool(pen.form("funds", "lines"))
    found = {item.code: item for item in pen.now.of("general")}
    if named:
        found |= {item.code: item for item in pen.now.of("funds")}
    return list(found.values())
