"""Files made for the tests of reading."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from audit.model import Document
from audit.reading import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="urn:math"'
)

WordFile = Callable[..., Path]


@pytest.fixture
def read_words(tmp_path: Path) -> Callable[..., Document]:
    """Return a function that writes a text file and reads it."""

    def read_text(text: str | bytes, encoding: str = "utf-8") -> Document:
        path = tmp_path / "words.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read(path)

    return read_text


@pytest.fixture
def word_file(tmp_path: Path) -> WordFile:
    """Return a function that writes a .docx from body XML and other parts.

    `relations` maps an id to (the type's last word, target) of the main part.
    """

    def write(
        body: str,
        parts: Mapping[str, str] | None = None,
        relations: Mapping[str, tuple[str, str]] | None = None,
    ) -> Path:
        path = tmp_path / "file.docx"
        links = "".join(
            f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
            for key, (kind, target) in (relations or {}).items()
        )
        everything = {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
            **(parts or {}),
        }
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in everything.items():
                archive.writestr(name, content)
        return path

    return write


@pytest.fixture
def read_word(word_file: WordFile) -> Callable[..., Document]:
    """Return a function that writes a .docx as `word_file` does, and reads it."""
    return lambda *parts, **more: read(word_file(*parts, **more))
