"""The catalogue's families; importing this package registers every check."""

from audit.checks import (  # noqa: F401
    appropriation,
    completeness,
    contributions,
    cross_section,
    expenditure,
    income,
    operations,
    performance_department,
    performance_indicators,
    performance_projects,
    three_public,
    three_public_counts,
)
