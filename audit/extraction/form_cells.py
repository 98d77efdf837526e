"""What the cells of a 绩效自评表 say: labels, headings, operators, printed numbers.

Nothing here knows a place on the page: a cell is known by its words alone, and what no
list below holds is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.amounts import Figure, ascii_text, read_cell
from audit.facts import FundingKind, Operator
from audit.model import Cell

_SPACE = re.compile(r"\s+")
_BRACKETED = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_NUMERAL = re.compile(r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[.．、])")
_BLANK = re.compile(r"[/／\\—–\-－…\s]*")

_CAPTIONS = (
    r"项目基本情况|基本情况|项目年度目标完成情况|年度主要任务|预算执行情况|项目资金|"
    r"(?:年度)?绩效指标|主要内容|年度预算数|年度部门整体支出预算|评价情况"
)
_LABELS = (
    ("project_name", r".{0,6}(?:项目|专项|专项资金|政策)(?:支出)?名称(?:[及和与]?(?:编码|代码))?"),
    ("department_name", r"(?:部门|单位|部门单位|预算部门|预算单位)名称"),
    ("supervising_department", r"(?:项目)?主管(?:预算)?(?:部门|单位)(?:名称|及代码)?"),
    ("implementing_unit", r"(?:项目)?(?:实施|承担|申报|执行)单位(?:名称)?|项目单位"),
    ("annual_target", r"(?:项目)?(?:年度)?(?:总体|绩效)?目标|年初(?:设定|绩效|总体)*目标|预期目标"),
    (
        "achievement",
        r"(?:项目)?(?:年度)?(?:总体|绩效)?(?:目标)?(?:全年|实际)*完成情况|目标实际完成情况",
    ),
    ("overview", r"(?:项目)?(?:主要)?(?:实施)?内容及(?:实施)?过程概述|项目(?:实施)?(?:概述|概况)"),
    ("conclusion", r"(?:自评|评价|自评价|绩效|自我评价|绩效自评|综合评价)(?:结论|结果)"),
    ("problems", r"(?:存在|主要)(?:的)?(?:主要)?问题(?:及原因(?:分析)?)?"),
    ("measures", r"(?:下一步)?(?:的)?(?:改进|整改)(?:措施|建议|意见)(?:[及和]建议)?"),
    ("total", r"合计|总计|总分|总得分|合计得分|自评总分|得分合计|综合得分"),
    ("tasks", r"任务名称"),
    ("caption", _CAPTIONS),
)
TEXT_LABELS = frozenset(
    {
        "department_name",
        "supervising_department",
        "implementing_unit",
        "annual_target",
        "achievement",
        "overview",
        "conclusion",
        "problems",
        "measures",
    }
)
_BUDGET = r"预算(?:安排)?(?:数|金额|额)?"
_EXPLAINED = (
    r"(?:未完成|偏差|扣分|未达标|偏离|执行偏差)?(?:的)?原因(?:分析)?(?:说明)?"
    r"(?:[及和与]?(?:拟采取的)?改进措施)?|(?:偏差|未完成)(?:情况)?说明"
)
_WEIGHT = r"(?:指标|标准|评价)?(?:权重|分值|满分|标准分|权重分值|分值权重)(?:值)?"
_SCORE = r"(?:自评|指标|评价|实际|自评价)?(?:得分|评分)(?:值)?|自评分"
_RESULT = (
    r"(?:全年|年度|年终|实际|自评)*完成(?:指标)?(?:值|情况)|(?:全年)?实际(?:指标)?值|"
    r"(?:全年|年度)实际(?:完成)?(?:指标)?值"
)
_FUNDING_COLUMNS = (
    ("initial", rf"年初(?:批复|安排|部门)?{_BUDGET}"),
    ("adjusted", rf"(?:年中)?(?:调整后?|全年)(?:的)?(?:全年)?{_BUDGET}|{_BUDGET}"),
    ("executed", r"(?:预算|全年|实际|资金)*(?:执行|支出|使用)(?:数|金额|额)|(?:全年)?决算数"),
    ("rate", r"(?:预算|资金)?执行率"),
    ("weight", _WEIGHT),
    ("score", _SCORE),
    ("reason", rf"{_EXPLAINED}|备注"),
)
_INDICATOR_COLUMNS = (
    ("level1", r"一级指标"),
    ("level2", r"二级指标"),
    ("name", r"三级指标(?:名称)?|指标名称|具体指标|指标内容"),
    ("operator", r"(?:绩效)?指标性质|性质|指标方向|(?:计算|运算|比较)?符号"),
    (
        "target",
        r"(?:年初|年度|绩效|预期|预定|目标|计划|设定|全年|考核|三级)*(?:指标值|目标值|计划值|预期值)",
    ),
    ("unit", r"(?:绩效|计量|指标)?(?:度量)?单位"),
    ("actual", _RESULT),
    ("weight", _WEIGHT),
    ("score", _SCORE),
    ("reason", _EXPLAINED),
)
_FUNDING_ROWS: tuple[tuple[FundingKind, str], ...] = (
    ("total", r"(?:年度|项目|预算)*(?:资金)?总额|合计|年度资金|总计"),
    ("fiscal", r"(?:本年|当年|年度)?财政(?:拨款|资金|拨款资金|补助)|一般公共预算(?:财政拨款)?"),
    ("special_account", r"财政专户(?:管理)?(?:的)?资金"),
    ("own", r"单位(?:自有)?资金|自有资金"),
    ("carryover", r"(?:上年|以前年度)(?:财政)?结转(?:和结余)?(?:资金)?"),
    ("other", r"其他(?:资金|来源)"),
)
_OPERATORS: tuple[tuple[Operator, str], ...] = (
    ("≥", r"≥|>=|≧|⩾|大于等于|大于或等于|不低于|不少于|不小于|至少|正向指标?"),
    ("≤", r"≤|<=|≦|⩽|小于等于|小于或等于|不超过|不高于|不大于|不多于|控制在|反向指标?"),
    ("≥", r">|大于|超过"),
    ("≤", r"<|小于|低于"),
    ("＝", r"=|等于"),
    ("定性", r"定性(?:指标)?"),
)
_AFTER: tuple[tuple[Operator, str], ...] = (
    ("≥", r"及?以上"),
    ("≤", r"(?:及?以[内下]|之内|之前|前)"),
)
_SIGNS = str.maketrans("＞＜＝", "><=")
QUALIFIER = re.compile(r"(?:及?以[上下内]|之[前内]|左右|前|内)$")
_GRADES = re.compile(r"(?:[优良中低差高好坏]|一般|合格|不合格|较好|较差){2,}")
_UNIT_OF_TABLE = re.compile(r"(?:[（(](?:单位[:：])?|单位[:：]\s*)(万元|元|亿元|千元)")
_LEVEL_BRANDS = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分?\s*[）)]")


def _keyed(pairs: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """Return one pattern for all; `lastgroup` is the key of the first that matches."""
    return re.compile("|".join(f"(?P<{key}>{pattern})" for key, pattern in pairs))


_LABEL = _keyed(_LABELS)
_FUNDING_COLUMN = _keyed(_FUNDING_COLUMNS)
_INDICATOR_COLUMN = _keyed(_INDICATOR_COLUMNS)
_FUNDING_ROW = _keyed(_FUNDING_ROWS)
_IN_FRONT = tuple((sign, re.compile(rf"\s*(?:{words})\s*")) for sign, words in _OPERATORS)
_remembered = lru_cache(maxsize=4096)  # forms repeat their words and ask for a cell often
_DIGITS_ONLY = re.compile(r"\s*\d[\d.,]*\s*%?\s*")
_BEHIND = tuple((sign, re.compile(rf"{words}$")) for sign, words in _AFTER)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: `table` and `number` count from 1.

    `words` are the bare cell texts, `quote` is the row as read aloud, its cells joined by
    a space.
    """

    table: int
    number: int
    cells: tuple[Cell, ...]
    words: tuple[str, ...]
    quote: str

    @property
    def first(self) -> str:
        """Return the bare text of the first cell that is not empty."""
        return next((word for word in self.words if word), "")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading row: which column holds what, and how many cells it has."""

    columns: Mapping[str, int]
    width: int

    def under(
        self, row: Row, fits: Callable[[Row, Mapping[str, int]], bool]
    ) -> Mapping[str, int] | None:
        """Return which cell of `row` stands under which heading, or None when that is unsure.

        A row with fewer or more cells than the heading may have lost or gained them at
        either end: it counts only where one reading alone fits.
        """
        readings = []
        for shift in {0, len(row.cells) - self.width}:
            places = {key: at + shift for key, at in self.columns.items()}
            inside = {key: at for key, at in places.items() if 0 <= at < len(row.cells)}
            if fits(row, inside):
                readings.append(inside)
        return readings[0] if len(readings) == 1 else None


def make_row(table: int, number: int, cells: tuple[Cell, ...]) -> Row:
    """Return a row with its bare words and its quote."""
    words = tuple(bare(cell.text) for cell in cells)
    quote = " ".join(" ".join(cell.text for cell in cells).split())
    return Row(table, number, cells, words, quote)


@_remembered
def bare(text: str) -> str:
    """Return a label's words without white space, brackets, numeral and end marks."""
    words = _SPACE.sub("", text)
    words = _BRACKETED.sub("", _NUMERAL.sub("", words))
    return words.removeprefix("其中").strip("：:、/·*＊,，")


