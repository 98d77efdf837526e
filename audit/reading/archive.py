"""Read a zip of an announcement with its attachments as one disclosure, without unpacking it.

Nothing is written to disk, so no member can leave a folder; numbers and sizes are bounded,
links and programs are passed over. Names from Chinese Windows are put right.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading.disclosure import join
from audit.reading.find import HOPED_FOR
from audit.reading.sniff import kind_of

MAX_MEMBERS = 2_000
MAX_MEMBER = 100 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 300
_SMALL = 8 * 1024 * 1024  # below this a high ratio harms no one
_UTF8_NAME = 0x800  # the flag that says a name is UTF-8
_LOCKED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_AGAIN = "请重新下载，或先解压再指定解压出的文件夹"


def read_zip(data: bytes, path: str) -> Document:
    """Return the disclosure in the zip `data`.

    A member that cannot be read becomes a note; raises UnreadableDocument when none can be.
    """
    found, failed = _members(data, path, nested=False)
    if not found and not failed:
        raise UnreadableDocument(f"{path}：压缩包里没有文档；请核对内容。")
    return replace(join(path, "zip", found, failed), path=path)


def _members(data: bytes, path: str, *, nested: bool) -> tuple[list[Document], list[str]]:
    """Return what could be read of a zip's members, and a sentence for what could not."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise UnreadableDocument(f"{path}：压缩包已损坏或没有下载完；{_AGAIN}。") from None
    _refuse_bombs(archive, len(data), path)
    found: list[Document] = []
    failed: list[str] = []
    for entry in _documents(archive):
        name = f"{path}/{_name(entry)}"
        try:
            inner, told = _read(_bytes(archive, entry, name), name, nested=nested)
            found += inner
            failed += told
        except UnreadableDocument as problem:
            failed.append(str(problem))
    return found, failed


def _read(content: bytes, name: str, *, nested: bool) -> tuple[list[Document], list[str]]:
    from audit.reading import read_bytes

    if kind_of(content) != "zip":
        return [read_bytes(content, name)], []
    if nested:
        raise UnreadableDocument(f"{name}：压缩包里的压缩包里还有压缩包；请先解压。")
    return _members(content, name, nested=True)


def _refuse_bombs(archive: zipfile.ZipFile, size: int, path: str) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > _SMALL and unpacked > MAX_RATIO * size
    if bomb or unpacked > MAX_UNPACKED or len(entries) > MAX_MEMBERS:
        what = f"解压后有 {unpacked >> 20} MB、{len(entries)} 个文件"
        raise UnreadableDocument(f"{path}：{what}，大得不正常；请先解压，只留决算公开的文件。")


def _documents(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the members that may be documents, sorted by name, each name once."""
    seen: set[str] = set()
    for entry in sorted(archive.infolist(), key=_name):
        parts = PurePosixPath(_name(entry)).parts
        unwanted = any(p == "__MACOSX" or p.startswith((".", "~$")) for p in parts if p != "..")
        link = stat.S_ISLNK(entry.external_attr >> 16)
        wanted = _name(entry).lower().endswith(HOPED_FOR)
        if wanted and not (entry.is_dir() or link or unwanted or _name(entry) in seen):
            seen.add(_name(entry))
            yield entry


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name as it was written: Windows writes GBK without saying so."""
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & _UTF8_NAME:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return name


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    if entry.flag_bits & _LOCKED:
        raise UnreadableDocument(f"{name}：压缩包有密码；请先解压再读。")
    if entry.file_size > MAX_MEMBER:
        raise UnreadableDocument(f"{name}：文件超过 {MAX_MEMBER >> 20} MB；请核对文件。")
    try:
        return archive.read(entry)
    except RuntimeError:
        raise UnreadableDocument(f"{name}：压缩包有密码；请先解压再读。") from None
    except _BROKEN:
        raise UnreadableDocument(f"{name}：在压缩包里已损坏；{_AGAIN}。") from None
