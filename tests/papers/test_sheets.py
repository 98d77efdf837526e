from dataclasses import replace
from decimal import Decimal

from paper_files import DATA, HOSTILE, W, decided, of_style, sheets, word_parts, words
from records import make_fact

import audit
from audit.compare import agree, of, passed
from audit.model import Relation, Source
from audit.papers import papers
from audit.papers.matter import engagement, matters
from audit.papers.sheets import evidence_sheets, working_papers


def made(result, decisions, writer=working_papers, language="zh", **fields):
    """Return the bytes of a Word file of papers."""
    head = engagement(result, language, **fields)
    return writer(head, matters(result, decisions, language))


def test_one_matter_is_one_sheet_on_pages_of_its_own(result, decisions):
    """A section a matter, with a heading of Word's own and its index at the top of each page."""
    content = made(result, decisions)
    front, *rest = sheets(content)
    kept = [m for m in matters(result, decisions) if m.standing != "dismissed"]
    assert len(rest) == len(kept) == len(result.leads) - 1
    parts = word_parts(content)
    for number, (blocks, matter) in enumerate(zip(rest, kept, strict=True), 2):
        (heading,) = of_style(blocks, "Heading1")
        assert heading.startswith(matter.index)
        header = parts[f"word/header{number}.xml"]
        assert matter.index in words(header)
        assert "PAGE" in "".join(header.itertext())
    assert all(matter.index in "".join(map(words, front)) for matter in kept)
    breaks = list(parts["word/document.xml"].iter(f"{W}sectPr"))
    assert len(breaks) == len(kept) + 1
    assert {s.find(f"{W}pgSz").get(f"{W}w") for s in breaks} == {"11906"}
    assert {s.find(f"{W}type").get(f"{W}val") for s in breaks} == {"nextPage"}


