"""Widgets: what a person changes is seen at once, kept, and never written into a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import ipywidgets
import pytest
from disclosures import HOSTILE, TEXT

from audit.review import read_journal
from audit.views import open_unit
from audit.views.decisions import RESULTS
from audit.views.display import Shown
from audit.views.live import LiveView
from audit.views.live.bench import Bench
from audit.views.live.controls import Controls, units_beside
from audit.views.person import notebook_file, with_person

RIGHT = TEXT.replace("97.22", "96.22")
INSTANT = 0.3  # seconds that a filter may take on the sample


@pytest.fixture(autouse=True)
def _person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(RESULTS, raising=False)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "2_expenditure.ipynb"))


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close what a test made: widgets keep themselves in a list of all."""
    yield
    ipywidgets.Widget.close_all()


def opened(tmp_path: Path, text: str = TEXT, area: str | None = None) -> LiveView:
    """Return the live view of a disclosure."""
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    view = open_unit(str(path), area=area)
    assert isinstance(view, LiveView)
    return view


# --- who is there -------------------------------------------------------------------


def test_without_a_person_there_are_no_widgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under papermill every cell shows something static that needs no kernel."""
    monkeypatch.delenv("JPY_SESSION_NAME")
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert not with_person()
    view = open_unit(str(path))
    for name in ("controls", "leads", "decision_list", "relations"):
        assert isinstance(getattr(view, name)(), Shown)
    assert not (tmp_path / ".audit").exists()


def test_papermill_inside_a_notebook_is_no_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that inherits a session's name but has injected parameters shows no widgets."""
    assert with_person()
    assert notebook_file() == Path.cwd() / "2_expenditure.ipynb"
    monkeypatch.setattr("audit.views.person.run_cells", lambda: ["", "# Parameters\nunit = 'x'"])
    assert not with_person()


# --- controls -----------------------------------------------------------------------


def test_a_filter_changes_every_table_at_once(tmp_path: Path) -> None:
    """Check and severity narrow the list of leads and the tree; reset brings all back."""
    view = opened(tmp_path)
    controls = Controls(view._desk)
    leads, tree = view.lead_list(), view.relations()
    everything = leads.value, tree.value
    controls.boxes["check"].value = "EXP-02"
    assert leads.value.count("<tr>") == 2
    assert "578.15 + 97.22" in leads.value
    assert len(tree.value) < len(everything[1])
    controls.boxes["severity"].value = "info"
    assert "<table" not in leads.value
    controls.boxes["reset"].click()
    assert (leads.value, tree.value) == everything
    assert controls.boxes["check"].value == ""


def test_filters_answer_in_time_on_the_sample(sample_docx: Path) -> None:
    """Each filter redraws all tables of the expenditure's notebook within 300 ms."""
    view = open_unit(str(sample_docx), area="expenditure")
    for name in ("head", "controls", "lead_list", "leads", "decision_list", "relations", "facts"):
        getattr(view, name)()
    desk = view._desk
    times = []
    for chosen in ({"severity": "error"}, {"severity": ""}, {"status": "exact"}, {"status": ""}):
        began = perf_counter()
        desk.choose(**chosen)
        times.append(perf_counter() - began)
    assert min(times) < INSTANT


def test_the_language_changes_the_whole_interface(tmp_path: Path) -> None:
    """Labels of controls, tables, tabs and buttons follow; quotations stay."""
    view = opened(tmp_path)
    controls, bench = Controls(view._desk), Bench(view._desk, None)
    leads = view.lead_list()
    controls.boxes["language"].value = "en"
    assert controls.boxes["severity"].description == "Severity"
    assert bench.tabs.titles == ("Lead", "The figure chosen", "What if")
    assert bench.decided.buttons["confirm"].description == "Confirm"
    assert "Severity" in leads.value
    assert "本年支出合计" in bench.reader.pane.html


def test_the_rounding_mode_reads_figures_as_cut_off(tmp_path: Path) -> None:
    """100 ÷ 3 printed as 33.34 is no cut-off share: another lead appears, and goes again."""
    view = opened(tmp_path, RIGHT)
    controls = Controls(view._desk)
    before = view.result.outcomes
    controls.boxes["rounding"].value = "truncated"
    assert view.result.outcomes != before
    assert all(fact.cut for fact in view.result.facts)
    controls.boxes["rounding"].value = "rounded"
    assert view.result.outcomes == before


