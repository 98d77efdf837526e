"""The words of the papers in both languages; data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from audit.model import Message
from audit.papers.decisions import Standing
from audit.views.words import Language

STANDING: Mapping[Standing, Message] = MappingProxyType(
    {
        "lead": Message("疑点", "Lead"),
        "explained": Message("疑点（单位已说明）", "Lead (explained)"),
        "finding": Message("审计发现", "Finding"),
        "dismissed": Message("已排除", "Dismissed"),
    }
)
SIDE: Mapping[str, Message] = MappingProxyType(
    {
        "stated": Message("所列", "Stated"),
        "computed": Message("重算", "Redone"),
        "over": Message("除数", "Divided"),
        "alone": Message("规则", "Rule"),
    }
)
_TEXT: Mapping[str, Message] = MappingProxyType(
    {
        "workpaper": Message("审计工作底稿", "Audit working paper"),
        "evidence": Message("审计取证单", "Audit evidence sheet"),
        "register": Message("疑点与发现清单", "Register of leads and findings"),
        "calculations": Message("计算表", "Calculation sheets"),
        "summary": Message("汇总", "Summary"),
        "unit": Message("被审计单位名称", "Audited unit"),
        "no_unit": Message("（文件未载明）", "(not named)"),
        "matter": Message("审计事项", "Matter"),
        "period": Message("会计期间", "Period"),
        "of_year": Message("{0}年度", "{0}"),
        "standing": Message("性质", "Status"),
        "severity": Message("程度", "Severity"),
        "index": Message("索引号", "Index"),
        "page": Message("第 {0} 页", "page {0}"),
        "key": Message("编号", "Key"),
        "process": Message("一、审计过程记录", "1. Record of the work"),
        "tested": Message("核对内容：", "Tested: "),
        "sum": Message("算式：", "Sum: "),
        "calculation": Message("计算{0}：", "Calculation {0}: "),
        "figures": Message("涉及的数字", "Figures concerned"),
        "weight": Message("权重", "Weight"),
        "item": Message("事项", "Item"),
        "figure": Message("数字", "Figure"),
        "uom": Message("单位", "Unit"),
        "factor": Message("折算", "Factor"),
        "min": Message("最小", "Min"),
        "max": Message("最大", "Max"),
        "place": Message("位置", "Place"),
        "part": Message("部分", "Part"),
        "constant": Message("（常数）", "(constant)"),
        "residual": Message("差额（所列－重算）", "Residual (stated − recomputed)"),
        "short_residual": Message("差额", "Residual"),
        "allowance": Message("舍入允许", "Allowance"),
        "verdict": Message("结论", "Verdict"),
        "tool_verdict": Message("程序判定", "The program's verdict"),
        "agrees": Message("一致", "agrees"),
        "rounding": Message("舍入能解释", "rounding explains it"),
        "differs": Message("不一致，舍入不能解释", "differs by more than rounding"),
        "exactly": Message("不一致，两处应当相同", "differs; must be the same as printed"),
        "holds": Message("成立", "holds"),
        "broken": Message("不成立", "does not hold"),
        "sum_stated": Message("所列数", "Stated"),
        "sum_computed": Message("重算数", "Recomputed"),
        "sum_over": Message("除数合计", "Divisor"),
        "allowed": Message(
            "其余数字不变时，此数应在所列区间内",
            "while the other figures stay, the figure should lie in this range",
        ),
        "more_figures": Message(
            "其余 {0} 个数字见计算表或原文。", "{0} more figures: see the document."
        ),
        "more_sums": Message(
            "同一差异另见 {0} 个算式，均列入计算表。",
            "The same difference in {0} more sums, all in the calculation sheets.",
        ),
        "evidence_part": Message("二、审计证据", "2. Evidence"),
        "name": Message("名称", "Name"),
        "source": Message("来源", "Source"),
        "content": Message("内容", "Content"),
        "time": Message("时间", "Time"),
        "more_quotes": Message("另有 {0} 处原文，见原文件。", "{0} more places: see the document."),
        "no_quote": Message("文件中没有可引的原文。", "There is nothing in the document to quote."),
        "result": Message("三、结论或问题摘要及其依据", "3. Conclusion and its basis"),
        "condition": Message("问题摘要", "Condition"),
        "basis": Message("依据", "Criteria"),
        "unread": Message(
            "（该依据未经原文核实，使用前请核对）", " (not verified in its source; check before use)"
        ),
        "effect": Message("影响", "Effect"),
        "effect_yuan": Message("{0} 元", "CNY {0}"),
        "no_effect": Message("不涉及金额，或无法以金额计量", "no amount, or none that can be measured"),
        "cause": Message("原因", "Cause"),
        "undetermined": Message(
            "未判定（由审计人员查明后填写）：", "undetermined (to be filled in by the auditor):"
        ),
        "suspect": Message("可能有误的数字（供核实）", "Figures that may be wrong"),
        "limits": Message("核对方法的局限", "Known limits"),
        "decision": Message("审计人员认定", "Auditor's decision"),
        "correction": Message("建议更正：", "Proposed correction: "),
        "opinion": Message("四、被审计单位意见", "4. The audited unit's opinion"),
        "provider": Message("二、证据提供单位意见", "2. Opinion of the provider of the evidence"),
        "seal": Message(
            "（盖章）　　　　　　　　负责人签名：　　　　　　　　　　　年　　月　　日",
            "(seal)　　　　　　　　Signed:　　　　　　　　　　　Date:",
        ),
        "prepared": Message("编制人", "Prepared by"),
        "reviewed": Message("复核人", "Reviewed by"),
        "date": Message("日期", "Date"),
        "review_opinion": Message("复核意见", "Review notes"),
        "project": Message("项目名称", "Engagement"),
        "abstract": Message("一、审计事项摘要", "1. Facts of the matter"),
        "annex": Message("附件", "Annexes"),
        "annex_blank": Message("共　　　　页", "pages:"),
        "file": Message("核对的文件", "Document"),
        "edition": Message("版式", "Edition"),
        "tool": Message("工具", "Tool"),
        "count": Message("条数", "Count"),
        "total": Message("合计", "Total"),
        "effect_column": Message("影响（元）", "Effect (CNY)"),
        "message": Message("情况", "What was found"),
        "stated": Message("所列", "Stated"),
        "recomputed": Message("重算", "Recomputed"),
        "reason": Message("理由", "Reason"),
        "answer": Message("单位说明", "The unit's answer"),
        "by": Message("决定人", "Decided by"),
        "fingerprint": Message("指纹", "Fingerprint"),
        "check": Message("检查", "Check"),
        "gone": Message(
            "已作决定、本次核对不再出现的疑点", "Decided earlier, not found this time"
        ),
        "action": Message("决定", "Decision"),
        "nothing": Message("没有应列入的事项。", "There is no matter to list."),
        "note": Message(
            "本件由程序依据公开文件所列数字编制，只陈述数字与出处；疑点经人核实后方为审计发现。",
            "Made by program from what was published; a lead is a finding only once confirmed.",
        ),
        "how": Message(
            "数字均为原件所印；“最小”“最大”是印列位数允许的范围；“重算”“差额”“舍入允许”“结论”为公式，可逐格追查。",
            "Figures are as printed; min and max are what their digits allow; the recomputed value, "
            "residual, allowance and verdict are formulas that can be traced cell by cell.",
        ),
    }
)  # fmt: skip


def say(key: str, language: Language, *values: object) -> str:
    """Return words of the papers, with `values` put into their places."""
    words = _TEXT[key][language]
    return words.format(*values) if values else words
