"""Say which files of a folder make up one disclosure, before anything is judged.

`DIR/<unit>/<year>/…` is one disclosure whatever lies in it. The files of any other folder are
put together by what they say: the same unit and year, and tables beside the prose they belong
to. When that is not certain a file stays alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from audit import reading
from audit.errors import UnreadableDocument
from audit.extraction.identity import name_of_path, report_year, unit_name
from audit.model import Document
from audit.reading.disclosure import is_prose, join, read_files, read_folder, with_failures
from audit.reading.find import HOPED_FOR, find_documents
from audit.reading.likeness import Likeness

_YEAR = re.compile(r"(?:19|20)\d{2}")
_OF_TABLES = re.compile(
    r"(?:编制|填报)?(?:单位|部门)(?:名称)?(?:[（(][^）)]*[）)])?\s*[:：]\s*(?P<unit>[一-鿿（）()]{4,40})"
)
_KEPT = (
    64  # documents held while a folder is looked at; others are read again when their turn comes
)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure: a file, or the files that belong together.

    `path` is the file, or the folder when all its documents belong together, else the first
    of `files`. `unit` and `year` are what the folders' names say. `document` is there when it
    had to be read to know what belongs together, then `says` holds unit and year as printed;
    `failure` says why it could not be read.
    """

    path: Path
    files: tuple[Path, ...]
    unit: str | None = None
    year: int | None = None
    document: Document | None = field(default=None, repr=False)
    failure: str = ""
    says: tuple[str, ...] = ()

    def read(self) -> Document:
        """Return the document; raises UnreadableDocument with one sentence."""
        if self.failure:
            raise UnreadableDocument(self.failure)
        if self.document is not None:
            return self.document
        if len(self.files) == 1 and self.path == self.files[0]:
            return reading.read(self.path)
        return read_files(self.path, self.files)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: whose disclosure of which year it says it is, and what it holds.

    `kept` is the document, but for the many files of a large folder.
    """

    path: Path
    unit: str
    year: int | None
    prose: bool
    format: str
    kept: Document | None = field(repr=False)

    @property
    def document(self) -> Document:
        """Return the document; one that was let go is read again."""
        return self.kept or reading.read(self.path)


def read(path: str | os.PathLike[str]) -> Document:
    """Return the disclosure in the file `path`, or the one that a folder's files make.

    Raises UnreadableDocument when nothing can be read, or a folder holds several disclosures.
    """
    folder = Path(path)
    if not folder.is_dir():
        return reading.read(path)
    found = list(find_disclosures(folder))
    good = [one for one in found if not one.failure]
    if len(good) > 1:
        names = "、".join(one.path.name for one in good[:4])
        reason = f"文件夹里有 {len(good)} 份不同的决算公开（{names}{'…' * (len(good) > 4)}）"
        raise UnreadableDocument(f"{path}：{reason}；请指定其中一份，或用 audit check 逐份检查。")
    if not good:
        return read_folder(folder)  # says why
    failed = [one.failure for one in found if one.failure]
    document = good[0].read()
    joined = document if document.sources else join(str(path), "folder", [document])
    return replace(with_failures(joined, failed), path=str(path))


def find_disclosures(path: str | os.PathLike[str]) -> Iterator[Disclosure]:
    """Yield the disclosures in a folder by the names of their files, or the one that a file is.

    Raises UnreadableDocument when `path` does not exist.
    """
    top = Path(path)
    files = find_documents(top, HOPED_FOR)
    if not top.is_dir():
        yield Disclosure(top, (top,))
        return
    folders: dict[Path, list[Path]] = {}
    for file in files:
        folders.setdefault(_folder(file, top), []).append(file)
    for folder, inside in folders.items():
        if _YEAR.fullmatch(folder.name):
            unit, year = folder.resolve().parent.name or None, int(folder.name)
            one = inside[0] if len(inside) == 1 else folder
            yield Disclosure(one, tuple(inside), unit, year)
        elif len(inside) == 1:
            yield Disclosure(inside[0], tuple(inside))
        else:
            yield from _by_content(folder, inside)


def _folder(file: Path, top: Path) -> Path:
    """Return the folder of one unit's year that a file lies in, else the file's own folder."""
    years = [p for p in file.parents if _YEAR.fullmatch(p.name) and p.is_relative_to(top)]
    named = [p for p in years if p == top or len(p.relative_to(top).parts) > 1]
    return named[-1] if named else file.parent


def _by_content(folder: Path, files: Sequence[Path]) -> list[Disclosure]:
    """Return the disclosures of a folder whose names say nothing, in the order of its files."""
    found, failed = [], []
    for number, file in enumerate(files):
        try:
            found.append(_identified(file, keep=number < _KEPT))
        except UnreadableDocument as problem:
            failed.append(Disclosure(file, (file,), failure=str(problem)))
    groups = _separated(_together(found))
    whole = len(groups) == 1 and len(groups[0]) == len(files)
    made = [_disclosure(group, folder if whole else None) for group in groups]
    return sorted([*made, *failed], key=lambda one: one.files[0])


def _identified(file: Path, *, keep: bool) -> _Read:
    document = reading.read(file)
    prose = is_prose(document)
    unit = unit_name(document, ())
    if unit == name_of_path(document.path):  # no name was read
        tables = None if prose else _OF_TABLES.search(document.text)
        unit = tables["unit"] if tables else ""
    kept = document if keep else None
    return _Read(file, unit, report_year(document), prose, document.format, kept)


def _together(files: Sequence[_Read]) -> list[list[_Read]]:
    """Return the files put together: by unit and year, tables to their prose, copies to theirs."""
    groups: dict[tuple[str, int | None], list[_Read]] = {}
    loose: list[_Read] = []
    for one in files:
        if one.unit and one.prose:
            groups.setdefault((_plain(one.unit), one.year), []).append(one)
        else:
            loose.append(one)
    found = [*groups.values()]
    for one in loose:
        home = None if one.prose else _home(one, [*groups.values()])
        if home is None and len(files) <= _KEPT:  # each is compared with each
            home = _of_copy(one, found)
        (home if home is not None else _new(found)).append(one)
    return found


def _of_copy(one: _Read, groups: list[list[_Read]]) -> list[_Read] | None:
    """Return where the same content lies in another format; its unit's name may be illegible."""
    other_formats = (
        group for group in groups if all(other.format != one.format for other in group)
    )
    return next((g for g in other_formats if any(_hold_the_same(one, o) for o in g)), None)


