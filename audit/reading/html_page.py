"""Turn a parsed web page into paragraphs and tables: the article without what surrounds it.

What a government site puts around an announcement (menus, crumbs, footers) is left out by its
element, by its name, and by where the words of the page are. A table that only arranges
others is read as flowing text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from audit.reading.assemble import Grid, Segment, clean_cell
from audit.reading.html_table import read_rows

_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "nav", "footer",
    "aside", "iframe", "object", "embed", "applet", "svg", "canvas", "audio", "video", "map",
    "select", "option", "button", "input", "textarea", "datalist", "dialog",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section",
    "article", "main", "header", "blockquote", "pre", "center", "form", "fieldset", "legend",
    "address", "figure", "figcaption", "details", "summary", "hr", "table", "caption", "tr", "td",
    "th", "tbody", "thead", "tfoot", "body",
))  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:nav(?:igation|bar)?|menu\w*|foot(?:er)?(?![-_]?note)|bread-?crumbs?|crumbs?|share\w*|sidebar|"
    r"copyright|toolbar|pagination|search\w*|login|friend-?links?|qrcode|ewm|dqwz|weizhi|position|"
    r"header-?top|top-?bar|bdsharebuttonbox)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_CHROME = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|打印(?:本页)?\s*[】\]|｜]|关闭(?:窗口|本页)|扫一扫|分享到|"
    r"^(?:上一篇|下一篇|相关(?:链接|附件|阅读|文章)|网站地图|返回(?:顶部|首页))|^(?:当前|您(?:现在|当前)?(?:的|所在))位置|"
    r"^【?字[体号]\s*[:：]|^浏览(?:次数|量)"
)
_LONGEST_CHROME = 120
_LARGEST_MENU = 1500  # characters: what is called a menu but holds more is the article
_WHITE = re.compile(r"[ \t\r\n\f]+")
_ATTACHED = re.compile(r"\.(?:pdf|docx?|wps|rtf|xlsx?|xlsm|et|zip|rar|7z)(?:$|[?#])", re.IGNORECASE)
_LARGEST_REST = 600  # characters that may stand around the article
_TELLING = re.compile(r"\d\.\d|\d\s*[%％]|万元|\d\s*元|单位\s*[:：]\s*元|注\s*[:：]")
_PASSABLE = frozenset(
    ("div", "section", "article", "main", "form", "center", "body", "td", "tr", "tbody", "table")
)
_PUBLISHED = re.compile(
    r"(?:发布|公开|发文)(?:时间|日期)\s*[:：]\s*20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page prints, and what belongs to it without being printed."""

    segments: tuple[Segment, ...]
    attachments: tuple[str, ...]
    pictures: int


def read_page(root: etree._Element) -> Page:
    """Return the article of a page: its title, its paragraphs and its tables."""
    body = root if root.tag == "body" else next(root.iter("body"), root)
    article = _article(body, _measured(body))
    walk = _Walk()
    walk.flow(article)
    walk.flush()
    segments = [one for one in walk.segments if not _is_chrome(one)]
    segments = [*_before(root, body, article, segments), *segments]
    links = (one for one in body.iter("a") if _ATTACHED.search(one.get("href") or ""))
    return Page(tuple(segments), tuple(dict.fromkeys(map(_attachment, links))), walk.pictures)


def is_frameset(root: etree._Element) -> bool:
    """Return whether the page only names other pages to show."""
    return next(root.iter("frameset"), None) is not None


def _measured(body: etree._Element) -> dict[etree._Element, int]:
    """Return how many words outside links each element prints."""
    sizes: dict[etree._Element, int] = {}
    open_ = [0]
    links = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            silent = _is_silent(element)
            links += element.tag == "a"
            open_.append(0 if silent or links else _words(element.text))
            if silent:
                walk.skip_subtree()
        else:
            links -= element.tag == "a"
            sizes[element] = open_.pop()
            open_[-1] += sizes[element] + (0 if links else _words(element.tail))
    return sizes


def _words(text: str | None) -> int:
    return len(re.sub(r"\s+", "", text)) if text else 0


def _is_silent(element: etree._Element) -> bool:
    if element.tag in _SILENT:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    named = element.tag in ("div", "ul", "p", "td", "span", "header") and _AROUND.search(names)
    return bool(named) and _words(_text(element)) <= _LARGEST_MENU


def _article(body: etree._Element, sizes: dict[etree._Element, int]) -> etree._Element:
    """Return the innermost element outside of which little is printed, and nothing that tells."""
    here = body
    while sizes[here]:
        inner = max(here, key=lambda child: sizes.get(child, 0), default=None)
        if inner is None or sizes[body] - sizes.get(inner, 0) > _LARGEST_REST:
            break
        if inner.tag not in _PASSABLE or (inner.tag == "table" and not _is_layout(inner)):
            break
        if sizes[inner] * 2 < sizes[here] or _TELLING.search(_rest(here, inner)):
            break
        here = inner
    return here


