"""Keep a few pictures of the last `make e2e` for docs/walkthrough.md, small enough to store.

python tests/e2e/keep_pictures.py

The 取证单 of a confirmed lead is printed by LibreOffice, where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

import audit
from audit.papers import papers
from audit.review import Decision

ROOT = Path(__file__).resolve().parents[2]
SOURCE, TARGET = ROOT / ".e2e" / "pictures", ROOT / "docs" / "pictures"
KEPT = "lab-filter lab-lead lab-decided lab-restarted lead place report-dark"
WIDTH, LARGEST = 1000, 150_000


def print_evidence() -> bool:
    """Draw the sheet of one confirmed lead of the sample; False without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return False
    result = audit.check(ROOT / "data" / "sample.docx")
    lead = next(lead for lead in result.leads if lead.check == "PRJ-13")
    confirmed = {lead.fingerprint: Decision("confirm", lead.fingerprint, name="审计员甲")}
    made = papers(result, confirmed, kinds=("evidence",), language="zh", prepared_by="审计员甲")
    with TemporaryDirectory() as folder:
        paper = Path(folder) / "paper.docx"
        paper.write_bytes(next(iter(made.values())))
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(paper)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        pages = pypdfium2.PdfDocument(Path(folder) / "paper.pdf")
        pages[len(pages) - 1].render(scale=1.7).to_pil().save(SOURCE / "evidence.png")
        pages.close()
    return True


def main() -> None:
    """Write each picture narrower and with few colours; say how large it is."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in [*KEPT.split(), *(["evidence"] if print_evidence() else [])]:
        with Image.open(SOURCE / f"{name}.png") as picture:
            height = picture.height * WIDTH // picture.width
            small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
        for colours in (160, 64, 32):
            path = TARGET / f"{name}.png"
            small.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
            if path.stat().st_size <= LARGEST:
                break
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
