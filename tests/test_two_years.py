"""`audit check --previous`, `--peers`: what the command says, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from disclosures import HOSTILE
from fragments import facts_of
from lxml import html

import audit
from audit import cli
from audit.checks.last_year import _derived
from audit.commands.beside import Beside
from audit.engine import examine
from audit.facts import same_subject
from audit.model import YUAN
from audit.report.unit import report_html
from audit.views.citations import _file
from audit.views.evidence import sheet, sheet_html
from audit.years import with_previous

FOLDER = Path(__file__).parent / "provinces"
PROVINCES = sorted(file.stem for file in FOLDER.iterdir())

LAST = """\
某县测试局2022年度单位决算
第二部分 2022年度单位决算情况说明
一、收入支出决算总体情况说明
2022年度收、支总计均为90.00万元。
二、收入决算情况说明
2022年度本年收入合计90.00万元，其中：一般公共预算财政拨款收入90.00万元，占100%。
三、支出决算情况说明
2022年度本年支出合计90.00万元，其中：基本支出70.00万元，占77.78%；项目支出20.00万元，占22.22%。
"""
THIS = """\
某县测试局2023年度单位决算
第二部分 2023年度单位决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为100.00万元。与2022年度相比，收、支总计各增加10.00万元，增长11.11%。
二、收入决算情况说明
2023年度本年收入合计100.00万元，其中：一般公共预算财政拨款收入100.00万元，占100%。
三、支出决算情况说明
2023年度本年支出合计100.00万元，其中：基本支出80.00万元，占80%；项目支出20.00万元，占20%。
"""
OTHER = THIS.replace("总计各增加10.00万元，增长11.11%", "总计各增加30.00万元，增长42.86%")


def write(path, text):
    """Write a file, its folders too, and return its path as a person would type it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


@pytest.fixture
def pair(tmp_path):
    """Return this year's file, whose change does not lead to last year's figure, and last's."""
    return write(tmp_path / "this.txt", OTHER), write(tmp_path / "last.txt", LAST)


def test_a_folder_of_a_year_is_shown_with_its_unit():
    """A page shows a file's name and no whole path; a year alone would say nothing."""
    assert [_file(p) for p in ("/a/b/last.txt", "/a/甲局/2022")] == ["last.txt", "甲局/2022"]


def check(*words):
    """Run `audit check` in the edition that asks for no section or table."""
    return cli.main(["check", "--edition", "generic", *words])


def document(capsys):
    """Return the only document of the JSON that was written."""
    (found,) = json.loads(capsys.readouterr().out)["documents"]
    return found


def test_help_has_an_example(capsys):
    """`audit check --help` shows how two years and many units are checked."""
    with pytest.raises(SystemExit):
        cli.main(["check", "--help"])
    told = capsys.readouterr().out
    assert "audit check 2024.docx --previous 2023.docx" in told
    assert "--peers" in told


def test_a_lead_shows_both_years(pair, capsys):
    """The text names file, unit and year of the other document beside the words."""
    this, last = pair
    assert check(this, "--previous", last) == 1
    told = capsys.readouterr()
    assert f"上年文件: 某县测试局 2022 ({last})" in told.out
    assert "[矛盾] ANA-03" in told.out
    assert "100.00 − 30.00 = 70.00 万元，上年公开 90.00 万元" in told.out
    assert re.search(
        r"另一文件: 某县测试局 2022 \(last\.txt\) .*「2022年度收、支总计均为90", told.out
    )
    assert not told.err


def test_two_years_that_join_up(tmp_path, capsys):
    """An honest pair gives no lead of the two years and exit code 0."""
    this, last = write(tmp_path / "a.txt", THIS), write(tmp_path / "b.txt", LAST)
    assert check(this, "--previous", last, "--format", "json") == 0
    found = document(capsys)
    assert found["previous"]["year"] == 2022
    proved = [o for o in found["outcomes"] if o["check"] == "ANA-03"]
    assert [o["status"] for o in proved] == ["exact"]
    assert proved[0]["elsewhere"][0]["year"] == 2022


def test_json_tells_the_documents_apart(pair, capsys):
    """Fact ids are this document's alone; places of the other one carry its file and year."""
    this, last = pair
    check(this, "--previous", last, "--format", "json")
    found = document(capsys)
    ids = {fact["id"] for fact in found["facts"]}
    (lead,) = [lead for lead in found["leads"] if lead["check"] == "ANA-03"]
    assert set(lead["facts"]) <= ids
    assert all(set(outcome["facts"]) <= ids for outcome in found["outcomes"])
    (place,) = lead["elsewhere"]
    assert (place["path"], place["unit"], place["year"]) == (last, "某县测试局", 2022)
    span = place["span"]
    assert audit.read(last).text[span["start"] : span["end"]] == "90.00"
    assert all("2022年度收、支总计均为90" not in quote for quote in lead["quotes"])