@_remembered
def label_of(word: str) -> str:
    """Return what a bare cell text labels (`project_name`, `problems`, …), or ''."""
    if not word or len(word) > 20:
        return ""
    found = _LABEL.fullmatch(word)
    return (found and found.lastgroup) or ""


@_remembered
def funding_kind(word: str) -> FundingKind | None:
    """Return which funds a bare row label names, or None."""
    found = _FUNDING_ROW.fullmatch(word)
    return found.lastgroup if found else None  # type: ignore[return-value]


def funding_columns(row: Row) -> Mapping[str, int]:
    """Return the columns of a 预算执行情况 heading, or nothing for any other row."""
    found = _columns(row, _funding_heading)
    budgets = {"initial", "adjusted", "executed"} & set(found)
    is_heading = len(budgets) >= 2 and bool({"rate", "weight", "score"} & set(found))
    return found if is_heading else {}


def indicator_columns(row: Row) -> Mapping[str, int]:
    """Return the columns of an indicator heading, or nothing for any other row.

    A heading of a plan (绩效目标表), without results, counts as any other row.
    """
    found = _columns(row, _indicator_heading)
    named = bool({"name", "level2"} & set(found)) and "target" in found
    return found if named and {"actual", "score"} & set(found) else {}


def is_plan_heading(row: Row) -> bool:
    """Return whether a row is the heading of indicators without any result."""
    found = _columns(row, _indicator_heading)
    return "name" in found and "target" in found and not {"actual", "score"} & set(found)


