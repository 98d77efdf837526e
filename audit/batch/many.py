"""Many units, one after another: a failure is recorded and the others go on."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from audit.batch.one import UnitRun, Which, work_unit
from audit.disclosures import Disclosure, find_disclosures
from audit.errors import AuditError, UnreadableDocument, fault_sentence
from audit.export.output import atomic
from audit.report import IndexRow, index_html
from audit.views.words import SEVERITY, Language


@dataclass(frozen=True, slots=True)
class Task:
    """One disclosure of a batch, with unit and year where a folder or a manifest names them."""

    path: Path
    unit: str | None = None
    year: int | None = None
    found: Disclosure | None = None

    @property
    def source(self) -> str | Disclosure:
        """Return what to read: the disclosure that a folder gave, else the path."""
        return self.found or str(self.path)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave no report, and the sentence that says why."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class BatchRun:
    """What a batch made: the index, the units that were done, the documents that failed."""

    index: Path
    units: tuple[UnitRun, ...]
    failures: tuple[Failure, ...]

    @property
    def code(self) -> int:
        """Return the exit code: 2 when something failed, 1 with contradictions, else 0."""
        if self.failures or any(unit.errors or unit.unread for unit in self.units):
            return 2
        return int(any(unit.worst == "error" for unit in self.units))


def run_batch(
    source: str | Path,
    *,
    out: str | Path = "reports",
    edition: str = "auto",
    language: Language = "zh",
    notebooks: Which = "all",
) -> BatchRun:
    """Audit every disclosure that `source` (folder, manifest or file) names, then the index.

    Raises UnreadableDocument when `source` holds no document at all; a single document that
    cannot be read is recorded in `failures`, and the others go on.
    """
    tasks = list(plan(Path(source)))
    if not tasks:
        raise UnreadableDocument(f"{source}：没有可读的文件；请核对路径。")
    units: list[UnitRun] = []
    failures: list[Failure] = []
    taken: set[Path] = set()
    for number, task in enumerate(tasks, 1):
        _say(f"[{number}/{len(tasks)}] {task.path.name}")
        try:
            units.append(
                work_unit(
                    task.source,
                    unit=task.unit,
                    year=task.year,
                    out=out,
                    edition=edition,
                    language=language,
                    which=notebooks,
                    say=_say,
                    taken=taken,
                )
            )
        except Exception as error:  # noqa: BLE001 - a fault in the program stops no other unit
            told = isinstance(error, AuditError | OSError)
            sentence = str(error) if told else fault_sentence(task.path, error)
            failures.append(Failure(task.path, sentence))
            _say(f"  {sentence}")
    index = _write_index(Path(out), units, failures, language)
    return BatchRun(index, tuple(units), tuple(failures))


def plan(source: Path) -> Iterator[Task]:
    """Yield the disclosures to audit; `DIR/<unit>/<year>/…` is one, with its unit and year.

    Raises UnreadableDocument for a source that does not exist or a manifest without the
    column `path`.
    """
    if source.suffix.lower() == ".csv" and source.is_file():
        yield from _manifest(source)
        return
    for found in find_disclosures(source):
        # what was read to tell the files apart is let go: a batch may hold thousands
        yield Task(found.path, found.unit, found.year, replace(found, document=None))


def _manifest(source: Path) -> Iterator[Task]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if "path" not in (rows.fieldnames or ()):
            raise UnreadableDocument(f"{source}：清单的首行须有 path 一列（另可有 unit、year）。")
        for row in rows:
            year = (row.get("year") or "").strip()
            path = source.parent / (row["path"] or "").strip()
            unit = (row.get("unit") or "").strip() or None
            yield Task(path, unit, int(year) if year.isdecimal() else None)


def _write_index(
    out: Path, units: list[UnitRun], failures: list[Failure], language: Language
) -> Path:
    rows = [_row(unit, out) for unit in units]
    rows += [_failed(failure) for failure in failures]
    out.mkdir(parents=True, exist_ok=True)
    with atomic(out / "index.html") as file:
        file.write(index_html(rows, language))
    return out / "index.html"


def _row(unit: UnitRun, out: Path) -> IndexRow:
    result = unit.result
    coverage = result.coverage
    known = coverage.used + coverage.read
    return IndexRow(
        file=_file(unit.source),
        unit=result.facts.unit or unit.source.stem,
        year=str(result.facts.year or ""),
        report=_link(unit.report, out),
        notebooks=tuple(
            (run.name, _link(run.page, out)) for run in unit.notebooks if not run.error
        ),
        severities=tuple(
            (level, sum(lead.severity == level for lead in result.leads)) for level in SEVERITY
        ),
        consistent=result.counts.consistent,
        not_checkable=result.counts.not_checkable,
        coverage=f"{100 * known / coverage.numbers:.0f}%" if coverage.numbers else "—",
        sentence="；".join((*unit.errors, *unit.unread)),
    )


def _file(source: Path) -> str:
    """Return a file's name; of a folder <unit>/<year> both."""
    return f"{source.parent.name}/{source.name}" if source.is_dir() else source.name


def _failed(failure: Failure) -> IndexRow:
    nothing = tuple((level, 0) for level in SEVERITY)
    sentence = failure.sentence.removeprefix(f"{failure.path}：")
    return IndexRow(failure.path.name, "", "", "", (), nothing, 0, 0, "", sentence)


def _link(path: Path, out: Path) -> str:
    return quote(path.relative_to(out).as_posix())


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
