from __future__ import annotations

import pytest

from audit.errors import UnreadableDocument
from audit.reading.find import find_documents


def test_a_folder_gives_its_documents_sorted(tmp_path):
    """Word and text files at any depth; hidden, lock and other files are left out."""
    kept = ["b/2023/决算.docx", "a.TXT", "b/a.txt"]
    left = [".git/x.txt", "b/.hidden.txt", "~$决算.docx", "result.json", "b/report.html", "x.pdf"]
    for name in kept + left:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_documents(tmp_path)]
    assert found == sorted(kept)


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
