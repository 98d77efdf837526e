"""What reading a PDF costs, against the bare text extraction of the same file.

    python benchmarks/pdf.py [PDF …]

Without files: the published PDFs where they lie beside the repository, and PDFs made here.
Each file is measured in a process of its own, the three tasks by turns; seconds are of the
processor. Peak memory is that of a process that does the one task once.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pypdfium2 as pdfium

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
TASKS = ("bare", "read", "check")
SENTENCE = "基本支出中人员进出及退休变化，以及项目支出中合同支付进度条款等原因减"
HEAD = (
    f"{'file':38} {'pages':>5}  {'bare s':>7} {'read s':>7} {'check s':>7}  "
    f"{'× bare':>12}  {'ms/page':>13}  peak MB"
)


def main(words: Sequence[str]) -> None:
    """Measure and print; `--one TASK FILE` is what the processes of the measurement run."""
    if words[:1] == ["--one"]:
        print(json.dumps(measured(words[1], Path(words[2]))))
        return
    print(HEAD)
    if words:
        for word in words:
            print_line(Path(word))
        return
    for found in sorted((ROOT.parent / "shared" / "corpus" / "full").glob("*.pdf")):
        print_line(found)
    with tempfile.TemporaryDirectory() as folder:
        for made in make(Path(folder)):
            print_line(made)


def bare(path: Path) -> None:
    """Take the text of every page, and nothing else."""
    document = pdfium.PdfDocument(path)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def read(path: Path) -> None:
    """Read the document: text, tables, places."""
    import audit

    audit.read(path)


def check(path: Path) -> None:
    """Read, extract, run every check; a document without figures stops after extraction."""
    import audit

    with suppress(audit.UnreadableDocument):
        audit.check(path)


WORK: dict[str, Callable[[Path], None]] = {"bare": bare, "read": read, "check": check}


def measured(task: str, path: Path) -> dict[str, float]:
    """Return processor seconds of each task, or the peak memory of one in megabytes."""
    if task != "all":
        WORK[task](path)
        return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    times: dict[str, list[float]] = {name: [] for name in TASKS}
    for _ in range(ROUNDS):
        for name in TASKS:
            begun = time.process_time()
            WORK[name](path)
            times[name].append(time.process_time() - begun)
    return {name: statistics.median(found) for name, found in times.items()}


def one(task: str, path: Path) -> dict[str, float]:
    """Return what a process of its own measures."""
    words = [sys.executable, __file__, "--one", task, str(path)]
    done = subprocess.run(words, capture_output=True, check=True, text=True, cwd=ROOT)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def print_line(path: Path) -> None:
    """Print what one file costs."""
    document = pdfium.PdfDocument(path)
    pages = len(document)
    document.close()
    took = one("all", path)
    peaks = [one(task, path)["peak"] for task in TASKS]
    ratios = f"{took['read'] / took['bare']:5.1f} {took['check'] / took['bare']:6.1f}"
    each = f"{took['read'] / pages * 1000:6.2f} {took['check'] / pages * 1000:6.2f}"
    seconds = " ".join(f"{took[task]:7.3f}" for task in TASKS)
    megabytes = " ".join(f"{peak:.0f}" for peak in peaks)
    print(f"{path.stem[:34]:38} {pages:5}  {seconds}  {ratios}  {each}  {megabytes}")


def make(folder: Path) -> list[Path]:
    """Return PDFs of prose, of tables, and of both in two lengths."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pdf_pages import pdf

    plans = {
        "25 pages of prose": [prose] * 25,
        "25 pages of tables": [table] * 25,
        "30 pages of both": [prose, table, table] * 10,
        "300 pages of both": [prose, table, table] * 100,
    }
    made = []
    for name, pages in plans.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(pdf(*[draw(number) for number, draw in enumerate(pages)]))
        made.append(path)
    return made


def prose(number: int) -> list[Callable[..., None]]:
    """Return the drawings of a page of prose."""
    from pdf_pages import lines

    drawn: list[Callable[..., None]] = lines(80, *[f"{number}.{at}{SENTENCE}" for at in range(38)])
    return drawn


def table(number: int) -> list[Callable[..., None]]:
    """Return the drawings of a page with a ruled table of 30 rows and 8 columns."""
    from pdf_pages import cells, rules, steps, words

    xs, ys = steps(60, 110, *[50] * 7), steps(90, *[22] * 30)
    rows = [
        [f"科目{row}", *(f"{row * at},{number:03}.50" for at in range(1, 8))] for row in range(30)
    ]
    return [words(240, 70, f"第{number}表"), *rules(xs, ys), *cells(xs, ys, rows)]


if __name__ == "__main__":
    main(sys.argv[1:])
