"""The lines of a lead's sum: weights as one reckons, what each figure can stand for, places."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from disclosures import hostile_result
from records import make_fact

from audit.model import Lead, Relation, Sum
from audit.views.reckoning import Row, lead_rows


def lead_with(relation: Relation | None, residual: Decimal | None = Decimal(1)) -> Lead:
    """Return a lead whose outcome has this relation and no other figures."""
    lead = next(lead for lead in hostile_result().leads if lead.check == "EXP-02")
    outcome = replace(lead.outcome, relation=relation, facts=(), residual=residual)
    return replace(lead, outcome=outcome, also=())


def weights(relation: Relation) -> list[str]:
    """Return the weights of a relation's lines."""
    return [term.weight for term in lead_rows(lead_with(relation), "zh")]


def test_a_sum_stands_as_it_is_reckoned() -> None:
    """First what is added and taken away, then what is printed."""
    a, b, total = (make_fact("1.00", start=n) for n in (1, 2, 3))
    told = Relation(stated=Sum(((1, total),)), computed=Sum(((1, a), (-1, b))))
    assert weights(told) == ["＋", "－", "＝", "＝"]
    assert weights(replace(told, sign="≤")) == ["＋", "－", "＝", "≤"]


def test_a_share_is_divided_by_its_whole() -> None:
    """The whole stands behind ÷; one of several figures keeps its sign."""
    a, b, c = (make_fact(f"{n}.00", start=n) for n in (1, 2, 3))
    told = Relation(Sum(((1, c),)), Sum(((1, a),)), over=Sum(((1, b),)))
    assert weights(told) == ["＋", "÷", "＝", "＝"]
    assert weights(replace(told, over=Sum(((1, b), (-1, a))))) == ["＋", "÷", "－", "＝", "＝"]


def test_a_number_from_elsewhere_is_given() -> None:
    """A constant has its value in the outcome's unit, and no place in this document."""
    told = Relation(Sum(((1, make_fact("1.00")),)), Sum((), Decimal(20_000)))
    given = lead_rows(lead_with(told), "zh")[0]
    assert (given.weight, given.figure, given.anchor) == ("＋", "2 万元", None)


def test_a_rule_has_the_range_that_obeys_it() -> None:
    """A rule that is no sum shows the least and the greatest number, in the figure's unit."""
    fact = make_fact("3.00")
    told = Relation(alone=((fact, Decimal(10_000), Decimal(25_000)),))
    (line,) = lead_rows(lead_with(told), "zh")
    assert (line.weight, line.least, line.greatest) == ("", "1.000", "2.500")


def test_words_are_not_reckoned() -> None:
    """A lead over words has no lines."""
    assert lead_rows(lead_with(None, residual=None), "zh") == ()


def test_lines_know_their_places() -> None:
    """Every figure of the document has its anchor and says where it stands."""
    lead = next(lead for lead in hostile_result().leads if lead.check == "EXP-02")
    told: tuple[Row, ...] = lead_rows(lead, "zh")
    assert all(row.place for row in told if row.anchor is not None)