def test_the_score_rule_recomputes_scores(sample_docx: Path) -> None:
    """With another rule for what exceeds a cap other scores come out, in table and chart."""
    view = open_unit(str(sample_docx), area="performance")
    controls, tree, shown = Controls(view._desk), view.relations(), view.controls()
    assert "execution" not in controls.boxes  # no brackets are known for this edition
    before = view.result.outcomes, tree.value
    controls.boxes["cap_rule"].value = "linear"
    assert view.result.facts.edition.scoring.cap_rule == "linear"
    assert view.result.outcomes != before[0]
    assert tree.value != before[1]
    controls.boxes["cap_rule"].value = ""
    assert (view.result.outcomes, tree.value) == before
    assert shown is view.controls()


def test_brackets_are_offered_where_the_edition_knows_them(tmp_path: Path) -> None:
    """An edition with brackets for the execution rate lets a person choose them."""
    own = tmp_path / "own.toml"
    own.write_text(
        'extends = "sichuan-2023"\ntitle = "试"\n[scoring.brackets]\n"95" = "1"\n"0" = "0.5"\n',
        "utf-8",
    )
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    view = open_unit(str(tmp_path / "a.txt"), edition=str(own))
    controls = Controls(view._desk)
    controls.boxes["execution"].value = "brackets"
    scoring = view.result.facts.edition.scoring
    assert (scoring.execution, scoring.execution_configured) == ("brackets", True)


def test_another_document_is_read_and_an_unreadable_one_is_told(tmp_path: Path) -> None:
    """The boxes offer the files beside; one that cannot be read leaves the view as it was."""
    (tmp_path / "b.txt").write_text(RIGHT, "utf-8")
    (tmp_path / "c.txt").write_text("", "utf-8")
    view = opened(tmp_path)
    controls, leads = Controls(view._desk), view.lead_list()
    unit = controls.boxes["unit"]
    assert [name for name, _ in unit.options] == ["a.txt", "b.txt", "c.txt"]
    assert "675.37" in leads.value
    unit.value = str(tmp_path / "b.txt")
    assert "675.37" not in leads.value
    controls.boxes["unit"].value = str(tmp_path / "c.txt")
    assert "c.txt" in controls.status.value
    assert controls.boxes["unit"].value == str(tmp_path / "b.txt")
    assert "675.37" not in leads.value


def test_an_edition_can_be_chosen(tmp_path: Path) -> None:
    """The same document is read again by another edition."""
    view = opened(tmp_path)
    Controls(view._desk).boxes["edition"].value = "national-2024"
    assert view.result.facts.edition.name == "national-2024"


def test_units_and_years_of_a_folder_are_offered(tmp_path: Path) -> None:
    """In DIR/unit/year each year of each unit can be chosen, its own first."""
    for unit, year in (("甲局", "2022"), ("甲局", "2023"), ("乙局", "2023")):
        (tmp_path / unit / year).mkdir(parents=True)
    names = [name for name, _ in units_beside(tmp_path / "甲局" / "2023")]
    assert names == ["甲局 · 2023", "乙局 · 2023", "甲局 · 2022"]


# --- what is kept -------------------------------------------------------------------


def test_choices_are_there_after_a_restart(tmp_path: Path) -> None:
    """Language, filters and rules come back with the same unit and notebook."""
    desk = opened(tmp_path)._desk
    desk.choose(check="EXP-02", undecided=True)
    desk.reckon(rounding="truncated")
    desk.speak("en")
    again = opened(tmp_path)
    assert again.language == "en"
    assert again.choice.check == "EXP-02"
    assert again.choice.undecided
    assert again.rules.rounding == "truncated"
    controls = Controls(again._desk)
    assert controls.boxes["check"].value == "EXP-02"
    assert controls.boxes["undecided"].value


