"""政府收支分类科目 / classification: codes and names against the list, levels of detail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from audit.checks.cells import NAMES, by_parent, is_under
from audit.classification import (
    Subject,
    covers,
    earlier_name,
    economic,
    functional,
    is_called,
    plain,
)
from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Severity, Span
from audit.registry import check
from audit.statutory import StatutoryTable, TableRow

BY_FUNCTION = (
    "revenue",
    "expenditure",
    "fiscal_detail",
    "gpb",
    "gpb_detail",
    "gpb_project",
    "government_funds",
    "state_capital",
    "state_capital_expenditure",
)
OTHER_YEARS = ("科目清单为2023年的，与报告年度相距太远", "the list is of 2023, too far away")
_TO_THE_ITEM = ("revenue", "expenditure", "gpb")
_SECRET = re.compile(r"涉密|国家秘密")
_SHORTEST = 3  # characters of a name that a cell may have cut off


@dataclass(frozen=True, slots=True)
class Printed:
    """A code with its name as printed somewhere: `where` says in which table or part."""

    code: str
    name: str
    where: str
    span: Span
    facts: tuple[Fact, ...] = ()


@check(
    "EXP-10",
    zh="科目编码与名称不符",
    en="code-and-name-differ",
    severity="warning",
    basis="《预算法》第三十二条：按功能、经济分类科目编列；2023年政府收支分类科目",
    area="expenditure",
)
def codes_have_their_names(facts: Facts) -> Iterator[Outcome]:
    """A printed code carries the name that the classification gives it.

    What: codes and names of the statutory tables, of the glossary and of the prose against the
    list of subjects (functional: 类款项, economic: 类款); a code of an item begins with that of
    its subclass.
    Why: a wrong code puts money under another purpose.
    Basis: 预算法 art. 32; 2023年政府收支分类科目.
    Formula: name(code) of the document = name(code) of the list, 支出 and brackets aside.
    Tolerance: none for the words; a name that a cell cut short passes.
    Example: 2210201 is printed as 购房补贴, the list has 住房公积金.
    Limits: a code that is not in the list is never called wrong; a row of the list that was not
    confirmed, or another year than the list's, gives a hint; earlier names are EXP-11.
    """
    told = list(_unique([*_coded_rows(facts), *_coded_entries(facts), *_coded_items(facts)]))
    if not covers(facts.year):
        yield skip("科目编码与名称", *OTHER_YEARS)
        return
    own = [_against(facts, printed, functional()) for printed in told]
    own += [_against(facts, printed, economic()) for printed in _unique(_economic_rows(facts))]
    yield from _summed_up("科目编码与名称", own)
    yield from _broken_chains(facts)


def _coded_rows(facts: Facts) -> Iterator[Printed]:
    for table in facts.tables:
        if table.kind in BY_FUNCTION:
            yield from _printed(table)


def _economic_rows(facts: Facts) -> Iterator[Printed]:
    table = facts.table("gpb_basic")
    return _printed(table) if table is not None else iter(())


def _printed(table: StatutoryTable) -> Iterator[Printed]:
    for row in table.rows:
        if row.code and row.label:
            cells = tuple(cell for cell in row.cells if cell is not None)[:1]
            yield Printed(row.code, row.label, NAMES[table.kind], row.span, cells)


def _coded_entries(facts: Facts) -> Iterator[Printed]:
    """Yield the codes of the glossary, each level with its name."""
    for entry in facts.glossary:
        whole = ""
        for name, code in zip(entry.names, entry.codes, strict=False):
            whole += code
            yield Printed(whole, name, "名词解释", entry.span)


def _coded_items(facts: Facts) -> Iterator[Printed]:
    """Yield the codes that the prose itself prints beside its names."""
    for fact in facts.find("functional_item", part="narrative"):
        for level, length in (("subclass", 5), ("item", 7)):
            code = fact.dim(f"{level}_code")
            if len(code) == length and fact.dim(level):  # 2080505-… names its item alone
                yield Printed(code, fact.dim(level), "文字说明", fact.span, (fact,))


def _unique(found: Iterable[Printed]) -> Iterator[Printed]:
    """Yield each pair of code and name once, where it is printed first."""
    seen: set[tuple[str, str]] = set()
    for printed in found:
        pair = (printed.code, plain(printed.name))
        if pair not in seen:
            seen.add(pair)
            yield printed


def _against(facts: Facts, printed: Printed, listed: Mapping[str, Subject]) -> Outcome:
    subject = f"科目 {printed.code} {printed.name}"
    known = listed.get(printed.code)
    if known is None:
        return skip(subject, "清单中没有此编码", "the list has no such code", printed.facts)
    if _fits(known, printed.name, loose=listed is economic()):
        return passed(subject, "与清单一致", "as in the list", printed.facts)
    if earlier_name(printed.code, printed.name) is not None:
        return skip(subject, "是以前的名称（见 EXP-11）", "an earlier name (EXP-11)", printed.facts)
    sure = known.is_sure_in(facts.year)
    doubt = "" if sure else "（清单该行未经核实或年度相距较远，仅作提示）"
    zh = f"{printed.where}印作“{printed.code} {printed.name}”，"
    zh += f"科目清单中 {known.code} 为“{known.name}”{doubt}"
    en = f"{printed.code} is printed with a name that is not the list's"
    return Outcome(
        subject,
        "inconsistent",
        Message(zh, en),
        printed.facts,
        expected=known.name,
        actual=printed.name,
        quotes=(printed.span,),
        severity="warning" if sure else "info",
    )


def _fits(known: Subject, name: str, *, loose: bool) -> bool:
    """Return whether a printed name is the known one, cut short, or (economic) worded longer."""
    if is_called(known.name, name):
        return True
    own, other = plain(known.name), plain(name)
    if loose:
        own, other = (word.removesuffix("用").removesuffix("费") for word in (own, other))
        return own == other or (len(other) > 1 and other in own) or own in other
    return len(other) >= _SHORTEST and own.startswith(other)


def _summed_up(subject: str, outcomes: list[Outcome]) -> Iterator[Outcome]:
    """Yield what differs one by one, and once each what agrees and what the list lacks."""
    yield from (o for o in outcomes if o.status == "inconsistent")
    good = [o for o in outcomes if o.status == "exact"]
    unknown = [o for o in outcomes if o.status == "not_applicable"]
    if good:
        figures = tuple(fact for o in good for fact in o.facts)
        yield passed(
            subject, f"{len(good)} 个与清单一致", f"{len(good)} agree with the list", figures
        )
    if unknown:
        names = "、".join(o.subject.removeprefix("科目 ") for o in unknown)
        yield skip(
            subject, f"清单中没有，或为以前的名称：{names}", f"{len(unknown)} are not in the list"
        )
    if not outcomes:
        yield skip(subject, "没有读到科目编码", "no codes were read")


def _broken_chains(facts: Facts) -> Iterator[Outcome]:
    """Yield the items of the prose whose own code does not begin with their subclass's."""
    for fact in facts.find("functional_item", part="narrative"):
        chain = [fact.dim(f"{level}_code") for level in ("class", "subclass", "item")]
        whole = [code for code, length in zip(chain, (3, 5, 7), strict=True) if len(code) == length]
        pairs = pairwise(whole)
        if len(whole) > 1 and not all(is_under(lower, upper) for upper, lower in pairs):
            zh = f"“{fact.label}”的编码 {'—'.join(whole)} 不是逐级从属"
            message = Message(zh, f"{' '.join(whole)} is no chain of codes")
            yield Outcome(f"{fact.label}的编码", "inconsistent", message, (fact,))


