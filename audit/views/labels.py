"""The words of the workbench, in both languages; data only. `words` has those of all views."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from audit.model import Message
from audit.views.words import Language

LABELS: Mapping[str, Message] = MappingProxyType(
    {
        # controls
        "unit": Message("单位", "Unit"),
        "edition": Message("版式", "Edition"),
        "auto": Message("自动识别", "recognised"),
        "language": Message("语言", "Language"),
        "rounding": Message("印列数字", "Printed figures"),
        "rounded": Message("四舍五入", "rounded"),
        "truncated": Message("截尾", "cut off"),
        "execution": Message("执行率得分", "Execution score"),
        "cap_rule": Message("超过上限", "Above a cap"),
        "equal_rule": Message("超过等值", "Above a target"),
        "by_edition": Message("按版式：{0}", "as the edition: {0}"),
        "linear": Message("按比例", "linear"),
        "brackets": Message("分档", "brackets"),
        "ratio": Message("目标÷完成", "target ÷ result"),
        "either": Message("两种均可", "either"),
        "proportional": Message("满分", "full score"),
        "severity": Message("程度", "Severity"),
        "check": Message("检查", "Check"),
        "status": Message("结论", "Status"),
        "undecided": Message("只看未复核", "only undecided"),
        "reset": Message("恢复默认", "Reset"),
        "rules": Message("规则", "Rules"),
        "filters": Message("筛选", "Filters"),
        "settings": Message("本次设置", "Settings"),
        "every": Message("全部", "all"),
        "working": Message("正在{0}…", "{0}…"),
        "reading": Message("读取 {0}", "Reading {0}"),
        "examining": Message("重新核对", "Testing again"),
        "ready": Message(
            "显示 {0} / {1} 项，疑点 {2} / {3} 条", "{0} of {1} outcomes, {2} of {3} leads"
        ),
        "took": Message("{0} 毫秒", "{0} ms"),
        "lost_state": Message(
            "上次的设置读不出，已用默认值。", "The settings kept last time were unreadable."
        ),
        "unsaved_state": Message("设置未能保存：{0}", "The settings could not be kept: {0}"),
        "static": Message(
            "在 JupyterLab 中运行（audit lab），此处可对照原文、试改数字、记录复核。",
            "Run in JupyterLab (audit lab) to see the evidence beside the document, to try "
            "figures and to record decisions.",
        ),
        # relations
        "sums": Message("合计与分项", "Totals and their parts"),
        "equals": Message("同一数字多处所列", "One figure told in several places"),
        "ratios": Message("占比与比率", "Shares and rates"),
        "others": Message("其他规则", "Other rules"),
        "no_relations": Message("本领域没有可核对的关系。", "No relation of this area was tested."),
        "of_which_fail": Message("{0} 项，不成立 {1}", "{0}, {1} do not hold"),
        "calculation": Message("计算表", "Calculation"),
        "weight": Message("加减", "±"),
        "item": Message("项目", "Item"),
        "figure": Message("印列", "Printed"),
        "least": Message("最小", "Least"),
        "greatest": Message("最大", "Greatest"),
        "place": Message("位置", "Place"),
        "recomputed": Message("重算", "Recomputed"),
        "stated": Message("所列", "Stated"),
        "must_lie": Message("应在此间", "must lie between"),
        "divided_by": Message("除以", "divided by"),
        "number": Message("常数", "number"),
        # the document and its evidence
        "document": Message("原文", "Document"),
        "page": Message("第 {0} 页", "Page {0}"),
        "as_page": Message("页面", "Page"),
        "as_text": Message("文字", "Text"),
        "cut_document": Message(
            "文件很长，只显示当前位置前后的部分。", "A long document: the part around the place."
        ),
        "mark_lead": Message("涉及疑点", "in a lead"),
        "mark_used": Message("已用于检查", "used by a check"),
        "mark_read": Message("读出未用", "read, not used"),
        "mark_unread": Message("未读出", "not read"),
        "previous_lead": Message("上一条", "Previous"),
        "next_lead": Message("下一条", "Next"),
        "lead": Message("疑点", "Lead"),
        "no_leads": Message("没有符合条件的疑点。", "No lead fits the filters."),
        "clicked": Message("点选的数字", "The figure chosen"),
        "click": Message(
            "点选原文中的数字，看它是什么、用在哪些检查里。",
            "Choose a number of the document to see what it is and which checks it stands in.",
        ),
        "no_fact": Message("这个数字没有读出：", "This number was not read:"),
        "occurrence": Message("同一数字 第 {0} / {1} 处", "occurrence {0} of {1}"),
        "previous_place": Message("上一处", "Previous place"),
        "next_place": Message("下一处", "Next place"),
        "stands_in": Message("用于检查", "Stands in"),
        "in_no_check": Message("没有用于任何检查。", "It stands in no check."),
        "can_be": Message("可能值", "Can stand for"),
        "solved_by": Message("改哪个数可以成立", "Which figure would solve it"),
        "not_solved": Message("没有一个数改了就能全部成立。", "No single figure would solve it."),
        "coverage": Message("数字核对覆盖", "Coverage"),
        "section": Message("章节", "Section"),
        "numbers": Message("数字", "Numbers"),
        "next_unread": Message("下一个未读出", "Next not read"),
        # what if
        "whatif": Message("试改数字", "What if"),
        "should_be": Message("应为", "should read"),
        "try": Message("试算", "Try"),
        "clear": Message("清除", "Clear"),
        "choose_figure": Message("数字", "Figure"),
        "nothing_tried": Message(
            "输入“应为”的数并试算；原文不变。", "Type what it should read; the source stays."
        ),
        "heals": Message("成立了", "heals"),
        "breaks": Message("不成立了", "breaks"),
        "still_fails": Message("仍不成立", "still fails"),
        "still_holds": Message("仍成立", "still holds"),
        "tried": Message(
            "成立了 {0}，不成立了 {1}，仍不成立 {2}，仍成立 {3}",
            "{0} heal, {1} break, {2} still fail, {3} still hold",
        ),
        "would_heal": Message(
            "在 {0} 与 {1} 之间，它所在的关系全部成立。",
            "Between {0} and {1} all its relations hold.",
        ),
        "no_range": Message(
            "没有一个值使它所在的关系全部成立。", "No value makes all its relations hold."
        ),
        "propose": Message("存为更正建议", "Save as proposed correction"),
        # decisions
        "decisions": Message("复核", "Decisions"),
        "name": Message("复核人", "Name"),
        "reason": Message("理由", "Reason"),
        "answer": Message("单位说明", "The unit's answer"),
        "confirm": Message("属实", "Confirm"),
        "dismiss": Message("不成立", "Dismiss"),
        "explain": Message("已说明", "Explain"),
        "reopen": Message("重新打开", "Reopen"),
        "correct": Message("更正建议", "Proposed correction"),
        "open": Message("未复核", "open"),
        "confirmed": Message("属实（审计发现）", "confirmed (finding)"),
        "dismissed": Message("不成立", "dismissed"),
        "explained": Message("已说明", "explained"),
        "no_decisions": Message("还没有复核记录。", "No decision has been recorded."),
        "saved": Message("已记录：{0} {1}", "Recorded: {0} {1}"),
        "decided": Message("已复核 {0} / {1}", "{0} of {1} decided"),
        "time": Message("时间", "Time"),
        "choose_first": Message("先选一条疑点。", "Choose a lead first."),
    }
)  # fmt: skip


def say(key: str, language: Language, *values: object) -> str:
    """Return a word of `LABELS`, with `values` put into its places."""
    return LABELS[key][language].format(*values)
