"""完整性与格式 / completeness and form: sections, tables, units, numbering, leftovers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from audit.compare import passed, skip
from audit.facts import Facts
from audit.model import Fact, Message, Outcome, Severity
from audit.registry import check

_PLACEHOLDER = re.compile(
    r"(?:X{2,}|×{2,}|[＿_]{2,})(?=\s*(?:万元|元|%|％|年|辆|个|人|批|项|单位|部门|局))|[（(]\s*\d+\s*字以内\s*[）)]"
)
_RESIDUE = re.compile(
    r"(?:增加|增长)[（(](?:减少|下降)[）)]|(?:减少|下降)[（(](?:增加|增长)[）)]|大[（(]?小[）)]?于|"
    r"大于[（(]小于[）)]|小于[（(]大于[）)]|[（(]如持平作持平表述[）)]"
)
_DOUBLED_STOP = re.compile(r"(?<!。)。。(?!。)")
_SMALL = 1000
_ITEM_LEVEL = 3  # 项, below 类 and 款
_PART = re.compile(r"^\s*第\s*([一二三四五六七八九十]+|\d+)\s*部分", re.MULTILINE)
_DOUBLED = re.compile(r"(?:局|委员会|中心|办公室|院|所|站|队|厅|处|学校)(?:部门|单位)$")
_PUBLISHED = re.compile(r"公开(?:时间|日期)|发布(?:时间|日期)")
_YEAR_OF_FIGURES = re.compile(
    r"(20\d{2})\s*年度?(?=收、支|收入支出|本年|财政拨款收|财政拨款支|一般公共预算|[“\"]三公|政府性基金|国有资本经营)"
)


@check(
    "FRM-01",
    zh="说明部分缺少应有的章节",
    en="section-missing",
    severity="error",
    basis="省级部门决算公开模板的目录",
    area="form",
)
def sections_present(facts: Facts) -> Iterator[Outcome]:
    """Every section that the edition asks for is there.

    What: each required section is looked for by its title, whatever its numeral.
    Why: a missing section hides what it should explain.
    Basis: the provincial template's table of contents.
    Formula: each section of the edition's required_sections ⇒ its title is found.
    Tolerance: none: there or not.
    Example: 一 to 十 of 第二部分.
    Limits: titles far from the template's are not recognised; then the section may be there.
    An edition of no one province only hints: there the titles are anybody's.
    Where most are missing the text is a part of a disclosure, and nothing is said.
    """
    required = facts.edition.required_sections
    present = [key for key in required if facts.section(key) is not None]
    if len(present) * 2 < len(required):
        yield skip("章节", "看来只是决算公开的一部分", "this seems to be a part of a disclosure")
        return
    for key in required:
        section = facts.section(key)
        title = _title(facts, key)
        if section is None:
            zh, en = f"没有找到“{title}”部分", f"section {key} was not found"
            severity: Severity | None = "info" if facts.edition.general else None
            yield Outcome(title, "missing", Message(zh, en), severity=severity)
        else:
            place = facts.place(section.start, section.body, section.title)
            yield Outcome(
                title, "exact", Message(f"有“{section.title}”", "present"), quotes=(place,)
            )
    if not facts.edition.required_sections:
        yield skip("章节", "该版式没有规定章节", "the edition asks for none")


def _title(facts: Facts, key: str) -> str:
    pattern = facts.edition.sections[key][0]
    return re.sub(r"\(\?:[^)]*\)\??|\[[^\]]*\]\??|\\s\*|[?$.{}\d,]", "", pattern) or key


@check(
    "FRM-05",
    zh="功能科目与名词解释不对应",
    en="items-not-in-glossary",
    severity="warning",
    basis="模板：名词解释应包括所列功能科目",
    area="form",
)
def glossary_covers_items(facts: Facts) -> Iterator[Outcome]:
    """Every functional item of the prose is explained in the glossary, and the reverse.

    What: names from class to item, with or without 支出; an entry whose item a statutory table
    lists (of a fund, say) needs no sentence.
    Why: glossaries are copied from other units.
    Basis: the template's layout.
    Formula: 正文所列科目 = 名词解释所列科目.
    Tolerance: none: names, with or without 支出.
    Example: ten items, ten entries.
    Limits: only where the glossary explains functional items at all.
    """
    items = {_chain(f): f for f in facts.find("functional_item", part="narrative")}
    entries = {tuple(n.removesuffix("支出") for n in e.names): e for e in facts.glossary}
    items = {_whole(chain, entries): fact for chain, fact in items.items()}
    if not items or not entries:
        yield skip("名词解释", "没有读到功能科目或其解释", "items or entries were not read")
        return
    for chain in (chain for chain in items if chain in entries):
        entry, message = entries[chain], Message(f"{entries[chain].code} 有解释", "explained")
        fact = items[chain]
        yield Outcome(fact.label, "exact", message, (fact,), quotes=(entry.span,))
    alone = tuple(fact for chain, fact in items.items() if chain not in entries)
    listed = {row.label for table in facts.tables for row in table.rows if row.level == _ITEM_LEVEL}
    extra = tuple(
        entry
        for chain, entry in entries.items()
        if chain not in items and entry.names[-1] not in listed
    )
    if alone:
        names = "、".join(fact.dim("item") for fact in alone)
        zh, en = (
            f"{len(alone)} 个科目没有名词解释：{names}",
            f"{len(alone)} items are not explained",
        )
        yield Outcome("没有解释的科目", "missing", Message(zh, en), alone)
    if extra:
        names = "、".join(entry.names[-1] for entry in extra)
        zh = f"名词解释有而具体情况没有的科目 {len(extra)} 个：{names}"
        en = f"{len(extra)} items are explained, but not listed"
        spans = tuple(entry.span for entry in extra)
        yield Outcome("没有列出的科目", "inconsistent", Message(zh, en), quotes=spans)


def _whole(chain: tuple[str, ...], entries: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the entry of an item that was told by its code, so without its subclass."""
    if chain[1]:
        return chain
    ends = (chain[0], chain[-1])
    return next((entry for entry in entries if (entry[0], entry[-1]) == ends), chain)