@check(
    "EXP-16",
    zh="科目编码位数不合分类层级",
    en="code-of-no-level",
    severity="info",
    basis="政府收支分类科目：功能分类类3位、款5位、项7位，经济分类类3位、款5位",
    area="expenditure",
)
def codes_have_a_level(facts: Facts) -> Iterator[Outcome]:
    """A code of a table has the digits of a level.

    What: functional codes of 3, 5 or 7 digits, economic ones of 3 or 5.
    Why: a digit was dropped or doubled, and the row falls out of every sum.
    Basis: 政府收支分类科目.
    Formula: number of digits ∈ {3, 5, 7}, in the economic table ∈ {3, 5}.
    Tolerance: none.
    Example: 208050 (six digits) before 机关事业单位基本养老保险缴费支出.
    Limits: only where the code stands in one cell; a code spread over three columns is not
    counted.
    """
    found = [table for table in facts.tables if table.kind in (*BY_FUNCTION, "gpb_basic")]
    for table in found:
        allowed = (3, 5) if table.kind == "gpb_basic" else (3, 5, 7)
        odd = [row for row in table.rows if len(_first_digits(facts, row)) not in (0, *allowed)]
        subject = f"{NAMES[table.kind]}：编码位数"
        for row in odd:
            digits = _first_digits(facts, row)
            zh = f"{subject}：“{row.label}”的编码 {digits} 为 {len(digits)} 位"
            message = Message(zh, f"{digits} has {len(digits)} digits")
            yield Outcome(subject, "inconsistent", message, quotes=(row.span,))
        if not odd and any(row.code for row in table.rows):
            yield passed(subject, f"{subject}：均合层级", "every code is of a level")
    if not found:
        yield skip("编码位数", "没有读到报表", "no table was read")


