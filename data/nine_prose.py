"""The second sample's prose: what stands before and after its tables, computed and worded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nine_figures import FUNDS, GPB, PERSONNEL, PUBLIC, Figures, money, percent, yuan

from audit.sample.blocks import Heading

Prose = Heading | str


def before_tables(figures: Figures) -> Iterator[Prose]:
    """Yield title, date and the first part; then the heading of the tables."""
    data = figures.data
    yield Heading(data["unit"], 0)
    yield Heading(f"{data['year']}年度部门决算", 0)
    yield data["about"]
    yield f"公开时间：{data['published']}"
    yield Heading("第一部分 部门概况")
    yield Heading("一、主要职责", 2)
    yield data["duties"]
    yield Heading("二、机构设置", 2)
    yield data["organisation"]
    yield Heading(f"第二部分 {data['year']}年度部门决算表")


def after_tables(figures: Figures) -> Iterator[Prose]:
    """Yield the explanations in ten sections, and the glossary."""
    yield Heading(f"第三部分 {figures.data['year']}年度部门决算情况说明")
    yield from _totals(figures)
    yield from _general(figures)
    yield from _items(figures)
    yield from _basic(figures)
    yield from _three_public(figures)
    yield from _other_budgets(figures)
    yield from _other_matters(figures)
    yield from _glossary(figures)


def _totals(figures: Figures) -> Iterator[Prose]:
    year, reasons = figures.data["year"], figures.data["reasons"]
    total, fiscal = figures.grand_total(), figures.grand_total(GPB, FUNDS)
    revenue, spent = figures.revenue(), figures.total()
    yield Heading("一、收入支出决算总体情况说明", 2)
    yield (
        f"{year}年度收入总计、支出总计均为{money(total)}万元。与{year - 1}年度相比，"
        f"收入总计、支出总计各{figures.change('total', total)}。主要原因是{reasons['total']}。"
    )
    yield Heading("二、收入决算情况说明", 2)
    appropriated, other = figures.revenue(GPB, FUNDS), figures.revenue("other")
    yield (
        f"{year}年度本年收入合计{money(revenue)}万元，其中："
        f"财政拨款收入{money(appropriated)}万元，占{percent(appropriated, revenue)}；"
        f"其他收入{money(other)}万元，占{percent(other, revenue)}。"
    )
    yield Heading("三、支出决算情况说明", 2)
    yield (
        f"{year}年度本年支出合计{money(spent.total)}万元，其中："
        f"基本支出{money(spent.basic)}万元，占{percent(spent.basic, spent.total)}；"
        f"项目支出{money(spent.project)}万元，占{percent(spent.project, spent.total)}。"
    )
    yield Heading("四、财政拨款收入支出决算总体情况说明", 2)
    yield (
        f"{year}年度财政拨款收入总计、支出总计均为{money(fiscal)}万元。与{year - 1}年度相比，"
        f"财政拨款收入总计、支出总计各{figures.change('fiscal_total', fiscal)}。"
        f"主要原因是{reasons['fiscal_total']}。"
    )


def _general(figures: Figures) -> Iterator[Prose]:
    year, reasons = figures.data["year"], figures.data["reasons"]
    spent, everything = figures.total(GPB).total, figures.total().total
    yield Heading("五、一般公共预算财政拨款支出决算情况说明", 2)
    yield Heading("（一）一般公共预算财政拨款支出决算总体情况", 3)
    yield (
        f"{year}年度一般公共预算财政拨款支出{money(spent)}万元，"
        f"占本年支出合计的{percent(spent, everything)}。与{year - 1}年度相比，"
        f"一般公共预算财政拨款支出{figures.change(GPB, spent)}。主要原因是{reasons[GPB]}。"
    )
    yield Heading("（二）一般公共预算财政拨款支出决算结构情况", 3)
    shares = [
        f"{figures.data['names'][code]}（类）{money(amount)}万元，占{percent(amount, spent)}"
        for code, amount in figures.classes(GPB).items()
    ]
    yield (
        f"{year}年度一般公共预算财政拨款支出{money(spent)}万元，主要用于以下方面："
        f"{'；'.join(shares)}。"
    )


def _items(figures: Figures) -> Iterator[Prose]:
    spent, planned = figures.total(GPB).total, Decimal(0)
    for item in figures.items(GPB):
        planned += yuan(item["planned"])
    yield Heading("（三）一般公共预算财政拨款支出决算具体情况", 3)
    yield (
        f"{figures.data['year']}年度一般公共预算财政拨款支出年初预算为{money(planned)}万元，"
        f"支出决算为{money(spent)}万元，完成年初预算的{percent(spent, planned)}。"
        f"决算数小于预算数的主要原因是{figures.data['reasons']['budget']}。其中："
    )
    for number, item in enumerate(figures.items(GPB), 1):
        spent = yuan(item.get("basic", "")) + yuan(item.get("project", ""))
        budget = yuan(item["planned"])
        yield (
            f"{number}.{_place(figures, item['code'], item['name'])}。"
            f"年初预算为{money(budget)}万元，支出决算为{money(spent)}万元，"
            f"完成年初预算的{percent(spent, budget)}。"
        )


def _place(figures: Figures, code: str, name: str) -> str:
    names = figures.data["names"]
    return f"{names[code[:3]]}（类）{names[code[:5]]}（款）{name}（项）"


def _basic(figures: Figures) -> Iterator[Prose]:
    personnel, public = figures.economic(*PERSONNEL), figures.economic(*PUBLIC)
    yield Heading("六、一般公共预算财政拨款基本支出决算情况说明", 2)
    yield (
        f"{figures.data['year']}年度一般公共预算财政拨款基本支出"
        f"{money(figures.total(GPB).basic)}万元，其中："
        f"人员经费{money(personnel)}万元，主要包括：{'、'.join(figures.listed(*PERSONNEL))}；"
        f"公用经费{money(public)}万元，主要包括：{'、'.join(figures.listed(*PUBLIC))}。"
    )


def _three_public(figures: Figures) -> Iterator[Prose]:
    year, reasons, found = (figures.data[key] for key in ("year", "reasons", "three_public"))
    planned, spent = figures.three_public(0), figures.three_public(1)
    cars, guests = figures.three_public(1, "operation"), figures.three_public(1, "hospitality")
    yield Heading("七、财政拨款“三公”经费支出决算情况说明", 2)
    yield Heading("（一）“三公”经费财政拨款支出决算总体情况说明", 3)
    yield (
        f"{year}年度“三公”经费财政拨款支出年初预算为{money(planned)}万元，"
        f"支出决算为{money(spent)}万元，完成年初预算的{percent(spent, planned)}。"
        f"决算数小于预算数的主要原因是{reasons['three_public_budget']}。"
        f"与{year - 1}年度相比，“三公”经费财政拨款支出决算"
        f"{figures.change('three_public', spent)}。主要原因是{reasons['three_public']}。"
    )
    yield Heading("（二）“三公”经费财政拨款支出决算具体情况说明", 3)
    yield (
        f"{year}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出0万元，占0%；"
        f"公务用车购置及运行维护费支出{money(cars)}万元，占{percent(cars, spent)}；"
        f"公务接待费支出{money(guests)}万元，占{percent(guests, spent)}。具体情况如下："
    )
    yield "1.因公出国（境）费支出0万元。全年安排因公出国（境）团组0个，累计0人次。"
    yield (
        f"2.公务用车购置及运行维护费支出{money(cars)}万元。其中：公务用车购置支出0万元，"
        f"购置车辆0辆；公务用车运行维护费支出{money(cars)}万元。"
        f"截至{year}年12月31日，公务用车保有量为{found['vehicles']}辆。"
    )
    yield (
        f"3.公务接待费支出{money(guests)}万元。其中：国内公务接待支出{money(guests)}万元，"
        f"国内公务接待{found['batches']}批次，{found['guests']}人次；外事接待支出0万元。"
    )


def _other_budgets(figures: Figures) -> Iterator[Prose]:
    year, unit = figures.data["year"], figures.data["unit"]
    yield Heading("八、政府性基金预算财政拨款收入支出决算情况说明", 2)
    yield (
        f"{year}年度政府性基金预算财政拨款年初结转和结余{money(figures.opening(FUNDS))}万元，"
        f"本年收入{money(figures.revenue(FUNDS))}万元，"
        f"本年支出{money(figures.total(FUNDS).total)}万元，"
        f"年末结转和结余{money(figures.closing(FUNDS))}万元。"
    )
    yield Heading("九、国有资本经营预算财政拨款支出决算情况说明", 2)
    yield f"{unit}{year}年度没有国有资本经营预算财政拨款支出。"


def _other_matters(figures: Figures) -> Iterator[Prose]:
    data = figures.data
    year, unit, bought, assets = data["year"], data["unit"], data["procurement"], data["assets"]
    public = figures.economic(*PUBLIC)
    parts = [yuan(bought[key]) for key in ("goods", "works", "services")]
    whole, small = sum(parts, Decimal(0)), yuan(bought["small"])
    yield Heading("十、其他重要事项的情况说明", 2)
    yield Heading("（一）机关运行经费支出情况", 3)
    yield (
        f"{year}年度{unit}机关运行经费支出{money(public)}万元，比{year - 1}年度"
        f"{figures.change('operating', public)}。主要原因是{data['reasons']['operating']}。"
    )
    yield Heading("（二）政府采购支出情况", 3)
    yield (
        f"{year}年度{unit}政府采购支出总额{money(whole)}万元，其中："
        f"政府采购货物支出{money(parts[0])}万元，政府采购工程支出{money(parts[1])}万元，"
        f"政府采购服务支出{money(parts[2])}万元。授予中小企业合同金额{money(small)}万元，"
        f"占政府采购支出总额的{percent(small, whole)}。"
    )
    yield Heading("（三）国有资产占有使用情况", 3)
    kinds = "、".join(f"{name}{count}辆" for name, count in assets["vehicles"].items())
    yield (
        f"截至{year}年12月31日，{unit}共有车辆{sum(assets['vehicles'].values())}辆，其中：{kinds}。"
        f"单价100万元以上设备（不含车辆）{assets['equipment']}台（套）。"
    )
    yield Heading("（四）预算绩效管理情况", 3)
    yield "本部门对年度项目编制了绩效目标，按季度跟踪执行，年终逐项自评。"


def _glossary(figures: Figures) -> Iterator[Prose]:
    yield Heading("第四部分 名词解释")
    entries = [f"{name}：指{words}。" for name, words in figures.data["glossary"].items()]
    entries += [
        f"{_place(figures, item['code'], item['name'])}：指{item['purpose']}。"
        for item in figures.items(GPB)
    ]
    yield from (f"{number}.{entry}" for number, entry in enumerate(entries, 1))
