"""A lock on an open file, between processes and between threads."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.errors import JournalBusy

_PATIENCE = 10.0  # seconds; a decision is written in a few milliseconds
_PAUSE = 0.01
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends into two characters

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 2**31 - 2  # a byte that no journal reaches: the lock shuts no reader out

    def _lock(file: int, *, writing: bool) -> None:  # noqa: ARG001 - readers lock alike here
        os.lseek(file, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as taken:
            raise BlockingIOError from taken

    def _unlock(file: int) -> None:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int, *, writing: bool) -> None:
        # not lockf: its locks are a process's, and two threads would not see each other
        fcntl.flock(file, fcntl.LOCK_NB | (fcntl.LOCK_EX if writing else fcntl.LOCK_SH))

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, *, writing: bool) -> Iterator[int]:
    """Yield the open file at `path` under a lock; `writing` makes it and appends to it.

    Raises JournalBusy when another program keeps the lock for 10 seconds, OSError when the
    file cannot be opened or, for writing, where its file system knows no locks.
    """
    flags = (os.O_RDWR | os.O_APPEND | os.O_CREAT) if writing else os.O_RDONLY
    until = time.monotonic() + _PATIENCE
    while True:
        file = os.open(path, flags | _BINARY, 0o666)
        try:
            held = _hold(file, until, writing=writing)
            # an editor that saves puts another file in this one's place: then once more
            if _is_at(file, path):
                yield file
                if held:
                    _unlock(file)
                return
        except BlockingIOError:
            raise JournalBusy(f"{path}：另一个程序正在写这份决定记录；请稍后重试。") from None
        finally:
            os.close(file)


def _hold(file: int, until: float, *, writing: bool) -> bool:
    """Lock the file, or return False where it is only read and cannot be locked."""
    while True:
        try:
            _lock(file, writing=writing)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
        except OSError:
            if writing:
                raise
            return False
        else:
            return True
        time.sleep(_PAUSE)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
