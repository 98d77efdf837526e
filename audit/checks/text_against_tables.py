"""文字＝表格 / prose against tables: every amount against its cell, every item against its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audit.checks.cells import NAMES, at
from audit.checks.pairing import Cells, cells_of, row_of, same_name
from audit.compare import agree, of, passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Scope
from audit.registry import check
from audit.statutory import StatutoryTable, TableRow

_ASIDE = ("reason_amount", "detail_amount")


@check(
    "XSE-03",
    zh="文字与报表不一致",
    en="text-differs-from-table",
    severity="error",
    basis="文字说明中的数应当与所说明的报表同数（逻辑）；《预算法实施条例》第八十三条",
    area="form",
    identity=True,
)
def text_equals_tables(facts: Facts) -> Iterator[Outcome]:
    """Every amount of the prose equals the cell of the statutory table that it explains.

    What: totals against 收入支出决算总表, revenue and expenditure against their tables, 财政拨款
    against its own, classes and items against the general-budget table, 人员 and 公用经费 against
    the economic table, “三公” against its table, each converted to one unit.
    Why: the prose is typed from the tables, often from an older version of them.
    Basis: logic; 预算法实施条例 art. 83.
    Formula: 文字所列金额 = 报表相应的格.
    Tolerance: decimal interval of both; alike in decimals but off in the last place is a hint.
    Example: 财政拨款收入支出总计0.3万元 against 2,961.68 in the table.
    Limits: figures that no table prints are not paired; where two tables differ by rounding,
    the prose may repeat either; a blank cell beside an amount is a warning.
    """
    told = [f for f in facts if f.span.part == "narrative" and f.kind == "amount"]
    checked = 0
    for fact in told:
        if fact.measure == "reason" or fact.concept in _ASIDE:
            continue
        cells = cells_of(facts, fact)
        if cells:
            checked += 1
            yield _against(fact, cells)
    if not checked:
        yield skip("文字与报表", "没有可比的表或文字", "no table or no prose to compare")


def _against(fact: Fact, cells: Cells) -> Outcome:
    """Return the best agreement among the cells that print the figure."""
    subject = (
        f"{fact.label}{'' if fact.measure == 'actual' else '（预算数）'}：文字与{_named(cells)}"
    )
    printed = [(table, cell) for table, cell in cells if cell is not None]
    if not printed:
        return _blank(subject, fact, cells[0][0])
    found = [agree(subject, stated=of(fact), computed=of(cell)) for _, cell in printed]
    rank = ("exact", "rounding", "unlikely_rounding", "inconsistent")
    best = min(found, key=lambda outcome: rank.index(outcome.status))
    alike = all(fact.decimals == cell.decimals for _, cell in printed)
    return (
        replace(best, status="unlikely_rounding") if best.status == "rounding" and alike else best
    )


def _named(cells: Cells) -> str:
    return NAMES.get(cells[0][0].kind, "报表")


def _blank(subject: str, fact: Fact, table: StatutoryTable) -> Outcome:
    if not fact.value:
        return passed(subject, "均无数额", "nothing in either", (fact,))
    if table.has_unread:
        return skip(subject, "表中有不是数字的内容", "a cell of the table is no number", (fact,))
    row = row_of(table, fact) if fact.concept.startswith("functional") else None
    zh = f"{subject}：文字为 {fact.raw}，表中相应一栏空白"
    quotes = (row.span,) if row is not None else (table.title,)
    message = Message(zh, f"{fact.raw} in the prose, a blank cell in the table")
    return Outcome(subject, "inconsistent", message, (fact,), quotes=quotes, severity="warning")


@check(
    "XSE-11",
    zh="文字所列功能科目与一般公共预算支出决算表不符",
    en="prose-items-differ-from-table",
    severity="warning",
    basis="具体情况应当与一般公共预算财政拨款支出决算表逐项对应；《预算法实施条例》第六条",
    area="expenditure",
)
def prose_items_are_in_the_table(facts: Facts) -> Iterator[Outcome]:
    """Every functional item of the prose is a row of the general-budget table, and the reverse.

    What: 类, 款 and 项 names of each item against the table's rows; rows with money that the prose
    does not mention are a hint.
    Why: names and items are left over from last year's text.
    Basis: 预算法实施条例 art. 6 (功能分类公开到项).
    Formula: 正文所列类, 款, 项 = a row of the table; 报表金额 ≠ 0 ⇒ listed.
    Tolerance: none: codes and names; amounts only point to the row that may be meant.
    Example: 住房保障支出（类）住房改革支出（款）住房公积金（项） is 2210201 of the table.
    Limits: names may leave out 支出; an item with a name of its own but an equal amount is told
    with both names.
    """
    table = facts.table("gpb")
    items = _items(facts)
    if table is None or not items:
        zh, en = "没有读到表或文字所列科目", "the table or the items were not read"
        yield skip("功能科目与一般公共预算支出决算表", zh, en)
        return
    meant: list[TableRow] = []
    for fact in items:
        row = row_of(table, fact)
        near = [row] if row is not None else _near(table, fact)
        meant += near[:1]
        if row is None:
            yield _in_table(table, fact, near)
        else:
            told = f"即表中 {row.code}"
            yield passed(f"科目“{fact.label}”", told, f"row {row.code}", (fact,))
    yield from _unmentioned(table, meant)


def _items(facts: Facts) -> list[Fact]:
    scope: Scope = "general_public_budget"  # items of other budgets stand in their own tables
    told = facts.find("functional_item", scope=scope, part="narrative")
    found = [fact for fact in told if fact.kind == "amount"]
    return list({(f.dim("class"), f.dim("subclass"), f.dim("item")): f for f in found}.values())


def _near(table: StatutoryTable, fact: Fact) -> list[TableRow]:
    """Return the rows that an item may mean: those of its own name, else of its amount."""
    rows = [row for row in table.rows if row.level == 3]
    named = [row for row in rows if same_name(row.label, fact.dim("item"))]
    return named or [row for row in rows if _same_amount(table, row, fact)]


def _in_table(table: StatutoryTable, fact: Fact, near: list[TableRow]) -> Outcome:
    subject = f"科目“{fact.label}”"
    chain = f"{fact.dim('class')}—{fact.dim('subclass')}—{fact.dim('item')}"
    if not near:
        zh = f"文字列有“{chain}”{fact.raw}，表中没有这个科目"
        return Outcome(
            subject,
            "inconsistent",
            Message(zh, "not a row of the table"),
            (fact,),
            quotes=(table.title,),
        )
    row = near[0]
    zh = f"文字写“{chain}”，表中为“{_chain(table, row)}”（{row.code}）"
    message = Message(zh, f"the table has {row.code} under other names")
    return Outcome(subject, "inconsistent", message, (fact,), quotes=(row.span,))


def _same_amount(table: StatutoryTable, row: TableRow, fact: Fact) -> bool:
    cell = at(table, row, "expenditure_current_year")
    return cell is not None and bool(cell.value) and cell.number == fact.number


def _chain(table: StatutoryTable, row: TableRow) -> str:
    above = (table.coded(row.code[:length]) for length in (3, 5))
    return "—".join([*(r.label for r in above if r is not None), row.label])


def _unmentioned(table: StatutoryTable, named: list[TableRow]) -> Iterator[Outcome]:
    codes = {row.code for row in named}
    silent = []
    for row in table.rows:
        cell = at(table, row, "expenditure_current_year")
        if row.level == 3 and row.code not in codes and cell is not None and cell.value:
            silent.append((row, cell))
    if silent:
        words = "、".join(f"{row.code}{row.label} {cell.raw}" for row, cell in silent[:5])
        zh = f"表中有数而具体情况未列的科目 {len(silent)} 个：{words}"
        message = Message(zh, f"{len(silent)} rows with money are not explained")
        cells = tuple(cell for _, cell in silent)
        yield Outcome("具体情况未列的科目", "inconsistent", message, cells, severity="info")
