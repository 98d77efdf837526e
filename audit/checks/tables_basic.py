"""一般公共预算财政拨款基本支出决算表: economic classes, personnel and public expenditure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit.checks.cells import by_parent, called, summed, without_table
from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome
from audit.registry import check
from audit.statutory import StatutoryTable, TableRow

_PERSONNEL = ("301", "303")
_PUBLIC = ("302", "307", "309", "310", "311", "312", "313", "399")
_GROUPS = {"personnel_funds": "人员经费", "public_funds": "公用经费"}
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_ENDING = re.compile(r"(?:支出|费用|费|金)$")


def amount_of(table: StatutoryTable, row: TableRow | None) -> Fact | None:
    """Return the amount of an economic row: its only actual column."""
    place = table.column("total")
    return row.cells[place] if row is not None and place is not None else None


def classes_of(table: StatutoryTable, codes: Sequence[str]) -> list[Fact | None]:
    """Return the amounts of economic classes, None where one is blank or not printed."""
    return [amount_of(table, table.coded(code)) for code in codes]


@check(
    "FIS-08",
    zh="人员经费合计不等于工资福利与对个人和家庭的补助之和",
    en="personnel-differs-from-its-classes",
    severity="error",
    basis="基本支出决算表：人员经费合计＝301＋303（算术必然）",
    area="expenditure",
    identity=True,
)
def personnel_funds_add_up(facts: Facts) -> Iterator[Outcome]:
    """Personnel expenditure equals wages and benefits plus transfers to households.

    What: the total row of 人员经费 against the economic classes in it (R18).
    Why: the table prints both sides under one another.
    Basis: arithmetic; form 公开06.
    Formula: 人员经费合计 = 301 工资福利支出 + 303 对个人和家庭的补助.
    Tolerance: decimal interval of every printed cell.
    Example: 2,082.85 + 69.41 = 2,152.26.
    Limits: needs the row 人员经费合计.
    """
    yield _group(facts, "personnel_funds", _PERSONNEL, "人员经费合计与301、303")


@check(
    "FIS-09",
    zh="公用经费合计不等于商品和服务、资本性支出等之和",
    en="public-funds-differ-from-their-classes",
    severity="error",
    basis="基本支出决算表：公用经费合计＝302＋307＋309＋310＋…（算术必然）",
    area="expenditure",
    identity=True,
)
def public_funds_add_up(facts: Facts) -> Iterator[Outcome]:
    """Public running expenditure equals goods and services plus capital and the rest.

    What: the total row of 公用经费 against the economic classes in it (R18).
    Why: the table prints both sides under one another.
    Basis: arithmetic; form 公开06.
    Formula: 公用经费合计 = 302 商品和服务支出 + 310 资本性支出 + 307, 309, 311, 312, 313, 399 where
    printed.
    Tolerance: decimal interval of every printed cell.
    Example: 171.07 + 13.58 = 184.65.
    Limits: needs the row 公用经费合计.
    """
    yield _group(facts, "public_funds", _PUBLIC, "公用经费合计与302、310等")


def _group(facts: Facts, concept: str, codes: Sequence[str], what: str) -> Outcome:
    table = facts.table("gpb_basic")
    if table is None:
        return without_table(facts, "gpb_basic")
    total = amount_of(table, table.row(concept))
    return summed(called(table, what), total, classes_of(table, codes), table=table)


@check(
    "FIS-10",
    zh="经济分类的类不等于各款之和",
    en="economic-class-differs-from-items",
    severity="error",
    basis="基本支出决算表：301＝Σ301xx，其余类同（算术必然）",
    area="expenditure",
    identity=True,
)
def economic_classes_add_up(facts: Facts) -> Iterator[Outcome]:
    """Each economic class equals the sum of its items.

    What: each class of the table against the items printed below it.
    Why: a cell was mistyped or a row was moved.
    Basis: arithmetic; form 公开06.
    Formula: 301 = Σ301xx; 302 = Σ302xx; 303, 310 alike.
    Tolerance: decimal interval of every printed cell.
    Example: eight items 2,082.86 against 2,082.85: within rounding.
    Limits: only classes whose items are printed.
    """
    table = facts.table("gpb_basic")
    if table is None:
        yield without_table(facts, "gpb_basic")
        return
    coded = [row for row in table.rows if row.code]
    codes = [row.code for row in coded]
    if len(codes) != len(set(codes)):
        yield skip(called(table, "各级科目"), "有重复的科目编码", "a code is printed twice")
        return
    below = by_parent(coded)
    for parent in coded:
        cells = [amount_of(table, row) for row in below.get(parent.code, ())]
        if cells and (amount_of(table, parent) is not None or any(cells)):
            what = f"{parent.code}{parent.label}与各款"
            yield summed(called(table, what), amount_of(table, parent), cells, table=table)


@check(
    "FIS-11",
    zh="“主要包括”所列项目与基本支出决算表不符",
    en="listed-items-differ-from-table",
    severity="warning",
    basis="官方模板：不涉及的项目不列；表中有数的项目应当列出",
    area="expenditure",
)
def listed_items_have_amounts(facts: Facts) -> Iterator[Outcome]:
    """Items that the prose lists under 主要包括 have an amount in the economic table.

    What: each listed name against the rows of the table: a listed item that is blank or zero is
    a warning; an item with money that is not listed is a hint.
    Why: the list is left over from another year; it is the most productive check on real files.
    Basis: the official template ("不涉及的不列").
    Formula: listed under 主要包括 ⇒ 表中金额 ≠ 0; 表中金额 ≠ 0 ⇒ listed.
    Tolerance: none: names, and zero or not.
    Example: 个人农业生产补贴 is listed while its cell is blank.
    Limits: a name that fits no row, or several, is not judged.
    """
    table = facts.table("gpb_basic")
    listed = facts.find("economic_item", part="narrative")
    if table is None or not listed or table.is_empty:
        subject = "主要包括与基本支出决算表"
        yield (
            without_table(facts, "gpb_basic")
            if table is None
            else skip(subject, "文字没有列举项目", "the prose lists no items")
        )
        return
    rows = [row for row in table.rows if row.code and row.level > 1]
    groups = {"personnel_funds": _PERSONNEL, "public_funds": _PUBLIC}
    for group, classes in groups.items():
        names = [fact for fact in listed if fact.dim("group") == group]
        own = [row for row in rows if row.code[:3] in classes]
        if names and own:
            yield from _compare(table, names, own)


def _compare(
    table: StatutoryTable, names: Sequence[Fact], rows: Sequence[TableRow]
) -> Iterator[Outcome]:
    named: set[str] = set()
    blank: list[tuple[Fact, TableRow]] = []
    for fact in names:
        fitting = [row for row in rows if plain(row.label) == plain(fact.raw)]
        named.update(row.code for row in fitting)
        if len(fitting) == 1 and not _has_money(table, fitting[0]):
            blank.append((fact, fitting[0]))
        elif len(fitting) == 1:
            cell = amount_of(table, fitting[0])
            told = (fact,) if cell is None else (fact, cell)
            yield passed(f"“{fact.raw}”与基本支出决算表", "表中有数", "it has an amount", told)
        else:
            zh = "表中没有同名项目" if not fitting else "表中有几个同名项目"
            yield skip(f"“{fact.raw}”与基本支出决算表", zh, "no single row fits", (fact,))
    if blank:
        yield _listed_but_blank(table, blank)
    silent = [row for row in rows if row.code not in named and _has_money(table, row)]
    if silent:
        words = "、".join(row.label for row in silent)
        zh, en = f"表中有数而文字未列：{words}", f"{len(silent)} items with money are not listed"
        cells = tuple(c for row in silent if (c := amount_of(table, row)) is not None)
        subject = called(table, f"文字未列的项目（{_GROUPS[names[0].dim('group')]}）")
        yield Outcome(subject, "inconsistent", Message(zh, en), cells, severity="info")


def _listed_but_blank(table: StatutoryTable, blank: Sequence[tuple[Fact, TableRow]]) -> Outcome:
    """Return one outcome for all items of a list that have no money: one list, one defect."""
    group = _GROUPS[blank[0][0].dim("group")]
    names = "、".join(f"“{fact.raw}”（{row.code}）" for fact, row in blank)
    zh = f"文字“主要包括”列有{names}，表中{'该栏' if len(blank) == 1 else '这些栏'}空白或为零"
    en = f"{len(blank)} listed items have a blank cell or zero"
    cells = (amount_of(table, row) for _, row in blank)
    facts = (*(fact for fact, _ in blank), *(cell for cell in cells if cell is not None))
    subject = called(table, f"文字列有而无数的项目（{group}）")
    spans = tuple(row.span for _, row in blank)
    return Outcome(subject, "inconsistent", Message(zh, en), facts, quotes=spans)


def _has_money(table: StatutoryTable, row: TableRow) -> bool:
    cell = amount_of(table, row)
    return cell is not None and bool(cell.value)


def plain(name: str) -> str:
    """Return an item's name without brackets, spaces and an ending that clerks leave off."""
    word = _BRACKETS.sub("", "".join(name.split()))
    return _ENDING.sub("", word)
