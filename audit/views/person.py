"""Whether a person is at this kernel, and where the notebook lies that they work in."""

from __future__ import annotations

import os
from pathlib import Path

from audit.views.parameters import run_cells


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


def _in_code_editor() -> str:
    """Return the notebook that VS Code opened: it leaves the file's name in the kernel."""
    try:
        from IPython import get_ipython
    except ImportError:
        return ""
    shell = get_ipython()
    return "" if shell is None else str(shell.user_ns.get("__vsc_ipynb_file__", ""))
