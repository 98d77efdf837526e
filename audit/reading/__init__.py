"""Read a file or a folder into one `Document`: a module a format, chosen by content."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading.sniff import PICTURES, kind_of, refuse, refuse_mislabelled
from audit.reading.text import read_text

__all__ = ["read", "read_bytes"]

MAX_BYTES = 100 * 1024 * 1024
# Readers load on first use: a text need not pay for what a workbook needs.
_READERS = {
    "docx": ("docx", "read_docx"),
    "xlsx": ("xlsx", "read_xlsx"),
    "xls": ("legacy", "read_old_workbook"),
    "pdf": ("pdf", "read_pdf"),
    "html": ("html", "read_html"),
    "mhtml": ("html", "read_mhtml"),
    "zip": ("archive", "read_zip"),
    **dict.fromkeys(PICTURES, ("picture", "read_picture")),
    **dict.fromkeys(("doc", "rtf", "odf", "xml", "xlsb"), ("legacy", "read_converted")),
}


def read(path: str | os.PathLike[str]) -> Document:
    """Return the disclosure in the file or folder `path`, told by content.

    The files of a folder or a zip are joined as one disclosure. Raises UnreadableDocument with
    one sentence: what is wrong, where, what to do.
    """
    where = Path(path)
    if where.is_dir():
        from audit.reading.disclosure import read_folder

        return read_folder(where)
    return read_bytes(_bytes(where), os.fspath(path))


def read_bytes(data: bytes, path: str) -> Document:
    """Return the disclosure in `data`, which is (or was packed as) the file `path`."""
    kind = kind_of(data)
    if kind == "text":
        refuse_mislabelled(data, path)
        return read_text(data, path)
    if kind not in _READERS:
        raise refuse(kind, path)
    module, function = _READERS[kind]
    document: Document = getattr(import_module(f"audit.reading.{module}"), function)(data, path)
    return document


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(f"{path}：文件超过 100 MB，不像决算公开文本；请核对文件。")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(f"{path}：没有这个文件；请核对路径和文件名。") from None
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise UnreadableDocument(f"{path}：打不开（{reason}）；请检查权限后重试。") from None
