"""How fast the workbench answers: widgets, and Run All beside a kernel that does nothing.

    python benchmarks/workbench.py [DOCUMENT]

Without a document: the bundled sample. Widgets are changed as a person changes them, every
cell of the overview following; the times are those until all of them show the new state, in
a kernel that is already at work. A kernel that starts and stops without a cell is measured
in the same run, by turns, so that a busy machine slows all alike.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from audit.batch.kernels import own_sockets
from audit.batch.notebooks import notebooks
from audit.views.live.view import LiveView, open_live
from audit.views.parameters import check_parameters

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, RUNS = 7, 3
MOST_ANSWER, MOST_RUN = 300, 5.0  # milliseconds, seconds
CELLS = (
    "head controls lead_list outcome_chart residual_chart leads decision_list fact_counts"
    " coverage unchecked summary"
)


def main(words: Sequence[str]) -> int:
    """Measure and print; return 1 where an answer or a run takes longer than it may."""
    document = Path(words[0]) if words else ROOT / "data" / "sample.docx"
    print(f"{document.name}, {document.stat().st_size // 1024} KB")
    slowest = print_answers(document)
    longest = print_runs(document)
    missed = slowest > MOST_ANSWER or longest > MOST_RUN
    print(
        f"\nanswers at most {MOST_ANSWER} ms, Run All at most {MOST_RUN} s after the start:",
        end=" ",
    )
    print("missed" if missed else "met")
    return int(missed)


def print_answers(document: Path) -> float:
    """Print what each change of a widget takes, in ms; return the slowest median."""
    print(f"\nwidgets, median of {ROUNDS} (worst)")
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(io.StringIO()):  # without JupyterLab a progress bar is words
            desk = opened(document, Path(folder))._desk  # noqa: SLF001 - what its widgets call
        lead = desk.view.result.leads[0]
        changes: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
            "severity": (lambda: desk.choose(severity="error"), lambda: desk.choose(severity="")),
            "check": (lambda: desk.choose(check="EXP-08"), lambda: desk.choose(check="")),
            "only undecided": (
                lambda: desk.choose(undecided=True),
                lambda: desk.choose(undecided=False),
            ),
            "rounding": (
                lambda: desk.reckon(rounding="truncated"),
                lambda: desk.reckon(rounding="rounded"),
            ),
            "language": (lambda: desk.speak("en"), lambda: desk.speak("zh")),
            "decision": (
                lambda: desk.decide(lead, "confirm", name="A"),
                lambda: desk.decide(lead, "reopen", name="A"),
            ),
        }
        for name, both in changes.items():
            times = [milliseconds(change) for _ in range(ROUNDS) for change in both]
            slowest = max(slowest, statistics.median(times))
            print(f"  {name:<15} {statistics.median(times):7.1f} ms ({max(times):.1f})")
    return slowest


def opened(document: Path, folder: Path) -> LiveView:
    """Return the workbench on a document with every cell of the overview shown."""
    given = check_parameters(str(document), "", None, "auto", "zh")
    view = open_live(given, None, folder / "decisions.jsonl")
    for name in CELLS.split():
        getattr(view, name)()
    return view


def print_runs(document: Path) -> float:
    """Print what Run All takes beyond the start of a kernel; return the longest, in s."""
    print(f"\nnotebooks, median of {RUNS}")
    longest = 0.0
    for path in notebooks():
        bare, whole = [], []
        for _ in range(RUNS):
            empty: Any = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
            bare.append(seconds(partial(run, empty, path.parent)))
            whole.append(seconds(partial(run, prepared(path, document), path.parent)))
        start, all_ = statistics.median(bare), statistics.median(whole)
        longest = max(longest, all_ - start)
        print(
            f"  {path.stem:<15} start {start:.2f} s, all {all_:.2f} s, "
            f"cells {all_ - start:.2f} s = {all_ / start:.1f} × a bare kernel"
        )
    return longest


def prepared(path: Path, document: Path) -> Any:
    """Return a notebook that reads the document."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    first = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    first.source += f"\nsource = {str(document.resolve())!r}"
    return notebook


def run(notebook: Any, folder: Path) -> None:
    """Start a kernel, run every cell and end it at once."""
    with own_sockets() as sockets:
        NotebookClient(
            notebook,
            timeout=300,
            resources={"metadata": {"path": str(folder)}},
            shutdown_kernel="immediate",
            **sockets,
        ).execute()


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def milliseconds(work: Callable[[], object]) -> float:
    """Return the same in milliseconds."""
    return seconds(work) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