def overall_columns(row: Row) -> Mapping[str, int]:
    """Return the columns of 年度部门整体支出预算 (`total`, `fiscal`, …), or nothing."""
    found: dict[str, int] = {}
    for at, word in enumerate(row.words):
        kind = funding_kind(word)
        if kind is not None:
            found.setdefault(kind, at)
    is_heading = {"total", "fiscal"} <= set(found) and not has_number(row)
    return found if is_heading else {}


def _columns(row: Row, heading: Callable[[str], str]) -> dict[str, int]:
    """Return key → column; a key that two headings claim belongs to neither."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(row.words):
        key = heading(word) if word else ""
        if key:
            found.setdefault(key, []).append(at)
    return {key: places[0] for key, places in found.items() if len(places) == 1}


@_remembered
def _funding_heading(word: str) -> str:
    match = _FUNDING_COLUMN.fullmatch(word)
    return (match.lastgroup or "") if match else ""


@_remembered
def _indicator_heading(word: str) -> str:
    match = _INDICATOR_COLUMN.fullmatch(word)
    return (match.lastgroup or "") if match else ""


def table_unit(text: str) -> str:
    """Return the unit that a caption prints (（万元）, 单位：元), or ''."""
    found = _UNIT_OF_TABLE.search(text)
    return found[1] if found else ""


def is_blank(text: str) -> bool:
    """Return whether a cell holds nothing: empty, a slash or dashes; never a zero."""
    return _BLANK.fullmatch(text) is not None


def is_number(cell: Cell) -> bool:
    """Return whether a cell is one printed number."""
    return figure_of(cell.text) is not None


def is_bare_number(cell: Cell) -> bool:
    """Return whether a cell is digits and at most a %, so that it can be no name."""
    found = figure_of(cell.text)
    return found is not None and found.uom in ("", "%")


def is_grade(text: str) -> bool:
    """Return whether a target names a scale of grades, e.g. 优良中低差 or 好/一般/差."""
    return _GRADES.fullmatch(re.sub(r"[\s、/，,；;]", "", text)) is not None


def has_number(row: Row) -> bool:
    """Return whether any cell of a row is a printed number."""
    return any(map(is_number, row.cells))


def level_name(text: str) -> str:
    """Return a level's name without white space and the points printed behind it."""
    return _LEVEL_BRANDS.sub("", _SPACE.sub("", text))


