"""Read a file into one `Document`: a module a format, chosen by content, not by name."""

from __future__ import annotations

import os
from pathlib import Path

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading.sniff import refuse_other_formats
from audit.reading.text import read_text

__all__ = ["read"]

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
MAX_BYTES = 100 * 1024 * 1024


def read(path: str | os.PathLike[str]) -> Document:
    """Return the disclosure in the file `path` (.txt or .docx, told by content).

    Raises UnreadableDocument with one sentence: what is wrong, where, what to do.
    """
    data = _bytes(Path(path))
    name = os.fspath(path)
    if data.startswith(b"PK\x03\x04"):
        from audit.reading.docx import read_docx  # lxml costs time that a text need not pay

        return read_docx(data, name)
    if data[:1024].lstrip(b"\0\t\r\n \xef\xbb\xbf").startswith(b"%PDF-"):
        from audit.reading.pdf import read_pdf  # pdfium costs time that a text need not pay

        return read_pdf(data, name)
    if data.startswith(PICTURES):
        from audit.reading.picture import read_picture

        return read_picture(data, name)
    refuse_other_formats(data, name)
    return read_text(data, name)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableDocument(f"{path}：这是文件夹；请指定其中的一个 .txt 或 .docx 文件。")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(f"{path}：文件超过 100 MB，不像决算公开文本；请核对文件。")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(f"{path}：没有这个文件；请核对路径和文件名。") from None
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise UnreadableDocument(f"{path}：打不开（{reason}）；请检查权限后重试。") from None
