"""A disclosure for all tests of what people see: small, with one wrong sum, and hostile."""

from __future__ import annotations

from audit.engine import Result, examine
from audit.extraction import extract
from audit.reading.text import read_text

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">&\'"'
TEXT = f"""第二部分 2023年度单位决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为674.37万元。与2022年度相比，收、支总计各减少11277.06万元，下降94.36%。{HOSTILE}
二、收入决算情况说明
2023年度本年收入合计674.37万元，其中：一般公共预算财政拨款收入648.54万元，占96.17%；其他收入25.83万元，占3.83%。
三、支出决算情况说明
2023年度本年支出合计674.37万元，其中：基本支出578.15万元，占85.73%；项目支出97.22万元，占14.27%。
十、其他重要事项的情况说明
（一）机关运行经费支出情况
2023年度，某县测试局机关运行经费支出70.95万元，比2022年度减少21.87万元，下降23.56%。
"""


def hostile_result() -> Result:
    """Return the outcomes of a disclosure with one wrong sum (578.15 + 97.22) and with markup."""
    return examine(extract(read_text(TEXT.encode(), "<b>hostile</b>.txt"), "sichuan-2023"))
