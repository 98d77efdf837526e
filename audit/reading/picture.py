"""Read a picture of a disclosure (.png, .jpg, .tif, .bmp): its words are recognised."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from audit.errors import UnreadableDocument
from audit.model import Document
from audit.reading import ocr
from audit.reading.assemble import assemble
from audit.reading.pdf_join import PageContent, segments_of
from audit.reading.pdf_layout import content_of
from audit.reading.sniff import kind_of

MAX_DOTS = 100_000_000
MAX_FRAMES = 300
_LONG_SIDE = 842.0  # points: a page without a trustworthy resolution is taken for A4


def read_picture(data: bytes, path: str) -> Document:
    """Return the document in a picture; raises UnreadableDocument with what to do."""
    kind = kind_of(data).upper()
    see = ocr.engine()
    if see is None:
        raise UnreadableDocument(
            f"{path}：内容是 {kind} 图片，其中的文字要识别才能读；{ocr.ADVICE}。"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            pages = list(_pages(data, see))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as problem:
        reason = "太大" if isinstance(problem, Image.DecompressionBombWarning) else "打不开"
        advice = "请核对文件，或重新扫描、另存后再读"
        raise UnreadableDocument(f"{path}：这个 {kind} 图片{reason}；{advice}。") from None
    segments, heads = segments_of(pages)
    if not segments:
        advice = "请提供更清晰的图片，或可复制文字的版本"
        raise UnreadableDocument(f"{path}：这个 {kind} 图片里没有认出文字；{advice}。")
    notes = [*(f"页眉页脚未计入正文：{head[:40]}" for head in heads)]
    notes.append("全文由图片识别得到，数字请与原件核对")
    return assemble(path, data, kind.lower(), segments, notes)


def _pages(data: bytes, see: ocr.Engine) -> Iterator[PageContent]:
    with Image.open(io.BytesIO(data)) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            if number > MAX_FRAMES:
                raise ValueError
            if frame.width * frame.height > MAX_DOTS:
                raise Image.DecompressionBombWarning
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            scale = max(upright.size) / _LONG_SIDE
            yield content_of(ocr.seen_sheet(upright, scale, number, see))
