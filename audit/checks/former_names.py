"""旧科目名称 / earlier names of subjects, and 款 that the 项 does not belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.checks.classification import OTHER_YEARS
from audit.checks.pairing import row_of
from audit.classification import (
    Subject,
    covers,
    earlier_name,
    earlier_names,
    functional,
    is_called,
    named,
)
from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Span
from audit.registry import check
from audit.terms import class_code


@dataclass(frozen=True, slots=True)
class _Chain:
    """The names 类款项 of one item as printed, with what proves them."""

    names: tuple[str, ...]
    where: str
    span: Span
    facts: tuple[Fact, ...]

    @property
    def told(self) -> str:
        """Return the chain as it is read aloud."""
        return "—".join(self.names)


@check(
    "EXP-11",
    zh="功能科目用了旧名称或不属于所写的款",
    en="earlier-or-wrong-subclass-name",
    severity="warning",
    basis="《预算法》第三十二条；2023年政府收支分类科目",
    area="expenditure",
)
def names_are_of_this_year(facts: Facts) -> Iterator[Outcome]:
    """Functional items stand under the 类 and 款 that the classification of the year gives them.

    What: names of 类 and 款 in tables, prose and glossary that were given up before the report's
    year; a 款 that is really the name of its 类; an 项 that the list has under another 款 only.
    Why: the text was carried over from an older disclosure, or typed by heart.
    Basis: 预算法 art. 32; 2023年政府收支分类科目.
    Formula: year ≤ last year of the printed name; 款(printed) = 款(list) of the 项.
    Tolerance: 支出 at the end, quotes and brackets are left aside.
    Example: 行政事业单位离退休（款） in the accounts of 2023: since 2020 行政事业单位养老支出.
    Limits: rows of the list that were not confirmed give a hint; where the general-budget table
    is read and names the item otherwise, XSE-11 tells it and this check says nothing.
    """
    if not covers(facts.year):
        yield skip("类款项名称", *OTHER_YEARS)
        return
    old, current = _parted(facts)
    outcomes = [_outdated(name, chains) for name, chains in old.items()]
    outcomes += [_judged(facts, chain) for chain in current]
    good = [o for o in outcomes if o.status == "exact"]
    yield from (o for o in outcomes if o.status != "exact")
    if good:
        told = tuple(fact for o in good for fact in o.facts)
        zh = f"{len(good)} 个科目的类、款、项与清单一致"
        yield passed("类款项名称", zh, f"{len(good)} agree with the list", told)
    if not outcomes:
        yield skip("类款项名称", "没有读到功能科目", "no functional items were read")


def _chains(facts: Facts) -> Iterator[_Chain]:
    seen: set[tuple[str, ...]] = set()
    told = facts.find("functional_item", part="narrative", measure=None)
    found = [_of_fact(fact) for fact in told]
    for entry in facts.glossary:
        names = (entry.names[0], entry.names[1], entry.names[2])
        found.append(_Chain(names, "名词解释", entry.span, ()))
    for chain in found:
        key = tuple(name.removesuffix("支出") for name in chain.names)
        if key not in seen and all(key):
            seen.add(key)
            yield chain


def _of_fact(fact: Fact) -> _Chain:
    names = (fact.dim("class"), fact.dim("subclass"), fact.dim("item"))
    return _Chain(names, "文字说明", fact.span, (fact,))


def _parted(facts: Facts) -> tuple[dict[Subject, list[_Chain]], list[_Chain]]:
    """Return the chains by the earlier name that each prints, and those that print none."""
    old: dict[Subject, list[_Chain]] = {}
    current: list[_Chain] = []
    for chain in (*_chains(facts), *_old_rows(facts)):
        known = bool(chain.facts) and _told_by_the_table(facts, chain.facts[0])
        name = None if known else _old(facts, chain)
        if name is None:
            current.append(chain)
        else:
            old.setdefault(name, []).append(chain)
    return old, current


def _judged(facts: Facts, chain: _Chain) -> Outcome:
    if chain.facts and _told_by_the_table(facts, chain.facts[0]):
        zh, en = "与报表名称不符（见 XSE-11）", "it differs from the table (XSE-11)"
        return skip(chain.told, zh, en, chain.facts)
    top = class_code(chain.names[0])
    if not top:
        return skip(chain.told, "类的名称不在清单中", "the class is not in the list", chain.facts)
    above = _subclasses(chain.names[1], top)
    if any(named(chain.names[2], 3, code) for code in above):
        return passed(chain.told, "与清单一致", "as in the list", chain.facts)
    items = named(chain.names[2], 3, top)
    owners = {item.code[:5] for item in items}
    if len(owners) == 1 and (not above or items[0].certainty == "confirmed"):
        return _misplaced(facts, chain, items[0], functional().get(items[0].code[:5]))
    return skip(chain.told, "清单中没有这一项", "the list has no such item", chain.facts)


def _subclasses(name: str, top: str) -> set[str]:
    """Return the codes of the 款 of a class that are, or once were, called so."""
    old = (o.code for o in earlier_names() if o.level == 2 and is_called(o.name, name))
    now = (subject.code for subject in named(name, 2, top))
    return {code for code in (*now, *old) if code.startswith(top)}


def _told_by_the_table(facts: Facts, fact: Fact) -> bool:
    table = facts.table("gpb") if fact.scope == "general_public_budget" else None
    return table is not None and row_of(table, fact) is None


def _old(facts: Facts, chain: _Chain) -> Subject | None:
    """Return the earlier name among the chain's that the year no longer knows, or None."""
    for old in earlier_names():
        late = facts.year is not None and old.until is not None and facts.year > old.until
        if late and is_called(old.name, chain.names[old.level - 1]):
            return old
    return None


