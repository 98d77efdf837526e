"""Plant defects one by one and count which are found: `make mutation`.

    python benchmarks/mutation.py [--synthetic N] [--honest N] [--write FILE] [--list FILE]
    python benchmarks/mutation.py --floors    renews what tests/test_mutation.py holds

Fixed seeds: the same defects each time. A defect must be found where a relation that
the unchanged document passed no longer holds (`mutation_judge`). Exit code 0 when every
target is met, 1 otherwise.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutation_judge import GRAVE, Study, study
from mutation_report import Honesty, floors_of, floors_text, written
from mutation_speed import speeds

import audit
from audit import sample
from audit.model import Document
from audit.reading.text import read_text

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "benchmarks" / "mutation_floors.toml"
PROVINCES = ("chongqing", "jiangsu")
WORKERS = 2
YEAR = 2024
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Subject:
    """One document to plant defects in: a file, or a seed and an edition of `audit.sample`."""

    group: str
    path: str = ""
    seed: int = 0
    edition: str = ""
    per_kind: int = 1
    cells: int = 1  # times as many defects in cells, of which there are many

    @property
    def name(self) -> str:
        """Return how the document is called."""
        return Path(self.path).name if self.path else f"{self.edition}-{self.seed}"


def real_documents() -> Iterator[Subject]:
    """Yield the real disclosures that lie beside the project, the sample and the provinces."""
    for file in sorted((SHARED / "seeds").glob("*.txt")):
        yield Subject("real", str(file), per_kind=40, cells=3)
    for file in sorted((SHARED / "corpus" / "full").glob("*.pdf")):
        yield Subject("real", str(file), per_kind=40, cells=3)
    yield Subject("sample", str(ROOT / "data" / "sample_nine.docx"), per_kind=40, cells=3)
    for file in sorted((ROOT / "tests" / "provinces").glob("*.txt")):
        yield Subject("provinces", str(file), per_kind=10)


def synthetic_documents(many: int, per_kind: int = 1) -> Iterator[Subject]:
    """Yield synthetic disclosures, the editions by turns."""
    for seed in range(many):
        edition = sample.EDITIONS[seed % len(sample.EDITIONS)]
        yield Subject("synthetic", seed=seed + 1, edition=edition, per_kind=per_kind)


def document_of(subject: Subject) -> Document:
    """Return the document of a subject; raises what reading raises."""
    if subject.path:
        return audit.read(subject.path)
    return read_text(rendered(subject.seed, subject.edition).encode(), subject.name)


def rendered(seed: int, edition: str, size: int = 1) -> str:
    """Return the text of a synthetic disclosure."""
    return sample.render_text(sample.unit(seed, edition=edition, year=YEAR, size=size))


def measured(subject: Subject) -> Study:
    """Return the study of one document."""
    return study(document_of(subject), subject.group, subject.per_kind, subject.cells)


def honest(subject: Subject) -> Honesty:
    """Return the errors and warnings that an honest synthetic disclosure gets."""
    leads = audit.check(document_of(subject)).leads
    told = [f"{lead.severity} {lead.check} {lead.message.zh}" for lead in leads]
    return Honesty(
        subject.name, subject.edition, tuple(line for line in told if line.startswith(GRAVE))
    )


def over(work: Callable[[T], R], items: Sequence[T], told: str) -> list[R]:
    """Return the work over all items, by two processes, in the order of the items."""
    done: list[R] = []
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        for number, found in enumerate(pool.imap(work, items, chunksize=1), 1):
            done.append(found)
            if number % 10 == 0 or number == len(items):
                print(f"\r{told}: {number} of {len(items)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return done


def small_floors() -> dict[str, dict[str, int]]:
    """Return what is measured on few documents: the sample, two provinces, four invented ones."""
    provinces = ROOT / "tests" / "provinces"
    subjects = [
        Subject("sample", str(ROOT / "data" / "sample_nine.docx"), per_kind=6),
        *(Subject("provinces", str(provinces / f"{n}.txt"), per_kind=6) for n in PROVINCES),
        *synthetic_documents(len(sample.EDITIONS), per_kind=3),
    ]
    return floors_of([measured(subject) for subject in subjects])


def main(words: Sequence[str]) -> int:
    """Measure, print and write; return the exit code."""
    options = _options(words)
    if options.floors:
        FLOORS.write_text(floors_text(small_floors()), "utf-8")
        return 0
    subjects = [] if options.only_synthetic else list(real_documents())
    subjects += synthetic_documents(options.synthetic)
    studies = over(measured, subjects, "documents")
    told = over(honest, list(synthetic_documents(options.honest)), "honest documents")
    ratios = speeds(rendered) if options.speed else []
    page, met = written(studies, told, ratios)
    if options.list:
        _list(studies, told, Path(options.list))
    if options.write:
        Path(options.write).write_text(page, "utf-8")
    print(page)
    return 0 if met else 1


def _list(studies: Sequence[Study], told: Sequence[Honesty], path: Path) -> None:
    """Write what was missed, and what was said besides, one a line, to look into."""
    lines = [f"ALARM\t{one.document}\t{alarm}" for one in told for alarm in one.alarms]
    for verdict in (v for one in studies for v in one.verdicts):
        head = f"{verdict.document}\t{verdict.kind}\t{verdict.variant}\t{verdict.section}"
        if verdict.expected == "fails" and verdict.found != "lead":
            broken = "; ".join(verdict.broken)
            lines.append(f"MISSED {verdict.found or '-'}\t{head}\t{verdict.note}\t⇒ {broken}")
        lines += [f"FALSE\t{head}\t{verdict.note}\t⇒ {other}" for other in verdict.false]
    path.write_text("".join(f"{line}\n" for line in sorted(map(_flat, lines))), "utf-8")


def _flat(line: str) -> str:
    return " ".join(line.replace("\t", " | ").split())


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--synthetic", type=int, default=200, help="synthetic disclosures")
    parser.add_argument("--honest", type=int, default=1000, help="unchanged ones that are read")
    parser.add_argument("--only-synthetic", action="store_true", help="leave the files out")
    parser.add_argument("--no-speed", dest="speed", action="store_false", help="measure no time")
    parser.add_argument("--floors", action="store_true", help="renew the floors of the test")
    parser.add_argument("--write", metavar="FILE", help="write the tables as Markdown")
    parser.add_argument("--list", metavar="FILE", help="write what was missed, one a line")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
