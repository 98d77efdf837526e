"""The exceptions a caller of `audit` can meet.

AuditError
 ├── UnreadableDocument   a file that cannot be read: what, where, what to do
 ├── UnknownEdition       an edition that does not exist
 ├── UnknownCheck         a check id that the catalogue does not hold
 └── UnknownParameter     a notebook parameter that the notebook does not declare

A *bad document* is data, not an exception: figures that contradict each other come
out as outcomes. These classes are for files that cannot be opened and for misuse.
"""


class AuditError(Exception):
    """The base of every error that this package raises on purpose."""


class UnreadableDocument(AuditError):
    """A file that cannot be read; its text is one sentence that says what to do."""


class UnknownEdition(AuditError):
    """An edition name that no TOML file in `audit/editions` carries."""


class UnknownCheck(AuditError):
    """A check id that is not in the catalogue."""


class UnknownParameter(AuditError):
    """A notebook parameter that is unknown or misspelt."""