def test_without_the_option_nothing_changes(pair, capsys):
    """One document alone: no lead, the two-year checks say what is missing."""
    assert check(pair[0], "--format", "json") == 0
    found = document(capsys)
    assert found["previous"] is None
    skipped = [o for o in found["outcomes"] if "没有提供上一年度的决算公开" in o["message"]]
    assert {o["check"] for o in skipped} == {"ANA-03", "ANA-04", "INC-08"}
    assert {o["status"] for o in skipped} == {"not_applicable"}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("某县测试局", "某县审计局", "是“某县审计局”的，不是“某县测试局”的"),
        ("2022年", "2021年", "是2021年度的，应为2022年度"),
    ],
)
def test_last_year_of_another_unit_or_year(pair, tmp_path, capsys, old, new, why):
    """It is refused in a sentence, exit code 2; this year's document is still checked."""
    wrong = write(tmp_path / "wrong.txt", LAST.replace(old, new))
    assert check(pair[0], "--previous", wrong) == 2
    told = capsys.readouterr()
    assert why in told.err
    assert "跨年度检查未做" in told.err
    assert "ANA-03" not in told.out
    assert "某县测试局 2023" in told.out


@pytest.mark.parametrize("name", ["none.docx", "empty.pdf"])
def test_last_year_that_cannot_be_read(pair, tmp_path, capsys, name):
    """A file that is missing or broken is named; exit code 2; this year's is still checked."""
    if name == "empty.pdf":
        (tmp_path / name).write_bytes(b"")
    assert check(pair[0], "--previous", str(tmp_path / name), "--format", "json") == 2
    told = capsys.readouterr()
    assert name in told.err
    (found,) = json.loads(told.out)["documents"]
    assert found["status"] == "checked"
    assert any("上一年度的决算公开读不了" in o["message"] for o in found["outcomes"])


def test_folders_are_paired_by_unit_and_year(tmp_path, capsys):
    """One folder of all years: each year is paired with the one before it, of its own unit."""
    top = tmp_path / "units"
    for unit in ("甲县测试局", "乙县测试局"):
        for year, text in (("2022", LAST), ("2023", THIS if unit[0] == "甲" else OTHER)):
            write(top / unit / year / "决算.txt", text.replace("某县测试局", unit))
    assert check(str(top), "--previous", str(top), "--format", "json") == 1
    told = capsys.readouterr()
    found = {(d["unit"], d["year"]): d for d in json.loads(told.out)["documents"]}
    compared = {key: d["previous"] and d["previous"]["year"] for key, d in found.items()}
    assert compared == {
        ("甲县测试局", 2022): None,
        ("甲县测试局", 2023): 2022,
        ("乙县测试局", 2022): None,
        ("乙县测试局", 2023): 2022,
    }
    leads = {key for key, d in found.items() if any(o["check"] == "ANA-03" for o in d["leads"])}
    assert leads == {("乙县测试局", 2023)}
    first = found["甲县测试局", 2022]
    assert any("没有“甲县测试局”2021年度的决算公开" in o["message"] for o in first["outcomes"])
    assert not told.err


def test_many_disclosures_of_last_year_are_read_again(tmp_path, capsys, monkeypatch):
    """Of many units only a few stay in memory; the others are read when their turn comes."""
    monkeypatch.setattr("audit.commands.beside._KEPT", 1)
    test_folders_are_paired_by_unit_and_year(tmp_path, capsys)


def test_peers_of_another_year_are_left_out(tmp_path, capsys):
    """Only other units of the same year are peers; an unreadable one is named, exit code 2."""
    this = write(tmp_path / "this.txt", THIS)
    peers = tmp_path / "peers"
    write(peers / "a.txt", THIS.replace("某县测试局", "某县审计局"))
    write(peers / "b.txt", LAST.replace("某县测试局", "某县统计局"))
    write(peers / "c.txt", THIS)
    assert check(this, "--peers", str(peers), "--format", "json") == 0
    assert document(capsys)["peers"] == 1
    write(peers / "d.txt", "没有数字")
    assert check(this, "--peers", str(peers)) == 2
    told = capsys.readouterr()
    assert "d.txt" in told.err
    assert "对照单位 1 个" in told.out


