"""Keep of a piece of HTML only what cannot run, load or submit anything.

An allow-list: tags that are not on it are unwrapped, or dropped with what they hold. The
pages carry a content security policy as well; either alone would do.
"""

from __future__ import annotations

import re

from lxml import etree, html

_KEPT_TAGS = """
    a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s section small span
    strong sub summary sup table tbody td tfoot th thead tr u ul"""
_DROPPED_TAGS = """
    script style iframe frame frameset object embed applet template svg math noscript noembed
    noframes textarea select title xmp plaintext link meta base"""
_KEPT_ATTRIBUTES = (
    "class id title lang dir alt width height colspan rowspan scope open start tabindex role"
    " aria-label"
)
_TAGS = frozenset(_KEPT_TAGS.split())
_DROPPED = frozenset(_DROPPED_TAGS.split())
_ATTRIBUTES = frozenset(_KEPT_ATTRIBUTES.split())
_LINK = re.compile(r"(?:#|https?://|mailto:)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_STYLE = re.compile(r"\s*width:\s*\d{1,3}%\s*;?\s*")


def clean(fragment: str) -> str:
    """Return the fragment with nothing in it that could run, load or submit."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for element in list(root.iter()):
        if element is not root:
            _clean_element(element)
    text = root.text or ""
    inner = "".join(html.tostring(child, encoding="unicode") for child in root)
    return str(_escaped(text)) + inner


def _clean_element(element: html.HtmlElement) -> None:
    if element.getparent() is None:
        return
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _DROPPED or not tag:
        element.drop_tree()
    elif tag not in _TAGS:
        element.drop_tag()
    else:
        for name in list(element.attrib):
            if not _kept(tag, name.lower(), element.attrib[name].strip()):
                del element.attrib[name]


def _kept(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return tag == "a" and _LINK.match(value) is not None
    if name == "src":
        return tag == "img" and _IMAGE.fullmatch(value) is not None
    if name == "style":
        return _STYLE.fullmatch(value) is not None
    return name in _ATTRIBUTES


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))
