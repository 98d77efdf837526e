"""One unit: result.json, report.html, and the notebooks with their pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audit.batch.notebooks import NotebookRun, run_notebook
from audit.batch.notebooks import notebooks as all_notebooks
from audit.disclosures import Disclosure
from audit.engine import Result
from audit.errors import AuditError
from audit.export.json import document_object, json_text
from audit.export.output import atomic
from audit.folders import unit_folder
from audit.model import Severity
from audit.reading.disclosure import unread_members
from audit.report import report_html
from audit.review import UnitReview, unit_review
from audit.review.runs import LEADS, Run, Runs, read_runs, runs_text, seen_of
from audit.review.unit import journal_in
from audit.views.parameters import Parameters, check_parameters, examine_given
from audit.views.words import Language

Which = Literal["all", "leads", "none"]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class UnitRun:
    """What was made for one unit; `errors` holds a sentence for each notebook that failed."""

    source: Path
    folder: Path
    report: Path
    result: Result
    notebooks: tuple[NotebookRun, ...]

    @property
    def worst(self) -> Severity | None:
        """Return the gravest severity among the leads, or None without leads."""
        return self.result.worst()

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the sentence of each file of the disclosure that could not be read."""
        return unread_members(self.result.facts.document)

    @property
    def errors(self) -> tuple[str, ...]:
        """Return what went wrong in the notebooks."""
        return tuple(f"{run.name}：{run.error}" for run in self.notebooks if run.error)


def run_unit(
    path: str | Path,
    *,
    unit: str | None = None,
    year: int | None = None,
    out: str | Path = "reports",
    edition: str = "auto",
    language: str = "zh",
    notebooks: Which = "all",
) -> UnitRun:
    """Audit the disclosure at `path` into OUT/<unit>/<year>/ and return what was made.

    Raises UnreadableDocument, UnknownEdition or UnknownParameter before anything is
    written, and AuditError when a notebook did not run to its end.
    """
    done = work_unit(
        path, unit=unit, year=year, out=out, edition=edition, language=language,
        which=notebooks, say=_progress,
    )  # fmt: skip
    if done.errors:
        raise AuditError(f"{done.folder}：笔记本没有运行完；" + "；".join(done.errors))
    return done


def work_unit(
    source: str | Path | Disclosure,
    *,
    unit: str | None,
    year: int | None,
    out: str | Path,
    edition: str,
    language: str,
    which: Which,
    say: Say,
    taken: set[Path] | None = None,
) -> UnitRun:
    """Do the work of `run_unit`; failed notebooks are told by `errors`.

    `taken` are folders that other documents of this run have already filled.
    """
    asked = source if isinstance(source, Disclosure) else str(source)
    given = check_parameters(asked, unit, year, edition, language)
    result = examine_given(given)
    facts = result.facts
    named = (unit or facts.unit, str(year or facts.year or ""))
    folder = _folder(Path(out), named, facts.document.sha256, taken)
    folder.mkdir(parents=True, exist_ok=True)
    _write_result(result, given.path, folder, given.language, say)
    runs: tuple[NotebookRun, ...] = ()
    if which == "all" or (which == "leads" and result.leads):
        parameters: dict[str, object] = {
            **_parameters(given, source, facts.unit),
            "edition": edition,
            "language": language,
        }
        runs = _run_notebooks(folder, parameters, f"{named[0]} {named[1]}".strip(), say)
    return UnitRun(given.path, folder, folder / "report.html", result, runs)


def _parameters(given: Parameters, source: object, unit: str) -> dict[str, object]:
    """Return what leads a notebook to the same files: a group in a mixed folder by its unit."""
    path, year = given.path.resolve(), given.year
    if isinstance(source, Disclosure) and len(source.files) > 1 and path.is_file():
        return {"source": str(path.parent), "unit": given.unit or unit, "year": year}
    return {"source": str(path), "unit": given.unit, "year": year}


def _write_result(result: Result, path: Path, folder: Path, language: Language, say: Say) -> None:
    """Write result and report with the decisions that lie beside; the journal is only read."""
    runs = _runs(result, folder, say)
    before = None if runs.before is None else runs.before.leads
    review = unit_review(journal_in(folder), result.leads, before)
    for sentence in _problems(review, language):
        say(f"  {journal_in(folder).name}：{sentence}")
    with atomic(folder / "result.json") as file:
        file.write(json_text(document_object(result, str(path), language, review)) + "\n")
    with atomic(folder / "report.html") as file:
        file.write(report_html(result, str(path), language, review=review))
    with atomic(folder / LEADS) as file:
        file.write(runs_text(runs))


def _runs(result: Result, folder: Path, say: Say) -> Runs:
    """Return this run and the one that it is to be compared with, if there was one."""
    run = Run(result.facts.document.sha256, seen_of(result.leads))
    last = read_runs(folder / LEADS)
    if last is None and (folder / LEADS).exists():
        say(f"  {LEADS}：内容读不懂，无法与上次核对相比。")
    return Runs(run) if last is None else last.followed_by(run)


def _problems(review: UnitReview | None, language: Language) -> tuple[str, ...]:
    found = () if review is None else review.journal.problems
    return tuple(problem.message[language] for problem in found)


def _folder(out: Path, named: tuple[str, str], sha256: str, taken: set[Path] | None) -> Path:
    unit, year = named
    folder = unit_folder(out, unit, year)
    if taken is not None and folder in taken:
        folder = folder.with_name(f"{folder.name}-{sha256[:8]}")
    if taken is not None:
        taken.add(folder)
    return folder


def _run_notebooks(
    folder: Path, parameters: dict[str, object], subtitle: str, say: Say
) -> tuple[NotebookRun, ...]:
    runs = []
    for source in all_notebooks():
        say(f"  {source.stem}")
        runs.append(run_notebook(source, folder, parameters, subtitle))
    return tuple(runs)


def _progress(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
