"""Drawings of notebooks are rebuilt from what is allowed; nothing else gets through."""

from __future__ import annotations

import pytest
from disclosures import hostile_result

from audit.report.drawings import clean_svg
from audit.views import plots
from audit.views.svg import svg


@pytest.mark.parametrize(
    "hostile",
    [
        "<svg onload='alert(1)'><script>alert(1)</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><a href='javascript:alert(1)'><text/></a></svg>",
        "<svg><foreignObject><body onload='alert(1)'/></foreignObject></svg>",
        "<svg><image href='http://example.org/x.png'/><use href='http://example.org/#x'/></svg>",
        "<svg><style>*{background:url(http://example.org)}</style><set onbegin='alert(1)'/></svg>",
        "<svg><rect style='fill:url(http://example.org)' fill='url(#x)' class='k0'/></svg>",
        "<svg><g class='&quot; onload=&quot;alert(1)'/></svg>",
        "<svg><animate onend='alert(1)' attributeName='href' to='javascript:alert(1)'/></svg>",
        "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><svg><text>&e;</text></svg>",
        "<svg xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></svg>",
    ],
)
def test_nothing_hostile_survives(hostile: str) -> None:
    """No script, handler, address, style or entity is left."""
    cleaned = clean_svg(hostile)
    for word in ("alert", "example.org", "script", "style", "href", "etc", "url", "on"):
        assert word not in cleaned


def test_our_own_charts_survive_whole() -> None:
    """A chart of ours keeps every shape, word and attribute."""
    plot = plots.structure(hostile_result(), "expenditure", "zh")
    assert plot is not None
    drawing = svg(plot, "c")
    cleaned = clean_svg(str(drawing))
    assert cleaned.count("<text") == drawing.count("<text")
    assert cleaned.count("=") == drawing.count("=")


@pytest.mark.parametrize("source", ["", "<p>x</p>", "<svg", "<svg>" + "x" * 500_000 + "</svg>"])
def test_what_is_no_drawing_gives_nothing(source: str) -> None:
    """Broken, foreign or oversized sources give an empty string."""
    assert not clean_svg(source)


def test_deep_nesting_ends() -> None:
    """A drawing nested without end is cut."""
    assert clean_svg("<svg>" + "<g>" * 200 + "</g>" * 200 + "</svg>").count("<g") < 50
