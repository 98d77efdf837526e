"""The exceptions a caller of `audit` can meet.

AuditError
 ├── UnreadableDocument   a file that cannot be read: what, where, what to do
 ├── UnknownEdition       an edition that does not exist
 ├── UnknownCheck         a check id that the catalogue does not hold
 ├── UnknownParameter     a notebook parameter that the notebook does not declare
 ├── UnknownLead          a lead or a figure that a decision names and that is not there
 ├── InvalidDecision      a decision that may not stand: no name, no reason, no zone
 └── JournalBusy          another program keeps the journal of decisions

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


class UnknownLead(AuditError):
    """A lead, or a figure of it, that a decision names and that the results do not hold."""


class InvalidDecision(AuditError):
    """A decision that may not stand; its text says what is missing."""


class JournalBusy(AuditError):
    """A journal that another program does not let go of."""


def fault_sentence(path: object, fault: Exception) -> str:
    """Return what to tell a person when the program itself failed over a document."""
    told = f"{type(fault).__name__}: {fault}"
    advice = "请用 AUDIT_DEBUG=1 audit check 单独重跑它，把出错信息连同文件报给开发者"
    return f"{path}：程序处理这个文件时出错（{told}）；{advice}。"
