"""SVG of a notebook's outputs, rebuilt from an allow-list so that nothing in it can run.

A drawing is read as XML without entities and network and written anew: elements, attributes
and values that are not listed are left out, names lose their name spaces.
"""

from __future__ import annotations

import re

from lxml import etree
from markupsafe import Markup, escape

_SHAPES = "path rect circle ellipse line polyline polygon"
_TAGS = frozenset(f"svg g text tspan title desc {_SHAPES}".split())
_NUMBERS = "x y x1 y1 x2 y2 cx cy r rx ry dx dy width height"
_ATTRIBUTES = frozenset(f"{_NUMBERS} d points viewBox class id role aria-labelledby".split())
_VALUE = re.compile(r"[\w .,:+%\u2212-]*")  # no bracket, quotation mark, ampersand or slash
_LARGEST, _DEEPEST = 400_000, 20


def clean_svg(source: str) -> Markup:
    """Return the drawing as an element of HTML, '' for what is no SVG or is too large."""
    if len(source) > _LARGEST:
        return Markup("")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.encode(), parser)
    except etree.XMLSyntaxError:
        return Markup("")
    return _element(root, 0) if _name(root) == "svg" else Markup("")


def _element(element: etree._Element, depth: int) -> Markup:
    name = _name(element)
    if name not in _TAGS or depth > _DEEPEST:
        return Markup("")
    attributes = Markup("").join(
        Markup(' {}="{}"').format(key, value)
        for key, value in sorted(element.attrib.items())
        if key in _ATTRIBUTES and _VALUE.fullmatch(str(value))
    )
    inner = escape(element.text or "")
    for child in element:
        inner += _element(child, depth + 1) + escape(child.tail or "")
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, inner)


def _name(element: etree._Element) -> str:
    """Return an element's name without its name space, '' for a comment or an instruction."""
    tag: object = element.tag
    return etree.QName(element).localname if isinstance(tag, str) else ""
