"""Names of units as printed in two places: one unit's, or two units'."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[\s·“”\"'‘’]+")
_OWN_LEVEL = re.compile(
    r"\(?(?:局|厅|委|部|院|办)?机关本级\)?$|\(?本级\)?$|\((?:机关|本部|局机关|行政)\)$"
)
_REGION = re.compile(r"(?:[一-鿿]{1,10}?(?:省|自治区|市|州|盟|县|区|旗))+")


def folded(name: str) -> str:
    """Return a name without spaces and quotes, with half-width brackets and letters."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name))


def without_level(name: str) -> str:
    """Return a folded name without （本级） and its like at the end."""
    return _OWN_LEVEL.sub("", folded(name))


def is_own_level(name: str) -> bool:
    """Return whether a name means a department's own accounts: 某局（本级）."""
    return without_level(name) != folded(name)


def is_same(one: str, other: str) -> bool:
    """Return whether two names are one unit's; one may leave out its county or city.

    某局 is not 某局（本级）: the one holds the accounts of all its units.
    """
    short, long = sorted((folded(one), folded(other)), key=len)
    if not short or short == long:
        return bool(short)
    return long.endswith(short) and _REGION.fullmatch(long.removesuffix(short)) is not None
