"""A working copy of the notebooks with one disclosure's parameters set, for a person to work in.

The package's own notebooks are never written to; what a person changed in a working copy
stays, but for the values of the parameters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.batch.notebooks import notebooks
from audit.errors import AuditError
from audit.export.output import atomic
from audit.views.parameters import NAMES, Parameters, notebook_folders

OVERVIEW = "0_overview.ipynb"
_SAMPLES = ("data/sample.docx", "sample.docx")


@dataclass(frozen=True, slots=True)
class Workbench:
    """A folder of notebooks; `made` are those that were copied now."""

    folder: Path
    made: tuple[Path, ...]

    @property
    def overview(self) -> Path:
        """Return the notebook to open first."""
        return self.folder / OVERVIEW


def sample() -> Path:
    """Return the disclosure that comes with the package; raises AuditError where it is not."""
    for folder in notebook_folders():
        for name in _SAMPLES:
            for path in (folder.parent / name, folder.parent / "data" / name):
                if path.is_file():
                    return path
    raise AuditError("没有找到自带的样例；请指定一份决算公开文件。")


def make_workbench(folder: Path, given: Parameters) -> Workbench:
    """Return the working copy in `folder` with these parameters, made where it is missing.

    Raises AuditError where `folder` is the package's own, or a notebook in it cannot be
    understood, and OSError where it cannot be written.
    """
    if any(_same(folder, own) for own in notebook_folders()):
        raise AuditError(f"{folder} 是程序自带的笔记本，不会改写；请用 --dir 指定另一个文件夹。")
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "source": str(given.path.resolve()), "unit": given.unit, "year": given.year,
        "edition": given.edition, "language": given.language,
    }  # fmt: skip
    made = []
    for own in notebooks():
        copy = folder / own.name
        if not copy.exists():
            made.append(copy)
        _write(own if copy in made else copy, copy, values)
    return Workbench(folder, tuple(made))


def _same(folder: Path, own: Path) -> bool:
    return folder.exists() and own.exists() and folder.samefile(own)


def _write(origin: Path, copy: Path, values: Mapping[str, object]) -> None:
    """Write a notebook with other parameters; outputs of other parameters are left out."""
    try:
        notebook = json.loads(origin.read_bytes())
        changed = [_set(cell, values) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise AuditError(
            f"{origin} 不是能读懂的笔记本（{problem}）；请移走它后重试，会重新复制一份。"
        ) from None
    if origin == copy and not any(changed):
        return
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    with atomic(copy) as file:
        file.write(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")


def _set(cell: dict[str, Any], values: Mapping[str, object]) -> bool:
    """Set the parameters in a cell that declares them, and return whether one changed."""
    if "parameters" not in cell.get("metadata", {}).get("tags", []):
        return False
    before = "".join(cell["source"])
    lines = [_line(line, values) for line in before.splitlines()]
    after = "\n".join(lines)
    cell["source"] = after.splitlines(keepends=True)
    return after != before


def _line(line: str, values: Mapping[str, object]) -> str:
    """Return a line of the parameters cell with its value set; the comment behind it stays."""
    found = re.match(rf"({'|'.join(NAMES)}) = (.*?)(\s{{2}}#.*)?$", line)
    if found is None:
        return line
    name, _, comment = found.groups()
    return f"{name} = {_literal(values[name])}{comment or ''}"


def _literal(value: object) -> str:
    """Return a value as the notebooks write theirs: plain words in double quotes."""
    plain = isinstance(value, str) and value.isprintable() and not set('"\\') & set(value)
    return f'"{value}"' if plain else repr(value)
