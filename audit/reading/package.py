"""Open an office file's zip package as something hostile: bounded, no entities, no network."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from audit.errors import UnreadableDocument

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 64 * 1024 * 1024
MAX_RATIO = 150
MAX_ENTRIES = 10_000
_SMALL = 8 * 1024 * 1024  # below this a high ratio harms no one
_AGAIN = "请重新下载，或用 Office、WPS 打开后另存再读"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace: there are two, one a standard."""
    return element.tag.rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace, or ''."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


@dataclass(slots=True)
class Package:
    """The parts of one .docx or .xlsx; nothing is written to disk."""

    path: str
    archive: zipfile.ZipFile
    names: frozenset[str]

    def xml(self, name: str) -> etree._Element | None:
        """Return a part's root element, or None where the package has no such part."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._bytes(name), parser)
        except etree.XMLSyntaxError:
            raise self.refuse(f"内部的 {name} 不是完整的 XML") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refuse(f"内部的 {name} 含有 Office 文件不允许的 DTD 声明")
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relations inside the package: id to (type's last word, part)."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for one in root if root is not None else ():
            if local(one) == "Relationship" and one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
                kind = posixpath.basename(one.get("Type") or "")
                found[one.get("Id") or ""] = (kind, target.lstrip("/"))
        return found

    def refuse(self, reason: str, advice: str = _AGAIN) -> UnreadableDocument:
        """Return the error to raise for this file."""
        return _refusal(self.path, reason, advice)

    def _bytes(self, name: str) -> bytes:
        if self.archive.getinfo(name).file_size > MAX_PART:
            raise self.refuse(f"内部的 {name} 解压后超过 {MAX_PART >> 20} MB")
        try:
            return self.archive.read(name)
        except RuntimeError:
            raise self.refuse("文件已加密", "请先取消密码，再另存") from None
        except _BROKEN:
            raise self.refuse(f"内部的 {name} 已损坏或被截断") from None


def open_package(data: bytes, path: str) -> Package:
    """Return the package in `data`; raises UnreadableDocument when it is not a safe zip."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise _refusal(path, "压缩结构不完整，文件已损坏或没有下载完") from None
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > _SMALL and unpacked > MAX_RATIO * len(data)
    if bomb or unpacked > MAX_UNPACKED or len(entries) > MAX_ENTRIES:
        size = f"解压后有 {unpacked >> 20} MB、{len(entries)} 个部件"
        raise _refusal(path, f"{size}，大得不正常")
    return Package(path, archive, frozenset(entry.filename for entry in entries))


def main_part(package: Package) -> str:
    """Return the name of the part with the text; raises UnreadableDocument without one."""
    for kind, target in package.relations("").values():
        if kind == "officeDocument" and _is_word(package, target):
            return target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise package.refuse("压缩包里没有 word/document.xml，不是 Word 文件")


def _is_word(package: Package, target: str) -> bool:
    return target in package.names and not target.startswith(("xl/", "ppt/"))


def _refusal(path: str, reason: str, advice: str = _AGAIN) -> UnreadableDocument:
    return UnreadableDocument(f"{path}：{reason}；{advice}。")
