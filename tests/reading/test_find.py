from __future__ import annotations

import pytest

from audit.errors import UnreadableDocument
from audit.reading.find import find_documents


def test_a_folder_gives_its_documents_sorted(tmp_path):
    """Documents at any depth; hidden, lock and other files and a browser's folders are left out."""
    kept = ["b/2023/决算.docx", "a.TXT", "b/a.txt", "x.pdf", "表.xls", "page.html", "b/index.html"]
    left = [".git/x.txt", "b/.hidden.txt", "~$决算.docx", "readme.md", "page_files/frame.html"]
    for name in kept + left:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_documents(tmp_path)]
    assert found == sorted(kept)


def test_reports_of_our_own_are_no_documents(tmp_path):
    """A folder with result.json and report.html was written by us, and so was its index."""
    ours = ["out/甲局/2023/result.json", "out/甲局/2023/report.html", "out/甲局/2023/1_income.html"]
    for name in [*ours, "out/index.html", "in/index.html"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert find_documents(tmp_path) == [tmp_path / "in" / "index.html"]


def test_a_file_is_itself(tmp_path):
    """A file that was named is taken whatever its ending: reading it will say."""
    path = tmp_path / "x.pdf"
    path.touch()
    assert find_documents(path) == [path]


def test_an_empty_folder_gives_nothing_and_a_missing_path_an_error(tmp_path):
    """Nothing found is for the caller to say; nothing there is an error."""
    assert find_documents(tmp_path) == []
    with pytest.raises(UnreadableDocument, match="请核对路径"):
        find_documents(tmp_path / "none")
