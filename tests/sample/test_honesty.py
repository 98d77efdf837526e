"""An invented disclosure is honest: nothing is called wrong, nearly all of it is read."""

import re
import sys
from collections import Counter
from decimal import Decimal

import pytest

import audit
from audit import sample
from audit.engine import examine
from audit.extraction import extract
from audit.reading.text import read_text
from audit.sample.wording import Numbers

SEEDS = range(14)
CASES = [(seed, edition) for seed in SEEDS for edition in sample.EDITIONS]
_FAILED = ("error", "warning")
SECTIONS = (
    "totals", "revenue", "expenditure", "fiscal_totals", "gpb_overall", "gpb_structure",
    "gpb_items", "basic", "three_public", "government_funds",
    "state_capital", "operating", "procurement", "assets",
)  # fmt: skip


def result_of(text, edition="auto"):
    """Return what the checks say of a text."""
    return examine(extract(read_text(text.encode(), "made.txt"), edition))


def alarms(result):
    """Return the errors and warnings of a result."""
    return [(one.check, one.message.zh) for one in result.leads if one.severity in _FAILED]


@pytest.mark.parametrize(("seed", "edition"), CASES)
def test_an_honest_disclosure_gives_no_alarm(seed, edition):
    """No error and no warning; the edition is recognised; 95 of 100 numbers are read."""
    result = result_of(sample.render_text(sample.unit(seed, edition=edition)))
    assert alarms(result) == []
    assert not [one for one in result.outcomes if one.status == "error"]
    assert result.facts.edition.name == edition
    found = result.coverage
    assert found.numbers - len(found.unread) >= found.numbers * Decimal("0.95")


