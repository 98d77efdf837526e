"""The catalogue's families; importing this package registers every check."""

from audit.checks import (  # noqa: F401
    appropriation,
    completeness,
    contributions,
    copies,
    cross_section,
    expenditure,
    income,
    operations,
    performance_amounts,
    performance_department,
    performance_funding,
    performance_grades,
    performance_indicators,
    performance_projects,
    performance_reasons,
    performance_texts,
    performance_ties,
    three_public,
    three_public_counts,
)
