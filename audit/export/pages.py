"""The catalogue of checks as Markdown: an index and one page a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.registry import Check

HEADINGS = ("What", "Why", "Basis", "Example", "Limits")


def check_page(entry: Check) -> str:
    """Return one check's page: its titles, its metadata and its docstring."""
    return "\n".join([f"# {entry.id} {entry.title.zh}", "", *_facts(entry), "", *_body(entry), ""])


def index_page(entries: Iterable[Check]) -> str:
    """Return the table of all checks with links to their pages."""
    head = [
        "# Catalogue of checks · 检查目录",
        "",
        "Made by `make docs` from the code; edit the check, not this page.",
        "",
        "| id | 检查 | check | severity | area |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *map(_index_row, entries), ""])


def pages(entries: Iterable[Check]) -> dict[str, str]:
    """Return file names and texts of the index and of every check's page."""
    listed = tuple(entries)
    return {"README.md": index_page(listed), **{f"{e.id}.md": check_page(e) for e in listed}}


def _index_row(entry: Check) -> str:
    cells = (entry.title.zh, entry.title.en, entry.severity, entry.area)
    return f"| [{entry.id}]({entry.id}.md) | {' | '.join(map(_escaped, cells))} |"


def _facts(entry: Check) -> list[str]:
    verified = "read in its source" if entry.verified else "not yet read in its source"
    return [
        f"{entry.title.en}",
        "",
        f"- severity: {entry.severity}",
        f"- area: {entry.area}",
        f"- basis: {entry.basis} ({verified})",
    ]


def _body(entry: Check) -> Iterator[str]:
    """Yield the docstring, each heading a paragraph of its own."""
    for line in entry.page.splitlines():
        heading, mark, rest = line.partition(":")
        if mark and heading in HEADINGS:
            yield ""
            yield f"**{heading}.** {rest.strip()}".rstrip()
        elif line.strip():
            yield line.strip()


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