@pytest.mark.parametrize("seed", [1, 8])
def test_a_large_disclosure_gives_no_alarm(seed):
    """Ten times as many items and forms are as consistent as one."""
    text = sample.render_text(sample.unit(seed, edition="sichuan-2023", size=10))
    assert alarms(result_of(text)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wrong_figure_is_noticed(seed):
    """A total of expenditure that is ten too high contradicts its parts."""
    unit = sample.unit(seed, edition="sichuan-2023")
    text = sample.render_text(unit)
    found = re.search(r"支出合计([\d,]+\.?\d*) ?万元[，。]", text)  # in section three
    number = Decimal(found[1].replace(",", ""))
    wrong = text[: found.start(1)] + f"{number + 10:.2f}" + text[found.end(1) :]
    assert [check for check, _ in alarms(result_of(wrong)) if check[:3] in {"EXP", "XSE", "ANA"}]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_printed_change_is_that_of_the_two_years(seed):
    """The total that the year before prints is the base of the change that this one prints."""
    unit = sample.unit(seed, edition="national-2024")
    now, last = (result_of(sample.render_text(one)).facts for one in (unit, unit.before()))
    names = ("grand_total", "total_revenue")
    change = next(filter(None, (_all_funds(now, name, "change") for name in names)))
    totals = [
        next(filter(None, (_all_funds(facts, name, "actual") for name in names)))
        for facts in (now, last)
    ]
    gap = totals[0] - totals[1]
    assert abs(gap - change) <= 150  # three figures rounded to 万元: 50 yuan each at most


def _all_funds(facts, concept, measure):
    found = facts.first(concept, measure=measure, scope="all_funds")
    return found and found.number


def test_sections_are_worded_in_several_ways():
    """Of sixty units no section reads alike but for names and figures."""
    forms = {slot: set() for slot in SECTIONS}
    for seed in range(60):
        unit = sample.unit(seed)
        facts = result_of(sample.render_text(unit)).facts
        for slot in SECTIONS:
            told = facts.section_text(slot).replace(unit.name, "甲")
            forms[slot].add(re.sub(r"[\d,.]+", "0", told)[:120])
    assert {slot: len(found) for slot, found in forms.items() if len(found) < 4} == {}


# --- formats ------------------------------------------------------------------------


def told(facts, parts):
    """Return every figure and word that was read from some parts of a document."""
    return Counter(
        (one.concept, one.measure, one.scope, str(one.number), one.span.part)
        for one in facts
        if one.span.part in parts and one.value is not None
    )


@pytest.mark.parametrize("edition", sample.EDITIONS)
@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_every_format_says_the_same(kind, edition, tmp_path):
    """Text, Word, PDF and workbook of one seed give the same figures and no alarm."""
    if (kind, edition) == ("xlsx", "generic"):
        pytest.skip("this edition prints no tables")
    unit = sample.unit(4, edition=edition)
    if kind == "pdf":
        pytest.importorskip("reportlab", reason="reportlab is not installed")
    path = tmp_path / f"made.{kind}"
    path.write_bytes(getattr(sample, f"render_{kind}")(unit))
    result = audit.check(path, edition=edition) if kind == "xlsx" else audit.check(path)
    parts = {"xlsx": ("table",), "pdf": ("narrative", "table", "form")}
    wanted = parts.get(kind, ("narrative", "table", "form", "chart"))
    assert alarms(result) == []
    text = result_of(sample.render_text(unit)).facts
    assert told(result.facts, wanted) == told(text, wanted) != Counter()


def test_one_process_may_write_several_pdfs():
    """The second PDF has its own letters, and the same seed the same bytes."""
    pytest.importorskip("reportlab", reason="reportlab is not installed")
    units = [sample.unit(seed, edition="generic") for seed in (1, 2, 1)]
    first, other, again = map(sample.render_pdf, units)
    assert first == again != other
    assert first.startswith(b"%PDF")


def test_a_workbook_of_an_edition_without_tables_is_refused():
    """Nothing to put on a sheet is a mistake of the caller."""
    with pytest.raises(ValueError, match="没有报表"):
        sample.render_xlsx(sample.unit(1, edition="generic"))


def test_without_reportlab_the_sentence_says_what_to_do(monkeypatch):
    """The extra is named, instead of a traceback."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "reportlab"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "reportlab", None)
    monkeypatch.delitem(sys.modules, "audit.sample.pdf", raising=False)
    with pytest.raises(audit.AuditError, match="reportlab"):
        sample.render_pdf(sample.unit(1))


@pytest.mark.parametrize(
    ("fen", "plain", "with_commas"),
    [(0, "0.00", "0.00"), (4999, "0.00", "0.00"), (5000, "0.01", "0.01"),
     (123_456_789_012, "123456.79", "123,456.79")],
)  # fmt: skip
def test_amounts_are_rounded_once_from_the_fen(fen, plain, with_commas):
    """Half a cent of 万元 rounds up, as an accountant's sheet does."""
    shown = [
        Numbers(commas, 2, short=False, bare_zero=False, space=False).money(fen)
        for commas in (False, True)
    ]
    assert shown == [plain, with_commas]


def test_the_command_writes_units_by_year(tmp_path, capsys):
    """DIR/<unit>/<year>/ holds each format of each year."""
    from audit import cli

    arguments = ["sample", "--seed", "7", "--years", "2", "--format", "docx,text"]
    assert cli.main([*arguments, "--out", str(tmp_path)]) == 0
    name = sample.unit(7).name
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*"))
    assert found == [
        f"{name}/{year}/{name}{year}年度决算{ending}"
        for year in (2023, 2024)
        for ending in (".docx", ".txt")
    ]
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize("wrong", [["--format", "doc"], ["--years", "0"], ["--edition", "x"]])
def test_the_command_refuses_what_it_cannot_write(wrong, tmp_path, capsys):
    """A usage error is told in one sentence, exit code 2."""
    from audit import cli

    with pytest.raises(SystemExit) as stop:
        cli.main(["sample", *wrong, "--out", str(tmp_path)])
    assert stop.value.code == 2
    assert wrong[1] in capsys.readouterr().err