def _rest(element: etree._Element, inner: etree._Element) -> str:
    """Return what an element prints beside one of its children."""
    walk = _Walk()
    walk.add(element.text)
    for child in element:
        if child is not inner and not _is_silent(child):
            walk.flow(child)
        walk.add(child.tail)
    walk.flush()
    return "\n".join(str(one) for one in walk.segments)


def _before(
    root: etree._Element, body: etree._Element, article: etree._Element, segments: list[Segment]
) -> Iterator[str]:
    """Yield the page's title and date where the article itself does not print them."""
    opening = "\n".join(one for one in segments[:12] if isinstance(one, str))
    title = _title(root)
    if title and _bare(title) not in _bare(opening):
        yield title
    printed = _PUBLISHED.search(_text(body))
    within = _PUBLISHED.search(_text(article))
    if printed and not within:
        yield printed[0]


def _title(root: etree._Element) -> str:
    """Return the article's title: of its heading, of the site's mark, else of the window."""
    headings = [clean_cell(_text(one)) for one in root.iter("h1")]
    headings = [one for one in headings if 6 <= len(one) <= 80]
    if len(headings) == 1:
        return headings[0]
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and meta.get("content"):
            return clean_cell(meta.get("content") or "")
    window = next((clean_cell(one.text or "") for one in root.iter("title")), "")
    return re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+", window)[0]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_chrome(segment: Segment) -> bool:
    return (
        isinstance(segment, str)
        and len(segment) <= _LONGEST_CHROME
        and _CHROME.search(segment.strip()) is not None
    )


def _attachment(link: etree._Element) -> str:
    """Return an attachment's file name, and its title where that says more."""
    address = re.split(r"[?#]", link.get("href") or "")[0]
    name = address.replace("\\", "/").rpartition("/")[2]
    title = clean_cell(_text(link))
    return f"{title}\n{name}" if title else name


@dataclass(slots=True)
class _Walk:
    """Walks the article once; inline words gather until a block ends."""

    segments: list[Segment] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    pictures: int = 0

    def flow(self, element: etree._Element) -> None:
        """Take what an element prints, in reading order; pages may be nested without end."""
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, child in walk:
            if child is element:
                if event == "start":
                    self.add(child.text)
            elif event == "start":
                if not self._begin(child):
                    walk.skip_subtree()
            else:
                if child.tag in _BLOCKS:
                    self.flush()
                self.add(child.tail)

    def _begin(self, child: etree._Element) -> bool:
        """Take what stands at an element's beginning; return whether to look inside."""
        if _is_silent(child):
            return False
        if child.tag in _BLOCKS:
            self.flush()
        if child.tag == "br":
            self.words.append("\n")
        elif child.tag == "img":
            self.pictures += 1
        elif child.tag == "table" and not _is_layout(child):
            self._table(child)
            return False
        self.add(child.text)
        return True

    def add(self, text: str | None) -> None:
        """Take words as a page prints them: a run of white space is one space."""
        if text:
            self.words.append(_WHITE.sub(" ", text))

    def flush(self) -> None:
        """End a paragraph."""
        text = "".join(self.words)
        self.words.clear()
        if text.strip():
            self.segments.append(text)

    def _table(self, table: etree._Element) -> None:
        for caption in table.iterchildren("caption"):
            self.flow(caption)
            self.flush()
        rows, extents = read_rows(table, self._cell)
        if rows:
            self.segments.append(Grid(rows, extents))

    def _cell(self, cell: etree._Element) -> str:
        inner = _Walk()
        inner.flow(cell)
        inner.flush()
        self.pictures += inner.pictures
        return "\n".join(one for one in inner.segments if isinstance(one, str))


def _is_layout(table: etree._Element) -> bool:
    """Return whether a table only arranges: it holds another, or nothing stands side by side."""
    if (table.get("role") or "").lower() == "presentation":
        return True
    if any(_has_words(inner) for inner in table.iter("table") if inner is not table):
        return True
    rows = [[one for one in row if one.tag in ("td", "th")] for row in table.iter("tr")]
    if all(len([one for one in row if _has_words(one)]) <= 1 and len(row) <= 1 for row in rows):
        return True
    return sum(map(bool, rows)) == 1 and any(_paragraphs(cell) > 3 for cell in rows[0] or ())


def _has_words(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _paragraphs(cell: etree._Element) -> int:
    return sum(_has_words(one) for one in cell.iter("p", "div", "li"))
