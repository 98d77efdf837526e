"""Join the files of one disclosure: prose in one, tables in another, the same thing twice.

The best copy of each content is read; a copy in another format is kept beside it, so that a
check can compare their figures, and is never counted twice.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from audit.errors import UnreadableDocument
from audit.model import Block, Cell, Chart, Document, Paragraph, Series, Source, Table
from audit.reading.find import HOPED_FOR, find_documents
from audit.reading.likeness import Likeness

# Best first. What keeps words, cells and merged headings as they were typed stands before what
# is put together again from places on a page. What only LibreOffice opens stands behind: the
# same folder must give the same leads on a machine without it. A scan is last.
_RANK = ("docx", "xlsx", "xls", "html", "mhtml", "text", "pdf", "doc", "rtf", "odt", "ods", "xml")
_UNREAD = "有文件未能读入："
_SENTENCE = 40  # characters from which on a paragraph is prose, not a caption
_PROSE = 200  # characters of such paragraphs that make a file one of prose


def read_folder(folder: Path) -> Document:
    """Return the one disclosure that all documents below `folder` make.

    A file that cannot be read becomes a note; raises UnreadableDocument when none can be read.
    """
    files = find_documents(folder, HOPED_FOR)
    if not files:
        raise UnreadableDocument(f"{folder}：文件夹里没有文档；请核对路径。")
    return read_files(folder, files)


def read_files(path: str | os.PathLike[str], files: Iterable[Path]) -> Document:
    """Return the one disclosure that `files` make; `path` names it. Raises as `read_folder`."""
    from audit.reading import read

    found: list[Document] = []
    failed: list[str] = []
    for file in files:
        try:
            found.append(read(file))
        except UnreadableDocument as problem:
            failed.append(str(problem))
    return join(os.fspath(path), "folder", found, failed)


def join(path: str, kind: str, members: Sequence[Document], failed: Sequence[str] = ()) -> Document:
    """Return the document that `members` make together; `failed` says which could not be read.

    Raises UnreadableDocument when there is no member.
    """
    if not members:
        raise UnreadableDocument(_none_readable(path, failed))
    read, copies = _parted(members)
    ordered = sorted(read, key=lambda one: (not is_prose(one), one.path))
    joined = _joined(path, kind, ordered)
    hashes = sorted(one.sha256 for one in members)
    whole = replace(
        joined,
        sha256=hashlib.sha256("\n".join(hashes).encode()).hexdigest(),
        notes=tuple(_notes(ordered, copies)),
        copies=tuple(copies),
    )
    return with_failures(whole, failed)


def with_failures(document: Document, failed: Iterable[str]) -> Document:
    """Return the document with a note for each file that could not be read."""
    return replace(document, notes=(*document.notes, *(_UNREAD + one for one in failed)))


def unread_members(document: Document) -> tuple[str, ...]:
    """Return the sentence of each file of the disclosure that could not be read."""
    found = (note for note in document.notes if note.startswith(_UNREAD))
    return tuple(note.removeprefix(_UNREAD) for note in found)


def is_prose(document: Document) -> bool:
    """Return whether a file explains in sentences, and does not only hold tables."""
    long = (len(p.text) for p in document.paragraphs if len(p.text) >= _SENTENCE)
    return sum(long) >= _PROSE


def _none_readable(path: str, failed: Sequence[str]) -> str:
    if len(failed) == 1:
        return f"{path}：其中唯一的文件不能读。{failed[0]}"
    first = f"第一个：{failed[0]}" if failed else "请核对内容。"
    return f"{path}：其中 {len(failed)} 个文件都不能读；{first}"


def _parted(members: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Return the documents to read, and the copies of what they hold."""
    ranked = sorted(members, key=lambda one: (_rank(one), -len(one.text), one.path))
    known = {id(one): Likeness.of(one.text) for one in members}
    kept: list[Document] = []
    copies: list[Document] = []
    for one in ranked:
        whole = Likeness.union(known[id(other)] for other in kept)
        (copies if kept and known[id(one)].lies_in(whole) else kept).append(one)
    for one in [*kept]:
        others = (known[id(other)] for other in kept if other is not one)
        if any(known[id(one)].lies_in(other) for other in others):
            kept.remove(one)
            copies.append(one)
    return kept, sorted(copies, key=lambda one: one.path)


def _rank(document: Document) -> int:
    scanned = len(document.unsure) > 0
    known = document.format in _RANK
    return len(_RANK) * (1 + scanned) if scanned or not known else _RANK.index(document.format)


def _notes(read: Sequence[Document], copies: Sequence[Document]) -> Iterator[str]:
    names = {_file_name(one) for one in (*read, *copies)}
    for one in read:
        name = f"{_file_name(one)}：" if len(names) > 1 else ""
        for note in one.notes:
            attached = note.startswith("附件未随网页保存") and any(n in note for n in names)
            if not attached:
                yield name + note
    for one in copies:
        yield f"{_file_name(one)} 与已读入的文件内容相同，只作比对，不重复计数"


def _file_name(document: Document) -> str:
    return PurePath(document.path).name


def _joined(path: str, kind: str, members: Sequence[Document]) -> Document:
    """Return the members one after another, all places moved to the joined text."""
    at, tables, charts = 0, 0, 0
    blocks: list[Block] = []
    sources: list[Source] = []
    marks, lines, unsure = [], [], []
    for one in members:
        blocks += (_moved(block, at, tables, charts) for block in one.blocks)
        end = at + len(one.text)
        sources += _sources(one, at)
        marks += [(a + at, b + at) for a, b in one.page_marks]
        unsure += [(a + at, b + at) for a, b in one.unsure]
        lines += [replace(line, start=line.start + at, end=line.end + at) for line in one.lines]
        tables, charts = tables + len([*one.tables]), charts + len([*one.charts])
        at = end + 1
    return Document(
        path=path,
        sha256="",
        format=kind,
        text="\n".join(one.text for one in members),
        blocks=tuple(blocks),
        page_marks=tuple(marks),
        lines=tuple(lines),
        unsure=tuple(unsure),
        sources=tuple(sources),
    )


def _sources(one: Document, by: int) -> Iterator[Source]:
    """Yield the files that a member is from: itself, or those of an archive."""
    if not one.sources:
        yield Source(one.path, one.sha256, one.format, by, by + len(one.text))
    for source in one.sources:
        yield replace(source, start=source.start + by, end=source.end + by)


def _moved(block: Block, by: int, tables: int, charts: int) -> Block:
    """Return a block at its place in the joined text, numbered after those before it."""
    start, end = block.start + by, block.end + by
    if isinstance(block, Table):
        rows = tuple(tuple(_cell(cell, by) for cell in row) for row in block.rows)
        return replace(block, index=block.index + tables, rows=rows, start=start, end=end)
    if isinstance(block, Chart):
        series = tuple(_series(one, by) for one in block.series)
        labels = tuple(_cell(cell, by) for cell in block.labels)
        moved = replace(block, index=block.index + charts, start=start, end=end)
        return replace(moved, series=series, labels=labels)
    return Paragraph(block.text, start, end)


def _series(series: Series, by: int) -> Series:
    name = _cell(series.name, by) if series.name is not None else None
    cells = (tuple(_cell(c, by) for c in group) for group in (series.categories, series.values))
    return Series(name, *cells)


def _cell(cell: Cell, by: int) -> Cell:
    return replace(cell, start=cell.start + by, end=cell.end + by)