def test_a_department_among_its_units(tmp_path, capsys):
    """A folder with a department and its units: the one that has not published is named."""
    listed = (
        "二、单位构成\n纳入编制范围的单位包括：\n1.某县测试局（本级）\n2.某县测试站\n3.某县测试所\n"
    )
    whole = THIS.replace("第二部分", f"{listed}第二部分")
    write(tmp_path / "a.txt", whole)
    write(tmp_path / "b.txt", THIS.replace("某县测试局", "某县测试局（本级）"))
    write(tmp_path / "c.txt", THIS.replace("某县测试局", "某县测试站"))
    assert check(str(tmp_path), "--peers", str(tmp_path), "--format", "json") == 0
    found = {d["unit"]: d for d in json.loads(capsys.readouterr().out)["documents"]}
    (lead,) = [lead for lead in found["某县测试局"]["leads"] if lead["check"] == "ANA-11"]
    assert lead["quotes"] == ["某县测试所"]
    skipped = [o for o in found["某县测试局"]["outcomes"] if o["check"] == "ANA-10"]
    assert "缺 某县测试所" in skipped[0]["message"]


def test_from_python(pair):
    """`audit.check(previous=, peers=)` takes paths, documents and what was read already."""
    this, last = pair
    checks = {lead.check for lead in audit.check(this, previous=last, edition="generic").leads}
    assert "ANA-03" in checks
    facts = audit.read_facts(last)
    result = audit.check(this, previous=facts, peers=[this, last], edition="generic")
    assert result.facts.previous is not None
    assert result.facts.previous.document is facts.document
    assert result.facts.peers == ()
    with pytest.raises(audit.UnreadableDocument):
        audit.check(this, previous="none.txt")


def test_html_shows_the_other_document_and_escapes_it(tmp_path):
    """The sheet quotes both documents; nothing that last year's says becomes markup."""
    this = write(tmp_path / "this.txt", OTHER)
    last = write(tmp_path / "last.txt", LAST.replace("均为90.00万元", f"均为90.00万元{HOSTILE}"))
    result = audit.check(this, previous=last, edition="generic")
    (lead,) = [lead for lead in result.leads if lead.check == "ANA-03"]
    shown = str(sheet_html(sheet(lead, result.facts.document)))
    page = html.fragment_fromstring(shown)
    (place,) = page.xpath("//blockquote[@class='elsewhere']")
    assert "某县测试局 2022 (last.txt)" in place.xpath("string(cite)")
    assert "2022年度收、支总计均为90.00万元" in place.xpath("string(q)")
    assert not page.xpath("//script | //img | //*[@onerror]")
    assert "另一文件" in report_html(result, this)


def year_before(text):
    """Return the disclosure of the year before: figures that this year's changes lead back to.

    Each figure with a change gives way to figure − change, wherever it is printed; what was
    left is what this year begins with.
    """
    facts = facts_of(text, "auto")
    wanted = {}
    for prior in _derived(facts):
        for fact in facts.find(prior.about.concept, scope=prior.about.scope):
            if same_subject(fact, prior.about):
                wanted[fact.span.start] = fact, prior.quantity.number / YUAN[fact.uom]
    for opening in facts.find("opening_carryover"):
        for closing in facts.find("closing_carryover", scope=opening.scope):
            wanted[closing.span.start] = closing, opening.number / YUAN[closing.uom]
    for start in sorted(wanted, reverse=True):
        fact, number = wanted[start]
        text = text[:start] + f"{number:.{fact.decimals}f}" + text[fact.span.end :]
    return text.replace("2022年", "2021年").replace("2023年", "2022年"), len(wanted)


@pytest.mark.parametrize("province", PROVINCES)
def test_an_honest_pair_in_any_provinces_words(province):
    """No lead of the two years, and most figures with a change are compared at all."""
    text = (FOLDER / f"{province}.txt").read_text("utf-8")
    last, changed = year_before(text)
    facts = with_previous(facts_of(text, "auto"), facts_of(last, "auto"))
    assert facts.previous is not None
    result = examine(facts)
    found = [o for o in result.outcomes if o.check in {"ANA-03", "ANA-04", "INC-08"}]
    assert not [o for o in found if o.status in ("inconsistent", "missing", "unlikely_rounding")]
    agreed = [o for o in found if o.check == "ANA-03" and o.status in ("exact", "rounding")]
    assert changed
    assert len(agreed) >= 3


@pytest.mark.parametrize("province", PROVINCES)
def test_last_year_as_a_copy_of_this_year_is_noticed(province):
    """A figure with a change cannot have been the same the year before."""
    text = (FOLDER / f"{province}.txt").read_text("utf-8")
    last = text.replace("2022年", "2021年").replace("2023年", "2022年")
    result = examine(with_previous(facts_of(text, "auto"), facts_of(last, "auto")))
    assert [o for o in result.outcomes if o.check == "ANA-03" and o.status == "inconsistent"]


def test_nothing_is_read_without_the_options():
    """A plain check prepares nothing."""
    assert Beside(None, [], "auto").close()
