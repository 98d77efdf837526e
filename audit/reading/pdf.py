"""Read a PDF: prose in reading order, ruled tables with merged headings, places on pages.

Pages are read one after the other, so that memory does not grow with pictures or drawings.
What cannot be read of a page is said in the document's notes; a file of which nothing can
be read raises UnreadableDocument.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading import ocr
from audit.reading.assemble import assemble
from audit.reading.pdf_join import PageContent, segments_of
from audit.reading.pdf_layout import content_of
from audit.reading.pdf_page import Sheet, frame_of, is_invisible, placed, read_runs
from audit.reading.pdf_rules import drawn_on

MAX_PAGES = 2_000
_FEW = 40  # characters: a scanned page may bear a page number or a stamp in real letters
_PICTURED = 0.5  # share of a page that pictures cover
_GARBLED = 0.08  # share of its characters
_LEAST_GARBLED = 10
_END = b"%%EOF"
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}/Count\s+0\b")
_DAMAGED = "请重新下载；若仍打不开，请用阅读器打开后另存为新的 PDF"
_WHY = {
    raw.FPDF_ERR_PASSWORD: ("有密码", "请先用密码打开，另存为不加密的 PDF 再读"),
    raw.FPDF_ERR_SECURITY: ("用了不支持的加密方式", "请先另存为不加密的 PDF 再读"),
}


def read_pdf(data: bytes, path: str) -> Document:
    """Return the document in `data`; raises UnreadableDocument with what to do."""
    opened = _opened(data, path)
    try:
        reading = _Reading(len(opened), _forms(opened))
        pages = list(reading.contents(opened))
    finally:
        opened.close()
    if _END not in data[-4096:]:
        reading.said.append("文件结尾不完整，可能没有下载完，后面的内容或有缺失；请重新下载")
    segments, heads = segments_of(pages)
    if not segments:
        raise _refuse(path, *reading.why_nothing())
    notes = [*(f"页眉页脚未计入正文：{head[:40]}" for head in heads), *reading.notes()]
    return assemble(path, data, "pdf", segments, notes)


def _refuse(path: str, reason: str, advice: str) -> UnreadableDocument:
    return UnreadableDocument(f"{path}：这个 PDF {reason}；{advice}。")


def _opened(data: bytes, path: str) -> pdfium.PdfDocument:
    raw.FPDF_LoadMemDocument(b"", 0, None)  # else an error of a file before this one may stand
    try:
        opened = pdfium.PdfDocument(data)
        count = len(opened)
    except pdfium.PdfiumError as problem:
        code = getattr(problem, "err_code", None)
        why = "没有页面" if _NO_PAGES.search(data) else "已损坏或不完整，打不开"
        raise _refuse(path, *_WHY.get(code, (why, _DAMAGED))) from None
    if 0 < count <= MAX_PAGES:
        return opened
    opened.close()
    if count == 0:
        raise _refuse(path, "没有页面", _DAMAGED)
    limit = f"标明有 {count} 页，超过 {MAX_PAGES} 页的上限，不像一份决算公开"
    raise _refuse(path, limit, "请核对文件，或只截取决算公开的各页另存为 PDF")


def _forms(opened: pdfium.PdfDocument) -> int:
    """Return the kind of form that a PDF carries; a form that only holds a signature is none."""
    kind = int(raw.FPDF_GetFormType(opened.raw))
    signed = kind == raw.FORMTYPE_ACRO_FORM and raw.FPDF_GetSignatureCount(opened.raw) > 0
    return raw.FORMTYPE_NONE if signed else kind


@dataclass(slots=True)
class _Reading:
    """Reads page after page, and remembers what it could not read where."""

    count: int
    form: int
    lost: list[int] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def contents(self, opened: pdfium.PdfDocument) -> Iterator[PageContent]:
        """Yield what each page holds."""
        for index in range(self.count):
            try:
                page = opened[index]
            except pdfium.PdfiumError:
                self.lost.append(index + 1)
                continue
            try:
                yield content_of(self._sheet(page, index + 1))
            finally:
                page.close()

    def _sheet(self, page: pdfium.PdfPage, number: int) -> Sheet:
        sheet = sheet_of(page, number)
        if sheet.cut:
            self.cut.append(number)
        if sheet.turned:
            self.turned.append(number)
        garbled = sheet.garbled >= max(_LEAST_GARBLED, _GARBLED * len(sheet.glyphs))
        pictured = sheet.pictured >= _PICTURED and len(sheet.glyphs) < _FEW
        if not garbled and not pictured:
            return sheet
        recognised = ocr.recognised(page, sheet)
        if recognised is not None:
            self.recognised.append(number)
            return recognised
        (self.garbled if garbled else self.scans).append(number)
        return replace(sheet, glyphs=()) if garbled else sheet

    def notes(self) -> Iterator[str]:
        """Yield what was not read, or is not sure, a sentence each."""
        yield from self.said
        for pages, sentence in (
            (self.lost, "{} 打不开，未读入；请重新下载文件或核对这些页"),
            (self.scans, "{} 是扫描图片，未读入；" + ocr.ADVICE),
            (self.garbled, "{} 的文字没有编码对照，读不出来，未读入；" + ocr.ADVICE),
            (self.recognised, "{} 是图片，文字由识别得到，数字请与原件核对"),
            (self.cut, "{} 的内容过多，只读了一部分"),
            (self.turned, "{} 有倾斜或竖排的文字（如水印），未读入"),
        ):
            if pages:
                yield sentence.format(named(pages))
        if self.form != raw.FORMTYPE_NONE:
            yield "文件带有可填写的表单域，域里填写的内容未读入"

    def why_nothing(self) -> tuple[str, str]:
        """Return why nothing was read, and what to do."""
        if len(self.lost) == self.count:
            return f"标明有 {self.count} 页，却没有一页打得开", _DAMAGED
        if self.scans:
            return "是扫描件，页面上只有图片，没有可读的文字", ocr.ADVICE
        if self.garbled:
            return "的文字没有编码对照，读不出来", ocr.ADVICE
        if self.recognised:
            return "是扫描件，图片里没有认出文字", "请提供更清晰的扫描件，或可复制文字的版本"
        if self.form != raw.FORMTYPE_NONE:
            return "的内容都在可填写的表单域里", "请用阅读器打开后打印成普通 PDF 再读"
        return "各页都没有文字", "请核对文件，或提供可复制文字的版本"


def named(pages: Iterable[int]) -> str:
    """Return page numbers in words, neighbours as a range: 第 1、4-9 页."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    return f"第 {'、'.join('-'.join(map(str, ends)) for ends in ranges)} 页"


def sheet_of(page: pdfium.PdfPage, number: int) -> Sheet:
    """Return what is printed on a page."""
    runs, garbled = read_runs(page)
    frame = frame_of(page, runs)
    drawn = drawn_on(page, frame)
    glyphs, turned = placed(runs, frame)
    hidden = bool(glyphs) and drawn.pictured >= _PICTURED and is_invisible(page)
    return Sheet(
        number,
        *frame.size,
        glyphs,
        drawn.rules,
        pictured=drawn.pictured,
        garbled=garbled,
        turned=turned,
        unsure=hidden,
        cut=drawn.cut,
    )