def _outdated(old: Subject, chains: list[_Chain]) -> Outcome:
    """Return one outcome for an earlier name, wherever it is printed."""
    current = functional()[old.code]
    sure = old.certainty == "confirmed"
    where = "、".join(dict.fromkeys(chain.where for chain in chains))
    zh = f"{where}写“{old.name}”（{len(chains)} 处），自 {(old.until or 0) + 1} 年起称"
    zh += f"“{current.name}”（{old.code}）" + _doubt(sure)
    return Outcome(
        f"科目 {old.code} {old.name}",
        "inconsistent",
        Message(zh, f"{old.code} is no longer called so"),
        tuple(fact for chain in chains for fact in chain.facts),
        expected=current.name,
        actual=old.name,
        quotes=tuple(chain.span for chain in chains),
        severity="warning" if sure else "info",
    )


def _misplaced(facts: Facts, chain: _Chain, item: Subject, owner: Subject | None) -> Outcome:
    if owner is None:
        return skip(chain.told, "清单中没有这一款", "the list lacks the subclass", chain.facts)
    sure = item.is_sure_in(facts.year) and owner.is_sure_in(facts.year)
    zh = f"{chain.where}写“{chain.told}”，科目清单中“{item.name}”（{item.code}）"
    zh += f"属于“{owner.name}”（款）" + _doubt(sure)
    message = Message(zh, f"{item.code} belongs to {owner.code}")
    return Outcome(
        chain.told,
        "inconsistent",
        message,
        chain.facts,
        expected=owner.name,
        actual=chain.names[1],
        quotes=(chain.span,),
        severity="warning" if sure else "info",
    )


def _doubt(sure: bool) -> str:
    return "" if sure else "（清单该行未经核实，仅作提示）"


def _old_rows(facts: Facts) -> Iterator[_Chain]:
    """Yield the rows of the tables that print a code with the name it had before, each once."""
    rows = {row.code: row for table in facts.tables for row in table.rows if row.code}
    for code, row in rows.items():
        old = earlier_name(code, row.label)
        if old is not None and facts.year is not None and facts.year > (old.until or 0):
            names = tuple(row.label if level == old.level else "" for level in (1, 2, 3))
            cells = tuple(cell for cell in row.cells if cell is not None)[:1]
            yield _Chain(names, "报表", row.span, cells)