def test_each_notebook_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was chosen in one notebook does not narrow another."""
    opened(tmp_path)._desk.choose(check="EXP-02")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "1_income.ipynb"))
    assert opened(tmp_path).choice.check == ""


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "{}", '{"schema": "audit-workbench/1"}', "\x00\xff", "9" * 200],
)
def test_a_corrupted_state_gives_the_defaults_and_a_note(tmp_path: Path, text: str) -> None:
    """Whatever the file holds, the notebook opens with defaults and says so."""
    desk = opened(tmp_path)._desk
    desk.choose(check="EXP-02")
    desk.store.file.write_text(text, "utf-8")
    again = opened(tmp_path)
    assert again.choice.check == ""
    assert "默认值" in Controls(again._desk).status.value


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("settings", "language", "xx"),
        ("settings", "edition", "no-such"),
        ("settings", "name", ["a"]),
        ("rules", "rounding", "upwards"),
        ("rules", "cap_rule", "steep"),
        ("choice", "severity", "<script>"),
        ("choice", "undecided", "yes"),
    ],
)
def test_a_state_that_says_what_cannot_be_is_not_believed(
    tmp_path: Path, part: str, name: str, value: object
) -> None:
    """Values that no control offers give the defaults."""
    desk = opened(tmp_path)._desk
    desk.choose(check="EXP-02")
    entry = json.loads(desk.store.file.read_text("utf-8"))
    place = entry["settings"] if part == "settings" else entry["settings"][part]
    place[name] = value
    desk.store.file.write_text(json.dumps(entry), "utf-8")
    assert opened(tmp_path)._desk.note


def test_parameters_that_were_changed_count_more_than_the_state(tmp_path: Path) -> None:
    """Who edits the language in the parameters cell gets that language."""
    opened(tmp_path)._desk.speak("en")
    view = open_unit(str(tmp_path / "a.txt"), edition="sichuan-2023")
    assert view.language == "zh"
    assert view.given.edition == "sichuan-2023"


def test_a_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice is carried out all the same, and a note says that it is not kept."""
    desk = opened(tmp_path)._desk
    (tmp_path / ".audit").write_text("a file, not a folder", "utf-8")
    desk.choose(check="EXP-02")
    assert desk.view.choice.check == "EXP-02"
    assert "未能保存" in desk.note
    monkeypatch.undo()


# --- evidence beside the document ---------------------------------------------------


def test_the_places_of_a_lead_are_marked_in_the_document(tmp_path: Path) -> None:
    """The pane marks each figure of the lead in sight and goes to the first."""
    bench = Bench(opened(tmp_path)._desk, None)
    assert bench.lead is not None
    text = bench.desk.view.result.facts.document.text
    pane = bench.reader.pane
    shown = {text[at : at + 6] for at in pane.marks}
    assert {"674.37", "578.15", "97.22万"} <= shown
    assert pane.focus == pane.marks[0]
    assert all(f'data-at="{at}"' in pane.html for at in pane.marks)


def test_a_number_that_is_chosen_tells_what_it_is(tmp_path: Path) -> None:
    """A click shows the figure, its range, the checks it stands in, and its other places."""
    bench = Bench(opened(tmp_path)._desk, None)
    text = bench.desk.view.result.facts.document.text
    bench.reader.pane.chosen = [text.index("578.15"), 1]
    assert bench.tabs.selected_index == 1
    assert "基本支出" in bench.card.html
    assert "578.145 … 578.155" in bench.card.html
    assert "EXP-02" in bench.card.html
    assert bench.reader.pane.focus == text.index("578.15")
    bench.on.click()
    assert bench.fact is not None


def test_a_number_that_was_not_read_is_told(tmp_path: Path) -> None:
    """It is shown in the coverage as not read, and a click says so."""
    bench = Bench(opened(tmp_path, f"{TEXT}另有杂项88.88。\n")._desk, None)
    text = bench.desk.view.result.facts.document.text
    bench.reader.unread.click()
    assert bench.fact is None
    assert "88.88" in bench.card.html
    assert f'class="unread" data-at="{text.index("88.88")}"' in bench.reader.pane.html


def test_leads_can_be_walked_through(tmp_path: Path) -> None:
    """Next and previous go round; the lead in sight is there after a restart."""
    bench = Bench(opened(tmp_path)._desk, None)
    first = bench.lead
    bench.after.click()
    second = bench.lead
    assert second is not None
    assert second != first
    bench.before.click()
    assert bench.lead == first
    bench.after.click()
    assert Bench(opened(tmp_path)._desk, None).list.value == second.fingerprint


def test_nothing_of_a_document_runs_in_a_pane(tmp_path: Path) -> None:
    """Markup in the text stays words in document, lead and figure."""
    bench = Bench(opened(tmp_path)._desk, None)
    for html in (bench.reader.pane.html, bench.about.html, bench.card.html):
        assert "<script" not in html
        assert "<img" not in html
    assert "&lt;script&gt;" in bench.reader.pane.html


def test_no_lead_is_no_error(tmp_path: Path) -> None:
    """Where the filters leave nothing the bench says so, and nothing can be decided."""
    bench = Bench(opened(tmp_path)._desk, None)
    bench.desk.choose(check="EXP-02", severity="info")
    assert "没有符合条件的疑点" in bench.about.html
    assert bench.decided.buttons["confirm"].disabled
    bench.decided.decide("confirm")
    assert not bench.desk.view.decisions.journal.exists()


