"""The report with decisions: on each card, in the summary, dismissed leads folded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from disclosures import HOSTILE, hostile_result
from lxml import html

from audit.engine import Result
from audit.report import report_html
from audit.review import Correction, Decision, UnitReview, append, seen_of, unit_review

TIME = "2026-03-01T09:30:00+08:00"


@pytest.fixture(scope="module")
def result() -> Result:
    """Return the outcomes of the hostile disclosure."""
    return hostile_result()


def reviewed(result: Result, folder: Path, *decisions: Decision, **more: object) -> UnitReview:
    """Return the review after decisions; `before` is another run."""
    path = folder / "decisions.jsonl"
    if decisions:
        append(path, *decisions)
    found = unit_review(path, result.leads, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def decision(result: Result, number: int, action: str, **fields: object) -> Decision:
    """Return a decision on the lead of a number, with hostile words."""
    lead = result.leads[number]
    words = {"reason": f"理由{HOSTILE}", "name": f"张三{HOSTILE}", "time": TIME, **fields}
    return Decision(action, lead.fingerprint, lead.check, **words)  # type: ignore[arg-type]


def page_of(result: Result, review: UnitReview, language: str = "zh") -> html.HtmlElement:
    """Return the report, parsed."""
    return html.document_fromstring(
        report_html(result, "a.txt", language, review=review)  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_card_tells_its_decision(result: Result, tmp_path: Path, language: str) -> None:
    """Who, when, why, the unit's answer and the correction; open leads keep their lines."""
    corrected = (Correction("f1", "项目支出", "96.22"),)
    review = reviewed(
        result,
        tmp_path,
        decision(result, 0, "confirm"),
        decision(result, 1, "explain", answer="笔误"),
        decision(result, 0, "correct", correction=corrected),
    )
    page = page_of(result, review, language)
    cards = page.xpath("//section[starts-with(@class, 'sheet-box')]")
    first, second, third = (card.text_content() for card in cards[:3])
    assert "张三" in first
    assert TIME in first
    assert "项目支出 → 96.22" in first
    assert "笔误" in second
    assert cards[2].get("class") == "sheet-box"  # room for a review on paper
    assert cards[0].get("class") == "sheet-box decided"
    assert not page.xpath("//script | //img | //*[@onerror]")
    assert "张三" not in third


def test_a_dismissed_lead_is_folded_and_stays(result: Result, tmp_path: Path) -> None:
    """Its evidence lies in a closed fold, its reason in sight."""
    page = page_of(result, reviewed(result, tmp_path, decision(result, 0, "dismiss")))
    (fold,) = page.xpath("//details[@class='put-by']")
    assert fold.get("open") is None
    assert result.leads[0].message.zh in fold.text_content()
    (told,) = page.xpath("//div[contains(@class, 'dismissed')]")
    assert "理由" in told.text_content()
    assert len(page.xpath("//section[starts-with(@class, 'sheet-box')]")) == len(result.leads)


def test_the_summary_counts_and_names_the_last_hash(result: Result, tmp_path: Path) -> None:
    """Every standing has its count, also zero; the hash is the journal's."""
    review = reviewed(result, tmp_path, decision(result, 0, "confirm"))
    page = page_of(result, review)
    counts = page.xpath("//p[@class='standing'][1]/span/b/text()")
    assert counts == [str(len(result.leads) - 1), "1", "0", "0"]
    assert review.journal.last in page.text_content()


def test_what_changed_since_another_run_is_told(result: Result, tmp_path: Path) -> None:
    """New and changed leads link to their cards; those that are gone tell what they said."""
    now = dict(seen_of(result.leads))
    changed, new = (lead.fingerprint for lead in result.leads[:2])
    before = {**now, changed: replace(now[changed], actual="1.5")}
    before["gone"] = replace(before.pop(new), subject=f"旧事{HOSTILE}")
    review = reviewed(result, tmp_path, before=before)
    page = page_of(result, review)
    moved = page.xpath("//ul[@class='moved']/li")
    assert [li.findtext("b") for li in moved] == ["数字有变", "新增", "已消失"]
    assert [bool(li.xpath("a")) for li in moved] == [True, True, False]
    assert "1.5" in moved[0].text_content()
    assert "旧事" in moved[2].text_content()
    anchors = [li.xpath("a/@href")[0][1:] for li in moved[:2]]
    assert all(page.xpath(f"//section[@id='{anchor}']") for anchor in anchors)


def test_an_outdated_decision_and_a_broken_journal_are_told(result: Result, tmp_path: Path) -> None:
    """Both are sentences on the page; decisions on leads now gone are listed."""
    seen = replace(seen_of(result.leads)[result.leads[0].fingerprint], actual="1")
    gone = Decision("confirm", "e" * 16, "EXP-99", name="李四", time=TIME)
    review = reviewed(result, tmp_path, decision(result, 0, "confirm", seen=seen), gone)
    page = page_of(result, review)
    assert "决定之后数字有变" in page.text_content()
    assert "EXP-99" in page.text_content()
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    broken = unit_review(path, result.leads)
    assert broken is not None
    assert "不完整" in page_of(result, broken).xpath("//p[@class='problem']")[0].text_content()


def test_the_same_decisions_give_the_same_bytes(result: Result, tmp_path: Path) -> None:
    """No clock is asked; without decisions the page is the one without a journal."""
    review = reviewed(result, tmp_path, decision(result, 0, "confirm"))
    one, two = (report_html(result, "a.txt", review=review) for _ in range(2))
    assert one == two
    plain = report_html(result, "a.txt")
    assert plain == report_html(result, "a.txt", review=None)
    assert "standing" not in plain
    assert "decided" not in plain
