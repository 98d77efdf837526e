"""Write a page as a county's portal would save it: navigation, scripts and foot around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from audit.sample.blocks import Heading, Sheet, Table, rows_of

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>table {{ border-collapse: collapse }} td {{ border: 1px solid #000 }}</style>
<script>
var visits = 0;
function count() {{ visits += 1; return "本页访问 " + visits + " 次"; }}
</script>
</head>
<body>
<div class="header"><a href="#">{county}人民政府</a></div>
<ul class="nav">
<li><a href="#">首页</a></li><li><a href="#">要闻</a></li>
<li><a href="#">办事</a></li><li><a href="#">互动</a></li>
</ul>
<div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; 正文</div>
<div class="article">
"""
_FOOT = """</div>
<div class="share">分享到：<a href="#">打印</a> <a href="#">关闭</a></div>
<div class="footer">主办：{county}人民政府办公室
<a href="#">网站地图</a> <a href="#">联系我们</a></div>
<script>count();</script>
</body>
</html>
"""


def html_file(blocks: Sequence[Heading | str | Sheet], title: str, county: str) -> bytes:
    """Return the bytes of the page, in UTF-8."""
    pieces = [_HEAD.format(title=escape(title), county=escape(county))]
    for block in blocks:
        pieces += _table(block) if isinstance(block, Sheet) else [_words(block)]
    pieces.append(_FOOT.format(county=escape(county)))
    return "".join(pieces).encode()


def _words(block: Heading | str) -> str:
    if isinstance(block, str):
        return f"<p>&nbsp;&nbsp;{escape(block)}</p>\n"
    level = block.level + 1
    return f"<h{level}>{escape(block.text)}</h{level}>\n"


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"<p><strong>{escape(sheet.title)}</strong></p>\n"
    yield from (f"<p>{escape(text)}</p>\n" for text in sheet.above)
    yield "<table>\n"
    for number in range(len(sheet.table.rows)):
        yield f"<tr>{''.join(_cells(sheet.table, number))}</tr>\n"
    yield "</table>\n"
    if sheet.note:
        yield f"<p>{escape(sheet.note)}</p>\n"


def _cells(table: Table, number: int) -> Iterator[str]:
    column = 0
    for cell in table.rows[number]:
        if cell.merge != "below":
            height = rows_of(table, number, column) if cell.merge == "begin" else 1
            spans = (("colspan", cell.span), ("rowspan", height))
            marks = "".join(f' {name}="{size}"' for name, size in spans if size > 1)
            yield f"<td{marks}>{escape(cell.text)}</td>"
        column += cell.span
