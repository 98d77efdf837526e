"""Read a 部门决算公开, keep every figure with its place, test every relation.

>>> import audit
>>> result = audit.check("disclosure.docx")  # doctest: +SKIP
>>> [lead.message.zh for lead in result.leads]  # doctest: +SKIP
>>> audit.check("2024.docx", previous="2023.docx")  # doctest: +SKIP

`read` gives the Document, `extract` its Facts, `examine` the Result; `check` does all.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike

from audit.coverage import printed_numbers
from audit.disclosures import read
from audit.engine import Result, examine
from audit.errors import AuditError, UnreadableDocument
from audit.extraction import extract
from audit.facts import Facts
from audit.model import Document, Fact, Lead, Outcome
from audit.peer import Peer
from audit.years import with_previous

__version__ = "0.1.0"

_SECTIONS_OF_A_FORM = 3

__all__ = [
    "AuditError",
    "Document",
    "Fact",
    "Facts",
    "Lead",
    "Outcome",
    "Result",
    "UnreadableDocument",
    "__version__",
    "check",
    "examine",
    "extract",
    "read",
    "read_facts",
]


def read_facts(source: str | PathLike[str] | Document, *, edition: str = "auto") -> Facts:
    """Return the figures of the disclosure at a path, or of one that was read already.

    Raises UnreadableDocument for a file that cannot be read or that holds no figure of
    a final account, UnknownEdition for an edition that does not exist.
    """
    document = source if isinstance(source, Document) else read(source)
    facts = extract(document, edition=edition)
    if all(fact.value is None for fact in facts) and not _is_disclosure(facts):
        numbers = sum(1 for _ in printed_numbers(facts))
        found = f"文中 {numbers} 个数字没有一个能归入决算事项" if numbers else "文中没有数字"
        raise UnreadableDocument(
            f"{document.path}：{found}；请确认这是决算公开的正文（含各部分标题），而不是封面、通知或扫描图片。"
        )
    return facts


def _is_disclosure(facts: Facts) -> bool:
    """Return whether a text without figures is a disclosure nonetheless: a form left blank."""
    return bool(facts.tables) and len(facts.sections) >= _SECTIONS_OF_A_FORM


def check(
    source: str | PathLike[str] | Document,
    *,
    edition: str = "auto",
    previous: str | PathLike[str] | Document | Facts | None = None,
    peers: Iterable[str | PathLike[str] | Document | Peer] = (),
) -> Result:
    """Return what every check says of the disclosure at a path, or of one that was read.

    `previous` is what the same unit published a year before; one of another unit or year is
    not compared, and the outcomes say why. `peers` are other units' disclosures of the year.
    Raises what `read_facts` raises, for these too.
    """
    facts = read_facts(source, edition=edition)
    if previous is not None:
        read = previous if isinstance(previous, Facts) else read_facts(previous, edition=edition)
        facts = with_previous(facts, read)
    found = list(peers)
    return examine(_beside(facts, found, edition) if found else facts)


def _beside(
    facts: Facts, peers: Iterable[str | PathLike[str] | Document | Peer], edition: str
) -> Facts:
    from audit.checks.peer_units import peer_of, with_peers

    kept = (p if isinstance(p, Peer) else peer_of(read_facts(p, edition=edition)) for p in peers)
    return with_peers(facts, kept)
