"""Forms of several provinces, read by their headings; every cell a figure with its place."""
# ruff: noqa: E501 - a row of a form is one line

from decimal import Decimal

import pytest

from audit.amounts import read_number
from audit.extraction.forms import form_facts, read_forms
from audit.reading import read
from audit.reading.text import read_text

NATIONAL = """\
项目支出绩效自评表
（2022年度）
| 项目名称 | 档案整理 |
| 主管部门 | 某市测试局 | 实施单位 | 某市档案中心 |
| 项目资金（元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| | 年度资金总额 | 900000 | 899740 | 899740 | 10 | 100% | 10 |
| | 其中：当年财政拨款 | 900000 | 899740 | 899740 | — | 100% | — |
| | 上年结转资金 | | | | — | | — |
| | 其他资金 | | | | — | | — |
| 年度总体目标 | 预期目标 | 实际完成情况 |
| | 整理档案5000卷。 | 整理档案5200卷，支出89.97万元。 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| | 产出指标（50分） | 数量指标 | 整理卷数 | ≥5000卷 | 5200卷 | 20 | 20 | |
| | | 质量指标 | 差错率 | 不超过2% | 1.5% | 15 | 15 | |
| | | 时效指标 | 完成时间 | 2022年12月底前 | 2022年11月 | 15 | 15 | |
| | 效益指标（30分） | 社会效益指标 | 利用便利 | 明显提升 | 达成预期指标 | 30 | 28 | 查询系统仍在升级 |
| | 满意度指标（10分） | 服务对象满意度 | 借阅人满意度 | 90%以上 | 96% | 10 | 10 | |
| 总分 | 100 | 98 | |
"""
REORDERED = """\
项目绩效自评表（2021年度）
单位：万元
| 项目名称 | 道路养护 |
| 资金 | 全年执行数 | 调整预算数 | 年初预算数 | 执行率(%) | 自评得分 | 满分 |
| 总额 | 45.5 | 50 | 48 | 91 | 9.1 | 10 |
| 财政拨款 | 45.5 | 50 | 48 | 91 | | |
| 指标名称 | 分值 | 目标值 | 实际完成值 | 得分 | 计量单位 |
| 养护里程 | 45 | ≥30 | 31.2 | 45 | 公里 |
| 巡查次数 | 45 | ≥24 | 两次 | 3.8 | 次 |
"""
SPLIT = """\
项目支出绩效自评表（2023年度）
| 项目名称 | 窗口运行 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 |
| | 产出指标 | 数量指标 | 受理件数 | ≥ | 100 | 件 | 120 | 50 | 50 |
(7)
| | 效益指标 | 社会效益指标 | 便民 | 定性 | 优良中差 | | 优 | 40 | 40 |
| 合计 | 90 | 90 |
项目支出绩效自评表（2023年度）
| 项目名称 | 设备维护 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 |
| | 产出指标 | 数量指标 | 维护台数 | ≥ | 10 | 台 | 10 | 90 | 90 |
"""


def forms_of(text, year=2023):
    """Return the forms of a fragment."""
    return read_forms(read_text(text.encode(), "fragment.txt"), year)


def cells(*facts):
    """Return facts as a person reads them: value and unit, words, or None."""
    return [f and (f"{f.value}{f.uom}" if f.value is not None else f.raw) for f in facts]


def assert_places(text, forms):
    """Assert that every figure stands where it says, each under one id."""
    document = read_text(text.encode(), "fragment.txt")
    facts = list(form_facts(forms))
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        printed = document.text[fact.span.start : fact.span.end]
        assert printed == fact.raw if fact.value is None else read_number(printed) == fact.value
        assert printed in fact.span.quote


