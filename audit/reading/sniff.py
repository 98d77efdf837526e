"""Tell by its first bytes what a file is, and refuse by name what is not read here."""

from __future__ import annotations

import re

from audit.errors import UnreadableDocument

_ONLY = "本版只读 .txt 和 .docx"
_CONVERT = "请用 Word 或 WPS 打开后另存为 .docx，或复制全文存为 .txt"
_OLD = "旧版 Office 文件（.doc、.wps、.xls）或加密的 .docx"
_PICTURE = "图片里的文字和数字不能读取，请提供可以复制文字的 .docx 或 .txt"
_UNPACK = "请先解压，再指定其中的 .txt 或 .docx"
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD),
    (b"%PDF-", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"BM", "BMP 图片"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ADVICE = {
    _OLD: "请先用 Word 或 WPS 打开（有密码的先取消密码），另存为 .docx 再读",
    "RAR 压缩包": _UNPACK,
    "7z 压缩包": _UNPACK,
    "gzip 压缩包": _UNPACK,
}


def refuse_other_formats(data: bytes, path: str) -> None:
    """Raise UnreadableDocument when `data` is a known format other than text."""
    kind = next((name for sign, name in _SIGNATURES if data.startswith(sign)), "")
    if kind == "BMP 图片" and b"\x00" not in data[:64]:
        kind = ""  # a text may begin with the letters BM
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<") and _HTML.search(head):
        kind = "HTML 网页"
    if kind:
        advice = _PICTURE if kind.endswith("图片") else _ADVICE.get(kind, _CONVERT)
        raise UnreadableDocument(f"{path}：内容是 {kind}，{_ONLY}；{advice}。")
    if path.lower().endswith(".docx") and data:
        reason = "扩展名是 .docx，内容却不是 Word 文件"
        raise UnreadableDocument(f"{path}：{reason}；请重新下载，或用 Word、WPS 另存为 .docx。")
