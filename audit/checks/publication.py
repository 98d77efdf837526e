"""公开时间与涉密 / publication: days after approval, and the ground for what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from audit.amounts import ascii_digits
from audit.compare import skip
from audit.facts import Facts
from audit.model import Message, Outcome, Span
from audit.registry import check

_DATE = r"(?P<y>20\d\d)\s*(?:年|[-./])\s*(?P<m>\d{1,2})\s*(?:月|[-./])\s*(?P<d>\d{1,2})\s*日?"
_APPROVED = (
    re.compile(rf"批复(?:时间|日期)\s*(?:为|是|[:：])?\s*{_DATE}"),
    re.compile(rf"{_DATE}[^。；;\n\d]{{0,24}}(?<!未)批复(?!后)"),
)
_PUBLISHED = (
    re.compile(rf"(?:公开|发布)(?:时间|日期)\s*(?:为|是|[:：])?\s*{_DATE}"),
    re.compile(rf"(?<!批复)(?<!\d){_DATE}[^。；;\n\d]{{0,12}}(?:向社会公开|予以公开|对外公开)"),
)
_WITHHELD = re.compile(r"(?:不予|不宜|不对外|未予|免于|暂不|不便)公开|不公开(?!透明)")
_SECRET = re.compile(r"涉密|保密|国家秘密|秘密|涉及国家安全|国防|敏感")
_DENIED = re.compile(r"(?:无|没有|不存在|不得|严禁|应当?公开)[^。；，,\n]{0,16}$")
_MASKED = re.compile(r"[*＊]{3,}\s*(?:支出|（|\(|科目|项目)")
_PRACTICE = re.compile(r"制度|机制|平台|渠道|职责|负责|指导|监督")


@check(
    "FRM-03",
    zh="批复后超过二十日公开",
    en="published-too-late",
    severity="error",
    basis="《预算法》第十四条、第八十条；《预算法实施条例》第六条：批复后二十日内公开",
    area="form",
)
def published_in_time(facts: Facts) -> Iterator[Outcome]:
    """The disclosure is published within twenty days of its approval.

    What: the dates of approval (批复) and of publication (公开时间) that the document prints.
    Why: late publication is a finding of its own.
    Basis: 预算法 art. 14 and 80; 预算法实施条例 art. 6.
    Formula: 0 ≤ date of publication − date of approval ≤ 20 days (edition: `publication_days`).
    Tolerance: none.
    Example: approved on 2024-08-30, published on 2024-09-20: 21 days.
    Limits: only where the document prints both dates, once each, of a year after the report's;
    a page's own date is outside the file.
    """
    subject = "公开时限"
    approved = _dated(facts, _APPROVED) if "批复" in facts.document.text else None
    published = _dated(facts, _PUBLISHED) if approved else None
    if approved is None or published is None:
        yield skip(subject, "没有印列批复或公开日期", "not both dates are printed")
        return
    days = (published[0] - approved[0]).days
    quotes = (approved[1], published[1])
    limit = facts.edition.thresholds["publication_days"]
    sum_ = f"{published[0].isoformat()} − {approved[0].isoformat()} = {days} 日"
    if days < 0:
        message = Message(f"{subject}：{sum_}，公开早于批复", f"published {-days} days too early")
        yield Outcome(
            subject, "inconsistent", message, formula=sum_, quotes=quotes, severity="warning"
        )
    elif days > limit:
        message = Message(f"{subject}：{sum_}，超过 {limit} 日", f"{days} days, more than {limit}")
        yield Outcome(subject, "inconsistent", message, formula=sum_, quotes=quotes)
    else:
        message = Message(f"{sum_}，不超过 {limit} 日", f"{days} days, at most {limit}")
        yield Outcome(subject, "exact", message, formula=sum_, quotes=quotes)


def _dated(facts: Facts, patterns: tuple[re.Pattern[str], ...]) -> tuple[date, Span] | None:
    """Return the only date that the patterns find, with its place; None for none or several."""
    text = ascii_digits(facts.document.text)
    found: dict[date, Span] = {}
    for match in (m for pattern in patterns for m in pattern.finditer(text)):
        day = _day(match)
        if day is not None and day.year > (facts.year or 0) and _of_accounts(text, match):
            found.setdefault(day, facts.place(match.start(), match.end()))
    return next(iter(found.items())) if len(found) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    """Return the date that is printed, or None: 2024年13月40日 is none."""
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def _of_accounts(text: str, match: re.Match[str]) -> bool:
    """Return whether an approval is that of the accounts, not of a unit's founding."""
    if not match.group().endswith("批复"):
        return True
    begins = max(text.rfind(stop, 0, match.start()) for stop in "。；\n")
    return "决算" in text[begins + 1 : match.end() + 12]


@check(
    "FRM-13",
    zh="部分内容不公开而未说明涉密依据",
    en="left-out-without-secrecy-ground",
    severity="info",
    basis="《预算法》第十四条：涉及国家秘密的除外",
    area="form",
)
def what_is_left_out_has_its_ground(facts: Facts) -> Iterator[Outcome]:
    """What the disclosure leaves out is left out for secrecy, and it says so.

    What: 不予公开, 不对外公开, 未予公开 or names masked by *** without 涉密, 保密 or 国家秘密 in
    the same paragraph (for masked names: anywhere in the text).
    Why: state secrets are the only ground that the law knows.
    Basis: 预算法 art. 14(4).
    Formula: told to be withheld ⇒ a ground of secrecy is told.
    Tolerance: none.
    Example: 该项目明细不予公开。
    Limits: what is silently left out cannot be seen; duties and rules about publishing are not
    counted; a hint only.
    """
    subject = "不公开的内容"
    text = facts.document.text
    places: list[tuple[Span, bool]] = []
    for paragraph in facts.document.paragraphs:
        match = _WITHHELD.search(paragraph.text)
        if match and not _is_about_rules(paragraph.text, match):
            place = facts.place(paragraph.start + match.start(), paragraph.start + match.end())
            places.append((place, bool(_SECRET.search(paragraph.text))))
    masked = _MASKED.search(text)
    if masked:
        places.append((facts.place(*masked.span()), bool(_SECRET.search(text))))
    bare = tuple(place for place, grounded in places if not grounded)
    if bare:
        zh = f"有 {len(bare)} 处写明不公开或隐去名称，未见涉密依据"
        message = Message(zh, f"{len(bare)} passages are withheld, no ground is told")
        yield Outcome(subject, "missing", message, quotes=bare)
    elif places:
        message = Message("已说明涉密依据", "the ground of secrecy is told")
        yield Outcome(subject, "exact", message, quotes=tuple(place for place, _ in places))
    else:
        yield skip(subject, "没有写明不公开的", "nothing is said to be withheld")


def _is_about_rules(paragraph: str, match: re.Match[str]) -> bool:
    """Return whether a sentence denies withholding, or tells of duties and rules."""
    before = paragraph[max(0, match.start() - 40) : match.start()]
    return bool(_DENIED.search(before) or _PRACTICE.search(before))
