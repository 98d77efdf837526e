"""Folder names made of what a document says: safe on every system, and never the same by chance."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

_UNSAFE = re.compile(r"[^\w\-（）().·〔〕]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 48


def safe_name(name: str) -> str:
    """Return `name` as one path segment; a changed name carries a hash of the original.

    Letters of every script, digits and `-_.·（）()〔〕` stay. Separators, control and direction
    characters, leading dots, names that Windows reserves and long names do not.
    """
    wanted = unicodedata.normalize("NFC", name).strip()
    kept = _UNSAFE.sub("_", wanted).strip("._ ")[:_LONGEST].rstrip("._ ")
    if kept == wanted and not _RESERVED.fullmatch(kept):
        return kept or _hashed("unnamed", name)
    return _hashed(kept or "unnamed", name)


def unit_folder(out: Path, unit: str, year: object) -> Path:
    """Return where the results of a unit's year lie below `out`; no year is 年度不详."""
    return out / safe_name(unit) / safe_name(str(year or "年度不详"))


def _hashed(kept: str, name: str) -> str:
    return f"{kept}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
