"""The frame of every page: templates with escaping on, one style sheet, a strict policy."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import audit
from audit.export.text import harmless
from audit.report.glyphs import with_font
from audit.views.evidence import templates as view_templates
from audit.views.words import titled, word

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_NOT_PAPER = re.compile(r"[^\w（）()· -]")
TOOL = "final-accounts-audit"


@cache
def environment() -> Environment:
    """Return the templates of pages, which can include those of the views."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("audit.report"), PackageLoader("audit.views")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        titled=titled,
        paper_words=paper_words,
        word=word,
        policy=POLICY,
        tool=f"{TOOL} {audit.__version__}",
        css=_css,
    )
    return made


def render(name: str, **values: object) -> str:
    """Return a page with its own characters; every value is escaped unless it is Markup.

    What could turn the direction of writing is shown as �, so that no name turns a figure round.
    """
    return with_font(harmless(environment().get_template(name).render(**values)))


def paper_words(text: str) -> str:
    """Return a name as it can stand in a style sheet's string: letters, digits, brackets."""
    return _NOT_PAPER.sub("", text)[:60]


def _css(name: str) -> Markup:
    """Return one of our own style sheets, comments and line ends removed."""
    owner = view_templates() if name == "audit.css" else environment()
    loader = owner.loader
    assert loader is not None  # noqa: S101 - both environments are made with one
    return Markup(loader.get_source(owner, name)[0].strip())  # noqa: S704 - our own file
