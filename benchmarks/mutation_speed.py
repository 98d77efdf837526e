"""What one disclosure costs, told in ratios that hold on any machine."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import audit
from audit import compare
from audit.reading.text import read_text
from audit.registry import catalogue

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9
SIZES = (1, 10, 100)
EDITION = "sichuan-2023"
CATALOGUE_TARGET = 0.060  # seconds for every check over the first real disclosure


@dataclass(frozen=True)
class Speed:
    """A ratio with what it compares; `target` is the most it may be, None where none is set."""

    label: str
    ratio: float
    target: float | None = None


def speeds(rendered: Callable[[int, str, int], str]) -> list[Speed]:
    """Return the ratios; clock times are printed only."""
    catalogue()  # importing the checks belongs to the start of a process
    return [*_of_the_seed(), *_by_size(rendered)]


def _of_the_seed() -> Iterator[Speed]:
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    document = seeds[0] if seeds else ROOT / "data" / "sample.txt"
    facts = audit.read_facts(str(document))
    start = _median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    whole = _median(lambda: audit.check(str(document)))
    checks = _median(lambda: audit.examine(facts))
    print(f"{document.name}: whole {whole * 1e3:.0f} ms, checks {checks * 1e3:.0f} ms")
    yield Speed("read, extract, check and diagnose ÷ `python -c pass`", whole / start)
    yield Speed("checks and diagnosis ÷ all of it", checks / whole)
    yield Speed("checks and diagnosis ÷ 60 ms", checks / CATALOGUE_TARGET, 1.0)


def _by_size(rendered: Callable[[int, str, int], str]) -> Iterator[Speed]:
    """Yield what a figure costs in documents ten and a hundred times as long."""
    base: dict[str, float] = {}
    for size in SIZES:
        data = rendered(1, EDITION, size).encode()
        read = read_text(data, "made.txt")
        facts = audit.extract(read)
        rounds = ROUNDS if size < SIZES[-1] else 3
        stages = {
            "read": _best(lambda data=data: read_text(data, "made.txt"), rounds),  # type: ignore[misc]
            "extract": _best(lambda read=read: audit.extract(read), rounds),  # type: ignore[misc]
            "check": _best(lambda facts=facts: audit.examine(facts), rounds),  # type: ignore[misc]
        }
        print(f"size {size}: {len(facts)} figures, {stages}")
        for name, seconds in stages.items():
            each = seconds / len(facts)
            base.setdefault(name, each)
            if size > 1:
                yield Speed(f"{name}, a figure: size {size} ÷ size 1", each / base[name], 3.0)


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return statistics.median(_seconds(work) for _ in range(rounds))


def _best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest time: what else the machine does makes single rounds longer."""
    return min(_seconds(work) for _ in range(rounds))


def _seconds(work: Callable[[], object]) -> float:
    compare.of.cache_clear()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