def _chain(fact: Fact) -> tuple[str, ...]:
    return tuple(fact.dim(key).removesuffix("支出") for key in ("class", "subclass", "item"))


@check(
    "FRM-06",
    zh="金额缺少单位",
    en="amount-without-unit",
    severity="warning",
    basis="金额应当写明单位（逻辑）",
    area="form",
)
def amounts_have_units(facts: Facts) -> Iterator[Outcome]:
    """Every amount of the prose prints its unit.

    What: a figure in the place of an amount without 万元 or 元, of a rate without %; a few
    yuan among amounts in 万元.
    Why: a factor of ten thousand hangs on the word.
    Basis: logic.
    Formula: amount ⇒ 万元 or 元; rate ⇒ %.
    Tolerance: none: words; a slip is below 1000 元, with decimals, where 万元 is three times as
    usual.
    Example: 支出决算数为674.37，完成预算100%.
    Limits: read as 万元 with low confidence, so that sums go on.
    """
    told = [f for f in facts if f.span.part == "narrative"]
    found = [f for f in told if f.kind == "amount"]
    end = len(facts.document.text.rstrip())
    for fact in told:
        cut_off = fact.span.end >= end  # the copy ends in the middle of a figure
        if fact.dim("unit_printed") == "no" and not cut_off:
            zh, en = f"{fact.label} {fact.raw} 后面没有单位", f"{fact.raw} has no unit"
            yield Outcome(f"{fact.label}的单位", "missing", Message(zh, en), (fact,))
    for fact in _in_yuan_by_slip(found):
        zh = f"{fact.label} {fact.raw}，其余金额以万元计，单位像是“万元”误作“元”"
        en = f"{fact.raw} among amounts in 万元: the unit looks wrong"
        yield Outcome(f"{fact.label}的单位", "inconsistent", Message(zh, en), (fact,))
    with_unit = tuple(f for f in found if not f.dim("unit_printed"))
    if with_unit:
        zh = f"其余 {len(with_unit)} 个金额均有单位"
        yield passed("金额单位", zh, f"{len(with_unit)} amounts have a unit")