def operator_of(text: str) -> Operator:
    """Return the operator that a cell prints by itself, or ''."""
    words = _ascii_signs(_SPACE.sub("", text))
    for operator, pattern in _OPERATORS:
        if re.fullmatch(pattern, words):
            return operator
    return ""


def split_operator(text: str) -> tuple[Operator, int]:
    """Return the operator printed in front of a target and where the rest begins.

    A word behind the number (95%以上, 30日以内) counts as operator too, with rest 0.
    """
    words = _ascii_signs(text)
    if _DIGITS_ONLY.fullmatch(words):
        return "", 0
    for operator, pattern in _IN_FRONT:
        found = pattern.match(words)
        if found:
            return operator, found.end()
    words = words.strip()
    for operator, pattern in _BEHIND:
        if pattern.search(words):
            return operator, 0
    return "", 0


def _ascii_signs(text: str) -> str:
    return ascii_text(text).translate(_SIGNS)


@_remembered
def figure_of(text: str) -> Figure | None:
    """Return the one number that a cell prints with a short unit, or None.

    Dates, ranges and sentences are words: 2023年12月, 5-10个, 459人完成清退工作.
    """
    _, begin = split_operator(text)
    found = read_cell(text[begin:])
    if found is None or _is_date(found) or not _is_unit(found.uom):
        return None
    return found.moved(begin)


def _is_unit(words: str) -> bool:
    return len(words) <= 8 and not re.search(r"\d|^[-~—–至到.:：,，、。月]|[。，；]", words)


def _is_date(found: Figure) -> bool:
    is_year = 1990 <= found.value <= 2099
    return is_year and (found.uom.startswith("年") or (found.decimals == 2 and not found.uom))


def uom_of(figure: Figure, unit: str) -> str:
    """Return the unit of a cell's number: its own without 以上/之前, else the unit column's."""
    own = QUALIFIER.sub("", ascii_text(figure.uom)).strip()
    return own or unit_word(unit)


def unit_word(text: str) -> str:
    """Return a unit cell's word; 百分比 and ％ are %."""
    word = _SPACE.sub("", ascii_text(text))
    return "%" if re.fullmatch(r"百分比|百分数|百分点|[(（]?%[)）]?", word) else bare_unit(word)


def bare_unit(word: str) -> str:
    """Return a unit's word, or '' for a slash or dashes."""
    return "" if is_blank(word) else word
