"""One defect is one lead."""

from fragments import leads_of

WHOLE = """\
三、支出决算情况说明
2023年度本年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。

基本支出\t项目支出\t600\t200\t
"""


def errors(text):
    """Return the leads of severity error."""
    return [lead for lead in leads_of(text) if lead.severity == "error" and lead.check != "FRM-01"]


def test_a_consistent_fragment_has_no_error():
    """Nothing is invented where all holds."""
    assert errors(WHOLE) == []


def test_one_wrong_figure_is_one_lead_with_its_consequences():
    """A figure that breaks a sum, a share and a chart is told once."""
    (lead,) = errors(WHOLE.replace("基本支出600.00", "基本支出660.00"))
    assert {o.check for o in (lead.outcome, *lead.also)} == {"EXP-02", "EXP-05", "XSE-01"}
    assert any("660.00" in span.quote for span in lead.quotes)


def test_two_wrong_figures_are_two_leads():
    """Defects that share no figure stay apart."""
    text = WHOLE.replace("占25%", "占52%").replace("600\t200", "660\t200")
    assert len(errors(text)) == 2


def test_two_wrong_shares_of_one_total_are_two_leads():
    """The total that other relations hold against is not blamed for both shares."""
    text = (
        WHOLE
        + """\
二、收入决算情况说明
2023年度本年收入合计800.00万元，其中：事业收入500.00万元，占65.20%；经营收入200.00万元，占25%；其他收入100.00万元，占19.80%。
"""
    )
    found = [lead for lead in errors(text) if lead.check == "INC-06"]
    assert len(found) >= 2


def test_fingerprints_survive_a_corrected_value():
    """The same matter keeps its fingerprint when the printed value changes."""
    first = errors(WHOLE.replace("占25%", "占52%"))[0]
    second = errors(WHOLE.replace("占25%", "占53%"))[0]
    assert first.fingerprint == second.fingerprint


def test_what_a_machine_recognised_is_never_more_than_a_warning():
    """A figure recognised in a picture may be misread: no error rests on it alone."""
    from audit.engine import examine
    from audit.extraction import extract
    from audit.reading.assemble import Prose, assemble

    lines = WHOLE.replace("基本支出600.00", "基本支出660.00").splitlines()[:2]
    for unsure, severity in ((False, "error"), (True, "warning")):
        segments = [Prose(line, (), unsure) for line in lines]
        facts = extract(assemble("scan.pdf", b"", "pdf", segments))
        lead = next(lead for lead in examine(facts).leads if lead.check == "EXP-02")
        assert lead.severity == severity
        assert {fact.confidence for fact in lead.facts} == {"low" if unsure else "high"}
