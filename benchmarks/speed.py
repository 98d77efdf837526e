"""How long one disclosure takes: in process by stage, as a whole process, and its memory.

    python benchmarks/speed.py [DOCUMENT]

Without a document: the first real disclosure where it lies beside the repository, else
the bundled sample. A process is measured against `python -c pass` in the same run, by
turns, so that a busy machine slows both alike; it runs as a user's does, with the byte
code of the modules kept from the run before.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import audit
from audit import compare
from audit.registry import catalogue

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
ONE_MEGABYTE = 1024 * 1024
PEAK = "import sys, resource; from audit.cli import main; main(sys.argv[1:]); \
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"


def main(words: Sequence[str]) -> None:
    """Measure and print."""
    document = Path(words[0]) if words else default_document()
    size = document.stat().st_size // 1024
    print(f"{document.name}, {size} KB; {platform.python_version()}, {platform.machine()}")
    print_stages(document)
    print_memory(document)
    print_processes(document)


def default_document() -> Path:
    """Return the seed, or the sample where the seed is absent."""
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    return seeds[0] if seeds else ROOT / "data" / "sample.txt"


def print_stages(document: Path) -> None:
    """Print the median time of reading, extracting and checking."""
    catalogue()  # importing the checks belongs to the start of a process
    read = audit.read(document)
    facts = audit.extract(read)
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: audit.read(document),
        "extract": lambda: audit.extract(read),
        "check": lambda: forgetful(lambda: audit.examine(facts)),
        "all three": lambda: forgetful(lambda: audit.check(document)),
    }
    result = audit.check(document)
    print(f"{len(facts)} figures, {len(result.outcomes)} outcomes, {len(result.leads)} leads")
    print(f"\nin process, median of {ROUNDS} (best)")
    for name, stage in stages.items():
        times = [seconds(stage) for _ in range(ROUNDS)]
        print(f"  {name:<10} {statistics.median(times) * 1e3:8.1f} ms ({min(times) * 1e3:.1f})")


def print_memory(document: Path) -> None:
    """Print the peak of what Python allocates for one document."""
    tracemalloc.start()
    audit.check(document)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"  peak memory {peak / ONE_MEGABYTE:7.1f} MB allocated on top of the program")


def print_processes(document: Path) -> None:
    """Print the median time of whole processes, by turns, and their ratio."""
    programs = {
        "python -c pass": ["-c", "pass"],
        "audit --version": ["-m", "audit", "--version"],
        "audit check": ["-m", "audit", "check", str(document)],
        "audit check, JSON": ["-m", "audit", "check", str(document), "--format", "json"],
    }
    run(programs["audit check"])  # leaves the byte code
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, words in programs.items():
            times[name].append(seconds(partial(run, words)))
    base = statistics.median(times["python -c pass"])
    print(f"\nas a process, median of {ROUNDS} (best), against python -c pass")
    for name, found in times.items():
        median = statistics.median(found)
        print(
            f"  {name:<18} {median * 1e3:7.0f} ms ({min(found) * 1e3:.0f})  {median / base:5.1f} x"
        )
    print(f"  peak memory {peak_memory(document):.0f} MB, whole process of audit check")


def forgetful(work: Callable[[], object]) -> object:
    """Do the work without the figures remembered from the last time: a new document has others."""
    compare.of.cache_clear()
    return work()


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(words: Sequence[str]) -> None:
    """Start this interpreter and wait; a lead's exit code is no fault."""
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *words]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=ROOT, env=surroundings)


def peak_memory(document: Path) -> float:
    """Return the resident memory that `audit check` needs at most, in MB."""
    words = [sys.executable, "-c", PEAK, "check", str(document)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stderr.split()[-1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
