import json
from decimal import Decimal

import pytest
from records import make_fact, make_facts, make_span

from audit.compare import add, agree, of, passed, skip
from audit.engine import Counts, Result
from audit.export.json import document_object, json_chunks, result_object, unreadable_object
from audit.model import Coverage, Lead, Message

TOTAL = make_fact("674.37", start=0)
PARTS = (make_fact("578.15", start=10), make_fact("69.22", start=20, direction="decrease"))
WORDS = make_fact(
    "1", start=30, kind="text", value=None, uom="", raw="优", dims=(("class", "208"),)
)

DOCUMENT_KEYS = (
    *("path", "sha256", "unit", "year", "edition", "status", "error"),
    *("facts", "outcomes", "leads", "coverage", "counts"),
)
FACT_KEYS = (
    *("id", "concept", "label", "kind", "measure", "scope", "year", "dims", "value"),
    *("decimals", "uom", "raw", "confidence", "span"),
)
SPAN_KEYS = ("part", "section", "start", "end", "page", "table", "row", "col", "quote")
OUTCOME_KEYS = (
    *("check", "subject", "status", "severity", "facts"),
    *("expected", "actual", "residual", "allowance", "uom"),
)
LEAD_KEYS = (
    *("id", "fingerprint", "check", "severity", "title", "message", "facts", "expected"),
    *("actual", "residual", "allowance", "uom", "quotes", "basis", "explanation"),
)


@pytest.fixture
def result():
    """Return a result with one lead, one pass and one skip, made by hand."""
    wrong = agree("支出合计", stated=of(TOTAL), computed=add(PARTS), severity="error")
    outcomes = (wrong, passed("甲", "成立", "holds", (TOTAL,)), skip("乙", "没有数字", "none"))
    lead = Lead(
        id="2023/AAA-01/1",
        fingerprint="0123456789abcdef",
        check="AAA-01",
        severity="error",
        title=Message("题", "title"),
        message=wrong.message,
        basis="算术",
        outcome=wrong,
        also=(wrong,),
    )
    unread = make_span(40, "7.00")
    return Result(
        facts=make_facts(TOTAL, *PARTS, WORDS, text="文" * 50),
        outcomes=outcomes,
        leads=(lead,),
        coverage=Coverage(5, 3, 1, (unread,)),
        counts=Counts(1, 0, 1, 1, 0),
    )


def test_a_checked_document_has_every_promised_field(result):
    """No field of schema audit-result/1 is missing from document, fact, outcome or lead."""
    document = document_object(result, "a.docx")
    assert set(DOCUMENT_KEYS) <= set(document)
    assert all(set(FACT_KEYS) <= set(fact) for fact in document["facts"])
    assert all(set(SPAN_KEYS) <= set(fact["span"]) for fact in document["facts"])
    assert all(set(OUTCOME_KEYS) <= set(outcome) for outcome in document["outcomes"])
    assert all(set(LEAD_KEYS) <= set(lead) for lead in document["leads"])
    assert document["status"] == "checked"
    assert document["error"] is None


def test_amounts_are_strings_of_exact_decimals(result):
    """Nothing passes through a float; a text fact has no value."""
    document = document_object(result, "a.docx")
    assert [fact["value"] for fact in document["facts"]] == ["674.37", "578.15", "69.22", None]
    lead = document["leads"][0]
    assert (lead["expected"], lead["residual"], lead["uom"]) == ("508.93", "165.44", "万元")


def test_no_amount_is_written_with_an_exponent(result):
    """A large or tiny figure stays in plain digits."""
    tiny = make_fact("0.00000001", value=Decimal("1E-8"))
    facts = make_facts(tiny, make_fact("1", start=9, value=Decimal("1E+9")))
    document = document_object(Result(facts, (), (), result.coverage, result.counts), "a")
    assert [fact["value"] for fact in document["facts"]] == ["0.00000001", "1000000000"]


def test_leads_and_outcomes_name_facts_that_exist(result):
    """Every id that is referred to is the id of a fact."""
    document = document_object(result, "a.docx")
    ids = {fact["id"] for fact in document["facts"]}
    named = [id_ for row in (*document["leads"], *document["outcomes"]) for id_ in row["facts"]]
    assert named
    assert set(named) <= ids


def test_quotes_come_once_and_places_come_all(result):
    """Two figures of one sentence give one quote and two places."""
    lead = document_object(result, "a.docx")["leads"][0]
    assert lead["quotes"] == ["674.37", "578.15", "69.22"]
    assert [place["start"] for place in lead["places"]] == [0, 10, 20]
    assert lead["explanation"] == []
    assert lead["equal_explanations"] == 0


def test_coverage_adds_up_and_lists_what_was_not_read(result):
    """Used, read and unread make the numbers; each unread one is named."""
    coverage = document_object(result, "a.docx")["coverage"]
    assert coverage["numbers"] == coverage["used"] + coverage["read"] + coverage["unread"]
    assert [span["quote"] for span in coverage["unread_numbers"]] == ["7.00"]


def test_messages_speak_the_language_asked_for(result):
    """Titles and messages follow `language`; quotes stay as printed."""
    lead = document_object(result, "a.docx", "en")["leads"][0]
    assert lead["title"] == "title"
    assert "differ" in lead["message"]


def test_an_unreadable_document_is_not_lost(tmp_path):
    """It keeps the keys of a checked one, says why, and is told by its hash if it exists."""
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK")
    document = unreadable_object(str(broken), "读不了。")
    assert set(DOCUMENT_KEYS) <= set(document)
    assert (document["status"], document["error"]) == ("unreadable", "读不了。")
    assert len(document["sha256"]) == 64
    assert unreadable_object("nowhere.docx", "没有。")["sha256"] is None


@pytest.mark.parametrize("count", [0, 1, 3])
def test_what_is_streamed_is_the_whole_object(result, count):
    """The pieces together are the JSON of all documents, also of none."""
    documents = [document_object(result, f"{n}.docx") for n in range(count)]
    text = "".join(json_chunks(iter(documents)))
    assert json.loads(text) == result_object(documents)
    assert result_object(documents)["schema"] == "audit-result/1"


def test_the_same_result_gives_the_same_bytes(result):
    """Nothing depends on time, order of hashing or machine."""
    first = "".join(json_chunks([document_object(result, "a.docx")]))
    assert "".join(json_chunks([document_object(result, "a.docx")])) == first