def _new(groups: list[list[_Read]]) -> list[_Read]:
    groups.append([])
    return groups[-1]


def _home(one: _Read, groups: list[list[_Read]]) -> list[_Read] | None:
    """Return the disclosure that a file of tables belongs to, or None where that is not sure."""
    fit = [group for group in groups if one.year in (None, group[0].year)]
    if one.unit:
        fit = [group for group in fit if _same(_plain(group[0].unit), _plain(one.unit))]
    elif len(groups) > 1:
        fit = [group for group in fit if _plain(group[0].unit) in _plain(one.path.stem)]
    return fit[0] if len(fit) == 1 else None


def _same(one: str, other: str) -> bool:
    """Return whether two names are one unit's: a caption may add 本级 or leave out the county."""
    return one in other or other in one


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).replace("(", "（").replace(")", "）")


def _separated(groups: list[list[_Read]]) -> list[list[_Read]]:
    """Return the groups; two versions in one format are two documents, each to be checked."""
    found: list[list[_Read]] = []
    for group in groups:
        if any(_are_versions(one, other) for one, other in combinations(group, 2)):
            found += ([one] for one in group)
        else:
            found.append(group)
    return found


def _are_versions(one: _Read, other: _Read) -> bool:
    return one.format == other.format and _hold_the_same(one, other)


def _hold_the_same(one: _Read, other: _Read) -> bool:
    """Return whether one of two files holds nearly all that the other does."""
    first, second = Likeness.of(one.document.text), Likeness.of(other.document.text)
    return first.lies_in(second) or second.lies_in(first)


def _disclosure(group: Sequence[_Read], folder: Path | None) -> Disclosure:
    files = tuple(sorted(one.path for one in group))
    first = min(group, key=lambda one: (not one.prose, one.path))
    if len(group) == 1:
        return Disclosure(files[0], files, document=first.kept, says=_says(first))
    path, kept = folder or first.path, [one.kept for one in group if one.kept is not None]
    document = join(str(path), "folder", kept) if len(kept) == len(group) else None
    return Disclosure(path, files, document=document, says=_says(first))


def _says(one: _Read) -> tuple[str, ...]:
    return (one.unit, str(one.year or ""))
