"""A batch: each unit in its folder, a bad one stops nothing, the index links to what is there."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from disclosures import TEXT
from lxml import html

from audit.batch import run_batch
from audit.batch.many import plan
from audit.errors import UnreadableDocument


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Return a folder with two good disclosures, of one unit and year, and a bad file."""
    folder = tmp_path / "in"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT.replace("97.22", "96.22"), "utf-8")
    (folder / "bad.docx").write_bytes(b"\x89PNG\r\n")
    return folder


def test_one_bad_file_stops_nothing(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Good documents get result.json and report.html, the bad one its sentence, the code is 2."""
    done = run_batch(county, out=tmp_path / "out", notebooks="none")
    assert done.code == 2
    assert [failure.path.name for failure in done.failures] == ["bad.docx"]
    assert len({unit.folder for unit in done.units}) == 2
    for unit in done.units:
        assert unit.folder.parent.name == "某县测试局"
        stored = json.loads((unit.folder / "result.json").read_text("utf-8"))
        assert stored["status"] == "checked"
        assert len(stored["leads"]) == len(unit.result.leads)
        assert unit.report.read_text("utf-8").startswith("<!doctype html>")
    assert "[1/3]" in capsys.readouterr().err


def test_what_cannot_be_read_yet_is_named(county: Path, tmp_path: Path) -> None:
    """A PDF among the documents is a failure in the index, not a silence."""
    (county / "scan.pdf").write_bytes(b"%PDF-1.7")
    done = run_batch(county, out=tmp_path / "out", notebooks="none")
    assert [failure.path.name for failure in done.failures] == ["bad.docx", "scan.pdf"]


def test_the_index_links_to_what_is_there(county: Path, tmp_path: Path) -> None:
    """Every link of the index is a file beside it; the failure stands with its file's name."""
    done = run_batch(county, out=tmp_path / "out", notebooks="none")
    page = html.document_fromstring(done.index.read_text("utf-8"))
    links = page.xpath("//a/@href")
    assert len(links) == 2
    assert all((done.index.parent / unquote(link)).is_file() for link in links)
    assert "bad.docx" in page.text_content()


def test_the_same_batch_gives_the_same_bytes(county: Path, tmp_path: Path) -> None:
    """Two runs write the same reports, results and index."""
    for out in ("one", "two"):
        run_batch(county, out=tmp_path / out, notebooks="none")
    first, second = ((tmp_path / out).rglob("*.*") for out in ("one", "two"))
    pairs = list(zip(sorted(first), sorted(second), strict=True))
    assert pairs
    assert all(a.read_bytes() == b.read_bytes() for a, b in pairs)


def test_a_manifest_names_unit_and_year(tmp_path: Path) -> None:
    """A CSV with path, unit and year plans those documents, relative to itself."""
    manifest = tmp_path / "list.csv"
    manifest.write_text("\ufeffpath,unit,year\na.txt,甲局,2023\nb.txt,,\n", "utf-8")
    first, second = plan(manifest)
    assert (first.path, first.unit, first.year) == (tmp_path / "a.txt", "甲局", 2023)
    assert (second.unit, second.year) == (None, None)


def test_a_manifest_without_paths_is_refused(tmp_path: Path) -> None:
    """A CSV without the column `path` raises a sentence that names the columns."""
    manifest = tmp_path / "list.csv"
    manifest.write_text("file\na.txt\n", "utf-8")
    with pytest.raises(UnreadableDocument, match="path"):
        list(plan(manifest))


def test_a_folder_gives_unit_and_year(tmp_path: Path) -> None:
    """DIR/<unit>/<year>/… is one disclosure and names both; a loose file names neither."""
    folder = tmp_path / "某县测试局" / "2023"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "loose.txt").write_text(TEXT, "utf-8")
    tasks = {task.path: (task.unit, task.year) for task in plan(tmp_path)}
    assert tasks == {folder: ("某县测试局", 2023), tmp_path / "loose.txt": (None, None)}


def test_a_unit_s_year_with_a_bad_file_is_done_and_told(tmp_path: Path) -> None:
    """The other files are checked, the code is 2, the index holds the sentence."""
    folder = tmp_path / "in" / "某县测试局" / "2023"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "bad.docx").write_bytes(b"\x89PNG\r\n")
    done = run_batch(tmp_path / "in", out=tmp_path / "out", notebooks="none")
    assert done.code == 2
    assert done.failures == ()
    (unit,) = done.units
    assert "bad.docx" in unit.unread[0]
    index = done.index.read_text("utf-8")
    assert "bad.docx" in index
    assert "某县测试局/2023" in index


def test_a_group_in_a_mixed_folder_is_found_again_by_its_notebooks(tmp_path: Path) -> None:
    """The parameters lead to the same files: the folder, with unit and year."""
    from audit.batch.one import _parameters
    from audit.views.parameters import check_parameters

    table = "\n".join(f"第{n}项\t{n * 17}\t{n}" for n in range(30))
    other = TEXT.replace("某县测试局", "乙县测试局").replace("2023", "2022")
    (tmp_path / "a.txt").write_text(TEXT * 2, "utf-8")
    (tmp_path / "b.txt").write_text(other * 2, "utf-8")
    (tmp_path / "某县测试局附表.txt").write_text(table, "utf-8")
    first, _ = plan(tmp_path)
    given = check_parameters(first.source, "", None, "auto", "zh")
    found = _parameters(given, first.source, "某县测试局")
    assert found["source"] == str(tmp_path)
    again = check_parameters(found["source"], found["unit"], found["year"], "auto", "zh")
    assert again.document is not None
    assert [Path(s.path).name for s in again.document.sources] == ["a.txt", "某县测试局附表.txt"]


def test_nothing_to_do_is_an_error(tmp_path: Path) -> None:
    """A folder without documents raises a sentence instead of an empty index."""
    with pytest.raises(UnreadableDocument):
        run_batch(tmp_path, out=tmp_path / "out")
