"""Look into an OLE file (old Office, or an encrypted new one): what its parts are called.

Source of the layout: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory).
"""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers from here on are marks, not places
_ENTRY = 128
_MOST_SECTORS = 4096  # of a directory: 16,000 entries


def parts(data: bytes) -> frozenset[str]:
    """Return the names directly under the root; empty where the file is damaged."""
    try:
        entries = _directory(data)
        found: set[str] = set()
        _walk(entries, struct.unpack_from("<I", entries, 76)[0], found)
    except (struct.error, ValueError):
        return frozenset()
    return frozenset(found)


def has_macros(data: bytes) -> bool:
    """Return whether an old Office file carries a VBA project."""
    return bool(parts(data) & {"Macros", "_VBA_PROJECT_CUR"})


def is_locked_word(data: bytes) -> bool:
    """Return whether an old Word file needs a password: a bit of its first block says so."""
    at = data.find(b"\xec\xa5")  # the file information block begins a sector
    while at >= 0 and at % 512:
        at = data.find(b"\xec\xa5", at + 1)
    return 0 <= at < len(data) - 12 and bool(struct.unpack_from("<H", data, at + 10)[0] & 0x100)


def _directory(data: bytes) -> bytes:
    """Return the directory's bytes, its sectors joined."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError("no sector size")
    size = 1 << shift
    fat = b"".join(
        data[(sector + 1) * size : (sector + 2) * size]
        for sector in struct.unpack_from("<109I", data, 76)
        if sector < _END
    )
    sector, found = struct.unpack_from("<I", data, 48)[0], bytearray()
    for _ in range(_MOST_SECTORS):
        if sector >= _END:
            break
        found += data[(sector + 1) * size : (sector + 2) * size]
        sector = struct.unpack_from("<I", fat, sector * 4)[0]
    return bytes(found)


def _walk(entries: bytes, first: int, found: set[str]) -> None:
    """Collect the names of a storage's tree; each place is visited once."""
    wanted, seen = [first], set()
    while wanted:
        number = wanted.pop()
        if number >= _END or number in seen or (number + 1) * _ENTRY > len(entries):
            continue
        seen.add(number)
        at = number * _ENTRY
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, min(length - 2, 62))]
        found.add(name.decode("utf-16-le", errors="replace"))
        wanted += struct.unpack_from("<2I", entries, at + 68)
