"""Draw what of an invented unit stays the same: its name, its work, its size, its items."""

from __future__ import annotations

from collections.abc import Iterator

from audit.classification import functional
from audit.sample.blocks import numeral
from audit.sample.catalogue import Sector, sector, sectors, shared
from audit.sample.chance import between, drawing, happens, log_normal, one_of
from audit.sample.figures import Base, Kind, Outline, Source
from audit.terms import FUNCTIONAL_CLASSES

_FIRST, _SECOND = "岚澄霁皓晴禾榆槐棠芦荻", "栖屿湄汀坞畈渚墟埠澜漪"
_PLACES = ("县", "县", "区", "市")
_KINDS: tuple[Kind, ...] = ("a", "a", "a", "c", "i", "i")
_FUNDS = ("2120804", "2120899", "2296002", "2296003")
_ADDED = "专项业务"
_OFFICES = ("办公室", "综合股", "法规股", "规划财务股", "业务一股", "业务二股", "信息股", "督查股")
_ITEMS = 12  # functional items of a unit of ordinary size
_SPREAD_OF_HEADS, _MEDIAN_HEADS = "0.95", 48
_SPREAD_OF_PROJECTS, _MEDIAN_PROJECT = "1.35", 38_000_000  # fen


def outline(seed: int, size: int) -> Outline:
    """Return what does not change; `size` multiplies the number of items."""
    kind = one_of(_KINDS, seed, "kind")
    keys = [one.key for one in sectors()]
    works = tuple(drawing(seed, "sectors").sample(keys, min(size, len(keys))))
    first = sector(works[0])
    county = "".join(one_of(part, seed, "county", n) for n, part in enumerate((_FIRST, _SECOND)))
    county += one_of(_PLACES, seed, "county", "kind")
    heads = min(max(log_normal(_MEDIAN_HEADS, _SPREAD_OF_HEADS, seed, "heads"), 6), 2500)
    bases = tuple(_bases(seed, kind, heads, works, size))
    return Outline(
        name=county + (first.institution if kind == "i" else first.bureau),
        county=county,
        kind=kind,
        heads=heads * min(size, 20),
        sectors=works,
        bases=bases,
        names=_names(works, bases),
        own=_own(seed, kind),
        vehicles=0 if happens(30, seed, "cars") else between(1, 2 + heads // 25, seed, "held"),
        travels=happens(8, seed, "travels"),
        duties=tuple(_duties(seed, works)),
        offices=tuple(drawing(seed, "offices").sample(_OFFICES, between(3, 6, seed, "offices"))),
    )


def _duties(seed: int, works: tuple[str, ...]) -> Iterator[str]:
    """Yield three duties of the unit's own line of work, and one of each that it took over."""
    for number, key in enumerate(works):
        yield from drawing(seed, "duties", number).sample(sector(key).duty, 1 if number else 3)


def _own(seed: int, kind: Kind) -> tuple[str, ...]:
    """Return the kinds of revenue besides appropriations."""
    if kind != "i":
        return ("other",) if happens(50, seed, "own") else ()
    chances = {"superior": 25, "service": 60, "business": 20, "affiliate": 8, "other": 55}
    return tuple(name for name, percent in chances.items() if happens(percent, seed, "own", name))


def _bases(seed: int, kind: Kind, heads: int, works: tuple[str, ...], size: int) -> Iterator[Base]:
    for number, key in enumerate(works):
        work = sector(key)
        yield from _running(work, kind, first=not number)
        wanted = between(2, len(work.items), seed, "projects", key)
        if size > 1:
            wanted = max(wanted, _ITEMS * size // len(works))
        yield from _projects(seed, work, heads, wanted)
    extras: list[tuple[str, Source]] = []
    if happens(30, seed, "village"):
        extras.append(("2130599", "general"))
    if happens(33, seed, "funds"):
        count = between(1, 2, seed, "funds", "count")
        extras += [(code, "funds") for code in sorted(drawing(seed, "fund").sample(_FUNDS, count))]
    if happens(5, seed, "capital"):
        extras.append(("2230105", "capital"))
    for code, source in extras:
        name, purpose = shared("names")[code], shared("purposes")[code]
        yield Base(code, name, source, purpose, _project(seed, heads, code))


def _running(work: Sector, kind: Kind, *, first: bool) -> Iterator[Base]:
    if not first:
        return
    code = work.institutional if kind == "i" else work.admin
    name = work.names.get(code, "事业运行" if kind == "i" else "行政运行")
    purpose = shared("purposes")["institutional" if kind == "i" else "admin"]
    yield Base(code, name, "general", purpose, runs=True)


def _projects(seed: int, work: Sector, heads: int, wanted: int) -> Iterator[Base]:
    """Yield the items that projects are paid under: usual ones, then as many more as wanted."""
    usual = drawing(seed, "items", work.key).sample(work.items, min(wanted, len(work.items)))
    for code, name, purpose in sorted(usual):
        yield Base(code, name, "general", purpose, _project(seed, heads, code))
    taken = {code for code, *_ in work.items} | {work.admin, work.institutional}
    taken = taken | functional().keys()  # the name of a listed code is not ours to invent
    free = (c for n in range(3, 99) if (c := f"{work.sub[0]}{n:02}") not in taken)
    for number, code in zip(range(wanted - len(usual)), free, strict=False):
        name = f"{work.sub[1]}{_ADDED}{numeral(number + 1)}"
        yield Base(code, name, "general", f"{name}的开支", _project(seed, heads, code))


def _project(seed: int, heads: int, code: str) -> int:
    """Return what a project of a unit of this size usually costs, in fen."""
    spent = log_normal(_MEDIAN_PROJECT, _SPREAD_OF_PROJECTS, seed, "project", code)
    return spent * (heads + _MEDIAN_HEADS) // (2 * _MEDIAN_HEADS)


def _names(works: tuple[str, ...], bases: tuple[Base, ...]) -> dict[str, str]:
    """Return the names of classes, subclasses and items by code."""
    found = {code: name for code, name in FUNCTIONAL_CLASSES.items() if len(code) == 3}
    found |= shared("names")
    for key in works:
        work = sector(key)
        found |= {work.sub[0]: work.sub[1], **work.names}
    return found | {base.code: base.name for base in bases}
