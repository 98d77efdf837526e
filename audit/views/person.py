"""Whether a person is at this kernel, and where the notebook lies that they work in."""

from __future__ import annotations

import os
from pathlib import Path

from audit.views.parameters import run_cells

RESULTS = "AUDIT_RESULTS"  # set for notebooks that are run for a unit's result folder


def with_person() -> bool:
    """Return whether a person runs this kernel from JupyterLab, Notebook or VS Code.

    papermill, nbclient and nbval start kernels without a session's name; one that papermill
    starts from inside a notebook inherits the name, but has a cell of injected parameters.
    """
    if any(cell.startswith("# Parameters\n") for cell in run_cells()):
        return False
    return "JPY_SESSION_NAME" in os.environ or bool(_in_code_editor())


def notebook_file() -> Path | None:
    """Return the notebook that a person has open, or None where that is not known."""
    named = _in_code_editor() or os.environ.get("JPY_SESSION_NAME", "")
    if not named.endswith(".ipynb"):
        return None
    path = Path(named)
    return path if path.is_absolute() else Path.cwd() / path.name


def results_folder(unit: str, year: int | None) -> Path:
    """Return where the results of a unit, and so its journal of decisions, lie.

    The folder of a notebook that lies among a unit's results; else the one that `audit run`
    fills from the notebook's folder.
    """
    from audit.folders import safe_name

    if os.environ.get(RESULTS):
        return Path(os.environ[RESULTS])
    notebook = notebook_file()
    base = notebook.parent if notebook is not None else Path.cwd()
    if (base / "result.json").exists():
        return base
    return base / "reports" / safe_name(unit) / safe_name(str(year or "") or "年度不详")


def _in_code_editor() -> str:
    """Return the notebook that VS Code opened: it leaves the file's name in the kernel."""
    try:
        from IPython import get_ipython
    except ImportError:
        return ""
    shell = get_ipython()
    return "" if shell is None else str(shell.user_ns.get("__vsc_ipynb_file__", ""))
