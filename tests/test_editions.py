import re
from decimal import Decimal
from pathlib import Path

import pytest
from fragments import facts_of

from audit import editions
from audit.engine import examine
from audit.errors import UnknownEdition

ALL = editions.names()


def test_the_editions_are_the_files_there_are():
    """Each TOML file is an edition, listed by name."""
    assert "generic" in ALL
    assert "sichuan-2023" in ALL
    assert list(ALL) == sorted(ALL)


def test_an_unknown_edition_names_those_there_are():
    """The sentence helps to correct a typing mistake."""
    with pytest.raises(UnknownEdition, match=r"sichuan2023.*generic.*sichuan-2023"):
        editions.load("sichuan2023")


@pytest.mark.parametrize("name", ALL)
def test_every_pattern_of_an_edition_compiles(name):
    """Section titles and marks of recognition are regular expressions."""
    edition = editions.load(name)
    patterns = [p for found in edition.sections.values() for p in found]
    for pattern in (*patterns, *edition.recognise):
        assert re.compile(pattern)


@pytest.mark.parametrize("name", ALL)
def test_required_sections_have_titles(name):
    """A section that must be there can be found by a title."""
    edition = editions.load(name)
    assert set(edition.required_sections) <= set(edition.sections)


@pytest.mark.parametrize("name", ALL)
def test_score_rules_are_whole(name):
    """Every grade of a scale has a band, bands lie between 0 and 1, labels fall."""
    scoring = editions.load(name).scoring
    assert all(0 <= low < high <= 1 for low, high in scoring.grades.values())
    assert set(scoring.labels) <= set(scoring.grades)
    lowest = [scoring.labels[grade] for grade in ("优", "良", "中", "差")]
    assert lowest == sorted(lowest, reverse=True)


@pytest.mark.parametrize("name", ALL)
def test_thresholds_are_exact_numbers(name):
    """A threshold is a Decimal made from text, never a float."""
    thresholds = editions.load(name).thresholds
    assert thresholds
    assert all(isinstance(value, Decimal) for value in thresholds.values())


def test_an_edition_takes_over_what_it_does_not_say():
    """Sichuan 2023 names its 13 tables and keeps the generic sections and thresholds."""
    sichuan, generic = editions.load("sichuan-2023"), editions.load("generic")
    assert len(sichuan.tables) == 13
    assert generic.tables == ()
    assert set(generic.sections) <= set(sichuan.sections)
    assert set(generic.thresholds) <= set(sichuan.thresholds)


@pytest.mark.parametrize("name", ALL)
def test_required_tables_have_titles(name):
    """A table that must be there can be found by a title."""
    edition = editions.load(name)
    assert set(edition.tables) <= set(edition.titles)


GUIDE = Path(__file__).resolve().parents[1] / "docs" / "editions.md"
PROVINCE = """
示例省省级部门决算公开统一格式
七、财政拨款“三公”经费、会议费、培训费支出决算情况说明
“三公”经费支出决算为3.00万元，其中：因公出国（境）费决算0.00万元；公务用车购置及运行维护费决算2.00万元；公务接待费决算1.00万元。
财政拨款三公经费、会议费和培训费支出决算情况表
单位：万元
项目 | 预算数 | 决算数
合计 | 4.00 | 3.00
因公出国（境）费 | 0.00 | 0.00
公务用车购置及运行维护费 | 2.50 | 2.00
公务接待费 | 1.50 | 0.90
"""


@pytest.fixture
def province(tmp_path):
    """Return the path of the edition that the guide shows, as a file of one's own."""
    (shown,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    file = tmp_path / "province.toml"
    file.write_text(shown, "utf-8")
    return str(file)


def test_the_edition_of_the_guide_reads_its_sample(province):
    """A TOML file of one's own names the section and the table; a wrong cell is told."""
    facts = facts_of(PROVINCE, province)
    assert facts.edition.thresholds["hospitality_yuan_per_guest"] == 130
    assert facts.section("three_public") is not None
    assert facts.table("three_public") is not None
    told = {o.check for o in examine(facts).outcomes if o.status == "inconsistent"}
    assert {"TPE-01", "XSE-03"} <= told


def test_marks_choose_an_edition():
    """公开01表 alone means the national edition; a province's own mark goes before it."""
    marks = "公开01表 公开04表 公开07表 公开09表"
    assert facts_of(marks, "auto").edition.name == "national-2024"
    shanghai = f"{marks} 政府采购金额（以合同签订为准）为1.00万元。"
    assert facts_of(shanghai, "auto").edition.name == "shanghai-2024"


def test_the_guide_names_every_edition():
    """The table of the guide lists the editions that there are."""
    text = GUIDE.read_text("utf-8")
    assert all(f"`{name}`" in text for name in ALL)


def test_a_broken_file_is_one_sentence(tmp_path):
    """A file that is no TOML, or lacks a title, is told with where to look."""
    file = tmp_path / "odd.toml"
    for text in ("title = [", "[sections]"):
        file.write_text(text, "utf-8")
        with pytest.raises(UnknownEdition, match=r"odd\.toml 读不出"):
            editions.load(str(file))
    with pytest.raises(UnknownEdition, match=r"none\.toml 读不出"):
        editions.load(str(tmp_path / "none.toml"))


SCORED = """
title = "某省"
extends = "generic"
[scoring]
{scoring}
"""


def test_an_edition_may_score_by_brackets(tmp_path):
    """Rates and shares are read as decimals, highest first; the rules of caps are named."""
    file = tmp_path / "scored.toml"
    rules = (
        'execution = "brackets"\ncap_rule = "ratio"\n[scoring.brackets]\n"60" = "0.5"\n"90.5" = 1'
    )
    file.write_text(SCORED.format(scoring=rules), "utf-8")
    scoring = editions.load(str(file)).scoring
    assert scoring.brackets == ((Decimal("90.5"), Decimal(1)), (Decimal(60), Decimal("0.5")))
    assert (scoring.cap_rule, scoring.equal_rule) == ("ratio", "either")


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ('execution = "steps"', "execution"),
        ('cap_rule = "none"', "cap_rule"),
        ('execution = "brackets"', "brackets"),
        ('[scoring.brackets]\n"90" = "0.5"\n"60" = "0.8"', "不得越低"),
        ('[scoring.brackets]\n"90" = "1.5"', "0 与 1 之间"),
        ('[scoring.brackets]\n"ninety" = "1"', "不是数字"),
    ],
)
def test_score_rules_that_make_no_sense_are_one_sentence(rules, told, tmp_path):
    """A rule that there is not, or brackets that fall, are told with where to look."""
    file = tmp_path / "odd.toml"
    file.write_text(SCORED.format(scoring=rules), "utf-8")
    with pytest.raises(UnknownEdition, match=told):
        editions.load(str(file))
