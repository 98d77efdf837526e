"""Write a file whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO


@contextmanager
def atomic(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """Yield a UTF-8 text file that takes the place of `path` only when all went well.

    A link is followed; a device such as /dev/null is written to directly. Raises
    OSError when the folder is missing or cannot be written to.
    """
    with (
        _draft(path) as draft,
        draft.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        yield file


@contextmanager
def atomic_bytes(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Yield a file of bytes that takes the place of `path` only when all went well.

    Links, devices and errors are as with `atomic`.
    """
    with _draft(path) as draft, draft.open("wb") as file:
        yield file


@contextmanager
def _draft(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield where to write: beside `path`, which it replaces at the end, or a device itself."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        yield target
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def written(path: str | None, chunks: Iterable[str]) -> None:
    """Write the chunks to the file `path`, or to stdout when it is None."""
    if path is None:
        sys.stdout.writelines(chunks)
        sys.stdout.flush()
        return
    with atomic(path) as file:
        file.writelines(chunks)