def _in_yuan_by_slip(amounts: list[Fact]) -> list[Fact]:
    """Return actual amounts of a few yuan where nearly all others are in 万元."""
    small = [
        f
        for f in amounts
        if f.uom == "元"
        and f.value
        and f.value < _SMALL
        and f.decimals
        and f.measure == "actual"
        and "_per_" not in f.concept
    ]
    usual = sum(f.uom == "万元" for f in amounts)
    return small if usual >= 3 * max(1, sum(f.uom == "元" for f in amounts)) else []


@check(
    "FRM-07",
    zh="小数位数与全文不一",
    en="decimals-differ",
    severity="info",
    basis="同一文件金额的小数位应当一致（格式）",
    area="form",
)
def decimals_are_uniform(facts: Facts) -> Iterator[Outcome]:
    """Amounts in 万元 print the document's usual number of decimals.

    What: fewer decimals than most amounts, but not a whole number.
    Why: a dropped zero, or a dropped digit.
    Basis: form.
    Formula: 0 < decimals < those usual in the document ⇒ a hint.
    Tolerance: exact, counts.
    Example: 507.2 beside 578.15.
    Limits: whole numbers are not counted; a hint only.
    """
    told = [f for f in facts if f.span.part == "narrative" and f.measure != "reason"]
    amounts = [f for f in told if f.uom == "万元" and f.decimals]
    short = tuple(f for f in amounts if f.decimals < f.precision)
    if short:
        zh = f"{'、'.join(f.raw for f in short)} 的小数位少于全文惯用的 {short[0].precision} 位"
        yield Outcome("小数位数", "inconsistent", Message(zh, "fewer decimals than usual"), short)
    elif amounts:
        yield passed("小数位数", "一致", "uniform", tuple(amounts[:1]))


@check(
    "FRM-08",
    zh="“第几部分”编号体例不一",
    en="numbering-mixed",
    severity="info",
    basis="同一文件的编号体例应当一致（格式）",
    area="form",
)
def numbering_is_uniform(facts: Facts) -> Iterator[Outcome]:
    """Parts are numbered in one style.

    What: 第3部分 among 第一部分, 第二部分.
    Why: text put together from several files.
    Basis: form.
    Formula: 第…部分: one kind of numerals.
    Tolerance: none: words.
    Example: 第3部分 名词解释.
    Limits: a hint only.
    """
    marks = list(_PART.finditer(facts.document.text))
    arabic = [m for m in marks if m[1].isdigit()]
    if arabic and len(arabic) < len(marks):
        spans = tuple(facts.place(m.start(), m.end()) for m in arabic)
        zh = f"“{'、'.join(s.quote for s in spans)}”与其他部分的编号体例不一"
        yield Outcome("部分编号", "inconsistent", Message(zh, "mixed numerals"), quotes=spans)
    elif marks:
        yield passed("部分编号", "体例一致", "uniform")


@check(
    "FRM-09",
    zh="留有占位符或模板字样",
    en="placeholder-left",
    severity="error",
    basis="公开内容应当完整、准确（预算法第十四条）",
    area="form",
    of_forms=True,
)
def no_placeholders(facts: Facts) -> Iterator[Outcome]:
    """No placeholder of the template is left in the text.

    What: XX万元, ××单位, （100字以内）, 增长（下降）, 大（小）于; 。。 is a hint.
    Why: the figure or word was never filled in.
    Basis: 预算法 art. 14.
    Formula: placeholders and unchosen alternatives = 0.
    Tolerance: none: words.
    Example: 增加（减少）0万元.
    Limits: 某 and dashes are not counted.
    """
    text = facts.document.text
    found = [m for p in (_PLACEHOLDER, _RESIDUE) for m in p.finditer(text)]
    if found:
        spans = tuple(facts.place(max(0, m.start() - 12), m.end() + 12) for m in found)
        zh = f"留有模板字样 {len(found)} 处：{'、'.join(sorted({m.group() for m in found})[:5])}"
        yield Outcome(
            "模板字样", "inconsistent", Message(zh, f"{len(found)} left over"), quotes=spans
        )
    else:
        yield passed("模板字样", "没有发现占位符", "none found")
    doubled = [facts.place(max(0, m.start() - 12), m.end()) for m in _DOUBLED_STOP.finditer(text)]
    if doubled:
        zh, en = f"句号重复 {len(doubled)} 处，中间可能漏填", f"{len(doubled)} doubled full stops"
        yield Outcome(
            "句号重复", "inconsistent", Message(zh, en), quotes=tuple(doubled), severity="info"
        )


