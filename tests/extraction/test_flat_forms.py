"""Funding rows of forms that came out as a stream of words."""

from fragments import facts_of

LINES = """\
预算执行情况（10分） |
年度预算数（万元） |
年初预算 |
调整后预算数 |
预算执行数 |
预算执行率 |
权重 |
得分 |
总额 |
12.00 |
15.00 |
14.10 |
94.00% |
10 |
|
"""


def funding(text):
    """Return (measure, row, printed) of every funding figure."""
    found = [f for f in facts_of(text) if f.concept == "project_funding"]
    return [(f.measure, f.dim("row"), f.raw) for f in found]


def test_one_cell_a_line():
    """Six headings, a row's name, six cells: the blank one is the score."""
    assert funding(LINES) == [
        ("initial_budget", "total", "12.00"),
        ("adjusted_budget", "total", "15.00"),
        ("actual", "total", "14.10"),
        ("execution_rate", "total", "94.00%"),
        ("weight", "total", "10"),
        ("score", "total", ""),
    ]


def test_values_that_are_fewer_than_the_headings():
    """As many values as amounts are the amounts; any other number is left unread."""
    text = "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额： {}\n"
    assert [m for m, *_ in funding(text.format("9 8 7"))] == [
        "initial_budget",
        "adjusted_budget",
        "actual",
    ]
    assert funding(text.format("9 8")) == []
    assert funding(text.format("9 8 7 6")) == []


def test_weights_that_add_up_to_the_marks_of_the_caption():
    """指标 ＝ 目标 单位 完成值 权重 得分 in one row: only a sum of 90 proves the weights."""
    row = (
        "绩效指标(90分) | 办件率 | = | 98 | % | | 50 | | ； 时效 | ≤ | 3 | 天 | | {} | |\n甲 | 乙\n"
    )
    assert [raw for *_, raw in funding(row.format(40))] == ["50", "40"]
    assert funding(row.format(30)) == []
