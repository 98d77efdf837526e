"""Parameters of a notebook: misspelt ones are refused, values are checked, sources found."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import UnknownEdition, UnknownParameter, UnreadableDocument
from audit.views.parameters import (
    candidates,
    check_parameters,
    examine_given,
    injected_names,
    refuse_unknown,
)

DECLARED = 'source = "a"\nunit = ""\nyear = None\nedition = "auto"\nlanguage = "zh"'
CALL = "from audit.views import open_unit\nview = open_unit(source)"


def test_an_injected_name_that_no_one_knows_is_found() -> None:
    """The cell that papermill puts in stands between the parameters and the first call."""
    cells = ["", DECLARED, '# Parameters\nsouce = "b"\nyear = 2022', CALL]
    assert injected_names(cells)[-2:] == ["souce", "year"]
    with pytest.raises(UnknownParameter, match="没有参数 souce，是不是 source"):
        refuse_unknown(injected_names(cells))


def test_a_changed_parameters_cell_is_looked_at_too() -> None:
    """A person who types `langauge` into the cell itself is told so."""
    with pytest.raises(UnknownParameter, match="language"):
        refuse_unknown(injected_names([f"{DECLARED}\nlangauge = 'en'", CALL]))


@pytest.mark.parametrize(
    "cells",
    [
        [DECLARED, CALL],
        ["x = 1", DECLARED, CALL, "y = 2", "view = open_unit(source)"],
        [DECLARED, "%matplotlib inline", CALL],
        ["view = open_unit('a.txt')"],
        [],
    ],
)
def test_own_cells_of_a_person_are_no_parameters(cells: list[str]) -> None:
    """Names set before the parameters or after the first call belong to the person."""
    refuse_unknown(injected_names(cells))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"language": "de"}, UnknownParameter),
        ({"year": "last"}, UnknownParameter),
        ({"year": 23}, UnknownParameter),
        ({"year": True}, UnknownParameter),
        ({"source": ""}, UnknownParameter),
        ({"source": None}, UnknownParameter),
        ({"edition": 7}, UnknownParameter),
        ({"edition": "atlantis-1900"}, UnknownEdition),
        ({"source": "no/such/file.docx"}, UnreadableDocument),
    ],
)
def test_values_that_cannot_be_are_refused(
    changes: dict[str, object], error: type[Exception], sample_docx: Path
) -> None:
    """Each wrong value raises an error with a sentence, before anything is read."""
    given: dict[str, object] = {
        "source": str(sample_docx), "unit": "", "year": None, "edition": "auto", "language": "zh",
    }  # fmt: skip
    with pytest.raises(error):
        check_parameters(**{**given, **changes})


def test_a_folder_with_several_documents_needs_a_choice(tmp_path: Path) -> None:
    """In DIR/<unit>/<year>/ unit and year choose; without them the sentence lists the files."""
    for unit in ("甲局", "乙局"):
        folder = tmp_path / unit / "2023"
        folder.mkdir(parents=True)
        (folder / f"{unit}.txt").write_text("x", "utf-8")
    with pytest.raises(UnreadableDocument, match=r"乙局\.txt"):
        check_parameters(str(tmp_path), "", None, "auto", "zh")
    chosen = check_parameters(str(tmp_path), "甲局", 2023, "auto", "zh")
    assert chosen.path.name == "甲局.txt"
    assert chosen.year == 2023


def test_the_sample_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_docx: Path
) -> None:
    """The notebooks' default is found also when papermill runs in another folder."""
    monkeypatch.chdir(tmp_path)
    (found,) = candidates("../data/sample.docx")
    assert found.path.resolve() == sample_docx.resolve()


def test_unit_and_year_fill_what_the_document_lacks(tmp_path: Path) -> None:
    """A document that names neither unit nor year takes both from the parameters."""
    path = tmp_path / "scan.txt"
    path.write_text(
        "二、收入决算情况说明\n本年收入合计10.00万元，其中：其他收入10.00万元，占100%。\n", "utf-8"
    )
    result = examine_given(check_parameters(str(path), "某局", 2022, "generic", "zh"))
    assert (result.facts.unit, result.facts.year) == ("某局", 2022)
