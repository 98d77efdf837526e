import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from paper_files import HOSTILE, decided
from records import make_fact

from audit.compare import of, passed
from audit.model import Relation
from audit.papers.matter import engagement, matters
from audit.papers.register import COLUMNS, heading, register_csv
from audit.papers.workbook import workbook

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SHEETS = ("汇总", "疑点与发现清单", "计算表")
RESULTS = ("差额（所列－重算）", "舍入允许", "结论")


def made(result, decisions):
    """Return the workbook's bytes."""
    known = {lead.fingerprint for lead in result.leads}
    gone = {key: one for key, one in decisions.items() if key not in known}
    return workbook(engagement(result), matters(result, decisions), gone)


def opened(content, *, values=True):
    """Return the workbook as a reader sees it: values or formulas."""
    return load_workbook(io.BytesIO(content), data_only=values)


def followed(sheet):
    """Return what follows from each sum by the index of its block: a dict of labels."""
    found = {}
    for index, label, *_, value in sheet.iter_rows(2, max_col=5, values_only=True):
        if label in RESULTS:
            found.setdefault(index, {})[label] = value
    return found


def compared(result, decisions, sheet):
    """Assert that the sheet's residuals and allowances are those of the outcomes."""
    redone = followed(sheet)
    sums = 0
    for matter in matters(result, decisions):
        for number, found in enumerate(matter.calculations, 1):
            told = redone[matter.index + (f"/{number}" if number > 1 else "")]
            outcome = found.outcome
            if outcome.residual is None or found.relation.sign != "=":
                continue
            residual, allowance, verdict = (told[label] for label in RESULTS)
            assert Decimal(repr(residual)) == outcome.residual
            assert Decimal(repr(allowance)) == outcome.allowance
            assert verdict.startswith("不一致" if outcome.status == "inconsistent" else "")
            sums += 1
    return sums


