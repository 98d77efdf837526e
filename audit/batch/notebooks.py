"""Run the notebooks with papermill and put a self-contained page beside each."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.batch.kernels import own_sockets
from audit.errors import AuditError
from audit.export.output import atomic
from audit.report import notebook_html
from audit.views.decisions import RESULTS
from audit.views.parameters import notebook_folders, refuse_unknown
from audit.views.words import Language

CELL_SECONDS = 300
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class NotebookRun:
    """One notebook that ran: its copy with outputs and the page, or why it failed."""

    name: str
    notebook: Path
    page: Path
    error: str | None = None


def notebooks() -> list[Path]:
    """Return the notebooks in order; raises AuditError where they are not installed."""
    for folder in notebook_folders():
        found = sorted(folder.glob("[0-9]_*.ipynb"))
        if found:
            return found
    raise AuditError("没有找到笔记本文件夹 notebooks；请从项目文件夹运行，或重新安装。")


def run_notebook(
    source: Path, folder: Path, parameters: Mapping[str, object], subtitle: str = ""
) -> NotebookRun:
    """Run one notebook into `folder` and return where it and its page are.

    A cell that fails is recorded in `error`, and the page shows how far it came. Raises
    UnknownParameter for parameters that the notebook does not declare.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    declared = papermill.inspect_notebook(str(source))
    refuse_unknown(name for name in parameters if name not in declared)
    target = folder / source.name
    language: Language = "en" if parameters.get("language") == "en" else "zh"
    error = None
    with _quiet(), _results_in(folder), own_sockets() as sockets:
        try:
            papermill.execute_notebook(
                str(source),
                str(target),
                parameters=dict(parameters),
                kernel_name="python3",
                progress_bar=False,
                start_timeout=START_SECONDS,
                execution_timeout=CELL_SECONDS,
                shutdown_kernel="immediate",
                **sockets,
            )
        except papermill.PapermillExecutionError as failed:
            error = f"{failed.ename}: {failed.evalue}"
        except CellTimeoutError:
            error = f"一格运行超过 {CELL_SECONDS} 秒，已中止。"
        except (DeadKernelError, RuntimeError) as failed:
            error = f"内核中断：{failed}"
    page = target.with_suffix(".html")
    if target.exists():
        _write_page(target, page, language, subtitle)
    return NotebookRun(source.stem, target, page, error)


def _write_page(notebook: Path, page: Path, language: Language, subtitle: str) -> None:
    import nbformat

    content = nbformat.read(str(notebook), as_version=4)  # type: ignore[no-untyped-call]
    with atomic(page) as file:
        file.write(notebook_html(content, language, subtitle=subtitle))


@contextmanager
def _results_in(folder: Path) -> Iterator[None]:
    """Let the kernel find what lies among the unit's results, such as its decisions."""
    before = os.environ.get(RESULTS)
    os.environ[RESULTS] = str(folder.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ[RESULTS]
        else:
            os.environ[RESULTS] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep papermill's own log out of the terminal; failures are told by `error`."""
    logger = logging.getLogger("papermill")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
