"""Say whose disclosure it is, and of which year, from what the document prints."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from audit.amounts import ascii_digits
from audit.facts import Form
from audit.model import Document

_ANY_YEAR = re.compile(r"(20\d{2})\s*年(?:度)?")
_OWN_YEAR = re.compile(  # not the year compared with (比2019年), a date, or a plan
    r"(?<![比较与同至-])(?<![比较与同] )(20\d{2})\s*年(?!度?(?:计划|预计|拟))(?!\s*\d{1,2}\s*月)"
)
_NAME = r"(?P<unit>[一-鿿（）()]{4,40}?)"
_UNIT = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"20\d{{2}}\s*年度?[，,]?\s*{_NAME}(?:的)?(?:机关运行经费|政府采购支出)",
        rf"截至\s*20\d{{2}}\s*年\s*12\s*月\s*(?:31\s*日|底|末)[，,]\s*{_NAME}共有",
        rf"^{_NAME}\s*20\d{{2}}\s*年度?(?:部门|单位)?决算",
        rf"20\d{{2}}\s*年度?{_NAME}(?:部门|单位)决算(?:公开|$)",
    )
)
_NOT_NAMES = re.compile(r"^度?(?:我|本|该)?(?:单位|部门|局)$|^度?(?:本|我)|^第.{1,2}部分")


def report_year(document: Document) -> int | None:
    """Return the year that the headings name most, else the prose, else None."""
    headings = [ascii_digits(p.text) for p in document.paragraphs if len(p.text) < 40]
    for pattern in (_OWN_YEAR, _ANY_YEAR):
        for texts in (headings, [ascii_digits(document.text)]):
            years = Counter(int(year) for text in texts for year in pattern.findall(text))
            if years:
                most = max(years.values())
                return max(year for year, count in years.items() if count == most)
    return None


def unit_name(document: Document, forms: tuple[Form, ...]) -> str:
    """Return the unit's name as printed most often, or what `name_of_path` gives."""
    names: Counter[str] = Counter()
    for pattern in _UNIT:
        names.update(match["unit"] for match in pattern.finditer(document.text))
    for form in forms:
        fact = form.text("implementing_unit")
        names.update([fact.raw] if fact else [])
    found = [(n, name) for name, n in names.items() if not _NOT_NAMES.search(name)]
    return max(found)[1] if found else name_of_path(document.path)


def name_of_path(path: str) -> str:
    """Return the file's name without its ending; of DIR/<unit>/<year> the unit."""
    place = PurePath(path)
    return place.parent.name if re.fullmatch(r"20\d{2}", place.name) else place.stem
