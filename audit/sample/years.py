"""Draw one year of an invented unit in exact fen; two neighbouring years join up.

What is carried over into a year depends on the seed and that year alone, so that the closing
of a year is the opening of the next. Revenue follows from it and from what was spent.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.sample.catalogue import EconomicRow, economic_rows, shared
from audit.sample.chance import between, happens, one_of, varied
from audit.sample.figures import (
    OPERATION,
    PUBLIC,
    PURCHASE,
    RECEPTIONS,
    THREE_PUBLIC,
    TRIPS,
    Accounts,
    Base,
    Item,
    Outline,
    Procurement,
    Source,
    ThreePublic,
)

_YUAN = 100  # fen
_LEAST = 20_000  # fen: what still prints as an amount
_TEN_THOUSAND = 1_000_000  # fen
_A_HEAD = 15_000_000  # fen a year, all in all
_PAID = ("30101", "30102", "30103", "30107")  # what contributions are reckoned from
_STEADY, _LOOSE = (930, 1090), (700, 1350)  # per thousand, from one year to another
_CARS = (
    "副部（省）级及以上领导用车", "主要负责人用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部服务用车", "其他用车",
)  # fmt: skip
_USED = (2, 3, 4, 5, 7)  # of the classes above, those that a bureau has


def accounts(seed: int, of: Outline, year: int) -> Accounts:
    """Return a year of the unit."""
    economic = _economic(seed, of, year)
    items = [*_basic_items(of, economic), *_project_items(seed, of, year), *_own(seed, of, year)]
    planned = tuple(_planned(seed, year, item) for item in items)
    opening, closing = _carried(seed, of, year), _carried(seed, of, year + 1)
    used, distributed = (_surplus(seed, of, year, name) for name in ("used", "distributed"))
    spent = sum(item.total for item in items if item.source == "own")
    own = spent + distributed + closing["own"] - used - opening["own"]
    three = _three_public(seed, of, year, economic)
    return Accounts(
        year=year,
        items=planned,
        names=of.names,
        opening=opening,
        closing=closing,
        own=_split(seed, of, own),
        surplus_used=used,
        distributed=distributed,
        economic=economic,
        three=three,
        procurement=_procurement(seed, year, economic, planned),
        vehicles=_vehicles(seed, three.held),
        equipment=between(0, 3, seed, "equipment"),
    )


# --- economic classification ----------------------------------------------------------


def _economic(seed: int, of: Outline, year: int) -> tuple[tuple[str, str, int], ...]:
    found: dict[str, int] = {}
    for row in economic_rows():
        paid = sum(found.get(code, 0) for code in _PAID)
        found[row.code] = _amount(seed, of, year, row, paid) if _has(seed, of, row) else 0
    return tuple((row.code, row.name, found[row.code]) for row in economic_rows())


def _has(seed: int, of: Outline, row: EconomicRow) -> bool:
    if row.three == "operation" and not of.vehicles:
        return False
    return len(row.code) > 3 and of.kind in row.of and happens(row.percent, seed, row.code)


def _amount(seed: int, of: Outline, year: int, row: EconomicRow, paid: int) -> int:
    if row.three == "operation":
        each = between(8_000, 30_000, seed, row.code) * _YUAN
        return varied(each * of.vehicles, *_LOOSE, seed, row.code, year)
    if row.three == "hospitality" and happens(25, seed, "no receptions"):
        return 0
    if row.permille:
        return varied(paid * row.permille // 1000, 985, 1015, seed, row.code, year)
    low, high = row.yuan or (0, 0)
    each = between(low, high, seed, row.code) * _YUAN
    span = _STEADY if row.code.startswith("301") else _LOOSE
    return max(varied(each * of.heads, *span, seed, row.code, year), _LEAST)


# --- functional items -----------------------------------------------------------------


def _basic_items(of: Outline, economic: tuple[tuple[str, str, int], ...]) -> Iterator[Item]:
    """Yield the items that pay for people and office; the unit's running takes the rest."""
    special = {
        "medical": "2101102" if of.kind == "i" else "2101101",
        "retired": "2080502" if of.kind == "i" else "2080501",
    }
    spent = {code: amount for code, _, amount in economic}
    rest = sum(spent.values())
    for row in economic_rows():
        amount = spent[row.code]
        if row.item and amount:
            code = special.get(row.item, row.item)
            rest -= amount
            name, purpose = shared("names")[code], shared("purposes")[code]
            yield Item(code, name, "general", amount, 0, 0, purpose)
    run = _running(of)
    yield Item(run.code, run.name, "general", rest, 0, 0, run.purpose)


def _running(of: Outline) -> Base:
    return next(base for base in of.bases if base.runs)


def _project_items(seed: int, of: Outline, year: int) -> Iterator[Item]:
    for base in of.bases:
        if base.runs or (base.source == "general" and happens(7, seed, base.code, year, "none")):
            continue
        spent = varied(base.project, *_LOOSE, seed, base.code, year)
        spent += 0 if spent % _YUAN else between(1, 99, seed, base.code, year, "fen")
        yield Item(base.code, base.name, base.source, 0, spent, 0, base.purpose)


