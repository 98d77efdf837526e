"""Tell by its content what a file is, and refuse by name what cannot be read.

The name does not decide: pages named .xls, workbooks named .doc and PDFs named .docx are
common where disclosures are published.
"""

from __future__ import annotations

import re
from io import BytesIO

from audit.errors import UnreadableDocument
from audit.reading import ole

PICTURES = ("png", "jpeg", "gif", "tiff", "bmp")
ARCHIVES = {"rar": "RAR 压缩包", "7z": "7z 压缩包", "gzip": "gzip 压缩包"}
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_PDF_WITHIN = 1024  # bytes of rubbish that may stand before a PDF's signature
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|title)\b", re.IGNORECASE)
_OFFICE_XML = re.compile(rb"progid=[\"'](Word\.Document|Excel\.Sheet)", re.IGNORECASE)
_MHTML = re.compile(
    rb"^content-type:\s*multipart/(?:related|alternative|mixed)", re.IGNORECASE | re.MULTILINE
)
_MAIL = re.compile(
    rb"^(?:from|mime-version|content-type|subject|date|x-[\w-]+|snapshot-content-location):",
    re.IGNORECASE,
)
_ONLY = "本版不读"
_SAVE = "请用 Word 或 WPS 打开后另存为 .docx，或复制全文存为 .txt"
_UNPACK = "请先解压，再指定解压出的文件或文件夹"


def kind_of(data: bytes) -> str:
    """Return the kind of a file: `docx`, `xlsx`, `xls`, `html`, … or `text` for all else."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(ole.SIGNATURE):
        return _ole_kind(data)
    kind = next((name for sign, name in _SIGNATURES if data.startswith(sign)), "")
    if kind == "bmp" and b"\x00" not in data[:64]:
        kind = ""  # a text may begin with the letters BM
    return kind or _markup_kind(data)


def _zip_kind(data: bytes) -> str:
    import zipfile  # costs time that a text need not pay
    import zlib

    broken = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except broken:
        return "docx" if b"word/" in data[:4096] or b"[Content_Types].xml" in data[:64] else "zip"
    if "word/document.xml" in names:
        return "docx"
    for name, kind in (
        ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "pptx"),
    ):  # fmt: skip
        if name in names:
            return kind
    if "mimetype" in names and "content.xml" in names:
        return "odf"
    return "docx" if "[Content_Types].xml" in names else "zip"


def _ole_kind(data: bytes) -> str:
    names = ole.parts(data)
    if "EncryptedPackage" in names:
        return "locked"
    if names & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in names:
        return "doc"
    return "ole"


def _markup_kind(data: bytes) -> str:
    """Return the kind of a text by what it begins with."""
    head = _narrow(data[:4000])
    if b"%PDF-" in data[:_PDF_WITHIN] and not head.lstrip().startswith(b"<"):
        return "pdf"
    if head.startswith(b"<"):
        if _OFFICE_XML.search(head):
            return "xml"
        if _HTML.search(head):
            return "html"
    if _MAIL.match(head) and _MHTML.search(_narrow(data[:20_000])):
        return "mhtml"
    return "text"


def _narrow(head: bytes) -> bytes:
    """Return the first bytes as ASCII-like ones, without mark and white space."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.replace(b"\x00", b"")[2:].lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def refuse(kind: str, path: str) -> UnreadableDocument:
    """Return the refusal of a kind that nothing here reads."""
    if kind in ARCHIVES:
        return UnreadableDocument(f"{path}：内容是 {ARCHIVES[kind]}，{_ONLY}；{_UNPACK}。")
    if kind == "locked":
        reason = "文件已加密（有打开密码）"
        return UnreadableDocument(f"{path}：{reason}；请用 Office 或 WPS 取消密码后另存再读。")
    if kind == "pptx":
        reason = "内容是 PowerPoint 演示文稿，" + _ONLY
        return UnreadableDocument(f"{path}：{reason}；请把文字另存为 .docx 或 .txt。")
    if kind == "ole":
        reason = "是旧版 Office 格式，但找不到 Word 正文或工作簿，可能已损坏、没有下载完或已加密"
        return UnreadableDocument(f"{path}：{reason}；请重新下载，或打开后另存为 .docx、.xlsx。")
    return UnreadableDocument(f"{path}：内容是 {kind.upper()} 文件，{_ONLY}；{_SAVE}。")


def refuse_mislabelled(data: bytes, path: str) -> None:
    """Raise UnreadableDocument when a text carries the name of a Word file or a workbook."""
    ending = next((e for e in (".docx", ".xlsx", ".xlsm", ".pdf") if path.lower().endswith(e)), "")
    if ending and data:
        reason = f"扩展名是 {ending}，内容却不是这种文件"
        raise UnreadableDocument(f"{path}：{reason}；请重新下载，或用 Word、WPS 打开后另存。")
