"""The relations that the checks of the statutory tables share: cells, sums, levels.

A blank cell or a dash is no figure: it adds nothing to a sum, and a blank total is not
checked. Sums allow for the rounding of every printed part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit.compare import Quantity, add, agree, bounded, constant, of, passed, skip
from audit.facts import Facts
from audit.model import YUAN, Fact, Measure, Message, Outcome, Severity
from audit.statutory import Side, StatutoryTable, TableRow

NAMES = {
    "final_accounts": "收入支出决算总表",
    "revenue": "收入决算表",
    "expenditure": "支出决算表",
    "fiscal": "财政拨款收入支出决算总表",
    "fiscal_detail": "财政拨款支出决算明细表",
    "gpb": "一般公共预算财政拨款支出决算表",
    "gpb_detail": "一般公共预算财政拨款支出决算明细表",
    "gpb_basic": "一般公共预算财政拨款基本支出决算表",
    "gpb_project": "一般公共预算财政拨款项目支出决算表",
    "three_public": "“三公”经费支出决算表",
    "government_funds": "政府性基金预算财政拨款收入支出决算表",
    "state_capital": "国有资本经营预算财政拨款收入支出决算表",
    "state_capital_expenditure": "国有资本经营预算财政拨款支出决算表",
}
_MEASURES: dict[Measure, str] = {
    "initial_budget": "（年初预算数）",
    "adjusted_budget": "（全年预算数）",
    "prior_year": "（上年数）",
}


def called(table: StatutoryTable, what: str, measure: Measure = "actual") -> str:
    """Return a subject: the table's usual name, what is compared, a measure other than actual."""
    return f"{NAMES.get(table.kind, table.kind)}：{what}{_MEASURES.get(measure, '')}"


def without_table(facts: Facts, *kinds: str) -> Outcome:
    """Return that a table was not read, and why where that is known."""
    lacking = [kind for kind in kinds if facts.table(kind) is None]
    names = "、".join(NAMES[kind] for kind in lacking)
    problems = [t.problem for t in facts.tables if t.kind in lacking and t.problem]
    same = [k for k in lacking if sum(t.kind == k and bool(t.rows) for t in facts.tables) > 1]
    why = problems[0] if problems else "同一种表有几张" if same else "没有读到该表"
    return skip(names, why, "the table was not read")


def at(
    table: StatutoryTable | None,
    row: TableRow | None,
    concept: str,
    measure: Measure = "actual",
    side: Side = "",
) -> Fact | None:
    """Return the figure in a row under a column, or None where either is missing or blank."""
    if table is None or row is None:
        return None
    place = table.column(concept, measure, side)
    return row.cells[place] if place is not None else None


def total_at(
    table: StatutoryTable | None, concept: str, measure: Measure = "actual"
) -> Fact | None:
    """Return the figure of the row 合计 under a column."""
    return at(table, table.row("total") if table else None, concept, measure)


def side_at(
    table: StatutoryTable | None,
    concept: str,
    side: Side,
    measure: Measure = "actual",
    column: str = "total",
) -> Fact | None:
    """Return the figure of a row of a two-sided table, of its total column unless told."""
    return at(table, table.row(concept, side) if table else None, column, measure, side)


def summed(
    subject: str,
    total: Fact | None,
    parts: Iterable[Fact | None],
    severity: Severity | None = None,
    table: StatutoryTable | None = None,
) -> Outcome:
    """Return whether a printed total is the sum of what is printed of its parts.

    A part that is None adds nothing, unless `table`, where it stands, has cells that no one
    could read: then nothing is proved.
    """
    cells = tuple(parts)
    found = tuple(part for part in cells if part is not None)
    if table is not None and table.has_unread and len(found) < len(cells):
        return skip(subject, "表中有不是数字的内容", "a cell of the table is no number", found)
    if total is None:
        return skip(subject, "合计栏空白或没有读到", "the total is blank or was not read", found)
    computed = add(found)
    if computed is None and total.value:
        return skip(subject, "各分项均空白", "every part is blank", (total,))
    outcome = agree(subject, stated=of(total), computed=computed or nothing(), severity=severity)
    if outcome.status == "inconsistent" and table is not None and table.has_strays:
        zh, en = "表中有名称不明的行", "a row of the table has a name that is not known"
        return skip(subject, zh, en, outcome.facts)
    return outcome


def nothing() -> Quantity:
    """Return the zero that blank cells add up to."""
    return constant(0, "万元")


def equal(subject: str, stated: Fact | None, computed: Fact | None) -> Outcome:
    """Return whether two cells that must hold one figure do."""
    if stated is None or computed is None:
        found = tuple(fact for fact in (stated, computed) if fact is not None)
        zh, en = "有一处空白或没有读到", "one of the cells is blank or was not read"
        return skip(subject, zh, en, found)
    return agree(subject, stated=of(stated), computed=of(computed))


def at_most(subject: str, part: Fact | None, whole: Fact | None) -> Outcome:
    """Return whether a part is no greater than its whole, rounding allowed for."""
    if part is None or whole is None:
        return skip(subject, "没有同时读到两数", "one of the figures was not read")
    if of(part).interval.lo > of(whole).interval.hi:
        sum_ = f"{part.raw} > {whole.raw}"
        zh = f"{subject}：{part.label} {part.raw} 大于 {whole.label} {whole.raw}"
        over = show_difference(part, whole)
        failed = Outcome(
            subject, "inconsistent", Message(zh, sum_), (part, whole), formula=sum_, residual=over
        )
        return bounded(failed, of(part), of(whole))
    told = f"{part.raw} ≤ {whole.raw}"
    return bounded(passed(subject, told, told, (part, whole)), of(part), of(whole))