def _own(seed: int, of: Outline, year: int) -> Iterator[Item]:
    """Yield what the unit's own revenue pays for."""
    if not of.own:
        return
    run, whole = _running(of), of.heads * _A_HEAD
    basic = varied(whole * between(2, 20, seed, "own share") // 100, *_LOOSE, seed, "own", year)
    project = varied(whole * between(1, 8, seed, "own work") // 100, *_LOOSE, seed, "work", year)
    business = varied(whole // 30, *_LOOSE, seed, "trade", year) if "business" in of.own else 0
    basic = basic if of.kind == "i" else 0
    yield Item(run.code, run.name, "own", basic, project, 0, run.purpose, business)


def _planned(seed: int, year: int, item: Item) -> Item:
    """Return the item with its initial budget; only the general budget's is told."""
    if item.source != "general":
        return item
    key = (seed, "planned", item.code, year)
    if item.project and happens(7, *key, "none"):
        return item
    if happens(12, *key, "all"):
        budget = item.total
    else:
        step = _TEN_THOUSAND if item.total > 100 * _TEN_THOUSAND else 100 * _YUAN
        low, high = (760, 1320) if item.project else (930, 1080)
        budget = varied(item.total, low, high, *key) // step * step + step
    return Item(item.code, item.name, item.source, item.basic, item.project, budget, item.purpose)


# --- revenue and carry-over -----------------------------------------------------------


def _carried(seed: int, of: Outline, year: int) -> dict[Source, int]:
    """Return what is carried over into a year, by source."""
    whole = of.heads * _A_HEAD
    funds = sum(base.project for base in of.bases if base.source == "funds")
    most: dict[Source, int] = {
        "general": 0 if happens(35, seed, "no rest", year) else whole * 3 // 100,
        "funds": funds * 4 // 10,
        "capital": 0,
        "own": whole * between(1, 8, seed, "own work") * 4 // 1000 if of.own else 0,
    }
    return {
        source: between(0, amount, seed, "carried", source, year) for source, amount in most.items()
    }


def _surplus(seed: int, of: Outline, year: int, name: str) -> int:
    """Return the non-fiscal surplus used, or distributed: only institutions have any."""
    if of.kind != "i" or not of.own or not happens(30, seed, name):
        return 0
    return between(1, of.heads * _A_HEAD // 200, seed, name, year)


def _split(seed: int, of: Outline, whole: int) -> dict[str, int]:
    """Return other revenue by kind, by weights that stay the same; the last takes the rest."""
    found: dict[str, int] = {}
    weights = [between(1, 9, seed, "weight", kind) for kind in of.own]
    for kind, weight in zip(of.own, weights, strict=True):
        found[kind] = whole * weight // sum(weights)
    if of.own:
        found[of.own[-1]] += whole - sum(found.values())
    return found


# --- three public expenses, procurement, assets ---------------------------------------


def _three_public(
    seed: int, of: Outline, year: int, economic: tuple[tuple[str, str, int], ...]
) -> ThreePublic:
    basic = {code: amount for code, _, amount in economic}
    trip = of.travels and happens(70, seed, "trip", year)
    bought = int(of.vehicles > 0 and happens(7, seed, "bought", year))
    spent = {
        TRIPS: between(20_000, 180_000, seed, "trip", year) * _YUAN if trip else 0,
        PURCHASE: bought * between(11_000_000, 17_980_000, seed, "car", year),
        OPERATION: basic["30231"],
        RECEPTIONS: basic["30217"],
    }
    planned = {kind: _allowed(seed, year, kind, spent[kind]) for kind in THREE_PUBLIC}
    groups = between(1, 2, seed, "groups", year) if trip else 0
    guests = batches = 0
    if spent[RECEPTIONS]:
        guests = max(1, spent[RECEPTIONS] // between(6_500, 13_000, seed, "a guest", year))
        batches = max(1, guests // between(5, 11, seed, "a batch", year))
    return ThreePublic(
        planned,
        spent,
        groups,
        groups * between(1, 3, seed, "travellers", year),
        bought,
        of.vehicles,
        batches,
        guests,
    )


def _allowed(seed: int, year: int, kind: str, spent: int) -> int:
    """Return a round budget that was kept to."""
    step = 1_000 * _YUAN
    if not spent:
        unused = happens(15, seed, "unused", kind, year) and kind == RECEPTIONS
        return between(3, 40, seed, "unused", kind, year, "size") * step if unused else 0
    if happens(15, seed, "spent all", kind, year):
        return spent
    return (varied(spent, 1000, 1450, seed, "allowed", kind, year) // step + 1) * step


def _procurement(
    seed: int, year: int, economic: tuple[tuple[str, str, int], ...], items: tuple[Item, ...]
) -> Procurement:
    whole = sum(amount for code, _, amount in economic if code[:3] in PUBLIC)
    whole += sum(item.project for item in items)
    if happens(8, seed, "buys nothing", year):
        return Procurement(0, 0, 0, 0, 0)
    whole = whole * between(8, 45, seed, "bought share", year) // 100
    works = (
        whole * between(20, 60, seed, "works", year) // 100 if happens(30, seed, "builds") else 0
    )
    goods = (whole - works) * between(15, 85, seed, "goods", year) // 100
    total = goods + works + (whole - works - goods)
    small = (
        total
        if happens(35, seed, "all small", year)
        else varied(total, 420, 990, seed, "small", year)
    )
    micro = (
        small
        if happens(15, seed, "all micro", year)
        else varied(small, 100, 950, seed, "micro", year)
    )
    return Procurement(goods, works, whole - works - goods, small, micro)


def _vehicles(seed: int, held: int) -> tuple[tuple[str, int], ...]:
    """Return the vehicles by class: those that are paid for by the unit, and some others."""
    found = dict.fromkeys(_CARS, 0)
    more = between(0, 2, seed, "other cars") if held else 0
    for number in range(held + more):
        found[_CARS[one_of(_USED, seed, "class", number)]] += 1
    return tuple(found.items())