class TestNationalForm:
    """Funds on top, operators inside the targets, goals below their labels, 元."""

    form = forms_of(NATIONAL)[0]

    def test_header(self):
        """Name, departments and goals stand beside or below their labels; the title's year counts."""
        told = {key: fact.raw for key, fact in self.form.texts}
        assert self.form.name.raw == "档案整理"
        assert told["implementing_unit"] == "某市档案中心"
        assert told["annual_target"] == "整理档案5000卷。"
        assert told["achievement"] == "整理档案5200卷，支出89.97万元。"
        assert self.form.kind == "project"

    def test_funding(self):
        """分值 is the weight, 全年 the adjusted budget; amounts are yuan; dashes are nothing."""
        total, fiscal, carried, other = self.form.funding
        assert [row.kind for row in self.form.funding] == ["total", "fiscal", "carryover", "other"]
        assert cells(total.initial, total.adjusted, total.executed, total.rate) == [
            "900000元",
            "899740元",
            "899740元",
            "100%",
        ]
        assert total.initial.number == Decimal(900000)
        assert cells(total.weight, total.score) == ["10分", "10分"]
        assert cells(fiscal.weight, fiscal.score) == [None, None]
        assert cells(carried.initial, other.executed) == [None, None]

    def test_indicators(self):
        """Operators come from the target's words; dates and phrases stay words."""
        rows = [(i.level1, i.name.raw, i.operator, i.unit) for i in self.form.indicators]
        assert rows == [
            ("产出指标", "整理卷数", "≥", "卷"),
            ("产出指标", "差错率", "≤", "%"),
            ("产出指标", "完成时间", "≤", ""),
            ("效益指标", "利用便利", "", ""),
            ("满意度指标", "借阅人满意度", "≥", "%"),
        ]
        targets = cells(*(one.target for one in self.form.indicators))
        assert targets == ["5000卷", "2%", "2022年12月底前", "明显提升", "90%"]
        assert cells(*(one.actual for one in self.form.indicators))[0] == "5200卷"

    def test_totals_and_details(self):
        """总分 is read from the right; figures in prose are kept with their cell."""
        assert cells(self.form.total_weight, self.form.total_score) == ["100分", "98分"]
        told = [(f.concept, f.raw, f.label, f.dim("cell")) for f in self.form.details]
        assert ("form_text_amount", "89.97万元", "支出", "achievement") in told
        assert self.form.complete
        assert "reason" in self.form.has
        assert "funding_reason" not in self.form.has

    def test_places(self):
        """Every figure stands where its span says."""
        assert_places(NATIONAL, (self.form,))


class TestReorderedColumns:
    """Headings in another order, no level columns, the unit printed above the table."""

    form = forms_of(REORDERED)[0]

    def test_columns_follow_their_headings(self):
        """Executed before adjusted before initial; the score before the weight."""
        total = self.form.total
        amounts = (total.initial, total.adjusted, total.executed)
        assert cells(*amounts) == ["48万元", "50万元", "45.5万元"]
        assert cells(total.rate, total.score, total.weight) == ["91%", "9.1分", "10分"]
        assert total.executed.confidence == "high"
        assert (total.executed.decimals, total.executed.precision) == (1, 2)

    def test_indicator_cells(self):
        """Unit, weight and score are found wherever they stand; 两次 stays words."""
        first, second = self.form.indicators
        assert cells(first.target, first.actual, first.weight, first.score) == [
            "30公里",
            "31.2公里",
            "45分",
            "45分",
        ]
        assert cells(second.actual, second.score) == ["两次", "3.8分"]
        assert_places(REORDERED, (self.form,))


def test_tables_parted_by_a_page_number_are_one_form():
    """The rows after a page number go on under the same heading; a title begins another."""
    first, second = forms_of(SPLIT)
    assert [one.name.raw for one in first.indicators] == ["受理件数", "便民"]
    assert cells(first.total_weight, first.total_score) == ["90分", "90分"]
    assert (first.index, second.index) == (1, 2)
    assert second.name.raw == "设备维护"


def test_a_plan_is_not_a_self_evaluation():
    """A table of targets without results is no form."""
    plan = """\
项目绩效目标表
| 项目名称 | 道路养护 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |
| | 产出指标 | 数量指标 | 养护里程 | ≥30 |
"""
    assert forms_of(plan) == ()


def test_a_statutory_table_is_not_a_form():
    """预算数 and 决算数 of the three public expenses make no project."""
    table = """\
财政拨款“三公”经费支出决算表
| 项目 | 预算数 | 决算数 |
| 合计 | 1.00 | 0.80 |
"""
    assert forms_of(table) == ()


ROWS = """\
项目支出绩效自评表（2023年度）
| 项目名称 | 甲 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |
{row}
"""


@pytest.mark.parametrize(
    "row",
    [
        "| | 产出指标 | 数量指标 | 件数 | ≥ | 10 | 件 | 8 | 90 | 72 | 缺人 |",
        "| 产出指标 | 数量指标 | 件数 | ≥ | 10 | 件 | 8 | 90 | 72 | 缺人 |",
        "| | 产出指标 | 数量指标 | 件数 | ≥ | 10 | 件 | 8 | 90 | 72 |",
    ],
)
def test_a_row_that_lost_a_cell_at_one_end_is_still_read(row):
    """A merged cell not printed again, or a dropped blank at the end, leaves one reading."""
    (form,) = forms_of(ROWS.format(row=row))
    (one,) = form.indicators
    assert cells(one.target, one.actual, one.weight, one.score) == ["10件", "8件", "90分", "72分"]
    assert form.complete


@pytest.mark.parametrize(
    "row",
    [
        "| | 产出指标 | 数量指标 | 件数 | 10 | 件 | 8 | 90 | 72 | |",
        "| 产出指标 | 件数 | ≥ | 10 | 8 | 90 | 72 |",
        "| | 产出指标 | 数量指标 | 件数 | ≥ | 10 | 件 | 8 | 甲 | 72 | |",
    ],
)
def test_a_row_that_does_not_fit_is_not_guessed(row):
    """The form then says that it is not complete."""
    (form,) = forms_of(ROWS.format(row=row))
    assert form.indicators == ()
    assert not form.complete


