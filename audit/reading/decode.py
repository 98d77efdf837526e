"""Find a text's encoding strictly: a wrong guess would put wrong characters into a report."""

from __future__ import annotations

import codecs
import re

from audit.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_ADVICE = "请用记事本或 WPS 打开后另存为 UTF-8 编码的 .txt，或改用 .docx"


def decode(data: bytes, path: str) -> str:
    """Return the text of `data`; raises UnreadableDocument when it is empty or not text."""
    text = _decoded(data, path)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise empty(path)
    if len(_CONTROL.findall(text)) * 200 > len(text):
        raise _not_text(path)
    return text


def empty(path: str) -> UnreadableDocument:
    """Return the refusal of a file that prints nothing."""
    return UnreadableDocument(f"{path}：文件是空的，没有可读的文字；请确认选对了文件。")


def _decoded(data: bytes, path: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, path)
    if b"\x00" in data:
        return _strictly(data, _wide_encoding(data), path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if _damaged_utf8(data):
            where = f"第 {problem.start + 1} 个字节"
            reason = f"看来是 UTF-8 文本，但{where}处已损坏或被截断"
            raise UnreadableDocument(f"{path}：{reason}；{_ADVICE}。") from None
    return _strictly(data, "gb18030", path)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _not_text(path) from None


def _wide_encoding(data: bytes) -> str:
    """Return UTF-16 with the byte order in which ASCII characters have their zero byte."""
    return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"


def _damaged_utf8(data: bytes) -> bool:
    """Return whether nearly all of `data` is UTF-8: GB18030 would make rubbish of it."""
    text = data.decode("utf-8", errors="replace")
    wide = sum(char > "\u007f" for char in text)
    return text.count("\ufffd") * 10 < wide


def _not_text(path: str) -> UnreadableDocument:
    reason = "内容不是文本，或编码不是 UTF-8、UTF-16、GB18030 之一"
    return UnreadableDocument(f"{path}：{reason}；{_ADVICE}。")
