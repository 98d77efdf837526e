"""The words that people see, in both languages; data only.

Quotations, labels and names come from the document and are never translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from audit.model import Message

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

STATUS: Mapping[str, Message] = MappingProxyType(
    {
        "exact": Message("一致", "agrees"),
        "rounding": Message("舍入内一致", "within rounding"),
        "unlikely_rounding": Message("舍入勉强", "barely rounding"),
        "inconsistent": Message("不一致", "differs"),
        "missing": Message("缺失", "missing"),
        "not_applicable": Message("未能检查", "not checked"),
        "error": Message("检查出错", "check crashed"),
    }
)
STATUS_SIGN: Mapping[str, str] = MappingProxyType(
    {
        "exact": "＝",
        "rounding": "≈",
        "unlikely_rounding": "△",
        "inconsistent": "≠",
        "missing": "○",
        "not_applicable": "—",
        "error": "！",
    }
)
SEVERITY: Mapping[str, Message] = MappingProxyType(
    {
        "error": Message("矛盾", "contradiction"),
        "warning": Message("存疑", "doubtful"),
        "info": Message("提示", "hint"),
    }
)
SEVERITY_SIGN: Mapping[str, str] = MappingProxyType({"error": "■", "warning": "▲", "info": "●"})
AREA: Mapping[str, Message] = MappingProxyType(
    {
        "income": Message("收入", "Revenue"),
        "expenditure": Message("支出", "Expenditure"),
        "three_public": Message("“三公”经费", "Three public expenses"),
        "performance": Message("绩效自评", "Performance self-evaluation"),
        "form": Message("公开形式", "Form of the disclosure"),
    }
)
PART: Mapping[str, Message] = MappingProxyType(
    {
        "narrative": Message("正文", "text"),
        "table": Message("表", "table"),
        "form": Message("自评表", "form"),
        "chart": Message("图", "chart"),
    }
)
MEASURE: Mapping[str, Message] = MappingProxyType(
    {
        "actual": Message("决算数", "actual"),
        "initial_budget": Message("年初预算", "initial budget"),
        "adjusted_budget": Message("调整预算", "adjusted budget"),
        "prior_year": Message("上年数", "prior year"),
        "change": Message("增减额", "change"),
        "change_rate": Message("增减率", "change rate"),
        "budget_change": Message("与预算相差", "change on the budget"),
        "budget_change_rate": Message("与预算相差率", "rate of change on the budget"),
        "share": Message("占比", "share"),
        "completion_rate": Message("完成预算", "budget completed"),
        "execution_rate": Message("执行率", "execution rate"),
        "target": Message("目标值", "target"),
        "weight": Message("权重", "weight"),
        "score": Message("得分", "score"),
        "reason": Message("原因", "reason"),
    }
)
SCOPE: Mapping[str, Message] = MappingProxyType(
    {
        "all_funds": Message("全部资金", "all funds"),
        "fiscal": Message("财政拨款", "fiscal appropriations"),
        "general_public_budget": Message("一般公共预算", "general public budget"),
        "government_funds": Message("政府性基金", "government funds"),
        "state_capital": Message("国有资本经营", "state capital"),
    }
)
DIRECTION: Mapping[str, Message] = MappingProxyType(
    {
        "increase": Message("增", "up"),
        "decrease": Message("减", "down"),
        "unchanged": Message("持平", "unchanged"),
    }
)
STANDING: Mapping[str, Message] = MappingProxyType(
    {
        "open": Message("待核", "open"),
        "confirmed": Message("属实", "confirmed"),
        "dismissed": Message("不成立", "dismissed"),
        "explained": Message("已说明", "explained"),
    }
)
STANDING_SIGN: Mapping[str, str] = MappingProxyType(
    {"open": "□", "confirmed": "☑", "dismissed": "☒", "explained": "▣"}
)
CHANGE: Mapping[str, Message] = MappingProxyType(
    {
        "new": Message("新增", "new"),
        "changed": Message("数字有变", "changed"),
        "unchanged": Message("未变", "unchanged"),
        "gone": Message("已消失", "gone"),
    }
)
TEXT: Mapping[str, Message] = MappingProxyType(
    {
        "title": Message("决算公开勾稽核对 疑点清单", "Final-accounts reconciliation: leads"),
        "scope_note": Message(
            "只核对公开文件所列数字之间的算术与勾稽关系，不涉及凭证和账簿。疑点只陈述数字，"
            "不是结论；经人核实后方为审计发现。",
            "Tests only the arithmetic and consistency of what was published, not vouchers or "
            "ledgers. A lead states figures; it is a finding only once a person confirms it.",
        ),
        "unit": Message("单位", "Unit"),
        "unit_unknown": Message("（文件未载明单位）", "(unit not named in the document)"),
        "year": Message("年度", "Year"),
        "year_unknown": Message("年度不详", "year unknown"),
        "file": Message("文件", "File"),
        "edition": Message("版式", "Edition"),
        "tool": Message("工具", "Tool"),
        "made_at": Message("生成时间", "Made at"),
        "area": Message("领域", "Area"),
        "all": Message("全部", "all"),
        "leads": Message("疑点", "Leads"),
        "lead": Message("疑点", "Lead"),
        "no_leads": Message("没有疑点。", "No leads."),
        "check": Message("检查", "Check"),
        "title_column": Message("检查内容", "What it tests"),
        "subject": Message("对象", "Subject"),
        "status": Message("结论", "Status"),
        "severity": Message("程度", "Severity"),
        "stated": Message("所列", "Stated"),
        "recomputed": Message("重算", "Recomputed"),
        "residual": Message("差额", "Residual"),
        "allowance": Message("舍入允许", "Allowance"),
        "used": Message("占用", "Used"),
        "uom": Message("单位量", "Unit"),
        "formula": Message("算式", "Sum"),
        "message": Message("说明", "Message"),
        "quotes": Message("原文", "Quotes"),
        "elsewhere": Message("另一文件", "Other document"),
        "previous": Message("上年文件", "Last year"),
        "peers": Message("对照单位 {0} 个", "{0} peers"),
        "basis": Message("依据", "Basis"),
        "calculation": Message("计算表", "Calculation"),
        "weight": Message("权重", "Weight"),
        "item": Message("项目", "Item"),
        "printed": Message("印列", "Printed"),
        "least": Message("最小", "Least"),
        "most": Message("最大", "Most"),
        "place": Message("位置", "Place"),
        "section": Message("章节", "Section"),
        "label": Message("名称", "Name"),
        "measure": Message("口径", "Measure"),
        "scope": Message("资金范围", "Scope"),
        "value": Message("数值", "Value"),
        "charts": Message("图表", "Charts"),
        "stands_in": Message("所在疑点与检查", "Leads and checks it stands in"),
        "redo": Message("重算", "Redo"),
        "suspect": Message("可能有误的数", "Figure that may be wrong"),
        "suspects": Message(
            "可能有误的数：{0} 种解释同样可能", "Figures that may be wrong: {0} equally likely"
        ),
        "less_likely": Message("其余 {0} 种可能性较小的解释", "{0} less likely explanations"),
        "also": Message("同一差异另见", "Same difference also in"),
        "limits": Message("局限", "Known limits"),
        "more_quotes": Message("其余 {0} 处原文", "{0} more quotations"),
        "no_place": Message("文件中没有可引的原文。", "There is nothing in the document to quote."),
        "not_checked": Message("未能检查的，及原因", "What was not checked, and why"),
        "all_checked": Message("全部关系均已检查。", "Every relation was tested."),
        "all_read": Message("全文数字均已读出。", "Every printed number was read."),
        "passed": Message("检查规则与已通过的检查", "Rules, and checks that passed"),
        "passed_none": Message("没有通过的检查。", "No check passed."),
        "crashed": Message("检查程序出错", "Checks that crashed"),
        "document": Message("文件全文", "The document"),
        "facts": Message("读出的数字", "Figures read"),
        "rules": Message("检查规则", "Rules"),
        "thresholds": Message("阈值", "Thresholds"),
        "unverified": Message("依据未经原文核实", "basis not verified in its source"),
        "legend": Message("图例", "Legend"),
        "mark_lead": Message("涉及疑点", "in a lead"),
        "mark_used": Message("已用于检查", "used by a check"),
        "mark_read": Message("读出未用", "read, not used"),
        "mark_unread": Message("未读出", "not read"),
        "review": Message("复核", "Review"),
        "confirmed": Message("属实", "confirmed"),
        "dismissed": Message("不成立", "dismissed"),
        "explained": Message("已说明", "explained"),
        "reason": Message("理由", "Reason"),
        "reviewer": Message("复核人", "Reviewer"),
        "date": Message("日期", "Date"),
        "opinion": Message("单位意见", "The unit's opinion"),
        "consistent": Message("一致", "agree"),
        "not_tested": Message("未能检查", "not checked"),
        "units_checked": Message("份已核对", "checked"),
        "coverage": Message("数字读出", "numbers read"),
        "level": Message("指标", "Level"),
        "indicator": Message("三级指标", "Indicator"),
        "achieved": Message("完成值", "Achieved"),
        "totals": Message(
            "权重合计 {0}　得分合计 {1}　结论得分 {2}", "weights {0}, scores {1}, conclusion {2}"
        ),
        "appendix": Message("附：核对底稿", "Appendix: working papers"),
        "contents": Message("目录", "Contents"),
        "counts": Message("核对结果", "Result"),
        "times_allowance": Message("允许范围的 {0} 倍", "{0} times the allowance"),
        "none_in_area": Message("本领域没有读出数字。", "No figure was read in this area."),
        "no_chart": Message("没有可画的数字：{0}", "nothing to draw: {0}"),
        "notes": Message("读取说明", "Notes of the reader"),
        "batch_title": Message("决算公开勾稽核对 汇总", "Final-accounts reconciliation: summary"),
        "batch_unreadable": Message("未能读取的文件", "Documents that could not be read"),
        "batch_failed": Message("未完成的", "Not finished"),
        "report": Message("报告", "report"),
        "notebooks": Message("笔记本", "notebooks"),
        "interactive_only": Message(
            "在 JupyterLab 中运行本格，可按单位、领域、检查、程度筛选；下表为静态汇总。",
            "Run this cell in JupyterLab to filter by unit, area, check and severity; "
            "the table below is the static summary.",
        ),
        "decisions": Message("复核决定", "Decisions"),
        "decided": Message("决定", "Decision"),
        "history": Message("经过", "History"),
        "change": Message("变化", "Change"),
        "correction": Message("建议更正", "Proposed correction"),
        "outdated": Message(
            "决定之后数字有变，请重新核定", "its figures changed since; decide again"
        ),
        "changes": Message(
            "与上一次疑点不同的核对相比", "Against the last run whose leads were others"
        ),
        "no_longer": Message(
            "已作决定、现不再是疑点的", "Decided before, no longer a lead"
        ),
        "journal": Message(
            "决定记录共 {0} 行，末行散列", "The journal has {0} lines; hash of the last"
        ),
        "journal_problem": Message("决定记录有问题", "The journal does not hold together"),
        "written_to": Message("已记入", "Written to"),
        "verified": Message("相符", "same"),
        "differs": Message("不符", "differs"),
        "result_recorded": Message(
            "{0} 曾记下的散列 {1} 不在其中：末尾有决定被截去",
            "{0} recorded the hash {1}, which is not there: decisions were cut off the end",
        ),
        "hash_held": Message("散列 {0} 在决定记录中", "the hash {0} is in a journal"),
        "hash_missing": Message(
            "散列 {0} 不在任何决定记录中", "the hash {0} is in none of the journals"
        ),
        "shown_of": Message("显示 {0} / {1} 项", "{0} of {1} shown"),
    }
)  # fmt: skip


def word(key: str, language: Language, *values: object) -> str:
    """Return a word of `TEXT`, with `values` put into its places."""
    return TEXT[key][language].format(*values)


def titled(title: Message, language: Language) -> str:
    """Return a check's title for people: the English one is a slug, `grand-totals-differ`."""
    return title.zh if language == "zh" else title.en.replace("-", " ").capitalize()


def named(table: Mapping[str, Message], key: str | None, language: Language) -> str:
    """Return what people call `key`; an unknown or empty key comes back as it is."""
    if not key:
        return ""
    return table[key][language] if key in table else key
