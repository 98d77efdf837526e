"""Sections one to five: totals, revenue, expenditure, fiscal money, the general public budget."""

from __future__ import annotations

from collections.abc import Iterator

from audit.sample.blocks import Chart, Part, numeral
from audit.sample.figures import Accounts, Item, Source
from audit.sample.wording import Headings, Pen, prose

_OWN_NAMES = {
    "superior": "上级补助收入",
    "service": "事业收入",
    "business": "经营收入",
    "affiliate": "附属单位上缴收入",
    "other": "其他收入",
}
_BUDGET_NAMES: tuple[tuple[str, Source], ...] = (
    ("一般公共预算财政拨款收入", "general"),
    ("政府性基金预算财政拨款收入", "funds"),
    ("国有资本经营预算财政拨款收入", "capital"),
)


def totals(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on the grand totals."""
    now, last = pen.now, pen.unit.previous
    yield marks.section("totals")
    yield pen.compared(
        "totals",
        "whole" if pen.has_tables else "told",
        now.grand_total(),
        last.grand_total(),
        total=pen.money(now.grand_total()),
        revenue=pen.money(now.revenue()),
        used=pen.money(now.surplus_used),
        opening=pen.money(now.start()),
        spent=pen.money(now.total().total),
        distributed=pen.money(now.distributed),
        closing=pen.money(now.rest()),
    )
    yield from _bars(pen, "totals", ("收入总计", "支出总计"), now.grand_total(), last.grand_total())


def revenue(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on revenue by source."""
    now, last = pen.now, pen.unit.previous
    yield marks.section("revenue")
    parts = list(_sources(pen, now))
    yield pen.compared(
        "revenue",
        "whole",
        now.revenue(),
        last.revenue(),
        total=pen.money(now.revenue()),
        parts="；".join(_part(pen, "revenue", *part, now.revenue()) for part in parts),
    )
    if pen.form("revenue", "lines"):
        yield from _lines(pen, marks, parts, dict(_sources(pen, last)))
    yield from _pie(pen, "revenue", parts, now.revenue())


def _sources(pen: Pen, now: Accounts) -> Iterator[tuple[str, int]]:
    if pen.form("revenue", "fiscal") == "budgets":
        shown = [(name, now.appropriated(budget)) for name, budget in _BUDGET_NAMES]
        yield from (part for part in shown if part[1] or pen.picked((True, False), "all budgets"))
    else:
        yield "财政拨款收入", now.appropriated()
    every = pen.picked((True, False), "all revenues")
    yield from ((_OWN_NAMES[kind], amount) for kind, amount in now.own_revenues if amount or every)


def expenditure(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on expenditure by nature."""
    spent, before = pen.now.total(), pen.unit.previous.total()
    yield marks.section("expenditure")
    parts = [("基本支出", spent.basic), ("项目支出", spent.project)]
    every = pen.picked((True, False), "all natures")
    if every:
        parts.append(("上缴上级支出", 0))
    if spent.business or every:
        parts.append(("经营支出", spent.business))
    yield pen.compared(
        "expenditure",
        "whole",
        spent.total,
        before.total,
        total=pen.money(spent.total),
        parts="；".join(_part(pen, "expenditure", *part, spent.total) for part in parts),
    )
    if pen.form("revenue", "lines"):
        prior = {"基本支出": before.basic, "项目支出": before.project, "经营支出": before.business}
        yield from _lines(pen, marks, parts, prior)
    yield from _pie(pen, "expenditure", parts, spent.total)


def fiscal_totals(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on the totals of fiscal money."""
    now, last = pen.now, pen.unit.previous
    yield marks.section("fiscal_totals")
    yield pen.compared(
        "fiscal_totals",
        "whole",
        now.fiscal_total(),
        last.fiscal_total(),
        total=pen.money(now.fiscal_total()),
        revenue=pen.money(now.appropriated()),
        opening=pen.money(now.start("general", "funds", "capital")),
        spent=pen.money(now.total("general", "funds", "capital").total),
        closing=pen.money(now.rest("general", "funds", "capital")),
    )
    yield from prose(
        pen.say(
            "fiscal_totals",
            "by_budget",
            **{source: pen.money(now.appropriated(source)) for _, source in _BUDGET_NAMES},
        )
    )
    names = ("财政拨款收入总计", "财政拨款支出总计")
    yield from _bars(pen, "fiscal_totals", names, now.fiscal_total(), last.fiscal_total())


def general(pen: Pen, marks: Headings) -> Iterator[Part]:
    """Yield the section on the general public budget: overall, structure, items."""
    now = pen.now
    spent, everything = now.total("general").total, now.total().total
    before = pen.unit.previous.total("general").total
    yield marks.section("gpb")
    yield marks.under("gpb_overall")
    share = pen.percent(spent, everything)
    yield pen.compared("gpb", "overall", spent, before, total=pen.money(spent), share=share)
    yield from _bars(pen, "gpb", ("一般公共预算财政拨款支出",), spent, before)
    yield marks.under("gpb_structure")
    classes = now.classes("general")
    parts = [
        pen.say(
            "gpb",
            "class",
            name=row.name,
            bare=row.name.removesuffix("支出"),
            amount=pen.money(row.total),
            share=pen.percent(row.total, spent),
        )
        for row in classes
    ]
    yield pen.say("gpb", "structure", total=pen.money(spent), parts="；".join(parts))
    yield from _pie(pen, "gpb_structure", [(row.name, row.total) for row in classes], spent)
    yield marks.under("gpb_items")
    yield from _items(pen, marks, spent)


def _items(pen: Pen, marks: Headings, spent: int) -> Iterator[str]:
    planned = pen.now.planned()
    if pen.unit.edition == "generic" and pen.form("gpb", "by_code"):
        yield from _coded(pen, spent)
        return
    yield pen.say(
        "gpb",
        "items",
        planned=pen.money(planned),
        total=pen.money(spent),
        rate=pen.percent(spent, planned),
        difference=difference(pen, "gpb", spent, planned, "whole"),
    )
    for number, item in enumerate(sorted(pen.now.of("general"), key=_code), 1):
        yield marks.listed(number) + _item(pen, item)


def _coded(pen: Pen, spent: int) -> Iterator[str]:
    """Yield the items by code, each against the year before."""
    last = pen.unit.previous
    before = {item.code: item.total for item in last.of("general")}
    yield pen.compared("gpb", "coded", spent, sum(before.values()), total=pen.money(spent))
    for number, item in enumerate(sorted(pen.now.of("general"), key=_code), 1):
        told = {"code": item.code, "item": item.name, "total": pen.money(item.total)}
        line = pen.compared("gpb", "coded_item", item.total, before.get(item.code, 0), **told)
        yield f"（{numeral(number)}）{line}"


def _code(item: Item) -> str:
    return item.code


def _item(pen: Pen, item: Item) -> str:
    spent, planned = item.total, item.planned
    rate = pen.percent(spent, planned) if planned else ""
    return pen.say(
        "gpb",
        "item" if planned else "item_unplanned",
        place=place(pen, item),
        purpose=item.purpose,
        planned=pen.money(planned),
        total=pen.money(spent),
        rate=rate,
        difference=difference(pen, "gpb", spent, planned, item.code),
    )


def place(pen: Pen, item: Item) -> str:
    """Return class, subclass and item of a functional code in words."""
    names = pen.now.names
    return pen.say(
        "gpb",
        "place",
        **{"class": names[item.code[:3]], "sub": names[item.code[:5]], "item": item.name},
    )


def difference(pen: Pen, part: str, spent: int, planned: int, *name: object) -> str:
    """Return why a final account is not its budget."""
    if spent == planned:
        return pen.say(part, "equal")
    slot = "over" if spent > planned else "under"
    return pen.say(part, slot, reason=pen.reason(slot, *name))


def _part(pen: Pen, section: str, name: str, amount: int, whole: int) -> str:
    shown = {"amount": pen.money(amount), "share": pen.share(amount, whole)}
    return pen.say(section, "part", name=name, **shown)


def _lines(
    pen: Pen, marks: Headings, parts: list[tuple[str, int]], prior: dict[str, int]
) -> Iterator[str]:
    """Yield a line for each part that says how it changed."""
    for number, (name, amount) in enumerate(parts, 1):
        told = {"name": name, "amount": pen.money(amount)}
        line = pen.compared("revenue", "line", amount, prior.get(name, 0), **told)
        yield marks.listed(number) + line


# --- charts -----------------------------------------------------------------------------


def _bars(pen: Pen, slot: str, names: tuple[str, ...], now: int, last: int) -> Iterator[Part]:
    """Yield a chart of two years where the unit draws charts."""
    if not draws(pen):
        return
    years = ((pen.unit.year - 1, last), (pen.unit.year, now))
    if len(names) == 1:
        categories = tuple(f"{year}年" for year, _ in years)
        series = ((names[0], categories, tuple(plain(pen, fen) for _, fen in years)),)
        yield Chart(_caption(pen, slot), "bar", series)
        return
    several = tuple((f"{year}年", names, (plain(pen, fen),) * len(names)) for year, fen in years)
    yield Chart(_caption(pen, slot), "bar", several)


def _pie(pen: Pen, slot: str, parts: list[tuple[str, int]], whole: int) -> Iterator[Part]:
    if not draws(pen):
        return
    shown = [(name, amount) for name, amount in parts if amount]
    labels = tuple(f"{plain(pen, fen)}, {pen.percent(fen, whole)}" for _, fen in shown)
    series = ("", tuple(name for name, _ in shown), tuple(plain(pen, fen) for _, fen in shown))
    yield Chart(_caption(pen, slot), "pie", (series,), labels if len(shown) > 1 else ())


def draws(pen: Pen) -> bool:
    """Return whether the unit puts charts beside its prose."""
    return pen.unit.edition == "sichuan-2023"


def plain(pen: Pen, fen: int) -> str:
    """Return an amount as a chart's cache holds it: no commas."""
    return pen.money(fen).replace(",", "")


def _caption(pen: Pen, slot: str) -> str:
    return pen.say("titles", slot).removesuffix("情况说明") + "图"
