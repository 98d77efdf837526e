"""The catalogue of checks as Markdown: an index and one page a check, Chinese first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from audit.handbook import HEADINGS, Page, page_of
from audit.model import Message
from audit.registry import Check
from audit.views.words import AREA, SEVERITY, Language, named

_NAMES = {
    "What": Message("核对内容", "What"),
    "Why": Message("为什么", "Why"),
    "Basis": Message("依据", "Basis"),
    "Formula": Message("公式", "Formula"),
    "Tolerance": Message("容差", "Tolerance"),
    "Example": Message("举例", "Example"),
    "Limits": Message("局限", "Limits"),
}
_FACTS = (Message("程度", "severity"), Message("领域", "area"), Message("代号", "name"))
_READ = Message("*依据已核。*", "*Basis verified.*")
_UNREAD = Message("*依据未核对原文。*", "*Basis not yet read in its source.*")
_AT_MOST = Message(
    "本检查至多作“存疑”提出；只有不靠这一依据矛盾也成立，或所用版式写明已读到该规定的，才作“矛盾”提出。",
    "This check never gives more than a warning unless the contradiction stands without the norm, "
    "or the edition says that the rule was read.",
)
_INTRO = Message(
    "每项检查一页，先中文后英文：核对内容、为什么、依据、公式、容差、举例、局限。"
    "程度分矛盾、存疑、提示；“未核”指依据尚未核对原文。"
    "本目录由 `make docs` 从程序生成，请改检查本身，不要改这些页面。",
    "One page a check, Chinese first, English below: what, why, basis, formula, tolerance, "
    "example, limits. Severities are contradiction, doubtful and hint; *unread* marks a basis "
    "not yet read in its source. Made by `make docs` from the code; edit the check, not these "
    "pages.",
)


def check_page(entry: Check, language: Language) -> str:
    """Return one check's page in one language, as Markdown."""
    page = page_of(entry, language)
    return "\n".join([f"# {entry.id} {_title(entry, page, language)}", *_body(entry, language), ""])


def both_pages(entry: Check) -> str:
    """Return one check's page in Chinese with the English one below, as Markdown."""
    title = _title(entry, page_of(entry, "en"), "en")
    zh = [f"# {entry.id} {entry.title.zh}", "", "[English](#english)", *_body(entry, "zh")]
    return "\n".join([*zh, "", "## English", "", f"{title}.", *_body(entry, "en"), ""])


def index_page(entries: Iterable[Check]) -> str:
    """Return the index: how many checks there are, then all by area and all by severity."""
    listed = tuple(entries)
    parts = ["# 检查目录 · Catalogue of checks", "", _INTRO.zh, "", _INTRO.en]
    parts += ["", *_counts(listed), "", "## 按领域 · By area"]
    for area in AREA:
        inside = [entry for entry in listed if entry.area == area]
        parts += _table(area, AREA, inside, "severity")
    parts += ["", "## 按程度 · By severity"]
    for severity in SEVERITY:
        inside = [entry for entry in listed if entry.severity == severity]
        parts += _table(severity, SEVERITY, inside, "area")
    return "\n".join([*parts, ""])


def pages(entries: Iterable[Check]) -> dict[str, str]:
    """Return file names and texts of the index and of every check's page."""
    listed = tuple(entries)
    return {"README.md": index_page(listed), **{f"{e.id}.md": both_pages(e) for e in listed}}


def _title(entry: Check, page: Page, language: Language) -> str:
    return entry.title.zh if language == "zh" else page.summary.removesuffix(".")


def _body(entry: Check, language: Language) -> Iterator[str]:
    """Yield the metadata as a list, then each heading as a paragraph."""
    page, colon = page_of(entry, language), "：" if language == "zh" else ": "
    severity, area = named(SEVERITY, entry.severity, language), named(AREA, entry.area, language)
    yield ""
    for name, told in zip(_FACTS, (severity, area, f"`{entry.title.en}`"), strict=True):
        yield f"- {name[language]}{colon}{told}"
    for heading in HEADINGS:
        yield ""
        yield f"**{_NAMES[heading][language]}**{colon}{page.under(heading)}"
        if heading == "Basis":
            yield from _mark(entry, language)


def _mark(entry: Check, language: Language) -> Iterator[str]:
    """Yield whether the basis was read in its source, and what follows where it was not."""
    yield ""
    yield _READ[language] if entry.verified else f"{_UNREAD[language]} {_AT_MOST[language]}"


def _counts(listed: Sequence[Check]) -> Iterator[str]:
    """Yield how many checks each area has of each severity."""
    yield f"| 领域 · area | {' | '.join(_both(SEVERITY, s) for s in SEVERITY)} | 合计 · all |"
    yield "|---|---|---|---|---|"
    for area in AREA:
        yield _count(f"[{_both(AREA, area)}](#{area})", [e for e in listed if e.area == area])
    yield _count("合计 · all", listed)


def _count(name: str, inside: Sequence[Check]) -> str:
    cells = (sum(entry.severity == severity for entry in inside) for severity in SEVERITY)
    return f"| {name} | {' | '.join(map(str, cells))} | {len(inside)} |"


def _table(
    key: str, names: Mapping[str, Message], inside: Sequence[Check], other: str
) -> Iterator[str]:
    """Yield a heading with its anchor and a row for each check, with what it is not sorted by."""
    column = "程度 · severity" if other == "severity" else "领域 · area"
    yield from ("", f'<a id="{key}"></a>', "", f"### {_both(names, key)}", "")
    yield f"| 编号 · id | 检查 | check | {column} | 依据 · basis |"
    yield "|---|---|---|---|---|"
    yield from (_row(entry, other) for entry in inside)


def _row(entry: Check, other: str) -> str:
    names = SEVERITY if other == "severity" else AREA
    told = _both(names, entry.severity if other == "severity" else entry.area)
    basis = "" if entry.verified else "未核 · unread"
    cells = (entry.title.zh, entry.title.en, told, basis)
    return f"| [{entry.id}]({entry.id}.md) | {' | '.join(map(_escaped, cells))} |"


def _both(names: Mapping[str, Message], key: str) -> str:
    return f"{named(names, key, 'zh')} · {named(names, key, 'en')}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
