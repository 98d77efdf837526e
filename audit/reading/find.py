"""Find the documents in a folder."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from audit.errors import UnreadableDocument

ENDINGS = (
    *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt"),
    *(".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"),
    *(".pdf", ".html", ".htm", ".mht", ".mhtml", ".txt", ".zip"),
)
# Searched for although they are not read, so that they are named instead of being passed over
# in silence.
HOPED_FOR = (*ENDINGS, ".rar", ".7z")
_OWN = {"result.json", "report.html"}  # beside each other only in a folder that we wrote
_OWN_INDEX = "index.html"


def find_documents(path: str | os.PathLike[str], endings: Collection[str] = ENDINGS) -> list[Path]:
    """Return `path` itself when it is a file, else what has one of `endings` below it, sorted.

    Hidden files and folders, the lock files that Word leaves (`~$…`), the folders that a browser
    saves beside a page and reports of our own are skipped. Raises UnreadableDocument when
    `path` does not exist.
    """
    top = Path(path)
    if top.is_file():
        return [top]
    if not top.is_dir():
        raise UnreadableDocument(f"{top}：没有这个文件或文件夹；请核对路径。")
    found, ours = [], list[Path]()
    for folder, inner, names in os.walk(top):
        if set(names) >= _OWN:
            inner.clear()
            ours.append(Path(folder))
            continue
        inner[:] = [name for name in inner if _is_searched(name)]
        found += [Path(folder, name) for name in names if _is_document(name, endings)]
    indexes = {folder / _OWN_INDEX for one in ours for folder in one.parents}
    return sorted(one for one in found if one not in indexes)


def _is_searched(name: str) -> bool:
    return not name.startswith((".", "__MACOSX")) and not name.endswith(("_files", ".files"))


def _is_document(name: str, endings: Collection[str]) -> bool:
    return name.lower().endswith(tuple(endings)) and not name.startswith((".", "~$"))
