"""From the paths a person typed to disclosures, one bad file never stopping the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from audit.disclosures import Disclosure, find_disclosures
from audit.errors import UnreadableDocument, fault_sentence
from audit.export.text import harmless
from audit.model import Document
from audit.reading.disclosure import unread_members
from audit.reading.find import HOPED_FOR

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path of which nothing could be said, and the sentence that tells what to do."""

    path: str
    sentence: str


def documents(paths: Iterable[str]) -> Iterator[Disclosure | Unreadable]:
    """Yield each disclosure once: files as given, folders searched in order of name."""
    seen: set[str] = set()
    for path in paths:
        for found in _search(path):
            files = found.files if isinstance(found, Disclosure) else (found.path,)
            keys = set(map(os.path.realpath, files))
            if not keys <= seen:
                seen |= keys
                yield found


def each(
    paths: Iterable[str], work: Callable[[str | Document], T]
) -> Iterator[tuple[str, T | Unreadable]]:
    """Yield every disclosure's path with what `work` made of it, or why it could not.

    `work` is given a path, or the document where it had to be read already. The sentence of
    an unreadable document also goes to stderr at once.
    """
    for found in documents(paths):
        done = found if isinstance(found, Unreadable) else attempt(found, work)
        if isinstance(done, Unreadable):
            complain(done.sentence)
            yield done.path, done
        else:
            yield str(found.path), done


def complain(sentence: str) -> None:
    """Print one sentence to stderr, after what stdout already holds."""
    sys.stdout.flush()
    sys.stderr.write(f"audit: {harmless(sentence)}\n")


def is_whole(document: Document) -> bool:
    """Return whether every file of a disclosure was read; those that were not are told."""
    missed = unread_members(document)
    for sentence in missed:
        complain(sentence)
    return not missed


def attempt(found: Disclosure, work: Callable[[str | Document], T]) -> T | Unreadable:
    """Return what `work` made of a disclosure, or why it could not be read."""
    path = str(found.path)
    try:
        return work(_source(found))
    except UnreadableDocument as problem:
        return Unreadable(path, str(problem))
    except Exception as problem:  # a fault in the program must not stop the other files
        if os.environ.get("AUDIT_DEBUG"):
            raise
        return Unreadable(path, fault_sentence(path, problem))


def _source(found: Disclosure) -> str | Document:
    """Return the path of a single file that was not read yet, else the document."""
    alone = found.document is None and found.files == (found.path,) and not found.failure
    return str(found.path) if alone else found.read()


def _search(path: str) -> Iterator[Disclosure | Unreadable]:
    if not Path(path).is_dir():
        yield Disclosure(Path(path), (Path(path),))  # reading it says what is wrong with it
        return
    empty = True
    for found in find_disclosures(path):
        empty = False
        yield found
    if empty:
        kinds = "、".join(HOPED_FOR)
        yield Unreadable(path, f"{path}：文件夹里没有文档（找过 {kinds}）；请核对路径。")
