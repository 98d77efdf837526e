"""Find the documents in a folder."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from audit.errors import UnreadableDocument

ENDINGS = (".docx", ".txt")
# Formats that disclosures come in but that are not read yet: searched for so that their
# files are named as unreadable instead of being passed over in silence.
HOPED_FOR = (
    *ENDINGS,
    *(".doc", ".wps", ".rtf", ".pdf", ".xlsx", ".xls", ".et", ".html", ".htm"),
)


def find_documents(path: str | os.PathLike[str], endings: Collection[str] = ENDINGS) -> list[Path]:
    """Return `path` itself when it is a file, else what has one of `endings` below it, sorted.

    Hidden files and folders, and the lock files that Word leaves (`~$…`), are skipped.
    Raises UnreadableDocument when `path` does not exist.
    """
    top = Path(path)
    if top.is_file():
        return [top]
    if not top.is_dir():
        raise UnreadableDocument(f"{top}：没有这个文件或文件夹；请核对路径。")
    found = []
    for folder, inner, names in os.walk(top):
        inner[:] = [name for name in inner if not name.startswith(".")]
        found += [Path(folder, name) for name in names if _is_document(name, endings)]
    return sorted(found)


def _is_document(name: str, endings: Collection[str]) -> bool:
    return name.lower().endswith(tuple(endings)) and not name.startswith((".", "~$"))
