"""The two overviews with revenue on the left and expenditure on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from audit.sample.blocks import Cell, Cells, Table, numeral, row
from audit.sample.figures import FISCAL
from audit.sample.ledger import Ledger
from audit.terms import FUNCTIONAL_CLASSES

_REVENUES = (
    ("一般公共预算财政拨款收入", "general"),
    ("政府性基金预算财政拨款收入", "funds"),
    ("国有资本经营预算财政拨款收入", "capital"),
    ("上级补助收入", "superior"),
    ("事业收入", "service"),
    ("经营收入", "business"),
    ("附属单位上缴收入", "affiliate"),
    ("其他收入", "other"),
)
_BUDGETS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_LEFT_OUT = ("209", "227", "231", "232", "233", "234")
_CLASSES = {code: name for code, name in FUNCTIONAL_CLASSES.items() if code not in _LEFT_OUT}


def accounts(ledger: Ledger) -> Table:
    """Return 收入支出决算总表."""
    now = ledger.now
    spent = {one.code: one.total for one in now.classes()}
    left = _labelled([(name, ledger.cell(_revenue(ledger, key))) for name, key in _REVENUES])
    every = [
        (f"{numeral(number)}、{name}", spent.get(code, 0))
        for number, (code, name) in enumerate(_CLASSES.items(), 1)
    ]
    whole = ledger.pen.picked((True, False), "all classes of the table")
    right = [(name, ledger.cell(amount)) for name, amount in every if amount or whole]
    total = ledger.money(now.grand_total())
    ends = [
        (
            "本年收入合计", ledger.money(now.revenue()),
            "本年支出合计", ledger.money(now.total().total),
        ),
        (
            "使用非财政拨款结余（含专用结余）", ledger.cell(now.surplus_used),
            "结余分配", ledger.cell(now.distributed),
        ),
        ("年初结转和结余", ledger.cell(now.start()), "年末结转和结余", ledger.cell(now.rest())),
        ("总计", total, "总计", total),
    ]  # fmt: skip
    both = [(*one, *two) for one, two in zip_longest(left, right, fillvalue=("", ""))] + ends
    if ledger.pen.picked((True, False), "line numbers"):
        return _numbered(both)
    rows = [row(Cell("收入", 2), Cell("支出", 2)), row("项目", "决算数", "项目", "决算数")]
    return Table(4, (*rows, *(row(*one) for one in both)))


def _numbered(both: Sequence[tuple[str, str, str, str]]) -> Table:
    rows = [
        row(Cell("收入", 3), Cell("支出", 3)),
        row("项目", "行次", "决算数", "项目", "行次", "决算数"),
        row("栏次", "", "1", "栏次", "", "2"),
    ]
    for number, (one, amount, two, other) in enumerate(both, 1):
        rows.append(row(one, str(number), amount, two, str(number + len(both)), other))
    return Table(6, tuple(rows))


def _revenue(ledger: Ledger, key: str) -> int:
    budget = next((source for source in FISCAL if source == key), None)
    return ledger.now.appropriated(budget) if budget else ledger.now.own.get(key, 0)


def _labelled(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{numeral(n)}、{name}", amount) for n, (name, amount) in enumerate(texts, 1)]


def fiscal(ledger: Ledger) -> Table:
    """Return 财政拨款收入支出决算总表."""
    now = ledger.now
    spent = {source: {one.code: one.total for one in now.classes(source)} for source in FISCAL}
    amounts = [ledger.cell(now.appropriated(source)) for source in FISCAL]
    left = _labelled(list(zip(_BUDGETS, amounts, strict=True)))
    right = [
        (f"{numeral(number)}、{name}", *_split(ledger, *(spent[s].get(code, 0) for s in FISCAL)))
        for number, (code, name) in enumerate(_CLASSES.items(), 1)
    ]
    rows: list[Cells] = [
        row(Cell("收入", 2), Cell("支出", 5)),
        row("项目", "决算数", "项目", "合计", *_BUDGETS),
        *(row(*one, *two) for one, two in zip_longest(left, right, fillvalue=("", ""))),
        *(row(*one) for one in _ends(ledger)),
    ]
    return Table(7, tuple(rows))


def _split(ledger: Ledger, *amounts: int) -> tuple[str, ...]:
    return ledger.cells(sum(amounts), *amounts)


def _ends(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    now = ledger.now
    spent = [now.total(source).total for source in FISCAL]
    left = [now.rest(source) for source in FISCAL]
    income = ledger.money(now.appropriated())
    yield "本年收入合计", income, "本年支出合计", *_split(ledger, *spent)
    opening = ledger.money(now.start(*FISCAL))
    yield "年初财政拨款结转和结余", opening, "年末财政拨款结转和结余", *_split(ledger, *left)
    for name, source in zip(_BUDGETS, FISCAL, strict=True):
        yield name, ledger.cell(now.start(source)), "", "", "", "", ""
    whole = [one + two for one, two in zip(spent, left, strict=True)]
    yield "总计", ledger.money(now.fiscal_total()), "总计", *_split(ledger, *whole)