# --- what if ------------------------------------------------------------------------


def test_what_would_solve_a_lead_is_filled_in_and_heals_it(tmp_path: Path) -> None:
    """Trying the proposed figure heals the sum; the document stays as it is."""
    bench = Bench(opened(tmp_path)._desk, None)
    tried = bench.tried
    assert tried.typed.value == "96.22"
    tried.buttons["try"].click()
    assert "成立了 2，不成立了 0" in tried.page.html
    assert "97.22" in bench.reader.pane.html
    tried.buttons["clear"].click()
    assert "原文不变" in tried.page.html


def test_a_figure_chosen_in_the_document_can_be_tried(tmp_path: Path) -> None:
    """Another figure breaks what held; what is no number is told."""
    bench = Bench(opened(tmp_path)._desk, None)
    text = bench.desk.view.result.facts.document.text
    bench.reader.pane.chosen = [text.index("648.54"), 1]
    bench.tried.typed.value = "1"
    bench.tried.attempt()
    assert "不成立了" in bench.tried.page.html
    bench.tried.typed.value = "<b>很多</b>"
    bench.tried.attempt()
    assert "&lt;b&gt;很多" in bench.tried.said.value


def test_a_try_can_be_kept_as_proposed_correction(tmp_path: Path) -> None:
    """It needs a name; then it stands in the journal with the figure and its value."""
    bench = Bench(opened(tmp_path)._desk, None)
    bench.tried.attempt()
    bench.tried.propose()
    assert "署名" in bench.tried.said.value
    bench.tried.name.value = "张三"
    bench.tried.propose()
    (decision,) = read_journal(bench.desk.view.decisions.journal).decisions
    assert decision.action == "correct"
    assert [(one.label, one.value) for one in decision.correction] == [("项目支出", "96.22")]


# --- decisions ----------------------------------------------------------------------


def test_a_decision_is_listed_filtered_and_there_after_a_restart(tmp_path: Path) -> None:
    """Dismissing needs name and reason; the list shows it, only-undecided leaves it out."""
    view = opened(tmp_path)
    bench, listed = Bench(view._desk, None), view.decision_list()
    assert bench.lead is not None
    decided = bench.lead
    bench.decided.buttons["dismiss"].click()
    assert 'class="alarm"' in bench.decided.said.value
    assert "--name" not in bench.decided.said.value
    bench.decided.name.value, bench.decided.reason.value = "张三", HOSTILE
    bench.decided.buttons["dismiss"].click()
    assert "已记录" in bench.decided.said.value
    assert "张三" in listed.value
    assert "<script" not in listed.value
    bench.desk.choose(undecided=True)
    assert decided.fingerprint not in [value for _, value in bench.list.options]
    again = opened(tmp_path)
    assert decided.fingerprint in again.decided
    assert Bench(again._desk, None).decided.name.value == "张三"


@pytest.mark.parametrize(
    ("action", "standing"), [("confirm", "confirmed"), ("explain", "explained")]
)
def test_a_lead_can_be_confirmed_explained_and_reopened(
    tmp_path: Path, action: str, standing: str
) -> None:
    """Each button writes its decision; reopening takes it back."""
    bench = Bench(opened(tmp_path)._desk, None)
    lead = bench.lead
    assert lead is not None
    bench.decided.name.value, bench.decided.answer.value = "李四", "已更正公开"
    bench.decided.buttons[action].click()
    assert bench.desk.view.decisions.of(lead).status == standing
    assert "李四" in bench.about.html
    bench.decided.buttons["reopen"].click()
    assert bench.desk.view.decisions.of(lead).status == "open"


def test_an_area_shows_its_own_leads(tmp_path: Path) -> None:
    """The overview's desk shows another area without reading the document again."""
    view = opened(tmp_path)
    narrowed = view.within("expenditure")
    assert narrowed._desk is view._desk
    bench = Bench(view._desk, "expenditure")
    assert {lead.check for lead in bench.leads} <= {"EXP-02"}


def test_a_cell_that_is_run_again_shows_the_same_widget(tmp_path: Path) -> None:
    """It stays connected, and what is listened for does not pile up."""
    view = opened(tmp_path)
    assert view.lead_list() is view.lead_list()
    assert view.leads() is view.leads()
    assert view.residual_chart() is view.residual_chart()