def show_difference(part: Fact, whole: Fact) -> Decimal:
    """Return by how much a part exceeds its whole, in the unit of the part."""
    return (part.number - whole.number) / YUAN.get(part.uom, Decimal(1))


def row_sums(
    table: StatutoryTable, whole: str, parts: Sequence[str], measure: Measure = "actual"
) -> Iterator[Outcome]:
    """Yield for each row with figures whether its total is the sum of the named columns.

    A table with a column that nobody can name proves no row sum.
    """
    places = [table.column(concept, measure) for concept in parts]
    known = [place for place in places if place is not None]
    total = table.column(whole, measure)
    if total is None or not known:
        yield skip(called(table, "各行合计"), "合计栏或分项栏没有读到", "columns were not read")
        return
    for row in table.rows:
        cells = [row.cells[place] for place in known]
        if row.cells[total] is None and not any(cells):
            continue
        subject = called(table, f"{row.code}{row.label}行合计与各栏", measure)
        if row.unread & {total, *known}:
            yield skip(subject, "该行有不是数字的内容", "a cell of the row is no number")
        else:
            yield _unless_unknown(table, summed(subject, row.cells[total], cells))


def _unless_unknown(table: StatutoryTable, outcome: Outcome) -> Outcome:
    """Return a row's sum, or a skip where it fails and a column of the table has no known name."""
    if outcome.status != "inconsistent" or not table.unknown:
        return outcome
    zh = f"有含义不明的栏：{'、'.join(table.unknown)}"
    return skip(outcome.subject, zh, "a column has no known name", outcome.facts)


def level_sums(
    table: StatutoryTable, concept: str, measure: Measure = "actual"
) -> Iterator[Outcome]:
    """Yield 合计＝Σ类, 类＝Σ款, 款＝Σ项 of one column, each parent against its nearest rows."""
    place = table.column(concept, measure)
    coded = [row for row in table.rows if row.code]
    codes = [row.code for row in coded]
    if place is None or len(codes) != len(set(codes)):
        if place is not None:
            yield skip(called(table, "各级科目"), "有重复的科目编码", "a code is printed twice")
        return
    if any(_is_stray(row, place) for row in table.rows):
        zh, en = "有的行没有科目编码或不是数字", "a row has no code, or words for an amount"
        yield skip(called(table, "各级科目"), zh, en)
        return
    heading = table.columns[place].heading.split("／")[-1]
    if not place:
        yield from _without_parent(table, coded)
    total = table.row("total")
    below = by_parent(coded)
    top = below.get("", [])
    if total is not None and top:
        cells = [row.cells[place] for row in top]
        yield from _level(table, f"{heading}栏合计与各类", total, place, cells, measure)
    for parent in coded:
        children = below.get(parent.code)
        if children:
            cells = [row.cells[place] for row in children]
            what = f"{heading}栏{parent.code}{parent.label}与下级科目"
            yield from _level(table, what, parent, place, cells, measure)


def _without_parent(table: StatutoryTable, coded: Sequence[TableRow]) -> Iterator[Outcome]:
    """Yield the one 类 or 款 that is not printed above its rows where the others of a level are.

    Sums hold without it, for its rows then count with the level above.
    """
    codes = {row.code for row in coded}
    for level in (2, 3):
        rows = [row for row in coded if row.level == level]
        parents = {row.code[:-2] for row in rows}
        lacking = parents - codes
        if len(lacking) != 1 or len(parents) == 1:
            continue
        (code,) = lacking
        below = [row for row in rows if row.code.startswith(code)]
        cells = tuple(cell for row in below for cell in row.cells if cell is not None)
        zh = f"{called(table, '')}列有 {below[0].code}{below[0].label}，未列其上级科目 {code}"
        en = f"the row {below[0].code} is printed, the row {code} above it is not"
        quotes = tuple(row.span for row in below)
        subject = called(table, f"{code}所属科目")
        message = Message(zh, en)
        yield Outcome(subject, "missing", message, cells, quotes=quotes, severity="warning")


def _is_stray(row: TableRow, place: int) -> bool:
    """Return whether a row may be a level's missing part: its code, or its amount, is not read."""
    uncoded = not row.code and row.concept in ("", "functional_class")
    return place in row.unread or (uncoded and row.cells[place] is not None)


def _level(
    table: StatutoryTable,
    what: str,
    parent: TableRow,
    place: int,
    cells: Sequence[Fact | None],
    measure: Measure,
) -> Iterator[Outcome]:
    if parent.cells[place] is not None or any(cell is not None for cell in cells):
        yield summed(called(table, what, measure), parent.cells[place], cells)


def is_under(code: str, other: str) -> bool:
    """Return whether a code stands below another in the classification."""
    return len(other) < len(code) and code.startswith(other)


def by_parent(rows: Sequence[TableRow]) -> dict[str, list[TableRow]]:
    """Return the rows by the code of the nearest printed row above them, '' where none is."""
    codes = {row.code for row in rows}
    found: dict[str, list[TableRow]] = {}
    for row in rows:
        above = (row.code[:length] for length in range(len(row.code) - 1, 0, -1))
        found.setdefault(next((code for code in above if code in codes), ""), []).append(row)
    return found