def _first_digits(facts: Facts, row: TableRow) -> str:
    """Return the digits of a row's first cell where they may be a whole code, else ''."""
    if row.code or row.span.table is None or row.span.row is None or not row.label:
        return ""
    table = next((t for t in facts.document.tables if t.index == row.span.table), None)
    cells = table.rows[row.span.row - 1] if table is not None else ()
    first = "".join(cells[0].text.split()) if cells else ""
    return first if first.isdecimal() and len(first) > _SHORTEST else ""


@check(
    "FRM-04",
    zh="功能科目未到项或经济科目未到款",
    en="not-published-to-the-item",
    severity="error",
    basis="《预算法实施条例》第六条：功能分类公开到项，基本支出按经济分类公开到款",
    area="form",
)
def published_to_the_item(facts: Facts) -> Iterator[Outcome]:
    """Functional tables go down to the item, the economic one to the 款.

    What: every 款 with an amount has an 项 below it in the tables of revenue, expenditure and
    general budget; every economic 类 with an amount has a 款 in the basic-expenditure table.
    Why: only items show what the money was for.
    Basis: 预算法实施条例 art. 6.
    Formula: amount(款) ≠ 0 ⇒ some row under it; amount(economic 类) ≠ 0 ⇒ some row under it.
    Tolerance: none.
    Example: 20801 人力资源和社会保障管理事务 580.39 with no 项 below it.
    Limits: where other rows of the table reach the item, one that does not is a warning: the
    row may have been lost in reading; 款 that the classification does not divide are left out,
    and so are documents that call a part of themselves secret (涉密).
    """
    if _SECRET.search(facts.document.text):
        zh, en = "文中称部分内容涉密，可不公开到项", "parts are secret, and need not be published"
        yield skip("公开到项、款", zh, en)
        return
    checked = 0
    for kind in _TO_THE_ITEM:
        table = facts.table(kind)
        if table is not None and any(row.code for row in table.rows):
            checked += 1
            yield _levels(table, 3, _is_divided)
    basic = facts.table("gpb_basic")
    if basic is not None and any(row.code for row in basic.rows):
        checked += 1
        yield _levels(basic, 2, _always)
    if not checked:
        yield skip("公开到项、款", "没有读到带编码的报表", "no table with codes was read")


def _levels(table: StatutoryTable, deepest: int, is_divided: Callable[[TableRow], bool]) -> Outcome:
    """Return whether each row above the deepest level that holds money has a row below it."""
    name, level = NAMES[table.kind], "项" if deepest > 2 else "款"
    if any(_lacks_its_code(row) for row in table.rows):
        zh, en = "表中有的行没有读到编码", "a row's code was not read"
        return skip(f"{name}：公开层级", zh, en)
    coded = [row for row in table.rows if row.code]
    divided = by_parent(coded)
    ends = [
        row
        for row in coded
        if row.level < deepest
        and any(cell is not None and cell.value for cell in row.cells)
        and row.code not in divided
        and is_divided(row)
    ]
    if not ends:
        return passed(f"{name}：公开层级", f"{name}已公开到{level}", "published to the last level")
    severity: Severity = "warning" if any(r.level == deepest for r in coded) else "error"
    rows = "、".join(f"{row.code}{row.label}" for row in ends)
    zh = f"{name}没有公开到{level}：{rows}之下没有明细"
    spans = tuple(row.span for row in ends)
    message = Message(zh, f"{len(ends)} rows are not divided further")
    return Outcome(f"{name}：公开层级", "missing", message, quotes=spans, severity=severity)


def _lacks_its_code(row: TableRow) -> bool:
    """Return whether a row with figures may be a subject whose code was not read."""
    return not row.code and row.concept in ("", "functional_class") and any(row.cells)


def _is_divided(row: TableRow) -> bool:
    """Return whether the classification divides a row; one that it lacks counts as divided."""
    return row.code not in functional() or row.code in _divided()


@cache
def _divided() -> frozenset[str]:
    """Return the codes of the classification that have others below them."""
    return frozenset(code[:length] for code in functional() for length in range(1, len(code)))


def _always(row: TableRow) -> bool:
    return bool(row.code)
