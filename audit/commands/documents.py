"""From the paths a person typed to documents, one bad file never stopping the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from audit.errors import UnreadableDocument, fault_sentence
from audit.export.text import harmless
from audit.reading.find import HOPED_FOR, find_documents

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path of which nothing could be said, and the sentence that tells what to do."""

    path: str
    sentence: str


def documents(paths: Iterable[str]) -> Iterator[str | Unreadable]:
    """Yield each document once: files as given, folders searched in order of name."""
    seen: set[str] = set()
    for path in paths:
        for found in _search(path):
            key = os.path.realpath(found.path if isinstance(found, Unreadable) else found)
            if key not in seen:
                seen.add(key)
                yield found


def each(paths: Iterable[str], work: Callable[[str], T]) -> Iterator[tuple[str, T | Unreadable]]:
    """Yield every document's path with what `work` made of it, or why it could not.

    The sentence of an unreadable document also goes to stderr at once.
    """
    for found in documents(paths):
        done = found if isinstance(found, Unreadable) else _try(found, work)
        if isinstance(done, Unreadable):
            complain(done.sentence)
            yield done.path, done
        else:
            yield str(found), done


def complain(sentence: str) -> None:
    """Print one sentence to stderr, after what stdout already holds."""
    sys.stdout.flush()
    sys.stderr.write(f"audit: {harmless(sentence)}\n")


def _try(path: str, work: Callable[[str], T]) -> T | Unreadable:
    try:
        return work(path)
    except UnreadableDocument as problem:
        return Unreadable(path, str(problem))
    except Exception as problem:  # a fault in the program must not stop the other files
        if os.environ.get("AUDIT_DEBUG"):
            raise
        return Unreadable(path, fault_sentence(path, problem))


def _search(path: str) -> Iterator[str | Unreadable]:
    if not Path(path).is_dir():
        yield path  # reading it says what is wrong with it
        return
    found = sorted(map(str, find_documents(path, HOPED_FOR)))
    yield from found
    if not found:
        kinds = "、".join(HOPED_FOR)
        yield Unreadable(path, f"{path}：文件夹里没有文档（找过 {kinds}）；请核对路径。")
