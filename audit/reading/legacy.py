"""Read what only an office program can open (.doc, .wps, .rtf, .ods, …) through LibreOffice.

The program is found by itself and runs without a window, macros, network or the user's own
profile, in a temporary folder, for a bounded time. What it gives is read like any new file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading import ole
from audit.reading.sniff import kind_of

SECONDS = 120
_WORD, _CALC = ("docx", "MS Word 2007 XML"), ("xlsx", "Calc MS Excel 2007 XML")
_NAMES = {
    "doc": "旧版 Word/WPS 文件（.doc、.wps）",
    "rtf": "RTF 文件",
    "xls": "旧版工作簿（.xls、.et）",
}
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_INSTALL = "请安装 LibreOffice（免费，Windows、macOS、Linux 都有），或用 Word、WPS 打开后另存为 .{}"
# What the program's own profile says before it starts: no macros, no links, no network.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def find_office() -> str | None:
    """Return the path of LibreOffice, or None; AUDIT_SOFFICE names one that lies elsewhere."""
    named = os.environ.get("AUDIT_SOFFICE")
    if named is not None:
        return shutil.which(named)
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _PLACES if Path(place).is_file()), None)


def read_old_workbook(data: bytes, path: str) -> Document:
    """Return the old workbook in `data`, through LibreOffice where xlrd cannot read it."""
    from audit.reading.xls import DamagedWorkbook, read_xls

    try:
        return read_xls(data, path)
    except DamagedWorkbook:
        if find_office() is None:
            raise
        return read_converted(data, path)


def read_converted(data: bytes, path: str) -> Document:
    """Return the document in `data` after LibreOffice has turned it into .docx or .xlsx.

    Raises UnreadableDocument without LibreOffice, for a password or macros, or when it
    gives nothing.
    """
    kind, (target, filter_name) = _kind_and_target(data)
    if kind == "doc" and ole.is_locked_word(data):
        raise UnreadableDocument(f"{path}：文件已加密（有打开密码）；请先取消密码再读。")
    if kind == "doc" and ole.has_macros(data):
        from audit.reading.docx import HAS_MACROS

        raise UnreadableDocument(f"{path}：{'；'.join(HAS_MACROS)}。")
    office = find_office()
    if office is None:
        what = _NAMES.get(kind, f"{kind} 文件")
        raise UnreadableDocument(
            f"{path}：{what}须借助 LibreOffice 读取；{_INSTALL.format(target)}。"
        )
    converted = _converted(office, data, kind, target, filter_name, path)
    if target == "docx":
        from audit.reading.docx import read_docx as read_new
    else:
        from audit.reading.xlsx import read_xlsx as read_new
    document = read_new(converted, path)
    notes = (*document.notes, "经 LibreOffice 转换后读入")
    if kind == "xls" and ole.has_macros(data):
        notes = (*notes, "文件含宏（VBA），只读内容，没有运行")
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), format=kind, notes=notes)


def _kind_and_target(data: bytes) -> tuple[str, tuple[str, str]]:
    """Return what the file is called, and the new format that fits it."""
    kind = kind_of(data)
    if kind == "odf":
        sheet = b"opendocument.spreadsheet" in data[:200]
        return ("ods", _CALC) if sheet else ("odt", _WORD)
    if kind == "xml":
        sheet = b"Excel.Sheet" in data[:4000]
        return ("xml", _CALC if sheet else _WORD)
    return kind, _CALC if kind in ("xls", "xlsb") else _WORD


def _converted(
    office: str, data: bytes, kind: str, target: str, filter_name: str, path: str
) -> bytes:
    with tempfile.TemporaryDirectory(prefix="audit-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / f"in.{kind}"
        source.write_bytes(data)
        profile = place / "profile"
        _write_profile(profile)
        command = [
            office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
            "--convert-to", f"{target}:{filter_name}", "--outdir", str(place / "out"), str(source),
        ]  # fmt: skip
        if not _run(command, place):
            reason = f"LibreOffice 在 {SECONDS} 秒内没有转换完"
            raise UnreadableDocument(f"{path}：{reason}；请用 Word 或 WPS 另存为 .{target}。")
        result = place / "out" / f"in.{target}"
        if not result.is_file():
            reason = "LibreOffice 打不开这个文件，可能已损坏或有密码"
            raise UnreadableDocument(f"{path}：{reason}；请用 Word 或 WPS 另存为 .{target}。")
        return result.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path) -> bool:
    """Run the program; return False when it was stopped for taking too long."""
    alone = sys.platform != "win32"  # a group of its own, so that its children end with it
    process = subprocess.Popen(  # noqa: S603 - the program is found, its words are ours
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=alone,
    )  # fmt: skip
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process, alone=alone)
    return True


def _end(process: subprocess.Popen[bytes], *, alone: bool) -> None:
    """End the program and what it started, where anything still runs."""
    if alone:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
