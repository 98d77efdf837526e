"""Read a saved web page (.html, .mht): its encoding found strictly, its article and tables.

Nothing is fetched: pictures, frames and attachments that were not saved are named in notes.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import os
import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path

from lxml import etree

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading.assemble import Grid, Segment, assemble
from audit.reading.decode import decode, empty
from audit.reading.html_page import Page, is_frameset, read_page

MAX_PAGE = 32 * 1024 * 1024
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w-]{2,20})",
    re.IGNORECASE,
)
_WITHIN = 8192  # bytes in which a page declares its encoding
_CHINESE = frozenset(
    ("gb2312", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "gb_2312-80", "hz-gb-2312")
)
_MEANINGLESS = frozenset(("iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"))
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FRAMES = re.compile(r"tabstrip|header\.html?$", re.IGNORECASE)


def read_html(data: bytes, path: str) -> Document:
    """Return the article in the page `data`; raises UnreadableDocument with what to do."""
    root, notes = _parsed(data, path, "")
    if is_frameset(root):
        reason = "网页只是框架，内容在它引用的其他文件里"
        raise UnreadableDocument(
            f"{path}：{reason}；请打开内容所在的页面另存，或另存为 .xlsx、.docx。"
        )
    return _document(path, data, "html", [read_page(root)], notes)


def read_mhtml(data: bytes, path: str) -> Document:
    """Return the article in the web archive `data`; raises UnreadableDocument with what to do."""
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not parts:
        raise UnreadableDocument(f"{path}：网页档案里没有网页；请在浏览器中重新保存为网页或 PDF。")
    found = [_parsed(_payload(part), path, _charset(part)) for part in parts]
    pages, notes = [], list[str]()
    main = is_frameset(found[0][0])
    for part, (root, told) in zip(parts, found, strict=True):
        name = str(part.get("Content-Location") or "")
        if is_frameset(root) or (main and _FRAMES.search(name)):
            continue
        notes += told
        pages.append(read_page(root))
        if not main:
            break  # the first page is the one that was saved; others are its frames
    return _document(path, data, "mhtml", pages, notes)


def _document(
    path: str, data: bytes, kind: str, pages: Iterable[Page], notes: Iterable[str]
) -> Document:
    segments: list[Segment] = []
    told = list(dict.fromkeys(notes))
    for page in pages:
        segments += page.segments
        told += _missing(page, path)
    if not any(isinstance(one, Grid) or (isinstance(one, str) and one.strip()) for one in segments):
        raise empty(path)
    return assemble(path, data, kind, segments, told)


def _missing(page: Page, path: str) -> Iterator[str]:
    """Yield what the page shows or offers but what was not saved with it."""
    for attachment in page.attachments:
        title, _, name = attachment.rpartition("\n")
        if not _lies_beside(path, name) and not _lies_beside(path, title):
            yield f"附件未随网页保存：{title or name}" + (
                f"（{name}）" if title and name != title else ""
            )
    if page.pictures:
        yield f"{page.pictures} 张图片未读入，图片里的表和数字请另行核对"


def _lies_beside(path: str, name: str) -> bool:
    """Return whether a file of this name lies beside the page or in the folder saved with it."""
    if not name or os.sep in name or len(name.encode()) > 250:
        return False
    page = Path(path)
    folders = (
        page.parent,
        page.with_name(f"{page.stem}_files"),
        page.with_name(f"{page.stem}.files"),
    )
    return any((folder / name).is_file() for folder in folders)


def _payload(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: EmailMessage) -> str:
    return str(part.get_content_charset() or "")


def _parsed(data: bytes, path: str, declared: str) -> tuple[etree._Element, list[str]]:
    """Return the root of a page, and notes on its encoding."""
    if len(data) > MAX_PAGE:
        raise UnreadableDocument(f"{path}：网页超过 {MAX_PAGE >> 20} MB，大得不正常；请核对文件。")
    text, notes = page_text(data, path, declared)
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise empty(path)
    if any(
        entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message.lower()
        for entry in parser.error_log
    ):
        raise UnreadableDocument(
            f"{path}：网页的标签嵌套过深，不能完整读入；请用浏览器打印为 PDF 再读。"
        )
    return root, notes


def page_text(data: bytes, path: str, declared: str = "") -> tuple[str, list[str]]:
    """Return a page's text, and a note where its encoding was not, or wrongly, declared.

    Raises UnreadableDocument when no encoding fits, or none is declared and it is not UTF-8:
    nearly any bytes fit GB18030, and a wrong guess prints wrong words.
    """
    if data.startswith(_BOMS) or b"\x00" in data[:200]:
        return decode(data, path), []
    told = named = declared or _declared(data)
    if named in _MEANINGLESS:
        named = ""
    if _is_utf8(data):
        wrong = named in _CHINESE and not data.isascii()
        return decode(data, path), (
            [_note(named, "UTF-8")] if wrong or (not named and not data.isascii()) else []
        )
    if not told:
        raise UnreadableDocument(f"{path}：网页没有声明编码，内容也不是 UTF-8；{_SAVE_AGAIN}。")
    encoding = "gb18030" if named in _CHINESE else named
    if encoding and encoding != "utf-8":
        try:
            return data.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, path), [_note(named, "GB18030")]


_SAVE_AGAIN = "请用浏览器打开，确认文字无误后另存为 UTF-8 的网页或打印为 PDF 再读"


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_WITHIN])
    found = (match[1] or match[2]).decode("ascii").lower() if match else ""
    return "utf-8" if found == "utf8" else found


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _note(named: str, used: str) -> str:
    if named:
        return f"网页声明的编码 {named} 与内容不符，按 {used} 读入"
    return f"网页没有声明编码，按 {used} 读入"
