"""What people see: tables, charts, evidence, widgets, and the object notebook cells call.

Nothing heavy is imported until a name is asked for: `audit.report` uses the words and the
evidence of this package without pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.views.session import UnitView, open_unit

__all__ = ["UnitView", "open_unit"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from audit.views import session

        return getattr(session, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
