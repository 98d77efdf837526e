"""Keep a few pictures of the last `make e2e` for docs/walkthrough.md, small enough to store.

python tests/e2e/keep_pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SOURCE, TARGET = ROOT / ".e2e" / "pictures", ROOT / "docs" / "pictures"
KEPT = "lab-filter lab-lead lab-decided lab-restarted lead place report-dark"
WIDTH, LARGEST = 1000, 150_000


def main() -> None:
    """Write each picture narrower and with few colours; say how large it is."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in KEPT.split():
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
