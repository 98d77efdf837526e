"""Renew what is stored of the sample: the notebooks' outputs and the example under reports/.

    python notebooks/render.py

The outputs are what `make notebooks` compares; run this after a change that is meant to
change them, and read the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

import audit
from audit.batch import run_unit
from audit.batch.kernels import own_sockets

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample.docx"
EXAMPLE = ROOT / "reports" / "example"
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{0}</dir><cachedir>{1}</cachedir></fontconfig>
"""


def main() -> None:
    """Run every notebook on the sample in place, then write the example and its picture."""
    for path in sorted((ROOT / "notebooks").glob("[0-9]_*.ipynb")):
        print(path.name)
        store_outputs(path)
    write_example()


def store_outputs(path: Path) -> None:
    """Run a notebook with its defaults and store it with outputs, without times and paths."""
    notebook = nbformat.read(str(path), as_version=4)
    kernel = notebook.metadata.kernelspec
    place = {"metadata": {"path": str(path.parent)}}
    with own_sockets() as sockets:
        NotebookClient(
            notebook, timeout=300, record_timing=False, resources=place, **sockets
        ).execute()
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": kernel, "language_info": {"name": "python"}}
    )
    nbformat.write(notebook, str(path))


def write_example() -> None:
    """Write the sample's report, the notebooks' pages and a picture into reports/example."""
    EXAMPLE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        done = run_unit(SAMPLE, out=folder)
        for page in sorted(done.folder.glob("*.html")):
            print(page.name)
            shutil.copyfile(page, EXAMPLE / page.name)
    take_picture(EXAMPLE / "report.html", EXAMPLE / "report.png")


def take_picture(page: Path, target: Path, size: str = "1440,1500") -> None:
    """Take a picture of a page with Chromium, if there is one, in the packaged font."""
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser is None:
        print("no Chromium here: the picture stays as it is")
        return
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(
            _FONTS.format(Path(audit.__file__).parent / "views" / "fonts", folder), "utf-8"
        )
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
        ]
        options += [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        options += [
            f"--user-data-dir={folder}/profile",
            f"--window-size={size}",
            f"--screenshot={target}",
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        subprocess.run(
            [browser, *options, page.as_uri()], env=environment, check=True, capture_output=True
        )


if __name__ == "__main__":
    main()