@check(
    "FRM-10",
    zh="年度与报告年度不符",
    en="figures-of-another-year",
    severity="warning",
    basis="说明应为报告年度及其上年（逻辑）",
    area="form",
)
def years_fit(facts: Facts) -> Iterator[Outcome]:
    """Sentences that open with figures name the report's year or the one before.

    What: YYYY年度 before 收、支总计, 财政拨款, 一般公共预算, “三公” … is Y or Y−1.
    Why: a sentence left over from an older disclosure.
    Basis: logic.
    Formula: 年度 ∈ {报告年度, 报告年度 − 1}.
    Tolerance: exact, years.
    Example: 2023年度一般公共预算财政拨款支出 in the accounts of 2023.
    Limits: years in explanations and document numbers are not looked at.
    """
    year = facts.year
    found = list(_YEAR_OF_FIGURES.finditer(facts.document.text))
    if year is None or not found:
        yield skip("年度", "没有读到年度", "no year was read")
        return
    wrong = [m for m in found if int(m[1]) not in (year, year - 1)]
    for match in wrong:
        span = facts.place(match.start(), match.end() + 16)
        zh = f"写有 {match[1]} 年度的数，报告年度为 {year}"
        yield Outcome(
            "年度", "inconsistent", Message(zh, f"{match[1]}, not {year}"), quotes=(span,)
        )
    if not wrong:
        yield passed("年度", f"{len(found)} 处年度均为 {year} 或上年", "all years fit")


@check(
    "FRM-11",
    zh="单位与部门称谓混用",
    en="unit-called-department",
    severity="info",
    basis="单位决算与部门决算称谓应当一致（格式）",
    area="form",
)
def names_are_uniform(facts: Facts) -> Iterator[Outcome]:
    """Names do not carry 部门 or 单位 glued to their end.

    What: …局部门, …中心单位 in the forms' name cells.
    Why: filled in by a system, not read by anyone.
    Basis: form.
    Formula: name cells ≠ …局部门, …中心单位.
    Tolerance: none: words.
    Example: 社会保险事业管理局部门.
    Limits: a hint only.
    """
    cells = [fact for form in facts.forms for name, fact in form.texts if name in _NAME_CELLS]
    odd = tuple(fact for fact in cells if _DOUBLED.search(fact.raw))
    if odd:
        names = Counter(fact.raw for fact in odd)
        zh = f"名称后误带“部门/单位”：{'、'.join(names)}（{len(odd)} 处）"
        yield Outcome("称谓", "inconsistent", Message(zh, "a name ends in 部门"), odd)
    elif cells:
        yield passed("称谓", "一致", "uniform", tuple(cells[:1]))


_NAME_CELLS = ("department_name", "supervising_department", "implementing_unit")


@check(
    "FRM-12",
    zh="未见公开时间",
    en="publication-date-missing",
    severity="info",
    basis="预算法第十四条：批复后二十日内公开",
    area="form",
)
def publication_date(facts: Facts) -> Iterator[Outcome]:
    """The disclosure says when it was published.

    What: 公开时间 or 发布日期 in the text.
    Why: without it the twenty days cannot be checked.
    Basis: 预算法 art. 14.
    Formula: the text ⇒ 公开时间 or 发布日期.
    Tolerance: none: there or not.
    Example: 公开时间：2024年9月20日.
    Limits: web pages carry it outside the file; a hint only.
    """
    match = _PUBLISHED.search(facts.document.text)
    if match:
        span = facts.place(match.start(), match.end() + 20)
        yield Outcome("公开时间", "exact", Message("已列", "printed"), quotes=(span,))
    else:
        zh, en = "文内没有公开时间", "no date of publication"
        yield Outcome("公开时间", "missing", Message(zh, en))
