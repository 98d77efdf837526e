from dataclasses import replace

import pytest
from paper_files import DATA, HOSTILE, decided
from records import make_fact, make_facts, make_span

import audit
from audit.compare import add, agree, of
from audit.engine import Counts, Result
from audit.leads import make_leads
from audit.model import Coverage


@pytest.fixture(scope="session")
def result():
    """Return what the checks say of the sample with tables, whose leads are sums."""
    return audit.check(DATA / "sample_nine.docx")


@pytest.fixture(scope="session")
def decisions(result):
    """Return decisions on the first leads: confirmed, dismissed, explained, corrected, open."""
    made = (
        decided("confirm"),
        decided("dismiss", reason="口径不同，不成立"),
        decided("explain", reason="", answer="系填报笔误"),
        decided("correct", correction={"“三公”经费合计": "82.09"}),
    )
    return {lead.fingerprint: one for lead, one in zip(result.leads, made, strict=False)}


@pytest.fixture(scope="session")
def hostile():
    """Return a result whose every word is hostile, with a lead that a sum tells."""
    text = HOSTILE * 2000 + "12.00"  # more than 100 kB
    at = len(text) - 5
    span = replace(make_span(at, "12.00"), section=HOSTILE, quote=text)
    total = make_fact("12.00", start=at, label=HOSTILE, raw=text, span=span)
    part = make_fact("7.00", start=3, label="\t=1+1", span=make_span(3, "7.00", section="@SUM(A1)"))
    outcome = agree(f"+{HOSTILE}", stated=of(total), computed=add([part]))
    outcome = replace(outcome, check="EXP-08", severity="error")
    facts = make_facts(total, part, text=text, unit=HOSTILE)
    document = replace(facts.document, path=f"{HOSTILE}.docx")
    facts = replace(facts, document=document)
    leads = make_leads(facts, [outcome])
    return Result(facts, (outcome,), leads, Coverage(2, 2, 0), Counts(0, 0, 1, 0, 0))
