"""Render sample.toml as a disclosure: sample.docx, and sample.txt as Tika would print it.

    python data/make_sample.py [FOLDER]

The same figures give the same bytes. The statutory headings and opening formulas stand
here; figures, reasons, descriptions and definitions stand in sample.toml.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sample_tables import department_form, project_form, statutory_tables

from audit.sample.blocks import Block, Chart, Heading
from audit.sample.text import tika_text
from audit.sample.word import word_file

HERE = Path(__file__).resolve().parent
Values = dict[str, Any]


def blocks(data: Values) -> list[Block]:
    """Return the whole disclosure in reading order."""
    return [
        *_front(data),
        *_totals(data),
        *_gpb(data),
        *_basic(data),
        *_three_public(data),
        *_other_matters(data),
        *_glossary(data),
        Heading("第四部分 附件"),
        *department_form(data),
        *(block for project in data["project"] for block in project_form(data, project)),
        *statutory_tables(data),
    ]


# --- prose --------------------------------------------------------------------------


def _chart(data: Values, number: int) -> Iterator[Block]:
    found = data["charts"][str(number)]
    series = tuple((name, tuple(words), tuple(values)) for name, words, values in found["series"])
    yield Chart(found["caption"], found["kind"], series, tuple(found.get("labels", ())))
    yield f"（图{number}：{found['caption']}）"


def _front(data: Values) -> Iterator[Block]:
    yield Heading(data["unit"], 0)
    yield Heading(f"{data['year']}年度单位决算", 0)
    yield data["notice"]
    yield Heading("第一部分 单位概况")
    yield Heading("一、主要职责", 2)
    yield data["duties"]
    yield Heading("二、机构设置", 2)
    yield (
        f"{data['unit']}属一级预算单位，下属二级预算单位0个，其中行政单位0个，"
        "参照公务员法管理的事业单位0个，其他事业单位0个。"
    )
    yield Heading(f"第二部分 {data['year']}年度单位决算情况说明")


def _totals(data: Values) -> Iterator[Block]:
    year, figures = data["year"], data["totals"]
    change = (
        f"与{year - 1}年度相比，{{}}收、支总计各减少{figures['change']}万元，"
        f"下降{figures['change_rate']}%。主要变动原因是{figures['reason']}。"
    )
    yield Heading("一、收入支出决算总体情况说明", 2)
    yield f"{year}年度收、支总计均为{figures['total']}万元。{change.format('')}"
    yield from _chart(data, 1)
    yield Heading("二、收入决算情况说明", 2)
    yield (
        f"{year}年度本年收入合计{figures['revenue']}万元，其中："
        f"一般公共预算财政拨款收入{figures['revenue']}万元，占100%。"
    )
    yield from _chart(data, 2)
    yield Heading("三、支出决算情况说明", 2)
    yield (
        f"{year}年度本年支出合计{figures['expenditure']}万元，其中："
        f"基本支出{figures['basic']}万元，占{figures['basic_share']}%；"
        f"项目支出{figures['project']}万元，占{figures['project_share']}%。"
    )
    yield from _chart(data, 3)
    yield Heading("四、财政拨款收入支出决算总体情况说明", 2)
    yield f"{year}年度财政拨款收、支总计均为{figures['total']}万元。{change.format('财政拨款')}"
    yield from _chart(data, 4)


def _gpb(data: Values) -> Iterator[Block]:
    year, figures = data["year"], data["gpb"]
    total = f"{year}年度一般公共预算财政拨款支出{figures['total']}万元"
    yield Heading("五、一般公共预算财政拨款支出决算情况说明", 2)
    yield Heading("（一）一般公共预算财政拨款支出决算总体情况", 3)
    yield (
        f"{total}，占本年支出合计的100%。与{year - 1}年度相比，一般公共预算财政拨款支出"
        f"增加{figures['change']}万元，增长{figures['change_rate']}%。"
        f"主要变动原因是{figures['reason']}。"
    )
    yield from _chart(data, 5)
    yield Heading("（二）一般公共预算财政拨款支出决算结构情况", 3)
    shares = (
        f"{name}支出{amount}万元，占{share}%" for _, name, amount, share, _ in figures["classes"]
    )
    yield f"{total}，主要用于以下方面：{'；'.join(shares)}。"
    yield from _chart(data, 6)
    yield Heading("（三）一般公共预算财政拨款支出决算具体情况", 3)
    # The unit is missing in the unit's own disclosure too; a check is there to notice.
    yield f"{year}年度一般公共预算支出决算数为{figures['total']}，完成预算100%。其中："
    for number, (code, name, amount, *_) in enumerate(figures["items"], 1):
        place = _place(data, code, name, "（类）", "（款）", "（项）")
        yield f"{number}.{place}：支出决算为{amount}万元，完成预算100%。"


def _place(data: Values, code: str, item: str, *marks: str) -> str:
    """Return class, subclass and item of a code, each followed by its mark."""
    classes = {entry[0]: entry[1] for entry in data["gpb"]["classes"]}
    subclasses = {entry[0]: entry[1] for entry in data["gpb"]["subclasses"]}
    names = (classes[code[:3]], subclasses[code[:5]], item)
    return "".join(name + mark for name, mark in zip(names, marks, strict=True))


def _basic(data: Values) -> Iterator[Block]:
    figures = data["basic"]
    yield Heading("六、一般公共预算财政拨款基本支出决算情况说明", 2)
    yield (f"{data['year']}年度一般公共预算财政拨款基本支出{data['totals']['basic']}万元，其中：")
    yield f"人员经费{figures['personnel']}万元，主要包括：{figures['personnel_items']}。"
    yield f"\u3000\u3000公用经费{figures['public']}万元，主要包括：{figures['public_items']}。"


def _three_public(data: Values) -> Iterator[Block]:
    year, figures = data["year"], data["three_public"]
    total = f"{year}年度“三公”经费财政拨款支出决算"
    fall = f"减少{figures['change']}万元，下降{figures['change_rate']}%"
    yield Heading("七、财政拨款“三公”经费支出决算情况说明", 2)
    yield Heading("（一）“三公”经费财政拨款支出决算总体情况说明", 3)
    yield f"{total}为{figures['total']}万元，完成预算100%，较上年度{fall}。"
    yield Heading("（二）“三公”经费财政拨款支出决算具体情况说明", 3)
    yield (
        f"{total}中，因公出国（境）费支出决算0万元，占0%；公务用车购置及运行维护费支出决算0万元，"
        f"占0%；公务接待费支出决算{figures['total']}万元，占100%。具体情况如下："
    )
    yield from _chart(data, 7)
    yield (
        f"1.因公出国（境）经费支出0万元，完成预算100%。因公出国（境）支出决算与{year - 1}年持平。"
    )
    yield (
        "2.公务用车购置及运行维护费支出0万元，完成预算100%。"
        f"公务用车购置及运行维护费支出决算与{year - 1}年度持平。"
    )
    yield "其中：公务用车购置支出0万元。"
    yield "公务用车运行维护费支出0万元。"
    yield (
        f"3.公务接待费支出{figures['total']}万元，完成预算100%。公务接待费支出决算比{year - 1}年度"
        f"{fall}。主要原因是{figures['reason']}。其中："
    )
    yield (
        f"国内公务接待支出{figures['total']}万元，主要用于{figures['purpose']}。国内公务接待"
        f"{figures['batches']}批次，{figures['guests']}人次，共计支出{figures['total']}万元。"
    )
    yield "外事接待支出0万元。"


def _other_matters(data: Values) -> Iterator[Block]:
    year, unit, figures, forms = data["year"], data["unit"], data["operating"], len(data["project"])
    yield Heading("八、政府性基金预算支出决算情况说明", 2)
    yield f"{year}年度政府性基金预算财政拨款支出0万元。"
    yield Heading("九、国有资本经营预算支出决算情况说明", 2)
    yield f"{year}年度国有资本经营预算财政拨款支出0万元。"
    yield Heading("十、其他重要事项的情况说明", 2)
    yield Heading("（一）机关运行经费支出情况", 3)
    yield (
        f"{year}年度，{unit}机关运行经费支出{figures['amount']}万元，比{year - 1}年度"
        f"减少{figures['change']}万元，下降{figures['change_rate']}%。主要原因是{figures['reason']}。"
    )
    yield Heading("（二）政府采购支出情况", 3)
    yield f"{year}年度，{unit}政府采购支出总额0万元。"
    yield Heading("（三）国有资产占有使用情况", 3)
    yield f"截至{year}年12月31日，{unit}共有车辆0辆。"
    yield Heading("（四）预算绩效管理情况", 3)
    yield (
        f"根据预算绩效管理要求，本单位在{year}年度预算编制阶段，组织对{forms}个项目编制了绩效目标，"
        f"预算执行过程中，选取{forms}个项目开展绩效监控，组织对{forms}个项目开展绩效自评，"
        "绩效自评表详见第四部分附件。"
    )


def _glossary(data: Values) -> Iterator[Block]:
    yield Heading("第3部分 名词解释")
    entries = [f"{name}：指{words}。" for name, words in data["glossary"]["before"]]
    for code, name, *_, words in data["gpb"]["items"]:
        marks = (f"（{code[:3]}）", f"（{code[3:5]}）", f"（{code[5:]}）")
        entries.append(f"{_place(data, code, name, *marks)}：指{words}。")
    entries += [f"{name}：指{words}。" for name, words in data["glossary"]["after"]]
    yield from (f"{number}.{entry}" for number, entry in enumerate(entries, 1))


def main(folder: Path) -> None:
    """Write both files into `folder`."""
    data = tomllib.loads((HERE / "sample.toml").read_text("utf-8"))
    found = blocks(data)
    (folder / "sample.docx").write_bytes(word_file(found, data["notice"]))
    (folder / "sample.txt").write_bytes(tika_text(found).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
