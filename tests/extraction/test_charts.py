"""Chart caches: a third telling of the figures."""

from decimal import Decimal

from fragments import facts_of

TWO_YEARS = (
    "2023年度决算\n\n2022年\t\n收入总计\t支出总计\t11951.43\t11951.43\t2023年\t\n"
    "收入总计\t支出总计\t674.37\t674.37\t\n"
)


def test_series_are_years():
    """A series named by its year gives its figures to that year."""
    facts = facts_of(TWO_YEARS)
    assert facts.first("total_revenue", year=2022).value == Decimal("11951.43")
    assert facts.first("total_expenditure").value == Decimal("674.37")


def test_debris_is_kept_and_read_to_the_usual_decimals():
    """The exact cached value is kept; its number is what the document's decimals allow."""
    facts = facts_of("2023年度决算\n\n公务接待费\t\n公务接待费\t0.18000000000000024\t\n")
    fact = facts.first("hospitality")
    assert fact.value == Decimal("0.18000000000000024")
    assert fact.number == 1800


def test_charts_without_a_known_name_are_unread():
    """Figures that no category explains are not guessed."""
    facts = facts_of("2023年度决算\n\n甲\t乙\t12.34\t56.78\t\n")
    assert facts.figures == ()