def test_every_link_of_the_summary_leads_to_a_sheet(result, decisions):
    """Bookmarks exist, each once."""
    document = word_parts(made(result, decisions))["word/document.xml"]
    names = [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) > 0
    assert [link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")] == names


def test_a_paper_has_every_field_that_the_rules_ask_for(result, decisions):
    """Whom, what, which period, the work, the conclusion and its basis, who signs and when."""
    _, first, *_ = sheets(made(result, decisions, prepared_by="李四", date="2024-11-06"))
    told = "\n".join(map(words, first))
    lead = result.leads[0]
    fields = (
        *("被审计单位名称", result.facts.unit, "会计期间", "2024年度", "审计事项", "索引号"),
        *("审计过程记录", "权重", "最小", "最大", "舍入允许", "名称", "来源", "内容", "时间"),
        *("问题摘要", "依据", "影响", "被审计单位意见", "盖章", "编制人", "李四", "复核人"),
        *("2024-11-06", "日期", lead.message.zh, lead.basis, lead.title.zh),
    )
    assert [field for field in fields if field not in told] == []
    assert "540,000 元" in told
    assert "+54.00 万元" in told
    assert "审计发现" in told
    assert "张三 2024-11-05" in told


def test_a_cause_is_never_made_up(result, decisions):
    """Every sheet leaves it to a person."""
    for blocks in sheets(made(result, decisions))[1:]:
        assert "未判定" in "".join(map(words, blocks))


def test_an_open_lead_is_marked_a_lead_and_an_answer_is_shown(result, decisions):
    """疑点 stays 疑点; what the unit said and a proposed correction stand on its sheet."""
    texts = ["".join(map(words, blocks)) for blocks in sheets(made(result, decisions))[1:]]
    assert ["疑点（" in text for text in texts] == [False, True, True, True, True]
    assert "系填报笔误" in texts[1]
    assert "“三公”经费合计 → 82.09" in texts[2]


def test_only_confirmed_leads_get_an_evidence_sheet(result, decisions):
    """With room for the provider's opinion and seal, and nothing for the others."""
    _, *rest = sheets(made(result, decisions, evidence_sheets))
    assert len(rest) == 1
    told = "".join(map(words, rest[0]))
    for field in ("审计取证单", "证据提供单位意见", "盖章", "负责人签名", "附件"):
        assert field in told
    names = papers(result, {}, kinds=("evidence",))
    assert names == {}


def test_the_same_input_gives_the_same_bytes(result, decisions):
    """No clock and no hash order stands in a file."""
    assert papers(result, decisions) == papers(result, decisions)
    other = papers(result, decisions, date="2024-11-06")
    assert other["审计工作底稿.docx"] != papers(result, decisions)["审计工作底稿.docx"]


def test_papers_in_english_carry_no_heading_in_chinese(result, decisions):
    """Words of the document stay; those of the program are English."""
    files = papers(result, decisions, language="en")
    assert set(files) == {
        *("working_papers.docx", "evidence_sheets.docx", "register.xlsx", "register.csv")
    }
    for blocks in sheets(files["working_papers.docx"]):
        headings = of_style(blocks, "Heading1") + of_style(blocks, "Heading2")
        assert all(not any("\u4e00" <= c <= "\u9fff" for c in text) for text in headings)


def test_a_hostile_document_neither_runs_nor_fills_pages(hostile):
    """Scripts are text, control and direction marks are gone, a quote of 100 kB is cut."""
    decisions = {hostile.leads[0].fingerprint: decided("confirm", reason=HOSTILE, answer=HOSTILE)}
    for writer in (working_papers, evidence_sheets):
        parts = word_parts(made(hostile, decisions, writer, prepared_by=HOSTILE))
        told = "".join("".join(part.itertext()) for part in parts.values())
        assert "<script>" in told
        assert not set(told) & set("\u202e\u200f\x07\x00")
        assert len(told) < 20_000
        assert "12.00" in told


def test_a_result_without_leads_says_so(result):
    """The summary alone, in words."""
    (front,) = sheets(made(replace(result, leads=()), {}))
    assert "没有应列入的事项" in "".join(map(words, front))


def test_a_unit_and_a_year_that_were_not_read_leave_no_odd_words(result):
    """The index is the number alone, and the unit is said to be missing."""
    nameless = replace(result, facts=replace(result.facts, unit="", year=None))
    front, first, *_ = sheets(made(nameless, {}))
    assert "（文件未载明）" in "".join(map(words, front))
    assert of_style(first, "Heading1")[0].startswith("001　")
    assert "None" not in "".join(map(words, front + first))


def test_leads_without_a_sum_show_their_figures_and_places():
    """The first real form has leads of words: every one has its sheet and says how much is left."""
    result = audit.check(DATA / "sample.docx")
    _, *rest = sheets(made(result, {}))
    texts = ["".join(map(words, blocks)) for blocks in rest]
    assert len(texts) == len(result.leads) > 50
    for text, lead in zip(texts, result.leads, strict=True):
        assert lead.fingerprint in text
        assert lead.message.zh[:60] in text
    assert "涉及的数字" in texts[0]
    assert any("算式：" in text for text in texts)
    assert any("处原文，见原文件" in text for text in texts)
    assert any("文件中没有可引的原文" in text for text in texts)


def test_rules_parts_and_figures_told_twice_are_worded(result):
    """A bound, ≤, one fact told twice and a difference within rounding have their own verdicts."""
    one, other = make_fact("10.01", start=0), make_fact("10.02", start=20)
    rule = replace(
        passed("规则", "", ""), relation=Relation(alone=((one, Decimal(1), Decimal(2)),))
    )
    outcomes = (
        rule,
        replace(passed("其中", "", ""), relation=Relation(of(one).sum, of(other).sum, sign="≤")),
        agree("同数", stated=of(one), computed=of(other), strict=True),
        agree("舍入", stated=of(one), computed=of(other)),
    )
    first, *also = (replace(outcome, check="EXP-08") for outcome in outcomes)
    lead = replace(result.leads[0], outcome=first, also=tuple(also), explanations=())
    _, blocks = sheets(made(replace(result, leads=(lead,)), {}))
    told = "".join(map(words, blocks))
    for verdict in ("不成立", "成立", "不一致，两处应当相同", "舍入能解释", "此数应在所列区间内"):
        assert verdict in told


def test_a_quotation_names_the_file_that_it_stands_in(result):
    """Of a disclosure of several files each place has its own name and hash."""
    lead = result.leads[0]
    middle = sorted(span.start for span in lead.quotes)[1]
    end = len(result.facts.document.text)
    sources = (
        Source("in/文字.docx", "a" * 64, "docx", 0, middle),
        Source("in/报表.xlsx", "b" * 64, "xlsx", middle, end),
    )
    document = replace(result.facts.document, path="in", sources=sources)
    joined = replace(result, facts=replace(result.facts, document=document), leads=(lead,))
    _, blocks = sheets(made(joined, {}))
    told = "".join(map(words, blocks))
    assert [told.count(name) for name in ("文字.docx", "报表.xlsx")] == [1, 1]
    assert "a" * 12 in told
    assert "b" * 12 in told
