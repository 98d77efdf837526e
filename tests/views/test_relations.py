"""The tree of relations and the table to redo each by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from disclosures import hostile_result
from lxml import html

import audit
from audit.engine import Result
from audit.model import Outcome, Relation
from audit.views import lists
from audit.views.reckoning import calculation, calculation_html
from audit.views.relations import Node, relation_tree, relations_html


@pytest.fixture(scope="module")
def sample(request: pytest.FixtureRequest) -> Result:
    """Return what the checks say of the sample."""
    return audit.check(request.getfixturevalue("sample_docx"))


def wrong_sum() -> Outcome:
    """Return the outcome of 578.15 + 97.22 beside 674.37."""
    return next(o for o in hostile_result().outcomes if o.check == "EXP-02" and o.residual)


def walked(nodes: tuple[Node, ...]) -> list[Outcome]:
    """Return every outcome of a tree."""
    return [o for node in nodes for o in (node.outcome, *walked(node.parts))]


def test_every_tested_outcome_stands_in_the_tree_once(sample: Result) -> None:
    """Nothing is lost and nothing told twice, however the totals hang together."""
    tree = relation_tree(sample.outcomes)
    told = [id(o) for nodes in tree.values() for o in walked(nodes)]
    assert sorted(told) == sorted(id(o) for o in lists.tested(sample.outcomes))


def test_a_total_holds_the_sums_of_its_parts(sample: Result) -> None:
    """Expenditure by class opens into the items of each class."""
    expenditure = sample.of_area("expenditure")
    roots = {node.outcome.subject: node for node in relation_tree(expenditure)["sums"]}
    inside = [part.outcome.subject for part in roots["功能类合计"].parts]
    assert "卫生健康支出与所属各项之和" in inside
    assert "卫生健康支出与所属各项之和" not in roots


def test_what_fails_is_open_and_what_holds_is_folded() -> None:
    """The wrong sum is open with its table; markup of the document stays words."""
    page = html.fragment_fromstring(str(relations_html(hostile_result().outcomes, "zh")))
    for node in page.xpath("//details[contains(@class, 'relation ')]"):
        failed = "inconsistent" in node.get("class") or "missing" in node.get("class")
        assert (node.get("open") is not None) == failed
    opened = page.xpath("//details[contains(@class, 'inconsistent')]")
    assert any("675.37 万元" in node.text_content() for node in opened)
    assert not page.xpath("//script | //img")


def test_nothing_to_test_is_said() -> None:
    """An area without relations says so."""
    assert "没有可核对的关系" in relations_html([], "zh")
    assert "No relation" in relations_html([], "en")


def test_a_sum_can_be_redone_from_its_table() -> None:
    """Weights, figures, what each can stand for, the total with its interval, what is stated."""
    rows = calculation(wrong_sum(), "zh")
    assert [row.weight for row in rows] == ["＋", "＋", "＝", "＝"]
    figures = ["578.15 万元", "97.22 万元", "675.37 万元", "674.37 万元"]
    assert [row.figure for row in rows] == figures
    assert (rows[2].least, rows[2].greatest) == ("675.360", "675.380")
    assert [row.kind for row in rows] == ["part", "part", "total", "stated"]
    text = hostile_result().facts.document.text
    assert rows[0].anchor is not None
    assert text[rows[0].anchor :].startswith("578.15")


def test_a_share_shows_what_is_divided_by_what(sample: Result) -> None:
    """The divisor carries its own sign, the quotient is in per cent."""
    share = next(
        o for o in sample.outcomes if o.relation and o.relation.over and o.status == "exact"
    )
    rows = calculation(share, "en")
    assert "÷" in [row.weight for row in rows]
    assert rows[-1].figure.endswith("%")
    assert rows[-1].kind == "stated"


def test_a_rule_that_is_no_sum_shows_the_range_that_obeys_it() -> None:
    """A figure that a rule bounds stands with the least and the greatest that it allows."""
    fact = wrong_sum().facts[0]
    rule = Relation(alone=((fact, Decimal(6_000_000), Decimal(6_500_000)),))
    (row,) = calculation(replace(wrong_sum(), relation=rule), "zh")
    assert (row.least, row.greatest) == ("600.000", "650.000")
    assert "应在此间" in row.item


def test_words_have_no_table() -> None:
    """Where nothing was reckoned there is no table, and the message stands instead."""
    spoken = replace(wrong_sum(), relation=None, actual=None, expected=None)
    assert calculation(spoken, "zh") == ()
    assert calculation_html(spoken, "zh") == ""
    assert spoken.message.zh in relations_html([spoken], "zh")
