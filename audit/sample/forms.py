"""The contents of 绩效自评表: funding from the exact figures, scores by the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.sample.blocks import Heading, Part
from audit.sample.catalogue import Sector, sector, values
from audit.sample.chance import between, drawing, happens, one_of
from audit.sample.figures import FISCAL, Item
from audit.sample.form_layout import (
    DepartmentForm,
    ProjectForm,
    Words,
    department_table,
    project_table,
)
from audit.sample.ledger import Ledger
from audit.sample.wording import Pen, rounded

_BLANK, _SCALE = "\u3000", "优良中低差"
_SECTIONS_WITH = ("sichuan-2023",)
_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_YUAN_HUNDRED = 10_000  # fen: the last digit of 万元 with two decimals


@dataclass(frozen=True, slots=True)
class Scored:
    """A row of indicators with its score in hundredths of a point."""

    words: Words
    score: int
    met: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the forms of one unit in one year."""

    ledger: Ledger

    @property
    def pen(self) -> Pen:
        """Return the unit's pen."""
        return self.ledger.pen

    @property
    def places(self) -> int:
        """Return the decimals of the unit's scores: none, or two."""
        return self.pen.picked((0, 0, 2), "score places")

    def key(self, *name: object) -> tuple[object, ...]:
        """Return the name of a drawing of this unit and year."""
        return (self.pen.unit.seed, self.pen.unit.year, "forms", *name)

    def points(self, weight: int, part: int, whole: int) -> int:
        """Return a weight times part ÷ whole, at most the weight, in hundredths of a point."""
        step = 100 if not self.places else 1
        return min(rounded(weight * 100 * part, whole * step) * step, weight * 100)

    def shown(self, points: int) -> str:
        """Return points as the form prints them."""
        if not self.places:
            return str(points // 100)
        return f"{points // 100}.{points % 100:02}".rstrip("0").rstrip(".")

    def row(
        self, name: Words, target: Words, actual: str, weight: int, points: int, why: str
    ) -> Scored:
        """Return a row: levels and name; operator, target, unit; result, weight, score, reason."""
        met = points == weight * 100
        end = (actual, str(weight), self.shown(points), _BLANK if met else why)
        return Scored((*name, *target, *end), points, met)


def forms(pen: Pen) -> list[Part]:
    """Return the forms under their headings; none where the unit annexes none."""
    if not has_forms(pen):
        return []
    maker = Maker(Ledger(pen))
    year = pen.unit.year
    found: list[Part] = [
        Heading(f"部门整体支出绩效自评表（{year}年度）", 2),
        department_table(_department(maker)),
    ]
    title = (
        "部门预算项目支出绩效自评表" if pen.unit.edition in _SECTIONS_WITH else "项目支出绩效自评表"
    )
    for form in _projects(maker):
        found += [Heading(f"{title}（{year}年度）", 2), project_table(form)]
    return found


def has_forms(pen: Pen) -> bool:
    """Return whether the disclosure annexes forms."""
    edition = pen.unit.edition
    chance = edition != "shanghai-2024" and pen.picked((True, False), "forms")
    return edition in _SECTIONS_WITH or chance


# --- projects ---------------------------------------------------------------------------


def _projects(maker: Maker) -> Iterator[ProjectForm]:
    seen: set[str] = set()
    for item in maker.pen.now.projects:
        form = _project(maker, item, seen)
        seen.add(form.head[0])
        yield form


def _project(maker: Maker, item: Item, seen: set[str]) -> ProjectForm:
    kept = values("forms")
    work = _work(maker.pen, item)
    count = one_of(work.counts, *maker.key(item.code, item.source, "count"))
    funding, score, why = _funding(maker, item)
    rows = list(_indicators(maker, item, work, count))
    total = score + sum(one.score for one in rows)
    flawed = bool(why) or not all(one.met for one in rows)
    words = {"purpose": item.purpose.removesuffix("的开支"), "item": item.name}
    done = next(one.words[6] for one in rows if one.words[2] == count[0])
    told = {**words, "count": count[0], "number": done, "unit": count[1]}
    name = _name(maker, item, seen, words)
    grade = next(name for least, name in _GRADES if total >= least * 100)
    ends = (
        ("评价结论", kept["conclusion"].format(score=maker.shown(total), grade=grade)),
        ("存在问题", kept["problems" if flawed else "fine"]),
        ("改进措施", kept["measures" if flawed else "fine"]),
    )
    return ProjectForm(
        head=(name, _above(maker.pen), maker.pen.unit.name),
        goal=_picked(maker, "goals", item).format(**words),
        achievement=_picked(maker, "achieved", item).format(**told),
        overview=_picked(maker, "overviews", item).format(**words),
        funding=funding,
        indicators=tuple(one.words for one in rows),
        total=maker.shown(total),
        ends=ends,
    )


def _above(pen: Pen) -> str:
    """Return the department that a unit belongs to: itself, unless it is an institution."""
    outline = pen.unit.outline
    bureau = sector(outline.sectors[0]).bureau
    return f"{outline.county}{bureau}" if outline.kind == "i" else outline.name


def _picked(maker: Maker, slot: str, item: Item) -> str:
    found: list[str] = values("forms")[slot]
    return one_of(found, *maker.key(item.code, item.source, slot))


def _name(maker: Maker, item: Item, seen: set[str], words: dict[str, str]) -> str:
    if item.source == "own":
        return str(values("forms")["own"])
    found = _picked(maker, "names", item).format(**words)
    return found if found not in seen else f"{item.name}支出项目"


def _work(pen: Pen, item: Item) -> Sector:
    """Return the sector that an item belongs to, else the unit's own."""
    found = [sector(key) for key in pen.unit.outline.sectors]
    return next((one for one in found if item.code.startswith(one.sub[0])), found[0])


def _funding(maker: Maker, item: Item) -> tuple[tuple[Words, ...], int, str]:
    """Return the rows of a project's money, the score of its execution, and the reason."""
    spent, key = item.project, maker.key(item.code, item.source)
    adjusted = _adjusted(spent, key)
    initial = item.planned if item.source == "general" and not item.basic else adjusted
    why = _reason(maker, initial, adjusted, spent)
    score = maker.points(10, spent, adjusted)
    money = tuple(map(maker.ledger.money, (initial, adjusted, spent)))
    rate = maker.ledger.rate(spent, adjusted)
    nothing = (*[maker.ledger.money(0)] * 3, maker.ledger.rate(0, 1), "/", "/", "")
    sum_row = ("总额", *money, rate, "10", maker.shown(score), why or "")
    part = (*money, rate, "/", "/", "")
    fiscal = item.source != "own"
    rows = (
        sum_row,
        ("其中：财政资金", *(part if fiscal else nothing)),
        ("财政专户管理资金", *nothing),
        ("单位资金", *(nothing if fiscal else part)),
        ("其他资金", *[_BLANK] * 4, "/", "/", ""),
    )
    return rows, score, why if adjusted > spent else ""


def _adjusted(spent: int, key: tuple[object, ...]) -> int:
    if happens(60, *key, "all spent"):
        return spent
    most = 1180 if happens(80, *key, "nearly") else 1700
    rest = spent * between(5, most - 1000, *key, "rest") // 1000
    return spent + max(rest // _YUAN_HUNDRED, 1) * _YUAN_HUNDRED


def _reason(maker: Maker, initial: int, adjusted: int, spent: int) -> str:
    kept = values("forms")
    told = ""
    if initial != adjusted:
        slot = "added" if adjusted > initial else "taken"
        told += kept[slot].format(amount=maker.ledger.money(abs(adjusted - initial)))
    if adjusted > spent:
        told += kept["unspent"].format(amount=maker.ledger.money(adjusted - spent))
    return told


# --- indicators of a project --------------------------------------------------------------


def _indicators(
    maker: Maker, item: Item, work: Sector, count: tuple[str, str, int, int]
) -> Iterator[Scored]:
    kept, key = values("forms"), maker.key(item.code, item.source)
    yield from _counts(maker, key, work, count)
    name, operator, goal = one_of(kept["quality"], *key, "quality")
    done = 100 if operator == "＝" else between(goal, 100, *key, "quality", "done")
    quality = ("", "质量指标", name)
    yield maker.row(quality, (operator, str(goal), "%"), f"{done}", 10, 1000, "")
    name, operator, goal, unit = one_of(kept["timing"], *key, "timing")
    done = (
        between(goal, 100, *key, "timing", "done")
        if operator == "≥"
        else between(goal // 2, goal, *key, "timing", "done")
    )
    yield maker.row(("", "时效指标", name), (operator, str(goal), unit), f"{done}", 10, 1000, "")
    aim = one_of(work.aims, *key, "aim")
    yield _graded(maker, ("效益指标", "社会效益指标", aim), 20, key)
    lasting = one_of(kept["lasting"], *key, "lasting")
    yield _graded(maker, ("", "可持续影响指标", lasting), 10, key)
    yield _satisfied(maker, one_of(kept["satisfied"], *key, "satisfied"), key)
    adjusted = _adjusted(item.project, key)
    money = maker.ledger.money
    yield maker.row(
        ("成本指标", "经济成本指标", "项目总成本"),
        ("≤", money(adjusted), "万元"), money(item.project), 10, 1000, "",
    )  # fmt: skip


def _counts(
    maker: Maker, key: tuple[object, ...], work: Sector, told: tuple[str, str, int, int]
) -> Iterator[Scored]:
    """Yield the indicators of quantity: the one that the prose tells, perhaps another."""
    others = [count for count in work.counts if count != told]
    more = drawing(*key, "more").sample(others, between(0, 1, *key, "how many"))
    weight = 20 // (1 + len(more))
    for number, (name, unit, low, high) in enumerate([told, *more]):
        goal = between(low, high, *key, name)
        span = (700, 990) if happens(10, *key, name, "missed") else (1000, 1250)
        done = goal * between(*span, *key, name, "done") // 1000
        points = maker.points(weight, done, goal) if done < goal else weight * 100
        why = one_of(values("forms")["missed"], *key, name, "why") if done < goal else _BLANK
        levels = ("" if number else "产出指标", "" if number else "数量指标", name)
        row = maker.row(levels, ("≥", str(goal), unit), str(done), weight, points, why)
        yield Scored((*row.words[:-1], why), points, done >= goal)


def _graded(maker: Maker, name: Words, weight: int, key: tuple[object, ...]) -> Scored:
    good = not happens(15, *key, name[2], "good")
    points = weight * 100 if good else weight * 90
    why = one_of(values("forms")["graded"], *key, name[2], "why")
    target = ("定性", _SCALE, _BLANK)
    return maker.row(name, target, "优" if good else "良", weight, points, why)


def _satisfied(maker: Maker, name: str, key: tuple[object, ...]) -> Scored:
    goal = one_of((85, 90, 95), *key, "satisfied", "goal")
    done = between(goal, 100, *key, "satisfied", "done")
    levels = ("满意度指标", "服务对象满意度指标", name)
    return maker.row(levels, ("≥", str(goal), "%"), str(done), 10, 1000, "")


# --- the department -----------------------------------------------------------------------


def _department(maker: Maker) -> DepartmentForm:
    kept, pen = values("forms")["department"], maker.pen
    now, outline = pen.now, pen.unit.outline
    whole, fiscal = now.grand_total(), now.fiscal_total(*FISCAL)
    rows = list(_overall(maker, now.total().total, whole))
    total = sum(one.score for one in rows)
    grade = next(name for least, name in _GRADES if total >= least * 100)
    conclusion = kept["conclusion"].format(score=maker.shown(total), grade=grade)
    return DepartmentForm(
        name=pen.unit.name,
        budget=tuple(map(maker.ledger.money, (whole, fiscal, whole - fiscal))),
        goals=kept["goals"].format(duties="，".join(outline.duties)),
        tasks=tuple((duty, kept["task"].format(duty=duty)) for duty in outline.duties),
        indicators=tuple(one.words for one in rows),
        more=("得分", "未完成原因"),
        ends=(("合计", "100", "", maker.shown(total), ""), ("评价结论", conclusion)),
    )


def _overall(maker: Maker, spent: int, whole: int) -> Iterator[Scored]:
    """Yield the department's indicators; their result stands after the weight."""
    kept, key = values("forms")["department"], maker.key("department")
    rate = maker.ledger.rate(spent, whole).removesuffix("%")
    met = spent * 100 >= whole * 90
    points = 3000 if met else maker.points(30, spent * 100, whole * 90)
    done = str(between(90, 100, *key, "satisfied"))
    found = (
        (("产出指标", "数量指标", kept["rate"]), ("＝", "100", "%"), "100", 30, 3000),
        (("", "质量指标", kept["execution"]), ("≥", "90", "%"), rate, 30, points),
        (("效益指标", "社会效益指标", kept["social"]), ("定性", _SCALE, _BLANK), "优", 20, 2000),
        (("", "可持续影响指标", kept["lasting"]), ("定性", _SCALE, _BLANK), "优", 10, 1000),
        (
            ("满意度指标", "服务对象满意度指标", kept["satisfied"]),
            ("≥", "90", "%"), done, 10, 1000,
        ),
    )  # fmt: skip
    for name, target, actual, weight, score in found:
        why = _BLANK if score == weight * 100 else kept["missed"]
        words = (*name, *target, str(weight), actual, maker.shown(score), why)
        yield Scored(words, score, score == weight * 100)