def without_values(content):
    """Return the workbook with every formula's stored value taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return buffer.getvalue()


def test_every_sum_has_its_value_without_being_calculated(result, decisions):
    """A viewer that does not calculate shows the residual of the lead."""
    assert compared(result, decisions, opened(made(result, decisions))["计算表"]) >= 8


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
def test_a_spreadsheet_program_works_out_the_same(result, decisions, tmp_path):
    """With the stored values taken out, LibreOffice calculates our residuals and verdicts."""
    path = tmp_path / "redo.xlsx"
    content = made(result, decisions)
    path.write_bytes(without_values(content))
    profile = (tmp_path / "profile").as_uri()
    command = [SOFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", path], check=True, capture_output=True, timeout=120
    )
    redone = opened((tmp_path / "out" / "redo.xlsx").read_bytes())
    stored = opened(content)
    assert set(followed(opened(path.read_bytes())["计算表"])["2024-001"].values()) == {None}
    assert compared(result, decisions, redone["计算表"]) >= 8
    for name in SHEETS:
        for row in stored[name].iter_rows():
            for cell in row:
                other = redone[name][cell.coordinate].value
                if isinstance(cell.value, int | float):
                    assert other == pytest.approx(cell.value, rel=1e-9, abs=1e-9), cell.coordinate
                elif cell.value:
                    assert other == cell.value, (name, cell.coordinate)


def test_what_follows_is_a_formula_and_figures_are_numbers(result, decisions):
    """Ranges, sums, residual, allowance, verdict can be traced; figures print their decimals."""
    sheet = opened(made(result, decisions), values=False)["计算表"]
    rows = [row for row in sheet.iter_rows(2, max_col=10) if row[1].value in ("所列", "重算")]
    assert len(rows) > 20
    for row in rows:
        assert isinstance(row[4].value, int | float)
        assert row[7].value.startswith(f"=E{row[4].row}-")
        assert row[8].value.startswith(f"=E{row[4].row}+")
    assert rows[0][4].value == 471.89
    assert rows[0][4].number_format == "#,##0.00"
    verdicts = [row for row in sheet.iter_rows(2, max_col=5) if row[1].value in RESULTS]
    assert all(str(row[4].value).startswith("=") for row in verdicts)


def test_the_register_lists_every_lead_and_takes_its_numbers_from_the_sums(result, decisions):
    """Dismissed leads stand in it with their reason."""
    book = opened(made(result, decisions))
    head, *rows = book["疑点与发现清单"].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["指纹"] for row in told] == [lead.fingerprint for lead in result.leads]
    assert [row["性质"] for row in told] == [
        *("审计发现", "已排除", "疑点（单位已说明）", "疑点", "疑点", "疑点")
    ]
    assert told[1]["理由"] == "口径不同，不成立"
    assert (told[0]["所列"], told[0]["重算"], told[0]["差额"]) == (471.89, 417.89, 54)
    assert told[0]["影响（元）"] == 540_000
    formulas = opened(made(result, decisions), values=False)["疑点与发现清单"]
    assert formulas.cell(2, head.index("差额") + 1).value.startswith("='计算表'!")


def test_the_summary_counts_by_formula(result, decisions):
    """疑点, 审计发现, 已排除 and their amounts, and decisions on leads that are gone."""
    gone = {"0000feed0000feed": decided("dismiss", reason="上次的")}
    rows = list(opened(made(result, {**decisions, **gone}))["汇总"].iter_rows(values_only=True))
    told = {row[0]: row for row in rows if row[0]}
    assert told["审计发现"][1:3] == (1, 540_000)
    assert (told["疑点"][1], told["合计"][1]) == (3, 6)
    assert told["0000feed0000feed"][1] == "上次的"


def test_sheets_are_set_up_for_paper(result, decisions):
    """A4 across, as wide as a page, head rows frozen and repeated."""
    book = opened(made(result, decisions), values=False)
    assert tuple(book.sheetnames) == SHEETS
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToHeight == 0
    for name in SHEETS[1:]:
        assert book[name].freeze_panes in ("A2", "B2")
        assert book[name].print_title_rows == "$1:$1"


def test_a_hostile_document_gives_texts_only(hostile):
    """Words that a spreadsheet would run are led by an apostrophe and typed as texts."""
    decisions = {hostile.leads[0].fingerprint: decided("confirm", reason=HOSTILE, name="@x")}
    decisions["=gone"] = decided("dismiss", reason="-2+3")
    content = made(hostile, decisions)
    texts = 0
    for sheet in opened(content, values=False):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and "HYPERLINK" in cell.value:
                assert cell.data_type == "s"
                assert not cell.value.startswith(tuple("=+-@\t\r"))
                texts += 1
            assert not (cell.data_type == "f" and "http" in str(cell.value))
            assert not set(str(cell.value)) & set("\u202e\u200f\x07")
            assert len(str(cell.value)) < 3000
    assert texts > 5
    assert followed(opened(content)["计算表"])["2023-001"]["差额（所列－重算）"] == 5
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in parts if "external" in name or "_rels/sheet" in name]


def test_leads_without_sums_leave_a_sentence_in_the_calculation_sheet(result):
    """A sheet is never empty without a word."""
    words_only = [lead for lead in result.leads if lead.outcome.relation is None]
    book = opened(made(replace(result, leads=tuple(words_only)), {}))
    assert book["计算表"]["A2"].value == "没有应列入的事项。"
    assert opened(made(replace(result, leads=()), {}))["疑点与发现清单"].max_row == 1


def test_the_csv_opens_in_a_spreadsheet_and_runs_nothing(result, hostile, decisions):
    """A byte order mark, a row a lead, numbers as numbers, formulas led by an apostrophe."""
    text = register_csv(matters(result, decisions), "zh")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert list(rows[0]) == [heading(name, "zh") for name in COLUMNS]
    assert [row["指纹"] for row in rows] == [lead.fingerprint for lead in result.leads]
    assert rows[4]["差额"] == "0.90"
    bad = {hostile.leads[0].fingerprint: decided("dismiss", reason="=1+1", name="\t-1")}
    (row,) = csv.DictReader(io.StringIO(register_csv(matters(hostile, bad), "zh")[1:]))
    assert row["理由"] == "'=1+1"
    assert not [v for v in row.values() if v.startswith(tuple("=+-@\t\r")) and not v[1:2].isdigit()]


def test_a_rule_that_is_no_sum_and_a_part_of_a_whole_have_live_verdicts(result):
    """Bounds of a figure, and ≤, are worked out in the sheet as well."""
    score, most = make_fact("10", "分", start=0), make_fact("5.00", start=30)
    part = make_fact("7.00", start=20)
    rule = Relation(alone=((score, Decimal(0), Decimal("1E+20")),))
    share = Relation(of(part).sum, of(most).sum, sign="≤")
    lead = result.leads[0]
    outcomes = [replace(passed("规则", "", ""), check="PRJ-13", relation=r) for r in (rule, share)]
    leads = (replace(lead, outcome=outcomes[0], also=(outcomes[1],)),)
    sheet = opened(made(replace(result, leads=leads), {}))["计算表"]
    told = followed(sheet)
    assert told["2024-001"] == {"结论": "成立"}
    assert told["2024-001/2"] == {"结论": "不成立"}
    formulas = opened(made(replace(result, leads=leads), {}), values=False)["计算表"]
    assert formulas["E4"].value == '=IF(AND(E3>=H3),"成立","不成立")'