def test_one_weight_for_several_rows():
    """Rows that share a merged weight all say so; a blank score beside a weight does not."""
    row = """\
| | 产出指标 | 数量指标 | 件数 | ≥ | 10 | 件 | 8 | 50 | 40 | |
| | | | 户数 | ≥ | 10 | 户 | 10 | | | |
| | 效益指标 | 社会效益指标 | 便民 | 定性 | 优良中差 | | 优 | 40 | | |"""
    (form,) = forms_of(ROWS.format(row=row))
    assert [one.shared for one in form.indicators] == [True, True, False]


@pytest.mark.parametrize(
    ("conclusion", "score"),
    [
        ("绩效自评总体为好，自评总分99分。", "99"),
        ("满分100分，自评得分为 92.5 分。", "92.5"),
        ("总分100分，得分95分。", "95"),
        ("产出得分45分，效益得分28分。", None),
        ("预算执行得分9分。", None),
        ("项目总分100分。", None),
        ("得分率98%。", None),
        ("完成较好。", None),
    ],
)
def test_the_score_of_a_conclusion(conclusion, score):
    """自评总分, 得分 or 评分 give one score; a full mark, a rate or two scores give none."""
    row = "| | 产出指标 | 数量指标 | 件数 | ≥ | 10 | 件 | 8 | 90 | 72 | |"
    (form,) = forms_of(ROWS.format(row=f"{row}\n| 评价结论 | {conclusion} |"))
    told = form.conclusion_score
    assert (None if told is None else str(told.value)) == score


def test_spelt_numbers_and_dates_in_prose():
    """三条 is a word with its place; years, document numbers and 一次 are no figures."""
    row = "| | 产出指标 | 数量指标 | 线路 | ＝ | 4 | 条 | 4 | 90 | 90 | 2023年按〔2023〕86号建三条专线，断网一次 |"
    (form,) = forms_of(ROWS.format(row=row))
    assert [(f.raw, f.kind, f.uom) for f in form.details] == [("三条", "text", "条")]


@pytest.mark.parametrize(
    ("printed", "value", "uom"),
    [
        ("100%", "100", "%"),
        ("20日之前", "20", "日"),
        ("2.5万人", "2.5", "万人"),
        ("１２", "12", "人"),
        ("1,200", "1200", "人"),
        ("—", None, None),
        ("　", None, None),
        ("5-10", "5-10", None),
        ("两个月以上", "两个月以上", None),
        ("2023年12月", "2023年12月", None),
        ("459人完成清退工作并通知本人", "459人完成清退工作并通知本人", None),
    ],
)
def test_what_a_result_cell_says(printed, value, uom):
    """A number with a short unit is a number; ranges, dates and sentences are words."""
    row = f"| | 产出指标 | 数量指标 | 人数 | ≥ | 10 | 人 | {printed} | 90 | 90 | |"
    (one,) = forms_of(ROWS.format(row=row))[0].indicators
    if value is None:
        assert one.actual is None
    elif uom is None:
        assert (one.actual.kind, one.actual.raw) == ("text", value)
    else:
        assert (str(one.actual.value), one.actual.uom) == (value, uom)


@pytest.fixture(scope="module")
def forms(seed_path):
    """Return the seed's forms."""
    return read_forms(read(seed_path), 2023)


class TestSeed:
    """The seven forms of the first real disclosure."""

    def test_forms(self, forms):
        """One of the department, six of projects, the fourth without a name, all complete."""
        assert [form.kind for form in forms] == ["department", *["project"] * 6]
        assert [len(form.indicators) for form in forms] == [30, 7, 7, 2, 2, 7, 7]
        assert [form.index for form in forms if form.name is None] == [1, 4]
        assert all(form.complete for form in forms)

    def test_sums(self, forms):
        """Weights and executed amounts add up to what was counted by hand."""
        weights = [sum(i.weight.value for i in form.indicators) for form in forms]
        assert weights == [100, 90, 90, 90, 90, 90, 90]
        assert sum(form.total.executed.value for form in forms[1:]) == Decimal("96.22")
        assert [int(form.conclusion_score.value) for form in forms[1:]] == [99, 100, 97, 97, 96, 90]

    def test_every_place(self, forms, seed_path):
        """Every figure stands where its span says."""
        document = read(seed_path)
        facts = list(form_facts(forms))
        assert len(facts) > 500
        for fact in facts:
            printed = document.text[fact.span.start : fact.span.end]
            assert printed == fact.raw if fact.value is None else read_number(printed) == fact.value
